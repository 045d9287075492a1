"""Texts and the trees they parse into; the pairs are in parsing/*.txt."""

from pathlib import Path

import pytest
from hypothesis import assume, example, given

from kb.language import Language
from kb.law.act import RANK, Provision, ProvisionKind
from kb.law.markup import ANCHOR
from kb.law.parse import parse
from kb.law.plain import lines
from kb.law.profile import GENERIC, KZ
from tests.kb.law.outlines import outlined, pairs
from tests.kb.law.strategies import acts, languages, profiles, texts

PARSING = Path(__file__).parent / "parsing"


@pytest.mark.parametrize(("text", "expected"), pairs(PARSING / "russian.txt"))
def test_a_russian_text_has_this_outline(text, expected):
    assert outlined(text, Language.RU) == expected


@pytest.mark.parametrize(("text", "expected"), pairs(PARSING / "kazakh.txt"))
def test_a_kazakh_text_has_this_outline(text, expected):
    assert outlined(text, Language.KK) == expected


@pytest.mark.parametrize(("text", "expected"), pairs(PARSING / "english.txt"))
def test_an_english_text_has_this_outline(text, expected):
    assert outlined(text, Language.EN) == expected


@pytest.mark.parametrize(("text", "expected"), pairs(PARSING / "generic.txt"))
def test_an_act_of_another_tradition_has_this_outline(text, expected):
    assert outlined(text, Language.EN, GENERIC) == expected


ACT = "# О высоте\n\n### Статья 1. Предел\n\n1. Пункт:\n\n   1) подпункт;\n\n   часть.\n"
OUTLINE = [
    "= О высоте @1",
    "art_1 @3 Статья 1. Предел",
    "  art_1__para_1 @5 1. | Пункт:",
    "    art_1__para_1__subpara_1 @7 1) | подпункт;",
    "    art_1__para_1__al_2 @9 | часть.",
]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Windows", ACT.replace("\n", "\r\n")),
        ("an old Macintosh", ACT.replace("\n", "\r")),
        ("a byte order mark", f"\ufeff{ACT}"),
        ("tabs", ACT.replace("   ", "\t")),
        ("spaces at the ends", ACT.replace("\n", "  \n")),
        ("no last line end", ACT.rstrip()),
    ],
)
def test_an_act_reads_the_same_however_its_lines_are_written(name, text):
    assert outlined(text) == OUTLINE, name


def test_a_front_matter_belongs_to_the_traditions_that_have_one():
    text = "---\ntitle: x\n---\n# Act\n"

    assert parse(text, Language.EN, GENERIC).title == "Act"
    assert "title: x" in " ".join(lines(parse(text, Language.EN, KZ)))


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", "---", '<a id="st1"></a>', "|", "#", ">"])
def test_a_text_that_says_nothing_has_no_words(text):
    assert "".join(lines(parse(text, Language.RU))).strip("|") == ""


def test_one_in_a_million_deep_quotations_keeps_its_words():
    assert "глубоко" in " ".join(lines(parse("> " * 60 + "глубоко", Language.RU)))


def test_deep_definitions_keep_their_words():
    text = "\n".join(f"{'  ' * depth}{': ' if depth else ''}слово{depth}" for depth in range(40))

    assert "слово39" in " ".join(lines(parse(text, Language.RU)))


# What holds of every text


@given(texts(), languages, profiles)
@example("---\n---\n# x", Language.EN, GENERIC)
def test_any_text_is_an_act(text, language, profile):
    expression = parse(text, language, profile)

    assert expression.language is language
    assert all(provision.line > 0 for provision in expression.walk())


@given(texts(), languages, profiles)
def test_no_address_stands_twice(text, language, profile):
    eids = [provision.eid for provision in parse(text, language, profile).walk()]

    assert len(set(eids)) == len(eids)
    assert all(eids)


@given(texts(), languages, profiles)
def test_every_line_exists_and_no_provision_begins_before_its_parent(text, language, profile):
    expression = parse(text, language, profile)

    last = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for provision in expression.walk():
        assert 1 <= provision.line <= provision.text_line <= last
        for child in provision.children:
            assert provision.line <= child.line


@given(texts(), languages, profiles)
@example("(ii) roman\n\n   words within\n\n   - a dash", Language.EN, GENERIC)
def test_a_unit_stands_in_a_greater_one(text, language, profile):
    for provision in parse(text, language, profile).walk():
        for child in provision.children:
            assert stands_in(child, provision)


def stands_in(child: Provision, parent: Provision) -> bool:
    """A part may hold a list, though it is smaller than what a list is made of."""
    if parent.kind is ProvisionKind.PART:
        return child.kind in {ProvisionKind.SUBPARAGRAPH, ProvisionKind.INDENT}
    return RANK[parent.kind] < RANK[child.kind]


@given(texts(), languages)
@example("| а |\n|---|\n| б | в |", Language.RU)
@example("Совет\n: 1) орган", Language.RU)
@example("> " * 30 + "слово", Language.RU)
@example("[слова](куда)", Language.RU)
def test_not_one_letter_is_lost_and_none_changes_its_place(text, language):
    """Links and entities are read as what they stand for; all else is printed as it is written."""
    assume("](" not in text)
    assume("&" not in text)

    words = "".join(lines(parse(text, language)))

    assert letters(words) == letters(ANCHOR.sub("", text))


@given(acts(), languages)
def test_what_is_printed_parses_into_the_same_words(text, language):
    first = parse(text, language)

    assert letters("".join(lines(first))) == letters(text)


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
