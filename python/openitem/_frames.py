"""Frames in: whatever holds columns becomes input of one call.

Arrow streams are taken once and without a copy. pandas without PyArrow, dicts and NumPy are read column by column.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any, Literal, Protocol, TypeAlias

import narwhals
import numpy
from narwhals import dependencies

from openitem import _core
from openitem.errors import ArgumentError, DataError

FrameKind: TypeAlias = Literal["pandas", "polars", "pyarrow", "duckdb", "dict"]


@dataclasses.dataclass(frozen=True)
class FrameType:
    """What a result goes out as: the library that its input came from, and whether narwhals was around it."""

    kind: FrameKind
    narwhals: bool = False


class ArrowStreamable(Protocol):
    """Anything that exports an Arrow C stream."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


Array: TypeAlias = numpy.ndarray[Any, Any]
ColumnValues: TypeAlias = Array | list[Any]
ColumnInput: TypeAlias = tuple[str, ColumnValues, Array | None]
"""Name, values, and a mask with true = null, as the compiled part takes a column."""

Frame: TypeAlias = Any
"""An object with ``__arrow_c_stream__`` or ``__arrow_c_array__``, a pandas frame, a narwhals frame, a mapping of column names
to lists or arrays, or a structured NumPy array. ``Any``, because most of these types belong to optional packages."""


def add_frame(tables: _core.InputTables, table: str, frame: Frame) -> FrameType:
    """Adds a frame as a table and says what it was."""
    inner = narwhals.to_native(frame, pass_through=True)
    kind = _add_native(tables, table, inner)
    return FrameType(kind, inner is not frame)


def _add_native(tables: _core.InputTables, table: str, frame: Frame) -> FrameKind:
    if isinstance(frame, Mapping):
        tables.add_columns(table, [_column(table, name, values) for name, values in frame.items()])
        return "dict"
    if isinstance(frame, numpy.ndarray):
        tables.add_columns(table, _structured_columns(table, frame))
        return "dict"
    if dependencies.is_pandas_dataframe(frame):
        _add_pandas(tables, table, frame)
        return "pandas"
    if hasattr(frame, "__arrow_c_stream__"):
        tables.add_stream(table, _stream_of(table, frame))
        return _kind_of(frame)
    if hasattr(frame, "__arrow_c_array__"):
        tables.add_array(table, *frame.__arrow_c_array__())
        return _kind_of(frame)
    raise _not_a_frame(table, frame)


def _kind_of(frame: Frame) -> FrameKind:
    if dependencies.is_polars_dataframe(frame):
        return "polars"
    if dependencies.is_duckdb_relation(frame):
        return "duckdb"
    own = getattr(frame, "_frame_type", None)
    return own.kind if isinstance(own, FrameType) else "pyarrow"


def _not_a_frame(table: str, frame: Frame) -> ArgumentError:
    hint = ""
    if dependencies.is_polars_lazyframe(frame):
        hint = "; call .collect() on the lazy frame first"
    return ArgumentError(
        f"{table} must be a table (Arrow, pandas, Polars, DuckDB, narwhals, or a dict of columns), not"
        f" {type(frame).__name__}{hint}",
        status="invalid_argument",
        argument=table,
    )


def _stream_of(table: str, frame: ArrowStreamable) -> object:
    try:
        return frame.__arrow_c_stream__()
    except Exception as error:
        raise DataError(
            f"{table}: {type(frame).__name__} gave no Arrow stream: {error}",
            status="invalid_data",
            column=table,
        ) from error


# ---- pandas ------------------------------------------------------------------------------------------


def _add_pandas(tables: _core.InputTables, table: str, frame: Frame) -> None:
    frame = _with_index_as_columns(frame)
    stream = _pandas_stream(frame)
    if stream is not None:
        tables.add_stream(table, stream)
        return
    tables.add_columns(
        table, [(str(name), *_pandas_column(frame.iloc[:, at])) for at, name in enumerate(frame.columns)]
    )


def _with_index_as_columns(frame: Frame) -> Frame:
    """Levels of the index are columns where all of them have names of their own; else the index is not read."""
    names = frame.index.names
    named = all(name is not None and name not in frame.columns for name in names)
    return frame.reset_index(drop=not named)


def _pandas_stream(frame: Frame) -> object | None:
    """None where pandas has no PyArrow or PyArrow cannot hold a column; the columns are then read one by one."""
    if not hasattr(frame, "__arrow_c_stream__"):
        return None
    try:
        stream: object = frame.__arrow_c_stream__()
    except Exception:  # noqa: BLE001 (whatever it was, reading by column reports it with its place)
        return None
    return stream


def _pandas_column(series: Any) -> tuple[ColumnValues, Array | None]:
    dtype = series.dtype
    if isinstance(dtype, numpy.dtype):
        return series.to_numpy(), None
    plain = getattr(dtype, "numpy_dtype", None)
    if plain is not None and plain.kind in "iufb":
        return series.to_numpy(dtype=plain, na_value=plain.type(0)), series.isna().to_numpy()
    return series.to_numpy(dtype=object), series.isna().to_numpy()


# ---- mappings and NumPy ------------------------------------------------------------------------------


def _column(table: str, name: object, values: object) -> ColumnInput:
    if not isinstance(name, str):
        raise ArgumentError(
            f"{table}: a column name must be a str, not {type(name).__name__}",
            status="invalid_argument",
            argument=table,
        )
    if isinstance(values, numpy.ma.MaskedArray):
        return name, values.data, numpy.ma.getmaskarray(values)
    if isinstance(values, numpy.ndarray):
        return name, values, None
    if dependencies.is_pandas_series(values):
        return (name, *_pandas_column(values))
    if hasattr(values, "to_pylist"):  # PyArrow's arrays, whose scalars are no Python objects
        return name, _arrow_cells(values), None
    if isinstance(values, Iterable) and not isinstance(values, str | bytes | Mapping):
        return name, list(values), None
    raise ArgumentError(
        f"column {table}.{name} must be a list or an array, not {type(values).__name__}",
        status="invalid_argument",
        argument=table,
    )


def _arrow_cells(values: Any) -> list[Any]:
    try:
        cells: list[Any] = values.to_pylist()
    except UnicodeDecodeError:
        cells = values.cast("large_binary").to_pylist()  # as bytes, so that the row at fault is reported
    return cells


def _structured_columns(table: str, array: Array) -> list[ColumnInput]:
    names = array.dtype.names
    if names is None:
        raise ArgumentError(
            f"{table}: an array without field names says not which column is which; pass a dict of arrays",
            status="invalid_argument",
            argument=table,
        )
    return [_column(table, name, array[name]) for name in names]
