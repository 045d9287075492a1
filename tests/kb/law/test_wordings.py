"""Which provisions a version changed, and since when each says what it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import Language
from kb.law.identifiers import EId
from kb.law.parse import parse
from kb.law.wordings import Turn, Wordings, last_changed, turn, wordings

TEXT = "# On Height\n\n### Article 1. Limit\n\n1. Ten metres.\n\n2. No more.\n"

marks = st.dictionaries(
    st.sampled_from([EId(f"art_{number}") for number in range(6)]), st.sampled_from("abc")
)


def of(text: str, language: Language = Language.EN) -> Wordings:
    return wordings([parse(text, language)])


def test_a_changed_provision_has_another_mark_and_the_others_keep_theirs():
    made = turn(of(TEXT), of(TEXT.replace("Ten", "Nine")))

    assert set(made.fresh) == {"art_1__para_1"}
    assert made.gone == ()


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("No more", "No\u00a0 more"),
        TEXT.replace("1. Ten\n", "1.  Ten\n"),
        TEXT.replace("\n\n2.", "\n\n\n2."),
    ],
)
def test_spaces_and_typography_do_not_count(text):
    assert of(text) == of(TEXT)


def test_what_is_added_and_what_is_gone_is_told():
    made = turn(of(TEXT), of(TEXT.replace("2. No more.", "3. Less.")))

    assert set(made.fresh) == {"art_1__para_3"}
    assert made.gone == (EId("art_1__para_2"),)


def test_a_change_in_any_language_counts():
    english, russian = parse(TEXT, Language.EN), parse("# О\n\n### Статья 1. Предел\n", Language.RU)
    other = parse("# О\n\n### Статья 1. Граница\n", Language.RU)

    assert set(turn(wordings([english, russian]), wordings([russian, english])).fresh) == set()
    assert set(turn(wordings([english, russian]), wordings([english, other])).fresh) == {"art_1"}


def test_a_table_counts_cell_by_cell():
    table = "# T\n\n1. See:\n\n| a | b |\n| - | - |\n| 1 | 2 |\n"

    assert set(turn(of(table), of(table.replace("| 2 |", "| 3 |"))).fresh) == {"para_1__table_1"}


@given(marks, marks)
def test_a_turn_leads_from_the_one_to_the_other_and_survives_storage(before, after):
    made = turn(before, after)

    assert made.apply(before) == after
    assert Turn.of_plain(made.plain()) == made


@given(st.lists(marks, min_size=1, max_size=6))
def test_since_when_a_provision_says_what_it_says(states):
    turns = [turn(before, after) for before, after in zip([{}, *states], states, strict=False)]

    origin = last_changed(enumerate(turns))

    assert set(origin) == set(states[-1])
    for eid, version in origin.items():
        assert all(state.get(eid) == states[-1][eid] for state in states[version:])
        assert version == 0 or states[version - 1].get(eid) != states[-1][eid]
