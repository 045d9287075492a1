"""What commits do to the folders of acts: removed, renamed, rivals, merged; read from real repositories."""

import pytest

from tests.kb.histories import HEIGHT, history, last, revisions
from tests.repositories import changed


def test_a_removed_act_is_named(repository):
    folder = repository.act()
    repository.commit()
    for path in folder.iterdir():
        path.unlink()
    repository.commit()

    assert last(repository).removed == (HEIGHT,)
    assert last(repository).changed == ()


def test_a_renamed_folder_is_one_act_removed_and_another_new(repository):
    repository.act()
    repository.commit()
    repository.git("mv", "acts/development/height", "acts/development/heights")
    repository.commit()

    assert last(repository).removed == (HEIGHT,)
    assert [folder.path for folder in last(repository).changed] == ["development/heights"]


def test_an_act_that_moves_between_categories_in_one_commit_has_no_rival(repository):
    repository.act()
    repository.commit()
    (repository.folder / "acts" / "economy").mkdir()
    repository.git("mv", "acts/development/height", "acts/economy/height")
    repository.commit()

    assert last(repository).removed == (HEIGHT,)
    assert [folder.path for folder in last(repository).changed] == ["economy/height"]
    assert last(repository).rivals == {}


@pytest.mark.parametrize("rival", ["economy/height", "economy/HEIGHT", "height"])
def test_a_second_folder_of_the_same_slug_is_a_rival(repository, rival):
    repository.act()
    repository.commit()
    repository.act(f"acts/{rival}")
    repository.commit()

    assert last(repository).rivals == {rival: (HEIGHT,)}


def test_rivals_are_known_in_an_incremental_reading_too(repository):
    repository.act()
    after = repository.commit()
    repository.act("acts/economy/height")
    repository.commit()

    (revision,) = revisions(repository, after)

    assert revision.rivals == {"economy/height": (HEIGHT,)}


def test_who_waited_for_a_slug_is_looked_at_when_it_becomes_free(repository):
    folder = repository.act()
    repository.act("acts/economy/height", texts=changed("Граница"))
    repository.commit()
    for path in folder.iterdir():
        path.unlink()
    repository.commit()

    assert last(repository).removed == (HEIGHT,)
    assert [one.path for one in last(repository).changed] == ["economy/height"]
    assert last(repository).rivals == {}


def test_a_merge_is_what_it_changed_on_its_branch(repository):
    repository.act()
    repository.commit()
    repository.git("checkout", "--quiet", "-b", "side")
    repository.act("acts/development/zoning")
    side = repository.commit("On the side")
    repository.git("checkout", "--quiet", "main")
    repository.act(texts=changed("Граница"))
    repository.commit()
    repository.git("merge", "--quiet", "--no-ff", "--message=Merge it", "side")

    found = revisions(repository)

    assert [one.commit.message for one in found][-1] == "Merge it"
    assert [folder.path for folder in found[-1].changed] == ["development/zoning"]
    assert side not in {one.commit.id for one in found}
    assert history(repository.folder).count(None) == len(found)


def test_after_the_tip_of_a_merged_branch_files_are_those_of_the_mainline(repository):
    repository.act()
    repository.commit()
    repository.git("checkout", "--quiet", "-b", "side")
    repository.write("acts/development/height/ru.md", "side")
    side = repository.commit()
    repository.git("checkout", "--quiet", "main")
    repository.write("acts/development/height/kk.md", "main")
    repository.commit()
    repository.git("merge", "--quiet", "--no-ff", "--message=Merge", "side")

    on_main, merged = revisions(repository, side)

    assert on_main.changed[0].files["ru.md"] != b"side"
    assert merged.changed[0].files["ru.md"] == b"side"
    assert merged.changed[0].files["kk.md"] == b"main"
