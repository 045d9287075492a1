"""Commits and branches written into a repository without a work tree, and commits as letters.

No hook is run, nothing is checked out, and no branch is moved that somebody else has moved
meanwhile. The settings of whoever runs the program do not count.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from kb.errors import ConflictError, SourceError, msg
from kb.git import Repository

NOTHING: Final = "0" * 40
"""What a branch that does not exist yet is at."""

_ORDINARY: Final = "100644"
_FORMAT: Final = (
    "format-patch",
    "--stdout",
    "--no-signature",
    "--no-renames",
    "--no-stat",
    "--full-index",
)
_ALONE: Final = (("GIT_CONFIG_GLOBAL", os.devnull), ("GIT_CONFIG_NOSYSTEM", "1"))


class OvertakenError(ConflictError):
    """A branch was moved by somebody else while commits for it were made."""

    message = msg(
        "Somebody else has just changed the branch “%(branch)s”. Look at it, and try again."
    )


@dataclass(frozen=True, slots=True)
class Author:
    """As whose work a commit is recorded, and when it was done."""

    name: str
    email: str
    at: datetime

    def variables(self, *roles: str) -> tuple[tuple[str, str], ...]:
        """Return what tells git so, of its roles AUTHOR and COMMITTER; without any, of both."""
        moment = f"{int(self.at.timestamp())} {self.at:%z}"
        told = {"NAME": _plain(self.name), "EMAIL": _plain(self.email), "DATE": moment}
        return tuple(
            (f"GIT_{who}_{what}", text)
            for who in roles or ("AUTHOR", "COMMITTER")
            for what, text in told.items()
        )


@dataclass(frozen=True, slots=True)
class Change:
    """What a commit makes of files, by path, what it says about that, and whose work it is.

    Without an `author` it is the work of whoever commits it.
    """

    files: Mapping[str, str]
    message: str
    author: Author | None = None


def commit_all(
    repository: Repository, base: str | None, changes: Iterable[Change], committer: Author
) -> str:
    """Write commits on top of another, one a change; return the last. Nothing refers to them yet."""
    with TemporaryDirectory(prefix="kb-index-") as folder:
        index = (("GIT_INDEX_FILE", str(Path(folder, "index"))),)
        mine = replace(
            repository, variables=(*repository.variables, *_ALONE, *index, *committer.variables())
        )
        tip = base
        if base is not None:
            mine.run("read-tree", base)
        for change in changes:
            tip = _commit(mine, tip, change)
    if tip is None:
        raise ValueError("there is neither a commit nor a change")
    return tip


def _commit(repository: Repository, parent: str | None, change: Change) -> str:
    entries = []
    for path, text in change.files.items():
        blob = repository.run("hash-object", "-w", "--stdin", given=text).strip()
        entries.append(f"{_ORDINARY} {blob}\t{path}\0")
    repository.run("update-index", "-z", "--index-info", given="".join(entries))
    tree = repository.run("write-tree").strip()
    parents = ("-p", parent) if parent else ()
    if change.author:
        theirs = change.author.variables("AUTHOR")
        repository = replace(repository, variables=(*repository.variables, *theirs))
    return repository.run("commit-tree", tree, *parents, given=change.message).strip()


def letters(repository: Repository, base: str, tip: str) -> bytes:
    """Return the commits after a base as `git am` takes them, the oldest first."""
    with repository.stream(*_FORMAT, f"{base}..{tip}") as output:
        return output.read()


def tip_of(repository: Repository, branch: str) -> str | None:
    """Return the last commit of a branch, or None if there is no such branch."""
    found = repository.ask("rev-parse", "--verify", "--quiet", f"{_reference(branch)}^{{commit}}")
    return found.strip() if found else None


def move(repository: Repository, branch: str, new: str, old: str | None, author: Author) -> None:
    """Let a branch end with a commit, or raise OvertakenError if it is not where it was."""
    mine = replace(repository, variables=(*repository.variables, *_ALONE, *author.variables()))
    arguments = ("update-ref", "-m", "review", _reference(branch), new, old or NOTHING)
    if mine.ask(*arguments) is None:
        if tip_of(repository, branch) != old:
            raise OvertakenError(branch=branch)
        mine.run(*arguments)


def tip_elsewhere(repository: Repository, remote: str, branch: str) -> str | None:
    """Return the last commit of a branch of another repository, brought here, if there is one."""
    listed = repository.run("ls-remote", "--quiet", remote, _reference(branch)).split()
    if not listed:
        return None
    repository.run(
        "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", remote, _reference(branch)
    )
    return listed[0]


def push(repository: Repository, remote: str, branch: str, new: str, old: str | None) -> None:
    """Let a branch of another repository end with a commit; OvertakenError if it is not where it was."""
    reference = _reference(branch)
    lease = f"--force-with-lease={reference}:{old or ''}"
    try:
        repository.run("push", "--quiet", "--no-verify", lease, remote, f"{new}:{reference}")
    except SourceError as fault:
        if tip_elsewhere(repository, remote, branch) != old:
            raise OvertakenError(branch=branch) from fault
        raise SourceError(
            place="KB_GIT_REMOTE",
            problem=fault.problem,
            cure=msg("May this machine write there? Download the patch instead."),
            **fault.values,
        ) from fault


@contextmanager
def aside(repository: Repository | None = None) -> Iterator[Repository]:
    """Give an empty repository that is gone afterwards; it sees the objects of another one."""
    with TemporaryDirectory(prefix="kb-git-") as folder:
        made = Repository(Path(folder), _ALONE)
        made.run("init", "--quiet", "--bare", "--template=", "--initial-branch=main")
        if repository is not None:
            objects = repository.run("rev-parse", "--git-path", "objects").removesuffix("\n")
            place = (repository.directory / objects).resolve()
            Path(folder, "objects", "info").mkdir(exist_ok=True)
            Path(folder, "objects", "info", "alternates").write_text(f"{place}\n", encoding="utf-8")
        yield made


def _reference(branch: str) -> str:
    return f"refs/heads/{branch}"


def _plain(words: str) -> str:
    """Return a name without what git sets addresses off with."""
    return " ".join("".join(" " if c in "<>" or not c.isprintable() else c for c in words).split())
