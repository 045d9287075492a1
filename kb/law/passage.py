"""The lines of a provision in the Markdown of an act: what a suggested wording takes the place of.

A provision is taken as a reader sees it: heading, words, and all that belongs to it. Of a chapter,
or another unit that groups articles, that is what stands before the first of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final

from kb.errors import InvalidError, msg
from kb.language import Language
from kb.law.act import CONTAINERS, Expression, Provision
from kb.law.identifiers import EId
from kb.law.markup import ANCHOR, plain
from kb.law.parse import parse
from kb.law.passages import holds_passages

_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_END: Final = re.compile(r"\r\n?|\n")
_MARKS: Final = re.compile(r"[^\w«“\"]*")
_MARKED_LINE: Final = re.compile(r"[ \t]*(?:>[ \t]?|#{1,6}[ \t]+)?")
_DRAWN: Final = re.compile(r"[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*")


class WordingError(InvalidError):
    """A wording cannot take the place of a provision."""


class NoPassageError(WordingError):
    """The text has no such provision."""

    message = msg("The text in this language has no provision “%(eid)s”.")


class EmptyWordingError(WordingError):
    """A wording says nothing."""

    message = msg("The wording is empty. To have the provision deleted, say so in a comment.")


class BeginningError(WordingError):
    """A wording begins otherwise than with the number, or heading, of the provision."""

    message = msg("The wording must begin with “%(beginning)s”, as the provision does.")


class UnnumberedError(WordingError):
    """A wording begins with a number, or as a table or a heading, where the provision has none."""

    message = msg("The provision has no number or heading: the wording must begin with its words.")


class FurtherProvisionError(WordingError):
    """A wording holds a provision that would stand beside the one it is for."""

    message = msg(
        "“%(other)s” would be another provision. Leave it out, and suggest it in a comment of its own."
    )


class DisturbingError(WordingError):
    """With a wording, the provisions around it would be read otherwise."""

    message = msg(
        "With this wording the provisions around it would be read otherwise. Leave an empty line "
        "between paragraphs, indent what belongs to a number by three spaces, and draw no lines."
    )


@dataclass(frozen=True, slots=True)
class Passage:
    """The lines from `start` until before `end`, counted from 0; `markup` is what stands in them.

    It has neither the end of its last line, nor the empty lines around it.
    """

    eid: EId
    start: int
    end: int
    markup: str

    @property
    def indent(self) -> str:
        """The blanks before the first word."""
        return _indent(self.markup)

    @property
    def wording(self) -> str:
        """The same from the margin on, as it is shown in a field; its lines end alike."""
        return _from_margin(_END.sub("\n", self.markup))


def passage(text: str, language: Language, eid: EId) -> Passage:
    """Return the lines of a provision in a Markdown text, or raise NoPassageError."""
    return passage_in(parse(text, language), text, eid)


def passage_in(tree: Expression, text: str, eid: EId) -> Passage:
    """Return the lines of a provision, where `tree` is what was parsed from the text."""
    return _passage(list(tree.walk()), _lines(text), eid)


def passages_in(tree: Expression, text: str) -> Iterator[Passage]:
    """Yield the lines of every provision of an act, in their order."""
    order, lines = list(tree.walk()), _lines(text)
    return (_passage(order, lines, provision.eid) for provision in order)


def as_read(wording: str) -> str:
    r"""Return a wording without the marks of Markdown, and without empty lines.

    >>> as_read("10. See [paragraph 2](#para_2).\n\n   Part two.\n\n> Note.")
    '10. See paragraph 2.\nPart two.\nNote.'
    """
    lines = (plain(_MARKED_LINE.sub("", line, count=1)) for line in _END.split(wording))
    return "\n".join(line for line in lines if line.strip())


def renumbered(wording: str, was: str, now: str) -> str:
    """Return a wording that begins with another printed number; one that does not is left as it is.

    >>> renumbered("2. The council decides.", "2.", "3.")
    '3. The council decides.'
    """
    marks = _MARKS.match(wording)
    at = marks.end() if marks and not wording.startswith(was) else 0
    if not was or not wording.startswith(was, at):
        return wording
    return wording[:at] + now + wording[at + len(was) :]


def replaced(text: str, language: Language, eid: EId, wording: str) -> str:
    """Return a text with a wording in the place of a provision; all else is the same to the byte.

    The wording may begin at the margin, however the provision is indented. Raises a WordingError
    if it is not a wording for this provision alone, which says how to mend it.
    """
    return reworded(parse(text, language), text, eid, wording)[1]


def reworded(tree: Expression, text: str, eid: EId, wording: str) -> tuple[Expression, str]:
    """Return what `replaced` does, with its tree; `tree` is what was parsed from the text."""
    old, lines = passage_in(tree, text, eid), _lines(text)
    given = _shaped(wording)
    if given == _shaped(old.markup):
        return tree, text
    if not given:
        raise EmptyWordingError
    ending = _ending(lines[old.start : old.end]) or _ending(lines) or "\n"
    last = "" if _END.sub("", lines[old.end - 1]) == lines[old.end - 1] else ending
    body = _indented(given, old.indent).replace("\n", ending) + last
    made = "".join((*lines[: old.start], body, *lines[old.end :]))
    after = parse(made, tree.language)
    _refuse_others(tree, after, old)
    if _shaped(passage_in(after, made, eid).markup) != given:
        raise DisturbingError
    return after, made


def _refuse_others(before: Expression, after: Expression, old: Passage) -> None:
    """Raise WordingError unless the provision is there, and all others are as they were."""
    was, now = list(before.walk()), list(after.walk())
    one = next(provision for provision in was if provision.eid == old.eid)
    other = next((provision for provision in now if provision.eid == old.eid), None)
    if other is None or (one.kind, one.label) != (other.kind, other.label):
        beginning = _beginning(one, old)
        raise BeginningError(beginning=beginning) if beginning else UnnumberedError
    here, there = _around(was, one), _around(now, other)
    added = [each for each in there if each.eid not in {known.eid for known in here}]
    if added:
        raise FurtherProvisionError(other=_called(added[0]))
    if here != there or before.title != after.title:
        raise DisturbingError


def _passage(order: list[Provision], lines: list[str], eid: EId) -> Passage:
    at = next((at for at, provision in enumerate(order) if provision.eid == eid), None)
    if at is None:
        raise NoPassageError(eid=eid)
    behind = at + len(_parts(order[at]))
    start = min(order[at].line, len(lines)) - 1
    end = order[behind].line - 1 if behind < len(order) else len(lines)
    end = max(end, start + 1)
    while end > start + 1 and _says_nothing(lines[end - 1]):
        end -= 1
    markup = "".join(lines[start:end])
    return Passage(eid, start, end, markup.removesuffix(_ending(lines[end - 1 : end])))


def _parts(provision: Provision) -> list[Provision]:
    """Return what is read as one with a provision: of a container, what no article follows in it."""
    if provision.kind not in CONTAINERS:
        return list(provision.walk())
    loose = takewhile(lambda child: not holds_passages(child), provision.children)
    return [provision, *(part for child in loose for part in child.walk())]


def _around(order: list[Provision], provision: Provision) -> list[Provision]:
    """Return all but a provision with its parts, each by itself and wherever it stands."""
    mine = {part.eid for part in _parts(provision)}
    return [
        replace(other, line=0, text_line=0, children=()) for other in order if other.eid not in mine
    ]


def _beginning(provision: Provision, old: Passage) -> str:
    """Return what the wording of a provision begins with: its number, or the marks before its words."""
    line = old.wording.split("\n", 1)[0]
    if provision.label and provision.label in line:
        return line[: line.index(provision.label) + len(provision.label)]
    marks = _MARKS.match(line)
    return marks[0].strip() if marks else ""


def _called(provision: Provision) -> str:
    words = f"{provision.label} {provision.heading or provision.text}".split()
    return " ".join(words[:8])


def _says_nothing(line: str) -> bool:
    """Tell whether a line is empty, a mark of the place that follows, or drawn."""
    words = ANCHOR.sub("", line).strip()
    return not words or _DRAWN.fullmatch(words) is not None


def _lines(text: str) -> list[str]:
    return _LINE.findall(text) or [""]


def _ending(lines: list[str]) -> str:
    """Return how the first of some lines ends."""
    found = _END.search(lines[0]) if lines else None
    return found[0] if found else ""


def _shaped(wording: str) -> str:
    """Return a wording from the margin on, its lines ended alike, without empty ones around it."""
    lines = _END.sub("\n", wording).split("\n")
    filled = [at for at, line in enumerate(lines) if line.strip()]
    return _from_margin("\n".join(lines[filled[0] : filled[-1] + 1])) if filled else ""


def _indent(text: str) -> str:
    return text[: len(text) - len(text.lstrip(" \t"))]


def _from_margin(text: str) -> str:
    """Return lines moved to the margin, as far as the first of them is from it."""
    width = len(_indent(text))
    return "\n".join(line[min(width, len(_indent(line))) :] for line in text.split("\n"))


def _indented(text: str, indent: str) -> str:
    return "\n".join(indent + line if line.strip() else line for line in text.split("\n"))
