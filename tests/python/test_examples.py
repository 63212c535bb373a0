"""Every example of README and quickstart marked `run` is compiled or run, and the README's four give one number."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_FENCE = re.compile(r"^```(\w+) (run|\S+\.csv)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_OVERDUE = "60.00"


def examples(page: str) -> dict[str, str]:
    """Language (or file name) -> text of the marked fences of a page."""
    found = _FENCE.findall((ROOT / page).read_text(encoding="utf-8"))
    return {language if mark == "run" else mark: text for language, mark, text in found}


README = examples("README.md")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "invoices.csv").write_text(README["invoices.csv"], encoding="utf-8")
    return tmp_path


def run(*command: object, folder: Path) -> str:
    """What the command prints; a failure shows what it said."""
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return done.stdout


def library(installed: Path, name: str) -> Path:
    (found,) = installed.rglob(name)
    return found


def test_the_readme_has_an_example_for_each_face() -> None:
    assert set(README) == {"invoices.csv", "sh", "python", "cpp", "c"}


def test_readme_command_line(folder: Path) -> None:
    header, acme, bolt = run("bash", "-ec", README["sh"], folder=folder).splitlines()
    assert header.split(",")[:4] == ["customer", "currency", "not_due", "d1_30"]
    assert acme.split(",")[3] == _OVERDUE
    assert bolt.split(",")[0] == "Bolt"


def test_readme_python(folder: Path) -> None:
    first, *proof = run(sys.executable, "-W", "error", "-c", README["python"], folder=folder).splitlines()
    assert first == _OVERDUE
    assert any(line.split()[1:] == ["difference", "0", "0.00"] for line in proof)


def test_readme_cpp(folder: Path, installed: Path) -> None:
    (folder / "example.cpp").write_text(README["cpp"], encoding="utf-8")
    archive = library(installed, "libopenitem_cxx.a")
    flags = ("-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Werror", f"-I{installed / 'include'}")
    run("g++", *flags, "example.cpp", archive, "-pthread", "-o", "example", folder=folder)
    assert run("./example", folder=folder) == f"{_OVERDUE}\n"


def test_readme_c(folder: Path, installed: Path) -> None:
    (folder / "example.c").write_text(README["c"], encoding="utf-8")
    shared = library(installed, "libopenitem.so")
    flags = ("-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", f"-I{installed / 'include'}")
    run("gcc", *flags, "example.c", shared, f"-Wl,-rpath,{shared.parent}", "-o", "example", folder=folder)
    assert run("./example", folder=folder) == f"{_OVERDUE}\n"


def test_quickstart_python(folder: Path) -> None:
    printed = run(
        sys.executable, "-W", "error", "-c", examples("docs/quickstart.md")["python"], folder=folder
    )
    assert re.search(r"Acme +EUR +250\.00 +60\.00", printed), printed
    assert re.search(r"2024-07-31 +EUR +0\.00 +250\.00", printed), printed
    assert re.search(r"EUR +closing +310\.00 +310\.00 +0\.00 +equal", printed), printed


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        # ISDA's memorandum on long first coupons: 153 / (2 x 184) + 1/2; ISDA 2006, 4.16(f).
        ("day_counts", r"\b337\b.*\b368\b[^\n]*\n183\n"),
        # Sunday, 31 March 2024 was Easter: Good Friday and Easter Monday are holidays of TARGET.
        ("calendars", r"\['2024-01-31', '2024-02-29', '2024-03-28', '2024-04-30', '2024-05-15'\]"),
        # 9,950 / (1 + 0.12 x 10 / 365) - 10,000 / (1 + 0.12 x 50 / 365) = 79.12, by half.
        ("discount_portfolio", r"a 0\.5 % 39\.56 chosen\nb None 0\.00 budget\n\[1\] 0\.00\n"),
        # Shares .6 and .2 of zeros and ones: .4 ln 3, twice; WoE ln 3. Regions: shares .8 and .2, .6 ln 4, twice.
        (
            "binning",
            r"days_late binned 0\.879\nregion binned 1\.664\n\[0\.25, 0\.75, 0\.5, 0\.2, 0\.8, None\]\n\[1\.099, -1\.099, 0\.0\]\n",
        ),
        # 487.12 at odds of 1, 28.85 ln 3 more or less; letters tell nothing apart. 1 of 2, 1 of 2, 0 of 2.
        (
            "scorecard_fit",
            r"\['chosen', 'constant'\]\n\[519\.0, 455\.0\]\n\['C', 'B', 'A'\] \[0\.5, 0\.5, 0\.0\]\n",
        ),
        # 520 + 2 x 40 + 15; + 2 x 10 + 5; + 2 x 20 + 15. Lost: of 80 and 15. Odds 50 x 2^((score - 600) / 20).
        (
            "scorecards",
            r"615\.0 A None None None\n545\.0 C days_late 60\.0 sector\n575\.0 B days_late 40\.0 None\n\[0\.0118, 0\.1186, 0\.0454\]\nTrue\n",
        ),
        # 5 / 95 x 365 / 20 and (100 / 95)^(365 / 20) - 1; 10,000 x 0.18 x 7 / 360 = 35.00 (Oracle).
        (
            "discounts",
            r"96\.05 % a year simple, 155\.00 % [^\n]*\nbreak-even 0\.4364%, take 1, offer 0\n49391[^\n]* 40\.74\n9965\.00\n",
        ),
        # 1 % of 1,200, 1,100 ... 100; 1.01^12 - 1; 100 x 9 x 10 / (12 x 13).
        ("plans", r"12 instalments, 78\.00 EUR for credit[^\n]*\n12\.68%\n57\.69\n"),
        # 600 + 400 of 900; half of each day's cash.
        ("cash_plans", r"soonest 600\.00 400\.00 1\.0\nsmallest_share 300\.00 450\.00 250\.00 0\.5\n"),
        # 14 of 28 days of 2.00, and 99.00 + 100.00 + 1.00.
        (
            "plan_life",
            r"\['paid_late', 'future', 'future'\]\nprincipal_not_due 199\.00\naccrued_interest 1\.00\nsettlement 200\.00\n",
        ),
        # 2 % of 1,000.00 within ten days; the twelfth day is late.
        ("terms", r"980\.00 2024-06-11 2024-07-01\nlate\n"),
    ],
)
def test_method_pages(folder: Path, page: str, expected: str) -> None:
    example = examples(f"docs/methods/{page}.md")["python"]
    printed = run(sys.executable, "-W", "error", "-c", example, folder=folder)
    assert re.search(expected, printed), printed
