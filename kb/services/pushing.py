"""Checks of a push: what it brings and what it breaks keeps it out, and nothing that was so before."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kb.errors import CatalogueError, SourceError
from kb.history import History
from kb.law.analysis import Analyse
from kb.law.checks import act_check
from kb.law.draft import read
from kb.law.finding import Finding, Severity
from kb.services import catalogues, checking
from kb.services.catalogues import Catalogues
from kb.source import Revision


@dataclass(frozen=True, slots=True)
class Tree:
    """All acts at the tip of a history, with the lists that they go by."""

    acts: Revision
    lists: Catalogues

    @classmethod
    def of(cls, history: History) -> "Tree":
        """Read it; SourceError or CatalogueError if the lists cannot be used."""
        lists = catalogues.read(history.catalogues(), history.prefix)
        return cls(history.snapshot(), lists)

    def findings(self, wanted: Collection[str], analyse: Analyse) -> Iterator[tuple[str, Finding]]:
        """Yield what is found in the acts of these paths, with the path of the act."""
        found = checking.check_revision(self.acts, self.lists, analyse, wanted.__contains__)
        for one in found:
            for finding in one.findings:
                yield one.draft.path, finding


def check(after: History, before: History | None, analyse: Analyse) -> list[tuple[str, Finding]]:
    """Return what a push makes wrong, with the path of each act.

    Acts that did not change are checked when what others may refer to did: a title, an address, a
    list. Of them, errors are told that were not there before.
    """
    now, then = Tree.of(after), _readable(before)
    changed = _changed(now, then)
    wanted = _wanted(now, then, changed)
    found = list(now.findings(wanted, analyse))
    told = [one for one in found if one[0] in changed]
    broken = [one for one in found if one[0] not in changed and _is_error(one[1])]
    if broken and then is not None:
        paths = {path for path, _ in broken}
        old = {_key(path, finding) for path, finding in then.findings(paths, analyse)}
        broken = [one for one in broken if _key(*one) not in old]
    return [*told, *broken]


def _readable(before: History | None) -> Tree | None:
    if before is None:
        return None
    try:
        return Tree.of(before)
    except (SourceError, CatalogueError):
        return None


def _changed(now: Tree, then: Tree | None) -> set[str]:
    old = {folder.path: folder for folder in then.acts.changed} if then else {}
    return {folder.path for folder in now.acts.changed if old.get(folder.path) != folder}


def _wanted(now: Tree, then: Tree | None, changed: Collection[str]) -> Collection[str]:
    """Return the acts to be checked: those that changed, or all if others may be touched by that."""
    everything = {folder.path for folder in now.acts.changed}
    if then is None or now.lists != then.lists:
        return everything
    gone = {folder.path for folder in then.acts.changed} - everything
    touched = {*changed, *gone}
    return changed if _offered(now, touched) == _offered(then, touched) else everything


def _offered(tree: Tree, paths: Collection[str]) -> object:
    """Return what acts offer others to refer to."""
    return act_check.known(read(one) for one in tree.acts.changed if one.path in paths)


def _is_error(finding: Finding) -> bool:
    return finding.weight is Severity.ERROR


def _key(path: str, finding: Finding) -> tuple[str, str, str, str]:
    return path, finding.file, finding.rule.name, finding.message
