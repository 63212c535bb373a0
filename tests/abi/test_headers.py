"""The C headers compile alone, in any order, as every C and C++ standard in use, without a warning or a hole."""

import itertools
import shutil
import subprocess
from pathlib import Path

import pytest
from abi import manifest

ROOT = Path(__file__).resolve().parents[2]
WARNINGS = ("-Wall", "-Wextra", "-Wpedantic", "-Wpadded", "-Wconversion", "-Wshadow", "-Werror")
COMPILERS = [name for name in ("gcc", "clang-14", "clang") if shutil.which(name)][:2]
STANDARDS = ("c99", "c11", "c17", "c++17", "c++20")
USES = """
{includes}
int main(void) {{
  oi_ledger_options ledger = OI_LEDGER_OPTIONS_INIT;
  oi_aging_options aging = OI_AGING_OPTIONS_INIT;
  oi_item_options items = OI_ITEM_OPTIONS_INIT;
  oi_sample_options sample = OI_SAMPLE_OPTIONS_INIT;
  return (int)(ledger.struct_size + aging.struct_size + items.struct_size + sample.struct_size) == 0;
}}
"""


def compiles(compiler: str, standard: str, source: str) -> None:
    language = "c++" if "++" in standard else "c"
    result = subprocess.run(
        [
            compiler,
            f"-std={standard}",
            *WARNINGS,
            "-I",
            str(ROOT / "include"),
            "-fsyntax-only",
            "-x",
            language,
            "-",
        ],
        input=source,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert result.returncode == 0, f"{compiler} -std={standard}:\n{result.stdout}"


@pytest.mark.parametrize(("compiler", "standard"), list(itertools.product(COMPILERS, STANDARDS)))
def test_each_header_alone_and_twice(compiler: str, standard: str) -> None:
    for header in manifest.HEADERS:
        compiles(compiler, standard, f"#include <openitem/{header}.h>\n#include <openitem/{header}.h>\n")


@pytest.mark.parametrize(("compiler", "standard"), list(itertools.product(COMPILERS, STANDARDS)))
def test_all_headers_in_both_orders(compiler: str, standard: str) -> None:
    for headers in (manifest.HEADERS, tuple(reversed(manifest.HEADERS))):
        includes = "\n".join(f"#include <openitem/{header}.h>" for header in headers)
        compiles(compiler, standard, USES.format(includes=includes))


def test_the_static_library_needs_no_visibility() -> None:
    includes = "#define OPENITEM_STATIC\n" + "\n".join(f"#include <openitem/{h}.h>" for h in manifest.HEADERS)
    compiles(COMPILERS[0], "c99", USES.format(includes=includes))


def test_a_compiler_was_found() -> None:
    assert COMPILERS
