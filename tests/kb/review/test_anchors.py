"""What a comment stands on: words quoted with what is around them, as the page shows them."""

from dataclasses import replace

import pytest

from kb.language import Language
from kb.law.identifiers import NOWHERE, EId
from kb.law.parse import parse
from kb.review.anchors import (
    CONTEXT,
    MOST_OCCURRENCES,
    Anchor,
    AnchorError,
    anchor,
    occurrences,
    quoted,
    said,
)

TEXT = """\
### Статья 1. Срок «ответа»

1. Совет отвечает в течение пяти   дней,
   а в иных случаях — в течение пяти дней со дня запроса.
"""
TREE = parse(TEXT, Language.RU)
PARAGRAPH = EId("art_1__para_1")
WORDS = "Совет отвечает в течение пяти дней, а в иных случаях — в течение пяти дней со дня запроса."
FIRST, LAST = WORDS.index("пяти"), WORDS.rindex("пяти")


def asked(exact: str, prefix: str = "", suffix: str = "", eid: EId = PARAGRAPH) -> Anchor:
    return Anchor(
        eid=eid, language=Language.RU, version=7, exact=exact, prefix=prefix, suffix=suffix
    )


def test_a_provision_says_its_heading_and_words_on_one_line_without_its_number():
    by_eid = {provision.eid: provision for provision in TREE.walk()}

    assert said(by_eid[PARAGRAPH]) == WORDS
    assert said(by_eid[EId("art_1")]) == "Срок «ответа»"
    soft = replace(by_eid[PARAGRAPH], text="со\u00advet и\u0306од")
    assert said(soft) == "соvet йод"


def test_quoted_words_keep_what_is_around_them():
    made = anchor(TREE, PARAGRAPH, LAST, LAST + 4, version=3)

    assert (made.exact, made.version, made.language) == ("пяти", 3, Language.RU)
    assert made.prefix == WORDS[LAST - CONTEXT : LAST]
    assert made.suffix == " дней со дня запроса."


@pytest.mark.parametrize("eid", [PARAGRAPH, EId("art_1"), NOWHERE])
def test_a_comment_may_stand_on_a_whole_provision_or_act(eid):
    made = anchor(TREE, eid)

    assert (made.eid, made.is_quote, made.prefix, made.suffix) == (eid, False, "", "")


@pytest.mark.parametrize(
    ("eid", "start", "end"),
    [
        (EId("art_2"), 0, 0),
        (PARAGRAPH, 0, len(WORDS) + 1),
        (PARAGRAPH, -1, 3),
        (PARAGRAPH, 5, 3),
        (NOWHERE, 0, 3),
    ],
)
def test_there_is_no_anchor_on_what_is_not_there(eid, start, end):
    with pytest.raises(AnchorError):
        anchor(TREE, eid, start, end)


@pytest.mark.parametrize(
    ("wanted", "start"),
    [
        (asked("пяти"), FIRST),
        (asked("пяти", suffix=" дней,"), FIRST),
        (asked("пяти", suffix=" дней со"), LAST),
        (asked("пяти", prefix="случаях – в течение "), LAST),
        (asked("в течение  пяти\nдней со"), LAST - len("в течение ")),
    ],
)
def test_words_as_a_page_quotes_them_are_found_by_what_is_around_them(wanted, start):
    length = len(" ".join(wanted.exact.split()))

    assert quoted(TREE, wanted) == anchor(TREE, PARAGRAPH, start, start + length, version=7)


def test_typography_does_not_matter_and_the_words_of_the_text_are_kept():
    assert quoted(TREE, asked('Срок "ответа"', eid=EId("art_1"))).exact == "Срок «ответа»"


@pytest.mark.parametrize("wanted", [asked("шести"), asked("пяти", eid=EId("art_1"))])
def test_words_that_do_not_stand_there_are_refused(wanted):
    with pytest.raises(AnchorError):
        quoted(TREE, wanted)


@pytest.mark.parametrize(
    ("words", "exact", "places"),
    [("abab", "ab", [0, 2]), ("aaa", "aa", [0, 1]), ("ab", "", []), ("ab", "c", [])],
)
def test_words_are_found_wherever_they_stand(words, exact, places):
    assert occurrences(words, exact) == places


def test_words_that_stand_everywhere_are_not_all_looked_at():
    assert len(occurrences("и " * 10_000, "и")) == MOST_OCCURRENCES
