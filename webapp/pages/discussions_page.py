"""Public discussions as everybody sees them, and what one person wrote in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Self
from uuid import UUID, uuid5

from kb.language import Language
from kb.review.calendar import last_day_before
from kb.review.rounds import RoundState
from kb.services import discussions
from kb.services.discussions import UNDER_WAY, Discussion
from webapp import labels
from webapp.pages.comment_view import CommentView, Pinned, view_of
from webapp.site import site
from webapp.visit import Visit

_FEED: Final = UUID("6f7a1f0c-2b0e-5d55-9a5f-0d8f0a3a7c11")


@dataclass(frozen=True, slots=True)
class DiscussionView:
    """A public discussion in the reader's language; `days_left` counts the day of the close as 0."""

    discussion: Discussion
    language: Language
    title: str
    title_language: Language
    summary: str
    summary_language: Language
    kind: str
    state: str
    days_left: int

    @classmethod
    def of(cls, one: Discussion, visit: Visit) -> Self:
        """Return a discussion as a visitor reads of it."""
        about = one.metadata
        title, title_language = about.title.shown(visit.language)
        nothing = ("", visit.language)
        summary, summary_language = (
            about.summary.shown(visit.language) if about.summary else nothing
        )
        return cls(
            discussion=one,
            language=visit.language,
            title=title,
            title_language=title_language,
            summary=summary,
            summary_language=summary_language,
            kind=labels.kind(visit.catalogues, about.kind, visit.language),
            state=labels.round_state(one.state),
            days_left=(last_day_before(one.closes) - visit.today).days,
        )

    @property
    def updated(self) -> datetime:
        """When the discussion opened or was extended, in UTC and to the second."""
        return self.discussion.changed_at.astimezone(UTC).replace(microsecond=0, tzinfo=None)

    @property
    def urn(self) -> str:
        """The name of the entry in a feed: it stays whatever the site is called."""
        return uuid5(_FEED, f"{self.discussion.act}/{self.discussion.number}/{self.language}").urn


@dataclass(frozen=True, slots=True)
class DiscussionsPage:
    """The discussions that are open, announced, being answered, and reported."""

    open: tuple[DiscussionView, ...]
    announced: tuple[DiscussionView, ...]
    answering: tuple[DiscussionView, ...]
    reported: tuple[DiscussionView, ...]


@dataclass(frozen=True, slots=True)
class MineView:
    """What somebody wrote in one discussion."""

    view: DiscussionView
    comments: tuple[CommentView, ...]


def discussions_page(visit: Visit) -> DiscussionsPage:
    """Return all discussions; of those that are over, the last ones come first."""
    found = discussions.listed(visit.db, site().clock)
    ended = found[::-1]
    return DiscussionsPage(
        open=_in(visit, found, {RoundState.OPEN}),
        announced=_in(visit, found, {RoundState.SCHEDULED}),
        answering=_in(visit, ended, UNDER_WAY),
        reported=_in(visit, ended, {RoundState.REPORTED}),
    )


def opened(visit: Visit) -> tuple[DiscussionView, ...]:
    """Return the discussions in which anybody may comment now."""
    return tuple(
        DiscussionView.of(one, visit) for one in discussions.opened(visit.db, site().clock)
    )


def mine(visit: Visit) -> tuple[MineView, ...]:
    """Return what the viewer wrote in public discussions, with what became of it."""
    found = discussions.of_person(visit.db, visit.viewer, site().clock)
    return tuple(
        MineView(
            DiscussionView.of(one.discussion, visit),
            tuple(
                view_of(thread, Pinned(one.discussion.act, one.discussion.number, (), {}))
                for thread in one.threads
            ),
        )
        for one in found
    )


def _in(
    visit: Visit, found: Iterable[Discussion], states: Iterable[RoundState]
) -> tuple[DiscussionView, ...]:
    wanted = frozenset(states)
    return tuple(DiscussionView.of(one, visit) for one in found if one.state in wanted)
