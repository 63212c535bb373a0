"""Roll rates against SQL over the raw tables (tests/reference/roll_rates.sql, DuckDB): numerators and denominators are equal."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta

import openitem
import pytest
import sql_books

RANDOM_LEDGERS = 25


def in_sql(books, period, by, disputes):
    given = {"from": period[0], "to": period[1], "own_column": disputes == "own_column"}
    with books.connect(by) as connection:
        found = {}
        for name, statement in sql_books.statements("roll_rates.sql").items():
            parameters = {key: value for key, value in given.items() if f"${key}" in statement}
            found[name] = sql_books.rows_of(connection, statement, **parameters)
    return found


def keyed(rows, names, measures):
    return {tuple(row[name] for name in names): tuple(row[name] for name in measures) for row in rows}


def compare(books, period, by, disputes, where):
    result = openitem.roll_rates(books.ledger, period, by=[by] if by else [], disputes=disputes)
    theirs = in_sql(books, period, by, disputes)
    for ours, name, keys, measures in (
        (
            result.rates,
            "transitions",
            ("from_bucket", "outcome", "to_bucket"),
            ("amount", "opening", "items", "opening_items"),
        ),
        (result.inflows, "inflows", ("bucket", "source"), ("amount", "items")),
    ):
        rows = [
            {**row, "grp": sql_books.group_of(row, by)} for row in ours.to_arrow(money="minor").to_pylist()
        ]
        names = ("grp", "currency", *keys)
        assert keyed(rows, names, measures) == keyed(theirs[name], names, measures), (where, name)
    for row in result.rates.to_arrow(money="minor").to_pylist():
        assert row["amount_rate"] == (row["amount"] / row["opening"] if row["opening"] else None), where
    return Counter(row["outcome"] for row in theirs["transitions"]) + Counter(
        row["source"] for row in theirs["inflows"]
    )


@pytest.mark.parametrize("seed", range(RANDOM_LEDGERS))
def test_random_ledgers(seed):
    books, rng = sql_books.random_books(seed), random.Random(seed)
    for by in (None, "customer", "region"):
        first = sql_books.FIRST + timedelta(rng.randint(20, 300))
        period = (first, first + timedelta(rng.choice([1, 30, 31, 91])))
        disputes = rng.choice(["inside", "own_column"])
        compare(books, period, by, disputes, f"seed {seed}, {period}, by {by}, disputes {disputes}")


def test_the_random_ledgers_reach_every_outcome():
    reached = Counter()
    for seed in range(RANDOM_LEDGERS):
        books = sql_books.random_books(seed)
        reached += compare(books, (date(2023, 12, 31), date(2024, 3, 31)), None, "own_column", seed)
    wanted = "stays rolls disputed dispute_closed paid credited discounted written_off new returned recovered"
    assert set(wanted.split()) | {"reopened"} <= set(reached)


@pytest.mark.parametrize("disputes", ["inside", "own_column"])
def test_the_sample_ledger(disputes):
    books = sql_books.sample_books(4000, seed=12)
    for by in (None, "customer"):
        period = (date(2024, 3, 31), date(2024, 4, 30))
        assert compare(books, period, by, disputes, f"by {by}").total() > 10
