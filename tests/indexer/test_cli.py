"""`kb index` and `kb search`, as they are typed."""

import gc
import json
from contextlib import contextmanager
from datetime import date

import pytest

from kb.access import Role
from kb.language import Language
from kb.law.force import Force
from kb.law.words import Words
from kb.services import publishing
from kb.services.publishing import Happening
from kb.storage.database import Database
from tests.factories import METADATA, TEXTS
from tests.kb.services.desk import HEIGHT, PUBLISHER, Desk

SECRET = {**TEXTS, Language.RU: TEXTS[Language.RU].replace("здания", "навеса")}


@contextmanager
def desk_of(kb):
    """Give a desk on the database of an installation."""
    database = Database(f"sqlite:///{kb.database}")
    yield Desk(database)
    database.close()


@pytest.fixture
def town(kb):
    """An installation with one published act and one draft; nothing is indexed."""
    with desk_of(kb) as desk:
        desk.bring()
        desk.publish()
        desk.bring("development/canopies", METADATA, SECRET)
    return kb


@pytest.fixture
def indexed(town):
    assert town("index", "rebuild").status == 0
    return town


def test_a_rebuild_tells_how_much_was_indexed(town):
    told = town("index", "rebuild")

    assert (told.status, told.out) == (0, "")
    assert told.err.splitlines()[-2:] == [
        "6 passages indexed by whoosh.",
        "0 comments and opinions indexed.",
    ]


def test_a_sync_without_an_index_builds_it(town):
    assert town("index", "sync").err.splitlines()[-1] == "6 passages indexed by whoosh."
    assert town("index", "status").status == 0


def test_a_sync_brings_up_to_date_what_has_changed(indexed):
    with desk_of(indexed) as desk:
        desk.bring("development/gates")
    assert "\n1 changes wait" in indexed("index", "status").out

    told = indexed("index", "sync")

    assert told.err == "1 act brought up to date, 3 passages.\n"
    assert indexed("index", "sync").err == "0 acts brought up to date, 0 passages.\n"


def test_the_status_tells_what_each_index_holds(indexed):
    told = indexed("index", "status")

    assert [line.split()[:3] for line in told.out.splitlines()] == [
        ["public", "3", "passages"],
        ["older", "0", "passages"],
        ["desk", "6", "passages"],
        ["0", "changes", "wait"],
    ]
    as_json = json.loads(indexed("index", "status", "--json").out)
    assert (as_json["waiting"], as_json["public"]["documents"]) == (0, 3)
    assert as_json["desk"]["generation"]


@pytest.mark.parametrize("command", [("index", "status"), ("search", "высота")])
def test_without_an_index_the_cure_is_told(town, command):
    told = town(*command)

    assert (told.status, told.out) == (1, "")
    assert "kb index rebuild" in told.err


# Whoosh leaves files open that it cannot read, and says so when they are collected.
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.parametrize("damaged", ["CURRENT", "*/*.toc", "*/*.seg"])
def test_a_damaged_index_is_told_of_and_mended_by_a_sync(indexed, damaged):
    (spoilt,) = indexed.folder.glob(f"index/public/{damaged}")
    spoilt.write_bytes(b"")

    assert "kb index rebuild" in indexed("search", "высота").err
    assert indexed("index", "sync").status == 0
    assert indexed("search", "высота").status == 0
    gc.collect()  # What Whoosh left open is collected here, and in no other test.


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "О высоте зданий", ["о\tо\t0\t1", "высот\tвысоте\t2\t8", "здан\tзданий\t9\t15"]),
        ("kk", "Құқықтың", ["құқық\tқұқықтың\t0\t8"]),
        ("en", "Buildings", ["build\tbuildings\t0\t9"]),
        ("en", "", []),
    ],
)
def test_the_terms_of_a_text_are_printed_one_a_line(kb, language, text, expected):
    told = kb("index", "analyse", "--lang", language, stdin=text)

    assert (told.status, told.out.splitlines()) == (0, expected)


def test_a_search_prints_the_passages_found(indexed):
    told = indexed("search", "высота здания")

    assert told.out.splitlines() == [
        "height#art_1__para_1 [ru] О высоте",
        "  Статья 1. Предел",
        "  1. Высота здания ограничивается.",
    ]
    assert told.err == "1 found.\n"


def test_a_search_tells_what_it_took_a_query_for(indexed):
    assert indexed("search", "dscjnf").err.splitlines()[0] == "Searched for: высота"


def test_a_search_shows_a_person_what_the_person_may_read(indexed):
    with desk_of(indexed) as desk:
        desk.person("dana", Role.DRAFTER)

    for person, acts in (((), set()), (("--as", "dana"), {"canopies"})):
        told = indexed("search", '"навес"', "--json", *person)
        hits = json.loads(told.out)["hits"]
        assert {hit["act"] for hit in hits if "навеса" in hit["snippet"]} == acts


def test_a_search_as_of_a_day_finds_what_applies_on_it(town):
    with desk_of(town) as desk:
        desk.bring(texts={**TEXTS, Language.RU: TEXTS[Language.RU].replace("здания", "ограды")})
        desk.publish(version=2, starts=date(2030, 1, 1))
        desk.person("dana", Role.DRAFTER)
    assert "9 passages indexed by whoosh." in town("index", "rebuild").err

    for day, word in (("2029-12-31", "здания"), ("2030-01-01", "ограды")):
        for person in ((), ("--as", "dana")):
            told = town("search", "высота", "--on", day, "--json", *person)
            hits = json.loads(told.out)["hits"]
            assert [(hit["act"], word in hit["snippet"]) for hit in hits] == [("height", True)]


def test_a_search_says_what_is_not_in_force_on_the_day(town):
    with desk_of(town) as desk:
        words = Words(kk="Себеп", ru="Причина", en="A reason")
        happening = Happening(Force.SUSPENDED, date(2030, 1, 1), words)
        with desk.database.writing() as db:
            publishing.record(db, PUBLISHER, HEIGHT, happening, desk.clock)
    town("index", "rebuild")

    for day, force in (("2029-12-31", ""), ("2030-01-01", " (suspended)")):
        found = town("search", "высота здания", "--on", day).out.splitlines()
        assert found[0] == f"height#art_1__para_1 [ru] О высоте{force}"


def test_a_search_for_nobody_we_know_is_refused(indexed):
    told = indexed("search", "высота", "--as", "nobody")

    assert (told.status, told.out) == (1, "")
    assert "nobody" in told.err


def test_a_search_as_json_has_all_that_is_printed(indexed):
    told = indexed("search", "высота здания", "--json")

    answer = json.loads(told.out)
    (hit,) = answer.pop("hits")
    assert answer == {"total": 1, "languages": ["ru"], "meant": None, "hints": []}
    assert hit.pop("score") > 0
    assert hit == {
        "act": "height",
        "eid": "art_1__para_1",
        "language": "ru",
        "title": "О высоте",
        "label": "Статья 1.",
        "heading": "Предел",
        "snippet": "1. Высота здания ограничивается.",
        "force": "in-force",
    }


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("высота", "--page", "99"), 0),
        (("высота", "--page", "0"), 2),
        (("высота", "--lang", "de"), 2),
        (("высота", "--on", "2027-02-30"), 2),
        (("высота", "--on", "tomorrow"), 2),
        (("высота", "--on", "0001-01-01"), 0),
        (("высота", "--on", "9999-12-31"), 0),
        (("",), 0),
        (("*",), 0),
        (("(" * 20_000,), 0),
        (("--", "-высота"), 0),
        (("\ud800",), 0),
    ],
)
def test_odd_searches_end_as_they_should(indexed, arguments, status):
    told = indexed("search", *arguments)

    assert told.status == status
    assert "Traceback" not in told.err
