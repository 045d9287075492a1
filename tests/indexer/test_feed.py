"""From the database to the indexes, and the tasks that changes leave."""

from contextlib import suppress
from datetime import date

import pytest

from indexer import feed
from kb.access import Viewer
from kb.errors import IndexUnavailableError
from kb.language import Language
from kb.law.force import Change, Force
from kb.law.identifiers import ActId, EId
from kb.services.importing import Outcome
from kb.storage.acts import ActRow
from kb.storage.queue import IndexTaskRow
from tests.factories import METADATA, TEXTS
from tests.indexer.asking import ANYBODY, ask, found, reader_of

HEIGHT = ActId("height")
NEWER = {
    **TEXTS,
    Language.RU: "# О высоте\n\n### Статья 1. Предел\n\n1. Высота ограды ограничивается.\n",
}
LONG = {
    Language.KK: "# Биіктік туралы\n\n## 1-тарау. Жалпы\n\n### 1-бап. Шек\n\n"
    "1. Ғимараттың биіктігі:\n\n   1) тұрғын;\n\n   2) өзге.\n\n2. Шекті Кеңес белгілейді.\n\n"
    "### 2-бап. Өлшеу\n\nБиіктік өлшенеді.\n",
    Language.RU: "# О высоте\n\n## Глава 1. Общее\n\n### Статья 1. Предел\n\n"
    "1. Высота здания:\n\n   1) жилого;\n\n   2) иного.\n\n2. Предел устанавливает Совет.\n\n"
    "### Статья 2. Измерение\n\nВысота измеряется.\n",
    Language.EN: "# On Height\n\n## Chapter 1. General\n\n### Article 1. Limit\n\n"
    "1. The height of a building:\n\n   1) residential;\n\n   2) other.\n\n"
    "2. The limit is set by the Council.\n\n### Article 2. Measuring\n\nHeight is measured.\n",
}


def documents(desk, act=HEIGHT):
    with desk.database.reading() as db:
        return list(feed.documents(db, act))


def drain(desk, engine):
    with desk.database.writing() as db:
        return feed.drain(db, engine)


def waiting(desk):
    with desk.database.reading() as db:
        return feed.waiting(db)


def test_a_passage_is_an_article_with_the_numbers_of_its_provisions(desk):
    desk.bring(texts=LONG)

    made = {d.eid: d for d in documents(desk) if d.edition.language is Language.RU}

    first = made[EId("art_1")]
    assert first.text.splitlines() == [
        "1. Высота здания:", "1) жилого;", "2) иного.", "2. Предел устанавливает Совет.",
    ]  # fmt: skip
    assert (first.label, first.heading, first.path) == ("Статья 1.", "Предел", ("Глава 1. Общее",))
    for part in first.parts:
        line = first.text[part.start :].splitlines()[0]
        assert line.startswith(part.eid.rpartition("_")[2])
    assert [document.order for document in made.values()] == sorted(d.order for d in made.values())
    assert "art_2" in made
    assert len({document.key for document in made.values()}) == len(made)


def flags(desk):
    return {
        (d.edition.language.value, d.edition.is_published, d.edition.is_newest, bool(d.history))
        for d in documents(desk)
    }


def test_of_an_act_there_are_the_newest_version_and_the_published_one(desk):
    desk.bring(commit_="1")
    assert flags(desk) == {(one, False, True, False) for one in ("kk", "ru", "en")}

    desk.publish()
    assert flags(desk) == {(one, True, True, True) for one in ("kk", "ru", "en")}

    desk.bring(commit_="2", texts=NEWER)
    assert flags(desk) == {
        *((one, True, False, True) for one in ("kk", "ru", "en")),
        *((one, False, True, False) for one in ("kk", "ru", "en")),
    }


def test_each_passage_has_the_force_of_its_own_provisions(desk):
    staged = METADATA + (
        "commencement:\n"
        "  - {from: 2026-07-01, provisions: [art_1]}\n  - {from: 2027-01-01, provisions: rest}\n"
    )
    assert desk.bring(metadata=staged, texts=LONG).outcome is Outcome.NEW
    desk.publish()

    starts = {d.eid: d.history[0] for d in documents(desk) if d.history}

    assert starts["art_1"] == Change(date(2026, 7, 1), Force.IN_FORCE)
    assert starts["art_2"] == Change(date(2027, 1, 1), Force.IN_FORCE)


def test_what_is_not_there_has_no_documents(desk):
    assert documents(desk) == []


def test_a_change_waits_until_it_is_drained_and_then_can_be_found(desk, engine):
    desk.bring(commit_="1")
    assert waiting(desk) > 0

    done = drain(desk, engine)

    assert (done.acts, done.documents, waiting(desk)) == (1, 3, 0)
    assert found(engine, "здание") == []
    assert found(engine, "здание", reader_of("height")) == ["height#art_1"]
    assert drain(desk, engine).tasks == 0


def test_a_newer_draft_is_found_by_its_readers_and_the_published_text_by_all_others(desk, engine):
    desk.bring(commit_="1")
    desk.publish()
    desk.bring(commit_="2", texts=NEWER)
    drain(desk, engine)

    assert ask(engine, '"ограда"').hits == ask(engine, '"ограды"', reader_of("other")).hits
    assert found(engine, "здание") == ["height#art_1"]
    assert found(engine, "ограда", reader_of("height")) == ["height#art_1"]


def test_a_kill_between_index_and_commit_does_no_harm(desk, engine):
    desk.bring(commit_="1")
    desk.publish()

    with suppress(ZeroDivisionError), desk.database.writing() as db:
        feed.drain(db, engine)
        raise ZeroDivisionError

    assert waiting(desk) > 0
    before = ask(engine, "высота")
    assert drain(desk, engine).acts == 1
    assert (ask(engine, "высота"), waiting(desk)) == (before, 0)


def test_without_an_index_a_drain_builds_it_of_everything(desk, opening):
    desk.bring()
    desk.publish()
    desk.bring("development/parking", METADATA)
    with desk.database.writing() as db:
        db.query(IndexTaskRow).delete()
    engine = opening()
    with pytest.raises(IndexUnavailableError):
        engine.status()

    assert drain(desk, engine).acts == 2
    assert found(engine, "здание") == ["height#art_1"]
    assert found(engine, "здание", reader_of("parking")) == ["height#art_1", "parking#art_1"]


def test_many_acts_are_indexed_some_at_a_time(desk, engine, monkeypatch):
    monkeypatch.setattr(feed, "_AT_A_TIME", 2)
    for number in range(5):
        desk.bring(f"development/act-{number}")

    assert drain(desk, engine).documents == 15
    assert engine.status()["desk"].documents == 15


def test_what_changes_while_all_is_indexed_anew_stays_waiting(desk, engine):
    desk.bring(commit_="1")
    told = []

    def meanwhile(step):
        if not told:
            desk.bring(commit_="2", texts=NEWER)
        told.append(step)

    count = feed.rebuild(desk.database, engine, meanwhile)

    assert (count, sum(told)) == (3, 3)
    assert waiting(desk) > 0
    drain(desk, engine)
    assert found(engine, "ограда", reader_of("height")) == ["height#art_1"]


def test_all_documents_are_those_of_all_acts(desk):
    desk.bring()
    desk.bring("development/parking")
    with desk.database.reading() as db:
        acts = [document.edition.act for document in feed.all_documents(db)]
        assert db.query(ActRow).count() == 2

    assert acts == ["height"] * 3 + ["parking"] * 3
    assert Viewer() == ANYBODY
