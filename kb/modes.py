"""Which files of acts may be run, as programs may: a push refuses them."""

import os
import stat
from pathlib import Path

from kb.errors import SourceError
from kb.git import Repository, find
from kb.receiving import PROGRAM
from kb.source import ACT_FILES


def programs(root: Path) -> frozenset[str]:
    """Return the files of acts in a folder that may be run, by their paths from it.

    Where the system does not keep what may be run (git then has core.fileMode=false), it is what git
    has noted.
    """
    if _is_noted_by_git(root):
        return _noted(root)
    return frozenset(
        path.relative_to(root).as_posix()
        for folder, _, names in os.walk(root)
        for path in (Path(folder, name) for name in ACT_FILES.intersection(names))
        if _may_be_run(path.lstat().st_mode)
    )


def _is_noted_by_git(root: Path) -> bool:
    try:
        found = find(root)
        kept = found[0].ask("config", "--type=bool", "core.fileMode") if found else None
    except (
        SourceError
    ):  # Without git, or with a repository that it cannot read, it is as on the disk.
        return False
    return kept is not None and kept.strip() == "false"


def _noted(root: Path) -> frozenset[str]:
    listed = Repository(root).run("ls-files", "--stage", "-z", "--", ".").split("\0")
    entries = (line.partition("\t") for line in listed)
    return frozenset(path for entry, _, path in entries if entry.startswith(PROGRAM))


def _may_be_run(mode: int) -> bool:
    """Tell whether a file would be committed as a program: git looks at its owner's bit."""
    return stat.S_ISREG(mode) and bool(mode & stat.S_IXUSR)
