"""Late interest of many items with two payments each, over reference rates by half-year; against pandas.

openitem gives the whole statement: every line with its base, rate and residue, items, groups, proof. The pandas program is
asked for the charge of each item alone, rounded line by line as the statement is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import openitem
import pandas as pd
import pyarrow
from measure import Contender, Question

AS_OF = np.datetime64("2024-09-30")
RATE_DAYS = np.array(
    ["2022-01-01", "2022-07-01", "2023-01-01", "2023-07-01", "2024-01-01", "2024-07-01"], "M8[D]"
)
REFERENCE = np.array([1, 5, 25, 40, 45, 42], dtype=np.int64) * 1_000_000  # parts per billion, no two alike
MARGIN = 80_000_000
YEAR = 365 * 1_000_000_000


@dataclass(frozen=True)
class Bills:
    """Amounts in minor units; payments by item, two each, less than the amount together."""

    amounts: np.ndarray
    due: np.ndarray
    paid: np.ndarray  # items x 2
    parts: np.ndarray


def make_bills(items: int) -> Bills:
    random = np.random.default_rng(7)
    amounts = random.integers(10_000, 2_000_000, items)
    due = np.datetime64("2022-03-01") + random.integers(0, 700, items).astype("timedelta64[D]")
    paid = due[:, None] + random.integers(-20, 300, (items, 2)).astype("timedelta64[D]")
    return Bills(amounts, due, paid, random.integers(1, amounts[:, None] // 2, (items, 2)))


def by_openitem(bills: Bills) -> Callable[[], Any]:
    rows = len(bills.amounts)
    items = pyarrow.table({"amount": bills.amounts, "due_date": bills.due, "payments": np.full(rows, 2)})
    payments = pyarrow.table({"paid_on": bills.paid.ravel(), "amount": bills.parts.ravel()})
    reference = {"from": RATE_DAYS, "rate": REFERENCE / 1e9}
    return lambda: openitem.interest(
        items,
        str(AS_OF),
        payments=payments,
        reference=reference,
        margin="0.08",
        currency="EUR",
        money="minor",
    )


def charges(statement: Any) -> np.ndarray:
    cells = statement.items.to_arrow()["charge"].to_pylist()
    return np.array([int(charge.scaleb(2)) for charge in cells], dtype=np.int64)


def by_pandas(bills: Bills) -> Callable[[], np.ndarray]:
    def ask() -> np.ndarray:
        rows = np.arange(len(bills.amounts))
        first, end = bills.due + 1, AS_OF + 1
        # What is paid by the due date counts out before the first day, else from the day after.
        out = np.maximum(bills.paid + 1, first[:, None])
        frames = [
            pd.DataFrame({"item": rows, "day": first, "change": bills.amounts}),
            pd.DataFrame({"item": np.repeat(rows, 2), "day": out.ravel(), "change": -bills.parts.ravel()}),
        ]
        for day in RATE_DAYS:
            late = rows[first < day]
            frames.append(pd.DataFrame({"item": late, "day": day, "change": 0}))
        events = pd.concat(frames)
        events = events[events["day"] <= AS_OF]
        lines = events.groupby(["item", "day"], as_index=False)["change"].sum()
        lines["balance"] = lines.groupby("item")["change"].cumsum()
        until = lines["day"].shift(-1).where(lines["item"] == lines["item"].shift(-1), end)
        days = (until - lines["day"]).dt.days.to_numpy()
        at = np.searchsorted(RATE_DAYS, lines["day"].to_numpy().astype("M8[D]"), side="right") - 1
        exact = lines["balance"].to_numpy() * (REFERENCE[at] + MARGIN) * days
        lines["amount"] = (2 * exact + YEAR) // (2 * YEAR)
        return np.bincount(lines["item"], lines["amount"], len(rows)).astype(np.int64)

    return ask


def question(items: int) -> Question:
    bills = make_bills(items)
    return Question(
        "late interest, two payments an item, rates by half-year",
        items,
        [
            Contender("openitem, the whole statement", by_openitem(bills), charges),
            Contender("pandas, the charges alone", by_pandas(bills), lambda amounts: amounts, runs=3),
        ],
    )
