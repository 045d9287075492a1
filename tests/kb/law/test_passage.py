"""The lines of a provision, and a wording in their place: nothing else changes, not a byte."""

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.language import Language
from kb.law.act import Expression
from kb.law.identifiers import EId
from kb.law.parse import parse
from kb.law.passage import (
    BeginningError,
    DisturbingError,
    EmptyWordingError,
    FurtherProvisionError,
    NoPassageError,
    UnnumberedError,
    WordingError,
    as_read,
    passage,
    passages_in,
    replaced,
)
from tests.corpus import REAL_LAW
from tests.kb.law.strategies import languages, texts

ACTS = Path(__file__).parent.parent.parent.parent / "acts"
REAL = {"kaz": Language.KK, "rus": Language.RU}
FILES = sorted((*ACTS.glob("*/*/??.md"), *REAL_LAW.glob("???.md")))
RU = Language.RU

RULES = """\
# Правила

## Глава 1. Общее

### Статья 1. Предмет

1. Здания не выше:

   1) десяти метров;

   2) двадцати метров.

   Это часть вторая.

2. Срок – пять дней.

> Сноска. Была иной.

## Глава 2. Прочее

Слова главы.

### Статья 2. Порядок

Порядок таков.
"""


@cache
def act(path: Path) -> tuple[str, Expression]:
    text = path.read_text(encoding="utf-8")
    return text, parse(text, REAL.get(path.stem) or Language(path.stem))


acts = st.sampled_from(FILES).map(act)


@pytest.mark.parametrize(
    ("eid", "wording"),
    [
        ("art_1__para_1__subpara_2", "2) двадцати метров."),
        ("art_1__para_2", "2. Срок – пять дней."),
        ("art_1__note_1", "> Сноска. Была иной."),
        ("chp_1", "## Глава 1. Общее"),
        ("chp_2", "## Глава 2. Прочее\n\nСлова главы."),
        ("art_2", "### Статья 2. Порядок\n\nПорядок таков."),
        (
            "art_1__para_1",
            "1. Здания не выше:\n\n   1) десяти метров;\n\n   2) двадцати метров.\n\n   Это часть вторая.",
        ),
    ],
)
def test_a_provision_is_its_heading_its_words_and_what_belongs_to_it(eid, wording):
    assert passage(RULES, RU, EId(eid)).wording == wording


def test_what_is_not_there_has_no_lines():
    with pytest.raises(NoPassageError, match="art_9"):
        passage(RULES, RU, EId("art_9"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-2:]))
def test_every_provision_of_every_act_has_its_lines(path):
    text, tree = act(path)
    found = list(passages_in(tree, text))

    assert [one.eid for one in found] == [provision.eid for provision in tree.walk()]
    for one, provision in zip(found, tree.walk(), strict=True):
        assert text.split("\n")[one.start : one.end] == one.markup.split("\n")
        assert "".join((provision.markup or provision.heading).split()) in "".join(
            one.markup.replace("**", "").replace("> ", "").split()
        ), one


@given(acts, st.data())
@settings(max_examples=40)
def test_a_provision_in_its_own_place_changes_nothing(known, data):
    text, tree = known
    one = data.draw(st.sampled_from(list(passages_in(tree, text))))

    assert replaced(text, tree.language, one.eid, one.markup) == text
    assert replaced(text, tree.language, one.eid, f"\r\n{one.wording}\r\n\r\n") == text


@given(acts, st.data(), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=40)
def test_another_wording_changes_nothing_else(known, data, ending):
    text, tree = known
    text = text.replace("\n", ending)
    one = data.draw(st.sampled_from(list(passages_in(tree, text))))
    last = "| иное |" if one.markup.endswith("|") else " иное."
    wording = f"{one.wording}{last}"

    made = replaced(text, tree.language, one.eid, wording)

    before, after = text.split(ending), made.split(ending)
    assert passage(made, tree.language, one.eid).wording == wording
    assert before[: one.end - 1] == after[: one.end - 1]
    assert before[one.end :] == after[one.end :]
    assert before[one.end - 1] + last == after[one.end - 1]


@given(texts(), languages, st.data())
def test_in_any_text_a_provision_keeps_its_place(text, language, data):
    tree = parse(text, language)
    found = list(passages_in(tree, text))
    assert len(found) == len(list(tree.walk()))
    if found:
        one = data.draw(st.sampled_from(found))
        assert replaced(text, language, one.eid, one.wording) == text


@given(texts(), languages, st.data(), st.text(max_size=60))
def test_any_wording_is_taken_whole_or_refused(text, language, data, wording):
    eids = [provision.eid for provision in parse(text, language).walk()]
    eid = data.draw(st.sampled_from([*eids, EId("art_404")]))
    try:
        made = replaced(text, language, eid, wording)
    except WordingError:
        return
    others = [provision.eid for provision in parse(made, language).walk()]
    assert eid in others
    assert replaced(made, language, eid, wording) == made


@pytest.mark.parametrize("wording", ["1) ста метров;", "   1) ста метров;", "      1) ста метров;"])
def test_a_wording_is_indented_as_the_provision_is(wording):
    made = replaced(RULES, RU, EId("art_1__para_1__subpara_1"), wording)

    assert made == RULES.replace("десяти", "ста")


@pytest.mark.parametrize(
    ("wording", "words"),
    [
        (
            "10. См. [пункт 2](greening#para_2).\r\n\r\n   Часть вторая.",
            "10. См. пункт 2.\nЧасть вторая.",
        ),
        ("> Сноска. Числа **условны**.\n> И даты.", "Сноска. Числа условны.\nИ даты."),
        ("### Статья 1. Предмет\n\n   1) высота > 5 м;", "Статья 1. Предмет\n1) высота > 5 м;"),
        ("2\\. Не список.", "2. Не список."),
        ("", ""),
    ],
)
def test_a_wording_is_read_without_marks_and_empty_lines(wording, words):
    assert as_read(wording) == words


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-2:]))
def test_no_mark_is_left_in_any_wording_of_the_acts(path):
    text, tree = act(path)
    for one in passages_in(tree, text):
        assert not re.search(r"\]\(|^[>#]|^\s|\n\s", as_read(one.wording)), one.eid


def test_the_words_below_move_with_the_first():
    made = replaced(RULES, RU, EId("art_1__para_1__subpara_2"), "2) так:\n\n   и так")

    assert "\n   2) так:\n\n      и так\n\n   Это часть вторая." in made


def test_a_text_that_ends_without_a_new_line_goes_on_so():
    text = RULES.rstrip("\n")

    made = replaced(text, RU, EId("art_2"), "### Статья 2. Порядок\n\nИначе.")

    assert made == text.replace("Порядок таков.", "Иначе.")


def test_a_mark_in_front_of_a_byte_is_kept():
    made = replaced("\ufeff1. Да.\r\n\r\n2. Нет.\r\n", RU, EId("para_2"), "2. Может быть.")

    assert made == "\ufeff1. Да.\r\n\r\n2. Может быть.\r\n"


def test_a_list_may_grow():
    made = replaced(RULES, RU, EId("art_1__para_2"), "2. Срок:\n\n   1) пять дней;\n\n   2) год.")

    assert passage(made, RU, EId("art_1__para_2__subpara_2")).wording == "2) год."


@pytest.mark.parametrize(
    ("eid", "wording", "refusal", "told"),
    [
        ("art_1__para_2", " \r\n\n", EmptyWordingError, "say so in a comment"),
        ("art_1__para_2", "3. Срок.", BeginningError, "begin with “2.”"),
        ("art_1__para_2", "Срок.", BeginningError, "begin with “2.”"),
        ("art_2", "### Статья 7. Порядок", BeginningError, "begin with “### Статья 2.”"),
        ("art_2", "Порядок иной.", BeginningError, "begin with “### Статья 2.”"),
        ("chp_2", "Слова.", BeginningError, "begin with “## Глава 2.”"),
        ("art_1__para_2", "2. Срок.\n\n3. Ещё.", FurtherProvisionError, "“3. Ещё.”"),
        ("art_2", "### Статья 2. А\n\nБ.\n\n### Статья 3. В", FurtherProvisionError, "Статья 3. В"),
        ("chp_2", "## Глава 2. А\n\n### Статья 1-1. Б", FurtherProvisionError, "Статья 1-1. Б"),
        ("art_1__note_1", "Сноска. Была иной.", BeginningError, "begin with “>”"),
        ("art_1__para_1__al_2", "3) Это часть вторая.", UnnumberedError, "begin with its words"),
        ("art_2", "### Статья 2. Порядок\n\nИначе.\n\n---", DisturbingError, "draw no lines"),
    ],
)
def test_a_wording_for_something_else_is_refused_with_a_cure(eid, wording, refusal, told):
    with pytest.raises(refusal, match=r".") as caught:
        replaced(RULES, RU, EId(eid), wording)

    assert told in str(caught.value)
