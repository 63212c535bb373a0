"""Day counts: the days a convention counts from one date to another, and the part of a year they are.

A convention is a text; the names are those of :data:`Convention`. Dates are single days or columns (NumPy arrays, lists, series),
which broadcast. Formulas and sources stand in docs/methods/day_counts.md. Every function is pure, may be called from any
thread and runs columns without the interpreter's lock, O(n).

>>> from openitem import day_count
>>> day_count.day_count("2007-02-28", "2007-08-31", "thirty_360_bond")
183
>>> day_count.year_fraction("2003-07-15", "2004-01-15", "act_act_isda")
0.5040047907777528
>>> day_count.year_fraction_ratio("2024-01-31", "2024-03-02", "act_360")
Fraction(31, 360)
"""

import dataclasses
from fractions import Fraction
from typing import Any, Literal, TypeAlias

import numpy
from numpy.typing import NDArray

from openitem import _core
from openitem._arguments import flag, int32, text
from openitem._days import DatesLike, DayArray, counts_out, days_array, together
from openitem.calendar import Calendar
from openitem.errors import ArgumentError
from openitem.time import DateLike, optional_days

__all__ = [
    "Convention",
    "Terms",
    "day_count",
    "year_fraction",
    "year_fraction_ratio",
]

Convention: TypeAlias = Literal[
    "act_act_isda",
    "act_act_icma",
    "act_act_afb",
    "act_act_year",
    "act_360",
    "act_364",
    "act_365_fixed",
    "act_365_actual",
    "act_366",
    "act_365_25",
    "nl_365",
    "thirty_360_bond",
    "thirty_360_us",
    "thirty_360_psa",
    "thirty_e_360",
    "thirty_e_plus_360",
    "thirty_e_360_isda",
    "thirty_365",
    "one_one",
    "bus_252",
    "excel_basis_0",
    "excel_basis_1",
    "excel_basis_2",
    "excel_basis_3",
    "excel_basis_4",
    "excel_days360_us",
    "excel_days360_european",
]
"""The conventions. ``act_act_icma`` needs a reference period, ``thirty_e_360_isda`` the termination, ``bus_252`` a calendar."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Terms:
    """What some conventions need beside the two dates; the others do not look at it.

    Attributes:
        reference_start: Start of a coupon period, or with ``frequency`` of any number of regular ones (``act_act_icma``). Earlier
            and later periods follow from it, so that an odd first or last period is measured in regular ones.
        reference_end: Its end.
        frequency: Coupons a year: 1, 2, 3, 4, 6, 12; 0 = from the length of the reference period.
        end_of_month: Coupon periods roll from month end to month end.
        termination: The last day of the whole contract (``thirty_e_360_isda``).
        calendar: Whose business days are counted (``bus_252``).
    """

    reference_start: DateLike | None = None
    reference_end: DateLike | None = None
    frequency: int = 0
    end_of_month: bool = False
    termination: DateLike | None = None
    calendar: Calendar | None = None


def day_count(
    start: DatesLike, end: DatesLike, convention: Convention, terms: Terms | None = None
) -> int | DayArray:
    """Days that the convention counts, negative where ``end`` is before ``start`` (except ``excel_basis_*``).

    Returns:
        An int, or an int32 array where a column is given. ``one_one`` counts calendar days.

    Raises:
        ArgumentError: No such convention, terms missing or impossible, columns of different lengths.
        DataError: A missing day or one outside 1900-01-01 .. 9999-12-31 or outside what the calendar knows; the row is named.
    """
    shape, (starts, ends) = together(days_array(start, "start"), days_array(end, "end"))
    return counts_out(_core.day_counts(starts, ends, text(convention, "convention"), _terms_of(terms)), shape)


def year_fraction(
    start: DatesLike, end: DatesLike, convention: Convention, terms: Terms | None = None
) -> float | NDArray[numpy.float64]:
    """Part of a year between two dates, the exact ratio correctly rounded. Backwards the negative (except ``excel_*``).

    Returns:
        A float, or a float64 array where a column is given. Errors as :func:`day_count`.
    """
    shape, (starts, ends) = together(days_array(start, "start"), days_array(end, "end"))
    years = _core.year_fractions(starts, ends, text(convention, "convention"), _terms_of(terms))
    return float(years[0]) if shape == () else years.reshape(shape)


def year_fraction_ratio(
    start: DatesLike, end: DatesLike, convention: Convention, terms: Terms | None = None
) -> Any:
    """The year fraction as an exact ratio.

    Returns:
        A :class:`fractions.Fraction`; where a column is given two int64 arrays, numerators and positive denominators, not
        reduced. Errors as :func:`day_count`.
    """
    shape, (starts, ends) = together(days_array(start, "start"), days_array(end, "end"))
    numerators, denominators = _core.year_fraction_ratios(
        starts, ends, text(convention, "convention"), _terms_of(terms)
    )
    if shape == ():
        return Fraction(int(numerators[0]), int(denominators[0]))
    return numerators.reshape(shape), denominators.reshape(shape)


def _terms_of(terms: Terms | None) -> _core.DayCountTerms:
    given = Terms() if terms is None else terms
    if not isinstance(given, Terms):
        raise ArgumentError(
            f"terms must be day_count.Terms, not {type(given).__name__}",
            status="invalid_argument",
            argument="terms",
        )
    if given.calendar is not None and not isinstance(given.calendar, Calendar):
        raise ArgumentError(
            "terms.calendar must be a Calendar", status="invalid_argument", argument="terms.calendar"
        )
    return _core.DayCountTerms(
        optional_days(given.reference_start, "terms.reference_start"),
        optional_days(given.reference_end, "terms.reference_end"),
        int32(given.frequency, "terms.frequency"),
        flag(given.end_of_month, "end_of_month"),
        optional_days(given.termination, "terms.termination"),
        None if given.calendar is None else given.calendar._core,
    )
