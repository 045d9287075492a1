"""The desk's page of an act's rounds: its stage, the rounds held, and the form to arrange another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from kb.access import Permission
from kb.errors import msg
from kb.law.identifiers import ActId
from kb.law.procedure import RoundKind, RoundRules, Stage
from kb.review import calendar
from kb.review.rounds import ASKING, Round
from kb.services import library, seats
from kb.services.library import Edition, Version
from webapp import labels, rounds_labels
from webapp.locale import day as day_in_words
from webapp.locale import gettext
from webapp.pages.cards import Card
from webapp.pages.redline_page import RedlinePage, Wanted, redline_page
from webapp.pages.stage_line import StageLine, stage_line
from webapp.rounds_forms import PROBLEMS, Choices, RoundForm, lines
from webapp.site import site
from webapp.visit import Visit

NO_KIND: Final = msg("At this stage no rounds are held. Take the draft to one at which they are.")
UNDER_WAY: Final = msg("Round %(number)s of this kind is under way; the next can follow it.")


@dataclass(frozen=True, slots=True)
class KindView:
    """A kind of round that can be held now: its usual term, and its last day if it opened now."""

    kind: RoundKind
    label: str
    term: str
    last_day: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Since:
    """A version newer than that of the last round, and what changed since."""

    number: int
    old: int
    new: int
    redline: RedlinePage

    @property
    def editions(self) -> tuple[Edition, Edition]:
        """Both versions, as addresses name them."""
        return Edition(version=self.old), Edition(version=self.new)


@dataclass(frozen=True, slots=True)
class Planning:
    """What a coordinator needs to arrange a round; without a form `obstacle` says why there is none."""

    kinds: tuple[KindView, ...]
    form: RoundForm | None
    obstacle: str
    wrong: frozenset[str] = frozenset()
    problem: str = ""

    @property
    def kind(self) -> KindView:
        """The kind of the round in the form."""
        return next(one for one in self.kinds if one.is_chosen)

    def problem_at(self, name: str) -> str:
        """Return what is wrong with a field."""
        return gettext(PROBLEMS[name])


@dataclass(frozen=True, slots=True)
class RoundsPage:
    """All that the page of an act's rounds shows; `planning` is for those who arrange rounds."""

    card: Card
    line: StageLine
    held: tuple[Round, ...]
    since: Since | None
    planning: Planning | None
    problems: tuple[str, ...] = ()

    def last_day(self, one: Round) -> date:
        """Return the last day on which a round is open."""
        return calendar.last_day_before(one.closes)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: a kind of round, a version, what was sent, what is wrong with a step."""

    kind: str = ""
    version: int | None = None
    form: RoundForm | None = None
    wrong: frozenset[str] = frozenset()
    problem: str = ""
    problems: tuple[str, ...] = ()


NOTHING: Final = Asked()


def rounds_page(visit: Visit, act: ActId, asked: Asked = NOTHING) -> RoundsPage:
    """Return the page of an act's rounds, to those who may read all drafts."""
    stage, line = stage_line(visit, act)
    found = library.find(visit.db, visit.viewer, act)
    seen = seats.visible(visit.db, visit.viewer, act, site().clock)
    held = tuple(seat.asked for seat in seen)
    runs = visit.viewer.may(Permission.RUN_ROUNDS)
    return RoundsPage(
        card=Card.of(found, visit),
        line=line,
        held=held[::-1],
        since=_since(visit, act, held, found.shown.sequence),
        planning=_planning(visit, act, stage, held, asked) if runs else None,
        problems=asked.problems,
    )


def form_of(visit: Visit, act: ActId, kind: RoundKind) -> RoundForm:
    """Return the empty form of a round, to take what was sent."""
    return RoundForm.of(_choices(kind, library.versions(visit.db, visit.viewer, act)))


def _since(visit: Visit, act: ActId, held: Sequence[Round], newest: int) -> Since | None:
    if not held or held[-1].version >= newest:
        return None
    old = held[-1].version
    editions = Edition(version=old), Edition(version=newest)
    redline = redline_page(visit, Wanted(act, editions, "kk,ru,en", is_open=False))
    return Since(len(held) + 1, old, newest, redline)


def _planning(
    visit: Visit, act: ActId, stage: Stage, held: Sequence[Round], asked: Asked
) -> Planning:
    rules = visit.catalogues.procedure.rounds
    kinds = [kind for kind in rules if stage in rules[kind].steps]
    if not kinds:
        return Planning((), None, gettext(NO_KIND))
    kind = RoundKind(asked.kind) if asked.kind in kinds else kinds[0]
    views = tuple(_kind(visit, one, rules[one], is_chosen=one is kind) for one in kinds)
    waits = [one for one in held if one.kind is kind and one.state in ASKING]
    if waits:
        return Planning(views, None, gettext(UNDER_WAY) % {"number": waits[-1].number})
    form = asked.form or _filled(visit, act, kind, held, asked.version)
    return Planning(views, form, "", asked.wrong, asked.problem)


def _filled(
    visit: Visit, act: ActId, kind: RoundKind, held: Sequence[Round], version: int | None
) -> RoundForm:
    """Return the form as is usual for the kind, or as the last round of the kind was held."""
    versions = library.versions(visit.db, visit.viewer, act)
    numbers = [one.sequence for one in versions]
    choices = _choices(kind, versions)
    rules = visit.catalogues.procedure.rounds[kind]
    before = next((one for one in reversed(held) if one.kind is kind), None)
    like = before or Round(
        act=act, number=1, version=1, kind=kind, opens=choices.now, closes=choices.now,
        open_panel=rules.open_panel, shown=rules.shown,
    )  # fmt: skip
    told = {
        "version": version if version in numbers else numbers[0],
        "opens": _local(choices.now),
        "panels": sorted(like.panels),
        "open_panel": like.open_panel,
        "shown": like.shown,
        "languages": sorted(like.languages),
        **{one.value: lines(like.questions, one) for one in like.languages},
    }
    return RoundForm.of(choices, given=told)


def _choices(kind: RoundKind, versions: Sequence[Version]) -> Choices:
    told = tuple((one.sequence, _version(one)) for one in versions)
    return Choices(kind, told, site().clock())


def _version(one: Version) -> str:
    return f"{one.sequence}: {day_in_words(site().day_of(one.committed_at))}, {one.author}"


def _kind(visit: Visit, kind: RoundKind, rules: RoundRules, *, is_chosen: bool) -> KindView:
    closes = calendar.closes(site().clock(), rules.deadline, visit.catalogues.procedure.holidays)
    last = day_in_words(calendar.last_day_before(closes))
    term = rounds_labels.term(rules.deadline)
    return KindView(kind, labels.round_kind(kind), term, last, is_chosen)


def _local(now: datetime) -> datetime:
    """Return a moment as the clocks of Almaty show it, to the minute."""
    return now.astimezone(ZoneInfo(calendar.ZONE)).replace(second=0, microsecond=0, tzinfo=None)
