"""The page that looks for words in comments shows each person what that person may know of."""

import re

import pytest

from tests.webapp.crawl import told
from tests.webapp.town import Town
from tests.webapp.town_discussion import CITIZEN, SHOWN


def lines(town: Town, name: str, words: str, language: str = "en") -> list[str]:
    """Return the addresses of what somebody finds."""
    page = town.browser(name).get(f"/{language}/search/comments/", query_string={"q": words})
    assert page.status_code == 200
    return re.findall(r'<h2 class="hit__title"><a href="([^"]+)"', page.text)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_opens_without_words(town, language):
    page = town.browser("drafter").get(f"/{language}/search/comments/").text

    assert 'name="q" value=""' in page
    assert "hit__title" not in page


def test_what_a_colleague_wrote_in_a_closed_panel_is_found_by_those_at_work_only(town):
    found = [one for word in town.secrets.panel for one in lines(town, "drafter", word)]
    assert found
    assert all(address.startswith("/en/acts/towers/rounds/1/") for address in found)

    for name in ("invited", "other", "approver", "publisher"):
        assert not [one for word in town.secrets.panel for one in lines(town, name, word)], name


def test_a_find_leads_to_the_comment_with_its_words_marked(town):
    word = next(one for one in town.secrets.panel if lines(town, "auditor", one))
    browser = town.browser("auditor")

    page = browser.get("/ru/search/comments/", query_string={"q": word}).text

    (address, *_) = re.findall(r'<h2 class="hit__title"><a href="([^"]+)"', page)
    assert f"<mark>{word}" in page
    assert word in browser.get(address).text


def test_what_is_typed_is_shown_as_text(town):
    page = town.browser("drafter").get("/en/search/comments/?q=<script>alert(1)</script>").text

    assert "<script>alert" not in page
    assert 'value="&lt;script&gt;alert(1)&lt;/script&gt;"' in page


def test_a_page_beyond_the_last_is_empty_and_says_so(town):
    page = town.browser("drafter").get("/en/search/comments/?q=zzzz&page=7").text

    assert "0 places" in page


def test_everybody_finds_what_is_shown_of_a_public_discussion(town):
    for name in ("", "participant", "other", "admin"):
        page = town.browser(name).get("/en/search/comments/?q=repairs&act=bridges").text
        assert re.findall(r'<h2 class="hit__title"><a href="([^"]+)"', page) == [
            f"/en/acts/bridges/rounds/1/comments/{SHOWN}"
        ]
        assert "On bridges" in page
        assert re.search(rf"Public discussion · {CITIZEN}, .* · in the comment<", page)
    assert lines(town, "", "repairs") == lines(town, "drafter", "repairs")


@pytest.mark.slow
def test_no_word_that_is_not_for_everybody_finds_anything(town):
    """Neither what a moderator holds or took out, nor notes, nor what is said in expert rounds."""
    browser = town.browser()
    for word in town.secrets.all:
        page = told(browser.get("/en/search/comments/", query_string={"q": f"{word[:6]}*"}))
        assert "0 places" in page, word
    assert any(lines(town, "auditor", f"{word[:6]}*") for word in town.secrets.all)


def test_the_page_of_a_discussion_leads_to_the_search_in_its_comments(town):
    page = town.browser().get("/kk/acts/bridges/rounds/1/").text

    form = page.partition('action="/kk/search/comments/"')[2].partition("</form>")[0]
    assert 'name="q"' in form
    assert 'name="act" value="bridges"' in form
    assert "/en/search/comments/" in town.browser().get("/en/discussions/").text
    assert "/en/search/comments/?q=zebra" in town.browser().get("/en/search/?q=zebra").text
