"""Progress of long work."""

from io import StringIO

import pytest
from rich.console import Console

from kb.cli.progress import progress


@pytest.mark.parametrize(
    ("total", "steps", "lines"),
    [
        (3, [1, 1, 1], ["Reading: 3 of 3 acts"]),
        (2500, [900, 900, 700], ["Reading: 1800 of 2500 acts", "Reading: 2500 of 2500 acts"]),
        (None, [999, 1], ["Reading: 1000 acts"]),
        (None, [999], []),
        (0, [], []),
    ],
)
def test_without_a_terminal_a_line_is_printed_now_and_then(total, steps, lines):
    paper = StringIO()

    with progress(Console(file=paper), total, "Reading", "acts") as advance:
        for step in steps:
            advance(step)

    assert paper.getvalue().splitlines() == lines


def test_on_a_terminal_a_bar_is_drawn():
    paper = StringIO()
    screen = Console(file=paper, force_terminal=True, width=80, _environ={})

    with progress(screen, 4, "Reading", "acts") as advance:
        advance(3)

    assert "Reading" in paper.getvalue()
    assert "3/4" in paper.getvalue()
