"""The program that asks our peers the same questions runs, and every peer agrees with us to the cent."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("OPENITEM_DATA", ROOT.parent / "shared" / "data"))


def test_the_peers_agree_with_us_at_a_small_size() -> None:
    run = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "peers")],
        env=os.environ | {"OPENITEM_BENCHMARK_SMALL": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    for peer in ("NumPy", "pandas", "Polars", "DuckDB", "QuantLib", "pyxirr", "SciPy"):
        assert f"| {peer}" in run.stdout


@pytest.mark.skipif(
    not (DATA / "german_credit").is_dir(), reason="no folder of data sets; OPENITEM_DATA names one"
)
def test_credit_sets_beside_scikit_learn() -> None:
    run = subprocess.run(
        [
            sys.executable,
            str(ROOT / "benchmarks" / "peers" / "credit_sets.py"),
            "--data",
            str(DATA),
            "--set",
            "german",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    auc = {
        cells[1]: float(cells[2])
        for cells in ([cell.strip() for cell in line.split("|")] for line in run.stdout.splitlines())
        if len(cells) == 6 and cells[2].startswith("0.")
    }
    assert len(auc) == 8
    assert min(auc.values()) > 0.75
    assert auc["openitem, scorecard"] > auc["logistic, standardised"] - 0.02
    assert auc["openitem, additive"] > auc["histogram gradient boosting"] - 0.02


def test_a_folder_without_data_is_named(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "peers" / "credit_sets.py"), "--data", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout.count("not measured")) == (0, 3)
