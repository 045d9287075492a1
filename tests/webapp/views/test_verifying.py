"""Whether a text is one that was published."""

from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from kb.language import Language
from tests.webapp.town import PUBLISHED, Town, token_of
from tests.webapp.views.test_publications import withdraw

TEXT = PUBLISHED[Language.RU]
KNOWN, UNKNOWN = "This text was published here", "No publication has exactly this text"


def send(client: FlaskClient, content: bytes, text: str = "", lang: str = "en") -> TestResponse:
    return post(
        client, f"/{lang}/verify/", {"file": FileStorage(BytesIO(content), "ru.md"), "text": text}
    )


def post(client: FlaskClient, address: str, form: dict[str, Any]) -> TestResponse:
    """Send a form made in memory: the client's own temporary files stay open."""
    boundary, body = encode_multipart(form)
    kind = f"multipart/form-data; boundary={boundary}"
    return client.post(address, data=body, content_type=kind)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (TEXT.encode(), KNOWN),
        (TEXT.encode() + b"\n", UNKNOWN),
        (TEXT.encode()[:-1], UNKNOWN),
        (TEXT.replace(" ", "\u00a0", 1).encode(), UNKNOWN),
        (TEXT.replace("\n", "\r\n").encode(), UNKNOWN),
        (b"\xef\xbb\xbf" + TEXT.encode(), UNKNOWN),
        (TEXT.encode("utf-16"), UNKNOWN),
        (b"\xff\x00\xfe", UNKNOWN),
    ],
)
def test_a_file_is_known_by_each_of_its_bytes(
    client: FlaskClient, content: bytes, words: str
) -> None:
    answer = send(client, content)
    assert answer.status_code == 200
    assert words in answer.text
    assert sha256(content).hexdigest() in answer.text


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        (TEXT, KNOWN),
        (TEXT.replace("\n", "\r\n"), KNOWN),
        (TEXT.rstrip("\n"), KNOWN),
        (TEXT + "\n\n", KNOWN),
        (TEXT.replace("Совет", "Cовет"), UNKNOWN),
        (" " + TEXT, UNKNOWN),
    ],
)
def test_a_pasted_text_is_known_whatever_a_browser_makes_of_its_line_ends(
    client: FlaskClient, pasted: str, words: str
) -> None:
    answer = send(client, b"", pasted)
    assert words in answer.text
    assert (sha256(TEXT.encode()).hexdigest() in answer.text) == (words is KNOWN)


def test_the_answer_names_publication_and_language_and_whether_it_applies(own_town: Town) -> None:
    browser, content = own_town.browser(), own_town.browser().get("/en/acts/parks/p1/kk.md").data
    assert "in force" in send(browser, content).text
    own_town.publish("parks", 2)
    replaced = send(browser, content).text
    withdraw(own_town, "parks")
    withdrawn = send(browser, content).text

    assert "replaced by a later publication" in replaced
    assert "withdrawn" in withdrawn
    for page in (replaced, withdrawn):
        assert 'href="/en/acts/parks/p1/certificate"' in page
        assert "Қазақша" in page.partition("Publication No. 1 of 22 November 2026")[2][:60]


def test_a_draft_is_as_unknown_as_any_other_text(town: Town) -> None:
    drafter = town.browser("drafter")
    text = (town.root / next(town.root.rglob("towers/ru.md")).relative_to(town.root)).read_bytes()
    for browser in (town.browser(), drafter):
        assert UNKNOWN in send(browser, text).text


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_nothing_is_no_text(client: FlaskClient, lang: str) -> None:
    assert send(client, b"", "", lang).status_code == 400
    assert client.post(f"/{lang}/verify/").status_code == 400


def test_texts_up_to_two_megabytes_are_taken_here_and_nowhere_else(client: FlaskClient) -> None:
    size = 2 * 1024 * 1024
    assert send(client, b"a" * size).status_code == 200
    assert send(client, b"", "a" * size).status_code == 200
    assert send(client, b"a" * (size + 9000)).status_code == 413
    assert client.post("/en/view/", data={"next": "a" * 70_000}).status_code == 413


def test_nothing_that_is_sent_is_kept(own_town: Town) -> None:
    browser = own_town.browser()
    with own_town.database.engine.connect() as connection:
        before = connection.exec_driver_sql("PRAGMA data_version").scalar()
        send(browser, TEXT.encode())
        send(browser, b"something else that nobody published")
        assert connection.exec_driver_sql("PRAGMA data_version").scalar() == before
    for path in own_town.folder.glob("kb.sqlite*"):
        assert b"something else that nobody published" not in path.read_bytes()


def test_the_form_shows_the_end_of_the_manifest(client: FlaskClient) -> None:
    tag = client.get("/manifest.jsonl", buffered=True).headers["ETag"].strip('"')
    assert tag in client.get("/en/verify/").text


def test_a_form_that_was_signed_is_taken_also_when_it_is_large(signed: FlaskClient) -> None:
    token = token_of(signed.get("/en/verify/").text)
    content = b"a" * 1_500_000
    form = {"csrf_token": token, "file": FileStorage(BytesIO(content), "x.md")}
    assert UNKNOWN in post(signed, "/en/verify/", form).text
