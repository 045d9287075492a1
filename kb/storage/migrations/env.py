"""What Alembic runs for every migration; the connection comes from kb.storage.migrate."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from kb.storage import (
    acts,
    audit,
    files,
    imports,
    mail,
    people,
    publications,
    queue,
    redlines,
    review,
    reviewing,
)
from kb.storage.base import Base, UtcDateTime

__all__ = [
    "acts",
    "audit",
    "files",
    "imports",
    "mail",
    "people",
    "publications",
    "queue",
    "redlines",
    "review",
    "reviewing",
]  # Imported for their tables.


def plain(kind: str, item: object, _: AutogenContext) -> str | Literal[False]:
    """Write our own types as what they are in the database."""
    return (
        "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False
    )


connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=Base.metadata, render_as_batch=True, render_item=plain
)
with context.begin_transaction():
    context.run_migrations()
connection.commit()
