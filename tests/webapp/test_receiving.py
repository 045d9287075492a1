"""What is sent is received before a writer's turn begins: a slow sender keeps nobody from writing."""

import io
import sqlite3
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from tests.webapp.access import TABLE
from tests.webapp.access_rows import TARGETS, Row
from tests.webapp.town import ROLES, Town

pytestmark = pytest.mark.slow

POSTS = {name: row for name, row in TABLE.items() if row.method == "POST"}
SIGNED_OFF_SITE = {"webhooks.receive"}
"""Opens no session before it has read and checked what was sent."""
FIELDS = {"text": "x" * 2000, "do": "keep", "slot": "opinion"}
MULTIPART = (
    b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n' + b"x" * 2000 + b"\r\n"
    b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\nno\r\n--b--\r\n'
)
BODIES = {
    "application/x-www-form-urlencoded": urlencode(FIELDS).encode(),
    "multipart/form-data; boundary=b": MULTIPART,
}


class SlowSender(io.BytesIO):
    """Sends a little at a time, and tries each time whether somebody else could write meanwhile."""

    def __init__(self, body: bytes, path: str) -> None:
        super().__init__(body)
        self.path, self.waits, self.sent = path, 0, 0

    def _one_more(self) -> None:
        other = sqlite3.connect(self.path, isolation_level=None, timeout=0)
        try:
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
        except sqlite3.OperationalError:
            self.waits += 1
        finally:
            other.close()

    def read(self, size: int | None = -1) -> bytes:
        """Return at most a few hundred bytes."""
        self._one_more()
        sent = super().read(min(size, 500) if size and size > 0 else 500)
        self.sent += len(sent)
        return sent

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def, override]
        """Fill some of a buffer."""
        sent = self.read(len(buffer))
        buffer[: len(sent)] = sent
        return len(sent)


@pytest.fixture(scope="module")
def writers(town: Town) -> dict[str, FlaskClient]:
    """Somebody signed in for every role, and nobody."""
    return {"anonymous": town.browser()} | {name: town.newcomer(name) for name in ROLES}


def _who(row: Row) -> list[tuple[str, str]]:
    """Return who comes to which act: somebody who may, and somebody who may not."""
    found = [(target, min(roles & {"anonymous", *ROLES})) for target, roles in row.open_to.items()]
    return found[:2] or [("draft", "coordinator")]


@pytest.mark.parametrize("kind", BODIES)
@pytest.mark.parametrize("endpoint", sorted(POSTS.keys() - SIGNED_OFF_SITE))
def test_nobody_waits_for_a_slow_sender(
    town: Town, writers: dict[str, FlaskClient], endpoint: str, kind: str
) -> None:
    row, path = POSTS[endpoint], town.settings.database_url.removeprefix("sqlite:///")
    for target, name in _who(row):
        sender = SlowSender(BODIES[kind], path)
        answer = writers[name].post(
            row.address.format(act=TARGETS.get(target)),
            input_stream=sender,
            content_length=len(BODIES[kind]),
            content_type=kind,
        )
        assert sender.waits == 0, name
        assert sender.sent == len(BODIES[kind])
        assert answer.status_code < 500
        if endpoint == "accounts.sign_out":
            writers[name] = town.newcomer(name)
