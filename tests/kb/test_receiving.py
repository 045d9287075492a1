"""What may not be pushed, whatever the texts say, decided on real repositories."""

import pytest

from kb.git import Repository
from kb.receiving import Update, file_faults, refusals, updates
from tests.repositories import GitRepository

NOTHING = "0" * 40
MAIN = "refs/heads/main"


def pushed(repository: GitRepository, ref: str = MAIN) -> Update:
    """Return the last commit as a push that the branch does not know of yet."""
    new, old = repository.tip(), repository.git("rev-parse", "HEAD~1")
    repository.git("update-ref", "refs/heads/main", old)
    return Update(old, new, ref)


def faults(repository: GitRepository, *moved: Update) -> list[tuple[str, str]]:
    found = file_faults(Repository(repository.folder), moved)
    return [(path, finding.rule.name) for path, finding in found]


def refused(repository: GitRepository, update: Update) -> str:
    return "".join(refusals(Repository(repository.folder), [update]))


def test_what_git_tells_is_read_line_by_line():
    lines = [f"{NOTHING} {'1' * 40} refs/heads/тема\n", f"{'1' * 40} {NOTHING} {MAIN}\n", "\n"]

    made, gone = updates(lines)

    assert made == Update(NOTHING, "1" * 40, "refs/heads/тема")
    assert (made.is_creation, made.is_deletion) == (True, False)
    assert (gone.is_creation, gone.is_deletion) == (False, True)


def test_a_push_of_texts_has_no_faults(repository):
    repository.act()
    repository.commit()

    update = pushed(repository)

    assert faults(repository, update) == []
    assert refused(repository, update) == ""


def test_a_link_is_a_fault_wherever_it_lies(repository):
    (repository.folder / "notes").mkdir()
    (repository.folder / "notes" / "ru.md").symlink_to("/etc/passwd")
    repository.commit()

    assert faults(repository, pushed(repository)) == [("notes/ru.md", "push.mode")]


def test_a_program_is_a_fault_that_names_the_cure(repository):
    (repository.act() / "ru.md").chmod(0o755)
    repository.commit()
    update = pushed(repository)

    ((path, finding),) = file_faults(Repository(repository.folder), [update])

    assert path == "acts/development/height/ru.md"
    assert finding.message == (f"{path} is a program that may be run, in commit {update.new[:12]}.")
    assert "git update-index --chmod=-x" in finding.cure


def test_a_repository_within_the_repository_is_a_fault(repository):
    cacheinfo = f"160000,{repository.tip()},acts/other"
    repository.git("update-index", "--add", "--cacheinfo", cacheinfo)
    repository.git("commit", "--quiet", "--message=Odd")

    assert faults(repository, pushed(repository)) == [("acts/other", "push.mode")]


@pytest.mark.parametrize(
    ("size", "expected"),
    [(2 * 1024 * 1024, []), (2 * 1024 * 1024 + 1, [("big.bin", "push.size")])],
)
def test_a_file_has_at_most_two_megabytes(repository, size, expected):
    repository.write("big.bin", b"x" * size)
    repository.commit()

    assert faults(repository, pushed(repository)) == expected


def test_what_a_later_commit_takes_back_is_a_fault_all_the_same(repository):
    old = repository.tip()
    repository.write("big.bin", b"x" * 3_000_000)
    repository.commit()
    (repository.folder / "big.bin").unlink()
    new = repository.commit()
    repository.git("update-ref", MAIN, old)

    assert faults(repository, Update(old, new, MAIN)) == [("big.bin", "push.size")]


def test_what_is_there_already_is_no_fault_of_the_push(repository):
    repository.write("big.bin", b"x" * 3_000_000)
    repository.commit()
    repository.act()
    repository.commit()

    assert faults(repository, pushed(repository)) == []


def test_a_merge_that_brings_something_of_its_own_is_looked_at(repository):
    repository.git("checkout", "--quiet", "-b", "side")
    repository.act()
    repository.commit()
    repository.git("checkout", "--quiet", "main")
    old = repository.tip()
    repository.git("merge", "--quiet", "--no-ff", "--no-commit", "side")
    (repository.folder / "evil.md").symlink_to("/etc/passwd")
    new = repository.commit("Merge")
    repository.git("update-ref", MAIN, old)

    assert faults(repository, Update(old, new, MAIN)) == [("evil.md", "push.mode")]


def test_a_branch_that_goes_has_no_files(repository):
    assert faults(repository, Update(repository.tip(), NOTHING, "refs/heads/side")) == []


def test_the_main_branch_cannot_be_deleted_and_others_can(repository):
    tip = repository.tip()

    assert "cannot be deleted" in refused(repository, Update(tip, NOTHING, MAIN))
    assert refused(repository, Update(tip, NOTHING, "refs/heads/side")) == ""


@pytest.mark.parametrize(("ref", "may_go"), [(MAIN, False), ("refs/heads/side", True)])
def test_history_cannot_be_rewritten(repository, ref, may_go):
    repository.act()
    old = repository.commit()
    repository.git("commit", "--quiet", "--amend", "--message=Another")

    told = refused(repository, Update(old, repository.tip(), ref))
    assert "would rewrite history" in told
    assert ("delete the branch" in told) is may_go


def test_a_tag_can_be_made_and_neither_moved_nor_deleted(repository):
    one = repository.tip()
    repository.act()
    two = repository.commit()

    assert refused(repository, Update(NOTHING, one, "refs/tags/v1")) == ""
    assert "stays where it is" in refused(repository, Update(one, two, "refs/tags/v1"))
    assert "cannot be deleted" in refused(repository, Update(one, NOTHING, "refs/tags/v1"))


def test_the_tags_of_publications_are_not_pushed(repository):
    tip = repository.tip()

    for old in (NOTHING, tip):
        assert "for publications" in refused(repository, Update(old, tip, "refs/tags/pub/height/1"))


def test_what_is_no_commit_cannot_be_pushed(repository):
    blob = repository.git("rev-parse", "HEAD:acts/glossary.yaml")

    assert "names no commit" in refused(repository, Update(NOTHING, blob, "refs/heads/side"))
