"""Compares neighbouring texts in advance, so that no reader waits for their redline."""

from typing import Final

from kb.cli.environment import Environment
from kb.cli.progress import progress
from kb.services import redlining
from kb.services.redlining import Redliner

_AT_A_TIME: Final = 10
"""Redlines that are in memory together, and in one transaction."""


def compare(environment: Environment) -> int:
    """Store the redlines of neighbouring texts, as far as they are not there yet; return how many."""
    with environment.database.reading() as db:
        missing = redlining.missing(db)
    if not missing:
        return 0
    redliner = Redliner()
    with progress(environment.console, len(missing), "Comparing", "texts") as advance:
        for start in range(0, len(missing), _AT_A_TIME):
            some = missing[start : start + _AT_A_TIME]
            with environment.database.reading() as db:
                prepared = redliner.prepared(db, some)
            with environment.database.writing() as db:
                redliner.keep(db, prepared)
            advance(len(some))
    return len(missing)
