import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.words import analyse
from indexer.snippet import WIDTH, marked, snippet
from kb.language import Language

RU = Language.RU
LONG = "Начало главы. " * 40 + "Высота здания.\n" + "Конец главы. " * 40


def terms(text, language=RU):
    return frozenset(token.term for token in analyse(text, language))


def written(found):
    return "".join(f"[{one.text}]" if one.matched else one.text for one in found.pieces)


@pytest.mark.parametrize(
    ("language", "text", "sought", "expected"),
    [
        (RU, "О высоте зданий.", "высота здание", "О [высоте] [зданий]."),
        (RU, "Учёт учетов.", "учет", "[Учёт] [учетов]."),
        (RU, "1 800 000 тенге", "1800000", "[1 800 000] тенге"),
        (Language.KK, "Аумақтың шекарасы", "аумақ", "[Аумақтың] шекарасы"),
        (Language.KK, "Ережеciнің бабы", "ереже", "[Ережеciнің] бабы"),
        (Language.EN, "Investors’ rights", "investor right", "[Investors]’ [rights]"),
        (RU, "Строка\nза   строкой.", "строка", "[Строка] за [строкой]."),
        (RU, "Ничего такого.", "высота", "Ничего такого."),
        (RU, "", "высота", ""),
    ],
)
def test_all_of_a_short_text_is_shown_and_the_words_marked(language, text, sought, expected):
    assert written(snippet(text, language, terms(sought, language))) == expected


def test_beginnings_of_words_are_marked():
    found = snippet("Инвесторы и вода.", RU, (), ("инвест",))

    assert written(found) == "[Инвесторы] и вода."


@pytest.mark.parametrize(
    ("text", "sought", "at"),
    [
        ("Вода. Высота здания.", "высота", 6),
        # The line with all the words is the place, not the first word.
        ("Здание.\nВысота.\nВысота здания.", "высота здание", 16),
        ("Высота.\nВысота и высота.", "высота", 8),
        ("Вода.", "высота", None),
    ],
)
def test_the_place_is_where_the_best_words_begin(text, sought, at):
    assert snippet(text, RU, terms(sought)).at == at


def test_of_a_long_text_the_stretch_with_the_words_is_cut_out_between_words():
    shown = written(snippet(LONG, RU, terms("высота здание")))

    assert "[Высота] [здания]" in shown
    assert shown.startswith(("… Начало", "… главы"))
    assert shown.endswith(("главы. …", "Конец …"))


def test_where_nothing_is_found_the_beginning_is_shown():
    shown = written(snippet(LONG, RU, ()))

    assert shown.startswith("Начало главы.")
    assert shown.endswith(" …")


def test_of_a_heading_nothing_is_cut():
    found = marked("Высота " * 100, RU, terms("высота"))

    assert sum(piece.matched for piece in found.pieces) == 100
    assert found.terms == terms("высота")


@given(st.text(max_size=900), st.sampled_from(Language), st.integers(0, 3))
def test_pieces_together_are_a_stretch_of_the_text_of_bounded_length(text, language, every):
    sought = [token.term for token in analyse(text, language)][:: every + 1]

    found = snippet(text, language, sought)

    shown = "".join(piece.text for piece in found.pieces).removeprefix("… ").removesuffix(" …")
    assert "".join(shown.split()) in "".join(text.split())
    assert len(shown) <= WIDTH
    assert (found.at is None) == (not sought)


@given(st.text(max_size=300), st.sampled_from(Language))
def test_what_is_marked_are_whole_words_that_were_sought(text, language):
    tokens = analyse(text, language)
    sought = {token.term for token in tokens[:3]}

    pieces = marked(text, language, sought).pieces

    assert [one.text for one in pieces if one.matched] == [
        text[token.start : token.end] for token in tokens if token.term in sought
    ]
