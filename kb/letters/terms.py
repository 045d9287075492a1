"""Days and ends of terms in words, the same in letters, on pages and in documents."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from kb.language import Language
from kb.review import calendar

_MONTHS: Final = {
    Language.KK: "қаңтар ақпан наурыз сәуір мамыр маусым "
    "шілде тамыз қыркүйек қазан қараша желтоқсан",
    Language.RU: "января февраля марта апреля мая июня "
    "июля августа сентября октября ноября декабря",
    Language.EN: "January February March April May June "
    "July August September October November December",
}
_DAY: Final = {
    Language.KK: "{day.year} жылғы {day.day} {month}",
    Language.RU: "{day.day} {month} {day.year}\N{NARROW NO-BREAK SPACE}г.",
    Language.EN: "{day.day} {month} {day.year}",
}
_WHOLE_DAY: Final = {
    Language.KK: "{day} күнінің соңына дейін",
    Language.RU: "до конца {day}",
    Language.EN: "until the end of {day}",
}
_MOMENT: Final = {
    Language.KK: "{day}, {time:%H:%M} болғанға дейін",
    Language.RU: "до {day}, {time:%H:%M}",
    Language.EN: "until {day}, {time:%H:%M}",
}
_ZONE: Final = {
    Language.KK: "(Алматы уақыты)",
    Language.RU: "(время Алматы)",
    Language.EN: "(Almaty time)",
}


def until(closes: datetime, language: Language) -> str:
    """Return until when something lasts; a term that ends at midnight ends with the day before.

    >>> from datetime import UTC
    >>> until(datetime(2026, 12, 4, 19, tzinfo=UTC), Language.EN)
    'until the end of 4 December 2026 (Almaty time)'
    """
    return f"{briefly(closes, language)} {_ZONE[language]}"


def briefly(closes: datetime, language: Language) -> str:
    """Return the same for where there is little room, without the zone."""
    last = calendar.whole_last_day(closes)
    if last is not None:
        return _WHOLE_DAY[language].format(day=in_words(last, language))
    local = closes.astimezone(ZoneInfo(calendar.ZONE))
    return _MOMENT[language].format(day=in_words(local.date(), language), time=local)


def term(opens: datetime, closes: datetime, language: Language) -> str:
    """Return from when until when something lasts."""
    local = opens.astimezone(ZoneInfo(calendar.ZONE))
    return f"{in_words(local.date(), language)}, {local:%H:%M} – {until(closes, language)}"


def in_words(day: date, language: Language) -> str:
    """Return a day as a language writes it."""
    month = _MONTHS[language].split()[day.month - 1]
    return _DAY[language].format(day=day, month=month)
