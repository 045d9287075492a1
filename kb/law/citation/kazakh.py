"""References in Kazakh: the act first, then from the greatest unit down, numbers before units.

The endings tell what belongs to what: "5-бабы" (possessive) is an article of something named
before it, "5-бап" stands alone; the genitive ("5-баптың") has its part behind it.
"""

from functools import cache
from typing import Final

from kb.law.citation.grammar import GAP, NEVER, NUMBER, TITLE, Grammar, compiled, listed
from kb.law.citation.ordinals import KAZAKH
from kb.law.units import Unit

STEMS: Final = {
    "ба": Unit.ARTICLE,
    "тармакша": Unit.SUBPARAGRAPH,
    "тарма": Unit.PARAGRAPH,
    "тарау": Unit.CHAPTER,
    "болим": Unit.SECTION,
    "боли": Unit.PART,
    "параграф": Unit.DIVISION,
    "абзац": Unit.INDENT,
    "косымша": Unit.APPENDIX,
}
UNIT: Final = "ба[пб]|тармақша|тарма[қғ]|тарау|бөлім|бөлі[кг]|параграф|абзац|қосымша"

MANY: Final = "(?:лар|лер|дар|дер|тар|тер)"
HAD: Final = "с?[ыі]"
GENITIVE: Final = "(?:ның|нің|дың|дің|тың|тің)"
CASES: Final = (
    f"(?:{GENITIVE}|ға|ге|қа|ке|на|не|ны|ні|ды|ді|ты|ті|н|да|де|та|те|нда|нде|дан|ден|тан|тен"
    "|нан|нен|мен|бен|пен)"
)
LOCAL: Final = "(?:ғы|гі)"
SUFFIX: Final = rf"(?P<suffix>{MANY}?(?P<had>{HAD})?(?P<case>{CASES}?){LOCAL}?)(?!\w)"
"""Plural, possessive and case of a unit's word; any other ending makes another word."""

AND: Final = "(?:және|немесе|мен|бен|пен|не|және \\(немесе\\)|сондай-ақ)"
COMMA: Final = rf"\s{{0,8}},\s{{0,8}}(?:{AND}{GAP})?"
SEPARATOR: Final = rf"(?:{COMMA}|{GAP}{AND}{GAP}|\s{{0,8}}–\s{{0,8}}|{GAP}-{GAP})"
ITEM: Final = rf"{NUMBER}(?:\\?\)|-(?=[\s,]))?"
TERM: Final = (
    rf"(?<![\w/-])(?<!\d[.,])(?<!№ )(?:(?P<numbers>{listed(ITEM, SEPARATOR)})(?P<joint>-?\s{{0,2}})"
    rf"|(?P<ordinals>{listed(KAZAKH.pattern, SEPARATOR)}){GAP}"
    rf"|(?P<bare>)(?<=\s)(?<!осы\s)(?=қосымша))(?:(?P<word>{UNIT}){SUFFIX})?"
)
"""The unit is optional here, so that a long list without one is passed in one step."""

KINDS: Final = (
    "(?:конституция|кодекс|заң|жарлы[қғ]|қаулы|бұйры[қғ]|шешім|өкім|конвенция|шарт|келісім"
    "|қағида|ереже|регламент|стандарт|нұсқаулы[қғ]|әдістеме|тәртіп|жоспар|бағдарлама|стратегия"
    "|тұжырымдама|жарғы|хаттама|меморандум|хартия|директива|акт)"
)
ADJECTIVES: Final = (
    "(?:конституциялық|реттеуші|реттеу|уақытша|нормативтік|құқықтық|бірлескен|үлгілік|стратегиялық"
    "|бірыңғай|салалық|техникалық|әдістемелік)"
)
OWNER: Final = rf"{MANY}?(?:(?:{HAD})?{GENITIVE}|{HAD})"
TO: Final = rf"{MANY}?(?:{HAD})?(?:ға|ге|қа|ке|на|не)"
BETWEEN: Final = rf"(?:(?!(?:және|немесе)\b)(?:[\w№/()–-]|\.\w){{1,40}}{GAP}){{0,10}}?"
"""What may stand between the title of an act and its kind."""

KIND: Final = rf"{KINDS}(?:{OWNER}|(?P<to>{TO})){GAP}"
BACK: Final = "(?:аталған|көрсетілген|айтылған|сол)"
HERE: Final = rf"(?<!\w)(?:осы|бұл){GAP}(?P<unit>{UNIT}){GENITIVE}{GAP}\Z"
AGAIN: Final = rf"(?<!\w){BACK}{GAP}(?P<unit>{UNIT}){GENITIVE}{GAP}\Z"
OWN: Final = rf"(?<!\w)осы{GAP}(?:{ADJECTIVES}{GAP}){{0,3}}{KIND}\Z"
OTHER: Final = (
    rf"(?:{TITLE}(?:-?{GENITIVE})?{GAP}(?:{BETWEEN}(?={KINDS}))?"
    rf"|(?<!\w)(?:№\s?[\w/-]{{1,20}}{GAP})?(?={KINDS}))"
    rf"(?P<kind>{KIND}(?:\([^()]{{1,80}}\){GAP})?)?\Z"
)


@cache
def kazakh() -> Grammar:
    """Return the grammar of Kazakh references."""
    return Grammar(
        owner_first=True,
        term=compiled(TERM),
        stems=STEMS,
        plural=compiled(rf"\w+{MANY}\w*"),
        ordinals=dict.fromkeys(Unit, KAZAKH),
        early={},
        chained=compiled(GAP),
        joined=compiled(rf"{COMMA}|{GAP}{AND}{GAP}"),
        descending=NEVER,
        excepted=compiled(r"\s{0,8}\(\s{0,8}"),
        here=compiled(HERE),
        again=compiled(AGAIN),
        own=compiled(OWN),
        other=compiled(OTHER),
    )
