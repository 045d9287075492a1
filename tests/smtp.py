"""A real mail server in this process, which keeps what it is given."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "acts", "mountains stand in the east"


@dataclass
class MailServer:
    """What a server was given, and how it answers: `recipients` by address, `letters` for all."""

    port: int = 0
    got: list[EmailMessage] = field(default_factory=list)
    recipients: dict[str, str] = field(default_factory=dict)
    answer: str = "250 OK"
    signed_in: list[str] = field(default_factory=list)
    on_letter: Callable[[], None] = lambda: None

    async def handle_RCPT(  # noqa: N802  # As the library calls it.
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.recipients.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            made = message_from_bytes(bytes(envelope.content or b""), policy=policy.default)
            assert isinstance(made, EmailMessage)
            self.got.append(made)
            self.on_letter()
        return self.answer

    def authenticated(self, *told: Any) -> AuthResult:
        given = told[-1]
        assert isinstance(given, LoginPassword)
        self.signed_in.append(given.login.decode())
        is_right = (given.login.decode(), given.password.decode()) == (USER, PASSWORD)
        return AuthResult(success=is_right, handled=False)

    @property
    def variables(self) -> dict[str, str]:
        """The settings with which the site sends its letters here."""
        return {
            "KB_SMTP_HOST": "127.0.0.1",
            "KB_SMTP_PORT": str(self.port),
            "KB_SMTP_TLS": "none",
            "KB_MAIL_FROM": "acts@alatau.example",
        }


@contextmanager
def serving() -> Iterator[MailServer]:
    """Start a server on a free port, and stop it at the end."""
    server = MailServer()
    running = _OnAFreePort(
        server,
        hostname="127.0.0.1",
        port=0,
        authenticator=server.authenticated,
        auth_require_tls=False,
    )
    running.start()
    server.port = running.server.sockets[0].getsockname()[1]
    yield server
    running.stop()


class _OnAFreePort(Controller):
    """The library would knock at port 0 to see whether it is up."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()
