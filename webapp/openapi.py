"""The description of the JSON API, OpenAPI 3.1; a test holds it against the answers."""

from importlib.metadata import version
from typing import Any, Final

from indexer.query import Sort
from kb.language import Language
from kb.law.force import Force

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
_PUBLICATION: Final = {
    "type": ["object", "null"],
    "required": ["number", "adopted_on", "decision", "starts", "published_at"],
    "properties": {
        "number": {"type": "integer"},
        "adopted_on": {"type": "string", "format": "date"},
        "decision": _STRING,
        "starts": {"type": "string", "format": "date"},
        "published_at": {"type": "string", "format": "date-time"},
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
            "required": ["provisions"],
            "properties": {
                "provisions": {
                    "type": "object",
                    "additionalProperties": {"type": "array", "items": _PROVISION},
                }
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
    "required": ["total", "page", "languages", "meant", "hints", "counts", "hits"],
    "properties": {
        "total": {"type": "integer"},
        "page": {"type": "integer"},
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


def document() -> dict[str, Any]:
    """Return the description of the API."""
    acts = {"type": "object", "required": ["acts"], "properties": {"acts": _list("Act")}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Acts of Alatau",
            "version": version("alatau-acts"),
            "description": "Published regulatory acts in Kazakh, Russian and English. Read only.",
        },
        "paths": {
            "/api/v1/acts": {"get": _operation("List the acts.", acts)},
            "/api/v1/acts/{act}": {
                "get": _operation(
                    "Give an act with its provisions.",
                    {"$ref": "#/components/schemas/Text"},
                    _parameter("act", "path", "The act's slug.", _STRING),
                    _parameter("lang", "query", "One language; without it, all.", _LANGUAGE),
                )
            },
            "/api/v1/search": {
                "get": _operation(
                    "Search the provisions.",
                    {"$ref": "#/components/schemas/Result"},
                    _parameter("q", "query", "What to search for.", _STRING),
                    _parameter("lang", "query", "The language of the one who asks.", _LANGUAGE),
                    _parameter("page", "query", "Counts from 1.", {"type": "integer"}),
                    _parameter("sort", "query", "By default by relevance.", _SORT),
                    _parameter("literal", "query", "Exactly the words given.", _LITERAL),
                    *_facets(),
                )
            },
        },
        "components": {
            "schemas": {
                "Act": _ACT,
                "Text": _TEXT,
                "Hit": _HIT,
                "Result": _RESULT,
                "Error": _ERROR,
            }
        },
    }


def _facets() -> list[dict[str, Any]]:
    names = ("kind", "topic", "body", "status", "year", "act")
    return [
        _parameter(n, "query", "Narrows the results; may be repeated.", _STRINGS) for n in names
    ]


def _list(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}


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
