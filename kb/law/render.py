"""Provisions as HTML, one row each, with every number as printed.

All text is escaped here, and what comes out passes nh3 as well: a mistake in one of the two is not
enough to put a script on a page.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Final
from urllib.parse import unquote

import nh3
from markdown_it.token import Token

from kb.law.act import CONTAINERS, RANK, Expression, Provision, ProvisionKind
from kb.law.identifiers import EId
from kb.law.markup import PLAIN, inline

Kind = ProvisionKind

RENDER_VERSION: Final = 2
"""Changes whenever the same provision may render otherwise."""

BY_TITLE: Final = "title:"
"""Begins the address of a provision in an act that is named by its title: which act that is, and
whether the reader may know of it, is found out when the page is put together (`resolved`)."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch of a provision's text that is a link: a reference, or a defined term.

    `start` and `end` count the characters of `Provision.text`; `css` is "ref" or "term".
    """

    start: int
    end: int
    href: str
    css: str


@dataclass(frozen=True, slots=True)
class Row:
    """A provision ready to be shown: its address, its place, and its own words as safe HTML.

    `depth` is how far the words are set in, `level` that of a heading (0 for text without one).
    """

    eid: EId
    kind: ProvisionKind
    depth: int
    level: int
    label: str
    heading: str
    html: str


Marks = Mapping[EId, Sequence[Mark]]

_LOWEST: Final = 6
_HEADED: Final = CONTAINERS | {Kind.ARTICLE}
_LEVEL_WITH_PARENT: Final = frozenset({Kind.PART, Kind.NOTE, Kind.TABLE})
_WORDS: Final = frozenset({"text", "text_special", "softbreak"})
_TAGS: Final = {
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "em_open": "<em>",
    "em_close": "</em>",
    "link_close": "</a>",
    "hardbreak": "<br>",
}
_CLEANER: Final = nh3.Cleaner(
    tags={"a", "br", "code", "dfn", "em", "h2", "h3", "h4", "h5", "h6", "p", "span", "strong"}
    | {"div", "table", "tbody", "td", "th", "thead", "tr"},
    attributes={
        "*": {"class"},
        "a": {"href"},
        "div": {"role", "tabindex"},
        "th": {"scope"},
    },
    url_schemes={"http", "https", "mailto", BY_TITLE.rstrip(":")},
    link_rel=None,
)


def rows(expression: Expression, marks: Marks | None = None) -> tuple[Row, ...]:
    """Return the rows of an act, parents before their children."""
    return tuple(
        row
        for provision in expression.provisions
        for row in _rows(provision, marks or {}, level=2, depth=0)
    )


def _rows(provision: Provision, marks: Marks, level: int, depth: int) -> Iterator[Row]:
    headed = provision.kind in _HEADED and bool(provision.label or provision.heading)
    yield Row(
        eid=provision.eid,
        kind=provision.kind,
        depth=depth,
        level=level if headed else 0,
        label=provision.label,
        heading=provision.heading,
        html=html(provision, marks.get(provision.eid, ()), level),
    )
    below = min(level + 1, _LOWEST) if headed else level
    inner = depth if RANK[provision.kind] <= RANK[Kind.ARTICLE] else depth + 1
    for child in provision.children:
        set_in = depth if child.kind in _LEVEL_WITH_PARENT else inner
        yield from _rows(child, marks, below, set_in)


def html(provision: Provision, marks: Sequence[Mark] = (), level: int = 2) -> str:
    """Return a provision's own words, without those of its children, as safe HTML."""
    return str(_CLEANER.clean("".join(_pieces(provision, marks, level))))


def _pieces(provision: Provision, marks: Sequence[Mark], level: int) -> Iterator[str]:
    if provision.kind in _HEADED:
        if provision.label or provision.heading:
            yield f"<h{level}>{_numbered(provision.label, escape(provision.heading))}</h{level}>"
        if provision.text:
            yield f"<p>{_words(provision.markup, marks)}</p>"
        return
    if provision.rows:
        yield from _table(provision.rows)
        return
    words = _words(provision.markup, marks)
    if provision.heading:
        words = f"<dfn>{escape(provision.heading)}</dfn> {words}"
    yield f"<p>{_numbered(provision.label, words)}</p>"


def _numbered(label: str, words: str) -> str:
    return f'<span class="num">{escape(label)}</span> {words}' if label else words


def _table(cells: Sequence[Sequence[str]]) -> Iterator[str]:
    yield '<div class="table" role="group" tabindex="0"><table>'
    head, *body = cells
    yield "<thead><tr>"
    yield from (f'<th scope="col">{escape(cell)}</th>' for cell in head)
    yield "</tr></thead><tbody>"
    for row in body:
        yield "<tr>"
        yield from (f"<td>{escape(cell)}</td>" for cell in row)
        yield "</tr>"
    yield "</tbody></table></div>"


def _words(markup: str, marks: Sequence[Mark]) -> str:
    if PLAIN.fullmatch(markup):
        return _marked(markup, 0, sorted(marks))
    return "".join(_styled(inline(markup), sorted(marks)))


def _styled(tokens: Sequence[Token], marks: Sequence[Mark]) -> Iterator[str]:
    """Yield inline HTML; `at` counts the characters of the plain text, as marks do."""
    at, in_link = 0, False
    for is_words, run in groupby(tokens, key=lambda token: token.type in _WORDS):
        if is_words:
            words = "".join(t.content if t.type != "softbreak" else " " for t in run)
            yield _marked(words, at, () if in_link else marks)
            at += len(words)
            continue
        for token in run:
            yield _tag(token)
            at += len(token.content) + (token.type == "hardbreak")
            in_link = token.type == "link_open" or (in_link and token.type != "link_close")


def _tag(token: Token) -> str:
    match token.type:
        case "code_inline":
            return f"<code>{escape(token.content)}</code>"
        case "link_open":
            return f'<a href="{escape(link(str(token.attrs.get("href", ""))))}">'
        case kind:
            return _TAGS.get(kind, "")


def link(target: str) -> str:
    """Return where a link in the text of an act leads, seen from the page of an act.

    >>> link("zoning#art_5"), link("#art_5"), link("https://example.org")
    ('../zoning/#art_5', '#art_5', 'https://example.org')
    """
    if target.startswith("#"):
        return target
    if target.startswith(("http://", "https://", "mailto:")):
        return target
    slug, _, eid = target.partition("#")
    return f"../{slug}/#{eid}" if slug.replace("-", "").isalnum() else "#"


def _marked(text: str, offset: int, marks: Sequence[Mark]) -> str:
    """Escape a stretch of text that begins at `offset`, with the marks that lie within it."""
    pieces, at = [], 0
    for mark in marks:
        start, end = mark.start - offset, mark.end - offset
        if start < at or end > len(text) or start >= end:
            continue
        pieces.append(escape(text[at:start], quote=False))
        words = escape(text[start:end], quote=False)
        pieces.append(f'<a class="{mark.css}" href="{escape(mark.href)}">{words}</a>')
        at = end
    pieces.append(escape(text[at:], quote=False))
    return "".join(pieces)


_BY_TITLE: Final = re.compile(
    rf'<a class="ref" href="{BY_TITLE}(?P<title>[^"#]*)#(?P<eid>[^"]*)">(?P<words>.*?)</a>',
    re.DOTALL,
)


def resolved(html_: str, titles: Mapping[str, str]) -> str:
    """Let references by title lead to acts that the reader may know of, and be plain words else.

    `titles` gives the slug of an act for each of its titles, in small letters.
    """
    if BY_TITLE not in html_:
        return html_
    return _BY_TITLE.sub(lambda match: _resolved(match, titles), html_)


def _resolved(match: re.Match[str], titles: Mapping[str, str]) -> str:
    slug = titles.get(unquote(match["title"]).casefold())
    if slug is None:
        return match["words"]
    return f'<a class="ref" href="../{slug}/#{match["eid"]}">{match["words"]}</a>'
