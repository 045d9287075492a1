"""How a provision is cited in words, to be copied: "пункт 2 статьи 5", "5-баптың 2-тармағы".

The reverse of kb.law.citation.references: what is written here is found there again.
"""

from typing import Final

from kb.language import Language
from kb.law.citation.ordinals import in_words
from kb.law.identifiers import EId
from kb.law.units import Path, Step, Unit, path_of

_IN_WORDS: Final = frozenset({Unit.PART, Unit.INDENT})
_CAPITAL: Final = frozenset(
    {Unit.APPENDIX, Unit.SECTION, Unit.CHAPTER, Unit.DIVISION, Unit.ARTICLE}
)

_RUSSIAN: Final = {
    Unit.APPENDIX: ("приложение", "приложения"),
    Unit.SECTION: ("раздел", "раздела"),
    Unit.CHAPTER: ("глава", "главы"),
    Unit.DIVISION: ("параграф", "параграфа"),
    Unit.ARTICLE: ("статья", "статьи"),
    Unit.PARAGRAPH: ("пункт", "пункта"),
    Unit.PART: ("часть", "части"),
    Unit.SUBPARAGRAPH: ("подпункт", "подпункта"),
    Unit.INDENT: ("абзац", "абзаца"),
}
"""Nominative and genitive."""

_KAZAKH: Final = {
    Unit.APPENDIX: ("қосымша", "қосымшаның", "қосымшасы", "қосымшасының"),
    Unit.SECTION: ("бөлім", "бөлімнің", "бөлімі", "бөлімінің"),
    Unit.CHAPTER: ("тарау", "тараудың", "тарауы", "тарауының"),
    Unit.DIVISION: ("параграф", "параграфтың", "параграфы", "параграфының"),
    Unit.ARTICLE: ("бап", "баптың", "бабы", "бабының"),
    Unit.PARAGRAPH: ("тармақ", "тармақтың", "тармағы", "тармағының"),
    Unit.PART: ("бөлік", "бөліктің", "бөлігі", "бөлігінің"),
    Unit.SUBPARAGRAPH: ("тармақша", "тармақшаның", "тармақшасы", "тармақшасының"),
    Unit.INDENT: ("абзац", "абзацтың", "абзацы", "абзацының"),
}
"""Nominative and genitive, then both with the possessive ending of a part of something."""

_ENGLISH: Final = {
    Unit.APPENDIX: "Appendix",
    Unit.SECTION: "Section",
    Unit.CHAPTER: "Chapter",
    Unit.DIVISION: "§",
    Unit.ARTICLE: "Article",
    Unit.PARAGRAPH: "paragraph",
    Unit.PART: "part",
    Unit.SUBPARAGRAPH: "subparagraph",
    Unit.INDENT: "indent",
}
_NESTING: Final = (Unit.ARTICLE, Unit.PARAGRAPH, Unit.SUBPARAGRAPH)


def cite(target: EId | Path, language: Language) -> str:
    """Return the citation of a provision as a person writes it in a letter or a comment.

    A step that is no unit of law, such as a note or a table, is left out: the provision that
    it belongs to is cited. An address without any unit gives an empty string.

    >>> cite(EId("art_5__para_2__subpara_3"), Language.EN)
    'Article 5(2)(3)'
    """
    path = path_of(target) if isinstance(target, EId) else target
    match language:
        case Language.RU:
            return _cite_russian(path)
        case Language.KK:
            return _cite_kazakh(path)
        case Language.EN:
            return _cite_english(path)


def label(unit: Unit, number: str, language: Language) -> str:
    """Return the name of one unit, as a heading or a menu shows it: "Статья 5", "2-тармақ"."""
    named = cite((Step(unit, number),), language)
    return named[:1].upper() + named[1:] if unit in _CAPITAL else named


def _cite_russian(path: Path) -> str:
    words: list[str] = []
    for step in reversed(path):
        owner = bool(words)
        noun = _RUSSIAN[step.unit][owner]
        words.append(f"{noun} {_number(step, Language.RU, owner=owner)}".rstrip())
    return " ".join(words)


def _cite_kazakh(path: Path) -> str:
    words: list[str] = []
    for position, step in enumerate(path, start=1):
        form = 2 * bool(words) + (position < len(path))
        number, noun = _number(step, Language.KK), _KAZAKH[step.unit][form]
        hyphen = "-" if number[-1:].isdecimal() else " "
        words.append(f"{number}{hyphen}{noun}".strip())
    return " ".join(words)


def _cite_english(path: Path) -> str:
    """Nest the numbers of an article: "part two of Article 5(2)"."""
    words: list[str] = []
    nested: tuple[Unit, ...] = ()
    for step in path:
        following = (*nested, step.unit)
        if nested and following == _NESTING[: len(following)]:
            words[-1] += f"({step.number})"
        else:
            number = _number(step, Language.EN)
            words.append(f"{_ENGLISH[step.unit]} {number}".rstrip())
            following = (step.unit,)
        nested = following
    return " of ".join(reversed(words))


def _number(step: Step, language: Language, *, owner: bool = False) -> str:
    if step.unit is Unit.SUBPARAGRAPH:
        return f"{step.number})"
    if step.unit in _IN_WORDS:
        feminine = step.unit is Unit.PART
        return in_words(step.number, language, feminine=feminine, owner=owner)
    return step.number
