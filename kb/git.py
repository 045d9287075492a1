"""Git through its command line: fixed arguments, no shell, no hooks, never a work tree.

Nothing of a repository is run: only its objects are read, and its own settings that could start a
program or change what is printed are overruled.
"""

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final, Self

from kb.errors import SourceError, msg

_FIXED: Final = (
    "git",
    "--no-optional-locks",
    "--no-replace-objects",
    "--literal-pathspecs",
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.quotePath=false",
    "-c", "core.fsmonitor=false",
    "-c", "i18n.logOutputEncoding=UTF-8",
    "-c", "log.showSignature=false",
    "-c", "safe.directory=*",
)  # fmt: skip

_CHUNK: Final = 1 << 16
_FAILED: Final = msg("git %(command)s failed: %(reason)s.")
_FAILED_SILENTLY: Final = msg("git %(command)s failed, and does not say why.")
_TRY_FSCK: Final = msg(
    "The repository may be incomplete or damaged: try `git fsck`, or fetch it anew."
)

_ALWAYS: Final = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "https:ssh:file",
    "GIT_HTTP_LOW_SPEED_LIMIT": "1000",
    "GIT_HTTP_LOW_SPEED_TIME": "60",
    "GIT_SSH_COMMAND": "ssh -oBatchMode=yes -oConnectTimeout=30 -oServerAliveInterval=30",
}
"""Git asks nobody, speaks no other protocols, and gives up on a remote that says nothing."""

QUARANTINE: Final = frozenset(
    {"GIT_QUARANTINE_PATH", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"}
)
"""Where git keeps the objects of a push until its pre-receive hook has agreed to it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a commit: its mode as git prints it, and the id of its contents."""

    mode: str
    blob: str

    @property
    def is_ordinary(self) -> bool:
        """Whether it is a file that is read; whether one may be run does not matter, as none is."""
        return self.mode in {"100644", "100755"}


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository, bare or not, of which only the object store is read.

    `variables` are those of a hook, where they say in which folders its own repository's objects lie.
    """

    directory: Path
    variables: tuple[tuple[str, str], ...] = ()

    @classmethod
    def in_hook(cls, directory: Path, environ: Mapping[str, str]) -> Self:
        """Return the repository whose hook runs, with the objects that are still in quarantine."""
        kept = ((name, value) for name, value in environ.items() if name in QUARANTINE)
        return cls(directory, tuple(sorted(kept)))

    def run(self, *arguments: str, given: str = "") -> str:
        """Return what a git command prints, or raise SourceError with what it complains of."""
        done = self._done(*arguments, given=given)
        if done.returncode:
            raise self._failed(arguments[0], done.stderr)
        return done.stdout.decode(errors="replace")

    def ask(self, *arguments: str) -> str | None:
        """Return what a git command prints, or None if it says no."""
        done = self._done(*arguments)
        return None if done.returncode else done.stdout.decode(errors="replace")

    @contextmanager
    def stream(self, *arguments: str) -> Iterator[IO[bytes]]:
        """Give the output of a git command while it runs; SourceError if it ends in a failure."""
        with TemporaryFile() as complaints, self.start(*arguments, stderr=complaints) as running:
            assert running.stdout is not None  # noqa: S101  # a pipe was asked for
            try:
                yield running.stdout
            except BaseException:
                running.kill()
                raise
            if running.wait():
                complaints.seek(0)
                raise self._failed(arguments[0], complaints.read())

    def start(
        self,
        *arguments: str,
        stdin: int = subprocess.DEVNULL,
        stderr: IO[bytes] | int | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start a git command whose output is read from a pipe."""
        try:
            return subprocess.Popen(  # noqa: S603  # the arguments are ours, and there is no shell
                self._command(arguments),
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=stderr,
                env=self._environment(),
            )
        except FileNotFoundError as fault:
            raise self._without_git() from fault

    def commit_of(self, revision: str) -> str:
        """Return the id of the commit that a revision names."""
        found = None
        if not revision.startswith("-"):
            found = self.ask("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        if found is None:
            raise SourceError(
                place=str(self.directory),
                problem=msg("There is no commit “%(revision)s” here."),
                cure=msg("Name a branch, a tag or a commit with --rev."),
                revision=revision,
            )
        return found.strip()

    def has_commits(self) -> bool:
        """Tell whether anything was ever committed, on whatever branch."""
        return bool((self.ask("rev-list", "--all", "--max-count=1") or "").strip())

    def is_shallow(self) -> bool:
        """Tell whether the repository lacks the older part of its history."""
        return (self.ask("rev-parse", "--is-shallow-repository") or "").strip() == "true"

    def is_bare(self) -> bool:
        """Tell whether nobody works in the repository itself: it has no work tree."""
        return (self.ask("rev-parse", "--is-bare-repository") or "").strip() == "true"

    def common_ancestor(self, one: str, other: str) -> str | None:
        """Return the last commit that two histories have in common, if there is one."""
        found = self.ask("merge-base", one, other)
        return found.strip() if found else None

    def main_branch(self) -> str:
        """Return the reference that HEAD names: the branch that is published from."""
        return self.run("symbolic-ref", "HEAD").strip()

    def has(self, ancestor: str, descendant: str) -> bool:
        """Tell whether a history has a commit in it."""
        return self.ask("merge-base", "--is-ancestor", ancestor, descendant) is not None

    def sizes(self, blobs: Iterable[str]) -> dict[str, int]:
        """Return how many bytes files have, by the ids of their contents."""
        form = "--batch-check=%(objectname) %(objectsize)"
        listing = self.run("cat-file", form, given="".join(f"{blob}\n" for blob in blobs))
        pairs = (line.split(" ") for line in listing.splitlines())
        return {blob: int(size) for blob, size in pairs if size.isdigit()}

    def _done(self, *arguments: str, given: str = "") -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(  # noqa: S603  # the arguments are ours, and there is no shell
                self._command(arguments),
                input=given.encode(),
                capture_output=True,
                check=False,
                env=self._environment(),
            )
        except FileNotFoundError as fault:
            raise self._without_git() from fault

    def _command(self, arguments: tuple[str, ...]) -> list[str]:
        return [*_FIXED, "-C", str(self.directory), *arguments]

    def _environment(self) -> dict[str, str]:
        """Return the variables for git: those of a hook count only for the hook's own repository."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        return ours | _ALWAYS | dict(self.variables)

    def _failed(self, command: str, complaint: bytes) -> SourceError:
        lines = complaint.decode(errors="replace").splitlines()
        reason = next((line for line in lines if line.startswith(("fatal: ", "error: "))), "")
        return SourceError(
            place=str(self.directory),
            problem=_FAILED if reason else _FAILED_SILENTLY,
            cure=_TRY_FSCK,
            command=command,
            reason=reason.partition(": ")[2],
        )

    def _without_git(self) -> SourceError:
        return SourceError(
            place=str(self.directory),
            problem=msg("git is not installed."),
            cure=msg("Install it, or take the folder as it lies with --plain."),
        )


def find(path: Path) -> tuple[Repository, str] | None:
    """Return the repository that a path lies in, and the path from its root; None outside of git.

    Raises SourceError where there is a repository that git cannot read.
    """
    if not path.is_dir():
        return None
    here = Repository(path)
    top = here.ask("rev-parse", "--show-toplevel")
    if top is not None:
        prefix = here.run("rev-parse", "--show-prefix").removesuffix("\n").rstrip("/")
        return Repository(Path(top.removesuffix("\n"))), prefix
    bare = here.ask("rev-parse", "--absolute-git-dir")
    if bare is not None:
        return Repository(Path(bare.removesuffix("\n"))), ""
    if _was_repository(path):
        raise SourceError(
            place=str(path),
            problem="There is a git repository that cannot be read.",
            cure="Restore or clone it anew, or take the folder as it lies with --plain.",
        )
    return None


def _was_repository(path: Path) -> bool:
    """Tell whether something looks like a repository, although git does not take it for one."""
    around = (path, *path.absolute().parents)
    return (path / "objects").is_dir() or any((folder / ".git").exists() for folder in around)


class Objects:
    """The contents of git objects, from one running `git cat-file --batch`."""

    def __init__(self, repository: Repository) -> None:
        self._place = str(repository.directory)
        self._running = repository.start(
            "cat-file", "--batch", stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    def read(self, blob: str, most: int) -> bytes | None:
        """Return the contents of a file, or None if it has more than `most` bytes."""
        asked, given = self._running.stdin, self._running.stdout
        assert asked is not None  # noqa: S101  # pipes were asked for
        assert given is not None  # noqa: S101
        try:
            asked.write(f"{blob}\n".encode())
            asked.flush()
        except OSError as fault:
            raise self._missing(blob) from fault
        header = given.readline().split()
        if len(header) != 3 or header[1] != b"blob":
            raise self._missing(blob)
        size = int(header[2])
        if size > most:
            _pass_over(given, size + 1)
            return None
        content = given.read(size)
        if len(content) != size:
            raise self._missing(blob)
        given.read(1)
        return content

    def _missing(self, blob: str) -> SourceError:
        return SourceError(
            place=self._place,
            problem=f"The object {blob} is missing or damaged.",
            cure="Fetch the repository in full (git fetch --unshallow), or restore it.",
        )

    def close(self) -> None:
        """End the process."""
        self._running.kill()
        self._running.wait()
        for pipe in (self._running.stdin, self._running.stdout):
            if pipe is not None:
                with suppress(OSError):  # What git was not asked any more cannot be sent.
                    pipe.close()


def _pass_over(given: IO[bytes], size: int) -> None:
    while size > 0:
        size -= len(given.read(min(size, _CHUNK))) or size
