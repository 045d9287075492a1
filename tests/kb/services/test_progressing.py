"""The overview tells of every expert what was read, said and given, and what is still owed."""

from dataclasses import replace

import pytest

from kb.access import Panel
from kb.errors import ForbiddenError
from kb.language import Language
from kb.law.identifiers import NOWHERE, EId
from kb.law.procedure import RoundKind, Stage
from kb.review.comments import Severity
from kb.review.opinions import OpinionKind
from kb.services import accounts, commenting, opining, progressing, readings
from kb.services.commenting import Rejoinder
from kb.services.opining import View
from kb.services.progressing import Owed, Participant, Progress
from kb.storage.review import DeclarationRow
from tests.counting import statements
from tests.kb.services.reviewing import PARAGRAPH, Review

ARTICLE = EId("art_1")


@pytest.fixture
def review(desk) -> Review:
    made = Review(desk).set_up()
    made.hold()
    return made


def overview(review, name="secretary") -> Progress:
    return review.do(name, progressing.overview, Language.RU)


def person(review, name) -> Participant:
    found = {one.name: one for one in overview(review).people}
    return found[name.title()]


def test_experts_who_have_done_nothing_owe_their_opinion(review):
    progress = overview(review)

    assert [one.name for one in progress.asked] == ["Aigul", "John"]
    assert [unit.eid for unit in progress.units] == [ARTICLE]
    john = person(review, "john")
    assert (john.panel, john.organisation) == (Panel.INTERNATIONAL, "Бюро john")
    assert (john.opened_at, john.read, john.remarks, john.opinion) == (None, frozenset(), (), None)
    assert (john.is_silent, john.owes) == (True, (Owed.OPINION,))


def test_a_declaration_that_is_missing_is_owed(review):
    with review.desk.database.writing() as db:
        number = accounts.named(db, "john").id
        db.query(DeclarationRow).filter_by(person_id=number).delete()

    assert person(review, "john").owes == (Owed.DECLARATION, Owed.OPINION)


def test_what_was_read_said_and_given_is_told(review):
    begun = review.desk.clock.now
    review.do("john", readings.note_opened)
    review.do("john", readings.mark, ARTICLE)
    review.desk.clock.go(hours=1)
    review.says("john", severity=Severity.MINOR)
    review.says("john", severity=Severity.BLOCKING, reasoning="Так.")
    review.says("john", where=replace(PARAGRAPH, eid=NOWHERE))
    review.desk.clock.go(hours=1)
    review.do("john", opining.give, View(OpinionKind.SUPPORT, Language.RU))

    john = person(review, "john")
    assert (john.opened_at, john.read, john.seen) == (begun, {ARTICLE}, {ARTICLE})
    assert {unit: len(said) for unit, said in john.by_unit().items()} == {ARTICLE: 2, NOWHERE: 1}
    assert progressing.worst(john.by_unit()[ARTICLE]) is Severity.BLOCKING
    assert (john.opinion, john.owes, john.is_silent) == (OpinionKind.SUPPORT, (), False)
    assert john.last_at == review.desk.clock.now
    assert person(review, "aigul").is_silent


def test_a_reply_is_a_sign_of_life_and_a_withdrawn_comment_no_remark(review):
    comment = review.says("aigul")
    review.desk.clock.go(hours=1)
    review.do("aigul", commenting.reply, comment, Rejoinder("Вот.", Language.RU, "r"))
    assert person(review, "aigul").last_at == review.desk.clock.now

    review.do("aigul", commenting.withdraw, comment)
    assert person(review, "aigul").remarks == ()


def test_who_commented_and_takes_part_no_more_is_told_apart_and_owes_nothing(review):
    review.says("aigul")
    review.revokes("aigul")

    aigul = person(review, "aigul")
    assert (aigul.is_asked, len(aigul.remarks), aigul.owes) == (False, 1, ())
    assert [one.name for one in overview(review).asked] == ["John"]
    assert [one.name for one in overview(review).people] == ["John", "Aigul"]


def test_in_public_nobody_owes_anything(review):
    review.ends()
    review.desk.move(Stage.PUBLIC_DISCUSSION)
    review.hold(kind=RoundKind.PUBLIC, opens=review.desk.clock.now)

    assert {(one.is_asked, one.owes) for one in overview(review).people} == {(True, ())}


def test_nothing_of_other_rounds_is_told(review):
    review.says("aigul")
    review.do("aigul", readings.note_opened)
    review.ends()
    review.hold(begun=False, opens=review.desk.clock.now)

    aigul = person(review, "aigul")
    assert (aigul.remarks, aigul.opened_at) == ((), None)


@pytest.mark.parametrize("name", ["aigul", "john", "approver", "publisher"])
def test_only_those_who_see_reviews_get_the_overview(review, name):
    with pytest.raises(ForbiddenError):
        overview(review, name)


@pytest.mark.parametrize("name", ["drafter", "lawyer", "auditor"])
def test_all_of_those_get_the_same(review, name):
    review.says("aigul")
    assert overview(review, name) == overview(review)


def test_the_overview_takes_as_many_queries_for_many_experts_as_for_two(review):
    def queries() -> int:
        with statements(review.desk.database) as asked:
            overview(review)
        return len(asked)

    for name in ("aigul", "john"):
        review.says(name)
    before = queries()
    for number in range(12):
        review.expert(f"more{number}", Panel.DOMESTIC)
        review.says(f"more{number}")
        review.do(f"more{number}", readings.note_opened)
    assert queries() == before
