"""The names of what is written in a round of review, in the reader's language."""

from typing import Final

from kb.errors import msg
from kb.review.comments import CommentState, CommentType, Severity
from kb.review.dispositions import Status, Verdict
from kb.services.verifying import Found
from webapp.locale import gettext

TYPES: Final = {
    CommentType.ERROR: msg("Error"),
    CommentType.AMBIGUITY: msg("Ambiguity"),
    CommentType.CONFLICT: msg("Conflict with a higher norm"),
    CommentType.TRANSLATION: msg("Translation mismatch"),
    CommentType.POLICY: msg("Policy"),
    CommentType.DRAFTING: msg("Drafting"),
    CommentType.QUESTION: msg("Question"),
}
SEVERITIES: Final = {
    Severity.BLOCKING: msg("blocking"),
    Severity.IMPORTANT: msg("important"),
    Severity.MINOR: msg("minor"),
}
STATES: Final = {
    CommentState.DRAFT: msg("not submitted"),
    CommentState.SUBMITTED: msg("submitted"),
    CommentState.WITHDRAWN: msg("withdrawn"),
}
STATUSES: Final = {
    Status.SUBMITTED: msg("not answered yet"),
    Status.TRIAGED: msg("being worked on"),
    Status.PROPOSED: msg("answer proposed"),
    Status.CONFIRMED: msg("answer confirmed"),
    Status.VERIFIED: msg("answer confirmed, wording verified"),
}
FOUND: Final = msg("answer confirmed, wording verified in version %(version)s")
LOST: Final = msg(
    "answer confirmed, wording adopted in version %(version)s, not in version %(newest)s"
)
VERDICTS: Final = {
    Verdict.ACCEPTED: msg("accepted"),
    Verdict.IN_PART: msg("accepted in part"),
    Verdict.REJECTED: msg("rejected"),
    Verdict.NOTED: msg("noted"),
    Verdict.OUT_OF_SCOPE: msg("out of scope"),
    Verdict.DUPLICATE: msg("duplicate"),
}


def type_of(value: CommentType) -> str:
    """Return what a comment is about."""
    return gettext(TYPES[value])


def severity(value: Severity) -> str:
    """Return how grave a comment is."""
    return gettext(SEVERITIES[value])


def state(value: CommentState) -> str:
    """Return whether a comment is submitted or withdrawn."""
    return gettext(STATES[value])


def status(value: Status) -> str:
    """Return how far the answer to a comment has come."""
    return gettext(STATUSES[value])


def answered(value: Status, found: Found | None) -> str:
    """Return how far an answer has come; of a wording that was found, which version has it."""
    if value is not Status.VERIFIED:
        return status(value)
    if found is None:
        return status(Status.CONFIRMED)
    told = LOST if found.lost_in else FOUND
    return gettext(told) % {"version": found.version, "newest": found.lost_in}


def verdict(value: Verdict) -> str:
    """Return what is answered."""
    return gettext(VERDICTS[value])
