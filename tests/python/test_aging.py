"""Aging from Python: the same call for ledgers and frames, what it takes and refuses, and that everything adds up."""

import datetime
from decimal import Decimal
from typing import Any

import numpy
import openitem
import pytest
from openitem import datasets

AS_OF = datetime.date(2024, 6, 30)
END = datetime.date(2024, 12, 31)

ITEMS: dict[str, list[Any]] = {
    "customer": ["A", "A", "B", "B", "C"],
    "due_date": ["2024-06-30", "2024-05-31", "2024-03-31", None, "2024-09-30"],
    "amount": ["70.00", "30.00", "5.00", "1.00", "2.50"],
    "issue_date": ["2024-05-30", "2024-05-01", "2024-03-01", "2024-06-01", "2024-06-30"],
    "currency": ["EUR", "EUR", "EUR", "USD", "EUR"],
}


@pytest.fixture(scope="module")
def sample() -> openitem.Ledger:
    return datasets.sample_ledger(2000, seed=7, end=END, faults=100).ledger()


def money_columns(table: openitem.ResultTable) -> list[str]:
    return [name for name in table.money_columns if name not in {"total", "future_payments"}]


# ---- frames of open items --------------------------------------------------------------------------------


def test_a_frame_of_open_items() -> None:
    rows = openitem.aging(ITEMS, AS_OF, rows="strict").rows.to_dict()
    assert list(zip(rows["customer"], rows["currency"], rows["total"], strict=True)) == [
        ("A", "EUR", Decimal("100.00")),
        ("B", "EUR", Decimal("5.00")),
        ("B", "USD", Decimal("1.00")),
        ("C", "EUR", Decimal("2.50")),
    ]
    assert rows["not_due"] == [Decimal("70.00"), Decimal(0), Decimal(0), Decimal("2.50")]
    assert rows["d1_30"] == [Decimal("30.00"), Decimal(0), Decimal("1.00"), Decimal(0)]
    assert rows["over_90"] == [Decimal(0), Decimal("5.00"), Decimal(0), Decimal(0)]
    assert rows["open_items"] == [2, 1, 1, 1]
    assert rows["overdue_documents"] == [1, 1, 1, 0]


def test_columns_are_named_by_argument() -> None:
    renamed = {
        "k": ITEMS["customer"][:4],
        "f": ITEMS["due_date"][:4],
        "b": ITEMS["amount"][:4],
        "d": ITEMS["issue_date"][:4],
        "w": ITEMS["currency"][:4],
        "firm": ["X", "Y", "X", "X"],
        "area": [1, 1, 2, 2],
    }
    report = openitem.aging(
        renamed,
        AS_OF,
        by=["entity", "area"],
        customer="k",
        due_date="f",
        amount="b",
        issue_date="d",
        currency_column="w",
        entity="firm",
        dimensions=["area"],
        rows="strict",
    )
    rows = report.rows.to_dict()
    assert list(zip(rows["entity"], rows["area"], rows["currency"], rows["total"], strict=True)) == [
        ("X", 1, "EUR", Decimal("70.00")),
        ("X", 2, "EUR", Decimal("5.00")),
        ("X", 2, "USD", Decimal("1.00")),
        ("Y", 1, "EUR", Decimal("30.00")),
    ]


@pytest.mark.parametrize(
    "as_of",
    [AS_OF, "2024-06-30", numpy.datetime64("2024-06-30"), datetime.datetime(2024, 6, 30, 23, 0)],
)
def test_the_day_in_every_form(as_of: Any) -> None:
    report = openitem.aging(ITEMS, as_of)
    assert report.as_of == AS_OF
    assert report.rows.to_dict() == openitem.aging(ITEMS, AS_OF).rows.to_dict()


@pytest.mark.parametrize(
    "as_of", [datetime.datetime(2024, 6, 30, tzinfo=datetime.UTC), None, 19904, "30.06.2024"]
)
def test_what_is_no_day_is_refused(as_of: Any) -> None:
    with pytest.raises(openitem.Error):
        openitem.aging(ITEMS, as_of)


def test_buckets_and_groups() -> None:
    report = openitem.aging(ITEMS, AS_OF, by=(), buckets=[0, 29, 30], forward_buckets=[91, 92])
    row = report.rows.to_dict()
    assert list(row)[:7] == ["currency", "due_over_92", "due_92_92", "due_0_91", "d1_29", "d30_30", "over_30"]
    assert row["currency"] == ["EUR", "USD"]
    assert row["due_92_92"] == [Decimal("2.50"), Decimal(0)]
    assert row["due_0_91"] == [Decimal("70.00"), Decimal(0)]
    assert row["d30_30"] == [Decimal("30.00"), Decimal(0)]
    assert row["d1_29"] == [Decimal(0), Decimal("1.00")]
    assert row["over_30"] == [Decimal("5.00"), Decimal(0)]


def test_buckets_by_calendar_month() -> None:
    row = openitem.aging(ITEMS, AS_OF, by=(), months=2, forward_months=1).rows.to_dict()
    assert list(row)[:6] == ["currency", "due_over_m0", "due_m0", "m0", "m1", "over_m1"]
    assert row["due_over_m0"] == [Decimal("2.50"), Decimal(0)]
    assert row["due_m0"] == [Decimal("70.00"), Decimal(0)]
    assert row["m0"] == [Decimal(0), Decimal("1.00")]
    assert row["m1"] == [Decimal("30.00"), Decimal(0)]
    assert row["over_m1"] == [Decimal("5.00"), Decimal(0)]
    report = openitem.aging(ITEMS, AS_OF, basis="issue", months=2)
    assert report.rows.to_dict()["m0"] == [Decimal(0), Decimal(0), Decimal("1.00"), Decimal("2.50")]
    about = report.about.to_dict()
    lines = dict(zip(about["name"], about["value"], strict=True))
    assert (lines["bounds"], lines["months"], lines["forward_months"]) == ("", "2", "")


def test_the_day_of_a_bound_belongs_below_it() -> None:
    for days, bucket in (
        (-1, "not_due"),
        (0, "not_due"),
        (1, "d1_30"),
        (30, "d1_30"),
        (31, "d31_60"),
        (90, "d61_90"),
    ):
        item = {"customer": ["A"], "due_date": [AS_OF - datetime.timedelta(days=days)], "amount": ["1.00"]}
        assert openitem.aging(item, AS_OF, currency="EUR").rows.to_dict()[bucket] == [Decimal("1.00")]


def test_arguments_of_the_other_input_are_refused_by_name(sample: openitem.Ledger) -> None:
    wrong_for_ledgers: dict[str, Any] = {
        "customer": "k",
        "due_date": "k",
        "amount": "k",
        "issue_date": "k",
        "entity": "k",
        "currency": "EUR",
        "currency_column": "k",
        "dimensions": ["k"],
        "money": "minor",
        "rows": "strict",
        "date_format": "%d.%m.%Y",
    }
    wrong_for_frames: dict[str, Any] = {
        "disputes": "own_column",
        "clock": "applied_on",
        "known_at": AS_OF,
        "date_column": "k",
        "future_payments": True,
        "base_amounts": True,
        "re_aged": "k",
        "general_ledger": {"id": [1]},
    }
    for source, wrong in ((sample, wrong_for_ledgers), (ITEMS, wrong_for_frames)):
        for name, value in wrong.items():
            with pytest.raises(openitem.ArgumentError, match=name) as caught:
                openitem.aging(source, AS_OF, **{name: value})
            assert caught.value.argument == name


@pytest.mark.parametrize(
    "wrong",
    [
        {"basis": "duedate"},
        {"credits": "own"},
        {"buckets": [30, 20]},
        {"buckets": [0.5]},
        {"buckets": list(range(100))},
        {"buckets": 30},
        {"forward_buckets": [-1]},
        {"months": -1},
        {"months": 63},
        {"months": "two"},
        {"months": 3, "buckets": [0, 30]},
        {"months": 3, "forward_buckets": [30]},
        {"months": 3, "forward_months": 2, "basis": "issue"},
        {"forward_months": 2},
        {"months": 3, "calendar": "TARGET"},
        {"calendar": "NYSE"},
        {"calendar": 7},
        {"by": ["nothing"]},
        {"by": 7},
        {"threads": 10_000},
        {"threads": "two"},
        {"missing_date": None},
    ],
)
def test_wrong_options_are_refused(sample: openitem.Ledger, wrong: dict[str, Any]) -> None:
    for source in (sample, ITEMS):
        with pytest.raises(openitem.ArgumentError):
            openitem.aging(source, AS_OF, **wrong)


# ---- ledgers ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"by": ("customer", "kind")},
        {"by": ()},
        {"basis": "issue"},
        {"basis": "posting", "buckets": [10, 20, 40]},
        {"credits": "own_age"},
        {"credits": "netted"},
        {"credits": "excluded"},
        {"disputes": "own_column"},
        {"disputes": "excluded"},
        {"clock": "applied_on"},
        {"known_at": "2024-06-30"},
        {"future_payments": True},
        {"forward_buckets": [30, 60]},
        {"months": 6, "forward_months": 2},
        {"months": 3, "basis": "posting"},
        {"calendar": "TARGET", "buckets": [0, 10, 20], "forward_buckets": [5]},
    ],
)
@pytest.mark.parametrize("as_of", ["2023-12-31", "2024-12-31"])
def test_everything_adds_up(sample: openitem.Ledger, options: dict[str, Any], as_of: str) -> None:
    report = openitem.aging(sample, as_of, **options)
    rows, totals, proof = report.rows.to_dict(), report.totals.to_dict(), report.proof.to_dict()
    for row in range(len(report.rows)):
        assert sum(rows[name][row] for name in money_columns(report.rows)) == rows["total"][row]
    for at, currency in enumerate(totals["currency"]):
        for name in (*money_columns(report.rows), "total"):
            total = sum(rows[name][row] for row, code in enumerate(rows["currency"]) if code == currency)
            assert total == totals[name][at]
    lines = {
        (currency, line): amount
        for currency, line, amount in zip(proof["currency"], proof["line"], proof["amount"], strict=True)
    }
    for currency in dict.fromkeys(proof["currency"]):
        assert lines[currency, "difference"] == 0
        in_report = (
            totals["total"][totals["currency"].index(currency)] if currency in totals["currency"] else 0
        )
        assert lines[currency, "buckets"] == in_report


def test_the_items_behind_each_cell_sum_to_it(sample: openitem.Ledger) -> None:
    report = openitem.aging(sample, END, disputes="own_column")
    rows = report.rows.to_dict()
    checked = 0
    for row in range(0, len(report.rows), 7):
        for bucket in money_columns(report.rows):
            items = report.items(
                bucket=bucket, currency=rows["currency"][row], customer=rows["customer"][row]
            ).to_dict()
            assert sum(items["open"], Decimal(0)) == rows[bucket][row]
            checked += len(items["open"])
    assert checked > 20
    assert sum(report.items().to_dict()["open"]) == sum(rows["total"])


def test_items_wants_all_of_by_or_none(sample: openitem.Ledger) -> None:
    report = openitem.aging(sample, END, by=("customer", "kind"))
    with pytest.raises(openitem.ArgumentError, match="kind") as caught:
        report.items(customer="x")
    assert caught.value.argument == "kind"
    with pytest.raises(openitem.ArgumentError, match="region"):
        report.items(customer="x", kind="invoice", region="N")
    with pytest.raises(openitem.ArgumentError):
        report.items(bucket="d1_31")
    with pytest.raises(openitem.ArgumentError, match="Ledger"):
        openitem.aging(ITEMS, AS_OF).items()


def test_any_number_of_threads_gives_the_same_report(sample: openitem.Ledger) -> None:
    one, three = (openitem.aging(sample, END, threads=threads, credits="netted") for threads in (1, 3))
    for name in ("rows", "totals", "proof"):
        assert getattr(one, name).to_dict() == getattr(three, name).to_dict()


def test_findings_and_about(sample: openitem.Ledger) -> None:
    report = openitem.aging(sample, END)
    assert report.findings.to_dict() == openitem.check(sample).findings.to_dict()
    assert len(report.findings) > 0
    about = report.about.to_dict()
    values = dict(zip(about["name"], about["value"], strict=True))
    assert values["formula"] == "aging.due"
    assert values["as_of"] == "2024-12-31"


def test_control_total_is_the_sum_of_the_documents() -> None:
    documents = {
        "customer": ["A", "B"],
        "issue_date": ["2024-01-01", "2024-07-01"],
        "amount": ["12.34", "5.00"],
    }
    ledger = openitem.Ledger.from_documents(documents, currency="EUR")
    assert openitem.aging(ledger, AS_OF).control_total == {"EUR": Decimal("12.34")}
    assert openitem.aging(ledger, "2024-07-01").control_total == {"EUR": Decimal("17.34")}


# ---- comparisons -----------------------------------------------------------------------------------------


def test_balances_from_elsewhere() -> None:
    balances = {
        "customer": ["A", "B", "C"],
        "currency": ["EUR", "EUR", "EUR"],
        "balance": ["100.00", "4.99", "1.00"],
    }
    items = {name: values[:3] for name, values in ITEMS.items()}
    report = openitem.aging(items, AS_OF, balances=balances)
    assert report.balances is not None
    compared = report.balances.to_dict()
    assert dict(zip(compared["customer"], compared["status"], strict=True)) == {
        "A": "equal",
        "B": "unequal",
        "C": "missing_left",
    }
    assert compared["difference"][1] == Decimal("0.01")
    assert report.balance_totals is not None
    assert report.general_ledger is None
    assert report.general_ledger_totals is None


def test_balances_in_minor_units_beside_a_ledger() -> None:
    documents = {"customer": ["A"], "issue_date": ["2024-01-01"], "amount": ["12.34"]}
    ledger = openitem.Ledger.from_documents(documents, currency="EUR")
    report = openitem.aging(ledger, AS_OF, balances={"customer": ["A"], "balance": [1234]}, money="minor")
    assert report.balances is not None
    assert report.balances.to_dict()["status"] == ["equal"]


def test_general_ledger_lines() -> None:
    documents = {
        "id": ["I1", "I2"],
        "customer": ["A", "B"],
        "issue_date": ["2024-01-01", "2024-02-01"],
        "amount": ["12.34", "5.00"],
    }
    lines = {"id": ["I1", "I2", "I2", "I9"], "amount": ["12.34", "3.00", "1.00", "7.00"]}
    ledger = openitem.Ledger.from_documents(documents, currency="EUR")
    report = openitem.aging(ledger, AS_OF, general_ledger=lines)
    assert report.general_ledger is not None
    compared = report.general_ledger.to_dict()
    assert dict(zip(compared["id"], compared["difference"], strict=True))["I2"] == Decimal("1.00")
    assert "I1" not in compared["id"]
    assert report.general_ledger_totals is not None
    assert "equal" in report.general_ledger_totals.to_dict()["status"]


# ---- samples ---------------------------------------------------------------------------------------------


def test_a_sample_is_the_same_for_the_same_arguments() -> None:
    first, again, other = (
        datasets.sample_ledger(500, seed=seed, threads=threads) for seed, threads in ((1, 1), (1, 3), (2, 1))
    )
    for name, table in first.tables.items():
        assert table.to_dict() == again.tables[name].to_dict()
    assert first.documents.to_dict() != other.documents.to_dict()


def test_a_sample_reads_as_any_frame_does() -> None:
    sample = datasets.sample_ledger(500)
    tables = sample.tables
    ledger = openitem.Ledger.from_documents(
        tables["documents"],
        tables["applications"],
        instalments=tables["instalments"],
        disputes=tables["disputes"],
        money="minor",
    )
    assert openitem.aging(ledger, END).rows.to_dict() == openitem.aging(sample.ledger(), END).rows.to_dict()


def test_a_flat_sample() -> None:
    sample = datasets.sample_ledger(500, flat=True)
    assert list(sample.tables) == ["documents"]
    report = openitem.aging(openitem.Ledger.from_invoices(sample.documents, money="minor"), END)
    assert report.rows.to_dict() == openitem.aging(sample.ledger(), END).rows.to_dict()
    assert "SampleLedger" in repr(sample)


@pytest.mark.parametrize(
    "wrong",
    [
        {"n": 5},
        {"n": 500, "months": 0},
        {"n": 500, "customers": -1},
        {"n": 500, "seed": -1},
        {"n": 500, "faults": 10_001},
    ],
)
def test_samples_outside_the_bounds_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(openitem.ArgumentError) as caught:
        datasets.sample_ledger(**wrong)
    assert caught.value.status == "out_of_bounds"


def test_money_of_a_sample_is_known() -> None:
    with pytest.raises(openitem.ArgumentError, match="money"):
        datasets.sample_ledger(500).ledger(money="minor")
