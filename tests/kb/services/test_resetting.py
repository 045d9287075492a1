"""Links that let somebody in once, and passwords that were forgotten."""

from datetime import timedelta

import pytest

from kb.access import Role
from kb.errors import LinkNotFoundError, SignInError, TooManyTriesError, WeakPasswordError
from kb.services import accounts, links, resetting, signing_in
from kb.services.links import Purpose
from kb.storage.people import LinkRow, PersonRow
from tests.kb.services.desk import PASSWORD
from tests.kb.services.letterbox import letters, office, token

NEW, EMAIL = "three rivers meet here", "aigul@example.org"


@pytest.fixture
def aigul(desk):
    desk.person("aigul", Role.EXPERT)
    with desk.database.writing() as db:
        accounts.set_email(db, "aigul", EMAIL, desk.clock)
    return desk


def forget(desk, email=EMAIL, address="192.0.2.1") -> None:
    with desk.database.writing() as db:
        resetting.ask(db, office(desk), email, address)


def choose(desk, key, password=NEW) -> None:
    with desk.database.writing() as db:
        resetting.set_password(db, office(desk), key, password)


def sign_in(desk, password) -> str:
    with desk.database.writing() as db:
        return signing_in.sign_in(db, "aigul", password, "192.0.2.1", desk.clock)


def test_a_link_sets_a_new_password_and_ends_the_sign_ins_before(aigul):
    old = sign_in(aigul, PASSWORD)
    forget(aigul, " Aigul@Example.ORG ")
    choose(aigul, token(aigul, EMAIL))

    sign_in(aigul, NEW)
    with pytest.raises(SignInError):
        sign_in(aigul, PASSWORD)
    lifetime = signing_in.Lifetime(timedelta(hours=1), timedelta(days=1))
    with aigul.database.reading() as db:
        assert signing_in.signed_in(db, old, lifetime, aigul.clock) is None


def test_a_link_works_once(aigul):
    forget(aigul)
    key = token(aigul, EMAIL)
    choose(aigul, key)

    with pytest.raises(LinkNotFoundError):
        choose(aigul, key, "four rivers meet here")
    sign_in(aigul, NEW)


def test_a_password_that_is_refused_leaves_the_link_as_it_was(aigul):
    forget(aigul)
    with pytest.raises(WeakPasswordError):
        choose(aigul, token(aigul, EMAIL), "short")

    choose(aigul, token(aigul, EMAIL))


@pytest.mark.parametrize(("seconds", "works"), [(-1, True), (0, False), (1, False)])
def test_a_link_ends_to_the_second(aigul, seconds, works):
    forget(aigul)
    aigul.clock.now += resetting.LIFETIME + timedelta(seconds=seconds)

    if works:
        choose(aigul, token(aigul, EMAIL))
    else:
        with pytest.raises(LinkNotFoundError):
            choose(aigul, token(aigul, EMAIL))


def test_a_link_is_good_for_nothing_else_and_a_guess_for_nothing(aigul):
    forget(aigul)
    key = token(aigul, EMAIL)
    with aigul.database.reading() as db:
        for guess in (key[:-1], key.swapcase(), "", "A" * 43, f"{key} "):
            with pytest.raises(LinkNotFoundError):
                links.find(db, guess, Purpose.PASSWORD, aigul.clock())
        with pytest.raises(LinkNotFoundError):
            links.find(db, key, Purpose.INVITATION, aigul.clock())


def test_of_a_link_only_the_hash_is_kept(aigul):
    forget(aigul)
    with aigul.database.reading() as db:
        (row,) = db.query(LinkRow)
        kept = [str(getattr(row, column.name)) for column in LinkRow.__table__.columns]

    assert token(aigul, EMAIL) not in kept


@pytest.mark.parametrize("change", ["closed", "other address"])
def test_a_link_dies_with_the_account_or_its_address(aigul, change):
    forget(aigul)
    key = token(aigul, EMAIL)
    with aigul.database.writing() as db:
        if change == "closed":
            accounts.set_active(db, "aigul", aigul.clock, active=False)
        else:
            accounts.set_email(db, "aigul", "new@example.org", aigul.clock)

    with pytest.raises(LinkNotFoundError):
        choose(aigul, key)


@pytest.mark.parametrize("email", ["nobody@example.org", "", "not an address", "a" * 300])
def test_nothing_is_sent_to_an_address_that_is_nobodys(aigul, email):
    forget(aigul, email)
    assert letters(aigul) == []


def test_who_never_had_a_password_is_sent_none(aigul):
    with aigul.database.writing() as db:
        db.query(PersonRow).one().password = ""
    forget(aigul)
    assert letters(aigul) == []


def test_however_often_it_is_asked_for_a_letter_goes_once_in_a_quarter_of_an_hour(aigul):
    for _ in range(5):
        forget(aigul, address="192.0.2.2")
    assert len(letters(aigul)) == 1

    aigul.clock.go(minutes=15)
    forget(aigul)
    assert len(letters(aigul)) == 2


def test_one_network_address_may_ask_ten_times_whether_anybody_is_there_or_not(aigul):
    for number in range(10):
        forget(aigul, f"{number}@example.org")
    for email in (EMAIL, "nobody@example.org"):
        with pytest.raises(TooManyTriesError):
            forget(aigul, email)
    forget(aigul, address="192.0.2.9")
    assert len(letters(aigul)) == 1
