"""From a query as typed to the words that the index can find."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from indexer.analysis.folding import KAZAKH_LETTERS
from indexer.analysis.stopwords import STOP_WORDS
from indexer.analysis.words import Token, analyse, term_of
from indexer.recovery.query import Alternative, Change, QueryWord, Recovery, Rewriting
from indexer.recovery.reading import Lexicons, Reading, read_anew
from indexer.recovery.routing import languages
from indexer.recovery.vocabulary import Lexicon
from kb.language import Language

_MANY: Final = 4
"""How many words a word of the query is taken for at most."""

_LESS_LIKELY: Final = 0.5
"""The weight of all alternatives but the first."""


def recover(text: str, lexicons: Lexicons, interface: Language) -> Recovery:
    """Return what `text` was meant to be, judged by the words of all three indexes.

    The language of the interface decides where the words do not tell.
    """
    reading = read_anew(text, lexicons)
    if reading:
        spoken: tuple[Language, ...] = (reading.language,)
    else:
        words = [token.word for token in analyse(text, interface)]
        spoken = languages(words, lexicons, interface)
    return _recovered(text, spoken, lexicons[spoken[0]], reading)


def recover_in(text: str, lexicon: Lexicon) -> Recovery:
    """Return what `text` was meant to be, if it is in the language of `lexicon`."""
    return _recovered(text, (lexicon.language,), lexicon, None)


def literally(text: str, language: Language) -> Recovery:
    """Return `text` with nothing changed, for those who insist on what they typed."""
    tokens = analyse(text, language)
    return Recovery((language,), tuple(_query_word(one, [one.word], language) for one in tokens))


def _recovered(
    text: str, spoken: tuple[Language, ...], lexicon: Lexicon, reading: Reading | None
) -> Recovery:
    meant, changes = (reading.text, {reading.change}) if reading else (text, set())
    words: list[QueryWord] = []
    rewritten, at = "", 0
    for token in analyse(meant, lexicon.language):
        readings, change = _readings(token, lexicon, by_sound=Change.LATIN in changes)
        rewritten += meant[at : token.start]
        at = token.end
        printed = meant[token.start : token.end]
        for found in readings:
            rewritten += " " * (found is not readings[0])
            start = len(rewritten)
            rewritten += found[0] if change else printed
            placed = replace(token, start=start, end=len(rewritten))
            words.append(_query_word(placed, found, lexicon.language))
        changes |= {change} if change else set()
    rewriting = Rewriting(rewritten + meant[at:], frozenset(changes)) if changes else None
    return Recovery(spoken, tuple(words), rewriting)


def _readings(
    token: Token, lexicon: Lexicon, *, by_sound: bool
) -> tuple[list[list[str]], Change | None]:
    """Return what a word may stand for, as `_meanings` does; two words if it was two."""
    found, change = _meanings(token, lexicon, by_sound=by_sound)
    if change or lexicon.recognises(token.word):
        return [found], change
    parts = lexicon.parts(token.word)
    return ([[part] for part in parts], Change.TOGETHER) if parts else ([found], change)


def _meanings(token: Token, lexicon: Lexicon, *, by_sound: bool) -> tuple[list[str], Change | None]:
    """Return the words that a word may stand for, the likeliest first, and how it was changed.

    A word of the index is never corrected; in Kazakh it may stand for others as well, if it
    has no Kazakh letters.
    """
    word = token.word
    if by_sound and (alike := lexicon.alike(word)):
        return alike[:_MANY], None
    mates = lexicon.mates(word)
    if word in lexicon.words:
        others = mates[:_MANY] if KAZAKH_LETTERS.isdisjoint(word) else []
        return list(dict.fromkeys([*others, word])), None
    if mates:
        return mates[:_MANY], Change.LETTERS
    if token.term in lexicon.terms or word in STOP_WORDS[lexicon.language]:
        return [word], None
    near = lexicon.near(word)
    return (near[:_MANY], Change.SPELLING) if near else ([word], None)


def _query_word(token: Token, meant: Sequence[str], language: Language) -> QueryWord:
    """Return `token` with one alternative for each term of the words meant."""
    terms: dict[str, str] = {}
    for word in meant:
        terms.setdefault(term_of(word, language), word)
    alternatives = tuple(
        Alternative(term, word, _LESS_LIKELY if place else 1.0)
        for place, (term, word) in enumerate(terms.items())
    )
    return QueryWord(token, alternatives, meant[0] in STOP_WORDS[language])
