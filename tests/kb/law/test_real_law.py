"""The Constitutional Law on the special legal regime of Alatau, articles 1-20, as it was published."""

import re
from collections import Counter
from functools import cache

import pytest

from kb.language import Language
from kb.law.act import Expression, ProvisionKind
from kb.law.checks.act_check import check
from kb.law.parse import parse
from kb.law.plain import lines
from kb.law.render import rows
from tests.corpus import REAL_LAW, needs
from tests.kb.law.checks.drafts import CONTEXT, draft, told
from tests.kb.law.pages import Page

pytestmark = needs(REAL_LAW)

FILES = {Language.KK: "kaz.md", Language.RU: "rus.md"}
each_language = pytest.mark.parametrize("language", FILES)
Kind = ProvisionKind


@cache
def source(language: Language) -> str:
    return (REAL_LAW / FILES[language]).read_text(encoding="utf-8")


@cache
def law(language: Language) -> Expression:
    return parse(source(language), language)


@each_language
def test_every_unit_is_found_and_no_more(language):
    kinds = Counter(provision.kind for provision in law(language).walk())

    assert [
        kinds[kind] for kind in (Kind.CHAPTER, Kind.ARTICLE, Kind.PARAGRAPH, Kind.SUBPARAGRAPH)
    ] == [2, 20, 66, 69]
    assert not kinds.keys() & {Kind.GROUP, Kind.CONCLUSION, Kind.APPENDIX, Kind.TABLE}


def test_both_languages_have_the_same_addresses_in_the_same_order():
    kazakh, russian = ([provision.eid for provision in law(each).walk()] for each in FILES)

    assert kazakh == russian


@each_language
def test_notes_stand_where_they_were_made(language):
    notes = {p.eid: p.text.split()[0] for p in law(language).walk() if p.kind is Kind.NOTE}

    word = {Language.KK: "Ескерту.", Language.RU: "Сноска."}[language]
    assert notes == dict.fromkeys(("preamble__note_1", "art_4__note_1", "art_5__note_1"), word)


@each_language
def test_not_one_character_is_lost(language):
    """What is Markdown, and no text, is taken off the source line by line."""
    unmarked = re.sub(r'<a id="[^"]*"></a>', "", source(language))
    unmarked = re.sub(r"(?m)^(?:#+|>)(?: |$)", "", unmarked)
    unmarked = re.sub(r"[*\\]", "", unmarked)

    assert " ".join(lines(law(language))).split() == unmarked.split()


@each_language
def test_every_unit_says_in_which_line_it_stands(language):
    written = source(language).splitlines()

    for provision in law(language).walk():
        first = (provision.label or provision.heading or provision.text).split()[0]
        assert first in written[provision.line - 1].replace("\\", "")


@each_language
def test_every_unit_is_rendered(language):
    pages = [Page(row.html) for row in rows(law(language))]

    assert "".join("".join(page.words for page in pages).split()) == "".join(
        "".join(list(lines(law(language)))[1:]).split()
    )


def test_the_checks_find_what_is_true_of_the_published_texts_and_no_more():
    """Latin letters stand in Kazakh words, and what articles 21-90 say of the first twenty is cut off.

    Above all, nothing is said to be missing, out of order, or different in the two languages.
    """
    found = check(draft(None, {language: source(language) for language in FILES}), CONTEXT)

    assert Counter(re.sub(r":\d+", "", one) for one in told(found)) == {
        "act.yaml error metadata.missing": 1,
        "kk.md error characters.mixed": 23,
        "kk.md error references.nowhere": 1,
        "kk.md warning terms.unused": 7,
        "ru.md error references.nowhere": 1,
        "ru.md warning terms.unused": 7,
    }
