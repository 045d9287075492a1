"""Lines of the source in which words stand."""

import pytest

from kb.language import Language
from kb.law.parse import parse
from kb.law.places import line_of

TEXT = """\
# Название

### Статья 1. Заголовок

Слова статьи, которые
стоят в двух строках.

1. Пункт с [ссылкой](#art_1)
во второй *строке
и в* третьей.

| Шапка |
|---|
| первая |
| вторая |

Термин
: значение,
  в двух строках
"""


@pytest.mark.parametrize(
    "words",
    ["Слова статьи", "стоят в двух", "Пункт", "второй", "третьей", "Шапка", "первая", "вторая",
     "значение", "в двух строках"],
)  # fmt: skip
def test_words_stand_in_their_line(words):
    holders = [p for p in parse(TEXT, Language.RU).walk() if words in p.text]
    expected = [n for n, line in enumerate(TEXT.split("\n"), start=1) if words in line]

    found = [line_of(provision, provision.text.index(words)) for provision in holders]

    assert found == expected
