"""Checks of acts that lie in a folder."""

from pathlib import Path

import pytest

from indexer.analysis.words import analyse
from kb.errors import CatalogueError, SourceError
from kb.services import checking
from tests.factories import METADATA, write_act


def rules(root: Path, *paths: Path) -> dict[str, set[str]]:
    """Return the rules that each act breaks, by its path."""
    found = checking.check(root, paths or (root,), analyse)
    return {one.draft.path: {finding.rule.name for finding in one.findings} for one in found}


def test_all_acts_of_a_collection_are_checked(collection):
    write_act(collection)
    write_act(collection, "people/quiet", METADATA + "colour: red\n")

    assert rules(collection) == {"development/height": set(), "people/quiet": {"metadata.value"}}


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ("development", {"development/height", "development/width"}),
        ("development/height", {"development/height"}),
        ("development/height/ru.md", {"development/height"}),
        ("development/height/notes.txt", set()),
        ("development/../people", {"people/quiet"}),
    ],
)
def test_what_is_named_is_checked_and_nothing_else(collection, named, found):
    for path in ("development/height", "development/width", "people/quiet"):
        write_act(collection, path)

    assert set(rules(collection, collection / named)) == found


def test_an_act_may_name_another_that_is_not_checked_now(collection):
    write_act(collection)
    basis = METADATA.replace("illustrative", "basis: [height#art_1]\nillustrative")
    missing = METADATA.replace("illustrative", "basis: [nowhere#art_1]\nillustrative")
    write_act(collection, "people/quiet", basis)
    write_act(collection, "people/loud", missing)

    found = rules(collection, collection / "people")

    assert found["people/quiet"] == set()
    assert found["people/loud"] != set()


def test_two_folders_of_one_slug_are_told_of_at_the_second(collection):
    write_act(collection)
    write_act(collection, "people/height")

    found = rules(collection)

    assert found["development/height"] == set()
    assert len(found["people/height"]) == 1


def test_paths_are_gathered_by_the_collection_they_lie_in(collection, tmp_path, monkeypatch):
    act = write_act(collection)
    monkeypatch.chdir(tmp_path)

    assert checking.by_root([act, Path("acts/development"), act / "ru.md"]) == {
        collection: [act, act / "ru.md"],
        Path("acts"): [Path("acts/development")],
    }


def test_a_path_within_a_collection_finds_its_root_from_inside(collection, monkeypatch):
    act = write_act(collection)
    monkeypatch.chdir(act)

    assert checking.by_root([Path("ru.md")]) == {collection: [Path("ru.md")]}


def test_a_place_outside_of_all_collections_is_told_of(tmp_path):
    with pytest.raises(SourceError, match=r"there is no procedure\.yaml in it or above it"):
        checking.by_root([tmp_path])


def test_a_collection_whose_glossary_cannot_be_read_is_told_of(collection):
    (collection / "glossary.yaml").write_text("terms: 1\n", encoding="utf-8")

    with pytest.raises(CatalogueError, match=r"acts/glossary\.yaml:1: topics: missing"):
        list(checking.check(collection, [collection], analyse))
