"""What happens in a round is told to those whom it concerns, once, and only while they may know of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from kb.access import Role
from kb.errors import NotFoundError
from kb.law.procedure import Stage
from kb.review.dispositions import Answer, Verdict
from kb.services import (
    accounts,
    answering,
    attaching,
    commenting,
    disposing,
    inviting,
    notices,
    rounds,
)
from kb.services.attaching import Put
from kb.services.commenting import Rejoinder
from kb.services.notices import News, Notice, NoticeKind
from tests.kb.services.desk import HEIGHT, known
from tests.kb.services.letterbox import office, token
from tests.kb.services.reviewing import EXPERTS, OFFICERS, OPENS, PARAGRAPH, REJECTED, Review
from tests.kb.services.test_attaching import ARTICLE, OTHER, RENUMBERED, revise

EVERYBODY = ["stranger", *EXPERTS, *OFFICERS]


@pytest.fixture
def review(desk) -> Review:
    made = Review(desk).set_up()
    made.hold()
    return made


def keep_time(review) -> None:
    with review.desk.database.writing() as db:
        rounds.keep_time(db, review.desk.clock)


def told(review, name) -> list[Notice]:
    with review.desk.database.reading() as db:
        return notices.listed(db, review.viewer(name))


def unseen(review, name) -> int:
    with review.desk.database.reading() as db:
        return notices.unseen(db, review.viewer(name))


def who(review) -> dict[str, list[NoticeKind]]:
    """Return what each person was told, the newest first."""
    return {
        name: [one.kind for one in found] for name in EVERYBODY if (found := told(review, name))
    }


def test_a_round_that_opens_is_told_to_its_experts_once(review):
    keep_time(review)
    keep_time(review)

    assert who(review) == {one: [NoticeKind.ROUND_OPENED] for one in EXPERTS}
    (notice,) = told(review, "john")
    assert (notice.act, notice.number, notice.is_seen) == (HEIGHT, 1, False)
    assert notice.facts == {"closes": "2026-12-04T19:00:00.000000+00:00"}


def test_who_accepts_an_invitation_while_the_round_is_open_is_told_so(review):
    keep_time(review)
    review.desk.person("late", Role.EXPERT)
    with review.desk.database.writing() as db:
        accounts.named(db, "late").email = "late@example.org"
        inviting.ask_by_name(db, review.viewer("secretary"), office(review.desk), HEIGHT, "late")
    assert told(review, "late") == []

    with review.desk.database.writing() as db:
        answering.accept(db, office(review.desk), token(review.desk, "late@example.org"), "")

    assert [one.kind for one in told(review, "late")] == [NoticeKind.ROUND_OPENED]
    assert len(told(review, "aigul")) == 1


def test_all_who_take_part_are_told_of_an_extension_and_of_the_close(review):
    reason = "Просят эксперты."
    review.do("secretary", rounds.extend, OPENS + timedelta(days=30), reason)
    assert who(review) == {
        one: [NoticeKind.ROUND_EXTENDED, NoticeKind.ROUND_OPENED] for one in EXPERTS
    }
    assert told(review, "aigul")[0].facts["reason"] == reason

    review.desk.clock.go(days=1)
    review.do("secretary", rounds.close, "Все ответили.")

    for name in (*EXPERTS, "secretary"):
        assert told(review, name)[0].kind is NoticeKind.ROUND_CLOSED
        assert told(review, name)[0].facts["reason"] == "Все ответили."


def test_a_commenter_is_told_of_replies_by_others(review):
    comment = review.says("aigul")
    for name in ("aigul", "drafter"):
        said = Rejoinder("Уточните.", REJECTED.language, f"by {name}")
        review.do(name, commenting.reply, comment, said)
        review.do(name, commenting.reply, comment, said)

    (notice,) = (one for one in told(review, "aigul") if one.kind is NoticeKind.REPLIED)
    assert notice.comment == comment
    assert who(review) == {"aigul": [NoticeKind.REPLIED]}


def test_a_commenter_is_told_of_an_answer_and_those_who_answered_of_the_contest(review):
    comment = review.says("aigul")
    review.says("john")
    review.ends()
    review.settles(comment)
    assert told(review, "aigul")[0].kind is NoticeKind.ANSWERED

    review.do("aigul", disposing.contest, known().procedure, comment, "Нет.")

    assert {name for name, kinds in who(review).items() if NoticeKind.CONTESTED in kinds} == {
        "drafter", "second",
    }  # fmt: skip
    review.desk.clock.go(minutes=1)
    review.settles(comment)
    answers = [one for one in told(review, "aigul") if one.kind is NoticeKind.ANSWERED]
    assert [one.comment for one in answers] == [comment, comment]
    assert NoticeKind.ANSWERED not in who(review)["john"]


@pytest.mark.parametrize("first", ["original", "duplicate"])
def test_who_repeated_another_is_told_when_there_is_an_answer_to_read(review, first):
    original, duplicate = review.says("aigul"), review.says("john")
    review.ends()
    same = Answer(verdict=Verdict.DUPLICATE, original=original)
    steps = {"original": (original, REJECTED), "duplicate": (duplicate, same)}
    review.settles(*steps.pop(first))
    assert NoticeKind.ANSWERED not in who(review)["john"]

    review.desk.clock.go(minutes=1)
    review.settles(*steps.popitem()[1])

    assert who(review)["john"].count(NoticeKind.ANSWERED) == 1
    assert who(review)["aigul"].count(NoticeKind.ANSWERED) == 1


def test_a_commenter_is_told_which_comments_moved_in_a_new_version(review):
    first, _second = review.says("aigul"), review.says("aigul")
    alone = review.says("john")
    revise(review, RENUMBERED)
    review.do("drafter", attaching.carry, 2)
    review.do("drafter", attaching.carry, 2)

    (notice,) = (one for one in told(review, "aigul") if one.kind is NoticeKind.MOVED)
    assert (notice.facts["version"], notice.facts["count"], notice.comment) == (2, 2, None)
    assert notice.eids == (PARAGRAPH.eid,)
    (notice,) = (one for one in told(review, "john") if one.kind is NoticeKind.MOVED)
    assert (notice.facts["count"], notice.comment) == (1, alone)
    assert notice.facts["rule"] == "followed"

    review.desk.clock.go(minutes=1)
    review.do("drafter", attaching.put, Put(first, 2, ARTICLE))
    assert told(review, "aigul")[0].comment == first


def test_nobody_is_told_of_comments_that_stand_where_they_stood_or_were_withdrawn(review):
    withdrawn = review.says("aigul")
    review.do("aigul", commenting.withdraw, withdrawn)
    revise(review, OTHER)
    review.do("drafter", attaching.carry, 2)

    assert who(review) == {}


def test_what_was_told_is_told_to_the_same_person_once(review):
    person = review.viewer("aigul").person
    news = News(kind=NoticeKind.REMINDER, mark="m", round=1)
    with review.desk.database.writing() as db:
        assert notices.tell(db, [person, person], news, OPENS) == [person]
        assert notices.tell(db, [person], news, OPENS) == []
        assert notices.tell(db, [], news, OPENS) == []
        assert notices.tell(db, [person], replace(news, mark="n"), OPENS) == [person]


def test_notices_are_seen_one_by_one_or_all_and_only_ones_own(review):
    review.do("secretary", rounds.extend, OPENS + timedelta(days=30), "x")
    first, second = told(review, "aigul")
    assert unseen(review, "aigul") == 2

    with review.desk.database.writing() as db:
        notices.see(db, review.viewer("john"), OPENS, first.id)
        notices.see(db, review.viewer("aigul"), OPENS, second.id)
    assert [one.is_seen for one in told(review, "aigul")] == [False, True]
    assert (unseen(review, "aigul"), unseen(review, "john")) == (1, 2)

    with review.desk.database.writing() as db:
        notices.see(db, review.viewer("aigul"), OPENS)
    assert unseen(review, "aigul") == 0


def test_the_number_of_notices_is_one_query(review):
    keep_time(review)
    viewer, asked = review.viewer("aigul"), []
    with review.desk.database.reading() as db:
        engine = review.desk.database.engine
        event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
        assert notices.unseen(db, viewer) == 1
    assert sum(one.startswith("SELECT") for one in asked) == 1
    with review.desk.database.reading() as db:
        assert notices.unseen(db, review.viewer("")) == 0


def as_officer(review, name, *roles) -> None:
    with review.desk.database.writing() as db:
        accounts.set_roles(db, name, roles, review.desk.clock)


def withdraw_draft(review) -> None:
    review.desk.move(Stage.WITHDRAWN)


@pytest.mark.parametrize(
    "happening",
    [
        lambda review: review.revokes("aigul"),
        withdraw_draft,
        lambda review: review.desk.move(Stage.WORKING),
        lambda review: as_officer(review, "aigul"),
    ],
)
def test_who_may_not_know_of_a_draft_any_more_sees_no_notice_of_it(review, happening):
    keep_time(review)
    (notice,) = told(review, "aigul")

    happening(review)

    assert told(review, "aigul") == []
    assert unseen(review, "aigul") == 0
    with review.desk.database.reading() as db, pytest.raises(NotFoundError):
        notices.find(db, review.viewer("aigul"), notice.id)


def test_one_who_was_revoked_knows_nothing_of_expert_rounds_when_the_draft_is_discussed_in_public(
    review,
):
    keep_time(review)
    review.revokes("aigul")
    review.desk.move(Stage.PUBLIC_DISCUSSION)

    assert told(review, "aigul") == []
    assert len(told(review, "john")) == 1


def test_notices_stay_when_the_act_is_published(review):
    keep_time(review)
    review.ends()
    review.desk.publish()

    assert told(review, "aigul") != []


def test_an_expert_of_another_act_is_told_nothing(review):
    comment = review.says("aigul")
    review.ends()
    review.settles(comment)

    assert told(review, "stranger") == []
    (notice, *_) = told(review, "aigul")
    with review.desk.database.reading() as db, pytest.raises(NotFoundError):
        notices.find(db, review.viewer("john"), notice.id)


def test_what_is_for_officers_does_not_show_to_those_who_are_no_longer_one(review):
    comment = review.says("aigul")
    review.ends()
    review.settles(comment)
    review.do("aigul", disposing.contest, known().procedure, comment, "Нет.")
    assert unseen(review, "drafter") == 1

    as_officer(review, "drafter", Role.APPROVER)

    assert (told(review, "drafter"), unseen(review, "drafter")) == ([], 0)


def test_people_are_told_in_the_transaction_of_the_deed(review):
    keep_time(review)
    with review.at("secretary") as (db, seat):
        rounds.extend(db, seat, OPENS + timedelta(days=30), "x")
        db.rollback()

    assert who(review) == {one: [NoticeKind.ROUND_OPENED] for one in EXPERTS}
