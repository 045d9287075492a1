"""The redline of two texts of an act."""

from typing import Final

from kb.law.act import Expression, Provision
from kb.law.redline.change import (
    Change,
    ChangeKind,
    Place,
    Redline,
    RowChange,
    differs,
    of_kind,
)
from kb.law.redline.matching import NOBODY, Matching
from kb.law.redline.order import moves, reading_order
from kb.law.redline.outline import Entry, Numbers, Outline
from kb.law.redline.tables import compare_rows, whole
from kb.law.redline.words import compare

REDLINE_VERSION: Final = 1
"""Changes whenever the same two texts may have another redline."""

_KINDS: Final = {
    (False, False): ChangeKind.SAME,
    (False, True): ChangeKind.CHANGED,
    (True, False): ChangeKind.MOVED,
    (True, True): ChangeKind.MOVED_AND_CHANGED,
}
"""By whether a provision has moved, and whether its words have changed."""


def redline(old: Expression, new: Expression) -> Redline:
    """Return what changed from an older to a newer text in the same language; any two have one.

    Provisions are matched by address and words, by words, then by likeness; the words of matched
    ones are compared one by one. Spaces and typography do not count.
    """
    numbers = Numbers()
    matching = Matching(Outline(old, numbers), Outline(new, numbers)).find()
    return Redline(
        language=new.language,
        title=compare(old.title, new.title, numbers.vocabulary),
        changes=tuple(_Comparison(matching, numbers).changes()),
    )


class _Comparison:
    """One redline in the making."""

    def __init__(self, matching: Matching, numbers: Numbers) -> None:
        self._matching = matching
        self._numbers = numbers
        self._moves = moves(matching)

    def changes(self) -> list[Change]:
        order = reading_order(self._matching, self._moves.kept)
        return [self._change(i, j) for i, j in order]

    def _change(self, i: int, j: int) -> Change:
        if j == NOBODY:
            old = self._matching.old[i]
            return _whole(old.provision, ChangeKind.DELETED, old.place, None)
        new = self._matching.new[j]
        if i == NOBODY:
            return _whole(new.provision, ChangeKind.INSERTED, None, new.place)
        return self._pair(self._matching.old[i], new, j)

    def _pair(self, old: Entry, new: Entry, j: int) -> Change:
        before, after = old.provision, new.provision
        words = self._numbers.vocabulary
        label = compare(before.label, after.label, words)
        heading = compare(before.heading, after.heading, words)
        rows = self._rows(before, after)
        text = () if after.rows else compare(before.text, after.text, words)
        reworded = differs(heading) or differs(text) or _has_changes(rows)
        moved = self._moves.moved[j]
        return Change(
            kind=_KINDS[moved, reworded or (differs(label) and not moved)],
            before=old.place,
            after=new.place,
            label=label,
            heading=heading,
            text=text,
            rows=rows,
            is_carried=self._moves.carried[j],
        )

    def _rows(self, before: Provision, after: Provision) -> tuple[RowChange, ...]:
        if before.rows == after.rows:
            return whole(after.rows, ChangeKind.SAME)
        return compare_rows(before.rows, after.rows, self._numbers)


def _has_changes(rows: tuple[RowChange, ...]) -> bool:
    return any(row.kind is not ChangeKind.SAME for row in rows)


def _whole(
    provision: Provision, kind: ChangeKind, before: Place | None, after: Place | None
) -> Change:
    """Return the change of a provision that only one of the texts has."""
    return Change(
        kind=kind,
        before=before,
        after=after,
        label=of_kind(provision.label, kind),
        heading=of_kind(provision.heading, kind),
        text=() if provision.rows else of_kind(provision.text, kind),
        rows=whole(provision.rows, kind),
    )
