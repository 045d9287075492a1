"""Comments: what they are about and how grave, who may edit and withdraw them, and suggested wording."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final, NewType

from kb.access import PersonId
from kb.errors import msg
from kb.language import Language
from kb.review.anchors import Anchor
from kb.review.obstacle import Obstacle, Obstacles, refuse, told
from kb.review.rounds import Arrival, Round, RoundState, arrival, due

CommentId = NewType("CommentId", str)
"""Random, since it stands in addresses."""


class CommentType(StrEnum):
    """What a comment is about."""

    ERROR = "error"
    AMBIGUITY = "ambiguity"
    CONFLICT = "conflict"
    TRANSLATION = "translation"
    POLICY = "policy"
    DRAFTING = "drafting"
    QUESTION = "question"


class Severity(StrEnum):
    """How grave a comment is: one that blocks is an objection to adoption."""

    BLOCKING = "blocking"
    IMPORTANT = "important"
    MINOR = "minor"


class CommentState(StrEnum):
    """Whether a comment is still being written, submitted, or taken back."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"


SAYS_NOTHING: Final = msg("Write a comment, or suggest a wording.")
NO_REASONING: Final = msg("A blocking comment needs a reasoning.")
NO_REASON: Final = msg("Give the reason for the suggested wording.")
UNDECLARED: Final = msg("First declare your interest in this act.")
NOT_ASKED_IN: Final = msg("The round does not take comments in this language.")
NOT_YOURS: Final = msg("Only who wrote it may change it.")
IS_WITHDRAWN: Final = msg("It was withdrawn.")
IS_SUBMITTED: Final = msg("It was submitted already.")
IS_DRAFT: Final = msg("It has not been submitted.")
CLOSED: Final = msg("The round is closed: it can be changed no more.")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A wording proposed for a provision of the pinned text, as Markdown, in one language or more."""

    wording: tuple[tuple[Language, str], ...]
    reason: str

    @property
    def languages(self) -> frozenset[Language]:
        """The languages in which a wording is given."""
        return frozenset(language for language, text in self.wording if text.strip())

    def needed(self, languages: Collection[Language]) -> tuple[Language, ...]:
        """Return the languages of the act in which the wording is still needed."""
        return tuple(one for one in Language if one in languages and one not in self.languages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a comment says, in one language: `text` what is wrong, `reasoning` why."""

    type: CommentType
    severity: Severity
    language: Language
    text: str = ""
    reasoning: str = ""
    suggestion: Suggestion | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """What a comment said until it was edited."""

    content: Content
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment on a provision or on words; `history` is what it said before, the oldest first."""

    id: CommentId
    author: PersonId
    anchor: Anchor
    content: Content
    state: CommentState = CommentState.DRAFT
    submitted_at: datetime | None = None
    withdrawn_at: datetime | None = None
    is_late: bool = False
    history: tuple[Revision, ...] = ()

    @property
    def revision(self) -> int:
        """How often it was edited since it was submitted: what an edit must name to be no overwriting."""
        return len(self.history)

    @property
    def is_objection(self) -> bool:
        """Whether it stands against adoption until it is settled."""
        is_blocking = self.content.severity is Severity.BLOCKING
        return is_blocking and self.state is CommentState.SUBMITTED


def flaws(content: Content, asked: Round) -> Obstacles:
    """Return what is missing in a comment before it can be submitted."""
    is_blocking = content.severity is Severity.BLOCKING
    suggestion = content.suggestion
    suggests = suggestion is not None and bool(suggestion.languages)
    return told(
        (not content.text.strip() and not suggests, SAYS_NOTHING),
        (is_blocking and not content.reasoning.strip(), NO_REASONING),
        (suggestion is not None and not suggestion.reason.strip(), NO_REASON),
        (content.language not in asked.languages, NOT_ASKED_IN),
    )


def obstacles_to_submit(
    comment: Comment, asked: Round, now: datetime, *, declared: bool, has_link: bool = False
) -> Obstacles:
    """Return what keeps a comment from being submitted; `declared` tells of the author's interest."""
    when = arrival(asked, now, has_link=has_link)
    return (
        *told(
            (comment.state is CommentState.SUBMITTED, IS_SUBMITTED),
            (comment.state is CommentState.WITHDRAWN, IS_WITHDRAWN),
            (not declared, UNDECLARED),
        ),
        *([when] if isinstance(when, Obstacle) else []),
        *flaws(comment.content, asked),
    )


def submit(
    comment: Comment, asked: Round, now: datetime, *, declared: bool, has_link: bool = False
) -> Comment:
    """Return a comment as submitted, or raise RefusedError."""
    refuse(obstacles_to_submit(comment, asked, now, declared=declared, has_link=has_link))
    is_late = arrival(asked, now, has_link=has_link) is Arrival.LATE
    return replace(comment, state=CommentState.SUBMITTED, submitted_at=now, is_late=is_late)


def obstacles_to_change(comment: Comment, by: PersonId, asked: Round, now: datetime) -> Obstacles:
    """Return what keeps somebody from editing or withdrawing a comment: both are open until the close."""
    is_open = due(asked, now) is RoundState.OPEN
    return told(
        (comment.author != by, NOT_YOURS),
        (comment.state is CommentState.WITHDRAWN, IS_WITHDRAWN),
        (comment.state is CommentState.SUBMITTED and not is_open, CLOSED),
    )


def edit(comment: Comment, content: Content, by: PersonId, asked: Round, now: datetime) -> Comment:
    """Return a comment that says something else, or raise RefusedError.

    What it said before stays in its history; while it is being written it has none, and may have
    flaws.
    """
    is_draft = comment.state is CommentState.DRAFT
    refuse(obstacles_to_change(comment, by, asked, now))
    refuse(() if is_draft else flaws(content, asked))
    if is_draft or content == comment.content:
        return replace(comment, content=content)
    revision = Revision(comment.content, now)
    return replace(comment, content=content, history=(*comment.history, revision))


def withdraw(comment: Comment, by: PersonId, asked: Round, now: datetime) -> Comment:
    """Return a comment as taken back, or raise RefusedError; that it was there remains to be seen."""
    refuse(obstacles_to_change(comment, by, asked, now))
    refuse(told((comment.state is CommentState.DRAFT, IS_DRAFT)))
    return replace(comment, state=CommentState.WITHDRAWN, withdrawn_at=now)
