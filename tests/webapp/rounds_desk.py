"""The desk of rounds in a town whose clock is set by hand."""

import re
from datetime import timedelta

from sqlalchemy import Row, select

from kb.law.procedure import Stage
from kb.storage.acts import ActRow, VersionRow
from kb.storage.review import RoundRow
from tests.webapp.town import Town

ACT = "/en/desk/acts/towers/rounds/"
ROUND = f"{ACT}1/"
PLAN = {
    "kind": "expert",
    "version": "1",
    "opens": "2026-11-22T11:00",
    "last_day": "",
    "panels": ["domestic", "international"],
    "shown": "organisation",
    "languages": ["kk", "ru", "en"],
}


def put(town: Town, stage: Stage) -> None:
    """Put the draft where no round was held yet."""
    town.now.now += timedelta(seconds=1)
    town.move("towers", stage)


def rows(town: Town) -> list[Row]:
    """Return the rounds of the draft."""
    columns = (RoundRow.state, RoundRow.closes, RoundRow.questions, RoundRow.open_panel)
    query = select(*columns, RoundRow.languages, VersionRow.sequence).join(RoundRow.version)
    query = query.join(RoundRow.act).where(ActRow.slug == "towers").order_by(RoundRow.number)
    with town.database.reading() as db:
        return list(db.execute(query))


def plain_words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())
