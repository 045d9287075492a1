"""The page that looks for words in comments shows each person what that person may know of."""

import re

import pytest

from tests.webapp.town import Town


def lines(town: Town, name: str, words: str, language: str = "en") -> list[str]:
    """Return the addresses of what somebody finds."""
    page = town.browser(name).get(f"/{language}/desk/comments/", query_string={"q": words})
    assert page.status_code == 200
    return re.findall(r'<h2 class="hit__title"><a href="([^"]+)"', page.text)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_opens_without_words(town, language):
    page = town.browser("drafter").get(f"/{language}/desk/comments/").text

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

    page = browser.get("/ru/desk/comments/", query_string={"q": word}).text

    (address, *_) = re.findall(r'<h2 class="hit__title"><a href="([^"]+)"', page)
    assert f"<mark>{word}" in page
    assert word in browser.get(address).text


def test_what_is_typed_is_shown_as_text(town):
    page = town.browser("drafter").get("/en/desk/comments/?q=<script>alert(1)</script>").text

    assert "<script>alert" not in page
    assert 'value="&lt;script&gt;alert(1)&lt;/script&gt;"' in page


def test_a_page_beyond_the_last_is_empty_and_says_so(town):
    page = town.browser("drafter").get("/en/desk/comments/?q=zzzz&page=7").text

    assert "0 places" in page
