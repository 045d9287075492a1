"""What every page is made from: who reads, what the site knows, in which language, on which day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from kb.access import Viewer
from kb.language import Language
from kb.services.catalogues import Catalogues
from webapp.site import Lists


@dataclass(frozen=True, slots=True)
class Visit:
    """A reader's request for a page; `language` is that of the interface."""

    db: Session
    viewer: Viewer
    lists: Lists
    language: Language
    today: date

    @property
    def catalogues(self) -> Catalogues:
        """The kinds of act, bodies and steps, and the terms, topics and zones."""
        return self.lists.catalogues
