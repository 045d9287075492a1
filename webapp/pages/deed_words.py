"""What the audit log says in the reader's language: what was changed, and from what to what."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any, Final

from kb.access import Role
from kb.errors import msg
from kb.language import Language
from kb.law.citation.naming import subject
from kb.law.force import Force
from kb.law.identifiers import EId
from kb.law.procedure import Stage
from kb.review.attachments import Role as FileRole
from kb.review.comments import CommentState
from kb.review.dispositions import Status, Verdict
from kb.review.moderating import Ground, Moderation
from kb.review.opinions import OpinionKind
from kb.review.reattaching import TOLD, Rule
from kb.review.rounds import RoundState
from kb.services.accounts import Answer
from kb.services.proposing import State
from webapp import answers_labels, discussion_labels, labels, locale, review_labels, terms
from webapp.locale import gettext
from webapp.pages.publishing_page import STATES
from webapp.rounds_labels import DOCUMENTS, ROLES
from webapp.site import site
from webapp.visit import Visit

DETAILS: Final = {
    "branch": msg("Branch"),
    "closes": msg("Term"),
    "commit": msg("Commit"),
    "commits": msg("Commits"),
    "day": msg("Day"),
    "detached": msg("Without a place"),
    "eid": msg("Provision"),
    "force": msg("Force of the act"),
    "ground": msg("Rule that was broken"),
    "hash": msg("Checksum"),
    "interest": msg("Has an interest"),
    "kind": msg("What is proposed"),
    "language": msg("Language"),
    "late": msg("Late"),
    "moderation": msg("Moderation"),
    "open": msg("Account is open"),
    "opens": msg("Opens"),
    "people": msg("Experts reminded"),
    "placed": msg("Given a place"),
    "publication": msg("Publication"),
    "revision": msg("Edited so many times"),
    "role": msg("As what it is attached"),
    "roles": msg("Roles of the account"),
    "rule": msg("How the place was found"),
    "sign_ins": msg("Sign-ins that were open"),
    "slug": msg("Name in addresses"),
    "stage": msg("Stage"),
    "state": msg("State"),
    "status": msg("State of the answer"),
    "text": msg("Checksum"),
    "verdict": msg("Answer"),
    "version": msg("Version"),
}
_OF: Final = {("opinion", "kind"): msg("Opinion")}
UNSAID: Final = frozenset({"comment", "opinion", "reply"})
"""Details that the subject of an entry says."""

_PROPOSALS: Final = {
    "adoption": msg("publication of a version"),
    "happening": msg("entry of an event"),
    "withdrawal": msg("withdrawal of a publication"),
}
_FILES: Final = {
    **DOCUMENTS,
    FileRole.ATTACHMENT: msg("attachment of a comment"),
    FileRole.LETTER: msg("letter of an opinion"),
}
_ROLES: Final = {**ROLES, Role.PARTICIPANT: msg("participant in public discussions")}


def detail(kind: str, name: str) -> str:
    """Return what a detail of an entry is called; `kind` is of what the entry is."""
    told = _OF.get((kind, name)) or DETAILS.get(name)
    return gettext(told) if told else name.replace("_", " ")


def value(visit: Visit, kind: str, name: str, given: Any) -> str:
    """Return what a detail says; what there are no words for is said as the log has it."""
    if given is None or given == "":
        return ""
    if isinstance(given, bool):
        return gettext(msg("yes")) if given else gettext(msg("no"))
    if name == "stage":
        return _stage(visit, given)
    if name == "eid":
        return subject(EId(given), visit.language)
    words = _WORDS_OF.get((kind, name)) or _WORDS.get(name)
    with suppress(ValueError, KeyError):
        return words(given) if words else _plain(given)
    return _plain(given)


def _stage(visit: Visit, name: str) -> str:
    steps = visit.catalogues.procedure.steps
    found = steps.get(Stage(name)) if name in set(Stage) else None
    return found.title[visit.language] if found else name


def _plain(given: Any) -> str:
    words = given if isinstance(given, list) else [given]
    return ", ".join(str(one)[:12] if _is_hash(one) else str(one) for one in words)


def _is_hash(word: Any) -> bool:
    return isinstance(word, str) and len(word) >= 40 and word.isalnum()


def _until(given: str) -> str:
    return terms.until(datetime.fromisoformat(given))


def _moment(given: str) -> str:
    return locale.moment(datetime.fromisoformat(given), site().settings.time_zone)


def _roles(given: list[str]) -> str:
    return ", ".join(gettext(_ROLES[Role(one)]) for one in given)


_WORDS: Final[Mapping[str, Callable[[Any], str]]] = {
    "closes": _until,
    "day": lambda given: locale.day(date.fromisoformat(given)),
    "force": lambda given: labels.force(Force(given)),
    "ground": lambda given: discussion_labels.ground(Ground(given)),
    "language": lambda given: Language(given).endonym,
    "moderation": lambda given: discussion_labels.moderation(Moderation(given)),
    "opens": _moment,
    "people": lambda given: str(len(given)),
    "role": lambda given: gettext(_FILES[FileRole(given)]),
    "roles": _roles,
    "rule": lambda given: gettext(TOLD[Rule(given)]),
    "status": lambda given: review_labels.status(Status(given)),
    "verdict": lambda given: review_labels.verdict(Verdict(given)),
}
_WORDS_OF: Final[Mapping[tuple[str, str], Callable[[Any], str]]] = {
    ("comment", "state"): lambda given: review_labels.state(CommentState(given)),
    ("invitation", "state"): lambda given: labels.answer(Answer(given)),
    ("opinion", "kind"): lambda given: answers_labels.opinion(OpinionKind(given)),
    ("proposal", "kind"): lambda given: gettext(_PROPOSALS[given]),
    ("proposal", "state"): lambda given: gettext(STATES[State(given)]),
    ("round", "state"): lambda given: labels.round_state(RoundState(given)),
}
"""What is said of a detail, by the kind of the subject where that decides."""
