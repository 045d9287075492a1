"""The repository that the texts of an installation come from, where adopted wordings are to go."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kb.errors import SourceError, msg
from kb.git import Repository, find
from kb.mirror import place
from kb.settings import Settings


@dataclass(frozen=True, slots=True)
class Origin:
    """A repository with texts in a folder of it; `remote` is where it was fetched from, if it was."""

    repository: Repository
    prefix: str
    remote: str = ""

    def folder(self, act: str) -> str:
        """Return the folder of an act, from the root of the repository."""
        return f"{self.prefix}/{act}" if self.prefix else act

    def require_writable(self) -> None:
        """Raise SourceError unless branches may be written here: it is bare, and whole."""
        if self.repository.is_shallow():
            raise SourceError(
                place=str(self.repository.directory),
                problem=msg("This is a shallow clone."),
                cure=msg("Fetch the rest (git fetch --unshallow), or download the patch."),
            )
        if not self.repository.is_bare():
            raise SourceError(
                place=str(self.repository.directory),
                problem=msg("Somebody works in this repository: it is not bare."),
                cure=msg(
                    "Download the patch, or let the texts come from one made with `kb git init`."
                ),
            )


def origin(settings: Settings, sources: Iterable[str]) -> Origin | None:
    """Return where the texts come from, or None if that is no repository of this machine.

    `sources` are those that were imported, the newest first, each as the history names itself: the
    folder of a repository, a colon, and the folder of the texts in it.
    """
    if settings.git_remote:
        directory = settings.git_dir.absolute()
        prefixes = (prefix for at, prefix in map(_parted, sources) if Path(at) == directory)
        prefix = next(prefixes, None)
        if prefix is None or not directory.is_dir():
            return None
        return Origin(Repository(directory), prefix, place(settings.git_remote))
    for directory_, prefix in map(_parted, sources):
        found = find(Path(directory_))
        if found is not None and not found[1]:
            return Origin(found[0], prefix)
    return None


def _parted(source: str) -> tuple[str, str]:
    directory, _, prefix = source.rpartition(":")
    return directory, prefix
