"""DSO, collection effectiveness and average days delinquent of every customer in 24 months: one pass over a ledger, and the
same algebra in NumPy, pandas, Polars and DuckDB, all on one thread.

Balances are linear in events: a document moves the receivable on its posting date, an open invoice becomes past due on the
day after its due date, an application takes from what is past due from the later of its day and that day on. The peers get
these events as columns made before the clock starts, customers as dense integers; openitem gets the ledger.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import duckdb
import numpy as np
import openitem
import pandas as pd
import polars as pl
import pyarrow as pa
from measure import Contender, Question

MONTHS = 24
FIRST, LAST = date(2023, 1, 1), date(2024, 12, 31)
FIGURES = ("dso_simple_ending", "cei_period_total", "dso_delinquent_ending")
EPOCH = date(1970, 1, 1)
ENDS = np.array(
    [(date(2023, 1, 1) - EPOCH).days - 1]
    + [
        (openitem.time.month_end(date(2023 + month // 12, month % 12 + 1, 1)) - EPOCH).days
        for month in range(MONTHS)
    ],
    dtype=np.int32,
)
POSITIONS = len(ENDS) + 1  # the last one takes what comes after the last month


@dataclass(frozen=True)
class Events:
    """What moves receivable, past due and sales: customer, position among the ends of months, amount."""

    customers: int
    customer: np.ndarray  # of documents
    posting: np.ndarray
    past_due: np.ndarray  # first day past due; of invoices
    amount: np.ndarray
    invoices: int  # the first so many documents are invoices
    applied_customer: np.ndarray
    applied_past_due: np.ndarray  # later of the day it counts on and the first day past due
    applied: np.ndarray


@dataclass(frozen=True)
class Books:
    """A ledger and its events."""

    ledger: openitem.Ledger
    events: Events


def make_books(invoices: int) -> Books:
    """Invoices of three years; nine in ten are paid, some in two payments."""
    random = np.random.default_rng(11)
    customers = max(1, invoices // 50)
    customer = np.sort((customers * random.random(invoices) ** 2).astype(np.int64))
    issue = random.integers(int(ENDS[0]) - 365, int(ENDS[-1]) + 1, invoices).astype(np.int32)
    due = issue + random.choice(np.array([14, 30, 60], dtype=np.int32), invoices)
    amount = random.integers(1_000, 1_000_000, invoices)
    parts = np.array([0, 1, 1, 1, 1, 1, 1, 1, 2, 2])[random.integers(0, 10, invoices)]
    paid = np.repeat(np.arange(invoices), parts)
    is_second = np.zeros(len(paid), dtype=bool)
    is_second[1:] = paid[1:] == paid[:-1]
    half = amount[paid] // 2
    applied = np.where(parts[paid] == 1, amount[paid], np.where(is_second, amount[paid] - half, half))
    received = (issue[paid] + 10 + random.integers(0, 80, len(paid)) + 20 * is_second).astype(np.int32)
    ids = np.arange(invoices + len(paid))
    documents = pa.table(
        {
            "customer": np.concatenate([customer, customer[paid]]),
            "id": ids,
            "kind": pa.array(["invoice"] * invoices + ["payment"] * len(paid)).dictionary_encode(),
            "issue_date": _dates(np.concatenate([issue, received])),
            "due_date": _dates(np.concatenate([due, received])),
            "amount": np.concatenate([amount, -applied]),
        }
    )
    applications = pa.table(
        {"credit_id": ids[invoices:], "debit_id": paid, "amount": applied, "applied_on": _dates(received)}
    )
    ledger = openitem.Ledger.from_documents(documents, applications, currency="EUR", money="minor")
    present, dense = np.unique(customer, return_inverse=True)
    events = Events(
        customers=len(present),
        customer=np.concatenate([dense, dense[paid]]),
        posting=np.concatenate([issue, received]),
        past_due=np.maximum(issue, due + 1).astype(np.int32),
        amount=np.concatenate([amount, -applied]),
        invoices=invoices,
        applied_customer=dense[paid],
        applied_past_due=np.maximum(received, due[paid] + 1).astype(np.int32),
        applied=applied,
    )
    return Books(ledger, events)


def _dates(days: np.ndarray) -> pa.Array:
    return pa.array(days, pa.int32()).cast(pa.date32())


def positions_by_day() -> np.ndarray:
    """Position of the first end of a month on or after a day, from the first end to the day after the last."""
    return np.searchsorted(ENDS, np.arange(int(ENDS[0]), int(ENDS[-1]) + 2)).astype(np.int64)


def figures_of(
    receivable: np.ndarray, past_due: np.ndarray, sales: np.ndarray, *, with_parts: bool
) -> tuple[np.ndarray, ...]:
    """Changes by customer and position to the values of the three figures, and numerators and denominators if wanted."""
    shape = (-1, POSITIONS)
    balance = np.cumsum(receivable.reshape(shape)[:, :-1], axis=1)
    late = np.cumsum(past_due.reshape(shape)[:, :-1], axis=1)
    sold = sales.reshape(shape)[:, 1:-1]
    days = np.diff(ENDS).astype(np.int64)
    opening, closing, late = balance[:, :-1], balance[:, 1:], late[:, 1:]
    columns = []
    for numerator, denominator in (
        (closing * days, sold),
        (opening + sold - closing, opening + sold - (closing - late)),
        (late * days, sold),
    ):
        with np.errstate(divide="ignore", invalid="ignore"):
            value = np.where(denominator != 0, numerator / denominator, np.nan)
        columns += [value, numerator, denominator] if with_parts else [value]
    return tuple(columns)


def as_integers(column: np.ndarray) -> np.ndarray:
    """Integers as they are, doubles as their bits: a missing value as 2^63 - 1, and no two zeros."""
    if column.dtype != np.float64:
        return column
    return np.where(np.isnan(column), np.iinfo(np.int64).max, (column + 0.0).view(np.int64))


def compared(columns: tuple[np.ndarray, ...], begins: np.ndarray) -> np.ndarray:
    """Figures by month and customer; months before a customer's first document are left out."""
    there = (np.arange(1, len(ENDS))[:, None] >= begins[None, :]).ravel()
    return np.column_stack([as_integers(column.T.ravel()[there]) for column in columns])


def ours(books: Books, threads: int, *, with_parts: bool) -> Contender:
    def ask() -> openitem.Kpis:
        return openitem.kpis(
            books.ledger,
            FIRST,
            LAST,
            by="customer",
            figures=FIGURES,
            layout="wide" if with_parts else "values",
            components=False,
            threads=threads,
        )

    def answer(result: openitem.Kpis) -> np.ndarray:
        table = result.figures.to_arrow(money="minor")
        parts = ("", "_numerator", "_denominator") if with_parts else ("",)
        names = [figure + part for figure in FIGURES for part in parts]
        return np.column_stack([as_integers(table[name].to_numpy()) for name in names])

    return Contender(f"openitem, Python, {threads} thread{'s' * (threads > 1)}", ask, answer)


Sums = Callable[[], tuple[np.ndarray, np.ndarray, np.ndarray]]


def first_positions(events: Events) -> np.ndarray:
    """Of each customer, that of his first document."""
    begins = np.full(events.customers, POSITIONS)
    np.minimum.at(begins, events.customer, np.searchsorted(ENDS, events.posting))
    return begins


def peer(name: str, events: Events, sums: Sums, *, with_parts: bool) -> Contender:
    begins = first_positions(events)
    return Contender(
        name,
        lambda: figures_of(*sums(), with_parts=with_parts),
        lambda columns: compared(columns, begins),
    )


def cells(events: Events) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cell of each document, of each invoice past due, of each application."""
    table, first = positions_by_day(), ENDS[0]

    def cell(customer: np.ndarray, days: np.ndarray) -> np.ndarray:
        return customer * POSITIONS + table.take(days - first, mode="clip")

    return (
        cell(events.customer, events.posting),
        cell(events.customer[: events.invoices], events.past_due),
        cell(events.applied_customer, events.applied_past_due),
    )


def numpy_bincount(events: Events, *, with_parts: bool) -> Contender:
    def sums() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        posted, late, applied = cells(events)
        size = events.customers * POSITIONS
        amount = events.amount.astype(np.float64)
        receivable = np.bincount(posted, amount, minlength=size)
        past_due = np.bincount(late, amount[: events.invoices], minlength=size)
        past_due -= np.bincount(applied, events.applied.astype(np.float64), minlength=size)
        sales = np.bincount(posted[: events.invoices], amount[: events.invoices], minlength=size)
        return receivable.astype(np.int64), past_due.astype(np.int64), sales.astype(np.int64)

    return peer("NumPy, bincount of events", events, sums, with_parts=with_parts)


def pandas_groupby(events: Events, *, with_parts: bool) -> Contender:
    def sums() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        posted, late, applied = cells(events)

        def summed(cell: np.ndarray, amount: np.ndarray) -> np.ndarray:
            out = np.zeros(events.customers * POSITIONS, dtype=np.int64)
            sums_of_cells = pd.Series(amount).groupby(cell, sort=False).sum()
            out[sums_of_cells.index] = sums_of_cells.to_numpy()
            return out

        invoiced = events.amount[: events.invoices]
        return (
            summed(posted, events.amount),
            summed(late, invoiced) - summed(applied, events.applied),
            summed(posted[: events.invoices], invoiced),
        )

    return peer("pandas, groupby of events", events, sums, with_parts=with_parts)


def polars_group_by(events: Events, *, with_parts: bool) -> Contender:
    def sums() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        posted, late, applied = cells(events)

        def summed(cell: np.ndarray, amount: np.ndarray) -> np.ndarray:
            out = np.zeros(events.customers * POSITIONS, dtype=np.int64)
            frame = (
                pl.DataFrame({"cell": cell, "amount": amount}).group_by("cell").agg(pl.col("amount").sum())
            )
            out[frame["cell"].to_numpy()] = frame["amount"].to_numpy()
            return out

        invoiced = events.amount[: events.invoices]
        return (
            summed(posted, events.amount),
            summed(late, invoiced) - summed(applied, events.applied),
            summed(posted[: events.invoices], invoiced),
        )

    return peer("Polars, group_by of events", events, sums, with_parts=with_parts)


def duckdb_tables(events: Events) -> duckdb.DuckDBPyConnection:
    """Events in tables of DuckDB's own, and the position of each day."""
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    given = {
        "documents": {
            "customer": events.customer,
            "day": events.posting,
            "amount": events.amount,
            "is_invoice": np.arange(len(events.amount)) < events.invoices,
        },
        "invoices": {
            "customer": events.customer[: events.invoices],
            "day": events.past_due,
            "amount": events.amount[: events.invoices],
        },
        "applications": {
            "customer": events.applied_customer,
            "day": events.applied_past_due,
            "amount": events.applied,
        },
    }
    for name, columns in given.items():
        connection.register("given", pa.table(columns))
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
    table = positions_by_day()
    connection.register("given", pa.table({"day": np.arange(len(table)) + int(ENDS[0]), "p": table}))
    connection.execute("CREATE TABLE positions AS SELECT * FROM given")
    return connection


CHANGES = f"""
    WITH events AS (
        SELECT customer, day, amount AS receivable, 0 AS past_due, CASE WHEN is_invoice THEN amount ELSE 0 END AS sales
        FROM documents
        UNION ALL SELECT customer, day, 0, amount, 0 FROM invoices
        UNION ALL SELECT customer, day, 0, -amount, 0 FROM applications),
    changes AS (
        SELECT e.customer, p.p, sum(receivable)::BIGINT AS receivable, sum(past_due)::BIGINT AS past_due,
               sum(sales)::BIGINT AS sales
        FROM events e JOIN positions p ON p.day = least(greatest(e.day, {ENDS[0]}), {ENDS[-1] + 1}) GROUP BY ALL)"""


def duckdb_query(events: Events, *, with_parts: bool) -> Contender:
    """Sums by customer and month in SQL; balances and figures as the others."""
    connection = duckdb_tables(events)
    query = f"{CHANGES} SELECT customer * {POSITIONS} + p AS cell, receivable, past_due, sales FROM changes"
    size = events.customers * POSITIONS

    def sums() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        result = connection.sql(query).fetchnumpy()
        placed = []
        for name in ("receivable", "past_due", "sales"):
            out = np.zeros(size, dtype=np.int64)
            out[result["cell"]] = result[name]
            placed.append(out)
        return placed[0], placed[1], placed[2]

    return peer("DuckDB, GROUP BY of events", events, sums, with_parts=with_parts)


def duckdb_alone(events: Events, *, with_parts: bool) -> Contender:
    """The whole question in SQL: running sums by window functions over a grid of customers and months."""
    connection = duckdb_tables(events)
    months = pa.table({"p": np.arange(1, len(ENDS)), "days": np.diff(ENDS).astype(np.int64)})
    connection.register("given", months)
    connection.execute("CREATE TABLE months AS SELECT * FROM given")
    connection.execute("CREATE TABLE begins AS SELECT customer, min(day) AS day FROM documents GROUP BY ALL")
    figures = {
        "dso": ("closing * days", "sales"),
        "cei": ("opening + sales - closing", "opening + sales - (closing - late)"),
        "delinquent": ("late * days", "sales"),
    }
    columns = ", ".join(
        f"({over})::DOUBLE / nullif({under}, 0) AS {name}" for name, (over, under) in figures.items()
    )
    if with_parts:
        columns += "".join(
            f", {over} AS {name}_over, {under} AS {name}_under" for name, (over, under) in figures.items()
        )
    query = f"""{CHANGES},
        grid AS (SELECT customer, p, days FROM begins, (SELECT * FROM months UNION ALL SELECT 0, 0)),
        balances AS (
            SELECT g.customer, g.p, g.days, coalesce(c.sales, 0) AS sales,
                   coalesce(c.receivable, 0) AS moved,
                   (sum(moved) OVER run)::BIGINT AS closing, closing - moved AS opening,
                   (sum(coalesce(c.past_due, 0)) OVER run)::BIGINT AS late
            FROM grid g LEFT JOIN changes c ON c.customer = g.customer AND c.p = g.p
            WINDOW run AS (PARTITION BY g.customer ORDER BY g.p))
        SELECT customer, p, {columns} FROM balances WHERE p > 0"""
    begins = first_positions(events)

    def answer(result: dict[str, np.ndarray]) -> np.ndarray:
        there = result["p"] >= begins[result["customer"]]
        order = np.lexsort((result["customer"][there], result["p"][there]))
        names = [
            name + part for name in figures for part in (("", "_over", "_under") if with_parts else ("",))
        ]
        found = [
            np.ma.filled(result[name].astype(np.float64), np.nan) if name in figures else result[name]
            for name in names
        ]
        return np.column_stack([as_integers(np.asarray(column)[there][order]) for column in found])

    return Contender("DuckDB, the whole question in SQL", lambda: connection.sql(query).fetchnumpy(), answer)


def customers_by_month(books: Books, *, with_parts: bool) -> Question:
    """The three figures of every customer and month; `with_parts`: beside each its numerator and denominator."""
    events = books.events
    rows = len(events.amount) + len(events.applied)
    wanted = "DSO, CEI, ADD with their parts" if with_parts else "DSO, CEI, ADD"
    peers = (numpy_bincount, pandas_groupby, polars_group_by, duckdb_query, duckdb_alone)
    return Question(
        f"{wanted} of {events.customers:,} customers in 24 months: {len(events.amount):,} documents,"
        f" {len(events.applied):,} applications",
        rows,
        [ours(books, threads, with_parts=with_parts) for threads in (1, 2)]
        + [make(events, with_parts=with_parts) for make in peers],
    )
