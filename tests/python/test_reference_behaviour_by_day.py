"""Behaviour against tests/reference/behaviour_by_day.py, a reading of its page that looks every figure up anew, on random ledgers."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from math import isclose
from typing import Any

import behaviour_by_day as by_day
import model
import openitem
import paying_ledgers
import pytest
import random_ledgers
from side_by_side import library_ledger, minor, reference_ledger, table_rows

CLOCKS = ("latest", "payment_posting", "applied_on", "recorded_on")


def promise_cell(case: random_ledgers.Case) -> Any:
    def cell(amount: int | None, currency: str) -> Any:
        if amount is None or case.money == "minor":
            return amount
        number = Decimal(amount).scaleb(-model.MINOR_UNITS[currency])
        if case.money == "float":
            return float(number)
        return str(number) if case.text else number

    return cell


def random_options(rng: random.Random, case: random_ledgers.Case) -> by_day.Options:
    options = by_day.Options()
    options.last = rng.choice([(), (1,), (2, 3), (3, 10, 50)])
    options.days = rng.choice([(), (30,), (1, 45), (90, 365)])
    options.segment = rng.choice([None, "region", "floor"])
    options.exclude_disputed = rng.random() < 0.3
    options.grace = rng.choice([0, 0, 3])
    options.clock = rng.choice(CLOCKS[:3] if case.flat else CLOCKS)
    if rng.random() < 0.3:
        options.known_at = random_ledgers.FIRST + timedelta(days=rng.randint(30, 200))
    elif rng.random() < 0.4:
        options.known_at_as_of = True
    if not options.known_at_as_of and rng.random() < 0.6:
        options.shrink, options.shrink_weight = True, rng.choice([0, 1, 5, 100])
    return options


def keywords(options: by_day.Options) -> dict[str, Any]:
    return dict(
        last=options.last,
        days=options.days,
        segment=options.segment,
        shrink=options.shrink,
        shrink_weight=options.shrink_weight,
        exclude_disputed=options.exclude_disputed,
        promise_grace_days=options.grace,
        clock=options.clock,
        known_at=options.known_at,
        known_at_as_of=options.known_at_as_of,
    )


def agree(found: Any, expected: Any, currency: str) -> bool:
    if isinstance(found, Decimal):
        return minor(found, currency) == expected
    if isinstance(expected, float) and isinstance(found, float):
        return isclose(found, expected, rel_tol=4e-16, abs_tol=0.0)
    return type(found) is type(expected) and found == expected


def check_rows(found: list[dict[str, Any]], expected: list[dict[str, Any]], where: str) -> None:
    keys = ("as_of", "customer", "currency", "source_row")
    assert [[row.get(key) for key in keys] for row in found] == [
        [row.get(key) for key in keys] for row in expected
    ], where
    for theirs, ours in zip(found, expected):
        assert set(theirs) - {"id", "year", "number"} == set(ours), where
        for name, value in ours.items():
            at = f"{where} {ours['customer']} {ours['as_of']} {name}: found {theirs[name]}, expected {value}"
            assert agree(theirs[name], value, ours["currency"]), at


def check_parents(
    found: list[dict[str, Any]], expected: list[tuple[Any, ...]], segment: str | None, where: str
) -> None:
    # the page is not plain about rows of windows in which a segment has no paid invoice: they are not compared
    found, expected = (
        [row for row in found if row["paid_invoices"]],
        [row for row in expected if row[-1]["paid_invoices"]],
    )
    assert len(found) == len(expected), where
    for theirs, (day, name, is_portfolio, currency, suffix, figures) in zip(found, expected):
        assert (theirs["as_of"], theirs["currency"], theirs["window"]) == (
            day,
            currency,
            suffix.lstrip("_"),
        ), where
        if segment is not None:
            assert theirs[segment] == name, where
            assert (theirs["level"] == "portfolio") == is_portfolio, where
        for feature in ("paid_invoices", *by_day.SHRUNK):
            assert agree(theirs[feature], figures[feature], currency), f"{where} {feature}"


def check_proof(rows: list[dict[str, Any]], where: str) -> None:
    assert all(row["amount"] == 0 for row in rows if row["line"] == "difference"), where


def check(case: random_ledgers.Case, seed: str) -> int:
    """Both tables under random options; how many means of days late there are in them."""
    rng = random.Random(seed)
    reference = reference_ledger(case)
    if not reference.documents:
        return 0
    case.promises = paying_ledgers.random_promises(rng, reference, promise_cell(case))
    ledger = library_ledger(case)
    options = random_options(rng, case)
    where = f"{seed} {options}"
    expected = by_day.Behaviour(reference, case.promises, options)
    days = sorted({random_ledgers.FIRST + timedelta(days=rng.randint(20, 260)) for _ in range(3)})
    made = openitem.behaviour(ledger, days, threads=rng.choice([1, 3]), **keywords(options))
    rows = expected.customer_table(days)
    check_rows(table_rows(made, "rows"), rows, where)
    check_proof(table_rows(made, "proof"), where)
    if options.shrink:
        check_parents(table_rows(made, "parents"), expected.parents(days), options.segment, where)
    about = made.about.to_dict()
    left_out = expected.known(options.known_at or date.max)[1][2] if case.promises else 0
    if options.known_at_as_of:
        left_out = by_day.promises_decided(reference, case.promises, None, options)[2]
    assert about["value"][about["name"].index("promises_left_out")] == str(left_out), where
    of_invoices = openitem.invoice_behaviour(ledger, threads=rng.choice([1, 3]), **keywords(options))
    invoices = expected.invoice_table()
    check_rows(table_rows(of_invoices, "rows"), invoices, where)
    check_proof(table_rows(of_invoices, "proof"), where)
    return sum(row["days_late_mean"] is not None for row in [*rows, *invoices])


@pytest.mark.parametrize("seed", range(8))
def test_customers_who_pay_behave_as_looked_up(seed: int) -> None:
    with_history = [
        check(paying_ledgers.paying_case(at), f"pays {at}") > 0 for at in range(seed * 12, seed * 12 + 12)
    ]
    assert sum(with_history) > 6


@pytest.mark.parametrize("seed", range(8))
def test_any_ledger_behaves_as_looked_up(seed: int) -> None:
    with_history = [
        check(random_ledgers.random_case(at), f"any {at}") > 0 for at in range(seed * 12, seed * 12 + 12)
    ]
    assert any(with_history)
