"""Collection curves and days to pay against tests/reference/collection_curves.py on random ledgers and options."""

from __future__ import annotations

import random

import openitem
import pytest
import random_ledgers
from side_by_side import LEDGERS, library_ledger, reference_ledger

import collection_curves

DEFAULT_AGES, DEFAULT_PERCENTS = (0, 15, 30, 45, 60, 90, 120, 180, 365), (25, 50, 75, 90)
TABLES = ("cells", "cohorts", "days_to_pay", "proof")


def random_question(rng, case):
    as_of, options = random_ledgers.random_options(rng, case)
    ages = rng.choice([None, (0,), (7, 30), (0, 1, 2, 45, 200), sorted(rng.sample(range(300), 5))])
    percents = rng.choice([None, (50,), (1, 99), sorted(rng.sample(range(1, 100), 4))])
    return as_of, ages, percents, {"by": options.by, "clock": options.clock, "known_at": options.known_at}


def rows_in_minor_units(table, by):
    """Rows with the columns of `by` as `group`; those of the proof have no groups."""
    columns = table.to_dict(money="minor")
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    if table.name == "proof":
        return rows
    return [{"group": tuple(row.pop(name) for name in by), **row} for row in rows]


@pytest.mark.parametrize("seed", range(LEDGERS))
def test_collection_curves_are_recomputed(seed):
    case = random_ledgers.random_case(seed)
    reference, ledger = reference_ledger(case), library_ledger(case)
    rng = random.Random(f"curves {seed}")
    for threads in (1, 3):
        as_of, ages, percents, options = random_question(rng, case)
        ours = openitem.collection_curves(
            ledger, as_of, ages=ages, percents=percents, threads=threads, **options
        )
        theirs = collection_curves.Curves(
            reference, as_of, ages or DEFAULT_AGES, percents or DEFAULT_PERCENTS, **options
        )
        where = f"seed {seed}, {as_of}, ages {ages}, percents {percents}, {options}"
        for name in TABLES:
            found = rows_in_minor_units(getattr(ours, name), options["by"])
            assert found == getattr(theirs, name), f"{where}: {name}"
        assert all(row["amount"] == 0 for row in theirs.proof if row["line"] == "difference"), where


def test_the_questions_reach_every_outcome_and_immature_cells():
    """Comparisons of empty tables would prove nothing."""
    reached = set()
    for seed in range(60):
        case = random_ledgers.random_case(seed)
        as_of, ages, percents, options = random_question(random.Random(f"curves {seed}"), case)
        curves = collection_curves.Curves(
            reference_ledger(case), as_of, ages or DEFAULT_AGES, percents or DEFAULT_PERCENTS, **options
        )
        for row in curves.cells:
            reached |= {outcome for outcome in collection_curves.OUTCOMES if row[outcome]}
            reached.add(("mature", row["mature"], row["age"] is None))
        reached |= {"median"} if any(row["days_by_amount"] for row in curves.days_to_pay) else set()
    assert reached >= {
        *collection_curves.OUTCOMES,
        *(("mature", mature, is_last) for mature in (0, 1) for is_last in (False, True)),
        "median",
    }
