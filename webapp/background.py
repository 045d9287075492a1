"""Work that a request starts and does not wait for: a process of its own, which outlives this one."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

from kb.settings import PREFIX, Settings


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
