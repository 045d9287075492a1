"""Texts for properties: arbitrary ones, and ones made of what acts and Markdown are made of."""

from hypothesis import strategies as st

from kb.language import Language
from kb.law.profile import GENERIC, KZ

UNITS = (
    "### Статья 1. Предел", "## Глава 2. Зоны", "# Название", "## Приложение 1", "**Статья 5-1. Срок**",
    "### 5-бап. Шек", "## 2-тарау.", "## Раздел II. Общий", "### § 1. Часть", "## Неизвестное",
    "### Article 5. Limit", "## Chapter 1. Zones", "### 12A. Short title", "## FIRST SCHEDULE",
    "1. Пункт", "1-1. Вставка", "2. Второй:", "1) подпункт;", "2) второй", "   1) вглубь", "   часть",
    "      абзац", "(a) letter", "(ii) roman", "- дефис", "   – тире", "> Сноска. Слова", "> > дважды",
    "| А | Б |", "|---|---|", "| 1 | 2 | 3 |", "Термин", ": значение", "---", "Слова **жирные** и *косые*",
    "**только жирные**", "`код`", "термин – значение;", "В настоящем законе понятия:", "", "", "",
)  # fmt: skip
"""Lines that acts are made of, in no order."""

MARKS = (
    "\\", "*", "**", "_", "`", "[", "](", ")", "<", ">", "&", "&#8238;", "&amp;", "|", "~", ":", "#",
    "1.", "1)", "-", "\t", "   ", "\n", "\n\n", "\r\n", "\ufeff", "\u00a0", "\u202e", "слово", "word",
    "Статья 5.", "<a id=\"st1\"></a>", "<script>", "javascript:", "](#art_1)", "[5](http://x.org)",
)  # fmt: skip
"""Pieces that mean something to Markdown or to a page."""


def acts() -> st.SearchStrategy[str]:
    """Return texts made of the lines of acts."""
    return st.lists(st.sampled_from(UNITS), max_size=25).map("\n".join)


def damaged() -> st.SearchStrategy[str]:
    """Return texts made of marks and letters."""
    return st.lists(st.sampled_from(MARKS) | st.text(max_size=5), max_size=40).map("".join)


def texts() -> st.SearchStrategy[str]:
    """Return texts of every sort."""
    mixed = st.lists(st.sampled_from(UNITS) | damaged(), max_size=12).map("\n".join)
    return acts() | damaged() | mixed | st.text(max_size=200)


languages = st.sampled_from(Language)
profiles = st.sampled_from([KZ, GENERIC])
