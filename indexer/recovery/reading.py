"""A whole query read anew: as typed in another layout, or as written in Latin letters."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from indexer.analysis.folding import is_cyrillic
from indexer.analysis.words import Token, analyse
from indexer.recovery.keyboard import retyped
from indexer.recovery.latin import cyrillic
from indexer.recovery.query import Change
from indexer.recovery.vocabulary import Lexicon
from kb.language import Language

ENOUGH: Final = 0.5
"""The share of words that a new reading must make known."""

TOO_MANY: Final = 0.34
"""The share of words known as typed from which a query is taken at its word."""

_LEAST: Final = 3
"""Shorter words are known by chance in any language, and do not count."""

Lexicons = Mapping[Language, Lexicon]


@dataclass(frozen=True, slots=True)
class Reading:
    """Another text that a query may stand for, the language that knows it, and how well."""

    text: str
    language: Language
    change: Change
    share: float


def read_anew(text: str, lexicons: Lexicons) -> Reading | None:
    """Return what `text` must have been meant to be, or None if it can stand as it is.

    All words are read anew or none: one word alone is too easily taken for another.
    """
    typed = [token.word for token in analyse(text, Language.EN)]
    if max(_share(typed, lexicon.recognises) for lexicon in lexicons.values()) >= TOO_MANY:
        return None
    readings = [*_retyped(text, lexicons), *_from_latin(text, lexicons)]
    best = max(readings, key=lambda reading: reading.share, default=None)
    return best if best and best.share >= ENOUGH else None


def _retyped(text: str, lexicons: Lexicons) -> Iterator[Reading]:
    knows = {language: partial(_knows_all, lexicon) for language, lexicon in lexicons.items()}
    for language, meant in retyped(text, knows):
        words = [token.word for token in analyse(meant, language)]
        share = _share(words, lexicons[language].recognises)
        yield Reading(meant, language, Change.LAYOUT, share)


def _knows_all(lexicon: Lexicon, text: str) -> bool:
    words = [token.word for token in analyse(text, lexicon.language)]
    return bool(words) and all(map(lexicon.recognises, words))


def _from_latin(text: str, lexicons: Lexicons) -> Iterator[Reading]:
    tokens = [token for token in analyse(text, Language.EN) if token.word[0].isalpha()]
    if any(is_cyrillic(token.word) for token in tokens):
        return
    printed = [text[token.start : token.end].lower() for token in tokens]
    for language in (Language.KK, Language.RU):
        share = _share(printed, partial(_sounds_known, lexicons[language]))
        if share >= ENOUGH:
            meant = _transliterated(text, tokens, lexicons[language])
            yield Reading(meant, language, Change.LATIN, share)


def _sounds_known(lexicon: Lexicon, latin: str) -> bool:
    return bool(lexicon.sounding(latin)) or lexicon.recognises(cyrillic(latin))


def _transliterated(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> str:
    pieces, at = [], 0
    for token in tokens:
        if token.word not in lexicon.words:
            latin = text[token.start : token.end].lower()
            sounding = lexicon.sounding(latin)
            pieces += [text[at : token.start], sounding[0] if sounding else cyrillic(latin)]
            at = token.end
    return "".join((*pieces, text[at:]))


def _share(words: Sequence[str], knows: Callable[[str], bool]) -> float:
    """Return the share of `words` that are known, of those long enough to tell."""
    telling = [word for word in words if len(word) >= _LEAST and not word[0].isdigit()]
    return sum(map(knows, telling)) / len(telling) if telling else 0.0
