"""Days as arguments: one of them, or a column of them."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import narwhals
import numpy
from numpy.typing import NDArray

from openitem.errors import ArgumentError, DataError
from openitem.time import DateLike, date_of, days_of

DayArray: TypeAlias = NDArray[numpy.int32]
Dates: TypeAlias = NDArray[numpy.datetime64]
DatesLike: TypeAlias = DateLike | Sequence[DateLike] | NDArray[Any] | Any
"""A day, or a column of days: a NumPy array, a list, a series of pandas, Polars, PyArrow or narwhals."""

_INT32 = 2**31 - 1


def days_array(value: DatesLike, argument: str) -> DayArray:
    """Days since 1970-01-01; without dimensions where a single day is given."""
    if isinstance(value, str | datetime.date | numpy.datetime64):
        return numpy.array(days_of(value, argument), numpy.int32)
    values = narwhals.to_native(value, pass_through=True)
    if isinstance(values, numpy.ma.MaskedArray) and numpy.ma.getmaskarray(values).any():
        raise _missing(int(numpy.ma.getmaskarray(values).ravel().argmax()), argument)
    if hasattr(values, "to_pylist"):
        values = values.to_pylist()
    elif not isinstance(values, numpy.ndarray) and hasattr(values, "to_numpy"):
        values = values.to_numpy()
    if not isinstance(values, numpy.ndarray):
        values = _objects(values, argument)
    if values.dtype.kind == "M":
        return _days_of_datetimes(values, argument)
    if values.dtype.kind in "OU" or values.size == 0:
        return _days_of_objects(values, argument)
    raise ArgumentError(
        f"{argument} has the type {values.dtype}; expected days: datetime64, dates or ISO texts",
        status="wrong_type",
        argument=argument,
    )


def _objects(values: object, argument: str) -> NDArray[Any]:
    if not isinstance(values, Iterable):
        raise ArgumentError(
            f"{argument} must be a day or a column of days, not {type(values).__name__}",
            status="invalid_argument",
            argument=argument,
        )
    cells = list(values)
    array = numpy.empty(len(cells), object)
    array[:] = cells
    return array


def _days_of_datetimes(values: NDArray[Any], argument: str) -> DayArray:
    unit = numpy.datetime_data(values.dtype)[0]
    if unit in {"Y", "M", "generic"}:
        raise ArgumentError(
            f"{argument} has the type {values.dtype}, whose cells are no days; pass datetime64[D]",
            status="wrong_type",
            argument=argument,
        )
    missing = numpy.isnat(values)
    if missing.any():
        raise _missing(int(missing.ravel().argmax()), argument)
    days = values.astype("datetime64[D]").astype(numpy.int64)
    # What 32 bits cannot hold is no date either; the compiled part names its row.
    clipped: DayArray = days.clip(-_INT32, _INT32).astype(numpy.int32)
    return clipped


def _days_of_objects(values: NDArray[Any], argument: str) -> DayArray:
    days = numpy.empty(values.size, numpy.int32)
    for row, value in enumerate(values.ravel().tolist()):
        if value is None or value != value:  # noqa: PLR0124 (NaN, NaT)
            raise _missing(row, argument)
        try:
            days[row] = days_of(value, argument)
        except (ArgumentError, DataError) as error:
            raise type(error)(str(error), status=error.status, row=row, column=argument) from None
    return days.reshape(values.shape)


def _missing(row: int, argument: str) -> DataError:
    return DataError(
        f"{argument}: row {row} has no day; drop the row or give it one",
        status="missing_value",
        row=row,
        column=argument,
    )


def together(*arrays: NDArray[Any]) -> tuple[tuple[int, ...], list[NDArray[Any]]]:
    """The shape the arrays have when broadcast, and each of them in it, flat and contiguous."""
    try:
        wide = numpy.broadcast_arrays(*arrays)
    except ValueError:
        shapes = " and ".join(str(array.shape) for array in arrays)
        raise ArgumentError(
            f"columns of the shapes {shapes} do not go together; they need as many rows, or one",
            status="ragged_columns",
        ) from None
    return wide[0].shape, [numpy.ascontiguousarray(array).reshape(-1) for array in wide]


def dates_out(days: DayArray, shape: tuple[int, ...]) -> datetime.date | Dates:
    """A date where there is no dimension, else datetime64[D]."""
    if shape == ():
        return date_of(int(days[0]))
    return days.astype("datetime64[D]").reshape(shape)


def counts_out(counts: DayArray, shape: tuple[int, ...]) -> int | DayArray:
    """An int where there is no dimension."""
    return int(counts[0]) if shape == () else counts.reshape(shape)
