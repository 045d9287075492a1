"""`kb user` and `kb demo`: people and their accounts."""

import shutil

import pytest

from kb.access import Role
from tests.conftest import ACTS
from tests.factories import write_act
from tests.kb.services.desk import PASSWORD


def add(kb, name, *more, role=Role.EXPERT):
    person = ["--role", role, "--full-name", "Дана Сейтқали", "--password", PASSWORD]
    return kb("user", "add", name, *person, *more)


@pytest.fixture
def dana(kb):
    """An installation where `dana` has an account."""
    assert add(kb, "dana").status == 0
    return kb


def test_an_account_is_opened_and_listed(kb):
    told = add(kb, "dana", "--role", "drafter", "--panel", "domestic", "--lang", "kk")

    assert (told.status, told.out, told.err) == (0, "", "dana may sign in.\n")
    assert kb("user", "list").out.split(maxsplit=1)[0] == "dana"
    assert "Дана Сейтқали" in kb("user", "list").out
    assert "expert" in kb("user", "list").out
    assert PASSWORD not in kb("user", "list").out


def test_a_password_is_asked_for_twice_and_not_shown(kb, monkeypatch):
    typed = iter(["a slip of the finger", PASSWORD, PASSWORD, PASSWORD])
    monkeypatch.setattr("getpass.getpass", lambda prompt, stream=None: next(typed))

    told = kb("user", "add", "dana", "--role", "expert", "--full-name", "D")

    assert told.status == 0
    assert list(typed) == []
    assert PASSWORD not in told.out + told.err


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["dana"], "The sign-in name “dana” is taken. Choose another."),
        (["new", "--password", "short"], "kb: "),
        (["a b"], "kb: "),
    ],
    ids=["taken", "weak password", "no name"],
)
def test_what_makes_no_account_is_said(dana, arguments, complaint):
    told = add(dana, *arguments)

    assert told.status == 1
    assert complaint in told.err
    assert len(dana("user", "list").out.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["password", "dana", "--password", "жаңа құпия сөз, ұзын"], "dana has a new password."),
        (["roles", "dana", "--role", "auditor"], "dana is now auditor."),
        (["revoke", "dana"], "0 sign-ins ended."),
        (["close", "dana"], "The account of dana is closed."),
        (["open", "dana"], "The account of dana is open."),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_an_account_is_changed_and_one_that_is_not_there_is_told_of(dana, arguments, told):
    verb, name, *more = arguments

    assert dana("user", verb, name, *more).err == f"{told}\n"
    missing = dana("user", verb, "nobody", *more)
    assert missing.status == 1
    assert missing.err == "kb: There is nobody with the sign-in name “nobody”.\n"


def test_a_closed_account_is_marked_in_the_list(dana):
    dana("user", "close", "dana")

    assert dana("user", "list").out.endswith("(closed)\n")


def test_an_expert_is_invited_to_acts_that_are_there_and_to_all_or_none(dana):
    write_act(dana.acts)
    dana("acts", "import")

    refused = dana("user", "invite", "dana", "height", "missing")
    invited = dana("user", "invite", "dana", "height")

    assert (refused.status, refused.err) == (1, "kb: There is no act “missing”.\n")
    assert (invited.status, invited.err) == (0, "dana is invited to height.\n")


@pytest.mark.slow
def test_the_demonstration_is_set_up_once_however_often_it_is_asked_for(kb):
    kb.with_(KB_ACTS_DIR=ACTS)
    assert kb("acts", "import", "--plain").status == 0

    first, second = kb("demo"), kb("demo")

    assert (first.status, second.status) == (0, 0)
    (last,) = second.err.splitlines()
    assert last.startswith("Sign in as drafter, coordinator, ")
    assert last.endswith("with the password only-for-demonstration")
    assert len(first.err.splitlines()) > 10


@pytest.mark.parametrize(
    "variables",
    [
        {"KB_HTTPS": "1"},
        {"KB_BASE_URL": "https://acts.example"},
        {"KB_TRUSTED_HOSTS": "acts.example"},
    ],
    ids=lambda variables: next(iter(variables)),
)
def test_the_demonstration_is_refused_on_a_public_site(kb, variables):
    shutil.copy(ACTS / "demo.yaml", kb.acts)

    told = kb.with_(**variables)("demo")

    assert told.status == 1
    assert "have a known password, and this site is public." in told.err
    assert kb("user", "list").out == ""


def test_a_collection_without_a_demonstration_is_told_of(kb):
    told = kb("demo")

    assert told.status == 1
    assert "Name the folder with KB_ACTS_DIR." in told.err
