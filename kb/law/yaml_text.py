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
    """The text is not the plain YAML that is read here; `line` counts from 1."""

    def __init__(self, problem: str, line: int = 1) -> None:
        super().__init__(problem)
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
        problem = f"{size:,} bytes; at most {most_bytes:,} are read"
        raise YamlError(problem)
    try:
        return _read(text)
    except YamlError:
        raise
    except ReaderError as fault:
        line = text.count("\n", 0, fault.position) + 1
        problem = f"a character that YAML does not allow (U+{fault.character:04X})"
        raise YamlError(problem, line) from fault
    except MarkedYAMLError as fault:
        raise YamlError(_first_sentence(fault.problem), _line(fault)) from fault
    except Exception as fault:  # The reader raises errors of many kinds on damaged text.
        problem = f"cannot be read as YAML ({type(fault).__name__})"
        raise YamlError(problem) from fault


def _read(text: str) -> YamlText:
    for problem, line in _surprises(text):
        raise YamlError(problem, line)
    lines: dict[Place, int] = {(): 1}
    root = YAML(typ="rt", pure=True).compose(text)
    return YamlText(text, _value(root, (), lines), lines)


def _surprises(text: str) -> Iterator[tuple[str, int]]:
    """Yield what is refused, as far as it can be seen before the values are put together."""
    has_begun, depth = False, 0
    for token in YAML(typ="rt", pure=True).scan(StringIO(text)):
        line = token.start_mark.line + 1
        depth += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
        match token:
            case _ if depth > _MOST_DEPTH:
                yield "lists within lists, too deep to read", line
            case AnchorToken():
                yield f"anchor &{token.value}: write the value out", line
            case AliasToken():
                yield f"alias *{token.value}: write the value out", line
            case TagToken():
                yield "a tag (!…): plain values only", line
            case DirectiveToken():
                yield "a directive (%…): plain values only", line
            case DocumentStartToken() if has_begun:
                yield "a second document (---): one to a file", line
            case DocumentEndToken():
                yield "the end of a document (...): leave it out", line
            case ScalarToken() if token.plain and token.value == "<<":
                yield "a merge key (<<): write the values out", line
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
            problem = "a key that is not a word"
            raise YamlError(problem, line)
        key = str(key_node.value)
        if key in values:
            problem = f"duplicate key “{key}”"
            raise YamlError(problem, line)
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
    return (problem or "cannot be read as YAML").strip().splitlines()[0]


@dataclass(frozen=True, slots=True)
class Problem:
    """A value that is not what its model asks for: which, what is wrong, and in what line."""

    place: str
    message: str
    line: int


def validated(model: type[Model], text: YamlText) -> tuple[Model | None, tuple[Problem, ...]]:
    """Return what a document says, or the problems that keep it from being read."""
    try:
        as_json = json.dumps(text.value)
        return model.model_validate_json(as_json, strict=True), ()
    except ValidationError as fault:
        return None, tuple(_problem({**one}, text) for one in fault.errors())


_MESSAGES: Final = {
    "extra_forbidden": "unknown key",
    "missing": "missing",
    "model_type": "must have keys and values",
    "dict_type": "must have keys and values",
    "tuple_type": "must be a list, such as [a, b]",
    "string_type": "must be words",
    "string_pattern_mismatch": "must be words in one line",
    "bool_type": "must be true or false",
    "date_from_datetime_parsing": "must be a day, such as 2026-07-01",
    "date_parsing": "must be a day, such as 2026-07-01",
    "date_type": "must be a day, such as 2026-07-01",
}
"""What is wrong, by the name that pydantic has for it; for others pydantic's own words do."""


def _problem(fault: dict[str, Any], text: YamlText) -> Problem:
    place = tuple(step for step in fault["loc"] if step != "[key]")
    if fault["type"] in {"enum", "literal_error"}:
        message = f"must be {fault['ctx']['expected']}"
    else:
        message = _MESSAGES.get(fault["type"], fault["msg"].removeprefix("Value error, "))
    return Problem(_told(place), message, text.line(place))


def _told(place: Place) -> str:
    """Return a place as it is told to people, who count from one."""
    steps = (step if isinstance(step, str) else f"item {step + 1}" for step in place)
    return ", ".join(steps) or "the document"
