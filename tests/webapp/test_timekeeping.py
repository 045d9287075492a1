"""Rounds open and close within a minute of their time, while anybody uses the site."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from kb.settings import Settings
from kb.storage.review import RoundRow
from tests.factories import NOW
from tests.webapp.town import Town
from webapp.app import create_app
from webapp.background import start_rounds
from webapp.timekeeping import EVERY, Watch

AFTER_THE_CLOSE = NOW + timedelta(days=30)


def test_a_process_looks_once_in_each_interval_and_not_at_once() -> None:
    watch = Watch()
    looks = [watch.is_time(NOW + at * EVERY) for at in (0, 0.5, 1, 1.5, 2.1, 2.2)]

    assert looks == [False, False, True, False, True, False]


@pytest.mark.parametrize(
    ("now", "mail", "started"),
    [
        (NOW, "", []),
        (AFTER_THE_CLOSE, "", ["rounds"]),
        (AFTER_THE_CLOSE, "mail.example", ["mail"]),
    ],
)
def test_who_opens_and_closes_rounds_is_started_when_there_is_need(
    town: Town, monkeypatch: pytest.MonkeyPatch, now: datetime, mail: str, started: list[str]
) -> None:
    begun: list[str] = []
    for name in ("rounds", "mail"):

        def start(_: Settings, name: str = name) -> None:
            begun.append(name)

        monkeypatch.setattr(f"webapp.timekeeping.start_{name}", start)
    settings, at = replace(town.settings, smtp_host=mail), [now]
    client = create_app(settings, lambda: at[0]).test_client()

    for moment in (now, now + EVERY, now + 1.5 * EVERY):
        at[0] = moment
        assert client.get("/healthz").status_code == 200

    assert begun == started


@pytest.mark.slow
def test_rounds_whose_time_has_come_are_closed_by_a_process_of_its_own(own_town: Town) -> None:
    with own_town.database.writing() as db:
        for row in db.scalars(select(RoundRow)):
            row.opens, row.closes = NOW - timedelta(days=400), NOW - timedelta(days=390)

    start_rounds(replace(own_town.settings, secret_key="s" * 32)).join(timeout=120)

    with own_town.database.reading() as db:
        assert set(db.scalars(select(RoundRow.state))) == {"closed"}
