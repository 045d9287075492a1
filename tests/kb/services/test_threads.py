"""What may not be seen of a round is neither fetched nor counted, whoever asks and however."""

from dataclasses import replace

import pytest

from kb.access import Viewer
from kb.errors import NotFoundError
from kb.law.identifiers import EId
from kb.law.procedure import RoundKind, Shown, Stage
from kb.review.dispositions import Answer, Status, Verdict
from kb.review.opinions import OpinionKind
from kb.review.visibility import Scope
from kb.services import disposing, opining, seats, threads
from kb.services.opining import View
from kb.services.threads import ALL, Author, Wanted
from tests.kb.services.reviewing import EXPERTS, PARAGRAPH, REJECTED, Review

SUPPORT = View(OpinionKind.SUPPORT, PARAGRAPH.language)


@pytest.fixture
def review(desk) -> Review:
    return Review(desk).set_up()


def fill(review) -> dict[str, str]:
    """Let both experts comment and give an opinion; return their comments."""
    found = {name: review.says(name, f"Слова {name}") for name in ("aigul", "john")}
    for name in found:
        review.do(name, opining.give, SUPPORT)
    return found


def come_to(review, moment: str) -> dict[str, str]:
    """Let a round come to a moment with its comments in it."""
    found = fill(review)
    if moment == "open":
        return found
    review.ends()
    if moment == "reported":
        for comment in found.values():
            review.settles(comment)
        review.reports()
    return found


def known(review, name) -> tuple[int, int, set[str]]:
    """Return what a person learns of a round in each way there is; all must tell the same."""
    try:
        with review.at(name) as (db, seat):
            listed = threads.listed(db, seat)
            assert threads.count(db, seat) == len(listed)
            assert opining.count(db, seat) == len(opining.listed(db, seat))
            return len(listed), opining.count(db, seat), {one.author.name for one in listed}
    except NotFoundError:
        return 0, 0, set()


BOTH = (2, 2, {"Aigul", "John"})
OWN = {"aigul": (1, 1, {"Aigul"}), "john": (1, 1, {"John"})}
NOTHING = (0, 0, set())
ORGANISATION = (2, 2, {""})
AT_WORK = dict.fromkeys(("drafter", "secretary", "lawyer", "auditor"), BOTH)
OTHERS = ("", "stranger", "approver", "publisher", "admin")


@pytest.mark.parametrize(
    ("moment", "plan", "told"),
    [
        ("open", {}, OWN | dict.fromkeys(OTHERS, NOTHING)),
        ("answering", {}, OWN | dict.fromkeys(OTHERS, NOTHING)),
        ("open", {"open_panel": True},
         dict.fromkeys(("aigul", "john"), BOTH) | dict.fromkeys(OTHERS, NOTHING)),
        ("reported", {}, dict.fromkeys(("aigul", "john"), BOTH) | dict.fromkeys(OTHERS, ORGANISATION)),
        ("reported", {"shown": Shown.NAMED}, dict.fromkeys(("aigul", "john", *OTHERS), BOTH)),
        ("reported", {"shown": Shown.HIDDEN},
         dict.fromkeys(("aigul", "john"), BOTH) | dict.fromkeys(OTHERS, NOTHING)),
    ],
)  # fmt: skip
def test_who_knows_how_much_of_a_round(review, moment, plan, told):
    review.hold(**plan)
    come_to(review, moment)

    assert {name: known(review, name) for name in told | AT_WORK} == told | AT_WORK


def test_a_public_round_is_read_by_everybody_while_it_is_open(review):
    review.desk.move(Stage.PUBLIC_DISCUSSION)
    review.hold(kind=RoundKind.PUBLIC)
    review.joins("aigul", "john")
    for name in EXPERTS:
        review.moderates(review.says(name))

    told = dict.fromkeys(("", "stranger", "john"), (2, 0, {"Aigul", "John"}))
    assert {name: known(review, name) for name in told} == told


def test_in_a_closed_panel_nothing_of_another_is_reached_by_any_way(review):
    review.hold()
    found = fill(review)
    review.says("john", where=replace(PARAGRAPH, eid=EId("art_1")))
    john = review.viewer("john").person

    with review.at("aigul") as (db, seat):
        assert threads.count(db, seat, Wanted(eid=PARAGRAPH.eid)) == 1
        assert threads.listed(db, seat, Wanted(eid=EId("art_1"))) == []
        assert threads.count(db, seat, Wanted(person=john)) == 0
        for ask in (threads.find, threads.row_of):
            with pytest.raises(NotFoundError):
                ask(db, seat, found["john"])


def test_comments_are_narrowed_to_a_provision_and_a_person(review):
    review.hold()
    found = fill(review)
    aigul = review.viewer("aigul").person

    with review.at("secretary") as (db, seat):
        assert [one.id for one in threads.listed(db, seat, Wanted(person=aigul))] == [
            found["aigul"]
        ]
        assert threads.count(db, seat, Wanted(eid=PARAGRAPH.eid)) == 2
        assert threads.count(db, seat, Wanted(eid=EId("art_1"))) == 0
        assert threads.count(db, seat, ALL) == 2


def test_who_sees_no_names_cannot_find_them_out_by_asking_for_a_person(review):
    review.hold()
    come_to(review, "reported")
    aigul = review.viewer("aigul").person

    with review.at("") as (db, seat):
        assert seat.reach is Scope.LET_THROUGH
        assert {one.author for one in threads.listed(db, seat)} == {
            Author(organisation="Бюро aigul"), Author(organisation="Бюро john"),
        }  # fmt: skip
        assert threads.listed(db, seat, Wanted(person=aigul)) == []


def test_an_expert_of_another_act_is_told_the_same_as_of_a_round_that_is_not_there(review):
    review.hold()
    fill(review)
    review.number = 7
    for name in ("stranger", "aigul"):
        with pytest.raises(NotFoundError) as missing:
            review.do(name, threads.listed)
        assert str(missing.value) == str(NotFoundError())
    review.number = 1
    with pytest.raises(NotFoundError):
        review.do("stranger", threads.listed)


def test_a_comment_is_reached_only_through_its_own_round(review):
    review.hold()
    comment = review.says("aigul")
    review.ends()
    review.hold(opens=review.desk.clock.now, begun=False)

    with pytest.raises(NotFoundError):
        review.do("secretary", threads.find, comment)


def test_an_answer_is_seen_by_the_commenter_when_it_is_confirmed_and_by_officers_before(review):
    review.hold()
    comment = review.says("aigul")
    review.ends()
    review.do("drafter", disposing.propose, comment, REJECTED)
    told = {name: review.do(name, threads.find, comment) for name in ("aigul", "auditor")}
    assert (told["aigul"].status, told["aigul"].answer) == (Status.TRIAGED, None)
    assert (told["auditor"].status, told["auditor"].answer) == (Status.PROPOSED, REJECTED)

    review.do("second", disposing.confirm, comment)

    seen = review.do("aigul", threads.find, comment)
    assert (seen.status, seen.answer) == (Status.CONFIRMED, REJECTED)


def test_the_answer_to_a_duplicate_is_the_original_s_and_tells_of_no_other(review):
    review.hold()
    found = fill(review)
    review.ends()
    same = Answer(verdict=Verdict.DUPLICATE, original=found["john"])
    review.settles(found["aigul"], same)
    assert review.do("aigul", threads.find, found["aigul"]).answer is None

    review.settles(found["john"])

    assert review.do("aigul", threads.find, found["aigul"]).answer == REJECTED
    assert review.do("auditor", threads.find, found["aigul"]).answer == same


def test_anonymous_viewers_have_nothing_of_their_own(review):
    review.hold()
    come_to(review, "reported")
    with review.desk.database.reading() as db:
        seat = seats.take(db, Viewer(), review.act, 1, review.desk.clock)
        assert [one.is_mine for one in threads.listed(db, seat)] == [False, False]
