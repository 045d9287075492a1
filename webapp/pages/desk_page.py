"""The desk: the drafts that somebody may read, and for those who work on them how they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from kb.access import Permission
from kb.law.identifiers import ActId
from kb.law.procedure import Stage
from kb.services import examining, library
from kb.services.examining import Report
from kb.services.library import Act
from kb.services.problems import problems
from webapp.pages.cards import Card, cards
from webapp.pages.problem_view import ProblemView
from webapp.pages.rounds_under_way import RoundRowView, rounds_under_way
from webapp.visit import Visit


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A draft in a list: its card, its version, what was found in it (none if it was not looked for)."""

    card: Card
    stage: str
    version: int
    report: Report | None


@dataclass(frozen=True, slots=True)
class DeskPage:
    """All that the desk shows.

    Those who may read all drafts see rows, their own acts first; others see the cards of the drafts
    that are open to them, by stage.
    """

    may_draft: bool
    problems: tuple[ProblemView, ...] = ()
    mine: tuple[DeskRow, ...] = ()
    others: tuple[DeskRow, ...] = ()
    stages: tuple[tuple[str, tuple[Card, ...]], ...] = ()
    rounds: tuple[RoundRowView, ...] = ()

    @classmethod
    def of(cls, visit: Visit, name: str) -> Self:
        """Return the desk of a viewer of this full name, which commits are signed with."""
        acts = library.catalogue(visit.db, visit.viewer)
        drafts = [act for act in acts if act.is_draft]
        rounds = tuple(rounds_under_way(visit))
        if not visit.viewer.may(Permission.READ_DRAFTS):
            stages = tuple(_by_stage(drafts, visit))
            return cls(may_draft=False, stages=stages, rounds=rounds)
        wrote = examining.written_by(visit.db, visit.viewer, name)
        mine = [act for act in acts if act.act in wrote]
        others = [act for act in drafts if act.act not in wrote]
        reports = visit.lists.examiner.reports(visit.db, visit.viewer, [*mine, *others])
        return cls(
            may_draft=True,
            problems=tuple(map(ProblemView.of, problems(visit.db, visit.viewer))),
            mine=tuple(_rows(mine, visit, reports)),
            others=tuple(_rows(others, visit, reports)),
            rounds=rounds,
        )


def _by_stage(drafts: Iterable[Act], visit: Visit) -> Iterable[tuple[str, tuple[Card, ...]]]:
    acts, steps = list(drafts), visit.catalogues.procedure.steps
    for stage in Stage:
        if found := [act for act in acts if act.stage is stage]:
            yield steps[stage].title[visit.language], tuple(cards(found, visit))


def _rows(acts: Iterable[Act], visit: Visit, reports: Mapping[ActId, Report]) -> Iterable[DeskRow]:
    """Yield rows in the order of the stages."""
    steps, order = visit.catalogues.procedure.steps, list(Stage)
    for act in sorted(acts, key=lambda act: order.index(act.stage or Stage.WORKING)):
        step = steps.get(act.stage) if act.stage else None
        stage = step.title[visit.language] if step else ""
        yield DeskRow(Card.of(act, visit), stage, act.shown.sequence, reports.get(act.act))
