"""An act in a list: what it is called, what it is, and whether it is in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from kb.language import Language
from kb.law.force import Force
from kb.law.identifiers import ActId
from kb.services.library import Act
from webapp import labels
from webapp.site import site
from webapp.visit import Visit


@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of an act; `title_language` is what the title is in, if not the reader's."""

    act: ActId
    title: str
    title_language: Language
    summary: str
    summary_language: Language
    kind: str
    body: str
    topics: tuple[str, ...]
    force: Force
    force_label: str
    stage: str
    number: int | None
    day: date
    languages: tuple[Language, ...]

    @classmethod
    def of(cls, act: Act, visit: Visit) -> Self:
        """Return the card of an act."""
        metadata, force = act.metadata, act.force(visit.today)
        catalogues, language = visit.catalogues, visit.language
        title, title_language = metadata.title.shown(language)
        summary, summary_language = (
            metadata.summary.shown(language) if metadata.summary else ("", language)
        )
        day = act.publication.published_at if act.publication else act.shown.committed_at
        step = catalogues.procedure.steps.get(act.stage) if act.stage and act.is_draft else None
        return cls(
            act=act.act,
            title=title,
            title_language=title_language,
            summary=summary,
            summary_language=summary_language,
            kind=labels.kind(catalogues, metadata.kind, language),
            body=labels.body(catalogues, metadata.adopting_body, language),
            topics=metadata.topics,
            force=force,
            force_label=labels.force(force),
            stage=step.title[language] if step else "",
            number=act.publication.number if act.publication and not act.is_draft else None,
            day=site().day_of(day),
            languages=act.languages,
        )


def cards(acts: Iterable[Act], visit: Visit) -> list[Card]:
    """Return the cards of acts."""
    return [Card.of(act, visit) for act in acts]
