"""The text that a round is about, as it is used where comments are answered: in order, by provision."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from kb.language import Language
from kb.law.identifiers import NOWHERE, ActId, EId
from kb.law.render import Row, resolved
from kb.services import pinned, reporting, titles
from kb.services.library import Act
from kb.services.seats import Seat
from webapp.jinja import safe_html
from webapp.pages.round_head import RoundHead, round_head
from webapp.visit import Visit


@dataclass(frozen=True)
class Reading:
    """A provision in one language."""

    language: Language
    rows: tuple[tuple[int, Markup], ...]


@dataclass(frozen=True)
class RoundText:
    """The text of a round; `act` is None to those who may know of the comments, and not of the text."""

    visit: Visit
    seat: Seat
    head: RoundHead
    act: Act | None

    @cached_property
    def rows(self) -> Mapping[Language, tuple[Row, ...]]:
        """The typeset text in each language: for its order, and for those who may read it."""
        typesetter, db = self.visit.lists.typesetter, self.visit.db
        names = reporting.texts(db, self.seat)
        return {one: typesetter.rows(db, name, one) for one, name in names.items()}

    @cached_property
    def order(self) -> Mapping[EId, int]:
        """The place of every provision in the text."""
        eids = (row.eid for rows in self.rows.values() for row in rows)
        return {eid: at for at, eid in enumerate(dict.fromkeys([NOWHERE, *eids]))}

    def at(self, eid: EId) -> int:
        """Return what comments on a provision are sorted by; one that is not there stands last."""
        return self.order.get(eid, len(self.order))

    def readings(self, eid: EId, *wanted: Language) -> tuple[Reading, ...]:
        """Return a provision in the languages wanted, or in all if it is in none of them."""
        if self.act is None:
            return ()
        languages = [one for one in dict.fromkeys(wanted) if one in self.rows] or [*self.rows]
        return readings({one: self.rows[one] for one in languages}, eid, self.known)

    @cached_property
    def known(self) -> Mapping[str, ActId]:
        """The acts that references by title lead to."""
        return titles.by_words(titles.known(self.visit.db, self.visit.viewer))


def round_text(visit: Visit, seat: Seat) -> RoundText:
    """Return the text that a round is about."""
    act = pinned.act(visit.db, seat)
    return RoundText(visit, seat, round_head(visit, seat, act), act)


def readings(
    rows: Mapping[Language, tuple[Row, ...]], eid: EId, known: Mapping[str, ActId]
) -> tuple[Reading, ...]:
    """Return a provision in every language that has it, with all that stands in it."""
    found = (Reading(one, _inside(some, eid, known)) for one, some in rows.items())
    return tuple(reading for reading in found if reading.rows)


def _inside(
    rows: tuple[Row, ...], eid: EId, known: Mapping[str, ActId]
) -> tuple[tuple[int, Markup], ...]:
    """Return the rows of a provision and of all that stands in it; none of the act as a whole."""
    if eid == NOWHERE:
        return ()
    inside = [row for row in rows if row.eid == eid or row.eid.startswith(f"{eid}__")]
    depth = inside[0].depth if inside else 0
    return tuple(
        (max(0, row.depth - depth), safe_html(resolved(row.html, known))) for row in inside
    )
