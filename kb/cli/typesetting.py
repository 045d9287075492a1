"""Makes the pages of texts in advance, so that no reader waits for them."""

from typing import Final

from kb.cli.environment import Environment
from kb.cli.progress import progress
from kb.services import catalogues
from kb.services.texts import Typesetter

_AT_A_TIME: Final = 20
"""Texts that are in memory together, and in one transaction."""


def typeset(environment: Environment) -> int:
    """Store the rows of the texts that are shown, as far as they are not there yet; return how many."""
    with environment.database.reading() as db:
        if not catalogues.hashes(db):
            return 0  # Nothing was imported yet.
        known = catalogues.stored(db)
        typesetter = Typesetter.of(
            known.glossary, known.glossary_hash, environment.analyse, environment.analysis_version
        )
        missing = typesetter.missing(db)
    with progress(environment.console, len(missing), "Typesetting", "texts") as advance:
        for start in range(0, len(missing), _AT_A_TIME):
            some = missing[start : start + _AT_A_TIME]
            with environment.database.reading() as db:
                made = [typesetter.typeset(db, name, language) for name, language in some]
            with environment.database.writing() as db:
                typesetter.keep(db, made)
            advance(len(some))
    return len(missing)
