"""What every command works with: made once, opened when first needed."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from rich.console import Console

from kb.law.analysis import Analyse
from kb.settings import Settings
from kb.storage import schema
from kb.storage.database import Database


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


@dataclass
class Environment:
    """Settings, database, clock and analysis, handed to every command.

    `analyse` comes from the search package, which this one may not import.
    """

    settings: Settings
    analyse: Analyse
    analysis_version: int
    clock: Callable[[], datetime] = utc_now
    console: Console = field(default_factory=lambda: Console(stderr=True, soft_wrap=True))

    @cached_property
    def database(self) -> Database:
        """The database; opened at first use, and refused if its schema is another program's."""
        schema.require(self.bare_database)
        return self.bare_database

    @cached_property
    def bare_database(self) -> Database:
        """The database whatever its schema, for bringing it up to date."""
        return Database(self.settings.database_url)

    def today(self) -> date:
        """Return today where the law is in force."""
        return self.clock().astimezone(ZoneInfo(self.settings.time_zone)).date()


@contextmanager
def of_process(analyse: Analyse, analysis_version: int) -> Iterator[Environment]:
    """Give the environment of this process, and close what was opened."""
    environment = Environment(Settings.from_env(os.environ), analyse, analysis_version)
    try:
        yield environment
    finally:
        if "bare_database" in vars(environment):
            environment.bare_database.close()
