"""Accounts: opening, changing, closing; what a person may read."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from kb.access import Panel, Permission, Role
from kb.errors import ConflictError, PersonNotFoundError, WeakPasswordError
from kb.language import Language
from kb.law.identifiers import ActId
from kb.law.procedure import Stage
from kb.review.obstacle import RefusedError
from kb.services import accounts, passwords
from kb.services.accounts import NewPerson
from kb.storage.people import InvitationRow, PersonRow
from tests.kb.services.desk import HEIGHT, PASSWORD


def somebody(**more) -> NewPerson:
    values = {"name": "dana", "full_name": "Дана Сейтқали", "roles": (Role.DRAFTER,)}
    return NewPerson(**(values | more))


def add(desk, password=PASSWORD, **more) -> None:
    with desk.database.writing() as db:
        accounts.add(db, somebody(**more), password, desk.clock)


def person(desk, name="dana") -> PersonRow:
    with desk.database.reading() as db:
        row = db.scalar(select(PersonRow).where(PersonRow.name == name))
        assert row is not None
        db.expunge(row)
        return row


def test_a_new_account_has_what_was_given(desk):
    add(desk, organisation="Әкімшілік", panel=Panel.DOMESTIC, language=Language.KK)

    row = person(desk)

    assert (row.name, row.full_name, row.organisation) == ("dana", "Дана Сейтқали", "Әкімшілік")
    assert (row.panel, row.language, row.roles) == ("domestic", "kk", ["drafter"])
    assert row.created_at == desk.clock.now
    assert row.is_active
    assert passwords.matches(row.password, PASSWORD)


def test_a_weak_password_opens_no_account(desk):
    with pytest.raises(WeakPasswordError):
        add(desk, password="short")

    with desk.database.reading() as db:
        assert accounts.everybody(db) == []


@pytest.mark.parametrize("name", ["dana", "Dana", "  DANA "])
def test_a_name_is_taken_however_it_is_typed(desk, name):
    add(desk)

    with pytest.raises(ConflictError, match="“dana” is taken"):
        add(desk, name=name)


@pytest.mark.parametrize("name", ["", "   ", "dana seitkali", "d/a", "x" * 65, "a\tb", "d\0a"])
def test_what_cannot_be_a_name_is_refused(desk, name):
    with pytest.raises(ConflictError, match="cannot be a sign-in name"):
        add(desk, name=name)


@pytest.mark.parametrize("name", ["Expert.KZ", "дана", "a@b.kz", "x" * 64])
def test_what_can_be_a_name_is_kept_in_small_letters(desk, name):
    add(desk, name=name)

    assert person(desk, name.lower())


@pytest.mark.parametrize("field", ["full_name", "organisation"])
def test_words_that_are_too_long_are_refused(desk, field):
    with pytest.raises(ConflictError, match="too long"):
        add(desk, **{field: "ы" * 201})


def test_the_database_itself_keeps_names_apart(desk):
    add(desk)
    row = {"full_name": "x", "roles": [], "created_at": desk.clock.now}

    with pytest.raises(IntegrityError), desk.database.writing() as db:
        db.add(PersonRow(name="dana", **row))


def test_everybody_is_listed_by_name(desk):
    for name in ("expert.kz", "admin", "expert-int"):
        add(desk, name=name)

    with desk.database.reading() as db:
        names = [one.name for one in accounts.everybody(db)]
    assert names == ["admin", "expert-int", "expert.kz"]


def test_other_roles_hold_from_the_next_look(desk):
    desk.person("dana", Role.DRAFTER)

    with desk.database.writing() as db:
        accounts.set_roles(db, "Dana", [Role.PUBLISHER, Role.AUDITOR], desk.clock)

    assert desk.viewer("dana").roles == {Role.PUBLISHER, Role.AUDITOR}
    assert desk.viewer("dana").may(Permission.PUBLISH)


def test_a_new_password_takes_the_place_of_the_old_one(desk):
    desk.person("dana")

    with desk.database.writing() as db:
        accounts.set_password(db, "dana", "another long sentence", desk.clock)

    kept = person(desk).password
    assert passwords.matches(kept, "another long sentence")
    assert not passwords.matches(kept, PASSWORD)


def test_a_weak_new_password_changes_nothing(desk):
    desk.person("dana")

    with pytest.raises(WeakPasswordError), desk.database.writing() as db:
        accounts.set_password(db, "dana", "dana dana dana dana", desk.clock)

    assert passwords.matches(person(desk).password, PASSWORD)


def test_an_account_can_be_closed_and_opened_again(desk):
    desk.person("dana")

    for state in (False, True):
        with desk.database.writing() as db:
            accounts.set_active(db, "dana", desk.clock, active=state)
        assert person(desk).is_active is state


@pytest.mark.parametrize(
    "act",
    [
        lambda db: accounts.set_password(db, "nobody", PASSWORD, None),
        lambda db: accounts.set_active(db, "nobody", None, active=True),
        lambda db: accounts.set_roles(db, "nobody", [], None),
        lambda db: accounts.revoke(db, "nobody", None),
        lambda db: accounts.invite(db, "nobody", HEIGHT, None),
        lambda db: accounts.viewer_of(db, "nobody"),
    ],
    ids=["password", "active", "roles", "revoke", "invite", "viewer"],
)
def test_nobody_is_told_of_by_name(desk, act):
    with pytest.raises(PersonNotFoundError, match="“nobody”"), desk.database.writing() as db:
        act(db)


def test_an_account_exists_however_its_name_is_typed(desk):
    desk.person("dana")

    with desk.database.reading() as db:
        assert accounts.exists(db, " DANA ")
        assert not accounts.exists(db, "dan")


def test_an_invitation_twice_is_once(desk):
    desk.bring()
    desk.person("aigul", Role.EXPERT, invited=[HEIGHT, HEIGHT])

    with desk.database.writing() as db:
        accounts.invite(db, "aigul", HEIGHT, desk.clock)

    with desk.database.reading() as db:
        assert db.scalar(select(func.count()).select_from(InvitationRow)) == 1


def test_whoever_drafts_acts_is_not_invited_to_one(desk):
    desk.bring()
    with pytest.raises(RefusedError, match="Whoever drafted the act"):
        desk.person("both", Role.EXPERT, Role.DRAFTER, invited=[HEIGHT])


def test_an_invitation_to_an_act_that_is_not_there_is_passed_over(desk):
    desk.person("aigul", Role.EXPERT, invited=[ActId("nowhere")])

    assert desk.viewer("aigul").drafts == frozenset()


def test_an_invitation_opens_a_draft_under_review(desk):
    desk.bring()
    desk.person("aigul", Role.EXPERT, invited=[HEIGHT])
    assert desk.viewer("aigul").drafts == frozenset()

    desk.move(Stage.EXPERT_REVIEW)

    assert desk.viewer("aigul").drafts == {HEIGHT}


def test_a_drafter_reads_all_drafts(desk):
    desk.bring()
    desk.bring("economy/tax-reform")
    desk.person("dana", Role.DRAFTER)

    assert desk.viewer("dana").drafts == {HEIGHT, "tax-reform"}
