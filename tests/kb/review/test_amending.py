"""Adopted wordings change their provisions one by one; those that contradict one another change nothing."""

import pytest

from kb.language import Language
from kb.law.identifiers import EId
from kb.review.adopting import Adopted, Following, Source
from kb.review.amending import amend
from kb.review.comments import CommentId
from kb.review.dispositions import Verdict

RU, KK, EN = Language.RU, Language.KK, Language.EN
TEXTS = {
    RU: "# О\n\n### Статья 1. Шаг\n\n1. Идём:\n\n   1) вперёд;\n\n   2) назад.\n\n2. Стоим.\n",
    EN: "# O\n\n### Article 1. Step\n\n1. We go:\n\n   1) on;\n\n   2) back.\n\n2. We stand.\n",
}
ONE, TWO, FIRST = EId("art_1__para_1"), EId("art_1__para_2"), EId("art_1__para_1__subpara_1")


def sources(texts=TEXTS):
    return {language: Source.of(text, language) for language, text in texts.items()}


def adopted(name, eid, **wording) -> Adopted:
    given = tuple((language, wording[language]) for language in Language if language in wording)
    return Adopted(comment=CommentId(name), verdict=Verdict.ACCEPTED, eid=eid, wording=given)


def names(found) -> list[list[str]]:
    return [[one.comment for one in step.adopted] for step in found.steps]


def test_every_provision_has_its_step_in_the_order_of_the_text():
    later, earlier = adopted("b", TWO, ru="2. Сидим."), adopted("a", FIRST, ru="1) вправо;")

    found = amend(sources(), [later, earlier])

    assert names(found) == [["a"], ["b"]]
    first, last = (step.after[RU].text for step in found.steps)
    assert first == TEXTS[RU].replace("вперёд", "вправо")
    assert last == first.replace("Стоим", "Сидим")
    assert [step.needed for step in found.steps] == [(EN,), (EN,)]
    assert [step.changed for step in found.steps] == [(RU,), (RU,)]


def test_those_who_want_the_same_share_a_step():
    one = adopted("a", TWO, ru="2. Стоим — и ждём.")
    other = adopted("b", TWO, ru="2. Стоим – и ждём.", en="2. We stand and wait.")

    found = amend(sources(), [one, other])

    assert names(found) == [["a", "b"]]
    assert found.steps[0].needed == ()
    assert found.steps[0].after[RU].passage(TWO).wording == "2. Стоим — и ждём."
    assert not found.conflicts


def test_languages_of_several_come_together():
    found = amend(
        sources(), [adopted("a", TWO, ru="2. Сидим."), adopted("b", TWO, en="2. We sit.")]
    )

    assert names(found) == [["a", "b"]]
    assert found.steps[0].changed == (RU, EN)


def test_two_wordings_for_one_provision_are_both_told_and_neither_taken():
    found = amend(
        sources(),
        [
            adopted("a", TWO, ru="2. Сидим."),
            adopted("b", TWO, ru="2. Лежим."),
            adopted("c", FIRST, en="1) up;"),
        ],
    )

    assert [(each.one.comment, each.other.comment, each.language) for each in found.conflicts] == [
        ("a", "b", RU)
    ]
    assert names(found) == [["c"]]


def test_a_wording_within_another_agrees_if_the_other_has_it():
    whole = adopted("a", ONE, ru="1. Идём:\n\n   1) вправо;\n\n   2) назад.")
    same, contrary = adopted("b", FIRST, ru="1) вправо;"), adopted("c", FIRST, ru="1) влево;")

    assert names(amend(sources(), [same, whole])) == [["a", "b"]]
    found = amend(sources(), [contrary, whole])
    assert [(each.one.comment, each.other.comment) for each in found.conflicts] == [("a", "c")]
    assert not found.steps


def test_what_stands_there_needs_no_step():
    found = amend(
        sources(), [adopted("a", TWO, ru="2.  Стоим."), adopted("b", TWO, ru="2. Стоим.")]
    )

    assert [one.comment for one in found.standing] == ["a", "b"]
    assert not found.steps


@pytest.mark.parametrize(
    ("eid", "wording", "told"),
    [
        (EId("art_9"), {"ru": "### Статья 9. Х"}, "no provision “art_9”"),
        (TWO, {"kk": "2. Отырамыз."}, "no provision"),
        (TWO, {"ru": "3. Сидим."}, "begin with “2.”"),
    ],
)
def test_what_does_not_fit_is_told_and_the_others_go_on(eid, wording, told):
    found = amend(sources(), [adopted("a", eid, **wording), adopted("b", TWO, en="2. We sit.")])

    assert [one.adopted.comment for one in found.unfit] == ["a"]
    assert told in str(found.unfit[0].error)
    assert names(found) == [["b"]]


def test_a_wording_follows_its_provision_with_its_number():
    moved = {language: text.replace("\n2. ", "\n3. ") for language, text in TEXTS.items()}
    moved = {each: text.replace("\n1. ", "\n2. ") for each, text in moved.items()}
    following = Following(sources(), sources(moved))

    one = following.of(adopted("a", TWO, ru="2. Сидим.", en="2. We sit."))

    assert one == adopted("a", EId("art_1__para_3"), ru="3. Сидим.", en="3. We sit.")
    assert following.as_reviewed(TWO) == {RU: "2. Стоим.", EN: "2. We stand."}


def test_a_wording_has_no_place_where_its_provision_is_gone():
    gone = {language: text.split("\n2. ")[0] + "\n" for language, text in TEXTS.items()}
    following = Following(sources(), sources(gone))

    assert following.of(adopted("a", TWO, ru="2. Сидим.")) is None
    assert following.as_reviewed(TWO) == {}
    assert Following(sources(), {}).of(adopted("a", TWO, ru="2. Сидим.")) is None
