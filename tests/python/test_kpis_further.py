"""Promises, dunning, deductions by month, costs and bad debts of a ledger: golden cases, by hand, invariants, bad input."""

import datetime
import json
import subprocess
import sys
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openitem
import pytest

GOLDEN = {
    case["id"]: case
    for case in json.loads((Path(__file__).parents[1] / "golden" / "01_kpi.json").read_text(encoding="utf-8"))
}
PROMISES = [
    *("promise_kept_count", "promise_kept_count_partial", "promise_kept_amount"),
    "promise_kept_amount_partial",
]
JUNE = [("2024-06-01", "2024-06-30")]


def invoices(rows: Iterable[tuple[str, str, str, str]], **more: Any) -> dict[str, list[Any]]:
    """Documents of (customer, id, issue date, amount): invoices due in 30 days, below 0 payments."""
    table: dict[str, list[Any]] = {name: [] for name in ("customer", "id", "kind", "issue_date", "due_date")}
    table["amount"] = []
    for customer, name, day, amount in rows:
        is_payment = amount.startswith("-")
        due = datetime.date.fromisoformat(day) + datetime.timedelta(30)
        kind = "payment" if is_payment else "invoice"
        cells = (customer, name, kind, day, None if is_payment else due.isoformat(), amount)
        for column, cell in zip(table.values(), cells, strict=True):
            column.append(cell)
    return table | more


def applied(rows: Iterable[tuple[str, str, str, str]]) -> dict[str, list[str]]:
    """Applications of (credit, debit, amount, day)."""
    columns = zip(*rows, strict=True)
    return dict(zip(("credit_id", "debit_id", "amount", "applied_on"), map(list, columns), strict=True))


def promised(rows: Iterable[tuple[str, str | None, str, str, str | None]]) -> dict[str, list[str | None]]:
    """Promises of (customer, document, day, promised day, amount)."""
    names = ("customer", "document_id", "promised_on", "due_date", "amount")
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))


def figures(result: openitem.Kpis) -> dict[str, Any]:
    table = result.figures.to_dict()
    return dict(zip(table["figure"], table["value"], strict=True))


def component(result: openitem.Kpis, name: str, row: int = 0) -> Any:
    assert result.components is not None
    return result.components.to_dict()[name][row]


def about(result: openitem.Kpis, name: str) -> str:
    lines = result.about.to_dict()
    return str(lines["value"][lines["name"].index(name)])


# ---- golden cases ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case_id", "figure"), [("kpi-039", "promise_kept_count"), ("kpi-051", "promise_kept_amount_partial")]
)
def test_golden_promises(case_id: str, figure: str) -> None:
    case = GOLDEN[case_id]
    documents, applications, promises = [], [], []
    due = datetime.date(2024, 6, 10)
    for at, promise in enumerate(case["inputs"]["promises"]):
        documents.append(("A", f"I{at}", "2024-05-01", promise["amount"]))
        promises.append(("A", f"I{at}", "2024-06-01", due.isoformat(), promise["amount"]))
        if Decimal(promise["paid"]) == 0:
            continue
        paid_on = (due + datetime.timedelta(promise["days_late"])).isoformat()
        documents.append(("A", f"P{at}", paid_on, f"-{promise['paid']}"))
        applications.append((f"P{at}", f"I{at}", promise["paid"], paid_on))
    ledger = openitem.Ledger.from_documents(
        invoices(documents), applied(applications), promises=promised(promises), currency="EUR"
    )
    result = openitem.kpis(
        ledger, periods=JUNE, figures=PROMISES, promise_grace_days=case["inputs"]["grace_days"]
    )
    assert figures(result)[figure] == pytest.approx(case["expected"], abs=case["tolerance"])


def test_golden_sales_weighted_dso() -> None:
    case = GOLDEN["kpi-048"]
    latest, before = case["inputs"]["buckets"]
    documents, applications = [], []
    for name, day, bucket in (("1", "2024-05-20", latest), ("2", "2024-04-10", before)):
        paid = str(Decimal(bucket["sales_of_month"]) - Decimal(bucket["bucket_ar"]))
        documents += [("A", name, day, bucket["sales_of_month"]), ("A", f"P{name}", "2024-05-25", f"-{paid}")]
        applications.append((f"P{name}", name, paid, "2024-05-25"))
    ledger = openitem.Ledger.from_documents(invoices(documents), applied(applications), currency="EUR")
    result = openitem.kpis(ledger, "2024-05-01", "2024-05-31", figures="dso_sales_weighted")
    assert figures(result)["dso_sales_weighted"] == pytest.approx(case["expected"], abs=case["tolerance"])
    assert result.figures.to_dict()["kind"] == ["not_additive"]
    short = openitem.kpis(
        ledger, "2024-05-01", "2024-05-31", figures="dso_sales_weighted", history_months=1
    ).figures.to_dict()
    assert (short["value"], short["warning"]) == ([None], ["history_exhausted"])


def test_golden_true_dso() -> None:
    case = GOLDEN["kpi-041"]
    as_of = datetime.date(2024, 6, 30)
    ledger = openitem.Ledger.from_documents(
        invoices(
            ("A", str(at), (as_of - datetime.timedelta(item["days_outstanding"])).isoformat(), item["amount"])
            for at, item in enumerate(case["inputs"]["invoices"])
        ),
        currency="EUR",
    )
    found = figures(openitem.kpis(ledger, periods=JUNE, figures="dso_true_netted"))
    assert found["dso_true_netted"] == pytest.approx(case["expected"], abs=case["tolerance"])


def test_golden_deductions_by_month() -> None:
    case = GOLDEN["kpi-046"]
    raised = str(Decimal(case["inputs"]["average_deductions_per_month"]))
    open_part = case["inputs"]["open_deductions"]
    disputes = {
        "document_id": ["1", "1"],
        "amount": [open_part, str(Decimal(raised) - Decimal(open_part))],
        "opened": ["2024-01-10", "2024-01-11"],
        "closed": [None, "2024-01-20"],
    }
    documents = invoices([("A", "1", "2024-01-02", "200000.00")])
    ledger = openitem.Ledger.from_documents(documents, disputes=disputes, currency="EUR")
    ids = ["deductions_outstanding_period_average", "deductions_outstanding_value"]
    found = figures(openitem.kpis(ledger, "2024-01-01", "2024-01-31", figures=ids))
    assert found[ids[0]] == pytest.approx(case["expected"], abs=case["tolerance"])
    assert found[ids[0]] == found[ids[1]]
    by_months = openitem.kpis(
        ledger, "2024-01-01", "2024-01-31", figures=ids[0], sales_months=3, month_days=30
    )
    assert figures(by_months)[ids[0]] == 30_000 * 3 * 30 / 90_000
    with pytest.raises(openitem.ArgumentError, match="whole calendar months"):
        openitem.kpis(ledger, "2024-01-02", "2024-01-31", figures=ids[0])


@pytest.mark.parametrize(
    ("case_id", "figure", "table", "amount", "sales"),
    [
        ("kpi-049", "operating_cost_to_sales", "costs", "credit_dept_cost", "credit_sales"),
        ("kpi-035", "bad_debt_ratio_net", "bad_debts", "net_bad_debt", "credit_sales"),
    ],
)
def test_golden_amounts_to_sales(case_id: str, figure: str, table: str, amount: str, sales: str) -> None:
    case = GOLDEN[case_id]
    ledger = openitem.Ledger.from_documents(
        invoices([("A", "1", "2024-06-03", case["inputs"][sales])]), currency="EUR"
    )
    given: Any = {"date": ["2024-06-30"], "amount": [case["inputs"][amount]]}
    result = openitem.kpis(ledger, periods=JUNE, figures=figure, **{table: given})
    assert figures(result)[figure] == pytest.approx(case["expected"], abs=case["tolerance"])


# ---- promises by hand --------------------------------------------------------------------------------------


def test_promises_by_hand() -> None:
    """A keeps 60 of a plan of 60 + 60, B's payment comes back, C's promise is replaced, D's comes due in July."""
    documents = invoices(
        [
            *(("A", "A1", "2024-05-01", "200.00"), ("A", "AP", "2024-06-05", "-90.00")),
            *(("B", "B1", "2024-05-01", "80.00"), ("B", "BP", "2024-06-04", "-80.00")),
            *(("C", "C1", "2024-05-01", "50.00"), ("C", "CP", "2024-06-20", "-50.00")),
            ("D", "D1", "2024-05-01", "40.00"),
        ]
    )
    returned = ("B", "BR", "payment_return", "2024-06-06", None, "80.00")
    for column, cell in zip(documents.values(), returned, strict=True):
        column.append(cell)
    promises = promised(
        [
            ("A", None, "2024-06-01", "2024-06-05", "60.00"),
            ("A", None, "2024-06-01", "2024-06-15", "60.00"),
            ("B", None, "2024-06-01", "2024-06-10", "80.00"),
            ("C", "C1", "2024-06-01", "2024-06-10", "50.00"),
            ("C", "C1", "2024-06-08", "2024-06-20", None),
            ("D", "D1", "2024-06-25", "2024-07-01", None),
            ("A", "A1", "2024-06-02", "2024-06-01", "10.00"),
            ("Z", None, "2024-06-02", "2024-06-10", "10.00"),
        ]
    )
    applications = applied([("CP", "C1", "50.00", "2024-06-20")])
    ledger = openitem.Ledger.from_documents(documents, applications, promises=promises, currency="EUR")
    result = openitem.kpis(ledger, periods=JUNE, figures=PROMISES)
    # Decided: 60 (kept), 60 (30 came in), 80 (0), 50 (kept): open of C1 at the begin of the 8th.
    assert figures(result) == {
        "promise_kept_count": 2 / 4,
        "promise_kept_count_partial": 3 / 4,
        "promise_kept_amount": 110 / 250,
        "promise_kept_amount_partial": 140 / 250,
    }
    assert component(result, "promises_superseded") == 1
    assert (component(result, "opening_promises_open"), component(result, "closing_promises_open")) == (0, 1)
    assert component(result, "closing_promised_open") == Decimal(40)
    assert about(result, "promises_left_out") == "2"
    by_customer = openitem.kpis(ledger, periods=JUNE, by="customer", figures="promise_kept_count")
    table = by_customer.figures.to_dict()
    assert (table["customer"], table["numerator"], table["denominator"]) == (
        [*"ABCD"],
        [1, 0, 1, 0],
        [2, 1, 1, 0],
    )
    assert table["warning"] == [None, None, None, "no_items"]


def test_grace_moves_the_day_of_the_decision() -> None:
    documents = invoices([("A", "1", "2024-05-01", "100.00"), ("A", "P", "2024-07-02", "-100.00")])
    promises = promised([("A", "1", "2024-06-20", "2024-06-30", "100.00")])
    applications = applied([("P", "1", "100.00", "2024-07-02")])
    ledger = openitem.Ledger.from_documents(documents, applications, promises=promises, currency="EUR")

    def kept(grace: int) -> list[Any]:
        result = openitem.kpis(
            ledger, "2024-06-01", "2024-07-31", figures="promise_kept_count", promise_grace_days=grace
        )
        return list(result.figures.to_dict()["value"])

    assert kept(0) == [0.0, None]
    assert kept(2) == [None, 1.0]
    assert kept(1) == [None, 0.0]


def test_an_account_in_several_groups_is_refused() -> None:
    documents = invoices(
        [("A", "1", "2024-05-01", "10.00"), ("A", "2", "2024-05-01", "10.00")], region=["N", "S"]
    )
    promises = promised([("A", None, "2024-06-01", "2024-06-10", "10.00")])
    ledger = openitem.Ledger.from_documents(
        documents, promises=promises, currency="EUR", dimensions=["region"]
    )
    openitem.kpis(ledger, periods=JUNE, by="customer", figures="promise_kept_count")
    with pytest.raises(openitem.ArgumentError, match="customer 'A' promised on 2024-06-01"):
        openitem.kpis(ledger, periods=JUNE, by="region", figures="promise_kept_count")


# ---- dunning -----------------------------------------------------------------------------------------------


def test_levels_by_hand() -> None:
    documents = invoices(
        [
            ("A", "1", "2024-03-01", "100.00"),
            ("A", "2", "2024-04-01", "50.00"),
            ("A", "3", "2024-06-20", "30.00"),
            ("B", "4", "2024-03-01", "20.00"),
        ]
    )
    dunning = {
        "customer": ["A", "A", "A"],
        "document_id": ["1", None, "1"],
        "sent_on": ["2024-04-05", "2024-06-01", "2024-07-05"],
        "level": [2, 1, 3],
    }
    ledger = openitem.Ledger.from_documents(documents, dunning=dunning, currency="EUR")
    result = openitem.kpis(
        ledger, periods=[("2024-06-01", "2024-06-30")], figures=["dunned_share", "dunned_item_share"]
    )
    # The letter of June covers 1 and 2, which were past due; 1 goes down from 2 to 1.
    assert figures(result) == {"dunned_share": 150 / 200, "dunned_item_share": 2 / 4}
    assert result.dunning_levels is not None
    levels = result.dunning_levels.to_dict()
    assert list(zip(levels["level"], levels["open"], levels["items"], strict=True)) == [
        (None, Decimal(50), 2),
        (1, Decimal(150), 2),
    ]
    assert levels["open_share"] == [0.25, 0.75]
    july = openitem.kpis(ledger, periods=[("2024-07-01", "2024-07-31")], figures="dunned_share")
    assert july.dunning_levels is not None
    assert july.dunning_levels.to_dict()["level"] == [None, 1, 3]
    assert openitem.kpis(ledger, periods=JUNE).dunning_levels is None


# ---- costs and bad debts -----------------------------------------------------------------------------------


@pytest.fixture
def collected() -> openitem.Ledger:
    documents = invoices(
        [
            *(("A", "1", "2024-06-01", "100.00"), ("B", "2", "2024-06-02", "300.00")),
            *(("A", "P", "2024-06-20", "-80.00"), ("B", "Q", "2024-06-21", "-120.00")),
        ]
    )
    returned = ("B", "R", "payment_return", "2024-06-22", None, "20.00")
    recovery = ("B", "S", "recovery", "2024-06-23", None, "6.00")
    for row in (returned, recovery):
        for column, cell in zip(documents.values(), row, strict=True):
            column.append(cell)
    return openitem.Ledger.from_documents(documents, currency="EUR")


def test_costs_and_bad_debts_by_hand(collected: openitem.Ledger) -> None:
    costs = {
        "customer": ["A", "B", "B"],
        "date": ["2024-06-30", "2024-06-15", "2024-08-01"],
        "amount": ["3.00", "6.00", "99.00"],
    }
    bad_debts = {"date": ["2024-06-30", "2024-06-30"], "amount": ["20.00", "-4.00"], "customer": ["B", "A"]}
    ids = ["operating_cost_to_sales", "cost_to_collect", "bad_debt_ratio_gross", "bad_debt_ratio_net"]
    result = openitem.kpis(collected, periods=JUNE, figures=ids, costs=costs, bad_debts=bad_debts)
    assert figures(result) == {ids[0]: 9 / 400, ids[1]: 9 / 180, ids[2]: 16 / 400, ids[3]: 10 / 400}
    assert (about(result, "costs_outside"), about(result, "bad_debts_outside")) == ("1", "0")
    parts = openitem.kpis(
        collected, periods=JUNE, by="customer", figures=ids, costs=costs, bad_debts=bad_debts
    ).figures.to_dict()
    assert parts["numerator"][:4] == [300, 300, -400, -400]
    assert parts["denominator"][4:] == [30_000, 10_000, 30_000, 30_000]


def test_an_amount_before_the_first_document_stands_in_a_row(collected: openitem.Ledger) -> None:
    costs = {"date": ["2024-04-10"], "amount": ["5.00"]}
    result = openitem.kpis(collected, "2024-04-01", "2024-04-30", figures="cost_to_collect", costs=costs)
    table = result.figures.to_dict()
    assert (table["numerator"], table["value"], table["warning"]) == ([500], [None], ["zero_denominator"])


@pytest.mark.parametrize(
    ("costs", "status", "row"),
    [
        ({"date": ["2024-06-01"], "amount": ["-1.00"]}, "invalid_data", 0),
        ({"date": ["2024-06-01", None], "amount": ["1.00", "1.00"]}, "missing_value", 1),
        ({"date": ["2024-06-01"], "amount": [None]}, "missing_value", 0),
        ({"date": ["soon"], "amount": ["1.00"]}, "invalid_data", 0),
        ({"date": ["2024-06-01"], "amount": ["much"]}, "invalid_data", 0),
        ({"date": ["2024-06-01"]}, "missing_column", -1),
        ({"date": ["2024-06-01"], "amount": ["1.00"], "colour": ["red"]}, "unknown_name", -1),
        ({"date": ["2024-06-01"], "amount": ["1.00"], "customer": ["Nobody"]}, "unknown_reference", 0),
        ({"date": ["2024-06-01"], "amount": ["1.00"], "currency": ["USD"]}, "unknown_reference", 0),
        ({"date": ["2024-06-01"] * 2, "amount": [str(2**61) + ".00"] * 2}, None, -1),
    ],
)
def test_what_is_refused_of_costs(
    collected: openitem.Ledger, costs: dict[str, Any], status: str | None, row: int
) -> None:
    with pytest.raises(openitem.Error) as refused:
        openitem.kpis(collected, periods=JUNE, figures="cost_to_collect", costs=costs)
    if status is not None:
        assert (refused.value.status, refused.value.row) == (status, None if row < 0 else row)


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"figures": "cost_to_collect"}, "not_set"),
        ({"figures": "bad_debt_ratio_net"}, "not_set"),
        ({"figures": "promise_kept_count"}, "not_set"),
        ({"figures": "dunned_share"}, "not_set"),
        ({"costs": {"date": ["2024-06-01"], "amount": ["1.00"]}}, "invalid_argument"),
        ({"promise_grace_days": -1}, "out_of_bounds"),
        ({"promise_grace_days": 367}, "out_of_bounds"),
        (
            {"by": "customer", "figures": "cost_to_collect", "costs": {"date": [], "amount": []}},
            "missing_column",
        ),
        ({"money": "cents"}, "invalid_argument"),
    ],
)
def test_what_is_refused(collected: openitem.Ledger, given: dict[str, Any], status: str) -> None:
    with pytest.raises(openitem.Error) as refused:
        openitem.kpis(collected, periods=JUNE, **given)
    assert refused.value.status == status


# ---- the command line --------------------------------------------------------------------------------------


def test_the_command_line(tmp_path: Path) -> None:
    files = {
        "invoices": "customer,id,issue_date,due_date,amount,paid_date\n"
        "A,1,2024-05-10,2024-06-09,70.00,2024-06-12\nB,2,2024-05-03,2024-06-02,30.00,\n",
        "promises": "customer,document_id,promised_on,due_date,amount\n"
        "A,1,2024-06-10,2024-06-12,70.00\nB,2,2024-06-10,2024-06-12,30.00\n",
        "dunning": "customer,sent_on,level\nB,2024-06-20,1\n",
        "costs": "date,amount\n2024-06-30,7.00\n",
    }
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    command = [
        sys.executable,
        "-c",
        "from openitem.cli import main; main()",
        "kpi",
        str(tmp_path / "invoices.csv"),
    ]
    tables = [f"--{name}={tmp_path / name}.csv" for name in ("promises", "dunning", "costs")]
    ids = "promise_kept_amount,dunned_share,cost_to_collect"
    options = ["--from", "2024-06-01", "--to", "2024-06-30", "--currency", "EUR", "--format", "json"]
    done = subprocess.run(
        [*command, *tables, *options, "--figures", ids, "--promise-grace-days", "1"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    document = json.loads(done.stdout)
    assert [row["value"] for row in document["figures"]] == [0.7, 1.0, 0.1]
    assert [row["level"] for row in document["dunning_levels"]] == [1]
