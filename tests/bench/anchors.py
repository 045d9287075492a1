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
from kb.law.act import Expression
from kb.law.identifiers import EId
from kb.law.parse import parse
from kb.law.profile import GENERIC
from kb.review.anchors import Anchor, anchor, said
from kb.review.reattaching import Detached, Place, Reattachment, Rule
from tests.bench.bench import Bench, Found
from tests.bench.report import Demand, Table
from tests.bench.timing import counted, timed, took

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
    "provision once": ",d",
    "right ": ",d",
    "words as often": ",d",
    "with words": ",d",
}
TIMES: Final = {"anchors": ",d", "provisions": ",d", "s": ".2f", "CPU s": ".2f"}
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
    kept: int = 0
    with_words: int = 0
    rules: Counter[str] = field(default_factory=Counter)


def measure(bench: Bench) -> Found:
    """Put anchors on the older version of every act that has two, and look for them in the newer."""
    pairs = list(versions(bench))
    bench.tell(f"{len(pairs)} pairs of versions")
    chance, tally = Random(SEED), Tally()
    for old, new in counted(pairs, bench.tell, "pairs", 100):
        _judge(old, new, -(-ANCHORS // len(pairs)), chance, tally)
    figures = (
        tally.known,
        tally.right,
        tally.whole,
        tally.whole_right,
        tally.kept,
        tally.with_words,
    )
    yield Table("Anchors re-attached", COLUMNS, [(f"{len(pairs)} acts", tally.anchors, *figures)])
    rules = [(rule, tally.rules[rule]) for rule in (*Rule, "detached")]
    yield Table("By rule", {"anchors": ",d"}, rules)
    yield Demand(what="anchors", figure=tally.anchors, at_least=ANCHORS)
    yield Demand(what="anchors lost", figure=tally.lost, at_most=0)
    for what, right, known in (
        ("by words that stand once", tally.right, tally.known),
        ("by provisions that stand once", tally.whole_right, tally.whole),
        ("by words that stand as often as before", tally.with_words, tally.kept),
    ):
        yield Demand(what=f"anchors put right, {what}", figure=right / known, at_least=SHARE)
    yield from _of_one_act(pairs, chance)


def _of_one_act(pairs: Sequence[tuple[Expression, Expression]], chance: Random) -> Found:
    """Measure how long all comments on one new version take: of the act with the most provisions."""
    old, new = max(pairs, key=lambda pair: sum(1 for _ in pair[0].walk()))
    anchors = list(sampled(old, ANCHORS, chance))
    reattachment, matching = timed(lambda: Reattachment(old, new))
    placing = took(lambda: [reattachment.place(one) for one in anchors])
    size = sum(1 for _ in old.walk())
    rows = [("matching", 0, size, matching), ("placing", len(anchors), size, placing)]
    table = [(*names, one.wall, one.cpu) for *names, one in rows]
    yield Table("The largest act", TIMES, table)
    both = matching + placing
    yield Demand(
        what=f"{len(anchors):,} anchors",
        figure=both.wall,
        cpu=both.cpu,
        unit="s",
        at_most=CPU_SECONDS,
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


def _judge(old: Expression, new: Expression, count: int, chance: Random, tally: Tally) -> None:
    """Put anchors on a text, place them in the next, and count those that came to stand right."""
    anchors = list(sampled(old, count, chance))
    reattachment, judge = Reattachment(old, new), _Judge(old, new)
    tally.anchors += len(anchors)
    for one in anchors:
        judge.count(one, reattachment.place(one), tally)


def sampled(tree: Expression, count: int, chance: Random) -> Iterator[Anchor]:
    """Yield anchors on a few words in a row of provisions taken at random."""
    texts = [
        (one.eid, words) for one in tree.walk() if len((words := said(one)).split()) >= WORDS[0]
    ]
    for eid, words in chance.choices(texts, k=count) if texts else ():
        spans = [match.span() for match in _WORD.finditer(words)]
        length = min(chance.randint(*WORDS), len(spans))
        first = chance.randrange(len(spans) - length + 1)
        yield anchor(tree, eid, spans[first][0], spans[first + length - 1][1])


class _Judge:
    """Knows the right provision by the quoted words alone, where both texts have them only once.

    Of words that stand in several places it knows it where the whole provision stands, unchanged,
    once in both texts; and of those that stand no less often than before, that it must have them.
    """

    def __init__(self, old: Expression, new: Expression) -> None:
        self._old, self._new = ([(p.eid, said(p)) for p in tree.walk()] for tree in (old, new))
        self._words = dict(self._new)
        self._wholes = [Counter(words for _, words in side) for side in (self._old, self._new)]

    def count(self, one: Anchor, place: Place | Detached, tally: Tally) -> None:
        """Add what became of an anchor; one put at an address that the text lacks is lost."""
        eid = place.eid if isinstance(place, Place) else None
        tally.rules[place.rule if isinstance(place, Place) else "detached"] += 1
        tally.lost += eid is not None and eid not in self._words
        before, after = (self._holding(one, side) for side in (self._old, self._new))
        if len(before) == len(after) == 1:
            tally.known += 1
            tally.right += eid == after[0]
        if len(after) >= len(before):
            tally.kept += 1
            tally.with_words += eid in after
        if (right := self._by_whole(one)) is not None:
            tally.whole += 1
            tally.whole_right += eid == right

    def _holding(self, one: Anchor, side: Sequence[tuple[EId, str]]) -> list[EId]:
        """Return the provisions that have the words, each as often as it has them."""
        return [eid for eid, words in side for _ in range(words.count(one.exact))]

    def _by_whole(self, one: Anchor) -> EId | None:
        whole = next(words for eid, words in self._old if eid == one.eid)
        if any(wholes[whole] != 1 for wholes in self._wholes):
            return None
        return next(eid for eid, words in self._new if words == whole)
