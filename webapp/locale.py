"""The interface's languages: addresses, translations, dates, numbers and the order of words."""

import gettext as gettext_module
import re
from datetime import date, datetime
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from babel.support import Translations
from flask import g, has_request_context, request

from kb.errors import msg
from kb.language import Language
from kb.law.words import READ_INSTEAD
from kb.source import UNDATED

COOKIE: Final = "lang"
FOLDER: Final = Path(__file__).parent / "translations"

_LOCALES: Final = {Language.KK: "kk", Language.RU: "ru", Language.EN: "en_GB"}
_ALPHABETS: Final = {
    Language.KK: "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    Language.RU: "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    Language.EN: "abcdefghijklmnopqrstuvwxyz",
}


@cache
def translations(language: Language) -> gettext_module.NullTranslations:
    """Return the interface's words in a language; English is what the code is written in."""
    path = FOLDER / language / "LC_MESSAGES" / "messages.po"
    if not path.is_file():
        return gettext_module.NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language.value))
    compiled.seek(0)
    return Translations(compiled)


def current() -> Language:
    """Return the interface's language: of the address, or else of the reader's choice."""
    if not has_request_context():
        return Language.EN
    language: Language | None = g.get("language")
    return language or _of_path(request.path) or preferred()


def _of_path(path: str) -> Language | None:
    """Return the language that an address begins with, also where there is nothing at it."""
    name = path.split("/", 2)[1] if path.startswith("/") else ""
    return Language(name) if name in set(Language) else None


def preferred() -> Language:
    """Return the language that the reader chose before, or that the browser asks for."""
    chosen = request.cookies.get(COOKIE)
    if chosen in set(Language):
        return Language(chosen)
    best = request.accept_languages.best_match([language.value for language in Language])
    return Language(best) if best else Language.RU


def gettext(message: str) -> str:
    """Return a message in the interface's language."""
    return translations(current()).gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of a message that goes with a number."""
    return translations(current()).ngettext(singular, plural, number)


def pgettext(context: str, message: str) -> str:
    """Return a message that means this in its context."""
    return translations(current()).pgettext(context, message)


def day(value: date, language: Language | None = None) -> str:
    """Return a day in words, as a language writes it: by default that of the interface."""
    return _day(value, language or current())


def day_from(value: date) -> str:
    """Return a day as it stands after "from": Kazakh has an ending for that."""
    return _day(value, current(), ending=1)


def day_until(value: date) -> str:
    """Return a day as it stands with "until": Kazakh has an ending for that."""
    return _day(value, current(), ending=2)


def day_as_of(value: date) -> str:
    """Return a day as it stands with "as of": Kazakh has an ending for that."""
    return _day(value, current(), ending=3)


_KAZAKH_MONTHS: Final = (
    ("қаңтар", "қаңтардан", "қаңтарға", "қаңтардағы"),
    ("ақпан", "ақпаннан", "ақпанға", "ақпандағы"),
    ("наурыз", "наурыздан", "наурызға", "наурыздағы"),
    ("сәуір", "сәуірден", "сәуірге", "сәуірдегі"),
    ("мамыр", "мамырдан", "мамырға", "мамырдағы"),
    ("маусым", "маусымнан", "маусымға", "маусымдағы"),
    ("шілде", "шілдеден", "шілдеге", "шілдедегі"),
    ("тамыз", "тамыздан", "тамызға", "тамыздағы"),
    ("қыркүйек", "қыркүйектен", "қыркүйекке", "қыркүйектегі"),
    ("қазан", "қазаннан", "қазанға", "қазандағы"),
    ("қараша", "қарашадан", "қарашаға", "қарашадағы"),
    ("желтоқсан", "желтоқсаннан", "желтоқсанға", "желтоқсандағы"),
)
"""The months plain, with "from", with "until" and with "as of": CLDR has the first only."""


def _day(value: date, language: Language, ending: int = 0) -> str:
    if language is Language.KK:
        return f"{value.year} жылғы {value.day} {_KAZAKH_MONTHS[value.month - 1][ending]}"
    return format_date(value, format="long", locale=_LOCALES[language])


def moment(value: datetime, zone: str) -> str:
    """Return a moment in the zone of the law, to the minute, unless it is that of an undated commit."""
    if value == UNDATED:
        return gettext(msg("date unknown"))
    local = value.astimezone(ZoneInfo(zone))
    return f"{_day(local.date(), current())}, {local:%H:%M}"


def number(value: int) -> str:
    """Return a number with its thousands grouped."""
    return format_decimal(value, locale=_LOCALES[current()])


def percent(share: float) -> str:
    """Return a share of 0 to 1 in percent; what is not nothing is at least one."""
    return _percent(max(share, 0.01) if share else 0, current())


@lru_cache(1024)
def _percent(share: float, language: Language) -> str:
    return format_percent(share, locale=_LOCALES[language])


def collation_key(language: Language, words: str) -> tuple[int, ...]:
    """Return what orders words by their language's alphabet: Kazakh ә stands after а, not after я."""
    alphabet = _ALPHABETS[language]
    places = (alphabet.find(character) for character in words.lower())
    return tuple(
        place + 1000 if place >= 0 else min(ord(character), 999)
        for place, character in zip(places, words.lower(), strict=True)
    )


def read_instead(language: Language) -> tuple[Language, ...]:
    """Return the languages in which a reader of one reads what is not in it, the nearest first."""
    return READ_INSTEAD[language]


@cache
def countries(language: Language) -> tuple[tuple[str, str], ...]:
    """Return the codes and names of all countries, in the order of a language's alphabet."""
    names = Locale.parse(_LOCALES[language]).territories
    found = [(code, name) for code, name in names.items() if _COUNTRY.fullmatch(code)]
    return tuple(sorted(found, key=lambda pair: collation_key(language, pair[1])))


_COUNTRY: Final = re.compile(r"(?!EU|EZ|UN|XA|XB|ZZ|QO)[A-Z]{2}")
"""The codes of CLDR that are those of a country: the others are of unions, and of no place at all."""
