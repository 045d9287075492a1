"""Files that one process makes and another waits for: how far they are, until they are there whole."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO, Final

from kb.locking import locked

STARTING_SECONDS: Final = 30
"""How long a process may take until it has begun to make a file."""
KEPT_SECONDS: Final = 24 * 60 * 60
_PART: Final = ".part"
_PROGRESS: Final = ".progress"
_STEPS: Final = 200
"""How often progress is written, at most."""


class State(Enum):
    """How far a file is."""

    ABSENT = auto()
    STARTED = auto()
    FAILED = auto()
    READY = auto()


@dataclass(frozen=True, slots=True)
class Spooled:
    """A file that is made elsewhere; whoever knows `path` may have it, so it names who asked.

    It is made only while its progress is kept: what was asked for before all was cleared is dropped.
    """

    path: Path

    def state(self, now: float) -> State:
        """Tell how far the file is; one whose maker is gone has failed."""
        if self.path.exists():
            return State.READY
        try:
            since = self._progress.stat().st_mtime
        except FileNotFoundError:
            return State.ABSENT
        is_young = now - since < STARTING_SECONDS
        return State.STARTED if self._is_held() or is_young else State.FAILED

    def progress(self) -> tuple[int, int]:
        """Return how many rows of how many are written; of none, while nobody knows."""
        try:
            done, total = self._progress.read_text(encoding="ascii").split()
        except (FileNotFoundError, ValueError):
            return 0, 0
        return int(done), int(total)

    def start(self) -> bool:
        """Note that a process is asked to make the file; tell whether nobody has been before."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with self._progress.open("x", encoding="ascii") as file:
                file.write("0 0")
        except FileExistsError:
            return False
        return True

    def keep(self, content: bytes) -> None:
        """Put there what was made without anybody's waiting for it; several may do so at once."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self.path.parent, suffix=_PART, delete=False) as draft:
            draft.write(content)
        with suppress(FileNotFoundError):  # Somebody may have cleared the folder meanwhile.
            Path(draft.name).rename(self.path)

    def forget(self) -> None:
        """Let a file that failed be asked for again."""
        self._progress.unlink(missing_ok=True)

    @contextmanager
    def making(self, total: int) -> Iterator[tuple[BinaryIO, Callable[[int], None]]]:
        """Give a draft of the file, and what is told of its progress; it is there whole, or not at all."""
        with self._part.open("ab") as draft:
            fcntl.flock(draft, fcntl.LOCK_EX)
            self._part.chmod(0o600)
            draft.truncate(0)
            yield draft, _Told(self._progress, total).add
            draft.flush()
            self._put()

    def _put(self) -> None:
        """Put the draft in its place, unless nobody is to have it any more."""
        with _turn(self.path.parent):
            if self._progress.exists():
                self._part.rename(self.path)
            self._part.unlink(missing_ok=True)
            self.forget()

    @property
    def _part(self) -> Path:
        return self.path.with_name(self.path.name + _PART)

    @property
    def _progress(self) -> Path:
        return self.path.with_name(self.path.name + _PROGRESS)

    def _is_held(self) -> bool:
        """Tell whether a process is at work on the file."""
        return _is_locked(self._part)


def busy(folder: Path, now: float) -> int:
    """Return how many files are being made in a folder, or were just asked for."""
    names = (path.name.removesuffix(_PROGRESS) for path in folder.glob(f"*{_PROGRESS}"))
    return sum(Spooled(folder / name).state(now) is State.STARTED for name in names)


def take(spooled: Spooled, most: int, now: float) -> bool:
    """Ask for a file unless `most` are being made; tell whether that was so, and nobody had before."""
    folder = spooled.path.parent
    with _turn(folder):
        return busy(folder, now) < most and spooled.start()


def clear(folder: Path) -> None:
    """Remove all from a folder; what is being made now does not come into it either."""
    with _turn(folder):
        for path in folder.glob("*"):
            path.unlink(missing_ok=True)


def tidy(folder: Path, now: float) -> None:
    """Remove from a folder what nobody has come for in a day."""
    for path in folder.glob("*"):
        with suppress(FileNotFoundError):
            if now - path.stat().st_mtime > KEPT_SECONDS:
                path.unlink()


def _turn(folder: Path) -> AbstractContextManager[None]:
    """Wait until nobody else asks for files in a folder, puts them there or clears it."""
    return locked(folder.with_name(f"{folder.name}.lock"))


def _is_locked(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


class _Told:
    """Writes progress down, now and then."""

    def __init__(self, path: Path, total: int) -> None:
        self._path, self._total, self._done, self._next = path, total, 0, 0

    def add(self, more: int) -> None:
        self._done += more
        if self._done >= self._next:
            self._next = self._done + self._total // _STEPS
            with suppress(FileNotFoundError), self._path.open("r+", encoding="ascii") as file:
                file.write(f"{self._done} {self._total}")
