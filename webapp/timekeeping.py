"""Rounds open and close by the clock: while the site is used at all, within a minute of their time."""

from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from flask import Flask, Response

from kb.services import rounds
from webapp.background import start_mail, start_rounds
from webapp.site import site

EVERY: Final = timedelta(minutes=1)
"""How often a process looks whether a round is to be opened or closed."""


class Watch:
    """When a process looks next; the first time after it has been asked for something."""

    def __init__(self) -> None:
        self._next: datetime | None = None
        self._lock = Lock()

    def is_time(self, now: datetime) -> bool:
        """Tell whether it is time to look; once in each interval, whoever asks."""
        with self._lock:
            is_first, is_time = self._next is None, self._next is not None and now >= self._next
            if is_first or is_time:
                self._next = now + EVERY
            return is_time


def init_app(app: Flask) -> None:
    """Let an application look at the clock after its answers."""
    watch = Watch()

    def look(response: Response) -> Response:
        if watch.is_time(site().clock()):
            _look()
        return response

    app.after_request(look)


def _look() -> None:
    """Start what opens and closes rounds, and writes the letters that tell of it, if there is need."""
    with site().database.reading() as db:
        is_needed = rounds.is_behind(db, site().clock)
    if is_needed:
        start = start_mail if site().settings.smtp_host else start_rounds
        start(site().settings)
