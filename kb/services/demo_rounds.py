"""Rounds of the demonstration: held, commented and answered as demo.yaml says, some days before now."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from pydantic import Field, PositiveInt
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kb.access import Panel, PersonId
from kb.language import Language
from kb.law.identifiers import ActId, EId
from kb.law.procedure import Procedure, RoundKind
from kb.law.words import AllWords, Strict
from kb.review import calendar
from kb.review.anchors import Anchor
from kb.review.comments import CommentId, CommentType, Content, Severity, Suggestion
from kb.review.dispositions import Adoption, Answer, Verdict
from kb.review.opinions import OpinionKind
from kb.services import (
    accounts,
    commenting,
    consenting,
    disposing,
    filing,
    moderating,
    opining,
    rounds,
    seats,
)
from kb.services.commenting import Rejoinder, Remark
from kb.services.demo_files import DemoFile
from kb.services.mailing import Office
from kb.services.moderating import Item
from kb.services.opining import View
from kb.services.rounds import Plan
from kb.services.seats import Seat
from kb.storage.acts import ActRow, VersionRow
from kb.storage.review import RoundRow

Clock = Callable[[], datetime]

_MORNING: Final = timedelta(hours=9)


class DemoReply(Strict):
    """What somebody says to a comment."""

    by: str
    language: Language
    text: str


class DemoAnswer(Strict):
    """The answer to a comment: one proposes it, and if `confirmed` somebody else confirms it.

    `wording` is the one adopted for the provision that the comment is on.
    """

    by: str
    verdict: Verdict
    language: Language
    reply: str = ""
    wording: dict[Language, str] = Field(default_factory=dict)
    confirmed: str = ""


class DemoComment(Strict):
    """A comment on a provision, or on words of it as they stand in its language.

    `wording` and `reason` are those of a suggestion; `let_through` names who lets it through in a
    public round.
    """

    by: str
    at: str
    exact: str = ""
    type: CommentType
    severity: Severity
    language: Language
    text: str = ""
    reasoning: str = ""
    wording: dict[Language, str] = Field(default_factory=dict)
    reason: str = ""
    files: tuple[DemoFile, ...] = Field(default=())
    replies: tuple[DemoReply, ...] = Field(default=())
    answer: DemoAnswer | None = None
    let_through: str = ""


class DemoOpinion(Strict):
    """What an expert makes of the whole draft."""

    by: str
    kind: OpinionKind
    language: Language
    summary: str


class DemoRound(Strict):
    """A round that was opened so many days ago by the coordinator named.

    If it was closed, that was so many days ago too, and its comments are being answered. `experts`
    are those who have declared that they have no interest, or in a public round agreed to be read.
    """

    act: str
    by: str
    kind: RoundKind
    opened: PositiveInt
    closed: PositiveInt | None = None
    panels: tuple[Panel, ...] = Field(default=tuple(Panel))
    open_panel: bool | None = None
    questions: tuple[AllWords, ...] = Field(default=())
    experts: tuple[str, ...] = Field(default=())
    comments: tuple[DemoComment, ...] = Field(default=())
    opinions: tuple[DemoOpinion, ...] = Field(default=())


def hold(db: Session, wanted: DemoRound, procedure: Procedure, clock: Clock) -> str | None:
    """Hold a round as far as its act is there and has none yet; return what was done."""
    version = _newest(db, wanted.act)
    if version is None:
        return None
    stage = _Stage(db, wanted, clock)
    plan = Plan(
        kind=wanted.kind,
        version=version,
        opens=stage.opens,
        closes=stage.closes,
        panels=frozenset(wanted.panels),
        open_panel=wanted.open_panel,
        questions=wanted.questions,
    )
    viewer = accounts.viewer_of(db, wanted.by)
    act, opened = ActId(wanted.act), stage.at(stage.opens)
    stage.number = rounds.schedule(db, viewer, procedure, act, plan, opened)
    rounds.keep_time(db, opened)
    stage.review()
    if stage.closes is not None:
        stage.answer()
    return f"{wanted.act} round {stage.number}"


@dataclass
class _Stage:
    """A round as it is played: each deed a little later than the one before."""

    db: Session
    wanted: DemoRound
    clock: Clock
    number: int = 0

    def __post_init__(self) -> None:
        day, closed = calendar.day_of(self.clock()), self.wanted.closed
        self.opens = calendar.end_of(day - timedelta(days=self.wanted.opened + 1)) + _MORNING
        self.closes = None if closed is None else calendar.end_of(day - timedelta(days=closed))
        self._made: dict[int, CommentId] = {}

    def review(self) -> None:
        """Let the experts declare their interest, comment, reply and give their opinions."""
        moments, office = self._moments(self.opens), Office("", ZoneInfo(calendar.ZONE), self.clock)
        for name in self.wanted.experts:
            self._join(name, next(moments))
        for at, one in enumerate(self.wanted.comments):
            seat = self._seat(one.by, next(moments))
            self._made[at] = commenting.submit(self.db, seat, _remark(one, at))
            sent = [filing.upload(self.db, seat, file.given()) for file in one.files]
            filing.attach(self.db, seat, sent, self._made[at])
            if one.let_through:
                moderator = self._seat(one.let_through, next(moments))
                moderating.decide(self.db, moderator, office, Item(self._made[at], 0), None)
            for number, reply in enumerate(one.replies):
                rejoinder = Rejoinder(reply.text, reply.language, f"demo-{at}-{number}")
                replier = self._seat(reply.by, next(moments))
                commenting.reply(self.db, replier, self._made[at], rejoinder)
        for opinion in self.wanted.opinions:
            view = View(opinion.kind, opinion.language, opinion.summary)
            opining.give(self.db, self._seat(opinion.by, next(moments)), view)

    def _join(self, name: str, moment: datetime) -> None:
        """Let an expert declare to have no interest, and a citizen agree to be read by everybody."""
        if self.wanted.kind is RoundKind.PUBLIC:
            person = accounts.named(self.db, name)
            consenting.agree(self.db, PersonId(person.id), Language(person.language), moment)
            return
        viewer, act = accounts.viewer_of(self.db, name), ActId(self.wanted.act)
        opining.declare(self.db, viewer, act, interest=None, clock=self.at(moment))

    def answer(self) -> None:
        """Close the round, and let its comments be answered."""
        moments = self._moments(self.closes or self.opens)
        rounds.keep_time(self.db, self.at(next(moments)))
        rounds.answer(self.db, self._seat(self.wanted.by, next(moments)))
        for at, one in enumerate(self.wanted.comments):
            if (given := one.answer) is None:
                continue
            drafter = self._seat(given.by, next(moments))
            disposing.propose(self.db, drafter, self._made[at], _answer(one, given))
            if given.confirmed:
                disposing.confirm(
                    self.db, self._seat(given.confirmed, next(moments)), self._made[at]
                )

    def at(self, moment: datetime) -> Clock:
        """Return a clock that shows a moment."""
        return lambda: moment

    def _moments(self, start: datetime) -> Iterator[datetime]:
        """Yield moments after one, an hour apart, but none that is yet to come."""
        last, step = self.clock(), timedelta(hours=1)
        while True:
            start = min(start + step, last)
            yield start

    def _seat(self, name: str, moment: datetime) -> Seat:
        viewer = accounts.viewer_of(self.db, name)
        return seats.take(self.db, viewer, ActId(self.wanted.act), self.number, self.at(moment))


def _remark(one: DemoComment, number: int) -> Remark:
    suggestion = None
    if one.wording:
        suggestion = Suggestion(tuple(one.wording.items()), one.reason)
    content = Content(
        type=one.type,
        severity=one.severity,
        language=one.language,
        text=one.text,
        reasoning=one.reasoning,
        suggestion=suggestion,
    )
    where = Anchor(eid=EId(one.at), language=one.language, version=1, exact=one.exact)
    return Remark(where, content, f"demo-{number}")


def _answer(one: DemoComment, given: DemoAnswer) -> Answer:
    wording = tuple(given.wording.items())
    return Answer(
        verdict=given.verdict,
        reply=given.reply,
        language=given.language,
        adoption=Adoption(EId(one.at), wording, "") if wording else None,
    )


def _newest(db: Session, slug: str) -> int | None:
    """Return the newest version of an act on which no round was held yet."""
    query = select(func.max(VersionRow.sequence)).join(ActRow).where(ActRow.slug == slug)
    held = select(RoundRow.id).join(ActRow).where(ActRow.slug == slug)
    return None if db.scalar(held.limit(1)) is not None else db.scalar(query)
