"""What the description of the JSON API says of a redline."""

from typing import Any, Final

from kb.language import Language
from kb.law.redline.change import ChangeKind

_STRING: Final = {"type": "string"}
_KIND: Final = {"type": "string", "enum": [kind.value for kind in ChangeKind]}
_PIECES: Final = {
    "type": "array",
    "description": "Words in pairs: “=” both texts have them, “-” the older, “+” the newer only.",
    "items": {"type": "array", "items": _STRING},
}


def _object(required: dict[str, Any], *, nullable: bool = False) -> dict[str, Any]:
    return {
        "type": ["object", "null"] if nullable else "object",
        "required": list(required),
        "properties": required,
    }


_WORDING: Final = _object({"eid": _STRING, "label": _STRING, "text": _STRING}, nullable=True)
_CELLS: Final = {"type": "array", "items": _PIECES}
_CHANGE: Final = _object(
    {
        "kind": _KIND,
        "carried": {"type": "boolean", "description": "Moved only with what it stands in."},
        "old": _WORDING,
        "new": _WORDING,
        "label": _PIECES,
        "heading": _PIECES,
        "text": _PIECES,
        "rows": {"type": "array", "items": _object({"kind": _KIND, "cells": _CELLS})},
    }
)
_LISTED: Final = _object(
    {"kind": _KIND, "eid": _STRING, "was": {"type": ["string", "null"]}, "label": _STRING}
)
REDLINE: Final = _object(
    {
        "act": _STRING,
        "old": _STRING,
        "new": _STRING,
        "language": {"type": "string", "enum": [language.value for language in Language]},
        "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
        "share": {"type": "number"},
        "title": _PIECES,
        "contents": {"type": "array", "items": _LISTED},
        "changes": {"type": "array", "items": _CHANGE},
    }
)
