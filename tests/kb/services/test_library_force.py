"""Whether an act is in force on a day: by its start, its passages, its end, and what befalls it."""

from datetime import date, timedelta

import pytest

from kb.language import Language
from kb.law.force import Change, Force
from kb.law.words import Words
from kb.services import publishing
from kb.services.publishing import Happening
from tests.factories import METADATA, TEXTS, TODAY
from tests.kb.services.desk import HEIGHT, PUBLISHER
from tests.kb.services.reading import find

GROUND = Words(ru="Причина")


def happen(desk, force: Force, day: date) -> None:
    with desk.database.writing() as db:
        happening = Happening(force, day, GROUND)
        publishing.record(db, PUBLISHER, HEIGHT, happening, desk.clock)


@pytest.mark.parametrize(
    ("days", "force"),
    [(-1, Force.NOT_YET), (0, Force.IN_FORCE), (30, Force.SUSPENDED), (60, Force.IN_FORCE),
     (90, Force.REPEALED)],
)  # fmt: skip
def test_an_act_is_in_force_from_its_start_and_as_events_befall_it(desk, days, force):
    desk.bring()
    desk.publish(starts=TODAY)
    happen(desk, Force.REPEALED, TODAY + timedelta(90))
    happen(desk, Force.SUSPENDED, TODAY + timedelta(30))
    happen(desk, Force.IN_FORCE, TODAY + timedelta(60))

    assert find(desk).force(TODAY + timedelta(days)) is force


def test_passages_that_start_later_put_an_act_partly_in_force(desk):
    days = "commencement:\n  - {from: 2027-01-01, provisions: [art_2]}\n"
    second = {
        Language.KK: "\n### 2-бап. Екінші\n\n1. Шектеледі.\n",
        Language.RU: "\n### Статья 2. Вторая\n\n1. Ограничивается.\n",
        Language.EN: "\n### Article 2. Second\n\n1. It is limited.\n",
    }
    desk.bring(metadata=METADATA + days, texts={k: TEXTS[k] + second[k] for k in TEXTS})
    desk.publish(starts=TODAY)

    act = find(desk)

    assert act.force(TODAY) is Force.PARTLY
    assert act.force(date(2027, 1, 1)) is Force.IN_FORCE
    assert act.next_change(TODAY) == Change(date(2027, 1, 1), Force.IN_FORCE)


def test_a_temporary_act_expires_by_itself(desk):
    desk.bring(metadata=METADATA + "temporary: {until: 2028-01-01}\n")
    desk.publish(starts=TODAY)

    act = find(desk)

    assert act.force(date(2027, 12, 31)) is Force.IN_FORCE
    assert act.force(date(2028, 1, 1)) is Force.EXPIRED
    assert act.next_change(date(2028, 1, 1)) is None


def test_events_come_in_the_order_of_their_days_and_of_their_recording(desk):
    desk.bring()
    desk.publish()
    for force, day in (
        (Force.REPEALED, 9), (Force.SUSPENDED, 3), (Force.IN_FORCE, 3),
    ):  # fmt: skip
        happen(desk, force, TODAY + timedelta(day))

    events = find(desk).events

    assert [event.change.force for event in events] == [
        Force.SUSPENDED, Force.IN_FORCE, Force.REPEALED,
    ]  # fmt: skip
    assert events[0].ground == GROUND
