"""Early-payment discounts: what an offer costs a year, what it is worth to either side, the price of any pay date.

Rates and yields are fractions (0.02 = 2 %). Amounts are decimals in major units; what is rounded is rounded once. Variants have
no default: methods, compounding and the days of the year are stated. ``docs/methods/discounts.md`` states every formula. Every
function is pure and may be called from any thread.

>>> from openitem import discount
>>> round(discount.cost_of_trade_credit(0.05, 10, 30, method="nominal", year_days=365), 4)
0.9605
>>> print(*discount.price_offer("5/10 net 30").words, sep="\\n")
5/10 net 30 costs 96.05 % a year simple, 155.00 % effective (365 days)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, NamedTuple, SupportsFloat, SupportsIndex, TypeAlias, overload

import numpy

from openitem import _core
from openitem._arguments import int32, optional_text, text
from openitem._flow_columns import FloatArray, one_number
from openitem._frames import Frame, FrameType, add_frame
from openitem._ledger import MoneyForm
from openitem._provision_matrix import Amount, Rate, plain_decimal, rate_parts
from openitem._table import ResultTable, ResultTables
from openitem.cashflow import round_percent
from openitem.errors import ArgumentError
from openitem.money import Currency, Rounding
from openitem.terms import PaymentTerms, Reading
from openitem.time import DateLike, days_of, optional_days

__all__ = [
    "DiscountSchedule",
    "DynamicDiscount",
    "ItemDiscounts",
    "Offer",
    "OfferValue",
    "OfferValues",
    "breakeven_discount",
    "cost_of_trade_credit",
    "discount_net_benefit",
    "discount_schedule",
    "dso_after_discount",
    "dynamic_discount",
    "item_discounts",
    "npv_of_offer",
    "npvs_of_offers",
    "price_offer",
    "price_pay_date",
]

Method: TypeAlias = Literal["nominal", "effective", "face"]
"""``nominal``: d / (1 - d) x year / days. ``effective``: compounded. ``face``: d x year / days, of the invoiced amount."""
Compounding: TypeAlias = Literal["simple", "effective"]
Column: TypeAlias = Any
"""A number for all rows, or a sequence or array of one a row."""

_FRAME = FrameType("dict", narwhals=False)
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


@dataclass(frozen=True, slots=True)
class DynamicDiscount:
    """A discount as charged: discount + payment = amount."""

    discount: Decimal
    payment: Decimal


class Offer(ResultTables):
    """What the discounts of payment terms cost; made by :func:`price_offer`."""

    def __init__(self, result: _core.Result, text_of_terms: str) -> None:
        """Made by :func:`price_offer`."""
        super().__init__(result, _FRAME)
        self._text = text_of_terms

    @property
    def offer(self) -> ResultTable:
        """A row for each tier and year of 365 and 360 days: tier, discount_rate, discount_days, payment_day, days_early, year_days, face,
        nominal, effective; with a rate also breakeven, net_benefit, saving and gain (fractions of the amount), take and offer (1 = the
        buyer should take it, the seller should offer it)."""
        return self._table("offer")

    @property
    def words(self) -> list[str]:
        """What the offer costs in a year of 365 days, a line for each tier."""
        rows = self.offer.to_dict()
        lines = []
        for row, tier in enumerate(rows["tier"]):
            if rows["year_days"][row] != 365:
                continue
            of_tier = f", tier {tier}," if max(rows["tier"]) > 1 else ""
            lines.append(
                f"{self._text}{of_tier} costs {_percent(rows['nominal'][row])} a year simple,"
                f" {_percent(rows['effective'][row])} effective (365 days)"
            )
        return lines

    def _main_table(self) -> ResultTable:
        return self.offer


class DiscountSchedule(ResultTables):
    """The price of every pay date; made by :func:`discount_schedule`."""

    @property
    def schedule(self) -> ResultTable:
        """pay_date, days_accelerated, currency, discount, payment, and what the rounded discount comes to a year: apr (of the amount),
        nominal, effective (of the payment)."""
        return self._table("schedule")

    def _main_table(self) -> ResultTable:
        return self.schedule


class ItemDiscounts(ResultTables):
    """The sliding-scale discounts of many items; made by :func:`item_discounts`."""

    @property
    def items(self) -> ResultTable:
        """item, currency, amount, due_date, pay_date, days_accelerated, apr, discount, payment."""
        return self._table("items")

    @property
    def totals(self) -> ResultTable:
        """Items, discounted_items, amount, discount and payment by currency."""
        return self._plain_table("totals")

    @property
    def proof(self) -> ResultTable:
        """Amount less discount less payment by currency: every difference is 0."""
        return self._plain_table("proof")

    def _main_table(self) -> ResultTable:
        return self.items


# ---- an offer ----------------------------------------------------------------------------------------------


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
    rates = _numbers(discount_rate, "discount_rate")
    days = _days(discount_days, "discount_days")
    payment_days = _days(payment_day, "payment_day")
    rows = _rows(rates, days, payment_days)
    costs = _core.costs_of_trade_credit(
        _core.Offers(_NO_AMOUNTS, _flat(rates), _flat(days), _flat(payment_days), _NO_RATES),
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
    minor = _minor_units(amounts, unit, money)
    discount_rates = _numbers(discount_rate, "discount_rate")
    days = _days(discount_days, "discount_days")
    payment_days = _days(net_days, "net_days")
    rates = _numbers(rate, "rate")
    _rows(minor, discount_rates, days, payment_days, rates)
    figures = _core.npvs_of_offers(
        _core.Offers(minor, _flat(discount_rates), _flat(days), _flat(payment_days), _flat(rates)),
        len(minor),
        text(compounding, "compounding"),
        int32(year_days, "year_days"),
        int32(threads, "threads"),
    )
    return OfferValues(*(figure / 10**unit.minor_units for figure in figures))


def price_offer(
    terms: str | PaymentTerms,
    issue_date: DateLike | None = None,
    *,
    rate: SupportsFloat | None = None,
    compounding: Compounding | None = None,
    payment_day: SupportsIndex | None = None,
    receipt_date: DateLike | None = None,
    delivery_date: DateLike | None = None,
    as_of_date: DateLike | None = None,
    reading: Reading | None = None,
) -> Offer:
    """What the discounts of payment terms cost, in every convention.

    Args:
        terms: Such as ``"2/10 net 30"``: one payment, at least one discount.
        issue_date: Needed by terms whose days depend on it (end of month, months ...).
        rate: Cost of capital of the seller, of borrowing of the buyer: then also what the offer is worth to both.
        compounding: Of the rate; required with it.
        payment_day: The day on which the buyer really pays, from the issue date; default the net day.
        receipt_date: Of the goods: terms ROG.
        delivery_date: For terms that begin with it.
        as_of_date: Terms AS OF a day.
        reading: What a number beside EOM means, where the terms are a text.

    Returns:
        The figures, and a line in words.

    Raises:
        ArgumentError: Terms without a discount or of several instalments, a payment day that is not after the discount.
        DataError: A text that cannot be read, a date that the terms need.

    Complexity: O(tiers).

    >>> price_offer("2/10 net 30", rate=0.08, compounding="simple").offer.to_dict()["take"]
    [1, 1]
    """
    parsed = terms if isinstance(terms, PaymentTerms) else PaymentTerms(terms, reading)
    issue = optional_days(issue_date, "issue_date")
    receipt = optional_days(receipt_date, "receipt_date")
    delivery = optional_days(delivery_date, "delivery_date")
    as_of = optional_days(as_of_date, "as_of_date")
    if issue is None and any(day is not None for day in (receipt, delivery, as_of)):
        raise ArgumentError(
            "a receipt, delivery or as-of date is given without the issue date; give it too",
            status="missing_value",
            argument="issue_date",
        )
    result = _core.price_offer(
        parsed._core,
        issue,
        receipt,
        delivery,
        as_of,
        None if rate is None else one_number(rate, "rate"),
        optional_text(compounding, "compounding"),
        None if payment_day is None else int32(payment_day, "payment_day"),
    )
    return Offer(result, str(terms))


# ---- dynamic discounting -------------------------------------------------------------------------------------


def dynamic_discount(
    amount: Amount,
    apr: Rate,
    days_accelerated: SupportsIndex,
    *,
    year_days: SupportsIndex,
    currency: str,
    rounding: Rounding = "half_up",
) -> DynamicDiscount:
    """amount x apr x days / year, rounded once.

    Args:
        amount: In major units; credits mirror debits.
        apr: Target rate a year of the invoiced amount, a fraction of at most nine decimals.
        days_accelerated: Days before the due date, 0 or more.
        year_days: 1 to 366: 360 and 365 are both in use.
        currency: ISO 4217 code.
        rounding: The mode.

    Returns:
        Discount and payment: they sum to the amount.

    Raises:
        ArgumentError: An argument outside its bounds, a discount of the whole amount.
        DataError: An amount that cannot be read.

    >>> dynamic_discount("10000.00", "0.18", 7, year_days=360, currency="USD")
    DynamicDiscount(discount=Decimal('35.00'), payment=Decimal('9965.00'))
    """
    unit = Currency(currency)
    found = _core.dynamic_discount(
        _minor(amount, unit),
        rate_parts(apr),
        int32(days_accelerated, "days_accelerated"),
        int32(year_days, "year_days"),
        text(rounding, "rounding"),
    )
    return DynamicDiscount(*(_major(figure, unit) for figure in found))


def price_pay_date(
    amount: Amount,
    due_date: DateLike,
    pay_date: DateLike,
    apr: Rate,
    *,
    year_days: SupportsIndex,
    currency: str,
    minimum_days: SupportsIndex = 0,
    scale_ends: DateLike | None = None,
    rounding: Rounding = "half_up",
) -> DynamicDiscount:
    """The discount for paying on a day: a sliding scale, which never rises with a later one.

    Args:
        amount: In major units.
        due_date: The net day.
        pay_date: The day of payment; on and after the due date the discount is 0.
        apr: Target rate a year of the invoiced amount.
        year_days: 1 to 366.
        currency: ISO 4217 code.
        minimum_days: Fewer days accelerated earn nothing.
        scale_ends: The last pay date with a discount; default the due date.
        rounding: The mode.

    Returns:
        Discount and payment.

    Raises:
        ArgumentError: An argument outside its bounds, a discount of the whole amount.
        DataError: An amount or a date that cannot be read.

    >>> price_pay_date("10000.00", "2026-06-30", "2026-06-23", "0.18", year_days=360, currency="USD").payment
    Decimal('9965.00')
    """
    unit = Currency(currency)
    found = _core.price_pay_date(
        _minor(amount, unit),
        days_of(due_date, "due_date"),
        days_of(pay_date, "pay_date"),
        rate_parts(apr),
        int32(year_days, "year_days"),
        int32(minimum_days, "minimum_days"),
        optional_days(scale_ends, "scale_ends"),
        text(rounding, "rounding"),
    )
    return DynamicDiscount(*(_major(figure, unit) for figure in found))


def discount_schedule(
    amount: Amount,
    due_date: DateLike,
    first_date: DateLike,
    apr: Rate,
    *,
    year_days: SupportsIndex,
    currency: str,
    minimum_days: SupportsIndex = 0,
    scale_ends: DateLike | None = None,
    rounding: Rounding = "half_up",
) -> DiscountSchedule:
    """The price of every pay date from the first one to the due date.

    Args:
        amount: In major units.
        due_date: The net day, the last row.
        first_date: The first row.
        apr: Target rate a year of the invoiced amount.
        year_days: 1 to 366.
        currency: ISO 4217 code.
        minimum_days: Fewer days accelerated earn nothing.
        scale_ends: The last pay date with a discount; default the due date.
        rounding: The mode.

    Returns:
        A row for each pay date; discount + payment = amount on every one.

    Raises:
        ArgumentError: A first date after the due date, an argument outside its bounds.
        DataError: An amount or a date that cannot be read.

    Complexity: O(days).

    >>> table = discount_schedule("1000.00", "2026-06-30", "2026-06-28", 0.18, year_days=360, currency="USD").schedule
    >>> table.to_dict()["payment"]
    [Decimal('999.00'), Decimal('999.50'), Decimal('1000.00')]
    """
    unit = Currency(currency)
    result = _core.discount_schedule(
        _minor(amount, unit),
        unit.code,
        days_of(due_date, "due_date"),
        days_of(first_date, "first_date"),
        rate_parts(apr),
        int32(year_days, "year_days"),
        int32(minimum_days, "minimum_days"),
        optional_days(scale_ends, "scale_ends"),
        text(rounding, "rounding"),
    )
    return DiscountSchedule(result, _FRAME)


def item_discounts(
    items: Frame,
    apr: Rate | None = None,
    *,
    year_days: SupportsIndex,
    currency: str | None = None,
    minimum_days: SupportsIndex = 0,
    rounding: Rounding = "half_up",
    money: MoneyForm = "exact",
    date_format: str | None = None,
    threads: SupportsIndex = 1,
) -> ItemDiscounts:
    """The sliding-scale discount of every item of a frame.

    Args:
        items: A frame with amount, due_date, pay_date (missing = not accelerated), and any of item, currency, apr (a fraction),
            scale_ends.
        apr: Target rate of items without a column apr.
        year_days: 1 to 366.
        currency: Of items without a column currency.
        minimum_days: Fewer days accelerated earn nothing.
        rounding: The mode; each item is rounded once.
        money: How amounts are read; see :meth:`openitem.Ledger.from_documents`.
        date_format: Of text dates; default ISO.
        threads: At most 256; never changes a result.

    Returns:
        Items, totals by currency, and the proof.

    Raises:
        ArgumentError: No rate, no currency, an unknown column, an argument outside its bounds.
        DataError: A cell that cannot be read or is missing, with its row.

    Complexity: O(items). Runs without the interpreter's lock.

    >>> invoices = {"amount": ["10000.00"], "due_date": ["2026-06-30"], "pay_date": ["2026-06-23"]}
    >>> item_discounts(invoices, 0.18, year_days=360, currency="USD").totals.to_dict()["discount"]
    [Decimal('35.00')]
    """
    tables = _core.InputTables()
    frame_type = add_frame(tables, "items", items)
    result = _core.compute_item_discounts(
        tables,
        None if apr is None else rate_parts(apr),
        int32(year_days, "year_days"),
        int32(minimum_days, "minimum_days"),
        text(rounding, "rounding"),
        text(money, "money"),
        optional_text(currency, "currency"),
        optional_text(date_format, "date_format"),
        int32(threads, "threads"),
    )
    return ItemDiscounts(result, frame_type)


# ---- arguments ------------------------------------------------------------------------------------------------


def _percent(rate: float) -> str:
    return f"{round_percent(rate, 2):.2f} %"


def _numbers(values: Column, argument: str) -> FloatArray:
    """A number or a column of them as float64, of no or one dimension."""
    array = numpy.asarray(values)
    if array.dtype.kind == "O" and array.ndim < 2:
        array = numpy.asarray([one_number(value, argument) for value in array.ravel()]).reshape(array.shape)
    if array.dtype.kind not in "iuf" or array.ndim > 1:
        raise ArgumentError(
            f"{argument} must be a number, or one list of numbers",
            status="invalid_argument",
            argument=argument,
        )
    return array.astype(numpy.float64)


def _days(values: Column, argument: str) -> FloatArray:
    """A number of days or a column of them as int32; what 32 bits do not hold keeps its sign and is refused with its row."""
    array = numpy.asarray(values)
    if array.size == 0:
        array = array.astype(numpy.int64)
    if array.dtype.kind not in "iu" or array.ndim > 1:
        raise ArgumentError(
            f"{argument} must be a whole number of days, or one list of them",
            status="invalid_argument",
            argument=argument,
        )
    return numpy.asarray(numpy.clip(array, -(2**31), 2**31 - 1), dtype=numpy.int32)


def _flat(array: FloatArray) -> FloatArray:
    return array.reshape(-1)


def _rows(*parts: FloatArray) -> int | None:
    """Rows of the columns among the parts; none where all are numbers."""
    rows: set[int] = {len(part) for part in parts if part.ndim == 1}
    if len(rows) > 1:
        raise ArgumentError(
            f"columns have {' and '.join(map(str, sorted(rows)))} rows; they must be equally long",
            status="ragged_columns",
        )
    return rows.pop() if rows else None


def _minor_units(amounts: Iterable[Amount], unit: Currency, money: str) -> FloatArray:
    if text(money, "money") == "minor":
        array = numpy.asarray(amounts)
        if array.ndim != 1 or array.dtype.kind not in "iu" or array.dtype == numpy.uint64:
            raise ArgumentError(
                "amounts in minor units must be one list of whole numbers",
                status="invalid_argument",
                argument="amounts",
            )
        return numpy.asarray(array, dtype=numpy.int64)
    if money != "exact":
        raise ArgumentError(
            f"money = {money!r} is not a choice; choose one of 'exact', 'minor'",
            status="invalid_argument",
            argument="money",
        )
    return numpy.asarray([_minor(amount, unit) for amount in amounts], dtype=numpy.int64)


def _minor(amount: Amount, unit: Currency) -> int:
    return _core.parse_money(plain_decimal(amount), unit._core, None)


def _major(minor: int, unit: Currency) -> Decimal:
    return Decimal(_core.format_money(minor, unit._core))
