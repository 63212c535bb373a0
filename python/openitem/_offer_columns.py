"""Arguments of offers that are a number for all rows, or one a row."""

from collections.abc import Iterable
from typing import Any

import numpy

from openitem._arguments import text
from openitem._flow_columns import FloatArray, one_number
from openitem._minor_units import minor_of
from openitem._provision_matrix import Amount
from openitem.errors import ArgumentError
from openitem.money import Currency


def number_column(values: Any, argument: str) -> FloatArray:
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


def day_column(values: Any, argument: str) -> FloatArray:
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


def flat(array: FloatArray) -> FloatArray:
    """A number as a column of one."""
    return array.reshape(-1)


def common_rows(*parts: FloatArray) -> int | None:
    """Rows of the columns among the parts; none where all are numbers."""
    rows: set[int] = {len(part) for part in parts if part.ndim == 1}
    if len(rows) > 1:
        raise ArgumentError(
            f"columns have {' and '.join(map(str, sorted(rows)))} rows; they must be equally long",
            status="ragged_columns",
        )
    return rows.pop() if rows else None


def minor_column(amounts: Iterable[Amount], unit: Currency, money: str) -> FloatArray:
    """Amounts of one currency as an array of minor units."""
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
    return numpy.asarray([minor_of(amount, unit) for amount in amounts], dtype=numpy.int64)
