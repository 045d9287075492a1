"""What every search engine promises: each viewer is answered from what the viewer may read."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.query import Facet
from kb.access import Viewer
from kb.language import Language
from kb.law.applying import Stretch
from kb.law.identifiers import ActId, EId
from tests.factories import document
from tests.indexer.asking import ANYBODY, ask, draft, many, reader_of

HEIGHT = ActId("height")
PARKING = ActId("parking")

PUBLISHED = document("Высота здания.", is_newest=False)
NEWER = draft("Высота ограды.")
ONLY_DRAFT = draft("Высота навеса.", act=PARKING)


@pytest.fixture
def library(engine):
    engine.rebuild([PUBLISHED, NEWER, ONLY_DRAFT])
    return engine


@pytest.mark.parametrize(
    ("viewer", "word", "expected"),
    [
        (ANYBODY, "здание", ["height#art_1"]),
        (ANYBODY, "ограда", []),
        (ANYBODY, "навес", []),
        (reader_of(), "здание", ["height#art_1"]),
        (reader_of(), "ограда", []),
        (reader_of(), "навес", []),
        (reader_of("parking"), "здание", ["height#art_1"]),
        (reader_of("parking"), "ограда", []),
        (reader_of("parking"), "навес", ["parking#art_1"]),
        (reader_of("height"), "здание", []),
        (reader_of("height"), "ограда", ["height#art_1"]),
        (reader_of("height", "parking"), "навес", ["parking#art_1"]),
        # Whoever has not signed in has no drafts, whatever the viewer says.
        (Viewer(drafts=frozenset({HEIGHT, PARKING})), "здание", ["height#art_1"]),
        (Viewer(drafts=frozenset({HEIGHT, PARKING})), "навес", []),
    ],
)
def test_each_viewer_finds_only_what_the_viewer_may_read(library, viewer, word, expected):
    # The nearest words are found in place of a hidden one, so that not all hits have it.
    with_the_word = [
        hit
        for hit in ask(library, word, viewer).hits
        if any(piece.matched for piece in hit.snippet)
    ]

    assert [f"{hit.act}#{hit.passage}" for hit in with_the_word] == expected


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        (ANYBODY, {"height"}),
        (reader_of("parking"), {"height", "parking"}),
        (Viewer(drafts=frozenset({PARKING})), {"height"}),
    ],
)
def test_the_acts_with_an_address_are_those_that_the_viewer_may_read(library, viewer, expected):
    assert set(library.acts_with(viewer, EId("art_1"))) == expected
    assert library.acts_with(viewer, EId("art_2")) == ()


def test_facets_count_only_what_the_viewer_may_read(library):
    assert ask(library, "высота").counts[Facet.STATUS] == {"in-force": 1}
    assert ask(library, "высота", reader_of("parking")).counts[Facet.STATUS] == {
        "in-force": 1,
        "draft": 1,
    }


HIDDEN = [draft("Секретная мера: налог на землю.", act=PARKING, eid=f"art_{n}") for n in range(9)]

QUERIES = [
    "земля",
    "землю использования",
    "секретная мера",
    "секретнаая",
    "налог",
    "нал*",
    '"мера"',
]


@pytest.mark.parametrize("viewer", [ANYBODY, reader_of(), reader_of("height")])
def test_answers_are_the_same_whatever_drafts_there_are_that_the_viewer_may_not_read(
    opening, viewer
):
    content = [*many(5), NEWER, PUBLISHED, document("Мэр города.", act=ActId("mayor"))]
    engine = opening()
    answers = []
    for hidden in ([], HIDDEN):
        engine.rebuild([*content, *hidden])
        answers.append([ask(engine, query, viewer) for query in QUERIES])

    assert answers[0] == answers[1]
    assert any(result.total for result in answers[0])


WORDS = [
    "земля",
    "землю",
    "секретная",
    "мера",
    "налог",
    "высота",
    "ограды",
    "жер",
    "land",
    "zemlya",
]
"""Words that the published texts have, that a query has, and that are typed wrongly."""

DRAFTS = st.builds(
    draft,
    st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join),
    heading=st.sampled_from(WORDS),
    act=st.sampled_from(["parking", "plan", "mayor"]).map(ActId),
    language=st.sampled_from(Language),
    eid=st.sampled_from(["art_1", "art_2", "art_3"]),
    kind=st.sampled_from(["rules", "decree"]),
)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drafts=st.lists(DRAFTS, max_size=8))
def test_no_draft_whatever_makes_a_difference_to_who_may_not_read_it(opening, drafts):
    content = [*many(5), NEWER, PUBLISHED, document("Мэр города.", act=ActId("mayor"))]
    engine = opening()
    answers = []
    for hidden in ([], drafts):
        engine.rebuild(content)
        engine.put(hidden)
        viewers = (ANYBODY, reader_of("height"))
        answers.append([ask(engine, word, one) for word in WORDS for one in viewers])

    assert answers[0] == answers[1]


def test_a_draft_that_was_published_and_dropped_again_leaves_no_trace_in_answers(opening):
    engine = opening()
    engine.rebuild(many(5))
    before = [ask(engine, query) for query in QUERIES]

    engine.replace(
        [PARKING], [replace(one, edition=replace(one.edition, applies=Stretch())) for one in HIDDEN]
    )
    assert ask(engine, "секретная").total == 9
    engine.drop(PARKING)

    assert [ask(engine, query) for query in QUERIES] == before
