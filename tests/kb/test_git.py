"""Git is read through its command line, and nothing of a repository is run."""

import os
from contextlib import closing
from pathlib import Path

import pytest

from kb.errors import SourceError
from kb.git import Objects, Repository, find
from tests.repositories import GitRepository


@pytest.fixture
def made(repository) -> Repository:
    return Repository(repository.folder)


def test_a_folder_outside_of_git_is_in_no_repository(tmp_path):
    assert find(tmp_path) is None


def test_what_is_no_folder_is_in_no_repository(repository):
    assert find(repository.folder / "acts" / "glossary.yaml") is None
    assert find(repository.folder / "nowhere") is None


def test_a_folder_knows_its_repository_and_its_place_there(repository):
    here = repository.folder.resolve()

    assert find(repository.folder) == (Repository(here), "")
    assert find(repository.folder / "acts") == (Repository(here), "acts")


def test_a_place_with_spaces_and_cyrillic_letters_is_found(repository):
    folder = repository.folder / "тексты и законы" / " края "
    folder.mkdir(parents=True)

    assert find(folder) == (Repository(repository.folder.resolve()), "тексты и законы/ края ")


@pytest.mark.parametrize("inside", ["", "objects"])
def test_a_bare_repository_is_found_whatever_the_way_to_it(
    repository, tmp_path, monkeypatch, inside
):
    bare = repository.bare(tmp_path / "bare.git").resolve()
    monkeypatch.chdir(tmp_path)

    assert find(bare / inside) == (Repository(bare), "")
    assert find(Path("bare.git") / inside) == (Repository(bare), "")


def test_the_git_folder_of_a_work_tree_will_do(repository):
    folder = repository.folder.resolve() / ".git"

    assert find(folder) == (Repository(folder), "")


def test_a_linked_work_tree_will_do(repository, tmp_path):
    repository.git("worktree", "add", "--quiet", str(tmp_path / "linked"))

    assert find(tmp_path / "linked" / "acts") == (Repository(tmp_path / "linked"), "acts")


@pytest.mark.parametrize("lost", ["HEAD", "objects"])
def test_a_repository_that_git_cannot_read_is_not_taken_for_a_folder(repository, lost):
    path = repository.folder / ".git" / lost
    path.rename(path.with_name("lost"))

    with pytest.raises(SourceError) as told:
        find(repository.folder / "acts")

    assert str(repository.folder / "acts") in str(told.value)
    assert "cannot be read" in str(told.value)
    assert "--plain" in str(told.value)


def test_a_bare_repository_that_git_cannot_read_is_told_of(repository, tmp_path):
    bare = repository.bare(tmp_path / "bare.git")
    (bare / "HEAD").write_text("")

    with pytest.raises(SourceError, match="cannot be read"):
        find(bare)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_repository_of_somebody_else_is_read(repository, made):
    for path in (repository.folder, *repository.folder.rglob("*")):
        os.chown(path, 65534, 65534)

    assert find(repository.folder) is not None
    assert made.commit_of("HEAD") == made.commit_of("main")


@pytest.mark.parametrize("revision", ["HEAD", "main", "HEAD^{commit}", "v1"])
def test_a_revision_names_a_commit(repository, made, revision):
    repository.git("tag", "--annotate", "--message=one", "v1")

    assert made.commit_of(revision) == repository.tip()


@pytest.mark.parametrize(
    "revision",
    [
        "nix",
        "",
        "--all",
        "-n1",
        "--output=stolen",
        "HEAD~9",
        "HEAD:acts",
        "a b",
        "$(id)",
        "HEAD^{tree}",
    ],
)
def test_what_names_no_commit_is_told_of(made, revision):
    with pytest.raises(SourceError) as told:
        made.commit_of(revision)

    assert str(told.value) == (
        f"{made.directory}: There is no commit “{revision}” here. "
        "Name a branch, a tag or a commit with --rev."
    )


def test_a_repository_without_commits_has_none(tmp_path):
    empty = GitRepository.create(tmp_path / "empty")

    assert not Repository(empty.folder).has_commits()


def test_commits_count_whatever_branch_they_are_on(repository, made):
    repository.git("symbolic-ref", "HEAD", "refs/heads/unborn")

    assert made.has_commits()


def test_a_shallow_clone_says_so(repository, made, tmp_path):
    repository.commit("Another")
    bare = repository.bare(tmp_path / "bare.git", "--depth=1")

    assert Repository(bare).is_shallow()
    assert not made.is_shallow()


def test_common_ancestors(repository, made):
    fork = repository.tip()
    ours = repository.commit("Ours")
    repository.git("checkout", "--quiet", "-b", "side", fork)
    theirs = repository.commit("Theirs")
    repository.git("checkout", "--quiet", "--orphan", "other")
    stranger = repository.commit("Of no relation")

    assert made.common_ancestor(ours, theirs) == fork
    assert made.common_ancestor(fork, ours) == fork
    assert made.common_ancestor(ours, stranger) is None
    assert made.common_ancestor("0" * 40, ours) is None


def test_a_failure_tells_what_git_complains_of(made):
    with pytest.raises(
        SourceError, match="git ls-tree failed: Not a valid object name nix"
    ) as told:
        made.run("ls-tree", "nix")

    assert str(made.directory) in str(told.value)


def test_a_stream_that_breaks_off_is_an_error_after_what_was_read(made):
    with (
        pytest.raises(SourceError, match="git log failed: ambiguous argument"),
        made.stream("log", "nix") as output,
    ):
        assert output.read() == b""


def test_a_stream_that_is_not_read_to_the_end_is_closed(made):
    with pytest.raises(ZeroDivisionError), made.stream("log") as output:
        len(output.read(1)) / 0


@pytest.mark.parametrize("use", [lambda r: r.run("version"), lambda r: find(r.directory), Objects])
def test_without_git_the_cure_is_named(made, monkeypatch, use):
    monkeypatch.setenv("PATH", "")

    with pytest.raises(SourceError, match=r"git is not installed\. Install it, or"):
        use(made)


def test_variables_of_a_hook_do_not_lead_to_another_repository(repository, tmp_path, monkeypatch):
    other = GitRepository.create(tmp_path / "other")
    other.commit("Something else")
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.folder))

    found = find(repository.folder / "acts")

    assert found == (Repository(repository.folder.resolve()), "acts")
    assert found[0].commit_of("HEAD") == repository.tip()


def test_nothing_that_the_repository_names_is_run(repository, made, tmp_path):
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "diff.external", "core.editor", "gpg.program"):
        repository.git("config", name, str(trap))
    repository.git("config", "log.showSignature", "true")
    (repository.folder / ".git" / "hooks").mkdir(exist_ok=True)
    for name in ("post-checkout", "reference-transaction", "post-index-change", "pre-auto-gc"):
        (repository.folder / ".git" / "hooks" / name).symlink_to(trap)
    signed = signed_commit(repository)

    made.run("log", "--raw", "--first-parent", signed)
    made.run("ls-tree", "-r", signed)
    with closing(Objects(made)) as objects:
        objects.read(repository.git("rev-parse", "HEAD:acts/glossary.yaml"), 10**6)

    assert not (tmp_path / "sprung").exists()
    repository.git("log", signed)
    assert (tmp_path / "sprung").exists(), "the trap works, if git is called as usual"


def signed_commit(repository: GitRepository) -> str:
    """Return a commit with a signature, which git hands to the program that the settings name."""
    head, _, message = repository.git("cat-file", "commit", "HEAD").partition("\n\n")
    signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n aaaa\n -----END PGP SIGNATURE-----"
    raw = f"{head}\n{signature}\n\n{message}\n"
    return repository.git("hash-object", "-t", "commit", "-w", "--stdin", stdin=raw.encode())


def test_replaced_objects_do_not_stand_in_for_the_real_ones(repository, made):
    real = repository.tip()
    forged = repository.commit("Forged")
    repository.git("replace", real, forged)

    assert "Begin" in made.run("log", "--format=%s", real)


@pytest.mark.parametrize("content", [b"", b"text\n", "Мәтін".encode(), b"\0\n\xff" * 50_000])
def test_the_contents_of_files_come_out_as_they_are(repository, made, content):
    blob = repository.git("hash-object", "-w", "--stdin", stdin=content)

    with closing(Objects(made)) as objects:
        assert objects.read(blob, len(content)) == content


def test_a_file_that_is_too_large_is_passed_over_and_the_next_is_read(repository, made):
    large = repository.git("hash-object", "-w", "--stdin", stdin=b"x" * 200_000)
    small = repository.git("hash-object", "-w", "--stdin", stdin=b"small")

    with closing(Objects(made)) as objects:
        assert objects.read(large, 199_999) is None
        assert objects.read(small, 199_999) == b"small"
        assert objects.read(large, 200_000) == b"x" * 200_000


@pytest.mark.parametrize("harm", ["damage", "spoil"])
def test_an_object_that_is_missing_or_damaged_is_told_of(repository, made, harm):
    blob = repository.git("hash-object", "-w", "--stdin", stdin=b"x" * 1000)
    getattr(repository, harm)(blob)

    with closing(Objects(made)) as objects, pytest.raises(SourceError) as told:
        objects.read(blob, 10**6)

    assert f"The object {blob} is missing or damaged." in str(told.value)
    assert "git fetch --unshallow" in str(told.value)


def test_what_is_no_file_is_not_read(repository, made):
    with closing(Objects(made)) as objects, pytest.raises(SourceError, match="is missing"):
        objects.read(repository.tip(), 10**6)


def test_objects_cannot_be_read_when_git_has_died(repository, made):
    blob = repository.git("hash-object", "-w", "--stdin", stdin=b"x")

    with closing(Objects(made)) as objects:
        objects._running.kill()
        objects._running.wait()
        with pytest.raises(SourceError, match="missing or damaged"):
            objects.read(blob, 10)
