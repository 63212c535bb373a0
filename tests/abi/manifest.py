"""Every exported function, enum and struct of the C headers as data, read from the headers themselves.

The comment above a function has fixed parts: `out a, b`, `nullable c` (or `all nullable`: every output),
`Errors: ...`, a thread class (Pure, Shared, Exclusive; or once for a header), `No allocation`, `Since 0.1`.

    python tests/abi/manifest.py           compare with tests/abi/manifest.json
    python tests/abi/manifest.py --write   write it
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HEADERS = (
    "openitem",
    "money",
    "time",
    "calendar",
    "day_count",
    "ledger",
    "aging",
    "revaluation",
    "exposure",
    "behaviour",
    "outcome",
    "collection_curves",
    "kpi",
    "kpis",
    "roll_rates",
    "bridge",
    "interest",
    "provision",
    "cashflow",
    "terms",
    "datasets",
    "discount",
    "plan",
    "cash_plan",
    "plan_life",
    "discount_portfolio",
    "discount_history",
    "binning",
    "additive",
    "stats",
    "survival",
    "distributions",
    "points",
    "scorecard",
    "scorecard_fit",
    "altman",
)
MANIFEST = Path(__file__).with_name("manifest.json")

FUNCTION = re.compile(
    r"/\*(?P<comment>(?:[^*]|\*(?!/))*)\*/\s*OI_API\s+(?P<returns>[^;(]*?[\s*])(?P<name>oi_\w+)\s*\((?P<params>[^;]*)\);"
)
ENUM = re.compile(r"typedef int32_t (?P<name>oi_\w+);\n(?P<values>(?:#define OI_\w+ -?\d+\n)+)")
VALUE = re.compile(r"#define (OI_\w+) (-?\d+)\n")
STRUCT = re.compile(r"typedef struct (?P<name>oi_\w+) \{(?P<body>[^}]*)\} (?P=name);")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
THREADS = re.compile(r"\b(pure|shared|exclusive)\b", re.IGNORECASE)


class HeaderFault(Exception):
    """A declaration whose comment does not say what the manifest needs."""


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def sentences(comment: str) -> str:
    """A comment without the stars that begin its lines."""
    return one_line(re.sub(r"\n\s*\*", " ", comment))


def named(comment: str, word: str, names: list[str]) -> list[str]:
    """Parameters listed after `word`, up to the end of the sentence or the semicolon."""
    found: list[str] = []
    for part in re.findall(rf"(?:^|[.;:] ){word} ([^.;]*)", comment):
        listed = re.sub(r"\([^)]*\)|\[[^]]*\]", "", part).split(",")
        found += [name.strip() for name in listed if name.strip() in names]
    return found


def split_declaration(text: str) -> tuple[str, str]:
    match = re.fullmatch(r"(?P<type>.*[\s*])(?P<name>\w+)", one_line(text))
    if match is None:
        raise HeaderFault(f"cannot read the declaration '{text}'")
    return re.sub(r"\s*\*\s*", "*", match["type"]).replace("*const", "* const").strip(), match["name"]


def is_written(kind: str) -> bool:
    """Whether the callee may write through a pointer of this type."""
    pointee = kind.removesuffix("*").strip()
    is_const = pointee.endswith("const") or ("*" not in pointee and pointee.startswith("const "))
    return pointee != kind and not is_const


def parameter(
    kind: str, name: str, function: dict[str, Any], outs: list[str], nullables: list[str]
) -> dict[str, Any]:
    is_pointer = kind.endswith("*")
    reports = function["returns"] == "oi_status"
    is_out = name in outs or name == "error"
    consumed = kind.startswith("struct ArrowArrayStream* const") or function["name"].endswith("_release")
    if is_pointer and not is_out and not consumed and is_written(kind):
        raise HeaderFault(f"{function['name']}: {name} can be written to but is not listed after 'out'")
    by_rule = name == "error" or (kind.endswith("_options*") and not is_out)
    nullable = is_pointer and (not reports or by_rule or name in nullables)
    return {"name": name, "type": kind, "direction": "out" if is_out else "in", "nullable": nullable}


def function_entry(header: str, match: re.Match[str], header_threads: str | None) -> dict[str, Any]:
    comment = sentences(match["comment"])
    entry: dict[str, Any] = {
        "name": match["name"],
        "header": header,
        "returns": one_line(match["returns"]).replace(" *", "*"),
    }
    params = one_line(match["params"])
    declared = [] if params == "void" else [split_declaration(part) for part in params.split(",")]
    names = [name for _, name in declared]
    outs = named(comment, "out", names)
    nullables = outs if "all nullable" in comment else named(comment, "nullable", names)
    entry["params"] = [parameter(kind, name, entry, outs, nullables) for kind, name in declared]
    errors = re.search(r"Errors: ([^.]*)\.", comment)
    threads = THREADS.search(comment.rsplit("Errors:", 1)[-1]) or THREADS.search(header_threads or "")
    since = re.search(r"Since (\d+\.\d+)\.", comment)
    if threads is None or since is None:
        raise HeaderFault(f"{entry['name']}: thread class or 'Since' is missing")
    if (errors is None) == (entry["returns"] == "oi_status"):
        raise HeaderFault(f"{entry['name']}: a function with a status lists its errors, no other does")
    entry["errors"] = errors[1] if errors else ""
    entry["threads"] = threads[1].lower()
    entry["allocates"] = "No allocation" not in comment
    entry["since"] = since[1]
    return entry


def struct_fields(body: str) -> list[dict[str, str]]:
    fields = []
    for part in COMMENT.sub("", body).split(";"):
        if not part.strip():
            continue
        array = re.search(r"\[(\d+)\]", part)
        kind, name = split_declaration(part.replace(array[0], "") if array else part)
        fields.append({"name": name, "type": kind + (array[0] if array else "")})
    return fields


def enums(header: str, text: str) -> dict[str, dict[str, int]]:
    """Constants by type; a constant that belongs to none is a fault, so that none is lost in reading."""
    bare = re.sub(r"\\\n", " ", COMMENT.sub("", text))
    bare = re.sub(r"[ \t]+", " ", re.sub(r"[ \t]*\n\s*", "\n", bare))
    found = {m["name"]: {k: int(v) for k, v in VALUE.findall(m["values"])} for m in ENUM.finditer(bare)}
    if sum(len(values) for values in found.values()) != len(VALUE.findall(bare)):
        raise HeaderFault(f"{header}.h: a constant does not follow the typedef it belongs to")
    return found


def read_header(header: str) -> dict[str, Any]:
    text = (ROOT / "include" / "openitem" / f"{header}.h").read_text(encoding="utf-8")
    for_all = re.search(r"All functions: [^*]*", text)
    functions = [function_entry(header, match, for_all and for_all[0]) for match in FUNCTION.finditer(text)]
    declared = len(re.findall(r"^OI_API\b", text, re.MULTILINE))
    if declared != len(functions):
        raise HeaderFault(f"{header}.h: {declared} functions, {len(functions)} with a comment of their own")
    return {
        "functions": functions,
        "enums": enums(header, text),
        "structs": {m["name"]: struct_fields(m["body"]) for m in STRUCT.finditer(text)},
    }


def build() -> dict[str, Any]:
    manifest: dict[str, Any] = {"functions": [], "enums": {}, "structs": {}}
    for header in HEADERS:
        part = read_header(header)
        manifest["functions"] += part["functions"]
        manifest["enums"] |= part["enums"]
        manifest["structs"] |= part["structs"]
    return manifest


def as_text(manifest: dict[str, Any]) -> str:
    return json.dumps(manifest, indent=1) + "\n"


def main(arguments: list[str]) -> int:
    text = as_text(build())
    if arguments == ["--write"]:
        MANIFEST.write_text(text, encoding="utf-8")
        return 0
    if MANIFEST.exists() and MANIFEST.read_text(encoding="utf-8") == text:
        return 0
    print("tests/abi/manifest.json does not match the headers; run: python tests/abi/manifest.py --write")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
