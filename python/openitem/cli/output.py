"""Tables to standard output or a file: table, csv, json, md, parquet. Amounts stay decimal texts."""

from __future__ import annotations

import csv
import datetime
import io
import json
import sys
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openitem import ResultTable


class Format(StrEnum):
    """Formats of ``--format``."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"
    MD = "md"


def cell(value: Any) -> str:
    """A cell as text: dates ISO, decimals with all their digits, a missing value empty."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)


def _lines(table: ResultTable) -> tuple[list[str], list[list[Any]]]:
    columns = table.to_dict()
    return list(columns), [list(line) for line in zip(*columns.values(), strict=True)]


def _as_csv(table: ResultTable) -> str:
    header, lines = _lines(table)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([cell(value) for value in line] for line in lines)
    return text.getvalue()


def _as_markdown(table: ResultTable) -> str:
    header, lines = _lines(table)
    right = [any(isinstance(line[index], Decimal | int) for line in lines) for index in range(len(header))]
    rows = [header, ["---:" if numeric else "---" for numeric in right]]
    rows += [[cell(value).replace("|", "\\|").replace("\n", " ") for value in line] for line in lines]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _as_json(tables: Mapping[str, ResultTable], schema: str) -> str:
    document: dict[str, Any] = {"schema": schema}
    for name, table in tables.items():
        header, lines = _lines(table)
        document[name] = [dict(zip(header, map(_json_value, line), strict=True)) for line in lines]
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _json_value(value: Any) -> Any:
    return cell(value) if isinstance(value, Decimal | datetime.date) else value


# Digits behind the point for people, by the unit of a figure; a column that says no unit holds shares. Loss rates are
# small and multiply money: somebody will work them out anew.
_DECIMALS = {"days": 2, "business_days": 2, "times": 2, "points": 1, "fraction": 4, "loss rate": 6}


def loss_rates(*columns: str) -> dict[str, str]:
    """These columns as units for :func:`write`."""
    return dict.fromkeys(columns, "loss rate")


def parts_per_billion(*columns: str) -> dict[str, str]:
    """These columns as units for :func:`write`: whole numbers that stand for fractions."""
    return dict.fromkeys(columns, "parts per billion")


def shown(value: Any, unit: str | None) -> str:
    """A cell for people: amounts grouped with all their digits, ratios rounded; files and data keep every digit.

    >>> shown(Decimal("1234.50"), None), shown(58.80952380952381, "days"), shown(-0.00001, "fraction")
    ('1,234.50', '58.81', '0.0000')
    """
    if unit == "parts per billion" and isinstance(value, int):
        return format(Decimal(value).scaleb(-9).normalize(), "f")
    if isinstance(value, float):
        decimals = _DECIMALS.get(unit or "fraction", 4)
        return f"{round(value, decimals) + 0.0:,.{decimals}f}"  # + 0.0: no minus before a zero
    return f"{value:,f}" if isinstance(value, Decimal) else cell(value)


# A cut list of items can be looked up elsewhere; a cut proof proves nothing.
_LONG_TABLES = frozenset(
    {
        "rows",
        "items",
        "findings",
        "residues",
        "balances",
        "general_ledger",
        "columns",
        "aged_trial_balance",
        "control_account",
    }
)


def _print_tables(tables: Mapping[str, ResultTable], limit: int | None, units: Mapping[str, str]) -> None:
    from rich.console import Console  # noqa: PLC0415  (extra "cli")
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    # A pipe has no width: lines are then as long as they need to be.
    console = Console(width=None if sys.stdout.isatty() else 400, soft_wrap=True, highlight=False)
    for name, table in tables.items():
        header, lines = _lines(table)
        listed = lines[:limit] if limit is not None and name in _LONG_TABLES else lines
        grid = Table(
            title=Text(name.replace("_", " ")),
            title_justify="left",
            box=None,
            header_style="bold",
            pad_edge=False,
        )
        for index, column in enumerate(header):
            numeric = any(
                isinstance(line[index], Decimal | int | float) and not isinstance(line[index], bool)
                for line in lines
            )
            grid.add_column(Text(column), justify="right" if numeric else "left", no_wrap=name != "findings")
        unit = header.index("unit") if "unit" in header else None
        for line in listed:
            texts = [
                shown(value, line[unit] if unit is not None else units.get(column))
                for column, value in zip(header, line, strict=True)
            ]
            grid.add_row(*(Text(text) for text in texts))
        console.print(grid)
        if len(listed) < len(lines):
            console.print(
                f"... {len(lines) - len(listed)} more; --limit 0 shows all, --format csv writes all"
            )
        console.print()


def write(
    tables: Mapping[str, ResultTable],
    *,
    main: str,
    schema: str,
    form: Format,
    output: Path | None,
    limit: int | None,
    units: Mapping[str, str] | None = None,
) -> None:
    """Writes the tables. ``table`` and ``json`` hold all of them, the other formats the table ``main``.
    ``units`` of columns whose table has no column ``unit``: how far ``table`` on a screen rounds them.

    :raises ValueError: parquet without a file to write to.
    """
    if form is Format.PARQUET:
        if output is None:
            raise ValueError("--format parquet needs --output FILE")
        import pyarrow.parquet  # noqa: PLC0415  (extra "io")

        pyarrow.parquet.write_table(tables[main].to_arrow(), output)
        return
    if form is Format.TABLE and output is None:
        _print_tables(tables, limit, units or {})
        return
    if form is Format.TABLE:
        # Nobody scrolls a file: it holds every row.
        text = "\n".join(table.to_text() + "\n" for table in tables.values())
    elif form is Format.JSON:
        text = _as_json(tables, schema)
    else:
        text = _as_csv(tables[main]) if form is Format.CSV else _as_markdown(tables[main])
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8")


def pick(result: Any, names: Sequence[str]) -> dict[str, ResultTable]:
    """The named tables of a result that it has, in this order."""
    return {name: table for name in names if (table := getattr(result, name, None)) is not None}
