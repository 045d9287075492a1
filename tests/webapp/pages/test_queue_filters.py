"""What the comments of a queue are filtered by: what is offered, what fits, whose turn it is."""

from dataclasses import replace

import pytest

from kb.access import Panel, PersonId
from kb.language import Language
from kb.law.identifiers import NOWHERE, EId
from kb.review.anchors import Anchor
from kb.review.comments import CommentId, CommentType, Content, Severity, Suggestion
from kb.review.dispositions import Answer, Contest, Disposition, Status, Verdict
from kb.services.queueing import Entry
from kb.services.threads import Author
from tests.factories import NOW
from webapp.pages.queue_filters import VALUES, Filter, filters, fits, turn

DRAFTER, SECOND = PersonId(1), PersonId(2)
AIGUL = Author(PersonId(7), "Aigul", "Bureau", Panel.DOMESTIC)
JOHN = Author(PersonId(8), "John", "", Panel.INTERNATIONAL)
CONTENT = Content(
    type=CommentType.ERROR, severity=Severity.MINOR, language=Language.EN, text="Unclear."
)
WORDING = Suggestion(((Language.KK, "1. Шек."),), "Shorter.")
REJECTED = Answer(verdict=Verdict.REJECTED, reply="No.")
CONTESTED = Contest("It is not so.", NOW, REJECTED)
NOTHING = dict.fromkeys(VALUES, "")


def entry(name: str, author: Author = AIGUL, eid: str = "art_2", **more) -> Entry:
    """Return a comment with its answer; what is not about the answer is what the comment says."""
    answered = {key: more.pop(key) for key in ("status", "answer", "contest") if key in more}
    by = DRAFTER if "answer" in answered else None
    return Entry(
        id=CommentId(name),
        author=author,
        anchor=Anchor(eid=EId(eid), language=Language.EN, version=1),
        content=replace(CONTENT, **more),
        submitted_at=NOW,
        is_late=False,
        disposition=Disposition(
            comment=CommentId(name), author=author.person, proposed_by=by, **answered
        ),
        revision=0,
        proposer="",
        confirmer="",
        notes=0,
    )


ENTRIES = (
    entry("a"),
    entry("b", JOHN, "art_1", status=Status.PROPOSED, answer=REJECTED),
    entry("c", JOHN, status=Status.CONFIRMED, answer=REJECTED, suggestion=WORDING),
    entry("d", eid=NOWHERE, status=Status.TRIAGED, contest=CONTESTED, severity=Severity.BLOCKING),
)


def offered(entries=ENTRIES, person=SECOND, **chosen: str) -> dict[str, Filter]:
    """Return the filters that somebody is offered, by name."""
    return {one.name: one for one in filters(entries, NOTHING | chosen, person)}


def counts(found: Filter) -> list[tuple[str, int]]:
    """Return what a filter offers, in its order."""
    return [(one.value, one.count) for one in found.options]


def labels(found: Filter) -> list[str]:
    """Return what a filter offers, as it is called."""
    return [one.label for one in found.options]


def test_a_filter_is_offered_that_parts_the_comments_and_no_other():
    found = {name: counts(one) for name, one in offered().items()}

    assert found == {
        "status": [("submitted", 1), ("triaged", 1), ("proposed", 1), ("confirmed", 1)],
        "severity": [("blocking", 1), ("minor", 3)],
        "provision": [("art_2", 2), ("art_1", 1), ("act", 1)],
        "person": [("7", 2), ("8", 2)],
        "panel": [("domestic", 2), ("international", 2)],
        "turn": [("write", 2), ("confirm", 1), ("done", 1)],
        "contested": [("1", 1), ("0", 3)],
        "suggestion": [("1", 1), ("0", 3)],
    }


def test_what_is_offered_is_called_by_its_name():
    found = offered(language="en", verdict="rejected", type="error")

    assert (found["type"].label, found["person"].label) == ("Type", "Person")
    assert labels(found["person"]) == ["Aigul", "John"]
    assert labels(found["provision"]) == ["Article 2", "Article 1", "The act as a whole"]
    assert labels(found["verdict"]) == ["rejected"]
    assert labels(found["language"]) == ["English"]
    assert labels(found["contested"]) == ["yes", "no"]


def test_people_stand_in_the_order_of_the_alphabet_with_its_kazakh_letters():
    names = ["Яна", "Әлия", "Бота"]
    people = [Author(PersonId(number), name) for number, name in enumerate(names, 1)]
    found = offered([entry(one.name, one) for one in people])

    assert labels(found["person"]) == ["Әлия", "Бота", "Яна"]


def test_a_filter_that_is_chosen_is_offered_though_it_parts_nothing():
    found = offered(ENTRIES[:1], type="error", organisation="Bureau")

    assert {name: one.chosen for name, one in found.items()} == {
        "type": "error",
        "organisation": "Bureau",
    }
    assert counts(found["organisation"]) == [("Bureau", 1)]


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        ({}, "abcd"),
        ({"status": "triaged"}, "d"),
        ({"verdict": "rejected"}, "bc"),
        ({"type": "error"}, "abcd"),
        ({"severity": "blocking"}, "d"),
        ({"language": "kk"}, ""),
        ({"provision": "art_2"}, "ac"),
        ({"provision": "act"}, "d"),
        ({"person": "8"}, "bc"),
        ({"organisation": "Bureau"}, "ad"),
        ({"panel": "domestic"}, "ad"),
        ({"turn": "write"}, "ad"),
        ({"turn": "confirm"}, "b"),
        ({"contested": "1"}, "d"),
        ({"suggestion": "1"}, "c"),
        ({"suggestion": "0", "verdict": "rejected"}, "b"),
    ],
)
def test_what_is_asked_for_fits(chosen, ids):
    assert "".join(one.id for one in ENTRIES if fits(one, NOTHING | chosen, SECOND)) == ids


@pytest.mark.parametrize(
    ("at", "person", "told"),
    [
        (0, DRAFTER, "write"),
        (1, SECOND, "confirm"),
        (1, DRAFTER, "wait"),
        (1, None, "wait"),
        (2, SECOND, "done"),
        (3, SECOND, "write"),
    ],
)
def test_whose_turn_it_is_goes_by_who_looks(at, person, told):
    assert turn(ENTRIES[at], person) == told
