"""Narrowing the comments of a round down: what is counted and what is left, for each way of asking."""

from dataclasses import replace

import pytest

from kb.access import Panel, PersonId
from kb.language import Language
from kb.law.identifiers import NOWHERE, EId
from kb.review.anchors import Anchor
from kb.review.comments import CommentId, CommentState, CommentType, Content, Severity
from kb.review.dispositions import Answer, Status, Verdict
from kb.services.threads import Author, Thread
from webapp.pages.comment_filters import FACETS, Narrowed, narrowed, unit_of

AIGUL = Author(PersonId(7), "Aigul", "Bureau", Panel.DOMESTIC)
JOHN = Author(PersonId(8), "John", "", Panel.INTERNATIONAL)
CONTENT = Content(
    type=CommentType.ERROR, severity=Severity.MINOR, language=Language.EN, text="Unclear."
)


def thread(name: str, author: Author = AIGUL, eid: str = "art_1__para_1", **more) -> Thread:
    """Return a comment as a viewer sees it; what is not about the thread itself is what it says."""
    own = {key: more.pop(key) for key in ("answer",) if key in more}
    return Thread(
        id=CommentId(name),
        author=author,
        is_mine=False,
        anchor=Anchor(eid=EId(eid), language=Language.EN, version=1),
        content=replace(CONTENT, **more),
        state=CommentState.SUBMITTED,
        submitted_at=None,
        is_late=False,
        revision=0,
        history=(),
        replies=(),
        status=Status.SUBMITTED,
        contest=None,
        **{"answer": None, **own},
    )


REJECTED = Answer(verdict=Verdict.REJECTED, reply="No.")
THREADS = (
    thread("a"),
    thread("b", JOHN, "art_1", severity=Severity.BLOCKING),
    thread("c", JOHN, "art_2", type=CommentType.POLICY, language=Language.KK, answer=REJECTED),
    thread("d", AIGUL, NOWHERE, type=CommentType.POLICY, answer=REJECTED),
)


def left(found: Narrowed) -> str:
    """Return the names of the comments that are left."""
    return "".join(one.id for one in found.threads)


def counts(found: Narrowed, facet: str) -> dict[str, int]:
    """Return what a facet offers, in its order."""
    [wanted] = [one for one in found.facets if one.name == facet]
    return {one.value: one.count for one in wanted.choices}


def labels(found: Narrowed, facet: str) -> list[str]:
    """Return what a facet offers, as it is called."""
    [wanted] = [one for one in found.facets if one.name == facet]
    return [one.label for one in wanted.choices]


def test_asked_for_nothing_all_are_left_and_every_one_is_counted_in_every_facet():
    found = narrowed(THREADS, {})

    assert (left(found), found.total, found.is_narrowed) == ("abcd", 4, False)
    assert {one.name: counts(found, one.name) for one in found.facets} == {
        "person": {"a": 2, "b": 2},
        "panel": {"domestic": 2, "international": 2},
        "type": {"error": 2, "policy": 2},
        "severity": {"blocking": 1, "minor": 3},
        "language": {"kk": 1, "en": 3},
        "disposition": {"open": 2, "rejected": 2},
        "provision": {"art_1": 2, "art_2": 1, "act": 1},
    }


def test_what_is_offered_is_called_by_its_name():
    found = narrowed(THREADS, {})

    assert [one.label for one in found.facets if one.name in {"person", "severity"}] == [
        "Person",
        "Severity",
    ]
    assert labels(found, "person") == ["Aigul, Bureau", "John"]
    assert labels(found, "language") == ["Қазақша", "English"]
    assert labels(found, "disposition")[1] == "rejected"
    assert labels(found, "provision") == ["Article 1", "Article 2", "The act as a whole"]


def test_people_stand_in_the_order_of_the_alphabet_with_its_kazakh_letters():
    names = ["Яна", "Әлия", "Бота", "John", "Айгүл"]
    people = [Author(PersonId(number), name) for number, name in enumerate(names)]
    found = narrowed([thread(one.name, one) for one in people], {})

    assert labels(found, "person") == ["John", "Айгүл", "Әлия", "Бота", "Яна"]


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({"person": "a"}, "ad"),
        ({"person": "b"}, "bc"),
        ({"panel": "international"}, "bc"),
        ({"type": "policy"}, "cd"),
        ({"severity": "blocking"}, "b"),
        ({"language": "kk"}, "c"),
        ({"disposition": "open"}, "ab"),
        ({"disposition": "rejected"}, "cd"),
        ({"provision": "art_1"}, "ab"),
        ({"provision": "act"}, "d"),
        ({"type": "policy", "panel": "domestic"}, "d"),
        ({"severity": "blocking", "disposition": "rejected"}, ""),
        ({"severity": "", "page": "2"}, "abcd"),
        ({"severity": "nothing of the kind"}, ""),
    ],
)
def test_what_is_asked_for_is_left_in_the_same_order(asked, ids):
    found = narrowed(THREADS, asked)

    assert (left(found), found.total) == (ids, 4)
    assert found.is_narrowed is any(asked.get(name) for name in FACETS)


def test_a_facet_counts_what_the_others_leave_and_goes_on_offering_its_own_values():
    found = narrowed(THREADS, {"type": "policy", "panel": "domestic"})

    assert counts(found, "type") == {"error": 1, "policy": 1}
    assert counts(found, "panel") == {"domestic": 1, "international": 1}
    assert counts(found, "provision") == {"act": 1}
    chosen = {one.name: [c.value for c in one.choices if c.is_chosen] for one in found.facets}
    assert {name: values for name, values in chosen.items() if values} == {
        "type": ["policy"],
        "panel": ["domestic"],
    }


def test_a_value_that_is_chosen_is_offered_though_it_leaves_nothing():
    found = narrowed(THREADS, {"severity": "blocking", "disposition": "rejected"})

    assert counts(found, "severity") == {"blocking": 0, "minor": 2}
    assert counts(found, "disposition") == {"open": 1, "rejected": 0}


def test_a_person_goes_by_the_first_comment_and_is_found_by_number_too():
    found = narrowed(THREADS, {"person": "8"})

    assert left(found) == "bc"
    [people] = [one for one in found.facets if one.name == "person"]
    assert {one.value: one.is_chosen for one in people.choices} == {"a": False, "b": True}


def test_people_who_are_not_named_are_not_offered():
    nobody = [replace(one, author=Author()) for one in THREADS]

    found = narrowed(nobody, {})

    assert (counts(found, "person"), counts(found, "panel")) == ({}, {})
    assert left(narrowed(nobody, {"person": "7"})) == ""


def test_of_one_that_was_withdrawn_only_its_place_and_its_author_are_counted():
    found = narrowed([replace(THREADS[0], content=None)], {})

    assert {one.name for one in found.facets if one.choices} == {
        "person",
        "panel",
        "disposition",
        "provision",
    }


@pytest.mark.parametrize(
    ("eid", "unit"),
    [("", "act"), ("art_5", "art_5"), ("art_5__para_2__subpara_1", "art_5"), ("chp_1", "chp_1")],
)
def test_a_comment_belongs_to_the_outermost_unit_that_it_stands_in(eid, unit):
    assert unit_of(EId(eid)) == unit
