"""Outcomes against outcome_model.py, which looks at every day of every window anew, on random ledgers and options."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import openitem
import outcome_model
import paying_ledgers
import pytest
import random_ledgers
from hypothesis import given, settings
from hypothesis import strategies as st
from outcome_model import Options, Outcomes
from side_by_side import library_ledger, minor, reference_ledger, table_rows

CLOCKS = ("latest", "payment_posting", "applied_on", "recorded_on")


def random_options(rng: random.Random, case: Any, currencies: list[str]) -> Options:
    options = Options()
    options.days_past_due = rng.choice([1, 5, 10, 20, 30, 45])
    options.window, options.window_unit = rng.choice(
        [(1, "months"), (2, "months"), (3, "days"), (45, "days")]
    )
    options.count_write_offs = rng.random() < 0.7
    if rng.random() < 0.4:
        options.materiality = {code: rng.choice([0, 1, 500, 3_000, 200_000]) for code in currencies}
    options.share = Fraction(rng.choice([0, 0, 1, 20, 500, 1_000]), 1_000)
    options.exclude_disputed = rng.random() < 0.6
    options.exclude_already_bad = rng.random() < 0.6
    options.exclude_no_exposure = rng.random() < 0.6
    options.clock = rng.choice(CLOCKS[:3] if case.flat else CLOCKS)
    if rng.random() < 0.3:
        options.known_at = random_ledgers.FIRST + timedelta(days=rng.randint(60, 250))
    if rng.random() < 0.7:
        end = random_ledgers.FIRST + timedelta(days=rng.randint(100, 300))
        options.end_of_data = min(end, options.known_at) if options.known_at else end
    return options


def keywords(options: Options) -> dict[str, Any]:
    found: dict[str, Any] = dict(
        days_past_due=options.days_past_due,
        window=options.window,
        window_unit=options.window_unit,
        count_write_offs=options.count_write_offs,
        materiality_share=str(Decimal(options.share.numerator) / options.share.denominator),
        exclude_disputed=options.exclude_disputed,
        end_of_data=options.end_of_data,
        clock=options.clock,
        known_at=options.known_at,
    )
    if options.materiality:
        found |= {"materiality": options.materiality, "money": "minor"}
    return found


def of_accounts(options: Options) -> dict[str, Any]:
    return dict(
        exclude_already_bad=options.exclude_already_bad, exclude_no_exposure=options.exclude_no_exposure
    )


def plain(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: minor(value, row["currency"]) if isinstance(value, Decimal) else value
        for name, value in row.items()
    }


def check_rows(found: list[dict[str, Any]], expected: list[dict[str, Any]], where: str) -> None:
    assert len(found) == len(expected), where
    for theirs, ours in zip(found, expected, strict=True):
        shown = {name: value for name, value in plain(theirs).items() if name not in ("id", "year", "number")}
        assert shown == ours, f"{where}: found {shown}, expected {ours}"


def check_proof(rows: list[dict[str, Any]], where: str) -> None:
    assert all(row["count"] == 0 for row in rows if row["line"] == "difference"), where


def check(case: Any, seed: str) -> list[dict[str, Any]]:
    """Both tables under random options; the rows expected."""
    rng = random.Random(seed)
    reference = reference_ledger(case)
    if not reference.documents:
        return []
    options = random_options(rng, case, sorted({d.currency for d in reference.documents}))
    where = f"{seed} {options}"
    expected = Outcomes(reference, options) if has_documents(reference, options) else None
    ledger = library_ledger(case)
    days = sorted({random_ledgers.FIRST + timedelta(days=rng.randint(5, 220)) for _ in range(4)})
    made = openitem.outcomes(
        ledger, days, threads=rng.choice([1, 3]), **keywords(options), **of_accounts(options)
    )
    accounts = expected.account_rows(days) if expected else []
    check_rows(table_rows(made, "rows"), accounts, where)
    check_proof(table_rows(made, "proof"), where)
    about = dict(zip(*made.about.to_dict().values(), strict=True))
    assert about["end_of_data"] == (expected.end_of_data.isoformat() if expected else about["end_of_data"]), (
        where
    )
    of_invoices = openitem.invoice_outcomes(ledger, threads=rng.choice([1, 3]), **keywords(options))
    invoices = expected.invoice_rows() if expected else []
    check_rows(table_rows(of_invoices, "rows"), invoices, where)
    check_proof(table_rows(of_invoices, "proof"), where)
    return [*accounts, *invoices]


def has_documents(reference: Any, options: Options) -> bool:
    return any(reference.state(d, options.known_at) == "kept" for d in reference.documents)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_customers_who_pay(seed: int) -> None:
    check(paying_ledgers.paying_case(seed), f"pays {seed}")


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_any_ledger(seed: int) -> None:
    check(random_ledgers.random_case(seed), f"any {seed}")


def test_every_answer_is_met() -> None:
    """So that the tests above compare more than empty windows."""
    rows = [row for at in range(25) for row in check(paying_ledgers.paying_case(at), f"pays {at}")]
    met = {row["exclusion"] or (row["bad"], row["trigger"]) for row in rows}
    assert met >= {
        "window_incomplete",
        "already_bad",
        "window_too_short",
        "no_exposure",
        (0, None),
        (1, "days_past_due"),
        (1, "written_off"),
    }


@pytest.mark.parametrize(
    ("begin", "window", "unit", "end"),
    [
        (date(2023, 11, 30), 3, "months", date(2024, 2, 29)),
        (date(2023, 2, 28), 1, "months", date(2023, 3, 28)),
        (date(2023, 12, 31), 12, "months", date(2024, 12, 31)),
        (date(2023, 12, 31), 60, "days", date(2024, 2, 29)),
    ],
)
def test_windows_of_the_model(begin: date, window: int, unit: str, end: date) -> None:
    assert outcome_model.window_end(begin, Options(window=window, window_unit=unit)) == end
