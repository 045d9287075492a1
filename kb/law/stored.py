"""Trees and rows as bytes, for keeping them beside the text they were made from."""

import json
import zlib
from typing import Any

from kb.language import Language
from kb.law.act import Expression, Provision, ProvisionKind
from kb.law.identifiers import EId
from kb.law.render import Row


def pack_expression(expression: Expression) -> bytes:
    """Return an act's tree as bytes."""
    provisions = [_plain(provision) for provision in expression.provisions]
    return _pack([expression.language, expression.title, expression.title_line, provisions])


def unpack_expression(packed: bytes) -> Expression:
    """Return the tree that `pack_expression` made bytes of."""
    language, title, line, provisions = _unpack(packed)
    return Expression(
        language=Language(language),
        title=title,
        title_line=line,
        provisions=tuple(_provision(plain) for plain in provisions),
    )


def pack_rows(rows: tuple[Row, ...]) -> bytes:
    """Return an act's typeset rows as bytes."""
    return _pack([[r.eid, r.kind, r.depth, r.level, r.label, r.heading, r.html] for r in rows])


def unpack_rows(packed: bytes) -> tuple[Row, ...]:
    """Return the rows that `pack_rows` made bytes of."""
    return tuple(
        Row(EId(eid), ProvisionKind(kind), depth, level, label, heading, html)
        for eid, kind, depth, level, label, heading, html in _unpack(packed)
    )


def _plain(p: Provision) -> list[Any]:
    markup = p.markup if p.markup != p.text else None
    children = [_plain(child) for child in p.children]
    head = [p.kind, p.eid, p.number, p.label, p.heading, p.text, markup]
    return [*head, p.rows, p.line, p.text_line, children]


def _provision(plain: list[Any]) -> Provision:
    kind, eid, number, label, heading, text, markup, rows, line, text_line, children = plain
    return Provision(
        kind=ProvisionKind(kind),
        eid=EId(eid),
        number=number,
        label=label,
        heading=heading,
        text=text,
        markup=text if markup is None else markup,
        rows=tuple(tuple(row) for row in rows),
        line=line,
        text_line=text_line,
        children=tuple(_provision(child) for child in children),
    )


def _pack(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode())


def _unpack(packed: bytes) -> Any:
    return json.loads(zlib.decompress(packed))
