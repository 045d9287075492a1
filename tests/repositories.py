"""Real git repositories for tests, made commit by commit."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import copy

from kb.language import Language
from tests.factories import METADATA, TEXTS, write_act

ACTS = Path(__file__).parent.parent / "acts"
AUTHOR = "Дана Сейтқали"
AT = datetime(2026, 11, 1, 10, 0, tzinfo=UTC)

_QUIET = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": AUTHOR,
    "GIT_AUTHOR_EMAIL": "dana@example.kz",
    "GIT_COMMITTER_NAME": AUTHOR,
    "GIT_COMMITTER_EMAIL": "dana@example.kz",
}


@dataclass
class GitRepository:
    """A repository with a work tree, whose commits are an hour apart."""

    folder: Path
    commits: int = 0

    @classmethod
    def create(cls, folder: Path) -> "GitRepository":
        """Make an empty repository whose branch is `main`."""
        folder.mkdir(parents=True)
        made = cls(folder)
        made.git("init", "--quiet", "--initial-branch=main")
        return made

    def git(self, *arguments: str, stdin: bytes = b"", **variables: str) -> str:
        """Run git here, with no settings but the repository's own; return what it prints."""
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            input=stdin,
            env=inherited | _QUIET | variables,
            capture_output=True,
            check=True,
        )
        return done.stdout.decode().strip()

    def commit(self, message: str = "Change the texts", **variables: str) -> str:
        """Commit all that is in the work tree, be it nothing; return the commit's id."""
        moment = f"{int(AT.timestamp()) + 3600 * self.commits} +0500"
        self.commits += 1
        dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        self.git("add", "--all")
        arguments = ["commit", "--quiet", "--no-verify", "--allow-empty", f"--message={message}"]
        self.git(*arguments, **(dates | variables))
        return self.tip()

    def tip(self) -> str:
        """Return the id of the last commit."""
        return self.git("rev-parse", "HEAD")

    def write(self, path: str, content: str | bytes) -> Path:
        """Write a file of the work tree, and return it."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def catalogues(self, folder: str = "acts") -> None:
        """Put the glossary and the procedure into the work tree."""
        (self.folder / folder).mkdir(parents=True, exist_ok=True)
        for name in ("glossary.yaml", "procedure.yaml"):
            copy(ACTS / name, self.folder / folder / name)

    def act(
        self,
        path: str = "acts/development/height",
        metadata: str = METADATA,
        texts: Mapping[Language, str] = TEXTS,
    ) -> Path:
        """Put an act into the work tree, and return its folder."""
        return write_act(self.folder, path, metadata, texts)

    def bare(self, folder: Path, *options: str) -> Path:
        """Clone this repository without a work tree; return the clone."""
        self.git("clone", "--quiet", "--bare", *options, self.folder.as_uri(), str(folder))
        return folder

    def damage(self, object_id: str) -> None:
        """Lose an object."""
        self._loose(object_id).unlink()

    def spoil(self, object_id: str) -> None:
        """Destroy what is in an object."""
        file = self._loose(object_id)
        file.chmod(0o600)
        file.write_bytes(b"spoilt" + file.read_bytes()[6:])

    def _loose(self, object_id: str) -> Path:
        return self.folder / ".git" / "objects" / object_id[:2] / object_id[2:]


def changed(word: str) -> dict[Language, str]:
    """Return the texts of the small act with another title of its article, alike in all languages."""
    return {
        Language.KK: TEXTS[Language.KK].replace("Шек", word),
        Language.RU: TEXTS[Language.RU].replace("Предел", word),
        Language.EN: TEXTS[Language.EN].replace("Limit", word),
    }
