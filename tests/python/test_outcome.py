"""Outcomes from Python: ledgers worked by hand, invariants, options, errors, and a real ledger beside DuckDB's SQL."""

from __future__ import annotations

import datetime
import doctest
import os
import random
from pathlib import Path
from typing import Any

import duckdb
import openitem
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openitem import _outcome

Rows = list[dict[str, Any]]
SEEDS = st.integers(0, 2**32 - 1)
FIRST = datetime.date(2023, 1, 2)
DATES = [FIRST + datetime.timedelta(days=at) for at in (60, 100, 150)]
END = FIRST + datetime.timedelta(days=700)


def days(count: int) -> datetime.timedelta:
    return datetime.timedelta(days=count)


def records(table: openitem.ResultTable) -> Rows:
    columns = table.to_dict(money="minor")
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def columns_of(rows: Rows) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in rows[0]}


class Books:
    """Rows of a ledger, one document and one application after the other."""

    def __init__(self) -> None:
        self.tables: dict[str, Rows] = {"documents": [], "applications": [], "disputes": []}

    def document(
        self, key: str, kind: str, day: Any, amount: int, due: Any = None, customer: str = "A"
    ) -> None:
        currency = "EUR" if customer < "C" else "USD"
        row = {"id": key, "customer": customer, "kind": kind, "issue_date": day, "due_date": due}
        self.tables["documents"].append(row | {"amount": amount, "currency": currency})

    def settle(self, key: str, debit: str, kind: str, day: Any, amount: int, customer: str = "A") -> None:
        self.document(key, kind, day, -amount, customer=customer)
        row = {"credit_id": key, "debit_id": debit, "amount": amount, "applied_on": day}
        self.tables["applications"].append(row)

    def dispute(self, key: str, amount: int | None, opened: Any, closed: Any) -> None:
        row = {"document_id": key, "amount": amount, "opened": opened, "closed": closed}
        self.tables["disputes"].append(row)

    def ledger(self, tables: dict[str, Rows] | None = None) -> openitem.Ledger:
        given = tables or self.tables
        more = {name: columns_of(rows) for name, rows in given.items() if rows and name != "documents"}
        return openitem.Ledger.from_documents(
            columns_of(given["documents"]), money="minor", rows="strict", **more
        )


def random_books(seed: int) -> Books:
    rng = random.Random(seed)
    books = Books()
    for number in range(rng.randint(3, 25)):
        customer, key = rng.choice("ABC"), str(number)
        issued = FIRST + days(rng.randint(0, 200))
        amount = left = rng.randint(1, 50_000)
        due = issued + days(rng.randint(0, 45)) if rng.random() < 0.9 else None
        books.document(key, rng.choice(["invoice", "invoice", "fee"]), issued, amount, due, customer)
        for part in range(rng.randint(0, 3)):
            taken = left if rng.random() < 0.6 else rng.randint(1, max(1, left))
            if left == 0:
                break
            kind = rng.choice(["payment", "payment", "payment", "credit_note", "write_off"])
            books.settle(f"{key}.{part}", key, kind, issued + days(rng.randint(0, 150)), taken, customer)
            left -= taken
        if rng.random() < 0.25:
            opened = issued + days(rng.randint(0, 60))
            closed = opened + days(rng.randint(0, 90)) if rng.random() < 0.5 else None
            books.dispute(key, rng.choice([None, 100, 20_000]), opened, closed)
    return books


def by_hand() -> Books:
    """A: 100.00 due on 1 March paid on 20 April; 60.00 due on 1 May, of which 50.00 is disputed from 1 June to 20 July, open."""
    books = Books()
    books.document("1", "invoice", "2023-02-01", 10_000, "2023-03-01")
    books.settle("p1", "1", "payment", "2023-04-20", 10_000)
    books.document("2", "invoice", "2023-04-01", 6_000, "2023-05-01")
    books.dispute("2", 5_000, "2023-06-01", "2023-07-20")
    return books


OF_HAND: dict[str, Any] = {"days_past_due": 30, "window": 3, "end_of_data": "2023-12-31", "money": "minor"}


def one(books: Books, as_of: str, **options: Any) -> dict[str, Any]:
    (row,) = records(openitem.outcomes(books.ledger(), as_of, **{**OF_HAND, **options}).rows)
    return row


def test_examples() -> None:
    failed, attempted = doctest.testmod(_outcome)
    assert attempted > 0
    assert failed == 0


def test_an_account_by_hand() -> None:
    """Invoice 1 is 30 days past due on 31 March; invoice 2 on 31 May with 60.00, in dispute with 50.00 from the day after."""
    row = one(by_hand(), "2023-02-15")
    day = datetime.date
    assert row == {
        "as_of": day(2023, 2, 15), "customer": "A", "currency": "EUR", "window_end": day(2023, 5, 15), "bad": 1, "exclusion": None,
        "trigger": "days_past_due", "bad_on": day(2023, 3, 31), "past_due_amount": 10_000, "threshold": 0,
        "worst_days_past_due": 49,  # 19 April
        "written_off": 0,
    }  # fmt: skip
    assert one(by_hand(), "2023-03-30")["bad_on"] == day(2023, 3, 31)
    assert one(by_hand(), "2023-03-31")["exclusion"] == "already_bad"
    assert one(by_hand(), "2023-03-31", exclude_already_bad=False)["bad_on"] == day(2023, 4, 1)
    assert one(by_hand(), "2023-04-20")["bad_on"] == day(2023, 5, 31)
    assert one(by_hand(), "2023-04-20", days_past_due=31)["past_due_amount"] == 1_000  # the rest is disputed
    row = one(by_hand(), "2023-04-20", days_past_due=31, materiality={"EUR": 1_000})
    assert (row["bad_on"], row["past_due_amount"], row["threshold"]) == (day(2023, 7, 20), 6_000, 1_000)
    assert one(by_hand(), "2023-04-20", days_past_due=31, exclude_disputed=False)["past_due_amount"] == 6_000


def test_ends_of_windows_and_of_data() -> None:
    """The day of the window's end belongs to it, the observation date does not; the last day of the books may end a window."""
    books = by_hand()
    assert one(books, "2023-02-15", window=44, window_unit="days")["bad"] == 1  # ends on 31 March
    assert one(books, "2023-02-15", window=43, window_unit="days")["bad"] == 0
    assert one(books, "2023-02-15", end_of_data="2023-05-15")["bad"] == 1
    row = one(books, "2023-02-15", end_of_data="2023-05-14")
    assert (row["exclusion"], row["window_end"]) == ("window_incomplete", datetime.date(2023, 5, 15))
    assert all(row[name] is None for name in ("bad", "trigger", "bad_on", "past_due_amount", "written_off"))
    # without it: the last posting, 20 April
    assert one(books, "2023-02-20", window=2, end_of_data=None)["bad"] == 1
    assert one(books, "2023-02-21", window=2, end_of_data=None)["exclusion"] == "window_incomplete"


def test_write_offs_by_hand() -> None:
    books = Books()
    books.document("1", "invoice", "2023-02-01", 10_000, "2023-12-01")
    books.settle("w1", "1", "write_off", "2023-03-01", 400)
    books.settle("w2", "1", "write_off", "2023-03-05", 700)
    books.document("r", "recovery", "2023-03-10", 700)
    row = one(books, "2023-02-15")
    assert (row["trigger"], row["bad_on"].isoformat(), row["written_off"]) == (
        "written_off",
        "2023-03-01",
        1_100,
    )
    assert (row["past_due_amount"], row["threshold"]) == (0, 0)
    assert one(books, "2023-02-15", materiality={"EUR": 400})["bad_on"].isoformat() == "2023-03-05"
    # from the 1st on: of the window only the second
    assert one(books, "2023-03-01", materiality={"EUR": 699})["written_off"] == 700
    row = one(books, "2023-02-15", count_write_offs=False, window=1)
    assert (row["bad"], row["written_off"]) == (0, 1_100)
    assert one(books, "2023-02-15", materiality={"EUR": 1_100}, window=1)["bad"] == 0


def test_exposure_by_hand() -> None:
    """Paid on 1 March: nothing is open from then on. A share of what is open must be exceeded, too."""
    books = Books()
    books.document("1", "invoice", "2023-02-01", 900, "2023-02-10")
    books.settle("p", "1", "payment", "2023-03-01", 900)
    assert one(books, "2023-02-28")["bad"] == 0
    assert one(books, "2023-03-01")["exclusion"] == "no_exposure"
    assert one(books, "2023-03-01", exclude_no_exposure=False)["bad"] == 0
    books.document("2", "invoice", "2023-06-01", 100, "2023-06-10")
    books.document("3", "invoice", "2023-06-01", 9_900, "2023-12-10")
    assert one(books, "2023-06-05", materiality_share="0.0099")["bad"] == 1
    row = one(books, "2023-06-05", materiality_share="0.01")
    assert (row["bad"], row["worst_days_past_due"]) == (0, 87)  # 5 September


def test_invoices_by_hand() -> None:
    books = by_hand()
    books.settle("w", "2", "write_off", "2023-05-20", 1_000)
    books.document("3", "invoice", "2023-06-01", 500, "2023-08-20")
    result = openitem.invoice_outcomes(books.ledger(), **OF_HAND)
    rows = records(result.rows)
    assert [row["as_of"].isoformat() for row in rows] == ["2023-01-31", "2023-03-31", "2023-05-31"]
    assert [(row["bad"], row["exclusion"], row["trigger"]) for row in rows] == [
        (1, None, "days_past_due"),
        (1, None, "written_off"),
        (None, "window_too_short", None),
    ]
    assert [str(row["bad_on"]) for row in rows] == ["2023-03-31", "2023-05-20", "None"]
    assert [(line["line"], line["count"], line["amount"]) for line in records(result.proof)] == [
        ("documents", 5, 5_500), ("not_known", 0, 0), ("superseded", 0, 0), ("other_kinds", -2, 11_000), ("not_above_zero", 0, 0),
        ("good", 0, 0), ("bad", -2, -16_000), ("window_incomplete", 0, 0), ("window_too_short", -1, -500), ("no_exposure", 0, 0),
        ("difference", 0, 0),
    ]  # fmt: skip
    # 60.00 - 10.00 past due on 31 May must exceed a share of the 60.00 of the invoice
    asked = {**OF_HAND, "count_write_offs": False, "exclude_disputed": False}
    for share, bad in (("0.83", 1), ("0.84", 0)):
        of_share = records(openitem.invoice_outcomes(books.ledger(), materiality_share=share, **asked).rows)
        assert of_share[1]["bad"] == bad


def test_it_describes_itself() -> None:
    result = openitem.outcomes(
        by_hand().ledger(), ["2023-02-15", "2023-04-20"], **OF_HAND, materiality={"EUR": 500}
    )
    about = dict(zip(*result.about.to_dict().values(), strict=True))
    assert about["definition"] == (
        "bad: 30 or more days past due for more than the threshold, disputed parts left out, or written off for more than the "
        "materiality, on a day after as_of, up to 3 months after it; threshold: the greater of the materiality and the "
        "materiality_share of what is open"
    )
    assert (about["formula"], about["materiality"], about["end_of_data_from"]) == (
        "outcome",
        "EUR 500",
        "option",
    )
    assert "Outcomes after 2 dates, 2023-02-15 to 2023-04-20" in repr(result)
    assert [line["count"] for line in records(result.proof)] == [1, 0, -1, 0, 0, 0, 0] * 2
    about = dict(zip(*openitem.invoice_outcomes(by_hand().ledger()).about.to_dict().values(), strict=True))
    assert (about["formula"], about["end_of_data"], about["end_of_data_from"]) == (
        "invoice_outcome",
        "2023-04-20",
        "ledger",
    )


# ---- invariants

ASKED: dict[str, Any] = {
    "days_past_due": 20,
    "window": 60,
    "window_unit": "days",
    "end_of_data": END,
    "exclude_already_bad": False,
    "money": "minor",
}


def labels(ledger: openitem.Ledger, **options: Any) -> list[int | None]:
    accounts = {**ASKED, **options}
    invoices = {name: value for name, value in accounts.items() if name != "exclude_already_bad"}
    found = records(openitem.outcomes(ledger, DATES, **accounts).rows)
    found += records(openitem.invoice_outcomes(ledger, **invoices).rows)
    return [row["bad"] for row in found]


def assert_no_worse(milder: list[int | None], harsher: list[int | None]) -> None:
    assert all(a <= b for a, b in zip(milder, harsher, strict=True) if a is not None and b is not None)


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.integers(1, 60))
def test_a_wider_window_or_fewer_days_never_turns_bad_to_good(seed: int, more: int) -> None:
    ledger = random_books(seed).ledger()
    narrow = labels(ledger)
    assert_no_worse(narrow, labels(ledger, window=60 + more))
    assert_no_worse(labels(ledger, days_past_due=20 + more), narrow)


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.integers(0, 5_000), st.integers(1, 60_000))
def test_more_materiality_never_turns_good_to_bad(seed: int, amount: int, more: int) -> None:
    ledger = random_books(seed).ledger()

    def at(limit: int) -> list[int | None]:
        return labels(ledger, materiality={"EUR": limit, "USD": 2 * limit})

    assert_no_worse(at(amount + more), at(amount))
    share, larger = amount * 10**5, min(10**9, amount * 10**5 + more)
    assert_no_worse(
        labels(ledger, materiality_share=f"0.{larger:09d}" if larger < 10**9 else 1),
        labels(ledger, materiality_share=f"0.{share:09d}"),
    )


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.sampled_from([0, 2, 5]))
def test_any_threads_and_any_order_of_rows_give_the_same(seed: int, threads: int) -> None:
    books = random_books(seed)
    options = {**ASKED, "exclude_already_bad": True}
    whole = openitem.outcomes(books.ledger(), DATES, **options).rows.to_dict()
    assert openitem.outcomes(books.ledger(), DATES, threads=threads, **options).rows.to_dict() == whole
    rng = random.Random(seed)
    shuffled = {name: rng.sample(rows, len(rows)) for name, rows in books.tables.items()}
    assert openitem.outcomes(books.ledger(shuffled), DATES, **options).rows.to_dict() == whole
    del options["exclude_already_bad"]
    one_thread = openitem.invoice_outcomes(books.ledger(), **options).rows.to_dict()
    assert openitem.invoice_outcomes(books.ledger(), threads=threads, **options).rows.to_dict() == one_thread


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_rows_are_those_of_behaviour(seed: int) -> None:
    ledger = random_books(seed).ledger()
    keys = ["as_of", "customer", "currency"]
    labelled = openitem.outcomes(ledger, DATES, end_of_data=END).rows.to_dict()
    features = openitem.behaviour(ledger, DATES, features="balance").rows.to_dict()
    assert [labelled[key] for key in keys] == [features[key] for key in keys]
    keys = ["customer", "id", "currency", "kind", "issue_date", "due_date", "as_of", "amount", "source_row"]
    labelled = openitem.invoice_outcomes(ledger, end_of_data=END).rows.to_dict()
    features = openitem.invoice_behaviour(ledger, features="balance").rows.to_dict()
    assert [labelled[key] for key in keys] == [features[key] for key in keys]


@settings(max_examples=80, deadline=None)
@given(SEEDS)
def test_nothing_after_the_window_is_seen(seed: int) -> None:
    """Whatever is dated after the last window is left out, moved further away or made larger."""
    books = random_books(seed)
    rng = random.Random(seed)
    last = DATES[-1] + days(60)
    kept: dict[str, Rows] = {
        "documents": [row for row in books.tables["documents"] if row["issue_date"] <= last],
        "applications": [row for row in books.tables["applications"] if row["applied_on"] <= last],
        "disputes": [row for row in books.tables["disputes"] if row["opened"] <= last],
    }
    if not kept["documents"]:
        return
    for row in kept["disputes"]:
        if row["closed"] is not None and row["closed"] > last:
            row["closed"] = rng.choice([None, row["closed"] + days(30)])
    ids = {row["id"] for row in kept["documents"]}
    assert all(row["debit_id"] in ids for row in kept["applications"])
    kept["disputes"] = [row for row in kept["disputes"] if row["document_id"] in ids]
    for at in range(rng.randint(0, 5)):
        late = last + days(rng.randint(1, 90))
        kind = rng.choice(["invoice", "write_off", "payment"])
        row = {"id": f"later{at}", "customer": rng.choice("ABC"), "kind": kind, "issue_date": late}
        row |= {"due_date": FIRST, "amount": 7 if kind == "invoice" else -7, "currency": "EUR"}
        kept["documents"].append(row)
    options = {**ASKED, "exclude_already_bad": True, "materiality_share": "0.1"}
    before = records(openitem.outcomes(books.ledger(), DATES, **options).rows)
    after = records(openitem.outcomes(books.ledger(kept), DATES, **options).rows)
    assert before == after


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.integers(2, 50), st.integers(1, 4_000))
def test_amounts_scale_and_days_shift(seed: int, factor: int, shift: int) -> None:
    tables = random_books(seed).tables

    def moved(row: dict[str, Any]) -> dict[str, Any]:
        return {
            name: value + days(shift)
            if isinstance(value, datetime.date)
            else factor * value
            if name == "amount" and value is not None
            else value
            for name, value in row.items()
        }

    options = {**ASKED, "materiality": {"EUR": 300, "USD": 700}}
    old = records(openitem.outcomes(Books().ledger(tables), DATES, **options).rows)
    more = {name: [moved(row) for row in rows] for name, rows in tables.items()}
    options |= {"materiality": {"EUR": 300 * factor, "USD": 700 * factor}, "end_of_data": END + days(shift)}
    new = records(
        openitem.outcomes(Books().ledger(more), [day + days(shift) for day in DATES], **options).rows
    )
    for before, after in zip(old, new, strict=True):
        assert after["bad"] == before["bad"]
        assert after["trigger"] == before["trigger"]
        assert after["worst_days_past_due"] == before["worst_days_past_due"]
        if before["bad"]:
            assert after["bad_on"] == before["bad_on"] + days(shift)
            assert after["past_due_amount"] == factor * before["past_due_amount"]
            assert after["threshold"] == factor * before["threshold"]


# ---- options and errors


def test_every_option_has_an_effect() -> None:
    ledger = random_books(11).ledger()
    base = {**ASKED, "exclude_already_bad": True}

    def rows(**options: Any) -> Any:
        return openitem.outcomes(ledger, DATES, **{**base, **options}).rows.to_dict()

    plain = rows()
    changes: list[dict[str, Any]] = [
        {"days_past_due": 1}, {"window": 10}, {"window_unit": "months"}, {"count_write_offs": False},
        {"materiality": {"EUR": 30_000, "USD": 30_000}}, {"materiality_share": "0.9"}, {"exclude_disputed": False},
        {"exclude_already_bad": False}, {"exclude_no_exposure": False}, {"end_of_data": DATES[1] + days(60)},
    ]  # fmt: skip
    seen = [change for change in changes if rows(**change) != plain]
    for seed in range(12, 40):
        ledger = random_books(seed).ledger()
        plain = rows()
        seen += [change for change in changes if change not in seen and rows(**change) != plain]
    assert [change for change in changes if change not in seen] == []


def test_clock_and_known_at() -> None:
    books = by_hand()
    for row in books.tables["documents"] + books.tables["applications"]:
        row["recorded_on"] = None
    books.tables["documents"][2]["recorded_on"] = datetime.date(2023, 9, 1)  # invoice 2
    books.tables["disputes"].clear()
    asked = {**OF_HAND, "end_of_data": "2023-08-01"}
    ledger = books.ledger()

    def one_of(**options: Any) -> dict[str, Any]:
        (row,) = records(openitem.outcomes(ledger, "2023-04-20", **{**asked, **options}).rows)
        return row

    assert one_of()["bad"] == 1
    assert one_of(known_at="2023-08-31")["exclusion"] == "no_exposure"
    books.tables["applications"][0]["applied_on"] = "2023-03-15"
    early = openitem.outcomes(books.ledger(), "2023-02-15", clock="applied_on", **asked).rows
    assert records(early)[0]["bad"] == 0  # closed before it is 30 days past due
    assert records(openitem.outcomes(books.ledger(), "2023-02-15", **asked).rows)[0]["bad"] == 1


BAD_OPTIONS: list[tuple[dict[str, Any], str]] = [
    ({"days_past_due": 0}, "out_of_bounds"),
    ({"days_past_due": 3_651}, "out_of_bounds"),
    ({"days_past_due": 1.5}, "invalid_argument"),
    ({"days_past_due": True}, "invalid_argument"),
    ({"window": 0}, "out_of_bounds"),
    ({"window": 121}, "out_of_bounds"),
    ({"window": 3_661, "window_unit": "days"}, "out_of_bounds"),
    ({"window_unit": "weeks"}, "invalid_argument"),
    ({"count_write_offs": 2}, "invalid_argument"),
    ({"exclude_disputed": "yes"}, "invalid_argument"),
    ({"materiality_share": "1.1"}, "out_of_bounds"),
    ({"materiality_share": "-0.1"}, "out_of_bounds"),
    ({"materiality_share": "x"}, "invalid_data"),
    ({"materiality": {"EUR": -1}}, "invalid_data"),
    ({"materiality": {"USD": 5}}, "not_set"),
    ({"materiality": {"EUR": 5, "XX1": 5}}, "unknown_name"),
    ({"materiality": {"currency": ["EUR", "EUR"], "amount": [1, 2]}}, "inconsistent_data"),
    ({"materiality": {"currency": ["EUR"], "amount": [None]}}, "missing_value"),
    ({"materiality": {"currency": ["EUR"]}}, "missing_column"),
    ({"materiality": {"currency": ["EUR"], "amount": [1], "limit": [2]}}, "unknown_name"),
    ({"money": "cents"}, "invalid_argument"),
    ({"money": "exact", "materiality": {"currency": ["EUR"], "amount": [100]}}, "wrong_type"),
    ({"end_of_data": "2023-13-01"}, "invalid_data"),
    ({"end_of_data": "2023-08-02", "known_at": "2023-08-01"}, "invalid_argument"),
    ({"clock": "sundial"}, "invalid_argument"),
    ({"threads": 257}, "out_of_bounds"),
]


@pytest.mark.parametrize(("options", "status"), BAD_OPTIONS)
def test_bad_options_are_named(options: dict[str, Any], status: str) -> None:
    ledger = by_hand().ledger()
    for call in (
        lambda asked: openitem.outcomes(ledger, "2023-02-15", **asked),
        lambda asked: openitem.invoice_outcomes(ledger, **asked),
    ):
        with pytest.raises(openitem.Error) as caught:
            call({**OF_HAND, **options})
        assert caught.value.status == status, caught.value


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        ([], "out_of_bounds"),
        (["2023-02-15", "2023-02-15"], "invalid_argument"),
        (["2023-03-15", "2023-02-15"], "invalid_argument"),
        ("9999-12-01", "date_out_of_range"),
        (20230215, "invalid_argument"),
    ],
)
def test_bad_dates_are_named(as_of: Any, status: str) -> None:
    with pytest.raises(openitem.Error) as caught:
        openitem.outcomes(by_hand().ledger(), as_of, window=1)
    assert caught.value.status == status, caught.value


def test_open_items_have_no_outcome() -> None:
    with pytest.raises(openitem.Error, match="open items have no history"):
        openitem.outcomes({"customer": ["A"]}, "2023-02-15")  # type: ignore[arg-type]


def test_edges() -> None:
    """A ledger that ends with the calendar, one that begins with it, and one whose documents are not known yet."""
    books = Books()
    books.document("1", "invoice", "9999-06-01", 100, "9999-06-01")
    books.document("2", "invoice", "1900-01-01", 100, "1900-01-01")
    rows = records(openitem.invoice_outcomes(books.ledger(), window=7, end_of_data="9999-12-31").rows)
    assert [(row["as_of"], row["bad"], row["exclusion"], row["window_end"]) for row in rows] == [
        (None, 1, None, datetime.date(1900, 8, 1)),
        (datetime.date(9999, 5, 31), None, "window_incomplete", None),
    ]
    books = by_hand()
    for row in books.tables["documents"]:
        row["recorded_on"] = datetime.date(2023, 9, 1)
    result = openitem.outcomes(books.ledger(), "2023-02-15", known_at="2023-08-01")
    assert records(result.rows) == []
    assert records(openitem.invoice_outcomes(books.ledger(), known_at="2023-08-01").rows) == []
    about = dict(zip(*result.about.to_dict().values(), strict=True))
    assert about["end_of_data"] == "2023-04-20"  # the application is known


def test_disputes_whole_and_returned_payments() -> None:
    """A payment taken back opens the invoice again: past due from that day on; a dispute of the whole invoice stops it."""
    books = Books()
    books.document("1", "invoice", "2023-01-10", 900, "2023-01-31")
    books.settle("p", "1", "payment", "2023-02-10", 900)
    undone = {"credit_id": "p", "debit_id": "1", "amount": -900, "applied_on": "2023-05-10"}
    books.tables["applications"].append(undone)
    books.document("r", "payment_return", "2023-05-10", 900)
    back = {"credit_id": "p", "debit_id": "r", "amount": 900, "applied_on": "2023-05-10"}
    books.tables["applications"].append(back)
    row = one(books, "2023-02-20")
    assert (row["bad_on"].isoformat(), row["past_due_amount"]) == ("2023-05-10", 900)
    books.dispute("1", None, "2023-05-10", None)
    row = one(books, "2023-02-20")
    assert (row["bad"], row["worst_days_past_due"]) == (0, 0)


# ---- a real ledger: 30 days past due within 3 months, beside SQL

DATA = Path(os.environ.get("OPENITEM_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
OBSERVED = [
    datetime.date(2019, month, 1) - days(1) for month in range(1, 10)
]  # month ends; the last window is cut off
LAST_DAY = datetime.date(2019, 10, 31)

SQL = """
with file as (
  select cust, cast(invoice_date as date) as issued, cast(due_date as date) as due, cast(clear_date as date) as cleared,
         cast(round(cast(amount as decimal(18, 2)) * 100) as bigint) as amount
  from read_csv($path, header = true, all_varchar = true)
), items as (  -- open from the first day to the last one, both counted; a credit cleared before its posting leaves its refund open until then
  select cust, amount, coalesce(due, issued) as due, issued as first, coalesce(cleared - 1, date '9999-12-31') as last
  from file where amount > 0
  union all
  select cust, -amount, cleared, cleared, issued - 1 from file where amount < 0 and cleared is not null
), begun as (
  select cust, min(least(issued, coalesce(cleared, issued))) as first from file group by cust
), observed as (
  select distinct cust, d.as_of, cast(d.as_of + interval 3 months as date) as window_end
  from begun, (select unnest($days) as as_of) d where first <= d.as_of
), judged as (
  select o.cust, o.as_of, o.window_end,
    coalesce(bool_or(greatest(i.first, i.due + 30) <= o.as_of and i.last >= o.as_of), false) as already_bad,
    min(case when i.cust is not null and greatest(i.first, i.due + 30, o.as_of + 1) <= least(i.last, o.window_end)
        then greatest(i.first, i.due + 30, o.as_of + 1) end) as bad_on,
    coalesce(bool_or(i.first <= least(i.last, o.window_end) and i.last >= o.as_of), false) as was_open,
    coalesce(max(case when greatest(i.first, o.as_of + 1) <= least(i.last, o.window_end)
        then least(i.last, o.window_end) - i.due end), 0) as worst
  from observed o left join items i on i.cust = o.cust and i.first <= o.window_end and i.last >= i.first
  group by all
)
select j.as_of, j.cust, j.window_end,
  case when j.window_end > $end_of_data then 'window_incomplete' when already_bad then 'already_bad'
       when bad_on is null and not was_open then 'no_exposure' end as exclusion,
  bad_on, greatest(worst, 0) as worst,
  (select sum(i.amount) from items i
   where i.cust = j.cust and i.first <= j.bad_on and i.last >= j.bad_on and j.bad_on - i.due >= 30) as past_due_amount
from judged j order by j.as_of, j.cust
"""


def test_a_real_ledger_is_what_duckdb_says() -> None:
    path = DATA / "sap_invoices" / "invoices_to_2019-10-31.csv"
    if not path.exists():
        pytest.skip(f"{path} is not there; set OPENITEM_DATA to the folder of the data sets")
    names = {"customer": "cust", "issue_date": "invoice_date", "due_date": "due_date"}
    names |= {"paid_date": "clear_date", "amount": "amount"}
    ledger = openitem.read_ledger(path, map={"documents": names}, currency="USD")
    asked: dict[str, Any] = {"days_past_due": 30, "window": 3, "end_of_data": LAST_DAY}
    result = openitem.outcomes(ledger, OBSERVED, **asked)
    with duckdb.connect() as connection:
        cursor = connection.execute(SQL, {"path": str(path), "days": OBSERVED, "end_of_data": LAST_DAY})
        expected = cursor.fetchall()
    found = records(result.rows)
    assert len(found) == len(expected) > 1_000
    counts = {"good": 0, "bad": 0, "window_incomplete": 0, "already_bad": 0, "no_exposure": 0}
    for row, (as_of, customer, window_end, exclusion, bad_on, worst, amount) in zip(
        found, expected, strict=True
    ):
        assert (row["as_of"], row["customer"], row["window_end"]) == (as_of, customer, window_end)
        assert row["exclusion"] == exclusion, (row, bad_on)
        counts[exclusion or ("good" if bad_on is None else "bad")] += 1
        if exclusion is not None:
            assert row["bad"] is None
            continue
        assert (row["bad"], row["bad_on"], row["past_due_amount"], row["worst_days_past_due"]) == (
            int(bad_on is not None),
            bad_on,
            amount,
            worst,
        ), row
    assert min(counts.values()) > 0, counts
    proof = records(result.proof)
    assert all(line["count"] == 0 for line in proof if line["line"] == "difference")
    for line, count in counts.items():
        assert -sum(row["count"] for row in proof if row["line"] == line) == count
    features = openitem.behaviour(ledger, OBSERVED, features="overdue_amount").rows.to_dict()
    assert [row["customer"] for row in found] == features["customer"]
