"""What tests do once, though every one of them asks for it: none of this is what they are about.

Each is the thing itself, kept: templates and addresses as they were compiled for the first site of a
process, statements as they were compiled for its first database. Only passwords are kept with little
work, and SQLite does not wait for the disk; the tests of these two ask for the fixture `in_earnest`.
"""

import gc
from collections.abc import Callable
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine
from werkzeug.routing import Rule

from kb.services import passwords
from kb.storage import database

Builder = Callable[..., tuple[str, str]]


class Templates(BytecodeCache):
    """Templates that were compiled in this process; one that changes is compiled anew."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled of the same source."""
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._known[bucket.key, bucket.checksum] = bucket.code


class KnownRule(Rule):
    """A rule of addresses that compiles what makes its addresses once for all sites."""

    _known: dict[tuple[object, ...], Builder] = {}  # noqa: RUF012 (It is for all of them.)

    def _compile_builder(self, append_unknown: bool = True) -> Builder:
        key = (append_unknown, self.rule, tuple(self._trace), repr(self.defaults))
        if key not in self._known:
            self._known[key] = super()._compile_builder(append_unknown)
        return self._known[key]


def use(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything that follows be done with thrift."""
    little = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", lambda: little)
    hasty = [pragma.replace("synchronous=FULL", "synchronous=OFF") for pragma in database._PRAGMAS]
    monkeypatch.setattr(database, "_PRAGMAS", tuple(hasty))
    monkeypatch.setattr(database, "_engine", _sharing(database._engine))
    monkeypatch.setattr(Flask, "jinja_options", {"bytecode_cache": Templates()})
    monkeypatch.setattr(Flask, "url_rule_class", KnownRule)
    gc.freeze()  # What was imported and collected stays to the end.
    gc.set_threshold(20_000, 20, 20)


def _sharing(make: Callable[..., Engine]) -> Callable[..., Engine]:
    """Let all engines of SQLite use the statements that the first of them compiled."""
    first = make(database.make_url("sqlite://"))
    first.connect().close()

    def made(url: database.URL) -> Engine:
        engine = make(url)
        if engine.dialect.name == first.dialect.name:
            engine.dialect = first.dialect
            engine._compiled_cache = first._compiled_cache
        return engine

    return made
