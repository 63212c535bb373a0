"""Every example in a docstring of the package is run."""

import doctest
import importlib
import pkgutil

import openitem
import pytest

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(openitem.__path__, "openitem.")
    if not module.name.endswith("._core")
)


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder()
    examples = sum(
        len(found.examples) for name in MODULES for found in finder.find(importlib.import_module(name))
    )
    assert examples > 200
