"""The JSON API keeps what its description says."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from kb.law.force import Force
from kb.law.identifiers import ActId
from kb.law.words import Words
from kb.services import accounts, publishing
from kb.services.publishing import Happening, Withdrawal
from tests.webapp.town import Town
from webapp import openapi

Schema = dict[str, Any]
DOCUMENT = openapi.document()
KINDS = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": float,
    "boolean": bool,
    "null": type(None),
}
FORMATS = {"date": date.fromisoformat, "date-time": datetime.fromisoformat}


def faults(value: object, schema: Schema, at: str = "") -> Iterator[str]:
    """Yield where a value is not as a schema says; what an object has beside it is a fault too."""
    schema = flat(schema)
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not isinstance(value, tuple(KINDS[kind] for kind in kinds)):
        yield f"{at}: {value!r} is no {kinds}"
    elif "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    elif isinstance(value, str) and "format" in schema:
        FORMATS[schema["format"]](value)
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from faults(item, schema["items"], f"{at}[{place}]")
    elif isinstance(value, dict):
        yield from _of_object(value, schema, at)


def _of_object(value: dict[str, Any], schema: Schema, at: str) -> Iterator[str]:
    yield from (f"{at}: no {name}" for name in schema.get("required", ()) if name not in value)
    for name, item in value.items():
        known = schema.get("properties", {}).get(name) or schema.get("additionalProperties")
        if known:
            yield from faults(item, known, f"{at}.{name}")
        else:
            yield f"{at}: {name} is not described"


def flat(schema: Schema) -> Schema:
    """Return a schema with its references followed and its parts put together."""
    if "$ref" in schema:
        return flat(DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    parts = [flat(part) for part in schema.get("allOf", ())]
    if not parts:
        return schema
    properties = {name: one for part in parts for name, one in part["properties"].items()}
    required = [name for part in parts for name in part["required"]]
    return {"type": "object", "properties": properties, "required": required}


def described(path: str, status: int) -> Schema:
    """Return what the description says of an answer."""
    answer = DOCUMENT["paths"][path]["get"]["responses"][str(status)]
    schema: Schema = answer["content"]["application/json"]["schema"]
    return schema


ACTS, ACT, SEARCH = "/api/v1/acts", "/api/v1/acts/{act}", "/api/v1/search"
LOG = "/api/v1/publications"
COMPARE = "/api/v1/acts/{act}/compare/{old}..{new}"
CASES = [
    (ACTS, "/api/v1/acts", 200),
    (ACT, "/api/v1/acts/height", 200),
    (ACT, "/api/v1/acts/parks?lang=kk", 200),
    (ACT, "/api/v1/acts/parks?lang=xx", 400),
    (ACT, "/api/v1/acts/nowhere", 404),
    (COMPARE, "/api/v1/acts/height/compare/p1..p1?all=1", 200),
    (COMPARE, "/api/v1/acts/height/compare/p1..v99", 404),
    (COMPARE, "/api/v1/acts/height/compare/p1..p1?lang=xx", 400),
    (LOG, "/api/v1/publications", 200),
    (LOG, "/api/v1/publications?kind=adoption&page=2", 200),
    (LOG, "/api/v1/publications?kind=nonsense", 400),
    (SEARCH, "/api/v1/search?q=height", 200),
    (SEARCH, "/api/v1/search?q=heigt&lang=en", 200),
    (SEARCH, '/api/v1/search?q="the height&page=2', 200),
    (SEARCH, "/api/v1/search", 200),
    (SEARCH, "/api/v1/search?q=park&topic=environment&status=in-force&sort=date", 200),
    (SEARCH, "/api/v1/search?q=park&lang=zz", 400),
    (SEARCH, "/api/v1/search?q=park&on=2027-01-01", 200),
    (SEARCH, "/api/v1/search?q=park&on=2027-02-30", 400),
    (SEARCH, "/api/v1/search?q=park&on=2027-W01-1", 400),
]


@pytest.mark.parametrize("name", [None, "drafter"])
@pytest.mark.parametrize(("path", "address", "status"), CASES)
def test_an_answer_is_as_described(
    town: Town, path: str, address: str, status: int, name: str | None
) -> None:
    answer = town.browser(name).get(address)
    assert answer.status_code == status
    assert answer.content_type == "application/json"
    assert list(faults(answer.get_json(), described(path, status))) == []


def test_everything_that_befalls_an_act_is_told_as_described(own_town: Town) -> None:
    reason = Words(kk="Себеп", ru="Причина", en="Reason")
    own_town.befall("height", Happening(Force.SUSPENDED, date(2026, 12, 1), reason, "№ 9"))
    with own_town.database.writing() as db:
        viewer = accounts.viewer_of(db, "publisher")
        publishing.withdraw(db, viewer, ActId("parks"), Withdrawal(1, reason), own_town.now)
    own_town.publish("parks", 2)
    browser = own_town.browser()

    log = browser.get("/api/v1/publications").get_json()
    parks = browser.get("/api/v1/acts/parks").get_json()

    assert list(faults(log, described(LOG, 200))) == []
    assert list(faults(parks, described(ACT, 200))) == []
    assert [one["kind"] for one in log["publications"][:3]] == [
        "adoption",
        "withdrawal",
        "suspension",
    ]
    assert log["publications"][0]["previous"] == log["publications"][1]["hash"]
    assert [one["withdrawn"] for one in parks["publications"]] == [None, reason.model_dump()]
    for one in parks["publications"]:
        assert browser.get(one["certificate"]).status_code == 200


def test_search_that_is_not_available_is_described_too(own_town: Town) -> None:
    own_town.settings.index_dir.rename(own_town.folder / "aside")
    answer = own_town.browser().get("/api/v1/search?q=height")
    assert answer.status_code == 503
    assert list(faults(answer.get_json(), described(SEARCH, 503))) == []


@pytest.mark.parametrize(
    "spoilt",
    [
        {"error": {"status": "404", "title": "", "advice": ""}},
        {"error": {"status": 404, "title": ""}},
        {"error": {"status": 404, "title": "", "advice": "", "more": 1}},
        [],
    ],
)
def test_a_wrong_answer_would_be_found(spoilt: object) -> None:
    assert list(faults(spoilt, {"$ref": "#/components/schemas/Error"}))


def test_the_description_names_every_route_and_nothing_else(
    town: Town, client: FlaskClient
) -> None:
    rules = {
        re.sub(r"<\w+:(\w+)>", r"{\1}", rule.rule)
        for rule in town.site.url_map.iter_rules()
        if rule.endpoint.startswith("api.") and rule.endpoint != "api.openapi"
    }
    assert rules == set(DOCUMENT["paths"])
    assert client.get("/api/v1/openapi.json").get_json() == DOCUMENT


@pytest.mark.parametrize("name", ["kind", "topic", "body", "status", "year", "act"])
def test_a_described_limit_narrows_the_search(client: FlaskClient, name: str) -> None:
    limits = [one["name"] for one in DOCUMENT["paths"][SEARCH]["get"]["parameters"]]
    assert name in limits
    assert client.get(f"/api/v1/search?q=height&{name}=nothing-of-it").get_json()["total"] == 0


def test_the_whole_text_is_given_in_the_language_asked_for(client: FlaskClient) -> None:
    given = client.get("/api/v1/acts/height?lang=en").get_json()["provisions"]
    assert list(given) == ["en"]
    assert [one["eid"] for one in given["en"]] == [
        "chp_1",
        "art_1",
        "art_1__para_1",
        "art_1__para_2",
        "art_2",
        "art_2__para_1",
    ]
    assert (
        given["en"][-1]["text"]
        == "1. Height is measured under Article 1 of this regulatory provision."
    )
    assert set(client.get("/api/v1/acts/height").get_json()["provisions"]) == {"kk", "ru", "en"}


def test_the_address_of_a_hit_leads_to_its_text(client: FlaskClient) -> None:
    hit = client.get("/api/v1/search?q=measured&lang=en").get_json()["hits"][0]
    page, _, eid = hit["url"].partition("#")
    assert eid == hit["eid"]
    assert f'id="{eid}"' in client.get(page).text
    assert [piece["text"] for piece in hit["snippet"] if piece["matched"]] == ["measured"]
