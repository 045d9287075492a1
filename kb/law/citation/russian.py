"""References in Russian: the smallest unit first, the act last ("пунктом 3 статьи 4 …")."""

from functools import cache
from typing import Final

from kb.law.citation.grammar import GAP, NEVER, NUMBER, TITLE, Grammar, compiled, listed
from kb.law.citation.ordinals import RUSSIAN_FEMININE, RUSSIAN_MASCULINE
from kb.law.units import Unit

STEMS: Final = {
    "подпункт": Unit.SUBPARAGRAPH,
    "пункт": Unit.PARAGRAPH,
    "стат": Unit.ARTICLE,
    "част": Unit.PART,
    "абзац": Unit.INDENT,
    "глав": Unit.CHAPTER,
    "раздел": Unit.SECTION,
    "параграф": Unit.DIVISION,
    "§": Unit.DIVISION,
    "приложени": Unit.APPENDIX,
}
MASCULINE: Final = "(?:|а|у|ом|ем|е|ы|ов|ев|ам|ами|ах)"
PART: Final = "част(?:ь|и|ью|ей|ям|ями|ях)"
INDENT: Final = f"абзац{MASCULINE}"
SUBPARAGRAPH: Final = f"подпункт{MASCULINE}"
CHAPTER: Final = "глав(?:|а|ы|е|у|ой|ою|ам|ами|ах)"
OTHERS: Final = (
    rf"стать(?:я|и|е|ю|ей|ею|ям|ями|ях)|статей|(?:пункт|раздел|параграф){MASCULINE}"
    "|приложени(?:е|я|ю|ем|и|й|ям|ями|ях)|§"
)
UNIT: Final = f"(?:{SUBPARAGRAPH}|{PART}|{CHAPTER}|{INDENT}|{OTHERS})"
PLURAL: Final = (
    "(?:(?:под)?пункт|абзац|раздел|параграф)(?:ы|ов|ев|ам|ами|ах)|стат(?:ей|ьям|ьями|ьях)"
    "|част(?:ей|ям|ями|ях)|глав(?:|ам|ами|ах)|приложени(?:й|ям|ями|ях)"
)

MEASURE: Final = (
    r"(?:%|°|(?:рабоч|календарн|минут|секунд|месяц|недел|тенге|процент|доллар|евро|рубл|гектар"
    r"|метр|километр|тонн|человек|январ|феврал|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр)"
    r"\w{0,6}\b|(?:дн(?:я|ей)|день|час(?:а|ов)?|год(?:а|у)?|лет|марта|мая|га|км|кв|мвт|квт|млн"
    r"|млрд|трлн|тыс)\b)"
)
"""What a number measures, so that "статьей 5, 10 рабочих дней" has one article."""

ITEM: Final = rf"{NUMBER}(?(sub)(?:\\?\))?|)(?!\w|-\w|[.,/]\d|\s?{MEASURE})"
AND: Final = r"(?:и|или|либо|а также|и/или|и \(или\))"
COMMA: Final = rf"\s{{0,8}},\s{{0,8}}(?:{AND}{GAP})?"
SEPARATOR: Final = rf"(?:{COMMA}|{GAP}{AND}{GAP}|\s{{0,8}}–\s{{0,8}}|{GAP}-{GAP})"
NUMBERS: Final = rf"(?:с{GAP}{ITEM}{GAP}по{GAP}{ITEM}|{listed(ITEM, SEPARATOR)})"
FEMININE_LIST: Final = listed(RUSSIAN_FEMININE.pattern, SEPARATOR)
MASCULINE_LIST: Final = listed(RUSSIAN_MASCULINE.pattern, SEPARATOR)
TERM: Final = (
    rf"(?<!\w)(?:(?<!населенный )(?<!населенных )"
    rf"(?P<word>(?P<sub>{SUBPARAGRAPH})|(?P<feminine>{PART}|{CHAPTER})|{INDENT}|{OTHERS}){GAP}"
    rf"(?:(?:№\s?)?(?P<numbers>{NUMBERS})"
    rf"|(?P<ordinals>(?(feminine){FEMININE_LIST}|{MASCULINE_LIST})))"
    rf"|(?P<early>{FEMININE_LIST}|{MASCULINE_LIST}){GAP}(?P<after>{PART}|{INDENT})(?!\w)"
    rf"|(?P<bare>приложени(?:е|я|ю|ем|и))(?={GAP}к{GAP}))"
)

ADJECTIVE: Final = r"(?!настоящ)[^\W\d_][\w-]{1,40}(?:ого|его|ому|ему|ой|ей|ых|их|ым|им)"
KINDS: Final = (
    "закон(?:а|у|ов|ам)?|кодекс(?:а|у|ов)?|конституции|конвенции|договор(?:а|у)|указ(?:а|у)"
    "|приказ(?:а|у)|правил(?:ам)?|регламент(?:а|у)|стандарт(?:а|у|ов)|инструкци(?:и|й)"
    "|методик(?:и|е)|порядк(?:а|у)|план(?:а|у)|программ(?:ы|е)|стратегии|концепции|устав(?:а|у)"
    "|протокол(?:а|у)|меморандум(?:а|у)|хартии|директив(?:ы|е)|акт(?:а|у)"
    "|(?:решени|постановлени|положени|распоряжени|соглашени)(?:ю|й)"
    "|гк|нк|зк|ук|пк|тк|бк|эк|коап|аппк|гпк|упк"
)
ISSUERS: Final = (
    "республики казахстан|рк|зрк|города алатау|совета|администрации|правительства|президента"
    "|маслихата|акимата|регуляторной комиссии|главного исполнительного директора"
)
ABOUT: Final = (
    rf"(?:{GAP}(?:{ISSUERS})(?!\w)|{GAP}№\s?[\w/-]{{1,20}}"
    rf"|{GAP}от{GAP}\d{{1,2}}(?:\.\d\d\.\d{{4}}|{GAP}\w{{3,9}}{GAP}\d{{4}})(?:{GAP}(?:года|г\.))?)"
)
"""What may stand between the kind of an act and its title."""

APPROVED: Final = r"(?:утвержд|принят|одобр)[^«»“”\".;()]{3,150}?"
DOUBTFUL: Final = (
    rf"(?:решени|постановлени|положени|распоряжени|соглашени)я"
    rf"(?P<doubtful>(?!{ABOUT}|,?{GAP}(?:[«“\"]|утвержд|принят)|{GAP}об?{GAP}))?"
)
"""Also plurals ("по пункту 2 решения принимаются"): a capital letter tells, or what follows."""


TO: Final = rf"(?:(?P<to>к){GAP})?"
ORDINALS: Final = {
    Unit.PART: RUSSIAN_FEMININE,
    Unit.CHAPTER: RUSSIAN_FEMININE,
    Unit.INDENT: RUSSIAN_MASCULINE,
    Unit.SECTION: RUSSIAN_MASCULINE,
}
JOINED: Final = rf"(?:{COMMA}|{GAP}{AND}{GAP})(?:(?:в|во|с|со|по|к|ко|на|о|об|из|от|для|при){GAP})?"
EXCEPTED: Final = (
    rf"(?:\s{{0,8}}[,(]\s{{0,8}}|{GAP})(?:за исключением|кроме|исключая|помимо){GAP}|{GAP}\("
)
HERE: Final = rf"{GAP}(?:настоящ|данн)\w{{2,3}}{GAP}(?P<unit>{UNIT})(?!\w)"
AGAIN: Final = (
    rf"{GAP}(?:указанн|названн|упомянут|эт|т)\w{{1,3}}(?:{GAP}же)?{GAP}(?P<unit>{UNIT})(?!\w)"
)
OWN: Final = rf"{GAP}{TO}настоящ\w{{2,3}}(?:{GAP}{ADJECTIVE}){{0,2}}{GAP}[^\W\d_][\w-]{{2,40}}"
OTHER: Final = (
    rf"{GAP}{TO}(?:{ADJECTIVE}{GAP}){{0,4}}?(?:{KINDS}|{DOUBTFUL})(?!\w)"
    rf"(?:{ABOUT}){{0,6}}(?:(?:,?{GAP}{APPROVED})?,?{GAP}{TITLE})?"
)


@cache
def russian() -> Grammar:
    """Return the grammar of Russian references."""
    return Grammar(
        owner_first=False,
        term=compiled(TERM),
        stems=STEMS,
        plural=compiled(PLURAL),
        ordinals=ORDINALS,
        early=ORDINALS,
        chained=compiled(GAP),
        joined=compiled(JOINED),
        descending=NEVER,
        excepted=compiled(EXCEPTED),
        here=compiled(HERE),
        again=compiled(AGAIN),
        own=compiled(OWN),
        other=compiled(OTHER),
    )
