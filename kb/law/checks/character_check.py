"""Characters that deceive: invisible ones, bidirectional controls, letters of another alphabet.

The source and the text as read are both looked at, because an entity such as `&#8238;` is innocent
in the one and a control character in the other.
"""

import re
import unicodedata
from collections.abc import Container, Iterator
from typing import Final

from kb.errors import msg
from kb.law.act import Expression
from kb.law.finding import Finding, error, warning
from kb.law.folder import METADATA, TEXTS
from kb.law.markup import ANCHOR, plain
from kb.law.places import line_of

INVISIBLE: Final = error(
    "characters.invisible",
    msg("There is an invisible character in column %(column)s: %(name)s (U+%(code)s)."),
    msg("Delete it."),
)
MIXED: Final = error(
    "characters.mixed",
    msg("“%(word)s” mixes Latin and Cyrillic letters (%(odd)s)."),
    msg("Type the word again in one alphabet."),
)
DECOMPOSED: Final = warning(
    "characters.decomposed",
    msg("A letter is composed of several characters."),
    msg("Type it again, or save the file in the normal form NFC."),
)
MARKUP: Final = error(
    "characters.markup",
    msg("“%(markup)s” would be printed as it stands."),
    msg("Write plain Markdown: HTML and images have no place in the text of an act."),
)

_REFUSED: Final = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})
_REFUSED_TOO: Final = frozenset("\u3164\u115f\u1160\u2800\ufffc")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f\u0259]")
_CYRILLIC: Final = re.compile(r"[\u0400-\u052f]")
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_HTML: Final = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?(?:-->|$)|!\[[^\[\]]*\]\([^()]*\)")


def check(source: str, file: str, expression: Expression | None = None) -> Iterator[Finding]:
    """Yield the deceiving characters of one file, and of its text as read."""
    seen = set()
    for number, line in enumerate(source.split("\n"), start=1):
        yield from _invisible(line, file, number)
        if file != METADATA:
            yield from _markup(line, file, number)
        for finding in _mixed(line, file, number):
            seen.add(finding.details["word"])
            yield finding
        if not unicodedata.is_normalized("NFC", line):
            yield Finding(DECOMPOSED, file, number)
    if expression is not None:
        yield from _hidden(expression, seen)


def _hidden(expression: Expression, seen: Container[object]) -> Iterator[Finding]:
    """Look in the text as read for words that the source shows in pieces, such as `к**i**тап`."""
    file = TEXTS[expression.language]
    for provision in expression.walk():
        words = [(match[0], provision.line) for match in _WORD.finditer(provision.heading)]
        if provision.markup != provision.text:
            found = _WORD.finditer(provision.text)
            words += [(match[0], line_of(provision, match.start())) for match in found]
        for word, line in words:
            if word not in seen and (odd := _odd_letters(word)):
                yield Finding(MIXED, file, line, {"word": word, "odd": odd})


def _invisible(line: str, file: str, number: int) -> Iterator[Finding]:
    for column, character in _characters(line):
        if unicodedata.category(character) in _REFUSED or character in _REFUSED_TOO:
            name = unicodedata.name(character, "a control character")
            details = {"name": name, "code": f"{ord(character):04X}", "column": column}
            yield Finding(INVISIBLE, file, number, details)


def _characters(line: str) -> Iterator[tuple[int, str]]:
    """Yield the characters of a line, and those that its entities stand for, with their columns."""
    if not (line.isascii() and line.isprintable()):
        yield from ((n, c) for n, c in enumerate(line, start=1) if c != "\t")
    for entity in _ENTITY.finditer(line):
        yield from ((entity.start() + 1, c) for c in plain(entity[0]))


def _mixed(line: str, file: str, number: int) -> Iterator[Finding]:
    for match in _WORD.finditer(line):
        if odd := _odd_letters(match[0]):
            yield Finding(MIXED, file, number, {"word": match[0], "odd": odd})


def _odd_letters(word: str) -> str:
    """Return the names of the letters that are of another alphabet than the rest of a word."""
    latin, cyrillic = _LATIN.findall(word), _CYRILLIC.findall(word)
    if not (latin and cyrillic):
        return ""
    odd = latin if len(latin) <= len(cyrillic) else cyrillic
    return ", ".join(sorted({f"{c} is {unicodedata.name(c, '?')}" for c in odd}))


def _markup(line: str, file: str, number: int) -> Iterator[Finding]:
    for match in _HTML.finditer(ANCHOR.sub("", line)):
        yield Finding(MARKUP, file, number, {"markup": match[0]})
