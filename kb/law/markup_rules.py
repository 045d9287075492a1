r"""The rules of Markdown that this project adds, so that numbers stay as printed and no word is lost.

A line that begins with a printed number takes the place of Markdown's lists: "1.", "5-1.", "1)",
"1\)", "(a)" and a dash begin a block of their own, and the number is kept as it stands. Where
Markdown throws text away (cells beyond those of the heading row, quotations within quotations
beyond its limit), the text is kept.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, paragraph, table
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.token import Token

from kb.law.numbering import NUMBER

MARKED: Final = "marker"

DEEPEST: Final = 8
"""How deep a block may lie in quotations and definitions; deeper ones are plain text. Markdown's own
limit, at which it throws away the text, is not reached."""

_MARKER: Final = re.compile(
    rf"(?:(?P<number>{NUMBER})\\?[.)]|(?P<bullet>[-–—•*])|(?P<bracket>\(\*?[0-9A-Za-z]{{1,5}}\*?\)))"
    r"(?:[ \t]+|$)"
)
_STARTS: Final = frozenset({"1", "1-1"})


def numbered_plugin(reader: MarkdownIt) -> None:
    """Teach a Markdown reader the numbered line."""
    reader.block.ruler.before("paragraph", "marked", _marked, {"alt": ["paragraph", "blockquote"]})


def lossless_plugin(reader: MarkdownIt) -> None:
    """Make a Markdown reader keep the text that it would throw away."""
    reader.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    reader.block.ruler.before("table", "too_deep", _too_deep)


# Numbered lines


def _marked(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    match = _MARKER.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    if match is None:
        return False
    if silent:
        return state.parentType == "marked" or _interrupts(match)
    _open(state, start, end, match)
    return True


def _interrupts(match: re.Match[str]) -> bool:
    """Tell whether the line ends an unnumbered paragraph, which a year at a line's start must not."""
    return bool(match["bullet"]) or match["number"] in _STARTS


def _open(state: StateBlock, start: int, end: int, match: re.Match[str]) -> None:
    outer, state.parentType = state.parentType, "marked"
    after = _after(state, start, end)
    state.parentType = outer
    content = state.getLines(start, after, state.blkIndent, False)  # noqa: FBT003
    state.line = after
    opening = state.push("marked_open", "p", 1)
    opening.map = [start, after]
    opening.meta[MARKED] = match[0].strip().replace("\\", "").replace("*", "") or match[0].strip()
    words = state.push("inline", "", 0)
    words.content = content.lstrip()[len(match[0].rstrip()) :].strip()
    words.map = [start, after]
    words.children = []
    state.push("marked_close", "p", -1)


def _after(state: StateBlock, start: int, end: int) -> int:
    """Return the line after the block: the next empty one, or one that begins another block."""
    rules = state.md.block.ruler.getRules("paragraph")
    line = start + 1
    while line < end and not state.isEmpty(line):
        if state.sCount[line] >= 0 and any(rule(state, line, end, True) for rule in rules):  # noqa: FBT003
            break
        line += 1
    return line


# Text that would be lost


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    return state.level >= DEEPEST and paragraph(state, start, end, silent)


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    before = len(state.tokens)
    found = table(state, start, end, silent)
    if found and not silent:
        state.tokens[before:] = _with_all_cells(state, state.tokens[before:])
    return found


def _with_all_cells(state: StateBlock, tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens of a table, with the cells that its heading row has no column for."""
    line = cells = 0
    for token in tokens:
        if token.type == "tr_open" and token.map:
            line, cells = token.map[0], 0
        elif token.type == "td_open":
            cells += 1
        elif token.type == "tr_close" and cells:
            for words in _cells(getLine(state, line))[cells:]:
                yield from _cell(words, line)
        yield token


def _cells(line: str) -> list[str]:
    """Return the cells of a row, up to the last that says something."""
    cells = [cell.strip() for cell in escapedSplit(line.strip().removeprefix("|"))]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _cell(words: str, line: int) -> Iterator[Token]:
    yield Token("td_open", "td", 1)
    yield Token("inline", "", 0, content=words, map=[line, line + 1], children=[])
    yield Token("td_close", "td", -1)
