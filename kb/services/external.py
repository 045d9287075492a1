"""Real acts in the layout of the public git corpus of Kazakhstan's acts: kaz.md, rus.md, meta.yaml."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict
from sqlalchemy.orm import Session

from kb.errors import SourceError
from kb.language import Language
from kb.law.act import Expression, ProvisionKind
from kb.law.draft import read
from kb.law.folder import METADATA, TEXTS, ActFolder
from kb.law.yaml_text import YamlError, load, validated
from kb.services.importing import Importer, Result
from kb.source import decoded

FILES: Final = {Language.KK: "kaz", Language.RU: "rus", Language.EN: "eng"}
META: Final = "meta.yaml"
KINDS: Final = {"КЗАК": "constitutional-law"}
"""The corpus's codes for the forms of acts, as far as procedure.yaml has a kind for them."""

COUNTED: Final = (
    ProvisionKind.CHAPTER,
    ProvisionKind.ARTICLE,
    ProvisionKind.PARAGRAPH,
    ProvisionKind.SUBPARAGRAPH,
    ProvisionKind.NOTE,
)


class Meta(BaseModel):
    """What is taken from meta.yaml; the corpus keeps more there."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    requisite: str
    title: dict[str, str]
    form: str
    approved_on: date | None = None
    source: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Taken:
    """An act that was taken in, with the number of its units in each language."""

    result: Result
    counts: dict[Language, dict[str, int]]

    def as_json(self) -> dict[str, object]:
        """Return plain values."""
        return {"act": self.result.path, "outcome": self.result.outcome, "units": self.counts}

    def lines(self) -> Iterator[str]:
        """Yield what is told to a person."""
        yield f"{self.result.path}: {self.result.outcome}"
        for finding in self.result.findings:
            yield f"{self.result.path}/{finding.file}:{finding.line}: {finding.message} {finding.cure}"
        for language, counts in self.counts.items():
            yield f"  {language}: " + ", ".join(f"{n} {unit}" for unit, n in counts.items())


def take(db: Session, path: Path, importer: Importer) -> list[Taken]:
    """Take in the act in a folder, or those in its subfolders."""
    folders = (
        [path] if (path / META).is_file() else sorted(p.parent for p in path.glob(f"*/{META}"))
    )
    if not folders:
        raise SourceError(
            place=str(path),
            problem="There is no meta.yaml here.",
            cure="Name the folder of an act.",
        )
    return [_take(db, folder, importer) for folder in folders]


def _take(db: Session, folder: Path, importer: Importer) -> Taken:
    act = of_folder(folder)
    draft = read(act)
    result = importer.take_folder(db, act)
    return Taken(result, {lang: _counts(tree) for lang, tree in draft.expressions.items()})


def of_folder(folder: Path) -> ActFolder:
    """Return an act of the corpus as one of ours: act.yaml made from meta.yaml, the texts as they are."""
    meta = _meta(folder / META)
    texts = {TEXTS[lang]: folder / f"{name}.md" for lang, name in FILES.items()}
    files = {name: path.read_bytes() for name, path in texts.items() if path.is_file()}
    files[METADATA] = json.dumps(_details(meta, folder), ensure_ascii=False).encode()
    slug = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-")
    return ActFolder(slug, files, {})


def _meta(path: Path) -> Meta:
    try:
        meta, problems = validated(Meta, load(decoded(str(path), path.read_bytes())))
    except YamlError as fault:
        raise SourceError(
            place=f"{path}:{fault.line}", problem=f"{fault}.", cure="Write plain YAML."
        ) from fault
    if meta is None:
        first = problems[0]
        raise SourceError(
            place=f"{path}:{first.line}", problem=f"{first.place}: {first.message}.", cure="Add it."
        )
    return meta


def _details(meta: Meta, folder: Path) -> dict[str, Any]:
    if meta.form not in KINDS:
        raise SourceError(
            place=str(folder / META),
            problem=f"form: “{meta.form}” is no form of act known here.",
            cure=f"The known forms are {', '.join(KINDS)}.",
        )
    titles = {language.value: meta.title.get(name) for language, name in FILES.items()}
    links = {language.value: meta.source.get(name) for language, name in FILES.items()}
    return {
        "kind": KINDS[meta.form],
        "title": _given(titles),
        "adopting_body": "parliament",
        "official": _given(
            {
                "requisite": {"ru": meta.requisite},
                "link": _given(links) or None,
                "approved_on": meta.approved_on.isoformat() if meta.approved_on else None,
            }
        ),
    }


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _counts(expression: Expression) -> dict[str, int]:
    kinds = Counter(provision.kind for provision in expression.walk())
    return {f"{kind.name.lower()}s": kinds[kind] for kind in COUNTED}
