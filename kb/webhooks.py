"""What GitHub, GitLab and Gitea send when somebody has pushed: how it is signed, and what it says.

Nothing of it is used as an address or a command: a call says only that it is time to look.
GitHub: docs.github.com/webhooks, X-Hub-Signature-256. GitLab: docs.gitlab.com, X-Gitlab-Token.
Gitea: docs.gitea.com/usage/webhooks, X-Gitea-Signature.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

MOST_BYTES: Final = 1024 * 1024
FRESH: Final = timedelta(minutes=5)
"""How far a call's own time may be from ours."""

_LONGEST_ID: Final = 100


class Provider(StrEnum):
    """Who may call."""

    GITHUB = "github"
    GITLAB = "gitlab"
    GITEA = "gitea"


@dataclass(frozen=True, slots=True)
class _Headers:
    """The headers of a provider, and what stands before the signature in its own."""

    signature: str
    delivery: str
    event: str
    push: str
    before: str = ""


_HEADERS: Final = {
    Provider.GITHUB: _Headers(
        "x-hub-signature-256", "x-github-delivery", "x-github-event", "push", "sha256="
    ),
    Provider.GITLAB: _Headers(
        "x-gitlab-token", "x-gitlab-event-uuid", "x-gitlab-event", "Push Hook"
    ),
    Provider.GITEA: _Headers("x-gitea-signature", "x-gitea-delivery", "x-gitea-event", "push"),
}


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a provider, whoever sent it: headers by their names in small letters, body as bytes."""

    provider: Provider
    headers: Mapping[str, str]
    body: bytes

    @property
    def delivery(self) -> str:
        """The id that the provider gave the call; empty if there is none that can be kept."""
        id_ = self.headers.get(_HEADERS[self.provider].delivery, "")
        return id_ if id_.isprintable() and len(id_) <= _LONGEST_ID else ""

    @property
    def digest(self) -> str:
        """The digest of what is signed: a call that is sent again under another id has the same.

        GitLab signs nothing; its calls are told apart by their ids.
        """
        signed = self.delivery.encode() if self.provider is Provider.GITLAB else self.body
        return hashlib.sha256(self.provider.encode() + b"\0" + signed).hexdigest()

    @property
    def is_push(self) -> bool:
        """Whether it tells of a push."""
        expected = _HEADERS[self.provider]
        return self.headers.get(expected.event, "") == expected.push

    def is_signed(self, secret: str) -> bool:
        """Tell whether it is signed with the secret, in the same time whatever the signature."""
        expected = _HEADERS[self.provider]
        given = self.headers.get(expected.signature, "").encode()
        right = secret if self.provider is Provider.GITLAB else _signature(secret, self.body)
        return hmac.compare_digest(given, f"{expected.before}{right}".encode())


def _signature(secret: str, body: bytes) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Push:
    """What the body of a call says: the reference that was pushed, and when, if it says so."""

    ref: str
    at: datetime | None

    def is_fresh(self, now: datetime) -> bool:
        """Tell whether it was pushed just now, as far as it says."""
        return self.at is None or abs(now - self.at) <= FRESH


def read(body: bytes) -> Push | None:
    """Return what a body says; None if it is no push."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or not isinstance(told.get("ref"), str):
        return None
    return Push(told["ref"], _moment(told.get("repository")))


def _moment(repository: Any) -> datetime | None:
    """Return GitHub's `pushed_at`, the only time of the call itself that any of the three gives."""
    at = repository.get("pushed_at") if isinstance(repository, dict) else None
    if isinstance(at, bool) or not isinstance(at, int):
        return None
    try:
        return datetime.fromtimestamp(at, UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.min.replace(tzinfo=UTC)
