"""Texts that are far larger, or far odder, than any act; what takes quadratic time is seen here."""

import pytest

from indexer.analysis.words import analyse
from kb.language import Language
from kb.law.act import ProvisionKind
from kb.law.checks.act_check import check
from kb.law.checks.context import Context
from kb.law.parse import parse
from kb.law.plain import lines
from kb.law.render import rows
from kb.law.stored import pack_expression, unpack_expression
from tests.kb.law.checks.drafts import CONTEXT, draft

pytestmark = pytest.mark.slow

RU = Language.RU
SENTENCE = "Высота здания определяется Советом в соответствии с пунктом 1 настоящей статьи. "


def numbered(count: int, pattern: str) -> str:
    return "\n\n".join(pattern.format(number) for number in range(1, count + 1))


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        (numbered(20_000, "### Статья {}. Предел"), ProvisionKind.ARTICLE, 20_000),
        (numbered(20_000, "### Статья 1. Предел"), ProvisionKind.ARTICLE, 20_000),
        (numbered(20_000, "## Разное {}"), ProvisionKind.GROUP, 20_000),
        (numbered(20_000, "{}. " + SENTENCE), ProvisionKind.PARAGRAPH, 20_000),
        ("1. Список:\n\n" + numbered(10_000, "   {}) слово;"), ProvisionKind.SUBPARAGRAPH, 10_000),
        ("1. Список:\n\n" + numbered(10_000, "   1) слово {};"), ProvisionKind.SUBPARAGRAPH, 10_000),
        ("1. Список:\n\n" + numbered(10_000, "   – слово {};"), ProvisionKind.INDENT, 10_000),
        ("1. Часть.\n\n" + numbered(10_000, "   часть {}"), ProvisionKind.PART, 10_000),
        ("1. А.\n\n" + numbered(10_000, "> Сноска. Слова {}."), ProvisionKind.NOTE, 10_000),
        ("|А|\n|-|\n" + "\n".join(["| слово |"] * 20_000), ProvisionKind.TABLE, 1),
        ("|" + "А|" * 2_000 + "\n|" + "-|" * 2_000 + "\n|" + "б|" * 2_000, ProvisionKind.TABLE, 1),
        ("> " * 50_000 + "слово", ProvisionKind.NOTE, 1),
        ("1. " + SENTENCE * 20_000, ProvisionKind.PARAGRAPH, 1),
        ("1. " + (SENTENCE + "\n") * 20_000, ProvisionKind.PARAGRAPH, 1),
    ],
)  # fmt: skip
def test_a_text_of_many_units_is_read_rendered_and_kept(text, kind, count):
    expression = parse(text, RU)

    assert sum(provision.kind is kind for provision in expression.walk()) == count
    assert len(rows(expression)) >= count
    assert unpack_expression(pack_expression(expression)) == expression


MARKS = "* **а _ [ ]( [а]( ![ < <a ` \\ & | |- > 1. 1) - : # --- *** ~ é 𝒳 [а](#b) \t \r \u00a0"


@pytest.mark.parametrize("piece", MARKS.split(" "))
@pytest.mark.parametrize("after", ["", " "])
def test_thirty_thousand_marks_are_read_to_the_end(piece, after):
    expression = parse(f"{piece}{after}" * (30_000 // len(piece)), RU)

    assert rows(expression) is not None
    assert sum(map(len, lines(expression))) <= 200_000


def test_a_large_act_is_checked_to_the_end():
    """As large as a file may be: two megabytes."""
    text = "### Статья 1. Предел\n\n" + numbered(12_000, "{}. " + SENTENCE)
    alone = Context(CONTEXT.procedure, CONTEXT.glossary, analyse)

    findings = check(draft(texts={RU: text}), alone)

    assert {finding.rule.name for finding in findings} == {"language.missing", "text.title"}
