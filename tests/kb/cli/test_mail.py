"""`kb mail`: a real server takes what is due; what it does not take waits; nothing is lost or doubled."""

import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from indexer.analysis.words import analyse
from kb.cli import mail as commands
from kb.cli.environment import Environment
from kb.services import accounts, mailing
from kb.settings import Settings
from kb.storage.database import Database
from kb.storage.mail import MailRow
from tests.factories import write_act
from tests.smtp import MailServer, serving

BEGUN = datetime.now(UTC) - timedelta(minutes=1)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with serving() as made:
        yield made


@pytest.fixture
def site(kb, server):
    """An installation with three people who each wait for an invitation to one act."""
    kb.with_(**server.variables)
    write(kb, "a", "b", "c")
    return kb


def database(kb) -> Database:
    return Database(f"sqlite:///{kb.database}")


def write(kb, *names) -> None:
    with database(kb).writing() as db:
        for name in names:
            db.add(row(key=name * 32, recipient=f"{name}@example.org", subject=f"To {name}"))


def row(**more):
    told = {"language": "en", "text": "Dear you,\n", "kind": "invitation", "created_at": BEGUN}
    return MailRow(**told, next_try_at=BEGUN, **more)


def outbox(kb) -> dict[str, str]:
    with database(kb).reading() as db:
        return {one.recipient[0]: one.state.value for one in mailing.outbox(db)}


def test_what_is_due_is_sent_once(site, server):
    assert site("mail", "send").err == "3 of 3 letters sent.\n"
    assert site("mail", "send").err == ""
    assert [got["Subject"] for got in server.got] == ["To a", "To b", "To c"]
    assert set(outbox(site).values()) == {"sent"}


def test_a_letter_that_is_refused_keeps_no_other_waiting(site, server):
    server.recipients["b@example.org"] = "550 nobody here"
    told = site("mail", "send")

    assert told.status == 1
    assert "b@example.org: The letter was not taken: 550 nobody here" in told.err
    assert outbox(site) == {"a": "sent", "b": "given_up", "c": "sent"}
    assert "1 tries: The letter was not taken: 550 nobody here" in site("mail", "list").out


def test_while_the_server_is_not_ready_letters_wait_and_then_go(site, server):
    server.answer = "451 not now"
    assert site("mail", "send").status == 1
    assert set(outbox(site).values()) == {"waiting"}
    server.answer = "250 OK"
    assert site("mail", "send").err == ""  # The pause is not over.

    with database(site).writing() as db:
        for one in db.query(MailRow):
            one.next_try_at = BEGUN
    assert site("mail", "send").status == 0
    assert len(server.got) == 3


def test_without_a_server_that_answers_all_letters_wait(site):
    with serving() as gone:
        port = gone.port
    told = site.with_(KB_SMTP_PORT=port)("mail", "send")

    assert told.status == 1
    assert f"The mail server 127.0.0.1:{port}" in told.err
    assert set(outbox(site).values()) == {"waiting"}


def test_who_is_killed_before_noting_sends_again_under_the_same_id(site, server, monkeypatch):
    class KilledError(BaseException):
        pass

    def killed(*_):
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(mailing, "sent", killed)
        with pytest.raises(KilledError):
            site("mail", "send")
    assert site("mail", "send").status == 0

    ids = [got["Message-ID"] for got in server.got]
    assert len(ids) == 4
    assert sorted(set(ids)) == [f"<{one * 32}@alatau.example>" for one in "abc"]
    assert ids.count(ids[0]) == 2


def test_a_letter_that_is_written_while_others_are_sent_waits_for_the_next_time(site, server):
    server.on_letter = lambda: None if "z" in outbox(site) else write(site, "z")

    assert site("mail", "send").err == "3 of 3 letters sent.\n"
    assert outbox(site)["z"] == "waiting"
    assert site("mail", "send").err == "1 of 1 letters sent.\n"


def test_two_at_once_send_no_letter_twice(site, server):
    """The second waits for the lock, and then finds nothing to send."""
    environment = environment_of()
    both = [
        threading.Thread(target=commands.drain, args=(environment,), daemon=True) for _ in range(2)
    ]
    for one in both:
        one.start()
    for one in both:
        one.join(timeout=60)

    assert sorted(got["Subject"] for got in server.got) == ["To a", "To b", "To c"]


def environment_of():
    return Environment(Settings.from_env(os.environ), analyse, 1)


def test_without_settings_there_is_no_mail_to_send(kb):
    told = kb("mail", "send")

    assert (told.status, told.err) == (2, "kb: KB_SMTP_HOST: It is not set. Letters need it.\n")


def test_the_list_tells_what_waits(site):
    lines = site("mail", "list").out.splitlines()

    assert len(lines) == 3
    assert lines[0].split() == ["waiting", *f"{BEGUN:%F %H:%M}".split(), "c@example.org", "To", "c"]


def test_people_have_addresses_and_are_asked_by_letter(kb, quick):
    given = ("--role", "expert", "--full-name", "Aigul", "--password", "горы стоят на востоке")
    assert kb("user", "add", "aigul", "--email", "aigul@example.org", *given).status == 0
    assert kb("user", "add", "bota", "--email", "AIGUL@example.org", *given).status == 1
    assert "is no e-mail address" in kb("user", "email", "aigul", "a@b\nc").err
    assert kb("user", "email", "aigul", "new@example.org").status == 0
    with database(kb).reading() as db:
        assert accounts.with_email(db, "new@example.org") is not None


def test_an_expert_is_asked_by_letter_and_reads_nothing_before_the_answer(kb, quick):
    write_act(kb.acts)
    assert kb("acts", "import", "--plain").status == 0
    given = ("--role", "expert", "--full-name", "Aigul", "--password", "горы стоят на востоке")
    kb("user", "add", "aigul", *given)
    assert "No e-mail address" in kb("user", "invite", "aigul", "height", "--ask").err
    kb("user", "email", "aigul", "aigul@example.org")

    assert kb("user", "invite", "aigul", "height", "--ask").status == 0

    assert "aigul@example.org" in kb("mail", "list").out
    with database(kb).reading() as db:
        assert [one.state for one in accounts.named(db, "aigul").invitations] == ["invited"]


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr("kb.services.passwords.hashed", lambda password: "hashed")
