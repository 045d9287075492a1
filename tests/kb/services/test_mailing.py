"""The outbox: written with what it tells of, sent once the time has come, tried again, given up."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from kb.access import Role, Viewer
from kb.errors import ForbiddenError, NotFoundError
from kb.letters.writing import LetterKind
from kb.services import accounts, mailing
from kb.services.mailing import GIVEN_UP_AFTER, KEPT, Office, State
from kb.settings import Settings

ADMINISTRATOR = Viewer(roles=frozenset({Role.ADMINISTRATOR}))
TOKEN = "A" * 43
LINK = f"https://acts.example/en/password/{TOKEN}"


@pytest.fixture
def office(desk) -> Office:
    return Office("https://acts.example", ZoneInfo("Asia/Almaty"), desk.clock)


@pytest.fixture
def aigul(desk) -> str:
    name = desk.person("aigul", Role.EXPERT)
    with desk.database.writing() as db:
        accounts.set_email(db, name, "Aigul@Example.org", desk.clock)
    return name


def post(desk, office, name) -> bool:
    with desk.database.writing() as db:
        facts = {"link": LINK, "until": office.local(desk.clock()), "sign_in_name": name}
        return mailing.post(db, office, accounts.named(db, name), LetterKind.PASSWORD, "", **facts)


def due(desk) -> list[str]:
    with desk.database.reading() as db:
        return [one.recipient for one in mailing.due(db, desk.clock())]


def outbox(desk) -> list[mailing.Mail]:
    with desk.database.reading() as db:
        return mailing.outbox(db)


def fail(desk, **more) -> None:
    with desk.database.writing() as db:
        for one in mailing.due(db, desk.clock()):
            mailing.failed(db, one.id, "450 later", desk.clock(), **more)


def test_a_letter_waits_in_the_language_of_its_reader(desk, office, aigul):
    assert post(desk, office, aigul)

    (letter,) = outbox(desk)
    assert (letter.recipient, letter.language, letter.state) == (
        "aigul@example.org",
        "ru",
        State.WAITING,
    )
    assert letter.text.startswith("Здравствуйте, Aigul!")
    assert due(desk) == ["aigul@example.org"]


def test_a_letter_goes_with_what_it_tells_of(desk, office, aigul):
    with desk.database.writing() as db:
        facts = {"link": LINK, "until": office.local(desk.clock()), "sign_in_name": aigul}
        mailing.post(db, office, accounts.named(db, aigul), LetterKind.PASSWORD, "", **facts)
        db.rollback()

    assert outbox(desk) == []


def test_nothing_is_written_to_who_has_no_address_or_no_account(desk, office, aigul):
    assert not post(desk, office, desk.person("dana", Role.DRAFTER))
    with desk.database.writing() as db:
        accounts.set_active(db, aigul, desk.clock, active=False)
    assert not post(desk, office, aigul)
    assert outbox(desk) == []


def test_a_letter_that_was_sent_is_not_sent_again_and_lets_nobody_in(desk, office, aigul):
    post(desk, office, aigul)
    assert TOKEN in outbox(desk)[0].text
    with desk.database.writing() as db:
        mailing.sent(db, outbox(desk)[0].id, desk.clock())

    (letter,) = outbox(desk)
    assert (letter.state, letter.attempts) == (State.SENT, 1)
    assert TOKEN not in letter.text
    assert "https://acts.example/en/password/…" in letter.text
    desk.clock.go(days=1)
    assert due(desk) == []


def test_pauses_grow_and_end(desk, office, aigul):
    post(desk, office, aigul)
    begun, pauses = desk.clock.now, []
    while (letter := outbox(desk)[0]).state is State.WAITING:
        assert letter.next_try_at is not None
        pauses.append((letter.next_try_at - desk.clock.now).total_seconds() / 60)
        desk.clock.now = letter.next_try_at - timedelta(seconds=1)
        assert pauses == [0] or due(desk) == []
        desk.clock.now = letter.next_try_at
        fail(desk)

    assert pauses[:10] == [0, 1, 2, 4, 8, 16, 32, 64, 128, 256]
    assert set(pauses[10:]) == {360}
    assert GIVEN_UP_AFTER <= desk.clock.now - begun < GIVEN_UP_AFTER + timedelta(hours=6)
    assert (letter.state, letter.last_error) == (State.GIVEN_UP, "450 later")
    assert letter.attempts == len(pauses)


def test_an_address_that_is_refused_for_good_is_tried_once(desk, office, aigul):
    post(desk, office, aigul)
    fail(desk, for_good=True)

    assert outbox(desk)[0].state is State.GIVEN_UP


def test_the_key_is_the_same_at_every_attempt_and_another_in_every_letter(desk, office, aigul):
    post(desk, office, aigul)
    (key,) = {one.key for one in outbox(desk)}
    fail(desk)
    post(desk, office, aigul)

    assert len({one.key for one in outbox(desk)}) == 2
    assert key in {one.key for one in outbox(desk)}


def test_letters_of_long_ago_are_forgotten_unless_they_wait(desk, office, aigul):
    for _ in range(2):
        post(desk, office, aigul)
    with desk.database.writing() as db:
        mailing.sent(db, 1, desk.clock())
        mailing.forget_old(db, desk.clock() + KEPT + timedelta(days=1))

    assert [one.id for one in outbox(desk)] == [2]


def test_an_administrator_keeps_the_outbox(desk, office, aigul):
    post(desk, office, aigul)
    fail(desk, for_good=True)
    with desk.database.writing() as db:
        mailing.try_again(db, ADMINISTRATOR, 1, desk.clock())
    assert due(desk) == ["aigul@example.org"]
    with desk.database.writing() as db:
        mailing.sent_by_hand(db, ADMINISTRATOR, 1, desk.clock())
    assert outbox(desk)[0].state is State.SENT


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_nobody_else_does(desk, office, aigul, role):
    post(desk, office, aigul)
    viewer = Viewer(roles=frozenset({role}))
    with desk.database.writing() as db:
        for work in (
            lambda: mailing.shown(db, viewer),
            lambda: mailing.try_again(db, viewer, 1, desk.clock()),
            lambda: mailing.sent_by_hand(db, viewer, 1, desk.clock()),
        ):
            with pytest.raises(ForbiddenError):
                work()


def test_what_was_sent_is_not_sent_by_hand(desk, office, aigul):
    post(desk, office, aigul)
    with desk.database.writing() as db:
        mailing.sent(db, 1, desk.clock())
        for id_ in (1, 2):
            with pytest.raises(NotFoundError):
                mailing.sent_by_hand(db, ADMINISTRATOR, id_, desk.clock())


@pytest.mark.parametrize(
    ("settings", "home"),
    [
        (Settings(base_url="https://acts.example/"), "https://acts.example"),
        (Settings(bind="127.0.0.1:9000"), "http://127.0.0.1:9000"),
    ],
)
def test_addresses_in_letters_are_those_of_the_settings(desk, settings, home):
    assert Office.of(settings, desk.clock).link("kk", "x") == f"{home}/kk/x"
