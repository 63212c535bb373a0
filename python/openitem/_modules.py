"""Packages that are needed for one thing only, imported when that thing is asked for."""

import importlib
from typing import Any


def optional_module(name: str, purpose: str, install: str) -> Any:
    """The module, or an error that names the line which installs it."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ModuleNotFoundError(f"{purpose} needs {name}: pip install '{install}'", name=name) from error
