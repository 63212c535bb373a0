"""Whole jobs of the Python extension with the k-th allocation failing; run with the allocator of allocations.cpp preloaded.

The allocator replaces operator new of every library in the process; NumPy and Python itself take memory elsewhere.
Prints one line per job: its name and the number of runs that failed for want of memory.
"""

import ctypes
import sys
from collections.abc import Callable
from typing import Any

import openitem.errors
from openitem import _core

FAIL_ONCE, FAIL_FOR_EVER = 0, 1
AS_OF = 19904  # 2024-06-30
END = 19935

memory = ctypes.CDLL(None)
memory.fail_allocations.argtypes = (ctypes.c_int64, ctypes.c_int32)
for counter in ("stop_failing", "allocations_thrown", "allocations_alive"):
    getattr(memory, counter).restype = ctypes.c_int64


def ledger_options() -> Any:
    return _core.LedgerOptions(
        threads=2, rows="mark", money="minor", sign="signed", unreferenced_credits="oldest_due",
        currency="", base_currency="", date_format="", map=[],
    )  # fmt: skip


def aging_options() -> Any:
    return _core.AgingOptions(
        threads=2, basis="due", missing_date="issue", credits="netted", disputes="own_column", clock="latest",
        future_payments=True, known_at=None, date_column="", bounds=[], forward_bounds=[], by=["customer"],
    )  # fmt: skip


def sample() -> Any:
    return _core.sample_ledger(100, 7, END, customers=0, months=0, flat=False, faults=500, threads=2)


SAMPLE = sample()


def inputs() -> Any:
    tables = _core.InputTables()
    for name in SAMPLE.table_names():
        tables.add_table(name, SAMPLE.table(name))
    return tables


def build() -> Any:
    return _core.build_ledger(inputs(), ledger_options())


LEDGER = build()
AGING = _core.compute_aging(LEDGER, AS_OF, aging_options())


def age() -> None:
    _core.compute_aging(LEDGER, AS_OF, aging_options())


def drill_down() -> None:
    _core.list_aging_items(LEDGER, AS_OF, aging_options(), [], "", "")


def compare() -> None:
    lines = _core.InputTables()
    lines.add_table("general_ledger", SAMPLE.table("documents"))
    _core.compare_general_ledger(LEDGER, AS_OF, lines, "minor", None)


def exchange() -> None:
    for name in AGING.table_names():
        table = AGING.table(name)
        tables = _core.InputTables()
        tables.add_stream(name, table.stream("decimal"))
        for column, _type, _role in table.columns():
            table.array(column)
            table.nulls(column)


JOBS: tuple[Callable[[], Any], ...] = (sample, build, age, drill_down, compare, exchange)


def run(job: Callable[[], Any], k: int, how: int) -> tuple[str, int, int]:
    """What became of one run: its outcome, allocations that failed, allocations left."""
    alive = memory.allocations_alive()
    memory.fail_allocations(k, how)
    try:
        job()
        outcome = "succeeded"
    except MemoryError:
        outcome = "out of memory"
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is shown
        outcome = f"{type(error).__name__}: {error}"
    failed = memory.stop_failing()
    if failed and not memory.allocations_thrown() and outcome == "succeeded":
        outcome = "out of memory"  # its caller asked not to be thrown at, and did without
    return outcome, failed, memory.allocations_alive() - alive


def each_allocation_fails(job: Callable[[], Any]) -> int:
    for _ in range(3):
        job()  # what the interpreter keeps after the first times is no leak
    runs = 0
    for how in (FAIL_ONCE, FAIL_FOR_EVER):
        k = 1
        while True:
            outcome, failed, left = run(job, k, how)
            if not failed:
                if outcome != "succeeded" or left:
                    sys.exit(f"{job.__name__}: with all its memory {outcome}, {left} allocations left")
                break
            if outcome != "out of memory" or left:
                sys.exit(f"{job.__name__}: allocation {k}, mode {how}: {outcome}, {left} allocations left")
            runs += 1
            k += 1
    job()
    return runs


def main() -> None:
    assert issubclass(openitem.errors.MemoryLimitError, MemoryError)
    for job in JOBS:
        print(job.__name__, each_allocation_fails(job), flush=True)


if __name__ == "__main__":
    main()
