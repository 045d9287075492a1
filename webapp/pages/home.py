"""The home page: what is new, what is in force, what comes next."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from kb.language import Language
from kb.law.force import Force
from kb.law.identifiers import ActId
from kb.services.catalogues import Catalogues
from kb.services.library import Act
from webapp import labels
from webapp.pages.cards import Card, cards
from webapp.pages.discussions_page import DiscussionView, opened
from webapp.visit import Visit

MOST_NEW: Final = 4
MOST_COMING: Final = 6


@dataclass(frozen=True, slots=True)
class Coming:
    """What changes in an act on a day to come."""

    day: date
    act: ActId
    title: str
    language: Language
    label: str
    force: Force


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with the number of acts on it."""

    name: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class HomePage:
    """All that the home page shows; of drafts, only what the viewer may read."""

    new: tuple[Card, ...]
    in_force: tuple[Card, ...]
    coming: tuple[Coming, ...]
    topics: tuple[Topic, ...]
    drafts: tuple[Card, ...]
    discussions: tuple[DiscussionView, ...]

    @classmethod
    def of(cls, acts: Sequence[Act], visit: Visit) -> Self:
        """Return the home page for a viewer's acts."""
        everything = cards(acts, visit)
        published = [card for card in everything if card.number is not None]
        newest = sorted(published, key=lambda card: (card.day, card.act), reverse=True)
        in_force = {Force.IN_FORCE, Force.PARTLY}
        return cls(
            new=tuple(newest[:MOST_NEW]),
            in_force=tuple(card for card in published if card.force in in_force),
            coming=tuple(_coming(acts, visit.today, visit.language)[:MOST_COMING]),
            topics=tuple(_topics(everything, visit.catalogues, visit.language)),
            drafts=tuple(card for card in everything if card.force is Force.DRAFT),
            discussions=opened(visit),
        )


def _coming(acts: Sequence[Act], today: date, language: Language) -> list[Coming]:
    """Return the changes to come, the nearest first; one act may change on several days.

    Each tells the force that the act has as a whole from that day on: where some of its provisions
    begin and others still wait, it is partly in force.
    """
    found = []
    for act in acts:
        title, in_language = act.metadata.title.shown(language)
        changes = (change for history in act.histories() for change in history)
        for day in {change.day for change in changes if change.day > today}:
            force = act.force(day)
            found.append(Coming(day, act.act, title, in_language, labels.force(force), force))
    return sorted(found, key=lambda coming: (coming.day, coming.act))


def _topics(acts: Sequence[Card], catalogues: Catalogues, language: Language) -> list[Topic]:
    counts = Counter(topic for card in acts for topic in card.topics)
    return [
        Topic(name, words[language], counts[name])
        for name, words in catalogues.glossary.topics.items()
        if counts[name]
    ]
