"""Review in Word: take the document, write into it, bring it back, look it over, submit."""

import re
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest

from kb.tables.packing import EPOCH
from tests.webapp.town import Town

ROUND = "/en/acts/towers/rounds/1"
CHOSEN = {"notes-0-type": "question", "notes-0-severity": "minor"}


def document(town: Town, name: str = "invited", language: str = "en"):
    """Return the text of the round as it is downloaded."""
    answer = town.browser(name).get(f"{ROUND}/offline/{language}.docx")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return docx.Document(BytesIO(answer.data))


def brought(browser, given, name="text.docx"):
    """Bring a document back."""
    content = given
    if not isinstance(given, bytes):
        file = BytesIO()
        given.save(file)
        content = file.getvalue()
    sent = {"files": (BytesIO(content), name)}
    return browser.post(f"{ROUND}/offline/", data=sent)


def fields(page: str) -> dict[str, str]:
    """Return what the form of the page holds."""
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name = re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        is_off = 'type="checkbox"' in tag and "checked" not in tag
        if name and name[1] not in {"q", "files", "csrf_token"} and not is_off:
            found[name[1]] = unescape(value[1]) if value else "on"
    for name, words in re.findall(
        r'<textarea[^>]*name="([^"]*)"[^>]*>\r?\n?(.*?)</textarea>', page, re.DOTALL
    ):
        found[name] = unescape(words)
    for name, inner in re.findall(
        r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', page, re.DOTALL
    ):
        found[name] = re.search(r'<option selected value="([^"]*)"', inner)[1]
    return found


def test_the_document_has_the_same_bytes_whenever_it_is_asked_for(town):
    browser = town.browser("invited")

    one, two = (browser.get(f"{ROUND}/offline/kk.docx").data for _ in range(2))

    assert one == two
    with ZipFile(BytesIO(one)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {EPOCH.timetuple()[:6]}
    about = docx.Document(BytesIO(one)).core_properties
    assert about.created.replace(tzinfo=None) == about.modified.replace(tzinfo=None) == EPOCH


@pytest.fixture
def returned(own_town):
    """The page on which a comment from Word is looked over, and who looks."""
    made = document(own_town)
    paragraph = next(one for one in made.paragraphs if one.text.startswith("1."))
    made.add_comment(paragraph.runs[-1], text="Which map?", author="Helen")
    browser = own_town.browser("invited")
    page = brought(browser, made)
    assert page.status_code == 200
    return browser, page.text


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_document_is_there_in_every_language(town, language):
    lines = [one.text for one in document(town, language=language).paragraphs]

    assert len(lines) > 3


def test_comments_are_looked_over_before_they_are_submitted(returned):
    browser, page = returned

    assert "Which map?" in page
    assert "Helen" in page
    assert "Which map?" not in browser.get(f"{ROUND}/").text


def test_nothing_is_submitted_before_it_is_said_what_it_is_about_and_how_severe(returned):
    browser, page = returned

    answer = browser.post(f"{ROUND}/offline/submit", data=fields(page)).text

    assert answer.count("Please choose.") == 2
    assert "is submitted</h2>" not in answer
    assert '<option selected value="art_1__para_1">Article 1(1)</option>' in answer


def test_what_is_ticked_is_submitted_once(returned):
    browser, page = returned
    sent = fields(page) | CHOSEN
    before = browser.get(f"{ROUND}/").text.count("data-thread")
    for _ in range(2):
        answer = browser.post(f"{ROUND}/offline/submit", data=sent)
        assert answer.status_code == 200
        assert "1 comment is submitted" in answer.text

    page = browser.get(f"{ROUND}/").text
    assert "Which map?" in page
    assert page.count("data-thread") == before + 1


def test_what_is_not_ticked_is_left_out(returned):
    browser, page = returned
    sent = fields(page)
    del sent["notes-0-take"]

    answer = browser.post(f"{ROUND}/offline/submit", data=sent)

    assert "you left all of them out" in answer.text
    assert "Which map?" not in browser.get(f"{ROUND}/").text


def test_a_comment_that_lacks_something_stays_with_what_was_typed(returned):
    browser, page = returned
    sent = (
        fields(page)
        | CHOSEN
        | {"notes-0-severity": "blocking", "notes-0-text": "It must have a map."}
    )

    answer = browser.post(f"{ROUND}/offline/submit", data=sent).text

    assert "A blocking comment needs a reasoning." in answer
    assert "It must have a map." in answer
    assert "It must have a map." not in browser.get(f"{ROUND}/").text


@pytest.mark.parametrize(
    ("field", "value"),
    [("read_in", "xx"), ("language", "xx"), ("notes-0-type", "xx"), ("notes-0-severity", "xx")],
)
def test_a_form_that_no_page_has_is_refused_and_kept(returned, field, value):
    browser, page = returned

    answer = browser.post(f"{ROUND}/offline/submit", data=fields(page) | {field: value})

    assert answer.status_code == 400
    assert "Which map?" in answer.text


def test_a_provision_that_is_not_there_is_told_beside_its_comment(returned):
    browser, page = returned

    answer = browser.post(
        f"{ROUND}/offline/submit",
        data=fields(page) | CHOSEN | {"notes-0-eid": "art_99", "notes-0-exact": ""},
    )

    assert "Which map?" in answer.text
    assert "1 comment is submitted" not in answer.text


@pytest.mark.parametrize("content", [b"plain words", b"%PDF-1.7", b""])
def test_what_is_no_word_document_gets_an_answer(own_town, content):
    answer = brought(own_town.browser("invited"), content)

    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
