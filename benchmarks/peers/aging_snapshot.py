"""Open amounts by customer and bucket as of a day: ours, NumPy, pandas, Polars, DuckDB, all on one thread.

Each one gets its input in the form it likes best, made before the clock starts, and checks what it relies on: codes and
dates in range, sums that stay exact.
"""

import duckdb
import numpy as np
import openitem
import pandas as pd
import polars as pl
import pyarrow as pa
from aging_items import AS_OF, AS_OF_DAYS, BOUNDS, BUCKETS, CELLS, Items
from measure import Contender, Question

CREDIT = len(BUCKETS)
EXACT_IN_DOUBLE = 2**53
FIRST_DAY, LAST_DAY = -25_567, 2_932_896  # 1900-01-01 and 9999-12-31


def matrix_of(columns: dict[str, np.ndarray]) -> np.ndarray:
    order = np.argsort(columns["customer"], kind="stable")
    return np.column_stack([np.asarray(columns[cell])[order].astype(np.int64) for cell in CELLS])


def ours(table: pa.Table, threads: int) -> Contender:
    def ask() -> openitem.Aging:
        return openitem.aging(table, AS_OF, currency="EUR", money="minor", threads=threads)

    def answer(aging: openitem.Aging) -> np.ndarray:
        rows = aging.rows.to_arrow(money="minor")
        return matrix_of({name: rows[name].to_numpy() for name in ("customer", *CELLS)})

    return Contender(f"openitem, Python, {threads} thread{'s' * (threads > 1)}", ask, answer)


def numpy_bincount(items: Items) -> Contender:
    """One bincount over customer and cell; its doubles are exact while every sum is below 2^53."""
    first, last = AS_OF_DAYS - BOUNDS[-1] - 1, AS_OF_DAYS
    bucket_of_day = np.searchsorted(BOUNDS, AS_OF_DAYS - np.arange(first, last + 1)).astype(np.int32)

    def ask() -> np.ndarray:
        if items.customer.min() < 0 or items.due.min() < FIRST_DAY or items.due.max() > LAST_DAY:
            raise ValueError("a code or a date is out of range")
        cell = bucket_of_day.take(items.due - np.int32(first), mode="clip")
        cell[items.amount < 0] = CREDIT
        cell += items.customer * np.int32(8)
        weights = items.amount.astype(np.float64)
        if np.abs(weights).sum() >= EXACT_IN_DOUBLE:
            raise ValueError("sums may leave the exact range of a double")
        sums = np.bincount(cell, weights, minlength=8 * (int(items.customer.max()) + 1))
        return sums.reshape(-1, 8)[:, : len(CELLS)].astype(np.int64)

    present = np.bincount(items.customer) > 0
    return Contender("NumPy, bincount", ask, lambda sums: sums[present])


def numpy_blocks(items: Items) -> Contender:
    """The same in blocks that stay in the cache, added up in int64."""
    first, last = AS_OF_DAYS - BOUNDS[-1] - 1, AS_OF_DAYS
    bucket_of_day = np.searchsorted(BOUNDS, AS_OF_DAYS - np.arange(first, last + 1)).astype(np.intp)
    block = max(65_536, items.rows // 8)

    def ask() -> np.ndarray:
        if items.customer.min() < 0 or items.due.min() < FIRST_DAY or items.due.max() > LAST_DAY:
            raise ValueError("a code or a date is out of range")
        size = 8 * (int(items.customer.max()) + 1)
        sums = np.zeros(size, dtype=np.int64)
        for begin in range(0, items.rows, block):
            part = slice(begin, begin + block)
            amount = items.amount[part]
            cell = bucket_of_day.take(items.due[part] - np.int32(first), mode="clip")
            cell[amount < 0] = CREDIT
            cell += items.customer[part] * np.int32(8)
            weights = amount.astype(np.float64)
            if np.abs(weights).sum() >= EXACT_IN_DOUBLE:
                raise ValueError("sums may leave the exact range of a double")
            sums += np.bincount(cell, weights, minlength=size).astype(np.int64)
        return sums.reshape(-1, 8)[:, : len(CELLS)]

    present = np.bincount(items.customer) > 0
    return Contender("NumPy, bincount in blocks", ask, lambda sums: sums[present])


def pandas_groupby(items: Items) -> Contender:
    frame = pd.DataFrame({"customer": items.customer, "due": items.due, "amount": items.amount})
    edges = np.array(BOUNDS)

    def ask() -> pd.DataFrame:
        cell = np.searchsorted(edges, AS_OF_DAYS - frame["due"].to_numpy())
        cell[frame["amount"].to_numpy() < 0] = CREDIT
        sums = frame["amount"].groupby([frame["customer"], cell], sort=True).sum()
        return sums.unstack(fill_value=0).reindex(columns=range(len(CELLS)), fill_value=0)

    return Contender("pandas, groupby", ask, lambda frame: frame.to_numpy().astype(np.int64))


def polars_group_by(table: pa.Table) -> Contender:
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    late = pl.lit(AS_OF_DAYS, dtype=pl.Int32) - pl.col("due_date").to_physical()
    debit = pl.col("amount") >= 0
    lower = (None, *BOUNDS)
    upper = (*BOUNDS, None)

    def inside(low: int | None, high: int | None) -> pl.Expr:
        condition = debit
        if low is not None:
            condition &= late > low
        if high is not None:
            condition &= late <= high
        return condition

    # A sum of masked amounts is quicker in Polars than one of filtered rows.
    cells = [
        pl.when(inside(low, high)).then(pl.col("amount")).otherwise(0).alias(name)
        for name, low, high in zip(BUCKETS, lower, upper, strict=True)
    ]
    credit = pl.when(~debit).then(pl.col("amount")).otherwise(0).alias("unapplied")
    query = frame.lazy().select("customer", *cells, credit).group_by("customer").agg(pl.all().sum())

    def answer(result: pl.DataFrame) -> np.ndarray:
        return matrix_of({name: result[name].to_numpy() for name in ("customer", *CELLS)})

    return Contender("Polars, group_by", query.collect, answer)


def duckdb_query(table: pa.Table) -> Contender:
    """Over a table of DuckDB's own, which it reads faster than Arrow; read as Arrow, its quickest way out."""
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    connection.register("arrow_items", table)
    connection.execute("CREATE TABLE items AS SELECT customer, due_date, amount FROM arrow_items")
    late = f"DATE '{AS_OF}' - due_date"
    conditions = []
    for low, high in zip((None, *BOUNDS), (*BOUNDS, None), strict=True):
        parts = ["amount >= 0"]
        if low is not None:
            parts.append(f"{late} > {low}")
        if high is not None:
            parts.append(f"{late} <= {high}")
        conditions.append(" AND ".join(parts))
    conditions.append("amount < 0")
    sums = ", ".join(
        f"sum(CASE WHEN {condition} THEN amount ELSE 0 END)::BIGINT AS {cell}"
        for cell, condition in zip(CELLS, conditions, strict=True)
    )
    query = f"SELECT customer, {sums} FROM items GROUP BY customer"

    def ask() -> pa.Table:
        return connection.sql(query).to_arrow_table()

    def answer(result: pa.Table) -> np.ndarray:
        return matrix_of({name: result[name].to_numpy() for name in ("customer", *CELLS)})

    return Contender("DuckDB, GROUP BY", ask, answer)


def integer_customers(items: Items, order: str) -> Question:
    table = items.arrow()
    return Question(
        f"Aging snapshot, customers are integers, {order}: {items.rows:,} items",
        items.rows,
        [
            ours(table, 1),
            ours(table, 2),
            numpy_bincount(items),
            numpy_blocks(items),
            pandas_groupby(items),
            polars_group_by(table),
            duckdb_query(table),
        ],
    )


def text_customers(items: Items) -> Question:
    table = items.arrow_with_text_customers()
    return Question(
        f"Aging snapshot, customers are texts, random order: {items.rows:,} items",
        items.rows,
        [ours(table, 1), ours(table, 2), polars_group_by(table), duckdb_query(table)],
    )
