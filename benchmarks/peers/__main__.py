"""Asks the same questions of openitem and of its peers, on the same rows, and prints medians and ratios.

    python benchmarks/peers [--rounds N] [--clock wall|cpu] [--cpp PROGRAM]

Rows: 10 million (OPENITEM_BENCHMARK_ROWS), 20,000 and one round where OPENITEM_BENCHMARK_SMALL is set. Peers run on one
thread. Ends with status 1 where two answers differ by a cent.
"""

import argparse
import importlib.metadata
import json
import os
import platform
import subprocess
import time
from pathlib import Path

# Before they are imported: Polars and the array libraries read these once.
for variable in ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import aging_series  # noqa: E402
import aging_snapshot  # noqa: E402
import annuities  # noqa: E402
import binning  # noqa: E402
import discount_portfolio  # noqa: E402
import due_dates  # noqa: E402
import invoice_history  # noqa: E402
import kpis  # noqa: E402
import late_interest  # noqa: E402
import plans  # noqa: E402
import schedules  # noqa: E402
import year_fractions  # noqa: E402
from aging_items import make_items  # noqa: E402
from measure import Question, check_equal, median_seconds, show  # noqa: E402
from memory import peak_mebibytes  # noqa: E402
from yields import loan_yields, make_loans  # noqa: E402

# Processor time tells more than time on the wall where other programs run; it adds up the threads.
CLOCKS = {"wall": time.perf_counter, "cpu": time.process_time}
PACKAGES = (
    "openitem",
    "numpy",
    "pandas",
    "polars",
    "duckdb",
    "pyarrow",
    "scipy",
    "QuantLib",
    "pyxirr",
    "numpy-financial",
)


def show_versions() -> None:
    versions = [f"{name} {importlib.metadata.version(name)}" for name in PACKAGES]
    print(f"CPython {platform.python_version()}, {', '.join(versions)}; {os.cpu_count()} processors")


def cpp_medians(program: Path, pattern: str, rounds: int, clock: str) -> dict[str, float]:
    """Medians of the same question put to the C++ library by its Google Benchmark program."""
    command = [
        str(program),
        f"--benchmark_filter={pattern}",
        "--benchmark_format=json",
        f"--benchmark_repetitions={max(rounds, 2)}",
        "--benchmark_report_aggregates_only=true",
    ]
    report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    medians = {}
    for row in report["benchmarks"]:
        if row["aggregate_name"] == "median":
            name, _, threads = row["run_name"].partition("/")
            title = f"C++ {name.replace('_', ' ')}"
            medians[f"{title}, threads {threads}" if threads else title] = (
                row["cpu_time" if clock == "cpu" else "real_time"] / 1e3
            )
    return medians


def ask(question: Question, rounds: int, clock: str, measured_elsewhere: dict[str, float]) -> None:
    # Before anything else has run: what a first run leaves behind, a second one finds.
    ours = question.contenders[0]
    peak = peak_mebibytes(ours.ask)
    check_equal(question)
    show(question, median_seconds(question, rounds, CLOCKS[clock]), measured_elsewhere)
    if peak is not None:
        print(f"\n{ours.name}: peak memory beyond the input {peak:.1f} MiB, the result with it")


def main() -> None:
    small = "OPENITEM_BENCHMARK_SMALL" in os.environ
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--rounds", type=int, default=1 if small else 7, help="interleaved runs of each contender"
    )
    parser.add_argument(
        "--cpp", type=Path, help="the program aging_benchmark, for the C++ lines of the table"
    )
    parser.add_argument("--clock", choices=CLOCKS, default="wall", help="what a run is measured with")
    arguments = parser.parse_args()
    rows = int(os.environ.get("OPENITEM_BENCHMARK_ROWS", "20000" if small else "10000000"))

    show_versions()
    for order, grouped, benchmark in (
        ("random order", False, "random_order"),
        ("grouped by customer", True, "grouped"),
    ):
        elsewhere = {}
        if arguments.cpp is not None:
            elsewhere = cpp_medians(
                arguments.cpp, f"item_columns_{benchmark}|bound_", arguments.rounds, arguments.clock
            )
        ask(
            aging_snapshot.integer_customers(make_items(rows, grouped=grouped), order),
            arguments.rounds,
            arguments.clock,
            elsewhere,
        )
    ask(aging_snapshot.text_customers(make_items(rows, grouped=False)), arguments.rounds, arguments.clock, {})
    ask(aging_series.month_ends(aging_series.make_books(rows // 2)), arguments.rounds, arguments.clock, {})
    books = kpis.make_books(rows // 2)
    for with_parts in (False, True):
        question = kpis.customers_by_month(books, with_parts=with_parts)
        ask(question, arguments.rounds, arguments.clock, {})
    ask(
        invoice_history.invoice_history(invoice_history.make_invoices(rows // 2)),
        arguments.rounds,
        arguments.clock,
        {},
    )
    for question in (
        due_dates.question(rows),
        schedules.question(min(rows, 10_000_000) // 100),
        year_fractions.question(rows, "act_act_isda"),
        year_fractions.question(rows, "thirty_e_360"),
        late_interest.question(min(rows, 10_000_000) // 100),
        annuities.question(min(rows, 10_000_000) // 10),
        plans.question(min(rows, 10_000_000) // 500),
        discount_portfolio.question(min(rows, 10_000_000) // 500),
    ):
        ask(question, arguments.rounds, arguments.clock, {})
    binned = binning.question(min(rows, 10_000_000) // 50)
    if binned is None:
        print("\nbinning: optbinning is not installed, not measured")
    else:
        ask(binned, arguments.rounds, arguments.clock, {})
    ask(loan_yields(make_loans(min(rows, 10_000_000) // 100)), arguments.rounds, arguments.clock, {})


if __name__ == "__main__":
    main()
