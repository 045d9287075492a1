"""Drafts to be checked, and findings as a person reads them at a glance."""

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from pydantic import BaseModel

from indexer.analysis.words import analyse
from kb.language import Language
from kb.law import folder
from kb.law.checks.context import Context, KnownAct
from kb.law.draft import Draft, read
from kb.law.finding import Finding
from kb.law.glossary import Glossary
from kb.law.identifiers import ActId, EId
from kb.law.procedure import Procedure
from kb.law.yaml_text import load, validated
from tests.factories import METADATA, TEXTS

PROCEDURE = """\
bodies:
  council: {title: {kk: Кеңес, ru: Совет, en: Council}}
  akimat: {title: {kk: Әкімдік, ru: Акимат, en: Akimat}}
kinds:
  regulatory-provision:
    title: {kk: Ереже, ru: Положение, en: Provision}
    plural: {kk: Ережелер, ru: Положения, en: Provisions}
    bodies: [council]
    unit: article
  akimat-resolution:
    title: {kk: Қаулы, ru: Постановление, en: Resolution}
    plural: {kk: Қаулылар, ru: Постановления, en: Resolutions}
    bodies: [akimat]
    unit: paragraph
    languages: [kk, ru]
steps: {}
"""
GLOSSARY = """\
topics: {zoning: {kk: Аймақтар, ru: Зоны, en: Zones}}
zones: {gate: {kk: Gate ауданы, ru: район Gate, en: Gate District}}
terms: {}
"""

TWO_STOPS = re.compile(r"[.;:][”)]?\.(?:\s|$)")

Model = TypeVar("Model", bound=BaseModel)


def of_yaml(model: type[Model], text: str) -> Model:
    """Return what a YAML text says; it must be without fault."""
    value, problems = validated(model, load(text))
    assert value is not None, problems
    return value


ZONING = KnownAct(
    ActId("zoning"),
    ("Аймақтар туралы", "О зонировании", "On Zoning"),
    frozenset(map(EId, ["art_1", "art_2", "art_2__para_1"])),
)
CONTEXT = Context(
    of_yaml(Procedure, PROCEDURE), of_yaml(Glossary, GLOSSARY), analyse, {ZONING.act: ZONING}
)
"""Two kinds of act, one topic, one zone, and one other act."""


def draft(
    metadata: str | None = METADATA,
    texts: Mapping[Language, str] = TEXTS,
    path: str = "development/height",
    odd: Mapping[str, folder.Oddity] | None = None,
) -> Draft:
    """Return the draft that a folder of these texts holds."""
    written = {folder.TEXTS[language]: text for language, text in texts.items()}
    if metadata is not None:
        written[folder.METADATA] = metadata
    files = {name: text.encode(errors="surrogatepass") for name, text in written.items()}
    return read(folder.ActFolder(path, files, odd or {}))


def told(findings: Iterable[Finding]) -> list[str]:
    """Return findings as `file:line severity rule`; their sentences must be whole."""
    found = list(findings)
    for finding in found:
        for sentence in (finding.message, finding.cure):
            assert sentence.endswith("."), sentence
            assert not TWO_STOPS.search(sentence), sentence
    return [f"{one.file}:{one.line} {one.weight} {one.rule.name}" for one in found]
