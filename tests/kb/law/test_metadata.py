"""The contents of act.yaml."""

from datetime import date

import pytest

from kb.law.identifiers import EId
from kb.law.metadata import Basis, Metadata
from kb.law.yaml_text import load, validated

LEAST = "kind: rules\ntitle: {ru: О высоте}\nadopting_body: council\n"
WHOLE = """\
kind: rules
title: {kk: Биіктік, ru: О высоте, en: On Height}
summary: {ru: Два слова.}
adopting_body: council
basis: [zoning#art_5-1__para_2, zoning]
topics: [zoning]
zones: [gate]
commencement:
  - {from: 2027-01-01, provisions: [art_1, art_3__para_1-1__subpara_2]}
  - {from: 2026-07-01, provisions: rest}
temporary: {until: 2028-01-01}
behind: [kk, en]
illustrative: true
"""


def told(lines: str) -> list[str]:
    """Return the problems that lines added to the least metadata bring."""
    _, problems = validated(Metadata, load(LEAST + lines))
    return [f"{problem.line} {problem.place}: {problem.message}" for problem in problems]


def read(text: str) -> Metadata:
    metadata, problems = validated(Metadata, load(text))
    assert metadata is not None, problems
    return metadata


def test_everything_that_can_be_said_is_understood():
    metadata = read(WHOLE)

    assert [(one.starts, one.provisions) for one in metadata.commencement] == [
        (date(2027, 1, 1), (EId("art_1"), EId("art_3__para_1-1__subpara_2"))),
        (date(2026, 7, 1), "rest"),
    ]
    assert metadata.grounds() == (
        Basis("zoning", EId("art_5-1__para_2")),
        Basis("zoning", EId("")),
    )
    assert metadata.temporary is not None
    assert metadata.temporary.until == date(2028, 1, 1)


@pytest.mark.parametrize("text", [LEAST, WHOLE])
def test_metadata_are_kept_as_plain_values_and_come_back(text):
    metadata = read(text)

    assert Metadata.of_plain(metadata.plain()) == metadata


def test_what_nobody_said_is_not_kept():
    assert read(LEAST).plain().keys() == {"kind", "title", "adopting_body"}


@pytest.mark.parametrize(
    "lines",
    [
        "illustrative: false",
        "commencement: []",
        "commencement: [{from: 2027-01-01, provisions: []}]",
        "temporary: {until_event: {ru: до принятия генерального плана}}",
        "official: {requisite: {ru: от 8 мая}, link: {ru: https://example.org}, approved_on: 2026-05-08}",
    ],
)
def test_these_words_are_understood_too(lines):
    assert told(lines) == []


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ("status: published", "4 status: unknown key"),
        ("illustrative: yes", "4 illustrative: must be true or false"),
        ("illustrative: 1", "4 illustrative: must be true or false"),
        ("behind: [de]", "4 behind, item 1: must be 'kk', 'ru' or 'en'"),
        ("topics: zoning", "4 topics: must be a list, such as [a, b]"),
        ("basis: [Zoning]", "4 basis, item 1: “Zoning” is no slug of an act: "
         "3 to 64 small ASCII letters, digits and hyphens"),
        ("basis:\n  - zoning\n  - zoning#5", "6 basis, item 2: “5” is no address of a provision, "
         "such as art_5 or art_5__para_2"),
        ("commencement:\n  - from: 2027-13-01\n    provisions: rest",
         "5 commencement, item 1, from: must be a day, such as 2026-07-01"),
        ("commencement:\n  - from: 1 July\n    provisions: rest",
         "5 commencement, item 1, from: must be a day, such as 2026-07-01"),
        ("commencement:\n  - {from: 2027-01-01}", "5 commencement, item 1, provisions: missing"),
        ("commencement:\n  - from: 2027-01-01\n    provisions: all",
         "6 commencement, item 1, provisions: must be `rest` or a list of addresses, "
         "such as [art_1, art_3__para_2]"),
        ("commencement:\n  - from: 2027-01-01\n    provisions: [статья 5]",
         "6 commencement, item 1, provisions: “статья 5” is no address of a provision, "
         "such as art_5 or art_5__para_2"),
        ("temporary: {}",
         "4 temporary: give either `until` (a day) or `until_event` (words in three languages)"),
        ("temporary: {until: 2028-01-01, until_event: {ru: а}}",
         "4 temporary: give either `until` (a day) or `until_event` (words in three languages)"),
        ("official: {}", "4 official, requisite: missing"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_told_with_its_line(lines, problem):
    assert told(lines) == [problem]


@pytest.mark.parametrize("key", ["kind", "title", "adopting_body"])
def test_no_act_is_without_these(key):
    text = "".join(line for line in LEAST.splitlines(keepends=True) if not line.startswith(key))

    _, problems = validated(Metadata, load(text))

    assert [(problem.place, problem.message) for problem in problems] == [(key, "missing")]
