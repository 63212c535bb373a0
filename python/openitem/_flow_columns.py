"""Columns of the cash-flow functions: numbers, days, vectors of flows, and how dates become years."""

import math
from collections.abc import Iterable
from typing import Any, TypeAlias

import narwhals
import numpy

from openitem import _core
from openitem._arguments import flag, int32
from openitem.calendar import Calendar, core_calendar
from openitem.errors import ArgumentError, DataError
from openitem.time import DateLike, days_of, optional_days

Numbers: TypeAlias = Any
"""A number, or a sequence, array or column of numbers."""
Dates: TypeAlias = Any
"""A sequence, array or column of days: dates, ISO texts or datetime64."""
FloatArray: TypeAlias = numpy.ndarray[Any, Any]


def numbers_array(values: Numbers, argument: str) -> FloatArray:
    """Numbers as one contiguous array of doubles; a missing one is NaN."""
    if isinstance(values, str | bytes):
        raise ArgumentError(
            f"{argument} must be numbers, not text", status="invalid_argument", argument=argument
        )
    native = narwhals.to_native(values, pass_through=True)
    try:
        array = numpy.asarray(native)
        if array.dtype.kind in "cUSmM":
            raise TypeError(f"they are {array.dtype}")
        if array.dtype.kind not in "iuf":
            array = numpy.asarray(
                [math.nan if value is None else float(value) for value in array.ravel()]
            ).reshape(array.shape)
        return numpy.asarray(array, dtype=numpy.float64, order="C")
    except (TypeError, ValueError) as error:
        raise ArgumentError(
            f"{argument} must be numbers: {error}", status="invalid_argument", argument=argument
        ) from None


def one_number(value: Any, argument: str) -> float:
    """A plain number; what NumPy makes a float of, but no text and no truth value."""
    if not isinstance(value, bool | str | bytes):
        try:
            return float(value)
        except (TypeError, ValueError, OverflowError):
            pass
    raise ArgumentError(
        f"{argument} must be one number, not {type(value).__name__}",
        status="invalid_argument",
        argument=argument,
    )


def flat_numbers(values: Numbers, argument: str) -> FloatArray:
    """The same of one list."""
    array = numbers_array(values, argument)
    if array.ndim != 1:
        raise ArgumentError(
            f"{argument} must be one list of numbers, not {array.ndim}-dimensional",
            status="invalid_argument",
            argument=argument,
        )
    return array


def days_column(values: Dates, argument: str) -> FloatArray:
    """Days since 1970-01-01; a day at fault is located."""
    native = narwhals.to_native(values, pass_through=True)
    array = native if isinstance(native, numpy.ndarray) else None
    if array is None and hasattr(native, "to_numpy"):
        array = native.to_numpy()
    if array is not None and array.dtype.kind == "M":
        if numpy.isnat(array).any():
            row = int(numpy.flatnonzero(numpy.isnat(array))[0])
            raise DataError(
                f"{argument} has no day; expected a date in every row",
                status="missing_value",
                row=row,
                column=f"flows.{argument}",
            )
        wide = array.astype("datetime64[D]").astype(numpy.int64)
        return numpy.clip(wide, -(2**31), 2**31 - 1).astype(numpy.int32)
    if isinstance(native, str | bytes) or not isinstance(native, Iterable):
        raise ArgumentError(
            f"{argument} must be a sequence of days", status="invalid_argument", argument=argument
        )
    return numpy.asarray([_day(value, argument, row) for row, value in enumerate(native)], dtype=numpy.int32)


def _day(value: DateLike, argument: str, row: int) -> int:
    try:
        return days_of(value, argument)
    except (ArgumentError, DataError) as error:
        error.row, error.column = row, f"flows.{argument}"
        raise


def _offsets(offsets: Any | None, entries: int) -> FloatArray:
    if offsets is None:
        return numpy.asarray([0, entries], dtype=numpy.int64)
    array = numpy.asarray(offsets)
    if array.ndim != 1 or array.dtype.kind not in "iu":
        raise ArgumentError("offsets must be one list of ints", status="invalid_argument", argument="offsets")
    return array.astype(numpy.int64)


def core_flows(dates: Dates | None, amounts: Numbers, offsets: Any | None) -> _core.Flows:
    """The columns of one call; whole numbers beside offsets are minor units."""
    given = numpy.asarray(narwhals.to_native(amounts, pass_through=True))
    if offsets is not None and given.dtype.kind in "iu" and given.dtype != numpy.uint64 and given.ndim == 1:
        days = None if dates is None else days_column(dates, "date")
        return _core.Flows(days, None, given.astype(numpy.int64), _offsets(offsets, len(given)))
    values = flat_numbers(amounts, "amounts")
    days = None if dates is None else days_column(dates, "date")
    return _core.Flows(days, values, None, _offsets(offsets, len(values)))


def core_terms(
    day_count: str = "act_365_fixed",
    *,
    reference_start: DateLike | None = None,
    reference_end: DateLike | None = None,
    frequency: int = 0,
    end_of_month: bool = False,
    termination: DateLike | None = None,
    calendar: Calendar | str | None = None,
) -> _core.YieldTerms:
    """How dates become years, as the compiled part takes it."""
    return _core.YieldTerms(
        day_count,
        optional_days(reference_start, "reference_start"),
        optional_days(reference_end, "reference_end"),
        optional_days(termination, "termination"),
        int32(frequency, "frequency"),
        flag(end_of_month, "end_of_month"),
        core_calendar(calendar, "calendar"),
    )


def present(value: float) -> float | None:
    """A number, or none where it is NaN."""
    return None if math.isnan(value) else value
