"""Due dates of many invoices: two months, end of month, business day of TARGET; against QuantLib, date by date."""

from collections.abc import Callable

import numpy as np
import openitem
import QuantLib
from measure import Contender, Question

TERMS = "2 months + EOM, adjusted modified following"
FIRST = np.datetime64("2015-01-01")
DAYS = 3_650
QUANTLIB_ROWS = 100_000
_EPOCH = QuantLib.Date(1, 1, 1970).serialNumber()


def make_issue_dates(rows: int) -> np.ndarray:
    """Days of ten years in no order."""
    return FIRST + (np.arange(rows, dtype=np.int64) * 2_654_435_761 % DAYS).astype("timedelta64[D]")


def by_openitem(issue: np.ndarray) -> Callable[[], np.ndarray]:
    terms = openitem.terms.PaymentTerms(TERMS)
    return lambda: openitem.terms.due_dates(terms, issue, calendar="TARGET")


def by_quantlib(issue: np.ndarray) -> Callable[[], list[int]]:
    calendar = QuantLib.TARGET()
    months = QuantLib.Period(2, QuantLib.Months)
    convention = QuantLib.ModifiedFollowing
    end_of_month = QuantLib.Date.endOfMonth
    dates = [QuantLib.Date(int(day) + _EPOCH) for day in issue.astype(np.int64)]
    return lambda: [calendar.adjust(end_of_month(date + months), convention).serialNumber() for date in dates]


def question(rows: int) -> Question:
    """At most as many rows as QuantLib answers in reasonable time, for both."""
    issue = make_issue_dates(min(rows, QUANTLIB_ROWS))
    return Question(
        f"due dates, {TERMS}",
        len(issue),
        [
            Contender("openitem", by_openitem(issue), lambda due: due.astype(np.int64)),
            Contender(
                "QuantLib, date by date",
                by_quantlib(issue),
                lambda serials: np.array(serials, dtype=np.int64) - _EPOCH,
            ),
        ],
    )
