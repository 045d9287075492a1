"""What the whole site works with: made once a process, handed to every request."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast
from zoneinfo import ZoneInfo

from flask import Flask, current_app
from sqlalchemy.orm import Session

from indexer.analysis import ANALYSIS_VERSION
from indexer.analysis.words import analyse
from indexer.engine import SearchEngine
from indexer.remarks.index import RemarkIndex
from kb.errors import CatalogueError
from kb.recent import Recent
from kb.services import catalogues
from kb.services.catalogues import Catalogues
from kb.services.examining import Examiner
from kb.services.redlining import Redliner
from kb.services.texts import Typesetter
from kb.settings import Settings
from kb.storage.database import Database
from webapp.background import Errand
from webapp.errors import NotSetUpError

NAME = "alatau"


@dataclass(frozen=True, slots=True)
class Lists:
    """The catalogues as they are now, and the typesetter and the examiner that go with them."""

    catalogues: Catalogues
    typesetter: Typesetter
    examiner: Examiner


@dataclass(frozen=True)
class Site:
    """Settings, database, search engine, index of remarks and clock of a running site.

    `postman` sends its letters.
    """

    settings: Settings
    database: Database
    engine: SearchEngine
    remarks: RemarkIndex
    clock: Callable[[], datetime]
    redliner: Redliner = field(default_factory=Redliner)
    postman: Errand = field(default_factory=Errand)
    _lists: Recent[Lists] = field(default_factory=lambda: Recent(2))

    def lists(self, db: Session) -> Lists:
        """Return the catalogues that were imported last; they are read again when they change.

        Raises NotSetUpError while there are none.
        """
        return self._lists.get(catalogues.hashes(db), lambda: _lists(db))

    def today(self) -> date:
        """Return today where the law is in force."""
        return self.day_of(self.clock())

    def day_of(self, moment: datetime) -> date:
        """Return the day that it is, at a moment, where the law is in force."""
        return moment.astimezone(ZoneInfo(self.settings.time_zone)).date()


def _lists(db: Session) -> Lists:
    try:
        stored = catalogues.stored(db)
    except CatalogueError as fault:
        raise NotSetUpError from fault
    typesetter = Typesetter.of(stored.glossary, stored.glossary_hash, analyse, ANALYSIS_VERSION)
    return Lists(stored, typesetter, Examiner(stored.procedure, stored.glossary, analyse))


def attach(app: Flask, site: Site) -> None:
    """Give an application its site."""
    app.extensions[NAME] = site


def site() -> Site:
    """Return the site of the current request."""
    return cast(Site, current_app.extensions[NAME])
