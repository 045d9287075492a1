"""The endings of Kazakh words, as tables: what may come off, and after which letters.

An ending agrees with its word in two ways: its vowels are back or front as the word's last
vowel is, and its first consonant depends on the letter before it.
"""

from dataclasses import dataclass
from typing import Final

BACK: Final = frozenset("аоұыяё")
FRONT: Final = frozenset("әөүіеэ")
VOWELS: Final = BACK | FRONT
GLIDES: Final = frozenset("уиюй")
"""They go with back and front vowels alike, and endings follow them as they follow й."""

LIQUIDS: Final = frozenset("рль")
BUZZES: Final = frozenset("зж")
NASALS: Final = frozenset("мнң")
VOICELESS: Final = frozenset("кқпстфхһцчшщбвгғд")
"""They take т- and қ-: б, в, г and д sound voiceless at the end of a borrowed word."""

VOICED: Final = VOWELS | GLIDES | LIQUIDS | BUZZES | NASALS
CONSONANTS: Final = GLIDES | LIQUIDS | BUZZES | NASALS | VOICELESS
ANYTHING: Final = VOWELS | CONSONANTS
OWNED: Final = frozenset("ыі")
"""The last letters of a word that says whose it is: қаласы, шешімі."""

BORROWED: Final = frozenset("вфцчщёъьэ")
"""The letters of borrowed words, whose endings are of either kind: Әуезов-тің, Петербург-ке."""

YIELDING: Final = ("кт", "пт", "нк", "рк", "уг", "лм", "ль")
"""How borrowed words end that take front endings whatever their vowels: акт-інің, банк-тер."""


@dataclass(frozen=True, slots=True)
class Ending:
    """The forms of one ending, which leave at least `least` letters, the last one of `after`.

    A form written "ю>й" puts й in the place of ю. `agrees` is false of the few endings
    that have one form for back and front vowels. `of_listed` is true of one that is taken for an
    ending only where it bares a listed word.
    """

    forms: str
    after: frozenset[str]
    least: int = 3
    agrees: bool = True
    of_listed: bool = False


_CASE_OF_OWNED: Final = "(?:н[ыі]ң|нд[ае](?:ғы|гі)?|н[ае]н|н[ае]|н|мен(?:ен)?)?"
_CASE: Final = "(?:[ндт][ыі]ң|[дт][ыі]|[ғгқк][ае]|[дт][ае](?:ғы|гі|н)?|н[ае]н|[мбп]ен(?:ен)?)"
_OWNER: Final = f"(?:[ыі]{_CASE_OF_OWNED}|[ыі][мң][ыі]з{_CASE}?|{_CASE})?"

TAIL_OF_CONSONANT: Final = f"(?:(?:[лдт][ае]р)?{_OWNER})"
"""A pattern: all that may follow a noun that ends in a consonant: шарт-тарында, заң-ымызға."""

TAIL_OF_VOWEL: Final = (
    f"(?:л[ае]р{_OWNER}|с[ыі]{_CASE_OF_OWNED}|[мң][ыі]з{_CASE}?"
    "|н[ыі]ң?|[ғг][ае]|д[ае](?:ғы|гі|н)?|мен(?:ен)?|)"
)
"""A pattern: all that may follow a noun that ends in a vowel: қала-ларында, ереже-сіне."""

CASES: Final = (
    Ending("ның нің", VOWELS | NASALS),  # қала-ның, заң-ның
    Ending("дың дің", GLIDES | LIQUIDS | BUZZES),  # жер-дің, оқу-дың
    Ending("тың тің", VOICELESS),  # құжат-тың
    Ending("ны ні", VOWELS - OWNED),  # қала-ны
    Ending("шыны>шы шіні>ші", ANYTHING),  # басшы-ны
    Ending("ғаны>ған гені>ген қаны>қан кені>кен", ANYTHING),  # болған-ы, айтқан-ы
    Ending("ды ді", VOICED - VOWELS),  # заң-ды, режим-ді
    Ending("ты ті", VOICELESS),  # құқық-ты
    Ending("н", OWNED, least=5),  # шешімі-н
    Ending("атын>атын етін>етін йтын>йтын йтін>йтін", ANYTHING),  # беретін has no case
    Ending("ға ге", VOICED),  # қала-ға
    Ending("қа ке", VOICELESS),  # құжат-қа
    Ending("на не", OWNED, least=4),  # шешімі-не
    Ending("да де", VOICED),  # қала-да
    Ending("та те", VOICELESS),  # акт-те
    Ending("нда нде", OWNED, least=4),  # шешімі-нде
    Ending("дағы дегі", VOICED),  # қала-дағы
    Ending("тағы тегі", VOICELESS),  # құжат-тағы
    Ending("ндағы ндегі", OWNED, least=4),  # аумағы-ндағы
    Ending("дан ден", VOICED - NASALS),  # қала-дан
    Ending("тан тен", VOICELESS),  # құжат-тан
    Ending("нан нен", NASALS | OWNED),  # заң-нан, шешімі-нен
    Ending("мен менен", VOICED - BUZZES, agrees=False),  # заң-мен
    Ending("бен бенен", BUZZES, agrees=False),  # сөз-бен
    Ending("пен пенен", VOICELESS, agrees=False),  # құжат-пен
)

OWNERS: Final = (
    Ending("сы сі", VOWELS - OWNED),  # қала-сы; but жұмыс-ы
    Ending("шысы>шы шісі>ші", ANYTHING),  # басшы-сы
    Ending("ғысы>қ қысы>қ гісі>к кісі>к", ANYTHING),  # тұрғы-сы, as тұрғы loses its ы
    Ending("ндысы>нды ндісі>нді", VOWELS),  # қорытынды-сы
    Ending("ктісі>кт", VOWELS, least=1, agrees=False),  # субъекті-сі
    Ending("ғышы>ғыш қышы>қыш гіші>гіш кіші>кіш", ANYTHING),  # ескерткіш-і
    Ending("ы і", CONSONANTS - frozenset("ш")),  # шешім-і, аумағ-ы; but басшы
    Ending("қы кі", frozenset("пстш")),  # іш-кі, сырт-қы; but халқ-ы
    Ending("ғы гі", NASALS | LIQUIDS | BUZZES),  # соң-ғы, төмен-гі; but аумағ-ы
    Ending("лы лі", frozenset("рйу")),  # жоспар-лы, дәстүр-лі; but журнал-ы
    Ending("лы лі", VOWELS, of_listed=True),  # дене-лі; but капитал-ы
    Ending("мыз міз ңыз ңіз", VOWELS),  # қала-мыз
    Ending("ымыз іміз ыңыз іңіз", CONSONANTS),  # заң-ымыз
)

PLURALS: Final = (
    Ending("лар лер", VOWELS | GLIDES | frozenset("р")),  # қала-лар, жер-лер
    Ending("дар дер", NASALS | BUZZES | frozenset("ль")),  # заң-дар
    Ending("тар тер", VOICELESS),  # құжат-тар
)

DERIVED: Final = (
    Ending("лық лік", VOWELS | GLIDES | frozenset("р"), least=4),  # қала-лық
    Ending("дық дік", NASALS | BUZZES | frozenset("ль"), least=4),  # қауіпсіз-дік
    Ending("тық тік", VOICELESS, least=4),  # құқық-тық
    Ending("шы ші", ANYTHING, least=4),  # төлеу-ші
    Ending("и", CONSONANTS, least=4, agrees=False),  # тарих-и, әскер-и
    Ending("рақ рек", VOWELS, least=4),  # жоғары-рақ
    Ending("ырақ ірек", CONSONANTS, least=4),  # жақын-ырақ
)

FINITE: Final = (
    Ending("ады еді адым едім амыз еміз", CONSONANTS),  # қолданыл-ады
    Ending("лады>ла леді>ле", CONSONANTS - GLIDES),  # жоспарла-ды
    Ending("дады>да деді>де", CONSONANTS),  # қабылда-ды
    Ending("тады>та теді>те", frozenset("кқпсшт")),  # шекте-ді; but айт-ады
    Ending("йды йді ймыз йміз", VOWELS),  # жаса-йды
    Ending("иды иді", CONSONANTS),  # дами-ды: the stem is дамы-
    Ending("яды>й", VOWELS, least=2),  # жоя-ды: the stem is жой-
    Ending("майды мейді", VOICED - BUZZES - NASALS),  # бол-майды
    Ending("байды бейді", BUZZES | NASALS),  # жаз-байды
    Ending("пайды пейді", VOICELESS),  # айт-пайды
    Ending("мады меді", VOICED - BUZZES - NASALS),  # бол-мады
    Ending("бады беді", BUZZES | NASALS),  # жаз-бады
    Ending("пады педі", VOICELESS),  # айт-пады
    Ending("ды ді", frozenset("аеыі")),  # жаса-ды; but завод-ы
    Ending("ылды ілді ынды інді", CONSONANTS),  # бекіт-ілді
    Ending("ланды>ла лалды>ла ленді>ле лелді>ле", ANYTHING),  # жоспарла-нды
    Ending("данды>да далды>да денді>де делді>де", ANYTHING),  # қабылда-нды
    Ending("танды>та талды>та тенді>те телді>те", VOICELESS),  # міндетте-лді
    Ending("са се", ANYTHING),  # бол-са
    Ending("маса месе", VOICED - BUZZES - NASALS),  # бол-маса
    Ending("баса бесе", BUZZES | NASALS),  # жаз-баса
    Ending("паса песе", VOICELESS),  # айт-паса
    Ending("сын сін", VOICED - VOWELS),  # бер-сін
)

HABITUAL: Final = (
    Ending("атын етін", CONSONANTS),  # бер-етін
    Ending("йтын йтін", VOWELS),  # жаса-йтын
    Ending("итын итін", CONSONANTS),  # дами-тын
    Ending("ятын>й", VOWELS, least=2),  # жоя-тын
    Ending("майтын мейтін", VOICED - BUZZES - NASALS),  # бер-мейтін
    Ending("байтын бейтін", BUZZES | NASALS),  # жаз-байтын
    Ending("пайтын пейтін", VOICELESS),  # айт-пайтын
)

VERBAL: Final = (
    Ending("ған ген", VOICED),  # бол-ған
    Ending("қан кен", VOICELESS),  # айт-қан
    Ending("ып іп", CONSONANTS),  # бер-іп
    Ending("п", frozenset("аеыі"), least=4),  # жаса-п
    Ending("май мей", VOICED - BUZZES - NASALS),  # бол-май
    Ending("бай бей", BUZZES | NASALS),  # жаз-бай
    Ending("пай пей", VOICELESS),  # айт-пай
    Ending("у", ANYTHING),  # бер-у
    Ending("ю>й", VOWELS, least=2),  # жою: жой-у
)

NEGATIVE: Final = (
    Ending("ма ме", VOICED - BUZZES - NASALS),  # бер-ме-
    Ending("ба бе", BUZZES | NASALS),  # жаз-ба-
    Ending("па пе", VOICELESS),  # айт-па-
)

STEM_VOWEL: Final = (
    Ending("ы і", CONSONANTS, agrees=False),  # дамы-ған, but дам-у
)

PASSIVE: Final = (
    Ending("ыл іл ын ін", CONSONANTS),  # бер-іл-
    Ending("л н", frozenset("аеыі"), least=4),  # жаса-л-, белгіле-н-
)
