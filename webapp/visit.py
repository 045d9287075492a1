"""What every page is made from: who reads, what the site knows, in which language, on which day."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from kb.access import Viewer
from kb.language import Language
from kb.services.catalogues import Catalogues
from webapp.site import Lists


@dataclass(frozen=True, slots=True)
class Visit:
    """A reader's request for a page; `language` is that of the interface, `today` the day of the law."""

    db: Session
    viewer: Viewer
    lists: Lists
    language: Language
    today: date
    is_day_asked: bool = False

    def on(self, day: date) -> "Visit":
        """Return the same visit on another day: the reader asks for the law of that day."""
        return replace(self, today=day, is_day_asked=True)

    @property
    def catalogues(self) -> Catalogues:
        """The kinds of act, bodies and steps, and the terms, topics and zones."""
        return self.lists.catalogues
