"""Roll rates against tests/reference/roll_rates.py, a plain-Python reading of docs/methods/roll_rates.md, on random ledgers."""

from __future__ import annotations

import itertools
import random
import sys
from datetime import timedelta
from pathlib import Path

import openitem
import pytest
from python.test_reference import aging_keywords, library_ledger, minor, records, reference_ledger

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "reference"))

import random_ledgers

import roll_rates

LEDGERS = 150
QUESTIONS_EACH = 3


def random_question(rng, case):
    last, options = random_ledgers.random_options(rng, case)
    options.credits = "own_column"
    options.future_payments = False
    if options.disputes == "excluded":
        options.disputes = "inside"
    known_at_as_of = rng.random() < 0.5
    if known_at_as_of:
        options.known_at = None
    days = sorted({last + timedelta(days=rng.choice([0, 1, 15, 30, 31, 90])) for _ in range(4)} | {last})
    if len(days) == 1:
        days.append(days[0] + timedelta(days=30))
    return days, options, known_at_as_of


def computed(table, by, names):
    """(from, to, place, names ..., amount, items) of every row."""
    return [
        (
            row["from_date"],
            row["to_date"],
            (*(row[name] for name in by), row["currency"]),
            *(row[name] for name in names),
            minor(row["amount"], row["currency"]),
            row["items"],
        )
        for row in records(table)
    ]


@pytest.mark.parametrize("seed", range(LEDGERS))
def test_roll_rates_are_recomputed(seed):
    case = random_ledgers.random_case(seed)
    reference, ledger = reference_ledger(case), library_ledger(case)
    rng = random.Random(seed)
    for _ in range(QUESTIONS_EACH):
        days, options, known_at_as_of = random_question(rng, case)
        keywords = aging_keywords(options)
        del keywords["credits"], keywords["future_payments"]
        result = openitem.roll_rates(ledger, days, known_at_as_of=known_at_as_of, **keywords)
        moves, inflows = [], []
        for pair in itertools.pairwise(days):
            first, second = (roll_rates.Day(day, day if known_at_as_of else options.known_at) for day in pair)
            roll = roll_rates.Roll(reference, first, second, options)
            labels = roll.labels
            moves += [
                (*pair, place, labels[state], roll_rates.OUTCOMES[outcome], to, *cell)
                for (place, state, outcome, to), cell in roll.moves.items()
                if any(cell)
            ]
            inflows += [
                (*pair, place, labels[state], roll_rates.SOURCES[source], *cell)
                for (place, state, source), cell in roll.inflows.items()
                if any(cell)
            ]
        where = f"seed {seed}, {days}, {options}, known_at_as_of {known_at_as_of}"
        names = ("from_bucket", "outcome", "to_bucket")
        ours = computed(result.transitions, options.by, names)
        assert sorted(ours, key=repr) == sorted(moves, key=repr), where
        ours = computed(result.inflows, options.by, ("bucket", "source"))
        assert sorted(ours, key=repr) == sorted(inflows, key=repr), where
        proof = result.proof.to_dict()
        differences = zip(proof["line"], proof["amount"], proof["items"], strict=True)
        assert all(amount == 0 and items == 0 for line, amount, items in differences if "difference" in line)
