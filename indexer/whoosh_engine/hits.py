"""From the numbers of passages to what is shown of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from indexer.query import Hit
from indexer.ranking import Floats
from indexer.recovery.query import QueryWord
from indexer.snippet import marked, snippet
from indexer.whoosh_engine.snapshot import Snapshot
from kb.language import Language


@dataclass(frozen=True, slots=True)
class Sought:
    """A query made out in one language: the words that rank, and the beginnings of words."""

    language: Language
    words: tuple[QueryWord, ...] = ()
    prefixes: tuple[str, ...] = ()

    @property
    def terms(self) -> frozenset[str]:
        """The terms that count as found in a text."""
        return frozenset(one.term for word in self.words for one in word.alternatives)


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
        text, language = shown.text, edition.language
        cut = snippet(text, language, terms, prefixes)
        return Hit(
            act=edition.act,
            eid=shown.part_at(cut.at),
            passage=shown.eid,
            language=language,
            languages=edition.languages,
            title=edition.title,
            path=shown.path,
            label=shown.label,
            heading=shown.heading,
            heading_pieces=marked(shown.heading, language, terms, prefixes),
            snippet=cut.pieces,
            kind=edition.kind,
            force=self.snapshot.force(number, self.day),
            score=float(self.scores[number]),
        )
