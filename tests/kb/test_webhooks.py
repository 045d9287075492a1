"""Calls of webhooks: who signed them, what they say, and whether they came before."""

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta

import pytest

from kb.webhooks import FRESH, Call, Provider, read
from tests.factories import NOW

SECRET = "s" * 32
BODY = b'{"ref": "refs/heads/main"}'


def signature(body: bytes = BODY, secret: str = SECRET) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


SIGNED = {
    Provider.GITHUB: {"x-hub-signature-256": f"sha256={signature()}"},
    Provider.GITEA: {"x-gitea-signature": signature()},
    Provider.GITLAB: {"x-gitlab-token": SECRET},
}


@pytest.mark.parametrize("provider", Provider)
def test_a_call_is_signed_as_its_provider_signs(provider):
    assert Call(provider, SIGNED[provider], BODY).is_signed(SECRET)


@pytest.mark.parametrize("provider", Provider)
@pytest.mark.parametrize("other", Provider)
def test_a_signature_is_good_for_one_provider_only(provider, other):
    assert Call(provider, SIGNED[other], BODY).is_signed(SECRET) == (provider is other)


@pytest.mark.parametrize(
    "given",
    ["", "sha256=", signature(), f"sha1={signature()}", f"sha256={signature(secret='t' * 32)}",
     f"sha256={signature(BODY + b' ')}", f"sha256={signature()}x", "sha256=ключ", "\x00"],
)  # fmt: skip
def test_another_signature_is_none(given):
    assert not Call(Provider.GITHUB, {"x-hub-signature-256": given}, BODY).is_signed(SECRET)


def test_the_example_of_github_s_documentation_is_signed():
    """docs.github.com, Validating webhook deliveries."""
    given = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    call = Call(Provider.GITHUB, {"x-hub-signature-256": given}, b"Hello, World!")

    assert call.is_signed("It's a Secret to Everybody")


@pytest.mark.parametrize(
    ("provider", "header", "push", "other"),
    [
        (Provider.GITHUB, "x-github-event", "push", "ping"),
        (Provider.GITLAB, "x-gitlab-event", "Push Hook", "Tag Push Hook"),
        (Provider.GITEA, "x-gitea-event", "push", "create"),
    ],
)
def test_a_push_is_told_from_other_events(provider, header, push, other):
    assert Call(provider, {header: push}, BODY).is_push
    assert not Call(provider, {header: other}, BODY).is_push
    assert not Call(provider, {}, BODY).is_push


def test_a_call_under_another_id_is_the_same_call_if_what_was_signed_is_the_same():
    one = Call(Provider.GITHUB, {"x-github-delivery": "1"}, BODY)
    two = Call(Provider.GITHUB, {"x-github-delivery": "2"}, BODY)

    assert (one.delivery, two.delivery) == ("1", "2")
    assert one.digest == two.digest
    assert one.digest != Call(Provider.GITHUB, {}, BODY + b" ").digest
    assert one.digest != Call(Provider.GITEA, {}, BODY).digest


def test_calls_of_gitlab_are_told_apart_by_their_ids():
    one = Call(Provider.GITLAB, {"x-gitlab-event-uuid": "1"}, BODY)
    two = Call(Provider.GITLAB, {"x-gitlab-event-uuid": "2"}, BODY)

    assert one.digest != two.digest


@pytest.mark.parametrize("id_", ["x" * 101, "a\nb", ""])
def test_an_id_that_cannot_be_kept_is_none(id_):
    assert Call(Provider.GITEA, {"x-gitea-delivery": id_}, BODY).delivery == ""


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"ref": 1}', b"payload=%7B%7D", b"\xff", b"[" * 100_000, b'"x"']
)
def test_what_is_no_push_is_none(body):
    assert read(body) is None


@pytest.mark.parametrize(
    ("ago", "is_fresh"),
    [
        (timedelta(0), True),
        (FRESH, True),
        (FRESH + timedelta(seconds=1), False),
        (-FRESH - timedelta(seconds=1), False),
    ],
)
def test_a_push_is_fresh_for_a_few_minutes(ago, is_fresh):
    at = int((NOW - ago).timestamp())
    push = read(json.dumps({"ref": "x", "repository": {"pushed_at": at}}).encode())

    assert push is not None
    assert push.is_fresh(NOW) is is_fresh


@pytest.mark.parametrize("repository", [None, {}, {"pushed_at": "2026-01-01"}, {"pushed_at": True}])
def test_a_push_that_names_no_time_is_taken_as_it_is(repository):
    push = read(json.dumps({"ref": "x", "repository": repository}).encode())

    assert push is not None
    assert push.is_fresh(NOW)


def test_an_impossible_time_is_not_fresh():
    push = read(b'{"ref": "x", "repository": {"pushed_at": 999999999999999999}}')

    assert push is not None
    assert push.at == datetime.min.replace(tzinfo=UTC)
    assert not push.is_fresh(NOW)
