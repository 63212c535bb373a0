"""Offers of early-payment discounts: what they cost a year, what they are worth to either side."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, SupportsFloat, SupportsIndex, TypeAlias, overload

import numpy

from openitem import _core
from openitem._arguments import int32, text
from openitem._flow_columns import FloatArray, one_number
from openitem._offer_columns import common_rows, day_column, flat, minor_column, number_column
from openitem._provision_matrix import Amount
from openitem.money import Currency

Method: TypeAlias = Literal["nominal", "effective", "face"]
"""``nominal``: d / (1 - d) x year / days. ``effective``: compounded. ``face``: d x year / days, of the invoiced amount."""
Compounding: TypeAlias = Literal["simple", "effective"]
Column: TypeAlias = Any
"""A number for all rows, or a sequence or array of one a row."""

_NO_AMOUNTS = numpy.empty(0, dtype=numpy.int64)
_NO_RATES = numpy.empty(0)


@dataclass(frozen=True, slots=True)
class OfferValue:
    """An offer seen from the invoice date, in major units, unrounded.

    Attributes:
        pv_discounted: Amount x (1 - d), paid on the discount day.
        pv_net: The amount, paid on the net day.
        gain: The difference: positive where the offer pays for the seller.
        saving: What the buyer saves on the net day if he borrows at the same rate to take the discount.
    """

    pv_discounted: float
    pv_net: float
    gain: float
    saving: float


class OfferValues(NamedTuple):
    """The values of many offers, an array each; see :class:`OfferValue`."""

    pv_discounted: FloatArray
    pv_net: FloatArray
    gain: FloatArray
    saving: FloatArray


@overload
def cost_of_trade_credit(
    discount_rate: float,
    discount_days: int,
    payment_day: int,
    *,
    method: Method,
    year_days: SupportsIndex,
    threads: SupportsIndex = 1,
) -> float: ...
@overload
def cost_of_trade_credit(
    discount_rate: Column,
    discount_days: Column,
    payment_day: Column,
    *,
    method: Method,
    year_days: SupportsIndex,
    threads: SupportsIndex = 1,
) -> Any: ...
def cost_of_trade_credit(
    discount_rate: Column,
    discount_days: Column,
    payment_day: Column,
    *,
    method: Method,
    year_days: SupportsIndex,
    threads: SupportsIndex = 1,
) -> Any:
    """The cost of an offer as a rate a year: the seller's of giving it, the buyer's of not taking it.

    Args:
        discount_rate: A fraction, 0 to below 1: 0.02 = 2 %. Numbers give a float, columns an array.
        discount_days: Days from the invoice date within which the discount is given.
        payment_day: The day on which the whole amount is paid: the net day, or later.
        method: ``"nominal"``, ``"effective"`` or ``"face"``.
        year_days: 1 to 366, as a rule 360 or 365.
        threads: Of columns; at most 256; never changes a bit.

    Returns:
        A fraction a year, or one for each row.

    Raises:
        ArgumentError: An argument outside its bounds, with its row; a payment day that is not after the discount days.

    Complexity: O(rows). Runs without the interpreter's lock.

    >>> round(cost_of_trade_credit(0.02, 10, 30, method="effective", year_days=365), 6)
    0.445853
    """
    rates = number_column(discount_rate, "discount_rate")
    days = day_column(discount_days, "discount_days")
    payment_days = day_column(payment_day, "payment_day")
    rows = common_rows(rates, days, payment_days)
    costs = _core.costs_of_trade_credit(
        _core.Offers(_NO_AMOUNTS, flat(rates), flat(days), flat(payment_days), _NO_RATES),
        1 if rows is None else rows,
        text(method, "method"),
        int32(year_days, "year_days"),
        int32(threads, "threads"),
    )
    return float(costs[0]) if rows is None else costs


def breakeven_discount(
    rate: SupportsFloat, days_early: SupportsIndex, *, compounding: Compounding, year_days: SupportsIndex
) -> float:
    """The greatest discount worth giving for money so many days sooner.

    Args:
        rate: Cost of capital a year, a fraction above -1.
        days_early: 0 or more.
        compounding: ``"simple"``: 1 - 1 / (1 + r t / Y); ``"effective"``: 1 - (1 + r)^(-t / Y).
        year_days: 1 to 366.

    Returns:
        A fraction of the amount.

    Raises:
        ArgumentError: An argument outside its bounds.

    >>> round(breakeven_discount(0.10, 20, compounding="simple", year_days=365), 10)
    0.0054495913
    """
    return _core.breakeven_discount(
        one_number(rate, "rate"),
        int32(days_early, "days_early"),
        text(compounding, "compounding"),
        int32(year_days, "year_days"),
    )


def discount_net_benefit(
    discount_rate: SupportsFloat,
    cost_of_capital: SupportsFloat,
    days_early: SupportsIndex,
    *,
    year_days: SupportsIndex,
) -> float:
    """What taking a discount leaves after the capital it needs: d - cost of capital x days / year.

    Args:
        discount_rate: A fraction, 0 to below 1.
        cost_of_capital: A year, a fraction above -1.
        days_early: 0 or more.
        year_days: 1 to 366.

    Returns:
        A fraction of the amount.

    Raises:
        ArgumentError: An argument outside its bounds.

    >>> round(discount_net_benefit(0.02, 0.05, 35, year_days=365), 4)
    0.0152
    """
    return _core.discount_net_benefit(
        one_number(discount_rate, "discount_rate"),
        one_number(cost_of_capital, "cost_of_capital"),
        int32(days_early, "days_early"),
        int32(year_days, "year_days"),
    )


def dso_after_discount(
    share_taking: SupportsFloat, discount_days: SupportsFloat, otherwise_days: SupportsFloat
) -> float:
    """Days until the amounts are paid when a share of them takes the discount: s D + (1 - s) N.

    Args:
        share_taking: 0 to 1, of the amounts.
        discount_days: On which those pay that take it.
        otherwise_days: On which the others pay.

    Returns:
        Days.

    Raises:
        ArgumentError: An argument outside its bounds.

    >>> dso_after_discount(0.6, 10, 30)
    18.0
    """
    return _core.dso_after_discount(
        one_number(share_taking, "share_taking"),
        one_number(discount_days, "discount_days"),
        one_number(otherwise_days, "otherwise_days"),
    )


def npv_of_offer(
    amount: Amount,
    discount_rate: SupportsFloat,
    discount_days: SupportsIndex,
    net_days: SupportsIndex,
    rate: SupportsFloat,
    *,
    compounding: Compounding,
    year_days: SupportsIndex,
    currency: str,
) -> OfferValue:
    """An offer at a cost of capital: what it is worth to the seller today, and to a buyer who borrows at that rate.

    Args:
        amount: In major units.
        discount_rate: A fraction, 0 to below 1.
        discount_days: Days from the invoice date.
        net_days: Later ones.
        rate: A year, a fraction above -1.
        compounding: ``"simple"`` or ``"effective"``.
        year_days: 1 to 366.
        currency: ISO 4217 code.

    Returns:
        Present values, gain and saving.

    Raises:
        ArgumentError: An argument outside its bounds.
        DataError: An amount that cannot be read.

    >>> value = npv_of_offer("50000.00", 0.01, 10, 60, 0.08, compounding="simple", year_days=365, currency="EUR")
    >>> round(value.pv_discounted, 6), round(value.pv_net, 6), round(value.gain, 2)
    (49391.744122, 49351.000541, 40.74)
    """
    values = npvs_of_offers(
        [amount],
        one_number(discount_rate, "discount_rate"),
        int32(discount_days, "discount_days"),
        int32(net_days, "net_days"),
        one_number(rate, "rate"),
        compounding=compounding,
        year_days=year_days,
        currency=currency,
    )
    return OfferValue(*(float(figure[0]) for figure in values))


def npvs_of_offers(
    amounts: Iterable[Amount],
    discount_rate: Column,
    discount_days: Column,
    net_days: Column,
    rate: Column,
    *,
    compounding: Compounding,
    year_days: SupportsIndex,
    currency: str,
    money: Literal["exact", "minor"] = "exact",
    threads: SupportsIndex = 1,
) -> OfferValues:
    """:func:`npv_of_offer` of many invoices of one currency.

    Args:
        amounts: One for each invoice: decimals, texts or ints in major units, or with ``money="minor"`` an array of whole minor units.
        discount_rate: A number for all, or one for each, like every column below.
        discount_days: Days from the invoice date.
        net_days: Later ones.
        rate: Cost of capital a year.
        compounding: ``"simple"`` or ``"effective"``.
        year_days: 1 to 366.
        currency: ISO 4217 code of all amounts.
        money: How the amounts are given.
        threads: At most 256; never changes a bit.

    Returns:
        Arrays in major units, unrounded.

    Raises:
        ArgumentError: An argument outside its bounds, with its row; columns of different lengths.
        DataError: An amount that cannot be read.

    Complexity: O(rows). Runs without the interpreter's lock.

    >>> npvs_of_offers(["100.00", "200.00"], 0.02, 10, 30, 0.0, compounding="simple", year_days=365, currency="EUR").gain
    array([-2., -4.])
    """
    unit = Currency(currency)
    minor = minor_column(amounts, unit, money)
    discount_rates = number_column(discount_rate, "discount_rate")
    days = day_column(discount_days, "discount_days")
    payment_days = day_column(net_days, "net_days")
    rates = number_column(rate, "rate")
    common_rows(minor, discount_rates, days, payment_days, rates)
    figures = _core.npvs_of_offers(
        _core.Offers(minor, flat(discount_rates), flat(days), flat(payment_days), flat(rates)),
        len(minor),
        text(compounding, "compounding"),
        int32(year_days, "year_days"),
        int32(threads, "threads"),
    )
    return OfferValues(*(figure / 10**unit.minor_units for figure in figures))
