"""The names of answers, opinions and filters of a round, in the reader's language."""

from typing import Final

from kb.errors import msg
from kb.review.opinions import OpinionKind
from webapp.locale import gettext

OPINIONS: Final = {
    OpinionKind.SUPPORT: msg("supports the draft"),
    OpinionKind.WITH_REMARKS: msg("supports the draft with remarks"),
    OpinionKind.REVISE: msg("asks to revise the draft and submit it again"),
    OpinionKind.OBJECT: msg("objects to the draft"),
    OpinionKind.CANNOT_REVIEW: msg("cannot review the draft"),
}
CHOICES: Final = {
    OpinionKind.SUPPORT: msg("I support the draft"),
    OpinionKind.WITH_REMARKS: msg("I support the draft, with remarks"),
    OpinionKind.REVISE: msg("The draft should be revised and submitted again"),
    OpinionKind.OBJECT: msg("I object to the draft"),
    OpinionKind.CANNOT_REVIEW: msg("I cannot review the draft"),
}
FILTERS: Final = {
    "status": msg("Status"),
    "verdict": msg("Answer"),
    "type": msg("Type"),
    "severity": msg("Severity"),
    "language": msg("Language"),
    "provision": msg("Provision"),
    "person": msg("Person"),
    "organisation": msg("Organisation"),
    "panel": msg("Panel"),
    "turn": msg("Whose turn"),
    "contested": msg("Contested"),
    "suggestion": msg("Suggested wording"),
}
TURNS: Final = {
    "write": msg("an answer is to be written"),
    "confirm": msg("I can confirm"),
    "wait": msg("another person confirms"),
    "done": msg("settled"),
}


def opinion(value: OpinionKind) -> str:
    """Return what somebody makes of a draft."""
    return gettext(OPINIONS[value])


def opinion_choice(value: OpinionKind) -> str:
    """Return an opinion as it is offered to whoever gives it."""
    return gettext(CHOICES[value])
