"""Money as whole minor units (cents), ISO 4217 currencies, rounding and allocation. Nothing here is floating point.

Minor units are ints: ``105000`` in EUR is EUR 1,050.00. Every function is pure and may be called from any thread.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal, SupportsIndex, TypeAlias

from openitem import _core
from openitem._arguments import int32, int64, sequence, text
from openitem.errors import ArgumentError, DataError

__all__ = [
    "AllocationSign",
    "Currency",
    "Rounding",
    "allocate",
    "allocate_equal",
    "format_money",
    "multiply_divide",
    "parse_money",
    "round_cash",
    "round_decimal",
    "round_to_power_of_ten",
]

Rounding: TypeAlias = Literal[
    "half_up",
    "half_even",
    "half_down",
    "half_odd",
    "half_ceiling",
    "half_floor",
    "up",
    "down",
    "ceiling",
    "floor",
]
"""The ten rounding modes. ``half_up`` rounds ties away from zero, ``half_down`` toward zero, ``half_even`` and ``half_odd`` to
that neighbour, ``half_ceiling`` and ``half_floor`` toward plus and minus infinity; ``up`` is away from zero, ``down`` toward
zero, ``ceiling`` and ``floor`` toward plus and minus infinity whatever the digit."""

AllocationSign: TypeAlias = Literal["symmetric", "floor"]
"""``symmetric``: -x is split exactly as the negated split of x, so a credit note cancels its invoice line by line. ``floor``:
parts are rounded toward minus infinity first, then units are added."""

DecimalLike: TypeAlias = Decimal | str | int


class Currency:
    """A currency of the ISO 4217 table.

    XXX ("no currency") counts two decimals. Metals, bond units and test codes have no minor unit and are refused.

    Raises:
        ArgumentError: No such currency.

    >>> Currency("JPY").minor_units
    0
    """

    __slots__ = ("_core",)

    def __init__(self, code: str) -> None:
        self._core = _core.Currency(text(code, "code"))

    @property
    def code(self) -> str:
        """Three capital letters."""
        return self._core.code

    @property
    def numeric(self) -> str:
        """The numeric code, three digits: ``"978"``."""
        return self._core.numeric

    @property
    def minor_units(self) -> int:
        """Decimals of the minor unit: EUR 2, JPY 0, KWD 3, CLF 4."""
        return self._core.minor_units

    def __eq__(self, other: object) -> bool:
        return self.code == other.code if isinstance(other, Currency) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.code)

    def __repr__(self) -> str:
        return f"Currency({self.code!r})"

    def __reduce__(self) -> tuple[type["Currency"], tuple[str]]:
        return (Currency, (self.code,))


def _currency(currency: Currency | str) -> _core.Currency:
    return currency._core if isinstance(currency, Currency) else _core.Currency(text(currency, "currency"))


def _decimal_text(value: DecimalLike, argument: str) -> str:
    if isinstance(value, str):
        return text(value, argument)
    if isinstance(value, int) and not isinstance(value, bool):
        value = Decimal(value)
    if not isinstance(value, Decimal):
        raise ArgumentError(
            f"{argument} must be a Decimal, a str or an int, not {type(value).__name__}",
            status="invalid_argument",
            argument=argument,
        )
    if not value.is_finite() or abs(value.adjusted()) > 60:
        raise DataError(f"{argument} = {value} is not an amount", status="invalid_data", argument=argument)
    return format(value, "f")


def parse_money(value: DecimalLike, currency: Currency | str, rounding: Rounding | None = None) -> int:
    """Reads a decimal in major units into minor units.

    Args:
        value: ``"-1234.50"``, ``"+3"``, ``".5"``: no exponent, no grouping, ``.`` as the decimal point. A Decimal
            or an int (whole units) is taken as its digits.
        currency: The currency, or its code.
        rounding: How surplus digits are rounded; without it they are an error unless they are zeros.

    Returns:
        Minor units, with the sign of the text.

    Raises:
        DataError: Not a decimal, or more digits than the currency has.
        ArithmeticOverflowError: 2^62 minor units or more.

    >>> parse_money("1050.00", "EUR")
    105000
    >>> parse_money("0.125", "EUR", "half_even")
    12
    """
    return _core.parse_money(_decimal_text(value, "value"), _currency(currency), rounding)


def format_money(minor: SupportsIndex, currency: Currency | str) -> str:
    """Prints minor units with exactly the currency's decimals, never grouped.

    >>> format_money(105000, "EUR")
    '1050.00'
    """
    return _core.format_money(int64(minor, "minor"), _currency(currency))


def round_decimal(value: DecimalLike, decimals: SupportsIndex, rounding: Rounding = "half_up") -> Decimal:
    """Rounds a decimal to 0 .. 18 digits after the point; the result has exactly that many and a zero has no sign.

    Raises:
        DataError: Not a decimal.
        ArithmeticOverflowError: More than 36 digits.
        ArgumentError: ``decimals`` outside 0 .. 18.

    >>> round_decimal("0.86313513", 5)
    Decimal('0.86314')
    """
    return Decimal(_core.round_decimal(_decimal_text(value, "value"), int32(decimals, "decimals"), rounding))


def round_to_power_of_ten(minor: SupportsIndex, power: SupportsIndex, rounding: Rounding = "half_up") -> int:
    """Rounds minor units to a multiple of 10^power minor units, power 0 .. 18.

    >>> round_to_power_of_ten(12345, 2)
    12300
    """
    return _core.round_to_power_of_ten(int64(minor, "minor"), int32(power, "power"), rounding)


def round_cash(
    value: DecimalLike, unit: DecimalLike, currency: Currency | str, rounding: Rounding = "half_up"
) -> int:
    """Cash rounding: minor units of the multiple of ``unit`` nearest to ``value``, both decimals in major units.

    ``unit`` must be positive and a whole number of minor units.

    >>> round_cash("1.025", "0.05", "CHF")
    105
    """
    return _core.round_cash(
        _decimal_text(value, "value"), _decimal_text(unit, "unit"), _currency(currency), rounding
    )


def multiply_divide(
    a: SupportsIndex, b: SupportsIndex, c: SupportsIndex, rounding: Rounding = "half_up"
) -> int:
    """round(a * b / c), exact in between.

    Raises:
        ArithmeticOverflowError: The result leaves 64 bits, or ``c`` is 0.

    >>> multiply_divide(10000, 19, 119)
    1597
    """
    return _core.multiply_divide(int64(a, "a"), int64(b, "b"), int64(c, "c"), rounding)


def allocate(
    minor: SupportsIndex, weights: Iterable[DecimalLike], sign: AllocationSign = "symmetric"
) -> list[int]:
    """Splits minor units in proportion to weights; the parts sum to the whole.

    Leftover units go to the largest remainders, ties to the first; a zero weight gets nothing. O(n log n).

    Args:
        minor: What is split.
        weights: All ints, or Decimals and texts with at most 18 digits each; none negative, at least one above 0.
        sign: What becomes of a negative total.

    Raises:
        ArgumentError: No weights, a negative one, or all zero.
        ArithmeticOverflowError: The sum of the weights reaches 2^62.

    >>> allocate(100, [1, 1, 1])
    [34, 33, 33]
    >>> allocate(-5, ["0.7", "0.3"])
    [-4, -1]
    """
    total = int64(minor, "minor")
    given: Sequence[DecimalLike] = sequence(weights, "weights")
    if any(isinstance(weight, Decimal | str) for weight in given):
        return _core.allocate_decimals(total, [_decimal_text(weight, "weights") for weight in given], sign)
    return _core.allocate(total, [int64(weight, "weights") for weight in given], sign)  # type: ignore[arg-type]


def allocate_equal(
    minor: SupportsIndex, parts: SupportsIndex, sign: AllocationSign = "symmetric"
) -> list[int]:
    """Splits minor units into equal parts, the first ones larger.

    >>> allocate_equal(10000, 3)
    [3334, 3333, 3333]
    """
    return _core.allocate_equal(int64(minor, "minor"), int32(parts, "parts"), sign)
