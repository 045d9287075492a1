"""Anybody with an address takes part in public discussions, once the letter is answered."""

import pytest

from kb.access import Role, Viewer
from kb.errors import ForbiddenError, LinkNotFoundError, TooOftenError
from kb.language import Language
from kb.services import accounts, audit, consenting, inviting, participating, privacy, signing_in
from kb.services.accounts import NewPerson
from kb.services.participating import NoConsentError, Wish
from kb.storage.people import FailedTryRow, InvitationRow, JoiningRow, PersonRow
from kb.storage.reviewing import ConsentRow
from tests.kb.services.desk import HEIGHT
from tests.kb.services.letterbox import letters, office, token

EMAIL = "asel@example.kz"
AGREED = consenting.text_hash(Language.KK)
WISH = Wish(
    email=EMAIL, language=Language.KK, full_name="Әсел Нұр", organisation="ҮЕҰ", agreed=AGREED
)


def ask(desk, wish=WISH, address="192.0.2.1") -> None:
    with desk.database.writing() as db:
        participating.ask(db, office(desk), wish, address)


def confirm(desk, key, *, agrees=False) -> Viewer:
    with desk.database.writing() as db:
        person, _ = participating.confirm(db, office(desk), key, Language.RU, agrees=agrees)
        signing_in.begin(db, person, desk.clock())
        return accounts.viewer(db, person)


def join(desk, email=EMAIL) -> Viewer:
    ask(desk, Wish(email=email, language=Language.KK, full_name="Әсел Нұр", agreed=AGREED))
    return confirm(desk, token(desk, email))


def count(desk, table) -> int:
    with desk.database.reading() as db:
        return db.query(table).count()


def test_a_citizen_is_let_in_by_the_letter_and_may_then_comment_in_public_only(desk):
    ask(desk)
    assert (count(desk, PersonRow), count(desk, JoiningRow)) == (0, 1)

    viewer = confirm(desk, token(desk, EMAIL))

    assert viewer.roles == {Role.PARTICIPANT}
    assert viewer.drafts == frozenset()
    with desk.database.reading() as db:
        person = db.query(PersonRow).one()
        assert (person.full_name, person.organisation, person.email, person.password) == (
            "Әсел Нұр", "ҮЕҰ", EMAIL, "",
        )  # fmt: skip
        consent = db.query(ConsentRow).one()
        assert (consent.text_hash, consent.language) == (AGREED, "kk")
        assert audit.verify(db)[1] is None
    assert count(desk, JoiningRow) == 0


def test_the_letter_repeats_nothing_that_was_typed(desk):
    """Who types another's address must not write to that other through us."""
    ask(desk)
    (letter,) = letters(desk)

    assert (letter.recipient, letter.language) == (EMAIL, Language.KK)
    assert "Әсел" not in letter.text + letter.subject
    assert "ҮЕҰ" not in letter.text + letter.subject


def test_a_link_works_once_and_for_a_day(desk):
    ask(desk)
    key = token(desk, EMAIL)
    confirm(desk, key)
    with pytest.raises(LinkNotFoundError):
        confirm(desk, key)

    ask(desk)
    desk.clock.go(hours=24)
    with pytest.raises(LinkNotFoundError):
        confirm(desk, token(desk, EMAIL))


def test_what_nobody_confirms_is_forgotten(desk):
    ask(desk)
    desk.clock.go(hours=24)
    ask(desk, Wish(email="b@example.kz", language=Language.RU, full_name="B", agreed=AGREED))

    with desk.database.reading() as db:
        assert [row.email for row in db.query(JoiningRow)] == ["b@example.kz"]


def test_a_participant_comes_again_with_the_address_alone(desk):
    first = join(desk)
    ask(desk, Wish(email=EMAIL.upper(), language=Language.RU))

    assert confirm(desk, token(desk, EMAIL)) == first
    assert (count(desk, PersonRow), count(desk, ConsentRow)) == (1, 1)


def test_a_new_text_of_consent_is_agreed_to_anew(desk, monkeypatch):
    join(desk)
    monkeypatch.setattr(consenting, "text_hash", lambda language: f"new {language}")
    ask(desk, Wish(email=EMAIL, language=Language.RU))
    key = token(desk, EMAIL)
    with desk.database.reading() as db:
        assert not participating.welcome(db, key, desk.clock()).has_agreed
    with pytest.raises(NoConsentError):
        confirm(desk, key)

    confirm(desk, key, agrees=True)

    with desk.database.reading() as db:
        assert [row.text_hash for row in db.query(ConsentRow)] == [AGREED, "new ru"]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.PARTICIPANT}))
def test_whoever_has_a_password_is_told_to_sign_in_as_usual(desk, role):
    desk.person("aigul", role)
    with desk.database.writing() as db:
        accounts.set_email(db, "aigul", EMAIL, desk.clock)
    ask(desk)

    (letter,) = letters(desk)
    assert "https://acts.example/ru/sign-in" in letter.text
    assert "discussions/join" not in letter.text
    assert count(desk, JoiningRow) == 0


def test_a_closed_account_is_sent_nothing_and_let_in_by_no_link(desk):
    join(desk)
    ask(desk)
    key = token(desk, EMAIL)
    with desk.database.writing() as db:
        accounts.set_active(db, EMAIL, desk.clock, active=False)
    before = len(letters(desk))
    ask(desk)

    assert len(letters(desk)) == before
    with pytest.raises(LinkNotFoundError):
        confirm(desk, key)


def test_who_was_made_an_expert_meanwhile_is_let_in_by_no_link_without_a_password(desk):
    join(desk)
    ask(desk)
    with desk.database.writing() as db:
        accounts.set_roles(db, EMAIL, (Role.PARTICIPANT, Role.EXPERT), desk.clock)

    with pytest.raises(LinkNotFoundError):
        confirm(desk, token(desk, EMAIL))


def test_an_address_alone_that_never_took_part_is_sent_nothing(desk):
    ask(desk, Wish(email=EMAIL, language=Language.RU))
    assert letters(desk) == []


def test_one_address_is_sent_three_letters_an_hour_whether_it_is_known_or_not(desk):
    join(desk, "known@example.kz")
    desk.clock.go(hours=1)
    for email in ("known@example.kz", "unknown@example.kz"):
        wish = Wish(email=email, language=Language.RU, full_name="A", agreed=AGREED)
        for number in range(3):
            ask(desk, wish, f"192.0.2.{number}")
        with pytest.raises(TooOftenError, match="in 60 minutes"):
            ask(desk, wish, "192.0.2.9")


def test_one_network_address_asks_for_twenty_letters_an_hour(desk):
    for number in range(20):
        ask(desk, Wish(email=f"{number}@example.kz", language=Language.RU, full_name="A"))
    with pytest.raises(TooOftenError):
        ask(desk, Wish(email="more@example.kz", language=Language.RU, full_name="A"))

    ask(desk, Wish(email="more@example.kz", language=Language.RU, full_name="A"), "192.0.2.2")
    desk.clock.go(hours=1)
    ask(desk, Wish(email="later@example.kz", language=Language.RU, full_name="A"))


def test_of_the_address_that_letters_are_counted_for_only_a_hash_is_kept(desk):
    ask(desk)
    with desk.database.reading() as db:
        subjects = [row.subject for row in db.query(FailedTryRow)]
    assert subjects
    assert "asel" not in "".join(subjects)


def test_an_expert_who_has_signed_in_agrees_without_a_letter_and_once(desk):
    desk.person("aigul", Role.EXPERT)
    for _ in range(2):
        with desk.database.writing() as db:
            participating.agree(db, desk_viewer(db, "aigul"), Language.EN, desk.clock())

    assert count(desk, ConsentRow) == 1


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.PARTICIPANT, Role.EXPERT}))
def test_nobody_else_has_anything_to_agree_to_or_to_leave(desk, role):
    desk.person("somebody", role)
    with desk.database.writing() as db:
        viewer = desk_viewer(db, "somebody")
        for who in (viewer, Viewer()):
            with pytest.raises(ForbiddenError):
                participating.agree(db, who, Language.EN, desk.clock())
            with pytest.raises(ForbiddenError):
                participating.leave(db, office(desk), who)


def desk_viewer(db, name) -> Viewer:
    return accounts.viewer_of(db, name)


def test_who_leaves_is_forgotten_and_may_come_again_as_somebody_new(desk):
    viewer = join(desk)
    with desk.database.writing() as db:
        participating.leave(db, office(desk), viewer)
    with desk.database.reading() as db:
        person = db.query(PersonRow).one()
        assert (person.full_name, person.is_active) == ("anonymised-1", False)
        assert audit.verify(db)[1] is None

    assert join(desk).person != viewer.person


def test_what_was_typed_and_agreed_to_is_in_the_export_of_a_person(desk):
    join(desk)
    ask(desk)
    with desk.database.writing() as db:
        found = privacy.export(db, EMAIL, desk.clock)

    assert found["consent"][0]["text_hash"] == AGREED
    assert found["joining"][0]["full_name"] == "Әсел Нұр"
    assert "token_hash" not in found["joining"][0]


def test_a_participant_can_be_invited_as_an_expert(desk):
    desk.bring()
    desk.person("secretary", Role.COORDINATOR)
    join(desk)
    expert = NewPerson(name="", full_name="Other", roles=(), email=EMAIL, country="KZ")
    with desk.database.writing() as db:
        inviting.ask(db, desk_viewer(db, "secretary"), office(desk), HEIGHT, expert)

    with desk.database.reading() as db:
        person = db.query(PersonRow).filter_by(email=EMAIL).one()
        assert set(person.roles) == {Role.PARTICIPANT, Role.EXPERT}
        assert (person.full_name, person.country) == ("Әсел Нұр", "KZ")
        assert db.query(InvitationRow).one().person_id == person.id


@pytest.mark.parametrize("language", Language)
def test_the_consent_says_the_same_in_every_language(language):
    paragraphs = consenting.text(language).strip().split("\n\n")

    assert len(paragraphs) == 6
    assert all(len(one) > 20 for one in paragraphs)
