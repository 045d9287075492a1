"""The publication log and its manifest: written with what they tell of, and true to it."""

import pytest
from sqlalchemy import select, update

from kb.errors import StorageDamagedError
from kb.language import Language
from kb.law.force import Force
from kb.law.publication import PublicationKind
from kb.law.words import Words
from kb.services import gazette, publishing
from kb.services.publishing import Happening, Withdrawal
from kb.storage.acts import EventRow, ExpressionRow, PublicationRow
from kb.storage.publications import ManifestRow
from tests.factories import TEXTS, TODAY
from tests.kb.services.desk import HEIGHT, PUBLISHER
from tests.repositories import changed

REASON = Words(kk="Себебі", ru="Причина", en="A reason")


@pytest.fixture
def full(desk):
    """A desk at which everything was published that can be: two texts, a suspension, a withdrawal."""
    desk.bring(commit_="a1")
    desk.publish(version=1)
    desk.clock.go(hours=1)
    desk.bring(commit_="a2", texts=changed("Граница"))
    desk.publish(version=2)
    desk.clock.go(hours=1)
    with desk.database.writing() as db:
        suspension = Happening(
            Force.SUSPENDED, TODAY, REASON, "№ 7", until=TODAY.replace(year=2027)
        )
        publishing.record(db, PUBLISHER, HEIGHT, suspension, desk.clock)
        desk.clock.go(hours=1)
        publishing.withdraw(db, PUBLISHER, HEIGHT, Withdrawal(2, REASON), desk.clock)
    return desk


def test_everything_that_is_published_has_an_entry_the_newest_first(full):
    with full.database.reading() as db:
        entries = gazette.log(db)
        assert gazette.count(db) == 5
        assert gazette.of_act(db, HEIGHT) == entries

    assert [entry.kind for entry in entries] == [
        PublicationKind.WITHDRAWAL,
        PublicationKind.RESUMPTION,
        PublicationKind.SUSPENSION,
        PublicationKind.AMENDMENT,
        PublicationKind.ADOPTION,
    ]
    assert [entry.publication for entry in entries] == [2, None, None, 2, 1]
    assert (entries[2].day, entries[2].decision, entries[2].ground) == (TODAY, "№ 7", REASON)
    assert (entries[4].body, entries[4].title.ru) == ("council", "О высоте")
    assert set(entries[4].texts) == set(Language)


def test_the_log_is_counted_and_narrowed_by_kind(full):
    with full.database.reading() as db:
        counts = gazette.counts(db)
        found = {kind: gazette.log(db, kind=kind) for kind in PublicationKind}

    assert sum(counts.values()) == 5
    assert {kind: len(entries) for kind, entries in found.items()} == counts
    assert all(one.kind is kind for kind, entries in found.items() for one in entries)


def test_each_entry_holds_the_hash_of_the_one_before(full):
    with full.database.reading() as db:
        entries = gazette.log(db)
    assert [one.previous for one in entries[:-1]] == [one.hash for one in entries[1:]]


def test_a_text_is_given_by_its_hash_only_as_it_was_published(full):
    with full.database.writing() as db:
        name = gazette.of_act(db, HEIGHT)[-1].texts[Language.RU]
        assert gazette.text(db, name) == TEXTS[Language.RU]
        db.execute(update(ExpressionRow).where(ExpressionRow.hash == name).values(text="Иное"))
        db.expire_all()
        with pytest.raises(StorageDamagedError):
            gazette.text(db, name)
        with pytest.raises(StorageDamagedError):
            gazette.text(db, "0" * 64)


def test_the_log_is_read_in_pages(full):
    with full.database.reading() as db:
        assert [e.number for e in gazette.log(db, start=1, most=2)] == [4, 3]


def test_a_text_is_known_by_the_publication_that_has_it_to_the_letter(full):
    with full.database.reading() as db:
        found = gazette.matches(db, TEXTS[Language.KK])
        assert [(m.language, m.entry.publication) for m in found] == [(Language.KK, 1)]
        assert gazette.matches(db, TEXTS[Language.KK].replace("\n", "\r\n")) == found
        assert gazette.matches(db, TEXTS[Language.KK] + " ") == []


def test_what_was_published_holds(full):
    with full.database.reading() as db:
        checked = gazette.verify(db)

    assert checked.holds
    assert (checked.head.number, checked.texts) == (5, 6)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (update(ExpressionRow).values(text=ExpressionRow.text + " "), "text "),
        (update(PublicationRow).values(decision="№ 2"), "publication 1"),
        (update(PublicationRow).values(starts=TODAY.replace(year=2020)), "publication 1"),
        (update(PublicationRow).values(withdrawal={"ru": "Иначе"}), "withdrawal 2"),
        (update(EventRow).values(day=TODAY.replace(year=2020)), "event 1"),
    ],
)
def test_what_is_changed_afterwards_is_found(full, change, found):
    with full.database.writing() as db:
        db.execute(change)
        checked = gazette.verify(db)

    assert not checked.holds
    assert any(one.startswith(found) for one in checked.changed)


@pytest.mark.parametrize(
    "change",
    [
        update(ManifestRow).where(ManifestRow.number == 2).values(line="{}"),
        update(ManifestRow).where(ManifestRow.number == 5).values(hash="0" * 64),
    ],
)
def test_a_manifest_that_is_changed_does_not_hold(full, change):
    with full.database.writing() as db:
        db.execute(change)
        assert gazette.verify(db).broken is not None


def test_what_was_published_before_there_was_a_manifest_is_written_with_the_next(full):
    with full.database.writing() as db:
        for row in db.scalars(select(ManifestRow).where(ManifestRow.number > 0)):
            db.delete(row)
        db.flush()
        gazette.write(db)

        assert gazette.count(db) == 5
        assert gazette.verify(db).holds
