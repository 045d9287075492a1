"""The tree of errors, and what it says to people."""

import re
from collections.abc import Iterator

import pytest

import kb.errors
from kb.errors import ActNotFoundError, KBError, SourceError


def subclasses(kind: type[KBError]) -> Iterator[type[KBError]]:
    for below in kind.__subclasses__():
        yield below
        yield from subclasses(below)


ALL = [KBError, *(kind for kind in subclasses(KBError) if kind.__module__ == "kb.errors")]


def drawn() -> dict[str, str]:
    """Return the tree as it is drawn at the top of the module: each error with the one above it."""
    assert kb.errors.__doc__ is not None
    above: list[str] = []
    found = {}
    for line in kb.errors.__doc__.splitlines():
        place = re.match(r"^([│├└─ ]*)(\w+Error)", line)
        if place:
            depth = len(place.group(1)) // 4
            above[depth:] = [place.group(2)]
            found[place.group(2)] = above[depth - 1] if depth else ""
    return found


def test_the_tree_is_drawn_as_it_is():
    assert drawn() == {
        kind.__name__: "" if kind is KBError else kind.__base__.__name__ for kind in ALL
    }


def test_an_error_carries_its_data_and_says_it():
    error = ActNotFoundError(act="zoning")

    assert error.details == {"act": "zoning"}
    assert str(error) == "There is no act “zoning”."


def test_a_per_cent_sign_in_the_data_does_no_harm():
    error = SourceError(place="100%s", problem="50 %.", cure="%(x)s")

    assert str(error) == "100%s: 50 %. %(x)s"


@pytest.mark.parametrize("kind", ALL)
def test_every_message_is_a_sentence_over_named_values(kind):
    names = re.findall(r"%(?:\((\w+)\)s)?", kind.message)

    assert all(names), "a value without a name cannot be translated"
    assert str(kind(**dict.fromkeys(names, "x")))
