"""Makes the pages of texts in advance, so that no reader waits for them."""

from kb.cli.environment import Environment
from kb.services import catalogues
from kb.services.texts import Typesetter


def typeset(environment: Environment) -> None:
    """Store the rows of the texts that are shown, as far as they are not there yet."""
    with environment.database.reading() as db:
        known = catalogues.stored(db)
        typesetter = Typesetter.of(
            known.glossary, known.glossary_hash, environment.analyse, environment.analysis_version
        )
        prepared = typesetter.prepared(db)
    if prepared:
        with environment.database.writing() as db:
            typesetter.keep(db, prepared)
