"""A query against a snapshot of an index."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from indexer.analysis.words import analyse
from indexer.query import ActHits, Facet, Hit, SearchQuery, SearchResult, Sort
from indexer.ranking import Floats, Ints, numbers, raise_all, rank
from indexer.recovery.query import Alternative, QueryWord, Recovery
from indexer.recovery.recovering import literally, recover, recover_in
from indexer.syntax import Hint, Parsed, parse
from indexer.whoosh_engine import facets
from indexer.whoosh_engine.hits import Found, Sought
from indexer.whoosh_engine.snapshot import LanguagePart, Mask, Snapshot
from kb.access import Viewer
from kb.language import Language
from kb.law.identifiers import ActId, EId

MOST_EXPANSIONS: Final = 256
HITS_PER_ACT: Final = 3


def search(query: SearchQuery, snapshot: Snapshot) -> SearchResult:
    """Return what a viewer may read of what the query asks for."""
    return _Search(query, snapshot).result()


def acts_with(snapshot: Snapshot, viewer: Viewer, eid: EId) -> tuple[ActId, ...]:
    """Return the acts that have a passage at an address, as far as a viewer may read them."""
    there = _readable(snapshot, viewer) & snapshot.at(eid)
    return tuple({snapshot.edition(int(n)).act: None for n in np.flatnonzero(there)})


class _Search:
    """One query in hand."""

    def __init__(self, query: SearchQuery, snapshot: Snapshot) -> None:
        self._query = query
        self._snapshot = snapshot
        self._parsed = parse(query.text)
        self._chosen = _all_chosen(query, self._parsed)
        self._recovery = self._recovered()
        self._scores: Floats = np.zeros(snapshot.size, np.float32)

    def result(self) -> SearchResult:
        if not self._asks():
            return SearchResult(total=0, hints=self._parsed.hints)
        sought = [self._sought(language) for language in self._languages()]
        matched, hints = self._matched(sought)
        masks = facets.masks(self._snapshot, self._chosen, self._query.day)
        kept = matched & facets.all_of(masks.values(), self._snapshot.size)
        best = self._ordered(self._one_language_each(numbers(kept)))
        by_language = {one.language: one for one in sought}
        found = Found(self._snapshot, self._query.day, by_language, self._scores)
        total, hits, acts = self._page(best, found)
        return SearchResult(
            total=total,
            hits=hits,
            acts=acts,
            counts=facets.counts(self._snapshot, matched, masks, self._query.day),
            languages=self._languages(),
            meant=self._recovery.rewriting,
            hints=(*self._parsed.hints, *hints),
        )

    def _asks(self) -> bool:
        parsed = self._parsed
        return bool(parsed.words or parsed.prefixes or self._chosen)

    def _ranks(self) -> bool:
        return bool(self._parsed.words or self._parsed.prefixes)

    # What is sought

    def _recovered(self) -> Recovery:
        query, lexicons = self._query, self._snapshot.lexicons
        chosen = [
            Language(one) for one in self._chosen.get(Facet.LANGUAGE, ()) if one in set(Language)
        ]
        language = chosen[0] if len(chosen) == 1 else query.interface
        if query.literal:
            return literally(self._parsed.words, language)
        if len(chosen) == 1:
            return recover_in(self._parsed.words, lexicons[language])
        return recover(self._parsed.words, lexicons, query.interface)

    def _languages(self) -> tuple[Language, ...]:
        """Return the languages to search: those of the words, or all if there are none."""
        return self._recovery.languages if self._parsed.words else tuple(Language)

    def _sought(self, language: Language) -> Sought:
        recovery = self._recovery
        if self._query.literal:
            recovery = literally(self._parsed.words, language)
        elif language is not recovery.languages[0]:
            recovery = recover_in(self._parsed.words, self._snapshot.lexicons[language])
        part = self._snapshot.in_language(language)
        expanded = (self._expanded(prefix, part) for prefix in self._parsed.prefixes)
        prefixes = tuple(prefix.lower() for prefix in self._parsed.prefixes)
        words = recovery.ranking if self._parsed.words else ()
        return Sought(language, (*words, *filter(None, expanded)), prefixes)

    def _expanded(self, prefix: str, part: LanguagePart) -> QueryWord | None:
        """Return a beginning as one word with all words that begin so."""
        tokens = analyse(prefix, part.language)
        words = part.beginning(tokens[0].word, MOST_EXPANSIONS) if tokens else []
        terms = {analyse(word, part.language)[0].term: word for word in words}
        alternatives = tuple(Alternative(term, word) for term, word in terms.items())
        return QueryWord(tokens[0], alternatives) if alternatives else None

    # What is found

    def _matched(self, sought: Sequence[Sought]) -> tuple[Mask, tuple[Hint, ...]]:
        """Return the passages found that the viewer may read; a phrase that none has binds nobody."""
        ranked = np.zeros(self._snapshot.size, np.bool_)
        with_phrases = np.zeros(self._snapshot.size, np.bool_)
        for one in sought:
            part = self._snapshot.in_language(one.language)
            with_word = part.mask & rank(one.words, part, part.lengths, self._scores)
            for quotation in self._parsed.quotations:
                raise_all(self._with_phrase(quotation, part), part, self._scores)
            found = self._found(with_word, part)
            for words in self._parsed.excluded:
                found[self._with_phrase(words, part)] = False
            ranked |= found
            with_phrases |= self._with_phrases(found, part)
        readable = _readable(self._snapshot, self._query.viewer)
        if not self._parsed.phrases or (with_phrases & readable).any():
            return with_phrases & readable, ()
        return ranked & readable, (Hint.NO_PHRASE,)

    def _found(self, with_word: Mask, part: LanguagePart) -> Mask:
        """Return what counts as found: with one of the words, or else with some of their letters."""
        if not self._ranks():
            return part.mask.copy()
        return with_word if with_word.any() else part.mask & (self._scores > 0)

    def _with_phrases(self, found: Mask, part: LanguagePart) -> Mask:
        kept = found.copy()
        for phrase in self._parsed.phrases:
            with_it = np.zeros_like(found)
            with_it[self._with_phrase(phrase, part)] = True
            kept &= with_it
        return kept

    def _with_phrase(self, phrase: str, part: LanguagePart) -> Ints:
        terms = [token.term for token in analyse(phrase, part.language)]
        if len(terms) == 1:
            return part.of_terms(terms[0])[0]
        return part.with_phrase(terms) if terms else np.empty(0, np.int32)

    def _one_language_each(self, found: Ints) -> Ints:
        """Keep each provision once, in the language where it scores best."""
        if len(self._languages()) == 1 or Facet.LANGUAGE in self._chosen or not found.size:
            return found
        foreign = ~self._snapshot.per_edition(lambda e: e.language is self._query.interface)
        order = np.lexsort((foreign[found], -self._scores[found]))
        addresses = self._snapshot.address_of[found][order]
        first = np.unique(addresses, return_index=True)[1]
        return found[order][first]

    def _ordered(self, found: Ints) -> Ints:
        """Return passages in the order wanted; equals by act and place, whatever the segment."""
        snapshot = self._snapshot
        keys = [snapshot.order_of[found], snapshot.act_of[found], -np.round(self._scores[found], 4)]
        if self._query.sort is Sort.DATE:
            keys.append(-snapshot.day_of[found])
        return found[np.lexsort(keys)]

    # The page

    def _page(self, best: Ints, found: Found) -> tuple[int, tuple[Hit, ...], tuple[ActHits, ...]]:
        query = self._query
        start, end = (query.page - 1) * query.size, query.page * query.size
        if not query.by_act:
            return len(best), tuple(found.hit(int(n)) for n in best[start:end]), ()
        by_act: dict[ActId, list[int]] = {}
        for number in best:
            by_act.setdefault(self._snapshot.edition(int(number)).act, []).append(int(number))
        shown = list(by_act.items())[start:end]
        acts = tuple(
            ActHits(act, len(numbers), tuple(found.hit(n) for n in numbers[:HITS_PER_ACT]))
            for act, numbers in shown
        )
        return len(by_act), (), acts


def _all_chosen(query: SearchQuery, parsed: Parsed) -> dict[Facet, frozenset[str]]:
    """Return the facets that were chosen on the page or typed in the box."""
    typed = {Facet(name): values for name, values in parsed.fields.items()}
    both = {**typed, **query.chosen}
    return {facet: values for facet, values in both.items() if values}


def _readable(snapshot: Snapshot, viewer: Viewer) -> Mask:
    """Return what a viewer may read: drafts of some acts, and what is published of the others."""
    return snapshot.live & snapshot.per_edition(
        lambda e: e.is_newest if e.act in viewer.drafts else e.is_published
    )
