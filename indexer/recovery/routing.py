"""Which language a query is in: by the words that each index knows, and by its letters."""

from collections.abc import Callable, Mapping, Sequence

from indexer.analysis.folding import KAZAKH_LETTERS, is_cyrillic
from indexer.analysis.stopwords import STOP_WORDS
from indexer.recovery.vocabulary import Lexicon
from kb.language import Language


def languages(
    words: Sequence[str], lexicons: Mapping[Language, Lexicon], interface: Language
) -> tuple[Language, ...]:
    """Return the languages that a query of these lower-case words can be in, the likeliest first.

    Those after the first know as many of the words as it does. The language of the
    interface goes before its equals; of words that no index knows, the letters tell.
    """
    spelt = [word for word in words if not word[0].isdigit()]
    equals = _best(
        tuple(Language), lambda one: sum(_is_known(word, lexicons[one]) for word in spelt)
    )
    if len(equals) > 1:
        equals = _best(equals, lambda one: sum(map(lexicons[one].recognises, spelt)))
    likely = _by_letters(spelt)
    if not any(map(lexicons[equals[0]].recognises, spelt)):
        equals = [one for one in equals if one in likely] or equals
    return tuple(sorted(equals, key=lambda one: (one is not interface, one not in likely)))


def _is_known(word: str, lexicon: Lexicon) -> bool:
    return word in STOP_WORDS[lexicon.language] or lexicon.knows(word)


def _best(candidates: Sequence[Language], score: Callable[[Language], int]) -> Sequence[Language]:
    """Return those of `candidates` that share the highest score."""
    scores = {language: score(language) for language in candidates}
    highest = max(scores.values())
    return [language for language in scores if scores[language] == highest]


def _by_letters(words: Sequence[str]) -> frozenset[Language]:
    """Return the languages whose alphabet the words are in."""
    if not words:
        return frozenset(Language)
    if any(not KAZAKH_LETTERS.isdisjoint(word) for word in words):
        return frozenset({Language.KK})
    if any(map(is_cyrillic, words)):
        return frozenset({Language.KK, Language.RU})
    return frozenset({Language.EN})
