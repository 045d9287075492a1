"""An expert marks what was read, and takes it back; that the text was opened is noted once."""

import pytest

from kb.access import PersonId, Role, Viewer
from kb.errors import ForbiddenError, NotFoundError, ProvisionNotFoundError
from kb.language import Language
from kb.law.identifiers import EId
from kb.review.obstacle import RefusedError
from kb.services import deeds, readings, rounds
from kb.services.audit import Deed
from kb.services.deeds import Wanted
from kb.services.readings import Read
from tests.factories import METADATA, TEXTS
from tests.kb.services.reviewing import OFFICERS, Review

ARTICLE = EId("art_1")


@pytest.fixture
def review(desk) -> Review:
    made = Review(desk).set_up()
    made.hold()
    return made


def of(review, name) -> frozenset[EId]:
    return review.do(name, readings.of_viewer)


def log(review) -> list[Deed]:
    auditor = Viewer(PersonId(99), frozenset({Role.AUDITOR}))
    with review.desk.database.reading() as db:
        found = deeds.entries(db, auditor, Wanted(), most=None)
    return [one.deed for one in found if one.deed.startswith("provision")][::-1]


def test_an_expert_marks_a_provision_as_read_and_takes_it_back(review):
    for _ in range(2):
        review.do("aigul", readings.mark, ARTICLE)
    assert (of(review, "aigul"), of(review, "john")) == ({ARTICLE}, frozenset())

    for _ in range(2):
        review.do("aigul", readings.take_back, ARTICLE)
    assert of(review, "aigul") == frozenset()
    assert log(review) == [Deed.PROVISION_READ, Deed.PROVISION_UNREAD]


@pytest.mark.parametrize("eid", ["art_1__para_1", "art_99", "", "art_1 "])
def test_only_what_begins_a_unit_of_the_pinned_text_is_marked(review, eid):
    with pytest.raises(ProvisionNotFoundError):
        review.do("aigul", readings.mark, EId(eid))
    assert of(review, "aigul") == frozenset()


@pytest.mark.parametrize("name", sorted({*OFFICERS} - {"admin"}))
def test_those_at_work_mark_nothing(review, name):
    with pytest.raises(ForbiddenError):
        review.do(name, readings.mark, ARTICLE)
    review.do(name, readings.note_opened)
    assert review.do("auditor", lambda db, seat: readings.of_all(db, seat.id)) == {}


def test_an_expert_of_another_act_or_whose_invitation_was_taken_back_marks_nothing(review):
    review.revokes("aigul")
    for name in ("stranger", "aigul"):
        with pytest.raises(NotFoundError):
            review.do(name, readings.mark, ARTICLE)


def test_after_the_close_nothing_is_marked_but_by_who_is_let_in(review):
    review.do("secretary", rounds.close, "x")
    with pytest.raises(RefusedError):
        review.do("aigul", readings.mark, ARTICLE)

    review.do("aigul", readings.mark, ARTICLE, late=True)
    assert of(review, "aigul") == {ARTICLE}


def test_the_first_opening_of_the_text_is_noted(review):
    begun = review.desk.clock.now
    assert review.do("aigul", readings.needs_note)
    review.do("aigul", readings.note_opened)
    review.desk.clock.go(hours=1)
    review.do("aigul", readings.note_opened)

    (found,) = review.do("auditor", lambda db, seat: readings.of_all(db, seat.id)).values()
    assert found == Read(begun, begun, frozenset())
    assert not review.do("aigul", readings.needs_note)
    assert of(review, "aigul") == frozenset()


def test_a_round_that_is_not_open_yet_is_not_opened(review):
    review.desk.clock.go(hours=-2)
    review.do("aigul", readings.note_opened)

    review.desk.clock.go(hours=2)
    assert review.do("aigul", readings.needs_note)


def test_units_are_told_in_the_language_asked_for_or_one_that_has_them(review):
    last = "\n### Статья 2. Срок\n\n1. Срок установлен.\n"
    texts = {**TEXTS, Language.RU: TEXTS[Language.RU] + last}
    review.desk.bring(metadata=f"{METADATA}behind: [kk, en]\n", texts=texts, commit_="c3")
    review.ends()
    review.hold(version=2, opens=review.desk.clock.now)

    def told(language: Language) -> list[str]:
        found = review.do("aigul", lambda db, seat: readings.units(db, seat.id, language))
        return [f"{one.provision.heading} {one.language}" for one in found]

    assert told(Language.KK) == ["Шек kk", "Срок ru"]
    assert told(Language.EN) == ["Limit en", "Срок ru"]
    review.do("aigul", readings.mark, EId("art_2"))
