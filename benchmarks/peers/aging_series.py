"""Open amounts by bucket and the number of open items at 24 month-ends: one pass over a ledger, and the same algebra in
NumPy, pandas, Polars and DuckDB, all on one thread.

What is open is linear in events: a document adds its amount and an open item on its posting date, an application takes from
the debit's due date and gives to the credit, a document that is settled in full takes its open item away. The peers get
these events as columns made before the clock starts; openitem gets the ledger, which keeps sums by day and due day from its
build on. DuckDB is asked once more with such sums at hand.
"""

from dataclasses import dataclass
from datetime import date

import duckdb
import numpy as np
import openitem
import pandas as pd
import polars as pl
import pyarrow as pa
from measure import Contender, Question

DATES = [openitem.time.month_end(date(2023 + month // 12, month % 12 + 1, 1)) for month in range(24)]
EPOCH = date(1970, 1, 1)
DAYS = np.array([(day - EPOCH).days for day in DATES], dtype=np.int32)
BOUNDS = np.array([0, 30, 60, 90], dtype=np.int32)
CELLS = ("not_due", "d1_30", "d31_60", "d61_90", "over_90", "unapplied", "open_items")
NEVER = np.int32(2_000_000)
# Due days between two of these share a bucket on every date.
BEGINS = np.unique((DAYS[:, None] - BOUNDS[None, :]).ravel())
INTERVALS = len(BEGINS) + 2  # the last one holds credits
CREDIT = INTERVALS - 1


@dataclass(frozen=True)
class Events:
    """Documents (posting, due, settled in full, signed amount) and applications (counts on, debit and its due day, amount).

    The credits of the applications are the last documents, in their order.
    """

    posting: np.ndarray
    due: np.ndarray
    closed: np.ndarray
    amount: np.ndarray
    counts_on: np.ndarray
    debit_id: np.ndarray
    debit_due: np.ndarray
    applied: np.ndarray

    @property
    def rows(self) -> int:
        return len(self.posting) + len(self.applied)


@dataclass(frozen=True)
class Books:
    """A ledger and its events."""

    ledger: openitem.Ledger
    events: Events


def make_books(invoices: int) -> Books:
    """Invoices of three years; nine in ten are paid, some in two payments, some payments are applied days after they came."""
    random = np.random.default_rng(5)
    customers = max(1, invoices // 50)
    first = (date(2022, 4, 1) - EPOCH).days
    customer = (random.random(invoices) ** 2 * customers).astype(np.int32)
    issue = (first + random.integers(0, 990, invoices)).astype(np.int32)
    due = issue + np.array([14, 30, 30, 45, 60], dtype=np.int32)[random.integers(0, 5, invoices)]
    amount = random.integers(1_000, 1_000_000, invoices)
    parts = np.array([0, 1, 1, 1, 1, 1, 1, 1, 2, 2])[random.integers(0, 10, invoices)]
    paid = np.repeat(np.arange(invoices), parts)
    is_second = np.zeros(len(paid), dtype=bool)
    is_second[1:] = paid[1:] == paid[:-1]
    half = amount[paid] // 2
    applied = np.where(parts[paid] == 1, amount[paid], np.where(is_second, amount[paid] - half, half))
    applied = np.where(is_second & (random.random(len(paid)) < 0.1), applied - 1, applied)  # short by a cent
    received = (issue[paid] + 10 + random.integers(0, 80, len(paid)) + 20 * is_second).astype(np.int32)
    counts_on = received + np.where(random.random(len(paid)) < 0.2, 5, 0).astype(np.int32)
    ids = np.arange(invoices + len(paid))
    documents = pa.table(
        {
            "customer": np.concatenate([customer, customer[paid]]),
            "id": ids,
            "issue_date": _dates(np.concatenate([issue, received])),
            "due_date": _dates(np.concatenate([due, received])),
            "amount": np.concatenate([amount, -applied]),
        }
    )
    applications = pa.table(
        {
            "credit_id": ids[invoices:],
            "debit_id": paid,
            "amount": applied,
            "applied_on": _dates(counts_on),
        }
    )
    ledger = openitem.Ledger.from_documents(documents, applications, currency="EUR", money="minor")
    settled = np.zeros(invoices, dtype=np.int64)
    np.add.at(settled, paid, applied)
    last = np.zeros(invoices, dtype=np.int32)
    np.maximum.at(last, paid, counts_on)
    events = Events(
        posting=np.concatenate([issue, received]),
        due=np.concatenate([due, received]),
        closed=np.concatenate([np.where(settled == amount, last, NEVER), counts_on]).astype(np.int32),
        amount=np.concatenate([amount, -applied]),
        counts_on=counts_on,
        debit_id=paid,
        debit_due=due[paid],
        applied=applied,
    )
    return Books(ledger, events)


def _dates(days: np.ndarray) -> pa.Array:
    return pa.array(days, pa.int32()).cast(pa.date32())


def positions_by_day() -> tuple[int, np.ndarray]:
    """Which of the dates is the first on or after a day, from the first date to the day after the last."""
    first = int(DAYS[0])
    return first, np.searchsorted(DAYS, np.arange(first, int(DAYS[-1]) + 2)).astype(np.int32)


def intervals_by_day() -> tuple[int, np.ndarray]:
    first = int(BEGINS[0]) - 1
    days = np.arange(first, int(BEGINS[-1]) + 1)
    return first, np.searchsorted(BEGINS, days, side="right").astype(np.int32)


def folded(amounts: np.ndarray, items: np.ndarray) -> np.ndarray:
    """Sums by date and interval of what changes, to the figures of each date."""
    standing = np.cumsum(amounts.reshape(-1, INTERVALS)[: len(DAYS)], axis=0)
    open_items = np.cumsum(items.reshape(-1, INTERVALS)[: len(DAYS)], axis=0).sum(axis=1)
    due = np.concatenate([[BEGINS[0] - 1], BEGINS])
    figures = np.zeros((len(DAYS), len(CELLS)), dtype=np.int64)
    for at, day in enumerate(DAYS):
        bucket = np.searchsorted(BOUNDS, day - due)
        np.add.at(figures[at], bucket, standing[at, :CREDIT])
    figures[:, 5] = standing[:, CREDIT]
    figures[:, 6] = open_items
    return figures


def ours(books: Books, threads: int) -> Contender:
    def ask() -> openitem.AgingSeries:
        return openitem.aging_series(books.ledger, DATES, by=(), threads=threads)

    def answer(series: openitem.AgingSeries) -> np.ndarray:
        totals = series.totals.to_arrow(money="minor")
        return np.column_stack([totals[cell].to_numpy() for cell in CELLS]).astype(np.int64)

    return Contender(f"openitem, Python, {threads} thread{'s' * (threads > 1)}", ask, answer)


def numpy_bincount(events: Events) -> Contender:
    def ask() -> np.ndarray:
        first_day, positions = positions_by_day()
        first_due, intervals = intervals_by_day()
        size = (len(DAYS) + 1) * INTERVALS

        def placed(days: np.ndarray) -> np.ndarray:
            return positions.take(days - np.int32(first_day), mode="clip") * np.int32(INTERVALS)

        interval = intervals.take(events.due - np.int32(first_due), mode="clip")
        interval[events.amount < 0] = CREDIT
        opened = placed(events.posting) + interval
        applied_at = placed(events.counts_on)
        debit = applied_at + intervals.take(events.debit_due - np.int32(first_due), mode="clip")
        weights = events.applied.astype(np.float64)
        amounts = np.bincount(opened, events.amount.astype(np.float64), minlength=size)
        amounts -= np.bincount(debit, weights, minlength=size)
        amounts += np.bincount(applied_at + np.int32(CREDIT), weights, minlength=size)
        items = np.bincount(opened, minlength=size)
        items -= np.bincount(placed(events.closed) + interval, minlength=size)
        return folded(amounts.astype(np.int64), items)

    return Contender("NumPy, bincount of events", ask, lambda figures: figures)


def pandas_groupby(events: Events) -> Contender:
    documents = pd.DataFrame(
        {"posting": events.posting, "due": events.due, "closed": events.closed, "amount": events.amount}
    )
    applications = pd.DataFrame({"day": events.counts_on, "due": events.debit_due, "amount": events.applied})

    def ask() -> np.ndarray:
        first_day, positions = positions_by_day()
        first_due, intervals = intervals_by_day()
        size = (len(DAYS) + 1) * INTERVALS

        def placed(days: pd.Series) -> np.ndarray:
            return positions.take(days.to_numpy() - np.int32(first_day), mode="clip") * np.int32(INTERVALS)

        def summed(key: np.ndarray, values: pd.Series) -> np.ndarray:
            out = np.zeros(size, dtype=np.int64)
            sums = values.groupby(key, sort=False).sum()
            out[sums.index] = sums.to_numpy()
            return out

        interval = intervals.take(documents["due"].to_numpy() - np.int32(first_due), mode="clip")
        interval[documents["amount"].to_numpy() < 0] = CREDIT
        opened = placed(documents["posting"]) + interval
        applied_at = placed(applications["day"])
        debit = applied_at + intervals.take(applications["due"].to_numpy() - np.int32(first_due), mode="clip")
        amounts = summed(opened, documents["amount"]) - summed(debit, applications["amount"])
        amounts += summed(applied_at + np.int32(CREDIT), applications["amount"])
        ones = pd.Series(np.ones(len(documents), dtype=np.int64))
        items = summed(opened, ones) - summed(placed(documents["closed"]) + interval, ones)
        return folded(amounts, items)

    return Contender("pandas, groupby of events", ask, lambda figures: figures)


def polars_group_by(events: Events) -> Contender:
    documents = pl.DataFrame(
        {"posting": events.posting, "due": events.due, "closed": events.closed, "amount": events.amount}
    )
    applications = pl.DataFrame({"day": events.counts_on, "due": events.debit_due, "amount": events.applied})

    def ask() -> np.ndarray:
        first_day, positions = positions_by_day()
        first_due, intervals = intervals_by_day()
        size = (len(DAYS) + 1) * INTERVALS
        position_table, interval_table = pl.Series(positions), pl.Series(intervals)

        def looked_up(table: pl.Series, name: str, first: int) -> pl.Expr:
            return pl.lit(table).gather(pl.col(name).clip(first, first + len(table) - 1) - first)

        def summed(frame: pl.LazyFrame, key: pl.Expr, value: pl.Expr) -> np.ndarray:
            sums = (
                frame.select(key.alias("key"), value.alias("value"))
                .group_by("key")
                .agg(pl.col("value").sum())
            )
            out = np.zeros(size, dtype=np.int64)
            result = sums.collect()
            out[result["key"].to_numpy()] = result["value"].to_numpy()
            return out

        interval = (
            pl.when(pl.col("amount") < 0)
            .then(pl.lit(CREDIT, dtype=pl.Int32))
            .otherwise(looked_up(interval_table, "due", first_due))
        )
        due = looked_up(interval_table, "due", first_due)
        day = looked_up(position_table, "day", first_day) * INTERVALS
        lazy, applied = documents.lazy(), applications.lazy()
        one = pl.col("amount") * 0 + 1
        opened = looked_up(position_table, "posting", first_day) * INTERVALS + interval
        amounts = summed(lazy, opened, pl.col("amount")) - summed(applied, day + due, pl.col("amount"))
        amounts += summed(applied, day + CREDIT, pl.col("amount"))
        closed = looked_up(position_table, "closed", first_day) * INTERVALS + interval
        items = summed(lazy, opened, one) - summed(lazy, closed, one)
        return folded(amounts, items)

    return Contender("Polars, group_by of events", ask, lambda figures: figures)


def duckdb_query(events: Events, *, by_day: bool = False) -> Contender:
    """Sums and counts by day and due day in SQL, over tables of DuckDB's own; folded as the others. `by_day`: these sums are made
    before the clock starts, as a ledger makes its daily totals."""
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    connection.register(
        "given_documents",
        pa.table(
            {"posting": events.posting, "due": events.due, "closed": events.closed, "amount": events.amount}
        ),
    )
    connection.register(
        "given_applications",
        pa.table({"day": events.counts_on, "due": events.debit_due, "amount": events.applied}),
    )
    connection.execute("CREATE TABLE documents AS SELECT * FROM given_documents")
    connection.execute("CREATE TABLE applications AS SELECT * FROM given_applications")
    first_day, positions = positions_by_day()
    first_due, intervals = intervals_by_day()
    connection.register(
        "position_of", pa.table({"day": np.arange(len(positions)) + first_day, "p": positions})
    )
    connection.register(
        "interval_of", pa.table({"day": np.arange(len(intervals)) + first_due, "i": intervals})
    )
    last_day, last_due = first_day + len(positions) - 1, first_due + len(intervals) - 1

    def day(column: str) -> str:
        return f"least(greatest({column}, {first_day}), {last_day})"

    def due(column: str) -> str:
        return f"least(greatest({column}, {first_due}), {last_due})"

    sums = f"""
        WITH opened AS (
            SELECT {day("posting")} AS day, {due("due")} AS due, amount < 0 AS credit, sum(amount) AS amount, count(*) AS n
            FROM documents GROUP BY ALL),
        closed AS (
            SELECT {day("closed")} AS day, {due("due")} AS due, amount < 0 AS credit, 0 AS amount, -count(*) AS n
            FROM documents GROUP BY ALL),
        debits AS (
            SELECT {day("day")} AS day, {due("due")} AS due, false AS credit, -sum(amount) AS amount, 0 AS n
            FROM applications GROUP BY ALL),
        credits AS (
            SELECT {day("day")} AS day, {first_due} AS due, true AS credit, sum(amount) AS amount, 0 AS n
            FROM applications GROUP BY ALL)
        FROM opened UNION ALL FROM closed UNION ALL FROM debits UNION ALL FROM credits"""
    changes = f"({sums})"
    if by_day:
        connection.execute(f"CREATE TABLE daily AS {sums}")
        changes = "daily"
    query = f"""
        SELECT (p.p * {INTERVALS} + CASE WHEN c.credit THEN {CREDIT} ELSE i.i END)::INTEGER AS key,
               sum(c.amount)::BIGINT AS amount, sum(c.n)::BIGINT AS n
        FROM {changes} c JOIN position_of p ON p.day = c.day JOIN interval_of i ON i.day = c.due GROUP BY ALL"""
    size = (len(DAYS) + 1) * INTERVALS

    def ask() -> np.ndarray:
        result = connection.sql(query).fetchnumpy()
        amounts, items = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
        amounts[result["key"]] = result["amount"]
        items[result["key"]] = result["n"]
        return folded(amounts, items)

    name = "DuckDB, from sums by day" if by_day else "DuckDB, GROUP BY of events"
    return Contender(name, ask, lambda figures: figures)


def duckdb_query_a_date(events: Events) -> Contender:
    """The question as it is asked where nobody thinks of events: the open items of each date, one query after the other."""
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    documents = len(events.posting)
    connection.register(
        "given_documents",
        pa.table(
            {
                "id": np.arange(documents),
                "posting": events.posting,
                "due": events.due,
                "amount": events.amount,
            }
        ),
    )
    connection.register(
        "given_applications",
        pa.table(
            {
                "debit_id": events.debit_id,
                "credit_id": np.arange(documents - len(events.applied), documents),
                "day": events.counts_on,
                "amount": events.applied,
            }
        ),
    )
    connection.execute("CREATE TABLE documents AS SELECT * FROM given_documents")
    connection.execute("CREATE TABLE applications AS SELECT * FROM given_applications")
    query = """
        WITH applied AS (
            SELECT id, sum(amount) AS amount FROM (
                SELECT debit_id AS id, -amount AS amount FROM applications WHERE day <= $day
                UNION ALL SELECT credit_id, amount FROM applications WHERE day <= $day)
            GROUP BY id),
        items AS (
            SELECT d.amount < 0 AS credit, $day - d.due AS late, d.amount + coalesce(a.amount, 0) AS open
            FROM documents d LEFT JOIN applied a USING (id) WHERE d.posting <= $day)
        SELECT sum(open) FILTER (NOT credit AND late <= 0), sum(open) FILTER (NOT credit AND late BETWEEN 1 AND 30),
               sum(open) FILTER (NOT credit AND late BETWEEN 31 AND 60),
               sum(open) FILTER (NOT credit AND late BETWEEN 61 AND 90),
               sum(open) FILTER (NOT credit AND late > 90), sum(open) FILTER (credit), count(*) FILTER (open <> 0)
        FROM items"""

    def ask() -> np.ndarray:
        rows = [connection.execute(query, {"day": int(day)}).fetchone() for day in DAYS]
        return np.array(rows, dtype=np.int64)

    return Contender("DuckDB, a query for each date", ask, lambda figures: figures, runs=1)


def month_ends(books: Books) -> Question:
    events = books.events
    return Question(
        f"Aging series, 24 month-ends: {len(events.posting):,} documents, {len(events.applied):,} applications",
        events.rows,
        [
            ours(books, 1),
            ours(books, 2),
            numpy_bincount(events),
            pandas_groupby(events),
            polars_group_by(events),
            duckdb_query(events),
            duckdb_query(events, by_day=True),
            duckdb_query_a_date(events),
        ],
    )
