"""The program that asks our peers the same questions runs, and every peer agrees with us to the cent."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


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
