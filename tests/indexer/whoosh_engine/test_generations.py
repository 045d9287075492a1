import stat

import pytest

from indexer.whoosh_engine import generations
from indexer.whoosh_engine.generations import POINTER, Generations
from indexer.whoosh_engine.index import WhooshIndex
from kb.errors import IndexUnavailableError
from tests.factories import document
from tests.indexer.asking import articles


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "index"


def test_a_generation_is_in_service_once_it_is_swapped_in_and_the_others_are_gone(folder):
    made = Generations(folder)
    first, _ = made.create()
    made.swap(first)
    second, _ = made.create()
    assert made.current() == first

    made.swap(second)

    assert made.current() == second
    assert sorted(path.name for path in folder.iterdir()) == sorted([POINTER, second])


def test_what_a_kill_left_is_cleared_away_with_the_next_swap(folder):
    made = Generations(folder)
    made.create()
    (folder / f"{POINTER}.0badcafe").write_text("half", encoding="ascii")
    (folder / "LOCK").touch()

    name, _ = made.create()
    made.swap(name)

    assert sorted(path.name for path in folder.iterdir()) == sorted([POINTER, "LOCK", name])


def test_only_the_owner_may_look_into_an_index(folder):
    made = Generations(folder)
    name, _ = made.create()
    made.swap(name)

    for path in (folder, folder / name):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "pointer",
    [b"", b"\n", b"nowhere", "ә".encode(), b"\xff\xfe", b"../..", b"\0", b"f0a0-000000000000"],
)
def test_a_pointer_to_nothing_makes_an_index_unavailable(folder, pointer):
    made = Generations(folder)
    made.in_service()
    (folder / POINTER).write_bytes(pointer)

    with pytest.raises(IndexUnavailableError):
        made.current()
    with pytest.raises(IndexUnavailableError):
        made.in_service()


@pytest.mark.parametrize("other", ["f2a1-", "f3a0-"])
def test_an_index_of_another_format_or_analysis_is_unavailable_until_it_is_rebuilt(
    folder, monkeypatch, other
):
    with monkeypatch.context() as earlier:
        earlier.setattr(generations, "_PREFIX", other)
        WhooshIndex(folder).rebuild([document()])
    index = WhooshIndex(folder)

    with pytest.raises(IndexUnavailableError):
        index.opened()
    with pytest.raises(IndexUnavailableError):
        index.change((), [document()])

    assert index.rebuild([document()]) == 1
    assert index.status().documents == 1


@pytest.mark.parametrize("links", [True, False])
def test_a_generation_that_starts_as_a_copy_shares_nothing_that_changes(
    tmp_path, monkeypatch, links
):
    def no_links(self, target):
        raise OSError(f"no links to {target}")

    if not links:
        monkeypatch.setattr("pathlib.Path.hardlink_to", no_links)
    public, desk = WhooshIndex(tmp_path / "public"), WhooshIndex(tmp_path / "desk")
    public.rebuild(articles("Высота.", "Ширина."))

    added = desk.rebuild([document("Глубина.", eid="art_3")], start=public)
    public.change(["height"], ())

    assert added == 1
    assert (public.status().documents, desk.status().documents) == (0, 3)


def test_documents_that_cannot_be_made_leave_the_old_generation_in_service(index):
    index.change((), [document()])

    def failing():
        yield from articles("Высота.", "Ширина.")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        index.rebuild(failing())

    assert index.status().documents == 1
