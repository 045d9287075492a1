"""An act read from its folder: metadata and three parsed texts, with what could not be read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kb.errors import msg
from kb.language import Language
from kb.law.act import Expression
from kb.law.finding import Finding, Said, error
from kb.law.folder import METADATA, TEXTS, ActFolder
from kb.law.identifiers import ActId
from kb.law.metadata import Metadata
from kb.law.parse import parse
from kb.law.yaml_text import YamlError, YamlText, load, validated

ODD_FILE: Final = error(
    "file.kind",
    msg("%(file)s is %(oddity)s."),
    msg("Put an ordinary file of at most 2 MB in its place."),
)
NOT_UTF8: Final = error(
    "file.encoding",
    msg("%(file)s is not UTF-8 text (byte %(byte)s)."),
    msg("Save it as UTF-8; if it is not a text, remove it."),
)
NO_METADATA: Final = error(
    "metadata.missing", msg("There is no act.yaml."), msg("Add one: see acts/README.md.")
)
NOT_YAML: Final = error(
    "metadata.yaml",
    msg("This is not plain YAML: %(problem)s."),
    msg("Write it as acts/README.md shows."),
)
NOT_METADATA: Final = error(
    "metadata.value",
    msg("%(place)s: %(problem)s."),
    msg("See acts/README.md for the keys and their values."),
)

_NEW_LINE: Final = re.compile(r"\r\n?")


@dataclass(frozen=True, slots=True)
class Draft:
    """What the folder of an act says.

    `texts` are the Markdown sources of the languages that are there, `expressions` the same parsed;
    `metadata` is None if it could not be read, and `findings` say why.
    """

    act: ActId
    path: str
    metadata: Metadata | None
    yaml: YamlText | None
    texts: Mapping[Language, str]
    expressions: Mapping[Language, Expression]
    findings: tuple[Finding, ...]

    def line(self, *place: str | int) -> int:
        """Return the line of act.yaml that a value stands in."""
        return self.yaml.line(place) if self.yaml else 1


def read(folder: ActFolder) -> Draft:
    """Read the folder of an act; what cannot be read is a finding, not an error."""
    findings = [_odd(name, oddity.value) for name, oddity in folder.odd.items()]
    decoded: dict[str, str] = {}
    for name, content in folder.files.items():
        try:
            decoded[name] = as_kept(content.decode("utf-8-sig"))
        except UnicodeDecodeError as fault:
            findings.append(_not_utf8(name, content, fault.start))
    document, metadata = None, None
    if METADATA in decoded:
        document, metadata, problems = _metadata(decoded[METADATA])
        findings.extend(problems)
    elif METADATA not in folder.odd and METADATA not in folder.files:
        findings.append(Finding(NO_METADATA, METADATA, 1))
    texts = {language: decoded[name] for language, name in TEXTS.items() if name in decoded}
    parsed = {language: parse(text, language) for language, text in texts.items()}
    return Draft(folder.act, folder.path, metadata, document, texts, parsed, tuple(findings))


def as_kept(text: str) -> str:
    """Return a text as it is kept and published: its lines end alike, whatever wrote the file."""
    return _NEW_LINE.sub("\n", text)


def _not_utf8(name: str, content: bytes, at: int) -> Finding:
    line = content[:at].count(b"\n") + 1
    return Finding(NOT_UTF8, name, line, {"file": name, "byte": at})


def _odd(name: str, oddity: str) -> Finding:
    return Finding(ODD_FILE, name, 1, {"file": name, "oddity": Said(oddity)})


def _metadata(text: str) -> tuple[YamlText | None, Metadata | None, list[Finding]]:
    try:
        document = load(text)
    except YamlError as fault:
        return None, None, [Finding(NOT_YAML, METADATA, fault.line, {"problem": fault.said})]
    metadata, problems = validated(Metadata, document)
    return (
        document,
        metadata,
        [
            Finding(NOT_METADATA, METADATA, p.line, {"place": p.where, "problem": p.said})
            for p in problems
        ],
    )


def languages(draft: Draft) -> Iterator[Language]:
    """Yield the languages that a draft has a text in, in the order of the law."""
    return (language for language in Language if language in draft.expressions)
