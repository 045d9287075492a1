"""What becomes of an index whose files are not as they were written."""

import gc
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from shutil import copytree

import pytest

from indexer.whoosh_engine.engine import WhooshEngine
from kb.errors import IndexUnavailableError
from kb.law.identifiers import ActId, EId
from tests.factories import document
from tests.indexer.asking import ANYBODY, articles, ask, found, reader_of
from tests.indexer.whoosh_engine.folders import DAMAGE

# Whoosh leaves files open that it cannot read, and says so when they are collected.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")

KINDS = [
    "public/CURRENT", "desk/CURRENT", "public/*/*.toc", "public/*/*.seg", "public/*/*WRITELOCK",
    "desk/*/*.toc", "desk/*/*.seg", "public/LOCK", "LOCK",
]  # fmt: skip
INNARDS = ["public/*/*.trm", "public/*/*.pst", "public/*/*.col", "desk/*/*.trm", "desk/*/*.pst"]
"""The files while a segment is still in parts, as it is written by a change, and not yet packed."""


@pytest.fixture(scope="module", autouse=True)
def hasty() -> Iterator[None]:
    """Wait for no file that never comes, and keep what there was before from the collector."""
    gc.collect()
    gc.freeze()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("whoosh.index.sleep", lambda seconds: None)
        yield


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """Let what Whoosh left open be collected here, and in no other test."""
    yield
    gc.collect()


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole") / "index"
    engine = WhooshEngine(folder)
    engine.rebuild(articles(*(f"Высота здания, улица {n}." for n in range(5))))
    engine.put(articles("Налог на землю.", act=ActId("tax")))
    (folder / "LOCK").touch()
    return folder


def uses(engine):
    yield lambda: ask(engine, "высота здания")
    yield lambda: ask(engine, '"высота здания" нал* -земля')
    yield lambda: ask(engine, "высотта", reader_of("height"))
    yield lambda: engine.acts_with(ANYBODY, EId("art_1"))
    yield engine.status
    yield lambda: engine.put([document("Новый текст.")])
    yield lambda: engine.drop(ActId("tax"))


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("kind", [*KINDS, *INNARDS])
def test_a_damaged_index_serves_or_says_that_it_cannot_and_a_rebuild_mends_it(
    whole, tmp_path, kind, damage
):
    folder = copytree(whole, tmp_path / "index")
    spoilt = sorted(folder.glob(kind))
    for path in spoilt:
        DAMAGE[damage](path)

    engine = WhooshEngine(folder)
    for use in uses(engine):
        with suppress(IndexUnavailableError):
            use()

    assert spoilt
    engine.rebuild([document("Новое здание.")])
    assert found(engine, "здание") == ["height#art_1"]
    assert found(engine, "высота", reader_of("height")) == []


@pytest.mark.parametrize("kind", ["CURRENT", "*/*.toc", "*/*.seg"])
@pytest.mark.parametrize("damage", DAMAGE)
def test_without_what_tells_where_the_rest_is_an_index_is_unavailable(
    whole, tmp_path, kind, damage
):
    folder = copytree(whole, tmp_path / "index")
    for path in folder.glob(f"public/{kind}"):
        DAMAGE[damage](path)
    engine = WhooshEngine(folder)

    for use in (lambda: ask(engine, "высота"), engine.status):
        with pytest.raises(IndexUnavailableError):
            use()


def test_a_change_to_a_damaged_index_leaves_it_and_the_other_as_they_were(whole, tmp_path):
    folder = copytree(whole, tmp_path / "index")
    for path in folder.glob("public/*/*.seg"):
        DAMAGE["half-written"](path)
    before = sorted(folder.glob("*/*/*.toc"))

    with pytest.raises(IndexUnavailableError):
        WhooshEngine(folder).put([document("Новый текст.")])

    assert sorted(folder.glob("*/*/*.toc")) == before


@pytest.mark.parametrize("left", [None, "public", "desk"])
def test_indexes_that_are_gone_are_unavailable_to_those_who_are_answered_from_them(
    whole, tmp_path, left
):
    folder = tmp_path / "index"
    if left:
        copytree(whole / left, folder / left)
    engine = WhooshEngine(folder)

    for index, viewer in (("public", ANYBODY), ("desk", reader_of("plan"))):
        if index == left:
            assert ask(engine, "налог", viewer).total == 1
        else:
            with pytest.raises(IndexUnavailableError):
                ask(engine, "налог", viewer)


def test_a_folder_that_is_a_file_is_no_index(tmp_path: Path):
    (tmp_path / "index").write_text("", encoding="ascii")

    with pytest.raises(IndexUnavailableError):
        ask(WhooshEngine(tmp_path / "index"), "земля")
