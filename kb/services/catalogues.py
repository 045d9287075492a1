"""The glossary, procedure and backlog: read from a source, kept in the database, handed to the site."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.errors import CatalogueError
from kb.law.backlog import Backlog
from kb.law.glossary import Glossary
from kb.law.procedure import Procedure
from kb.law.yaml_text import YamlError, load, validated
from kb.recent import Recent
from kb.services import audit
from kb.services.audit import Agent, Deed
from kb.services.texts import content_hash
from kb.source import MOST_CATALOGUE_BYTES, OPTIONAL
from kb.storage.acts import CatalogueRow

Clock = Callable[[], datetime]
Model = TypeVar("Model", bound=BaseModel)

GLOSSARY = "glossary.yaml"
PROCEDURE = "procedure.yaml"
BACKLOG = "backlog.yaml"
_MODELS: Final[Mapping[str, type[BaseModel]]] = {
    PROCEDURE: Procedure,
    GLOSSARY: Glossary,
    BACKLOG: Backlog,
}

_READ: Final[Recent[Any]] = Recent(8)
"""A long list takes tenths of a second to read, and a command needs it several times."""


@dataclass(frozen=True, slots=True)
class Catalogues:
    """The kinds of act, bodies and steps; the terms, topics and zones; the acts that are called for."""

    procedure: Procedure
    glossary: Glossary
    glossary_hash: str
    backlog: Backlog


def read(texts: Mapping[str, str], folder: str = "") -> Catalogues:
    """Return what the catalogues of a folder say, or raise CatalogueError."""
    names = (PROCEDURE, GLOSSARY, BACKLOG)
    places = {name: f"{folder}/{name}" if folder else name for name in names}
    for name, place in places.items():
        if name not in texts and name not in OPTIONAL:
            raise CatalogueError(path=place, line=1, problem="missing; it lies beside the acts.")
    return Catalogues(
        procedure=parsed(Procedure, places[PROCEDURE], texts[PROCEDURE]),
        glossary=parsed(Glossary, places[GLOSSARY], texts[GLOSSARY]),
        glossary_hash=content_hash(texts[GLOSSARY]),
        backlog=parsed(Backlog, places[BACKLOG], texts.get(BACKLOG, _NOTHING)),
    )


_NOTHING = "{}"
"""What an optional catalogue says that is not there."""


def parsed(model: type[Model], name: str, text: str) -> Model:
    """Return what a YAML file of the collection says, or raise CatalogueError with file and line."""
    found: Model = _READ.get((model, text), lambda: _parsed(model, name, text))
    return found


def _parsed(model: type[Model], name: str, text: str) -> Model:
    try:
        document = load(text, most_bytes=MOST_CATALOGUE_BYTES)
    except YamlError as fault:
        raise CatalogueError(path=name, line=fault.line, problem=f"{fault}.") from fault
    value, problems = validated(model, document)
    if value is None:
        first = problems[0]
        raise CatalogueError(path=name, line=first.line, problem=f"{first.place}: {first.message}.")
    return value


def keep(db: Session, texts: Mapping[str, str], clock: Clock) -> None:
    """Store the catalogues that the site works with from now on; one that is gone is forgotten."""
    for row in db.scalars(select(CatalogueRow).where(CatalogueRow.name.in_(OPTIONAL - set(texts)))):
        _note(db, row, "", clock())
        db.delete(row)
    for name, text in texts.items():
        row = db.get(CatalogueRow, name) or CatalogueRow(name=name, hash="", text="")
        row.parsed = parsed(_MODELS[name], name, text).model_dump_json()
        db.add(row)
        if row.hash != (new := content_hash(text)):
            _note(db, row, new, clock())
            row.hash, row.text = new, text


def _note(db: Session, row: CatalogueRow, new: str, now: datetime) -> None:
    before, after = {"hash": row.hash or None}, {"hash": new or None}
    audit.note(db, Agent.SYSTEM, Deed.LIST_IMPORTED, row, at=now, before=before, after=after)


def hashes(db: Session) -> tuple[str, ...]:
    """Return what changes whenever a stored catalogue does."""
    return tuple(db.scalars(select(CatalogueRow.hash).order_by(CatalogueRow.name)))


def stored(db: Session) -> Catalogues:
    """Return the catalogues that were imported last, or raise CatalogueError."""
    rows = list(db.scalars(select(CatalogueRow)))
    for row in rows:
        _READ.get((_MODELS[row.name], row.text), partial(_read_before, row))
    return read({row.name: row.text for row in rows})


def _read_before(row: CatalogueRow) -> BaseModel:
    """Return what was read of a catalogue as it was stored: YAML takes a hundred times as long."""
    try:
        return _MODELS[row.name].model_validate_json(row.parsed)
    except ValidationError:  # It was stored by another release, which knew other fields.
        return _parsed(_MODELS[row.name], row.name, row.text)
