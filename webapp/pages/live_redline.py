"""What a suggested wording would change, while it is being written: as redline pages show it."""

from dataclasses import dataclass

from markupsafe import Markup

from kb.errors import ProvisionNotFoundError
from kb.language import Language
from kb.law.identifiers import EId
from kb.law.passage import WordingError
from kb.law.redline.change import ChangeKind, Redline
from kb.services import pinned, rewording
from kb.services.seats import Seat
from webapp.jinja import safe_html
from webapp.pages.redline_body import Pen
from webapp.pages.redline_rows import Line, lines
from webapp.refusals import told
from webapp.visit import Visit


@dataclass(frozen=True, slots=True)
class LiveRedline:
    """The changes as HTML, or why a wording cannot take the provision's place; neither if nothing changes."""

    language: Language
    body: Markup
    problem: str = ""

    @property
    def is_same(self) -> bool:
        """Whether the wording is as the text is."""
        return not self.body and not self.problem


def live_redline(
    visit: Visit, seat: Seat, eid: EId, language: Language, wording: str
) -> LiveRedline:
    """Return what a wording changes; ProvisionNotFoundError to those who may not read the text."""
    found = pinned.act(visit.db, seat)
    if found is None:
        raise ProvisionNotFoundError(act=seat.asked.act, eid=eid)
    try:
        changed = rewording.changes(visit.db, found, eid, language, wording)
    except WordingError as error:
        return LiveRedline(language, safe_html(""), told(error))
    if changed.is_empty:
        return LiveRedline(language, safe_html(""))
    pen = Pen.ready()
    return LiveRedline(language, safe_html("".join(_row(line, pen) for line in _telling(changed))))


def _telling(changed: Redline) -> list[Line]:
    """Return the provisions that a wording changes, with those that they stand in."""
    of = lines(changed)
    around = {step for line in of if not line.is_quiet for step in line.change.place.eid.lineage()}
    return [line for line in of if line.change.place.eid in around]


def _row(line: Line, pen: Pen) -> str:
    """Return a provision; its headings are no headings of the page on which a form stands."""
    kind = line.change.kind
    changed = "" if kind is ChangeKind.SAME else f" change change--{kind}"
    words = pen.provision(line)
    for level in range(1, 7):
        words = words.replace(f"<h{level}>", '<p class="redline__heading">')
        words = words.replace(f"</h{level}>", "</p>")
    return f'<div class="d{line.depth}{changed}"><div class="cell">{words}</div></div>'
