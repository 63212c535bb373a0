"""Statement of account: opening, movements, closing and aging strip of every customer and currency."""

from collections.abc import Iterable
from typing import SupportsIndex

from openitem import _core
from openitem._aging import (
    AgingBasis,
    ApplicationClock,
    CreditMode,
    DisputeMode,
    MissingDate,
    aging_options,
)
from openitem._arguments import int64, sequence, text, texts
from openitem._ledger import Ledger, require_ledger
from openitem._table import PeriodTables, ResultTable
from openitem.calendar import Calendar
from openitem.errors import ArgumentError
from openitem.time import DateLike, date_of, days_of, optional_days


class Statement(PeriodTables):
    """Statements of account between two days. Immutable; see :func:`statement`."""

    @property
    def caption(self) -> str:
        """The two days, as printed over the tables."""
        return f"Statement of account from {self._period[0]} to {self._period[1]}"

    @property
    def statements(self) -> ResultTable:
        """One row an account: opening, debits, credits, closing, and the aging strip of what is open at the end."""
        return self._table("statements")

    @property
    def movements(self) -> ResultTable:
        """Balance forward: every document that moved an account, in posting order, with the running balance."""
        return self._table("movements")

    @property
    def open_items(self) -> ResultTable:
        """Open item statement: the items still open at the end, with due date, days past due and bucket."""
        return ResultTable(
            self._result.table("open_items"), self._frame_type, f"Open items as of {self._period[1]}"
        )

    @property
    def proof(self) -> ResultTable:
        """From the openings to the closings, the control total and the strips; every line of difference is 0."""
        return self._plain_table("proof")

    def _main_table(self) -> ResultTable:
        return self.statements


def statement(
    ledger: Ledger,
    from_: DateLike,
    to: DateLike,
    customers: str | SupportsIndex | Iterable[str | SupportsIndex] | None = None,
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
    known_at_from: DateLike | None = None,
    date_column: str | None = None,
    threads: SupportsIndex = 1,
) -> Statement:
    """Opening + movements = closing of every customer in every currency, with the open items behind the closing.

    Args:
        ledger: A :class:`Ledger`.
        from_: The opening is the end of this day; movements are those posted after it.
        to: The closing is the end of this day; the aging strip is that of this day.
        customers: The customers asked for, one or several; None = all. Keys that are numbers are given as ints.
        by: ``"customer"``, or ``("customer", "entity")`` for a statement of each entity.
        basis: As in :func:`openitem.aging`, like every argument below that is not explained.
        buckets: Inclusive upper bounds in days.
        forward_buckets: Bounds of days until due.
        months: Calendar months in place of ``buckets``.
        forward_months: With ``months``: splits what is not due by calendar month.
        calendar: Days in business days of this calendar, an object or a name, instead of calendar days.
        missing_date: What stands in for a missing date.
        credits: Where credits and unapplied cash go in the strip.
        disputes: Where disputed amounts go in the strip.
        clock: The date that makes an application count.
        known_at: The books as they were known at the end of this day, at both ends.
        known_at_from: The opening as it was known at this earlier day; what came late stands in the column
            ``late_postings``, so that last month's printed closing is this month's opening.
        date_column: With ``basis="column"``.
        threads: At most 256; never changes a result.

    Returns:
        One row an account, its movements, its open items, and the proof.

    Raises:
        ArgumentError: ``from_`` after ``to``, ``known_at_from`` after ``known_at``, a customer that is unknown or stands
            twice, an empty list of customers, another ``by``, a frame where a ledger is needed, and as
            :func:`openitem.aging`.

    Complexity: O(documents + applications); of named customers, those of theirs. Thread-safe; runs without the
    interpreter's lock.

    >>> documents = {"customer": ["A", "A"], "id": ["1", "2"], "issue_date": ["2024-01-10", "2024-02-03"]}
    >>> documents |= {"amount": ["70.00", "30.00"], "paid_date": ["2024-02-20", None]}
    >>> ledger = Ledger.from_documents(documents, currency="EUR")
    >>> february = statement(ledger, "2024-01-31", "2024-02-29", "A")
    >>> february.statements.to_dict()["closing"]
    [Decimal('30.00')]
    >>> for kind, amount, balance in zip(*(february.movements.to_dict()[c] for c in ("kind", "amount", "balance"))):
    ...     print(kind, amount, balance)
    invoice 30.00 100.00
    payment -70.00 30.00
    """
    given = {**locals(), "future_payments": False, "base_amounts": False, "re_aged": None}
    require_ledger(ledger, "statement", "open items have no history")
    first, last = days_of(from_, "from_"), days_of(to, "to")
    result = _core.compute_statement(
        ledger._core,
        first,
        last,
        aging_options(given, texts(by, "by")),
        known_at_from=optional_days(known_at_from, "known_at_from"),
        customers=_customers(customers),
    )
    return Statement(result, ledger._frame_type, (date_of(first), date_of(last)))


def _customers(given: str | SupportsIndex | Iterable[str | SupportsIndex] | None) -> list[str]:
    """Keys as the texts they are printed as; none at all is no way to ask for all."""
    if given is None:
        return []
    keys = (
        sequence(given, "customers")
        if isinstance(given, Iterable) and not isinstance(given, str)
        else [given]
    )
    if not keys:
        raise ArgumentError(
            "customers is empty; name one at least, or leave it out for all of them",
            status="invalid_argument",
            argument="customers",
        )
    return [
        text(key, f"customers[{at}]") if isinstance(key, str) else str(int64(key, f"customers[{at}]"))
        for at, key in enumerate(keys)
    ]
