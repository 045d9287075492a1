"""Passages: articles, or numbered paragraphs, and whatever stands outside of them."""

import pytest
from hypothesis import given

from kb.language import Language
from kb.law.parse import parse
from kb.law.passages import passages
from tests.kb.law.strategies import languages, profiles, texts


def shown(text: str) -> list[tuple[str, list[str], list[str]]]:
    return [
        (
            passage.provision.eid,
            [part.eid for part in passage.parts[1:]],
            [step.eid for step in passage.path],
        )
        for passage in passages(parse(text, Language.RU))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "## Глава 1.\n\n### Статья 1.\n\n1. А:\n\n   1) б;\n\n### Статья 2.\n\nСлова.",
            [
                ("art_1", ["art_1__para_1", "art_1__para_1__subpara_1"], ["chp_1"]),
                ("art_2", [], ["chp_1"]),
            ],
        ),
        (
            "## Глава 1.\n\n1. А\n\n   часть\n\n> Сноска",
            [("para_1", ["para_1__al_2", "para_1__note_1"], ["chp_1"])],
        ),
        (
            "## Глава 1.\n\nСлова главы.\n\n> Сноска\n\n1. А",
            [("chp_1", ["chp_1__note_1"], []), ("para_1", [], ["chp_1"])],
        ),
        (
            "Преамбула\n\nеще\n\n1. А\n\n---\n\nПодпись",
            [("preamble", ["preamble__al_2"], []), ("para_1", [], []), ("conclusions", [], [])],
        ),
        (
            "1. А\n\n## Приложение 1\n\n| А |\n|---|\n\n## Глава 1. Б\n\n1. В",
            [
                ("para_1", [], []),
                ("att_1", ["att_1__table_1"], []),
                ("att_1__para_1", [], ["att_1", "att_1__chp_1"]),
            ],
        ),
        ("## Прочее\n\nСлова.", [("hdg_1", [], [])]),
        ("## Глава 1. Пустая", []),
        ("", []),
    ],
)
def test_an_act_consists_of_passages(text, expected):
    assert shown(text) == expected


@given(texts(), languages, profiles)
def test_every_word_stands_in_one_passage_only(text, language, profile):
    expression = parse(text, language, profile)

    in_passages = [part.eid for passage in passages(expression) for part in passage.parts]
    with_words = [each.eid for each in expression.walk() if each.text]

    assert len(set(in_passages)) == len(in_passages)
    assert set(with_words) <= set(in_passages)
