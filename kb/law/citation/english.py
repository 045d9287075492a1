"""References in English: smallest unit first ("paragraph 2 of Article 5"), or "Article 5(2)"."""

from functools import cache
from typing import Final

from kb.law.citation.grammar import GAP, NUMBER, TITLE, Grammar, compiled, listed
from kb.law.citation.ordinals import ENGLISH, ENGLISH_BEFORE
from kb.law.units import Unit

STEMS: Final = {
    "sub": Unit.SUBPARAGRAPH,
    "paragraph": Unit.PARAGRAPH,
    "article": Unit.ARTICLE,
    "part": Unit.PART,
    "indent": Unit.INDENT,
    "chapter": Unit.CHAPTER,
    "section": Unit.SECTION,
    "division": Unit.DIVISION,
    "§": Unit.DIVISION,
    "append": Unit.APPENDIX,
    "annex": Unit.APPENDIX,
}
SUBPARAGRAPH: Final = "sub-?paragraphs?"
OTHERS: Final = (
    "paragraphs?|articles?|parts?|indents?|chapters?|sections?|divisions?|§|appendix|appendices"
    "|annex(?:es)?"
)
UNIT: Final = f"(?:{SUBPARAGRAPH}|{OTHERS})"
PLURAL: Final = r"\w+s"

MEASURE: Final = (
    r"(?:%|°|(?:per cent|percent|tenge|usd|kzt|(?:working|calendar|business) days|days?|hours?"
    r"|minutes?|weeks?|months?|years?|hectares?|metres?|kilometres?|km|tonnes?|persons?|people"
    r"|million|billion|trillion|thousand|january|february|april|june|july|august|september"
    r"|october|november|december)\b)"
)
ITEM: Final = (
    rf"(?:{NUMBER}(?:\s?\({NUMBER}\)){{0,4}}|\({NUMBER}\))(?(sub)(?:\\?\))?|)"
    rf"(?!\w|-\w|[.,/]\d|\s?{MEASURE})"
)
AND: Final = "(?:and|or|and/or|as well as)"
COMMA: Final = rf"\s{{0,8}},\s{{0,8}}(?:{AND}{GAP})?"
SEPARATOR: Final = rf"(?:{COMMA}|{GAP}(?:{AND}|to|through){GAP}|\s{{0,8}}–\s{{0,8}}|{GAP}-{GAP})"
NUMBERS: Final = rf"(?:from{GAP})?{listed(ITEM, SEPARATOR)}"
BEHIND: Final = listed(ENGLISH.pattern, SEPARATOR)
BEFORE: Final = listed(ENGLISH_BEFORE.pattern, SEPARATOR)
TERM: Final = (
    rf"(?<!\w)(?:(?P<word>(?P<sub>{SUBPARAGRAPH})|{OTHERS}){GAP}"
    rf"(?:(?:no\.?\s|№\s?)?(?P<numbers>{NUMBERS})|(?P<ordinals>{BEHIND}))"
    rf"|(?P<early>{BEFORE}){GAP}(?P<after>parts?|indents?)(?!\w)"
    rf"|(?P<bare>appendix|annex)(?={GAP}to{GAP}))"
)

KINDS: Final = (
    "law|code|constitution|convention|treaty|agreement|decree|order|resolution|decision|rules?"
    "|regulations?|provisions?|standard|plan|programme?|strategy|statute|charter|act|directive"
    "|protocol|instructions?|procedure|concept|contract|memorandum"
)
WORD: Final = (
    r"(?!(?:who|which|that|shall|may|and|or|in|by|to|from|under|with|is|are|was|were|this|these"
    r"|of|for|on|must|the)\b)[\w’'-]{1,40}"
)
ABOUT: Final = (
    rf"(?:{GAP}of{GAP}(?:the{GAP})?(?:republic of kazakhstan|city of alatau|alatau city|council"
    rf"|administration|government|president|maslikhat|akimat|regulatory commission|procedure"
    rf"|chief executive officer)|{GAP}(?:no\.|№)\s?[\w/-]{{1,20}}"
    rf"|{GAP}(?:dated|as of|of){GAP}(?:\d{{1,2}}[. ]\w{{2,9}}[. ]\d{{4}}"
    rf"|\w{{3,9}} \d{{1,2}},? \d{{4}}))"
)
"""What may stand between the kind of an act and its title."""


OF: Final = rf"{GAP}(?:of|(?P<to>to)){GAP}"
LEAD: Final = rf"(?:(?:of|to|in|under|by|with){GAP})?(?:the{GAP})?"
EXCEPT: Final = "(?:except(?: for)?|excluding|other than|with the exception of|save for)"
CHAINED: Final = rf"{GAP}(?:of|in){GAP}(?:the{GAP})?"
JOINED: Final = rf"(?:{COMMA}|{GAP}{AND}{GAP}){LEAD}"
EXCEPTED: Final = rf"(?:\s{{0,8}}[,(]\s{{0,8}}|{GAP}){EXCEPT}{GAP}{LEAD}|{GAP}\("
HERE: Final = rf"{OF}(?:this|the present){GAP}(?P<unit>{UNIT})(?!\w)"
AGAIN: Final = rf"{OF}(?:that|(?:the )?said|the same|such){GAP}(?P<unit>{UNIT})(?!\w)"
OWN: Final = (
    rf"{OF}(?:this|these|the present){GAP}(?:{WORD}{GAP}){{0,3}}?(?:{KINDS})(?!\w)"
    rf"(?:{GAP}of{GAP}procedure(?!\w))?"
)
OTHER: Final = (
    rf"{OF}(?:(?:the|an?){GAP})?(?:{WORD}{GAP}){{0,5}}?(?:{KINDS})(?!\w)"
    rf"(?:{ABOUT}){{0,6}}(?:,?{GAP}{TITLE})?"
)


@cache
def english() -> Grammar:
    """Return the grammar of English references."""
    return Grammar(
        owner_first=False,
        term=compiled(TERM),
        stems=STEMS,
        plural=compiled(PLURAL),
        ordinals=dict.fromkeys(Unit, ENGLISH),
        early=dict.fromkeys(Unit, ENGLISH_BEFORE),
        chained=compiled(CHAINED),
        joined=compiled(JOINED),
        descending=compiled(rf",{GAP}"),
        excepted=compiled(EXCEPTED),
        here=compiled(HERE),
        again=compiled(AGAIN),
        own=compiled(OWN),
        other=compiled(OTHER),
    )
