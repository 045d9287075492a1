"""Findings and results, told to a person, to a program or to GitHub."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import click

from kb.law.finding import Finding, Severity


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with the path of its file as the person who runs the command would write it."""

    path: str
    finding: Finding


FORMAT_OPTION = click.option(
    "--format",
    "format_",
    type=click.Choice([format_.value for format_ in Format]),
    default=Format.TEXT.value,
    show_default=True,
    help="How findings are printed.",
)

_GITHUB_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.ADVICE: "notice",
}


def print_findings(located: Sequence[Located], format_: Format) -> None:
    """Print findings on standard output in one of the formats."""
    if format_ is Format.JSON:
        click.echo(json.dumps([as_json(one) for one in located], ensure_ascii=False, indent=2))
        return
    line = _github if format_ is Format.GITHUB else text
    for one in located:
        click.echo(line(one))


def text(one: Located) -> str:
    """Return a finding as a line that editors can jump from: file, line, severity, what, cure."""
    found = one.finding
    place = f"{one.path}:{found.line}"
    return f"{place}: {found.weight}: {found.message} {found.cure} [{found.rule.name}]"


def as_json(one: Located) -> dict[str, object]:
    """Return a finding as plain values."""
    found = one.finding
    return {
        "file": one.path,
        "line": found.line,
        "severity": found.weight,
        "rule": found.rule.name,
        "message": found.message,
        "cure": found.cure,
    }


def count(located: Iterable[Located], severity: Severity) -> int:
    """Return how many findings are of a severity."""
    return sum(one.finding.weight is severity for one in located)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "error"), counted(2, "error")
    ('1 error', '2 errors')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def has_errors(located: Iterable[Located]) -> bool:
    """Tell whether any finding is an error."""
    return count(located, Severity.ERROR) > 0


def _github(one: Located) -> str:
    found = one.finding
    level = _GITHUB_LEVELS[found.weight]
    where = f"file={_property(one.path)},line={found.line},title={_property(found.rule.name)}"
    return f"::{level} {where}::{_escaped(f'{found.message} {found.cure}')}"


def _escaped(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _escaped(words).replace(":", "%3A").replace(",", "%2C")
