"""Revaluation: open items beside their booked base amounts and their worth at the rates of a day."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, SupportsIndex, TypeAlias

from openitem import _core
from openitem._arguments import int32, optional_text, texts
from openitem._frames import Frame, add_frame
from openitem._ledger import Ledger, require_ledger
from openitem._table import DatedTables, ResultTable
from openitem.time import DateLike, date_of, days_of, optional_days

Rate: TypeAlias = str | Decimal | int | float


class Revaluation(DatedTables):
    """Open items at booked and revalued base amounts, with the proof. Immutable; see :func:`revaluation`."""

    @property
    def caption(self) -> str:
        """The as-of date, as printed over the tables."""
        return f"Revaluation as of {self._as_of.isoformat()}"

    @property
    def rows(self) -> ResultTable:
        """One row for each group and currency: open, booked, revalued, unrealised, items; above 0 is a gain."""
        return self._table("rows")

    @property
    def totals(self) -> ResultTable:
        """The same by currency."""
        return self._table("totals")

    @property
    def items(self) -> ResultTable:
        """One row an open item."""
        return self._table("items")

    @property
    def residues(self) -> ResultTable:
        """Applications whose two sides were booked at different base amounts, and what that leaves on the account."""
        return self._table("residues")

    @property
    def rates(self) -> ResultTable:
        """The rates as they were used."""
        return self._table("rates")

    @property
    def proof(self) -> ResultTable:
        """From the booked amounts of all documents to those of the open items; the last line, difference, is 0."""
        return self._table("proof")


def revaluation(
    ledger: Ledger,
    as_of: DateLike,
    rates: Mapping[str, Rate] | Frame,
    *,
    base_currency: str | None = None,
    by: str | Iterable[str] = (),
    known_at: DateLike | None = None,
    threads: SupportsIndex = 1,
) -> Revaluation:
    """Open items of a day in base currency: as booked, at the rates of the day, and the unrealised difference.

    Args:
        ledger: A ledger; its base currency and booked amounts (``base_amount``) are used where it has them.
        as_of: The day whose end is looked at.
        rates: Base currency units for one unit of each currency, as ``{"USD": "0.92"}``; or a frame with the columns currency,
            rate and perhaps per (the number of units the rate is for). At most 12 decimals; a float is read as its shortest
            decimal.
        base_currency: ISO 4217 code; only of a ledger that was built without one.
        by: Groups: ``"customer"``, ``"entity"``, ``"kind"`` or dimensions; default one row a currency.
        known_at: The books as they were known at the end of this day.
        threads: At most 256; never changes a result.

    Returns:
        The figures with their proof.

    Raises:
        ArgumentError: No base currency, another one than the ledger's, an unknown name.
        DataError: A rate that is missing, not above 0, unreadable, or given twice.
        ArithmeticOverflowError: A figure that leaves the range.

    Complexity: O(documents + applications). Thread-safe; runs without the interpreter's lock.

    >>> ledger = Ledger.from_documents(
    ...     {
    ...         "customer": ["A"],
    ...         "issue_date": ["2024-05-01"],
    ...         "amount": ["100.00"],
    ...         "currency": ["USD"],
    ...         "base_amount": ["90.00"],
    ...     },
    ...     base_currency="EUR",
    ... )
    >>> revaluation(ledger, "2024-06-30", {"USD": "0.93"}).rows.to_dict()["unrealised"]
    [Decimal('3.00')]
    """
    require_ledger(ledger, "revaluation", "open items have no booked amounts")
    day = days_of(as_of, "as_of")
    tables = _core.InputTables()
    add_frame(tables, "rates", rates_table(rates))
    result = _core.compute_revaluation(
        ledger._core,
        day,
        tables,
        base_currency=optional_text(base_currency, "base_currency"),
        by=texts(by, "by"),
        known_at=optional_days(known_at, "known_at"),
        threads=int32(threads, "threads"),
    )
    return Revaluation(result, ledger._frame_type, date_of(day))


def rates_table(rates: Mapping[str, Rate] | Frame) -> Any:
    """A mapping of currencies to single rates as the two columns it stands for; anything else is a frame."""
    if not isinstance(rates, Mapping) or not all(
        isinstance(rate, str | Decimal | int | float) for rate in rates.values()
    ):
        return rates
    return {"currency": list(rates), "rate": [_rate_text(rate) for rate in rates.values()]}


def _rate_text(rate: Rate) -> str:
    """A float's shortest decimal; exponents are written out."""
    if isinstance(rate, str):
        return rate
    exact = Decimal(repr(rate)) if isinstance(rate, float) else Decimal(rate)
    return f"{exact:f}" if exact.is_finite() else str(exact)
