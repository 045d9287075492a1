"""The guides for drafters: their example passes the check, and they name every rule there is."""

import pkgutil
import re
import shutil
from importlib import import_module
from pathlib import Path

import pytest

from indexer.analysis.words import analyse
from kb.law import checks, draft
from kb.law.finding import Rule
from kb.services import checking

ROOT = Path(__file__).parent.parent.parent
GUIDES = (ROOT / "docs" / "for-drafters.md", ROOT / "docs" / "for-drafters.ru.md")
LAW = Path("constitutional") / "special-status"
EXAMPLE = Path("development") / "courtyards"

FILE = re.compile(
    r"^`acts/development/courtyards/(\S+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
OUTPUT = re.compile(r"^acts/development/courtyards/.+$", re.MULTILINE)
ROW = re.compile(r"^\| (`.+?`) \|", re.MULTILINE)


@pytest.fixture(params=GUIDES, ids=lambda path: path.name)
def guide(request: pytest.FixtureRequest) -> str:
    return request.param.read_text(encoding="utf-8")


@pytest.fixture
def acts(collection: Path) -> Path:
    shutil.copytree(ROOT / "acts" / LAW, collection / LAW)
    return collection


def write(acts: Path, guide: str) -> Path:
    files = dict(FILE.findall(guide))
    assert set(files) == {"act.yaml", "kk.md", "ru.md", "en.md"}
    folder = acts / EXAMPLE
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def told(acts: Path) -> list[str]:
    found = checking.check(acts, [acts / EXAMPLE], analyse)
    return [
        f"acts/{act.draft.path}/{one.file}:{one.line}: "
        f"{one.weight}: {one.message} {one.cure} [{one.rule.name}]"
        for act in found
        for one in act.findings
    ]


def rules() -> list[str]:
    modules = [
        import_module(f"kb.law.checks.{m.name}") for m in pkgutil.iter_modules(checks.__path__)
    ]
    values = [value for module in (draft, *modules) for value in vars(module).values()]
    return sorted({value.name for value in values if isinstance(value, Rule)})


def test_the_example_passes_the_check(acts, guide):
    write(acts, guide)

    assert told(acts) == []


@pytest.mark.parametrize("behind", [("kk", "ru"), ("kk", "en")])
def test_the_example_passes_while_languages_are_behind(acts, guide, behind):
    folder = write(acts, guide)
    for language in behind:
        (folder / f"{language}.md").unlink()
    with (folder / "act.yaml").open("a", encoding="utf-8") as file:
        file.write(f"behind: [{', '.join(behind)}]\n")

    assert told(acts) == []


def test_the_mistake_shown_is_found_in_the_words_shown(acts, guide):
    english = write(acts, guide) / "en.md"
    words = english.read_text(encoding="utf-8")
    english.write_text(words.replace("3 working days", "5 working days"), encoding="utf-8")

    assert told(acts) == OUTPUT.findall(guide) != []


def test_every_rule_is_explained_and_no_other(guide):
    assert sorted(re.findall(r"`([a-z.-]+)`", " ".join(ROW.findall(guide)))) == rules()
