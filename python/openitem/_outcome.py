"""Outcomes: which accounts went bad after a date, and which invoices after their issue; the labels to features of behaviour."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, Literal, SupportsIndex, TypeAlias

from openitem import _core
from openitem._aging import ApplicationClock
from openitem._arguments import flag, int32, sequence, text
from openitem._frames import Frame, FrameType, add_frame
from openitem._ledger import Ledger, MoneyForm, require_ledger
from openitem._provision_matrix import Amount, Rate, plain_decimal, rate_parts
from openitem._table import ResultTable, ResultTables
from openitem.time import DateLike, date_of, days_of, optional_days

WindowUnit: TypeAlias = Literal["months", "days"]
"""What the length of a window is counted in: whole calendar months, or days."""


class OutcomeTables(ResultTables):
    """What the account table and the invoice table have in common."""

    def _main_table(self) -> ResultTable:
        return self.rows

    @property
    def rows(self) -> ResultTable:
        """``bad`` is 1, 0 or null; where it is null, ``exclusion`` says why. Then when, by what, and how far it went."""
        return self._table("rows")

    @property
    def proof(self) -> ResultTable:
        """Good, bad and excluded rows against all of them. Every line ``difference`` is 0."""
        return self._table("proof")


class Outcomes(OutcomeTables):
    """What became of accounts after one or more dates. Immutable; see :func:`outcomes`."""

    def __init__(self, result: _core.Result, frame_type: FrameType, as_of: tuple[datetime.date, ...]) -> None:
        """Made by :func:`outcomes`."""
        super().__init__(result, frame_type)
        self._as_of = as_of

    @property
    def as_of(self) -> tuple[datetime.date, ...]:
        """The days that the windows begin after, ascending."""
        return self._as_of

    @property
    def caption(self) -> str:
        """The days, as printed over the tables."""
        if len(self._as_of) == 1:
            return f"Outcomes after {self._as_of[0]}"
        return f"Outcomes after {len(self._as_of)} dates, {self._as_of[0]} to {self._as_of[-1]}"


class InvoiceOutcomes(OutcomeTables):
    """What became of every invoice after its issue. Immutable; see :func:`invoice_outcomes`."""

    @property
    def caption(self) -> str:
        """As printed over the tables."""
        return "Outcome of each invoice"


def _checked_options(
    *,
    days_past_due: SupportsIndex,
    window: SupportsIndex,
    window_unit: str,
    count_write_offs: bool,
    materiality_share: Rate,
    exclude_disputed: bool,
    exclude_already_bad: bool,
    exclude_no_exposure: bool,
    end_of_data: DateLike | None,
    money: MoneyForm,
    clock: ApplicationClock,
    known_at: DateLike | None,
    threads: SupportsIndex,
) -> _core.OutcomeOptions:
    return _core.OutcomeOptions(
        days_past_due=int32(days_past_due, "days_past_due"),
        window=int32(window, "window"),
        window_unit=text(window_unit, "window_unit"),
        count_write_offs=int(flag(count_write_offs, "count_write_offs")),
        materiality_share=rate_parts(materiality_share),
        exclude_disputed=int(flag(exclude_disputed, "exclude_disputed")),
        exclude_already_bad=int(flag(exclude_already_bad, "exclude_already_bad")),
        exclude_no_exposure=int(flag(exclude_no_exposure, "exclude_no_exposure")),
        end_of_data=optional_days(end_of_data, "end_of_data"),
        money=text(money, "money"),
        clock=text(clock, "clock"),
        known_at=optional_days(known_at, "known_at"),
        threads=int32(threads, "threads"),
    )


def outcomes(
    ledger: Ledger,
    as_of: DateLike | Iterable[DateLike],
    *,
    days_past_due: SupportsIndex = 90,
    window: SupportsIndex = 12,
    window_unit: WindowUnit = "months",
    count_write_offs: bool = True,
    materiality: Mapping[str, Amount] | Frame | None = None,
    materiality_share: Rate = 0,
    exclude_disputed: bool = True,
    exclude_already_bad: bool = True,
    exclude_no_exposure: bool = True,
    end_of_data: DateLike | None = None,
    money: MoneyForm = "exact",
    clock: ApplicationClock = "latest",
    known_at: DateLike | None = None,
    threads: SupportsIndex = 1,
) -> Outcomes:
    """Which customers went bad in the window after one or more dates: the labels to the rows of :func:`behaviour`.

    Bad is ``days_past_due`` days past due for more than the threshold, or written off for more than the materiality, on a day after
    ``as_of`` up to the end of the window. The rows are those of :func:`behaviour` for the same dates, clock and known_at, in the same order.

    Args:
        ledger: A :class:`Ledger`.
        as_of: The observation date, or several, strictly ascending, at most 4,096.
        days_past_due: Calendar days after the due day of an item, 1 to 3,650.
        window: Its length, 1 to 120 months or 1 to 3,660 days.
        window_unit: ``"months"`` or ``"days"``.
        count_write_offs: Whether a write-off makes bad, too.
        materiality: What an amount must exceed, for each currency of the ledger: a dict, or a frame with currency and amount. Default: 0.
        materiality_share: The share of what is open that it must exceed, too, 0 to 1.
        exclude_disputed: Leave out what is under active dispute.
        exclude_already_bad: Leave out accounts that are past due on the observation date itself.
        exclude_no_exposure: Leave out accounts with nothing open from the observation date to the end of the window.
        end_of_data: The last day that the books are complete for; windows that end later are left out. Default: that of the last posting or
            application.
        money: How the amounts of ``materiality`` are read; see :meth:`Ledger.from_documents`.
        clock: The date that makes an application count.
        known_at: The books as they were known at the end of this day.
        threads: At most 256; never changes a result.

    Returns:
        Rows and the proof: good + bad + excluded = rows.

    Raises:
        ArgumentError: An option outside its bounds, dates that do not ascend, a currency without materiality.
        DataError: A cell of ``materiality`` that is missing or cannot be read, with its row.

    Complexity: O(events log events) of each account for all dates. Thread-safe; runs without the interpreter's lock.

    >>> documents = {"customer": ["A", "B", "C"], "id": ["1", "2", "3"], "due_date": ["2024-02-10", "2024-02-20", "2024-12-20"]}
    >>> documents |= {"issue_date": ["2024-01-10", "2024-01-20", "2024-01-20"], "amount": ["70.00", "30.00", "50.00"]}
    >>> documents |= {"paid_date": ["2024-03-20", "2024-02-24", None]}
    >>> ledger = Ledger.from_documents(documents, currency="EUR")
    >>> rows = outcomes(ledger, "2024-01-31", days_past_due=30, window=3, end_of_data="2024-06-30").rows.to_dict()
    >>> rows["bad"], rows["bad_on"][0].isoformat(), rows["past_due_amount"][0]
    ([1, 0, 0], '2024-03-11', Decimal('70.00'))
    """
    require_ledger(ledger, "outcomes", "open items have no history")
    if isinstance(as_of, str) or not isinstance(as_of, Iterable):
        dates = [days_of(as_of, "as_of")]
    else:
        dates = [days_of(day, f"as_of[{at}]") for at, day in enumerate(sequence(as_of, "as_of"))]
    options = _checked_options(
        days_past_due=days_past_due,
        window=window,
        window_unit=window_unit,
        count_write_offs=count_write_offs,
        materiality_share=materiality_share,
        exclude_disputed=exclude_disputed,
        exclude_already_bad=exclude_already_bad,
        exclude_no_exposure=exclude_no_exposure,
        end_of_data=end_of_data,
        money=money,
        clock=clock,
        known_at=known_at,
        threads=threads,
    )
    result = _core.compute_outcomes(ledger._core, dates, _tables(materiality, money), options)
    return Outcomes(result, ledger._frame_type, tuple(date_of(day) for day in dates))


def invoice_outcomes(
    ledger: Ledger,
    *,
    days_past_due: SupportsIndex = 90,
    window: SupportsIndex = 12,
    window_unit: WindowUnit = "months",
    count_write_offs: bool = True,
    materiality: Mapping[str, Amount] | Frame | None = None,
    materiality_share: Rate = 0,
    exclude_disputed: bool = True,
    end_of_data: DateLike | None = None,
    money: MoneyForm = "exact",
    clock: ApplicationClock = "latest",
    known_at: DateLike | None = None,
    threads: SupportsIndex = 1,
) -> InvoiceOutcomes:
    """Which invoices went bad within a window from their issue: the labels to the rows of :func:`invoice_behaviour`.

    Args:
        ledger: A :class:`Ledger`; its invoices and debit notes above 0 are the rows.
        days_past_due: As in :func:`outcomes`.
        window: From the issue date; an invoice that is due too late to become past due in it is left out (``window_too_short``).
        window_unit: As in :func:`outcomes`.
        count_write_offs: As in :func:`outcomes`; write-offs applied to the invoice.
        materiality: As in :func:`outcomes`.
        materiality_share: The share of the amount of the invoice that must be exceeded, too, 0 to 1.
        exclude_disputed: As in :func:`outcomes`.
        end_of_data: As in :func:`outcomes`.
        money: As in :func:`outcomes`.
        clock: As in :func:`outcomes`.
        known_at: As in :func:`outcomes`.
        threads: At most 256; never changes a result.

    Returns:
        Rows and the proof: what became of every document.

    Raises:
        ArgumentError: As in :func:`outcomes`.
        DataError: As in :func:`outcomes`.

    Complexity: one pass over the events of each account. Thread-safe; runs without the interpreter's lock.

    >>> documents = {"customer": ["A", "A", "A"], "id": ["1", "2", "3"], "due_date": ["2024-02-10", "2024-02-20", "2024-12-20"]}
    >>> documents |= {"issue_date": ["2024-01-10", "2024-01-20", "2024-01-20"], "amount": ["70.00", "30.00", "50.00"]}
    >>> documents |= {"paid_date": ["2024-03-20", "2024-02-24", None]}
    >>> ledger = Ledger.from_documents(documents, currency="EUR")
    >>> rows = invoice_outcomes(ledger, days_past_due=30, window=3, end_of_data="2024-06-30").rows.to_dict()
    >>> rows["bad"], rows["exclusion"]
    ([1, 0, None], [None, None, 'window_too_short'])
    """
    require_ledger(ledger, "invoice_outcomes", "open items have no history")
    options = _checked_options(
        days_past_due=days_past_due,
        window=window,
        window_unit=window_unit,
        count_write_offs=count_write_offs,
        materiality_share=materiality_share,
        exclude_disputed=exclude_disputed,
        exclude_already_bad=True,
        exclude_no_exposure=True,
        end_of_data=end_of_data,
        money=money,
        clock=clock,
        known_at=known_at,
        threads=threads,
    )
    result = _core.compute_invoice_outcomes(ledger._core, _tables(materiality, money), options)
    return InvoiceOutcomes(result, ledger._frame_type)


def _tables(materiality: Mapping[str, Amount] | Frame | None, money: str) -> _core.InputTables:
    tables = _core.InputTables()
    if materiality is not None:
        add_frame(tables, "materiality", _materiality_table(materiality, money))
    return tables


def _materiality_table(materiality: Mapping[str, Amount] | Frame, money: str) -> Any:
    """A mapping of currencies to single amounts as the two columns it stands for; anything else is a frame."""
    if not isinstance(materiality, Mapping) or not all(
        isinstance(amount, str | int) or hasattr(amount, "as_tuple") for amount in materiality.values()
    ):
        return materiality
    amounts = list(materiality.values())
    return {
        "currency": list(materiality),
        "amount": amounts if money == "minor" else [plain_decimal(amount) for amount in amounts],
    }
