"""The description of the JSON API, OpenAPI 3.1; a test holds it against the answers."""

from importlib.metadata import version
from typing import Any, Final

from indexer.query import Sort
from kb.language import Language
from kb.law.force import Force
from kb.law.publication import PublicationKind
from webapp.openapi_redline import REDLINE

_STRING: Final = {"type": "string"}
_LANGUAGE: Final = {"type": "string", "enum": [language.value for language in Language]}
_SORT: Final = {"type": "string", "enum": [sort.value for sort in Sort]}
_LITERAL: Final = {"type": "string", "enum": ["1"]}
_STRINGS: Final = {"type": "array", "items": _STRING}
_WORDS: Final = {
    "type": "object",
    "properties": {language.value: _STRING for language in Language},
    "additionalProperties": False,
}
_DAY: Final = {"type": "string", "format": "date"}
_MOMENT: Final = {"type": "string", "format": "date-time"}
_INTEGER: Final = {"type": "integer"}
_PUBLICATION: Final[dict[str, Any]] = {
    "type": ["object", "null"],
    "required": [
        "number", "kind", "body", "adopted_on", "decision", "starts", "published_at", "withdrawn",
        "certificate",
    ],
    "properties": {
        "number": _INTEGER,
        "kind": {"type": "string", "enum": [kind.value for kind in PublicationKind]},
        "body": _STRING,
        "adopted_on": _DAY,
        "decision": _STRING,
        "starts": _DAY,
        "published_at": _MOMENT,
        "withdrawn": {**_WORDS, "type": ["object", "null"]},
        "certificate": _STRING,
    },
}  # fmt: skip
_ENTRY: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["number", "hash", "previous", "kind", "act", "title", "published_at", "url"],
    "properties": {
        "number": _INTEGER,
        "hash": _STRING,
        "previous": _STRING,
        "kind": _PUBLICATION["properties"]["kind"],
        "act": _STRING,
        "title": _WORDS,
        "published_at": _MOMENT,
        "publication": _INTEGER,
        "body": _STRING,
        "decision": _STRING,
        "adopted_on": _DAY,
        "starts": _DAY,
        "day": _DAY,
        "ground": _WORDS,
        "commit": _STRING,
        "sha256": _WORDS,
        "certificate": _STRING,
        "url": _STRING,
    },
}
_LOG: Final = {
    "type": "object",
    "required": ["total", "page", "pages", "publications"],
    "properties": {
        "total": _INTEGER,
        "page": _INTEGER,
        "pages": _INTEGER,
        "publications": {"type": "array", "items": {"$ref": "#/components/schemas/Entry"}},
    },
}
_ACT: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["act", "kind", "title", "force", "languages", "sha256", "url"],
    "properties": {
        "act": _STRING,
        "kind": _STRING,
        "title": _WORDS,
        "adopting_body": _STRING,
        "topics": _STRINGS,
        "zones": _STRINGS,
        "force": {"type": "string", "enum": [force.value for force in Force]},
        "illustrative": {"type": "boolean"},
        "languages": {"type": "array", "items": _LANGUAGE},
        "sha256": _WORDS,
        "commit": _STRING,
        "publication": _PUBLICATION,
        "url": _STRING,
    },
}
_PROVISION: Final = {
    "type": "object",
    "required": ["eid", "kind", "number", "text"],
    "properties": {"eid": _STRING, "kind": _STRING, "number": _STRING, "text": _STRING},
}
_TEXT: Final = {
    "allOf": [
        {"$ref": "#/components/schemas/Act"},
        {
            "type": "object",
            "required": ["provisions", "publications"],
            "properties": {
                "publications": {"type": "array", "items": _PUBLICATION},
                "provisions": {
                    "type": "object",
                    "additionalProperties": {"type": "array", "items": _PROVISION},
                },
            },
        },
    ]
}
_PIECE: Final = {
    "type": "object",
    "required": ["text", "matched"],
    "properties": {"text": _STRING, "matched": {"type": "boolean"}},
}
_HIT: Final = {
    "type": "object",
    "required": ["act", "eid", "passage", "language", "title", "snippet", "force", "url"],
    "properties": {
        "act": _STRING,
        "eid": _STRING,
        "passage": _STRING,
        "language": _LANGUAGE,
        "languages": {"type": "array", "items": _LANGUAGE},
        "title": _STRING,
        "path": _STRINGS,
        "label": _STRING,
        "heading": _STRING,
        "snippet": {"type": "array", "items": _PIECE},
        "force": _STRING,
        "url": _STRING,
    },
}
_RESULT: Final = {
    "type": "object",
    "required": ["total", "page", "on", "languages", "meant", "hints", "counts", "hits"],
    "properties": {
        "total": {"type": "integer"},
        "page": {"type": "integer"},
        "on": {"type": ["string", "null"], "format": "date"},
        "languages": {"type": "array", "items": _LANGUAGE},
        "meant": {"type": ["string", "null"]},
        "hints": _STRINGS,
        "counts": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": {"type": "integer"},
            },
        },
        "hits": {"type": "array", "items": {"$ref": "#/components/schemas/Hit"}},
    },
}
_ERROR: Final = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["status", "title", "advice"],
            "properties": {"status": {"type": "integer"}, "title": _STRING, "advice": _STRING},
        }
    },
}


_SCHEMAS: Final = {
    "Act": _ACT,
    "Text": _TEXT,
    "Redline": REDLINE,
    "Entry": _ENTRY,
    "Log": _LOG,
    "Hit": _HIT,
    "Result": _RESULT,
    "Error": _ERROR,
}


def document() -> dict[str, Any]:
    """Return the description of the API."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Acts of Alatau",
            "version": version("alatau-acts"),
            "description": "Published regulatory acts in Kazakh, Russian and English. Read only.",
        },
        "paths": {
            "/api/v1/acts": {"get": _acts()},
            "/api/v1/acts/{act}": {"get": _act()},
            "/api/v1/publications": {"get": _publications()},
            "/api/v1/acts/{act}/compare/{old}..{new}": {"get": _redline()},
            "/api/v1/search": {"get": _search()},
        },
        "components": {"schemas": _SCHEMAS},
    }


def _acts() -> dict[str, Any]:
    acts = {"type": "object", "required": ["acts"], "properties": {"acts": _list("Act")}}
    return _operation("List the acts.", acts)


def _act() -> dict[str, Any]:
    return _operation(
        "Give an act with its provisions.",
        _schema("Text"),
        _parameter("act", "path", "The act's slug.", _STRING),
        _parameter("lang", "query", "One language; without it, all.", _LANGUAGE),
    )


def _publications() -> dict[str, Any]:
    return _operation(
        "List the entries of the publication log, the newest first.",
        _schema("Log"),
        _parameter("page", "query", "Counts from 1.", _INTEGER),
        _parameter("kind", "query", "Only entries of this kind.", _ENTRY["properties"]["kind"]),
    )


def _redline() -> dict[str, Any]:
    return _operation(
        "Tell what changed between two editions of an act.",
        _schema("Redline"),
        _parameter("act", "path", "The act's slug.", _STRING),
        _parameter("old", "path", "A publication (p1) or a version (v1).", _STRING),
        _parameter("new", "path", "A publication or a version.", _STRING),
        _parameter("lang", "query", "By default Russian.", _LANGUAGE),
        _parameter("all", "query", "Also what did not change.", _LITERAL),
    )


def _search() -> dict[str, Any]:
    return _operation(
        "Search the provisions.",
        _schema("Result"),
        _parameter("q", "query", "What to search for.", _STRING),
        _parameter("lang", "query", "The language of the one who asks.", _LANGUAGE),
        _parameter("on", "query", "The law as of this day; else the newest.", _DAY),
        _parameter("page", "query", "Counts from 1.", _INTEGER),
        _parameter("sort", "query", "By default by relevance.", _SORT),
        _parameter("literal", "query", "Exactly the words given.", _LITERAL),
        *_facets(),
    )


def _facets() -> list[dict[str, Any]]:
    names = ("kind", "topic", "body", "status", "year", "act")
    return [
        _parameter(n, "query", "Narrows the results; may be repeated.", _STRINGS) for n in names
    ]


def _schema(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _list(name: str) -> dict[str, Any]:
    return {"type": "array", "items": _schema(name)}


def _parameter(name: str, place: str, words: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "in": place,
        "description": words,
        "required": place == "path",
        "schema": schema,
    }


def _operation(words: str, schema: dict[str, Any], *parameters: dict[str, Any]) -> dict[str, Any]:
    error = {"$ref": "#/components/schemas/Error"}
    return {
        "summary": words,
        "parameters": list(parameters),
        "responses": {
            "200": {"description": "Found.", "content": _json(schema)},
            "400": {"description": "Cannot be understood.", "content": _json(error)},
            "404": {"description": "Not there.", "content": _json(error)},
            "503": {"description": "Not available now.", "content": _json(error)},
        },
    }


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
