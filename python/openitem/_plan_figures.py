"""Single figures of payment plans: the Rule of 78, one row of an annuity."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import SupportsIndex

from openitem import _core
from openitem._arguments import int32, text
from openitem._flow_columns import one_number
from openitem._plan_terms import minor_units_of
from openitem._provision_matrix import Amount
from openitem.money import Currency, Rounding


@dataclass(frozen=True, slots=True)
class AnnuityRow:
    """A row of an annuity, unrounded: what is paid is negative, the balance is what is still owed."""

    principal: float
    interest: float
    balance: float


def rule78_earned_fraction(term: SupportsIndex, elapsed: SupportsIndex) -> Fraction:
    """Rule of 78: what of the charge is earned after ``elapsed`` of ``term`` periods, exactly.

    Raises:
        ArgumentError: term outside 1 .. 1,000,000, elapsed outside 0 .. term.

    >>> rule78_earned_fraction(12, 2)
    Fraction(23, 78)
    """
    return Fraction(*_core.rule78_earned_fraction(int32(term, "term"), int32(elapsed, "elapsed")))


def rule78_rebate(
    finance_charge: Amount,
    term: SupportsIndex,
    remaining: SupportsIndex,
    *,
    currency: str,
    rounding: Rounding = "half_up",
) -> Decimal:
    """What of the charge is given back with ``remaining`` of ``term`` periods to go, rounded once.

    Raises:
        ArgumentError: A negative charge, term outside 1 .. 1,000,000, remaining outside 0 .. term.

    >>> rule78_rebate("100.00", 12, 9, currency="USD")
    Decimal('57.69')
    """
    money = Currency(currency)
    rebate = _core.rule78_rebate(
        minor_units_of(finance_charge, money),
        int32(term, "term"),
        int32(remaining, "remaining"),
        text(rounding, "rounding"),
    )
    return Decimal(_core.format_money(rebate, money._core))


def annuity_row(
    principal: float,
    annual_rate: float,
    row: SupportsIndex,
    *,
    periods: SupportsIndex,
    periods_per_year: SupportsIndex,
) -> AnnuityRow:
    """Row ``row`` of level payments at annual_rate / periods_per_year a period, unrounded.

    Raises:
        ArgumentError: A number outside its bounds.

    >>> found = annuity_row(2500.0, 0.0824, 10, periods=12, periods_per_year=12)
    >>> round(found.principal, 2), round(found.interest, 2), round(found.balance, 2)
    (-213.32, -4.42, 431.05)
    """
    return AnnuityRow(
        *_core.schedule_row(
            one_number(principal, "principal"),
            one_number(annual_rate, "annual_rate"),
            int32(periods_per_year, "periods_per_year"),
            int32(periods, "periods"),
            int32(row, "row"),
        )
    )
