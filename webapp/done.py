"""What was just done, in a line above the page that a form leads to."""

from typing import Final

from flask import flash

from kb.errors import msg
from webapp.locale import gettext
from webapp.site import site

SCHEDULED: Final = msg("Round %(number)s is arranged.")
MOVED: Final = msg("The draft is taken to another stage: %(stage)s.")
DOCUMENT_ADDED: Final = msg("The document is added.")
OF_ROUND: Final = {
    "extend": msg("The term is extended; all who take part are told."),
    "close": msg("The round is closed; all who take part are told."),
    "answer": msg("Answers can be proposed and confirmed from now on."),
    "report": msg("The round is reported."),
    "admit": msg("The expert is let in."),
}
INVITED: Final = msg("%(name)s is invited.")
OF_INVITATION: Final = {
    "again": msg("There is a new link; the one before works no more."),
    "revoke": msg("The invitation is taken back."),
}
COMMENTED: Final = msg("Your comment is submitted.")
EDITED: Final = msg("Your comment is changed.")
WITHDRAWN: Final = msg("Your comment is withdrawn.")
SENT: Final = msg("The letter is on its way.")
WAITS: Final = msg("The letter waits in the outbox, as no mail server is set up.")


def say(message: str, *, writes: bool = False, **values: object) -> None:
    """Have the next page say that something was done; `writes` if a letter tells of it."""
    words = gettext(message)
    told = [words % values if values else words, *([letter()] if writes else [])]
    flash(" ".join(told))


def letter() -> str:
    """Return what becomes of a letter that was just written."""
    return gettext(SENT if site().settings.smtp_host else WAITS)
