"""A redline as plain values, for programs."""

from typing import Any

from kb.law.redline.change import Change, ChangeKind, Pieces, Redline, Wording
from kb.law.redline.summary import Counts, contents


def plain(redline: Redline, *, everything: bool) -> dict[str, Any]:
    """Return a redline; provisions that are the same are left out unless they are wanted."""
    counts = Counts.of(redline)
    return {
        "language": redline.language,
        "counts": {kind.value: number for kind, number in counts.by_kind.items()},
        "share": round(counts.share, 4),
        "title": _pieces(redline.title),
        "contents": [
            {"kind": one.kind, "eid": one.eid, "was": one.was, "label": one.label}
            for one in contents(redline)
        ],
        "changes": [
            _change(change)
            for change in redline.changes
            if everything or change.kind is not ChangeKind.SAME
        ],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "carried": change.is_carried,
        "old": _wording(change.old),
        "new": _wording(change.new),
        "label": _pieces(change.label),
        "heading": _pieces(change.heading),
        "text": _pieces(change.text),
        "rows": [
            {"kind": row.kind, "cells": [_pieces(cell.pieces) for cell in row.cells]}
            for row in change.rows
        ],
    }


def _wording(wording: Wording | None) -> dict[str, str] | None:
    if wording is None:
        return None
    return {"eid": wording.place.eid, "label": wording.label, "text": wording.text}


def _pieces(pieces: Pieces) -> list[list[str]]:
    return [[piece.kind, piece.text] for piece in pieces]
