"""One answer for each kind of error."""

import inspect
import json
import re

import pytest
from flask import Flask, request
from werkzeug.exceptions import BadGateway, ImATeapot

from kb import errors as raised
from kb.errors import KBError
from kb.language import Language
from tests.webapp.town import Town
from webapp import errors
from webapp.locale import translations

STATUSES = {
    "KBError": 500,
    "NotFoundError": 404,
    "ActNotFoundError": 404,
    "ProvisionNotFoundError": 404,
    "PersonNotFoundError": 404,
    "InvalidError": 400,
    "SettingError": 400,
    "CatalogueError": 400,
    "SourceError": 400,
    "SchemaError": 400,
    "ConflictError": 409,
    "WeakPasswordError": 400,
    "ForbiddenError": 404,
    "SignInError": 401,
    "TooManyTriesError": 429,
    "UnavailableError": 503,
    "IndexUnavailableError": 503,
    "StorageBusyError": 503,
    "NotSetUpError": 503,
}


def kinds() -> list[type[KBError]]:
    """Every error that is raised on purpose."""
    found = [*vars(raised).values(), errors.NotSetUpError]
    return [one for one in found if inspect.isclass(one) and issubclass(one, KBError)]


class Everything(dict[str, object]):
    """Details that hold whatever a message asks for."""

    def __missing__(self, key: str) -> str:
        return f"zq-{key}"


def broken(kind: type[KBError]) -> KBError:
    """Return an error with something typed in each of its details."""
    error = kind.__new__(kind)
    Exception.__init__(error, kind.message % Everything())
    error.details = Everything(minutes=7)  # The only one that is counted, and not typed.
    return error


def test_only_the_root_of_all_errors_is_an_accident() -> None:
    accidents = [kind for kind in kinds() if errors.status_of(broken(kind)) == 500]
    assert accidents == [KBError]


@pytest.fixture(scope="module")
def app(town: Town) -> Flask:
    """The site, with a page that fails as it is told to."""
    made = town.app()
    failures: dict[str, Exception] = {kind.__name__: broken(kind) for kind in kinds()}
    failures |= {"accident": RuntimeError("zq-secret"), "teapot": ImATeapot("zq")}
    failures |= {"gateway": BadGateway("zq")}

    def fail() -> str:
        raise failures[request.args["error"]]

    made.view_functions |= {"pages.about": fail, "api.acts": fail}
    return made


@pytest.mark.parametrize(("name", "status"), STATUSES.items())
def test_an_error_answers_with_its_status_and_repeats_nothing_typed(
    app: Flask, name: str, status: int
) -> None:
    answer = app.test_client().get(f"/en/about/?error={name}")
    assert answer.status_code == status
    assert "zq" not in answer.text
    assert f"error={name}" not in answer.text
    assert "<h1>" in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(("name", "status"), STATUSES.items())
def test_an_error_of_the_api_is_json(app: Flask, name: str, status: int) -> None:
    answer = app.test_client().get(f"/api/v1/acts?error={name}")
    assert answer.status_code == status
    assert answer.mimetype == "application/json"
    error = json.loads(answer.data)["error"]
    assert error["status"] == status
    assert error["title"]
    assert "zq" not in answer.text


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_errors_are_told_in_the_language_of_the_page(app: Flask, lang: str) -> None:
    title = translations(Language(lang)).gettext("There is nothing at this address")
    page = app.test_client().get(f"/{lang}/about/?error=NotFoundError").text
    assert f'<html lang="{lang}"' in page
    assert f"<h1>{title}</h1>" in page


@pytest.mark.parametrize("cookie", [None, "en", "nonsense"])
@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize("rest", ["/nothing/here", "/acts/a_b/", "/acts/height/p0", "/sign-out"])
def test_also_where_there_is_nothing_the_address_says_the_language(
    town: Town, rest: str, lang: str, cookie: str | None
) -> None:
    browser = town.browser()
    if cookie:
        browser.set_cookie("lang", cookie)
    answer = browser.get(f"/{lang}{rest}", headers={"Accept-Language": "en"})
    assert answer.status_code in {404, 405}
    assert f'<html lang="{lang}"' in answer.text


@pytest.mark.parametrize("address", ["/nothing", "/kkk/", "/KK/acts/", "//kk/nothing", "/xx/kk/"])
def test_elsewhere_the_reader_chooses_the_language(town: Town, address: str) -> None:
    browser = town.browser()
    browser.set_cookie("lang", "ru")
    answer = browser.get(f"http://localhost{address}", headers={"Accept-Language": "en"})
    assert answer.status_code == 308 or '<html lang="ru"' in answer.text


def test_an_accident_is_recorded_with_a_number_and_told_without_details(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    answer = app.test_client().get("/en/about/?error=accident")
    assert answer.status_code == 500
    assert "zq-secret" not in answer.text
    assert "Traceback" not in answer.text
    number = re.search(r"accident (\w+)", caplog.text)
    assert number
    assert number[1] in answer.text, "the reader can name it"
    assert "zq-secret" in caplog.text


def test_an_error_that_has_no_words_of_its_own_is_answered_too(app: Flask) -> None:
    client = app.test_client()
    assert client.get("/en/about/?error=teapot").status_code == 418
    assert client.get("/en/about/?error=gateway").status_code == 502


def test_search_that_is_not_available_says_so_and_not_that_all_is_lost(app: Flask) -> None:
    page = app.test_client().get("/en/about/?error=IndexUnavailableError").text
    assert "Search is not available now. The acts can be read as before." in page


def test_a_page_of_an_error_leads_on_and_to_nothing_that_was_typed(app: Flask) -> None:
    page = app.test_client().get("/en/about/?error=NotFoundError&next=zq").text
    for link in ('href="/en/"', 'href="/en/acts/"', 'href="/kk/"', 'href="/ru/"'):
        assert link in page
    assert 'href="/en/sign-in"' in page
    assert 'href="/en/view/"' in page


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("POST", "/en/acts/", 405),
        ("DELETE", "/en/", 405),
        ("PUT", "/api/v1/acts", 405),
        ("PATCH", "/en/sign-in", 405),
        ("GET", "/en/sign-out", 405),
        ("TRACE", "/en/", 405),
        ("GET", "/xx/", 404),
        ("GET", "/en/nothing/", 404),
        ("GET", "/KK/", 404),
        ("GET", "/favicon.ico", 404),
        ("GET", "/.git/config", 404),
        ("GET", "/static/../secret-key", 404),
        ("GET", "/static/%2e%2e/__init__.py", 404),
        ("GET", "/static/..%2f__init__.py", 404),
        ("GET", "/api/v1/nothing", 404),
        ("POST", "/api/v1/search", 405),
    ],
)
def test_what_is_not_there_is_answered_as_such(
    town: Town, method: str, address: str, status: int
) -> None:
    answer = town.browser().open(address, method=method)
    assert answer.status_code == status
    if address.startswith("/api/"):
        assert answer.mimetype == "application/json"


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/en", "/en/"),
        ("/en/acts", "/en/acts/"),
        ("/en/acts/height", "/en/acts/height/"),
        ("/ru/search?q=a%20b&lang=kk", "/ru/search/?q=a%20b&lang=kk"),
        ("/en//acts/", "/en/acts/"),
    ],
)
def test_an_address_that_is_nearly_right_leads_to_the_right_one(
    town: Town, address: str, canonical: str
) -> None:
    """The links in a text are relative: the page of an act has one address only."""
    answer = town.browser().get(f"http://localhost{address}")
    assert answer.status_code == 308
    assert answer.location == f"http://localhost{canonical}"
