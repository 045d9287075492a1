"""Quoted words found again in the HTML of a provision."""

import pytest

from kb.language import Language
from kb.law.identifiers import EId
from kb.review.anchors import Anchor
from webapp.pages.quoting import highlighted

HTML = (
    '<div class="cell" lang="ru"><h3><span class="num">Статья 1.</span> Предел</h3>'
    '<p>Высота <a class="ref" href="#x">здания &amp; «дома»</a> 5&nbsp;м   и &lt;b&gt; '
    "слово, слово.</p></div>"
)


def quote(exact: str, prefix: str = "", suffix: str = "") -> Anchor:
    """Return an anchor on words."""
    return Anchor(
        eid=EId("art_1"),
        language=Language.RU,
        version=1,
        exact=exact,
        prefix=prefix,
        suffix=suffix,
    )


@pytest.mark.parametrize(
    ("exact", "marked"),
    [
        ("Высота", '<p><mark class="quoted">Высота</mark> <a'),
        ("здания & «дома»", 'href="#x"><mark class="quoted">здания &amp; «дома»</mark></a>'),
        ('здания & "дома"', 'href="#x"><mark class="quoted">здания &amp; «дома»</mark></a>'),
        ("<b>", '<mark class="quoted">&lt;b&gt;</mark>'),
        ("5 м и", '<mark class="quoted">5&nbsp;м </mark>  <mark class="quoted">и</mark>'),
        ("Предел Высота", '<mark class="quoted">Предел</mark></h3><p><mark class="quoted">Высота'),
    ],
)
def test_words_are_marked_across_tags_blanks_and_typography(exact: str, marked: str) -> None:
    assert marked in highlighted(HTML, [quote(exact)])


@pytest.mark.parametrize("exact", ["Статья", "class", "href", "нет таких слов", ""])
def test_what_is_no_word_of_the_provision_is_not_marked(exact: str) -> None:
    assert highlighted(HTML, [quote(exact)]) == HTML


def test_the_words_around_tell_which_of_the_same_words_are_meant() -> None:
    html = highlighted(HTML, [quote("слово", prefix="слово, ")])
    assert 'слово, <mark class="quoted">слово</mark>.' in html


def test_quotes_that_overlap_are_marked_as_one() -> None:
    html = highlighted(HTML, [quote("слово, слово"), quote("слово.", prefix="слово, ")])
    assert html.count("<mark") == 1
    assert '<mark class="quoted">слово, слово.</mark>' in html
