"""Movement of the allowance: opening, charge, release, write-offs, recoveries, currency, closing, and journal lines."""

import datetime
from collections.abc import Iterable
from typing import Any

from openitem import _core
from openitem._arguments import optional_text, text, texts
from openitem._frames import Frame, FrameType, add_frame
from openitem._ledger import Ledger, MoneyForm, require_ledger
from openitem._provision import Framework, Provision, ProvisionTax
from openitem._provision_matrix import RecoveryTreatment
from openitem._table import ResultTable, ResultTables
from openitem.errors import ArgumentError
from openitem.time import DateLike, date_of, days_of, optional_days


class ProvisionMovement(ResultTables):
    """How the allowance came from one day to another. Immutable; see :func:`provision_movement`."""

    def __init__(
        self,
        result: _core.Result,
        frame_type: FrameType,
        period: tuple[datetime.date, datetime.date] | None,
    ) -> None:
        """Made by :func:`provision_movement`."""
        super().__init__(result, frame_type)
        self._period = period

    @property
    def period(self) -> tuple[datetime.date, datetime.date] | None:
        """The two days whose ends are opening and closing; None without a ledger."""
        return self._period

    @property
    def caption(self) -> str:
        """The two days, as printed over the tables."""
        between = f" from {self._period[0]} to {self._period[1]}" if self._period else ""
        return f"Movement of the allowance{between}"

    @property
    def rows(self) -> ResultTable:
        """One row a segment and currency: opening + charge - release - write_offs + recoveries + currency_effect = closing."""
        return self._table("rows")

    @property
    def totals(self) -> ResultTable:
        """The same by currency."""
        return self._table("totals")

    @property
    def journal(self) -> ResultTable:
        """Proposed journal lines: each entry's debits equal its credits."""
        return self._plain_table("journal")

    @property
    def proof(self) -> ResultTable:
        """The movement adds up, the journal moves the allowance by as much, debits equal credits."""
        return self._table("proof")


def provision_movement(
    opening: Frame | Provision,
    closing: Frame | Provision,
    *,
    ledger: Ledger | None = None,
    from_: DateLike | None = None,
    to: DateLike | None = None,
    write_offs: Frame | None = None,
    recoveries: Frame | None = None,
    currency_effects: Frame | None = None,
    by: str | Iterable[str] = (),
    recoveries_through: RecoveryTreatment | None = None,
    framework: Framework = "ifrs9_simplified",
    tax: ProvisionTax = "included",
    money: MoneyForm = "exact",
    known_at: DateLike | None = None,
) -> ProvisionMovement:
    """Opening + charge - release - write-offs + recoveries + currency = closing, with the journal lines it takes.

    Args:
        opening: The allowance before: a :class:`Provision`, or a frame of the columns in ``by``, currency and allowance.
        closing: The allowance after.
        ledger: Takes write-offs and recoveries from the documents of these kinds, posted after ``from_`` and by ``to``.
        from_: With ``ledger``; default the day of ``opening`` where it is a provision.
        to: With ``ledger``; default the day of ``closing``.
        write_offs: Without a ledger: the columns in ``by``, currency, amount, 0 or more.
        recoveries: The same of what was received of amounts written off.
        currency_effects: Change of the allowance by translation: either sign.
        by: Segments; default one row a currency.
        recoveries_through: ``"profit_or_loss"`` or ``"allowance"``; default the usual one of ``framework``.
        framework: ``"ifrs9_simplified"`` (recoveries in profit or loss) or ``"cecl_aging"`` (through the allowance).
        tax: With ``ledger``: ``"recoverable"`` counts write-offs and recoveries without their tax.
        money: How money columns are read; see :meth:`Ledger.from_documents`.
        known_at: With ``ledger``: the books as they were known at the end of this day.

    Returns:
        The movement by segment and currency, journal lines and the proof.

    Raises:
        ArgumentError: Dates without a ledger, tables that a ledger stands for, an unknown name.
        DataError: A column that is missing, a cell that cannot be read, a negative amount.

    Complexity: O(documents + rows log rows). Thread-safe; runs without the interpreter's lock.

    >>> movement = provision_movement(
    ...     {"currency": ["USD"], "allowance": ["75000.00"]},
    ...     {"currency": ["USD"], "allowance": ["73100.00"]},
    ...     write_offs={"currency": ["USD"], "amount": ["85000.00"]},
    ... )
    >>> movement.rows.to_dict()["charge"]
    [Decimal('83100.00')]
    """
    tables = _core.InputTables()
    frame_type = add_frame(tables, "opening", _allowances(opening))
    add_frame(tables, "closing", _allowances(closing))
    given = {"write_offs": write_offs, "recoveries": recoveries, "currency_effects": currency_effects}
    for name, frame in given.items():
        if frame is not None:
            add_frame(tables, name, frame)
    period = None
    if ledger is None:
        if from_ is not None or to is not None:
            raise ArgumentError(
                "from_ and to are about the documents of a ledger; leave them out, or give the ledger",
                status="invalid_argument",
                argument="from_" if from_ is not None else "to",
            )
    else:
        require_ledger(ledger, "provision_movement", "open items have no write-offs")
        period = (_day(from_, opening, "from_"), _day(to, closing, "to"))
    result = _core.compute_provision_movement(
        None if ledger is None else ledger._core,
        *(period or (0, 0)),
        tables,
        framework=text(framework, "framework"),
        recoveries=optional_text(recoveries_through, "recoveries_through"),
        tax=text(tax, "tax"),
        money=text(money, "money"),
        known_at=optional_days(known_at, "known_at"),
        by=texts(by, "by"),
    )
    own = opening._frame_type if isinstance(opening, Provision) else frame_type
    return ProvisionMovement(
        result, own, None if period is None else (date_of(period[0]), date_of(period[1]))
    )


def _allowances(given: Frame | Provision) -> Any:
    return given.rows if isinstance(given, Provision) else given


def _day(day: DateLike | None, provision: Frame | Provision, argument: str) -> int:
    if day is not None:
        return days_of(day, argument)
    if isinstance(provision, Provision):
        return days_of(provision.as_of, argument)
    raise ArgumentError(
        f"{argument} is needed with a ledger, or a Provision that knows its day",
        status="invalid_argument",
        argument=argument,
    )
