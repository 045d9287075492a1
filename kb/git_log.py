"""What commits changed, from one pass of `git log --raw`."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO, Final

from kb.git import Entry, Repository
from kb.source import UNDATED, Commit

Changes = dict[str, Entry | None]
"""The files that a commit changed, by path; None for those that it removed."""

_RAW: Final = (
    "--diff-merges=first-parent",
    "--root",
    "--raw",
    "-z",
    "--no-abbrev",
    "--no-renames",
    "--no-color",
    "--format=%x01%H%x00%an%x00%ct%x00%B%x00",
)
_COMMIT: Final = b"\x01"
_CHUNK: Final = 1 << 16


def commits(repository: Repository, *arguments: str) -> Iterator[tuple[Commit, Changes]]:
    """Yield the commits that `git log` finds with these arguments, and what each changed.

    A merge changed what differs from its first parent. The last commit comes only when git has ended
    well; SourceError if it has not.
    """
    read: list[tuple[Commit, Changes]] = []
    with repository.stream("log", *_RAW, *arguments) as output:
        words = _words(output)
        word = next(words, b"")
        while word.startswith(_COMMIT):
            yield from read
            head = [word[1:], *(next(words, b"") for _ in range(3))]
            word, changes = _changes(words)
            read = [(_commit(*head), changes)]
    yield from read


def _changes(words: Iterator[bytes]) -> tuple[bytes, Changes]:
    """Return the changes of a commit, and the word that begins the next."""
    changes: Changes = {}
    for word in words:
        details = word.strip()
        if details.startswith(_COMMIT):
            return details, changes
        if details.startswith(b":"):
            _, mode, _, blob, action = details.decode("ascii").split(" ")
            path = next(words, b"").decode("utf-8", errors="replace")
            changes[path] = None if action == "D" else Entry(mode, blob)
    return b"", changes


def _commit(id_: bytes, author: bytes, at: bytes, message: bytes) -> Commit:
    return Commit(
        id=id_.decode("ascii"),
        author=author.decode("utf-8", errors="replace"),
        at=_moment(at),
        message=message.decode("utf-8", errors="replace").strip(),
    )


def _moment(seconds: bytes) -> datetime:
    """Return when a commit was made; `UNDATED` if it says nothing usable."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return UNDATED


def _words(output: IO[bytes]) -> Iterator[bytes]:
    """Yield what stands before zero bytes, without waiting for the end; what is cut off is dropped."""
    rest = b""
    while chunk := output.read(_CHUNK):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole
