"""Git through its command line: fixed arguments, no shell, no hooks, never a work tree."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from kb.errors import SourceError

_FIXED: Final = (
    "git",
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.quotePath=false",
    "-c", "core.fsmonitor=false",
    "-c", "safe.directory=*",
    "--no-optional-locks",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a commit: its mode as git prints it, and the id of its contents."""

    mode: str
    blob: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository, bare or not, of which only the object store is read."""

    directory: Path

    def run(self, *arguments: str) -> str:
        """Return what a git command prints, or raise SourceError with what it complains of."""
        done = subprocess.run(  # noqa: S603  # the arguments are ours, and there is no shell
            [*_FIXED, "-C", str(self.directory), *arguments],
            capture_output=True,
            check=False,
        )
        if done.returncode:
            complaint = done.stderr.decode(errors="replace").strip().splitlines()
            raise SourceError(
                place=str(self.directory),
                problem=complaint[-1] if complaint else f"git {arguments[0]} failed.",
                cure="Check the path and the revision.",
            )
        return done.stdout.decode(errors="replace")

    @contextmanager
    def stream(self, *arguments: str) -> Iterator[IO[bytes]]:
        """Give the output of a git command while it runs."""
        command = [*_FIXED, "-C", str(self.directory), *arguments]
        with subprocess.Popen(  # noqa: S603  # the arguments are ours, and there is no shell
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as running:
            assert running.stdout is not None  # noqa: S101  # a pipe was asked for
            try:
                yield running.stdout
            finally:
                running.kill()

    def commit_of(self, revision: str) -> str:
        """Return the id of the commit that a revision names."""
        if revision.startswith("-"):
            raise SourceError(
                place=str(self.directory), problem=f"“{revision}” is no revision.", cure="Name one."
            )
        return self.run("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").strip()

    def has_commits(self) -> bool:
        """Tell whether anything was ever committed on the current branch."""
        try:
            self.commit_of("HEAD")
        except SourceError:
            return False
        return True

    def is_ancestor(self, older: str, newer: str) -> bool:
        """Tell whether a commit is part of another's history."""
        try:
            self.run("merge-base", "--is-ancestor", older, newer)
        except SourceError:
            return False
        return True


def find(path: Path) -> tuple[Repository, str] | None:
    """Return the repository that a path lies in, and the path from its root; None outside of git."""
    here = Repository(path)
    try:
        if here.run("rev-parse", "--is-bare-repository").strip() == "true":
            return here, ""
        prefix = here.run("rev-parse", "--show-prefix").strip().strip("/")
        return Repository(Path(here.run("rev-parse", "--show-toplevel").strip())), prefix
    except SourceError:
        return None


class Objects:
    """The contents of git objects, from one running `git cat-file --batch`."""

    def __init__(self, repository: Repository) -> None:
        command = [*_FIXED, "-C", str(repository.directory), "cat-file", "--batch"]
        self._running = subprocess.Popen(  # noqa: S603  # the arguments are ours
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._place = str(repository.directory)

    def read(self, blob: str) -> bytes:
        """Return the contents of an object."""
        asked, given = self._running.stdin, self._running.stdout
        assert asked is not None  # noqa: S101  # pipes were asked for
        assert given is not None  # noqa: S101
        asked.write(f"{blob}\n".encode())
        asked.flush()
        header = given.readline().split()
        if len(header) != 3:
            raise SourceError(
                place=self._place,
                problem=f"the object {blob} is missing; the repository is incomplete.",
                cure="Fetch it in full (git fetch --unshallow), or restore it.",
            )
        content = given.read(int(header[2]))
        given.read(1)
        return content

    def close(self) -> None:
        """End the process."""
        self._running.kill()
        self._running.wait()
        for pipe in (self._running.stdin, self._running.stdout):
            if pipe is not None:
                pipe.close()
