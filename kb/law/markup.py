"""Markdown as a list of blocks, in which numbers are text and stay as printed.

Markdown renumbers lists, takes an indented paragraph for code and swallows what looks like a
link definition. None of that may happen to a law: those rules are off, and the rules of
`kb.law.markup_rules` read numbers instead.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from itertools import pairwise
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from kb.law.markup_rules import MARKED, numbered_plugin

PLAIN: Final = re.compile(r"[^*_\[\]\\`&<>\n]*")
"""Text in which Markdown has nothing to say."""

_ANCHOR: Final = re.compile(r'(?:<a\s+(?:id|name)="[^"]*">\s*</a>\s*)+')
_EMPHASISED: Final = re.compile(r"(?P<mark>\*{1,3}|_{1,3})(?P<inner>[^*_].*?)(?P=mark)", re.DOTALL)
_STRONG: Final = re.compile(
    r"(?:\*\*|__)(?P<inner>(?:[^*_]|\*(?!\*)|_(?!_))+)(?:\*\*|__)", re.DOTALL
)


class BlockKind(Enum):
    """What a block of Markdown is."""

    HEADING = auto()
    TEXT = auto()
    NOTE = auto()
    TABLE = auto()
    DEFINITION = auto()
    RULE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, heading, quotation or table, with the printed number that it begins with.

    `line` counts from 1, `indent` in columns. `marker` is "1.", "1)", "(a)" or "–", `term` what a
    definition list defines.
    """

    kind: BlockKind
    line: int
    indent: int = 0
    level: int = 0
    marker: str = ""
    term: str = ""
    markup: str = ""
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def bold(self) -> str:
        """What stands inside the block, if all of it is bold: real acts print headings so."""
        match = _STRONG.fullmatch(self.markup)
        return match["inner"] if match else ""


def blocks(source: str, *, front_matter: bool = False) -> Iterator[Block]:
    """Yield the blocks of a Markdown text in their order; never fails."""
    lines = source.split("\n")
    tokens = _reader(front_matter=front_matter).parse(source)
    index = 0
    while index < len(tokens):
        end = _end(tokens, index)
        yield from _blocks(tokens[index : end + 1], lines)
        index = end + 1


def plain(markup: str) -> str:
    """Return the words of an inline Markdown text, as they are read."""
    if PLAIN.fullmatch(markup):
        return markup
    return "".join(_words(inline(markup)))


def inline(markup: str) -> list[Token]:
    """Return the tokens of an inline Markdown text."""
    reader = _reader(front_matter=False)
    tokens: list[Token] = []
    reader.inline.parse(markup, reader, {}, tokens)
    return tokens


def links(markup: str) -> Iterator[str]:
    """Yield where the links of an inline Markdown text lead."""
    if "](" in markup:
        yield from (str(t.attrs["href"]) for t in inline(markup) if t.type == "link_open")


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in {"text", "text_special", "code_inline"}:
            yield token.content
        elif token.type in {"softbreak", "hardbreak"}:
            yield " "


@cache
def _reader(*, front_matter: bool) -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.disable(["code", "fence", "html_block", "lheading", "list", "reference"])
    reader.disable(["autolink", "html_inline", "image"])
    reader.core.ruler.disable(["inline", "text_join"])
    reader.use(deflist_plugin).use(numbered_plugin)
    return reader.use(front_matter_plugin) if front_matter else reader


def _end(tokens: Sequence[Token], start: int) -> int:
    """Return where the block that opens at `start` closes."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth <= 0:
            return index
    return len(tokens) - 1


def _blocks(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Block]:
    first = tokens[0]
    line = first.map[0] if first.map else 0
    indent = _indent(lines, line)
    match first.type:
        case "paragraph_open" | "marked_open":
            yield from _text(tokens, line, indent)
        case "heading_open":
            yield _heading(tokens, line)
        case "blockquote_open":
            yield _note(tokens, line, indent)
        case "table_open":
            yield _table(tokens, line, indent)
        case "dl_open":
            yield from _definitions(tokens)
        case "hr":
            yield Block(kind=BlockKind.RULE, line=line + 1)


def _indent(lines: Sequence[str], line: int) -> int:
    text = lines[line].expandtabs(4) if line < len(lines) else ""
    return len(text) - len(text.lstrip())


def _heading(tokens: Sequence[Token], line: int) -> Block:
    level = int(tokens[0].tag.removeprefix("h"))
    return Block(kind=BlockKind.HEADING, line=line + 1, level=level, markup=tokens[1].content)


def _text(tokens: Sequence[Token], line: int, indent: int) -> Iterator[Block]:
    markup = tokens[1].content
    if not _ANCHOR.fullmatch(markup):
        marker = tokens[0].meta.get(MARKED, "")
        yield Block(kind=BlockKind.TEXT, line=line + 1, indent=indent, marker=marker, markup=markup)


def _note(tokens: Sequence[Token], line: int, indent: int) -> Block:
    parts = []
    for opening, token in pairwise(tokens):
        if token.type == "inline":
            marker = opening.meta.get(MARKED, "")
            parts.append(f"{marker} {token.content}" if marker else token.content)
    markup = "\n".join(_unwrapped(part) for part in parts)
    return Block(kind=BlockKind.NOTE, line=line + 1, indent=indent, markup=markup)


def _unwrapped(markup: str) -> str:
    """Return a note without the italics that it is set in as a whole."""
    match = _EMPHASISED.fullmatch(markup)
    return match["inner"] if match and match["mark"] not in match["inner"] else markup


def _table(tokens: Sequence[Token], line: int, indent: int) -> Block:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(plain(token.content))
    table = tuple(tuple(row) for row in rows)
    return Block(kind=BlockKind.TABLE, line=line + 1, indent=indent, rows=table)


def _definitions(tokens: Sequence[Token]) -> Iterator[Block]:
    """Yield the meanings of a definition list; a term without one is kept as a meaning without words."""
    term, line = "", 0
    for opening, token in pairwise(tokens):
        if token.type != "inline":
            continue
        if opening.type == "dt_open":
            if term:
                yield Block(kind=BlockKind.DEFINITION, line=line, term=term)
            term, line = plain(token.content), (token.map or [0])[0] + 1
        else:
            at = (token.map or [0])[0] + 1
            yield Block(kind=BlockKind.DEFINITION, line=at, term=term, markup=token.content)
            term = ""
    if term:
        yield Block(kind=BlockKind.DEFINITION, line=line, term=term)
