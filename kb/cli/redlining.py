"""`kb acts diff`: what changed between two versions of an act, or between two files."""

import re
import sys
from pathlib import Path
from typing import Final

import click

from kb.access import Viewer
from kb.cli import redline_formats
from kb.cli.environment import Environment
from kb.cli.redline_formats import Compared, Format
from kb.language import Language
from kb.law.act import Expression
from kb.law.folder import MOST_BYTES, TEXTS
from kb.law.identifiers import ActId
from kb.law.parse import parse
from kb.law.redline.comparing import redline
from kb.services import accounts
from kb.services.library import Edition
from kb.services.redlining import Redliner, pair

_EDITION: Final = re.compile(r"(?P<published>p?)(?P<number>\d{1,9})", re.ASCII)
_USE: Final = "Name an act and two versions of it, or two files."
_LANGUAGES: Final = {name: language for language, name in TEXTS.items()}


@click.command("diff")
@click.argument("compared", nargs=-1, required=True, metavar="ACT A B | A B")
@click.option(
    "--lang",
    "language",
    type=click.Choice([language.value for language in Language]),
    help="The language of the texts; else that of a file's name, or ru.",
)
@click.option("--as", "name", metavar="NAME", help="Read as this person does.")
@click.option(
    "--format",
    "format_",
    type=click.Choice([format_.value for format_ in Format]),
    default=Format.TEXT.value,
    show_default=True,
    help="How the redline is printed.",
)
@click.option("--all", "everything", is_flag=True, help="Print what is the same as well.")
@click.option(
    "--color",
    "colour",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colours in place of [-deleted-] and {+inserted+}.",
)
@click.option("--exit-code", "tells", is_flag=True, help="Exit with 1 if anything changed.")
@click.pass_obj
def diff_command(
    environment: Environment,
    compared: tuple[str, ...],
    language: str | None,
    name: str | None,
    format_: str,
    everything: bool,
    colour: str,
    tells: bool,
) -> None:
    """Show what changed from A to B, provision by provision and word by word.

    A and B are versions of an imported ACT, which those who may read drafts count (3), or its
    publications (p2). Without ACT they are files, or folders of acts.
    """
    match compared:
        case (act, old, new):
            found = _editions(environment, act, (old, new), Language(language or Language.RU), name)
        case (old, new):
            found = _paths(Path(old), Path(new), Language(language) if language else None)
        case _:
            raise click.UsageError(_USE)
    _print(found, Format(format_), everything=everything, colour=_has_colours(colour))
    if tells and not found.redline.is_empty:
        raise SystemExit(1)


def _print(found: Compared, format_: Format, *, everything: bool, colour: bool) -> None:
    match format_:
        case Format.TEXT:
            for part in redline_formats.text(found, everything=everything, colour=colour):
                click.echo(part, color=colour)
        case Format.JSON:
            click.echo(redline_formats.as_json(found, everything=everything))
        case Format.HTML:
            click.echo(redline_formats.html(found))


def _has_colours(wish: str) -> bool:
    if wish == "auto":
        return sys.stdout.isatty()
    return wish == "always"


def _editions(
    environment: Environment,
    act: str,
    given: tuple[str, str],
    language: Language,
    name: str | None,
) -> Compared:
    old, new = given
    with environment.database.reading() as db:
        viewer = accounts.viewer_of(db, name) if name else Viewer()
        texts = pair(db, viewer, ActId(act), language, (_edition(old), _edition(new)))
        if not texts.old and not texts.new:
            problem = f"{act} has no text in {language}."
            raise click.ClickException(problem)
        found = Redliner().redline(db, texts)
    return Compared(f"{act} {old} ({language})", f"{act} {new} ({language})", found)


def _edition(given: str) -> Edition:
    match = _EDITION.fullmatch(given)
    if match is None:
        problem = f"“{given}” is neither a version (3) nor a publication (p2)."
        raise click.UsageError(problem)
    number = int(match["number"])
    return Edition(publication=number) if match["published"] else Edition(version=number)


def _paths(old: Path, new: Path, language: Language | None) -> Compared:
    spoken = language or _LANGUAGES.get(new.name) or _LANGUAGES.get(old.name) or Language.RU
    return Compared(str(old), str(new), redline(_read(old, spoken), _read(new, spoken)))


def _read(path: Path, language: Language) -> Expression:
    """Return the text of a file, or that of the folder of an act."""
    file = path / TEXTS[language] if path.is_dir() else path
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            problem = f"{file} is larger than 2 MB."
            raise click.ClickException(problem)
        return parse(content.decode("utf-8-sig"), language)
    except OSError as fault:
        problem = f"{file} cannot be read: {fault.strerror}."
        raise click.ClickException(problem) from fault
    except UnicodeDecodeError as fault:
        problem = f"{file} is not UTF-8 text (byte {fault.start})."
        raise click.ClickException(problem) from fault
