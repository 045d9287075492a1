"""Reading the letters that services have written."""

import re
from zoneinfo import ZoneInfo

from kb.services import mailing
from kb.services.mailing import Mail, Office
from tests.kb.services.desk import Desk

_TOKEN = re.compile(r"/(?:invitation|password|discussions/join)/([\w-]{43})$", re.MULTILINE)


def office(desk: Desk) -> Office:
    """Return what letters are written with."""
    return Office("https://acts.example", ZoneInfo("Asia/Almaty"), desk.clock)


def letters(desk: Desk, recipient: str | None = None) -> list[Mail]:
    """Return the letters to somebody, or all; the newest first."""
    with desk.database.reading() as db:
        return [one for one in mailing.outbox(db) if recipient in {None, one.recipient}]


def token(desk: Desk, recipient: str) -> str:
    """Return what stands in the newest letter to somebody as a key."""
    (found,) = _TOKEN.findall(letters(desk, recipient)[0].text)
    return str(found)
