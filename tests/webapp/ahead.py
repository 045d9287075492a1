"""A publication that is decided on in time, and applies from a day to come."""

from datetime import date

from kb.law.identifiers import ActId
from kb.services import accounts, catalogues, publishing
from kb.services.publishing import Adoption
from tests.webapp.town import Town


def publish_ahead(town: Town, slug: str, version: int, starts: date) -> None:
    """Publish a version of an act in a town, decided on before it starts and before today."""
    adoption = Adoption(version, date(2026, 10, 1), f"№ {version}", starts)
    with town.database.writing() as db:
        viewer, procedure = accounts.viewer_of(db, "publisher"), catalogues.stored(db).procedure
        publishing.publish(db, viewer, procedure, ActId(slug), adoption, town.now)
