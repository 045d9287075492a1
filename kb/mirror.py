"""A copy of the drafters' repository, fetched from one place only; the objects in it are read, never run."""

from pathlib import Path
from typing import Final

from kb.errors import SettingError, SourceError
from kb.git import Repository
from kb.settings import Settings

_FETCH: Final = (
    "fetch",
    "--quiet",
    "--no-tags",
    "--no-recurse-submodules",
    "--no-write-fetch-head",
)


def fetch(settings: Settings) -> Repository:
    """Bring the copy up to date with the branch that is followed, and return it.

    Raises SettingError if no remote is set, SourceError if it cannot be fetched from; the copy then
    stays as it was.
    """
    if not settings.git_remote:
        raise SettingError(
            variable="KB_GIT_REMOTE",
            problem="It is not known where to fetch from.",
            cure="Set the address of the drafters' repository.",
        )
    repository = _copy(settings.git_dir)
    reference = f"refs/heads/{settings.git_branch}"
    try:
        repository.run(*_FETCH, place(settings.git_remote), f"+{reference}:{reference}")
    except SourceError as fault:
        raise SourceError(
            place="KB_GIT_REMOTE",
            problem=fault.problem,
            cure="Can this machine read there, and is the branch there? What was imported stays.",
            **fault.values,
        ) from fault
    repository.run("symbolic-ref", "HEAD", reference)
    return repository


def _copy(directory: Path) -> Repository:
    """Return the repository of the copy, made if there is none."""
    repository = Repository(directory.absolute())
    if not (directory / "HEAD").is_file():
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        repository.run("init", "--quiet", "--bare", "--template=")
    return repository


def place(remote: str) -> str:
    """Return where to fetch from: a path is meant from here, not from within the copy."""
    return str(Path(remote).absolute()) if remote.startswith((".", "/")) else remote
