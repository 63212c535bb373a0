"""Conversions of rates, and annual percentage rates of consumer credit."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy

from openitem import _core
from openitem._arguments import int32
from openitem._flow_columns import (
    FloatArray,
    Numbers,
    days_column,
    flat_numbers,
    numbers_array,
    one_number,
    present,
)
from openitem.errors import ArgumentError
from openitem.time import DateLike, days_of

UnitPeriod: TypeAlias = Literal["day", "week", "semimonth", "month", "year", "term"]
"""Standard intervals of Regulation Z; ``term``: one advance, one payment."""
TimeBasis: TypeAlias = Literal["months", "weeks", "years", "days_actual", "days_365"]
"""How the EU directives turn an interval into years."""
Placed: TypeAlias = tuple[int, float, float]
"""Full unit-periods, fraction of one more, amount."""


@dataclass(frozen=True, slots=True)
class AnnualRate:
    """An annual percentage rate.

    Attributes:
        rate: A year's, a fraction, unrounded; ``None`` where the status is not ``solved``.
        status, sign_changes, unique: As in :class:`Yield`.
        period_rate: Regulation Z: of a unit-period. EU: the rate.
        periods_per_year: Regulation Z: unit-periods of a year. EU: 1.
    """

    rate: float | None
    status: str
    sign_changes: int
    unique: bool
    period_rate: float | None
    periods_per_year: float

    def percent(self, decimals: int = 1) -> float:
        """The rate in percent, half up; one decimal is what the EU directives ask for at least.

        Raises:
            ArgumentError: There is no rate; decimals outside 0 .. 9.
        """
        if self.rate is None:
            raise ArgumentError(f"there is no rate: {self.status}", status="invalid_argument")
        return round_percent(self.rate, decimals)


def _converted(convert: Any, rates: Numbers, periods_per_year: int) -> Any:
    array = numbers_array(rates, "rate")
    periods = int32(periods_per_year, "periods_per_year")
    if array.ndim == 0:
        return convert(float(array), periods)
    return numpy.asarray([convert(value, periods) for value in array.ravel().tolist()]).reshape(array.shape)


def effective_rate(nominal_rate: Numbers, periods_per_year: int) -> Any:
    """(1 + nominal / periods)^periods - 1.

    >>> round(effective_rate(0.0525, 4), 9)
    0.053542667
    """
    return _converted(_core.cashflow_effective_rate, nominal_rate, periods_per_year)


def nominal_rate(effective_rate: Numbers, periods_per_year: int) -> Any:
    """The inverse of :func:`effective_rate`.

    >>> round(nominal_rate(0.053543, 4), 8)
    0.05250032
    """
    return _converted(_core.cashflow_nominal_rate, effective_rate, periods_per_year)


def round_percent(rate: float, decimals: int = 1) -> float:
    """A rate in percent with so many digits, half up.

    >>> round_percent(0.12946)
    12.9
    """
    return _core.cashflow_round_percent(one_number(rate, "rate"), int32(decimals, "decimals"))


def _annual(found: tuple[float, str, int, bool, float, float]) -> AnnualRate:
    value, status, sign_changes, unique, period_rate, periods_per_year = found
    return AnnualRate(present(value), status, sign_changes, unique, present(period_rate), periods_per_year)


def _tuples(flows: Iterable[Any], size: int, argument: str) -> list[tuple[Any, ...]]:
    found = []
    for row, flow in enumerate(flows):
        if (
            isinstance(flow, str | bytes)
            or not isinstance(flow, Iterable)
            or len(entry := tuple(flow)) != size
        ):
            raise ArgumentError(
                f"{argument} has {flow!r}; expected {'(day or years, amount)' if size == 2 else '(unit-periods, fraction, amount)'}",
                status="invalid_argument",
                argument=argument,
                row=row,
            )
        found.append(entry)
    return found


def _dated(flows: Iterable[tuple[DateLike, Any]], argument: str) -> tuple[FloatArray, FloatArray]:
    pairs = _tuples(flows, 2, argument)
    return days_column([day for day, _ in pairs], argument), flat_numbers(
        [amount for _, amount in pairs], argument
    )


def apr_regulation_z(
    advances: Iterable[tuple[Any, ...]],
    payments: Iterable[tuple[Any, ...]],
    *,
    unit_period: UnitPeriod | None = None,
    multiple: int = 1,
    periods_per_year: float | None = None,
) -> AnnualRate:
    """Annual percentage rate by Regulation Z (12 CFR 1026), Appendix J: the actuarial method.

    Args:
        advances: (day, amount) with ``unit_period``; (full unit-periods, fraction of one more, amount) with
            ``periods_per_year``. Amounts are above zero on both sides.
        payments: The same.
        unit_period: Of dated flows, see :data:`UnitPeriod`.
        multiple: So many weeks or months are the unit-period.
        periods_per_year: Unit-periods of a year.

    Raises:
        ArgumentError: Neither or both of unit_period and periods_per_year.
        DataError: A payment before the first advance, an amount that is not above zero.

    >>> apr = apr_regulation_z([("1978-01-10", 5000)], [(f"{1978 + m // 12}-{m % 12 + 1:02}-10", 230) for m in range(1, 25)],
    ...     unit_period="month")
    >>> apr.percent(2)
    9.69
    """
    if (unit_period is None) == (periods_per_year is None):
        raise ArgumentError(
            "give unit_period with dated flows, or periods_per_year with flows placed in unit-periods",
            status="not_set",
            argument="unit_period",
        )
    if periods_per_year is not None:
        return _annual(
            _core.cashflow_apr_unit_periods(
                _placed(advances, "advances"),
                _placed(payments, "payments"),
                one_number(periods_per_year, "periods_per_year"),
            )
        )
    assert unit_period is not None
    return _annual(
        _core.cashflow_apr_regulation_z(
            *_dated(advances, "advances"),
            *_dated(payments, "payments"),
            unit_period,
            int32(multiple, "multiple"),
        )
    )


def _placed(flows: Iterable[tuple[Any, ...]], argument: str) -> list[Placed]:
    return [
        (int32(periods, "unit_periods"), one_number(fraction, "fraction"), one_number(amount, argument))
        for periods, fraction, amount in _tuples(flows, 3, argument)
    ]


def unit_periods_between(
    start: DateLike, end: DateLike, *, unit_period: UnitPeriod, multiple: int = 1
) -> tuple[int, float]:
    """Full unit-periods and the fraction of one more by Appendix J (b)(5).

    >>> periods, fraction = unit_periods_between("1978-02-10", "1978-04-01", unit_period="month")
    >>> periods, round(fraction * 30)
    (1, 19)
    """
    return _core.cashflow_unit_periods_between(
        days_of(start, "start"), days_of(end, "end"), unit_period, int32(multiple, "multiple")
    )


def apr_eu(
    advances: Iterable[tuple[Any, Any]],
    payments: Iterable[tuple[Any, Any]],
    *,
    time_basis: TimeBasis | None = None,
) -> AnnualRate:
    """Annual percentage rate of charge by Directives 2008/48/EC, Annex I, and (EU) 2023/2225, Annex III.

    Args:
        advances: (day, amount) with ``time_basis``, else (years from the first advance, amount). Amounts are above zero
            on both sides; charges paid at the start are deducted from the advance.
        payments: The same.
        time_basis: Of dated flows, see :data:`TimeBasis`.

    Raises:
        DataError: A payment before the first advance, an amount that is not above zero.

    >>> apr_eu([(0, 1000)], [(1, 600), (2, 600)]).percent(2)
    13.07
    """
    if time_basis is None:
        given, paid = _tuples(advances, 2, "advances"), _tuples(payments, 2, "payments")
        if any(isinstance(place, str | datetime.date | numpy.datetime64) for place, _ in given + paid):
            raise ArgumentError(
                "dated flows need time_basis: the directives leave open how days become years",
                status="not_set",
                argument="time_basis",
            )
        return _annual(
            _core.cashflow_apr_eu_years(
                flat_numbers([years for years, _ in given], "advances"),
                flat_numbers([amount for _, amount in given], "advances"),
                flat_numbers([years for years, _ in paid], "payments"),
                flat_numbers([amount for _, amount in paid], "payments"),
            )
        )
    return _annual(
        _core.cashflow_apr_eu(*_dated(advances, "advances"), *_dated(payments, "payments"), time_basis)
    )
