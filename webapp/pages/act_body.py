"""The rows of an act as one piece of HTML."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Final, NamedTuple

from markupsafe import Markup

from kb.errors import msg
from kb.language import Language
from kb.law import force
from kb.law.act import ProvisionKind, begins_unit
from kb.law.citation.naming import place
from kb.law.force import Force, History
from kb.law.identifiers import ActId, EId
from kb.law.parallel import Aligned
from kb.law.render import Row, resolved
from kb.law.words import Words
from webapp.jinja import safe_html
from webapp.locale import day_from, day_until, gettext

Body = Markup

_ALWAYS_ANCHORED: Final = frozenset(
    {ProvisionKind.ARTICLE, ProvisionKind.PARAGRAPH, ProvisionKind.SUBPARAGRAPH}
)


_SINCE: Final = {
    Force.SUSPENDED: msg("Suspended from %(day)s"),
    Force.EXPIRED: msg("Expired from %(day)s"),
    Force.REPEALED: msg("Repealed from %(day)s"),
    Force.ANNULLED: msg("Annulled from %(day)s"),
}


def citation(title: Words, eid: EId, language: Language) -> str:
    """Return a provision's citation with the title of its act."""
    cited = place(eid, language) if eid else ""
    opening, closing = ("“", "”") if language is Language.EN else ("«", "»")
    named = f"{opening}{title[language]}{closing}"
    return f"{named}, {cited}" if cited else named


class Parts(NamedTuple):
    """The HTML of a row: its beginning, a cell for each column, and what is told behind them."""

    opening: str
    cells: tuple[str, ...]
    behind: str


@dataclass(frozen=True, slots=True)
class Setting:
    """How the rows of an act are set: in which columns, on which day, knowing of which other acts.

    `origins` says beside provisions where their words come from.
    """

    columns: Sequence[Language]
    histories: Mapping[EId, History]
    titles: Mapping[str, ActId]
    today: date
    origins: Mapping[EId, str] = field(default_factory=dict)

    def body(self, aligned: Iterable[Aligned[Row]]) -> Body:
        """Return the rows as one piece of HTML."""
        return safe_html("".join(self._html(aligned)))

    def _html(self, aligned: Iterable[Aligned[Row]]) -> Iterator[str]:
        for line in aligned:
            parts = self.parts(line)
            yield parts.opening
            yield from parts.cells
            yield parts.behind
            yield "</div>"

    def parts(self, line: Aligned[Row]) -> Parts:
        """Return the row of one address in its parts; what it stands in is still to be closed."""
        row = line.first
        unit = " unit" if begins_unit(row) else ""
        opening = f'<div class="row row--{row.kind} d{row.depth}{unit}" id="{escape(line.eid)}">'
        pairs = zip(self.columns, line.cells, strict=True)
        return Parts(
            opening=opening + self._anchor(row),
            cells=tuple(self._cell(language, cell) for language, cell in pairs),
            behind=self._mark(row) + self._origin(row),
        )

    def _anchor(self, row: Row) -> str:
        """Link to the provision itself; scripts make of it the way to copy link and citation."""
        cited = place(row.eid, self.columns[0])
        if not cited or (row.kind not in _ALWAYS_ANCHORED and not row.level):
            return ""
        words = escape(gettext("Link to: %(place)s") % {"place": cited})
        eid, cited = escape(row.eid), escape(cited)
        return f'<a class="anchor" href="#{eid}" data-cite="{cited}" aria-label="{words}">#</a>'

    def _cell(self, language: Language, cell: Row | None) -> str:
        if cell is None:
            words = escape(gettext("Not in this language yet"))
            return f'<div class="cell cell--gap"><p>{words}</p></div>'
        return f'<div class="cell" lang="{language}">{resolved(cell.html, self.titles)}</div>'

    def _mark(self, row: Row) -> str:
        """Say of a provision that does not apply why, unless what it stands in says so already."""
        history = self.histories.get(row.eid, ())
        state = force.on(history, self.today) if history else Force.IN_FORCE
        if state is Force.IN_FORCE:
            return ""
        if not begins_unit(row) and not self._differs(row.eid, history):
            return ""
        words = escape(self._words(state, history))
        return f'<p class="mark mark--{state}">{words}</p>'

    def _origin(self, row: Row) -> str:
        """Say which edition a provision's words come from, unless what it stands in says so already."""
        words = self.origins.get(row.eid, "")
        parent = row.eid.parent
        is_told = parent is not None and self.origins.get(parent) == words
        if not words or (is_told and not begins_unit(row)):
            return ""
        return f'<p class="origin">{escape(words)}</p>'

    def _words(self, state: Force, history: History) -> str:
        if state is Force.NOT_YET:
            return gettext("Not in force until %(day)s") % {"day": day_until(history[0].day)}
        since = max(change.day for change in history if change.day <= self.today)
        return gettext(_SINCE[state]) % {"day": day_from(since)}

    def _differs(self, eid: EId, history: History) -> bool:
        parent = eid.parent
        outer = self.histories.get(parent) if parent else None
        return outer is not None and outer != history
