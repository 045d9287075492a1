"""Work that a request starts and does not wait for: a process of its own, which outlives this one."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock, Thread
from typing import Final

from kb.settings import PREFIX, Settings

PAUSE: Final = 3.0
"""For how many seconds an errand is not run again after it has ended."""


class Errand:
    """A command that many requests ask for: one process at a time does it for all who have asked.

    The first who asks starts it; for those who ask while it runs, or shortly after, it is started
    once more when they can wait no longer, so that nothing is left undone.
    """

    def __init__(self, pause: float = PAUSE) -> None:
        self._pause = pause
        self._lock = Lock()
        self._is_under_way = self._is_wanted = False

    def ask(self, start: Callable[[], Thread]) -> None:
        """Have it done; `start` starts it, and returns what waits for its end."""
        with self._lock:
            self._is_wanted = self._is_under_way
            if self._is_under_way:
                return
            self._is_under_way = True
        self._run(start)

    def _run(self, start: Callable[[], Thread]) -> None:
        try:
            waiting = start()
        except BaseException:
            self._is_under_way = False
            raise
        Thread(target=self._follow, args=(start, waiting), daemon=True).start()

    def _follow(self, start: Callable[[], Thread], waiting: Thread) -> None:
        """Wait for the end, and run it again if somebody has asked meanwhile."""
        waiting.join()
        time.sleep(self._pause)
        with self._lock:
            is_wanted, self._is_wanted = self._is_wanted, False
            self._is_under_way = is_wanted
        if is_wanted:
            self._run(start)


def start_sync(settings: Settings) -> Thread:
    """Start `kb git sync`: what was pushed is fetched, taken in and indexed.

    Returns what waits for its end, which nobody has to join.
    """
    return _start(settings, "git", "sync", "--pending")


def start_index(settings: Settings) -> Thread:
    """Start `kb index sync`: what was published can be found within seconds."""
    return _start(settings, "index", "sync")


def start_rounds(settings: Settings) -> Thread:
    """Start `kb rounds keep-time`: rounds whose time has come open and close within seconds."""
    return _start(settings, "rounds", "keep-time")


def start_mail(settings: Settings) -> Thread:
    """Start `kb mail send`: a letter that was written goes out within seconds."""
    return _start(settings, "mail", "send")


def start_export(settings: Settings, words: list[str]) -> Thread:
    """Start `kb rounds export`: a document that takes long is made while its reader does something else."""
    return _start(settings, *words)


def _start(settings: Settings, *words: str) -> Thread:
    """Start a command; what it has to say goes where this process's errors go."""
    command = [str(Path(sys.executable).with_name("kb")), *words]
    others = {name: text for name, text in os.environ.items() if not name.startswith(PREFIX)}
    started = subprocess.Popen(  # noqa: S603  # the arguments are ours, and there is no shell
        command,
        env=others | settings.environ(),
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr.fileno(),
        start_new_session=True,
    )
    waiting = Thread(target=started.wait, daemon=True)  # Asks how it ended, so that it can go.
    waiting.start()
    return waiting
