"""The sentences of a text: a full stop ends one, unless it ends an abbreviation or a number.

>>> [one.text for one in sentences("См. ст. 5 и т.д. Совет решает.", Language.RU)]
['См. ст. 5 и т.д.', 'Совет решает.']
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kb.language import Language

_ABBREVIATED: Final = {
    Language.KK: "т.б т.с.с б.з млн млрд трлн мың см қ № р",
    Language.RU: "т.е т.п т.к см ср ст п пп гл абз ч руб тыс млн млрд трлн г гг № др пр им ул обл",
    Language.EN: "e.g i.e cf art arts para paras ch no nos mr ms dr v vs st approx",
}
"""Words before a full stop that goes on. Those that may also end a sentence, т.д and etc, are told
from it by the capital that follows."""

_BEFORE: Final = {language: frozenset(words.split()) for language, words in _ABBREVIATED.items()}
_END: Final = re.compile(r"[.!?…]+[»”\")]*(?=\s+[«“\"(]*(?P<next>\w)|\s*$)")
_LAST: Final = re.compile(r"[^\s(«“\"]*$")
_LONGEST: Final = 12
"""Letters of a word before a full stop that are looked at: an abbreviation has fewer."""

_WORD: Final = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that begins at `start` of its text."""

    start: int
    text: str


def sentences(text: str, language: Language) -> Iterator[Sentence]:
    """Yield the sentences of a text, in order; a text without any word has none."""
    start = 0
    for match in _END.finditer(text):
        if match["next"] is None or _ends(match, language):
            yield from _sentence(text, start, match.end())
            start = match.end()
    yield from _sentence(text, start, len(text))


def _ends(match: re.Match[str], language: Language) -> bool:
    """Tell whether a full stop in the midst of a text ends a sentence."""
    following, start = match["next"], match.start()
    if not (following.isupper() or following.isdecimal()):
        return False
    last = _LAST.search(match.string[max(0, start - _LONGEST) : start])
    before = last[0].lower() if last else ""
    return before not in _BEFORE[language] and not (len(before) == 1 and before.isalpha())


def _sentence(text: str, start: int, end: int) -> Iterator[Sentence]:
    cut = text[start:end]
    if _WORD.search(cut):
        yield Sentence(start + len(cut) - len(cut.lstrip()), cut.strip())
