"""Russian stems: the dictionary form by pymorphy3, then Snowball."""

import importlib
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, Final

from indexer.analysis.snowball import snowball

Parse = tuple[str, Any, str, float, Any]
"""A reading of a word, as pymorphy3 has it: word, tag, dictionary form, score, methods."""

APART: Final = frozenset({"актив", "дата", "заем", "наем", "правило", "семья", "статья", "часть"})
"""Words of the law that Snowball would make one with акт, дать, за, на, право, семь and so on."""

_WITH_NAMES: Final = re.compile("[\0-\u04ff]+")
"""Letters that pymorphy3 can read: it asks for their names, and those of some scripts have none."""


class Estimator:
    """Puts the likeliest reading of a word first, where it matters which one that is.

    pymorphy3's own estimator looks up a probability for every reading, which is half of the
    time that a word takes; most words have the same dictionary form in all their readings.
    """

    def __init__(self, dict_path: str) -> None:
        self._whole = importlib.import_module("pymorphy3.analyzer").ProbabilityEstimator(dict_path)

    def apply_to_parses(
        self, word: str, word_lower: str, parses: Sequence[Parse]
    ) -> Sequence[Parse]:
        """Return `parses`, the likeliest first if they differ in the dictionary form."""
        if len({parse[2] for parse in parses}) <= 1:
            return parses
        ordered: Sequence[Parse] = self._whole.apply_to_parses(word, word_lower, parses)
        return ordered


@lru_cache(maxsize=1 << 16)
def lemma(word: str) -> str:
    """Return the likeliest dictionary form of a lower-case Russian word, without ё.

    >>> lemma("статьями")
    'статья'
    """
    parses = _morphology().parse(word) if _WITH_NAMES.fullmatch(word) else ()
    return str(parses[0][2]).replace("ё", "е") if parses else word


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return the stem of the dictionary form of a lower-case Russian word.

    >>> stem("статьями") == stem("статья")
    True
    """
    base = lemma(word)
    return base if base in APART else _of_lemma(base)


@lru_cache(maxsize=1 << 15)
def _of_lemma(word: str) -> str:
    return snowball(word, "russian")


@cache
def _morphology() -> Any:
    # Loading the dictionary takes 0.1 s and 29 MB: only they pay who meet a Russian word.
    pymorphy3 = importlib.import_module("pymorphy3")
    return pymorphy3.MorphAnalyzer(result_type=None, probability_estimator_cls=Estimator)
