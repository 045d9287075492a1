"""From Markdown to the tree of an act's provisions.

Reads the shapes of real acts (numbering, heading order in three languages, parts after a list,
two lists in one paragraph), and never fails: what it does not understand stays as text.
"""

import re
from collections.abc import Iterable
from typing import Final

from kb.language import Language
from kb.law.act import CONTAINERS, RANK, Expression, ProvisionKind
from kb.law.eids import address_all
from kb.law.markup import Block, BlockKind, blocks, plain
from kb.law.profile import KZ, HeadingPattern, Profile
from kb.law.tree import Node

PARSER_VERSION: Final = 3
"""Changes whenever the same text may parse otherwise; what was stored for another is made anew."""

Kind = ProvisionKind

_BULLETS: Final = frozenset("-–—•*")
_HOLDS_TEXT_ONLY: Final = frozenset({Kind.PREAMBLE, Kind.CONCLUSION})
_NUMBERED: Final = frozenset({Kind.PARAGRAPH, Kind.SUBPARAGRAPH, Kind.INDENT})


def parse(source: str, language: Language, profile: Profile = KZ) -> Expression:
    """Return the act that a Markdown text holds; any text is one."""
    reading = _Reading(profile, language)
    reading.take(blocks(source, front_matter=profile.front_matter))
    return Expression(
        language=language,
        title=reading.title,
        title_line=reading.title_line,
        provisions=tuple(node.frozen() for node in address_all(reading.top)),
    )


class _Reading:
    """One pass over the blocks.

    `_open` are the units that may still grow, the greatest first; `_drawn` is a line drawn behind
    them, after which words that begin no unit are the conclusion.
    """

    def __init__(self, profile: Profile, language: Language) -> None:
        self._headings = profile.headings[language]
        self._markers = profile.markers
        self._open: list[Node] = []
        self._drawn: Block | None = None
        self.title = ""
        self.title_line = 0
        self.top: list[Node] = []

    def take(self, text: Iterable[Block]) -> None:
        for block in text:
            match block.kind:
                case BlockKind.HEADING:
                    self._take_heading(block)
                case BlockKind.TEXT:
                    self._take_text(block)
                case BlockKind.NOTE:
                    self._append(self._annotated(block), _node(Kind.NOTE, block))
                case BlockKind.TABLE:
                    self._append(self._annotated(block), _node(Kind.TABLE, block))
                case BlockKind.DEFINITION:
                    self._take_definition(block)
                case BlockKind.RULE:
                    self._draw(block)

    # Headings

    def _take_heading(self, block: Block) -> None:
        words = plain(block.markup)
        if self._take_unit_heading(block, words):
            return
        if block.level == 1 and not self.title and not self.top:
            self.title, self.title_line = words, block.line
            return
        self._begin(Node(Kind.GROUP, heading=words, line=block.line))

    def _take_unit_heading(self, block: Block, words: str) -> bool:
        for pattern in self._headings:
            match = pattern.pattern.fullmatch(words)
            if match is not None:
                self._begin(_unit(pattern, match, block))
                return True
        return False

    def _begin(self, node: Node) -> None:
        """Close what `node` does not stand in, and let it grow."""
        self._drawn = None
        while self._open and (
            self._open[-1].rank >= node.rank or self._open[-1].kind in _HOLDS_TEXT_ONLY
        ):
            self._open.pop()
        self._append(self._open[-1] if self._open else None, node)
        self._open.append(node)

    # Text

    def _take_text(self, block: Block) -> None:
        if not block.marker:
            self._take_words(block)
            return
        kind, number = self._marked(block.marker)
        node = _node(kind, block)
        node.number, node.label = number, block.marker
        match kind:
            case Kind.PARAGRAPH:
                self._begin(node)
            case Kind.INDENT | Kind.SUBPARAGRAPH if number:
                self._list(node)
            case Kind.INDENT:
                self._append(self._outer(block.indent, kind), node)
            case _:
                self._say(block)

    def _take_words(self, block: Block) -> None:
        bold, rest = block.split_bold() if block.indent == 0 else ("", None)
        if not (bold and self._take_unit_heading(block, plain(bold))):
            self._say(block)
        elif rest is not None:
            self._say(rest)

    def _marked(self, marker: str) -> tuple[ProvisionKind, str]:
        """Return what a printed number counts; a part is what has none."""
        if marker in _BULLETS:
            return Kind.INDENT, ""
        for pattern in self._markers:
            match = pattern.pattern.fullmatch(marker)
            if match is not None:
                return pattern.kind, match["number"]
        return Kind.PART, ""

    def _say(self, block: Block) -> None:
        """Add words without a number of their own: the first of a unit, or a further part."""
        owner = self._outer(block.indent, Kind.PART)
        node = _node(Kind.PART, block)
        if block.marker:
            node.text = f"{block.marker} {node.text}".rstrip()
            node.markup = f"{block.marker} {node.markup}".rstrip()
        if owner is None:
            owner = self._preamble(block)
        if owner.is_blank:
            self._close_to(owner)
            owner.text, owner.markup, owner.text_line = node.text, node.markup, node.line
            return
        if owner.kind is Kind.SUBPARAGRAPH:
            node.kind = Kind.INDENT
        self._append(owner, node)

    def _take_definition(self, block: Block) -> None:
        node = _node(Kind.PART, block)
        node.heading = block.term
        self._append(self._outer(block.indent, Kind.PART) or self._preamble(block), node)

    # Lists

    def _list(self, node: Node) -> None:
        """Add a numbered item; a list that starts anew belongs to the part that introduces it."""
        still_open = self._still_open()
        while still_open and still_open[-1].rank >= node.rank:
            still_open.pop()
        parent = still_open[-1] if still_open else self._preamble(node)
        last = parent.children[-1] if parent.children else None
        if last is not None and last.kind is Kind.PART and _starts_anew(parent, last, node.number):
            parent = last
        parent.children.append(node)
        if node.kind is Kind.SUBPARAGRAPH:
            self._open.append(node)

    # Where things belong

    def _draw(self, line: Block) -> None:
        if any(node.kind is not Kind.PREAMBLE for node in self.top):
            self._drawn = line

    def _still_open(self) -> list[Node]:
        """Return the units that may grow; behind a drawn line that is the conclusion."""
        if self._drawn is not None:
            line, self._drawn = self._drawn, None
            self._preamble(line)
        return self._open

    def _outer(self, indent: int, kind: ProvisionKind) -> Node | None:
        """Return the open unit that words at this indent belong to."""
        still_open = self._still_open()
        for node in reversed(still_open):
            if node.kind not in _NUMBERED or node.indent < indent:
                return node
        if still_open and (kind is Kind.INDENT or still_open[0].kind is Kind.PARAGRAPH):
            return still_open[0]
        return None

    def _annotated(self, block: Block) -> Node | None:
        """Return what a note or a table at the margin belongs to: the basic unit before it."""
        if block.indent:
            return self._outer(block.indent, Kind.NOTE)
        kinds = {node.kind: node for node in self._still_open()}
        return kinds.get(Kind.ARTICLE) or kinds.get(Kind.PARAGRAPH) or self._innermost_container()

    def _innermost_container(self) -> Node | None:
        return next((node for node in reversed(self._open) if node.kind in CONTAINERS), None)

    def _append(self, owner: Node | None, node: Node) -> None:
        if owner is None and node.rank > RANK[Kind.SUBPARAGRAPH]:
            owner = self._preamble(node)
        if owner is None:
            self.top.append(node)
        else:
            self._close_to(owner)
            owner.children.append(node)

    def _close_to(self, owner: Node) -> None:
        """Keep the order of the text: what was opened inside `owner` grows no more."""
        while self._open[-1] is not owner:
            self._open.pop()

    def _preamble(self, at: Block | Node) -> Node:
        """Return a container for words that stand before, or outside, every unit."""
        kind = Kind.CONCLUSION if self.top else Kind.PREAMBLE
        node = Node(kind, line=at.line)
        self.top.append(node)
        self._open = [node]
        return node


def _node(kind: ProvisionKind, block: Block) -> Node:
    text = "\n".join("\t".join(row) for row in block.rows) or plain(block.markup)
    return Node(
        kind,
        text=text,
        markup=block.markup,
        rows=block.rows,
        line=block.line,
        text_line=block.text_line,
        indent=block.indent,
    )


def _unit(pattern: HeadingPattern, match: re.Match[str], block: Block) -> Node:
    return Node(
        pattern.kind,
        number=match["number"],
        label=match["label"].strip(),
        heading=match["heading"].strip(),
        line=block.line,
    )


def _starts_anew(parent: Node, last: Node, number: str) -> bool:
    """Tell whether a list under `parent` goes on, or starts, inside its last part."""
    if last.children:
        return True
    lists = [parent, *(child for child in parent.children if child.kind is Kind.PART)]
    return any(
        child.kind is Kind.SUBPARAGRAPH and child.number == number
        for owner in lists
        for child in owner.children
    )
