"""What every search engine promises: how what was found is counted, ordered and shown."""

from dataclasses import replace
from datetime import date

import pytest

from indexer.query import Facet, Sort
from kb.language import Language
from kb.law.force import Force
from kb.law.identifiers import ActId
from tests.factories import TITLES, document
from tests.indexer.asking import (
    articles,
    ask,
    draft,
    found,
    in_languages,
    in_parts,
    many,
    places,
    reader_of,
    shown,
)

TAX = ActId("tax")
OLD = date(2024, 3, 1)
LAND = [
    *articles("Аренда земли.", "Земля общего пользования.", topics=("zoning", "land")),
    *articles("Налог на землю.", act=TAX, kind="rules", topics=("land",), body="mayor"),
    *articles("Земля под парком.", act=ActId("park"), kind="rules", topics=("parks",), day=OLD),
]


@pytest.fixture
def library(engine):
    engine.rebuild([*LAND, draft("Проект о земле.", act=ActId("plan"))])
    return engine


def choose(**values):
    return {Facet(facet): frozenset(chosen.split()) for facet, chosen in values.items()}


# Facets


def test_each_facet_counts_the_passages_of_its_values(library):
    assert ask(library, "земля").counts == {
        Facet.KIND: {"regulatory-provision": 2, "rules": 2},
        Facet.TOPIC: {"zoning": 2, "land": 3, "parks": 1},
        Facet.BODY: {"council": 3, "mayor": 1},
        Facet.STATUS: {"in-force": 4},
        Facet.LANGUAGE: {"ru": 4},
        Facet.YEAR: {"2026": 3, "2024": 1},
    }


@pytest.mark.parametrize(
    ("chosen", "total", "facet", "counts"),
    [
        # What is chosen narrows the other facets, and leaves its own siblings their counts.
        (choose(kind="rules"), 2, Facet.KIND, {"regulatory-provision": 2, "rules": 2}),
        (choose(kind="rules"), 2, Facet.TOPIC, {"land": 1, "parks": 1}),
        (choose(kind="rules", topic="land"), 1, Facet.TOPIC, {"land": 1, "parks": 1}),
        (choose(kind="rules", topic="land"), 1, Facet.KIND, {"regulatory-provision": 2, "rules": 1}),
        (choose(kind="rules", topic="land"), 1, Facet.YEAR, {"2026": 1}),
        (choose(topic="parks zoning"), 3, Facet.TOPIC, {"zoning": 2, "land": 3, "parks": 1}),
        (choose(topic="parks zoning"), 3, Facet.BODY, {"council": 3}),
        (choose(year="2024"), 1, Facet.YEAR, {"2026": 3, "2024": 1}),
        (choose(act="tax"), 1, Facet.BODY, {"mayor": 1}),
        (choose(status="in-force"), 4, Facet.STATUS, {"in-force": 4}),
        (choose(status="repealed"), 0, Facet.STATUS, {"in-force": 4}),
        (choose(status="draft"), 0, Facet.KIND, {}),
        (choose(kind="no-such-kind"), 0, Facet.KIND, {"regulatory-provision": 2, "rules": 2}),
        (choose(kind=""), 4, Facet.KIND, {"regulatory-provision": 2, "rules": 2}),
    ],
)  # fmt: skip
def test_what_is_chosen_narrows_the_counts_of_all_facets_but_its_own(
    library, chosen, total, facet, counts
):
    result = ask(library, "земля", chosen=chosen)

    assert result.total == total
    assert result.counts[facet] == counts


def test_a_facet_alone_finds_all_that_has_its_value(library):
    assert set(found(library, chosen=choose(kind="rules"))) == {"tax#art_1", "park#art_1"}


def test_what_is_chosen_on_the_page_goes_before_what_is_typed(library):
    assert found(library, "земля act:tax", chosen=choose(act="park")) == ["park#art_1"]


def test_a_reader_of_drafts_can_choose_them(library):
    reader = reader_of("plan")

    assert found(library, "земля", reader, chosen=choose(status="draft")) == ["plan#art_1"]
    assert ask(library, "земля", reader).counts[Facet.STATUS] == {"in-force": 4, "draft": 1}


# Order and pages


def test_equals_come_by_act_and_place(engine):
    engine.rebuild([*many(3), *articles("Порядок использования земли.")])

    assert found(engine, "земля") == ["height#art_1", "land#art_0", "land#art_1", "land#art_2"]


def test_the_newest_come_first_if_wanted_and_the_best_of_a_day_before_the_others(engine):
    texts = ("Земля общего пользования в городе.", "Земля, земля.")
    engine.rebuild([*articles(*texts, act=TAX, day=OLD), *articles(*texts)])

    by_date = ["height#art_2", "height#art_1", "tax#art_2", "tax#art_1"]
    assert found(engine, "земля", sort=Sort.DATE) == by_date
    assert found(engine, "земля") == ["height#art_2", "tax#art_2", "height#art_1", "tax#art_1"]


@pytest.mark.parametrize("by_act", [False, True])
@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_the_pages_together_are_the_whole(engine, by_act, size):
    engine.rebuild([one for act in "abcde" for one in articles("Земля.", act=ActId(f"of-{act}"))])

    whole = ask(engine, "земля", by_act=by_act, size=100)
    pages = [ask(engine, "земля", by_act=by_act, size=size, page=n) for n in range(1, 8)]

    assert {page.total for page in pages} == {whole.total} == {5}
    assert sum((page.hits for page in pages), ()) == whole.hits
    assert sum((page.acts for page in pages), ()) == whole.acts


def test_a_page_beyond_the_last_is_empty(library):
    result = ask(library, "земля", page=10**9)

    assert (result.total, result.hits) == (4, ())


def test_by_act_the_best_act_comes_first_with_its_three_best_passages(engine):
    engine.rebuild(
        [
            *articles("Земля.", "Вода.", "Земля и вода.", "О земле.", "Об этой земле и о той."),
            document("Земля.", heading="Земля", act=TAX),
        ]
    )

    result = ask(engine, "земля", by_act=True)

    assert (result.total, result.hits) == (2, ())
    assert [(one.act, one.total, len(one.hits)) for one in result.acts] == [
        ("tax", 1, 1),
        ("height", 4, 3),
    ]
    best = [f"{hit.act}#{hit.passage}" for hit in result.acts[1].hits]
    flat = [place for place in found(engine, "земля") if place.startswith("height")]
    assert best == flat[:3]


# Languages


@pytest.fixture
def trilingual(engine):
    engine.rebuild(
        [
            *in_languages("art_1", kk="Парк салу.", ru="Парк и сквер.", en="A park."),
            *in_languages("art_2", kk="Жер.", ru="Земля.", en="Land."),
        ]
    )
    return engine


@pytest.mark.parametrize(
    ("typed", "interface", "expected"),
    [
        ("жер", Language.RU, ["kk"]),
        ("земля", Language.EN, ["ru"]),
        ("land", Language.KK, ["en"]),
        # A word of two languages is found once, in the viewer's own if that is one of them.
        ("парк", Language.KK, ["kk"]),
        ("парк", Language.RU, ["ru"]),
        ("парк", Language.EN, ["kk"]),
        ("act:height", Language.EN, ["en", "en"]),
    ],
)
def test_a_provision_is_found_once_in_the_language_of_the_words(
    trilingual, typed, interface, expected
):
    result = ask(trilingual, typed, interface=interface)

    assert [hit.language for hit in result.hits] == expected
    assert result.total == len(expected)
    assert {frozenset(hit.languages) for hit in result.hits} == {frozenset(Language)}


def test_in_the_language_chosen_the_words_are_read_anew(trilingual):
    assert [hit.language for hit in ask(trilingual, "парк", chosen=choose(lang="ru")).hits] == [
        "ru"
    ]
    assert ask(trilingual, "жер", chosen=choose(lang="en")).total == 0
    assert ask(trilingual, "парк", chosen=choose(lang="kk ru")).total == 1


def test_each_language_counts_what_it_would_show(trilingual):
    assert ask(trilingual, "act:height").counts[Facet.LANGUAGE] == {"kk": 2, "ru": 2, "en": 2}
    assert ask(trilingual, "парк").counts[Facet.LANGUAGE] == {"kk": 1, "ru": 1}
    assert ask(trilingual, "парк").counts[Facet.KIND] == {"regulatory-provision": 1}


# What is shown


@pytest.mark.parametrize(
    ("language", "text", "typed", "expected"),
    [
        (Language.RU, "О высоте зданий.", "высота здание", "О [высоте] [зданий]."),
        (Language.KK, "Ғимараттардың биіктігі.", "ғимарат", "[Ғимараттардың] биіктігі."),
        (Language.EN, "Buildings are limited.", "building", "[Buildings] are limited."),
        (Language.RU, "Инвесторы и инвестиции.", "инвести*", "Инвесторы и [инвестиции]."),
        (Language.RU, "Договор аренды.", '"договора"', "[Договор] аренды."),
        (Language.RU, "<b>Земля</b> & «вода»", "земля", "<b>[Земля]</b> & «вода»"),
    ],
)
def test_the_words_are_marked_in_whichever_form_they_stand(engine, language, text, typed, expected):
    engine.put([document(text, language=language)])

    assert shown(ask(engine, typed, interface=language).hits[0]) == expected


def test_a_hit_says_all_that_is_shown_of_it(engine):
    made = document("Высота здания.", heading="Предел высоты", title=TITLES["ru"])
    engine.put([replace(made, path=("Глава 1. Общее", "§ 2"))])

    hit = ask(engine, "высота").hits[0]

    assert (hit.title, hit.path, hit.label) == ("О высоте", ("Глава 1. Общее", "§ 2"), "Статья 1.")
    assert (hit.heading, hit.kind) == ("Предел высоты", "regulatory-provision")
    assert [piece.text for piece in hit.heading_pieces if piece.matched] == ["высоты"]
    assert (hit.force, hit.language, hit.languages) == (
        Force.IN_FORCE,
        Language.RU,
        (Language.RU,),
    )
    assert hit.score > 0


@pytest.mark.parametrize(
    ("typed", "eid"),
    [
        ("парковка", "art_1__para_2"),
        ("ограда парка", "art_1__para_3"),
        # What the heading says is said of the whole.
        ("высота", "art_1"),
        ("высота парковка", "art_1__para_2"),
        ("act:height", "art_1"),
    ],
)
def test_a_hit_points_to_the_provision_with_the_best_words(engine, typed, eid):
    lines = ("1. Высота здания.", "2. Высота над парковкой.", "3. Ограда парка; парковка.")
    engine.put([in_parts(*lines, heading="Высота")])

    hit = ask(engine, typed).hits[0]

    assert (hit.eid, hit.passage) == (eid, "art_1")


def test_of_a_long_text_the_best_stretch_is_shown(engine):
    engine.put([document("Начало. " * 200 + "Высота здания. " + "Конец. " * 200)])

    text = shown(ask(engine, "высота здания").hits[0])

    assert "[Высота] [здания]" in text
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert places(ask(engine, "начало")) == ["height#art_1"]
