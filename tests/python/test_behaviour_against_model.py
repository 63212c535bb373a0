"""Behaviour of customers and invoices against tests/python/behaviour_model.py on random ledgers and options."""

from __future__ import annotations

import random
from datetime import timedelta

import behaviour_model
import openitem
import pytest
import random_ledgers
from side_by_side import library_ledger, reference_ledger
from test_reference_further_kpis import random_promises

CASES = 150
SEGMENTS = [None, None, "region", "floor"]


def random_question(rng, case):
    _, options = random_ledgers.random_options(rng, case)
    first = random_ledgers.FIRST
    dates = sorted({first + timedelta(days=rng.randint(-5, 230)) for _ in range(rng.choice([1, 2, 4]))})
    asked = behaviour_model.Options(
        last=rng.choice([(), (1,), (3, 10), (2, 5, 50)]),
        days=rng.choice([(), (30,), (7, 60, 365)]),
        clock=options.clock,
        known_at=options.known_at,
        exclude_disputed=rng.random() < 0.3,
        grace=rng.choice([0, 0, 5]),
        segment=rng.choice(SEGMENTS),
        shrink=rng.random() < 0.5,
        weight=rng.choice([0, 1, 5, 50]),
    )
    if rng.random() < 0.3:
        asked.known_at, asked.known_at_as_of, asked.shrink = None, True, False
    return dates, asked


def library_options(asked, threads):
    return {
        "last": asked.last,
        "days": asked.days,
        "clock": asked.clock,
        "known_at": asked.known_at,
        "known_at_as_of": asked.known_at_as_of,
        "exclude_disputed": asked.exclude_disputed,
        "promise_grace_days": asked.grace,
        "segment": asked.segment,
        "shrink": asked.shrink,
        "shrink_weight": asked.weight,
        "threads": threads,
    }


def records(table):
    columns = table.to_dict(money="minor")
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def about(result):
    columns = result.about.to_dict()
    return dict(zip(columns["name"], columns["value"], strict=True))


def renamed(row, segment):
    return {("segment" if name == segment else name): value for name, value in row.items()}


def assert_equal_rows(found, expected, where):
    assert found.keys() == expected.keys(), where
    for name, value in expected.items():
        assert found[name] == value, f"{where}: {name} is {found[name]!r}, the model says {value!r}"


def random_books(seed):
    case = random_ledgers.random_case(seed)
    rng = random.Random(f"behaviour {seed}")
    case.promises = []
    reference = reference_ledger(case)
    case.promises = random_promises(rng, case, reference) if case.id_width else []
    return rng, case, reference, library_ledger(case)


@pytest.mark.parametrize("seed", range(CASES))
def test_behaviour_is_recomputed(seed):
    rng, case, reference, ledger = random_books(seed)
    dates, asked = random_question(rng, case)
    theirs = behaviour_model.Behaviour(reference, case.promises, asked)
    ours = openitem.behaviour(ledger, dates, **library_options(asked, 3))
    where = f"seed {seed}, {asked}"
    found = [renamed(row, asked.segment) for row in records(ours.rows)]
    expected = theirs.customer_table(dates)
    assert [(r["as_of"], r["customer"], r["currency"]) for r in found] == [
        (r["as_of"], r["customer"], r["currency"]) for r in expected
    ], where
    for mine, model_row in zip(found, expected, strict=True):
        assert_equal_rows(mine, model_row, f"{where}, {mine['as_of']} {mine['customer']} {mine['currency']}")
    assert all(row["amount"] == 0 for row in records(ours.proof) if row["line"] == "difference"), where
    assert int(about(ours)["promises_left_out"]) == theirs.promises_left_out(), where


@pytest.mark.parametrize("seed", range(CASES))
def test_invoice_behaviour_is_recomputed(seed):
    rng, case, reference, ledger = random_books(seed)
    _, asked = random_question(rng, case)
    ours = openitem.invoice_behaviour(ledger, **library_options(asked, 2))
    theirs = behaviour_model.Behaviour(reference, case.promises, asked).invoice_table()
    where = f"seed {seed}, {asked}"
    found = {row.pop("source_row"): renamed(row, asked.segment) for row in records(ours.rows)}
    assert found.keys() == theirs.keys(), where
    ids = {"id", "year", "number"}
    for source_row, row in found.items():
        fields = {name: value for name, value in row.items() if name not in ids}
        assert_equal_rows(fields, theirs[source_row], f"{where}, row {source_row}")
    for row in records(ours.proof):
        assert row["line"] != "difference" or row["count"] == row["amount"] == 0, where
