"""Words are found where the viewer may read them at that moment, and nowhere else."""

import gc
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.remarks import feed, finding
from indexer.remarks.finding import Sought, find
from indexer.remarks.index import RemarkIndex
from indexer.remarks.speaking import Kind
from indexer.whoosh_engine.remarks import WhooshRemarks
from kb.language import Language
from kb.law.procedure import Shown
from kb.review.comments import Suggestion
from kb.review.dispositions import Adoption, Answer, Verdict
from kb.review.opinions import OpinionKind
from kb.services import commenting, disposing, opining
from kb.services.commenting import Rejoinder
from kb.services.opining import View
from tests.kb.services.reviewing import CONTENT, PARAGRAPH, Review

WORDING = Suggestion(((Language.KK, "1. Рұқсат бес күнде беріледі."),), "Мерзім керек")
REPLY = Rejoinder("Мы уточним порядок согласования.", Language.RU, "r1")
ANSWER = Answer(
    verdict=Verdict.IN_PART,
    reply="Это решает Совет города.",
    translations=((Language.KK, "Мұны қала кеңесі шешеді."),),
    adoption=Adoption(PARAGRAPH.eid, ((Language.EN, "1. The **limit** is five storeys."),), ""),
)
OPINION = View(OpinionKind.WITH_REMARKS, Language.EN, "The ceilings need a map.")


@pytest.fixture
def index(tmp_path: Path) -> RemarkIndex:
    return WhooshRemarks(tmp_path / "remarks")


@pytest.fixture
def review(desk) -> Review:
    made = Review(desk).set_up()
    made.hold()
    return made


def found(review: Review, index: RemarkIndex, name: str, text: str) -> list[Kind]:
    """Return what somebody finds."""
    with review.desk.database.reading() as db:
        finds = find(db, review.viewer(name), index, Sought(text), review.desk.clock)
        return [one.kind for one in finds.found]


def test_everything_that_was_said_can_be_found_at_once(review, index):
    comment = review.says("aigul", "Срок разрешения не назван", suggestion=WORDING)
    review.do("drafter", commenting.reply, comment, REPLY)
    review.do("john", opining.give, OPINION)
    review.ends()
    review.do("drafter", disposing.propose, comment, ANSWER)

    cases = {
        "сроки разрешений": Kind.COMMENT,
        "рұқсаттың": Kind.SUGGESTION,
        "порядка согласования": Kind.REPLY,
        "решал совет": Kind.ANSWER,
        "қаланың кеңесі": Kind.ANSWER,
        "five storey limits": Kind.ADOPTED,
        "ceiling maps": Kind.OPINION,
    }
    for text, kind in cases.items():
        assert found(review, index, "drafter", text) == [kind], text


def test_words_may_stand_in_a_comment_and_in_the_reply_to_it(review, index):
    comment = review.says("aigul", "Срок разрешения не назван")
    review.do("drafter", commenting.reply, comment, REPLY)

    assert found(review, index, "drafter", "срок порядок") == [Kind.COMMENT]


def test_what_is_edited_is_found_by_its_new_words_only(review, index):
    comment = review.says("aigul", "Срок разрешения")
    assert found(review, index, "aigul", "разрешения") == [Kind.COMMENT]

    review.do("aigul", commenting.edit, comment, 0, replace(CONTENT, text="Высота башни"))

    assert found(review, index, "aigul", "разрешения") == []
    assert found(review, index, "aigul", "башня") == [Kind.COMMENT]


@pytest.mark.parametrize("name", ["john", "stranger", "approver", ""])
def test_in_a_closed_panel_nobody_finds_the_words_of_another_expert(review, index, name):
    review.says("aigul", "Срок разрешения")

    assert found(review, index, name, "разрешения") == []
    assert found(review, index, "aigul", "разрешения") == [Kind.COMMENT]


def order(review: Review, index: RemarkIndex, name: str, text: str) -> list[str]:
    """Return what somebody finds, by the provisions' words that are marked, in the order of the page."""
    with review.desk.database.reading() as db:
        finds = find(db, review.viewer(name), index, Sought(text), review.desk.clock)
        assert not finds.is_cut
        return ["".join(piece.text for piece in one.pieces) for one in finds.found]


def test_what_others_wrote_in_a_closed_panel_changes_neither_order_nor_number(
    review, index, monkeypatch
):
    """A rare word weighs more than a common one: whose words are common must not show by the order."""
    monkeypatch.setattr(finding, "MOST_OF_READER", 4)
    said = ("Срок разрешения", "Высота башни", "Высота и срок")
    for text in said:
        review.says("aigul", text)
        review.desk.clock.go(minutes=1)
    before = [order(review, index, "aigul", text) for text in ("высота", "срок")]
    assert before == [[said[2], said[1]], [said[2], said[0]]]

    for number in range(9):
        review.says("john", "Срок, срок и ещё раз срок" if number % 2 else "Высота")

    assert [order(review, index, "aigul", text) for text in ("высота", "срок")] == before


def test_who_knows_of_a_round_but_not_of_its_comments_is_told_of_none(review, index, monkeypatch):
    monkeypatch.setattr(finding, "MOST_OF_READER", 1)
    review.says("aigul", "Срок разрешения")
    assert order(review, index, "approver", "срок") == []


def test_an_answer_is_found_by_the_commenter_once_it_is_confirmed(review, index):
    comment = review.says("aigul", "Срок разрешения")
    review.ends()
    review.do("drafter", disposing.propose, comment, ANSWER)
    words = ("совет", "кеңес", "storeys")
    assert [found(review, index, "aigul", word) for word in words] == [[], [], []]

    review.do("second", disposing.confirm, comment)

    told = [found(review, index, "aigul", word) for word in words]
    assert told == [[Kind.ANSWER], [Kind.ANSWER], [Kind.ADOPTED]]


def test_words_that_were_withdrawn_are_found_by_their_author_and_those_at_work(review, index):
    comment = review.says("aigul", "Срок разрешения")
    review.do("aigul", commenting.withdraw, comment)
    review.ends()
    review.reports()

    assert found(review, index, "aigul", "разрешения") == [Kind.COMMENT]
    assert found(review, index, "drafter", "разрешения") == [Kind.COMMENT]
    assert found(review, index, "john", "разрешения") == []


def test_whose_invitation_is_taken_back_finds_nothing_any_more(review, index):
    review.says("aigul", "Срок разрешения")
    assert found(review, index, "aigul", "разрешения") == [Kind.COMMENT]

    review.revokes("aigul")

    assert found(review, index, "aigul", "разрешения") == []


def test_after_the_report_readers_find_what_is_shown_to_them(desk, index):
    review = Review(desk).set_up()
    review.hold(shown=Shown.ORGANISATION)
    comment = review.says("aigul", "Срок разрешения")
    review.ends()
    review.settles(comment)
    assert found(review, index, "", "разрешения") == []

    review.reports()

    with desk.database.reading() as db:
        finds = find(db, review.viewer(""), index, Sought("разрешения"), desk.clock)
    (one,) = finds.found
    assert (one.author.name, one.author.organisation) == ("", "Бюро aigul")


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # Whoosh leaves it open.
@pytest.mark.filterwarnings("ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning")
def test_an_index_that_is_lost_or_damaged_is_built_anew(review, index, tmp_path):
    review.says("aigul", "Срок разрешения")
    assert found(review, index, "drafter", "разрешения") == [Kind.COMMENT]

    for path in (tmp_path / "remarks").rglob("*.toc"):
        path.write_bytes(b"damaged")
    again = WhooshRemarks(tmp_path / "remarks")

    assert found(review, again, "drafter", "разрешения") == [Kind.COMMENT]
    gc.collect()  # What Whoosh left open is collected here, and in no other test.


def test_a_lagging_index_never_shows_more_than_may_be_read(review, index):
    """What the index says is not trusted: it was written before the words were withdrawn."""
    comment = review.says("aigul", "Срок разрешения")
    found(review, index, "drafter", "разрешения")
    review.do("aigul", commenting.withdraw, comment)

    class Lagging(WhooshRemarks):
        def position(self) -> int:
            return 10**9

    lagging = Lagging(index._generations.folder)
    review.ends()
    review.reports()

    assert found(review, lagging, "john", "разрешения") == []


def test_the_index_follows_the_log_and_no_further(review, index):
    with review.desk.database.reading() as db:
        feed.catch_up(db, index, review.desk.clock)
        assert feed.catch_up(db, index, review.desk.clock) == 0
    for number in range(3):
        review.says("aigul", f"Срок разрешения {number}")

    with review.desk.database.reading() as db:
        assert feed.catch_up(db, index, review.desk.clock) == 3
        assert feed.catch_up(db, index, review.desk.clock) == 0
