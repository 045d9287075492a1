"""From the numbers of passages to what is shown of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from indexer.query import Hit
from indexer.ranking import Floats
from indexer.snippet import Marked, marked, snippet
from indexer.whoosh_engine.meaning import Sought
from indexer.whoosh_engine.packing import Shown
from indexer.whoosh_engine.snapshot import Snapshot
from kb.language import Language
from kb.law.identifiers import EId


@dataclass(frozen=True, slots=True)
class Found:
    """Passages that were found, by which words and with which scores."""

    snapshot: Snapshot
    day: date
    sought: Mapping[Language, Sought]
    scores: Floats

    def hit(self, number: int) -> Hit:
        """Return a passage as it is shown in a list of results."""
        edition = self.snapshot.edition(number)
        shown = self.snapshot.shown(number)
        sought = self.sought.get(edition.language, Sought(edition.language))
        terms, prefixes = sought.terms, sought.prefixes
        heading = marked(shown.heading, edition.language, terms, prefixes)
        text = snippet(shown.text, edition.language, terms, prefixes)
        return Hit(
            act=edition.act,
            eid=_best_place(shown, heading, text),
            passage=shown.eid,
            language=edition.language,
            languages=edition.languages,
            title=edition.title,
            path=shown.path,
            label=shown.label,
            heading=shown.heading,
            heading_pieces=heading.pieces,
            snippet=text.pieces,
            kind=edition.kind,
            force=self.snapshot.force(number, self.day),
            score=float(self.scores[number]),
        )


def _best_place(shown: Shown, heading: Marked, text: Marked) -> EId:
    """Return the provision with the best words; what the heading says is said of the whole."""
    if text.at is None or heading.terms >= text.terms:
        return shown.eid
    return shown.part_at(text.at)
