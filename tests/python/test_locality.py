"""Customers are worlds of their own: a ledger dealt to any number of parts, in any order of parts and rows, gives the rows of
the whole by customer, and integers that add up to those without groups."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import openitem
import sql_books
from hypothesis import given, settings
from hypothesis import strategies as st

CUSTOMERS = "ABCDE"
REPORTS = {
    "kpis": (("figures", "components"), ("components",)),
    "roll_rates": (
        ("transitions", "rates", "average", "inflows", "net_flow", "loss_rates"),
        ("transitions", "inflows"),
    ),
    "collection_curves": (("cells", "cohorts", "days_to_pay"), ()),
}


def report(name, ledger, day, by):
    if name == "kpis":
        return openitem.kpis(ledger, day - timedelta(70), day, by=by)
    if name == "roll_rates":
        return openitem.roll_rates(
            ledger, [day - timedelta(61), day - timedelta(30), day], by=by, disputes="own_column"
        )
    return openitem.collection_curves(ledger, day, by=by)


def rows(table):
    columns = table.to_dict(money="minor")
    return list(zip(*columns.values(), strict=True))


def sums(tables):
    """Sum of every integer of several tables by the other cells of its row."""
    total = Counter()
    for table in tables:
        columns = table.to_dict(money="minor")
        numbers = [
            name
            for name, values in columns.items()
            if any(type(value) is int for value in values) and name not in ("age", "mature")
        ]
        for row in zip(*columns.values(), strict=True):
            cells = dict(zip(columns, row, strict=True))
            key = tuple(str(cells[name]) for name in columns if name not in numbers)
            for name in numbers:
                total[key, name] += cells[name]
    return {key: value for key, value in total.items() if value}


def part_of(books, customers, shuffle):
    """The rows of some customers, in another order."""
    tables = {name: table.to_pylist() for name, table in books.tables.items()}
    documents = [row for row in tables["documents"] if row["customer"] in customers]
    shuffle.shuffle(documents)
    ids = {row["id"] for row in documents}
    own = {"documents": documents}
    for name, key in (
        ("applications", "debit_id"),
        ("instalments", "document_id"),
        ("disputes", "document_id"),
    ):
        own[name] = [row for row in tables[name] if row[key] in ids]
    shuffle.shuffle(own["instalments"])
    shuffle.shuffle(own["disputes"])
    return sql_books.make_books(own).ledger


@given(
    seed=st.integers(0, 10_000),
    parts=st.lists(st.integers(0, 3), min_size=len(CUSTOMERS), max_size=len(CUSTOMERS)),
    day=st.integers(60, 380),
    shuffle=st.randoms(use_true_random=False),
)
@settings(max_examples=40, deadline=None)
def test_parts_make_the_whole(seed, parts, day, shuffle):
    books = sql_books.random_books(seed)
    as_of = sql_books.FIRST + timedelta(day)
    dealt = [[c for c, at in zip(CUSTOMERS, parts, strict=True) if at == part] for part in set(parts)]
    shuffle.shuffle(dealt)
    ledgers = [part_of(books, customers, shuffle) for customers in dealt]
    for name, (local, additive) in REPORTS.items():
        whole = report(name, books.ledger, as_of, ["customer"])
        pieces = [report(name, ledger, as_of, ["customer"]) for ledger in ledgers]
        for table in local:
            merged = [row for piece in pieces for row in rows(getattr(piece, table))]
            assert Counter(merged) == Counter(rows(getattr(whole, table))), (name, table)
        for table in (*additive, "proof"):
            of_whole = report(name, books.ledger, as_of, [])
            of_parts = [report(name, ledger, as_of, []) for ledger in ledgers]
            assert sums(getattr(part, table) for part in of_parts) == sums([getattr(of_whole, table)]), (
                name,
                table,
            )


def test_there_is_something_to_merge():
    books = sql_books.random_books(1)
    for name, (local, additive) in REPORTS.items():
        whole = report(name, books.ledger, date(2024, 5, 31), ["customer"])
        assert all(len(getattr(whole, table)) > 3 for table in (*local, *additive)), name
