"""Payment plans on the days on which a customer has free cash."""

from typing import Literal, SupportsIndex, TypeAlias

from openitem import _core
from openitem._arguments import int32, optional_text, text
from openitem._frames import Frame, add_frame
from openitem._ledger import MoneyForm
from openitem._plan_schedules import Plans
from openitem._plan_terms import (
    RATE_DECIMALS,
    SHARE_DECIMALS,
    RateMethod,
    minor_units_of,
    plan_options,
    rate_parts,
)
from openitem._provision_matrix import Amount, Rate
from openitem._table import ResultTable
from openitem.calendar import Calendar, core_calendar
from openitem.errors import ArgumentError
from openitem.money import Currency, Rounding

CashUse: TypeAlias = Literal["soonest", "smallest_share"]
"""``soonest``: all that may be taken of each day's free cash, until nothing is owed. ``smallest_share``: the same share of every
day's, the smallest that repays by the last day."""


class CashPlans(Plans):
    """Plans on days of free cash."""

    @property
    def shares(self) -> ResultTable:
        """plan, share (of each day's free cash), free_cash (of all days), payments, unused, cash_days, instalments, currency."""
        return self._table("shares")

    @property
    def cash(self) -> ResultTable:
        """plan, date, free_cash, payment, unused, interest_owed, balance, currency: each day up to the last instalment."""
        return self._table("cash")


def cash_plans(
    plans: Frame,
    cash: Frame,
    *,
    use: CashUse,
    apr: RateMethod,
    most_share: Rate = 1,
    rate: Rate = 0,
    day_count: str | None = None,
    calendar: Calendar | str | None = None,
    payment_unit: Amount | None = None,
    interest_rounding: Rounding = "half_up",
    currency: str | None = None,
    money: MoneyForm = "exact",
    date_format: str | None = None,
    threads: SupportsIndex = 1,
) -> CashPlans:
    """Plans that follow a customer's cash rhythm: instalments on the days on which he has free cash, within what is free.

    Args:
        plans: A frame with principal, start_date and any of plan (a key), currency, rate.
        cash: A frame with date, amount (0 or more; amounts of a day add up) and plan, where ``plans`` has one. Any order.
        use: Which of the plans that fit is taken.
        apr: ``none`` or ``eu``; Regulation Z counts unit-periods, which cash does not have.
        most_share: The most that may be taken of a day's free cash, above 0, at most 1, kept to nine decimals.
        rate: A year's, 0 to 100, kept to 15 decimals; interest runs on open principal alone.
        day_count: How its days are counted; required with a rate.
        calendar: Of Bus/252.
        payment_unit: Payments but the last are multiples of it; default the minor unit. Needs ``currency``.
        interest_rounding: Of the interest of each day's period.
        currency: Of plans without a column currency.
        money: How amounts are read; see :meth:`openitem.Ledger.from_documents`.
        date_format: Of text dates; default ISO.
        threads: At most 256; never changes a result.

    Returns:
        Instalments, figures, shares, what became of each day's cash, proof.

    Raises:
        ArgumentError: A choice that has no default, cash that does not repay a plan (the message names what is missing).
        DataError: A cell that cannot be read or is missing, an unknown plan, cash on or before the start, with its row.

    Complexity: O(cash days), 30 times for the smallest share. Runs without the interpreter's lock.

    >>> due = {"principal": ["300.00"], "start_date": ["2026-01-01"]}
    >>> free = {"date": ["2026-01-15", "2026-02-15", "2026-03-15"], "amount": ["100.00", "400.00", "100.00"]}
    >>> fitted = cash_plans(due, free, use="smallest_share", apr="none", currency="EUR")
    >>> [str(amount) for amount in fitted.instalments.to_dict()["payment"]], fitted.shares.to_dict()["share"]
    (['50.00', '200.00', '50.00'], [0.5])
    """
    if payment_unit is not None and currency is None:
        raise ArgumentError(
            "payment_unit is an amount: state its currency too", status="not_set", argument="payment_unit"
        )
    unit = 1
    if payment_unit is not None and currency is not None:
        unit = minor_units_of(payment_unit, Currency(currency))
    tables = _core.InputTables()
    frame_type = add_frame(tables, "plans", plans)
    add_frame(tables, "cash", cash)
    result = _core.compute_cash_plans(
        tables,
        text(use, "use"),
        rate_parts(most_share, "most_share", SHARE_DECIMALS),
        rate_parts(rate, "rate", RATE_DECIMALS),
        10**RATE_DECIMALS,
        optional_text(day_count, "day_count"),
        core_calendar(calendar, "calendar"),
        unit,
        text(interest_rounding, "interest_rounding"),
        plan_options(apr, int32(threads, "threads"), money, currency, date_format),
    )
    return CashPlans(result, frame_type)
