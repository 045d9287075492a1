"""A group of commands that are loaded when they are called: help need not wait for the site."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click


@dataclass(frozen=True, slots=True)
class Later:
    """A command to be loaded: where it is, as `module:name`, and its sentence in the list."""

    place: str
    summary: str

    def load(self) -> click.Command:
        """Return the command."""
        module, _, name = self.place.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


class LazyGroup(click.Group):
    """A group that lists its commands without loading them."""

    def __init__(self, *arguments: Any, later: Mapping[str, Later], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.later = later

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        del ctx
        return sorted(self.later)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, loaded; None if there is none of this name."""
        del ctx
        return self.later[cmd_name].load() if cmd_name in self.later else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands."""
        rows = [(name, self.later[name].summary) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)
