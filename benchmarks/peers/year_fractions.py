"""Years between the dates of two columns; against QuantLib pair by pair, and NumPy on whole columns.

The fractions must agree to 1e-12: QuantLib adds parts of a year in floating point, ours are one division.
"""

from collections.abc import Callable

import numpy as np
import QuantLib
from due_dates import make_issue_dates
from measure import Contender, Question
from openitem import day_count

QUANTLIB_ROWS = 1_000_000
_EPOCH = QuantLib.Date(1, 1, 1970).serialNumber()


def make_pairs(rows: int) -> tuple[np.ndarray, np.ndarray]:
    starts = make_issue_dates(rows)
    return starts, starts + (np.arange(rows, dtype=np.int64) * 40_503 % 2_000).astype("timedelta64[D]")


def year_parts(days: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The year, days since its 1 January, its length."""
    years = days.astype("datetime64[Y]")
    first = years.astype("datetime64[D]")
    length = (years + 1).astype("datetime64[D]") - first
    return years.astype(np.int64), (days - first).astype(np.float64), length.astype(np.float64)


def act_act_isda(starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    first, before, length = year_parts(starts)
    last, after, last_length = year_parts(ends)
    return (last - first) + after / last_length - before / length


def thirty_e_360(starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    def count(days: np.ndarray) -> np.ndarray:
        months = days.astype("datetime64[M]")
        day = (days - months.astype("datetime64[D]")).astype(np.int64) + 1
        return months.astype(np.int64) * 30 + np.minimum(day, 30)

    return (count(ends) - count(starts)) / 360.0


CONVENTIONS = {
    "act_act_isda": (QuantLib.ActualActual(QuantLib.ActualActual.ISDA), act_act_isda),
    "thirty_e_360": (QuantLib.Thirty360(QuantLib.Thirty360.European), thirty_e_360),
}


def by_quantlib(
    starts: np.ndarray, ends: np.ndarray, counter: QuantLib.DayCounter
) -> Callable[[], list[float]]:
    pairs = [
        (QuantLib.Date(int(start) + _EPOCH), QuantLib.Date(int(end) + _EPOCH))
        for start, end in zip(starts.astype(np.int64), ends.astype(np.int64), strict=True)
    ]
    fraction = counter.yearFraction
    return lambda: [fraction(start, end) for start, end in pairs]


def question(rows: int, convention: str) -> Question:
    starts, ends = make_pairs(min(rows, QUANTLIB_ROWS))
    counter, formula = CONVENTIONS[convention]
    reference = day_count.year_fraction(starts, ends, convention)

    def agrees(years: np.ndarray | list[float]) -> np.ndarray:
        return np.round(np.abs(np.array(years) - reference) / 1e-12).astype(np.int64)

    return Question(
        f"year fractions, {convention}",
        len(starts),
        [
            Contender("openitem", lambda: day_count.year_fraction(starts, ends, convention), agrees),
            Contender("NumPy, the formula on columns", lambda: formula(starts, ends), agrees),
            Contender("QuantLib, pair by pair", by_quantlib(starts, ends, counter), agrees, runs=3),
        ],
    )
