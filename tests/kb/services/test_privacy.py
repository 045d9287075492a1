"""What is kept about a person is handed out whole, and forgotten without a gap in the log."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from kb.access import PersonId, Role, Viewer
from kb.errors import ConflictError, PersonNotFoundError, SignInError
from kb.language import Language
from kb.review.comments import Suggestion
from kb.services import (
    accounts,
    audit,
    commenting,
    deeds,
    links,
    opining,
    privacy,
    proposing,
    signing_in,
    threads,
)
from kb.services.accounts import NewPerson
from kb.services.audit import Agent, Deed
from kb.services.links import Purpose
from kb.services.publishing import Adoption
from kb.storage.base import Base
from kb.storage.mail import MailRow
from kb.storage.people import InvitationRow, PersonRow
from tests.factories import NOW, TODAY
from tests.kb.services.desk import HEIGHT, PASSWORD, known
from tests.kb.services.reviewing import CONTENT, Review

AUDITOR = Viewer(PersonId(99), frozenset({Role.AUDITOR}))
NAMES = ("zhanar", "Жанар Қасымова", "Қалалық бюро", "zhanar@example.kz", "Геодезист")


@pytest.fixture
def zhanar(desk):
    """Somebody of whom there is something in every table that keeps something about people."""
    desk.bring()
    with desk.database.writing() as db:
        name, full_name, organisation, email, capacity = NAMES
        person = NewPerson(
            name=name, full_name=full_name, organisation=organisation, email=email,
            capacity=capacity, country="KZ", roles=(Role.PUBLISHER, Role.EXPERT),
        )  # fmt: skip
        accounts.add(db, person, PASSWORD, desk.clock)
        accounts.invite(db, name, HEIGHT, desk.clock)
        row = accounts.named(db, name)
        invitation = db.get_one(InvitationRow, (row.id, 1))
        invitation.reason, invitation.substitute = f"{full_name} қызметте", email
        links.make(db, row, Purpose.PASSWORD, NOW + timedelta(hours=1), NOW)
        db.add(letter("1", email, "Құрметті Жанар!"))
        db.add(letter("2", "other@example.kz", f"{full_name} ({email}) has accepted."))
        signing_in.sign_in(db, name, PASSWORD, "", desk.clock)
        signing_in.note_failure(db, name, "192.0.2.7", desk.clock)
        viewer, adoption = accounts.viewer(db, row), Adoption(1, TODAY, "№ 1", TODAY)
        proposing.propose(db, viewer, known().procedure, HEIGHT, adoption, desk.clock)
    return NAMES[0]


def letter(key, recipient, words):
    return MailRow(key=key, recipient=recipient, language="kk", subject=words, text=words, kind="x",
                   created_at=NOW, attempts=0, next_try_at=NOW, last_error="")  # fmt: skip


def everything(desk) -> str:
    """Return all that stands in all tables, as text."""
    with desk.database.reading() as db:
        rows = [list(db.execute(select(table))) for table in Base.metadata.sorted_tables]
    return repr(rows)


def test_everything_about_a_person_is_handed_out_but_what_lets_somebody_in(desk, zhanar):
    with desk.database.writing() as db:
        found = privacy.export(db, "Zhanar", desk.clock)

    assert {
        "person",
        "invitation",
        "link",
        "session",
        "proposal",
        "mail",
        "failed_try",
        "audit",
    } <= (set(found))
    told = json.dumps(found, default=str, ensure_ascii=False)
    for name in NAMES:
        assert name in told
    with desk.database.reading() as db:
        row = db.scalars(select(PersonRow)).one()
        assert row.password not in told
    assert "token_hash" not in told
    assert "other@example.kz" not in told
    assert [one["deed"] for one in found["audit"]][-1] == Deed.PERSON_EXPORTED


def test_of_somebody_who_was_forgotten_no_table_has_a_name_and_the_log_holds(desk, zhanar):
    before = everything(desk)
    assert all(name in before for name in NAMES)
    with desk.database.reading() as db:
        lines = list(audit.lines(db))

    with desk.database.writing() as db:
        called = privacy.forget(db, "zhanar", desk.clock, Agent.OPERATOR)

    after = everything(desk)
    assert called == "anonymised-1"
    assert [name for name in (*NAMES, "Жанар") if name in after.replace("zhanar-", "")] == []
    with desk.database.reading() as db:
        assert audit.verify(db)[1] is None
        assert list(audit.lines(db))[: len(lines)] == lines
        newest, *_ = deeds.entries(db, AUDITOR)
        assert (newest.deed, newest.about.full_name) == (Deed.PERSON_FORGOTTEN, called)
        assert (newest.before, newest.after) == ({"open": True, "sign_ins": 1}, {"open": False})
        (proposal,) = proposing.proposals(db, Viewer(roles=frozenset({Role.PUBLISHER})))
        assert proposal.proposer == called
        for name in ("zhanar", called):
            with pytest.raises(SignInError):
                signing_in.sign_in(db, name, PASSWORD, "", desk.clock)
        with pytest.raises(PersonNotFoundError):
            accounts.named(db, "zhanar")


def test_nobody_else_gets_the_name_of_somebody_who_was_forgotten(desk):
    with desk.database.writing() as db, pytest.raises(ConflictError):
        accounts.add(
            db, NewPerson(name="Anonymised-7", full_name="X", roles=()), PASSWORD, desk.clock
        )


def test_what_an_expert_wrote_is_handed_out_and_stays_when_the_name_is_forgotten(desk):
    review = Review(desk).set_up()
    review.hold()
    wording = Suggestion(((Language.RU, "1. Иначе."),), "Яснее")
    comment = review.says("aigul", "Прежние слова", suggestion=wording)
    review.do("aigul", commenting.edit, comment, 0, replace(CONTENT, suggestion=wording))
    review.says("john", "Чужие слова")
    with desk.database.writing() as db:
        viewer = review.viewer("aigul")
        opining.declare(db, viewer, HEIGHT, interest="Участок Айгуль", clock=desk.clock)

    with desk.database.writing() as db:
        found = json.dumps(privacy.export(db, "aigul", desk.clock), default=str, ensure_ascii=False)
        privacy.forget(db, "aigul", desk.clock)

    for words in (CONTENT.text, "Прежние слова", "1. Иначе.", "Участок Айгуль"):
        assert words in found
    assert "Чужие слова" not in found
    assert "Айгуль" not in everything(desk)
    kept = review.do("secretary", threads.find, comment)
    assert kept.author.name.startswith("anonymised-")
    assert (kept.content.text, kept.revision) == (CONTENT.text, 1)


def test_every_column_of_a_person_is_replaced_emptied_or_says_nothing():
    """A new column fails here until privacy.forget knows of it."""
    emptied = {"password", "is_active", "panel", "country", "capacity", "languages", "wants_digest"}
    harmless = {"id", "language", "roles", "created_at"}

    columns = set(PersonRow.__table__.columns.keys())

    assert columns == {*privacy.NAMES, *emptied, *harmless}
