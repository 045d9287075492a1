"""Many versions and publications: an act's history, its text as of a day, and the manifest of it all."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import Final

from flask.testing import FlaskClient

from kb.language import Language
from kb.law.folder import ActFolder
from kb.law.identifiers import ActId
from kb.services import gazette
from kb.source import Revision
from tests.bench.bench import Bench, Found
from tests.bench.illustrative import LARGE, large_text, typeset_all, with_large_act
from tests.bench.report import Demand, Table
from tests.bench.timing import MEDIAN, SPREAD, Took, counted, quantile, spread, took
from tests.factories import METADATA, TEXTS
from tests.kb.services.desk import Desk, commit, folder
from tests.worlds import World

ARTICLES: Final = 100
TIMES: Final = 30

VERSIONS: Final = 500
LONG: Final = ActId("long-history")
LONG_ARTICLES: Final = 20
HISTORY: Final = f"/en/acts/{LONG}/history"
HISTORY_MILLISECONDS: Final = 50

TODAY: Final = f"/en/acts/{LARGE}/?text=en"
ON_A_DAY: Final = f"/en/acts/{LARGE}/@2027-01-01?text=en"
BEFORE_IT: Final = f"/en/acts/{LARGE}/@2026-12-31?text=en"
AMENDED: Final = date(2027, 1, 1)
AS_FAST: Final = 1.25
"""How much longer a page of a day may take: as much as two runs of the same page may differ."""

ACTS: Final = 100
EDITIONS: Final = 10


def measure(bench: Bench) -> Found:
    """Ask for the history of an act with many versions, for an act on a day, and publish a lot."""
    world = with_large_act(bench, "versions", ARTICLES)
    try:
        yield from _history(bench, world)
        yield from _on_a_day(bench, world)
    finally:
        world.close()
    world = World(bench.new("gazette"))
    try:
        yield from _manifest(bench, world)
    finally:
        world.close()


# The history of an act


def _history(bench: Bench, world: World) -> Found:
    desk = Desk(world.database)
    for number, act in counted(_versions(), bench.tell, "versions", 100):
        desk.take(Revision(commit(f"{number:04x}"), (act,)))
    for number in range(1, 6):
        desk.publish(LONG, version=100 * number, starts=date(2026, number, 1))
    reader, drafter = world.client(), world.client("drafter")
    rows = {
        "to a drafter, for the first time": [_once(drafter, HISTORY)],
        "to a drafter": _asked(drafter, HISTORY),
        "to a drafter, the oldest": _asked(drafter, f"{HISTORY}?page=5"),
        "to a reader": _asked(reader, HISTORY),
        "of an article, to a drafter": _asked(drafter, f"/en/acts/{LONG}/art_7/history"),
        "the act's own page, to a drafter": _asked(drafter, f"/en/acts/{LONG}/"),
        "the act's own page, to a reader": _asked(reader, f"/en/acts/{LONG}/"),
    }
    yield _table(f"The history of an act with {VERSIONS} versions, 5 publications", rows)
    time = quantile(rows["to a drafter"], MEDIAN).ms
    yield Demand(
        what=f"history of {VERSIONS} versions, p50",
        figure=time.wall,
        cpu=time.cpu,
        unit="ms",
        at_most=HISTORY_MILLISECONDS,
    )


def _versions() -> Iterator[tuple[int, ActFolder]]:
    """Yield an act again and again, each time with another article that says something else."""
    texts = {language: large_text(language, LONG_ARTICLES) for language in Language}
    for number in range(1, VERSIONS + 1):
        changed = {one: _reworded(text, number) for one, text in texts.items()}
        yield number, folder(f"constitutional/{LONG}", METADATA, changed)


def _reworded(text: str, number: int) -> str:
    """Return a text one of whose articles ends with a number of its own."""
    title, *blocks = text.split("\n\n### ")
    blocks[number % len(blocks)] += f" — {number}."
    return "\n\n### ".join([title, *blocks])


# An act on a day


def _on_a_day(bench: Bench, world: World) -> Found:
    bench.tell(f"an act of {ARTICLES} articles as of a day")
    desk = Desk(world.database)
    texts = {language: large_text(language, ARTICLES) for language in Language}
    for number in (1, 2):
        texts = {one: _reworded(text, 7 * number) for one, text in texts.items()}
        desk.bring(f"constitutional/{LARGE}", METADATA, texts)
        desk.publish(ActId(LARGE), version=number + 1, starts=AMENDED)
    typeset_all(world)
    client = world.client()
    rows = {
        "the act's page": _asked(client, TODAY),
        "of a day to come": _asked(client, ON_A_DAY),
        "of the day before": _asked(client, BEFORE_IT),
    }
    yield _table(f"An act of {ARTICLES} articles, published three times", rows)
    today, *days = (quantile(times, MEDIAN) for times in rows.values())
    wall = max(day.wall for day in days) / today.wall
    cpu = max(day.cpu for day in days) / today.cpu
    what = "page of a day, the act's page taken as 1"
    yield Demand(what=what, figure=wall, cpu=cpu, at_most=AS_FAST)


# The manifest


def _manifest(bench: Bench, world: World) -> Found:
    desk = Desk(world.database)
    acts = [ActId(f"act-{number:03}") for number in range(ACTS)]
    wanted = [(act, edition) for edition, act in product(range(1, EDITIONS + 1), acts)]
    for act, edition in wanted:
        _bring(desk, act, edition)
    publishing = [
        took(lambda act=act, edition=edition: desk.publish(act, version=edition))
        for act, edition in counted(wanted, bench.tell, "publications", 250)
    ]
    _bring(desk, acts[0], EDITIONS + 1)
    one_more = took(lambda: desk.publish(acts[0], version=EDITIONS + 1))
    with world.database.reading() as db:
        assert gazette.verify(db).holds
        verifying = [took(lambda: gazette.verify(db)) for _ in range(5)]
    rows = {
        "publishing, the first hundred": publishing[:100],
        "publishing, the last hundred": publishing[-100:],
        "publishing one more": [one_more],
        "verifying all": verifying,
    }
    yield _table(f"The manifest of {len(wanted):,} publications of {ACTS} acts", rows)


def _bring(desk: Desk, act: ActId, edition: int) -> None:
    texts: Mapping[Language, str] = {
        one: f"{text}\n2. {edition}: {act}.\n" for one, text in TEXTS.items()
    }
    desk.bring(f"development/{act}", METADATA, texts)


# Times


def _once(client: FlaskClient, address: str) -> Took:
    return took(lambda: _answered(client, address))


def _asked(client: FlaskClient, address: str) -> list[Took]:
    _answered(client, address)
    return [_once(client, address) for _ in range(TIMES)]


def _answered(client: FlaskClient, address: str) -> None:
    status = client.get(address).status_code
    assert status == 200, f"{address}: {status}"


def _table(title: str, rows: Mapping[str, list[Took]]) -> Table:
    return Table(title, SPREAD, [(what, *spread(times)) for what, times in rows.items()])
