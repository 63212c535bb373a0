"""Base amounts and re-aged buckets against tests/reference, plain-Python readings of docs/methods, on random ledgers."""

from __future__ import annotations

import random
from collections import Counter

import base_amounts
import pytest
import random_ledgers
import re_aged
from side_by_side import (
    LEDGERS,
    QUESTIONS_EACH,
    library_aging,
    library_ledger,
    minor,
    random_booked,
    records,
    reference_ledger,
    table_rows,
)


@pytest.mark.parametrize("seed", range(LEDGERS))
def test_base_amounts_are_recomputed(seed):
    case = random_ledgers.random_case(seed)
    reference = reference_ledger(case)
    rng = random.Random(seed)
    booked = random_booked(rng, case, reference)
    ledger = library_ledger(case, booked)
    for _ in range(QUESTIONS_EACH):
        as_of, options = random_ledgers.random_options(rng, case)
        check_base_amounts(case, ledger, reference, booked, as_of, options)


def check_base_amounts(case, ledger, reference, booked, as_of, options):
    where = f"seed {case.seed}, as of {as_of}, {options}"
    result = library_aging(ledger, as_of, options, base_amounts=True)
    expected = base_amounts.age(reference, booked, "EUR", as_of, options)

    def cells(row, columns, prefix=""):
        return {column: minor(row[prefix + column], "EUR") for column in columns}

    columns = list(expected.rows[0][2]) if expected.rows else []
    assert [
        (
            tuple(row[name] for name in options.by),
            row["currency"],
            cells(row, columns, "base_"),
            row["without_base_items"],
            minor(row["without_base_open"], row["currency"]),
        )
        for row in table_rows(result, "rows")
    ] == expected.rows, where
    assert [
        (
            tuple(row[name] for name in options.by),
            cells(row, columns),
            row["open_items"],
            row["without_base_items"],
        )
        for row in table_rows(result, "base_rows")
    ] == expected.base_rows, where
    check_base_proof(case, result, expected, where)
    ours = Counter(
        (
            row["source_row"],
            row["instalment"],
            row["bucket"],
            minor(row["open"], row["currency"]),
            None if row["base_open"] is None else minor(row["base_open"], "EUR"),
        )
        for row in records(result.items())
    )
    theirs = Counter(
        (line.item.document.row, line.item.instalment, line.bucket, line.open, base)
        for line, base in expected.lines
    )
    assert ours == theirs, where


def check_base_proof(case, result, expected, where):
    proof = [
        (row["line"], row["count"], minor(row["amount"], "EUR")) for row in table_rows(result, "base_proof")
    ]
    theirs = expected.proof
    if case.unreferenced_credits != "unapplied":  # their applications bear no row that would order them
        proof, theirs = (lines[[name for name, *_ in lines].index("booked") :] for lines in (proof, theirs))
    assert proof == theirs, where
    assert proof[-1] == ("difference", 0, 0), where


@pytest.mark.parametrize("seed", range(LEDGERS))
def test_re_aged_buckets_are_recomputed(seed):
    case = random_ledgers.random_case(seed)
    reference, ledger = reference_ledger(case), library_ledger(case)
    rng = random.Random(seed)
    for _ in range(QUESTIONS_EACH):
        as_of, options = random_ledgers.random_options(rng, case)
        if options.basis == "due":
            check_re_aged(case, ledger, reference, as_of, options)


def check_re_aged(case, ledger, reference, as_of, options):
    where = f"seed {case.seed}, as of {as_of}, {options}"
    result = library_aging(ledger, as_of, options, re_aged="reaged")
    pairs, totals, lines = re_aged.re_aged(reference, as_of, options, "reaged")

    def ours(table, money, others):
        return [
            (
                tuple(row[name] for name in options.by),
                row["currency"],
                *(row[name] for name in others[0]),
                *(minor(row[name], row["currency"]) for name in money),
                *(row[name] for name in others[1]),
            )
            for row in table_rows(result, table)
        ]

    assert ours("re_aged", ["amount"], (["bucket", "re_aged_bucket"], ["open_items"])) == pairs, where
    counts = ["open_items", "re_aged_items", "days_numerator", "days_denominator"]
    changed = ["improved", "worsened", "unchanged", "total"]
    assert ours("re_aged_totals", changed, ([], counts)) == totals, where
    assert Counter(
        (
            row["source_row"],
            row["instalment"],
            row["bucket"],
            minor(row["open"], row["currency"]),
            row["re_aged_date"],
            row["re_aged_days"],
            row["re_aged_bucket"],
        )
        for row in records(result.items())
    ) == Counter(
        (line.item.document.row, line.item.instalment, line.bucket, line.open, date, days, bucket)
        for line, date, days, bucket in lines
    ), where
