"""The item columns that the aging questions are asked of: the same rows as in benchmarks/aging_benchmark.cpp."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

AS_OF = date(2024, 12, 31)
AS_OF_DAYS = (AS_OF - date(1970, 1, 1)).days
BUCKETS = ("not_due", "d1_30", "d31_60", "d61_90", "over_90")
BOUNDS = (0, 30, 60, 90)  # inclusive upper days of all buckets but the last
CELLS = (*BUCKETS, "unapplied")  # credits stand in a column of their own


@dataclass(frozen=True)
class Items:
    """Customer codes, due days since 1970-01-01, open minor units."""

    customer: np.ndarray
    due: np.ndarray
    amount: np.ndarray

    @property
    def rows(self) -> int:
        return len(self.amount)

    def arrow(self) -> pa.Table:
        return pa.table(
            {
                "customer": pa.array(self.customer),
                "due_date": pa.array(self.due).cast(pa.date32()),
                "amount": pa.array(self.amount),
            }
        )

    def arrow_with_text_customers(self) -> pa.Table:
        codes = np.arange(self.customer.max() + 1)
        names = pa.array([f"customer {code:07d}" for code in codes])
        return self.arrow().set_column(0, "customer", names.take(pa.array(self.customer)))


def mix(value: np.ndarray) -> np.ndarray:
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


def make_items(rows: int, *, grouped: bool) -> Items:
    """A hundred rows a customer, a few customers with most of the rows; due from 60 days ahead to 179 days late."""
    customers = np.uint64(max(1, rows // 100))
    draw = mix(np.arange(rows, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(1))
    u = draw >> np.uint64(32)
    rank = (((u * u) >> np.uint64(32)) * customers) >> np.uint64(32)
    customer = (mix(rank) % customers).astype(np.int32)
    due = (AS_OF_DAYS + 60 - (draw % np.uint64(240)).astype(np.int32)).astype(np.int32)
    amount = (mix(draw) % np.uint64(1_000_000)).astype(np.int64) - 50_000
    if grouped:
        order = np.argsort(customer, kind="stable")
        customer, due, amount = customer[order], due[order], amount[order]
    return Items(customer, due, amount)
