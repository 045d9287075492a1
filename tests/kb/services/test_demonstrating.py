"""The demonstration: twice is once, and never on a public site."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from kb.access import Role
from kb.errors import CatalogueError, ConflictError
from kb.language import Language
from kb.law.identifiers import ActId
from kb.services import (
    accounts,
    catalogues,
    demonstrating,
    files,
    library,
    passwords,
    patching,
    seats,
)
from kb.services.demonstrating import FILE, Demo, require_home
from kb.settings import Settings
from kb.source import of_folder
from kb.storage.acts import ActRow, EventRow, PublicationRow
from kb.storage.people import InvitationRow, PersonRow
from kb.storage.review import DispositionRow, RoundRow
from tests.factories import TEXTS
from tests.kb.services.desk import ACTS, HEIGHT, known

SMALL = """\
password: only-for-demonstration
people:
  - {name: pub, full_name: П, organisation: О, roles: [publisher], language: ru}
  - {name: exp, full_name: Э, organisation: О, roles: [expert], panel: domestic, language: kk}
invitations: {exp: [height, nowhere]}
publications:
  height: [{adopted_on: 2026-07-01, decision: № 1, starts: 2026-07-02}]
  nowhere: [{adopted_on: 2026-07-01, decision: № 2, starts: 2026-07-02}]
events:
  height: [{day: 2026-11-01, force: suspended, ground: {kk: а, ru: б, en: c}}]
  nowhere: [{day: 2026-11-01, force: repealed, ground: {kk: а, ru: б, en: c}}]
stages: {zoning: expert-review, nowhere: expert-review}
"""


def read(text: str = SMALL) -> Demo:
    return catalogues.parsed(Demo, FILE, text)


def set_up(desk, demo: Demo) -> list[str]:
    with desk.database.writing() as db:
        return demonstrating.set_up(db, demo, known().procedure, desk.clock)


def counts(desk) -> list[int]:
    rows = (PersonRow, InvitationRow, PublicationRow, EventRow)
    with desk.database.reading() as db:
        return [db.scalar(select(func.count()).select_from(one)) or 0 for one in rows]


def test_what_demo_yaml_says_is_done_as_far_as_the_acts_are_there(desk):
    desk.bring()
    desk.bring("development/zoning")

    done = set_up(desk, read())

    assert done == [
        "pub may sign in",
        "exp may sign in",
        "height version 1 published",
        "height suspended",
        "zoning at expert-review",
    ]
    assert counts(desk) == [2, 1, 1, 1]


def test_twice_is_once(desk):
    desk.bring()
    desk.bring("development/zoning")
    set_up(desk, read())
    before = counts(desk)

    assert set_up(desk, read()) == []
    assert counts(desk) == before


EARLIER = "{newer: 1, adopted_on: 2026-06-01, decision: № 0, starts: 2026-06-02}, "
LONGER = {language: text + "\n2. 2027.\n" for language, text in TEXTS.items()}
TWICE = SMALL.replace("  height: [", f"  height: [{EARLIER}", 1)


def test_an_earlier_version_is_published_before_the_newest(desk):
    desk.bring(commit_="a1")
    desk.bring(commit_="b2", texts=LONGER)

    done = set_up(desk, read(TWICE))

    assert done[2:4] == ["height version 1 published", "height version 2 published"]


def test_a_version_is_published_once_where_the_history_is_too_short_for_two(desk):
    desk.bring()

    done = set_up(desk, read(TWICE))

    assert "height version 1 published" in done
    assert counts(desk)[2] == 1


def test_a_version_that_comes_later_stays_a_draft(desk):
    desk.bring(commit_="a1")
    set_up(desk, read())
    desk.bring(commit_="b2", texts=LONGER)

    assert set_up(desk, read()) == []


def test_people_of_the_demonstration_sign_in_with_its_password_only(desk):
    set_up(desk, read())

    with desk.database.reading() as db:
        for person in accounts.everybody(db):
            assert passwords.matches(person.password, "only-for-demonstration")


def test_what_people_have_changed_since_stays(desk):
    set_up(desk, read())
    with desk.database.writing() as db:
        accounts.set_password(db, "pub", "another long sentence", desk.clock)
        accounts.set_active(db, "exp", desk.clock, active=False)

    set_up(desk, read())

    with desk.database.reading() as db:
        states = {p.name: p.is_active for p in accounts.everybody(db)}
        row = db.scalars(select(PersonRow).where(PersonRow.name == "pub")).one()
        assert passwords.matches(row.password, "another long sentence")
    assert states == {"pub": True, "exp": False}


def test_a_draft_that_has_moved_on_is_not_moved_back(desk):
    desk.bring("development/zoning")
    set_up(desk, read())
    with desk.database.writing() as db:
        db.scalars(select(ActRow)).one().stage = "concurrence"

    set_up(desk, read())

    with desk.database.reading() as db:
        assert db.scalars(select(ActRow.stage)).one() == "concurrence"


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (SMALL.replace("[publisher]", "[drafter]"), 1, "nobody among the people is a publisher"),
        (SMALL.replace("force: suspended", "force: asleep"), 10, "force"),
        (SMALL + "more: 1\n", 13, "unknown key"),
        (SMALL.replace("password: only", "pass: only"), 1, "password: missing"),
    ],
)
def test_a_faulty_demo_is_told_of_with_file_and_line(text, line, problem):
    with pytest.raises(CatalogueError, match=problem) as told:
        read(text)

    assert str(told.value).startswith(f"{FILE}:{line}: ")


@pytest.mark.slow
def test_the_repositorys_own_demonstration_works(desk):
    demo = read((ACTS / FILE).read_text(encoding="utf-8"))
    results = desk.take(of_folder(ACTS))
    assert {result.outcome.value for result in results} == {"new"}

    done = set_up(desk, demo)

    acts = {ActId(Path(result.path).name) for result in results}
    assert set(demo.publications) | set(demo.stages) | set(demo.events) <= acts
    assert {act for of in demo.invitations.values() for act in of} <= acts
    assert sum("published" in line for line in done) >= len(demo.publications)
    with desk.database.reading() as db:
        expert = accounts.viewer_of(db, "expert.kz")
        assert library.find(db, expert, ActId("zoning")).is_draft
        assert Role.EXPERT in expert.roles
        held = dict(db.execute(select(ActRow.slug, RoundRow.state).join(RoundRow.act)).all())
        answered = set(db.scalars(select(DispositionRow.status)))
        drafter = accounts.viewer_of(db, "drafter")
        seat = seats.take(db, drafter, ActId("height-ventilation"), 1, desk.clock)
        made, attached = patching.prepare(db, seat), files.of_comments(db, seat)
    assert held == {
        "height-ventilation": "answering",
        "norm-making": "open",
        "residency-licensing": "open",
    }
    assert answered == {"submitted", "proposed", "confirmed"}
    assert [one.changed for one in made.amendment.steps] == [tuple(Language)]
    assert (len(made.wordless), len(attached)) == (1, 1)
    assert HEIGHT not in acts


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"base_url": "http://localhost:8000"},
        {"base_url": "http://127.0.0.1:8000"},
        {"base_url": "http://[::1]:8000"},
        {"trusted_hosts": ("localhost", "127.0.0.1")},
    ],
)
def test_a_site_for_this_machine_may_be_a_demonstration(settings):
    require_home(Settings(**settings))


@pytest.mark.parametrize(
    "settings",
    [
        {"base_url": "https://acts.example"},
        {"base_url": "http://127.0.0.1.example"},
        {"https": True},
        {"trusted_hosts": ("localhost", "acts.example")},
    ],
)
def test_a_public_site_may_not(settings):
    with pytest.raises(ConflictError, match="this site is public"):
        require_home(Settings(**settings))
