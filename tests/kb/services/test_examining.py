"""Drafts as a push would be checked: by those who may read all of them, each version once."""

import pytest

from indexer.analysis.words import analyse
from kb.access import Role, Viewer
from kb.errors import ActNotFoundError
from kb.language import Language
from kb.law.identifiers import ActId
from kb.services import checking, examining, library
from kb.services.examining import Examiner
from kb.source import of_folder
from tests.factories import METADATA, TEXTS, write_act
from tests.kb.services.desk import HEIGHT, Desk, known

BASIS = METADATA.replace("illustrative", "basis: [height#art_1]\nillustrative")
DIFFERING = TEXTS | {Language.EN: TEXTS[Language.EN].replace("limited", "limited to 5 m")}


@pytest.fixture
def examiner() -> Examiner:
    return Examiner(known().procedure, known().glossary, analyse)


@pytest.fixture
def drafter(desk: Desk) -> Viewer:
    desk.bring(texts=DIFFERING)
    desk.bring("development/width", BASIS)
    return desk.viewer(desk.person("dana", Role.DRAFTER))


def report(desk: Desk, examiner: Examiner, viewer: Viewer, act: ActId = HEIGHT):
    with desk.database.reading() as db:
        return examiner.report(db, viewer, act)[1]


def test_the_same_is_found_as_in_the_folder(desk, examiner, drafter, collection):
    write_act(collection, texts=DIFFERING)
    write_act(collection, "development/width", BASIS)
    in_folder = {
        one.draft.act: [(f.rule.name, f.file, f.line) for f in one.findings]
        for one in checking.check(collection, [collection], analyse)
    }

    for act in (HEIGHT, ActId("width")):
        found = report(desk, examiner, drafter, act).findings
        assert [(f.rule.name, f.file, f.line) for f in found] == in_folder[act]
    assert in_folder[HEIGHT] == [("parity.figures", "en.md", 5)]


def test_what_is_found_is_counted(desk, examiner, drafter):
    found = report(desk, examiner, drafter)

    assert (found.errors, found.warnings) == (1, 0)
    assert [str(line.eid) for line in found.lines if not line.agrees] == ["art_1"]


def test_a_version_is_checked_once_and_again_when_another_act_changes(desk, examiner, drafter):
    first = report(desk, examiner, drafter)

    assert report(desk, examiner, drafter) is first

    desk.bring("development/depth")
    viewer = desk.viewer("dana")
    assert report(desk, examiner, viewer) is not first
    assert report(desk, examiner, viewer) == first


def test_an_address_that_another_act_loses_is_told_of(desk, examiner, drafter):
    assert report(desk, examiner, drafter, ActId("width")).errors == 0

    changed = {lang: text.replace("1", "2", 1) for lang, text in TEXTS.items()}
    desk.bring(texts=changed)

    found = report(desk, examiner, drafter, ActId("width")).findings
    assert [one.rule.name for one in found] == ["metadata.basis"]


@pytest.mark.parametrize("roles", [(), (Role.EXPERT,), (Role.ADMINISTRATOR,)])
def test_who_may_not_read_all_drafts_gets_no_report(desk, examiner, drafter, roles):
    """Not even of what is published or open to an expert: it tells what else there is."""
    desk.publish(ActId("width"))
    viewer = desk.viewer(desk.person("else", *roles, invited=[HEIGHT])) if roles else Viewer()

    for act in (HEIGHT, ActId("width"), ActId("castles")):
        with pytest.raises(ActNotFoundError):
            report(desk, examiner, viewer, act)


def test_a_list_is_checked_up_to_a_bound(desk, examiner, drafter, monkeypatch):
    monkeypatch.setattr(examining, "MOST", 1)
    with desk.database.reading() as db:
        acts = library.catalogue(db, drafter)
        found = examiner.reports(db, drafter, acts)

    assert (len(acts), list(found)) == (2, [HEIGHT])


def test_acts_are_told_by_who_wrote_a_version(desk, drafter):
    desk.bring("development/depth", commit_="abc")
    viewer = desk.viewer("dana")
    with desk.database.reading() as db:
        assert examining.written_by(db, viewer, "Дана Сейтқали") == {"depth"}
        assert examining.written_by(db, viewer, "Somebody else") == set()
        assert examining.written_by(db, Viewer(), "Дана Сейтқали") == set()


def test_the_folder_of_an_act_is_told_to_those_who_read_its_drafts(desk, drafter):
    with desk.database.reading() as db:
        assert examining.folder_of(db, drafter, HEIGHT) == "development/height"
        for viewer, act in ((Viewer(), HEIGHT), (drafter, ActId("castles"))):
            with pytest.raises(ActNotFoundError):
                examining.folder_of(db, viewer, act)


def test_the_collection_of_the_folder_is_what_was_brought(collection):
    """The comparison above compares something."""
    write_act(collection)

    assert [one.path for one in of_folder(collection).changed] == ["development/height"]
