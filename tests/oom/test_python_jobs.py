"""The Python extension with every allocation failing in turn, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent


def allocator() -> Path:
    build = os.environ.get("OPENITEM_BUILD_DIR")
    directory = Path(build) if build else HERE.parents[1] / "build" / "release"
    found = sorted(directory.rglob("libopenitem_allocations.so"))
    if not found:
        if build:
            pytest.fail(f"OPENITEM_BUILD_DIR is {build}, which holds no libopenitem_allocations.so")
        pytest.skip("no libopenitem_allocations.so; ./dev build release makes one")
    return found[0]


def test_every_allocation_of_whole_jobs() -> None:
    result = subprocess.run(
        [sys.executable, str(HERE / "python_jobs.py")],
        env={**os.environ, "LD_PRELOAD": str(allocator())},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, f"{result.stdout}{result.stderr}"
    runs = {name: int(count) for name, count in (line.split() for line in result.stdout.splitlines())}
    assert set(runs) == {
        "sample", "build", "check", "age", "age_series", "age_hierarchy", "roll_forward", "statement", "drill_down",
        "compare", "kpis", "kpi_values", "behaviour", "invoice_behaviour", "outcomes", "invoice_outcomes",
        "collection_curves", "roll_rates", "bridge", "provision", "loss_rates", "exposure", "interest", "terms",
        "yields", "discounts", "plans", "cash_plans", "plan_lives", "portfolio", "discount_history", "binning",
        "binning_scores", "additive", "additive_scores", "scorecard", "scorecard_tables", "scorecard_to_json",
        "scorecard_of_json", "scorecard_scores",
        "scorecard_fit", "scorecard_validation", "overrides", "regression", "calibration",
        "survival", "log_rank", "concordance", "export",
    }  # fmt: skip
    assert min(runs.values()) > 10, "a job that hardly allocates proves little"
