"""Behaviour from Python: a hand-worked ledger, no look into the future, invariants, options, errors, and DuckDB."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from typing import Any

import openitem
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

Rows = list[dict[str, Any]]
FIRST = datetime.date(2023, 1, 2)
T = datetime.date(2023, 7, 1)
SEEDS = st.integers(0, 2**32 - 1)


def days(count: int) -> datetime.timedelta:
    return datetime.timedelta(days=count)


def records(table: openitem.ResultTable) -> Rows:
    columns = table.to_dict(money="minor")
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def columns_of(rows: Rows) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in rows[0]}


class Books:
    """Random tables of a ledger as rows; payments in parts, credits, discounts, returns, disputes, promises, late recording."""

    def __init__(self, seed: int, customers: str = "ABC") -> None:
        self.rng = random.Random(seed)
        self.prefix = customers[0]
        self.documents: Rows = []
        self.applications: Rows = []
        self.disputes: Rows = []
        self.promises: Rows = []
        for number in range(self.rng.randint(4, 30)):
            self.add_invoice(f"{self.prefix}{number}", self.rng.choice(customers))

    def day(self, low: int, high: int) -> datetime.timedelta:
        return days(self.rng.randint(low, high))

    def add_document(
        self, key: str, customer: str, kind: str, issued: datetime.date, amount: int, due: Any = None
    ) -> None:
        late = self.rng.random() < 0.2
        self.documents.append(
            {
                "id": key, "customer": customer, "kind": kind, "issue_date": issued, "due_date": due, "amount": amount,
                "currency": "EUR" if customer < "C" else "USD", "region": self.rng.choice(["north", "south", None]),
                "recorded_on": issued + self.day(0, 20) if late else None,
            }
        )  # fmt: skip

    def add_invoice(self, key: str, customer: str) -> None:
        rng = self.rng
        issued = FIRST + self.day(0, 300)
        amount = rng.randint(1, 50_000)
        self.add_document(
            key,
            customer,
            rng.choice(["invoice", "invoice", "debit_note"]),
            issued,
            amount,
            issued + self.day(0, 45),
        )
        left = amount
        for part in range(rng.randint(0, 3)):
            if left == 0:
                break
            taken = left if rng.random() < 0.6 else rng.randint(1, left)
            self.settle(f"{key}.{part}", key, customer, issued + self.day(0, 120), taken)
            left -= taken
        if rng.random() < 0.2:
            opened = issued + self.day(0, 60)
            closed = opened + self.day(0, 60) if rng.random() < 0.5 else None
            self.disputes.append(
                {"document_id": key, "amount": rng.choice([None, 100]), "opened": opened, "closed": closed}
            )
        if rng.random() < 0.3:
            promised = issued + self.day(0, 60)
            self.promises.append(
                {"customer": customer, "document_id": key if rng.random() < 0.5 else None, "promised_on": promised,
                 "due_date": promised + self.day(0, 20), "amount": 500, "currency": self.documents[-1]["currency"]}
            )  # fmt: skip
        if rng.random() < 0.1:
            self.add_document(
                f"{key}.r", customer, "payment_return", issued + self.day(0, 120), rng.randint(1, 900)
            )

    def settle(self, key: str, debit: str, customer: str, day: datetime.date, amount: int) -> None:
        kind = self.rng.choice(["payment", "payment", "payment", "credit_note", "discount", "write_off"])
        self.add_document(key, customer, kind, day, -amount)
        row = {"credit_id": key, "debit_id": debit, "amount": amount, "applied_on": day + self.day(0, 5)}
        row["recorded_on"] = row["applied_on"] + self.day(0, 30) if self.rng.random() < 0.2 else None
        self.applications.append(row)
        if self.rng.random() < 0.1:
            undone = row["applied_on"] + self.day(1, 30)
            recorded = max(undone, row["recorded_on"]) if row["recorded_on"] else None
            self.applications.append(
                {**row, "amount": -amount, "applied_on": undone, "recorded_on": recorded}
            )

    def tables(self) -> dict[str, Rows]:
        return {name: getattr(self, name) for name in ("documents", "applications", "disputes", "promises")}


def ledger_of(tables: dict[str, Rows]) -> openitem.Ledger:
    documents = columns_of(tables["documents"])
    more = {name: columns_of(rows) for name, rows in tables.items() if rows and name != "documents"}
    return openitem.Ledger.from_documents(
        documents, money="minor", rows="strict", map={"documents": {"dimension": ["region"]}}, **more
    )


def small() -> openitem.Ledger:
    """Paid 5 days late, then 3 days early in two parts, then short by 2.00; one open, one promise broken, one kept."""
    tables: dict[str, Rows] = {"documents": [], "applications": [], "disputes": [], "promises": []}

    def document(key: str, kind: str, day: str, amount: int, due: str | None = None) -> None:
        tables["documents"].append(
            {"id": key, "customer": "A", "kind": kind, "issue_date": day, "due_date": due, "amount": amount,
             "currency": "EUR", "region": "north"}
        )  # fmt: skip

    def settle(key: str, debit: str, kind: str, day: str, amount: int) -> None:
        document(key, kind, day, -amount)
        tables["applications"].append(
            {"credit_id": key, "debit_id": debit, "amount": amount, "applied_on": day}
        )

    document("1", "invoice", "2023-01-10", 10_000, "2023-02-09")
    document("2", "invoice", "2023-02-10", 30_000, "2023-03-12")
    document("3", "invoice", "2023-03-10", 20_000, "2023-04-09")
    document("4", "invoice", "2023-05-10", 40_000, "2023-06-09")
    settle("p1", "1", "payment", "2023-02-14", 10_000)
    settle("p2", "2", "payment", "2023-03-01", 10_000)
    settle("p3", "2", "payment", "2023-03-09", 20_000)
    settle("p4", "3", "payment", "2023-05-20", 19_800)
    settle("c1", "3", "credit_note", "2023-05-20", 200)
    for made, due in (("2023-04-10", "2023-04-30"), ("2023-05-11", "2023-05-25")):
        tables["promises"].append(
            {
                "customer": "A",
                "document_id": None,
                "promised_on": made,
                "due_date": due,
                "amount": 15_000,
                "currency": "EUR",
            }
        )
    tables["disputes"].append({"document_id": "4", "amount": 10_000, "opened": "2023-06-01", "closed": None})
    return ledger_of(tables)


def test_features_by_hand() -> None:
    result = openitem.behaviour(small(), "2023-06-30", last=[2], days=[60])
    (row,) = records(result.rows)
    expected = {
        "months_on_book": 5,  # 10 January to 30 June
        "balance": 40_000, "open_items": 1, "open_amount": 40_000, "unapplied": 0,
        "overdue_items": 1, "overdue_amount": 40_000, "oldest_overdue_days": 21, "open_days_late_weighted": 21.0,
        "disputes_open": 1, "disputed_amount": 10_000, "disputed_share": 0.25,
        "days_since_payment": 41, "days_late_last": 41,
        "paid_invoices": 3, "paid_invoices_last_2": 2, "paid_invoices_60d": 1,
        "days_late_mean": 43 / 3,  # 5, -3, 41
        "days_late_weighted": (5 * 1 - 3 * 3 + 41 * 2) / 6,
        "days_late_median": 5.0, "days_late_median_last_2": 19.0, "days_late_min": -3, "days_late_max": 41,
        "days_late_trend": 18.0,  # through (0, 5), (1, -3), (2, 41)
        "days_late_trend_60d": None, "days_late_deviation_60d": None,
        "late_share": 2 / 3, "late_30_share": 1 / 3, "part_paid_share": 1 / 3, "short_paid_share": 1 / 3, "discount_share": 0.0,
        "payments": 4, "payments_60d": 1, "payment_returns": 0, "payment_return_share": 0.0,
        "invoices": 4, "invoices_60d": 1, "invoiced_60d": 40_000, "credited": 200, "credit_note_share_60d": 0.005,
        "order_growth_60d": 1.0,  # 400 in May and June after 200 in March and April
        "high_balance": 60_000,  # 10 March
        "high_balance_60d": 60_000,  # 10 to 19 May
        "disputes": 1, "promises_kept": 1, "promises_broken": 1, "promises_broken_60d": 0, "promise_broken_share": 0.5,
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert row["days_late_deviation"] == pytest.approx(23.4378611, abs=1e-6)  # statistics.stdev([5, -3, 41])
    assert [line["amount"] for line in records(result.proof)] == [40_000, -40_000, 0]
    assert "Behaviour as of 2023-06-30" in repr(result)


def test_invoices_by_hand() -> None:
    result = openitem.invoice_behaviour(
        small(),
        last=[],
        days=[],
        features=["paid_invoices", "days_late_mean", "open_amount", "relative_amount"],
    )
    rows = records(result.rows)
    assert [(row["as_of"].isoformat(), row["terms_days"]) for row in rows] == [
        ("2023-01-09", 30), ("2023-02-09", 30), ("2023-03-09", 30), ("2023-05-09", 30),
    ]  # fmt: skip
    assert [row["paid_invoices"] for row in rows] == [0, 0, 2, 2]
    assert [row["days_late_mean"] for row in rows] == [None, None, 1.0, 1.0]
    assert [row["open_amount"] for row in rows] == [0, 10_000, 0, 20_000]
    assert [row["relative_amount"] for row in rows] == [None, None, 1.0, 2.0]
    assert [(line["line"], line["count"]) for line in records(result.proof)] == [
        ("documents", 9), ("not_known", 0), ("superseded", 0), ("other_kinds", -5), ("not_above_zero", 0), ("rows", -4), ("difference", 0),
    ]  # fmt: skip


def test_shrinkage_by_hand() -> None:
    """A: two paid invoices, 10 and 20 days late; B: one, 40 days late; C: none."""
    documents = [
        {"customer": c, "id": i, "issue_date": "2023-01-01", "due_date": "2023-01-31", "amount": 100, "currency": "EUR",
         "region": r, "paid_date": paid}
        for c, i, r, paid in [("A", "1", "n", "2023-02-10"), ("A", "2", "n", "2023-02-20"), ("B", "3", "s", "2023-03-12"), ("C", "4", "s", None)]
    ]  # fmt: skip
    ledger = openitem.Ledger.from_invoices(
        columns_of(documents), money="minor", map={"documents": {"dimension": ["region"]}}
    )
    asked: dict[str, Any] = {
        "last": [],
        "days": [],
        "features": "days_late_mean",
        "shrink": True,
        "shrink_weight": 2,
    }
    plain = records(openitem.behaviour(ledger, "2023-06-30", **asked).rows)
    portfolio = 70 / 3
    assert [row["days_late_mean_shrunk"] for row in plain] == [
        (2 * 15 + 2 * portfolio) / 4,
        (40 + 2 * portfolio) / 3,
        portfolio,
    ]
    result = openitem.behaviour(ledger, "2023-06-30", segment="region", **asked)
    north, south = (2 * 15 + 2 * portfolio) / 4, (40 + 2 * portfolio) / 3
    assert [row["days_late_mean_shrunk"] for row in records(result.rows)] == [
        (2 * 15 + 2 * north) / 4,
        (40 + 2 * south) / 3,
        south,
    ]
    assert [(row["level"], row["region"], row["paid_invoices"], row["days_late_mean"]) for row in records(result.parents)] == [
        ("segment", "n", 2, 15.0), ("segment", "s", 1, 40.0), ("portfolio", None, 3, portfolio),
    ]  # fmt: skip
    invoices = records(openitem.invoice_behaviour(ledger, segment="region", **asked).rows)
    assert [row["days_late_mean_shrunk"] for row in invoices] == [None] * 4  # nobody has paid before 2023


def alter_the_future(
    tables: dict[str, Rows], known: Callable[[dict[str, Any]], bool], rng: random.Random
) -> dict[str, Rows]:
    """Rows dated or recorded after the day are left out, doubled in amount, or moved further away."""
    changed: dict[str, Rows] = {name: [row for row in rows if known(row)] for name, rows in tables.items()}
    keys = {row["id"] for row in changed["documents"]}
    for row in tables["documents"]:
        if not known(row) and rng.random() < 0.7:
            keys.add(row["id"])
            changed["documents"].append({**row, "amount": 3 * row["amount"], "region": "west"})
    for row in tables["applications"]:
        if (
            not known(row)
            and rng.random() < 0.5
            and {row["credit_id"], row["debit_id"]} <= keys
            and row["amount"] > 0
        ):
            changed["applications"].append({**row, "applied_on": row["applied_on"] + days(9)})
    for row in changed["applications"] + changed["disputes"]:
        assert {row.get("document_id"), row.get("credit_id"), row.get("debit_id")} - {None} <= keys
    return changed


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_nothing_of_the_future_is_seen(seed: int) -> None:
    books = Books(seed)
    tables = books.tables()
    begin = {row["id"]: max(row["issue_date"], row["recorded_on"] or FIRST) for row in tables["documents"]}

    def known(row: dict[str, Any]) -> bool:
        names = [row[name] for name in ("id", "credit_id", "debit_id", "document_id") if row.get(name)]
        dates = [begin[name] for name in names] + [
            row[name] for name in ("applied_on", "opened", "promised_on", "recorded_on") if row.get(name)
        ]
        return all(day <= T for day in dates)

    changed = alter_the_future(tables, known, books.rng)
    if not changed["documents"]:
        return
    for options in (
        {"known_at": T, "shrink": True, "segment": "region"},
        {"known_at_as_of": True, "exclude_disputed": True},
    ):
        before = openitem.behaviour(ledger_of(tables), T, **options)
        after = openitem.behaviour(ledger_of(changed), T, **options)
        assert before.rows.to_dict() == after.rows.to_dict()
        old = [
            row
            for row in records(openitem.invoice_behaviour(ledger_of(tables), **options).rows)
            if row["as_of"] <= T
        ]
        new = {
            row["id"]: row for row in records(openitem.invoice_behaviour(ledger_of(changed), **options).rows)
        }
        for row in old:
            if begin[row["id"]] <= T:
                row.pop("source_row")
                assert row == {name: value for name, value in new[row["id"]].items() if name != "source_row"}


@settings(max_examples=100, deadline=None)
@given(SEEDS, st.booleans())
def test_a_row_of_an_invoice_is_that_of_its_customer_the_day_before(seed: int, as_known: bool) -> None:
    ledger = ledger_of(Books(seed).tables())
    options: dict[str, Any] = {
        "last": [2, 7],
        "days": [20, 90],
        "known_at_as_of": as_known,
        "shrink": not as_known,
    }
    invoices = records(openitem.invoice_behaviour(ledger, **options).rows)
    dates = sorted({row["as_of"] for row in invoices})
    accounts = openitem.behaviour(ledger, dates, **options).rows
    by_account = {(row["as_of"], row["customer"], row["currency"]): row for row in records(accounts)}
    features = [name for name in accounts.columns if name not in ("as_of", "customer", "currency")]
    for row in invoices:
        account = by_account.get((row["as_of"], row["customer"], row["currency"]))
        if account is None:
            assert row["months_on_book"] is None
            assert row["balance"] == row["invoices"] == row["paid_invoices"] == 0
        else:
            assert {name: row[name] for name in features} == {name: account[name] for name in features}


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.sampled_from([0, 1, 2, 5]))
def test_any_threads_and_any_order_of_rows_give_the_same(seed: int, threads: int) -> None:
    books = Books(seed)
    ledger = ledger_of(books.tables())
    options: dict[str, Any] = {"shrink": True, "segment": "region", "known_at": T}
    whole = openitem.behaviour(ledger, [T, T + days(60)], **options)
    assert (
        openitem.behaviour(ledger, [T, T + days(60)], threads=threads, **options).rows.to_dict()
        == whole.rows.to_dict()
    )
    shuffled = {name: books.rng.sample(rows, len(rows)) for name, rows in books.tables().items()}
    if len({(p["customer"], p["document_id"], p["promised_on"]) for p in books.promises}) == len(
        books.promises
    ):
        assert (
            openitem.behaviour(ledger_of(shuffled), [T, T + days(60)], **options).rows.to_dict()
            == whole.rows.to_dict()
        )
    table = openitem.invoice_behaviour(ledger, shrink=True, threads=threads)
    assert table.rows.to_dict() == openitem.invoice_behaviour(ledger, shrink=True).rows.to_dict()


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.integers(1, 4000), st.integers(2, 50))
def test_dates_shift_and_amounts_scale(seed: int, shift: int, factor: int) -> None:
    """Months on book depend on the calendar; everything else moves along."""
    tables = Books(seed).tables()
    moved = {
        name: [
            {
                key: value + days(shift)
                if isinstance(value, datetime.date)
                else factor * value
                if key == "amount" and value
                else value
                for key, value in row.items()
            }
            for row in rows
        ]
        for name, rows in tables.items()
    }
    before = openitem.behaviour(ledger_of(tables), T)
    after = openitem.behaviour(ledger_of(moved), T + days(shift))
    money = set(before.rows.money_columns)
    for old, new in zip(records(before.rows), records(after.rows), strict=True):
        for name, value in old.items():
            if name in ("as_of", "months_on_book"):
                continue
            assert new[name] == (factor * value if name in money and value is not None else value), name


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_a_union_of_ledgers_is_the_union_of_their_rows(seed: int) -> None:
    one, two = Books(seed, "AB").tables(), Books(seed + 1, "BCD").tables()
    two = {
        name: [{**row, **({"customer": row["customer"] + "x"} if "customer" in row else {})} for row in rows]
        for name, rows in two.items()
    }
    both = {name: one[name] + two[name] for name in one}
    parts = [records(openitem.behaviour(ledger_of(tables), T).rows) for tables in (one, two)]
    whole = records(openitem.behaviour(ledger_of(both), T).rows)
    assert whole == sorted(parts[0] + parts[1], key=lambda row: (row["customer"], row["currency"]))


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_balances_are_those_of_the_aging(seed: int) -> None:
    ledger = ledger_of(Books(seed).tables())
    rows = records(
        openitem.behaviour(
            ledger, T, features=["balance", "open_amount", "overdue_amount", "open_items"]
        ).rows
    )
    aging = records(openitem.aging(ledger, T, buckets=[0]).rows)
    totals = {(row["customer"], row["currency"]): row for row in aging}
    for row in rows:
        aged = totals.get((row["customer"], row["currency"]), {"total": 0, "over_0": 0, "unapplied": 0})
        assert row["balance"] == aged["total"]
        assert row["open_amount"] == aged["total"] - aged["unapplied"]
        assert row["overdue_amount"] == aged["over_0"]


def test_every_option_has_an_effect() -> None:
    ledger = ledger_of(Books(20).tables())
    default = openitem.behaviour(ledger, T)
    for options in (
        {"last": [2]}, {"days": [10]}, {"features": ["balance"]}, {"segment": "region"}, {"shrink": True}, {"known_at": T - days(90)},
    ):  # fmt: skip
        assert openitem.behaviour(ledger, T, **options).rows.to_dict() != default.rows.to_dict(), options
    shrunk = openitem.behaviour(ledger, T, shrink=True).rows.to_dict()
    assert openitem.behaviour(ledger, T, shrink=True, shrink_weight=9).rows.to_dict() != shrunk
    effects = {
        "exclude_disputed": True,
        "promise_grace_days": 60,
        "clock": "payment_posting",
        "known_at_as_of": True,
    }
    for name, value in effects.items():
        assert any(
            openitem.behaviour(ledger_of(Books(seed).tables()), T, **{name: value}).rows.to_dict()
            != openitem.behaviour(ledger_of(Books(seed).tables()), T).rows.to_dict()
            for seed in range(40)
        ), name


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ({"last": [0]}, "out_of_bounds"),
        ({"last": [10_001]}, "out_of_bounds"),
        ({"last": [3, 3]}, "invalid_argument"),
        ({"last": [10, 3]}, "invalid_argument"),
        ({"last": range(1, 18)}, "out_of_bounds"),
        ({"days": [0]}, "out_of_bounds"),
        ({"days": [36_601]}, "out_of_bounds"),
        ({"days": [30, 30]}, "invalid_argument"),
        ({"last": [1.5]}, "invalid_argument"),
        ({"last": 3}, "invalid_argument"),
        ({"days": [True]}, "invalid_argument"),
        ({"features": ["days_late"]}, "unknown_name"),
        ({"features": ["balance", "balance"]}, "invalid_argument"),
        ({"segment": "planet"}, "unknown_name"),
        ({"shrink": "no"}, "invalid_argument"),
        ({"shrink_weight": -1}, "out_of_bounds"),
        ({"shrink_weight": 1_000_001}, "out_of_bounds"),
        ({"promise_grace_days": 367}, "out_of_bounds"),
        ({"clock": "tomorrow"}, "invalid_argument"),
        ({"threads": 257}, "out_of_bounds"),
        ({"known_at": "2023-01-01", "known_at_as_of": True}, "invalid_argument"),
        ({"shrink": True, "known_at_as_of": True}, "invalid_argument"),
        ({"known_at": "2023-02-30"}, "invalid_data"),
    ],
)
def test_bad_options_are_named(options: dict[str, Any], status: str) -> None:
    for call in (
        lambda: openitem.behaviour(small(), T, **options),
        lambda: openitem.invoice_behaviour(small(), **options),
    ):
        with pytest.raises(openitem.Error) as failure:
            call()
        assert failure.value.status == status, failure.value


@pytest.mark.parametrize(
    "as_of", [[], [T, T], [T, T - days(1)], [T + days(at) for at in range(4097)], 5, "soon", [None], None]
)
def test_bad_dates_are_named(as_of: Any) -> None:
    with pytest.raises(openitem.Error):
        openitem.behaviour(small(), as_of)


def test_what_is_of_the_invoice_table_alone_and_names_that_are_taken() -> None:
    with pytest.raises(openitem.Error, match="relative_amount"):
        openitem.behaviour(small(), T, features=["relative_amount"])
    with pytest.raises(openitem.Error, match="needs a Ledger"):
        openitem.behaviour({"customer": ["A"]}, T)  # type: ignore[arg-type]
    documents = {
        "customer": ["A"],
        "issue_date": ["2023-01-01"],
        "amount": [5],
        "currency": ["EUR"],
        "balance": ["x"],
    }
    ledger = openitem.Ledger.from_documents(
        documents, money="minor", map={"documents": {"dimension": ["balance"]}}
    )
    with pytest.raises(openitem.Error, match="rename"):
        openitem.behaviour(ledger, T, segment="balance")


def test_empty_and_one_row_ledgers() -> None:
    empty = {"customer": [], "id": [], "issue_date": [], "amount": [], "currency": []}
    ledger = openitem.Ledger.from_documents(empty, money="minor")
    assert (
        len(openitem.behaviour(ledger, T, shrink=True).rows)
        == len(openitem.invoice_behaviour(ledger, shrink=True).rows)
        == 0
    )
    one = openitem.Ledger.from_documents(
        {"customer": ["A"], "id": ["1"], "issue_date": ["2023-06-01"], "amount": [5], "currency": ["EUR"]},
        money="minor",
    )
    (row,) = records(openitem.behaviour(one, T, shrink=True).rows)
    assert (row["balance"], row["overdue_items"], row["days_late_mean"], row["days_late_mean_shrunk"]) == (
        5,
        1,
        None,
        None,
    )
    assert len(openitem.behaviour(one, "2023-05-31").rows) == 0
    assert len(openitem.invoice_behaviour(one).rows) == 1


def test_what_each_column_is_stands_in_the_result() -> None:
    result = openitem.invoice_behaviour(small(), shrink=True, segment="region")
    described = records(result.features)
    own = result.rows.columns.index("source_row") + 1
    assert [row["column"] for row in described] == list(result.rows.columns[own:])
    for row in described:
        assert row["definition"]
        assert row["column"] == row["feature"] + ("_" + row["window"] if row["window"] else "") + (
            "_shrunk" if row["shrunk"] else ""
        )


@pytest.mark.parametrize("seed", range(10))
def test_the_training_table_is_what_duckdb_says(seed: int) -> None:
    """Invoices paid in full at once, no versions: the last ten paid before the day of issue, and the open book."""
    duckdb = pytest.importorskip("duckdb")
    rng = random.Random(seed)
    rows = []
    for number in range(400):
        issued = FIRST + days(rng.randint(0, 400))
        paid = issued + days(rng.randint(0, 90)) if rng.random() < 0.9 else None
        rows.append(
            (
                number,
                rng.choice("ABCDEF"),
                issued,
                issued + days(rng.choice([14, 30, 60])),
                rng.randint(1, 10**6),
                paid,
            )
        )
    connection = duckdb.connect()
    connection.execute(
        "create table i (id integer, customer text, issued date, due date, amount bigint, paid date)"
    )
    connection.executemany("insert into i values (?, ?, ?, ?, ?, ?)", rows)
    expected = connection.execute(
        """
        with history as (
            select a.id, b.paid - b.due as late, b.amount,
                   row_number() over (partition by a.id order by b.paid desc, b.paid - b.due desc, b.amount desc) as place
            from i a join i b on b.customer = a.customer and b.paid < a.issued)
        select i.id,
               (select count(*) from history h where h.id = i.id and place <= 10),
               (select avg(late) from history h where h.id = i.id and place <= 10),
               (select sum(amount * late)::double / sum(amount) from history h where h.id = i.id),
               (select median(late) from history h where h.id = i.id and place <= 10),
               (select max(late) from history h where h.id = i.id),
               (select avg((late > 0)::integer) from history h where h.id = i.id),
               (select coalesce(sum(b.amount), 0)::bigint from i b where b.customer = i.customer and b.issued < i.issued
                and (b.paid is null or b.paid >= i.issued)),
               (select coalesce(sum(b.amount), 0)::bigint from i b where b.customer = i.customer and b.issued < i.issued
                and (b.paid is null or b.paid >= i.issued) and b.due < i.issued - 1)
        from i order by i.id
        """
    ).fetchall()
    names = ("id", "customer", "issue_date", "due_date", "amount", "paid_date")
    columns: dict[str, list[Any]] = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    ledger = openitem.Ledger.from_invoices(columns, currency="EUR", money="minor")
    wanted = (
        "paid_invoices_last_10", "days_late_mean_last_10", "days_late_weighted", "days_late_median_last_10", "days_late_max",
        "late_share", "open_amount", "overdue_amount",
    )  # fmt: skip
    ours = sorted(records(openitem.invoice_behaviour(ledger).rows), key=lambda row: row["id"])
    for mine, theirs in zip(ours, expected, strict=True):
        for name, value in zip(wanted, theirs[1:], strict=True):
            assert mine[name] == pytest.approx(value) if value is not None else mine[name] is None, (
                mine["id"],
                name,
            )


def test_the_first_day_there_is_has_none_before_it() -> None:
    documents = {
        "customer": ["A"],
        "id": ["1"],
        "issue_date": ["1900-01-01"],
        "due_date": ["1900-02-01"],
        "amount": ["10.00"],
    }
    ledger = openitem.Ledger.from_documents(documents, currency="EUR")
    rows = openitem.invoice_behaviour(ledger, features=["paid_invoices"]).rows.to_dict()
    assert (rows["as_of"], rows["paid_invoices"]) == ([None], [0])
