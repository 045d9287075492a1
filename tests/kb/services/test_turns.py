"""The history of an act, told from what each version changed."""

import pytest
from sqlalchemy import update

from kb.access import Viewer
from kb.language import Language
from kb.law.identifiers import EId
from kb.law.words import Words
from kb.services import publishing, turns
from kb.services.publishing import Withdrawal
from kb.storage.acts import VersionRow
from tests.factories import TEXTS
from tests.kb.services.desk import HEIGHT, PUBLISHER, TODAY
from tests.repositories import changed

DRAFTER = Viewer(drafts=frozenset({HEIGHT}))
LONGER = {
    Language.KK: TEXTS[Language.KK] + "\n2. Ерекше жағдай жоқ.\n",
    Language.RU: TEXTS[Language.RU] + "\n2. Исключений нет.\n",
    Language.EN: TEXTS[Language.EN] + "\n2. There is no exception.\n",
}


@pytest.fixture(params=["noted", "older than the record"])
def three(desk, request):
    """An act in three versions: its first, one that renames its article, one with a paragraph more."""
    desk.bring(commit_="a1")
    desk.bring(commit_="b2", texts=changed("Граница"))
    desk.bring(commit_="c3", texts=LONGER)
    if request.param != "noted":
        with desk.database.writing() as db:
            db.execute(update(VersionRow).values(turn=None))
    return desk


def test_the_history_says_of_every_version_how_much_it_changed(three):
    with three.database.reading() as db:
        steps = turns.history(db, DRAFTER, HEIGHT)

    told = [(s.version.sequence, s.total, s.changed, s.added, s.gone) for s in steps]
    assert told == [(3, 3, 1, 1, 0), (2, 2, 1, 0, 0), (1, 2, 0, 2, 0)]
    assert [round(step.share, 2) for step in steps] == [0.67, 0.5, 1.0]
    assert [step.is_mostly_new for step in steps] == [True, False, True]


@pytest.mark.parametrize(
    ("eid", "versions"),
    [("art_1", [3, 2, 1]), ("art_1__para_1", [1]), ("art_1__para_2", [3]), ("art_9", [])],
)
def test_a_provisions_history_are_the_versions_that_touched_it_or_what_is_in_it(
    three, eid, versions
):
    with three.database.reading() as db:
        found = turns.of_provision(db, DRAFTER, HEIGHT, EId(eid))

    assert [version.sequence for version in found] == versions


def test_every_provision_knows_the_version_that_gave_it_its_words(three):
    with three.database.reading() as db:
        newest = turns.origins(db, DRAFTER, HEIGHT, 3)
        first = turns.origins(db, DRAFTER, HEIGHT, 1)

    assert {eid: version.sequence for eid, version in newest.items()} == {
        "art_1": 3,
        "art_1__para_1": 1,
        "art_1__para_2": 3,
    }
    assert {version.sequence for version in first.values()} == {1}


def test_who_may_not_read_drafts_learns_nothing_of_versions(three):
    with three.database.reading() as db:
        assert turns.history(db, Viewer(), HEIGHT) == []
        assert turns.of_provision(db, Viewer(), HEIGHT, EId("art_1")) == []
        assert turns.origins(db, Viewer(), HEIGHT, 3) == {}


def test_the_publications_of_an_act_are_told_without_the_versions_between(three):
    three.publish(version=1)
    three.publish(version=3, starts=TODAY)

    with three.database.reading() as db:
        issues = turns.issues(db, HEIGHT)
        found = turns.issues_of_provision(db, HEIGHT, EId("art_1__para_2"))

    told = [(i.publication.number, i.total, i.changed, i.added, i.gone) for i in issues]
    assert told == [(2, 3, 0, 1, 0), (1, 2, 0, 2, 0)]
    assert [one.number for one in found] == [2]


def test_a_publication_that_is_withdrawn_is_no_part_of_the_history(three):
    three.publish(version=1)
    three.publish(version=3, starts=TODAY)
    with three.database.writing() as db:
        withdrawal = Withdrawal(2, Words(kk="қате", ru="ошибка", en="a mistake"))
        publishing.withdraw(db, PUBLISHER, HEIGHT, withdrawal, three.clock)

    with three.database.reading() as db:
        assert [one.publication.number for one in turns.issues(db, HEIGHT)] == [1]
        assert turns.issues_of_provision(db, HEIGHT, EId("art_1__para_2")) == []
