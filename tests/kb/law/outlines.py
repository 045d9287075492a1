"""Acts as outlines that a person can read, and files of pairs: a text, and the outline expected of it.

A file has, for each pair, the name of the case, a line with a dot, the text, a dot, the outline, a
dot. In an outline every provision has its line: its address, the line of the source in which it
begins (and the one in which its words begin, if that is another), its number and heading, and
behind a bar its own words.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.language import Language
from kb.law.act import Expression, Provision
from kb.law.parse import parse
from kb.law.profile import KZ, Profile

PAIR = re.compile(
    r"(?P<name>[^\n]+)\n\.\n(?P<text>.*?)^\.\n(?P<outline>.*?)^\.\n\s*", re.DOTALL | re.MULTILINE
)


def outline(expression: Expression) -> list[str]:
    """Return the tree of an act, a line for each provision."""
    title = [f"= {expression.title} @{expression.title_line}"] if expression.title else []
    return title + [line for each in expression.provisions for line in _lines(each, "")]


def outlined(text: str, language: Language = Language.RU, profile: Profile = KZ) -> list[str]:
    """Return the outline of a Markdown text."""
    return outline(parse(text, language, profile))


def _lines(provision: Provision, indent: str) -> Iterator[str]:
    line = f"@{provision.line}"
    if provision.text_line != provision.line:
        line += f"/{provision.text_line}"
    words = provision.text.replace("\t", " ¦ ").replace("\n", " // ")
    parts = (provision.eid, line, provision.label, provision.heading, f"| {words}" if words else "")
    yield (indent + " ".join(part for part in parts if part)).rstrip()
    for child in provision.children:
        yield from _lines(child, indent + "  ")


def pairs(path: Path) -> list[object]:
    """Return the cases of a file, each with its text and the lines of its outline."""
    source = path.read_text(encoding="utf-8")
    found = list(PAIR.finditer(source))
    assert "".join(match[0] for match in found) == source, f"{path} has more in it than pairs"
    return [
        pytest.param(
            match["text"], match["outline"].splitlines(), id=f"{path.stem}: {match['name']}"
        )
        for match in found
    ]
