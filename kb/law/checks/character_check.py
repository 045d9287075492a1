"""Characters that deceive: invisible ones, bidirectional controls, letters of another alphabet.

The source and the text as read are both looked at, because an entity such as `&#8238;` is innocent
in the one and a control character in the other.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from kb.law.act import Expression
from kb.law.finding import Finding, error, warning
from kb.law.folder import METADATA, TEXTS
from kb.law.plain import printed

INVISIBLE: Final = error(
    "characters.invisible",
    "An invisible or control character, %(name)s (U+%(code)s), in column %(column)s.",
    "Delete it.",
)
MIXED: Final = error(
    "characters.mixed",
    "“%(word)s” mixes Latin and Cyrillic letters (%(odd)s).",
    "Type the word again in one alphabet.",
)
DECOMPOSED: Final = warning(
    "characters.decomposed", "Letters are composed of several characters.", "Save the file in NFC."
)
MARKUP: Final = error(
    "characters.markup",
    "“%(markup)s” would be shown as it stands.",
    "Write plain Markdown: HTML and images have no place in the text of an act.",
)

_REFUSED: Final = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})
_REFUSED_TOO: Final = frozenset("\u3164\u115f\u1160\u2800\ufffc")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f\u0259]")
_CYRILLIC: Final = re.compile(r"[\u0400-\u052f]")
_HTML: Final = re.compile(r"</?[a-zA-Z][^<>]{0,80}>|!\[[^\]]{0,80}\]\([^)]{0,200}\)")
_ANCHOR: Final = re.compile(r'<a (?:id|name)="[^"]*">|</a>')


def check(source: str, file: str, expression: Expression | None = None) -> Iterator[Finding]:
    """Yield the deceiving characters of one file, and of its text as read."""
    if not unicodedata.is_normalized("NFC", source):
        yield Finding(DECOMPOSED, file, 1)
    for number, line in enumerate(source.split("\n"), start=1):
        yield from _invisible(line, file, number)
        yield from _mixed(line, file, number)
        yield from _markup(line, file, number)
    if expression is not None:
        yield from _hidden(expression, set(source))


def _hidden(expression: Expression, in_source: set[str]) -> Iterator[Finding]:
    """Look at the text as read for what the source does not show."""
    for provision in expression.walk():
        words = printed(provision)
        if not in_source.issuperset(words):
            new = "".join(character for character in words if character not in in_source)
            yield from _invisible(new, TEXTS[expression.language], provision.line)


def _invisible(line: str, file: str, number: int) -> Iterator[Finding]:
    if line.isascii() and line.isprintable():
        return
    for column, character in enumerate(line, start=1):
        if character == "\t":
            continue
        if unicodedata.category(character) in _REFUSED or character in _REFUSED_TOO:
            name = unicodedata.name(character, "a control character")
            details = {"name": name, "code": f"{ord(character):04X}", "column": column}
            yield Finding(INVISIBLE, file, number, details)


def _mixed(line: str, file: str, number: int) -> Iterator[Finding]:
    for match in _WORD.finditer(line):
        word = match[0]
        latin, cyrillic = _LATIN.findall(word), _CYRILLIC.findall(word)
        if latin and cyrillic:
            odd = latin if len(latin) <= len(cyrillic) else cyrillic
            named = ", ".join(sorted({f"{c} is {unicodedata.name(c, '?')}" for c in odd}))
            yield Finding(MIXED, file, number, {"word": word, "odd": named})


def _markup(line: str, file: str, number: int) -> Iterator[Finding]:
    if file == METADATA:
        return
    for match in _HTML.finditer(line):
        if not _ANCHOR.fullmatch(match[0]):
            yield Finding(MARKUP, file, number, {"markup": match[0]})
