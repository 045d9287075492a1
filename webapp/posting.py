"""Letters that a request has written: sent when what it changed is kept."""

from functools import partial

from kb.services.mailing import Office
from webapp.background import start_mail
from webapp.request import afterwards
from webapp.site import site


def office() -> Office:
    """Return what letters are written with."""
    return Office.of(site().settings, site().clock)


def send_afterwards() -> None:
    """Have the outbox sent after this request, if there is a mail server."""
    here = site()
    if here.settings.smtp_host:
        afterwards(partial(here.postman.ask, partial(start_mail, here.settings)))
