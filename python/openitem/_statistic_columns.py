"""Columns of statistics: numbers, flags, features and labels, as the compiled part takes them."""

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias

import narwhals
import numpy

from openitem._flow_columns import FloatArray, Numbers, flat_numbers, one_number
from openitem.errors import ArgumentError, DataError

Flags: TypeAlias = Any
"""A sequence, array or column of 0 and 1, or of truth values."""
Labels: TypeAlias = Any
"""A sequence, array or column of texts or whole numbers."""
Features: TypeAlias = Any
"""A 2-D NumPy array (rows x features), a dict of columns, an Arrow table, a pandas, Polars or narwhals frame."""


class Estimate(NamedTuple):
    """A figure and its interval; each is NaN where there is none."""

    value: float
    standard_error: float
    low: float
    high: float


def numbers_or_none(values: Numbers | None, argument: str) -> FloatArray | None:
    """A column that may be left out."""
    return None if values is None else flat_numbers(values, argument)


def flags_column(values: Flags, argument: str) -> FloatArray:
    """0 and 1 as bytes; whatever else stands there is located."""
    array = _flat(values, argument)
    if array.dtype.kind == "b":
        return array.astype(numpy.uint8)
    if array.dtype.kind not in "iuf":
        numbers = [_flag_number(value) for value in array.tolist()]
        array = numpy.asarray(numbers, dtype=numpy.float64)
    bad = numpy.flatnonzero((array != 0) & (array != 1))
    if bad.size:
        row = int(bad[0])
        raise DataError(
            f"{argument} of row {row} is neither 0 nor 1: {_flat(values, argument)[row]!r}",
            status="invalid_data",
            row=row,
            column=argument,
            rows_affected=int(bad.size),
        )
    return array.astype(numpy.uint8)


def _flag_number(value: Any) -> float:
    """The number of a flag, or NaN, which is none."""
    return float(value) if isinstance(value, bool | int | float | numpy.number | numpy.bool_) else numpy.nan


def _flat(values: Any, argument: str) -> FloatArray:
    native = narwhals.to_native(values, pass_through=True)
    if isinstance(native, str | bytes | Mapping):
        raise ArgumentError(
            f"{argument} must be a column, not {type(native).__name__}",
            status="invalid_argument",
            argument=argument,
        )
    array = numpy.asarray(native)
    if array.ndim != 1:
        raise ArgumentError(
            f"{argument} must be one list, not {array.ndim}-dimensional",
            status="invalid_argument",
            argument=argument,
        )
    return array


def feature_columns(features: Features) -> tuple[list[str], list[FloatArray]]:
    """Names and columns; those of an array are named x0, x1 ..."""
    native = narwhals.to_native(features, pass_through=True)
    if isinstance(native, Mapping):
        named = {str(name): flat_numbers(values, f"features.{name}") for name, values in native.items()}
        return list(named), list(named.values())
    if isinstance(native, numpy.ndarray | list | tuple):
        return _array_columns(native)
    try:
        frame = narwhals.from_native(native, eager_only=True)
    except TypeError:
        raise ArgumentError(
            "features must be a 2-D array, a dict of columns, an Arrow table, a pandas or Polars frame, not"
            f" {type(native).__name__}",
            status="invalid_argument",
            argument="features",
        ) from None
    names = list(frame.columns)
    return names, [flat_numbers(frame[name].to_numpy(), f"features.{name}") for name in names]


def _array_columns(values: Any) -> tuple[list[str], list[FloatArray]]:
    try:
        array = numpy.asarray(values, dtype=None if isinstance(values, numpy.ndarray) else numpy.float64)
    except (TypeError, ValueError) as error:
        raise ArgumentError(
            f"features must be numbers, a row a list: {error}", status="invalid_argument", argument="features"
        ) from None
    if array.ndim != 2:
        raise ArgumentError(
            f"features must be 2-dimensional (rows x features), not {array.ndim}-dimensional",
            status="invalid_argument",
            argument="features",
        )
    names = [f"x{at}" for at in range(array.shape[1])]
    return names, [flat_numbers(array[:, at], f"features.{name}") for at, name in enumerate(names)]


def label_codes(labels: Labels, argument: str) -> tuple[list[Any], FloatArray]:
    """Distinct labels, ascending, and the place of each row's among them."""
    values = _flat(labels, argument).tolist()
    for row, value in enumerate(values):
        if value is None or value != value:  # noqa: PLR0124 (NaN)
            raise DataError(
                f"{argument} of row {row} is missing", status="missing_value", row=row, column=argument
            )
    try:
        distinct = sorted(set(values))
    except TypeError:
        raise ArgumentError(
            f"{argument} must be labels of one kind, all texts or all whole numbers",
            status="invalid_argument",
            argument=argument,
        ) from None
    place = {label: at for at, label in enumerate(distinct)}
    return distinct, numpy.asarray([place[value] for value in values], dtype=numpy.int32)


def level(confidence: Any) -> float:
    """The confidence of intervals, as a plain number."""
    return one_number(confidence, "confidence")
