"""The text of an act as it is read: its rows, its contents, when it applies.

It is made once for all who read the same.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from kb.language import Language
from kb.law import force
from kb.law.act import ProvisionKind, begins_unit
from kb.law.force import Force, History
from kb.law.identifiers import ActId, EId
from kb.law.parallel import Aligned, align
from kb.law.render import Row
from kb.recent import Recent
from kb.services import beginnings
from kb.services.library import Act
from webapp.pages import origins
from webapp.pages.act_body import Body, Setting
from webapp.visit import Visit

_IN_CONTENTS: Final = frozenset(
    {
        ProvisionKind.SECTION,
        ProvisionKind.CHAPTER,
        ProvisionKind.DIVISION,
        ProvisionKind.GROUP,
        ProvisionKind.ARTICLE,
        ProvisionKind.APPENDIX,
    }
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    eid: EId
    level: int
    label: str
    heading: str
    waits: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """How many of an act's passages begin on a day."""

    day: date
    count: int
    share: float
    has_begun: bool


@dataclass(frozen=True, slots=True)
class ActText:
    """The text of an act in its columns, its contents, and the days on which parts of it begin."""

    body: Body
    contents: tuple[Entry, ...]
    stages: tuple[Stage, ...]


_KEPT: Final[Recent[ActText]] = Recent(64)


def text_of(
    visit: Visit,
    act: Act,
    columns: tuple[Language, ...],
    titles: Mapping[str, ActId],
    *,
    tells_origins: bool = False,
) -> ActText:
    """Return the text of an act in the languages given; `titles` are the acts it may refer to.

    With `tells_origins` it says beside provisions where their words come from.
    """
    hashes = tuple(act.shown.texts[language] for language in columns)
    published = (act.publication, act.standing, act.events, act.is_draft)
    standing = (*published, act.metadata.commencement, visit.today)
    known = (visit.lists.typesetter.version, frozenset(titles.items()))
    shown = (act.act, act.shown.id) if tells_origins else None
    key = (hashes, columns, visit.language, standing, known, shown)
    return _KEPT.get(key, lambda: _made(visit, act, columns, titles, tells_origins))


def _made(
    visit: Visit,
    act: Act,
    columns: tuple[Language, ...],
    titles: Mapping[str, ActId],
    tells_origins: bool,  # noqa: FBT001
) -> ActText:
    typesetter = visit.lists.typesetter
    rows = {one: typesetter.rows(visit.db, act.shown.texts[one], one) for one in columns}
    aligned = align(rows, columns)
    histories = beginnings.histories(visit.db, act)
    origins_ = origins.of_act(visit, act) if tells_origins else {}
    return ActText(
        body=Setting(columns, histories, titles, visit.today, origins_).body(aligned),
        contents=tuple(contents_of(aligned, histories, visit.today)),
        stages=tuple(_stages(histories, aligned, visit.today)),
    )


def contents_of(
    aligned: Iterable[Aligned[Row]], histories: Mapping[EId, History], today: date
) -> Iterator[Entry]:
    """Yield the lines of the contents."""
    for line in aligned:
        row = line.first
        if row.kind in _IN_CONTENTS and row.level:
            history = histories.get(row.eid, ())
            waits = bool(history) and force.on(history, today) is Force.NOT_YET
            yield Entry(row.eid, row.level, row.label, row.heading, waits)


def _stages(
    histories: Mapping[EId, History], aligned: Iterable[Aligned[Row]], today: date
) -> Iterator[Stage]:
    """Yield on which days how many articles or paragraphs begin, if not all begin on one."""
    days = [
        histories[line.eid][0].day
        for line in aligned
        if line.eid in histories and begins_unit(line.first)
    ]
    counts = sorted(Counter(days).items())
    for day, count in counts if len(counts) > 1 else ():
        yield Stage(day, count, count / len(days), day <= today)
