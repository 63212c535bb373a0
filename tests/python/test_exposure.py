"""Exposure from Python: hand-worked accounts, every option, what is refused."""

from __future__ import annotations

import doctest
from datetime import date
from typing import Any

import exposure_model
import openitem
import pytest
from exposure_questions import Rows, records
from openitem import _exposure

T = date(2024, 6, 30)


# ---- hand-worked --------------------------------------------------------------------------------


def small_ledger(**customers: list[Any]) -> openitem.Ledger:
    """Adler: 800 overdue since 31 May, 200 due later, 50 of credit. Birke: 300 overdue since 20 June."""
    documents = {
        "customer": ["Adler", "Adler", "Adler", "Birke"],
        "id": ["1", "2", "3", "4"],
        "region": ["n", "s", "n", "n"],
        "issue_date": ["2024-05-01", "2024-06-10", "2024-06-20", "2024-06-01"],
        "due_date": ["2024-05-31", "2024-07-10", None, "2024-06-20"],
        "amount": ["800.00", "200.00", "-50.00", "300.00"],
    }
    tables: dict[str, Any] = {"customers": customers} if customers else {}
    return openitem.Ledger.from_documents(
        documents, currency="EUR", map={"documents": {"dimension": "region"}}, **tables
    )


LIMITS = {"customer": ["Adler", "Birke"], "limit": ["1000.00", "500.00"]}


def of_adler(found: openitem.Exposure) -> dict[str, Any]:
    return next(row for row in records(found.rows) if row["customer"] == "Adler")


def test_the_parts_by_hand() -> None:
    found = openitem.exposure(
        small_ledger(),
        T,
        limits=LIMITS,
        orders={"customer": ["Adler", "Adler"], "amount": ["120.00", "30.00"], "expected_on": ["2024-07-15", "2024-09-01"]},
        deliveries={"customer": ["Adler"], "amount": ["40.00"], "delivered_on": ["2024-06-29"]},
        covers={"customer": ["Adler"], "limit": ["600.00"], "insured_share": ["0.9"]},
        horizon_days=30,
    )  # fmt: skip
    row = of_adler(found)
    # net open 950, of which 855 is insured; the cover's limit is 600: 1000 + 120 + 40 - 50 - 600 = 510.
    assert (row["open_gross"], row["orders"], row["deliveries"]) == (100000, 12000, 4000)
    assert (row["unapplied"], row["cover"], row["exposure"], row["credit_left"]) == (5000, 60000, 51000, 0)
    assert (row["limit"], row["headroom"], row["limit_use"], row["limit_state"]) == (
        100000,
        49000,
        0.51,
        "permanent",
    )
    assert (row["overdue"], row["oldest_overdue_days"], row["decision"]) == (80000, 30, "release")
    lines = {row["line"]: row["amount"] for row in records(found.proof)}
    assert lines["debits"] == 130000
    assert lines["orders_beyond_horizon"] == -3000
    assert lines["exposure"] == -51000 - 30000
    assert lines["difference"] == lines["items_difference"] == 0


@pytest.mark.parametrize(
    ("days", "taken"),
    [("0.333333333", 31666), ("0.000000001", 0), ("1", 60000), (None, 60000)],
)
def test_the_insured_share_is_rounded_down(days: str | None, taken: int) -> None:
    covers = {"customer": ["Adler"], "limit": ["600.00"], "insured_share": [days]}
    assert of_adler(openitem.exposure(small_ledger(), T, covers=covers))["cover"] == taken


def test_every_part_can_be_left_out() -> None:
    tables: dict[str, Any] = {
        "orders": {"customer": ["Adler"], "amount": ["10.00"]},
        "deliveries": {"customer": ["Adler"], "amount": ["20.00"]},
        "covers": {"customer": ["Adler"], "limit": ["100.00"]},
    }
    expected = {
        "open": 1000 + 2000,  # the credit has that much to lower, and nothing open is insured
        "orders": 100000 + 2000 - 5000 - 10000,
        "deliveries": 100000 + 1000 - 5000 - 10000,
        "unapplied": 100000 + 3000 - 10000,
        "cover": 100000 + 3000 - 5000,
    }
    for part, exposure in expected.items():
        found = openitem.exposure(
            small_ledger(), T, parts=[name for name in exposure_model.PARTS if name != part], **tables
        )
        assert of_adler(found)["exposure"] == (0 if part == "open" else exposure), part
        assert all(row["amount"] == 0 for row in records(found.proof) if row["line"].endswith("difference"))
    left = openitem.exposure(small_ledger(), T, parts=["orders", "unapplied"], orders=tables["orders"])
    assert of_adler(left)["credit_left"] == 4000


def test_a_temporary_limit_stands_in_and_ends() -> None:
    limits = {
        "customer": ["Adler"] * 3,
        "limit": ["900.00", "2000.00", "1200.00"],
        "kind": ["permanent", "temporary", None],
        "valid_from": ["2024-01-01", "2024-06-01", "2025-01-01"],
        "valid_to": ["2024-12-31", "2024-06-30", None],
    }
    ledger = small_ledger()
    states = [
        (row["limit_state"], row["limit"], row["limit_valid_to"], row["decision"])
        for day in ("2024-06-30", "2024-07-01", "2024-12-31", "2025-01-01")
        for row in [of_adler(openitem.exposure(ledger, day, limits=limits))]
    ]
    assert states == [
        ("temporary", 200000, date(2024, 6, 30), "release"),
        ("permanent", 90000, date(2024, 12, 31), "hold"),
        ("permanent", 90000, date(2024, 12, 31), "hold"),
        ("permanent", 120000, None, "release"),
    ]
    limits = {name: column[:2] for name, column in limits.items()}
    ended = openitem.exposure(ledger, "2025-01-01", limits=limits)
    row = of_adler(ended)
    assert (row["limit_state"], row["limit"], row["headroom"], row["limit_valid_to"]) == (
        "expired",
        None,
        None,
        date(2024, 12, 31),
    )
    assert [reason["reason"] for reason in records(ended.reasons)] == ["expired_limit"]


def test_limits_covers_and_flags_of_the_ledger() -> None:
    ledger = small_ledger(
        customer=["Adler", "Birke"], credit_limit=["800.00", "1000.00"], cover=[None, "100.00"],
        limit_expiry=["2024-06-30", "2024-06-29"], hardship=[True, False], insolvency=[False, False],
        legal_stop=[False, True],
    )  # fmt: skip
    found = openitem.exposure(ledger, T, no_limit="watch")
    assert [(row["exposure"], row["limit_state"], row["decision"]) for row in records(found.rows)] == [
        (95000, "permanent", "hold"),
        (20000, "expired", "hold"),
    ]
    assert [(row["customer"], row["reason"], row["level"]) for row in records(found.reasons)] == [
        ("Adler", "limit_use", "hold"),
        ("Adler", "hardship", "watch"),
        ("Birke", "expired_limit", "hold"),
        ("Birke", "legal_stop", "hold"),
    ]
    given = openitem.exposure(ledger, T, limits={"customer": ["Adler"], "limit": [950]}, money="decimal")
    assert of_adler(given)["limit"] == 95000
    assert of_adler(given)["decision"] == "watch"  # exactly the limit is not above it


def test_groups_and_sub_limits_by_hand() -> None:
    ledger = small_ledger(
        customer=["Adler", "Birke"], parent=["Holding", "Adler"], credit_limit=["1200.00", "250.00"]
    )
    found = openitem.exposure(ledger, T)
    (group,) = records(found.groups)
    assert (group["customer"], group["members"], group["exposure"], group["headroom"]) == (
        "Adler",
        2,
        125000,
        -5000,
    )
    reasons = [(row["customer"], row["reason"], row["group"], row["value"]) for row in records(found.reasons)]
    assert reasons == [
        ("Adler", "group_limit_use", "Adler", 125 / 120),
        ("Birke", "limit_use", None, 1.2),
        ("Birke", "group_limit_use", "Adler", 125 / 120),
    ]
    alone = openitem.exposure(ledger, T, group_limits=False)
    assert not records(alone.groups)
    assert of_adler(alone)["limit"] == 120000
    scoped = openitem.exposure(
        small_ledger(), T, scope="region", orders={"customer": ["Adler"], "amount": ["5.00"], "scope": ["s"]},
        limits={"customer": ["Adler", "Adler"], "limit": ["100.00", "9000.00"], "scope": ["s", None]},
    )  # fmt: skip
    (part,) = records(scoped.sub_limits)
    assert (part["scope"], part["open_gross"], part["orders"], part["unapplied"], part["exposure"]) == (
        "s",
        20000,
        500,
        0,
        20500,
    )
    (reason,) = records(scoped.reasons)
    assert (reason["reason"], reason["scope"], reason["value"]) == ("sub_limit_use", "s", 2.05)
    assert of_adler(scoped)["limit"] == 900000


def test_trials_by_hand() -> None:
    ledger = small_ledger(
        customer=["Adler", "Birke"], parent=["Holding", None], credit_limit=["1000.00", "500.00"]
    )
    trials = {
        "customer": ["Adler", "Adler", "Birke", "Adler"],
        "amount": ["50.00", "50.01", "0.00", "99999.00"],
        "expected_on": [None, "2024-07-01", None, "2024-07-11"],
    }
    found = openitem.exposure(ledger, T, what_if=trials, horizon_days=10)
    rows = records(found.what_if)
    assert [(row["exposure_before"], row["exposure_after"], row["headroom_after"]) for row in rows] == [
        (95000, 100000, 0),
        (95000, 100001, -1),
        (30000, 30000, 20000),
        (95000, 95000, 5000),
    ]
    assert [row["decision_after"] for row in rows] == ["release", "hold", "release", "release"]
    assert [row["reasons_after"] for row in rows] == ["", "limit_use", "", ""]
    assert [row["counted"] for row in rows] == [5000, 5001, 0, 0]


def test_reviews_by_hand() -> None:
    limits = {**LIMITS, "valid_to": ["2024-07-30", None]}
    reviews = {
        "customer": ["Adler", "Adler", "Birke"],
        "reviewed_on": ["2023-01-01", "2024-01-31", "2025-01-01"],
    }
    found = openitem.exposure(
        small_ledger(), T, limits=limits, reviews=reviews, review_expiry_days=30, review_days=151,
        review_use_above="0.94", review_use_below="0.7",
    )  # fmt: skip
    due = [(row["customer"], row["reason"], row["due_on"]) for row in records(found.review_due)]
    assert due == [
        ("Adler", "limit_expiry", date(2024, 7, 30)),
        ("Adler", "last_review", T),
        ("Adler", "use_above", T),
        ("Birke", "never_reviewed", None),
        ("Birke", "use_below", T),
    ]
    fewer = openitem.exposure(
        small_ledger(), T, limits=limits, reviews=reviews, review_expiry_days=29, review_days=152
    )
    assert [row["reason"] for row in records(fewer.review_due)] == ["never_reviewed"]


def test_disputes_and_conversion_by_hand() -> None:
    ledger = openitem.Ledger.from_documents(
        {
            "customer": ["A", "A"], "id": ["1", "2"], "issue_date": ["2024-05-01", "2024-05-01"],
            "amount": ["100.00", "1000"], "currency": ["USD", "JPY"],
        },
        disputes={"document_id": ["1"], "amount": ["40.00"], "opened": ["2024-06-01"]},
    )  # fmt: skip
    limits = {"customer": ["A"], "limit": ["60.00"]}
    asked: dict[str, Any] = {"currency": "EUR", "rates": {"USD": "0.9", "JPY": "0.006"}, "limits": limits}
    (row,) = records(openitem.exposure(ledger, T, **asked).rows)
    assert (row["currency"], row["exposure"], row["decision"]) == ("EUR", 9600, "hold")
    (row,) = records(openitem.exposure(ledger, T, exclude_disputed=True, **asked).rows)
    assert (row["exposure"], row["decision"]) == (6000, "release")
    each = openitem.exposure(ledger, T)
    assert [(row["currency"], row["exposure"]) for row in records(each.rows)] == [
        ("JPY", 1000),
        ("USD", 10000),
    ]


def test_thresholds_by_hand() -> None:
    ledger = small_ledger()

    def adler(**options: Any) -> tuple[str, Rows]:
        found = openitem.exposure(ledger, T, limits=LIMITS, **options)
        reasons = [row for row in records(found.reasons) if row["customer"] == "Adler"]
        return of_adler(found)["decision"], reasons

    assert adler() == ("release", [])
    assert adler(watch_use="0.95")[0] == "release"
    decision, (reason,) = adler(watch_use="0.949")
    assert (decision, reason["value"], reason["threshold"], reason["unit"]) == ("watch", 0.95, 0.949, "share")
    assert adler(hold_use=0.9)[0] == "hold"
    assert adler(watch_overdue_days=31)[0] == "release"
    assert adler(watch_overdue_days=30)[0] == "watch"
    assert adler(watch_overdue_days=1, hold_overdue_days=30)[0] == "hold"
    assert adler(watch_overdue_share="0.8")[0] == "watch"
    assert adler(watch_overdue_share="0.800000001")[0] == "release"
    assert adler(hold_overdue_share="0.5")[1][0]["value"] == 0.8


# ---- what is refused ----------------------------------------------------------------------------


ONE: dict[str, Any] = {"customer": ["Adler"]}


@pytest.mark.parametrize(
    ("tables", "status", "column", "row"),
    [
        ({"orders": {"customer": ["Adler", "Nobody"], "amount": ["1", "2"]}}, "unknown_reference", "orders.customer", 1),
        ({"orders": {"customer": ["Adler", None], "amount": ["1", "2"]}}, "missing_value", "orders.customer", 1),
        ({"orders": {**ONE, "amount": ["-0.01"]}}, "invalid_data", "orders.amount", 0),
        ({"orders": {**ONE, "amount": ["1.001"]}}, "inexact_amount", "orders.amount", 0),
        ({"orders": {**ONE, "amount": [None]}}, "missing_value", "orders.amount", 0),
        ({"orders": {**ONE, "amount": ["x"]}}, "invalid_data", "orders.amount", 0),
        ({"orders": {**ONE, "amount": [1.5]}}, "wrong_type", "orders.amount", None),
        ({"orders": {"customer": [7], "amount": ["1"]}}, "wrong_type", "orders.customer", None),
        ({"orders": {**ONE}}, "missing_column", "orders.amount", None),
        ({"orders": {**ONE, "amount": ["1"], "expected": ["2024-01-01"]}}, "unknown_name", "orders.expected", None),
        ({"orders": {**ONE, "amount": ["1"], "expected_on": ["soon"]}}, "invalid_data", "orders.expected_on", 0),
        ({"orders": {**ONE, "amount": ["1"], "currency": ["EURO"]}}, "unknown_name", "orders.currency", 0),
        ({"orders": {**ONE, "amount": ["1"], "scope": ["n"]}}, "invalid_argument", "orders.scope", None),
        ({"deliveries": {**ONE, "amount": ["-1"]}}, "invalid_data", "deliveries.amount", 0),
        ({"limits": {**ONE, "limit": ["-1"]}}, "invalid_data", "limits.limit", 0),
        ({"limits": {**ONE, "limit": ["1"], "kind": ["half"]}}, "invalid_data", "limits.kind", 0),
        (
            {"limits": {**ONE, "limit": ["1"], "valid_from": ["2024-02-01"], "valid_to": ["2024-01-31"]}},
            "inconsistent_data", "limits.valid_to", 0,
        ),
        ({"limits": {"customer": ["Birke", "Adler", "Adler"], "limit": ["1", "1", "2"]}}, "inconsistent_data", "limits.customer", 2),
        (
            {"limits": {"customer": ["Adler"] * 2, "limit": ["1", "2"], "valid_from": ["2024-06-01", None], "valid_to": [None, "2024-06-01"]}},
            "inconsistent_data", "limits.customer", 1,
        ),
        ({"covers": {"customer": ["Adler"] * 2, "limit": ["1", "2"]}}, "inconsistent_data", "covers.customer", 1),
        ({"covers": {**ONE, "limit": ["1"], "insured_share": ["1.1"]}}, "invalid_data", "covers.insured_share", 0),
        ({"covers": {**ONE, "limit": ["1"], "scope": ["n"]}}, "unknown_name", "covers.scope", None),
        ({"reviews": {**ONE, "reviewed_on": [None]}}, "missing_value", "reviews.reviewed_on", 0),
        ({"rates": {"USD": "0.9"}}, "invalid_argument", "rates", None),
        ({"orders": {**ONE, "amount": ["1"], "currency": ["USD"]}, "currency": "EUR"}, "missing_value", "rates.currency", None),
        ({"orders": {**ONE, "amount": ["1"], "scope": ["x"]}, "scope": "region"}, "unknown_reference", "orders.scope", 0),
        ({"what_if": {**ONE, "amount": ["1"]}, "parts": ["open"]}, "invalid_argument", "what_if", None),
    ],
)  # fmt: skip
def test_bad_tables_are_refused(tables: dict[str, Any], status: str, column: str, row: int | None) -> None:
    with pytest.raises(openitem.Error) as refused:
        openitem.exposure(small_ledger(), T, **tables)
    assert (refused.value.status, refused.value.column, refused.value.row) == (status, column, row)


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ({"parts": ["open", "open"]}, "invalid_argument"),
        ({"parts": ["all"]}, "unknown_name"),
        ({"horizon_days": -1}, "out_of_bounds"),
        ({"threads": 257}, "out_of_bounds"),
        ({"promise_days": 0}, "out_of_bounds"),
        ({"promise_grace_days": 367}, "out_of_bounds"),
        ({"hold_use": 0}, "out_of_bounds"),
        ({"hold_use": True}, "invalid_argument"),
        ({"hold_use": "much"}, "invalid_data"),
        ({"hold_use": 101}, "out_of_bounds"),
        ({"watch_use": 2}, "invalid_argument"),
        ({"watch_overdue_days": 1.5}, "invalid_argument"),
        ({"watch_overdue_days": 30, "hold_overdue_days": 20}, "invalid_argument"),
        ({"hold_overdue_share": "1.1"}, "out_of_bounds"),
        ({"hold_dunning_level": -1}, "out_of_bounds"),
        ({"expired_limit": "maybe"}, "invalid_argument"),
        ({"no_limit": 3}, "invalid_argument"),
        ({"group_limits": "no"}, "invalid_argument"),
        ({"scope": "customer"}, "invalid_argument"),
        ({"scope": "colour"}, "unknown_name"),
        ({"currency": "EURO"}, "unknown_name"),
        ({"review_days": 36_601}, "out_of_bounds"),
        ({"review_use_above": 101}, "out_of_bounds"),
        ({"clock": "noon"}, "invalid_argument"),
        ({"money": "any"}, "invalid_argument"),
    ],
)  # fmt: skip
def test_bad_options_are_refused(options: dict[str, Any], status: str) -> None:
    with pytest.raises(openitem.Error) as refused:
        openitem.exposure(small_ledger(), T, **options)
    assert refused.value.status == status


def test_amounts_at_the_end_of_the_range() -> None:
    most = 2**62 - 1
    ledger = small_ledger()
    orders = {"customer": ["Adler", "Adler"], "amount": [most, most]}
    with pytest.raises(openitem.ArithmeticOverflowError):
        openitem.exposure(ledger, T, orders=orders, money="minor")
    limits = {"customer": ["Adler"], "limit": [most]}
    trial = {"customer": ["Adler"], "amount": [most]}
    found = openitem.exposure(ledger, T, limits=limits, what_if=trial, money="minor")
    (row,) = records(found.what_if)
    assert (row["exposure_after"], row["headroom_after"]) == (most + 95000, -95000)
    with pytest.raises(openitem.ArithmeticOverflowError):
        openitem.exposure(ledger, T, orders={"customer": ["Adler"], "amount": [2**62]}, money="minor")


def test_limits_of_the_ledger_below_zero_are_refused() -> None:
    ledger = small_ledger(customer=["Adler"], credit_limit=["-1.00"])
    with pytest.raises(openitem.DataError, match="'Adler' has a credit limit below 0") as refused:
        openitem.exposure(ledger, T)
    assert refused.value.column == "customers.credit_limit"


def test_a_table_without_currency_beside_two_currencies() -> None:
    documents = {
        "customer": ["A", "A"],
        "issue_date": ["2024-05-01"] * 2,
        "amount": ["1", "2"],
        "currency": ["EUR", "USD"],
    }
    ledger = openitem.Ledger.from_documents(documents)
    with pytest.raises(openitem.ArgumentError) as refused:
        openitem.exposure(ledger, T, limits={"customer": ["A"], "limit": ["5"]})
    assert (refused.value.status, refused.value.column) == ("not_set", "limits.currency")


def test_a_ledger_is_needed_and_an_empty_one_is_fine() -> None:
    with pytest.raises(openitem.ArgumentError, match="exposure"):
        openitem.exposure({"customer": ["A"]}, T)  # type: ignore[arg-type]
    empty = openitem.Ledger.from_documents({"customer": [], "issue_date": [], "amount": []}, currency="EUR")
    found = openitem.exposure(empty, T)
    assert len(found.rows) == len(found.reasons) == len(found.proof) == 0


def test_result_says_how_it_was_made() -> None:
    found = openitem.exposure(small_ledger(), T, watch_use="0.9", parts=["open"], horizon_days=0)
    about = dict(zip(*found.about.to_dict().values(), strict=True))
    assert about["formula"] == "exposure"
    assert (about["use"], about["parts"], about["horizon_days"], about["limits_from"]) == (
        "0.9,1",
        "open",
        "0",
        "ledger",
    )
    assert found.caption == "Exposure as of 2024-06-30"


def test_examples_of_the_module() -> None:
    assert doctest.testmod(_exposure).failed == 0
