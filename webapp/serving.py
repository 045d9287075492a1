"""`kb serve`: the site under gunicorn, with threads."""

from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from kb.cli.environment import Environment
from kb.settings import Settings
from kb.storage import schema
from webapp.app import create_app


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn with what the settings ask for."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self._app = app
        self._options = {
            "bind": settings.bind,
            "workers": settings.workers,
            "threads": settings.threads,
            "worker_class": "gthread",
            "preload_app": True,
            "graceful_timeout": 20,
            "accesslog": None,
            "loglevel": "warning",
            "proc_name": "kb",
        }
        super().__init__()

    def load_config(self) -> None:
        """Hand the options to gunicorn."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the application."""
        return self._app


@click.command()
@click.pass_obj
def serve(environment: Environment) -> None:
    """Serve the site; KB_BIND says where, by default on 127.0.0.1:8000."""
    schema.require(environment.bare_database)
    settings = environment.settings
    environment.console.print(f"The site is at http://{settings.bind}/ - stop it with Ctrl+C")
    Server(create_app(settings), settings).run()
