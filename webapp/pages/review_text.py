"""The text of a round as its page shows it: row by row, so that comments can stand at each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from kb.language import Language
from kb.law.citation.naming import place
from kb.law.identifiers import ActId, EId
from kb.law.parallel import align
from kb.recent import Recent
from kb.review.anchors import Anchor
from kb.services import beginnings
from kb.services.library import Act
from webapp.pages.act_body import Parts, Setting
from webapp.pages.act_text import Entry, contents_of
from webapp.pages.quoting import highlighted
from webapp.visit import Visit

UP: Final = "../../../"
"""From the page of a round to the acts, which references in a text name beside their own act."""

_ROW_END: Final = "</div>"


@dataclass(frozen=True, slots=True)
class Spot:
    """A row of the text that comments can stand at; `cited` is what the provision is called."""

    eid: EId
    cited: str
    parts: Parts

    def html(self, columns: Sequence[Language], quotes: Iterable[Anchor]) -> str:
        """Return the row, up to its end, with the words marked that are quoted from it."""
        by_language: dict[Language, list[Anchor]] = {}
        for quote in quotes:
            by_language.setdefault(quote.language, []).append(quote)
        cells = (
            highlighted(cell, by_language[language]) if language in by_language else cell
            for language, cell in zip(columns, self.parts.cells, strict=True)
        )
        return f"{self.parts.opening}{''.join(cells)}{self.parts.behind}"


@dataclass(frozen=True, slots=True)
class ReviewText:
    """The rows of the text in its columns, and its contents."""

    columns: tuple[Language, ...]
    spots: tuple[Spot, ...]
    contents: tuple[Entry, ...]

    def eids(self) -> frozenset[EId]:
        """Return the addresses that are shown."""
        return frozenset(spot.eid for spot in self.spots)


_KEPT: Final[Recent[ReviewText]] = Recent(32)


def text_of(
    visit: Visit, act: Act, columns: tuple[Language, ...], titles: Mapping[str, ActId]
) -> ReviewText:
    """Return the text of the version that a round is about; it is made once for all who read the same."""
    hashes = tuple(act.shown.texts[language] for language in columns)
    published = (act.publication, act.standing, act.events, act.is_draft, visit.today)
    known = (visit.lists.typesetter.version, frozenset(titles.items()))
    key = (hashes, columns, visit.language, published, act.metadata.commencement, known)
    return _KEPT.get(key, lambda: _made(visit, act, columns, titles))


def _made(
    visit: Visit, act: Act, columns: tuple[Language, ...], titles: Mapping[str, ActId]
) -> ReviewText:
    typesetter = visit.lists.typesetter
    rows = {one: typesetter.rows(visit.db, act.shown.texts[one], one) for one in columns}
    aligned = align(rows, columns)
    histories = beginnings.histories(visit.db, act)
    setting = Setting(columns, histories, titles, visit.today)
    spots = (
        Spot(line.eid, place(line.eid, visit.language) or "", _moved(setting.parts(line)))
        for line in aligned
    )
    return ReviewText(columns, tuple(spots), tuple(contents_of(aligned, histories, visit.today)))


def _moved(parts: Parts) -> Parts:
    """Return a row whose references to other acts lead there from the page of a round."""
    cells = tuple(cell.replace('href="../', f'href="{UP}') for cell in parts.cells)
    return parts._replace(cells=cells)


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands at a row: its comments as HTML, and the words that they quote."""

    html: str = ""
    quotes: tuple[Anchor, ...] = ()


_NOTHING: Final = Margin()


def body(text: ReviewText, margins: Mapping[EId, Margin], button: str = "") -> str:
    """Return the rows with what stands at each, as HTML.

    `button` is the way to comment, with {eid} and {cited} in the place of what differs; nothing to
    those who may not.
    """
    return "".join(_row(text, spot, margins.get(spot.eid, _NOTHING), button) for spot in text.spots)


def _row(text: ReviewText, spot: Spot, margin: Margin, button: str) -> str:
    html = spot.html(text.columns, margin.quotes)
    if button and spot.cited:
        button = button.replace("{eid}", escape(spot.eid)).replace("{cited}", escape(spot.cited))
    else:
        button = ""
    if not button and not margin.html:
        return html + _ROW_END
    eid = escape(spot.eid)
    return f'{html}<div class="review" data-review data-eid="{eid}">{button}{margin.html}</div>{_ROW_END}'
