"""Which services write, and which of them leave no entry in the audit log: read from the code itself.

A service writes if it adds, deletes or changes rows, or calls one that does. It is silent if neither
it nor anything that it calls adds to the log.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SERVICES = Path(__file__).parent.parent.parent.parent / "kb" / "services"

CACHE = "keeps what can be made anew from a text"
PART = "is a part of a deed that leaves the entry"
MACHINE = "notes how far the program has got; nobody did anything"
OWN = "keeps what somebody has not submitted yet, and nobody else sees"
FILE = "makes a file, and no row"
COUNTED = "counts failures; they are no deeds"

WITHOUT_ENTRY = {
    "kb.services.accounts.end_sign_ins": PART,
    "kb.services.arrivals.tell": MACHINE,
    "kb.services.demo_files.DemoFile.given": FILE,
    "kb.services.filing.forget": PART,
    "kb.services.filing.upload": OWN,
    "kb.services.gazette.write": PART,
    "kb.services.importing.mark": MACHINE,
    "kb.services.links.end": PART,
    "kb.services.links.make": PART,
    "kb.services.mailing.failed": MACHINE,
    "kb.services.mailing.forget_old": MACHINE,
    "kb.services.mailing.post": PART,
    "kb.services.mailing.post_to": PART,
    "kb.services.mailing.sent": MACHINE,
    "kb.services.notice_letters.post_due": MACHINE,
    "kb.services.notice_letters.post_now": PART,
    "kb.services.notices.choose": "says how somebody likes to be written to",
    "kb.services.notices.see": "notes that somebody has seen a notice of their own",
    "kb.services.notices.tell": PART,
    "kb.services.participating.ask": "sends a link to an address; who follows it leaves the entry",
    "kb.services.problems.forget": MACHINE,
    "kb.services.problems.keep": MACHINE,
    "kb.services.readings.note_opened": "notes that somebody has seen a text",
    "kb.services.redlining.Redliner.keep": CACHE,
    "kb.services.reminding.remind": MACHINE,
    "kb.services.reviewing.write_content": PART,
    "kb.services.reviewing.write_disposition": PART,
    "kb.services.reviewing.write_opinion": PART,
    "kb.services.signing_in.forget_failures": COUNTED,
    "kb.services.signing_in.note_failure": COUNTED,
    "kb.services.signing_in.touch": MACHINE,
    "kb.services.telling.answered": PART,
    "kb.services.telling.closed": PART,
    "kb.services.telling.contested": PART,
    "kb.services.telling.extended": PART,
    "kb.services.telling.joined": PART,
    "kb.services.telling.moved": PART,
    "kb.services.telling.opened": PART,
    "kb.services.telling.replied": PART,
    "kb.services.telling.reported": PART,
    "kb.services.texts.Typesetter.keep": CACHE,
    "kb.services.texts.keep": CACHE,
    "kb.services.tries.forget": COUNTED,
    "kb.services.tries.note": COUNTED,
    "kb.services.turns.write": PART,
    "kb.services.unfinished.drop": OWN,
    "kb.services.unfinished.save": OWN,
    "kb.services.webhooks.accept": MACHINE,
    "kb.services.webhooks.done": MACHINE,
}
"""Public functions that write and leave no entry, with the reason why."""

_NOTE = "kb.services.audit.note"
_ON_SESSION = {"db.add", "db.add_all", "db.delete", "db.merge"}
_STATEMENTS = {"insert", "update", "delete"}


@cache
def writing() -> frozenset[str]:
    """Return the public services that write, themselves or through others."""
    return frozenset(filter(_is_public, _reaching(_writes_itself())))


@cache
def silent() -> frozenset[str]:
    """Return the public services that write and never come to the log."""
    return writing() - _reaching(frozenset({_NOTE}))


def _is_public(name: str) -> bool:
    return not any(step.startswith("_") for step in name.split(".")) and name != _NOTE


@cache
def _functions() -> dict[str, tuple[ast.FunctionDef, dict[str, str]]]:
    """Return the functions of all services, by full name, with what the names in their module mean."""
    found = {}
    for path in sorted(SERVICES.glob("*.py")):
        module, tree = f"kb.services.{path.stem}", ast.parse(path.read_text(encoding="utf-8"))
        means = dict(_imported(tree))
        top = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        means |= {node.name: f"{module}.{node.name}" for node in top}
        for node in top:
            for one in node.body if isinstance(node, ast.ClassDef) else [node]:
                if isinstance(one, ast.FunctionDef):
                    inside = f"{node.name}." if isinstance(node, ast.ClassDef) else ""
                    found[f"{module}.{inside}{one.name}"] = (one, means)
    return found


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield alias.asname or alias.name, f"{node.module}.{alias.name}"


def _writes_itself() -> frozenset[str]:
    return frozenset(name for name, (node, _) in _functions().items() if _changes_rows(node))


def _changes_rows(function: ast.FunctionDef) -> bool:
    """Tell whether a function adds or deletes rows, or sets what belongs to an object given or found."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id in {*_STATEMENTS, "setattr"}:
                return True
            if ast.unparse(called) in _ON_SESSION:
                return True
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            return True
    return False


def _reaching(goals: frozenset[str]) -> frozenset[str]:
    """Return the goals, and all functions that come to one of them."""
    calls = {name: set(_called(name)) for name in _functions()}
    reached = set(goals)
    while more := {name for name, to in calls.items() if to & reached} - reached:
        reached |= more
    return frozenset(reached)


def _called(name: str) -> Iterator[str]:
    """Yield the services that a function calls, or hands on."""
    function, means = _functions()[name]
    class_ = name.rpartition(".")[0]
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and node.id in means:
            yield means[node.id]
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id == "self":
                yield f"{class_}.{node.attr}"
            elif node.value.id in means:
                yield f"{means[node.value.id]}.{node.attr}"
