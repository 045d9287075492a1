"""Ordinary objects for tests, so that a test names only what it is about."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from indexer.document import Edition, IndexDocument, Part
from kb.language import Language
from kb.law.applying import Stretch
from kb.law.force import Change, Force
from kb.law.identifiers import ActId, EId

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)

TITLES = {"kk": "Биіктік туралы", "ru": "О высоте", "en": "On Height"}
TEXTS = {
    Language.KK: "# Биіктік туралы\n\n### 1-бап. Шек\n\n1. Ғимараттың биіктігі шектеледі.\n",
    Language.RU: "# О высоте\n\n### Статья 1. Предел\n\n1. Высота здания ограничивается.\n",
    Language.EN: "# On Height\n\n### Article 1. Limit\n\n1. The height of a building is limited.\n",
}
"""A small act of one article that no check finds anything in."""

METADATA = """\
kind: regulatory-provision
title: {kk: Биіктік туралы, ru: О высоте, en: On Height}
adopting_body: council
topics: [zoning]
illustrative: true
"""


def clock() -> datetime:
    """Return the moment at which tests take place."""
    return NOW


def write_act(
    root: Path,
    path: str = "development/height",
    metadata: str = METADATA,
    texts: Mapping[Language, str] = TEXTS,
) -> Path:
    """Write the folder of an act below `root`, and return it."""
    folder = root / path
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "act.yaml").write_text(metadata, encoding="utf-8")
    for language, text in texts.items():
        (folder / f"{language}.md").write_text(text, encoding="utf-8")
    return folder


EDITION = Edition(
    act=ActId("height"),
    language=Language.RU,
    title="О высоте",
    kind="regulatory-provision",
    body="council",
    topics=("zoning",),
    zones=(),
    languages=(Language.RU,),
    day=TODAY,
    applies=Stretch(),
    is_newest=True,
)
DOCUMENT = IndexDocument(
    edition=EDITION,
    eid=EId("art_1"),
    order=0,
    path=(),
    label="Статья 1.",
    heading="Предел",
    text="1. Высота здания ограничивается.",
    parts=(Part(EId("art_1__para_1"), 0),),
    history=(Change(date(2026, 7, 1), Force.IN_FORCE),),
)
"""A published passage in Russian, in force."""


def document(text: str = DOCUMENT.text, *, heading: str = "", **edition: object) -> IndexDocument:
    """Return a passage with this text; other arguments are those of its edition."""
    eid = edition.pop("eid", DOCUMENT.eid)
    order = edition.pop("order", DOCUMENT.order)
    changed = replace(EDITION, **edition)  # type: ignore[arg-type]
    return replace(
        DOCUMENT, edition=changed, text=text, heading=heading, eid=EId(str(eid)), order=order
    )
