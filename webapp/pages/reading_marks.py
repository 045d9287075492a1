"""The buttons with which an expert marks the provisions of a text as read, without remarks."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import Final

from kb.access import Permission
from kb.law.act import ProvisionKind
from kb.law.identifiers import STEP, EId
from kb.services import readings
from kb.services.seats import Seat
from webapp.locale import gettext
from webapp.pages.review_text import Margin, ReviewText, Spot
from webapp.pages.round_head import may_write
from webapp.visit import Visit

_ARTICLE: Final = f"{ProvisionKind.ARTICLE}_"
_PARAGRAPH: Final = f"{ProvisionKind.PARAGRAPH}_"


def may_mark(seat: Seat) -> bool:
    """Tell whether a viewer marks what was read: an expert who was invited, while the round is open."""
    is_expert = seat.is_invited and seat.viewer.may(Permission.COMMENT_WHEN_INVITED)
    return is_expert and may_write(seat)


def with_marks(
    visit: Visit, seat: Seat, text: ReviewText, margins: Mapping[EId, Margin]
) -> Mapping[EId, Margin]:
    """Return what stands at the rows of a text, with a button at each that begins a unit."""
    if not may_mark(seat):
        return margins
    read = readings.of_viewer(visit.db, seat)
    words = (gettext("Read, no remarks"), gettext("Read ✓"))
    marked = dict(margins)
    for spot in text.spots:
        if begins_unit(spot.eid):
            before = margins.get(spot.eid, _NOTHING)
            button = _button(spot, words, is_read=spot.eid in read)
            marked[spot.eid] = replace(before, html=button + before.html)
    return marked


_NOTHING: Final = Margin()


def begins_unit(eid: EId) -> bool:
    """Tell whether an article, or a paragraph that stands in none, has this address.

    >>> [begins_unit(EId(one)) for one in ("art_5", "art_5__para_2", "chp_1__para_2", "chp_1")]
    [True, False, True, False]
    """
    last = eid.rpartition(STEP)[2]
    return last.startswith(_ARTICLE) or (last.startswith(_PARAGRAPH) and _ARTICLE not in eid)


def _button(spot: Spot, words: tuple[str, str], *, is_read: bool) -> str:
    name, pressed = ("unread", "true") if is_read else ("read", "false")
    look = "reading reading--done" if is_read else "reading"
    return (
        f'<button class="{look}" type="submit" form="reading" name="{name}" value="{escape(spot.eid)}"'
        f' aria-pressed="{pressed}"><span class="reading__words">{escape(words[is_read])}</span>'
        f'<span class="hidden"> {escape(spot.cited)}</span></button>'
    )
