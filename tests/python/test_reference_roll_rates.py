"""Roll rates against tests/reference/roll_rates.py on random ledgers and options."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import timedelta
from fractions import Fraction

import model
import openitem
import pytest
import random_ledgers
from side_by_side import (
    LEDGERS,
    QUESTIONS_EACH,
    aging_keywords,
    library_ledger,
    minor,
    reference_ledger,
    table_rows,
)

import roll_rates

NO_PLACE = ("credits", "future_payments")


def random_question(rng, case):
    to, options = random_ledgers.random_options(rng, case)
    options.credits, options.future_payments = "own_column", False
    options.disputes = rng.choice(["inside", "own_column"])
    days = {
        to - timedelta(days=rng.choice([1, 20, 30, 31, 60, 100]) * back)
        for back in range(rng.choice([2, 2, 3, 5]))
    }
    as_known = options.known_at is None and rng.random() < 0.6
    return sorted(days), options, as_known


def moved(rows, by, names):
    """Keys of group, currency and the named columns to [amount, items]."""
    return {
        (tuple(row[name] for name in by), row["currency"], *(row[name] for name in names)): (
            minor(row["amount"], row["currency"]),
            row["items"],
        )
        for row in rows
    }


def shown(sums):
    return {key: tuple(value) for key, value in sums.items() if any(value)}


def check_period(ours, expected, by, where):
    transitions = [row for row in ours["transitions"] if row["from_date"] == expected.first.day]
    inflows = [row for row in ours["inflows"] if row["from_date"] == expected.first.day]
    assert moved(transitions, by, ("from_bucket", "outcome", "to_bucket")) == shown(expected.transitions), (
        where
    )
    assert moved(inflows, by, ("bucket", "source")) == shown(expected.inflows), where
    assert all(row["to_date"] == expected.second.day for row in (*transitions, *inflows)), where


def check_pooled(ours, all_periods, by, where):
    pooled, opening = defaultdict(lambda: [0, 0]), defaultdict(lambda: [0, 0])
    for period in all_periods:
        for key, value in period.transitions.items():
            pooled[key] = [a + b for a, b in zip(pooled[key], value)]
        for key, value in period.opening.items():
            opening[key] = [a + b for a, b in zip(opening[key], value)]
    average = ours["average"]
    assert moved(average, by, ("from_bucket", "outcome", "to_bucket")) == shown(pooled), where
    for row in average:
        at = tuple(row[name] for name in by), row["currency"], row["from_bucket"]
        amount, items = opening[at]
        assert (minor(row["opening"], row["currency"]), row["opening_items"]) == (amount, items), where
        for rate, of, whole in (
            ("amount_rate", "amount", "opening"),
            ("items_rate", "items", "opening_items"),
        ):
            expected = float(Fraction(row[of]) / Fraction(row[whole])) if row[whole] else None
            assert row[rate] == expected, where


def check_loss_rates(ours, all_periods, options, by, chain, where):
    expected = roll_rates.loss_rates(all_periods, options, **chain)
    assert {
        (tuple(row[name] for name in by), row["currency"], row["bucket"]) for row in ours["loss_rates"]
    } == set(expected), where
    for row in ours["loss_rates"]:
        key = tuple(row[name] for name in by), row["currency"], row["bucket"]
        periods, opening, decided, rolled, written_off, loss, with_write_offs = expected[key]
        assert (row["periods"], *(minor(row[n], row["currency"]) for n in ("opening", "decided", "rolled", "written_off"))) == (
            periods, opening, decided, rolled, written_off,
        ), where  # fmt: skip
        for name, value in (("loss_rate", loss), ("loss_rate_with_write_offs", with_write_offs)):
            assert (row[name] is None) == (value is None), (where, key, name)
            if value is not None:
                assert row[name] == pytest.approx(float(value), rel=1e-12, abs=1e-15), (where, key, name)


@pytest.mark.parametrize("seed", range(LEDGERS))
def test_roll_rates_are_recomputed(seed):
    case = random_ledgers.random_case(seed)
    reference, ledger = reference_ledger(case), library_ledger(case)
    rng = random.Random(seed)
    for _ in range(QUESTIONS_EACH):
        dates, options, as_known = random_question(rng, case)
        keywords = {name: value for name, value in aging_keywords(options).items() if name not in NO_PLACE}
        labels = model.bucket_labels(options)
        chain = {
            "terminal_bucket": rng.choice([None, *labels[1:]]),
            "terminal_loss": Fraction(rng.choice([1, 2, 4]), 4),
        }
        result = openitem.roll_rates(
            ledger,
            dates,
            known_at_as_of=as_known,
            terminal_bucket=chain["terminal_bucket"],
            terminal_loss=float(chain["terminal_loss"]),
            **keywords,
        )
        names = ("transitions", "inflows", "average", "loss_rates", "proof")
        ours = {name: table_rows(result, name) for name in names}
        where = f"seed {seed}, {dates}, as known {as_known}, {options}"
        expected = roll_rates.periods(reference, dates, options, known_at_as_of=as_known)
        for period in expected:
            check_period(ours, period, options.by, where)
        check_pooled(ours, expected, options.by, where)
        check_loss_rates(ours, expected, options, options.by, chain, where)
        differences = [row for row in ours["proof"] if row["line"].endswith("difference")]
        assert all(row["amount"] == 0 and row["items"] == 0 for row in differences), where
