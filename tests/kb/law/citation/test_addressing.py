"""Where a reference leads: the addresses that exist."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import Language
from kb.law.citation.references import Reference, Scope, Step, Unit, address, addresses, find
from kb.law.identifiers import EId

LAW = [
    EId(eid)
    for eid in (
        "chp_1",
        "art_5",
        "art_5__para_1",
        "art_5__para_2",
        "art_5__para_2__subpara_3",
        "art_5__para_2__subpara_3__indent_2",
        "art_5__para_2__al_2",
        "art_5-1",
        "art_5-1__para_2",
        "chp_2",
        "chp_2__dvs_1",
        "art_7",
        "art_7__subpara_2",
        "art_7__al_2",
        "chp_2__dvs_2",
        "art_10",
        "art_10__al_2",
        "art_44",
        "art_44__para_7",
        "art_44__para_7__subpara_1",
        "art_44__para_7__al_2",
        "art_44__para_7__al_2__subpara_1",
        "art_44__para_8",
        "art_44__para_8__al_2",
        "art_44__para_8__al_2__subpara_4",
        "chp_3",
        "chp_3__dvs_1",
        "art_50",
        "att_1",
        "att_1__para_3",
        "att_1__para_3__subpara_1",
    )
]
"""A law with articles, in its order."""

RULES = [
    EId(eid)
    for eid in (
        "chp_1",
        "para_1",
        "para_3",
        "para_12",
        "para_12__subpara_1",
        "para_12__al_2",
        "att_1",
        "att_1__para_3",
        "att_2",
    )
]
"""Rules, whose paragraphs are numbered through."""


@pytest.mark.parametrize(
    ("words", "within", "target"),
    [
        ("статья 5", "art_7", "art_5"),
        ("статья 5-1", "art_7", "art_5-1"),
        ("статья 5 главы 1", "art_7", "art_5"),
        ("статья 5 главы 9", "art_7", "art_5"),
        ("глава 2", "art_7", "chp_2"),
        ("пункт 2 статьи 5", "art_7", "art_5__para_2"),
        ("пункт 2", "art_5", "art_5__para_2"),
        ("пункт 2", "art_5-1__para_2", "art_5-1__para_2"),
        ("пункт 2 настоящей статьи", "art_5__para_2__subpara_3", "art_5__para_2"),
        ("подпункт 3) пункта 2 статьи 5", "art_7", "art_5__para_2__subpara_3"),
        ("подпункт 3)", "art_5__para_2", "art_5__para_2__subpara_3"),
        ("подпункт 3)", "art_5__para_2__subpara_3__indent_2", "art_5__para_2__subpara_3"),
        ("подпункт 3) настоящего пункта", "art_5__para_2__al_2", "art_5__para_2__subpara_3"),
        ("подпункт 3) части первой пункта 2", "art_5", "art_5__para_2__subpara_3"),
        ("подпункт 2) статьи 7", "art_5", "art_7__subpara_2"),
        ("часть первая пункта 2 статьи 5", "art_7", "art_5__para_2"),
        ("часть вторая пункта 2 статьи 5", "art_7", "art_5__para_2__al_2"),
        ("часть вторая настоящего пункта", "art_5__para_2__subpara_3", "art_5__para_2__al_2"),
        ("часть первая настоящего пункта", "art_5__para_2__al_2", "art_5__para_2"),
        ("часть первая", "art_5__para_2__subpara_3", "art_5__para_2"),
        ("часть вторая", "art_5__para_2__subpara_3", "art_5__para_2__al_2"),
        ("часть вторая статьи 10", "art_7", "art_10__al_2"),
        ("часть первая статьи 10", "art_7", "art_10"),
        ("абзац второй подпункта 3) пункта 2", "art_5", "art_5__para_2__subpara_3__indent_2"),
        ("абзац первый подпункта 3) пункта 2", "art_5", "art_5__para_2__subpara_3"),
        ("абзац второй пункта 2 статьи 5", "art_7", "art_5__para_2__al_2"),
        ("подпункт 1) пункта 7", "art_44", "art_44__para_7__subpara_1"),
        ("подпункт 1) части второй пункта 7", "art_44", "art_44__para_7__al_2__subpara_1"),
        ("подпункт 1) настоящей части", "art_44__para_7__al_2", "art_44__para_7__al_2__subpara_1"),
        ("подпункт 1) настоящей части", "art_44__para_7", "art_44__para_7__subpara_1"),
        ("подпункт 4) пункта 8", "art_44", "art_44__para_8__al_2__subpara_4"),
        ("параграф 1 главы 3", "art_5", "chp_3__dvs_1"),
        ("параграф 1", "art_50", "chp_3__dvs_1"),
        ("параграф 1 настоящей главы", "art_10", "chp_2__dvs_1"),
        ("статья 7 настоящей главы", "art_10", "art_7"),
        ("приложение 1 к настоящему Закону", "art_5", "att_1"),
        ("приложение к настоящему Закону", "art_5", "att_1"),
        ("пункт 3 приложения 1", "art_5", "att_1__para_3"),
        ("пункт 3", "att_1", "att_1__para_3"),
        ("подпункт 1)", "att_1__para_3", "att_1__para_3__subpara_1"),
        ("пункт 3 настоящего приложения", "att_1__para_3", "att_1__para_3"),
        ("статья 5", "att_1__para_3", "art_5"),
        ("статья 6", "art_5", None),
        ("пункт 9 статьи 5", "art_5", None),
        ("пункт 3", "art_5", None),
        ("часть третья настоящей статьи", "art_10", None),
        ("пункт 1 настоящего раздела", "art_5", "art_5__para_1"),
        ("приложение 2 к настоящему Закону", "art_5", None),
    ],
)
def test_a_reference_in_a_law_leads_to_the_provision_that_exists(words, within, target):
    (reference,) = find(words, Language.RU)

    assert addresses(reference, EId(within), LAW) == ((EId(target),) if target else ())


@pytest.mark.parametrize(
    ("words", "within", "target"),
    [
        ("осы Қағидалардың 12-тармағы", "para_1", "para_12"),
        ("12-тармақтың 1) тармақшасы", "para_1", "para_12__subpara_1"),
        ("12-тармақтың екінші бөлігі", "para_1", "para_12__al_2"),
        ("1-тараудың 12-тармағы", "para_1", "para_12"),
        ("осы тараудың 12-тармағы", "para_1", "para_12"),
        ("осы тармақтың 1) тармақшасы", "para_12__al_2", "para_12__subpara_1"),
        ("3-тармақ", "para_12", "para_3"),
        ("3-тармақ", "att_1__para_3", "att_1__para_3"),
        ("12-тармақ", "att_1__para_3", "para_12"),
        ("осы Қағидаларға 2-қосымша", "para_1", "att_2"),
        ("осы Қағидаларға қосымшаға", "para_1", None),
        ("5-бап", "para_1", None),
    ],
)
def test_a_reference_in_rules_leads_to_the_provision_that_exists(words, within, target):
    (reference,) = find(words, Language.KK)

    assert addresses(reference, EId(within), RULES) == ((EId(target),) if target else ())


def test_paragraphs_that_begin_anew_in_every_chapter_are_taken_from_this_one():
    known = {EId("chp_1__para_2"), EId("chp_2__para_2"), EId("chp_1"), EId("chp_2")}
    path = (Step(Unit.PARAGRAPH, "2"),)

    assert address(path, None, EId("chp_2__para_2"), known) == "chp_2__para_2"
    assert address((Step(Unit.CHAPTER, "1"), *path), None, EId("chp_2"), known) == "chp_1__para_2"


def test_the_first_part_has_an_address_where_its_owner_has_no_text():
    known = {EId("art_9"), EId("art_9__al_1"), EId("art_9__al_2")}
    path = (Step(Unit.ARTICLE, "9"), Step(Unit.PART, "1"))

    assert address(path, None, EId("art_9"), known) == "art_9__al_1"


def test_a_list_leads_to_all_its_provisions_that_exist():
    (reference,) = find("статьи 5–7 и 10", Language.RU)

    assert addresses(reference, EId("art_44"), LAW) == ("art_5", "art_7", "art_10")


@pytest.mark.parametrize("scope", [Scope.OTHER, Scope.EXTERNAL])
def test_a_reference_to_another_act_leads_nowhere_in_this_one(scope):
    reference = Reference(0, 8, scope, ((Step(Unit.ARTICLE, "5"),),))

    assert addresses(reference, EId("art_7"), LAW) == ()


def test_the_chapter_of_a_division_is_not_guessed_without_an_order():
    path = (Step(Unit.DIVISION, "1"),)

    assert address(path, None, EId("art_50"), frozenset(LAW)) is None
    assert address(path, None, EId("chp_2__dvs_2"), frozenset(LAW)) == "chp_2__dvs_1"


steps = st.builds(Step, st.sampled_from(Unit), st.sampled_from(["", "1", "2", "3", "5", "7"]))


@given(
    st.lists(steps, min_size=1, max_size=5).map(tuple),
    st.none() | st.sampled_from(Unit),
    st.sampled_from([*LAW, *RULES, EId("art_5__note_1"), EId("nothing")]),
    st.sampled_from([LAW, RULES, frozenset(LAW), []]),
)
def test_only_addresses_that_exist_are_given(path, here, within, known):
    target = address(path, here, within, known)

    assert target is None or target in known
