"""Checks of acts that lie in a folder, as a drafter has them before a commit."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.errors import SourceError
from kb.law import readability
from kb.law.analysis import Analyse
from kb.law.checks import act_check
from kb.law.checks.context import Context
from kb.law.draft import Draft, read
from kb.law.finding import Finding
from kb.modes import programs
from kb.receiving import PROGRAM, mode_fault
from kb.services import catalogues
from kb.services.catalogues import Catalogues
from kb.source import ACT_FILES, Revision, holder, of_folder, read_catalogues


@dataclass(frozen=True, slots=True)
class Checked:
    """An act, and all that was found in it."""

    draft: Draft
    findings: tuple[Finding, ...]


def by_root(paths: Iterable[Path]) -> dict[Path, list[Path]]:
    """Return the paths by the folder of the collection that they lie in: the one with procedure.yaml."""
    found: dict[Path, list[Path]] = {}
    for path in paths:
        found.setdefault(_root_of(path), []).append(path)
    return found


def _root_of(path: Path) -> Path:
    """Return the folder with procedure.yaml around a path, relative to here if it is given so."""
    for folder in (path, *path.parents, *path.absolute().parents):
        if (folder / catalogues.PROCEDURE).is_file():
            return folder
    raise SourceError(
        place=str(path),
        problem="This is no collection of acts: there is no procedure.yaml in it or above it.",
        cure="Name the folder of the acts, or a file in it.",
    )


def check(
    root: Path, paths: Sequence[Path], analyse: Analyse, *, with_advice: bool = False
) -> Iterator[Checked]:
    """Yield the acts of a collection that lie in the given paths, each with what was found in it.

    Advice on how the texts read comes after it, if it is asked for.
    """
    known = catalogues.read(read_catalogues(root), str(root))
    wanted = [path.resolve() for path in paths]
    found = check_revision(
        of_folder(root), known, analyse, lambda path: _is_wanted((root / path).resolve(), wanted)
    )
    runnable = programs(root)
    for one in found:
        odd = _programs(root, one.draft.path, runnable)
        advice = readability.advise_all(one.draft, known.glossary, analyse) if with_advice else ()
        yield Checked(one.draft, (*odd, *one.findings, *advice))


def _programs(root: Path, path: str, runnable: Container[str]) -> Iterator[Finding]:
    """Yield the files of an act that may be run, which a push would refuse."""
    for name in sorted(ACT_FILES):
        if f"{path}/{name}" in runnable:
            yield mode_fault(str(root / path / name), PROGRAM)


def check_revision(
    revision: Revision, known: Catalogues, analyse: Analyse, is_wanted: Callable[[str], bool]
) -> Iterator[Checked]:
    """Yield those acts of a whole collection that are wanted, each with what was found in it."""
    drafts = [read(folder) for folder in revision.changed]
    context = Context(known.procedure, known.glossary, analyse, act_check.known(drafts))
    for draft in drafts:
        if is_wanted(draft.path):
            yield Checked(draft, _findings(draft, revision, context))


def _findings(draft: Draft, revision: Revision, context: Context) -> tuple[Finding, ...]:
    owner = holder([draft.path, *revision.rivals.get(draft.path, ())])
    first = [act_check.twin(draft.path, owner)] if owner != draft.path else []
    return (*first, *act_check.check(draft, context))


def _is_wanted(folder: Path, wanted: Iterable[Path]) -> bool:
    """Tell whether an act's folder lies in a path, or is named by one of its files."""
    return any(
        path == folder
        or path in folder.parents
        or (path.parent == folder and path.name in ACT_FILES)
        for path in wanted
    )
