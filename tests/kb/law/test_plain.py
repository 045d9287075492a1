"""An act as plain text."""

from kb.language import Language
from kb.law.act import Provision, ProvisionKind
from kb.law.parse import parse
from kb.law.plain import lines, printed


def test_an_act_is_printed_line_by_line():
    text = (
        "# О *высоте*\n\n## Глава 1. Начала\n\n### Статья 1.\n\n1. Пункт [2](#art_2):\n\n   1) а;"
    )

    assert list(lines(parse(text, Language.RU))) == [
        "О высоте", "Глава 1. Начала", "Статья 1.", "1. Пункт 2:", "1) а;",
    ]  # fmt: skip


def test_what_has_nothing_to_print_has_no_line():
    assert list(lines(parse("1.\n\n> &nbsp;\n\n| |\n|---|", Language.RU))) == ["1.", "\u00a0"]


def test_a_provision_is_printed_with_its_number_its_heading_and_its_words():
    article = Provision(kind=ProvisionKind.ARTICLE, label="5-1-бап.", heading="Шек", text="Сөздер.")

    assert printed(article) == "5-1-бап. Шек Сөздер."
