"""The history of the texts in a git repository: what each commit made of the acts."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from typing import Final

from kb.errors import SourceError
from kb.git import Entry, Objects, Repository
from kb.git_log import commits
from kb.law.folder import MOST_BYTES, ActFolder, Oddity
from kb.source import (
    ACT_FILES,
    CATALOGUES,
    MOST_CATALOGUE_BYTES,
    OPTIONAL,
    Commit,
    Revision,
    Slugs,
    decoded,
    unusable,
)

_SYMLINK: Final = "120000"


def texts_folder(repository: Repository, revision: str) -> str:
    """Return `acts` for a repository that keeps its texts there, and its root else."""
    listing = repository.run("ls-tree", "--name-only", "-d", repository.commit_of(revision))
    return "acts" if "acts" in listing.splitlines() else ""


class History:
    """The commits that changed the acts of a repository, oldest first, along its first parents.

    `prefix` is the folder of the texts in the repository. Blobs are read by id from the object store;
    there is no work tree, and nothing of the repository is run.
    """

    def __init__(self, repository: Repository, prefix: str, revision: str) -> None:
        self.repository = repository
        self.prefix = prefix
        self.tip = repository.commit_of(revision)

    @property
    def source(self) -> str:
        """The name of this history: where it is, and of which folder."""
        return f"{self.repository.directory}:{self.prefix}"

    def catalogues(self) -> dict[str, str]:
        """Return the texts of the catalogues at the tip, or raise SourceError."""
        files = self._files_at(self.tip)
        place = f"{self.repository.directory} at {self.tip[:12]}"
        there = [name for name in CATALOGUES if name in files]
        missing = [n for n in CATALOGUES if n not in files and n not in OPTIONAL]
        if missing:
            raise SourceError(
                place=place,
                problem=f"There is no {' and no '.join(self._outside(n) for n in missing)}.",
                cure="Commit it, or take the folder as it lies with --plain.",
            )
        with closing(Objects(self.repository)) as objects:
            return {n: self._catalogue(place, n, files[n], objects) for n in there}

    def known_until(self, marks: Iterable[str]) -> str | None:
        """Return the last commit of this history that an import which got to one of `marks` has seen."""
        bases = (self.repository.common_ancestor(mark, self.tip) for mark in set(marks))
        return min((base for base in bases if base is not None), key=self.count, default=None)

    def count(self, after: str | None) -> int:
        """Return how many commits changed the acts since `after`."""
        arguments = ["--count", self._span(after), "--", self._folder]
        return int(self.repository.run("rev-list", "--first-parent", *arguments))

    def revisions(self, after: str | None) -> Iterator[Revision]:
        """Yield what each commit since `after` made of the acts."""
        files: dict[str, Entry] | None = None
        slugs = Slugs()
        with closing(Objects(self.repository)) as objects:
            for commit, changes in self._commits(after):
                if files is None:
                    files = self._files_before(commit)
                    slugs = Slugs({_parent(path) for path in files if _is_act_file(path)})
                _apply(changes, files)
                yield _revision(commit, changes, files, slugs, objects)

    @property
    def _folder(self) -> str:
        return self.prefix or "."

    def _span(self, after: str | None) -> str:
        return f"{after}..{self.tip}" if after else self.tip

    def snapshot(self) -> Revision:
        """Return all acts as they are at the tip, as one revision."""
        files = self._files_at(self.tip)
        paths = sorted({_parent(path) for path in files if _is_act_file(path)})
        with closing(Objects(self.repository)) as objects:
            folders = tuple(_folder_of(path, files, objects) for path in paths)
        return Revision(None, folders, rivals=Slugs(paths).of_all(paths))

    def _files_before(self, commit: Commit) -> dict[str, Entry]:
        parent = self.repository.ask("rev-parse", "--verify", "--quiet", f"{commit.id}^1")
        return self._files_at(parent.strip()) if parent is not None else {}

    def _files_at(self, commit: str) -> dict[str, Entry]:
        arguments = ["-r", "-z", "--full-tree", commit, "--", self._folder]
        listing = self.repository.run("ls-tree", *arguments)
        files = {}
        for line in filter(None, listing.split("\0")):
            details, _, path = line.partition("\t")
            mode, _, blob = details.split(" ")
            files[self._inside(path)] = Entry(mode, blob)
        return files

    def _commits(self, after: str | None) -> Iterator[tuple[Commit, dict[str, Entry | None]]]:
        """Yield the commits that changed the texts, with what they changed there."""
        arguments = ["--reverse", "--first-parent", self._span(after), "--", self._folder]
        for commit, changes in commits(self.repository, *arguments):
            yield commit, {self._inside(path): entry for path, entry in changes.items()}

    def _inside(self, path: str) -> str:
        return path[len(self.prefix) + 1 :] if self.prefix else path

    def _outside(self, path: str) -> str:
        return f"{self.prefix}/{path}" if self.prefix else path

    def _catalogue(self, place: str, name: str, entry: Entry, objects: Objects) -> str:
        place = f"{place}: {self._outside(name)}"
        content = _content(entry, objects, MOST_CATALOGUE_BYTES)
        if isinstance(content, Oddity):
            raise unusable(place, content.value)
        return decoded(place, content)


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
    slugs: Slugs,
    objects: Objects,
) -> Revision:
    """Return what a commit made of the acts; who claimed the slug of a removed one is looked at anew."""
    touched = {_parent(path) for path in changes if _is_act_file(path)}
    there = {folder for folder in touched if any(f"{folder}/{name}" in files for name in ACT_FILES)}
    removed = touched - there
    for folder in there:
        slugs.add(folder)
    for folder in removed:
        slugs.remove(folder)
    heirs = {rival for folder in removed for rival in slugs.rivals(folder)}
    changed = tuple(_folder_of(folder, files, objects) for folder in sorted(there | heirs))
    rivals = slugs.of_all(folder.path for folder in changed)
    return Revision(commit, changed, tuple(sorted(removed)), rivals)


def _is_act_file(path: str) -> bool:
    parent, _, name = path.rpartition("/")
    return bool(parent) and name in ACT_FILES


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _folder_of(path: str, entries: Mapping[str, Entry], objects: Objects) -> ActFolder:
    files: dict[str, bytes] = {}
    odd: dict[str, Oddity] = {}
    for name in sorted(name for name in ACT_FILES if f"{path}/{name}" in entries):
        content = _content(entries[f"{path}/{name}"], objects, MOST_BYTES)
        if isinstance(content, Oddity):
            odd[name] = content
        else:
            files[name] = content
    return ActFolder(path, files, odd)


def _content(entry: Entry, objects: Objects, most: int) -> bytes | Oddity:
    if not entry.is_ordinary:
        return Oddity.SYMLINK if entry.mode == _SYMLINK else Oddity.SPECIAL
    content = objects.read(entry.blob, most)
    return Oddity.TOO_LARGE if content is None else content
