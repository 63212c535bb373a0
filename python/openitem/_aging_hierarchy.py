"""Hierarchy: the aging rolled up over parents of customers or of legal entities, each item once."""

import datetime
from collections.abc import Iterable
from typing import Literal, SupportsIndex, TypeAlias

from openitem import _core
from openitem._aging import (
    AgingBasis,
    ApplicationClock,
    CreditMode,
    DisputeMode,
    MissingDate,
    aging_options,
)
from openitem._arguments import text, texts
from openitem._frames import Frame, FrameType, add_frame
from openitem._ledger import Ledger, require_ledger
from openitem._table import ResultTable, ResultTables
from openitem.calendar import Calendar
from openitem.time import DateLike, date_of, days_of

HierarchyOver: TypeAlias = Literal["customer", "entity"]


class AgingHierarchy(ResultTables):
    """An aging rolled up over parents. Immutable; see :func:`aging_hierarchy`."""

    def __init__(self, result: _core.Result, frame_type: FrameType, as_of: datetime.date, over: str) -> None:
        """Made by :func:`aging_hierarchy`."""
        super().__init__(result, frame_type)
        self._as_of = as_of
        self._over = over

    @property
    def as_of(self) -> datetime.date:
        """The day whose end the figures show."""
        return self._as_of

    @property
    def over(self) -> str:
        """What the nodes are: ``"customer"`` or ``"entity"``."""
        return self._over

    @property
    def caption(self) -> str:
        """What is rolled up and the as-of date, as printed over the tables."""
        return f"Aging by {self._over} hierarchy as of {self._as_of.isoformat()}"

    @property
    def rows(self) -> ResultTable:
        """Group columns, the customer or entity, parent, level (0 = root), currency, the figures of an aging summed over the
        node and all below it, own_total (the node's own items alone), descendants (number of rows below, which are the next
        ones). By group and currency, then depth first."""
        return self._table("rows")

    @property
    def totals(self) -> ResultTable:
        """One row a currency: every item once."""
        return self._table("totals")

    @property
    def proof(self) -> ResultTable:
        """The proof of an aging, then per currency ``roots``, what the roots add up to, and ``roots_difference``, which is 0."""
        return self._plain_table("proof")


def aging_hierarchy(
    ledger: Ledger,
    as_of: DateLike,
    *,
    over: HierarchyOver = "customer",
    parents: Frame | None = None,
    by: str | Iterable[str] = (),
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
    date_column: str | None = None,
    future_payments: bool = False,
    threads: SupportsIndex = 1,
) -> AgingHierarchy:
    """The aging of a ledger rolled up over the parents of its customers or legal entities, each item once.

    Args:
        ledger: A :class:`Ledger`.
        as_of: The day whose end is shown.
        over: ``"customer"``: under the parents that the ledger's table of customers names; ``"entity"``: under ``parents``.
        parents: With ``over="entity"``, and required there: a frame of the columns entity and parent, an entity a row, its
            parent missing where it is a root. Entities without a row are roots.
        by: Further groups as in :func:`openitem.aging`; each has a hierarchy of its own.
        basis: As in :func:`openitem.aging`, like every argument below that is not explained.
        buckets: Inclusive upper bounds in days.
        forward_buckets: Bounds of days until due.
        months: Calendar months in place of ``buckets``.
        forward_months: With ``months``: splits what is not due by calendar month.
        calendar: Days in business days of this calendar, an object or a name, instead of calendar days.
        missing_date: What stands in for a missing date.
        credits: Where credits and unapplied cash go; netting stays within the customer.
        disputes: Where disputed amounts go.
        clock: The date that makes an application count.
        known_at: The books as they were known at the end of this day.
        date_column: With ``basis="column"``.
        future_payments: Adds the column of payments posted after ``as_of``.
        threads: At most 256; never changes a result.

    Returns:
        The rows of an aging, parents before children, with what each has of its own and with all below it.

    Raises:
        ArgumentError: ``parents`` beside ``over="customer"``, a ledger without entities, and as :func:`openitem.aging`.
        DataError: In ``parents`` a cycle, an entity with two rows, a row without entity, a cell that cannot be read, a missing or
            further column.

    Complexity: O(documents + applications + customers or entities + rows of the result). Thread-safe; runs without the
    interpreter's lock.

    >>> documents = {"customer": ["Berlin", "Paris", "Rome"], "issue_date": ["2024-06-01"] * 3}
    >>> documents |= {"due_date": ["2024-06-30", "2024-07-31", "2024-07-15"], "amount": ["70.00", "30.00", "5.00"]}
    >>> customers = {"customer": ["Berlin", "Paris"], "parent": ["Group", "Group"]}
    >>> ledger = Ledger.from_documents(documents, customers=customers, currency="EUR")
    >>> print(aging_hierarchy(ledger, "2024-07-20", buckets=(0,), credits="own_age"))
    Aging by customer hierarchy as of 2024-07-20
    customer  parent  level  currency  not_due  over_0   total  open_items  overdue_documents  own_total  descendants
    Group                 0  EUR         30.00   70.00  100.00           2                  1       0.00            2
    Berlin    Group       1  EUR          0.00   70.00   70.00           1                  1      70.00            0
    Paris     Group       1  EUR         30.00    0.00   30.00           1                  0      30.00            0
    Rome                  0  EUR          0.00    5.00    5.00           1                  1       5.00            0
    """
    given = {**locals(), "base_amounts": False, "re_aged": None}
    require_ledger(ledger, "aging_hierarchy", "open items name no parents")
    day = days_of(as_of, "as_of")
    options = aging_options(given, texts(by, "by"))
    tables = _core.InputTables()
    if parents is not None:
        add_frame(tables, "parents", parents)
    kind = text(over, "over")
    result = _core.compute_aging_hierarchy(ledger._core, day, options, kind, tables)
    return AgingHierarchy(result, ledger._frame_type, date_of(day), kind)
