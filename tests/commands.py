"""The command `kb` as it is typed, on an installation in a folder of its own."""

import io
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from webapp.cli import main


@dataclass(frozen=True, slots=True)
class Told:
    """How a command ended, and what it printed on standard output and on standard error."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Commands:
    """Runs commands in this process; `with_` sets a variable, as `export` does."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    @property
    def acts(self) -> Path:
        """The folder of the texts, KB_ACTS_DIR."""
        return self.folder / "acts"

    @property
    def database(self) -> Path:
        """The file of the database."""
        return self.folder / "kb.sqlite"

    def with_(self, **variables: object) -> "Commands":
        """Set variables for the commands to come."""
        for name, value in variables.items():
            self.monkeypatch.setenv(name, str(value))
        return self

    def __call__(self, *arguments: object, stdin: str = "") -> Told:
        """Run a command with these arguments."""
        self.monkeypatch.setattr(sys, "argv", ["kb", *map(str, arguments)])
        self.monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        self.capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        told = self.capsys.readouterr()
        return Told(int(ended.value.code or 0), told.out, told.err)
