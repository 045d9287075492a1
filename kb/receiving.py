"""What a push would change, as a hook is told by git, and what may not be pushed whatever it says."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kb.errors import SourceError
from kb.git import Entry, Repository
from kb.git_log import commits
from kb.law.finding import Finding, error
from kb.law.folder import MOST_BYTES
from kb.tags import PUBLICATIONS

MODE: Final = error(
    "push.mode",
    "%(file)s is %(oddity)s%(commit)s.",
    "Put an ordinary file in its place (%(command)s), and commit it anew.",
)
SIZE: Final = error(
    "push.size",
    "%(file)s has %(size)s MB in commit %(commit)s.",
    "A file has at most 2 MB: divide it, and make the commit anew.",
)

PROGRAM: Final = "100755"
"""The mode of a file that may be run."""

_ORDINARY: Final = "100644"
_ODDITIES: Final = {
    PROGRAM: ("a program that may be run", "chmod -x; on Windows git update-index --chmod=-x"),
    "120000": ("a symbolic link", "git rm --cached"),
    "160000": ("a repository within the repository", "git rm --cached"),
}
_UNKNOWN: Final = ("something that is no ordinary file", "git rm --cached")
_TAGS: Final = "refs/tags/"
_REWRITES: Final = "error: This would rewrite history. Take in what is here (git pull), then push."
_REBASED: Final = "Or delete the branch (git push --delete) and push it anew."
_LARGE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Update:
    """A reference that a push moves: from which commit, to which."""

    old: str
    new: str
    ref: str

    @property
    def is_creation(self) -> bool:
        """Whether the reference is new."""
        return set(self.old) == {"0"}

    @property
    def is_deletion(self) -> bool:
        """Whether the reference is to go."""
        return set(self.new) == {"0"}


def updates(lines: Iterable[str]) -> list[Update]:
    """Return what git tells a hook: `OLD NEW REFERENCE` on each line."""
    return [Update(*line.rstrip("\n").split(" ", 2)) for line in lines if line.strip()]


def refusals(repository: Repository, moved: Sequence[Update]) -> Iterator[str]:
    """Yield why references may not be moved so, each a sentence with its cure."""
    main = repository.main_branch()
    for update in moved:
        refusal = _refusal(repository, update, main)
        if refusal:
            yield f"{update.ref}: {refusal}"


def _refusal(repository: Repository, update: Update, main: str) -> str:
    if update.is_deletion:
        if update.ref == main or update.ref.startswith(_TAGS):
            return "error: This cannot be deleted. Revert the commits instead (git revert)."
        return ""
    if _commit(repository, update.new) is None:
        return "error: This names no commit. Push commits and tags of commits."
    if update.ref.startswith(_TAGS):
        return _tag_refusal(update)
    if not update.is_creation and not repository.has(update.old, update.new):
        return _REWRITES if update.ref == main else f"{_REWRITES} {_REBASED}"
    return ""


def _tag_refusal(update: Update) -> str:
    if update.ref.startswith(PUBLICATIONS):
        return "error: Tags of this name are for publications (kb publish sign). Give another name."
    return "" if update.is_creation else "error: A tag stays where it is. Give another name."


def _commit(repository: Repository, revision: str) -> str | None:
    try:
        return repository.commit_of(revision)
    except SourceError:
        return None


def file_faults(repository: Repository, moved: Sequence[Update]) -> Iterator[tuple[str, Finding]]:
    """Yield what is wrong with the files of all commits that a push brings: the path and a finding."""
    tips = [update.new for update in moved if not update.is_deletion]
    if not tips:
        return
    brought = list(_brought(repository, tips))
    ordinary = (entry.blob for _, _, entry in brought if entry.mode == _ORDINARY)
    sizes = repository.sizes(dict.fromkeys(ordinary))
    for commit, path, entry in brought:
        fault = _fault(commit[:12], path, entry, sizes.get(entry.blob, 0))
        if fault is not None:
            yield path, fault


def _brought(repository: Repository, tips: Sequence[str]) -> Iterator[tuple[str, str, Entry]]:
    for commit, changes in commits(repository, "--reverse", *tips, "--not", "--all"):
        for path, entry in changes.items():
            if entry is not None:
                yield commit.id, path, entry


def _fault(commit: str, path: str, entry: Entry, size: int) -> Finding | None:
    if entry.mode != _ORDINARY:
        return mode_fault(path, entry.mode, f", in commit {commit}")
    if size > MOST_BYTES:
        megabytes = f"{size / _LARGE:.1f}"
        details = {"file": path, "commit": commit, "size": megabytes}
        return Finding(SIZE, path.rpartition("/")[2], 1, details)
    return None


def mode_fault(path: str, mode: str, where: str = "") -> Finding:
    """Return what is wrong with a file that is no ordinary one, and in which commit, if in one."""
    oddity, command = _ODDITIES.get(mode, _UNKNOWN)
    details = {"file": path, "commit": where, "oddity": oddity, "command": command}
    return Finding(MODE, path.rpartition("/")[2], 1, details)
