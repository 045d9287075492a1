"""How people write a reference into a search box: abbreviations, any order, any case.

The words and patterns of each language, to be matched against folded text. A word that stands
for a unit only in company ("п 2", "ч 5") is marked so; so is a number or an ordinal that stands
before a unit where that may be a count ("3 статьи", "вторая часть проекта").
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from kb.language import Language
from kb.law.citation import english, kazakh, russian
from kb.law.citation.grammar import NUMBER, compiled, listed
from kb.law.citation.ordinals import (
    ENGLISH,
    ENGLISH_BEFORE,
    KAZAKH,
    RUSSIAN_FEMININE,
    RUSSIAN_MASCULINE,
    Ordinals,
)
from kb.law.units import Unit

SEPARATOR: Final = (
    r"(?:\s{0,3}(?:,|;|–|&)\s{0,3}(?:(?:и|или|and|or|және|немесе) )?| - "
    r"|\s{1,3}(?:и|или|по|және|немесе|мен|бен|пен|and|or|to|through)\s{1,3})"
)
MEASURE: Final = rf"\s?(?:{russian.MEASURE}|{english.MEASURE})"
ITEM: Final = (
    rf"{NUMBER}(?:\.\d{{1,3}}(?!\d)){{0,2}}(?:\s?\({NUMBER}\)){{0,3}}(?:\\?\))?"
    rf"(?!\w|-\w|/\d|\.\d|{MEASURE})"
)
LIST: Final = rf"(?:(?:с|from)\s)?{listed(ITEM, SEPARATOR)}"
BARE_ITEM: Final = rf"{NUMBER}(?:\\?\)|-(?=[\s,]))?"
START: Final = r"(?<![\w.,/№-])(?<!№ )(?<!№)"


@dataclass(frozen=True, slots=True)
class Word:
    """A word for a unit, as a pattern; `alone` where it needs no other unit beside it."""

    pattern: str
    unit: Unit
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Shorthands:
    """How one language is abbreviated.

    `term` has the groups `word` with `numbers` or `ordinals` behind it; or a unit (`after`,
    `unit`, `loose`, `then`) with a number (`before`) or an ordinal (`early`) in front of it; or
    `count`, a unit that may merely be counted ("3 статьи").
    """

    words: tuple[Word, ...]
    term: re.Pattern[str]
    ordinals: Mapping[Unit, tuple[Ordinals, ...]]
    chained: re.Pattern[str]
    joined: re.Pattern[str]

    def word(self, found: str) -> Word:
        """Return the unit's word that was found."""
        return next(word for word in self.words if compiled(word.pattern).fullmatch(found))


CHAINED: Final = r"[\s,.;()]{0,3}"
JOINED: Final = rf"\s{{0,3}}[,;]\s{{0,3}}|{SEPARATOR}"

RUSSIAN: Final = (
    Word(r"ст(?:\.|т\.?)?|стать(?:я|и|е|ю|ей|ею|ям|ями|ях)|статей", Unit.ARTICLE),
    Word(rf"п\.\s?п\.?|п/п\.?|пп\.?|подп\.?|{russian.SUBPARAGRAPH}", Unit.SUBPARAGRAPH),
    Word(rf"п\.|пункт{russian.MASCULINE}", Unit.PARAGRAPH),
    Word("п", Unit.PARAGRAPH, alone=False),
    Word(rf"ч\.|{russian.PART}", Unit.PART),
    Word("ч", Unit.PART, alone=False),
    Word(rf"абз\.?|{russian.INDENT}", Unit.INDENT),
    Word(rf"гл\.?|{russian.CHAPTER}", Unit.CHAPTER),
    Word(rf"разд\.?|раздел{russian.MASCULINE}", Unit.SECTION),
    Word(rf"§|параграф{russian.MASCULINE}", Unit.DIVISION),
    Word("прил\\.?|приложени(?:е|я|ю|ем|и|й|ям|ями|ях)", Unit.APPENDIX),
)
RUSSIAN_NAMED: Final = "статья|пункт|подпункт|часть|абзац|глава|раздел|параграф|приложение"
RUSSIAN_COUNTED: Final = (
    r"статьи|(?:под)?пункта|части|абзаца|главы|раздела|параграфа|приложения|ст\.?(?!\s?\d)"
)
RUSSIAN_ENDING: Final = "-?(?:ая|я|ый|ой|ий|й|ого|го|ому|му|ую|ю|ом|м|ое|ее|е|ей)"

KAZAKH_WORDS: Final = (
    Word("ба[пб]", Unit.ARTICLE),
    Word("тармақша", Unit.SUBPARAGRAPH),
    Word("тарма[қғ]", Unit.PARAGRAPH),
    Word("тарау", Unit.CHAPTER),
    Word("бөлім", Unit.SECTION),
    Word("бөлі[кг]", Unit.PART),
    Word("параграф", Unit.DIVISION),
    Word("абзац", Unit.INDENT),
    Word("қосымша", Unit.APPENDIX),
)

ENGLISH_WORDS: Final = (
    Word(r"arts?\.?|articles?", Unit.ARTICLE),
    Word(r"sub-?\s?par(?:a|as)?\.?|sub-?paragraphs?", Unit.SUBPARAGRAPH),
    Word(r"paras?\.?|par\.|pars\.|paragraphs?|¶", Unit.PARAGRAPH),
    Word(r"pt\.|parts?", Unit.PART),
    Word("indents?", Unit.INDENT),
    Word(r"chap\.?|ch\.|chapters?", Unit.CHAPTER),
    Word(r"sec\.|sections?", Unit.SECTION),
    Word("§|divisions?", Unit.DIVISION),
    Word(r"app\.|appendix|appendices|annex(?:es)?", Unit.APPENDIX),
    Word("par", Unit.PARAGRAPH, alone=False),
    Word("pt", Unit.PART, alone=False),
    Word("ch", Unit.CHAPTER, alone=False),
    Word("sec", Unit.SECTION, alone=False),
    Word("app", Unit.APPENDIX, alone=False),
)


@cache
def shorthands(language: Language) -> Shorthands:
    """Return how a language is abbreviated."""
    match language:
        case Language.RU:
            return _russian()
        case Language.KK:
            return _kazakh()
        case Language.EN:
            return _english()


def _alternatives(words: tuple[Word, ...]) -> str:
    return "|".join(word.pattern for word in words)


def _russian() -> Shorthands:
    ordinal = f"(?:{RUSSIAN_FEMININE.pattern}|{RUSSIAN_MASCULINE.pattern})"
    any_word, unit = _alternatives(RUSSIAN), russian.UNIT
    named = rf"(?P<after>{RUSSIAN_NAMED})(?!\w)(?!\s{{0,2}}(?:№\s?)?\d(?!\d*\)?\s{{1,2}}[а-я]))"
    term = (
        rf"{START}(?P<before>{NUMBER}(?:\)|(?P<nth>{RUSSIAN_ENDING}))?)\s{{1,2}}"
        rf"(?(nth)(?P<unit>{unit})(?!\w)|(?:{named}|(?P<count>{RUSSIAN_COUNTED})(?!\w)))"
        rf"|{START}(?P<early>{ordinal})\s(?P<then>{unit})(?!\w)"
        rf"|(?<![\w.])(?P<word>{any_word})\s{{0,2}}(?:№\s?)?"
        rf"(?:(?P<numbers>{LIST})|(?P<ordinals>{listed(ordinal, SEPARATOR)}))"
    )
    joined = compiled(JOINED)
    feminine = dict.fromkeys((Unit.ARTICLE, Unit.PART, Unit.CHAPTER), (RUSSIAN_FEMININE,))
    ordinals = dict.fromkeys(Unit, (RUSSIAN_MASCULINE,)) | feminine
    return Shorthands(RUSSIAN, compiled(term), ordinals, compiled(CHAINED), joined)


def _kazakh() -> Shorthands:
    unit, suffix = kazakh.UNIT, kazakh.SUFFIX
    had, genitive = kazakh.HAD, kazakh.GENITIVE
    owning = rf"{kazakh.MANY}?(?:{had}{kazakh.CASES}?|{genitive})?(?!\w)"
    many = listed(BARE_ITEM, SEPARATOR)
    term = (
        rf"{START}(?P<before>{many})(?:\s?-\s?(?P<after>{unit}){suffix}|\s?(?P<loose>{unit}){owning})"
        rf"|{START}(?P<early>{listed(KAZAKH.pattern, SEPARATOR)})\s(?P<then>{unit}){owning}"
        rf"|(?<!\w)(?P<count>{unit})\s{{1,2}}(?P<numbers>{LIST})"
    )
    chained, joined = compiled(CHAINED), compiled(JOINED)
    ordinals = dict.fromkeys(Unit, (KAZAKH,))
    return Shorthands(KAZAKH_WORDS, compiled(term), ordinals, chained, joined)


def _english() -> Shorthands:
    any_word = _alternatives(ENGLISH_WORDS)
    term = (
        rf"{START}(?P<before>{NUMBER})(?:st|nd|rd|th)\s{{1,2}}(?P<after>{english.UNIT})(?!\w)"
        rf"|{START}(?P<early>{ENGLISH_BEFORE.pattern})\s(?P<then>{english.UNIT})(?!\w)"
        rf"|(?<![\w.])(?P<word>{any_word})\s{{0,2}}(?:no\.?\s)?"
        rf"(?:(?P<numbers>{LIST})|(?P<ordinals>{listed(ENGLISH.pattern, SEPARATOR)}))"
    )
    chained = compiled(r"[\s,.;()]{0,3}(?:(?:of|in) )?(?:the )?")
    ordinals = dict.fromkeys(Unit, (ENGLISH, ENGLISH_BEFORE))
    return Shorthands(ENGLISH_WORDS, compiled(term), ordinals, chained, compiled(JOINED))
