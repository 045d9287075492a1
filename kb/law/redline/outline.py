"""An act's provisions as a list, with what they are matched by."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from kb.law.act import Expression, Provision, ProvisionKind
from kb.law.identifiers import STEP, EId
from kb.law.redline.change import Place
from kb.law.redline.tokens import Vocabulary, cores

TOP: Final = -1
"""What the greatest provisions stand in."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A provision in the list of its act.

    `parent` is the entry it stands in and `end` the first entry behind all that stand in it.
    `words` is equal for equal words of its own, `tree` for equal words in all of it, and `size`
    counts the former's; `vocabulary` are the words that say what it is about.
    """

    provision: Provision
    place: Place
    parent: int
    end: int
    words: int
    tree: int
    size: int
    vocabulary: frozenset[int]

    @property
    def sort(self) -> tuple[ProvisionKind, bool]:
        """What only its like can be matched with: the kind, and whether there are rows of cells."""
        return self.provision.kind, bool(self.provision.rows)


@dataclass(slots=True)
class Numbers:
    """Numbers for words, and for wordings and trees made of them, shared by two texts."""

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    _given: dict[Hashable, int] = field(default_factory=dict)

    def of(self, key: Hashable) -> int:
        """Return the number of a key."""
        return self._given.setdefault(key, len(self._given))


class Outline:
    """The provisions of one text, parents before their children."""

    def __init__(self, expression: Expression, numbers: Numbers) -> None:
        self.entries: Sequence[Entry] = _Listing(numbers).of(expression)
        self.children: dict[int, list[int]] = {}
        for index, entry in enumerate(self.entries):
            self.children.setdefault(entry.parent, []).append(index)

    def __len__(self) -> int:
        return len(self.entries)

    def __getitem__(self, index: int) -> Entry:
        return self.entries[index]

    @cached_property
    def by_eid(self) -> dict[EId, int]:
        """The entries by their addresses; the first, should there be several."""
        pairs = ((entry.place.eid, i) for i, entry in enumerate(self.entries))
        return dict(reversed(list(pairs)))

    def only(self, key: Callable[[Entry], int], among: Iterable[int]) -> dict[int, int]:
        """Return the entries whose key no other entry has, of those given, by this key."""
        keys = [(key(self[index]), index) for index in among]
        counts = Counter(number for number, _ in keys)
        return {number: index for number, index in keys if counts[number] == 1}

    def is_relative(self, index: int) -> bool:
        """Tell whether an address begins with that of the parent, and changes with it."""
        parent = self[index].parent
        return parent != TOP and self[index].place.eid.startswith(self[parent].place.eid + STEP)


class _Listing:
    """One walk over the tree of a text."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._found: list[Entry | None] = []

    def of(self, expression: Expression) -> list[Entry]:
        for provision in expression.provisions:
            self._add(provision, TOP, 0)
        return [entry for entry in self._found if entry is not None]

    def _add(self, provision: Provision, parent: int, depth: int) -> int:
        """List a provision and all in it; return the number of its tree."""
        index = len(self._found)
        self._found.append(None)
        trees = [self._add(child, index, depth + 1) for child in provision.children]
        numbers = self._words(provision)
        vocabulary = self._numbers.vocabulary
        words = self._numbers.of(("words", tuple(numbers)))
        entry = Entry(
            provision=provision,
            place=Place(provision.eid, provision.kind, index, depth),
            parent=parent,
            end=len(self._found),
            words=words,
            tree=self._numbers.of((provision.kind, words, tuple(trees))),
            size=sum(number in vocabulary.words for number in numbers),
            vocabulary=frozenset(vocabulary.substantial.intersection(numbers)),
        )
        self._found[index] = entry
        return entry.tree

    def _words(self, provision: Provision) -> list[int]:
        """Return the numbers of a provision's words; ends of headings and cells have none."""
        cells = [cell for row in provision.rows for cell in (*row, "")]
        found: list[int] = []
        for text in (provision.heading, *(cells or (provision.text,))):
            found.extend(self._numbers.vocabulary.numbers(cores(text)))
            found.append(-1)
        return found
