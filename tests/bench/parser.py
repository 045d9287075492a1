"""The parser on real acts: 4,020 Irish ones, each whole."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kb.language import Language
from kb.law.parse import parse
from kb.law.profile import GENERIC
from tests.bench.bench import Bench, Found
from tests.bench.report import Demand, Table
from tests.bench.timing import Took, counted, timed

ACTS: Final = 4020
COLUMNS: Final = {
    "acts": ",d",
    "provisions": ",d",
    "MB": ",.1f",
    "acts/s": ",.1f",
    "MB/s": ".2f",
    "acts/s CPU": ",.1f",
    "MB/s CPU": ".2f",
    "raised": "d",
}


def measure(bench: Bench) -> Found:
    """Parse all acts."""
    total, megabytes, provisions, raised = Took(0, 0), 0.0, 0, 0
    acts = bench.irish_acts
    for text in counted(_texts(acts), bench.tell, "acts", 500):
        count, time = timed(lambda text=text: _provisions(text))
        total += time
        provisions += count
        raised += count < 0
        megabytes += len(text.encode()) / 1e6
    speed, rate = total.rate(megabytes), total.rate(len(acts))
    figures = (rate.wall, speed.wall, rate.cpu, speed.cpu)
    row = ("the Irish acts", len(acts), provisions, megabytes, *figures, raised)
    yield Table("Parser, Markdown to tree", COLUMNS, [row])
    yield Demand(what="parser", figure=speed.wall, cpu=speed.cpu, unit="MB/s", at_least=1)
    yield Demand(what="acts parsed", figure=len(acts) - raised, at_least=ACTS)


def _texts(acts: list[Path]) -> Iterator[str]:
    return (path.read_text(encoding="utf-8") for path in acts)


def _provisions(text: str) -> int:
    """Return how many provisions an act has; -1 if the parser raises, which it never should."""
    try:
        tree = parse(text, Language.EN, GENERIC)
    except Exception:
        return -1
    return sum(1 for _ in tree.walk())
