"""What every search engine promises: what is found by what was typed."""

import pytest

from indexer.query import Facet
from indexer.recovery.query import Change
from indexer.syntax import Hint
from kb.language import Language
from kb.law.identifiers import ActId
from tests.factories import document
from tests.indexer.asking import ask, found, in_languages

TAX = ActId("tax")
LAND = [
    document("Срок действия договора аренды.", eid="art_1", order=1),
    document("Действия в срок по договору.", eid="art_2", order=2),
    document("Налог на землю, инвестиции.", eid="art_3", order=3, act=TAX, kind="rules"),
    document("Инвестор и инвестиционный договор.", eid="art_4", order=4, act=TAX, kind="rules"),
]


@pytest.fixture
def library(engine):
    engine.rebuild(LAND)
    return engine


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        # Any of the words will do; the passage with more of them comes first.
        ("налог аренда", {"tax#art_3", "height#art_1"}),
        ("Договорами АРЕНДЫ", {"height#art_1", "height#art_2", "tax#art_4"}),
        # A phrase must be there, in any form of its words; a quotation need not.
        ('"срок действия"', {"height#art_1"}),
        ('"сроки действий"', {"height#art_1"}),
        ('"действия срок"', {"height#art_1", "height#art_2"}),
        ('"договор аренды" налог', {"height#art_1"}),
        ('"договор" "срок действия"', {"height#art_1"}),
        ("«срок действия»", {"height#art_1", "height#art_2"}),
        # What is excluded is not there.
        ("договор -аренда", {"height#art_2", "tax#art_4"}),
        ('договор -"срок действия"', {"height#art_2", "tax#art_4"}),
        ("договор −аренда -инвестор", {"height#art_2"}),
        ("kind:regulatory-provision -аренда", {"height#art_2"}),
        # Beginnings of words.
        ("инвест*", {"tax#art_3", "tax#art_4"}),
        ("ИНВЕСТИ*", {"tax#art_3", "tax#art_4"}),
        ("инвесто*", {"tax#art_4"}),
        ("инвесто* аренда", {"tax#art_4", "height#art_1"}),
        ("инвест* -налог", {"tax#art_4"}),
        ("ъъъ*", set()),
        # Facets typed into the box.
        ("договор kind:rules", {"tax#art_4"}),
        ("act:tax", {"tax#art_3", "tax#art_4"}),
        ("kind:rules act:height", set()),
        ("act:tax act:height аренда налог", {"height#art_1", "tax#art_3"}),
        ("договор status:in-force year:2026 lang:ru", {"height#art_1", "height#art_2", "tax#art_4"}),
        ("договор year:2025", set()),
        ("договор lang:kk", set()),
        ("договор body:council topic:zoning", {"height#art_1", "height#art_2", "tax#art_4"}),
        # Nothing is asked for.
        ("", set()),
        ("-аренда", set()),
        ("… — ?!", set()),
        ('""', set()),
        ("*", set()),
    ],
)  # fmt: skip
def test_what_is_typed_finds(library, typed, expected):
    assert set(found(library, typed)) == expected


def test_more_of_the_words_rank_higher_and_a_quotation_as_it_stands_highest(library):
    assert found(library, "действия в срок аренды")[0] == "height#art_1"
    assert found(library, "«срок действия»")[0] == "height#art_1"
    assert found(library, "«действия в срок»")[0] == "height#art_2"


def test_words_in_the_heading_rank_above_the_same_in_the_text(engine):
    engine.put(
        [
            document("Ширина улицы.", heading="Предел", eid="art_1", order=1),
            document("Предел.", heading="Ширина улицы", eid="art_2", order=2),
        ]
    )

    assert found(engine, "ширина улицы") == ["height#art_2", "height#art_1"]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ('договор "срок', Hint.OPEN_QUOTE),
        ("*договор", Hint.LEADING_WILDCARD),
        ("ин* договор", Hint.SHORT_PREFIX),
        ("author:Иванов", Hint.UNKNOWN_FIELD),
        ("-договор", Hint.ONLY_EXCLUSIONS),
        ("договор " * 30, Hint.TOO_MANY_TERMS),
        ("договор" + " " * 300 + "аренда", Hint.TOO_LONG),
        ('"аренды договора"', Hint.NO_PHRASE),
    ],
)
def test_what_was_not_taken_as_it_was_typed_is_told(library, typed, hint):
    assert hint in ask(library, typed).hints


def test_a_phrase_that_is_nowhere_binds_nobody(library):
    result = ask(library, '"аренды договора"')

    assert (result.total, result.hints) == (3, (Hint.NO_PHRASE,))


@pytest.mark.parametrize(
    ("typed", "change", "meant"),
    [
        ("ljujdjh", Change.LAYOUT, "договор"),
        ("dogovor", Change.LATIN, "договор"),
        ("догвор", Change.SPELLING, None),
        ("налогземлю", Change.TOGETHER, None),
    ],
)
def test_what_was_meant_is_searched_and_told(library, typed, change, meant):
    result = ask(library, typed)

    assert result.total
    assert result.meant.changes == {change}
    assert meant is None or result.meant.text == meant


def test_kazakh_letters_typed_as_russian_ones_are_made_out(engine):
    engine.rebuild(in_languages(kk="Құқықтық режим."))

    result = ask(engine, "кукыктык")

    assert result.total == 1
    assert result.meant.changes == {Change.LETTERS}


def test_who_insists_is_searched_for_as_typed(library):
    assert ask(library, "ljujdjh", literal=True).total == 0
    assert ask(library, "ljujdjh", literal=True).meant is None
    assert ask(library, "договор", literal=True).total == 3


@pytest.mark.parametrize("language", Language)
def test_who_insists_may_choose_the_language_too(engine, language):
    engine.rebuild(in_languages(kk="Парк туралы.", ru="Парк города.", en="A park."))
    chosen = {Facet.LANGUAGE: frozenset({language.value})}

    result = ask(engine, "парк", literal=True, chosen=chosen)

    assert result.languages == (language,)
    assert {hit.language for hit in result.hits} <= {language}


HOSTILE = {
    "a star": "*",
    "twenty stars": "* " * 20,
    "stars in a word": "а*б*в*г* *а* ?б?",
    "a range": "[а TO ю] {* TO *} year:[2000 TO 3000]",
    "fuzziness": "земля~9 налог~0.1 ^5",
    "a regular expression": "/(а+)+$/ r:(а|а)*",
    "20,000 characters": "слово " * 3400,
    "one endless word": "а" * 20_000,
    "endless Latin letters": "jxyo" * 5_000,
    "2,000 parentheses": "(" * 2000 + "земля" + ")" * 2000,
    "operators": "AND OR NOT NOT NOT земля && || !",
    "quotation marks": "\"" * 255 + "«»“”„",
    "minus signs": "-" * 200 + " - - -земля",
    "fields": "kind:" * 40 + " act: :земля lang:" + "я" * 100,
    "control characters": "зем\x00ля \x01\x1b[31m\x7f\r\n налог",
    "right to left": "\u202eялмез\u202c \u200fналог",
    "lone surrogates": "\ud800земля\udfff",
    "underscores": "а_б_" * 64,
    "invisible characters": "\u200b\ufeff\u00ad\u2060",
    "marks": "з\u0300\u0301" * 100,
    "letters of other scripts": "закон\U00017000 𝒶 ² ½ Ⅷ İ ß 你好 ﷺ 👩‍⚖️",
    "SQL and HTML": "'; DROP TABLE acts; -- <script>alert(1)</script> %00 ../../etc/passwd",
    "numbers": "1" * 200 + " 1,1,1,1 1.1.1.1 99999-99999 00:00",
}  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("wanted", [{}, {"literal": True}, {"by_act": True, "sort": "date"}])
def test_a_hostile_query_is_answered_like_any_other(library, typed, wanted):
    result = ask(library, typed, **wanted)

    assert result.total <= len(LAND)
