"""Redlines between editions that a viewer may read, made once and kept."""

from dataclasses import replace

import pytest

from kb.access import Role, Viewer
from kb.errors import ActNotFoundError, EditionNotFoundError
from kb.language import Language
from kb.law.identifiers import ActId, EId
from kb.law.redline.summary import Counts
from kb.services import library, redlining
from kb.services.library import Edition
from kb.services.redlining import Pair, Redliner, counts, missing, neighbours, pair
from kb.storage.redlines import RedlineRow
from tests.factories import METADATA, TEXTS
from tests.kb.services.desk import HEIGHT, TODAY, Desk
from tests.repositories import changed

READER = Viewer()
OTHER = {Language.RU: TEXTS[Language.RU].replace("ограничивается", "не ограничивается")}


def versions(old: int, new: int) -> tuple[Edition, Edition]:
    return Edition(version=old), Edition(version=new)


@pytest.fixture
def drafted(desk: Desk) -> Desk:
    """Two versions of an act, of which the second has another Russian text; the first is published."""
    desk.bring(commit_="a1")
    desk.bring(commit_="b2", texts={**TEXTS, **OTHER})
    desk.publish()
    desk.person("drafter", Role.DRAFTER)
    return desk


@pytest.fixture
def drafter(drafted: Desk) -> Viewer:
    return drafted.viewer("drafter")


def test_a_drafter_reads_what_changed_between_two_versions(drafted, drafter):
    with drafted.database.reading() as db:
        made = Redliner().redline(db, pair(db, drafter, HEIGHT, Language.RU, versions(1, 2)))

    assert [p.text for p in made.changes[-1].text] == ["Высота здания ", "не ", "ограничивается."]


def test_a_language_in_which_nothing_changed_has_an_empty_redline(drafted, drafter):
    with drafted.database.reading() as db:
        made = Redliner().redline(db, pair(db, drafter, HEIGHT, Language.KK, versions(1, 2)))

    assert made.is_empty


@pytest.mark.parametrize(
    "editions",
    [
        versions(1, 2),
        versions(1, 1),
        (Edition(publication=1), Edition(version=2)),
        (Edition(version=2), Edition(publication=1)),
        (Edition(publication=1), Edition(publication=2)),
        versions(8, 9),
    ],
)
def test_an_edition_that_a_reader_may_not_know_of_is_not_there(drafted, editions):
    with drafted.database.reading() as db, pytest.raises(EditionNotFoundError) as told:
        pair(db, READER, HEIGHT, Language.RU, editions)

    assert str(told.value) == str(EditionNotFoundError(act=HEIGHT))


def test_an_act_that_is_not_there_has_no_editions(drafted):
    with drafted.database.reading() as db, pytest.raises(ActNotFoundError) as told:
        pair(db, READER, ActId("nowhere"), Language.RU, (Edition(), Edition()))

    assert str(told.value) == str(ActNotFoundError(act="nowhere"))


def test_a_reader_compares_publications(drafted):
    drafted.publish(version=2)
    with drafted.database.reading() as db:
        editions = Edition(publication=1), Edition(publication=2)
        made = Redliner().redline(db, pair(db, READER, HEIGHT, Language.RU, editions))

    assert not made.is_empty


def test_a_text_that_is_new_is_inserted_as_a_whole(drafted, drafter):
    with drafted.database.reading() as db:
        texts = pair(db, drafter, HEIGHT, Language.KK, versions(1, 2))
        made = Redliner().redline(db, replace(texts, old=""))

    assert {change.kind.value for change in made.changes} == {"inserted"}


def test_what_is_no_pair_of_texts_is_not_stored(drafted, drafter):
    with drafted.database.reading() as db:
        texts = pair(db, drafter, HEIGHT, Language.KK, versions(1, 2))

        assert Redliner().prepared(db, [replace(texts, old=""), replace(texts, new="")]) == []


def stored(desk: Desk) -> Pair:
    """Store the only redline there is, and return the texts it is of."""
    redliner = Redliner()
    with desk.database.reading() as db:
        (one,) = neighbours(db, HEIGHT)
        prepared = redliner.prepared(db, [one])
    with desk.database.writing() as db:
        redliner.keep(db, prepared)
    return one


def test_a_redline_is_stored_once(drafted):
    one = stored(drafted)

    with drafted.database.reading() as db:
        assert Redliner().prepared(db, [one]) == []
        assert db.query(RedlineRow).count() == 1


def test_a_stored_redline_is_not_made_again(drafted, drafter, monkeypatch):
    with drafted.database.reading() as db:
        texts = pair(db, drafter, HEIGHT, Language.RU, versions(1, 2))
        made = Redliner().redline(db, texts)
    assert stored(drafted) == texts
    monkeypatch.delattr(redlining, "redline")

    with drafted.database.reading() as db:
        assert Redliner().redline(db, texts) == made


def test_a_redline_is_kept_in_memory(drafted, drafter, monkeypatch):
    redliner = Redliner()
    with drafted.database.reading() as db:
        texts = pair(db, drafter, HEIGHT, Language.RU, versions(1, 2))
        made = redliner.redline(db, texts)
        monkeypatch.delattr(redlining, "redline")

        assert redliner.redline(db, texts) is made


def test_a_redline_of_another_program_is_dropped_and_made_anew(drafted, monkeypatch):
    one = stored(drafted)
    monkeypatch.setattr(redlining, "SETTING", "0.0")

    with drafted.database.reading() as db:
        assert counts(db, [one]) == {}
    stored(drafted)

    with drafted.database.reading() as db:
        assert [row.setting for row in db.query(RedlineRow)] == ["0.0"]


def test_counts_are_read_without_the_redlines(drafted):
    one = stored(drafted)
    with drafted.database.reading() as db:
        made = Redliner().redline(db, one)
        missing = Pair(Language.KK, one.old, one.new)

        assert counts(db, [one, missing]) == {one: Counts.of(made)}
        assert counts(db, []) == {}


def test_versions_that_differ_in_metadata_only_have_nothing_to_compare(desk):
    desk.bring(commit_="a1")
    desk.bring(commit_="b2", metadata="summary: {kk: А, ru: Б, en: C}\n" + METADATA)
    with desk.database.reading() as db:
        assert neighbours(db, HEIGHT) == []


def test_publications_are_neighbours_of_publications(drafted):
    """The version between two publications was compared with both; so are the publications."""
    drafted.bring(commit_="c3", texts=changed("Граница"))
    drafted.publish(version=3, starts=TODAY)

    with drafted.database.reading() as db:
        first, second, third = (
            library.find(db, drafted.viewer("drafter"), HEIGHT, Edition(version=number))
            for number in (1, 2, 3)
        )
        russian = [one.shown.texts[Language.RU] for one in (first, second, third)]
        found = {(one.old, one.new) for one in neighbours(db) if one.language is Language.RU}
    assert found == {
        (russian[0], russian[1]),
        (russian[1], russian[2]),
        (russian[0], russian[2]),
    }


def test_only_the_newest_versions_are_compared_in_advance(drafted, monkeypatch):
    drafted.bring(commit_="c3", texts={**TEXTS, Language.RU: TEXTS[Language.RU] + "\n2. Ещё.\n"})
    monkeypatch.setattr(redlining, "NEWEST", 1)

    with drafted.database.reading() as db:
        assert len(neighbours(db)) == 1


def test_nothing_is_missing_once_it_is_stored(drafted):
    with drafted.database.reading() as db:
        assert missing(db) == neighbours(db, HEIGHT)
    stored(drafted)
    with drafted.database.reading() as db:
        assert missing(db) == []


def test_one_provision_is_compared_alone(drafted, drafter):
    with drafted.database.reading() as db:
        texts = pair(db, drafter, HEIGHT, Language.RU, versions(1, 2))
        found = redlining.of_provision(db, texts, EId("art_1__para_1"))
        nothing = redlining.of_provision(db, texts, EId("art_9"))

    assert [change.place.eid for change in found.changes] == ["art_1__para_1"]
    assert not found.is_empty
    assert nothing.changes == ()
