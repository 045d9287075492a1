"""The examples in the docstrings of the law are true."""

import doctest
import importlib
from pathlib import Path

import pytest

from tests.corpus import ROOT

MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in Path(ROOT, "kb", "law").rglob("*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_true(name):
    result = doctest.testmod(importlib.import_module(name))

    assert result.attempted
    assert not result.failed
