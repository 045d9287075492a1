import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.words import analyse
from indexer.query import Facet
from indexer.syntax import (
    FIELDS,
    MOST_CHARACTERS,
    MOST_TERMS,
    SHORTEST_PREFIX,
    Hint,
    Parsed,
    parse,
)
from kb.language import Language


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("", Parsed()),
        ("  \n ", Parsed()),
        ("высота здания", Parsed(words="высота здания")),
        ("«Об ограде» и земле", Parsed(words="Об ограде и земле", quotations=("Об ограде",))),
        ("„один“ “два” «три»", Parsed(words="один два три", quotations=("один", "два", "три"))),
        ('"срок  действия"', Parsed(words="срок действия", phrases=("срок действия",))),
        ('земля"в аренду"', Parsed(words="земля в аренду", phrases=("в аренду",))),
        ('""', Parsed()),
        ('"…"', Parsed()),
        ("-таможня земля", Parsed(words="земля", excluded=("таможня",))),
        ("−таможня земля", Parsed(words="земля", excluded=("таможня",))),
        ('-"срок действия" земля', Parsed(words="земля", excluded=("срок действия",))),
        ("-«срок действия» земля", Parsed(words="земля", excluded=("срок действия",))),
        ("двух-трех 5-1 -", Parsed(words="двух-трех 5-1")),
        ("земля - вода", Parsed(words="земля вода")),
        ("инвест* ИНВ*", Parsed(prefixes=("инвест", "ИНВ"))),
        ("5g*", Parsed(words="5g")),
        ("что?", Parsed(words="что")),
        ("зем*ля", Parsed(words="зем*ля")),
        ("-инвест* земля", Parsed(words="земля", excluded=("инвест",))),
        ("kind:rules", Parsed(fields={"kind": frozenset({"rules"})})),
        ("KIND:Rules kind:order", Parsed(fields={"kind": frozenset({"rules", "order"})})),
        ("kind: rules", Parsed(words="kind: rules")),
        ("важно:земля", Parsed(words="важно:земля")),
        ("http://a.kz https:a", Parsed(words="http://a.kz https a")),
        ("земля »", Parsed(words="земля")),
        ("зем\x00ля \ud800вода", Parsed(words="зем ля вода")),
        # What is odd is read as words and told of.
        ("*земля", Parsed(words="земля", hints=(Hint.LEADING_WILDCARD,))),
        ("*", Parsed(hints=(Hint.LEADING_WILDCARD,))),
        ("зе*", Parsed(words="зе", hints=(Hint.SHORT_PREFIX,))),
        ('"земля', Parsed(words="земля", hints=(Hint.OPEN_QUOTE,))),
        ("«земля", Parsed(words="земля", hints=(Hint.OPEN_QUOTE,))),
        ("author:Ivan", Parsed(words="author Ivan", hints=(Hint.UNKNOWN_FIELD,))),
        (
            "-kind:rules земля",
            Parsed(words="земля", excluded=("kind rules",), hints=(Hint.UNKNOWN_FIELD,)),
        ),
        ("-таможня", Parsed(excluded=("таможня",), hints=(Hint.ONLY_EXCLUSIONS,))),
        ("-таможня kind:a", Parsed(excluded=("таможня",), fields={"kind": frozenset({"a"})})),
    ],
)
def test_a_query_is_taken_apart(text, parsed):
    assert parse(text) == parsed


def test_the_fields_that_can_be_typed_are_the_facets():
    assert {facet.value for facet in Facet} == FIELDS


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("а " * 30, 24),
        ("а,б;" * 30, 24),
        ("а_б_" * 30, 24),
        ("-а " * 30 + "б", 24),
        ('"' + "а " * 30 + '"', 24),
        ("абв* " * 30, 24),
    ],
)
def test_of_many_words_the_first_are_taken_however_they_are_set_apart(text, words):
    parsed = parse(text)

    assert Hint.TOO_MANY_TERMS in parsed.hints
    assert _words(parsed) == words


def _words(parsed: Parsed) -> int:
    """Return how many words there are to be looked up, in whichever language has the most."""
    texts = (parsed.words, *parsed.prefixes, *parsed.excluded)
    return max(sum(len(analyse(text, language)) for text in texts) for language in Language)


def test_of_a_long_text_the_beginning_is_taken():
    parsed = parse("а" * 20_000)

    assert parsed == Parsed(words="а" * MOST_CHARACTERS, hints=(Hint.TOO_LONG,))


PIECES = st.sampled_from(
    ["земля", "жер", "land", "5-1", "*", "?", "-", "−", '"', "«", "»", "„", "“", "_", " ", ":",
     "kind:", "lang:kk", "http:", "\x00", "\u202e", "\ud800", "\u0301", "1,8", "26.08.2015"]
)  # fmt: skip
TYPED = st.text(max_size=400) | st.lists(PIECES, max_size=120).map("".join)


@given(TYPED)
def test_any_text_is_a_query_of_bounded_size(text):
    parsed = parse(text)

    assert _words(parsed) <= MOST_TERMS
    assert len(parsed.words) <= MOST_CHARACTERS
    assert all(len(prefix) >= SHORTEST_PREFIX for prefix in parsed.prefixes)
    assert parsed.fields.keys() <= FIELDS
    assert len(parsed.hints) == len(set(parsed.hints))


@given(TYPED)
def test_phrases_and_quotations_also_rank_by_their_words(text):
    parsed = parse(text)

    assert all(part in parsed.words for part in (*parsed.phrases, *parsed.quotations))
