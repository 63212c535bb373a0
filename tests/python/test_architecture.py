"""The plan of the house, read from the sources: floors and includes, names, and what may not be written."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# A module includes only lower floors; modules of one floor never include each other.
FLOORS = {
    "core": 0,
    "money": 1,
    "time": 1,
    "column": 2,
    "cashflow": 3,
    "stats": 3,
    "credit": 5,
    "ledger": 3,
    "terms": 3,
    "aging": 4,
    "behaviour": 4,
    "datasets": 4,
    "discount": 4,
    "plan": 4,
    "plan_life": 5,
    "collection_curves": 5,
    "discount_history": 5,
    "kpis": 4,  # the second header of kpi: what the figures of a ledger are asked with
    "kpi": 5,
    "revaluation": 5,
    "roll_rates": 5,
    "bridge": 5,
    "interest": 5,
    "provision": 6,
}

# Further headers of a module that has more than one.
MODULE_OF_HEADER = {
    "calendar": "time",
    "day_count": "time",
    "discount_portfolio": "discount",
    "survival": "stats",
    "distributions": "stats",
    "points": "credit",
    "altman": "credit",
    "cash_plan": "plan",
    "binning": "stats",
    "additive": "stats",
}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)
COMMENT_OR_TEXT = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<mark>[^(\s]*)\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'',
    re.DOTALL,
)
SOURCE_SUFFIXES = {".cpp", ".hpp", ".h", ".c"}


def sources(*folders: str) -> list[Path]:
    return sorted(
        path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in SOURCE_SUFFIXES
    )


def code_of(path: Path) -> str:
    """The text without comments and literals, with every line kept in its place."""
    return COMMENT_OR_TEXT.sub(lambda match: "\n" * match[0].count("\n"), path.read_text(encoding="utf-8"))


def places(pattern: str, text: str) -> list[int]:
    return [text.count("\n", 0, match.start()) + 1 for match in re.finditer(pattern, text)]


def module_of_include(name: str) -> str | None:
    """The module a header belongs to: `ledger/open_items.hpp` and `openitem/ledger.hpp` are of ledger."""
    folder, _, rest = name.partition("/")
    if folder == "openitem":
        header = rest.partition(".")[0]
        return MODULE_OF_HEADER.get(header, header)
    return folder if rest and folder in FLOORS else None


def include_faults(module: str, text: str) -> list[str]:
    faults = []
    for bracket, name in INCLUDE.findall(text):
        target = module_of_include(name)
        if target is None:
            if bracket == '"' and (ROOT / "src" / module / name).exists():
                faults.append(f'"{name}" without its folder: write "{module}/{name}"')
            continue
        if target not in FLOORS:
            faults.append(f"{name}: {target} is no module of the table")
        elif target != module and FLOORS[target] >= FLOORS[module]:
            faults.append(f"{name}: {target} is not below {module}")
    return faults


def test_every_folder_of_src_stands_in_the_table() -> None:
    folders = {path.name for path in (ROOT / "src").iterdir() if path.is_dir()}
    assert folders <= FLOORS.keys()
    assert folders, "src holds no module"
    assert not [path for path in (ROOT / "src").iterdir() if path.is_file()], "files belong to a module"


def test_modules_include_only_lower_floors() -> None:
    faults = [
        f"{path.relative_to(ROOT)}: {fault}"
        for path in sources("src")
        for fault in include_faults(path.relative_to(ROOT / "src").parts[0], path.read_text(encoding="utf-8"))
    ]
    assert not faults, "\n".join(faults)


def test_facade_headers_include_only_lower_floors_and_the_standard_library() -> None:
    faults = []
    for path in (ROOT / "include" / "openitem").glob("*.hpp"):
        text = path.read_text(encoding="utf-8")
        names = [name for _, name in INCLUDE.findall(text)]
        faults += [
            f"{path.name}: <{name}> is neither standard nor ours"
            for name in names
            if ("/" in name and not name.startswith("openitem/")) or name.endswith(".h")
        ]
        if path.stem != "openitem":
            module = MODULE_OF_HEADER.get(path.stem, path.stem)
            assert module in FLOORS, f"{path.name} is no module of the table"
            faults += [f"{path.name}: {fault}" for fault in include_faults(module, text)]
    assert not faults, "\n".join(faults)


def test_c_headers_include_only_c_headers() -> None:
    for path in (ROOT / "include" / "openitem").glob("*.h"):
        for _, name in INCLUDE.findall(path.read_text(encoding="utf-8")):
            assert re.fullmatch(r"std(int|def)\.h|openitem/\w+\.h", name), f"{path.name} includes {name}"


@pytest.mark.parametrize(
    ("module", "line", "allowed"),
    [
        ("money", '#include "core/checked.hpp"', True),
        ("money", '#include "money/rounding.hpp"', True),
        ("aging", "#include <openitem/ledger.hpp>", True),
        ("money", "#include <vector>", True),
        ("money", '#include "column/read.hpp"', False),
        ("column", "#  include <openitem/ledger.hpp>", False),
        ("time", '#include "openitem/calendar.hpp"', True),
        ("core", '#include "openitem/calendar.hpp"', False),
        ("core", '#include "money/rounding.hpp"', False),
        ("aging", '#include "datasets/sample.hpp"', False),
        ("aging", "#include <openitem/openitem.h>", False),
    ],
)
def test_the_include_rule_itself(module: str, line: str, allowed: bool) -> None:
    assert (include_faults(module, line) == []) is allowed


def test_names_say_what_is_inside() -> None:
    vague = re.compile(r"(^|_)(utils?|helpers?|common|misc|manager)(_|$)")
    folders = ("include", "src", "bindings", "python", "benchmarks", "tests", "docs")
    found = [
        path.relative_to(ROOT)
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if vague.search(path.name.partition(".")[0])
    ]
    assert not found


def test_only_one_file_knows_128_bit_integers() -> None:
    allowed = {ROOT / "src/core/int128.hpp", ROOT / "src/core/int128.cpp"}
    found = [
        path.relative_to(ROOT)
        for path in sources("include", "src", "bindings")
        if path not in allowed and "__int128" in code_of(path)
    ]
    assert not found


def test_no_floating_point_where_money_is() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sources("src/money", "src/ledger", "src/aging")
        for line in places(r"\b(float|double)\b", code_of(path))
    ]
    assert not found


def test_the_core_reads_no_clock_locale_or_environment_and_never_prints() -> None:
    forbidden = (
        r"\b(getenv|setlocale|strtod|atof|sprintf|printf|fprintf|puts|abort|exit|terminate)\s*\("
        r"|std::(cout|cerr|locale|stringstream|ostringstream|istringstream|random_device)\b"
        r"|\b(system_clock|steady_clock|high_resolution_clock|thread_local)\b|std::time\b"
    )
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sources("src")
        for line in places(forbidden, code_of(path))
    ]
    assert not found


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|HA" + r"CK)\b")
    suffixes = SOURCE_SUFFIXES | {".py", ".pyi", ".md", ".toml", ".cmake", ".txt", ".html", ".j2"}
    folders = ("include", "src", "bindings", "python", "benchmarks", "tests", "docs")
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.suffix in suffixes
        for line in places(later.pattern, path.read_text(encoding="utf-8"))
    ]
    assert not found


def test_one_version_everywhere() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    cmake = re.search(r"^\s*VERSION (\S+)$", (ROOT / "CMakeLists.txt").read_text(), re.MULTILINE)
    assert cmake is not None
    assert cmake[1] == version


TYPE = re.compile(r"^(?:template[^\n]*\n)?(?:struct|class|enum class) (\w+)\b(?!::)[^;\n]*\{", re.MULTILINE)
UNNAMED = re.compile(r"^namespace \{.*?^\}  // namespace\n", re.MULTILINE | re.DOTALL)


def test_a_type_has_one_definition() -> None:
    """Two structs of one name in namespace openitem link silently, and one of them reads the memory of the other."""
    defined: dict[str, list[str]] = {}
    for folder in ("include", "src", "bindings/c"):
        for path in sorted((ROOT / folder).rglob("*.[ch]pp")):
            for name in TYPE.findall(UNNAMED.sub("", path.read_text(encoding="utf-8"))):
                defined.setdefault(name, []).append(str(path.relative_to(ROOT)))
    twice = {name: paths for name, paths in defined.items() if len(paths) > 1}
    assert not twice
    assert len(defined) > 100
