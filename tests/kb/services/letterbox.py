"""Reading the letters that services have written."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from kb.services import mailing, reminding
from kb.services.mailing import Mail, Office
from tests.kb.services.desk import Desk

_TOKEN = re.compile(r"/(?:invitation|password|discussions/join)/([\w-]{43})$", re.MULTILINE)


def office(desk: Desk) -> Office:
    """Return what letters are written with."""
    return Office("https://acts.example", ZoneInfo("Asia/Almaty"), desk.clock)


def on(desk: Desk, moment: datetime) -> None:
    """Let the clock go to a moment, and everything be done that it asks for; twice, as cron would."""
    desk.clock.now = moment
    for _ in range(2):
        with desk.database.writing() as db:
            reminding.keep_up(db, office(desk))


def letters(desk: Desk, recipient: str | None = None) -> list[Mail]:
    """Return the letters to somebody, or all; the newest first."""
    with desk.database.reading() as db:
        return [one for one in mailing.outbox(db) if recipient in {None, one.recipient}]


def token(desk: Desk, recipient: str) -> str:
    """Return what stands in the newest letter to somebody as a key."""
    (found,) = _TOKEN.findall(letters(desk, recipient)[0].text)
    return str(found)
