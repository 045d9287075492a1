"""Typed references, and the provisions that they lead to."""

from datetime import date

import pytest

from indexer import feed, jumping
from indexer.jumping import jump
from indexer.query import Facet, SearchQuery
from indexer.whoosh_engine.engine import WhooshEngine
from kb.access import Viewer
from kb.language import Language
from kb.law.identifiers import ActId
from kb.services.importing import Outcome
from kb.storage import migrate
from kb.storage.database import Database
from tests.factories import TODAY
from tests.indexer.asking import ANYBODY, reader_of
from tests.kb.services.desk import Desk

METADATA = """\
kind: {kind}
title: {{kk: {kk}, ru: {ru}, en: {en}}}
adopting_body: {body}
topics: [zoning]
illustrative: true
"""
ARTICLES = {
    Language.KK: "# {kk}\n\n## 1-тарау. Жалпы\n\n### 1-бап. Шек\n\n1. Шек бар.\n\n2. Шек жоқ:\n\n"
    "   1) мұнда.\n\n### 2-бап. Тағы\n\nШек бар.\n",
    Language.RU: "# {ru}\n\n## Глава 1. Общее\n\n### Статья 1. Предел\n\n1. Предел есть.\n\n"
    "2. Предела нет:\n\n   1) здесь.\n\n### Статья 2. Ещё\n\nПредел есть.\n",
    Language.EN: "# {en}\n\n## Chapter 1. General\n\n### Article 1. Limit\n\n1. There is a limit.\n\n"
    "2. There is none:\n\n   1) here.\n\n### Article 2. More\n\nThere is a limit.\n",
}
PARAGRAPHS = {
    Language.KK: "# {kk}\n\n1. Шек бар.\n\n2. Шек жоқ.\n",
    Language.RU: "# {ru}\n\n1. Предел есть.\n\n2. Предела нет.\n",
    Language.EN: "# {en}\n\n1. There is a limit.\n\n2. There is none.\n",
}
ACTS = {
    "height": (ARTICLES, "Биіктік туралы", "О высоте", "On Height"),
    "zoning": (ARTICLES, "Аймақтарға бөлу туралы", "О зонировании", "On Zoning"),
    "parking": (PARAGRAPHS, "Тұрақ қағидалары", "Правила парковки", "Parking Rules"),
    "secret": (ARTICLES, "Мұнаралар туралы", "О башнях", "On Towers"),
}
BY_COUNCIL = ("regulatory-provision", "council")
"""Acts of articles and of paragraphs; `secret` is a draft, the others are published."""


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """A database and indexes of these acts."""
    folder = tmp_path_factory.mktemp("city")
    database = Database(f"sqlite:///{folder / 'kb.sqlite'}")
    migrate.upgrade(database)
    desk, engine = Desk(database), WhooshEngine(folder / "index")
    for slug, (texts, kk, ru, en) in ACTS.items():
        titles = {"kk": kk, "ru": ru, "en": en}
        kind, body = ("rules", "regulatory-commission") if texts is PARAGRAPHS else BY_COUNCIL
        about = METADATA.format(kind=kind, body=body, **titles)
        written = {language: text.format(**titles) for language, text in texts.items()}
        brought = desk.bring(f"development/{slug}", about, written)
        assert brought.outcome is Outcome.NEW, brought
        if slug != "secret":
            desk.publish(ActId(slug))
    _amend(desk)
    with database.writing() as db:
        feed.drain(db, engine)
    yield database, engine
    database.close()


def _amend(desk):
    """Publish the act on height once more, with a third article, from 2030 on."""
    texts, kk, ru, en = ACTS["height"]
    titles = {"kk": kk, "ru": ru, "en": en}
    third = {
        Language.KK: "\n### 3-бап. Үшінші\n\nШек бар.\n",
        Language.RU: "\n### Статья 3. Третья\n\nПредел есть.\n",
        Language.EN: "\n### Article 3. Third\n\nThere is a limit.\n",
    }
    about = METADATA.format(kind=BY_COUNCIL[0], body=BY_COUNCIL[1], **titles)
    written = {one: text.format(**titles) + third[one] for one, text in texts.items()}
    assert desk.bring("development/height", about, written).outcome is Outcome.CHANGED
    desk.publish(ActId("height"), 2, starts=date(2030, 1, 1))


def leads(city, typed, language="ru", viewer=ANYBODY, within=None, as_of=None):
    database, engine = city
    chosen = {Facet.ACT: frozenset({within})} if within else {}
    query = SearchQuery(
        text=typed,
        viewer=viewer,
        day=TODAY,
        interface=Language(language),
        chosen=chosen,
        as_of=as_of,
    )
    with database.reading() as db:
        found = jump(db, engine, query)
        assert found.is_all == bool(found.targets)
        return [f"{one.act.act}#{one.eid}" for one in found.targets]


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("ru", "ст. 2", ["height#art_2", "zoning#art_2"]),
        ("ru", "ст. 1 п. 2 о зонировании", ["zoning#art_1__para_2"]),
        ("ru", "подпункт 1) пункта 2 статьи 1 О высоте", ["height#art_1__para_2__subpara_1"]),
        ("ru", "регуляторное положение о высоте статья 2", ["height#art_2"]),
        ("ru", "глава 1 о высоте", ["height#chp_1"]),
        ("ru", "п. 2 правил парковки", ["parking#para_2"]),
        ("ru", "п. 2", ["parking#para_2"]),
        ("kk", "2-бап", ["height#art_2", "zoning#art_2"]),
        ("kk", "биіктік туралы 1-бап 2-тармақ", ["height#art_1__para_2"]),
        ("kk", "тұрақ қағидалары 2-тармақ", ["parking#para_2"]),
        ("en", "art. 1(2) on zoning", ["zoning#art_1__para_2"]),
        ("en", "Article 2 of the regulatory provision On Height", ["height#art_2"]),
        # A reader of one language may type another.
        ("en", "ст. 2 о высоте", ["height#art_2"]),
        ("ru", "art. 2 on height", ["height#art_2"]),
        # What leads nowhere is searched for.
        ("ru", "ст. 99", []),
        ("ru", "ст. 2 о налогах", []),
        ("ru", "высота", []),
        ("ru", "ст. 2 регуляторного положения", []),
        ("ru", "", []),
    ],
)
def test_a_reference_leads_to_provisions(city, language, typed, expected):
    assert leads(city, typed, language) == expected


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        (ANYBODY, []),
        (reader_of("zoning"), []),
        (Viewer(drafts=frozenset({ActId("secret")})), []),
        (reader_of("secret"), ["secret#art_2"]),
    ],
)
def test_a_reference_leads_only_into_acts_that_the_viewer_may_read(city, viewer, expected):
    assert leads(city, "ст. 2 о башнях", viewer=viewer) == expected
    assert ("secret#art_2" in leads(city, "ст. 2", viewer=viewer)) == bool(expected)


@pytest.mark.parametrize("viewer", [ANYBODY, reader_of("secret")])
def test_on_a_day_a_reference_leads_into_what_applies_on_it(city, viewer):
    assert leads(city, "ст. 2", viewer=viewer, as_of=TODAY) == ["height#art_2", "zoning#art_2"]
    assert leads(city, "ст. 3 о высоте", viewer=viewer, as_of=TODAY) == []
    assert leads(city, "ст. 3 о высоте", viewer=viewer, as_of=date(2030, 1, 1)) == ["height#art_3"]
    assert leads(city, "ст. 2 о башнях", viewer=viewer, as_of=TODAY) == []


def test_within_an_act_a_reference_leads_into_that_act(city):
    assert leads(city, "ст. 2", within=ActId("zoning")) == ["zoning#art_2"]
    assert leads(city, "ст. 2", within=ActId("secret")) == []


def test_of_very_many_acts_the_first_are_looked_into(city, monkeypatch):
    monkeypatch.setattr(jumping, "MOST", 1)

    assert leads(city, "ст. 2") == ["height#art_2"]


@pytest.mark.parametrize(
    "typed", ["ст. " * 200 + "1", "ст. 1-99999", "п. 1–9999 ст. 1–9999", "ст. 1, " * 90]
)
def test_a_reference_to_very_much_is_answered_with_some(city, typed):
    assert len(leads(city, typed)) <= jumping.MOST
