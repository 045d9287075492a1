"""Letters as mail: their headers, and the server that takes them."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final

from kb.errors import SettingError, UnavailableError
from kb.letters.writing import as_html
from kb.settings import MailSecurity, Settings

_PATIENCE: Final = 20
"""Seconds within which the server answers."""
_LONGEST_SUBJECT: Final = 200


class MailError(UnavailableError):
    """The mail server cannot be reached, or does not let the site in."""

    message = "The mail server %(server)s: %(problem)s"


class RefusedError(UnavailableError):
    """The server took no letter to this address; `for_good` tells whether it ever will."""

    message = "The letter was not taken: %(problem)s"

    def __init__(self, problem: str, *, for_good: bool) -> None:
        super().__init__(problem=problem)
        self.for_good = for_good


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter as far as the post needs to know it."""

    key: str
    recipient: str
    language: str
    subject: str
    text: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Post:
    """An open connection to the mail server."""

    server: smtplib.SMTP
    place: str
    sender: str

    def send(self, letter: Outgoing) -> None:
        """Hand a letter to the server, or raise RefusedError, or MailError if the server is gone."""
        try:
            self.server.send_message(message(letter, self.sender))
        except smtplib.SMTPRecipientsRefused as fault:
            code, words = next(iter(fault.recipients.values()))
            raise RefusedError(_told(code, words), for_good=code >= 500) from fault
        except smtplib.SMTPResponseException as fault:
            problem = _told(fault.smtp_code, fault.smtp_error)
            raise RefusedError(problem, for_good=fault.smtp_code >= 500) from fault
        except (OSError, smtplib.SMTPException) as fault:
            raise MailError(server=self.place, problem=_words(fault)) from fault


def message(letter: Outgoing, sender: str) -> EmailMessage:
    """Return a letter with its headers; the Message-ID is the same however often it is sent."""
    domain = Address(addr_spec=sender).domain
    made = EmailMessage()
    made["From"] = sender
    made["To"] = letter.recipient
    made["Subject"] = _line(letter.subject)[:_LONGEST_SUBJECT]
    made["Date"] = format_datetime(letter.created_at)
    made["Message-ID"] = f"<{letter.key}@{domain}>"
    made["List-Id"] = f"<acts.{domain}>"
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "All"
    made.set_content(letter.text)
    made.add_alternative(as_html(letter.subject, letter.text, letter.language), subtype="html")
    made["Content-Language"] = letter.language  # Set before, it would go to the first part only.
    return made


@contextmanager
def opened(settings: Settings) -> Iterator[Post]:
    """Open the mail server of the settings, or raise MailError."""
    require(settings)
    place = f"{settings.smtp_host}:{settings.smtp_port}"
    try:
        server = _connect(settings)
    except (OSError, smtplib.SMTPException) as fault:
        raise MailError(server=place, problem=_words(fault)) from fault
    try:
        yield Post(server, place, settings.mail_from)
    finally:
        server.close()


def require(settings: Settings) -> None:
    """Raise SettingError unless there is a server, and an address that letters come from."""
    for name in ("smtp_host", "mail_from"):
        if not getattr(settings, name):
            raise SettingError(
                variable=f"KB_{name.upper()}", problem="It is not set.", cure="Letters need it."
            )


def _connect(settings: Settings) -> smtplib.SMTP:
    place, context = (settings.smtp_host, settings.smtp_port), ssl.create_default_context()
    if settings.smtp_tls is MailSecurity.TLS:
        server: smtplib.SMTP = smtplib.SMTP_SSL(*place, timeout=_PATIENCE, context=context)
    else:
        server = smtplib.SMTP(*place, timeout=_PATIENCE)
    try:
        if settings.smtp_tls is MailSecurity.STARTTLS:
            server.starttls(context=context)
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
    except BaseException:
        server.close()
        raise
    return server


def _line(words: str) -> str:
    """Return words in one line without characters that nobody sees: nothing in them is a header."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def _told(code: int, words: bytes | str) -> str:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {_line(said)}"


def _words(fault: Exception) -> str:
    if isinstance(fault, smtplib.SMTPResponseException):
        return _told(fault.smtp_code, fault.smtp_error)
    return _line(str(fault)) or type(fault).__name__
