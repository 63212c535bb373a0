"""Comparisons with balances and general-ledger lines from elsewhere against tests/reference/model.py, on random ledgers."""

from __future__ import annotations

import random
from collections import Counter
from decimal import Decimal

import model
import openitem
import pytest
import random_ledgers
from side_by_side import (
    LEDGERS,
    library_aging,
    library_ledger,
    minor,
    reference_ledger,
    table_rows,
)


def nudged(rng, amount):
    """An amount from elsewhere: mostly the same."""
    return amount + rng.choice([0, 0, 0, 1, -250])


@pytest.mark.parametrize("seed", range(0, LEDGERS, 3))
def test_balances_are_compared(seed):
    case = random_ledgers.random_case(seed)
    rng = random.Random(seed)
    as_of, options = random_ledgers.random_options(rng, case)
    options.by = tuple(rng.sample(["customer", "region"], rng.choice([1, 2])))
    options.future_payments, options.known_at = False, None
    expected = model.age(reference_ledger(case), as_of, options)
    given = {
        (row["group"], row["currency"]): nudged(rng, row["total"])
        for row in expected.rows
        if rng.random() < 0.8
    }
    if "region" in options.by:
        at = options.by.index("region")
        for group, currency in list(given):
            given[(*group[:at], "elsewhere", *group[at + 1 :]), currency] = 700
    if not given:
        return
    balances = {name: [group[at] for group, _ in given] for at, name in enumerate(options.by)}
    balances["currency"] = [currency for _, currency in given]
    balances["balance"] = [Decimal(b).scaleb(-model.MINOR_UNITS[c]) for (_, c), b in given.items()]
    result = library_aging(library_ledger(case), as_of, options, balances=balances)
    rows = [
        (
            tuple(row[name] for name in options.by),
            row["currency"],
            *(
                None if row[name] is None else minor(row[name], row["currency"])
                for name in ("computed", "given", "difference")
            ),
            row["status"],
        )
        for row in table_rows(result, "balances")
    ]
    assert rows == model.compare_balances(expected, given), f"seed {seed}"


@pytest.mark.parametrize("seed", range(0, LEDGERS, 3))
def test_general_ledger_is_compared(seed):
    case = random_ledgers.random_case(seed)
    if case.id_width == 0:
        return
    rng = random.Random(seed)
    as_of, options = random_ledgers.random_options(rng, case)
    reference = reference_ledger(case)
    ids = random_ledgers.TUPLES["id"] if case.id_width == 2 else ["id"]
    lines = [
        (d.id, d.currency, nudged(rng, d.amount), d.posting_date)
        for d in reference.documents
        if d.id is not None and rng.random() < 0.8
    ]
    lines += [(("nobody",) if case.id_width == 1 else (1999, "nobody"), "EUR", 100, as_of)]
    frame = {name: [line[0][at] for line in lines] for at, name in enumerate(ids)}
    frame["currency"] = [line[1] for line in lines]
    frame["amount"] = [Decimal(line[2]).scaleb(-model.MINOR_UNITS[line[1]]) for line in lines]
    frame["posting_date"] = [line[3] for line in lines]
    result = openitem.aging(library_ledger(case), as_of, known_at=options.known_at, general_ledger=frame)
    rows = Counter(
        (
            tuple(row[name] for name in ids),
            row["currency"],
            *(
                None if row[name] is None else minor(row[name], row["currency"])
                for name in ("ledger", "general_ledger", "difference")
            ),
            row["status"],
        )
        for row in table_rows(result, "general_ledger")
    )
    expected = model.compare_general_ledger(reference, as_of, lines, options.known_at)
    assert rows == Counter(row for row in expected if row[-1] != "equal"), f"seed {seed}"
