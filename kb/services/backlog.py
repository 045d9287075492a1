"""How far the acts that the law calls for have come, as far as a viewer may know of them.

What the law calls for everybody may know. Who may not read drafts learns of each row only whether an
act that answers it is published; so nothing here changes for readers when a draft does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from kb.access import Permission, Viewer
from kb.law.backlog import Backlog, Wanted
from kb.law.force import Force
from kb.law.identifiers import ActId
from kb.law.procedure import Stage
from kb.services import library
from kb.services.library import Act

_ENDED: Final = frozenset({Force.EXPIRED, Force.REPEALED, Force.ANNULLED})
"""An act that has ended answers nothing any more."""


class State(StrEnum):
    """How far a row has come; for who may not read all drafts, `OPEN` says no more than "not published"."""

    PUBLISHED = "published"
    DRAFTED = "drafted"
    MISSING = "missing"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Line:
    """A row with the acts that answer it and that the viewer may know of."""

    id: str
    row: Wanted
    state: State
    acts: tuple[Act, ...]


def lines(db: Session, viewer: Viewer, backlog: Backlog, today: date) -> list[Line]:
    """Return all rows in their order."""
    mine = {act.act: act for act in library.catalogue(db, viewer)}
    public = {act.act: act for act in library.catalogue(db, Viewer())}
    lasting = {act for act, one in public.items() if one.force(today) not in _ENDED}
    knows_all = viewer.may(Permission.READ_DRAFTS)
    return [
        _line(name, row, mine, lasting, State.MISSING if knows_all else State.OPEN)
        for name, row in backlog.rows.items()
    ]


def _line(
    name: str, row: Wanted, mine: Mapping[ActId, Act], lasting: Iterable[ActId], otherwise: State
) -> Line:
    acts = tuple(mine[act] for slug in row.acts if (act := ActId(slug)) in mine)
    if any(act.act in lasting for act in acts):
        state = State.PUBLISHED
    elif any(act.is_draft and act.stage is not Stage.WITHDRAWN for act in acts):
        state = State.DRAFTED
    else:
        state = otherwise
    return Line(name, row, state, acts)
