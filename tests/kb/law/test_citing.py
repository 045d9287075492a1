"""References that nobody has made a link of."""

import pytest

from kb.language import Language
from kb.law.citing import cited
from kb.law.parse import parse


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("По статье 5.", ["статье 5"]),
        ("По *статье 5*\nи статье 6.", ["статье 5", "статье 6"]),
        ("По [статье 5](#art_5).", []),
        ("По [**статье** 5](zoning#art_5) и статье 6.", ["статье 6"]),
        ("По [пункту 2](zoning#art_5__para_2) статьи 5 Правил.", []),
        ("По [закону](https://example.org) и статье 6.", ["статье 6"]),
        ("По [статье 5](никуда).", ["статье 5"]),
        ("Статья 4, [слова](#art_1), статья 6.", ["Статья 4", "статья 6"]),
    ],
)
def test_words_that_are_a_link_are_no_reference(markup, expected):
    (provision,) = parse(f"1. {markup}", Language.RU).provisions

    found = cited(provision, Language.RU)

    assert [provision.text[reference.start : reference.end] for reference in found] == expected
