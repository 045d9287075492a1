"""What may import what, and how large a file and a function may be; CONTRIBUTING.md says so too."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("kb", "indexer", "webapp")
MIGRATIONS = ROOT / "kb" / "storage" / "migrations"
FILES = sorted(
    path
    for package in PACKAGES
    for path in (ROOT / package).rglob("*.py")
    if MIGRATIONS not in path.parents
)
TESTS = sorted((ROOT / "tests").rglob("*.py"))

LAYERS = (
    {"kb.language", "kb.errors", "kb.recent"},
    {"kb.law"},
    {"kb.access"},
    {"kb.review"},
    {"kb"},
    {"kb.services"},
    {"kb.cli"},
    {"indexer"},
    {"webapp"},
)
"""From the ground up: a layer imports from itself and from those before it.

`kb` is what lies in it beside the others: settings, sources, git, storage.
"""

ONLY_IN = {
    "flask": ("webapp",),
    "flask_wtf": ("webapp",),
    "werkzeug": ("webapp",),
    "gunicorn": ("webapp.serving",),
    "babel": ("webapp",),
    "whoosh": ("indexer.whoosh_engine",),
    "alembic": ("kb.storage.migrate",),
    "sqlalchemy": (
        "kb.storage",
        "kb.services",
        "kb.cli.acting",
        "kb.cli.following",
        "indexer.feed",
        "indexer.jumping",
        "indexer.remarks.feed",
        "indexer.remarks.finding",
        "webapp",
    ),
    "sqlite3": ("kb.storage",),
    "markdown_it": ("kb.law.markup", "kb.law.markup_rules", "kb.law.render"),
    "mdit_py_plugins": ("kb.law.markup",),
    "nh3": ("kb.law.render",),
    "ruamel": ("kb.law.yaml_text",),
    "holidays": ("kb.review.calendar",),
    "smtplib": ("kb.mail",),
    "jinja2": ("kb.letters.writing", "kb.tables.pdf_format"),
    "docx": ("kb.offline.writing", "kb.services.demo_files", "kb.tables.docx_format"),
    "lxml": ("kb.offline.reading",),
    "xlsxwriter": ("kb.tables.xlsx_format",),
    "weasyprint": ("kb.tables.pdf_format",),
    "argon2": ("kb.services.passwords",),
    "subprocess": ("kb.git", "webapp.background"),
    "click": ("kb.cli", "indexer.cli", "webapp.cli", "webapp.serving"),
    "rich": ("kb.cli",),
}
"""A library is used in few places, so that it can be exchanged."""

IMPURE = {
    "os",
    "pathlib",
    "time",
    "random",
    "secrets",
    "socket",
    "subprocess",
    "sqlalchemy",
    "sys",
}
ASKS_THE_CLOCK = {"now", "today", "utcnow"}
VAGUE = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "manager",
    "managers",
    "misc",
    "base_utils",
}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports(path: Path) -> frozenset[str]:
    """Return the modules that a file imports, and each name as if it were one."""
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(names)


def within(name: str, *places: str) -> bool:
    return any(name == place or name.startswith(f"{place}.") for place in places)


def layer(name: str) -> int:
    """Return the layer of a module: of those whose name it is in, the most exact."""
    fitting = [(len(m), i) for i, members in enumerate(LAYERS) for m in members if within(name, m)]
    return max(fitting)[1]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_imports_point_one_way():
    wrong = [
        f"{module(path)} imports {name}"
        for path in FILES
        for name in imports(path)
        if name.startswith(tuple(f"{package}." for package in PACKAGES))
        and layer(name) > layer(module(path))
    ]

    assert wrong == []


def test_modules_of_a_layer_do_not_import_in_circles():
    graph = {module(path): set(imports(path)) for path in FILES}
    edges = {
        here: {
            there for there in graph if there != here and any(within(name, there) for name in names)
        }
        for here, names in graph.items()
    }
    packages = {module(path) for path in FILES if path.name == "__init__.py"}
    edges = {here: there - packages for here, there in edges.items()}
    while free := {here for here, there in edges.items() if not there}:
        edges = {here: there - free for here, there in edges.items() if here not in free}

    assert edges == {}


@pytest.mark.parametrize(("library", "places"), ONLY_IN.items(), ids=ONLY_IN)
def test_a_library_is_imported_only_where_it_belongs(library, places):
    users = {module(path) for path in FILES if any(within(name, library) for name in imports(path))}

    assert sorted(name for name in users if not within(name, *places)) == []
    assert [place for place in places if not any(within(name, place) for name in users)] == []


def test_law_and_review_ask_nothing_of_the_world():
    law = [path for path in FILES if within(module(path), "kb.law", "kb.review")]
    impure = [
        f"{module(path)} imports {name}"
        for path in law
        for name in imports(path)
        if name.partition(".")[0] in IMPURE
    ]
    asking = [
        f"{module(path)}:{node.lineno} asks the clock"
        for path in law
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in ASKS_THE_CLOCK
    ]
    opening = [
        f"{module(path)}:{node.lineno} opens a file"
        for path in law
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open"
    ]

    assert impure + asking + opening == []


def test_nothing_is_imported_inside_a_function():
    late = [
        f"{module(path)}:{node.lineno}"
        for path in FILES
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert late == []


def test_product_code_knows_nothing_of_the_tests():
    assert [
        module(p) for p in FILES if any(within(name, "tests", "pytest") for name in imports(p))
    ] == []


def test_modules_are_named_by_their_subject():
    assert [str(path) for path in (*FILES, *TESTS) if {path.stem, path.parent.name} & VAGUE] == []


@pytest.mark.parametrize(("paths", "most"), [(FILES, 300), (TESTS, 400)], ids=["code", "tests"])
def test_files_fit_in_the_head(paths, most):
    counts = {str(p.relative_to(ROOT)): len(p.read_text("utf-8").splitlines()) for p in paths}

    assert {name: count for name, count in counts.items() if count > most} == {}


def test_functions_are_small():
    long = {
        f"{module(path)}.{function.name}": count
        for path in FILES
        for function in functions(path)
        if (count := (function.end_lineno or 0) - function.lineno) > 40
    }

    assert long == {}
