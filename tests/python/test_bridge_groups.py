"""Bridges by customer and dimension: groups add up, what does not add says so, a group knows of its own documents alone."""

import datetime
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import openitem
import pandas
import pytest
from openitem import datasets

MAY, JUNE = datetime.date(2024, 5, 31), datetime.date(2024, 6, 30)
DOCUMENTS: dict[str, list[Any]] = {
    "customer": ["A", "B", "A", "B", "C"],
    "id": ["1", "2", "3", "4", "5"],
    "region": ["N", "S", "N", "S", None],
    "issue_date": ["2024-05-10", "2024-05-10", "2024-06-10", "2024-06-10", "2024-06-11"],
    "due_date": ["2024-07-10", "2024-05-20", "2024-08-10", "2024-06-20", "2024-06-20"],
    "amount": ["100.00", "300.00", "150.00", "300.00", "70.00"],
    "paid_date": ["2024-06-15", "2024-05-25", None, "2024-06-25", None],
}


def ledger_of(table: dict[str, list[Any]], **options: Any) -> openitem.Ledger:
    return openitem.Ledger.from_documents(table, currency="EUR", dimensions=["region"], **options)


def records(table: openitem.ResultTable | None) -> list[dict[str, Any]]:
    assert table is not None
    columns = table.to_dict()
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def by_place(rows: list[dict[str, Any]], *names: str, value: str = "amount") -> dict[tuple[Any, ...], Any]:
    found = {tuple(row[name] for name in names): row[value] for row in rows}
    assert len(found) == len(rows)
    return found


def test_by_hand() -> None:
    """A sells half as much again; B is paid in full both times; C is new, so that all of it is volume."""
    result = openitem.bridge(ledger_of(DOCUMENTS), MAY, JUNE, months=1, by="region")
    steps = by_place(records(result.receivables), "region", "step")
    assert {place: amount for place, amount in steps.items() if amount} == {
        ("N", "opening"): Decimal("100.00"),
        ("N", "volume"): Decimal("50.00"),
        ("N", "closing"): Decimal("150.00"),
        (None, "volume"): Decimal("70.00"),
        (None, "closing"): Decimal("70.00"),
    }
    totals = {row["step"]: row for row in records(result.totals)}
    assert totals["volume"]["amount"] == Decimal("120.00")
    # As one, 400 and then 520 are sold, a quarter of the first is open.
    assert totals["opening"]["ungrouped"] == totals["opening"]["amount"] == Decimal("100.00")
    assert sum(row["mix"] for row in totals.values()) == 0
    assert totals["volume"]["mix"] == totals["volume"]["amount"] - totals["volume"]["ungrouped"] != 0
    # N: 100 x 31 / 100 and 150 x 30 / 150; C has no DSO in May.
    days = by_place(records(result.dso), "region", "step", value="millionths")
    assert (days["N", "opening"], days["N", "closing"]) == (31_000_000, 30_000_000)
    assert (None, "opening") not in days
    warnings = by_place(records(result.balances), "region", "date", value="warning")
    assert warnings[None, MAY] == warnings[None, JUNE] == "no_sales"
    assert warnings["N", MAY] is None


@pytest.mark.parametrize("method", ["shapley", "fixed_order"])
@pytest.mark.parametrize("by", ["customer", ("kind", "customer"), "kind"])
def test_groups_add_up(by: Any, method: Any) -> None:
    ledger = datasets.sample_ledger(2000, 5).ledger()
    names = [by] if isinstance(by, str) else [*by]
    result = openitem.bridge(ledger, "2024-03-31", "2024-09-30", by=by, method=method)
    alone = openitem.bridge(ledger, "2024-03-31", "2024-09-30", method=method)
    assert alone.totals is None
    rows = records(result.receivables)
    totals = {(row["currency"], row["step"]): row for row in records(result.totals)}
    for (currency, step), total in totals.items():
        assert total["amount"] == sum(
            row["amount"] for row in rows if (row["currency"], row["step"]) == (currency, step)
        )
    for row in records(alone.receivables):
        assert totals[row["currency"], row["step"]]["ungrouped"] == row["amount"]
    for table, column in (("receivables", "amount"), ("dso", "millionths")):
        groups: dict[tuple[Any, ...], dict[str, Any]] = {}
        for row in records(getattr(result, table)):
            groups.setdefault((*(row[name] for name in names), row["currency"]), {})[row["step"]] = row[
                column
            ]
        assert groups
        for parts in groups.values():
            assert sum(parts.values()) == 2 * parts["closing"]
    assert all(row["amount"] == 0 for row in records(result.proof) if row["line"].endswith("difference"))
    # Measures add up, month by month.
    measures = ("sales", "not_due", "credits", "open_not_due", "open_past_due", "disputed")
    months = records(result.months)
    for one in records(alone.months):
        own = [
            m
            for m in months
            if (m["currency"], m["date"], m["month"]) == (one["currency"], one["date"], one["month"])
        ]
        for name in measures:
            assert sum(month[name] for month in own) == one[name], name


def test_a_group_is_the_bridge_of_its_documents() -> None:
    """Locality: a ledger of one customer's documents has the rows of that customer."""
    whole = openitem.bridge(ledger_of(DOCUMENTS), MAY, JUNE, months=2, by="customer")
    for customer in "ABC":
        chosen = [at for at, name in enumerate(DOCUMENTS["customer"]) if name == customer]
        part = {name: [cells[at] for at in chosen] for name, cells in DOCUMENTS.items()}
        alone = openitem.bridge(ledger_of(part), MAY, JUNE, months=2, by="customer")
        for table in ("receivables", "dso", "balances", "months"):
            own = [row for row in records(getattr(whole, table)) if row["customer"] == customer]
            assert own == records(getattr(alone, table))


def test_amounts_may_be_scaled_and_dates_moved() -> None:
    straight = openitem.bridge(ledger_of(DOCUMENTS), "2024-06-15", "2024-07-15", months=1, by="customer")
    large = {**DOCUMENTS, "amount": [f"{Decimal(amount) * 1000}" for amount in DOCUMENTS["amount"]]}
    scaled = openitem.bridge(ledger_of(large), "2024-06-15", "2024-07-15", months=1, by="customer")
    assert scaled.dso.to_dict() == straight.dso.to_dict()
    # 400 years are a whole number of weeks and have the same calendar.
    later = {
        name: [
            value and f"{int(value[:4]) + 400}{value[4:]}" if name.endswith("date") else value
            for value in cells
        ]
        for name, cells in DOCUMENTS.items()
    }
    moved = openitem.bridge(ledger_of(later), "2424-06-15", "2424-07-15", months=1, by="customer")
    for table in ("receivables", "totals", "dso"):
        assert getattr(moved, table).to_dict() == getattr(straight, table).to_dict()


def test_threads_and_order_of_rows_change_nothing() -> None:
    turned = {name: list(reversed(cells)) for name, cells in DOCUMENTS.items()}
    one = openitem.bridge(ledger_of(DOCUMENTS), MAY, JUNE, by=["region", "customer"])
    other = openitem.bridge(ledger_of(turned), MAY, JUNE, by=["region", "customer"], threads=4)
    for table in ("receivables", "totals", "dso", "balances", "months", "proof"):
        assert getattr(one, table).to_dict() == getattr(other, table).to_dict()


@pytest.mark.parametrize(
    ("by", "words"),
    [("street", "street"), (["customer", "customer"], "customer"), ("", "''")],
)
def test_unknown_groups(by: Any, words: str) -> None:
    with pytest.raises(openitem.ArgumentError, match=words):
        openitem.bridge(ledger_of(DOCUMENTS), MAY, JUNE, by=by)


def test_a_dimension_called_like_a_column() -> None:
    table = {**DOCUMENTS, "step": DOCUMENTS["region"]}
    ledger = openitem.Ledger.from_documents(table, currency="EUR", dimensions=["step"])
    with pytest.raises(openitem.ArgumentError, match="rename the dimension"):
        openitem.bridge(ledger, MAY, JUNE, by="step")


def test_a_chart_shows_one_group() -> None:
    pytest.importorskip("altair")
    result = openitem.bridge(ledger_of(DOCUMENTS), MAY, JUNE, months=1, by="customer")
    with pytest.raises(openitem.ArgumentError, match="one group"):
        result.plot("receivables")
    assert result.plot("receivables", customer="A").to_dict()["layer"]


def test_command_line(tmp_path: Path) -> None:
    path = tmp_path / "documents.csv"
    pandas.DataFrame(DOCUMENTS).to_csv(path, index=False)
    run = [sys.executable, "-W", "error", "-c", "from openitem.cli import main; main()", "bridge", str(path)]
    run += ["--from", "2024-05-31", "--to", "2024-06-30", "--months", "1", "--currency", "EUR"]
    run += ["--by", "customer", "--format", "json"]
    done = subprocess.run(run, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stderr) == (0, "")
    document = json.loads(done.stdout)
    closing = {row["customer"]: row["amount"] for row in document["receivables"] if row["step"] == "closing"}
    assert closing == {"A": "150.00", "B": "0.00", "C": "70.00"}
    assert {row["step"]: row["amount"] for row in document["totals"]}["closing"] == "220.00"
