"""What the benchmark prints: figures as they are, demands with what became of them."""

import pytest

from tests.bench.report import Demand, Table, Verdict
from tests.bench.timing import Took, quantile


@pytest.mark.parametrize(
    ("bounds", "verdict"),
    [
        ({"figure": 25, "at_most": 25}, Verdict.HOLDS),
        ({"figure": 25.1, "at_most": 25}, Verdict.FAILS),
        ({"figure": 25.1, "at_most": 25, "cpu": 9}, Verdict.HOLDS_IN_CPU),
        ({"figure": 25.1, "at_most": 25, "cpu": 26}, Verdict.FAILS),
        ({"figure": 300, "at_least": 300}, Verdict.HOLDS),
        ({"figure": 299, "at_least": 300, "cpu": 310}, Verdict.HOLDS_IN_CPU),
        ({"figure": 0.929, "at_least": 0.93}, Verdict.FAILS),
    ],
)
def test_a_demand_holds_up_to_its_bound(bounds, verdict):
    assert Demand(what="search", **bounds).verdict is verdict


def test_a_demand_is_printed_beside_its_figure():
    demand = Demand(what="search", figure=31.64, cpu=14.2, unit="ms", at_most=25)

    assert demand.row() == ("search", "31.64 ms", "14.2 ms", "≤ 25 ms", "holds in CPU time")


def test_a_figure_that_fails_is_not_rounded_up_to_its_bound():
    assert Demand(what="kk", figure=0.9299, at_least=0.93).row()[1] == "0.9299"


def test_a_table_is_aligned_markdown():
    table = Table("Parser", {"acts": ",d", "MB/s": ".1f"}, [("Irish", 4020, 4.135), ("", 1, 10.0)])

    assert list(table.lines()) == [
        "| Parser |  acts | MB/s |",
        "| ------ | ----: | ---: |",
        "| Irish  | 4,020 |  4.1 |",
        "|        |     1 | 10.0 |",
    ]


@pytest.mark.parametrize(
    ("share", "wall", "cpu"), [(0.0, 1, 5), (0.5, 3, 7), (0.95, 5, 9), (1.0, 5, 9)]
)
def test_a_quantile_is_that_of_each_clock(share, wall, cpu):
    times = [Took(3, 9), Took(1, 5), Took(2, 8), Took(5, 6), Took(4, 7)]

    assert quantile(times, share) == Took(wall, cpu)
