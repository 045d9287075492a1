"""Applied to the older text, a redline gives the newer one: for any texts, and for acts edited at random."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import Language
from kb.law import plain
from kb.law.parse import parse
from kb.law.redline import rebuilding
from kb.law.redline.change import MOVED, ChangeKind, Redline
from kb.law.redline.comparing import redline
from kb.law.redline.rebuilding import NotThisTextError
from kb.law.redline.stored import pack_redline, unpack_redline
from kb.law.redline.summary import Counts, contents
from tests.conftest import ACTS
from tests.kb.law.strategies import texts

EXAMPLES = sorted(ACTS.glob("*/*/*.md"))
WORDS = ("Совет", "не", "5", "жер", "land", "1 500", "2027 жылғы 1 қаңтардан", ",", "«слово»")


def check(old, new) -> Redline:
    """Compare two trees, and check all that holds of any redline."""
    made = redline(old, new)
    assert rebuilding.before(made) == list(plain.lines(old))
    assert rebuilding.after(made) == list(plain.lines(new))
    assert rebuilding.apply(made, list(plain.lines(old))) == list(plain.lines(new))
    assert [change.after.eid for change in made.changes if change.after] == [
        p.eid for p in new.walk()
    ]
    orders = sorted(change.before.order for change in made.changes if change.before)
    assert orders == list(range(len(orders)))
    assert unpack_redline(pack_redline(made)) == made
    assert Counts.of(made).is_empty is made.is_empty
    assert all(change.kind in MOVED for change in made.changes if change.is_carried)
    assert len(contents(made)) <= Counts.of(made).changed
    return made


@given(texts(), texts(), st.sampled_from(Language))
def test_any_two_texts_have_a_redline_that_leads_from_one_to_the_other(old, new, language):
    check(parse(old, language), parse(new, language))


@given(texts(), st.sampled_from(Language))
def test_a_text_does_not_differ_from_itself(text, language):
    tree = parse(text, language)

    made = check(tree, tree)

    assert made.is_empty
    assert all(change.kind is ChangeKind.SAME for change in made.changes)


@given(texts(), texts(), st.sampled_from(Language))
def test_the_reverse_of_a_redline_is_empty_if_it_is(old, new, language):
    one, other = parse(old, language), parse(new, language)

    assert redline(one, other).is_empty is redline(other, one).is_empty


# Acts, edited as drafters edit them


def change_words(lines: list[str], random: Random) -> None:
    """Put other words in the place of some."""
    at = random.randrange(len(lines))
    words = lines[at].split(" ")
    words[random.randrange(len(words))] = random.choice(WORDS)
    lines[at] = " ".join(words)


def delete(lines: list[str], random: Random) -> None:
    """Delete a few lines."""
    at = random.randrange(len(lines))
    del lines[at : at + random.randrange(1, 6)]
    lines.append("")


def insert(lines: list[str], random: Random) -> None:
    """Insert a paragraph made of words from elsewhere."""
    words = " ".join(random.choices(" ".join(lines).split(), k=12))
    number = random.choice(["", "7. ", "   3) ", "### Статья 9. ", "> "])
    at = random.randrange(len(lines))
    lines[at:at] = ["", number + words, ""]


def move(lines: list[str], random: Random) -> None:
    """Move a block of lines."""
    at, length = random.randrange(len(lines)), random.randrange(1, 30)
    block = lines[at : at + length]
    del lines[at : at + length]
    to = random.randrange(len(lines) + 1)
    lines[to:to] = ["", *block, ""]


def renumber(lines: list[str], random: Random) -> None:
    """Count all paragraphs from some place on one higher."""
    for at in range(random.randrange(len(lines)), len(lines)):
        number, dot, rest = lines[at].partition(".")
        if dot and number.isdecimal():
            lines[at] = f"{int(number) + 1}.{rest}"


EDITS: tuple[Callable[[list[str], Random], None], ...] = (
    change_words, change_words, delete, insert, move, renumber,
)  # fmt: skip


@cache
def source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("seed", range(12))
def test_an_act_that_is_edited_at_random_becomes_what_its_redline_says(seed):
    random = Random(seed)
    path = EXAMPLES[seed * 7 % len(EXAMPLES)]
    lines = source(path).splitlines()
    for edit in random.choices(EDITS, k=random.randrange(1, 12)):
        edit(lines, random)
    language = Language(path.stem)

    made = check(parse(source(path), language), parse("\n".join(lines), language))

    counts = Counts.of(made)
    assert counts.by_kind[ChangeKind.SAME] + counts.changed == len(made.changes)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: "-".join(path.parts[-2:]))
def test_an_act_does_not_differ_from_itself(path):
    tree = parse(source(path), Language(path.stem))

    assert redline(tree, tree).is_empty


def test_a_redline_is_not_applied_to_another_text():
    made = redline(*(parse(f"1. {word} правила.", Language.RU) for word in ("Старые", "Новые")))

    with pytest.raises(NotThisTextError):
        rebuilding.apply(made, ["1. Иные правила."])
