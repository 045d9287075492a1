"""A query against what a viewer may read of an index."""

from typing import Final

import numpy as np

from indexer.analysis.words import analyse
from indexer.query import ActHits, Facet, Hit, SearchQuery, SearchResult, Sort
from indexer.ranking import Floats, Ints, Mask, numbers, raise_all, rank
from indexer.syntax import Hint, Parsed, parse
from indexer.whoosh_engine import facets
from indexer.whoosh_engine.hits import Found
from indexer.whoosh_engine.meaning import Meaning
from indexer.whoosh_engine.view import LanguagePart, View
from kb.law.identifiers import ActId, EId

HITS_PER_ACT: Final = 3


def search(query: SearchQuery, view: View) -> SearchResult:
    """Return what the query asks for."""
    parsed = parse(query.text)
    chosen = _all_chosen(query, parsed)
    if not (parsed.words or parsed.prefixes or chosen):
        return SearchResult(total=0, hints=parsed.hints)
    return _Search(query, view, parsed, chosen).result()


def acts_with(view: View, eid: EId) -> tuple[ActId, ...]:
    """Return the acts that have a passage at an address, in alphabetical order."""
    there = numbers(view.mask & view.snapshot.at(eid)).tolist()
    return tuple(sorted({view.snapshot.edition(number).act for number in there}))


def _all_chosen(query: SearchQuery, parsed: Parsed) -> dict[Facet, frozenset[str]]:
    """Return the facets that were chosen on the page, or else typed in the box."""
    typed = {Facet(name): values for name, values in parsed.fields.items()}
    both = {**typed, **query.chosen}
    return {facet: values for facet, values in both.items() if values}


class _Search:
    """One query in hand."""

    def __init__(
        self, query: SearchQuery, view: View, parsed: Parsed, chosen: dict[Facet, frozenset[str]]
    ) -> None:
        self._query = query
        self._view = view
        self._snapshot = view.snapshot
        self._parsed = parsed
        self._chosen = chosen
        self._meaning = Meaning(query, parsed, view, chosen.get(Facet.LANGUAGE, frozenset()))
        self._scores: Floats = np.zeros(view.snapshot.size, np.float32)

    def result(self) -> SearchResult:
        """Find, count and show."""
        matched, hints = self._matched()
        masks = facets.masks(self._snapshot, self._chosen, self._query.law_day)
        kept = matched & facets.all_of(masks.values(), self._snapshot.size)
        best = self._ordered(self._one_language_each(numbers(kept)))
        total, hits, acts = self._page(best)
        return SearchResult(
            total=total,
            hits=hits,
            acts=acts,
            counts=facets.counts(self._snapshot, matched, masks, self._query.law_day),
            languages=self._meaning.shown,
            meant=self._meaning.rewriting,
            hints=(*self._parsed.hints, *hints),
        )

    # What is found

    def _matched(self) -> tuple[Mask, tuple[Hint, ...]]:
        """Return the passages found; a phrase that none of them has binds nobody."""
        ranked = np.zeros(self._snapshot.size, np.bool_)
        with_phrases = np.zeros(self._snapshot.size, np.bool_)
        for language in self._meaning.searched:
            part = self._view.in_language(language)
            found = self._found(part)
            ranked |= found
            with_phrases |= self._with_phrases(found, part)
        if not self._parsed.phrases or with_phrases.any():
            return with_phrases, ()
        return ranked, (Hint.NO_PHRASE,)

    def _found(self, part: LanguagePart) -> Mask:
        """Return what counts as found in a language: with one of the words, else with their letters."""
        found = part.mask.copy()
        if self._parsed.words or self._parsed.prefixes:
            sought = self._meaning.sought[part.language]
            beginnings = [beginning.terms for beginning in sought.beginnings]
            with_word = rank(sought.words, beginnings, part, part.lengths, self._scores)
            for quotation in self._parsed.quotations:
                raise_all(_with_phrase(quotation, part), part, self._scores)
            found &= with_word if with_word.any() else self._scores > 0
        for words in self._parsed.excluded:
            found[_with_phrase(words, part)] = False
        return found

    def _with_phrases(self, found: Mask, part: LanguagePart) -> Mask:
        kept = found.copy()
        for phrase in self._parsed.phrases:
            with_it = np.zeros_like(found)
            with_it[_with_phrase(phrase, part)] = True
            kept &= with_it
        return kept

    def _one_language_each(self, found: Ints) -> Ints:
        """Keep each provision once: in the likeliest language of those that it was found in."""
        order = np.argsort(self._language_of(found), kind="stable")
        addresses = self._snapshot.address_of[found][order]
        first = np.unique(addresses, return_index=True)[1]
        return found[order][first]

    def _language_of(self, found: Ints) -> Ints:
        """Return a number for the language of each passage, the smaller the likelier it was meant."""
        order = {language: n for n, language in enumerate(self._meaning.searched)}
        numbered = [order.get(edition.language, -1) for edition in self._snapshot.editions]
        return np.array(numbered, np.int32)[self._snapshot.edition_of[found]]

    def _ordered(self, found: Ints) -> Ints:
        """Return passages in the order wanted; equals by act and place, whatever the segment."""
        snapshot = self._snapshot
        keys = [
            self._language_of(found),
            snapshot.order_of[found],
            snapshot.act_of[found],
            -np.round(self._scores[found], 4),
        ]
        if self._query.sort is Sort.DATE:
            keys.append(-snapshot.day_of[found])
        return found[np.lexsort(keys)]

    # The page

    def _page(self, best: Ints) -> tuple[int, tuple[Hit, ...], tuple[ActHits, ...]]:
        query = self._query
        found = Found(self._snapshot, query.law_day, self._meaning.sought, self._scores)
        start, end = (query.page - 1) * query.size, query.page * query.size
        if not query.by_act:
            return len(best), tuple(found.hit(n) for n in best[start:end].tolist()), ()
        by_act: dict[ActId, list[int]] = {}
        for number in best.tolist():
            by_act.setdefault(self._snapshot.edition(number).act, []).append(number)
        shown = list(by_act.items())[start:end]
        acts = tuple(
            ActHits(act, len(numbers), tuple(found.hit(n) for n in numbers[:HITS_PER_ACT]))
            for act, numbers in shown
        )
        return len(by_act), (), acts


def _with_phrase(phrase: str, part: LanguagePart) -> Ints:
    terms = [token.term for token in analyse(phrase, part.language)]
    return part.with_phrase(terms) if terms else np.empty(0, np.int32)
