"""backlog.yaml: what may stand in it, and what the repository's own says."""

import re
from pathlib import Path

import pytest

from kb.language import Language
from kb.law.backlog import Backlog
from kb.law.yaml_text import load, validated
from kb.services import catalogues
from kb.source import read_catalogues

ACTS = Path(__file__).parents[3] / "acts"
ROW = """\
starts: {S1: 2026-07-01}
rows:
  B01:
    topic: {kk: Бір, ru: Один, en: One}
    levels: [council]
    articles: ["2.2", "22.5(1)(10)", "36-1.4-2"]
    stages: [S1]
"""


def test_a_row_is_read():
    value, problems = validated(Backlog, load(ROW))

    assert problems == ()
    assert value is not None
    assert value.rows["B01"].acts == ()


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("en: One", "de: Eins", "rows, B01, topic, en"),
        ("[council]", "[mayor]", "rows, B01, levels, item 1"),
        ("[council]", "[]", "rows, B01, levels"),
        ('"2.2"', '"2.2)"', "rows, B01, articles, item 1"),
        ('"2.2"', '"art_2"', "rows, B01, articles, item 1"),
        ("stages: [S1]", "stages: [S4]", "rows, B01, stages, item 1"),
        ("stages: [S1]", "stages: [S2]", "the document"),
        ("stages: [S1]", "stages: [S1]\n    acts: [No Slug]", "rows, B01, acts, item 1"),
        ("stages: [S1]", "stages: [S1]\n    done: true", "rows, B01, done"),
        ("B01:", "X1:", "rows, X1"),
        ("2026-07-01", "July", "starts, S1"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(old, new, place):
    value, problems = validated(Backlog, load(ROW.replace(old, new)))

    assert value is None
    assert place in [problem.place for problem in problems]


@pytest.fixture(scope="module")
def own() -> Backlog:
    return catalogues.read(read_catalogues(ACTS)).backlog


def test_the_repositorys_own_has_every_row_of_the_law(own):
    assert list(own.rows) == [f"B{number:02}" for number in range(1, 59)]
    for row in own.rows.values():
        assert not any(row.topic[lang].endswith(".") for lang in Language)
        assert (
            re.search("[әғқңөұүһі]", row.topic[Language.KK], re.IGNORECASE) or "код" in row.topic.kk
        )


def test_the_acts_that_answer_rows_are_there(own):
    there = {path.name for path in ACTS.glob("*/*") if path.is_dir()}

    assert {act for row in own.rows.values() for act in row.acts} <= there
