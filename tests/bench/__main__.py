"""Measure speed and relevance, with peers in the same run: `python -m tests.bench CORPUS`."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click

from tests.bench import (
    anchors,
    exports,
    history,
    indexing,
    latency,
    machine,
    parser,
    push,
    redline,
    relevance,
    rendering,
    review,
    site,
    versions,
)
from tests.bench.bench import AbsentError, Bench, Found
from tests.bench.report import Demand, Table, Verdict, of_demands

PARTS: Final[Mapping[str, Callable[[Bench], Found]]] = {
    "relevance": relevance.measure,
    "parser": parser.measure,
    "anchors": anchors.measure,
    "rendering": rendering.measure,
    "indexing": indexing.measure,
    "latency": latency.measure,
    "site": site.measure,
    "push": push.measure,
    "redline": redline.measure,
    "versions": versions.measure,
    "history": history.measure,
    "exports": exports.measure,
    "review": review.measure,
}
"""Each part is a module; a new one is a line here."""


@click.command()
@click.argument("corpus", type=click.Path(file_okay=False, path_type=Path))
@click.option("--only", multiple=True, type=click.Choice(list(PARTS)), help="Run only this part.")
@click.option("--json", "json_", type=click.Path(dir_okay=False, path_type=Path))
def main(corpus: Path, only: tuple[str, ...], json_: Path | None) -> None:
    """Print the figures that are taken on the real texts in CORPUS, beside what is demanded."""
    computer = machine.named()
    click.echo(f"{computer}\n")
    found: dict[str, list[Table | Demand]] = {}
    with TemporaryDirectory(prefix="bench-") as folder:
        bench = Bench(corpus, Path(folder), lambda words: click.echo(f"  … {words}", err=True))
        for name in only or PARTS:
            found[name] = _run(name, bench)
            _write(json_, computer, found)  # After each part: a later one may take long, or fail.
    demands = [one for part in found.values() for one in part if isinstance(one, Demand)]
    _summarise(demands)


def _run(name: str, bench: Bench) -> list[Table | Demand]:
    click.echo(f"  … {name}", err=True)
    found: list[Table | Demand] = []
    try:
        for one in PARTS[name](bench):
            found.append(one)
            if isinstance(one, Table):
                _say(one.lines())
    except AbsentError as absent:
        click.echo(f"{name} is left out: {absent}\n")
    demands = [one for one in found if isinstance(one, Demand)]
    if demands:
        _say(of_demands(demands))
    return found


def _summarise(demands: Sequence[Demand]) -> None:
    verdicts = Counter(one.verdict for one in demands)
    counts = "; ".join(f"{verdict}: {verdicts[verdict]}" for verdict in Verdict)
    click.echo(f"{len(demands)} demands. {counts}.")
    unmet = [one for one in demands if one.verdict is not Verdict.HOLDS]
    if unmet:
        _say(of_demands(unmet))


def _say(lines: Iterable[str]) -> None:
    click.echo("\n".join(lines) + "\n")


def _write(file: Path | None, computer: str, found: Mapping[str, Sequence[Table | Demand]]) -> None:
    if file is None:
        return
    parts = {name: [one.as_json() for one in given] for name, given in found.items()}
    figures = {"machine": computer, "at": datetime.now(UTC).isoformat(), "parts": parts}
    file.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
