"""What commits made of the acts, read from real repositories."""

import os
from contextlib import closing
from shutil import which

import pytest

from kb.errors import SourceError
from tests.factories import METADATA
from tests.kb.histories import HEIGHT, history, last, revisions
from tests.repositories import AT, AUTHOR, GitRepository, changed


def test_each_commit_that_changed_an_act_is_a_revision(repository):
    repository.act()
    one = repository.commit("Предел высоты\n\nВторая строка")
    repository.act(texts=changed("Граница"))
    two = repository.commit("Change it")

    _, first, second = revisions(repository)

    assert (first.commit.id, second.commit.id) == (one, two)
    assert first.commit.message == "Предел высоты\n\nВторая строка"
    assert first.commit.author == AUTHOR
    assert (first.commit.at, second.commit.at.hour) == (AT.replace(hour=11), 12)
    assert [folder.path for folder in first.changed] == [HEIGHT]
    assert "Граница" in second.changed[0].files["ru.md"].decode()
    assert "Предел" in first.changed[0].files["ru.md"].decode()


def test_a_changed_act_comes_with_all_its_files(repository):
    repository.act()
    repository.commit()
    repository.write("acts/development/height/ru.md", "changed")
    repository.commit()

    (folder,) = last(repository).changed

    assert sorted(folder.files) == ["act.yaml", "en.md", "kk.md", "ru.md"]
    assert folder.files["act.yaml"] == METADATA.encode()


def test_what_changed_since_a_commit_is_read_and_nothing_else(repository):
    repository.act()
    repository.act("acts/development/zoning")
    after = repository.commit()
    repository.act(texts=changed("Граница"))
    tip = repository.commit()

    (revision,) = revisions(repository, after)

    assert revision.commit.id == tip
    assert [folder.path for folder in revision.changed] == [HEIGHT]
    assert sorted(revision.changed[0].files) == ["act.yaml", "en.md", "kk.md", "ru.md"]


def test_nothing_is_new_after_the_tip(repository):
    assert revisions(repository, repository.tip()) == []
    assert history(repository.folder).count(repository.tip()) == 0


def test_commits_elsewhere_and_empty_ones_are_passed_over(repository):
    repository.write("README.md", "hello")
    repository.commit()
    repository.commit("Nothing at all")

    found = history(repository.folder)

    assert found.count(None) == 1
    assert len(revisions(repository)) == 1


@pytest.mark.parametrize("prefix", ["", "acts", "тексты/акты города", "[a-z]*"])
def test_texts_may_lie_in_any_folder_of_a_repository(tmp_path, prefix):
    made = GitRepository.create(tmp_path / "r")
    made.act(f"{prefix}/{HEIGHT}".strip("/"))
    made.write("elsewhere/height/act.yaml" if prefix else "README.md", METADATA)
    made.commit()

    (revision,) = revisions(made, prefix=prefix)

    assert [folder.path for folder in revision.changed] == [HEIGHT]


def test_a_bare_repository_says_the_same(repository, tmp_path):
    repository.act()
    repository.commit()

    with closing(history(repository.bare(tmp_path / "bare.git")).revisions(None)) as found:
        assert list(found) == revisions(repository)


def test_texts_at_the_root_of_a_bare_repository_are_read(tmp_path):
    made = GitRepository.create(tmp_path / "r")
    made.catalogues("")
    made.act(HEIGHT)
    made.commit()

    found = history(made.bare(tmp_path / "bare.git"), prefix="")

    assert set(found.catalogues()) == {"glossary.yaml", "procedure.yaml"}
    assert found.count(None) == 1
    with closing(found.revisions(None)) as read:
        assert [folder.path for one in read for folder in one.changed] == [HEIGHT]


def test_a_history_ends_with_the_revision_that_is_named(repository):
    repository.act()
    repository.commit()
    repository.git("tag", "v1")
    repository.act("acts/development/zoning")
    repository.commit()

    assert len(revisions(repository, revision="v1")) == 2
    assert len(revisions(repository)) == 3


@pytest.mark.parametrize("revision", ["nix", "--all", "-n1"])
def test_a_revision_that_is_not_there_is_refused(repository, revision):
    with pytest.raises(SourceError, match=f"There is no commit “{revision}” here"):
        history(repository.folder, revision)


def test_a_repository_without_commits_has_no_history(tmp_path):
    empty = GitRepository.create(tmp_path / "empty")

    with pytest.raises(SourceError, match="There is no commit “HEAD” here"):
        history(empty.folder)


# What lies in commits


def test_a_shallow_clone_begins_where_it_was_cut(repository, tmp_path):
    repository.act()
    repository.commit()
    repository.act(texts=changed("Граница"))
    tip = repository.commit()
    bare = repository.bare(tmp_path / "bare.git", "--depth=1")

    with closing(history(bare).revisions(None)) as found:
        (revision,) = list(found)

    assert revision.commit.id == tip
    assert [one.path for one in revision.changed] == [HEIGHT]


@pytest.mark.parametrize("harm", ["damage", "spoil"])
def test_a_missing_text_is_told_of_with_the_cure(repository, harm):
    repository.act()
    repository.commit()
    blob = repository.git("rev-parse", "HEAD:acts/development/height/ru.md")
    getattr(repository, harm)(blob)

    with pytest.raises(SourceError) as told:
        revisions(repository)

    assert f"The object {blob} is missing or damaged." in str(told.value)
    assert "git fetch --unshallow" in str(told.value)


@pytest.mark.parametrize("lost", ["HEAD^{tree}", "HEAD~1", "HEAD~1^{tree}", "HEAD:acts"])
def test_a_history_that_breaks_off_is_an_error_and_not_a_short_history(repository, lost):
    repository.act()
    repository.commit()
    repository.act(texts=changed("Граница"))
    repository.commit()
    found = history(repository.folder)
    repository.damage(repository.git("rev-parse", lost))

    with pytest.raises(SourceError, match=str(repository.folder)):
        list(found.revisions(None))


@pytest.mark.slow
def test_what_git_did_not_finish_to_say_is_not_taken_for_a_commit(
    repository, tmp_path, monkeypatch
):
    for word in ("Предел", "Граница", "Черта", "Рубеж"):
        repository.act(texts=changed(word))
        repository.commit()
    whole, broken = revisions(repository), tmp_path / "bin" / "git"
    broken.parent.mkdir()
    real = which("git")
    monkeypatch.setenv("PATH", str(broken.parent), prepend=os.pathsep)

    for length in range(0, 1600, 43):
        script = f'case " $* " in *" log "*) {real} "$@" | head -c {length}; exit 1;; esac'
        broken.write_text(f'#!/bin/sh\n{script}\nexec {real} "$@"\n')
        broken.chmod(0o755)
        read = []
        with pytest.raises(SourceError, match="git log failed"):
            read.extend(history(repository.folder).revisions(None))
        assert read == whole[: len(read)]
