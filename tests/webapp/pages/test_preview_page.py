"""The preview: a text as it would be read and checked, whatever is sent, and nothing kept of it."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from kb.storage.acts import ExpressionRow, VersionRow
from tests.factories import METADATA, TEXTS
from tests.webapp.town import PASSWORD, Town, token_of
from webapp.security import MOST_BYTES

ADDRESS = "/en/desk/preview/"
FIELDS = {"act.yaml": METADATA, **{f"{lang}.md": text for lang, text in TEXTS.items()}}


@pytest.fixture
def drafter(town: Town) -> FlaskClient:
    return town.browser("drafter")


def send(browser: FlaskClient, fields: dict[str, object]) -> TestResponse:
    return browser.post(ADDRESS, data=fields, content_type="multipart/form-data")


def files(named: dict[str, bytes]) -> list[tuple[BytesIO, str]]:
    return [(BytesIO(content), name) for name, content in named.items()]


def test_what_is_pasted_is_shown_in_columns_and_would_be_taken_in(drafter: FlaskClient) -> None:
    page = send(drafter, {**FIELDS}).text

    assert "A push of this would be taken in." in page
    assert "text--3" in page
    assert "The height of a building is limited." in page
    assert "no-store" in send(drafter, {**FIELDS}).headers["Cache-Control"]


def test_files_are_taken_by_their_names_and_others_passed_over(drafter: FlaskClient) -> None:
    named = {name: text.encode() for name, text in FIELDS.items()}
    page = send(
        drafter, {"files": files({**named, "notes.txt": b"x", "texts/kk.md": b"# \xff"})}
    ).text

    assert "notes.txt" in page
    assert "A push of this would be refused" in page
    assert "kk.md is not UTF-8 text" in page


def test_what_was_pasted_goes_before_a_file_and_stays_in_the_form(drafter: FlaskClient) -> None:
    page = send(
        drafter, {"ru.md": "# Из поля", "files": files({"ru.md": "# Из файла".encode()})}
    ).text

    assert "Из поля</textarea>" in page
    assert "Из файла" not in page
    assert "There is no act.yaml." in page


def test_of_an_act_that_is_there_the_rest_is_taken(drafter: FlaskClient) -> None:
    named = "1. See Article 1 of the regulatory provision “On Towers”. The height"
    text = FIELDS["en.md"].replace("1. The height", named)
    page = send(drafter, {"act": "height", "en.md": text}).text

    assert "Taken from the newest version: act.yaml, kk.md, ru.md" in page
    assert 'href="../../acts/towers/#art_1"' in page


@pytest.mark.parametrize("sent", [{}, {"kk.md": "  \r\n"}, {"act": "height"}])
def test_nothing_given_is_told(drafter: FlaskClient, sent: dict[str, object]) -> None:
    assert "Paste a text or choose a file first." in send(drafter, sent).text


@pytest.mark.parametrize("act", ["castles", "NO SLUG", "../x", "a" * 100, "\x00"])
def test_an_act_that_there_is_not_is_no_accident(drafter: FlaskClient, act: str) -> None:
    assert send(drafter, {"act": act, **FIELDS}).status_code in {200, 404}


VECTORS = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "</textarea><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    '[x](http://e" onmouseover="alert(1))',
    "`</code><svg onload=alert(1)>`",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "| <b onclick=alert(1)> |\n| --- |\n| <iframe> |",
]


@pytest.mark.parametrize("vector", VECTORS)
@pytest.mark.parametrize("name", ["ru.md", "act.yaml"])
def test_no_text_becomes_a_script(drafter: FlaskClient, vector: str, name: str) -> None:
    page = send(
        drafter, {name: f"# {vector}\n\n### Статья 1. {vector}\n\n1. {vector}\n\n{vector}"}
    ).text

    shown = page.partition('id="main"')[2].partition("</main>")[0]
    for tag in (
        "<script",
        "<img",
        "<svg",
        "<iframe",
        "<b ",
        'href="javascript',
        'href="data',
        " onm",
    ):
        assert tag not in shown.replace("&#34;", '"').split("<textarea")[0] or tag == " onm"
    assert shown.count("</textarea>") == 4
    assert "<script" not in shown


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(["act", "act.yaml", "kk.md", "ru.md", "en.md"]), TEXT), TEXT)
def test_no_input_is_an_accident(
    drafter: FlaskClient, fields: dict[str, str], uploaded: str
) -> None:
    named = files({"en.md": uploaded.encode("utf-16"), uploaded[:20]: b"x"})

    assert send(drafter, {**fields, "files": named}).status_code in {200, 404}


def test_as_much_as_an_act_may_hold_is_taken_and_more_is_not(drafter: FlaskClient) -> None:
    whole = "1. Height.\n\n" * 10_000

    assert drafter.post(ADDRESS, data={"en.md": whole}).status_code == 200
    assert (
        drafter.post(ADDRESS, data={"en.md": "a" * MOST_BYTES["desk.preview"]}).status_code == 413
    )
    assert drafter.post("/en/sign-in", data={"name": "a" * 70_000}).status_code == 413


def test_nothing_is_kept(own_town: Town) -> None:
    def kept() -> tuple[object, ...]:
        with own_town.database.reading() as db:
            rows = (ExpressionRow, VersionRow)
            return tuple(db.scalar(select(func.count()).select_from(row)) for row in rows)

    before, browser = kept(), own_town.browser("drafter")
    assert send(browser, {**FIELDS, "en.md": "# Words that nobody has seen"}).status_code == 200

    assert kept() == before


def test_a_form_without_its_token_is_refused(signed: FlaskClient) -> None:
    token = token_of(signed.get("/en/sign-in").text)
    signed.post("/en/sign-in", data={"name": "drafter", "password": PASSWORD, "csrf_token": token})
    token = token_of(signed.get(ADDRESS).text)

    assert send(signed, {**FIELDS}).status_code == 400
    assert send(signed, {**FIELDS, "csrf_token": token}).status_code == 200
