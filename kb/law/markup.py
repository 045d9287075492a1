"""Markdown as a list of blocks, in which numbers are text and stay as printed.

Markdown renumbers lists, takes an indented paragraph for code and swallows what looks like a
link definition. None of that may happen to a law: those rules are off, and the rules of
`kb.law.markup_rules` read numbers instead.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple, Self

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from kb.law.identifiers import ACT_ID
from kb.law.markup_rules import MARKED, lossless_plugin, numbered_plugin

PLAIN: Final = re.compile(r"[^*_\[\]\\`&<>\n]*")
"""Text in which Markdown has nothing to say."""

ANCHOR: Final = re.compile(r'<a\s+(?:id|name)="[^"]*">\s*</a>\s*')
"""What marks a place in real acts; an address takes its place."""

_LINK: Final = re.compile(rf"(?:https?://|mailto:).+|(?:{ACT_ID.pattern})?#.*")
_EMPHASISED: Final = re.compile(r"(?P<mark>\*{1,3}|_{1,3})(?P<inner>[^*_].*?)(?P=mark)", re.DOTALL)
_STRONG: Final = re.compile(
    r"(?:\*\*|__)(?P<inner>(?:[^*_\n]|\*(?!\*)|_(?!_))+)(?:\*\*|__)[ \t]*(?:\n|$)"
)
_TEXTS: Final = frozenset({"text", "text_special", "code_inline"})
_BREAKS: Final = frozenset({"softbreak", "hardbreak"})
_NEW_LINE: Final = re.compile(r"\r\n?")
_BYTE_ORDER_MARK: Final = "\ufeff"


class BlockKind(Enum):
    """What a block of Markdown is."""

    HEADING = auto()
    TEXT = auto()
    NOTE = auto()
    TABLE = auto()
    DEFINITION = auto()
    RULE = auto()


class Link(NamedTuple):
    """A link that somebody made: where it leads, and where in the plain text its words stand."""

    target: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, heading, quotation or table, with the printed number that it begins with.

    `line` counts from 1, `indent` in columns. `marker` is "1.", "1)", "(a)" or "–", `term` what a
    definition list defines; its meaning begins in `text_line`.
    """

    kind: BlockKind
    line: int
    text_line: int = 0
    indent: int = 0
    level: int = 0
    marker: str = ""
    term: str = ""
    markup: str = ""
    rows: tuple[tuple[str, ...], ...] = ()

    def split_bold(self) -> tuple[str, Self | None]:
        """Return the first line if all of it is bold, as real acts print headings, and the rest."""
        match = _STRONG.match(self.markup)
        if match is None:
            return "", None
        rest = self.markup[match.end() :]
        return match["inner"], replace(self, line=self.line + 1, markup=rest) if rest else None


def blocks(source: str, *, front_matter: bool = False) -> Iterator[Block]:
    """Yield the blocks of a Markdown text in their order; never fails."""
    text = _NEW_LINE.sub("\n", source.removeprefix(_BYTE_ORDER_MARK))
    lines = text.split("\n")
    tokens = _reader(front_matter=front_matter).parse(text)
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


def breaks(markup: str, offset: int) -> int:
    """Return how many lines end before the character at `offset` of the plain text."""
    if "\n" not in markup:
        return 0
    before, at = 0, 0
    for token in inline(markup):
        words = "".join(_words([token]))
        at += len(words)
        if at > offset:
            break
        before += token.type in _BREAKS
    return before


def inline(markup: str) -> list[Token]:
    """Return the tokens of an inline Markdown text."""
    reader = _reader(front_matter=False)
    tokens: list[Token] = []
    reader.inline.parse(markup, reader, {}, tokens)
    return tokens


def links(markup: str) -> Iterator[Link]:
    """Yield the links of an inline Markdown text in their order."""
    if "](" not in markup:
        return
    target, start, at = "", 0, 0
    for token in inline(markup):
        if token.type == "link_open":
            target, start = str(token.attrs["href"]), at
        elif token.type == "link_close":
            yield Link(target, start, at)
        at += len("".join(_words([token])))


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in _TEXTS:
            yield token.content
        elif token.type in _BREAKS:
            yield " "


class _Reader(MarkdownIt):
    """Takes for a link what leads to a page or a provision; "[…](i)" in a law is no link."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return _LINK.fullmatch(url) is not None


@cache
def _reader(*, front_matter: bool) -> MarkdownIt:
    reader = _Reader("commonmark", {"html": False}).enable("table")
    reader.disable(["code", "fence", "html_block", "lheading", "list", "reference"])
    reader.disable(["autolink", "html_inline", "image"])
    reader.core.ruler.disable(["inline", "text_join"])
    reader.use(deflist_plugin).use(numbered_plugin).use(lossless_plugin)
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
            yield from _definitions(tokens, indent)
        case "hr":
            yield Block(kind=BlockKind.RULE, line=line + 1)


def _indent(lines: Sequence[str], line: int) -> int:
    text = lines[line].expandtabs(4) if line < len(lines) else ""
    return len(text) - len(text.lstrip())


def _heading(tokens: Sequence[Token], line: int) -> Block:
    level = int(tokens[0].tag.removeprefix("h"))
    markup = _without_anchors(tokens[1].content)
    return Block(kind=BlockKind.HEADING, line=line + 1, level=level, markup=markup)


def _text(tokens: Sequence[Token], line: int, indent: int) -> Iterator[Block]:
    content, marker = tokens[1].content, tokens[0].meta.get(MARKED, "")
    markup = _without_anchors(content)
    if markup or marker:
        above = content[: len(content) - len(markup)] if content.endswith(markup) else ""
        at = line + 1 + above.count("\n")
        yield Block(kind=BlockKind.TEXT, line=at, indent=indent, marker=marker, markup=markup)


def _without_anchors(markup: str) -> str:
    return ANCHOR.sub("", markup).strip() if "<a" in markup else markup


def _note(tokens: Sequence[Token], line: int, indent: int) -> Block:
    parts = [
        _marked(opening, token) for opening, token in pairwise(tokens) if token.type == "inline"
    ]
    markup = "\n".join(_unwrapped(part) for part in parts)
    return Block(kind=BlockKind.NOTE, line=line + 1, indent=indent, markup=markup)


def _marked(opening: Token, words: Token) -> str:
    """Return words with the printed number that they begin with, where it has no place of its own."""
    marker, markup = opening.meta.get(MARKED, ""), _without_anchors(words.content)
    return f"{marker} {markup}" if marker else markup


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
            rows[-1].append(plain(_without_anchors(token.content)))
    table = tuple(tuple(row) for row in rows)
    return Block(kind=BlockKind.TABLE, line=line + 1, indent=indent, rows=table)


def _definitions(tokens: Sequence[Token], indent: int) -> Iterator[Block]:
    """Yield the meanings of a definition list; a term without one is kept as a meaning without words."""
    term: Block | None = None
    for opening, token in pairwise(tokens):
        if token.type != "inline":
            continue
        line = (token.map or [0])[0] + 1
        block = Block(kind=BlockKind.DEFINITION, line=line, indent=indent)
        if opening.type != "dt_open":
            yield replace(term or block, text_line=line, markup=_marked(opening, token))
            term = None
            continue
        if term:
            yield term
        term = replace(block, term=plain(token.content))
    if term:
        yield term
