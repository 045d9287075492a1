"""English stems: Porter's second stemmer."""

from functools import lru_cache

from indexer.analysis.snowball import snowball


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """Return the stem of a lower-case English word.

    >>> stem("licences") == stem("licence")
    True
    """
    return snowball(word, "english")
