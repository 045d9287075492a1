"""`kb mail send` also does what the clock asks for: rounds open, and those who are asked get letters."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from kb.services import accounts, catalogues, mailing, notices
from kb.source import read_catalogues
from kb.storage.database import Database
from kb.storage.review import RoundRow
from tests.kb.services.desk import ACTS, Desk
from tests.kb.services.reviewing import Review
from tests.smtp import MailServer, serving


@pytest.fixture
def server() -> Iterator[MailServer]:
    with serving() as made:
        yield made


@pytest.fixture
def review(kb) -> Iterator[Review]:
    """A round that is to open; nobody has looked at the clock since."""
    database = Database(f"sqlite:///{kb.database}")
    made = Review(Desk(database)).set_up()
    with database.writing() as db:
        catalogues.keep(db, read_catalogues(ACTS), made.desk.clock)
        for name in ("aigul", "john", "stranger"):
            accounts.named(db, name).email = f"{name}@example.org"
    made.hold()
    with database.writing() as db:
        row = db.scalars(select(RoundRow)).one()  # The command goes by the clock of this machine.
        row.opens, row.closes = row.opens.replace(year=2020), row.closes.replace(year=2090)
    yield made
    database.close()


def test_experts_get_a_letter_by_mail_when_their_round_opens(kb, server, review):
    site = kb.with_(**server.variables)

    assert site("mail", "send").err == "2 of 2 letters sent.\n"
    assert site("mail", "send").err == ""

    assert {got["To"] for got in server.got} == {"aigul@example.org", "john@example.org"}
    said = server.got[0].get_body(("plain",)).get_content()
    assert "/ru/desk/notices/" in said
    assert "height" not in said


def test_without_a_mail_server_the_letters_wait_in_the_outbox(kb, review):
    assert kb("mail", "send").status == 2

    with review.desk.database.reading() as db:
        assert len(mailing.outbox(db)) == 2
        assert notices.unseen(db, review.viewer("john")) == 1
