"""Aging series: the aging of many dates from one pass over documents and applications."""

import datetime
from collections.abc import Iterable
from typing import Any, SupportsIndex

from openitem import _core
from openitem._aging import (
    AgingBasis,
    AgingTables,
    ApplicationClock,
    CreditMode,
    DisputeMode,
    MissingDate,
    aging_options,
    list_items,
)
from openitem._arguments import sequence, texts
from openitem._ledger import Ledger, require_ledger
from openitem._table import ResultTable
from openitem.calendar import Calendar
from openitem.errors import ArgumentError
from openitem.time import DateLike, date_of, days_of


class AgingSeries(AgingTables):
    """The agings of many dates. Immutable; see :func:`aging_series`."""

    def __init__(
        self,
        result: _core.Result,
        ledger: Ledger,
        as_of: tuple[datetime.date, ...],
        by: list[str],
        given: dict[str, Any],
    ) -> None:
        """Made by :func:`aging_series`."""
        super().__init__(result, ledger._frame_type)
        self._ledger = ledger
        self._as_of = as_of
        self._by = by
        self._given = given

    @property
    def as_of(self) -> tuple[datetime.date, ...]:
        """The days whose ends the figures show, ascending."""
        return self._as_of

    @property
    def caption(self) -> str:
        """First and last date and their number, as printed over the tables."""
        days = len(self._as_of)
        return f"Aging of {days} date{'s' if days > 1 else ''}, {self._as_of[0]} to {self._as_of[-1]}"

    @property
    def rows(self) -> ResultTable:
        """The rows of the aging of each date behind the column as_of; ordered by it, then as in an aging."""
        return self._table("rows")

    @property
    def totals(self) -> ResultTable:
        """The same without groups: one row a date and currency."""
        return self._table("totals")

    @property
    def proof(self) -> ResultTable:
        """The proof of each date; every line "difference" is 0."""
        return self._plain_table("proof")

    def items(
        self,
        as_of: DateLike,
        *,
        bucket: str | None = None,
        currency: str | None = None,
        **group: str | SupportsIndex | None,
    ) -> ResultTable:
        """The items behind a cell of :attr:`rows` on one of the dates; see :meth:`Aging.items`.

        Raises:
            ArgumentError: The series does not hold the date, and as :meth:`Aging.items`.
        """
        day = date_of(days_of(as_of, "as_of"))
        if day not in self._as_of:
            raise ArgumentError(
                f"as_of = {day.isoformat()} is not a date of this series, which goes from {self._as_of[0]} to"
                f" {self._as_of[-1]}; its property as_of lists them",
                status="invalid_argument",
                argument="as_of",
            )
        given = self._given if not self._given["known_at_as_of"] else {**self._given, "known_at": day}
        drill_down = (self._ledger, aging_options(given, self._by), self._by)
        return list_items(drill_down, self._frame_type, day, bucket, currency, group)


def aging_series(
    ledger: Ledger,
    as_of: Iterable[DateLike],
    *,
    by: str | Iterable[str] = ("customer",),
    basis: AgingBasis = "due",
    buckets: Iterable[SupportsIndex] | None = None,
    forward_buckets: Iterable[SupportsIndex] = (),
    months: SupportsIndex = 0,
    forward_months: SupportsIndex = 0,
    calendar: Calendar | str | None = None,
    missing_date: MissingDate = "issue",
    credits: CreditMode = "own_column",
    disputes: DisputeMode = "inside",
    clock: ApplicationClock = "latest",
    known_at: DateLike | None = None,
    known_at_as_of: bool = False,
    date_column: str | None = None,
    future_payments: bool = False,
    base_amounts: bool = False,
    re_aged: str | None = None,
    threads: SupportsIndex = 1,
) -> AgingSeries:
    """What :func:`openitem.aging` gives for each of many dates, from one pass over documents and applications.

    Args:
        ledger: A :class:`Ledger`; open items given as a frame have no history.
        as_of: The days whose ends are shown: 1 to 4,096, strictly ascending.
        by: As in :func:`openitem.aging`, like every argument below that is not explained.
        basis: From which date days are counted.
        buckets: Inclusive upper bounds in days.
        forward_buckets: Bounds of days until due.
        months: Calendar months in place of ``buckets``, counted back from the month of each date.
        forward_months: With ``months``: splits what is not due by calendar month.
        calendar: Days in business days of this calendar, an object or a name, instead of calendar days.
        missing_date: What stands in for a missing date.
        credits: Where credits and unapplied cash go.
        disputes: Where disputed amounts go.
        clock: The date that makes an application count.
        known_at: The books as they were known at the end of this day, for all dates.
        known_at_as_of: Each date as it was known at its own end: every report as it was printed then.
        date_column: With ``basis="column"``.
        future_payments: Adds the column of payments posted after each date.
        base_amounts: Adds the figures in base currency; each date then costs one more look at documents and applications.
        re_aged: Adds the tables of re-aged due dates.
        threads: At most 256; never changes a result.

    Returns:
        The tables of an aging with a first column ``as_of``.

    Raises:
        ArgumentError: The dates are not ascending or too many, ``known_at`` beside ``known_at_as_of``, a frame where a ledger
            is needed, and as :func:`openitem.aging`.

    Complexity: O(documents + applications + open items of all dates). Thread-safe; runs without the interpreter's lock.

    >>> documents = {"customer": ["A"], "id": ["1"], "issue_date": ["2024-01-10"], "due_date": ["2024-02-10"]}
    >>> documents |= {"amount": ["70.00"], "paid_date": ["2024-03-05"]}
    >>> ledger = Ledger.from_documents(documents, currency="EUR")
    >>> series = aging_series(ledger, ["2024-01-31", "2024-02-29", "2024-03-31"], buckets=(0, 30))
    >>> print(series)
    Aging of 3 dates, 2024-01-31 to 2024-03-31
    as_of       customer  currency  not_due  d1_30  over_30  unapplied  total  open_items  overdue_documents
    2024-01-31  A         EUR         70.00   0.00     0.00       0.00  70.00           1                  0
    2024-02-29  A         EUR          0.00  70.00     0.00       0.00  70.00           1                  1
    """
    given = locals()
    require_ledger(ledger, "aging_series", "open items have no history")
    if isinstance(as_of, str):
        raise ArgumentError(
            "as_of must be a sequence of days, not a str; for one day use aging()",
            status="invalid_argument",
            argument="as_of",
        )
    days = [days_of(day, f"as_of[{at}]") for at, day in enumerate(sequence(as_of, "as_of"))]
    groups = texts(by, "by")
    # Kept for the drill-down: what can be iterated once is read once.
    given["buckets"] = None if buckets is None else sequence(buckets, "buckets")
    given["forward_buckets"] = sequence(forward_buckets, "forward_buckets")
    given["known_at_as_of"] = bool(known_at_as_of)
    result = _core.compute_aging_series(
        ledger._core, days, aging_options(given, groups), given["known_at_as_of"]
    )
    return AgingSeries(result, ledger, tuple(map(date_of, days)), groups, given)
