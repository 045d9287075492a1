"""Trees and rows as bytes, and back."""

from hypothesis import given

from kb.language import Language
from kb.law.parse import parse
from kb.law.render import rows
from kb.law.stored import pack_expression, pack_rows, unpack_expression, unpack_rows
from tests.kb.law.strategies import languages, profiles, texts


@given(texts(), languages, profiles)
def test_a_tree_comes_back_as_it_was(text, language, profile):
    expression = parse(text, language, profile)

    assert unpack_expression(pack_expression(expression)) == expression


@given(texts(), languages)
def test_rows_come_back_as_they_were(text, language):
    made = rows(parse(text, language))

    assert unpack_rows(pack_rows(made)) == made


def test_a_tree_is_packed_small():
    text = "### Статья 1. Предел\n\n" + "1. Высота здания ограничивается Советом.\n\n" * 100

    assert len(pack_expression(parse(text, Language.RU))) < len(text.encode()) / 4
