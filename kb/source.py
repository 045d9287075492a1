"""Where texts are read from: a folder, or the history of a git repository."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Final

from kb.errors import SourceError
from kb.git import Entry, Objects, Repository
from kb.law.folder import METADATA, MOST_BYTES, TEXTS, ActFolder, Oddity

ACT_FILES: Final = frozenset({METADATA, *TEXTS.values()})
CATALOGUES: Final = ("glossary.yaml", "procedure.yaml")
MOST_CATALOGUE_BYTES: Final = 1024 * 1024

_ORDINARY: Final = "100644"
_SYMLINK: Final = "120000"
_COMMIT: Final = b"\x01"
_FORMAT: Final = "%x01%H%x00%an%x00%cI%x00%B%x00"


@dataclass(frozen=True, slots=True)
class Commit:
    """Who changed the texts, when and why."""

    id: str
    author: str
    at: datetime
    message: str


@dataclass(frozen=True, slots=True)
class Revision:
    """What one commit made of the acts: those that it changed, and the paths it removed.

    `twins` are the changed folders whose slug another folder has already, which they name. A folder
    without git is one revision without a commit.
    """

    commit: Commit | None
    changed: tuple[ActFolder, ...]
    removed: tuple[str, ...] = ()
    twins: Mapping[str, str] = field(default_factory=dict)


class _Slugs:
    """The folders of a collection by the slug they claim."""

    def __init__(self) -> None:
        self._paths: dict[str, set[str]] = {}

    def add(self, path: str) -> None:
        self._of(path).add(path)

    def remove(self, path: str) -> None:
        self._of(path).discard(path)

    def twin(self, path: str) -> str | None:
        """Return the folder that has the slug of `path`, if it is another: the first by name."""
        first = min(self._of(path), default=path)
        return first if first != path else None

    def _of(self, path: str) -> set[str]:
        return self._paths.setdefault(path.rpartition("/")[2].lower(), set())


def _twins(changed: Iterable[ActFolder], slugs: _Slugs) -> dict[str, str]:
    twins = ((folder.path, slugs.twin(folder.path)) for folder in changed)
    return {path: twin for path, twin in twins if twin is not None}


# A folder


def of_folder(root: Path) -> Revision:
    """Return a folder as the one revision that it is."""
    folders, slugs = read_folder(root), _Slugs()
    for folder in folders:
        slugs.add(folder.path)
    return Revision(None, folders, twins=_twins(folders, slugs))


def read_folder(root: Path) -> tuple[ActFolder, ...]:
    """Return the acts that lie in a folder, whatever state they are in; links are not followed."""
    if not root.is_dir():
        raise SourceError(
            place=str(root), problem="There is no such folder.", cure="Check the path."
        )
    folders = (_folder(Path(path), root, names) for path, _, names in os.walk(root))
    return tuple(sorted((f for f in folders if f is not None), key=lambda f: f.path))


def read_catalogues(root: Path) -> dict[str, str]:
    """Return the texts of glossary.yaml and procedure.yaml that lie in a folder."""
    paths = (root / name for name in CATALOGUES)
    return {path.name: path.read_text(encoding="utf-8") for path in paths if path.is_file()}


def _folder(path: Path, root: Path, names: list[str]) -> ActFolder | None:
    if ACT_FILES.isdisjoint(names):
        return None
    files: dict[str, bytes] = {}
    odd: dict[str, Oddity] = {}
    for name in sorted(ACT_FILES.intersection(names)):
        oddity = _oddity((path / name).lstat())
        if oddity is None:
            files[name] = (path / name).read_bytes()
        else:
            odd[name] = oddity
    place = path.relative_to(root).as_posix()
    return ActFolder(path.name if place == "." else place, files, odd)


def _oddity(status: os.stat_result) -> Oddity | None:
    if stat.S_ISLNK(status.st_mode):
        return Oddity.SYMLINK
    if not stat.S_ISREG(status.st_mode):
        return Oddity.SPECIAL
    return Oddity.TOO_LARGE if status.st_size > MOST_BYTES else None


# The history of a repository


class History:
    """The commits that changed the acts of a repository, oldest first, along its first parents.

    `prefix` is the folder of the texts in the repository. Blobs are read by id from the object store;
    there is no work tree, and nothing of the repository is run.
    """

    def __init__(self, repository: Repository, prefix: str, revision: str) -> None:
        self.repository = repository
        self.prefix = prefix
        self.tip = repository.commit_of(revision)

    def count(self, after: str | None) -> int:
        """Return how many commits changed the acts since `after`."""
        span = f"{after}..{self.tip}" if after else self.tip
        arguments = ["rev-list", "--first-parent", "--count", span, "--", self.prefix or "."]
        return int(self.repository.run(*arguments))

    def catalogues(self) -> dict[str, str]:
        """Return the texts of glossary.yaml and procedure.yaml at the tip."""
        files = self._files_at(self.tip)
        objects = Objects(self.repository)
        try:
            return {
                name: objects.read(files[name].blob).decode("utf-8", errors="replace")
                for name in CATALOGUES
                if name in files and files[name].mode == _ORDINARY
            }
        finally:
            objects.close()

    def revisions(self, after: str | None) -> Iterator[Revision]:
        """Yield what each commit since `after` made of the acts."""
        files = self._files_at(after) if after else {}
        slugs, objects = _Slugs(), Objects(self.repository)
        for path in files:
            if _is_act_file(path):
                slugs.add(path.rpartition("/")[0])
        try:
            for commit, changes in self._commits(after):
                _apply(changes, files)
                yield _revision(commit, changes, files, slugs, objects)
        finally:
            objects.close()

    def _files_at(self, commit: str) -> dict[str, Entry]:
        listing = self.repository.run(
            "ls-tree", "-r", "-z", "--full-tree", commit, "--", self.prefix or "."
        )
        files = {}
        for line in filter(None, listing.split("\0")):
            details, _, path = line.partition("\t")
            mode, _, blob = details.split(" ")
            files[self._inside(path)] = Entry(mode, blob)
        return files

    def _commits(self, after: str | None) -> Iterator[tuple[Commit, dict[str, Entry | None]]]:
        span = f"{after}..{self.tip}" if after else self.tip
        arguments = ["log", "--reverse", "--first-parent", "--diff-merges=first-parent", "--root"]
        arguments += ["--raw", "-z", "--no-abbrev", "--no-renames", f"--format={_FORMAT}"]
        with self.repository.stream(*arguments, span, "--", self.prefix or ".") as output:
            words = _words(output)
            word = next(words, b"")
            while word.startswith(_COMMIT):
                commit = _commit(word[1:], next(words), next(words), next(words))
                word, changes = self._changes(words)
                yield commit, changes

    def _changes(self, words: Iterator[bytes]) -> tuple[bytes, dict[str, Entry | None]]:
        """Return the changes of a commit, and the word that begins the next."""
        changes: dict[str, Entry | None] = {}
        for word in words:
            details = word.strip()
            if details.startswith(_COMMIT):
                return details, changes
            if details.startswith(b":"):
                _, mode, _, blob, action = details.decode("ascii").split(" ")
                path = self._inside(next(words).decode("utf-8", errors="replace"))
                changes[path] = None if action == "D" else Entry(mode, blob)
        return b"", changes

    def _inside(self, path: str) -> str:
        return path[len(self.prefix) + 1 :] if self.prefix else path


def _apply(changes: Mapping[str, Entry | None], files: dict[str, Entry]) -> None:
    for path, entry in changes.items():
        if entry is None:
            files.pop(path, None)
        else:
            files[path] = entry


def _revision(
    commit: Commit,
    changes: Iterable[str],
    files: Mapping[str, Entry],
    slugs: _Slugs,
    objects: Objects,
) -> Revision:
    changed, removed = [], []
    for parent in sorted({path.rpartition("/")[0] for path in changes if _is_act_file(path)}):
        entries = {n: files[f"{parent}/{n}"] for n in ACT_FILES if f"{parent}/{n}" in files}
        if entries:
            slugs.add(parent)
            changed.append(_folder_of(parent, entries, objects))
        else:
            slugs.remove(parent)
            removed.append(parent)
    return Revision(commit, tuple(changed), tuple(removed), _twins(changed, slugs))


def _is_act_file(path: str) -> bool:
    parent, _, name = path.rpartition("/")
    return bool(parent) and name in ACT_FILES


def _folder_of(path: str, entries: Mapping[str, Entry], objects: Objects) -> ActFolder:
    files: dict[str, bytes] = {}
    odd: dict[str, Oddity] = {}
    for name, entry in sorted(entries.items()):
        if entry.mode != _ORDINARY:
            odd[name] = Oddity.SYMLINK if entry.mode == _SYMLINK else Oddity.SPECIAL
            continue
        content = objects.read(entry.blob)
        if len(content) > MOST_BYTES:
            odd[name] = Oddity.TOO_LARGE
        else:
            files[name] = content
    return ActFolder(path, files, odd)


def _commit(id_: bytes, author: bytes, at: bytes, message: bytes) -> Commit:
    return Commit(
        id=id_.decode("ascii"),
        author=author.decode("utf-8", errors="replace"),
        at=datetime.fromisoformat(at.decode("ascii")),
        message=message.decode("utf-8", errors="replace").strip(),
    )


def _words(output: IO[bytes]) -> Iterator[bytes]:
    """Yield what stands between zero bytes, without waiting for the end."""
    rest = b""
    while chunk := output.read(1 << 16):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole
    if rest:
        yield rest
