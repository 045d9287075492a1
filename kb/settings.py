"""All that may differ between two installations, read from the environment once.

A field of `Settings` is a variable: `database_url` is read from KB_DATABASE_URL. The field's type
reads the text; an unknown or malformed variable is an error that names it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, fields
from enum import Enum, StrEnum
from pathlib import Path
from typing import Any, Final, Self, get_origin, get_type_hints
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from kb.addresses import is_mailbox
from kb.errors import SettingError

PREFIX: Final = "KB_"

IGNORED: Final = ("KB_TEST_", "KB_BENCH_")
"""Variables of the tests and the benchmark, which are no settings of the site."""

SHORTEST_SECRET: Final = 32


class EngineName(StrEnum):
    """A search engine that can be chosen."""

    WHOOSH = "whoosh"


class MailSecurity(StrEnum):
    """How the connection to the mail server is kept from others."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that may differ between two installations."""

    database_url: str = "sqlite:///var/kb.sqlite"
    """Where the database is: SQLite, or postgresql+psycopg://…."""
    index_dir: Path = Path("var/index")
    """The folder of the search indexes; nobody else may read it."""
    acts_dir: Path = Path("acts")
    """The texts: a folder, or a folder within a git repository."""
    search_engine: EngineName = EngineName.WHOOSH
    """The search engine."""
    secret_key: str = ""
    """Signs forms; at least 32 characters. Empty: made at first use and kept in var/."""
    base_url: str = ""
    """The site's public address, such as https://acts.example; empty: that of the request."""
    trusted_hosts: tuple[str, ...] = ()
    """Host names the site answers to, separated by commas; empty: any."""
    https: bool = False
    """Whether readers come over HTTPS: secure cookies, HSTS."""
    proxies: int = 0
    """How many reverse proxies stand before the site."""
    bind: str = "127.0.0.1:8000"
    """The address and port that `kb serve` listens on."""
    workers: int = 2
    """Worker processes of `kb serve`."""
    threads: int = 4
    """Threads in each worker."""
    session_hours: int = 12
    """Hours after which an unused sign-in ends."""
    session_days: int = 14
    """Days after which any sign-in ends."""
    time_zone: str = "Asia/Almaty"
    """The zone in which days of the law begin."""
    git_remote: str = ""
    """Where `kb git sync` fetches the texts from: https://…, ssh://…, user@host:path, or a path here."""
    git_branch: str = "main"
    """The branch of the remote that is followed."""
    git_dir: Path = Path("var/texts.git")
    """The copy of the remote that is kept here."""
    clone_url: str = ""
    """The address that drafters clone the texts from; empty: that of the remote, if it is no path here."""
    webhook_secret: str = ""
    """What GitHub, GitLab or Gitea sign with; at least 32 characters. Empty: there is no webhook."""
    smtp_host: str = ""
    """The mail server. Empty: letters wait in the outbox, which the administrator reads."""
    smtp_port: int = 587
    """The port of the mail server."""
    smtp_user: str = ""
    """The name that the site signs in to the mail server with; empty: it does not."""
    smtp_password: str = ""
    """The password that goes with it."""
    smtp_tls: MailSecurity = MailSecurity.STARTTLS
    """How the connection is encrypted: starttls, tls from the first byte (port 465), or none."""
    mail_from: str = ""
    """The address that letters come from."""

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Self:
        """Read KB_DATABASE_URL and so on; a misspelt name is an error."""
        return cls(**read_all(fields(cls), get_type_hints(cls), environ))

    @property
    def home(self) -> str:
        """The site's address for those who are not at it now: readers of letters."""
        return self.base_url.rstrip("/") or f"http://{self.bind}"

    @property
    def exports_dir(self) -> Path:
        """Where documents that take long are kept for a day: beside the indexes."""
        return self.index_dir.parent / "exports"

    def environ(self) -> dict[str, str]:
        """Return the variables that say the same; what is as by default is left out."""
        values = {one.name: (getattr(self, one.name), one.default) for one in fields(self)}
        changed = {name: value for name, (value, usual) in values.items() if value != usual}
        return {f"{PREFIX}{name.upper()}": _written(value) for name, value in changed.items()}


def read_all(
    known: tuple[Field[Any], ...], hints: Mapping[str, Any], environ: Mapping[str, str]
) -> dict[str, Any]:
    """Return the values of those fields that the environment sets, or raise SettingError."""
    names = {f"{PREFIX}{one.name.upper()}": one.name for one in known}
    values = {}
    for variable, text in environ.items():
        if not variable.startswith(PREFIX) or variable.startswith(IGNORED):
            continue
        name = names.get(variable)
        if name is None:
            raise SettingError(
                variable=variable,
                problem="there is no such setting.",
                cure=f"The settings are {', '.join(sorted(names))}.",
            )
        values[name] = _read(variable, text, hints[name])
        _refuse_unfit(variable, values[name], _ASKED.get(name))
    return values


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a setting beyond its type, and how that is said."""

    of: Callable[[Any], bool]
    words: str


def _read(variable: str, text: str, hint: Any) -> Any:
    reader = _tuple if get_origin(hint) is tuple else _READERS.get(hint, hint)
    try:
        return reader(text)
    except ValueError as fault:
        raise SettingError(
            variable=variable, problem=f"“{text}” is not {_asked_for(hint)}.", cure="Correct it."
        ) from fault


def _refuse_unfit(variable: str, value: Any, asked: Asked | None) -> None:
    """Raise SettingError without the value, which may be a secret."""
    if asked is not None and not asked.of(value):
        raise SettingError(
            variable=variable, problem=f"This is not {asked.words}.", cure="Correct it."
        )


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(value)
    return str(int(value)) if isinstance(value, bool) else str(value)


def _tuple(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _bool(text: str) -> bool:
    try:
        return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[
            text.lower()
        ]
    except KeyError as fault:
        raise ValueError(text) from fault


_READERS: Final[Mapping[Any, Callable[[str], Any]]] = {bool: _bool}


def _asked_for(hint: Any) -> str:
    if isinstance(hint, type) and issubclass(hint, Enum):
        return "one of " + ", ".join(str(choice.value) for choice in hint)
    names = {bool: "one of 1, 0, true, false, yes, no", int: "a whole number", Path: "a path"}
    return names.get(hint, "what is asked for")


def _is_zone(name: str) -> bool:
    return name in available_timezones()


def _is_secret(key: str) -> bool:
    return not key or len(key) >= SHORTEST_SECRET


def _is_address(url: str) -> bool:
    return not url or (url.startswith(("https://", "http://")) and bool(urlsplit(url).hostname))


def _is_positive(number: int) -> bool:
    return number >= 1


def _is_remote(place: str) -> bool:
    """Tell whether git may fetch from a place: never from an option, nor through a program or plain HTTP."""
    return not place or bool(_REMOTE.fullmatch(place))


_REMOTE: Final = re.compile(
    r"(https|ssh|file)://[^\s-]\S*"  # An address.
    r"|([\w.][\w.-]*@)?[\w.][\w.-]*:(?!:|//)[^\s-]\S*"  # A place that ssh reaches: git@host:path.
    r"|\.{0,2}/[^\x00-\x1f]*"  # A path on this machine.
)


def _is_clone_url(place: str) -> bool:
    """Tell whether others can clone from a place, and nothing in it is a secret."""
    if place.startswith(("/", ".", "file:")) or not _is_remote(place):
        return False
    parts = urlsplit(place)
    return parts.password is None and not (parts.scheme == "https" and parts.username)


def _is_branch(name: str) -> bool:
    return bool(_BRANCH.fullmatch(name)) and ".." not in name and not name.endswith((".lock", "/"))


_BRANCH: Final = re.compile(r"\w[\w./+-]*")


def _is_mailbox(address: str) -> bool:
    return not address or is_mailbox(address)


_PLAIN: Final = Asked(lambda text: text.isascii() and text.isprintable(), "plain ASCII")
_COUNT: Final = Asked(_is_positive, "a number from 1 up")

_ASKED: Final[Mapping[str, Asked]] = {
    "secret_key": Asked(_is_secret, f"a secret of at least {SHORTEST_SECRET} characters"),
    "base_url": Asked(_is_address, "an address such as https://acts.example"),
    "proxies": Asked(lambda number: number >= 0, "a number from 0 up"),
    "workers": _COUNT,
    "threads": _COUNT,
    "session_hours": _COUNT,
    "session_days": _COUNT,
    "git_remote": Asked(
        _is_remote, "https://…, ssh://…, user@host:path, or a path on this machine"
    ),
    "clone_url": Asked(_is_clone_url, "https://…, ssh://… or user@host:path"),
    "git_branch": Asked(_is_branch, "the name of a branch"),
    "webhook_secret": Asked(_is_secret, f"a secret of at least {SHORTEST_SECRET} characters"),
    "smtp_user": _PLAIN,
    "smtp_password": _PLAIN,
    "smtp_port": Asked(lambda port: 1 <= port <= 65535, "a port from 1 to 65535"),
    "mail_from": Asked(_is_mailbox, "an e-mail address such as acts@example.org"),
    "time_zone": Asked(_is_zone, "a time zone such as Asia/Almaty"),
}
