from dataclasses import replace

import pytest

from kb.language import Language
from kb.law.identifiers import EId
from kb.review.comments import CommentId, CommentType, Severity
from kb.review.dispositions import Status, Verdict
from kb.review.opinions import OpinionKind
from kb.review.summary import Count, Remark, is_unresolved, summary

REMARK = Remark(
    id=CommentId("a"),
    eid=EId("art_1"),
    type=CommentType.ERROR,
    severity=Severity.MINOR,
    language=Language.RU,
)
BLOCKING = replace(REMARK, severity=Severity.BLOCKING)
SETTLED = Status.CONFIRMED


def test_a_round_without_comments_names_every_choice_with_none():
    found = summary([])

    assert (found.total, found.settled, found.objections) == (0, 0, ())
    assert [one.key for one in found.by_type] == list(CommentType)
    assert [one.key for one in found.by_verdict] == [*Verdict, None]
    assert {one.number for one in (*found.by_type, *found.by_severity, *found.opinions)} == {0}


def test_comments_are_counted_with_those_that_are_answered():
    rejected = replace(REMARK, id=CommentId("b"), status=SETTLED, verdict=Verdict.REJECTED)

    contested = replace(rejected, id=CommentId("c"), status=Status.TRIAGED)

    found = summary([REMARK, rejected, contested], withdrawn=3)

    assert (found.total, found.withdrawn, found.settled) == (3, 3, 1)
    assert found.by_type[0] == Count(CommentType.ERROR, 3, 1)
    counts = {one.key: one.number for one in found.by_verdict if one.number}
    assert counts == {Verdict.REJECTED: 1, None: 2}


def test_organisations_and_provisions_begin_with_the_most():
    city = [replace(REMARK, organisation="City", eid=EId("art_2")) for _ in range(2)]

    found = summary([REMARK, *city])

    assert [(one.key, one.number) for one in found.by_organisation] == [("City", 2), ("", 1)]
    assert [(one.key, one.number) for one in found.by_provision] == [("art_2", 2), ("art_1", 1)]


def test_opinions_are_counted_by_what_they_say():
    found = summary([], [OpinionKind.OBJECT, OpinionKind.SUPPORT, OpinionKind.OBJECT])

    assert {one.key: one.number for one in found.opinions if one.number} == {
        OpinionKind.OBJECT: 2,
        OpinionKind.SUPPORT: 1,
    }


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        (REMARK, False),
        (BLOCKING, True),
        (replace(BLOCKING, verdict=Verdict.ACCEPTED), True),
        (replace(BLOCKING, status=SETTLED, verdict=Verdict.REJECTED), True),
        (replace(BLOCKING, status=SETTLED, verdict=Verdict.NOTED), True),
        (replace(BLOCKING, status=SETTLED, verdict=Verdict.ACCEPTED), False),
        (replace(BLOCKING, status=Status.VERIFIED, verdict=Verdict.IN_PART), False),
    ],
)
def test_an_objection_stands_until_a_confirmed_answer_adopts_it(remark, expected):
    assert is_unresolved(remark, {remark.id: remark}) is expected


@pytest.mark.parametrize(
    ("verdict", "expected"), [(Verdict.ACCEPTED, False), (Verdict.REJECTED, True)]
)
def test_a_duplicate_is_resolved_when_that_is_which_it_repeats(verdict, expected):
    original = replace(REMARK, id=CommentId("o"), status=SETTLED, verdict=verdict)
    duplicate = replace(
        BLOCKING, status=SETTLED, verdict=Verdict.DUPLICATE, original=CommentId("o")
    )

    assert is_unresolved(duplicate, {"o": original}) is expected
    assert is_unresolved(duplicate, {}) is True
