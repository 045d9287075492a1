"""What came out of a round, counted: for its report on the site, and as a document."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kb.language import Language
from kb.law.identifiers import EId
from kb.review.comments import CommentId, CommentType, Severity
from kb.review.dispositions import ADOPTING, SETTLED, Status, Verdict
from kb.review.opinions import OpinionKind

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What is counted of a comment that was submitted, as far as a viewer may know it.

    `organisation` is empty if it is none of the viewer's business; `verdict` is None until the
    viewer may know the answer, and `original` the comment whose answer serves a duplicate.
    """

    id: CommentId
    eid: EId
    type: CommentType
    severity: Severity
    language: Language
    organisation: str = ""
    status: Status = Status.SUBMITTED
    verdict: Verdict | None = None
    original: CommentId | None = None
    suggests: bool = False
    is_late: bool = False
    is_contested: bool = False


@dataclass(frozen=True, slots=True)
class Count(Generic[K]):
    """How many there are of something, and how many of these have a confirmed answer."""

    key: K
    number: int
    settled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The figures of a round; `withdrawn` comments are counted nowhere else.

    Counts by a choice name every choice, also those that nobody made; those by organisation and by
    provision begin with the most. `by_verdict` has None for those without a confirmed answer that the
    viewer may know. `objections` are the blocking comments that no confirmed answer has met, in order.
    """

    total: int
    withdrawn: int
    settled: int
    late: int
    contested: int
    suggesting: int
    by_type: tuple[Count[CommentType], ...]
    by_severity: tuple[Count[Severity], ...]
    by_language: tuple[Count[Language], ...]
    by_verdict: tuple[Count[Verdict | None], ...]
    by_organisation: tuple[Count[str], ...]
    by_provision: tuple[Count[EId], ...]
    opinions: tuple[Count[OpinionKind], ...]
    objections: tuple[CommentId, ...]


def summary(
    remarks: Sequence[Remark], opinions: Iterable[OpinionKind] = (), withdrawn: int = 0
) -> Summary:
    """Count the comments of a round, of which `withdrawn` more were taken back, and its opinions."""
    known = {one.id: one for one in remarks}
    return Summary(
        total=len(remarks),
        withdrawn=withdrawn,
        settled=sum(one.status in SETTLED for one in remarks),
        late=sum(one.is_late for one in remarks),
        contested=sum(one.is_contested for one in remarks),
        suggesting=sum(one.suggests for one in remarks),
        by_type=_counts([(one.type, one) for one in remarks], CommentType),
        by_severity=_counts([(one.severity, one) for one in remarks], Severity),
        by_language=_counts([(one.language, one) for one in remarks], Language),
        by_verdict=_counts([(_confirmed(one), one) for one in remarks], (*Verdict, None)),
        by_organisation=_most([(one.organisation, one) for one in remarks]),
        by_provision=_most([(one.eid, one) for one in remarks]),
        opinions=_opinions(opinions),
        objections=tuple(one.id for one in remarks if is_unresolved(one, known)),
    )


def is_unresolved(remark: Remark, known: Mapping[CommentId, Remark]) -> bool:
    """Tell whether a comment stands against adoption: it blocks, and no confirmed answer adopts it.

    A duplicate is resolved when that is which it repeats.
    """
    if remark.severity is not Severity.BLOCKING:
        return False
    seen: set[CommentId] = set()
    while remark.verdict is Verdict.DUPLICATE and remark.id not in seen:
        seen.add(remark.id)
        original = known.get(remark.original) if remark.original else None
        if original is None or remark.status not in SETTLED:
            return True
        remark = original
    return remark.status not in SETTLED or remark.verdict not in ADOPTING


def _confirmed(remark: Remark) -> Verdict | None:
    """Return the answer to a comment if it holds: one that is contested is given anew."""
    return remark.verdict if remark.status in SETTLED else None


def _counts(found: Sequence[tuple[K, Remark]], keys: Iterable[K]) -> tuple[Count[K], ...]:
    numbers = Counter(key for key, _ in found)
    settled = Counter(key for key, one in found if one.status in SETTLED)
    return tuple(Count(key, numbers[key], settled[key]) for key in keys)


def _most(found: Sequence[tuple[K, Remark]]) -> tuple[Count[K], ...]:
    """Count what there is, the most frequent first, and what is as frequent in the order it came."""
    counted = _counts(found, dict.fromkeys(key for key, _ in found))
    return tuple(sorted(counted, key=lambda one: -one.number))


def _opinions(kinds: Iterable[OpinionKind]) -> tuple[Count[OpinionKind], ...]:
    """Count opinions, which nobody answers one by one."""
    numbers = Counter(kinds)
    return tuple(Count(kind, numbers[kind], 0) for kind in OpinionKind)
