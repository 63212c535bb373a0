"""Collection curves from Python: a hand-worked ledger, and a naive computation over random ones."""

import csv
import datetime
import io
import random
import subprocess
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import openitem
import pytest
from openitem import datasets

KINDS = {"payment": "paid", "credit_note": "credited", "discount": "discounted", "write_off": "written_off"}
SETTLED = ("paid", "credited", "discounted", "written_off", "other")


def rows(table: openitem.ResultTable) -> list[dict[str, Any]]:
    columns = table.to_dict()
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


@pytest.fixture
def small() -> openitem.Ledger:
    """January: 100 and 50; 60 paid after 10 days, 40 after 45, 50 credited after 20. February: 80, half paid after 5 days."""
    return openitem.Ledger.from_documents(
        {
            "customer": ["A", "B", "A", "A", "A", "B", "A", "A"],
            "id": ["1", "2", "3", "p1", "p2", "c", "p3", "f"],
            "kind": [
                "invoice",
                "invoice",
                "debit_note",
                "payment",
                "payment",
                "credit_note",
                "payment",
                "fee",
            ],
            "issue_date": [
                "2024-01-05",
                "2024-01-31",
                "2024-02-10",
                "2024-01-15",
                "2024-02-19",
                "2024-02-20",
                "2024-02-15",
                "2024-01-07",
            ],
            "amount": ["100", "50", "80", "-60", "-40", "-50", "-40", "5"],
        },
        {
            "credit_id": ["p1", "p2", "c", "p3"],
            "debit_id": ["1", "1", "2", "3"],
            "amount": ["60", "40", "50", "40"],
            "applied_on": ["2024-01-15", "2024-02-19", "2024-02-20", "2024-02-15"],
        },
        currency="EUR",
    )


def test_cells_by_hand(small: openitem.Ledger) -> None:
    curves = openitem.collection_curves(small, "2024-02-29", ages=[15, 30, 60], percents=[50, 75, 99])
    january, february = datetime.date(2024, 1, 1), datetime.date(2024, 2, 1)
    assert [
        (cell["cohort"], cell["age"], int(cell["paid"]), int(cell["credited"]), cell["mature"])
        for cell in rows(curves.cells)
    ] == [
        (january, 15, 60, 0, 1),
        (january, 30, 0, 50, 0),  # the youngest invoice of January is 29 days old
        (january, 60, 40, 0, 0),
        (january, None, 0, 0, 1),  # nothing of January is open
        (february, 15, 40, 0, 1),
        (february, 30, 0, 0, 0),
        (february, 60, 0, 0, 0),
        (february, None, 0, 0, 0),
    ]
    assert curves.cells.to_dict()["paid_share"] == [0.4, 0.4, 100 / 150, 100 / 150, 0.5, 0.5, 0.5, 0.5]
    # Paid: 40 after 5 days, 60 after 10, 40 after 45. Half of 140 is reached on day 10, 105 on day 45.
    assert [
        (row["percent"], row["days_by_amount"], row["days_by_count"]) for row in rows(curves.days_to_pay)
    ] == [(50, 10, 10), (75, 45, 45), (99, 45, 45)]
    assert [(row["line"], int(row["amount"])) for row in rows(curves.proof)] == [
        ("invoiced", 230),
        ("paid", -140),
        ("credited", -50),
        ("discounted", 0),
        ("written_off", 0),
        ("other", 0),
        ("open_items", -40),
        ("difference", 0),
    ]
    assert "Collection curves as of 2024-02-29" in repr(curves)


def test_a_later_payment_changes_no_earlier_curve(small: openitem.Ledger) -> None:
    """A report for a past date does not use today's paid state."""
    then = openitem.collection_curves(small, "2024-01-31", by="customer")
    assert [(row["customer"], int(row["invoiced"]), int(row["paid"])) for row in rows(then.cohorts)] == [
        ("A", 100, 60),
        ("B", 50, 0),
    ]


def random_books(seed: int) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    source = random.Random(seed)
    day = datetime.date(2023, 11, 1)
    documents: dict[str, list[Any]] = defaultdict(list)
    applications: dict[str, list[Any]] = defaultdict(list)

    def add(key: str, customer: str, kind: str, issued: datetime.date, amount: int) -> None:
        for name, value in (
            ("id", key),
            ("customer", customer),
            ("kind", kind),
            ("issue_date", issued),
            ("amount", amount),
            ("currency", "EUR" if customer < "C" else "JPY"),
        ):
            documents[name].append(value)

    for number in range(40):
        customer = source.choice("ABCD")
        issued = day + datetime.timedelta(days=source.randrange(120))
        amount = source.randrange(1, 90000)
        add(
            f"I{number}", customer, source.choice(["invoice", "invoice", "debit_note", "fee"]), issued, amount
        )
        left = amount
        for part in range(source.randrange(4)):
            taken = source.randrange(1, left + 1) if left else 0
            if taken == 0:
                break
            left -= taken
            key = f"P{number}.{part}"
            applied = issued + datetime.timedelta(days=source.randrange(-10, 150))
            kind = source.choice([*KINDS, "payment", "payment", "adjustment"])
            add(key, customer, kind, applied - datetime.timedelta(days=source.randrange(3)), -taken)
            for name, value in (
                ("credit_id", key),
                ("debit_id", f"I{number}"),
                ("amount", taken),
                ("applied_on", applied),
            ):
                applications[name].append(value)
    return dict(documents), dict(applications)


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("by", [(), ("customer",)])
def test_random_books_against_a_naive_computation(seed: int, by: tuple[str, ...]) -> None:
    documents, applications = random_books(seed)
    as_of = datetime.date(2023, 12, 1) + datetime.timedelta(days=seed * 7)
    ages, percents = [0, 10, 30, 75], [1, 50, 90]
    ledger = openitem.Ledger.from_documents(documents, applications, money="minor", rows="strict")
    curves = openitem.collection_curves(ledger, as_of, ages=ages, percents=percents, by=by)

    posted = [
        dict(zip(documents, row, strict=True))
        for row in zip(*documents.values(), strict=True)
        if row[3] <= as_of
    ]
    by_id = {row["id"]: row for row in posted}
    invoices = [row for row in posted if row["kind"] in ("invoice", "debit_note")]

    def group_of(row: dict[str, Any]) -> tuple[Any, ...]:
        return (*(row[name] for name in by), row["currency"])

    cells: dict[Any, int] = defaultdict(int)
    paid: dict[Any, list[tuple[int, int]]] = defaultdict(list)
    for row in zip(*applications.values(), strict=True):
        credit, debit, amount, applied = row
        invoice = by_id.get(debit)
        if invoice not in invoices or credit not in by_id:
            continue
        counts_from = max(applied, invoice["issue_date"], by_id[credit]["issue_date"])
        if counts_from > as_of:
            continue
        age = (counts_from - invoice["issue_date"]).days
        kind = KINDS.get(by_id[credit]["kind"], "other")
        bound = next((bound for bound in ages if age <= bound), None)
        cells[(*group_of(invoice), invoice["issue_date"].replace(day=1), bound, kind)] += amount
        if kind == "paid":
            paid[group_of(invoice)].append((age, amount))

    expected = []
    for key in sorted({(*group_of(row), row["issue_date"].replace(day=1)) for row in invoices}):
        cohort = [row for row in invoices if (*group_of(row), row["issue_date"].replace(day=1)) == key]
        youngest = max(row["issue_date"] for row in cohort)
        invoiced = sum(row["amount"] for row in cohort)
        settled = sum(amount for cell, amount in cells.items() if cell[: len(key)] == key)
        running = 0
        for bound in [*ages, None]:
            parts = [cells[(*key, bound, kind)] for kind in SETTLED]
            running += parts[0]
            old_enough = settled == invoiced if bound is None else (as_of - youngest).days >= bound
            expected.append((*key, bound, int(old_enough), invoiced, *parts, running, running / invoiced))
    table = curves.cells
    minor = table.to_dict(money="minor")
    assert list(zip(*minor.values(), strict=True)) == expected

    quantiles = []
    for group in sorted(paid):
        ordered = sorted(paid[group])
        total = sum(amount for _, amount in ordered)
        for percent in percents:
            by_amount = next(
                age
                for age, _ in ordered
                if sum(amount for other, amount in ordered if other <= age) * 100 >= percent * total
            )
            by_count = ordered[-(-percent * len(ordered) // 100) - 1][0]
            quantiles.append((*group, percent, by_amount, by_count, len(ordered), total))
    assert list(zip(*curves.days_to_pay.to_dict(money="minor").values(), strict=True)) == quantiles
    assert all(row["difference"] == 0 for row in rows(curves.cohorts))
    assert all(row["amount"] == 0 for row in rows(curves.proof) if row["line"] == "difference")


def test_cells_sum_to_cohorts_and_groups_to_the_whole() -> None:
    sample = datasets.sample_ledger(3000, seed=5, end="2024-06-30")
    ledger = sample.ledger()
    whole = openitem.collection_curves(ledger, "2024-06-30")
    parts = openitem.collection_curves(ledger, "2024-06-30", by="customer", threads=4)
    assert any(row["paid"] for row in rows(whole.cells))
    for name in (*SETTLED, "paid_to_date"):
        sums: dict[Any, Decimal] = defaultdict(Decimal)
        for row in rows(parts.cells):
            sums[row["currency"], row["cohort"], row["age"]] += row[name]
        assert {(r["currency"], r["cohort"], r["age"]): r[name] for r in rows(whole.cells)} == sums
    for curves in (whole, parts):
        assert all(row["amount"] == 0 for row in rows(curves.proof) if row["line"] == "difference")
        assert all(row["difference"] == 0 for row in rows(curves.cohorts))


def test_nothing_invoiced_gives_empty_tables(small: openitem.Ledger) -> None:
    curves = openitem.collection_curves(small, "2023-12-31", by="customer")
    assert len(curves.cells) == len(curves.cohorts) == len(curves.days_to_pay) == len(curves.proof) == 0
    assert list(curves.cells.to_dict())[:3] == ["customer", "currency", "cohort"]


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ({"ages": [30, 15]}, "out_of_bounds"),
        ({"ages": [-1]}, "out_of_bounds"),
        ({"ages": [15, 15]}, "out_of_bounds"),
        ({"ages": list(range(64))}, "out_of_bounds"),
        ({"percents": [0]}, "out_of_bounds"),
        ({"percents": [100]}, "out_of_bounds"),
        ({"by": "region"}, "unknown_name"),
        ({"by": "cohort"}, "invalid_argument"),
        ({"clock": "tomorrow"}, "invalid_argument"),
        ({"threads": 257}, "out_of_bounds"),
    ],
)
def test_bad_options_are_named(small: openitem.Ledger, options: dict[str, Any], status: str) -> None:
    with pytest.raises(openitem.Error) as failure:
        openitem.collection_curves(small, "2024-02-29", **options)
    assert failure.value.status == status, failure.value


def test_the_command_line(tmp_path: Path) -> None:
    invoices = tmp_path / "invoices.csv"
    invoices.write_text(
        "customer,id,issue_date,amount,currency,paid_date\n"
        "A,1,2024-01-10,70.00,EUR,2024-02-20\nB,2,2024-01-20,30.00,EUR,\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-W", "error", "-c", "from openitem.cli import main; main()", "curves"]
    options = [str(invoices), "--as-of", "2024-02-29", "--ages", "30,60", "--format", "csv"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    printed = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["cohort"], row["age"], row["paid"], row["mature"]) for row in printed] == [
        ("2024-01-01", "30", "0.00", "1"),
        ("2024-01-01", "60", "70.00", "0"),
        ("2024-01-01", "", "0.00", "0"),
    ]
    quantiles = subprocess.run(
        [*command, *options, "--days-to-pay", "--percents", "50"], capture_output=True, text=True, check=False
    )
    assert quantiles.stdout.splitlines()[1].split(",")[:4] == ["EUR", "50", "41", "41"]
    wrong = subprocess.run(
        [*command, *options, "--percents", "0"], capture_output=True, text=True, check=False
    )
    assert wrong.returncode == 2
    assert "percents holds 0" in wrong.stderr
