"""What could not be taken in is kept until it is mended, for those who read all drafts."""

import pytest

from kb.access import Permission, Role, Viewer
from kb.services.importing import Outcome
from kb.services.problems import problems
from kb.source import Revision
from kb.storage.imports import ProblemRow
from tests.factories import METADATA
from tests.kb.services.desk import HEIGHT, commit, folder

BROKEN = METADATA.replace("regulatory-provision", "poem")
AT_DESK = Viewer(roles=frozenset({Role.DRAFTER}))


def kept(desk, viewer=AT_DESK):
    with desk.database.reading() as db:
        return problems(db, viewer)


def test_of_ten_acts_nine_are_taken_in_and_the_bad_one_is_kept(desk):
    good = tuple(folder(f"development/act-{n}") for n in range(9))
    bad = folder("economy/bad", BROKEN)

    results = desk.take(Revision(commit("a1"), (*good, bad)))

    assert [result.outcome for result in results].count(Outcome.NEW) == 9
    (problem,) = kept(desk)
    assert (problem.path, problem.commit) == ("economy/bad", commit("a1").id)
    assert problem.at == desk.clock.now
    (finding,) = problem.findings
    assert (finding.file, finding.line, finding.rule) == ("act.yaml", 1, "metadata.unknown")
    assert "poem" in str(finding.message)
    assert str(finding.cure).startswith("Use one of: ")


def test_the_last_commit_says_what_is_wrong(desk):
    desk.bring(metadata=BROKEN, commit_="a1")
    desk.bring(metadata="kind: [", commit_="a2")

    (problem,) = kept(desk)
    assert problem.commit == commit("a2").id
    assert [finding.rule for finding in problem.findings] == ["metadata.yaml"]


def test_what_was_kept_in_whole_sentences_is_told_as_it_was(desk):
    desk.bring(metadata=BROKEN, commit_="a1")
    before = {"file": "act.yaml", "line": 2, "message": "100 % wrong.", "cure": "Mend it."}
    with desk.database.writing() as db:
        db.query(ProblemRow).one().findings = [{**before, "rule": "metadata.unknown"}]

    (problem,) = kept(desk)
    (finding,) = problem.findings
    assert (str(finding.message), str(finding.cure)) == ("100 % wrong.", "Mend it.")


def test_what_is_mended_is_forgotten(desk):
    desk.bring(metadata=BROKEN, commit_="a1")
    desk.bring(commit_="a2")

    assert kept(desk) == []


def test_what_is_put_back_as_it_was_is_forgotten(desk):
    desk.bring(commit_="a1")
    desk.bring(metadata=BROKEN, commit_="a2")

    assert desk.bring(commit_="a3").outcome is Outcome.UNCHANGED
    assert kept(desk) == []


def test_what_is_removed_is_forgotten(desk):
    desk.bring(metadata=BROKEN, commit_="a1")
    desk.take(Revision(commit("a2"), (), ("development/height",)))

    assert kept(desk) == []


@pytest.mark.parametrize("role", Role)
def test_only_those_who_read_all_drafts_hear_of_it(desk, role):
    desk.bring(metadata=BROKEN, commit_="a1")
    viewer = Viewer(roles=frozenset({role}), drafts=frozenset({HEIGHT}))

    assert bool(kept(desk, viewer)) == viewer.may(Permission.READ_DRAFTS)
    assert kept(desk, Viewer()) == []
