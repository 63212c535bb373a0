"""Figures of one late item, and the tables that ship: days, interest, reference rate, fixed compensation."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, SupportsIndex, TypeAlias

from openitem import _core
from openitem._arguments import int32, sequence, text
from openitem._frames import Frame, FrameType
from openitem._provision_matrix import Rate, rate_parts
from openitem._table import ResultTable
from openitem.errors import ArgumentError
from openitem.money import Currency, Rounding, parse_money
from openitem.time import DateLike, days_of, optional_days

Amount: TypeAlias = Decimal | str | int
LateDayCounting: TypeAlias = Literal[
    "after_due_to_paid", "due_to_paid", "due_to_before_paid", "after_due_to_before_paid"
]
InterestRounding: TypeAlias = Literal["line", "item", "day"]
ReferenceFixing: TypeAlias = Literal["as_listed", "half_year_start", "before_half_year"]
LatePaymentLaw: TypeAlias = Literal["eu_2011_7", "eu_2000_35", "uk_1998"]

_RATE_DECIMALS = 9


@dataclass(frozen=True, slots=True)
class InterestAmount:
    """Interest as charged, and what rounding took or gave; see :func:`simple_interest`."""

    amount: Decimal
    """What is charged, in the decimals of the currency."""
    residue: Decimal
    """Exact interest - amount, to a billionth of a minor unit."""

    @property
    def exact(self) -> Decimal:
        """Amount + residue."""
        return self.amount + self.residue


def late_days(due: DateLike, paid: DateLike, counting: LateDayCounting = "after_due_to_paid") -> int:
    """Days of delay, 0 or more; 0 where it was paid by the due date.

    Args:
        due: The due date.
        paid: The day of payment.
        counting: ``"after_due_to_paid"`` (from the day after the due date, the day of payment included), ``"due_to_paid"`` (both),
            ``"due_to_before_paid"``, ``"after_due_to_before_paid"`` (neither).

    Returns:
        The days.

    Raises:
        ArgumentError: No such counting, a date that cannot be read.

    Complexity: O(1). Pure; thread-safe.

    >>> late_days("2026-04-01", "2026-05-16")
    45
    """
    return _core.late_days(days_of(due, "due"), days_of(paid, "paid"), text(counting, "counting"))


def simple_interest(
    amount: Amount,
    rate: Rate,
    days: SupportsIndex,
    *,
    currency: str,
    year_days: SupportsIndex = 365,
    round_by: InterestRounding = "line",
    rounding: Rounding = "half_up",
) -> InterestAmount:
    """amount x rate x days / year_days, rounded once, or the interest of one day rounded and taken so many times.

    Args:
        amount: In major units, of either sign.
        rate: A year, as a fraction: ``0.085`` = 8.5 %.
        days: Days of interest, 0 or more.
        currency: ISO 4217 code.
        year_days: The days of a year: 365, 360 ...
        round_by: ``"day"`` rounds the interest of one day.
        rounding: The mode.

    Returns:
        The amount and its residue.

    Raises:
        ArgumentError: A rate, days or year outside its bounds.
        DataError: An amount that cannot be read.

    Complexity: O(1). Pure; thread-safe.

    >>> simple_interest("1000.00", "0.085", 50, currency="GBP").amount
    Decimal('11.64')
    >>> simple_interest("1000.00", "0.085", 50, currency="GBP", round_by="day").amount
    Decimal('11.50')
    """
    unit = Currency(currency)
    minor, residue = _core.simple_interest(
        _minor(amount, unit),
        rate_parts(rate),
        int32(days, "days"),
        int32(year_days, "year_days"),
        text(round_by, "round_by"),
        text(rounding, "rounding"),
    )
    return InterestAmount(
        Decimal(_core.format_money(minor, unit._core)),
        Decimal(residue).scaleb(-_RATE_DECIMALS - unit.minor_units),
    )


def reference_rate(
    reference: str | Frame,
    day: DateLike,
    *,
    fixing: ReferenceFixing = "as_listed",
) -> Decimal:
    """The reference rate of a day, as a fraction.

    Args:
        reference: A mapping of from, rate and perhaps through to lists, or the name of a table of :func:`late_payment_tables`.
        day: The day.
        fixing: ``"half_year_start"``: the rate in force on the 1 January or 1 July before; ``"before_half_year"``: on the 31
            December or 30 June before.

    Returns:
        The rate.

    Raises:
        DataError: No row covers the day, days that do not ascend, a rate outside its bounds.
        ArgumentError: An unknown table or fixing, a column that is missing.

    Complexity: O(rows). Pure; thread-safe.

    >>> reference_rate("uk", "2023-07-01")
    Decimal('0.05')
    """
    table = reference_table(reference)
    if not isinstance(table, dict) or not {"from", "rate"} <= table.keys():
        raise ArgumentError(
            "reference must be a mapping with from and rate, or the name of a table that ships",
            status="missing_column",
            argument="reference",
        )
    first = [days_of(date, "from") for date in sequence(table["from"], "from")]
    last = [optional_days(date, "through") for date in sequence(table.get("through", ()), "through")]
    rates = [rate_parts(rate) for rate in sequence(table["rate"], "rate")]
    parts = _core.reference_rate(first, last, rates, days_of(day, "day"), text(fixing, "fixing"))
    return Decimal(parts).scaleb(-_RATE_DECIMALS).normalize() + 0


def late_payment_compensation(
    amount: Amount, from_amounts: Iterable[Amount], compensations: Iterable[Amount], *, currency: str
) -> Decimal:
    """The fixed sum for a debt: that of the greatest ``from_amounts`` that is not above it.

    Args:
        amount: The debt, 0 or more.
        from_amounts: Where each sum begins, ascending.
        compensations: The sums.
        currency: ISO 4217 code of all of them.

    Returns:
        The sum; 0 below the first one.

    Raises:
        DataError: Amounts that do not ascend, a negative sum.
        ArgumentError: A negative debt, lists of different lengths.

    Complexity: O(rows). Pure; thread-safe.

    >>> late_payment_compensation("1000.00", ["0", "1000", "10000"], ["40", "70", "100"], currency="GBP")
    Decimal('70.00')
    """
    unit = Currency(currency)
    minor = _core.late_payment_compensation(
        _minor(amount, unit),
        [_minor(value, unit) for value in sequence(from_amounts, "from_amounts")],
        [_minor(value, unit) for value in sequence(compensations, "compensations")],
    )
    return Decimal(_core.format_money(minor, unit._core))


def late_payment_tables() -> dict[str, ResultTable]:
    """What ships, each row with its source: reference rates by half-year and fixed sums. Only rows whose source was read.

    Returns:
        ``"reference_rates"`` (table, from, through, rate, rate_ppb, source, read_on) and ``"compensation"`` (law, currency, from_amount,
        compensation, source).

    Complexity: O(rows). Pure; thread-safe.

    >>> sorted(set(late_payment_tables()["reference_rates"].to_dict()["table"]))
    ['it', 'uk']
    """
    shipped = _core.late_payment_tables()
    return {
        name: ResultTable(shipped.table(name), FrameType("dict", narwhals=False))
        for name in ("reference_rates", "compensation")
    }


def reference_table(reference: str | Frame) -> Any:
    """The frame; of a name, the rows of the table that ships."""
    if not isinstance(reference, str):
        return reference
    rates = _picked("reference_rates", "table", reference)
    return {
        "from": rates["from"],
        "through": rates["through"],
        "rate": [Decimal(parts).scaleb(-_RATE_DECIMALS) for parts in rates["rate_ppb"]],
    }


def compensation_table(compensation: str | Frame) -> Any:
    """The frame; of a law, its sums that ship."""
    if not isinstance(compensation, str):
        return compensation
    sums = _picked("compensation", "law", compensation)
    return {
        "currency": sums["currency"],
        "from_amount": [f"{amount:f}" for amount in sums["from_amount"]],
        "compensation": [f"{amount:f}" for amount in sums["compensation"]],
    }


def _picked(table: str, key: str, name: str) -> dict[str, list[Any]]:
    shipped = late_payment_tables()[table].to_dict()
    rows = [row for row, value in enumerate(shipped[key]) if value == text(name, key)]
    if not rows:
        names = ", ".join(repr(known) for known in dict.fromkeys(shipped[key]))
        raise ArgumentError(
            f"no {key} {name!r} ships with openitem; there are {names}", status="unknown_name", argument=key
        )
    return {column: [values[row] for row in rows] for column, values in shipped.items()}


def _minor(amount: Amount, unit: Currency) -> int:
    return parse_money(amount, unit)
