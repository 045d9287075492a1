"""Where languages agree, differ and lack something: the heat map of a draft."""

import pytest

from kb.language import Language
from kb.law.agreement import Agreement, Line, lines
from kb.law.checks import act_check
from tests.factories import METADATA, TEXTS
from tests.kb.law.checks.drafts import CONTEXT, draft

KK, RU, EN = Language.KK, Language.RU, Language.EN
SIGNS = {Agreement.SAME: "=", Agreement.DIFFERS: "d", Agreement.MISSING: "-"}


def told(line: Line) -> str:
    return f"{line.eid} {''.join(SIGNS[cell] for cell in line.cells)}"


def matrix(texts: dict[Language, str], behind: str = "") -> tuple[Line, ...]:
    read = draft(METADATA + behind, texts)
    return lines(read, act_check.check(read, CONTEXT))


@pytest.mark.parametrize(
    ("changes", "rows", "parts"),
    [
        ({}, ["art_1 ==="], ["art_1__para_1 ==="]),
        ({EN: ("limited", "limited to 5 m")}, ["art_1 ==d"], ["art_1__para_1 ==d"]),
        ({RU: ("\n1. В", "\n2. В")}, ["art_1 ---"], ["art_1__para_1 =-=", "art_1__para_2 -=-"]),
        ({KK: ("### 1-бап", "## 1-тарау. Бір\n\n### 1-бап")}, ["chp_1 =--", "art_1 ==="], []),
    ],
    ids=["nothing", "a figure differs", "a number differs", "a chapter in one language"],
)
def test_a_line_counts_all_that_lies_in_it(changes, rows, parts):
    texts = TEXTS | {lang: TEXTS[lang].replace(*change) for lang, change in changes.items()}

    found = matrix(texts)

    assert [told(line) for line in found] == rows
    assert [told(part) for part in found[0].parts] == parts


def test_a_language_without_a_text_keeps_its_column():
    found = matrix({RU: TEXTS[RU]}, "behind: [kk, en]\n")

    assert [told(line) for line in found] == ["art_1 -=-"]
    assert not found[0].agrees


def test_a_language_that_is_behind_differs_all_the_same():
    texts = TEXTS | {EN: TEXTS[EN].replace("limited", "limited to 5 m")}

    assert [told(line) for line in matrix(texts, "behind: [en]\n")] == ["art_1 ==d"]


def test_an_act_without_texts_has_no_lines():
    assert matrix({}) == ()
