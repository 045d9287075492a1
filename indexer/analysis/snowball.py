"""The Snowball stemmers, loaded when the first word needs one."""

import importlib
from functools import cache
from typing import Any


def snowball(word: str, algorithm: str) -> str:
    """Return the stem of a lower-case word by the Snowball algorithm "russian" or "english"."""
    # A stemmer keeps the word it works on, so threads must not share one; a new one costs nothing.
    return str(_stemmer(algorithm)().stemWord(word))


@cache
def _stemmer(algorithm: str) -> Any:
    # The package imports its thirty-four languages at once, which would slow every start.
    module = importlib.import_module(f"snowballstemmer.{algorithm}_stemmer")
    return getattr(module, f"{algorithm.title()}Stemmer")
