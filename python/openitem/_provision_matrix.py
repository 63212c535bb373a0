"""The provision matrix and the movement of an allowance on plain figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, SupportsIndex, TypeAlias

from openitem import _core
from openitem._arguments import int32, int64, sequence, text
from openitem.errors import ArgumentError
from openitem.money import Currency, Rounding, parse_money

Amount: TypeAlias = Decimal | str | int
Rate: TypeAlias = Decimal | str | int | float
ProvisionRounding: TypeAlias = Literal["bucket", "total"]
RecoveryTreatment: TypeAlias = Literal["profit_or_loss", "allowance"]

_RATE_DECIMALS = 9
_MOST_DIGITS = 60


@dataclass(frozen=True)
class ProvisionMatrix:
    """A provision matrix, bucket by bucket; see :func:`provision_matrix`."""

    rates: list[Decimal]
    """The rates applied, after factor and points, as fractions."""
    by_bucket: list[Decimal]
    """The allowance of each bucket; never more than its balance."""
    total: Decimal
    """Their sum."""
    balance_total: Decimal
    """The sum of the balances."""


@dataclass(frozen=True)
class AllowanceMovement:
    """What brings an allowance to its closing; see :func:`allowance_movement`."""

    charge: Decimal
    """Into the allowance, 0 or more."""
    release: Decimal
    """Out of it, 0 or more; one of both is 0."""
    recoveries_through_allowance: Decimal
    """Recoveries that raise the allowance."""
    recoveries_in_profit_or_loss: Decimal
    """Recoveries that are income of the period."""
    expense: Decimal
    """Charge - release - recoveries in profit or loss: what the period bears."""
    closing: Decimal
    """Opening + charge - release - write-offs + recoveries through the allowance + currency."""


def provision_matrix(
    balances: Iterable[Amount],
    rates: Iterable[Rate],
    *,
    currency: str,
    forward_factor: Rate = 1,
    forward_points: Rate = 0,
    rounding: Rounding = "half_up",
    round_by: ProvisionRounding = "bucket",
    decimals: SupportsIndex | None = None,
) -> ProvisionMatrix:
    """Balances by bucket times loss rates: the provision matrix of IFRS 9 and the aging method of CECL.

    Args:
        balances: Open debits of each bucket in major units, 0 or more: credits lower no provision.
        rates: One loss rate each, as fractions (``0.05`` = 5 %), 0 to 1, kept to nine decimals (rounded half up).
        currency: ISO 4217 code; ``"XXX"`` counts two decimals.
        forward_factor: Multiplies every rate.
        forward_points: Added after it; a rate stays between 0 and 1.
        rounding: The mode.
        round_by: ``"bucket"`` rounds each bucket; ``"total"`` rounds the exact total once and gives the buckets their parts of it.
        decimals: Decimals that amounts are rounded to, at most those of the currency (the default); 0 = whole units.

    Returns:
        The allowance by bucket, its total, the rates applied and the sum of the balances.

    Raises:
        DataError: A negative balance, a rate outside 0 to 1, a number that cannot be read.
        ArgumentError: An option outside its bounds, or not as many rates as balances.

    Complexity: O(n). Pure; thread-safe.

    >>> provision_matrix(["15000", "7500", "4000", "2500", "1000"], [0.003, 0.016, 0.036, 0.066, 0.106], currency="EUR").total
    Decimal('580.00')
    """
    unit = Currency(currency)
    applied, by_bucket, total, balance_total = _core.compute_provision_matrix(
        [_minor(balance, unit) for balance in sequence(balances, "balances")],
        [rate_parts(rate) for rate in sequence(rates, "rates")],
        rounding=text(rounding, "rounding"),
        round_by=text(round_by, "round_by"),
        rounding_power=rounding_power(decimals, unit),
        forward_factor=rate_parts(forward_factor),
        forward_points=rate_parts(forward_points),
    )
    return ProvisionMatrix(
        [Decimal(rate).scaleb(-_RATE_DECIMALS) for rate in applied],
        [_major(amount, unit) for amount in by_bucket],
        _major(total, unit),
        _major(balance_total, unit),
    )


def allowance_movement(
    *,
    opening: Amount,
    closing: Amount,
    currency: str,
    write_offs: Amount = 0,
    recoveries: Amount = 0,
    currency_effect: Amount = 0,
    treatment: RecoveryTreatment | None = None,
) -> AllowanceMovement:
    """The charge or release that brings an allowance from its opening to its closing.

    Args:
        opening: The allowance before, 0 or more, in major units.
        closing: What it must be.
        currency: ISO 4217 code.
        write_offs: Used up by write-offs, 0 or more.
        recoveries: Received of what was written off, 0 or more.
        currency_effect: Change of the allowance by translation, either sign.
        treatment: Where recoveries go: ``"profit_or_loss"`` (usual under IFRS 9) or ``"allowance"`` (ASC 326-20-35-8). Must be
            stated where there are any.

    Returns:
        Charge, release, and what the period bears.

    Raises:
        ArgumentError: Recoveries without a treatment, a negative amount.
        DataError: An amount that cannot be read.

    Complexity: O(1). Pure; thread-safe.

    >>> allowance_movement(opening="75000", write_offs="85000", closing="73100", currency="USD").charge
    Decimal('83100.00')
    """
    unit = Currency(currency)
    figures = _core.compute_allowance_movement(
        opening=_minor(opening, unit),
        write_offs=_minor(write_offs, unit),
        recoveries=_minor(recoveries, unit),
        currency=_minor(currency_effect, unit),
        closing=_minor(closing, unit),
        treatment="" if treatment is None else text(treatment, "treatment"),
    )
    charge, release, through, in_profit_or_loss, expense = (_major(figure, unit) for figure in figures)
    return AllowanceMovement(
        charge, release, through, in_profit_or_loss, expense, _major(_minor(closing, unit), unit)
    )


def rate_parts(rate: Rate) -> int:
    """A fraction as parts per billion, rounded half up; a float by its shortest decimal."""
    if isinstance(rate, bool) or not isinstance(rate, str | int | float | Decimal):
        raise ArgumentError(
            f"a rate must be a decimal, str, int or float, not {type(rate).__name__}",
            status="invalid_argument",
            argument="rates",
        )
    parts = Decimal(_core.round_decimal(plain_decimal(rate), _RATE_DECIMALS, "half_up")).scaleb(
        _RATE_DECIMALS
    )
    return int64(int(parts), "rates")


def plain_decimal(value: Rate) -> str:
    """A number as text without an exponent; what is no number stays as it is, for the message."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, Decimal | int | float):
        raise ArgumentError(
            f"a rate must be a Decimal, a str, an int or a float, not {type(value).__name__}",
            status="invalid_argument",
        )
    # float(): a float64 of NumPy prints its type too.
    exact = Decimal(repr(float(value))) if isinstance(value, float) else Decimal(value)
    # Beyond any rate and any bound: the digits of 1E+999999999 would fill the memory.
    return f"{exact:f}" if exact.is_finite() and abs(exact.adjusted()) <= _MOST_DIGITS else str(exact)


def rounding_power(decimals: SupportsIndex | None, unit: Currency) -> int:
    """The power of ten of minor units that this many decimals stand for."""
    return 0 if decimals is None else unit.minor_units - int32(decimals, "decimals")


def _minor(amount: Amount, unit: Currency) -> int:
    return parse_money(amount, unit)


def _major(minor: int, unit: Currency) -> Decimal:
    return Decimal(_core.format_money(minor, unit._core))
