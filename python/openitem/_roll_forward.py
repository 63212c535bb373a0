"""Roll-forward: opening, movements and closing of the receivable between two days."""

import datetime
from collections.abc import Iterable
from typing import SupportsIndex

from openitem import _core
from openitem._aging import ApplicationClock
from openitem._arguments import int32, text, texts
from openitem._frames import Frame, FrameType, add_frame
from openitem._ledger import Ledger, MoneyForm, require_ledger
from openitem._table import PeriodTables, ResultTable
from openitem.errors import ArgumentError
from openitem.time import DateLike, date_of, days_of, optional_days


class RollForward(PeriodTables):
    """How the receivable came from one day to another. Immutable; see :func:`roll_forward`."""

    def __init__(
        self,
        result: _core.Result,
        frame_type: FrameType,
        period: tuple[datetime.date, datetime.date],
        control_account: _core.Result | None,
    ) -> None:
        """Made by :func:`roll_forward`."""
        super().__init__(result, frame_type, period)
        self._control_account = control_account

    @property
    def caption(self) -> str:
        """The two days, as printed over the tables."""
        return f"Roll-forward from {self._period[0]} to {self._period[1]}"

    @property
    def rows(self) -> ResultTable:
        """Group columns, currency, line, count, amount: in every group opening, movements, closing and difference (0)."""
        return self._table("rows")

    @property
    def totals(self) -> ResultTable:
        """The same without groups."""
        return self._table("totals")

    @property
    def control_account(self) -> ResultTable | None:
        """Opening and closing computed against given; None where no control account was given."""
        if self._control_account is None:
            return None
        return ResultTable(self._control_account.table("control_account"), self._frame_type)


def roll_forward(
    ledger: Ledger,
    from_: DateLike,
    to: DateLike,
    *,
    by: str | Iterable[str] = (),
    clock: ApplicationClock = "latest",
    known_at: DateLike | None = None,
    known_at_from: DateLike | None = None,
    control: Frame | None = None,
    money: MoneyForm = "exact",
    threads: SupportsIndex = 1,
) -> RollForward:
    """Opening + movements = closing, in every group and currency: what moved the receivable between two days.

    Args:
        ledger: A :class:`Ledger`.
        from_: The opening is the end of this day; movements are those posted after it.
        to: The closing is the end of this day.
        by: Columns of the groups as in :func:`openitem.aging`; empty = one group a currency.
        clock: The date that makes an application count.
        known_at: Both ends as they were known at the end of this day.
        known_at_from: The opening as it was known at the end of this earlier day; what came late stands in the line
            ``late_postings``, so that last month's printed closing is this month's opening.
        control: A table of balances of the control account to compare with: the group columns, currency, and opening, closing
            or both.
        money: How money columns of ``control`` are read; see :meth:`Ledger.from_documents`.
        threads: At most 256; never changes a result.

    Returns:
        The lines by group, their totals, and the comparison with the control account.

    Raises:
        ArgumentError: ``from_`` after ``to``, ``known_at_from`` after ``known_at``, an option outside its bounds, an unknown
            name, or ``money`` without ``control``.
        DataError: A column of ``control`` that is missing or a cell that cannot be read.

    Complexity: O(documents + applications). Thread-safe; runs without the interpreter's lock.

    >>> documents = {"customer": ["A", "B"], "id": ["1", "2"], "issue_date": ["2024-01-10", "2024-02-03"]}
    >>> documents |= {"amount": ["70.00", "30.00"], "paid_date": ["2024-02-20", None]}
    >>> ledger = Ledger.from_documents(documents, currency="EUR")
    >>> print(roll_forward(ledger, "2024-01-31", "2024-02-29"))
    Roll-forward from 2024-01-31 to 2024-02-29
    currency  line        count  amount
    EUR       opening         1   70.00
    EUR       invoice         1   30.00
    EUR       payment         1  -70.00
    EUR       closing         1   30.00
    EUR       difference      0    0.00
    """
    require_ledger(ledger, "roll_forward", "open items have no history")
    if control is None and money != "exact":
        raise ArgumentError(
            "money says how control is read and has no effect without it; leave it out",
            status="invalid_argument",
            argument="money",
        )
    first, last = days_of(from_, "from_"), days_of(to, "to")
    result = _core.compute_roll_forward(
        ledger._core,
        first,
        last,
        threads=int32(threads, "threads"),
        clock=text(clock, "clock"),
        known_at=optional_days(known_at, "known_at"),
        known_at_from=optional_days(known_at_from, "known_at_from"),
        by=texts(by, "by"),
    )
    compared = None
    if control is not None:
        tables = _core.InputTables()
        add_frame(tables, "control_account", control)
        compared = _core.compare_control_account(result, tables, text(money, "money"))
    return RollForward(result, ledger._frame_type, (date_of(first), date_of(last)), compared)
