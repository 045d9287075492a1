"""Everything that a visitor can ask for: the links of the site, followed, and searches typed in."""

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from io import BytesIO
from itertools import cycle
from urllib.parse import unquote, unquote_plus, urlencode, urljoin, urlsplit
from zipfile import ZipFile

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kb.language import Language

LANGUAGES = [language.value for language in Language]
STARTS = (
    "/",
    "/kk/",
    "/ru/",
    "/en/",
    "/robots.txt",
    "/sitemap.xml",
    "/opensearch.xml",
    "/healthz",
    "/readyz",
    "/api/v1/acts",
    "/api/v1/openapi.json",
    "/api/v1/publications",
    "/nothing/here",
    "/en/glossary/terms.json",
)
_LINK = re.compile(r'(?:href|src|action)="([^"#]*)|<loc>([^<]*)</loc>|"url": ?"([^"#]*)')
_MOST = 1500


def walk(browser: FlaskClient, lang: str = "") -> Iterator[tuple[str, TestResponse]]:
    """Follow every link, by way of the pages that they stand on; yield each address and its answer.

    With a language, the pages of the other two are left alone: they have the same links.
    """
    others = tuple(f"/{one}/" for one in LANGUAGES if lang and one != lang)
    waiting = [start for start in STARTS if not start.startswith(others)]
    found = set(waiting)
    while waiting:
        assert len(found) < _MOST, "the site has no end"
        address = waiting.pop()
        answer = browser.get(address, buffered=True)
        yield address, answer
        for link in _links(answer, address):
            if link not in found and not link.startswith(others):
                found.add(link)
                waiting.append(link)


def in_turn(addresses: Iterable[str]) -> list[str]:
    """Return addresses with the three languages in the place of theirs, one after another."""
    turn = cycle(LANGUAGES)
    return [re.sub(r"^/(kk|ru|en)/", f"/{next(turn)}/", address) for address in addresses]


def _links(answer: TestResponse, address: str) -> Iterator[str]:
    if not answer.mimetype.startswith(("text/html", "application/")):
        return
    if answer.headers.get("Content-Disposition", "").startswith("attachment"):
        return  # A file to be taken away leads nowhere.
    for groups in _LINK.findall(answer.get_data(as_text=True)):
        parts = urlsplit(urljoin(f"http://localhost{address}", unescape("".join(groups))))
        if (
            parts.netloc == "localhost"
            and parts.path.count("/") < 10
            and not _is_endless(parts.query)
            and not parts.path.endswith(".pdf")  # Slow, and read in tests/webapp/views instead.
        ):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def _is_endless(query: str) -> bool:
    """Tell whether a link narrows what is narrowed already, or remembers where one was."""
    return "next=" in query or query.count("=") > 1


def searches(words: Iterable[str]) -> list[str]:
    """Return searches for words in all the ways that there are."""
    ways: tuple[dict[str, str], ...] = (
        {},
        {"literal": "1"},
        {"by": "act"},
        {"sort": "date"},
        {"page": "2"},
        {"lang": "ru"},
        {"status": "draft"},
        {"topic": "energy"},
        {"year": "2026"},
        {"on": "2026-09-15"},
        {"by": "act", "sort": "date", "kind": "rules", "body": "council", "page": "3"},
    )
    found = []
    for word in words:
        found += [f"/en/search/?{urlencode({'q': word, **way})}" for way in ways]
        found.append(f"/kk/search/?{urlencode({'q': word})}")
        found.append(f"/ru/search/comments/?{urlencode({'q': word})}")
        found.append(f"/api/v1/search?{urlencode({'q': word, 'lang': 'ru'})}")
        found.append(f"/api/v1/search?{urlencode({'q': 'height', 'act': word})}")
        found.append(f"/api/v1/search?{urlencode({'q': word, 'on': '2027-01-01'})}")
    return found


def told(answer: TestResponse) -> str:
    """Return all that an answer says, in headers and body, with every wrapping taken off."""
    body = answer.get_data()
    if answer.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    text = unpacked(body)
    if answer.mimetype == "application/json" and text:
        text += json.dumps(json.loads(text), ensure_ascii=False)
    plain = f"{answer.headers}\n{text}"
    return "\n".join(
        (plain, unescape(plain), unquote(plain), unquote_plus(unescape(plain)))
    ).lower()


def unpacked(body: bytes) -> str:
    """Return what a body says; documents of Word and Excel and other archives with all that is in them."""
    if not body.startswith(b"PK"):
        return body.decode("utf-8", errors="replace")
    with ZipFile(BytesIO(body)) as archive:
        return "\n".join(f"{name}\n{unpacked(archive.read(name))}" for name in archive.namelist())
