"""Fixtures for the tests of kb."""

from pathlib import Path

import pytest

from tests.repositories import GitRepository


@pytest.fixture
def repository(tmp_path: Path) -> GitRepository:
    """A repository with the catalogues in acts/, and no act."""
    made = GitRepository.create(tmp_path / "repository")
    made.catalogues()
    made.commit("Begin")
    return made
