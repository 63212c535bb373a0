"""Rows of a file as a scorecard takes them, and their scores beside the columns that are carried along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openitem.cli.inputs import say

if TYPE_CHECKING:
    import pyarrow

    from openitem import ResultTable
    from openitem.credit import Scorecard


def features_of(card: Scorecard, table: pyarrow.Table, keep: list[str]) -> dict[str, Any]:
    """The columns of the card; texts of numeric features, as CSV files hold them, as numbers.

    :raises ValueError: a text that is no number, with its column and row; a column to keep that is not there.
    """
    missing = [name for name in keep if name not in table.column_names]
    if missing:
        raise ValueError(f"--keep {missing[0]!r}: the rows have the columns {', '.join(table.column_names)}")
    unread = [name for name in table.column_names if name not in (*card.feature_names, *keep)]
    if unread:
        say(f"columns that the card does not know are not read: {', '.join(unread)}")
    numeric = _numeric_features(card)
    return {
        name: _numbers(name, table.column(name)) if name in numeric else table.column(name).to_pylist()
        for name in card.feature_names
        if name in table.column_names
    }


def _numeric_features(card: Scorecard) -> set[str]:
    bins = card.tables().card.to_dict()
    return {
        feature
        for feature, kind in zip(bins["feature"], bins["kind"], strict=True)
        if kind in ("interval", "special")
    }


def _numbers(name: str, column: pyarrow.ChunkedArray) -> list[float | None]:
    values = column.to_pylist()
    return [_number(name, row, value) for row, value in enumerate(values)]


def _number(name: str, row: int, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not value.strip():
        return None
    try:
        if "_" not in value:  # 1_000 is a number to Python alone
            return float(value)
    except ValueError:
        pass
    raise ValueError(f"column {name!r}, row {row}: {value!r} is no number, and the card takes {name} for one")


class ScoredRows:
    """Scores with the columns carried along before them, as the writers of the command line take a table."""

    def __init__(self, kept: pyarrow.Table, scored: ResultTable) -> None:
        """``kept`` and ``scored`` have the same rows."""
        self._kept = kept
        self._scored = scored

    def to_dict(self) -> dict[str, list[Any]]:
        """Columns by name."""
        return {**self._kept.to_pydict(), **self._scored.to_dict()}

    def to_arrow(self) -> pyarrow.Table:
        """The same as an Arrow table."""
        table = self._kept
        scored = self._scored.to_arrow()
        for name in scored.column_names:
            table = table.append_column(name, scored.column(name))
        return table

    def to_text(self) -> str:
        """Aligned plain text of every row."""
        columns = {
            name: ["" if value is None else str(value) for value in values]
            for name, values in self.to_dict().items()
        }
        widths = {name: max(len(name), *map(len, values), 0) for name, values in columns.items()}
        lines = ["  ".join(name.ljust(width) for name, width in widths.items())]
        lines += [
            "  ".join(value.ljust(width) for value, width in zip(row, widths.values(), strict=True))
            for row in zip(*columns.values(), strict=True)
        ]
        return "\n".join(line.rstrip() for line in lines)
