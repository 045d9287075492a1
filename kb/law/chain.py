"""A chain of lines that shows tampering: of publications (the manifest), of deeds (the audit log).

A line is a JSON object in canonical form: keys in order, no spaces. It holds its number, the hash of
the line before and its own, which is the SHA-256 of the object without that hash. Whoever keeps a
copy, or only the last hash, can later tell whether anything before it was changed or left out.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

BEGINNING: Final = "0" * 64
"""What the first line holds for the hash of the line before."""

_FIELDS: Final = {"number", "previous", "entry", "hash"}


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: the number of its last line, and that line's hash."""

    number: int = 0
    hash: str = BEGINNING


@dataclass(frozen=True, slots=True)
class Break:
    """A place at which a chain does not hold: the line, counted from 1, and what is wrong with it."""

    line: int
    problem: str


def append(head: Head, entry: Mapping[str, Any]) -> tuple[str, Head]:
    """Return the line that an entry makes at the end of a chain, without newline, and the new end."""
    linked = {"number": head.number + 1, "previous": head.hash, "entry": entry}
    end = Head(head.number + 1, _hash(linked))
    return _canonical({**linked, "hash": end.hash}), end


def verify(lines: Iterable[bytes]) -> tuple[Head, Break | None]:
    """Return how far a chain holds, and the place at which it does not, if there is one.

    `lines` are those of the file as it is, with their newlines.
    """
    head = Head()
    for number, line in enumerate(lines, start=1):
        problem, end = follow(head, line)
        if problem:
            return head, Break(number, problem)
        head = end
    return head, None


def follow(head: Head, line: bytes) -> tuple[str, Head]:
    """Return what is wrong with a line after `head`, or an empty text, and the new end.

    `line` is that of the file as it is, with its newline.
    """
    if not line.endswith(b"\n"):
        return "the line is cut off", head
    found = _read(line)
    if found is None:
        return "this is no line of a chain", head
    expected, end = append(head, found["entry"])
    if found["number"] != head.number + 1:
        return f"its number is {found['number']}, and {head.number + 1} would follow", head
    if found["previous"] != head.hash:
        return "it does not follow the line before", head
    if line != expected.encode() + b"\n":
        return "its hash is not that of its contents", head
    return "", end


def _read(line: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    is_line = isinstance(found, dict) and set(found) == _FIELDS and isinstance(found["entry"], dict)
    return found if is_line else None


def _hash(linked: Mapping[str, Any]) -> str:
    return hashlib.sha256(_canonical(linked).encode()).hexdigest()


def _canonical(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
