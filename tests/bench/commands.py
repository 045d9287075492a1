"""Commands as they are typed, each a process of its own: how long one takes, and its memory."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench.machine import peak
from tests.bench.timing import Took, timed

KB: Final = Path(sys.executable).with_name("kb")
DONE: Final = frozenset({0})
"""How a command ends that has done all it was asked for."""

_NOBODY: Final = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Bench",
    "GIT_AUTHOR_EMAIL": "bench@example.kz",
    "GIT_COMMITTER_NAME": "Bench",
    "GIT_COMMITTER_EMAIL": "bench@example.kz",
}


@dataclass(frozen=True, slots=True)
class Ran:
    """How long a command and those that it started took, and the most memory it held, in MB."""

    took: Took
    peak: float


def kb(
    environment: Mapping[str, str],
    tell: Callable[[str], None],
    *arguments: object,
    ends: Collection[int] = DONE,
) -> Ran:
    """Run `kb` and pass on what it tells of its progress; RuntimeError if it ends otherwise."""
    before = _cpu_of_children()
    memory, time = timed(lambda: _run([KB, *arguments], environment, tell, ends))
    return Ran(Took(time.wall, _cpu_of_children() - before), memory)


def git(folder: Path, *arguments: object) -> Took:
    """Run git in a folder as nobody in particular; what its hooks do counts, too."""
    before = _cpu_of_children()
    done, time = timed(lambda: _git(folder, arguments))
    if done.returncode:
        problem = f"git {arguments[0]} ended with {done.returncode}: {done.stderr}"
        raise RuntimeError(problem)
    return Took(time.wall, _cpu_of_children() - before)


def _git(folder: Path, arguments: tuple[object, ...]) -> subprocess.CompletedProcess[str]:
    command, environment = ["git", *map(str, arguments)], os.environ | _NOBODY
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def _run(
    command: list[object],
    environment: Mapping[str, str],
    tell: Callable[[str], None],
    ends: Collection[int],
) -> float:
    """Return the most memory that a command held when it told of its progress, the end included."""
    most, words = 0.0, ""
    with subprocess.Popen(
        [str(word) for word in command],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stderr is not None
        for line in running.stderr:
            most, words = max(most, peak(running.pid)), line.rstrip()
            tell(words)
    if running.returncode not in ends:
        problem = f"{command} ended with {running.returncode}: {words}"
        raise RuntimeError(problem)
    return most


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
