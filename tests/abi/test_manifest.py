"""The manifest is what the headers say, and the libraries export exactly what the manifest says."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from abi import manifest

ROOT = Path(__file__).resolve().parents[2]
EXPORTS = {function["name"] for function in manifest.build()["functions"]}


def built(name: str) -> Path:
    build = os.environ.get("OPENITEM_BUILD_DIR")
    directory = Path(build) if build else ROOT / "build" / "release"
    found = sorted(directory.rglob(name))
    if not found:
        if build:
            pytest.fail(f"OPENITEM_BUILD_DIR is {build}, which holds no {name}")
        pytest.skip(f"no {name}; ./dev build release makes one")
    return found[0]


def symbols(library: Path, *options: str) -> set[str]:
    result = subprocess.run(
        ["nm", "--defined-only", "--format=posix", *options, str(library)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return {line.split()[0] for line in result.stdout.splitlines() if len(line.split()) > 1}


def test_the_manifest_is_what_the_headers_say() -> None:
    assert manifest.MANIFEST.read_text(encoding="utf-8") == manifest.as_text(manifest.build())


def test_every_header_is_read() -> None:
    found = {path.stem for path in (ROOT / "include" / "openitem").glob("*.h")}
    assert found == set(manifest.HEADERS)


def test_functions_are_named_and_ordered_by_the_rules() -> None:
    for function in manifest.build()["functions"]:
        names = [param["name"] for param in function["params"]]
        if function["returns"] == "oi_status":
            assert names[-1] == "error", function["name"]
        outs = [
            name for name, param in zip(names, function["params"], strict=True) if param["direction"] == "out"
        ]
        after_outs = names[names.index(outs[0]) :] if outs else []
        assert set(after_outs) <= {*outs, "capacity"}, f"{function['name']}: outputs come last"
        if "options" in names and "as_of" in names:
            assert names.index("as_of") < names.index("options"), function["name"]


def test_types_are_fixed_width_or_ours() -> None:
    allowed = re.compile(r"void|char|double|u?int(8|32|64)_t|oi_\w+|struct \w+")
    for function in manifest.build()["functions"]:
        for kind in [function["returns"], *(param["type"] for param in function["params"])]:
            bare = re.sub(r"\bconst\b|\*", "", kind).strip()
            assert allowed.fullmatch(bare), f"{function['name']}: {kind}"


def test_options_begin_with_their_size_and_statuses_are_unique() -> None:
    data = manifest.build()
    for name, fields in data["structs"].items():
        if name.endswith("_options"):
            assert fields[0] == {"name": "struct_size", "type": "int64_t"}, name
    for name, values in data["enums"].items():
        assert len(set(values.values())) == len(values), name
        assert 0 in values.values(), f"{name}: 0 is the default or 'not set'"


def test_the_shared_library_exports_the_manifest_and_nothing_else() -> None:
    assert symbols(built("libopenitem.so"), "--dynamic") == EXPORTS


def test_the_static_library_holds_the_manifest() -> None:
    ours = {name for name in symbols(built("libopenitem.a"), "--extern-only") if name.startswith("oi_")}
    assert ours == EXPORTS


def test_the_shared_library_needs_no_more_than_the_runtime() -> None:
    result = subprocess.run(
        ["readelf", "--dynamic", "--wide", str(built("libopenitem.so"))],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    needed = set(re.findall(r"\(NEEDED\).*\[(.*?)\.so", result.stdout))
    assert needed <= {"libstdc++", "libgcc_s", "libc", "libm", "libpthread", "ld-linux-x86-64"}, needed
    (soname,) = re.findall(r"\(SONAME\).*\[(.*?)\]", result.stdout)
    version = re.search(r'^version = "(\d+\.\d+)', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert version is not None
    assert soname == f"libopenitem.so.{version[1]}"


def test_the_parser_refuses_what_it_cannot_know(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    header = "/* Adds. Errors: NULL_ARGUMENT. Pure. Since 0.1. */\nOI_API oi_status oi_add(int32_t a, int32_t *sum, oi_error *error);\n"
    folder = tmp_path / "include" / "openitem"
    folder.mkdir(parents=True)
    monkeypatch.setattr(manifest, "ROOT", tmp_path)
    (folder / "sum.h").write_text(header, encoding="utf-8")
    with pytest.raises(manifest.HeaderFault, match="sum can be written to"):
        manifest.read_header("sum")
    (folder / "sum.h").write_text(header.replace("Adds.", "Adds. out sum."), encoding="utf-8")
    (function,) = manifest.read_header("sum")["functions"]
    assert [param["direction"] for param in function["params"]] == ["in", "out", "out"]
    assert [param["nullable"] for param in function["params"]] == [False, False, True]
    (folder / "sum.h").write_text(
        header.replace("Adds.", "Adds. out sum.").replace(" Pure.", ""), encoding="utf-8"
    )
    with pytest.raises(manifest.HeaderFault, match="thread class"):
        manifest.read_header("sum")
    (folder / "sum.h").write_text("OI_API oi_status oi_bare(oi_error *error);\n", encoding="utf-8")
    with pytest.raises(manifest.HeaderFault, match="comment of their own"):
        manifest.read_header("sum")


def test_the_parser_reads_declarations_however_they_are_wrapped() -> None:
    fields = manifest.struct_fields(
        "int64_t struct_size; /* a;\n * b */ const char *const\n      *by; char name[96];"
    )
    assert [field["type"] for field in fields] == ["int64_t", "const char* const*", "char[96]"]
    assert [field["name"] for field in fields] == ["struct_size", "by", "name"]


def test_the_parser_loses_no_constant() -> None:
    text = "typedef int32_t oi_x; /* why */\n#define OI_A 0 /* a\n * b */\n#define OI_B \\\n  1 /* c */\n\n#define OI_C 2\n"
    assert manifest.enums("x", text) == {"oi_x": {"OI_A": 0, "OI_B": 1, "OI_C": 2}}
    with pytest.raises(manifest.HeaderFault, match="constant"):
        manifest.enums("x", text + "int x;\n#define OI_D 3\n")


def test_the_committed_manifest_is_json() -> None:
    assert json.loads(manifest.MANIFEST.read_text(encoding="utf-8"))["functions"]
