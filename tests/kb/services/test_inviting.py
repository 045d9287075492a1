"""Inviting experts: who may, what an invitation opens, how it ends."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from kb.access import PersonId, Role
from kb.errors import (
    ActNotFoundError,
    ConflictError,
    ForbiddenError,
    LinkNotFoundError,
    PersonNotFoundError,
)
from kb.language import Language
from kb.law.identifiers import ActId
from kb.law.procedure import Stage
from kb.services import accounts, answering, inviting
from kb.services.accounts import Answer, NewPerson
from tests.kb.services.desk import HEIGHT, PASSWORD
from tests.kb.services.letterbox import letters, office, token

ANN = NewPerson(
    name="",
    roles=(),
    full_name="Ann Lee",
    email="Ann@Example.org",
    country="FR",
    capacity="Professor",
    language=Language.EN,
    languages=(Language.EN, Language.RU),
)


@pytest.fixture
def review(desk):
    """A desk with a draft under review, and a coordinator who has an address."""
    desk.bring()
    desk.move(Stage.EXPERT_REVIEW)
    desk.person("dana", Role.COORDINATOR)
    with desk.database.writing() as db:
        accounts.set_email(db, "dana", "dana@example.org", desk.clock)
    return desk


def ask(desk, expert=ANN, replaces=None, by="dana", act=HEIGHT) -> None:
    viewer = desk.viewer(by)
    with desk.database.writing() as db:
        inviting.ask(db, viewer, office(desk), act, expert, replaces)


def listed(desk) -> list[inviting.Invitation]:
    viewer = desk.viewer("dana")
    with desk.database.reading() as db:
        return inviting.experts(db, viewer, HEIGHT)


def states(desk) -> dict[str, Answer]:
    return {one.full_name: one.state for one in listed(desk)}


def id_of(desk, name) -> PersonId:
    return next(one.person for one in listed(desk) if one.full_name == name)


def accept(desk, email="ann@example.org", password=PASSWORD) -> bool:
    with desk.database.writing() as db:
        return answering.accept(db, office(desk), token(desk, email), password) is not None


def change(desk, work, name="Ann Lee") -> None:
    viewer, person = desk.viewer("dana"), id_of(desk, name)
    with desk.database.writing() as db:
        work(db, viewer, office(desk), HEIGHT, person)


def test_an_expert_who_is_new_gets_an_account_and_a_letter(review):
    ask(review)

    (one,) = listed(review)
    assert (one.name, one.email, one.country) == ("ann@example.org", "ann@example.org", "FR")
    assert (one.capacity, one.languages) == ("Professor", (Language.EN, Language.RU))
    assert (one.state, one.inviter, one.answered_at) == (Answer.INVITED, "Dana", None)
    (letter,) = letters(review, "ann@example.org")
    assert "Dear Ann Lee," in letter.text
    assert "https://acts.example/en/invitation/" in letter.text


def test_an_invitation_opens_the_draft_once_it_is_accepted(review):
    ask(review)
    assert review.viewer("ann@example.org").drafts == frozenset()

    assert accept(review)

    assert review.viewer("ann@example.org").drafts == {HEIGHT}
    assert states(review) == {"Ann Lee": Answer.ACCEPTED}


@pytest.mark.parametrize("ended", ["declined", "revoked", "replaced"])
def test_an_invitation_that_has_ended_opens_nothing_and_its_link_does_not_work(review, ended):
    ask(review)
    old = token(review, "ann@example.org")
    if ended == "declined":
        with review.database.writing() as db:
            answering.decline(db, office(review), old, "No time.", "Bo Li, bo@example.org")
    elif ended == "revoked":
        change(review, inviting.take_back)
    else:
        bo = NewPerson(name="", roles=(), full_name="Bo Li", email="bo@example.org")
        ask(review, bo, replaces=id_of(review, "Ann Lee"))

    assert states(review)["Ann Lee"] == ended
    assert review.viewer("ann@example.org").drafts == frozenset()
    with review.database.writing() as db, pytest.raises(LinkNotFoundError):
        answering.accept(db, office(review), old, PASSWORD)


def test_who_took_part_and_is_replaced_reads_the_draft_no_more_and_is_told(review):
    ask(review)
    accept(review)
    bo = NewPerson(name="", roles=(), full_name="Bo Li", email="bo@example.org")
    ask(review, bo, replaces=id_of(review, "Ann Lee"))

    assert review.viewer("ann@example.org").drafts == frozenset()
    assert "Another expert now takes part" in letters(review, "ann@example.org")[0].text
    assert states(review) == {"Ann Lee": Answer.REPLACED, "Bo Li": Answer.INVITED}


def test_who_declined_can_be_asked_again(review):
    ask(review)
    with review.database.writing() as db:
        answering.decline(db, office(review), token(review, "ann@example.org"), "No time.", "Bo")
    assert (listed(review)[0].reason, listed(review)[0].substitute) == ("No time.", "Bo")

    ask(review)
    accept(review)

    assert states(review) == {"Ann Lee": Answer.ACCEPTED}
    assert (listed(review)[0].reason, listed(review)[0].substitute) == ("", "")


def test_a_new_link_ends_the_one_before(review):
    ask(review)
    old = token(review, "ann@example.org")
    change(review, inviting.ask_again)
    with review.database.writing() as db, pytest.raises(LinkNotFoundError):
        answering.accept(db, office(review), old, PASSWORD)

    assert token(review, "ann@example.org") != old
    assert accept(review)


def test_who_has_answered_is_sent_no_new_link(review):
    ask(review)
    accept(review)
    with pytest.raises(ConflictError, match="answered the invitation already"):
        change(review, inviting.ask_again)


def test_the_coordinator_is_told_of_the_answer(review):
    ask(review)
    with review.database.writing() as db:
        answering.decline(db, office(review), token(review, "ann@example.org"), "тайна", "Bo")

    (letter,) = letters(review, "dana@example.org")
    assert "Ann Lee" in letter.text
    assert "тайна" not in letter.text
    assert "https://acts.example/ru/desk/experts/" in letter.text


def test_no_letter_names_the_draft(review):
    title = {"высот", "height", "биіктік"}
    ask(review)
    accept(review)
    change(review, inviting.take_back)

    assert len(letters(review)) == 3
    for letter in letters(review):
        said = f"{letter.subject} {letter.text}".lower()
        assert not [word for word in title if word in said]


@pytest.mark.parametrize(
    ("expert", "problem"),
    [
        (("drafter", Role.DRAFTER), "works on drafts here"),
        (("both", Role.EXPERT, Role.DRAFTER), "works on drafts here"),
        (("closed", Role.EXPERT), "is closed"),
    ],
)
def test_who_cannot_be_an_expert_is_not_invited(review, expert, problem):
    name, *roles = expert
    review.person(name, *roles)
    with review.database.writing() as db:
        accounts.set_email(db, name, ANN.email, review.clock)
        accounts.set_active(db, name, review.clock, active=name != "closed")

    with pytest.raises(ConflictError, match=problem):
        ask(review)
    assert listed(review) == []


def test_nobody_is_invited_twice(review):
    ask(review)
    with pytest.raises(ConflictError, match="is invited already"):
        ask(review)


def test_somebody_with_an_account_is_invited_into_it(review):
    review.person("aigul", Role.EXPERT)
    with review.database.writing() as db:
        accounts.set_email(db, "aigul", ANN.email, review.clock)
    ask(review)

    assert not accept(review, password="")
    assert review.viewer("aigul").drafts == {HEIGHT}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COORDINATOR}))
def test_only_coordinators_invite(review, role):
    review.person("other", role)
    with pytest.raises(ForbiddenError):
        ask(review, by="other")


def test_to_an_act_that_is_not_there_nobody_is_invited(review):
    with pytest.raises(ActNotFoundError):
        ask(review, act=ActId("castles"))
    viewer = review.viewer("dana")
    with review.database.writing() as db, pytest.raises(PersonNotFoundError):
        inviting.take_back(db, viewer, office(review), HEIGHT, PersonId(99))


@pytest.mark.parametrize(
    "email", ["ann@example.org", f"{'a' * 60}@example.org", "o'neil@example.org"]
)
def test_every_address_makes_a_sign_in_name_that_is_free(review, email):
    with review.database.writing() as db:
        taken = accounts.signing_name(email)
        if accounts.NAME.fullmatch(taken):
            accounts.add(db, NewPerson(name=taken, full_name="X", roles=()), PASSWORD, review.clock)
    ask(review, NewPerson(name="", roles=(), full_name="Ann", email=email))
    assert accept(review, email)

    (one,) = listed(review)
    assert accounts.NAME.fullmatch(one.name)
    assert review.viewer(one.name).drafts == {HEIGHT}


def test_the_list_of_all_has_the_last_answer_first(review):
    ask(review)
    review.clock.go(hours=1)
    ask(review, NewPerson(name="", roles=(), full_name="Bo Li", email="bo@example.org"))
    review.clock.go(hours=1)
    accept(review)
    viewer = review.viewer("dana")
    with review.database.reading() as db:
        assert [one.full_name for one in inviting.everywhere(db, viewer)] == ["Ann Lee", "Bo Li"]


def test_those_who_were_let_in_without_a_letter_take_part(review):
    review.person("aigul", Role.EXPERT, invited=[HEIGHT])

    assert states(review) == {"Aigul": Answer.ACCEPTED}
    assert review.viewer("aigul").drafts == {HEIGHT}


def test_of_many_who_use_a_link_at_once_one_comes_in(review):
    ask(review)
    key = token(review, "ann@example.org")

    def come(number: int) -> bool:
        try:
            with review.database.writing() as db:
                answering.accept(db, office(review), key, f"{PASSWORD} {number}")
        except LinkNotFoundError:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(come, range(8))) == 1
    assert states(review) == {"Ann Lee": Answer.ACCEPTED}
