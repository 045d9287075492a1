"""Until when something lasts, in the reader's words: the same that letters use."""

from datetime import datetime

from markupsafe import Markup

from kb.letters import terms
from webapp.locale import current, gettext


def until(closes: datetime) -> str:
    """Return a phrase as “until the end of 2 December 2026 (Almaty time)”."""
    return terms.until(closes, current())


def marked(closes: datetime) -> Markup:
    """Return the same as HTML, beside which a script writes the moment in the reader's own zone."""
    return stamped(closes, until(closes))


def stamped(moment: datetime, words: str) -> Markup:
    """Return the words for a moment by the clocks of Almaty, marked in the same way."""
    time = Markup('<time datetime="{}" data-yours="{}">{}</time>')
    yours = gettext("your time: %(moment)s") % {"moment": "{}"}
    return time.format(moment.isoformat(), yours, words)
