"""What every page of a round begins with: of which act, until when, who is asked, what is asked."""

from dataclasses import dataclass
from typing import Final

from kb.access import Permission
from kb.errors import msg
from kb.language import Language
from kb.law.procedure import RoundKind
from kb.law.words import Words
from kb.review.obstacle import Obstacle
from kb.review.rounds import Round, RoundState, arrival
from kb.review.visibility import Scope
from kb.services import pinned, titles
from kb.services.library import Act, Edition
from kb.services.seats import Seat
from webapp import refusals
from webapp.locale import gettext
from webapp.pages.round_caption import Caption
from webapp.visit import Visit

OWN: Final = msg("You see your own comments and their answers. Nobody else's are shown to you.")
PANEL: Final = msg("The panel is open: its experts see one another's comments.")
ALL: Final = msg("You see all comments, as you work on this act.")
PUBLIC: Final = msg("The discussion is public: everybody sees its comments and the answers.")
NONE: Final = msg("The comments of this round are not shown to you.")
REPORTED: Final = msg("The round is reported: its comments and answers are shown.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundHead(Caption):
    """The head of a page; `newest` is the number of the newest version the viewer may know of.

    `is_let_in` is whether the viewer may still submit after the close, as the coordinator has let them.
    """

    version: int
    newest: int
    is_public: bool
    may_join: bool
    may_moderate: bool
    is_let_in: bool
    questions: tuple[tuple[str, Language], ...]
    extended: tuple[str, ...]
    shown: str

    @property
    def pinned_edition(self) -> Edition:
        """The version that the round is about, as addresses name it."""
        return Edition(version=self.version)

    @property
    def newest_edition(self) -> Edition:
        """The newest version that the viewer knows of, as addresses name it."""
        return Edition(version=self.newest)

    @property
    def is_newest(self) -> bool:
        """Whether the viewer knows of no later version than the one that the round is about."""
        return self.version >= self.newest


def round_head(visit: Visit, seat: Seat, found: Act | None) -> RoundHead:
    """Return the head of a round's pages; `found` is its text, if the viewer may read it."""
    asked = seat.asked
    title = _title(visit, asked, found)
    words, language = title.shown(visit.language) if title else (asked.act, Language.EN)
    return RoundHead(
        asked=asked,
        title=words,
        title_language=language,
        version=asked.version,
        newest=pinned.newest(visit.db, seat),
        is_public=asked.kind is RoundKind.PUBLIC,
        may_join=seat.may_join and asked.state is RoundState.OPEN,
        may_moderate=seat.is_public and seat.viewer.may(Permission.MODERATE),
        is_let_in=seat.has_link and may_write(seat),
        questions=tuple(one.shown(visit.language) for one in asked.questions),
        extended=tuple(one.reason for one in asked.extensions),
        shown=gettext(whose(seat)),
    )


def whose(seat: Seat) -> str:
    """Return whose comments a viewer sees, as a message."""
    if seat.reach is Scope.ALL:
        return ALL
    if seat.reach is Scope.NONE:
        return NONE
    if seat.reach is Scope.OWN:
        return OWN
    if seat.asked.kind is RoundKind.PUBLIC:
        return PUBLIC
    return PANEL if seat.is_invited and seat.asked.open_panel else REPORTED


def may_write(seat: Seat) -> bool:
    """Tell whether a viewer may comment in a round now."""
    return seat.may_write and not isinstance(_arrival(seat), Obstacle)


def why_not(seat: Seat) -> str:
    """Return why somebody who is asked cannot comment now; nothing to all others, and if they can."""
    found = _arrival(seat)
    return refusals.obstacle(found) if seat.may_write and isinstance(found, Obstacle) else ""


def _arrival(seat: Seat) -> object:
    return arrival(seat.asked, seat.now, has_link=seat.has_link)


def _title(visit: Visit, asked: Round, found: Act | None) -> Words | None:
    """Return what the act is called: where the text is not the viewer's to read, as it is published."""
    if found is not None:
        return found.metadata.title
    return titles.known(visit.db, visit.viewer).get(asked.act)
