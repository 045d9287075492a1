"""Rounds of the demonstration: days before now, as demo.yaml says, and only once."""

import pytest
from sqlalchemy import select

from kb.law.identifiers import ActId
from kb.review.anchors import AnchorError
from kb.services import accounts, audit, opining, seats, threads
from kb.storage.acts import ActRow
from kb.storage.review import RoundRow
from tests.kb.services.desk import Desk
from tests.kb.services.test_demonstrating import SMALL, read, set_up

PEOPLE = """\
people:
  - {name: dra, full_name: Д, organisation: О, roles: [drafter], language: ru}
  - {name: coo, full_name: К, organisation: О, roles: [coordinator], language: ru}
"""
ROUNDS = """\
rounds:
  - act: zoning
    by: coo
    kind: expert
    opened: 20
    closed: 2
    experts: [exp]
    comments:
      - by: exp
        at: art_1__para_1
        exact: Высота здания
        type: drafting
        severity: minor
        language: ru
        wording: {ru: "1. Высота сооружения ограничивается."}
        reason: Не только здания.
        replies: [{by: dra, language: ru, text: Верно.}]
        answer: {by: dra, verdict: accepted, language: ru, confirmed: coo}
      - {by: exp, at: art_1, type: question, severity: minor, language: kk, text: Неге?}
    opinions: [{by: exp, kind: support, language: kk, summary: Қолдаймын.}]
  - {act: nowhere, by: coo, kind: expert, opened: 4}
"""
HELD = SMALL.replace("people:\n", PEOPLE).replace("[height, nowhere]", "[zoning]") + ROUNDS
OPEN = HELD.replace("    closed: 2\n", "").replace("opened: 20", "opened: 3")


@pytest.fixture
def bare(desk: Desk) -> Desk:
    """A desk with the draft."""
    desk.bring("development/zoning")
    return desk


def test_a_round_is_held_commented_and_answered_and_twice_is_once(bare):
    assert "zoning round 1" in set_up(bare, read(HELD))
    assert set_up(bare, read(HELD)) == []

    with bare.database.reading() as db:
        seat = seats.take(db, accounts.viewer_of(db, "exp"), ActId("zoning"), 1, bare.clock)
        first, second = threads.listed(db, seat)
        (opinion,) = opining.listed(db, seat)
        assert audit.verify(db)[1] is None
    assert seat.asked.state == "answering"
    assert (first.anchor.exact, first.status) == ("Высота здания", "confirmed")
    assert first.content.suggestion.reason == "Не только здания."
    assert [reply.text for reply in first.replies] == ["Верно."]
    assert (second.content.text, second.status) == ("Неге?", "submitted")
    assert opinion.view.summary == "Қолдаймын."


def test_everything_happened_between_the_opening_and_now_and_the_draft_stood_there_before(bare):
    set_up(bare, read(HELD))

    with bare.database.reading() as db:
        asked = db.scalars(select(RoundRow)).one()
        since = db.scalar(select(ActRow.stage_since))
        seat = seats.take(db, accounts.viewer_of(db, "coo"), ActId("zoning"), 1, bare.clock)
        moments = [one.submitted_at for one in threads.listed(db, seat)]
        assert since <= asked.scheduled_at
        assert since < asked.opens < min(moments)
        assert max(moments) < asked.closes < bare.clock()


def test_a_round_that_is_not_closed_is_open_whenever_the_demonstration_is_set_up(bare):
    bare.clock.go(days=300)
    set_up(bare, read(OPEN))

    with bare.database.reading() as db:
        seat = seats.take(db, accounts.viewer_of(db, "exp"), ActId("zoning"), 1, bare.clock)
        assert seat.asked.state == "open"
        assert threads.count(db, seat) == 2


def test_words_that_do_not_stand_there_are_an_error(bare):
    with pytest.raises(AnchorError):
        set_up(bare, read(HELD.replace("exact: Высота здания", "exact: Ширина")))
