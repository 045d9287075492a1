"""`kb rounds export`: the documents of a round, as files."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

import click

from kb.access import Viewer
from kb.cli.acting import coordinator
from kb.cli.environment import Environment
from kb.cli.progress import progress
from kb.language import Language
from kb.law.identifiers import ActId
from kb.services import seats
from kb.services.exporting.making import ENDINGS, Export, Made, file_name, make
from kb.services.exporting.order import Base, Compared, Order
from kb.spooling import Spooled

_ALL_ENDINGS = sorted({ending for endings in ENDINGS.values() for ending in endings})


@click.command()
@click.argument("act")
@click.argument("number", type=click.IntRange(1))
@click.argument("name", type=click.Choice([one.value for one in Export]))
@click.option(
    "--format", "ending", type=click.Choice(_ALL_ENDINGS), help="By default docx, or zip."
)
@click.option(
    "--lang",
    type=click.Choice([one.value for one in Language]),
    default="ru",
    help="Of the headings.",
)
@click.option("--base", type=click.Choice([one.value for one in Base]), help="What is compared.")
@click.option("--version", type=click.IntRange(0), help="With which version; 0: what was accepted.")
@click.option("--as", "by", metavar="NAME", help="As whom; without it, as the operator.")
@click.option("--public", is_flag=True, help="Only what everybody may know.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to be written.")
@click.option("--spool", is_flag=True, hidden=True)
@click.pass_obj
def export(
    environment: Environment,
    act: str,
    number: int,
    name: str,
    ending: str | None,
    lang: str,
    base: str | None,
    version: int | None,
    by: str | None,
    public: bool,
    output: Path | None,
    spool: bool,
) -> None:
    """Write a document of round NUMBER of ACT: the table of comments, the dossier and so on.

    It holds what the person may know in whose name it is asked for.
    """
    wanted = Export(name)
    with environment.database.reading() as db:
        viewer = Viewer() if public else coordinator(db, [ActId(act)], by)
        order = Order(
            db=db,
            seat=seats.take(db, viewer, ActId(act), number, environment.clock),
            language=Language(lang),
            zone=ZoneInfo(environment.settings.time_zone),
            compared=Compared(Base(base) if base else None, version),
        )
        ending = ending or ENDINGS[wanted][0]
        made = make(order, wanted, ending)
        path = output or Path(file_name(order, wanted, ending))
        with _spooled(path, made) if spool else _shown(environment, path, made) as (file, advance):
            made.write(file, advance)
    if not spool:
        click.echo(str(path))


@contextmanager
def _spooled(path: Path, made: Made) -> Iterator[tuple[BinaryIO, Callable[[int], None]]]:
    with Spooled(path).making(made.size) as given:
        yield given


@contextmanager
def _shown(
    environment: Environment, path: Path, made: Made
) -> Iterator[tuple[BinaryIO, Callable[[int], None]]]:
    """Give a draft that takes its name when it is whole, and a bar of progress."""
    draft = path.with_name(f"{path.name}.part")
    try:
        with (
            draft.open("wb") as file,
            progress(environment.console, made.size, "Writing", "rows") as advance,
        ):
            yield file, advance
        draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)
