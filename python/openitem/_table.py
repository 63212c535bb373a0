"""Tables out: one table of a result, in the frame the caller works with."""

import datetime
import html
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import narwhals
import numpy

from openitem import _core
from openitem._frames import FrameType
from openitem._modules import optional_module
from openitem.errors import ArgumentError

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

MoneyOutput: TypeAlias = Literal["decimal", "minor", "float"]
"""``decimal``: exact, in major units. ``minor``: int64 minor units. ``float``: for plots; inexact by nature."""

_SHOWN_ROWS = 20
_SHOWN_CHARACTERS = 40


class ResultTable:
    """One table of a result. Immutable; may be read from any number of threads.

    Money is exact in every form but ``money="float"``. A null is ``None`` in dicts and what the frame library has for it
    elsewhere. ``len(table)`` is the number of rows.
    """

    __slots__ = ("_caption", "_frame_type", "_roles", "_table", "_types")

    def __init__(self, table: _core.Table, frame_type: FrameType, caption: str = "") -> None:
        """Made by openitem; there is no need to call it."""
        self._table = table
        self._frame_type = frame_type
        self._caption = caption
        described = table.columns()
        self._types = {name: kind for name, kind, _ in described}
        self._roles = {name: role for name, _, role in described}

    @property
    def name(self) -> str:
        """Name of the table within its result, such as ``"rows"``."""
        return self._table.name

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(self._types)

    @property
    def money_columns(self) -> tuple[str, ...]:
        """Names of the columns that hold money, of the row's ``currency`` or ``base_currency``."""
        return tuple(name for name in self._roles if self._is_money(name))

    @property
    def caption(self) -> str:
        """What the table shows, of which day, with its control total; empty where there is nothing to add."""
        return self._caption

    def __len__(self) -> int:
        return len(self._table)

    # ---- frames ----------------------------------------------------------------------------------

    def native(self, money: MoneyOutput = "decimal") -> Any:
        """The table as the kind of frame that the input came in: pandas, Polars, PyArrow, a DuckDB relation or a dict."""
        makers: dict[str, Callable[[MoneyOutput], Any]] = {
            "pandas": self.to_pandas,
            "polars": self.to_polars,
            "pyarrow": self.to_arrow,
            "duckdb": self._to_duckdb,
            "dict": self.to_dict,
        }
        frame = makers[self._frame_type.kind](money)
        return narwhals.from_native(frame) if self._frame_type.narwhals else frame

    def to_dict(self, money: MoneyOutput = "decimal") -> dict[str, list[Any]]:
        """Column name to list: str, int, float, bool, ``datetime.date``, ``Decimal`` for money, ``None`` for null."""
        self._check_money(money)
        return {name: self._objects(name, money, 0, len(self)) for name in self.columns}

    def to_arrow(self, money: MoneyOutput = "decimal") -> "pyarrow.Table":
        """A PyArrow table. Decimals have the most digits that any currency of the table needs."""
        pyarrow = optional_module("pyarrow", "to_arrow()", "openitem[io]")
        return pyarrow.table(_Stream(self._table, money))

    def to_polars(self, money: MoneyOutput = "decimal") -> "polars.DataFrame":
        """A Polars frame."""
        library = optional_module("polars", "to_polars()", "polars")
        frame: polars.DataFrame = library.DataFrame(_Stream(self._table, money))
        return frame

    def to_pandas(self, money: MoneyOutput = "decimal") -> "pandas.DataFrame":
        """A pandas frame: money as ``Decimal`` objects, days as ``datetime64[s]``, counts with nulls as ``Int64``."""
        self._check_money(money)
        library = optional_module("pandas", "to_pandas()", "pandas")
        columns = {name: self._pandas_column(library, name, money) for name in self.columns}
        frame: pandas.DataFrame = library.DataFrame(columns)
        return frame

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """An Arrow C stream of one batch, money as decimals. The requested schema is a wish that is not granted."""
        return self._table.stream("decimal")

    def _to_duckdb(self, money: MoneyOutput) -> Any:
        return optional_module("duckdb", "a DuckDB relation", "duckdb").from_arrow(self.to_arrow(money))

    @staticmethod
    def _check_money(money: str) -> None:
        if money not in {"decimal", "minor", "float"}:
            raise ArgumentError(
                f"money = {money!r} is not a choice; choose one of 'decimal', 'minor', 'float'",
                status="invalid_argument",
                argument="money",
            )

    def _is_money(self, name: str) -> bool:
        return self._roles[name] in {"money", "base_money"}

    def _objects(self, name: str, money: MoneyOutput, start: int, stop: int) -> list[Any]:
        if not self._is_money(name) or money == "decimal":
            return self._table.objects(name, start, stop)
        if money == "float":
            amounts: list[Decimal | None] = self._table.objects(name, start, stop)
            return [None if amount is None else float(amount) for amount in amounts]
        values: list[int | None] = list(self._table.array(name)[start:stop].tolist())
        nulls = self._table.nulls(name)
        if nulls is not None:
            for row in numpy.flatnonzero(nulls[start:stop]):
                values[row] = None
        return values

    def _pandas_column(self, pandas: Any, name: str, money: MoneyOutput) -> Any:
        kind, nulls = self._types[name], self._table.nulls(name)
        if kind == "text":
            return pandas.Series(self._table.objects(name, 0, len(self)), dtype=_pandas_text(pandas))
        if kind == "date":
            days = self._table.array(name).astype("datetime64[D]").astype("datetime64[s]")
            if nulls is not None:
                days[nulls] = numpy.datetime64("NaT")
            return pandas.Series(days)
        if kind == "boolean" or (self._is_money(name) and money != "minor"):
            objects = self._objects(name, money, 0, len(self))
            return pandas.Series(
                objects, dtype="float64" if money == "float" and kind != "boolean" else object
            )
        values = self._table.array(name).copy()
        if nulls is None:
            return pandas.Series(values)
        if kind == "float64":
            values[nulls] = numpy.nan
            return pandas.Series(values)
        return pandas.Series(pandas.arrays.IntegerArray(values, nulls))

    # ---- for eyes --------------------------------------------------------------------------------

    def to_text(self, *, grouped: bool = False, limit: int | None = None) -> str:
        """Aligned plain text: numbers to the right, at most ``limit`` rows, thousands grouped only when asked."""
        cells, left_out = self._shown(grouped=grouped, limit=limit)
        lines = [self._caption] if self._caption else []
        widths = {name: max(len(name), *map(len, column), 0) for name, column in cells.items()}
        lines.append("  ".join(self._aligned(name, name, width) for name, width in widths.items()).rstrip())
        for row in range(len(self) - left_out):
            fields = (self._aligned(name, cells[name][row], width) for name, width in widths.items())
            lines.append("  ".join(fields).rstrip())
        if left_out:
            lines.append(f"... {left_out} more rows")
        return "\n".join(lines)

    def to_html(self, *, grouped: bool = False, limit: int | None = None) -> str:
        """The same as an HTML table; everything that came from data is escaped."""
        cells, left_out = self._shown(grouped=grouped, limit=limit)
        parts = ["<table>"]
        if self._caption:
            parts.append(f"<caption>{html.escape(self._caption)}</caption>")
        parts.append(
            "<thead><tr>" + "".join(f"<th>{html.escape(name)}</th>" for name in cells) + "</tr></thead>"
        )
        parts.append("<tbody>")
        parts += [
            "<tr>" + "".join(self._html_cell(name, cells[name][row]) for name in cells) + "</tr>"
            for row in range(len(self) - left_out)
        ]
        parts.append("</tbody></table>")
        if left_out:
            parts.append(f"<p>{left_out} more rows</p>")
        return "".join(parts)

    def __repr__(self) -> str:
        return self.to_text(limit=_SHOWN_ROWS)

    def _repr_html_(self) -> str:
        return self.to_html(limit=_SHOWN_ROWS)

    def _is_number(self, name: str) -> bool:
        return self._types[name] in {"int32", "int64", "float64"}

    def _aligned(self, name: str, field: str, width: int) -> str:
        return field.rjust(width) if self._is_number(name) else field.ljust(width)

    def _html_cell(self, name: str, field: str) -> str:
        style = ' style="text-align: right"' if self._is_number(name) else ""
        return f"<td{style}>{html.escape(field)}</td>"

    def _shown(self, *, grouped: bool, limit: int | None) -> tuple[dict[str, list[str]], int]:
        rows = len(self) if limit is None else min(limit, len(self))
        cells = {
            name: [_field(value, grouped=grouped) for value in self._table.objects(name, 0, rows)]
            for name in self.columns
        }
        return cells, len(self) - rows


class ResultTables:
    """What every report has: the tables of a result, and the one that stands for it where it is printed."""

    def __init__(self, result: _core.Result, frame_type: FrameType) -> None:
        """Made by the function of the report."""
        self._result = result
        self._frame_type = frame_type

    @property
    def caption(self) -> str:
        """What is printed over the tables."""
        return ""

    @property
    def about(self) -> ResultTable:
        """Name and value of everything that is needed to repeat the figures."""
        return self._plain_table("about")

    def _table(self, name: str) -> ResultTable:
        return ResultTable(self._result.table(name), self._frame_type, self.caption)

    def _plain_table(self, name: str) -> ResultTable:
        """A table that is not printed under the caption of the report."""
        return ResultTable(self._result.table(name), self._frame_type)

    def _table_if_any(self, name: str) -> ResultTable | None:
        """A table that is there only where its option was given."""
        return self._plain_table(name) if name in self._result.table_names() else None

    def _main_table(self) -> ResultTable:
        return self._table("rows")

    def __repr__(self) -> str:
        return repr(self._main_table())

    def _repr_html_(self) -> str:
        return self._main_table()._repr_html_()


class DatedTables(ResultTables):
    """A report on one day."""

    def __init__(self, result: _core.Result, frame_type: FrameType, as_of: datetime.date) -> None:
        """Made by the function of the report."""
        super().__init__(result, frame_type)
        self._as_of = as_of

    @property
    def as_of(self) -> datetime.date:
        """The day whose end is looked at."""
        return self._as_of


class PeriodTables(ResultTables):
    """A report from one day to another."""

    def __init__(
        self, result: _core.Result, frame_type: FrameType, period: tuple[datetime.date, datetime.date]
    ) -> None:
        """Made by the function of the report."""
        super().__init__(result, frame_type)
        self._period = period

    @property
    def period(self) -> tuple[datetime.date, datetime.date]:
        """The day whose end is the opening, and the day whose end is the closing."""
        return self._period


class _Stream:
    """What other libraries read a table from."""

    def __init__(self, table: _core.Table, money: MoneyOutput) -> None:
        self._table = table
        self._money = money

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        del requested_schema
        return self._table.stream(self._money)


def _pandas_text(pandas: Any) -> Any:
    """pandas' own text type from version 3 on; before, its ``str`` would turn None into 'None'."""
    return "str" if int(pandas.__version__.split(".")[0]) >= 3 else object


def _field(value: object, *, grouped: bool) -> str:
    """One cell for eyes: no control characters, not endless."""
    if value is None:
        return ""
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return f"{value:,}" if grouped else str(value)
    shown = "".join(
        character if character.isprintable() else f"\\x{ord(character):02x}" for character in str(value)
    )
    return shown if len(shown) <= _SHOWN_CHARACTERS else shown[: _SHOWN_CHARACTERS - 3] + "..."
