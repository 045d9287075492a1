"""Every deed leaves an entry in the audit log, and the log shows every change that is made to it."""

from contextlib import suppress
from datetime import timedelta

import pytest

from kb.access import PersonId, Role, Viewer
from kb.errors import ConflictError, NotFoundError, SignInError
from kb.law.force import Force
from kb.law.procedure import Stage
from kb.law.words import Words
from kb.services import accounts, audit, deeds, privacy, proposing, signing_in
from kb.services.audit import Deed
from kb.services.deeds import Entry, Wanted
from kb.services.publishing import Adoption, Happening, Withdrawal
from tests.factories import NOW, TODAY
from tests.kb.services import writers
from tests.kb.services.desk import HEIGHT, PASSWORD, known
from tests.kb.services.test_renaming import HEIGHTS, rename

AUDITOR = Viewer(PersonId(99), frozenset({Role.AUDITOR}))
ADOPTION = Adoption(1, TODAY, "№ 1", TODAY)
GROUND = Words(en="A reason")


@pytest.fixture
def people(desk):
    """Two publishers, an expert, and an act that was taken in."""
    desk.bring(commit_="c1")
    for name in ("dana", "other"):
        desk.person(name, Role.PUBLISHER)
    desk.person("aigul", Role.EXPERT)
    return desk


def log(desk, wanted=deeds.ALL) -> list[Entry]:
    with desk.database.reading() as db:
        return deeds.entries(db, AUDITOR, wanted, most=None)


def done(desk, deed, *arguments, **more) -> list[Entry]:
    """Do something, and return the entries that it left, the oldest first."""
    before = len(log(desk))
    with desk.database.writing() as db:
        deed(db, *arguments, **more)
    return log(desk)[: len(log(desk)) - before][::-1]


def proposed(desk, deed=ADOPTION) -> list[Entry]:
    viewer = desk.viewer("dana")
    return done(desk, proposing.propose, viewer, known().procedure, HEIGHT, deed, desk.clock)


def confirmed(desk, number) -> list[Entry]:
    viewer = desk.viewer("other")
    return done(desk, proposing.confirm, viewer, known().procedure, number, desk.clock)


ON_ACCOUNTS = [
    (lambda db, clock: accounts.set_roles(db, "dana", [Role.AUDITOR], clock), Deed.ROLES_CHANGED,
     {"roles": ["publisher"]}, {"roles": ["auditor"]}),
    (lambda db, clock: accounts.set_password(db, "dana", "another long sentence", clock),
     Deed.PASSWORD_SET, {"sign_ins": 1}, {"sign_ins": 0}),
    (lambda db, clock: accounts.set_active(db, "dana", clock, active=False), Deed.ACCOUNT_CLOSED,
     {"open": True, "sign_ins": 1}, {"open": False}),
    (lambda db, clock: accounts.set_active(db, "dana", clock, active=True), Deed.ACCOUNT_REOPENED,
     {"open": True}, {"open": True}),
    (lambda db, clock: accounts.revoke(db, "dana", clock), Deed.SIGN_INS_ENDED,
     {"sign_ins": 1}, {"sign_ins": 0}),
    (lambda db, clock: privacy.export(db, "dana", clock), Deed.PERSON_EXPORTED, {}, {}),
    (lambda db, clock: privacy.forget(db, "dana", clock), Deed.PERSON_FORGOTTEN,
     {"open": True, "sign_ins": 1}, {"open": False}),
]  # fmt: skip


@pytest.mark.parametrize(("deed", "kind", "before", "after"), ON_ACCOUNTS)
def test_what_befalls_an_account_is_told_with_what_was_before(people, deed, kind, before, after):
    with people.database.writing() as db:
        signing_in.sign_in(db, "dana", PASSWORD, "", people.clock)
    people.clock.go(hours=1)

    (entry,) = done(people, deed, people.clock)

    assert (entry.deed, entry.before, entry.after) == (kind, before, after)
    assert (entry.actor, entry.subject) == ("operator", "person 1")
    assert entry.at == people.clock.now


def test_an_entry_names_who_acted_and_on_whom(people):
    (entry,) = done(
        people, accounts.set_active, "aigul", people.clock, people.viewer("dana"), active=False
    )

    assert (entry.actor, entry.person.name) == ("person 1", "dana")
    assert (entry.subject, entry.about.name) == ("person 3", "aigul")


def test_an_invitation_is_told_with_who_was_invited(people):
    (entry,) = done(people, accounts.invite, "aigul", HEIGHT, people.clock)

    assert (entry.deed, entry.subject, entry.about.name) == (
        Deed.INVITED,
        "invitation 3/1",
        "aigul",
    )
    assert entry.act == HEIGHT
    assert log(people, Wanted(person=PersonId(3)))[0] == entry
    assert done(people, accounts.invite, "aigul", HEIGHT, people.clock) == []


def test_sign_ins_are_told_and_failures_are_not(people):
    with people.database.writing() as db:
        token = signing_in.sign_in(db, "aigul", PASSWORD, "", people.clock)
    with people.database.writing() as db:
        with pytest.raises(SignInError):
            signing_in.sign_in(db, "aigul", "wrong", "", people.clock)
        signing_in.note_failure(db, "aigul", "", people.clock)
    out = done(people, signing_in.sign_out, token, people.clock)

    assert done(people, signing_in.sign_out, token, people.clock) == []
    assert [(one.deed, one.person.name) for one in out] == [(Deed.SIGNED_OUT, "aigul")]
    assert [one.deed for one in log(people, Wanted(person=PersonId(3)))] == [
        Deed.SIGNED_OUT,
        Deed.SIGNED_IN,
        Deed.ACCOUNT_OPENED,
    ]


def test_a_publication_is_told_of_from_the_import_to_the_withdrawal(people):
    changes = [
        proposed(people), confirmed(people, 1),
        proposed(people, Happening(Force.SUSPENDED, TODAY, GROUND, "", TODAY + timedelta(days=9))),
        confirmed(people, 2),
        proposed(people, Withdrawal(1, GROUND)), confirmed(people, 3),
    ]  # fmt: skip

    told = [(one.deed, one.subject, one.actor) for found in changes for one in found]
    assert told == [
        (Deed.PROPOSED, "proposal 1", "person 1"),
        (Deed.PUBLISHED, "publication 1", "person 2"),
        (Deed.CONFIRMED, "proposal 1", "person 2"),
        (Deed.PROPOSED, "proposal 2", "person 1"),
        (Deed.EVENT_RECORDED, "event 1", "person 2"),
        (Deed.EVENT_RECORDED, "event 2", "person 2"),
        (Deed.CONFIRMED, "proposal 2", "person 2"),
        (Deed.PROPOSED, "proposal 3", "person 1"),
        (Deed.WITHDRAWN, "publication 1", "person 2"),
        (Deed.CONFIRMED, "proposal 3", "person 2"),
    ]
    published = changes[1][0]
    assert published.before == {"stage": "working", "publication": None}
    assert published.after == {"stage": "published", "publication": 1}
    imported = log(people, Wanted(deed=Deed.IMPORTED))[0]
    assert imported.actor == "system"
    assert imported.after == {"stage": "working", "version": 1, "commit": "c1".ljust(40, "0")}
    assert {one.act for one in log(people, Wanted(act=HEIGHT))} == {HEIGHT}
    assert len(log(people, Wanted(act=HEIGHT))) == 11


def test_a_proposal_that_was_declined_tells_no_reason(people):
    proposed(people)
    (entry,) = done(people, proposing.decline, people.viewer("other"), 1, "Secret", people.clock)

    assert (entry.deed, entry.before, entry.after) == (
        Deed.DECLINED, {"state": "open"}, {"state": "declined"},
    )  # fmt: skip
    with people.database.reading() as db:
        assert b"Secret" not in b"".join(audit.lines(db))


def test_an_act_that_moves_and_is_renamed_is_found_under_its_new_name(people):
    people.move(Stage.EXPERT_REVIEW)
    moved = log(people)[0]
    assert (moved.before, moved.after) == ({"stage": "working"}, {"stage": "expert-review"})

    rename(people)

    renamed = log(people, Wanted(act=HEIGHTS, deed=Deed.RENAMED))
    assert [one.after for one in renamed] == [{"slug": "heights"}]
    assert log(people, Wanted(act=HEIGHT)) == []


def test_a_deed_that_is_refused_leaves_nothing(people):
    proposed(people)
    before = len(log(people))
    with pytest.raises(ConflictError), people.database.writing() as db:
        proposing.confirm(db, people.viewer("dana"), known().procedure, 1, people.clock)
    with suppress(RuntimeError), people.database.writing() as db:
        accounts.set_roles(db, "aigul", [Role.AUDITOR], people.clock)
        raise RuntimeError

    assert len(log(people)) == before


def test_entries_are_narrowed_to_a_day_and_paged(people):
    people.clock.go(days=1)
    proposed(people)
    since = NOW + timedelta(hours=12)

    assert [one.deed for one in log(people, Wanted(since=since))] == [Deed.PROPOSED]
    assert len(log(people, Wanted(until=since))) == len(log(people)) - 1
    with people.database.reading() as db:
        assert deeds.count(db, AUDITOR) == len(log(people))
        page = deeds.entries(db, AUDITOR, start=1, most=2)
    assert [one.number for one in page] == [one.number for one in log(people)[1:3]]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDITOR])
def test_only_auditors_read_all_and_coordinators_that_of_an_act(people, role):
    viewer = Viewer(PersonId(1), frozenset({role}))
    with people.database.reading() as db:
        for ask in (deeds.entries, deeds.count, deeds.people, deeds.acts):
            with pytest.raises(NotFoundError):
                ask(db, viewer)
        if role is Role.COORDINATOR:
            assert deeds.entries(db, viewer, Wanted(act=HEIGHT))
        else:
            with pytest.raises(NotFoundError):
                deeds.entries(db, viewer, Wanted(act=HEIGHT))


def test_every_service_that_writes_leaves_an_entry_or_says_why_not():
    """A new one fails here until it calls `audit.note`, or has its reason in tests/kb/services/writers.py."""
    silent = writers.silent()

    assert sorted(silent - set(writers.WITHOUT_ENTRY)) == []
    assert sorted(set(writers.WITHOUT_ENTRY) - silent) == [], "these need no exception any more"


def test_the_search_for_services_that_write_finds_them():
    assert {"kb.services.accounts.create", "kb.services.publishing.publish"} <= writers.writing()
    assert "kb.services.deeds.entries" not in writers.writing()
