"""Sliding scales of early-payment discounts: the price of any pay date (dynamic discounting)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import SupportsIndex

from openitem import _core
from openitem._arguments import int32, optional_text, text
from openitem._frames import Frame, FrameType, add_frame
from openitem._ledger import MoneyForm
from openitem._minor_units import major_of, minor_of
from openitem._provision_matrix import Amount, Rate, rate_parts
from openitem._table import ResultTable, ResultTables
from openitem.money import Currency, Rounding
from openitem.time import DateLike, days_of, optional_days

_FRAME = FrameType("dict", narwhals=False)


@dataclass(frozen=True, slots=True)
class DynamicDiscount:
    """A discount as charged: discount + payment = amount."""

    discount: Decimal
    payment: Decimal


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
        minor_of(amount, unit),
        rate_parts(apr),
        int32(days_accelerated, "days_accelerated"),
        int32(year_days, "year_days"),
        text(rounding, "rounding"),
    )
    return DynamicDiscount(*(major_of(figure, unit) for figure in found))


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
        minor_of(amount, unit),
        days_of(due_date, "due_date"),
        days_of(pay_date, "pay_date"),
        rate_parts(apr),
        int32(year_days, "year_days"),
        int32(minimum_days, "minimum_days"),
        optional_days(scale_ends, "scale_ends"),
        text(rounding, "rounding"),
    )
    return DynamicDiscount(*(major_of(figure, unit) for figure in found))


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
        minor_of(amount, unit),
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
