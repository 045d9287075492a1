"""Drafts on their way: the rules are kb.review's; here are rows, people, reasons and the log."""

from dataclasses import replace

import pytest

from kb.access import Role, Viewer
from kb.errors import ActNotFoundError
from kb.language import Language
from kb.law.backlog import Backlog, Concurrence
from kb.law.identifiers import ActId
from kb.law.procedure import Stage
from kb.law.words import Words
from kb.review.obstacle import RefusedError
from kb.services import staging
from kb.services.staging import Step
from kb.storage.audit import AuditRow
from tests.factories import TEXTS
from tests.kb.services.desk import HEIGHT, Desk, known
from tests.kb.services.reviewing import Review

REASON = Words(ru="Нужно переписать главу 2.")
PUBLIC = Words(kk="Мерзім тығыз.", ru="Срок не терпит.", en="Time presses.")


def take(review: Review, name: str, to: Stage, said: Words | None = None, catalogues=None) -> None:
    with review.desk.database.writing() as db:
        viewer, clock = review.desk.viewer(name), review.desk.clock
        staging.move(db, viewer, catalogues or known(), Step(HEIGHT, to, said), clock)


def position(review: Review, name: str = "secretary", catalogues=None) -> staging.Position:
    with review.desk.database.reading() as db:
        viewer, clock = review.desk.viewer(name), review.desk.clock
        return staging.position(db, viewer, catalogues or known(), HEIGHT, clock)


def ways(review: Review, name: str = "secretary", catalogues=None) -> set[Stage]:
    """Return where somebody may take the draft now."""
    return {one.to for one in position(review, name, catalogues).moves if one.is_open}


def history(review: Review, name: str) -> list[staging.Taken]:
    with review.desk.database.reading() as db:
        viewer = review.desk.viewer(name) if name else Viewer()
        return staging.taken(db, viewer, HEIGHT)


@pytest.fixture
def review(desk: Desk) -> Review:
    return Review(desk).set_up()


def report(review: Review) -> None:
    """Hold a round without comments, and report it."""
    review.hold()
    review.ends()
    review.reports()


def test_a_draft_under_review_goes_on_when_a_round_held_there_is_reported(review):
    assert Stage.PUBLIC_DISCUSSION not in ways(review)
    report(review)
    assert Stage.PUBLIC_DISCUSSION in ways(review)

    take(review, "secretary", Stage.PUBLIC_DISCUSSION)

    assert position(review).stage is Stage.PUBLIC_DISCUSSION
    assert Stage.LEGAL_EXPERTISE not in ways(review), "the round was of the step before"


def test_a_round_that_waits_or_is_open_keeps_a_draft_where_it_is(review):
    review.hold(begun=False)
    assert ways(review) == set()
    review.desk.clock.go(days=40)
    assert ways(review) == {Stage.WORKING, Stage.WITHDRAWN}


def test_only_those_whom_the_procedure_names_take_a_draft_on(review):
    for name in ("drafter", "lawyer", "approver", "auditor"):
        assert ways(review, name) == set()
        with pytest.raises(RefusedError):
            take(review, name, Stage.WORKING, REASON)
    assert Stage.WORKING in ways(review)


@pytest.mark.parametrize("name", ["aigul", "stranger", "admin"])
def test_who_does_not_work_on_drafts_is_told_nothing(review, name):
    with pytest.raises(ActNotFoundError):
        position(review, name)
    with pytest.raises(ActNotFoundError):
        take(review, name, Stage.WORKING, REASON)
    assert history(review, name) == []


def test_a_draft_is_returned_with_a_reason_that_those_at_work_read(review):
    with pytest.raises(RefusedError, match="reason"):
        take(review, "secretary", Stage.WORKING)

    take(review, "secretary", Stage.WORKING, REASON)

    (told,) = history(review, "auditor")
    assert (told.was, told.now, told.reason) == (Stage.EXPERT_REVIEW, Stage.WORKING, REASON)
    assert told.by == "Secretary"
    assert history(review, "") == []


def test_without_a_public_discussion_everybody_reads_why(review):
    report(review)
    take(review, "secretary", Stage.LEGAL_EXPERTISE, PUBLIC)

    (told,) = history(review, "")
    assert told.reason is not None
    assert told.reason[Language.KK] == "Мерзім тығыз."
    assert told.by == ""


def test_what_goes_no_further_is_withdrawn_with_a_reason_for_everybody(review):
    take(review, "secretary", Stage.WITHDRAWN, PUBLIC)

    assert history(review, "stranger")[0].now is Stage.WITHDRAWN
    assert Stage.WORKING in ways(review)


def test_a_reason_for_everybody_is_given_in_all_languages(review):
    with pytest.raises(RefusedError, match="in Kazakh, Russian and English"):
        take(review, "secretary", Stage.WITHDRAWN, Words(en="No more."))

    assert position(review).stage is Stage.EXPERT_REVIEW


def test_languages_that_disagree_keep_a_draft_from_the_public(review):
    report(review)
    texts = {**TEXTS, Language.EN: TEXTS[Language.EN] + "\n2. More.\n"}
    review.desk.bring(texts=texts, commit_="c3")
    assert Stage.PUBLIC_DISCUSSION not in ways(review)

    review.desk.bring(commit_="c4")

    assert Stage.PUBLIC_DISCUSSION in ways(review)


def test_an_act_for_which_the_law_asks_concurrence_is_not_ready_without_it(review):
    row = next(iter(known().backlog.rows.values()))
    due = row.model_copy(update={"concurrence": (Concurrence.AFSA,), "acts": (HEIGHT,)})
    listed = replace(known(), backlog=Backlog(starts=known().backlog.starts, rows={"B01": due}))
    review.desk.move(Stage.LEGAL_EXPERTISE)

    assert Stage.READY in ways(review)
    assert Stage.READY not in ways(review, catalogues=listed)
    assert Stage.CONCURRENCE in ways(review, catalogues=listed)


def test_publishing_is_no_step_but_a_deed_of_two_publishers(review):
    review.desk.move(Stage.ADOPTED)
    assert ways(review, "publisher") == set()
    with pytest.raises(RefusedError, match="publisher's desk"):
        take(review, "publisher", Stage.PUBLISHED)


def test_every_step_is_in_the_log_with_who_took_it(review):
    take(review, "secretary", Stage.WORKING, REASON)

    with review.desk.database.reading() as db:
        last = db.query(AuditRow).order_by(AuditRow.number.desc()).first()
        person = review.desk.viewer("secretary").person
        assert (last.deed, last.actor) == ("stage-moved", f"person {person}")
        assert "переписать" not in last.line


def test_an_act_that_is_not_there_is_not_found(review):
    nothing = ActId("nothing")
    viewer = Viewer(None, frozenset({Role.COORDINATOR}), frozenset({nothing}))
    with review.desk.database.reading() as db, pytest.raises(ActNotFoundError):
        staging.position(db, viewer, known(), nothing, review.desk.clock)
