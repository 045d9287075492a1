"""Addresses of provisions: unique, and the same after a move to another chapter."""

import pytest

from kb.law.act import ProvisionKind
from kb.law.eids import address_all
from kb.law.tree import Node
from tests.kb.law.outlines import outlined

Kind = ProvisionKind


def node(kind: ProvisionKind, number: str = "", *children: Node, text: str = "") -> Node:
    return Node(kind, number=number, text=text, children=list(children))


def eids(*top: Node) -> list[str]:
    return [each.eid for node in address_all(list(top)) for each in node.frozen().walk()]


def addressed(text: str) -> list[str]:
    return [line.split()[0] for line in outlined(text)]


def test_an_article_keeps_its_address_in_another_chapter():
    first = addressed("## Глава 1.\n\n### Статья 1.\n\n### Статья 2.\n\n1. П\n\n## Глава 2.\n")
    moved = addressed("## Глава 1.\n\n### Статья 1.\n\n## Глава 2.\n\n### Статья 2.\n\n1. П\n")

    assert sorted(first) == sorted(moved)
    assert "art_2__para_1" in moved


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. А\n\n2. Б\n\n2. В\n\n2. Г", ["para_1", "para_2", "para_2~2", "para_2~3"]),
        ("## Статья 5.\n\n1) а\n\n1) б", ["art_5", "art_5__subpara_1", "art_5__subpara_1~2"]),
        ("## Приложение 1\n\n## Приложение 1", ["att_1", "att_1~2"]),
        ("## Приложение\n\n## Приложение", ["att_1", "att_2"]),
        ("## Приложение 2\n\n## Приложение", ["att_2", "att_2~2"]),
    ],
)
def test_a_second_provision_with_a_number_has_an_address_of_its_own(text, expected):
    assert addressed(text) == expected


def test_where_articles_begin_anew_the_chapter_is_in_their_address():
    text = "## Глава 1.\n\n### Статья 1.\n\n## Глава 2.\n\n### Статья 1.\n\n1. П"

    assert addressed(text) == [
        "chp_1",
        "chp_1__art_1",
        "chp_2",
        "chp_2__art_1",
        "chp_2__art_1__para_1",
    ]


def test_the_first_words_of_a_unit_are_its_first_part():
    with_text = node(Kind.ARTICLE, "1", node(Kind.PART), node(Kind.INDENT), text="слова")
    without = node(Kind.ARTICLE, "2", node(Kind.PART), node(Kind.INDENT))

    assert eids(with_text, without) == [
        "art_1", "art_1__al_2", "art_1__indent_2",
        "art_2", "art_2__al_1", "art_2__indent_1",
    ]  # fmt: skip


def test_what_has_no_number_is_counted_by_kind():
    article = node(Kind.ARTICLE, "1", node(Kind.NOTE), node(Kind.TABLE), node(Kind.NOTE))

    assert eids(article)[1:] == ["art_1__note_1", "art_1__table_1", "art_1__note_2"]


@pytest.mark.parametrize(
    ("number", "eid"),
    [("5-1", "art_5-1"), ("IV", "art_IV"), ("ІV", "art_IV"), ("FIRST SCHEDULE", "art_FIRST-SCHEDULE"),
     ("§", "art_1"), ("٣", "art_1")],
)  # fmt: skip
def test_an_address_is_made_of_ascii_letters_digits_and_hyphens(number, eid):
    assert eids(node(Kind.ARTICLE, number)) == [eid]


def test_twenty_thousand_provisions_with_one_number_are_addressed_in_one_pass():
    found = eids(*(node(Kind.ARTICLE, "1") for _ in range(20_000)))

    assert len(set(found)) == 20_000
    assert found[-1] == "art_1~20000"


def test_the_address_of_a_double_does_not_take_that_of_another():
    paragraphs = [node(Kind.PARAGRAPH, number) for number in ("1", "1~2", "1", "1")]

    assert len(set(eids(*paragraphs))) == 4
