"""Rounds of the demonstration: days before now, as demo.yaml says, and only once."""

from io import BytesIO

import docx
import pytest
from sqlalchemy import select

from kb.language import Language
from kb.law.identifiers import ActId
from kb.review.anchors import AnchorError
from kb.review.attachments import Format
from kb.services import accounts, audit, files, opining, patching, seats, threads
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
        files:
          - name: Сызба.docx
            heading: Сызба
            paragraphs: [Биіктігі 10 метр.]
            table: [[Тәсіл, Метр], [Қабырғалар, "82"]]
        replies: [{by: dra, language: ru, text: Верно.}]
        answer:
          by: dra
          verdict: accepted
          language: ru
          wording: {ru: "1. Высота любого сооружения ограничивается."}
          confirmed: coo
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


def test_a_file_is_attached_and_is_the_same_whenever_it_is_made(bare):
    wanted = read(HELD)
    set_up(bare, wanted)

    with bare.database.reading() as db:
        seat = seats.take(db, accounts.viewer_of(db, "exp"), ActId("zoning"), 1, bare.clock)
        ((listed,),) = files.of_comments(db, seat).values()
        _, content = files.find(db, seat, listed.id)
    made = docx.Document(BytesIO(content))
    assert (listed.name, listed.media_type) == ("Сызба.docx", Format.DOCX.media_type)
    assert [one.text for one in made.paragraphs] == ["Сызба", "Биіктігі 10 метр."]
    assert [cell.text for cell in made.tables[0].rows[1].cells] == ["Қабырғалар", "82"]
    assert wanted.rounds[0].comments[0].files[0].given().content == content


def test_an_adopted_wording_can_be_put_into_the_text(bare):
    set_up(bare, read(HELD))

    with bare.database.reading() as db:
        seat = seats.take(db, accounts.viewer_of(db, "dra"), ActId("zoning"), 1, bare.clock)
        (step,) = patching.prepare(db, seat).amendment.steps
    assert "Высота любого сооружения ограничивается." in step.after[Language.RU].text


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
