"""What becomes of a comment: `submitted → triaged → proposed → confirmed → verified`.

One person proposes an answer and another confirms it. The commenter may contest it once, which sends
it back to be proposed anew. An accepted wording is verified once it stands in the act.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final, Self

from kb.access import PersonId
from kb.errors import msg
from kb.language import Language
from kb.law.identifiers import EId
from kb.law.procedure import Holidays, RoundRules
from kb.law.redline.tokens import cores, folded
from kb.review import calendar
from kb.review.comments import CommentId
from kb.review.obstacle import Obstacles, refuse, told


class Status(StrEnum):
    """How far the answer to a comment has come."""

    SUBMITTED = "submitted"
    TRIAGED = "triaged"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    VERIFIED = "verified"


SETTLED: Final = frozenset({Status.CONFIRMED, Status.VERIFIED})
"""What a round can be reported with."""


class Verdict(StrEnum):
    """What is answered."""

    ACCEPTED = "accepted"
    IN_PART = "accepted-in-part"
    REJECTED = "rejected"
    NOTED = "noted"
    OUT_OF_SCOPE = "out-of-scope"
    DUPLICATE = "duplicate"


ADOPTING: Final = frozenset({Verdict.ACCEPTED, Verdict.IN_PART})
"""Answers that change the text."""

NO_REPLY: Final = msg("Give a reasoned reply: the commenter will read it.")
NO_ORIGINAL: Final = msg("Name the comment whose answer serves this one too.")
IN_A_CIRCLE: Final = msg("The comment named is itself answered by this one.")
NOT_A_DUPLICATE: Final = msg("Only a duplicate names another comment.")
SAME_LANGUAGE: Final = msg("The translation must be in another language than the reply.")
NOT_SUBMITTED: Final = msg("It has been taken up already.")
ALREADY_SETTLED: Final = msg("The answer is confirmed.")
NOTHING_PROPOSED: Final = msg("No answer is proposed.")
SAME_PERSON: Final = msg("Whoever proposed the answer cannot confirm it.")
OWN_COMMENT: Final = msg("Whoever made the comment neither answers it nor confirms the answer.")
NOT_CONFIRMED: Final = msg("There is no confirmed answer yet.")
NOT_YOUR_COMMENT: Final = msg("Only the commenter may contest the answer.")
CONTESTED_ONCE: Final = msg("The answer was contested once already.")
TOO_LATE: Final = msg("The time to contest the answer is over.")
NO_GROUNDS: Final = msg("Say what is wrong with the answer.")
NOTHING_ADOPTED: Final = msg("No wording was adopted that could be verified.")
WHOLLY_ADOPTED: Final = msg(
    "“Wording adopted” holds the whole suggestion. Accept the comment, or, if it is accepted in part, "
    "change the wording or empty its fields."
)
NOT_THERE: Final = msg("The adopted wording does not stand in that commit at that provision.")


@dataclass(frozen=True, slots=True)
class Adoption:
    """The wording adopted for a provision, and the commit that brings it into the text.

    `version` is the one in which it was found to stand, 0 before.
    """

    eid: EId
    wording: tuple[tuple[Language, str], ...]
    commit: str
    version: int = 0

    def stands(self, standing: Mapping[Language, str]) -> bool:
        """Tell whether this is what a provision says; typography does not count, wording does."""
        return all(words(text) == words(standing.get(one, "")) for one, text in self.wording)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A proposed answer; that of a duplicate is the one to `original`.

    `translations` are the reply in other languages than its own.
    """

    verdict: Verdict
    reply: str = ""
    language: Language = Language.RU
    translations: tuple[tuple[Language, str], ...] = ()
    original: CommentId | None = None
    adoption: Adoption | None = None


def adopted_by(answer: Answer | None) -> Adoption | None:
    """Return the wording that an answer adopts; one that only says "accepted" adopts none."""
    if answer is None or answer.verdict not in ADOPTING or answer.adoption is None:
        return None
    return answer.adoption if answer.adoption.wording else None


@dataclass(frozen=True, slots=True)
class Contest:
    """A commenter's objection to a confirmed answer, which it keeps."""

    reason: str
    at: datetime
    answer: Answer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposition:
    """The answer to a comment, and who has done what about it."""

    comment: CommentId
    author: PersonId
    status: Status = Status.SUBMITTED
    answer: Answer | None = None
    proposed_by: PersonId | None = None
    confirmed_by: PersonId | None = None
    confirmed_at: datetime | None = None
    contest: Contest | None = None

    @property
    def is_settled(self) -> bool:
        """Whether the answer is confirmed."""
        return self.status in SETTLED

    def triaged(self) -> Self:
        """Return this as taken up by a drafter."""
        refuse(told((self.status is not Status.SUBMITTED, NOT_SUBMITTED)))
        return replace(self, status=Status.TRIAGED)

    def proposed(
        self, answer: Answer, by: PersonId, others: Mapping[CommentId, "Disposition"]
    ) -> Self:
        """Return this with a proposed answer, in the place of one that was not confirmed."""
        refuse(obstacles_to_propose(self, answer, by, others))
        return replace(self, status=Status.PROPOSED, answer=answer, proposed_by=by)

    def confirmed(self, by: PersonId, at: datetime) -> Self:
        """Return this as confirmed by a second person."""
        refuse(obstacles_to_confirm(self, by))
        return replace(self, status=Status.CONFIRMED, confirmed_by=by, confirmed_at=at)

    def sent_back(self, by: PersonId) -> Self:
        """Return this as not confirmed; the answer stays, to be worked on."""
        refuse(obstacles_to_confirm(self, by))
        return replace(self, status=Status.TRIAGED)

    def contested(
        self, reason: str, by: PersonId, at: datetime, rules: RoundRules, moved: Holidays
    ) -> Self:
        """Return this as contested: to be proposed anew, with the answer so far kept."""
        refuse(obstacles_to_contest(self, by, at, rules, moved))
        refuse(told((not reason.strip(), NO_GROUNDS)))
        return replace(
            self,
            status=Status.TRIAGED,
            contest=Contest(reason, at, self.answer),
            confirmed_by=None,
            confirmed_at=None,
        )

    def verified(self, standing: Mapping[Language, str], commit: str, version: int) -> Self:
        """Return this as verified; `standing` are the words of the provision in the commit."""
        refuse(obstacles_to_verify(self, standing))
        answer = self.answer
        if answer and answer.adoption:
            answer = replace(
                answer, adoption=replace(answer.adoption, commit=commit, version=version)
            )
        return replace(self, status=Status.VERIFIED, answer=answer)


def obstacles_to_propose(
    disposition: Disposition, answer: Answer, by: PersonId, others: Mapping[CommentId, Disposition]
) -> Obstacles:
    """Return what keeps an answer from being proposed; `others` are the round's, to look for circles."""
    is_duplicate = answer.verdict is Verdict.DUPLICATE
    needs_reply = answer.verdict not in {Verdict.ACCEPTED, Verdict.DUPLICATE}
    is_known = answer.original in others and answer.original != disposition.comment
    return told(
        (disposition.author == by, OWN_COMMENT),
        (disposition.is_settled, ALREADY_SETTLED),
        (needs_reply and not answer.reply.strip(), NO_REPLY),
        (is_duplicate and not is_known, NO_ORIGINAL),
        (not is_duplicate and answer.original is not None, NOT_A_DUPLICATE),
        (any(language is answer.language for language, _ in answer.translations), SAME_LANGUAGE),
        (is_duplicate and is_known and _leads_back(disposition, answer, others), IN_A_CIRCLE),
    )


def obstacles_to_adopt(answer: Answer, suggested: Sequence[tuple[Language, str]]) -> Obstacles:
    """Return what keeps a wording from being adopted: in part, it is not the whole suggestion."""
    adoption = adopted_by(answer)
    given = dict(adoption.wording) if adoption else {}
    is_whole = bool(suggested) and all(
        given.get(language, "").split() == text.split() for language, text in suggested
    )
    return told((is_whole and answer.verdict is Verdict.IN_PART, WHOLLY_ADOPTED))


def _leads_back(
    disposition: Disposition, answer: Answer, others: Mapping[CommentId, Disposition]
) -> bool:
    chain = [answer.original]
    while (last := others.get(chain[-1]) if chain[-1] else None) and last.answer:
        if last.answer.original in chain:
            return True
        chain.append(last.answer.original)
    return disposition.comment in chain


def serving(comment: CommentId, others: Mapping[CommentId, Disposition]) -> Disposition | None:
    """Return the disposition whose answer serves a comment: for a duplicate that of the original."""
    seen: set[CommentId] = set()
    while comment not in seen and (found := others.get(comment)):
        if found.answer is None or found.answer.original is None:
            return found
        seen.add(comment)
        comment = found.answer.original
    return None


def obstacles_to_confirm(disposition: Disposition, by: PersonId) -> Obstacles:
    """Return what keeps somebody from confirming an answer, or from sending it back."""
    is_proposed = disposition.status is Status.PROPOSED
    return told(
        (disposition.author == by, OWN_COMMENT),
        (not is_proposed, NOTHING_PROPOSED),
        (is_proposed and disposition.proposed_by == by, SAME_PERSON),
    )


def obstacles_to_contest(
    disposition: Disposition, by: PersonId, now: datetime, rules: RoundRules, moved: Holidays
) -> Obstacles:
    """Return what keeps somebody from contesting an answer."""
    until = contest_until(disposition, rules, moved)
    return told(
        (disposition.author != by, NOT_YOUR_COMMENT),
        (until is None, NOT_CONFIRMED),
        (disposition.contest is not None, CONTESTED_ONCE),
        (until is not None and now >= until, TOO_LATE),
    )


def contest_until(disposition: Disposition, rules: RoundRules, moved: Holidays) -> datetime | None:
    """Return until when an answer may be contested; None if it is not confirmed."""
    if not disposition.is_settled or disposition.confirmed_at is None:
        return None
    return calendar.closes(disposition.confirmed_at, rules.contest, moved)


def obstacles_to_verify(disposition: Disposition, standing: Mapping[Language, str]) -> Obstacles:
    """Return what keeps an answer from being verified."""
    adoption = adopted_by(disposition.answer)
    is_there = adoption is not None and adoption.stands(standing)
    return told(
        (disposition.status is not Status.CONFIRMED, NOT_CONFIRMED),
        (adoption is None, NOTHING_ADOPTED),
        (adoption is not None and not is_there, NOT_THERE),
    )


def words(text: str) -> list[str]:
    """Return the words of a text, as redlines compare them."""
    return [folded(core) for core in cores(text)]
