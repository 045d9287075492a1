"""An adopted wording is verified by the version that brings it, or people are told what stands there."""

from contextlib import nullcontext

import pytest

from kb.errors import ForbiddenError
from kb.language import Language
from kb.law.identifiers import EId
from kb.review.comments import CommentId
from kb.review.dispositions import Status
from kb.services import patching, threads, verifying
from kb.storage.audit import AuditRow
from tests.kb.services.amended import TEXTS, Amended
from tests.kb.services.reviewing import REJECTED, Review

RU, KK, SECOND = Language.RU, Language.KK, EId("art_1__para_2")
WORDING = "1. Высота зданий ограничена."
NEW = TEXTS | {RU: TEXTS[RU].replace("1. Высота ограничивается.", WORDING)}


@pytest.fixture
def amended(desk, tmp_path) -> Amended:
    return Amended.create(Review(desk).set_up(), tmp_path)


def answer(amended, comment: CommentId):
    thread = amended.review.do("drafter", threads.find, comment)
    return thread.status, thread.answer.adoption.commit if thread.answer.adoption else None


def verified(amended) -> list[tuple[str, str]]:
    with amended.review.desk.database.reading() as db:
        rows = db.query(AuditRow).filter_by(deed="answer-verified").order_by(AuditRow.number)
        return [(row.actor, row.subject) for row in rows]


def test_a_version_that_brings_the_wording_verifies_the_answer(amended):
    comment, other = amended.answered(amended.adopts(ru=WORDING), REJECTED)

    commit = amended.publish(NEW)

    assert answer(amended, comment) == (Status.VERIFIED, commit)
    assert answer(amended, other)[0] is Status.CONFIRMED
    assert verified(amended) == [("system", f"disposition {comment}")]


def test_a_patch_of_the_round_verifies_it_once_it_is_pushed(amended):
    comments = amended.answered(
        amended.adopts(ru=WORDING), amended.adopts(SECOND, kk="2. Оны мәслихат белгілейді.")
    )

    amended.drafter.git(
        "am", "--quiet", stdin=amended.review.do("drafter", patching.mail, amended.origin)
    )
    amended.drafter.git("push", "--quiet", str(amended.bare), "main")
    amended.take_in()

    assert [answer(amended, one)[0] for one in comments] == [Status.VERIFIED, Status.VERIFIED]


def test_a_wording_is_found_where_its_provision_has_moved_to(amended):
    (comment,) = amended.answered(amended.adopts(SECOND, ru="2. Его ставит маслихат."))
    moved = {
        language: text.replace("\n2. ", "\n3. ").replace("\n\n3. ", "\n\n2. …\n\n3. ")
        for language, text in TEXTS.items()
    }

    amended.publish(moved | {RU: moved[RU].replace("ставит совет", "ставит  маслихат")})

    assert answer(amended, comment)[0] is Status.VERIFIED


def test_what_is_not_there_is_told_with_what_stands_there_instead(amended):
    comment, gone = amended.answered(
        amended.adopts(ru=WORDING, kk="1. Биіктік шектеулі."),
        amended.adopts(SECOND, ru="2. Иначе."),
    )
    amended.publish({each: words.split("\n\n2.")[0] + "\n" for each, words in NEW.items()})

    found = amended.review.do("drafter", verifying.verify)

    assert (found.version, found.found) == (3, ())
    assert {one.adopted.comment: dict(one.standing) for one in found.missing} == {
        comment: {RU: WORDING, KK: "1. Биіктік шектеледі."},
        gone: {},
    }
    assert amended.review.do("drafter", verifying.missing) == found.missing
    assert answer(amended, comment)[0] is Status.CONFIRMED


def test_asked_again_an_answer_that_was_confirmed_late_is_verified(amended):
    (comment,) = amended.commented(1)
    commit = amended.publish(NEW)
    amended.review.settles(comment, amended.adopts(ru=WORDING))

    first = amended.review.do("second", verifying.verify)
    again = amended.review.do("second", verifying.verify)

    assert (first.found, again.found, again.missing) == ((comment,), (), ())
    assert answer(amended, comment) == (Status.VERIFIED, commit)
    assert [actor.split()[0] for actor, _ in verified(amended)] == ["person"]


def test_a_wording_that_a_later_version_loses_is_missing_there_and_named_with_both(amended):
    (comment,) = amended.answered(amended.adopts(ru=WORDING))
    amended.publish(NEW)
    thread = amended.review.do("drafter", threads.find, comment)
    told = [(comment, thread.status, thread.answer)]

    kept = amended.review.do("aigul", verifying.found, told)
    amended.publish(TEXTS)

    assert kept == {comment: verifying.Found(3)}
    assert amended.review.do("aigul", verifying.found, told) == {
        comment: verifying.Found(3, lost_in=4)
    }
    (missing,) = amended.review.do("drafter", verifying.missing)
    assert (missing.adopted.comment, missing.found_in) == (comment, 3)
    assert amended.review.do("drafter", verifying.verify).found == ()


def test_a_folder_without_git_verifies_too(amended):
    (comment,) = amended.answered(amended.adopts(ru=WORDING))

    amended.review.desk.bring(texts=NEW)

    assert answer(amended, comment) == (Status.VERIFIED, "")


@pytest.mark.parametrize(
    ("name", "may_look", "may_verify"),
    [
        ("second", True, True),
        ("auditor", True, False),
        ("aigul", False, False),
        ("publisher", False, False),
    ],
)
def test_those_who_see_reviews_look_and_those_who_answer_verify(
    amended, name, may_look, may_verify
):
    for verb, may in ((verifying.missing, may_look), (verifying.verify, may_verify)):
        with nullcontext() if may else pytest.raises(ForbiddenError):
            amended.review.do(name, verb)
