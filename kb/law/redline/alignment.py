"""Which parts of two sequences correspond: a longest common subsequence, in bounded work."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from rapidfuzz.distance import LCSseq

MOST_WORK: Final = 64_000_000
"""The product of two lengths up to which they are compared in full, in some hundredths of a second."""


class Stretch(NamedTuple):
    """The items `old` to `old_end` of one sequence and `new` to `new_end` of another.

    An equal stretch corresponds item by item; of another nothing does.
    """

    old: int
    old_end: int
    new: int
    new_end: int
    is_equal: bool = False

    @property
    def is_replacement(self) -> bool:
        """Whether there is something else in the place of what there was."""
        return not self.is_equal and self.old < self.old_end and self.new < self.new_end

    @property
    def is_too_long(self) -> bool:
        """Whether it takes too much work to compare it in full."""
        return (self.old_end - self.old) * (self.new_end - self.new) > MOST_WORK

    def before(self, other: "Stretch") -> "Stretch":
        """Return this stretch and all up to the end of a later one, as no longer equal."""
        return Stretch(self.old, other.old_end, self.new, other.new_end)


def align(old: Sequence[int], new: Sequence[int]) -> list[Stretch]:
    """Return the stretches that two sequences consist of, equal ones and others in turn.

    What is too long to be compared is one stretch, between what both begin and end with.
    """
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    middle = Stretch(head, len(old) - tail, head, len(new) - tail)
    found = [Stretch(0, head, 0, head, is_equal=True)]
    found.extend([middle] if middle.is_too_long else compared(old, new, middle))
    found.append(Stretch(middle.old_end, len(old), middle.new_end, len(new), is_equal=True))
    return joined(found)


def compared(old: Sequence[int], new: Sequence[int], within: Stretch) -> list[Stretch]:
    """Return the stretches that a stretch consists of: one that is not too long."""
    here = old[within.old : within.old_end], new[within.new : within.new_end]
    return [
        Stretch(
            within.old + code.src_start,
            within.old + code.src_end,
            within.new + code.dest_start,
            within.new + code.dest_end,
            is_equal=code.tag == "equal",
        )
        for code in LCSseq.opcodes(*here)
    ]


def joined(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Return stretches without empty ones, and neighbours of the same sort as one."""
    found: list[Stretch] = []
    for one in stretches:
        if one.old == one.old_end and one.new == one.new_end:
            continue
        if found and found[-1].is_equal is one.is_equal:
            last = found.pop()
            found.append(one._replace(old=last.old, new=last.new))
        else:
            found.append(one)
    return found


def _common(old: Sequence[int], new: Sequence[int]) -> int:
    """Return how many items two sequences begin with alike."""
    most = min(len(old), len(new))
    return next((i for i in range(most) if old[i] != new[i]), most)
