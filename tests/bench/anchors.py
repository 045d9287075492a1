"""Comments on an older text, put back on their provisions in a newer one: two versions of Irish acts."""

import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from kb.language import Language
from kb.law.act import Expression, Provision
from kb.law.parse import parse
from kb.law.profile import GENERIC
from kb.review.anchors import Anchor, anchor, said
from kb.review.reattaching import Detached, Place, Reattachment, Rule
from tests.bench.bench import Bench, Found
from tests.bench.report import Demand, Table
from tests.bench.timing import Took, timed

ANCHORS: Final = 5000
SEED: Final = 4
WORDS: Final = (3, 14)
"""How many words a quotation has, from and to."""

CPU_SECONDS: Final = 10
SHARE: Final = 0.99
COLUMNS: Final = {
    "anchors": ",d",
    "words once": ",d",
    "right": ",d",
    "whole once": ",d",
    "right whole": ",d",
    "s": ".2f",
    "CPU s": ".2f",
}
_WORD: Final = re.compile(r"\S+")


@dataclass(slots=True)
class Tally:
    """How many anchors there were, of how many the right provision is known, and how many are on it."""

    anchors: int = 0
    lost: int = 0
    known: int = 0
    right: int = 0
    whole: int = 0
    whole_right: int = 0
    took: Took = Took(0, 0)
    rules: Counter[str] = field(default_factory=Counter)


def measure(bench: Bench) -> Found:
    """Put anchors on the older version of every act that has two, and look for them in the newer."""
    pairs = list(versions(bench))
    bench.tell(f"{len(pairs)} pairs of versions")
    chance = Random(SEED)
    edited, tally = Tally(), Tally()
    each = -(-ANCHORS // len(pairs))
    for number, (old, new) in enumerate(pairs, 1):
        _judge(old, new, each, chance, [tally] if _same(old, new) else [tally, edited])
        if number % 100 == 0:
            bench.tell(f"{number} pairs")
    yield Table("Anchors re-attached", COLUMNS, [_row("all", tally), _row("edited acts", edited)])
    rules = [(rule, tally.rules[rule]) for rule in (*Rule, "detached")]
    yield Table("By rule", {"anchors": ",d"}, rules)
    took = tally.took
    yield Demand(what="anchors", figure=tally.anchors, at_least=ANCHORS)
    yield Demand(what="anchors lost", figure=tally.lost, at_most=0)
    for what, one in (("all acts", tally), ("edited acts", edited)):
        share = one.right / one.known
        yield Demand(what=f"on the right provision, {what}", figure=share, at_least=SHARE)
    yield Demand(
        what="anchors re-attached", figure=took.wall, cpu=took.cpu, unit="s", at_most=CPU_SECONDS
    )


def versions(bench: Bench) -> Iterator[tuple[Expression, Expression]]:
    """Yield the acts with two versions, each in the older and the newer one."""
    repository = bench.irish_acts[0].parent.parent
    commits: dict[str, list[str]] = {}
    log = _git(repository, "log", "--format=%x00%H", "--name-only", "--no-renames", "--", "ie")
    for entry in log.split("\0")[1:]:
        commit, *names = entry.split()
        for name in names:
            commits.setdefault(name, []).append(commit)
    for name, (newest, *older) in sorted(commits.items()):
        if older:
            texts = (_git(repository, "show", f"{commit}:{name}") for commit in (older[0], newest))
            old, new = (parse(text, Language.EN, GENERIC) for text in texts)
            yield old, new


def _git(repository: Path, *arguments: str) -> str:
    command = ("git", "-C", repository, *arguments)
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _same(old: Expression, new: Expression) -> bool:
    return [said(one) for one in old.walk()] == [said(one) for one in new.walk()]


def _judge(
    old: Expression, new: Expression, count: int, chance: Random, tallies: Sequence[Tally]
) -> None:
    """Put anchors on a text, place them in the next, and count those that came to stand right."""
    anchors = list(sampled(old, count, chance))
    places, took = timed(lambda: _placed(old, new, anchors))
    judge = _Judge(old, new)
    for tally in tallies:
        tally.took += took
        tally.anchors += len(anchors)
        tally.lost += len(anchors) - len(places)
        for one, place in zip(anchors, places, strict=True):
            judge.count(one, place, tally)


def _placed(
    old: Expression, new: Expression, anchors: Sequence[Anchor]
) -> list[Place | Detached]:
    reattachment = Reattachment(old, new)
    return [reattachment.place(one) for one in anchors]


def sampled(tree: Expression, count: int, chance: Random) -> Iterator[Anchor]:
    """Yield anchors on a few words in a row of provisions taken at random."""
    texts = [(one.eid, words) for one in tree.walk() if len((words := said(one)).split()) >= WORDS[0]]
    for eid, words in chance.choices(texts, k=count) if texts else ():
        spans = [match.span() for match in _WORD.finditer(words)]
        length = min(chance.randint(*WORDS), len(spans))
        first = chance.randrange(len(spans) - length + 1)
        yield anchor(tree, eid, spans[first][0], spans[first + length - 1][1])


class _Judge:
    """Knows the right provision by the quoted words alone, where both texts have them only once.

    Of words that stand in several places it knows it where the whole provision stands, unchanged,
    once in both texts.
    """

    def __init__(self, old: Expression, new: Expression) -> None:
        self._old, self._new = ([(p, said(p)) for p in tree.walk()] for tree in (old, new))
        self._wholes = [Counter(words for _, words in side) for side in (self._old, self._new)]

    def count(self, one: Anchor, place: Place | Detached, tally: Tally) -> None:
        tally.rules[place.rule if isinstance(place, Place) else "detached"] += 1
        eid = place.eid if isinstance(place, Place) else None
        if (right := self._by_words(one)) is not None:
            tally.known += 1
            tally.right += eid == right.eid
        if (right := self._by_whole(one)) is not None:
            tally.whole += 1
            tally.whole_right += eid == right.eid

    def _by_words(self, one: Anchor) -> Provision | None:
        before, after = (
            [provision for provision, words in side for _ in range(words.count(one.exact))]
            for side in (self._old, self._new)
        )
        return after[0] if len(before) == len(after) == 1 else None

    def _by_whole(self, one: Anchor) -> Provision | None:
        whole = next(words for provision, words in self._old if provision.eid == one.eid)
        if any(wholes[whole] != 1 for wholes in self._wholes):
            return None
        return next(provision for provision, words in self._new if words == whole)


def _row(name: str, tally: Tally) -> tuple[str | int | float, ...]:
    figures = (tally.anchors, tally.known, tally.right, tally.whole, tally.whole_right)
    return name, *figures, tally.took.wall, tally.took.cpu
