"""An expert declares an interest, and gives one opinion in a round, which may change until the close."""

from dataclasses import replace

import pytest

from kb.access import Panel, Role
from kb.errors import ActNotFoundError, ForbiddenError, NotFoundError
from kb.language import Language
from kb.review import comments as comment_rules
from kb.review import opinions as rules
from kb.review import rounds as round_rules
from kb.review.opinions import OpinionKind
from kb.services import deeds, opining
from kb.services.audit import Deed
from kb.services.opining import View
from tests.kb.review.reviewing import refused
from tests.kb.services.reviewing import HEIGHT, OFFICERS, Review

REVISE = View(OpinionKind.REVISE, Language.EN, "The limit has no reason.")
SUPPORT = View(OpinionKind.SUPPORT, Language.EN)


@pytest.fixture
def review(desk) -> Review:
    made = Review(desk).set_up()
    made.hold()
    return made


def declare(review, name, interest=None) -> None:
    viewer, clock = review.viewer(name), review.desk.clock
    with review.desk.database.writing() as db:
        opining.declare(db, viewer, HEIGHT, interest=interest, clock=clock)


def declared(review, name) -> list[str]:
    with review.desk.database.reading() as db:
        return [one.interest for one in opining.declarations(db, review.viewer(name), HEIGHT)]


def test_declarations_are_kept_and_each_sees_their_own(review):
    declare(review, "aigul", "Владею участком")

    assert declared(review, "aigul") == ["Владею участком", ""]
    assert declared(review, "john") == [""]
    assert len(declared(review, "secretary")) == 3
    assert declared(review, "stranger") == declared(review, "") == []
    assert refused(declare, review, "aigul", " ") == {rules.NO_INTEREST_TOLD}


def test_the_last_declaration_of_somebody_counts(review):
    declare(review, "aigul", "Владею участком")
    with review.desk.database.reading() as db:
        people = {name: review.viewer(name).person for name in ("aigul", "john", "stranger")}
        last = {name: opining.declared(db, one, HEIGHT) for name, one in people.items()}

    assert last["aigul"].interest == "Владею участком"
    assert not last["john"].has_interest
    assert last["stranger"] is None


@pytest.mark.parametrize("name", ["", *OFFICERS])
def test_only_experts_declare(review, name):
    with pytest.raises(ForbiddenError):
        declare(review, name)


def test_only_those_who_were_invited_to_the_act_declare(review):
    with pytest.raises(ActNotFoundError):
        declare(review, "stranger")


def test_an_opinion_changes_until_the_close_and_what_it_was_is_kept(review):
    review.do("aigul", opining.give, SUPPORT)
    review.do("aigul", opining.give, SUPPORT)  # Sent twice.
    review.desk.clock.go(hours=1)
    review.do("aigul", opining.give, REVISE)

    (told,) = review.do("secretary", opining.listed)
    assert (told.view, told.earlier, told.given_at) == (REVISE, (SUPPORT,), review.desk.clock.now)
    assert (told.author.name, told.is_late) == ("Aigul", False)
    review.ends()
    assert refused(review.do, "aigul", opining.give, SUPPORT, late=True) == {rules.ONE_ONLY}


def test_an_opinion_needs_reasons_a_declaration_and_to_be_in_time(review):
    review.desk.person("new", Role.EXPERT, invited=(HEIGHT,))
    silent = replace(REVISE, summary=" ")
    assert refused(review.do, "aigul", opining.give, silent) == {rules.NO_SUMMARY}
    assert refused(review.do, "new", opining.give, SUPPORT) == {comment_rules.UNDECLARED}
    review.desk.clock.go(days=40)
    assert refused(review.do, "aigul", opining.give, SUPPORT) == {round_rules.IS_CLOSED}

    review.do("aigul", opining.give, SUPPORT, late=True)

    (told,) = review.do("aigul", opining.listed)
    assert (told.is_late, told.is_mine) == (True, True)


@pytest.mark.parametrize("name", ["", "stranger", *OFFICERS])
def test_nobody_gives_an_opinion_but_the_experts_who_were_asked(review, name):
    with pytest.raises((ForbiddenError, NotFoundError)):
        review.do(name, opining.give, SUPPORT)
    assert review.do("secretary", opining.count) == 0


def test_an_expert_of_the_other_panel_gives_no_opinion(desk):
    review = Review(desk).set_up()
    review.hold(panels=frozenset({Panel.DOMESTIC}))
    with pytest.raises(NotFoundError):
        review.do("john", opining.give, SUPPORT)


def test_the_log_tells_of_opinions_and_not_what_they_say(review):
    review.do("aigul", opining.give, SUPPORT)
    review.do("aigul", opining.give, REVISE)
    with review.desk.database.reading() as db:
        found = deeds.entries(db, review.viewer("auditor"), most=2)

    assert [(one.deed, one.before, one.after) for one in found] == [
        (Deed.OPINION_GIVEN, {"kind": "support"}, {"kind": "revise-and-resubmit", "late": False}),
        (Deed.OPINION_GIVEN, {}, {"kind": "support", "late": False}),
    ]
