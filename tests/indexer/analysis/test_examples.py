import doctest
import importlib
import pkgutil

import pytest

import indexer.analysis
import indexer.recovery

MODULES = [
    module.name
    for package in (indexer.analysis, indexer.recovery)
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + ".")
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_documentation_are_true(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
