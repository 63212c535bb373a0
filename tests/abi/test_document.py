"""The examples of docs/abi.md are the programs that the C tests compile and run."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "abi.md").read_text(encoding="utf-8")
EXAMPLES = sorted((ROOT / "tests" / "c").glob("example_*.c"))


def test_every_c_block_is_an_example_that_is_compiled() -> None:
    blocks = re.findall(r"^```c\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    assert sorted(blocks) == sorted(path.read_text(encoding="utf-8") for path in EXAMPLES)
    assert blocks


def test_every_function_and_constant_named_exists() -> None:
    headers = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "include" / "openitem").glob("*.h")
    )
    named = set(re.findall(r"`((?:oi|OI)_\w+)", TEXT))
    assert named
    assert not {name for name in named if not re.search(rf"\b{name}\b", headers)}
