"""YAML as plain values with the line of each, and nothing of YAML that can surprise.

Anchors, aliases, merge keys, tags and a second document are refused, as are duplicate keys and
texts over 16 KB: with them, what a reader sees is not what the program takes.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError
from ruamel.yaml.tokens import (
    AliasToken,
    AnchorToken,
    BlockEndToken,
    BlockMappingStartToken,
    BlockSequenceStartToken,
    DirectiveToken,
    DocumentEndToken,
    DocumentStartToken,
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    ScalarToken,
    StreamStartToken,
    TagToken,
)

from kb.errors import msg
from kb.law.finding import Said, UnfitError

MOST_BYTES: Final = 16 * 1024

_MOST_DEPTH: Final = 20
"""The reader takes minutes for a few thousand brackets within one another."""

_OPENING: Final = (
    BlockMappingStartToken,
    BlockSequenceStartToken,
    FlowMappingStartToken,
    FlowSequenceStartToken,
)
_CLOSING: Final = (BlockEndToken, FlowMappingEndToken, FlowSequenceEndToken)
_WHOLE_NUMBER: Final = re.compile(r"-?[0-9]{1,18}")

Model = TypeVar("Model", bound=BaseModel)

Place = tuple[str | int, ...]
"""The way from the root of a document to a value: keys and positions."""


class YamlError(ValueError):
    """The text is not the plain YAML that is read here; `line` counts from 1.

    The problem is a message over named values, and `said` the same to be translated.
    """

    def __init__(self, problem: str, line: int = 1, **values: object) -> None:
        self.said = Said(problem, tuple(values.items()))
        super().__init__(str(self.said))
        self.line = line


@dataclass(frozen=True, slots=True)
class YamlText:
    """A document of plain values, with the line that each stands in."""

    source: str
    value: object
    lines: Mapping[Place, int]

    def line(self, place: Place) -> int:
        """Return the line of a value, or of the nearest one around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def load(text: str, most_bytes: int = MOST_BYTES) -> YamlText:
    """Read one document of plain values, or raise YamlError."""
    size = len(text.encode(errors="surrogatepass"))
    if size > most_bytes:
        raise YamlError(_TOO_LONG, size=f"{size:,}", most=f"{most_bytes:,}")
    try:
        return _read(text)
    except YamlError:
        raise
    except ReaderError as fault:
        line = text.count("\n", 0, fault.position) + 1
        raise YamlError(_NOT_ALLOWED, line, code=f"{fault.character:04X}") from fault
    except MarkedYAMLError as fault:
        reason = _first_sentence(fault.problem)
        raise YamlError(_BY_READER, _line(fault), reason=reason) from fault
    except Exception as fault:  # The reader raises errors of many kinds on damaged text.
        raise YamlError(_BY_READER, reason=type(fault).__name__) from fault


_TOO_LONG: Final = msg("%(size)s bytes; at most %(most)s are read")
_NOT_ALLOWED: Final = msg("a character that YAML does not allow (U+%(code)s)")
_BY_READER: Final = msg("it cannot be read (%(reason)s)")


def _read(text: str) -> YamlText:
    for fault in _surprises(text):
        raise fault
    lines: dict[Place, int] = {(): 1}
    root = YAML(typ="rt", pure=True).compose(text)
    return YamlText(text, _value(root, (), lines), lines)


def _surprises(text: str) -> Iterator[YamlError]:
    """Yield what is refused, as far as it can be seen before the values are put together."""
    has_begun, depth = False, 0
    for token in YAML(typ="rt", pure=True).scan(StringIO(text)):
        line = token.start_mark.line + 1
        depth += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
        match token:
            case _ if depth > _MOST_DEPTH:
                yield YamlError(msg("lists within lists, too deep to read"), line)
            case AnchorToken():
                yield YamlError(
                    msg("anchor &%(name)s: write the value out"), line, name=token.value
                )
            case AliasToken():
                yield YamlError(msg("alias *%(name)s: write the value out"), line, name=token.value)
            case TagToken():
                yield YamlError(msg("a tag (!…): plain values only"), line)
            case DirectiveToken():
                yield YamlError(msg("a directive (%…): plain values only"), line)
            case DocumentStartToken() if has_begun:
                yield YamlError(msg("a second document (---): one to a file"), line)
            case DocumentEndToken():
                yield YamlError(msg("the end of a document (...): leave it out"), line)
            case ScalarToken() if token.plain and token.value == "<<":
                yield YamlError(msg("a merge key (<<): write the values out"), line)
        has_begun = has_begun or not isinstance(token, StreamStartToken)


def _value(node: Node | None, place: Place, lines: dict[Place, int]) -> object:
    if node is None:
        return None
    lines[place] = node.start_mark.line + 1
    match node:
        case MappingNode():
            return _mapping(node, place, lines)
        case SequenceNode():
            return [_value(inner, (*place, n), lines) for n, inner in enumerate(node.value)]
        case ScalarNode():
            return _scalar(node)
    return None


def _mapping(node: MappingNode, place: Place, lines: dict[Place, int]) -> dict[str, object]:
    values: dict[str, object] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, ScalarNode):
            raise YamlError(msg("a key that is not a word"), line)
        key = str(key_node.value)
        if key in values:
            raise YamlError(msg("duplicate key “%(key)s”"), line, key=key)
        values[key] = _value(value_node, (*place, key), lines)
        lines[*place, key] = line
    return values


def _scalar(node: ScalarNode) -> object:
    """Return a truth, a whole number or nothing as such, and all else as the words that stand there."""
    text = str(node.value)
    match str(node.tag).rpartition(":")[2]:
        case "bool":
            return text.lower() == "true"
        case "null":
            return None
        case "int" if _WHOLE_NUMBER.fullmatch(text):
            return int(text)
        case _:
            return text


def _line(fault: MarkedYAMLError) -> int:
    mark = fault.problem_mark or fault.context_mark
    return int(mark.line) + 1 if mark else 1


def _first_sentence(problem: str | None) -> str:
    return (problem or "YAML").strip().splitlines()[0]


@dataclass(frozen=True, slots=True)
class Problem:
    """A value that is not what its model asks for: which, what is wrong, and in what line."""

    where: str | Said
    said: Said
    line: int

    @property
    def place(self) -> str:
        """Which value it is, by its keys."""
        return str(self.where)

    @property
    def message(self) -> str:
        """What is wrong, in a few words."""
        return str(self.said)


def validated(model: type[Model], text: YamlText) -> tuple[Model | None, tuple[Problem, ...]]:
    """Return what a document says, or the problems that keep it from being read."""
    try:
        as_json = json.dumps(text.value)
        return model.model_validate_json(as_json, strict=True), ()
    except ValidationError as fault:
        return None, tuple(_problem({**one}, text) for one in fault.errors())


_CHOICE: Final = msg("must be %(expected)s")
_PAIRS: Final = msg("must have keys and values")
_DAY: Final = msg("must be a day, such as 2026-07-01")
MESSAGES: Final = {
    "extra_forbidden": msg("unknown key"),
    "missing": msg("missing"),
    "model_type": _PAIRS,
    "dict_type": _PAIRS,
    "tuple_type": msg("must be a list, such as [a, b]"),
    "string_type": msg("must be words"),
    "string_pattern_mismatch": msg("must be words in one line"),
    "bool_type": msg("must be true or false"),
    "date_from_datetime_parsing": _DAY,
    "date_parsing": _DAY,
    "date_type": _DAY,
    "enum": _CHOICE,
    "literal_error": _CHOICE,
}
"""What is wrong, by the name that pydantic has for it; for others pydantic's own words do."""


def _problem(fault: dict[str, Any], text: YamlText) -> Problem:
    place = tuple(step for step in fault["loc"] if step != "[key]")
    return Problem(_told(place), _said(fault), text.line(place))


def _said(fault: dict[str, Any]) -> Said:
    details = fault.get("ctx", {})
    refused = details.get("error")
    if isinstance(refused, UnfitError):
        return refused.said
    if fault["type"] not in MESSAGES:
        return Said(fault["msg"].removeprefix("Value error, "))
    message = MESSAGES[fault["type"]]
    return Said(
        message, (("expected", _any_of(details["expected"])),) if message == _CHOICE else ()
    )


def _any_of(expected: str) -> str | Said:
    """Return what pydantic lists as one value or another, its “or” to be translated too."""
    others, is_several, last = expected.rpartition(" or ")
    return Said(_OR, (("others", others), ("last", last))) if is_several else last


_OR: Final = msg("%(others)s or %(last)s")


def _told(place: Place) -> str | Said:
    """Return a place as it is told to people, who count from one."""
    if not place:
        return Said(msg("the document"))
    told: str | Said = str(place[0])
    for step in place[1:]:
        key = ("key", step) if isinstance(step, str) else ("number", step + 1)
        told = Said(_IN[key[0]], (("place", told), key))
    return told


_IN: Final = {"key": msg("%(place)s, %(key)s"), "number": msg("%(place)s, item %(number)s")}
