"""Letters as mail: headers that say what they are, and a real server that takes them or does not."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

import pytest

from kb import mail
from kb.errors import SettingError
from kb.mail import MailError, Outgoing, RefusedError
from kb.settings import MailSecurity, Settings
from tests.smtp import PASSWORD, USER, MailServer, serving

LETTER = Outgoing(
    key="0" * 32,
    recipient="aigul@example.org",
    language="kk",
    subject="Жобаны қарауға шақыру",
    text="Құрметті Әйгүл!\n\nhttps://acts.example/kk/\n",
    created_at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
)
SENDER = "acts@alatau.example"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with serving() as made:
        yield made


def settings(server: MailServer, **more) -> Settings:
    return replace(Settings.from_env(server.variables), **more)


def send(server: MailServer, *letters: Outgoing, **more) -> None:
    with mail.opened(settings(server, **more)) as post:
        for letter in letters:
            post.send(letter)


def read(got: EmailMessage) -> str:
    """Return the plain text; on its way every line ends in two characters."""
    return got.get_body(("plain",)).get_content().replace("\r\n", "\n")


def test_a_letter_arrives_as_it_was_written(server):
    send(server, LETTER)

    (got,) = server.got
    plain, html = got.get_body(("plain",)), got.get_body(("html",))
    assert got["Subject"] == LETTER.subject
    assert read(got) == LETTER.text
    assert '<html lang="kk">' in html.get_content()
    assert '<a href="https://acts.example/kk/">' in html.get_content()
    assert {plain.get_content_charset(), html.get_content_charset()} == {"utf-8"}


def test_the_headers_say_who_writes_when_and_that_it_is_a_machine(server):
    send(server, LETTER)

    (got,) = server.got
    assert (got["From"], got["To"]) == (SENDER, LETTER.recipient)
    assert parsedate_to_datetime(got["Date"]) == LETTER.created_at
    assert got["Message-ID"] == f"<{LETTER.key}@alatau.example>"
    assert got["List-Id"] == "<acts.alatau.example>"
    assert got["Auto-Submitted"] == "auto-generated"
    assert got["Content-Language"] == "kk"


@pytest.mark.parametrize(
    "subject",
    [
        "a\r\nBcc: evil@example.org",
        "a\nBcc: evil@example.org",
        "a\x00\x0b\u2028Bcc: evil@example.org",
    ],
)
def test_no_subject_becomes_a_header(server, subject):
    send(server, replace(LETTER, subject=subject))

    (got,) = server.got
    assert got["Bcc"] is None
    assert got["Subject"] == "a Bcc: evil@example.org"


@pytest.mark.parametrize("recipient", ["a@b.example\r\nBcc: evil@example.org", "a@b.example\nX: y"])
def test_no_address_becomes_a_header(recipient):
    with pytest.raises(ValueError, match=r"linefeed|CR or LF|newline"):
        mail.message(replace(LETTER, recipient=recipient), SENDER)


def test_a_line_of_one_dot_does_not_end_a_letter(server):
    send(server, replace(LETTER, text="one\n.\ntwo\n"))

    assert read(server.got[0]) == "one\n.\ntwo\n"


@pytest.mark.parametrize(
    ("answer", "for_good"), [("550 5.1.1 nobody here", True), ("450 4.2.1 later", False)]
)
def test_an_address_that_is_refused_is_told_from_one_that_is_not_ready(server, answer, for_good):
    server.recipients[LETTER.recipient] = answer

    with pytest.raises(RefusedError) as told:
        send(server, LETTER)

    assert told.value.for_good is for_good
    assert answer in str(told.value)
    assert server.got == []


def test_after_a_refused_letter_the_next_one_is_sent(server):
    server.recipients[LETTER.recipient] = "550 nobody here"
    with mail.opened(settings(server)) as post:
        with pytest.raises(RefusedError):
            post.send(LETTER)
        post.send(replace(LETTER, recipient="dana@example.org"))

    assert [got["To"] for got in server.got] == ["dana@example.org"]


def test_the_site_signs_in_where_it_is_told_to(server):
    send(server, LETTER, smtp_user=USER, smtp_password=PASSWORD)

    assert server.signed_in == [USER]
    assert len(server.got) == 1


def test_a_wrong_password_is_a_fault_of_the_server_and_not_of_the_letter(server):
    with pytest.raises(MailError, match="535"):
        send(server, LETTER, smtp_user=USER, smtp_password="wrong")


def test_nothing_is_sent_in_clear_where_encryption_is_asked_for(server):
    with pytest.raises(MailError, match="STARTTLS"):
        send(server, LETTER, smtp_tls=MailSecurity.STARTTLS, smtp_user=USER, smtp_password=PASSWORD)

    assert (server.got, server.signed_in) == ([], [])


def test_a_server_that_is_not_there_is_told_of():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        free = MailServer(port=taken.getsockname()[1])
    with pytest.raises(MailError, match=f"127.0.0.1:{free.port}"):
        send(free, LETTER)


@pytest.mark.parametrize("name", ["smtp_host", "mail_from"])
def test_without_server_or_sender_there_is_no_mail(name):
    with pytest.raises(SettingError, match=f"KB_{name.upper()}: It is not set."):
        mail.require(replace(settings(MailServer(port=25)), **{name: ""}))
