"""In a public round nothing is read by others before a moderator lets it through, and the log says why."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kb.access import Role
from kb.errors import ForbiddenError, NotFoundError, TooOftenError
from kb.language import Language
from kb.law.identifiers import EId
from kb.law.procedure import RoundKind, Stage
from kb.review import moderating as rulings
from kb.review import rounds as round_rules
from kb.review.moderating import Ground, Moderation, Removal
from kb.services import (
    accounts,
    audit,
    commenting,
    deeds,
    disposing,
    moderating,
    opining,
    participating,
    rounds,
    threads,
)
from kb.services.audit import Deed
from kb.services.commenting import Rejoinder
from kb.services.moderating import ChangedMeanwhileError, Item
from kb.services.threads import Wanted
from kb.storage.review import RoundRow
from tests.kb.review.reviewing import refused
from tests.kb.services.letterbox import letters, office
from tests.kb.services.reviewing import CONTENT, OFFICERS, PARAGRAPH, REJECTED, Review

INSULT = Removal(Ground.INSULT, "«Дураки» в третьей строке")
READERS = ("", "stranger", "bolat", "approver")


@pytest.fixture
def review(desk) -> Review:
    """A public round with two citizens, and an expert of another act who takes part too."""
    made = Review(desk).set_up()
    desk.move(Stage.PUBLIC_DISCUSSION)
    made.hold(kind=RoundKind.PUBLIC)
    for name in ("asel", "bolat"):
        desk.person(name, Role.PARTICIPANT)
        with desk.database.writing() as db:
            accounts.set_email(db, name, f"{name}@example.kz", desk.clock)
    made.joins("asel", "bolat", "stranger")
    return made


def known(review, name) -> set[str]:
    """Return what a person learns of a round in each way there is; all must tell the same."""
    with review.at(name) as (db, seat):
        found = {one.id for one in threads.listed(db, seat)}
        assert threads.count(db, seat) == len(found) == sum(threads.by_provision(db, seat).values())
        for one in found:
            assert threads.find(db, seat, one).id == one
        return found


def edit(review, comment, text="Мягче", name="asel") -> None:
    revision = review.do(name, threads.find, comment).revision
    review.do(name, commenting.edit, comment, revision, replace(CONTENT, text=text))


def test_a_comment_is_read_by_others_once_it_is_let_through(review):
    comment = review.says("asel")
    assert {name: known(review, name) for name in READERS} == {name: set() for name in READERS}
    assert (
        known(review, "asel") == known(review, "secretary") == known(review, "auditor") == {comment}
    )
    assert review.do("asel", threads.find, comment).moderation is Moderation.HELD

    review.moderates(comment)

    assert {name: known(review, name) for name in READERS} == {name: {comment} for name in READERS}
    assert review.do("", threads.find, comment).author.name == "Asel"


def test_nobody_declares_an_interest_in_public_and_experts_of_other_acts_take_part(review):
    comment = review.says("stranger")
    review.moderates(comment)

    assert review.do("", threads.find, comment).author.organisation == "Бюро stranger"


def test_who_did_not_agree_to_be_read_does_not_write(review):
    with pytest.raises(ForbiddenError):
        review.says("john")
    with review.at("john") as (_, seat):
        assert (seat.may_write, seat.may_join) == (False, True)
    review.joins("john")

    assert review.says("john")
    with review.at("john") as (_, seat):
        assert (seat.may_write, seat.may_join) == (True, False)


@pytest.mark.parametrize("name", OFFICERS)
def test_nobody_with_an_office_comments_in_public(review, name):
    with pytest.raises(ForbiddenError):
        review.says(name)


def test_opinions_stay_with_the_experts_who_were_asked(review):
    view = opining.View(opining.OpinionKind.SUPPORT, Language.RU)
    for name in ("asel", "stranger"):
        with pytest.raises(ForbiddenError):
            review.do(name, opining.give, view)


def test_a_participant_learns_of_no_expert_round_and_writes_in_none(review):
    review.says("asel")
    review.ends()
    review.desk.move(Stage.EXPERT_REVIEW)
    review.hold(opens=review.desk.clock.now, begun=False)
    with pytest.raises(NotFoundError):
        review.says("asel")


def test_what_is_taken_out_is_read_by_its_author_with_the_reason_and_by_those_at_work(review):
    comment = review.says("asel")
    review.moderates(comment)
    review.moderates(comment, INSULT)

    assert {name: known(review, name) for name in READERS} == {name: set() for name in READERS}
    for name in ("asel", "secretary", "drafter"):
        found = review.do(name, threads.find, comment)
        assert (found.moderation, found.removal) == (Moderation.REMOVED, INSULT)
    (letter,) = letters(review.desk, "asel@example.kz")
    assert INSULT.reason in letter.text
    assert f"/acts/height/rounds/1/comments/{comment}" in letter.text


def test_an_edit_is_looked_at_again_and_the_words_before_are_read_by_others_only_if_they_were(
    review,
):
    comment = review.says("asel", "Сначала")
    review.moderates(comment)
    edit(review, comment, "Потом")
    assert known(review, "") == set()
    review.moderates(comment, INSULT)
    edit(review, comment, "Наконец")
    assert known(review, "") == set()
    review.moderates(comment)

    seen = review.do("", threads.find, comment)
    assert seen.content.text == "Наконец"
    assert [one.content.text for one in seen.history] == ["Сначала"]
    assert seen.removal is None
    own = review.do("asel", threads.find, comment)
    assert [one.content.text for one in own.history] == ["Сначала", "Потом"]


def test_nothing_is_let_through_that_was_changed_after_it_was_read(review):
    comment = review.says("asel")
    edit(review, comment, "Совсем другое")
    with pytest.raises(ChangedMeanwhileError):
        review.do("secretary", moderating.decide, office(review.desk), Item(comment, 0), None)

    assert known(review, "") == set()


def test_a_reply_is_held_like_a_comment_and_an_officer_s_is_not(review):
    comment = review.says("asel")
    review.moderates(comment)
    reply = review.do("bolat", commenting.reply, comment, Rejoinder("Нет", Language.RU, "b"))
    review.do("drafter", commenting.reply, comment, Rejoinder("Спасибо", Language.RU, "d"))

    def read(name) -> list[str]:
        return [one.text for one in review.do(name, threads.find, comment).replies]

    assert read("") == read("asel") == ["Спасибо"]
    assert read("bolat") == read("secretary") == ["Нет", "Спасибо"]
    assert [one.reply.text for one in review.do("secretary", moderating.listed)] == ["Нет"]
    review.moderates(comment, reply=reply)
    assert read("") == ["Нет", "Спасибо"]
    review.moderates(comment, INSULT, reply)
    assert read("") == ["Спасибо"]
    assert known(review, "") == {comment}
    removed = review.do("bolat", threads.find, comment).replies[0]
    assert (removed.moderation, removed.removal) == (Moderation.REMOVED, INSULT)


def test_the_queue_has_what_waits_the_oldest_first_and_nothing_withdrawn(review):
    said = []
    for number in range(3):
        said.append(review.says("asel", f"{number}"))
        review.desk.clock.go(minutes=1)
    first, second, third = said
    review.do("asel", commenting.withdraw, second)

    queue = review.do("secretary", moderating.listed)
    assert [one.item for one in queue] == [Item(first, 0), Item(third, 0)]
    assert review.do("secretary", moderating.count) == 2
    review.moderates(first, INSULT)
    out = review.do("secretary", moderating.listed, Moderation.REMOVED)
    assert [one.thread.id for one in out] == [first]


def test_the_log_says_who_decided_what_and_so_does_the_audit_log(review):
    comment = review.says("asel")
    review.moderates(comment)
    review.desk.clock.go(hours=1)
    review.moderates(comment, INSULT)

    newest, first = review.do("secretary", moderating.log)
    assert (newest.removal, newest.by) == (INSULT, "Secretary")
    assert (first.removal, newest.at - first.at) == (None, timedelta(hours=1))
    with review.desk.database.reading() as db:
        auditor = accounts.viewer_of(db, "auditor")
        entries = deeds.entries(db, auditor)
        found = [
            one for one in entries if one.deed in {Deed.COMMENT_TAKEN_OUT, Deed.COMMENT_LET_THROUGH}
        ]
        assert [one.after["moderation"] for one in found] == ["removed", "shown"]
        assert INSULT.reason not in str(found)


@pytest.mark.parametrize("name", [*sorted(set(OFFICERS) - {"secretary"}), "asel", "stranger", ""])
def test_only_coordinators_moderate(review, name):
    comment = review.says("asel")
    for verb in (moderating.listed, moderating.count, moderating.log):
        with pytest.raises(ForbiddenError):
            review.do(name, verb)
    with pytest.raises(ForbiddenError):
        review.do(name, moderating.decide, office(review.desk), Item(comment, 0), None)


def test_what_cannot_be_decided_is_refused_with_the_reason(review):
    comment, taken = review.says("asel"), review.says("asel", "Ещё")
    assert refused(review.moderates, comment, Removal(Ground.FLOOD, " ")) == {rulings.NO_REASON}
    review.moderates(comment)
    assert refused(review.moderates, comment) == {rulings.NOTHING_CHANGES}
    review.moderates(taken, INSULT)
    review.ends()
    assert refused(review.settles, taken) == {rulings.IS_TAKEN_OUT}
    review.settles(comment)
    review.do("secretary", rounds.report)
    assert refused(review.moderates, taken) == {rulings.AFTER_REPORT}
    review.moderates(comment, INSULT)
    assert known(review, "") == set()


def test_a_round_is_not_reported_while_something_waits(review):
    comment = review.says("asel")
    review.ends()
    assert refused(review.settles, comment) == {rulings.IS_HELD}
    assert refused(review.do, "secretary", rounds.report) == {round_rules.UNSETTLED}
    review.moderates(comment, INSULT)
    review.do("secretary", rounds.report)


def test_without_premoderation_a_comment_is_read_at_once_and_may_be_taken_out(review):
    with review.desk.database.writing() as db:
        db.query(RoundRow).one().premoderated = False
    comment = review.says("asel")
    assert known(review, "") == {comment}
    review.moderates(comment, INSULT)
    assert known(review, "") == set()
    edit(review, comment)
    assert review.do("asel", threads.find, comment).moderation is Moderation.HELD


def test_an_expert_round_knows_no_moderation(desk):
    review = Review(desk).set_up()
    review.hold()
    comment = review.says("aigul")
    assert review.do("aigul", threads.find, comment).moderation is Moderation.NONE
    with pytest.raises(NotFoundError):
        review.moderates(comment)


def test_one_person_writes_twenty_times_an_hour_and_a_second_sending_does_not_count(review):
    for number in range(20):
        review.says("asel", token=f"n{number}")
    review.says("asel", token="n3")
    with pytest.raises(TooOftenError, match="in 60 minutes"):
        review.says("asel")
    review.says("bolat")
    review.desk.clock.go(hours=1)
    review.says("asel")


def test_the_answer_is_read_by_all_once_confirmed_and_contested_by_the_citizen(review):
    comment = review.says("asel")
    review.moderates(comment)
    review.ends()
    review.do("drafter", disposing.propose, comment, REJECTED)
    assert review.do("", threads.find, comment).answer is None
    review.do("second", disposing.confirm, comment)
    assert review.do("", threads.find, comment).answer == REJECTED


def test_who_withdraws_the_consent_leaves_the_record_without_a_name(review):
    comment = review.says("asel")
    review.moderates(comment)
    with review.desk.database.writing() as db:
        participating.leave(db, office(review.desk), accounts.viewer_of(db, "asel"))

    seen = review.do("", threads.find, comment)
    assert seen.content.text == CONTENT.text
    assert seen.author.name.startswith("anonymised-")
    with review.desk.database.reading() as db:
        assert audit.verify(db)[1] is None


def test_a_person_asked_for_by_name_gives_only_what_was_let_through(review):
    shown, _held = review.says("asel"), review.says("asel", "Ждёт")
    review.moderates(shown)
    asel = review.viewer("asel").person
    with review.at("bolat") as (db, seat):
        assert [one.id for one in threads.listed(db, seat, Wanted(person=asel))] == [shown]
        assert threads.listed(db, seat, Wanted(eid=EId("art_9"))) == []
        assert PARAGRAPH.eid in threads.by_provision(db, seat)
