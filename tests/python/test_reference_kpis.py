"""Key figures of a ledger against tests/reference/kpis.py on random ledgers, periods and options."""

from __future__ import annotations

import random

import kpis
import openitem
import pytest
import random_ledgers
from side_by_side import LEDGERS, library_ledger, minor, random_periods, reference_ledger, table_rows

# Ratios of components, and those of customers; the count-backs and differences of figures are compared elsewhere.
CONCENTRATION = ("hhi_fraction", "top_n_share", "gini")


def is_amount(name):
    return not name.endswith(("_days", "_items")) and name not in (
        "days_to_pay",
        "days_late",
        "terms",
        "open_items",
    )


def amount_of(name, value, currency):
    """Amounts as minor units; amounts x days and counts are integers already."""
    return minor(value, currency) if is_amount(name) else value


def check_components(rows, by, first, last, expected, where):
    ours = {
        (tuple(row[name] for name in by), row["currency"]): row
        for row in rows
        if (row["first"], row["last"]) == (first, last)
    }
    assert set(ours) == set(expected), where
    for key, row in ours.items():
        for name, value in row.items():
            if name in (*by, "first", "last", "currency"):
                continue
            assert amount_of(name, value, key[1]) == expected[key][name], (where, key, name, first, last)


def check_figures(rows, by, first, last, expected, where):
    for row in rows:
        if (row["first"], row["last"]) != (first, last):
            continue
        wanted = expected[tuple(row[name] for name in by), row["currency"]].get(row["figure"])
        shown = None if wanted is None else float(wanted)
        assert (
            row["value"] == pytest.approx(shown, rel=1e-15) if shown is not None else row["value"] is None
        ), (
            where,
            row,
            wanted,
        )
        assert (row["value"] is None) <= (row["warning"] is not None), (where, row)


@pytest.mark.parametrize("seed", range(LEDGERS))
def test_key_figures_are_recomputed(seed):
    case = random_ledgers.random_case(seed)
    reference, ledger = reference_ledger(case), library_ledger(case)
    rng = random.Random(seed)
    for _ in range(2):
        pairs, options = random_periods(rng, case)
        books = {"clock": options.clock, "known_at": options.known_at}
        asked = [*kpis.figures(kpis.Counter(), 1), *CONCENTRATION, "billing_lag"]
        result = openitem.kpis(
            ledger, periods=pairs, by=options.by, figures=asked, delivery="reaged", **books
        )
        rows, figures = table_rows(result, "components"), table_rows(result, "figures")
        where = f"seed {seed}, {pairs}, {options}"
        for first, last in pairs:
            sums = kpis.components(reference, first, last, options.by, delivery="reaged", **books)
            check_components(rows, options.by, first, last, sums, where)
            expected = {key: kpis.figures(parts, (last - first).days + 1) for key, parts in sums.items()}
            for key, parts in sums.items():
                expected[key]["billing_lag"] = kpis.ratio(parts["billing_days"], parts["billed"])
            for key, shares in kpis.concentration(reference, last, options.by, **books).items():
                expected[key].update(shares)
            check_figures(figures, options.by, first, last, expected, where)
        assert all(
            row["amount"] == 0 for row in table_rows(result, "proof") if row["line"] == "difference"
        ), where
