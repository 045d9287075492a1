"""Where texts are read from: a folder here, the history of a repository in kb.history."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from kb.errors import SourceError
from kb.law.folder import METADATA, MOST_BYTES, TEXTS, ActFolder, Oddity
from kb.law.identifiers import ACT_ID

ACT_FILES: Final = frozenset({METADATA, *TEXTS.values()})
CATALOGUES: Final = ("glossary.yaml", "procedure.yaml", "backlog.yaml")
OPTIONAL: Final = frozenset({"backlog.yaml"})
"""Catalogues that a collection may do without."""

MOST_CATALOGUE_BYTES: Final = 1024 * 1024


UNDATED: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""When a commit was made that does not say so, or says that it was before git counts time."""


@dataclass(frozen=True, slots=True)
class Commit:
    """Who changed the texts, when (or `UNDATED`) and why."""

    id: str
    author: str
    at: datetime
    message: str


@dataclass(frozen=True, slots=True)
class Revision:
    """What one commit made of the acts: those that it changed, and the paths it removed.

    `rivals` names, for a changed folder whose slug others claim too, those others: `holder` says
    whose it is. A folder without git is one revision without a commit.
    """

    commit: Commit | None
    changed: tuple[ActFolder, ...]
    removed: tuple[str, ...] = ()
    rivals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Slugs:
    """The folders of a collection by the slug they claim, whatever its case."""

    def __init__(self, paths: Iterable[str] = ()) -> None:
        self._paths: dict[str, set[str]] = {}
        for path in paths:
            self.add(path)

    def add(self, path: str) -> None:
        """Let a folder claim its name."""
        self._of(path).add(path)

    def remove(self, path: str) -> None:
        """Let a folder claim its name no longer."""
        self._of(path).discard(path)

    def rivals(self, path: str) -> tuple[str, ...]:
        """Return the other folders that claim the slug of a folder."""
        return tuple(sorted(self._of(path) - {path}))

    def of_all(self, paths: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the rivals of those folders that have any."""
        return {path: rivals for path in paths if (rivals := self.rivals(path))}

    def _of(self, path: str) -> set[str]:
        return self._paths.setdefault(_slug(path).lower(), set())


def holder(claims: Iterable[str], present: str | None = None) -> str:
    """Return the folder that a slug belongs to, of those that claim it.

    It stays with the folder that has it at present; else the first by name gets it, where a name
    that can be no slug comes last.
    """
    folders = sorted(claims)
    if present in folders:
        return present
    return next((path for path in folders if ACT_ID.fullmatch(_slug(path))), folders[0])


def _slug(path: str) -> str:
    return path.rpartition("/")[2]


def of_folder(root: Path) -> Revision:
    """Return a folder as the one revision that it is."""
    folders = read_folder(root)
    paths = [folder.path for folder in folders]
    return Revision(None, folders, rivals=Slugs(paths).of_all(paths))


def read_folder(root: Path) -> tuple[ActFolder, ...]:
    """Return the acts that lie in a folder, whatever state they are in; links are not followed."""
    _require(root)
    folders = (_folder(Path(path), root, names) for path, _, names in os.walk(root))
    return tuple(sorted((f for f in folders if f is not None), key=lambda f: f.path))


def read_catalogues(root: Path) -> dict[str, str]:
    """Return the texts of the catalogues that lie in a folder, by name."""
    _require(root)
    return dict(_catalogues(root))


def _require(root: Path) -> None:
    if not root.is_dir():
        raise SourceError(
            place=str(root), problem="There is no such folder.", cure="Check the path."
        )


def _catalogues(root: Path) -> Iterator[tuple[str, str]]:
    for path in (root / name for name in CATALOGUES):
        if os.path.lexists(path):
            oddity = _oddity(path.lstat(), MOST_CATALOGUE_BYTES)
            if oddity is not None:
                raise unusable(str(path), oddity.value)
            yield path.name, decoded(str(path), path.read_bytes())


def decoded(place: str, content: bytes) -> str:
    """Return the text of a catalogue, or raise SourceError if it is none."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise unusable(place, f"not UTF-8 text (byte {fault.start})") from fault


def unusable(place: str, what: str) -> SourceError:
    """Return the error for a catalogue that is something else than a text."""
    return SourceError(
        place=place, problem=f"The file is {what}.", cure="Put a YAML text in UTF-8 in its place."
    )


def _folder(path: Path, root: Path, names: list[str]) -> ActFolder | None:
    if ACT_FILES.isdisjoint(names) or path == root:
        return None
    files: dict[str, bytes] = {}
    odd: dict[str, Oddity] = {}
    for name in sorted(ACT_FILES.intersection(names)):
        oddity = _oddity((path / name).lstat(), MOST_BYTES)
        if oddity is None:
            files[name] = (path / name).read_bytes()
        else:
            odd[name] = oddity
    return ActFolder(path.relative_to(root).as_posix(), files, odd)


def _oddity(status: os.stat_result, most: int) -> Oddity | None:
    if stat.S_ISLNK(status.st_mode):
        return Oddity.SYMLINK
    if not stat.S_ISREG(status.st_mode):
        return Oddity.SPECIAL
    return Oddity.TOO_LARGE if status.st_size > most else None
