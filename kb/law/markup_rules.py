r"""The rule of Markdown that this project adds: a line that begins with a printed number.

It takes the place of Markdown's lists. "1.", "5-1.", "1)", "1\)", "(a)" and a dash begin a block of
their own; the number is kept as it stands.
"""

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

MARKED: Final = "marker"

_NUMBER: Final = r"\d{1,9}(?:-\d{1,9}){0,3}"
_MARKER: Final = re.compile(
    rf"(?:(?P<number>{_NUMBER})\\?[.)]|(?P<bullet>[-–—•*])|(?P<bracket>\(\*?[0-9A-Za-z]{{1,5}}\*?\)))"
    r"(?:[ \t]+|$)"
)
_STARTS: Final = frozenset({"1", "1-1"})


def numbered_plugin(reader: MarkdownIt) -> None:
    """Teach a Markdown reader the numbered line."""
    reader.block.ruler.before("paragraph", "marked", _marked, {"alt": ["paragraph", "blockquote"]})


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
