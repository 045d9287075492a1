"""The head of a round's pages: what the act is called, what may be done, and whose comments one sees."""

from dataclasses import replace

import pytest

from kb.access import PersonId, Role, Viewer
from kb.language import Language
from kb.law.identifiers import ActId
from kb.law.procedure import RoundKind, Shown
from kb.review import rounds
from kb.review.rounds import Extension, RoundState
from kb.services import accounts, pinned, seats
from kb.services.library import Edition
from kb.services.seats import Seat
from tests.kb.review.reviewing import AFTER, BEFORE, COORDINATOR, DURING, ROUND
from tests.webapp.said import let
from tests.webapp.town import Town, metadata, plain, write_act
from webapp.pages import round_head as heads
from webapp.pages.round_head import RoundHead, may_write, round_head, whose, why_not
from webapp.site import site
from webapp.visit import Visit

EXPERT, DRAFTER = Role.EXPERT, Role.DRAFTER
PUBLIC = {"kind": RoundKind.PUBLIC}
REPORTED = {"state": RoundState.REPORTED}


def place(role: Role | None, *, invited: bool = False, now=DURING, link=False, **asked) -> Seat:
    """Return the place of somebody at a round."""
    viewer = Viewer(PersonId(1), frozenset({role})) if role else Viewer()
    found = replace(ROUND, **{"state": RoundState.OPEN, **asked})
    return Seat(1, viewer, found, invited, now, has_link=link)


@pytest.mark.parametrize(
    ("seat", "told"),
    [
        (place(DRAFTER), heads.ALL),
        (place(DRAFTER, **PUBLIC), heads.ALL),
        (place(Role.APPROVER), heads.NONE),
        (place(EXPERT, invited=True), heads.OWN),
        (place(EXPERT, invited=True, open_panel=True), heads.PANEL),
        (place(EXPERT, invited=True, **REPORTED), heads.REPORTED),
        (place(EXPERT, open_panel=True), heads.NONE),
        (place(None, **REPORTED), heads.NONE),
        (place(None, **REPORTED, shown=Shown.ORGANISATION), heads.REPORTED),
        (place(None, **PUBLIC), heads.PUBLIC),
        (place(Role.PARTICIPANT, **PUBLIC, state=RoundState.SCHEDULED), heads.OWN),
    ],
)
def test_everybody_is_told_whose_comments_they_see(seat, told):
    assert whose(seat) == told


@pytest.mark.parametrize(
    ("seat", "may", "told"),
    [
        (place(EXPERT, invited=True), True, ""),
        (
            place(EXPERT, invited=True, now=BEFORE, state=RoundState.SCHEDULED),
            False,
            rounds.NOT_OPEN_YET,
        ),
        (place(EXPERT, invited=True, now=AFTER), False, rounds.IS_CLOSED),
        (place(EXPERT, invited=True, now=AFTER, link=True), True, ""),
        (place(EXPERT, invited=True, link=True, **REPORTED), False, rounds.IS_OVER),
        (place(EXPERT, now=AFTER), False, ""),
        (place(DRAFTER), False, ""),
        (place(Role.PARTICIPANT, **PUBLIC), False, ""),
        (replace(place(Role.PARTICIPANT, **PUBLIC), has_consented=True), True, ""),
        (
            replace(place(Role.PARTICIPANT, **PUBLIC, now=AFTER), has_consented=True),
            False,
            rounds.IS_CLOSED,
        ),
        (place(None, **PUBLIC), False, ""),
    ],
)
def test_who_is_asked_may_write_or_is_told_why_not(seat, may, told):
    assert (may_write(seat), why_not(seat)) == (may, told)


def head(
    town: Town, name: str | None, act: str = "towers", language: str = "en", **asked
) -> RoundHead:
    """Return the head that somebody sees; the round is changed as is said."""
    address = f"/{language}/acts/{act}/rounds/1/"
    with town.site.test_request_context(address), town.database.reading() as db:
        viewer = accounts.viewer_of(db, name) if name else Viewer()
        seat = seats.take(db, viewer, ActId(act), 1, town.now)
        seat = replace(seat, asked=replace(seat.asked, **asked))
        visit = Visit(db, viewer, site().lists(db), Language(language), site().today())
        return round_head(visit, seat, pinned.act(db, seat))


@pytest.mark.parametrize(
    ("language", "title"),
    [("kk", "Мұнаралар туралы"), ("ru", "О башнях"), ("en", "On Towers")],
)
def test_the_act_is_called_and_asked_about_in_the_readers_language(town, language, title):
    found = head(town, "invited", language=language)

    assert (found.title, found.title_language) == (title, language)
    with town.database.reading() as db:
        viewer = accounts.viewer_of(db, "invited")
        [question] = seats.take(db, viewer, ActId("towers"), 1, town.now).asked.questions
    assert found.questions == ((question.get(Language(language)), language),)


def test_to_those_who_may_not_read_the_draft_it_has_no_title(own_town):
    let(own_town, state="reported", shown="organisation")

    found = head(own_town, None)

    assert (found.title, found.title_language, found.newest) == ("towers", Language.EN, 1)
    assert head(own_town, "drafter").title == "On Towers"


def test_a_newer_version_is_told_of_to_those_who_may_read_it(own_town):
    names = ("Мұнаралар туралы", "О башнях", "On Towers")
    [folder] = (path.parent for path in own_town.root.glob("*/towers/act.yaml"))
    path = folder.relative_to(own_town.root).as_posix()
    write_act(own_town.root, path, metadata(*names, "x"), plain(*names, "another"))
    before = head(own_town, "invited")
    own_town.commit("towers", "somebody", "newer", 50)

    after = head(own_town, "invited")

    assert (before.version, before.newest, before.is_newest) == (1, 1, True)
    assert (after.version, after.newest, after.is_newest) == (1, 2, False)
    assert (after.pinned_edition, after.newest_edition) == (Edition(version=1), Edition(version=2))
    let(own_town, state="reported", shown="organisation")
    assert head(own_town, None).is_newest


@pytest.mark.parametrize(
    ("name", "act", "join", "moderate"),
    [
        (None, "bridges", True, False),
        ("participant", "bridges", False, False),
        ("other", "bridges", True, False),
        ("drafter", "bridges", False, False),
        ("coordinator", "bridges", False, True),
        ("coordinator", "towers", False, False),
        ("invited", "towers", False, False),
    ],
)
def test_joining_and_moderating_are_offered_to_those_who_may(town, name, act, join, moderate):
    found = head(town, name, act)

    assert (found.may_join, found.may_moderate) == (join, moderate)
    assert found.is_public is (act == "bridges")


def test_a_round_that_is_not_open_cannot_be_joined(town):
    assert not head(town, None, "bridges", state=RoundState.CLOSED).may_join


def test_the_reasons_for_a_longer_term_are_told_in_their_order(town):
    first, second = (
        Extension(DURING, AFTER, reason, COORDINATOR, DURING) for reason in ("Holidays", "A flood")
    )

    assert head(town, "invited").extended == ()
    assert head(town, "invited", extensions=(first, second)).extended == ("Holidays", "A flood")
