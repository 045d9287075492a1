"""Histories of repositories, read for tests."""

from contextlib import closing
from pathlib import Path

from kb.git import find
from kb.history import History
from tests.repositories import GitRepository

HEIGHT = "development/height"
"""The folder of an act."""


def history(place: Path, revision: str = "HEAD", prefix: str = "acts") -> History:
    found = find(place)
    assert found is not None
    return History(found[0], prefix, revision)


def revisions(repository: GitRepository, after: str | None = None, **more: str):
    with closing(history(repository.folder, **more).revisions(after)) as found:
        return list(found)


def last(repository: GitRepository):
    return revisions(repository)[-1]
