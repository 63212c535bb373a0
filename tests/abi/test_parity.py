"""docs/parity.md has a row for every C function, and every name in it exists."""

import functools
import importlib
import importlib.util
import re
from pathlib import Path

import pytest
from abi import manifest

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| `(oi_\w+)` \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
ROWS = ROW.findall((ROOT / "docs" / "parity.md").read_text(encoding="utf-8"))


def name_in(cell: str) -> str | None:
    """The name, or None where a reason stands; anything else is a fault of the table."""
    if re.fullmatch(r"-: \S.{5,}", cell):
        return None
    match = re.fullmatch(r"`([^`]+)`", cell)
    assert match is not None, f"neither a name nor a reason: {cell}"
    return match[1]


def test_every_function_has_one_row_in_the_order_of_the_headers() -> None:
    assert [row[0] for row in ROWS] == [function["name"] for function in manifest.build()["functions"]]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_cxx_names_are_declared(row: tuple[str, str, str, str]) -> None:
    name = name_in(row[1])
    if name is None:
        return
    headers = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "include" / "openitem").glob("*.hpp")
    )
    owner, _, member = name.rpartition("::")
    if owner:
        begin = re.search(rf"^class {owner} \{{", headers, re.MULTILINE)
        assert begin is not None, f"no class {owner}"
        headers = headers[begin.start() : headers.index("\n};", begin.start())]
    assert re.search(rf"\b{member}\(|^(class|struct) {member} \{{", headers, re.MULTILINE), name


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_python_names_exist(row: tuple[str, str, str, str]) -> None:
    name = name_in(row[2])
    if name is None:
        return
    openitem = pytest.importorskip("openitem")
    package, *path = name.split(".")
    assert package == "openitem"
    functools.reduce(getattr, path, openitem)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_commands_exist(row: tuple[str, str, str, str]) -> None:
    name = name_in(row[3])
    if name is None:
        return
    pytest.importorskip("openitem")
    if importlib.util.find_spec("typer") is None:
        pytest.skip("the command line needs typer")
    app = importlib.import_module("openitem.cli.app").app
    commands = {
        f"openitem {command.name or command.callback.__name__}" for command in app.registered_commands
    }
    assert name in commands
