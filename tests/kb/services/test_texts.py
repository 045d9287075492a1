"""Texts by hash, and their trees: parsed once for every parser, whichever act they are in."""

from sqlalchemy import delete, func, select

from kb.language import Language
from kb.law.parse import parse
from kb.services import texts
from kb.storage.acts import ExpressionRow, ParsedRow
from tests.factories import TEXTS
from tests.repositories import changed

RU = Language.RU
TREE = parse(TEXTS[RU], RU)


def count(db, row) -> int:
    return db.scalar(select(func.count()).select_from(row))


def test_the_name_of_a_text_is_its_sha_256():
    expected = "583d1b7ba78561a5596c106319130f21d0fcc86698169526eed31346b440187c"

    assert texts.content_hash("Алатау") == expected


def test_a_text_is_kept_once_and_its_tree_once_for_a_language(desk):
    with desk.database.writing() as db:
        names = {texts.keep(db, TEXTS[RU], TREE) for _ in range(3)}
        texts.keep(db, TEXTS[RU], parse(TEXTS[RU], Language.KK))

    with desk.database.reading() as db:
        assert len(names) == 1
        assert (count(db, ExpressionRow), count(db, ParsedRow)) == (1, 2)


def test_a_stored_tree_is_read_and_not_parsed_again(desk, monkeypatch):
    with desk.database.writing() as db:
        name = texts.keep(db, TEXTS[RU], TREE)
    monkeypatch.delattr(texts, "parse")

    with desk.database.reading() as db:
        assert texts.expression(db, name, RU) == TREE


def test_a_tree_of_another_parser_is_made_anew(desk):
    with desk.database.writing() as db:
        name = texts.keep(db, TEXTS[RU], TREE)
        db.execute(delete(ParsedRow))

    with desk.database.reading() as db:
        assert texts.expression(db, name, RU) == TREE


def test_what_is_shown_is_the_newest_version_and_all_that_were_published(desk):
    def names() -> set[tuple[str, Language]]:
        with desk.database.reading() as db:
            return texts.shown(db)

    def of(words) -> set[tuple[str, Language]]:
        return {(texts.content_hash(text), language) for language, text in words.items()}

    first, second, third = TEXTS, changed("Second"), changed("Third")
    desk.bring(commit_="1")
    desk.publish()
    desk.bring(commit_="2", texts=second)

    assert names() == of(first) | of(second)
    desk.bring(commit_="3", texts=third)
    assert names() == of(first) | of(third)
