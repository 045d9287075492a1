"""An act as it lies in a folder: its files, as bytes, wherever they were read from."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from kb.errors import msg
from kb.language import Language
from kb.law.identifiers import ActId

METADATA: Final = "act.yaml"
TEXTS: Final = {Language.KK: "kk.md", Language.RU: "ru.md", Language.EN: "en.md"}
MOST_BYTES: Final = 2 * 1024 * 1024


class Oddity(Enum):
    """Why a file was not read."""

    SYMLINK = msg("a symbolic link")
    SPECIAL = msg("not an ordinary file")
    TOO_LARGE = msg("larger than 2 MB")


@dataclass(frozen=True, slots=True)
class ActFolder:
    """The folder of an act: `path` from the root of the texts, and the files in it.

    `odd` names the files that were not read, and why.
    """

    path: str
    files: Mapping[str, bytes]
    odd: Mapping[str, Oddity]

    @property
    def act(self) -> ActId:
        """The slug: the folder's own name, whether it may be one or not."""
        return ActId(self.path.rpartition("/")[2])

    @property
    def category(self) -> str:
        """The folder that the act lies in; empty at the root."""
        return self.path.rpartition("/")[0]
