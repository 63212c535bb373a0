"""Behaviour of customers: features on any date, and of every invoice as of the day before its issue."""

import datetime
from collections.abc import Iterable
from typing import SupportsIndex

from openitem import _core
from openitem._aging import ApplicationClock
from openitem._arguments import flag, int32, int32s, optional_text, sequence, text, texts
from openitem._frames import FrameType
from openitem._ledger import Ledger, require_ledger
from openitem._table import ResultTable, ResultTables
from openitem.time import DateLike, date_of, days_of, optional_days


class BehaviourTables(ResultTables):
    """What the customer table and the invoice table have in common."""

    def _main_table(self) -> ResultTable:
        return self.rows

    @property
    def rows(self) -> ResultTable:
        """The features, a column each. Null where there is no history; counts and amounts are then 0."""
        return self._table("rows")

    @property
    def features(self) -> ResultTable:
        """What every column of features is: feature, window, unit, kind, shrunk or not, definition."""
        return self._plain_table("features")

    @property
    def proof(self) -> ResultTable:
        """Every line ``difference`` is 0."""
        return self._table("proof")


class Behaviour(BehaviourTables):
    """Features of customers on one or more dates. Immutable; see :func:`behaviour`."""

    def __init__(self, result: _core.Result, frame_type: FrameType, as_of: tuple[datetime.date, ...]) -> None:
        """Made by :func:`behaviour`."""
        super().__init__(result, frame_type)
        self._as_of = as_of

    @property
    def as_of(self) -> tuple[datetime.date, ...]:
        """The days whose ends the features are of, ascending."""
        return self._as_of

    @property
    def caption(self) -> str:
        """The days, as printed over the tables."""
        if len(self._as_of) == 1:
            return f"Behaviour as of {self._as_of[0]}"
        return f"Behaviour on {len(self._as_of)} dates, {self._as_of[0]} to {self._as_of[-1]}"

    @property
    def parents(self) -> ResultTable:
        """The features of segments and of the portfolio, and how many paid invoices they are over; with ``shrink`` only."""
        return self._table("parents")


class InvoiceBehaviour(BehaviourTables):
    """A row for every invoice as of the day before its issue. Immutable; see :func:`invoice_behaviour`."""

    @property
    def caption(self) -> str:
        """As printed over the tables."""
        return "Behaviour before each invoice"


def _checked_options(
    *,
    last: Iterable[SupportsIndex],
    days: Iterable[SupportsIndex],
    features: str | Iterable[str],
    segment: str | None,
    shrink: bool,
    shrink_weight: SupportsIndex,
    exclude_disputed: bool,
    promise_grace_days: SupportsIndex,
    clock: ApplicationClock,
    known_at: DateLike | None,
    known_at_as_of: bool,
    threads: SupportsIndex,
) -> _core.BehaviourOptions:
    return _core.BehaviourOptions(
        last=int32s(last, "last"),
        days=int32s(days, "days"),
        features=texts(features, "features"),
        segment=optional_text(segment, "segment"),
        shrink=int(flag(shrink, "shrink")),
        shrink_weight=int32(shrink_weight, "shrink_weight"),
        exclude_disputed=int(flag(exclude_disputed, "exclude_disputed")),
        promise_grace_days=int32(promise_grace_days, "promise_grace_days"),
        clock=text(clock, "clock"),
        known_at=optional_days(known_at, "known_at"),
        known_at_as_of=int(flag(known_at_as_of, "known_at_as_of")),
        threads=int32(threads, "threads"),
    )


def behaviour(
    ledger: Ledger,
    as_of: DateLike | Iterable[DateLike],
    *,
    last: Iterable[SupportsIndex] = (3, 10, 50),
    days: Iterable[SupportsIndex] = (365,),
    features: str | Iterable[str] = (),
    segment: str | None = None,
    shrink: bool = False,
    shrink_weight: SupportsIndex = 5,
    exclude_disputed: bool = False,
    promise_grace_days: SupportsIndex = 0,
    clock: ApplicationClock = "latest",
    known_at: DateLike | None = None,
    known_at_as_of: bool = False,
    threads: SupportsIndex = 1,
) -> Behaviour:
    """Features of every customer and currency on one or more dates, from what was in the books then.

    Args:
        ledger: A :class:`Ledger`.
        as_of: The day whose end is looked at, or several, strictly ascending, at most 4,096.
        last: Windows of the last n paid invoices (columns ``..._last_n``), ascending; may be empty.
        days: Windows of days (columns ``..._Dd``), ascending; may be empty.
        features: Names of the features wanted, without suffix; empty = all. The table ``features`` has every name.
        segment: A dimension: a further column, and what features are shrunk toward before the portfolio.
        shrink: Add the means and shares of paid invoices shrunk toward segment and portfolio (``..._shrunk``).
        shrink_weight: How many invoices the parent counts for: (n x own + k x parent) / (n + k).
        exclude_disputed: Leave out disputed parts of open items, and paid invoices that were disputed.
        promise_grace_days: Days after the promised day on which a payment still keeps a promise, 0 to 366.
        clock: The date that makes an application count.
        known_at: The books as they were known at the end of this day.
        known_at_as_of: Each date as it was known at its own end; not beside ``known_at`` or ``shrink``.
        threads: At most 256; never changes a result.

    Returns:
        Rows, what each column is, and the proof against open items.

    Raises:
        ArgumentError: An option outside its bounds, windows or dates that do not ascend, an unknown feature or segment.

    Complexity: O(events log events) of each account for all dates. Thread-safe; runs without the interpreter's lock.

    >>> documents = {"customer": ["A", "A", "A"], "id": ["1", "2", "3"], "due_date": ["2024-02-10", "2024-02-20", "2024-03-20"]}
    >>> documents |= {"issue_date": ["2024-01-10", "2024-01-20", "2024-02-20"], "amount": ["70.00", "30.00", "50.00"]}
    >>> documents |= {"paid_date": ["2024-02-20", "2024-02-24", None]}
    >>> ledger = Ledger.from_documents(documents, currency="EUR")
    >>> rows = behaviour(ledger, "2024-03-31", features=["days_late_mean", "days_late_weighted", "overdue_amount"]).rows.to_dict()
    >>> rows["days_late_mean"], rows["days_late_weighted"], rows["overdue_amount"]
    ([7.0], [8.2], [Decimal('50.00')])
    """
    require_ledger(ledger, "behaviour", "open items have no history")
    if isinstance(as_of, str) or not isinstance(as_of, Iterable):
        dates = [days_of(as_of, "as_of")]
    else:
        dates = [days_of(day, f"as_of[{at}]") for at, day in enumerate(sequence(as_of, "as_of"))]
    options = _checked_options(
        last=last,
        days=days,
        features=features,
        segment=segment,
        shrink=shrink,
        shrink_weight=shrink_weight,
        exclude_disputed=exclude_disputed,
        promise_grace_days=promise_grace_days,
        clock=clock,
        known_at=known_at,
        known_at_as_of=known_at_as_of,
        threads=threads,
    )
    result = _core.compute_behaviour(ledger._core, dates, options)
    return Behaviour(result, ledger._frame_type, tuple(date_of(day) for day in dates))


def invoice_behaviour(
    ledger: Ledger,
    *,
    last: Iterable[SupportsIndex] = (3, 10, 50),
    days: Iterable[SupportsIndex] = (365,),
    features: str | Iterable[str] = (),
    segment: str | None = None,
    shrink: bool = False,
    shrink_weight: SupportsIndex = 5,
    exclude_disputed: bool = False,
    promise_grace_days: SupportsIndex = 0,
    clock: ApplicationClock = "latest",
    known_at: DateLike | None = None,
    known_at_as_of: bool = False,
    threads: SupportsIndex = 1,
) -> InvoiceBehaviour:
    """The features of its customer for every invoice, at the end of the day before it was issued: a training table.

    Args:
        ledger: A :class:`Ledger`; its invoices and debit notes above 0 are the rows, whatever became of them.
        last: As in :func:`behaviour`.
        days: As in :func:`behaviour`.
        features: As in :func:`behaviour`; ``relative_amount`` is of this table alone.
        segment: As in :func:`behaviour`; the value of the invoice.
        shrink: As in :func:`behaviour`.
        shrink_weight: As in :func:`behaviour`.
        exclude_disputed: As in :func:`behaviour`.
        promise_grace_days: As in :func:`behaviour`.
        clock: As in :func:`behaviour`.
        known_at: As in :func:`behaviour`.
        known_at_as_of: The past of each invoice as it was known on the day before its issue.
        threads: At most 256; never changes a result.

    Returns:
        Rows, what each column is, and the proof: what became of every document.

    Raises:
        ArgumentError: As in :func:`behaviour`.

    Complexity: one pass over the events of each account. Thread-safe; runs without the interpreter's lock.

    >>> documents = {"customer": ["A", "A", "A"], "id": ["1", "2", "3"], "due_date": ["2024-02-10", "2024-02-20", "2024-03-20"]}
    >>> documents |= {"issue_date": ["2024-01-10", "2024-01-20", "2024-02-20"], "amount": ["70.00", "30.00", "50.00"]}
    >>> documents |= {"paid_date": ["2024-02-15", "2024-02-24", None]}
    >>> ledger = Ledger.from_documents(documents, currency="EUR")
    >>> rows = invoice_behaviour(ledger, features=["days_late_mean", "open_amount"]).rows.to_dict()
    >>> rows["days_late_mean"], rows["open_amount"]
    ([None, None, 5.0], [Decimal('0.00'), Decimal('70.00'), Decimal('30.00')])
    """
    require_ledger(ledger, "invoice_behaviour", "open items have no history")
    options = _checked_options(
        last=last,
        days=days,
        features=features,
        segment=segment,
        shrink=shrink,
        shrink_weight=shrink_weight,
        exclude_disputed=exclude_disputed,
        promise_grace_days=promise_grace_days,
        clock=clock,
        known_at=known_at,
        known_at_as_of=known_at_as_of,
        threads=threads,
    )
    return InvoiceBehaviour(_core.compute_invoice_behaviour(ledger._core, options), ledger._frame_type)
