"""What is asked for strangely is answered, and never with a failure of the site."""

import pytest
from flask.testing import FlaskClient

from tests.webapp.town import Town


@pytest.mark.parametrize(
    "address",
    [
        "/en/%00",
        "/en/acts/%00/",
        "/en/acts/a%00b/",
        "/en/acts/height/art_1%00",
        "/en/acts/height/art_%D0%B1",
        "/en/acts/../../etc/passwd",
        "/en/acts/HEIGHT/",
        "/en/acts/" + "a" * 5000 + "/",
        "/en/acts/height/" + "a" * 5000,
        "/en/acts/height/" + "a__" * 1000 + "a",
        "/en/acts/height/p0",
        "/en/acts/height/p-1",
        "/en/acts/height/p1.0",
        "/en/acts/height/p" + "9" * 5000,
        "/en/acts/height/v99999999999999999999",
        "/en/acts/height/v٣",
        "/%F0%9F%98%80",
        "/%ff%fe",
        "/en/%ff",
        "/" + "a" * 10000,
        "/en/acts/height/\u202eart_1",
        "/api/v1/acts/%00",
        "/api/v1/acts/" + "a" * 5000,
        "/static/%00",
        "/static/" + "a" * 5000,
        "/static/" + "a/" * 2000,
        "/static/.",
        "/static/fonts",
    ],
)
def test_a_strange_path_leads_to_nothing(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert len(answer.data) < 10_000


STRANGE = [
    "%00",
    "%ff%fe",
    "%F0%9F%98%80",
    "%E2%80%AE",
    "%ED%A0%80",
    "a" * 4000,
    "%22%3E%3Cscript%3E",
    "9" * 5000,
    "-1",
    "0",
    "1e9",
    "%D9%A3",
    "../..",
    "'%20OR%201=1",
    "{{7*7}}",
    "%25s%25n",
    "__class__",
    "\u202e",
]
PARAMETERS = {
    "/en/": (
        "q",
        "next",
        "lang",
        "endpoint",
        "_external",
        "_scheme",
        "_anchor",
        "_method",
        "values",
    ),
    "/en/acts/": ("kind", "topic", "body", "status", "page", "lang", "endpoint"),
    "/en/acts/height/": ("text", "act", "lang", "eid", "number"),
    "/en/acts/height/p1": ("text", "number"),
    "/en/acts/height/art_1": ("eid", "act"),
    "/en/search/": (
        "q",
        "page",
        "sort",
        "by",
        "literal",
        "act",
        "lang",
        "year",
        "kind",
        "status",
        "on",
    ),
    "/en/publications/": ("kind", "page"),
    "/api/v1/publications": ("kind", "page"),
    "/en/view/": ("next", "theme"),
    "/en/sign-in": ("next", "name"),
    "/en/glossary/": ("q",),
    "/api/v1/search": ("q", "page", "lang", "act", "sort", "by", "on"),
    "/api/v1/acts/height": ("lang", "act"),
    "/api/v1/acts": ("page",),
    "/static/site.js": ("v", "filename"),
    "/": ("lang", "next"),
}


def refuse_or_pass_over(client: FlaskClient, path: str, names: tuple[str, ...]) -> None:
    """Give all these parameters every strange value, twice each."""
    for value in STRANGE:
        query = "&".join(f"{name}={value}&{name}={value}" for name in names)
        answer = client.get(f"{path}?{query}", buffered=True)
        assert answer.status_code in {200, 302, 400}, (path, names, value)
        assert b"<script>" not in answer.data.partition(b"<body>")[2]


@pytest.mark.slow
@pytest.mark.parametrize(("path", "names"), PARAMETERS.items())
def test_a_strange_parameter_is_passed_over_or_refused(
    client: FlaskClient, path: str, names: tuple[str, ...]
) -> None:
    for name in names:
        refuse_or_pass_over(client, path, (name,))


@pytest.mark.parametrize(("path", "names"), PARAMETERS.items(), ids=PARAMETERS)
def test_strange_parameters_together_are_passed_over_or_refused(
    client: FlaskClient, path: str, names: tuple[str, ...]
) -> None:
    refuse_or_pass_over(client, path, names)


@pytest.mark.parametrize(
    "name",
    [
        "Cookie",
        "Accept-Language",
        "Accept-Encoding",
        "If-None-Match",
        "If-Modified-Since",
        "Range",
        "Referer",
        "X-Forwarded-For",
    ],
)
def test_a_strange_header_is_passed_over(town: Town, name: str) -> None:
    values = [
        "",
        ";;;",
        "=" * 100,
        "\xff",
        "kk" * 3000,
        '"',
        "bytes=0-",
        "*",
        "view=theme-dark;lang=zz",
    ]
    for value in values:
        for path in ("/", "/en/", "/en/acts/height/", "/en/sign-in", "/static/site.js"):
            answer = town.site.test_client(use_cookies=False).get(
                path, headers={name: value}, buffered=True
            )
            assert answer.status_code < 500, (name, value, path)
