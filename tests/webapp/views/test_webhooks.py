"""Calls of GitHub, GitLab and Gitea, as they come over HTTP."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from kb.services import tries
from kb.storage.imports import DeliveryRow
from kb.webhooks import MOST_BYTES
from tests.factories import NOW
from tests.worlds import World
from webapp.app import create_app
from webapp.views import webhooks

SECRET = "s" * 32
PUSH = {"ref": "refs/heads/main", "repository": {"pushed_at": int(NOW.timestamp())}}
BODY = json.dumps(PUSH).encode()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    made.settings = replace(made.settings, webhook_secret=SECRET, git_remote="/nowhere")
    yield made
    made.close()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The times that an import was started."""
    found: list[object] = []
    monkeypatch.setattr(webhooks, "start_sync", found.append)
    return found


@pytest.fixture
def client(world: World, started: list[object]) -> FlaskClient:
    return create_app(world.settings, world.now).test_client()


def github(client: FlaskClient, body: bytes = BODY, **changed: str):
    signature = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    headers = {
        "X-Hub-Signature-256": f"sha256={signature}",
        "X-GitHub-Delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
        "X-GitHub-Event": "push",
        "Content-Type": "application/json",
    } | {name.replace("_", "-"): value for name, value in changed.items()}
    return client.post("/hooks/github", data=body, headers=headers)


def kept(world: World) -> list[DeliveryRow]:
    with world.database.reading() as db:
        found = list(db.scalars(select(DeliveryRow)))
        db.expunge_all()
        return found


def test_a_push_is_noted_and_an_import_started(client, world, started):
    answer = github(client)

    assert (answer.status_code, answer.json) == (202, {"status": "accepted"})
    assert started == [world.settings]
    (row,) = kept(world)
    assert (row.provider, row.received_at, row.done_at) == ("github", NOW, None)


@pytest.mark.parametrize(
    ("provider", "headers"),
    [
        ("gitlab", {"X-Gitlab-Token": SECRET, "X-Gitlab-Event-UUID": "1", "X-Gitlab-Event": "Push Hook"}),
        (
            "gitea",
            {
                "X-Gitea-Signature": hmac.new(SECRET.encode(), BODY, hashlib.sha256).hexdigest(),
                "X-Gitea-Delivery": "1",
                "X-Gitea-Event": "push",
            },
        ),
    ],
)  # fmt: skip
def test_other_providers_are_heard_as_they_sign(client, started, provider, headers):
    answer = client.post(f"/hooks/{provider}", data=BODY, headers=headers)

    assert answer.status_code == 202
    assert len(started) == 1


def test_no_form_and_no_session_are_needed(client):
    assert client.application.config.get("WTF_CSRF_ENABLED", True)
    answer = github(client)

    assert answer.status_code == 202
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_without_a_secret_there_is_nothing(world, started):
    client = create_app(replace(world.settings, webhook_secret=""), world.now).test_client()

    assert github(client).status_code == 404
    assert started == []


@pytest.mark.parametrize("address", ["/hooks/bitbucket", "/hooks/", "/hooks/github/x"])
def test_nobody_else_calls(client, address):
    assert client.post(address, data=BODY).status_code == 404


@pytest.mark.parametrize("signature", ["", "sha256=", "sha256=" + "0" * 64, "x"])
def test_a_forged_call_is_refused_and_leaves_nothing(client, world, started, signature):
    answer = github(client, X_Hub_Signature_256=signature)

    assert answer.status_code == 401
    assert answer.json["error"] == {
        "status": 401,
        "title": "This call is not signed with the secret of this site",
        "advice": "Give the caller what KB_WEBHOOK_SECRET says.",
    }
    assert started == kept(world) == []


def test_a_replay_is_refused_under_any_id(client, started):
    github(client)

    again = github(client)
    assert again.status_code == 409
    assert again.json["error"]["title"] == "This call came before"
    assert again.json["error"]["advice"] == "Run kb git sync on the server instead."
    assert github(client, X_GitHub_Delivery="another").status_code == 409
    assert len(started) == 1


def test_a_second_push_is_another_call(client, started):
    github(client)
    other = json.dumps(PUSH | {"after": "1" * 40}).encode()

    assert github(client, other, X_GitHub_Delivery="2").status_code == 202
    assert len(started) == 2


def test_what_was_pushed_long_ago_is_refused(client, started):
    old = PUSH | {"repository": {"pushed_at": int(NOW.timestamp()) - 3600}}

    assert github(client, json.dumps(old).encode()).status_code == 400
    assert started == []


@pytest.mark.parametrize(
    ("body", "changed"),
    [(BODY, {"X_GitHub_Event": "ping"}), (b'{"ref": "refs/heads/topic"}', {})],
    ids=["another event", "another branch"],
)
def test_what_is_no_push_to_the_branch_is_let_pass(client, world, started, body, changed):
    answer = github(client, body, **changed)

    assert answer.status_code == 202
    assert answer.json["status"].startswith("ignored")
    assert started == kept(world) == []


@pytest.mark.parametrize("body", [b"payload=%7B%7D", b"{", b"\xff", b"[" * 50_000])
def test_what_cannot_be_read_is_refused(client, started, body):
    assert github(client, body).status_code == 400
    assert github(client, X_GitHub_Delivery="").status_code == 400
    assert started == []


def test_a_body_of_a_megabyte_is_read_and_a_larger_one_is_not(client, started):
    room = MOST_BYTES - len(json.dumps(PUSH | {"x": ""}))
    whole = json.dumps(PUSH | {"x": "x" * room}).encode()

    assert len(whole) == MOST_BYTES
    assert github(client, whole).status_code == 202
    more = github(client, whole + b" ", X_GitHub_Delivery="2")
    assert (more.status_code, more.json["error"]["title"]) == (413, "This call is larger than 1 MB")
    assert len(started) == 1


def test_forgers_have_to_wait_and_the_provider_has_not(client, started):
    statuses = [github(client, X_Hub_Signature_256="x").status_code for _ in range(tries.MOST + 1)]

    assert statuses == [401] * tries.MOST + [429]
    assert github(client).status_code == 202
    assert len(started) == 1


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_only_posts_are_calls(client, method):
    assert client.open("/hooks/github", method=method).status_code == 405
