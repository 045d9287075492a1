"""The rows of an act as one piece of HTML, put together once for all who read the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final

from markupsafe import Markup

from kb.language import Language
from kb.law import force
from kb.law.act import ProvisionKind, begins_unit
from kb.law.citation.wording import cite
from kb.law.force import Force, History
from kb.law.identifiers import ActId, EId
from kb.law.parallel import Aligned
from kb.law.render import Row, resolved
from kb.recent import Recent
from kb.services.library import Act
from webapp.jinja import safe_html
from webapp.locale import day_until, gettext

Body = Markup

_KEPT: Final[Recent[Body]] = Recent(64)
_ALWAYS_ANCHORED: Final = frozenset(
    {ProvisionKind.ARTICLE, ProvisionKind.PARAGRAPH, ProvisionKind.SUBPARAGRAPH}
)


@dataclass(frozen=True, slots=True)
class Reading:
    """An act as somebody reads it: in which columns, on which day, knowing of which other acts."""

    act: Act
    columns: tuple[Language, ...]
    interface: Language
    histories: Mapping[EId, History]
    titles: Mapping[str, ActId]
    today: date

    def key(self) -> tuple[object, ...]:
        """Return what the HTML of the text depends on."""
        hashes = tuple(self.act.shown.texts[language] for language in self.columns)
        standing = (self.act.publication, self.act.events, self.act.is_draft, self.today)
        return (hashes, self.columns, self.interface, standing, frozenset(self.titles.items()))


def body(reading: Reading, aligned: Sequence[Aligned[Row]]) -> Body:
    """Return the text of an act in its columns; the same for all who may know of the same acts."""
    builder = _Builder(reading.columns, reading.histories, reading.titles, reading.today)
    return _KEPT.get(reading.key(), lambda: safe_html("".join(builder.html(aligned))))


def citation(act: Act, eid: EId, language: Language) -> str:
    """Return a provision's citation with the title of its act."""
    title = act.metadata.title[language]
    place = cite(eid, language) if eid else ""
    opening, closing = ("“", "”") if language is Language.EN else ("«", "»")
    return f"{opening}{title}{closing}, {place}" if place else f"{opening}{title}{closing}"


@dataclass(frozen=True, slots=True)
class _Builder:
    columns: Sequence[Language]
    histories: Mapping[EId, History]
    titles: Mapping[str, ActId]
    today: date

    def html(self, aligned: Iterable[Aligned[Row]]) -> Iterator[str]:
        for line in aligned:
            row = line.first
            unit = " unit" if begins_unit(row) else ""
            yield f'<div class="row row--{row.kind} d{row.depth}{unit}" id="{escape(line.eid)}">'
            yield self._anchor(row)
            for language, cell in zip(self.columns, line.cells, strict=True):
                yield self._cell(language, cell)
            yield self._mark(row)
            yield "</div>"

    def _anchor(self, row: Row) -> str:
        """Link to the provision itself; scripts make of it the way to copy link and citation."""
        place = cite(row.eid, self.columns[0])
        if not place or (row.kind not in _ALWAYS_ANCHORED and not row.level):
            return ""
        words = escape(gettext("Link to: %(place)s") % {"place": place})
        eid, place = escape(row.eid), escape(place)
        return f'<a class="anchor" href="#{eid}" data-cite="{place}" aria-label="{words}">#</a>'

    def _cell(self, language: Language, cell: Row | None) -> str:
        if cell is None:
            words = escape(gettext("Not in this language yet"))
            return f'<div class="cell cell--gap"><p>{words}</p></div>'
        return f'<div class="cell" lang="{language}">{resolved(cell.html, self.titles)}</div>'

    def _mark(self, row: Row) -> str:
        """Say when a provision begins to apply, unless what it stands in says so already."""
        history = self.histories.get(row.eid, ())
        if not history or force.on(history, self.today) is not Force.NOT_YET:
            return ""
        if not begins_unit(row) and not self._differs(row.eid, history):
            return ""
        words = gettext("Not in force until %(day)s") % {"day": day_until(history[0].day)}
        return f'<p class="mark mark--not-yet">{escape(words)}</p>'

    def _differs(self, eid: EId, history: History) -> bool:
        parent = eid.parent
        outer = self.histories.get(parent) if parent else None
        return outer is not None and outer != history
