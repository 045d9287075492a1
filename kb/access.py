"""Who may read and do what: the one table of permissions."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import Final, NewType

from kb.law.identifiers import ActId
from kb.law.procedure import Stage

PersonId = NewType("PersonId", int)


class Role(StrEnum):
    """What a person does here; a reader has no role and needs no account."""

    EXPERT = "expert"
    DRAFTER = "drafter"
    COORDINATOR = "coordinator"
    LEGAL_OFFICER = "legal-officer"
    APPROVER = "approver"
    PUBLISHER = "publisher"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    PARTICIPANT = "participant"


class Panel(StrEnum):
    """Which experts somebody belongs to."""

    DOMESTIC = "domestic"
    INTERNATIONAL = "international"


class Permission(Enum):
    """Something that not everybody may do."""

    READ_DRAFTS = auto()
    READ_DRAFTS_WHEN_INVITED = auto()
    SEE_DESK = auto()
    PROPOSE_PUBLICATION = auto()
    PUBLISH = auto()
    INVITE = auto()
    KEEP_MAIL = auto()
    READ_AUDIT = auto()
    READ_LOG_OF_ACT = auto()
    SEE_REVIEWS = auto()
    COMMENT_WHEN_INVITED = auto()
    COMMENT_IN_PUBLIC = auto()
    MODERATE = auto()
    ANSWER_COMMENTS = auto()
    WRITE_NOTES = auto()
    RUN_ROUNDS = auto()


_EVERYONE_AT_WORK: Final = frozenset(
    {
        Role.DRAFTER,
        Role.COORDINATOR,
        Role.LEGAL_OFFICER,
        Role.APPROVER,
        Role.PUBLISHER,
        Role.AUDITOR,
    }
)

_REVIEWS: Final = frozenset({Role.DRAFTER, Role.COORDINATOR, Role.LEGAL_OFFICER, Role.AUDITOR})
"""Who sees all comments, notes and answers, also those of a round that is under way."""

GRANTED: Final = {
    Permission.READ_DRAFTS: _EVERYONE_AT_WORK,
    Permission.READ_DRAFTS_WHEN_INVITED: frozenset({Role.EXPERT}),
    Permission.SEE_DESK: _EVERYONE_AT_WORK | {Role.EXPERT},
    Permission.PROPOSE_PUBLICATION: frozenset({Role.APPROVER, Role.PUBLISHER}),
    Permission.PUBLISH: frozenset({Role.PUBLISHER}),
    Permission.SEE_REVIEWS: _REVIEWS,
    Permission.COMMENT_WHEN_INVITED: frozenset({Role.EXPERT}),
    Permission.COMMENT_IN_PUBLIC: frozenset({Role.PARTICIPANT, Role.EXPERT}),
    Permission.MODERATE: frozenset({Role.COORDINATOR}),
    Permission.ANSWER_COMMENTS: frozenset({Role.DRAFTER, Role.COORDINATOR}),
    Permission.WRITE_NOTES: frozenset({Role.DRAFTER, Role.COORDINATOR, Role.LEGAL_OFFICER}),
    Permission.RUN_ROUNDS: frozenset({Role.COORDINATOR}),
    Permission.INVITE: frozenset({Role.COORDINATOR}),
    Permission.KEEP_MAIL: frozenset({Role.ADMINISTRATOR}),
    Permission.READ_AUDIT: frozenset({Role.AUDITOR}),
    Permission.READ_LOG_OF_ACT: frozenset({Role.AUDITOR, Role.COORDINATOR}),
}

UNDER_REVIEW: Final = frozenset(
    {
        Stage.EXPERT_REVIEW,
        Stage.PUBLIC_DISCUSSION,
        Stage.LEGAL_EXPERTISE,
        Stage.CONCURRENCE,
        Stage.READY,
        Stage.ADOPTED,
    }
)
"""The stages in which an invited expert reads a draft: not while it is being written, nor withdrawn."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks: an argument of every service and every search.

    `drafts` are the acts whose newest version the viewer may read; of all others only what is
    published. An anonymous viewer is `Viewer()`.
    """

    person: PersonId | None = None
    roles: frozenset[Role] = frozenset()
    drafts: frozenset[ActId] = frozenset()

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody has signed in."""
        return self.person is None

    def may(self, permission: Permission) -> bool:
        """Tell whether one of the viewer's roles grants a permission."""
        return not GRANTED[permission].isdisjoint(self.roles)


def readable_drafts(
    roles: frozenset[Role], invited: frozenset[ActId], acts: Iterable[tuple[ActId, Stage]]
) -> frozenset[ActId]:
    """Return the acts whose newest version somebody with these roles may read.

    The text of a public round is not among them: everybody reads it, but only as the round has it.
    """
    stages = tuple(acts)
    if not GRANTED[Permission.READ_DRAFTS].isdisjoint(roles):
        return frozenset(act for act, _ in stages)
    if GRANTED[Permission.READ_DRAFTS_WHEN_INVITED].isdisjoint(roles):
        return frozenset()
    return frozenset(act for act, stage in stages if act in invited and stage in UNDER_REVIEW)
