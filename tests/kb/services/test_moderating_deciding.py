"""Who moderates a public round: in which order, what cannot be decided, and what the logs say of it."""

from datetime import timedelta

import pytest

from kb.errors import ForbiddenError
from kb.review import moderating as rulings
from kb.review import rounds as round_rules
from kb.review.moderating import Ground, Moderation, Removal
from kb.services import accounts, commenting, deeds, moderating
from kb.services.audit import Deed
from kb.services.moderating import ChangedMeanwhileError, Item
from tests.kb.review.reviewing import refused
from tests.kb.services.discussing import INSULT, discussion, edit, known
from tests.kb.services.letterbox import office
from tests.kb.services.reviewing import OFFICERS, Review


@pytest.fixture
def review(desk) -> Review:
    return discussion(desk)


def test_nothing_is_let_through_that_was_changed_after_it_was_read(review):
    comment = review.says("asel")
    edit(review, comment, "Совсем другое")
    with pytest.raises(ChangedMeanwhileError):
        review.do("secretary", moderating.decide, office(review.desk), Item(comment, 0), None)

    assert known(review, "") == set()


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
    review.reports()
    assert refused(review.moderates, taken) == {rulings.AFTER_REPORT}
    review.moderates(comment, INSULT)
    assert known(review, "") == set()


def test_a_round_is_not_reported_while_something_waits(review):
    comment = review.says("asel")
    review.ends()
    assert refused(review.settles, comment) == {rulings.IS_HELD}
    assert refused(review.reports) == {round_rules.UNSETTLED}
    review.moderates(comment, INSULT)
    review.reports()
