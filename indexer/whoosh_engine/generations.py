"""The folders of an index: one in service, named by a pointer that is replaced in one step.

A rebuild fills a new folder beside the one in service; a kill at any moment leaves either the old
or the new one in service, and never half of one.
"""

import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from whoosh import index
from whoosh.fields import Schema
from whoosh.index import FileIndex

from indexer.analysis import ANALYSIS_VERSION
from indexer.whoosh_engine.schema import schema
from kb.errors import IndexUnavailableError

POINTER: Final = "CURRENT"
FORMAT: Final = 3
"""Changes whenever the files of an older program could not be read; such an index is built anew."""

_PREFIX: Final = f"f{FORMAT}a{ANALYSIS_VERSION}-"
_CONTENTS: Final = frozenset({".seg", ".toc"})


class Generations:
    """The generations of one index in its folder; `made` gives the fields of a new one."""

    def __init__(self, folder: Path, made: Callable[[], Schema] = schema) -> None:
        self.folder = folder
        self._made = made

    def current(self) -> str:
        """Return the name of the generation in service, or raise IndexUnavailableError."""
        try:
            name = (self.folder / POINTER).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as fault:
            raise IndexUnavailableError(folder=self.folder) from fault
        if not name.startswith(_PREFIX) or not (self.folder / name).is_dir():
            raise IndexUnavailableError(folder=self.folder)
        return name

    def open(self, name: str) -> FileIndex:
        """Open a generation, or raise IndexUnavailableError if its files are damaged."""
        try:
            return index.open_dir(str(self.folder / name))
        except Exception as fault:  # Whoosh unpickles; damaged files raise errors of any kind.
            raise IndexUnavailableError(folder=self.folder / name) from fault

    def create(self, start: Path | None = None) -> tuple[str, FileIndex]:
        """Make a generation beside those that are there: empty, or with the contents of another.

        `start` is the other's folder. Segments never change, so two generations may share them.
        """
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder.chmod(0o700)  # The files hold pickles and drafts.
        name = f"{_PREFIX}{secrets.token_hex(6)}"
        (self.folder / name).mkdir(mode=0o700)
        if start is None:
            return name, index.create_in(str(self.folder / name), self._made())
        for path in start.iterdir():
            if path.suffix in _CONTENTS:
                _share(path, self.folder / name / path.name)
        return name, self.open(name)

    def swap(self, name: str) -> None:
        """Put a complete generation in service, and remove the others."""
        _sync(self.folder / name)
        pointer = self.folder / f"{POINTER}.{secrets.token_hex(4)}"
        with pointer.open("w", encoding="ascii") as file:
            file.write(name)
            file.flush()
            os.fsync(file.fileno())
        pointer.replace(self.folder / POINTER)
        _sync(self.folder)
        self._remove_others(name)

    def in_service(self) -> FileIndex:
        """Open the generation in service; an index that is not there yet begins empty."""
        try:
            return self.open(self.current())
        except IndexUnavailableError:
            if (self.folder / POINTER).exists():
                raise
        name, empty = self.create()
        self.swap(name)
        return empty

    def _remove_others(self, name: str) -> None:
        for path in self.folder.iterdir():
            if path.is_dir() and path.name != name:
                shutil.rmtree(path, ignore_errors=True)  # A reader keeps what it has open.
            elif path.is_file() and path.name.startswith(f"{POINTER}."):
                path.unlink(missing_ok=True)


def _share(old: Path, new: Path) -> None:
    try:
        new.hardlink_to(old)
    except OSError:  # Some file systems have no links.
        shutil.copyfile(old, new)


def _sync(folder: Path) -> None:
    """Let a folder and its files reach the disk before anything points to them."""
    for path in [*folder.iterdir(), folder]:
        if path.is_file() or path == folder:
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
