"""The examples for drafters' repositories: they say what there is, and the same check in all places."""

import re
from pathlib import Path

import pytest

from kb.foreign import Layout
from kb.law.yaml_text import load
from kb.services import catalogues
from tests.commands import Commands
from tests.factories import write_act

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "docs" / "examples"
CHECK = "kb acts check acts"


def test_the_hook_of_pre_commit_is_the_linter_on_all_acts(kb: Commands):
    (hook,) = load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")).value

    assert [*hook["entry"].split(), *hook["args"]] == CHECK.split()
    write_act(kb.acts)
    assert kb(*hook["entry"].split()[1:], *hook["args"]).status == 0


@pytest.mark.parametrize(
    ("path", "concerned"),
    [
        ("acts/development/height/act.yaml", True),
        ("acts/development/height/kk.md", True),
        ("acts/procedure.yaml", True),
        ("acts/README.md", False),
        ("tools/fact.yaml", False),
    ],
)
def test_the_hook_runs_when_a_text_changes(path, concerned):
    (hook,) = load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")).value

    assert bool(re.search(hook["files"], path)) is concerned


def test_the_configuration_of_pre_commit_names_the_hook():
    text = (EXAMPLES / "pre-commit-config.yaml").read_text(encoding="utf-8")

    (repository,) = load(text).value["repos"]
    assert [hook["id"] for hook in repository["hooks"]] == ["kb-acts-check"]


@pytest.mark.parametrize(
    ("name", "command"),
    [("github-actions.yml", f"{CHECK} --format github"), ("gitlab-ci.yml", CHECK)],
)
def test_continuous_integration_runs_the_linter(name, command):
    text = (EXAMPLES / name).read_text(encoding="utf-8")

    assert load(text).value
    assert command in [line.partition("run: ")[2] or line.strip(" -") for line in text.splitlines()]


def test_the_layout_of_the_irish_corpus_is_one():
    path = EXAMPLES / "layout-ie.yaml"

    assert catalogues.parsed(Layout, str(path), path.read_text(encoding="utf-8")).folder == "ie"
