"""Collection curves against SQL over the raw tables (tests/reference/collection_curves.sql, DuckDB)."""

from __future__ import annotations

import random
from datetime import date, timedelta

import openitem
import pytest
import sql_books

CELLS = (
    "age",
    "mature",
    "invoiced",
    "paid",
    "credited",
    "discounted",
    "written_off",
    "other",
    "paid_to_date",
)
QUANTILES = ("percent", "days_by_amount", "days_by_count", "payments", "paid")


def in_sql(books, as_of, by, ages, percents):
    given = {"as_of": as_of, "ages": ages, "percents": percents}
    with books.connect(by) as connection:
        return {
            name: sql_books.rows_of(
                connection,
                statement,
                **{key: value for key, value in given.items() if f"${key}" in statement},
            )
            for name, statement in sql_books.statements("collection_curves.sql").items()
        }


def compare(books, as_of, by, ages, percents, where):
    curves = openitem.collection_curves(
        books.ledger, as_of, ages=ages, percents=percents, by=[by] if by else []
    )
    theirs = in_sql(books, as_of, by, ages, percents)
    cells = curves.cells.to_arrow(money="minor").to_pylist()
    for name, rows, columns in (
        ("cells", cells, ("currency", "cohort", *CELLS)),
        ("days_to_pay", curves.days_to_pay.to_arrow(money="minor").to_pylist(), ("currency", *QUANTILES)),
    ):
        ours = [(sql_books.group_of(row, by), *(row[column] for column in columns)) for row in rows]
        assert ours == [(row["grp"], *(row[column] for column in columns)) for row in theirs[name]], (
            where,
            name,
        )
    for row in cells:
        share = row["paid_to_date"] / row["invoiced"] if row["invoiced"] else None
        assert row["paid_share"] == share, where
    return len(cells)


@pytest.mark.parametrize("seed", range(25))
def test_random_ledgers(seed):
    books, rng = sql_books.random_books(seed), random.Random(seed)
    for by in (None, "customer", "region"):
        as_of = sql_books.FIRST + timedelta(rng.randint(60, 420))
        ages = sorted(rng.sample(range(150), rng.randint(1, 6)))
        percents = sorted(rng.sample(range(1, 100), rng.randint(1, 4)))
        compare(books, as_of, by, ages, percents, f"seed {seed}, {as_of}, by {by}, {ages}, {percents}")


@pytest.mark.parametrize("by", [None, "customer"])
def test_the_sample_ledger(by):
    books = sql_books.sample_books(4000, seed=13)
    assert compare(books, date(2024, 5, 15), by, [0, 30, 60, 90, 365], [10, 50, 90], by) > 50
