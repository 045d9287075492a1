"""That a round is reported is told to those who took part in it, as long as they may read the report."""

import pytest

from kb.access import Role
from kb.errors import NotFoundError
from kb.language import Language
from kb.law.procedure import Shown, Stage
from kb.review.opinions import OpinionKind
from kb.services import accounts, attaching, commenting, notice_letters, opining, reporting
from kb.services.commenting import Rejoinder
from kb.services.notices import Notice, NoticeKind, places
from kb.services.opining import View
from kb.storage.review import RoundRow
from tests.kb.services.discussing import INSULT, discussion
from tests.kb.services.letterbox import letters, office
from tests.kb.services.reviewing import EXPERTS, PARAGRAPH, REJECTED, Review
from tests.kb.services.test_attaching import RENUMBERED, revise
from tests.kb.services.test_notices import as_officer, told, who

SUPPORT = View(OpinionKind.SUPPORT, Language.RU)


@pytest.fixture
def review(desk) -> Review:
    made = Review(desk).set_up()
    made.hold()
    return made


def ends(review, *comments) -> None:
    """Let the round be closed, all be answered, and the report be given."""
    review.ends()
    for comment in comments:
        review.settles(comment)
    review.reports()


def heard_of_it(review) -> set[str]:
    """Return who finds a notice of the report."""
    return {name for name, kinds in who(review).items() if NoticeKind.ROUND_REPORTED in kinds}


def of_kind(review, name, kind) -> list[Notice]:
    return [one for one in told(review, name) if one.kind is kind]


def may_read(review, name) -> bool:
    try:
        review.do(name, lambda db, seat: reporting.require(seat))
    except NotFoundError:
        return False
    return True


@pytest.mark.parametrize("shown", Shown)
def test_all_who_were_asked_are_told_of_the_report_once_and_may_read_it(review, shown):
    with review.desk.database.writing() as db:
        db.query(RoundRow).one().shown = shown
    ends(review, review.says("aigul"))

    assert heard_of_it(review) == set(EXPERTS)
    assert all(may_read(review, name) for name in EXPERTS)
    (notice,) = of_kind(review, "john", NoticeKind.ROUND_REPORTED)
    assert (notice.facts, notice.comment, notice.eids) == ({}, None, ())


def test_before_the_report_nobody_is_told_of_one(review):
    review.says("aigul")
    review.ends()

    assert heard_of_it(review) == set()


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(
    "happening",
    [
        lambda review: review.revokes("aigul"),
        lambda review: as_officer(review, "aigul"),
        lambda review: as_officer(review, "aigul", Role.PARTICIPANT),
        lambda review: as_officer(review, "aigul", Role.ADMINISTRATOR),
    ],
)
def test_who_lost_access_is_told_of_no_report_in_the_site_or_by_letter(review, happening, when):
    with review.desk.database.writing() as db:
        accounts.named(db, "aigul").email = "aigul@example.org"
    review.do("aigul", opining.give, SUPPORT)
    comment = review.says("aigul")
    if when == "before":
        happening(review)
    ends(review, comment)
    if when == "after":
        happening(review)
    with review.desk.database.writing() as db:
        notice_letters.post_due(db, office(review.desk))

    assert "aigul" not in heard_of_it(review)
    assert letters(review.desk, "aigul@example.org") == []
    review.desk.move(Stage.PUBLISHED)
    assert "aigul" not in heard_of_it(review)


@pytest.mark.parametrize(("shown", "is_told"), [(Shown.HIDDEN, False), (Shown.NAMED, True)])
def test_an_expert_who_became_an_approver_is_told_of_a_report_that_is_shown(review, shown, is_told):
    with review.desk.database.writing() as db:
        db.query(RoundRow).one().shown = shown
    comment = review.says("aigul")
    ends(review, comment)
    as_officer(review, "aigul", Role.APPROVER)

    assert ("aigul" in heard_of_it(review)) is is_told
    assert may_read(review, "aigul") is is_told


@pytest.mark.parametrize("stage", [Stage.WITHDRAWN, Stage.WORKING])
def test_a_draft_that_is_closed_to_experts_takes_the_notice_of_its_report_along(review, stage):
    ends(review)
    assert heard_of_it(review) == set(EXPERTS)

    review.desk.move(stage)

    assert heard_of_it(review) == set()


def test_in_a_public_round_those_are_told_who_said_something_that_others_may_read(desk):
    review = discussion(desk)
    said, taken_out, withdrawn = review.says("asel"), review.says("bolat"), review.says("stranger")
    review.moderates(said)
    review.moderates(taken_out, INSULT)
    review.do("stranger", commenting.withdraw, withdrawn)
    ends(review, said)

    assert {
        name
        for name in ("asel", "bolat", "stranger", *EXPERTS, "secretary")
        if of_kind(review, name, NoticeKind.ROUND_REPORTED)
    } == {"asel"}


REPLIES = (NoticeKind.REPLIED, NoticeKind.CONVERSATION)


def test_all_in_a_conversation_are_told_of_what_others_say_in_it(review):
    comment = review.says("aigul")
    for name in ("drafter", "second", "aigul"):
        said = Rejoinder("Уточните.", REJECTED.language, f"by {name}")
        review.do(name, commenting.reply, comment, said)

    counts = {
        name: {kind: len(of_kind(review, name, kind)) for kind in REPLIES}
        for name in ("aigul", "drafter", "second", "john")
    }
    assert counts == {
        "aigul": {NoticeKind.REPLIED: 2, NoticeKind.CONVERSATION: 0},
        "drafter": {NoticeKind.REPLIED: 0, NoticeKind.CONVERSATION: 2},
        "second": {NoticeKind.REPLIED: 0, NoticeKind.CONVERSATION: 1},
        "john": {NoticeKind.REPLIED: 0, NoticeKind.CONVERSATION: 0},
    }


def test_a_notice_names_the_provision_of_its_comment_in_the_language_of_its_reader(review):
    comment = review.says("aigul", "Первые слова\nзамечания")
    review.do("drafter", commenting.reply, comment, Rejoinder("Да.", Language.RU, "t"))

    (notice,) = of_kind(review, "aigul", NoticeKind.REPLIED)
    assert (notice.eids, notice.said) == ((PARAGRAPH.eid,), "Первые слова замечания")
    assert notice.said_in is Language.RU
    assert [places(notice, one) for one in Language] == [
        "1-баптың 1-тармағы",
        "пункт 1 статьи 1",
        "Article 1(1)",
    ]


def test_answers_to_several_comments_tell_which_is_which(review):
    first, second = review.says("aigul", "Первое"), review.says("aigul", "Второе")
    review.ends()
    review.settles(first, REJECTED)
    review.settles(second, REJECTED)

    found = of_kind(review, "aigul", NoticeKind.ANSWERED)
    assert {one.comment: one.said for one in found} == {first: "Первое", second: "Второе"}


def test_a_notice_of_many_comments_that_moved_names_their_provisions(review):
    review.says("aigul")
    review.says("aigul", "Второе")
    revise(review, RENUMBERED)
    review.do("drafter", attaching.carry, 2)

    (notice,) = of_kind(review, "aigul", NoticeKind.MOVED)
    assert places(notice, Language.EN) == "Article 1(1)"
