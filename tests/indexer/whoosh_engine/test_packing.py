from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from indexer.document import Edition, Part
from indexer.whoosh_engine import packing
from kb.language import Language
from kb.law.applying import Stretch
from kb.law.force import Change, Force
from kb.law.identifiers import ActId, EId
from tests.factories import DOCUMENT

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
EDITIONS = st.builds(
    Edition,
    act=TEXT.map(ActId),
    language=st.sampled_from(Language),
    title=TEXT,
    kind=TEXT,
    body=TEXT,
    topics=st.tuples(TEXT),
    zones=st.tuples(TEXT, TEXT),
    languages=st.just(tuple(Language)),
    day=st.dates(),
    applies=st.none() | st.builds(Stretch, st.none() | st.dates(), st.none() | st.dates()),
    is_newest=st.booleans(),
)
HISTORIES = st.lists(st.builds(Change, st.dates(), st.sampled_from(Force))).map(tuple)


@given(EDITIONS)
def test_an_edition_comes_back_as_it_was(edition):
    assert packing.unpack_edition(packing.pack_edition(edition)) == edition


@given(EDITIONS, EDITIONS)
def test_equal_editions_are_packed_alike_and_others_are_not(one, other):
    assert (packing.pack_edition(one) == packing.pack_edition(other)) == (one == other)


@given(HISTORIES)
def test_a_history_comes_back_as_it_was(history):
    assert packing.unpack_history(packing.pack_history(history)) == history


def test_a_day_long_ago_keeps_its_place_in_a_history():
    history = (Change(date(1, 1, 1), Force.IN_FORCE),)

    assert packing.unpack_history(packing.pack_history(history)) == history


@given(TEXT, TEXT, st.lists(TEXT).map(tuple), st.integers(0, 2**31))
def test_what_is_shown_comes_back_as_it_was(text, heading, path, start):
    parts = (Part(EId("art_1__para_1"), start),)
    document = replace(DOCUMENT, text=text, heading=heading, path=path, parts=parts)

    shown = packing.unpack_shown(packing.pack_shown(document))

    assert (shown.text, shown.heading, shown.path, shown.parts) == (text, heading, path, parts)
    assert (shown.eid, shown.label, shown.language) == ("art_1", "Статья 1.", Language.RU)


def test_a_character_belongs_to_the_part_that_begins_last_before_it():
    parts = (Part(EId("para_1"), 4), Part(EId("para_2"), 9))
    shown = packing.unpack_shown(packing.pack_shown(replace(DOCUMENT, parts=parts)))

    assert [shown.part_at(at) for at in (0, 3, 4, 8, 9, 10**6)] == [
        "art_1", "art_1", "para_1", "para_1", "para_2", "para_2",
    ]  # fmt: skip
