"""Until when something lasts, in words: a term that ends at midnight ends with the day before."""

from datetime import datetime

from kb.review import calendar
from webapp.locale import day, gettext, moment


def until(closes: datetime) -> str:
    """Return a phrase as “until the end of 2 December 2026 (Almaty time)”."""
    last = calendar.whole_last_day(closes)
    if last is not None:
        return gettext("until the end of %(day)s (Almaty time)") % {"day": day(last)}
    return gettext("until %(moment)s (Almaty time)") % {"moment": moment(closes, calendar.ZONE)}
