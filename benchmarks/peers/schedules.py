"""Schedules of 24 monthly instalments, adjusted to business days of TARGET, with the cents of each; against QuantLib.

QuantLib has no cents: NumPy splits the totals for it, on whole columns. Its dates are made before the clock starts.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import openitem
import pyarrow
import QuantLib
from due_dates import make_issue_dates
from measure import Contender, Question

INSTALMENTS = 24
TERMS = f"{INSTALMENTS} monthly instalments, adjusted modified following"
_EPOCH = QuantLib.Date(1, 1, 1970).serialNumber()


def make_totals(documents: int) -> np.ndarray:
    return 10_000 + np.arange(documents, dtype=np.int64) * 7_919 % 10_000_000


def by_openitem(issue: np.ndarray, totals: np.ndarray) -> Callable[[], Any]:
    documents = pyarrow.table(
        {
            "issue_date": issue,
            "amount": totals,
            "terms": pyarrow.DictionaryArray.from_arrays(np.zeros(len(issue), dtype=np.int32), ["A"]),
        }
    )
    return lambda: openitem.terms.schedules(
        documents, {"A": TERMS}, currency="EUR", money="minor", calendar="TARGET"
    )


def dates_and_amounts(schedules: Any) -> np.ndarray:
    lines = schedules.instalments.to_arrow()
    days = lines["due_date"].to_numpy().astype("datetime64[D]").astype(np.int64)
    amounts = np.array([int(amount.scaleb(2)) for amount in lines["amount"].to_pylist()], dtype=np.int64)
    return np.column_stack([days, amounts])


def split(totals: np.ndarray) -> np.ndarray:
    """Equal shares, half up; the last one takes what is left."""
    share = (2 * totals + INSTALMENTS) // (2 * INSTALMENTS)
    amounts = np.repeat(share[:, None], INSTALMENTS, axis=1)
    amounts[:, -1] = totals - share * (INSTALMENTS - 1)
    return amounts.ravel()


def by_adjusting(issue: np.ndarray, totals: np.ndarray) -> Callable[[], tuple[list[int], np.ndarray]]:
    adjust = QuantLib.TARGET().adjust
    convention = QuantLib.ModifiedFollowing
    months = [QuantLib.Period(count, QuantLib.Months) for count in range(1, INSTALMENTS + 1)]
    starts = [QuantLib.Date(int(day) + _EPOCH) for day in issue.astype(np.int64)]

    def ask() -> tuple[list[int], np.ndarray]:
        days = [adjust(start + later, convention).serialNumber() for start in starts for later in months]
        return days, split(totals)

    return ask


def by_schedule(issue: np.ndarray, totals: np.ndarray) -> Callable[[], tuple[list[int], np.ndarray]]:
    calendar, convention = QuantLib.TARGET(), QuantLib.ModifiedFollowing
    month = QuantLib.Period(1, QuantLib.Months)
    whole = QuantLib.Period(INSTALMENTS, QuantLib.Months)
    # Of the last date too; forward from the first, no ends of months.
    rules = (convention, convention, QuantLib.DateGeneration.Forward, False)
    starts = [QuantLib.Date(int(day) + _EPOCH) for day in issue.astype(np.int64)]

    def ask() -> tuple[list[int], np.ndarray]:
        days = [
            date.serialNumber()
            for start in starts
            for date in list(QuantLib.Schedule(start, start + whole, month, calendar, *rules))[1:]
        ]
        return days, split(totals)

    return ask


def in_common(answer: tuple[list[int], np.ndarray]) -> np.ndarray:
    days, amounts = answer
    return np.column_stack([np.array(days, dtype=np.int64) - _EPOCH, amounts])


def question(schedules: int) -> Question:
    issue, totals = make_issue_dates(schedules), make_totals(schedules)
    return Question(
        f"schedules of {INSTALMENTS} adjusted dates with cents (rows are dates)",
        schedules * INSTALMENTS,
        [
            Contender("openitem", by_openitem(issue, totals), dates_and_amounts),
            Contender("QuantLib, adjust date by date", by_adjusting(issue, totals), in_common, runs=3),
            Contender("QuantLib Schedule", by_schedule(issue, totals), in_common, runs=1),
        ],
    )
