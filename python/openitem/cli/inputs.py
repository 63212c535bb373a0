"""Files in: a ledger or open items from what the user named, with the column map said aloud."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import openitem
from openitem._ledger import AmountSign, MoneyForm, RowPolicy, UnreferencedCredits
from openitem.cli.column_map import ColumnMap, as_arguments, parse_map, suggest
from openitem.cli.date_format import suggest_date_format

if TYPE_CHECKING:
    from collections.abc import Sequence

_GROUPS = ("customer", "entity", "kind")
_DATE_ROLES = ("issue_date", "posting_date", "due_date", "paid_date", "recorded_on")


class LedgerFiles(NamedTuple):
    """Files of a ledger; ``documents`` may be in the flat form."""

    documents: Path
    applications: Path | None = None
    instalments: Path | None = None
    disputes: Path | None = None
    customers: Path | None = None
    promises: Path | None = None
    dunning: Path | None = None


class Reading(NamedTuple):
    """How the files are to be read; the same words as in Python."""

    map: Sequence[str]
    currency: str | None
    base_currency: str | None
    money: MoneyForm
    sign: AmountSign
    rows: RowPolicy
    date_format: str | None
    delimiter: str
    dimensions: Sequence[str]
    dates: Sequence[str]
    unreferenced_credits: UnreferencedCredits
    threads: int


def say(text: str) -> None:
    """A line for the person at the terminal; data alone goes to standard output."""
    print(text, file=sys.stderr)  # noqa: T201


def advise_on_dimensions(
    documents: Path, delimiter: str, asked: Sequence[str], dimensions: Sequence[str]
) -> None:
    """Names the option for every name to group by that is a column nobody asked to read as a dimension."""
    missing = [name for name in asked if name not in (*_GROUPS, *dimensions)]
    if not missing:
        return
    columns = openitem.read_table(documents, delimiter=delimiter).column_names
    for name in missing:
        if name in columns:
            say(
                f"openitem: {documents.name} has a column {name!r}; "
                f"--dimension {shlex.quote(name)} reads it to group by"
            )


def load_ledger(files: LedgerFiles, reading: Reading) -> openitem.Ledger:
    """Reads the files and builds the ledger, printing every mapping that was not stated.

    :raises openitem.Error: what the library says, with a suggestion for dates in another format.
    """
    tables = {
        name: openitem.read_table(path, delimiter=reading.delimiter)
        for name, path in files._asdict().items()
        if path is not None
    }
    mapping = _complete_map(tables["documents"].column_names, reading.map, tables)
    try:
        ledger = openitem.Ledger.from_documents(
            **tables,
            map=mapping,
            currency=reading.currency,
            base_currency=reading.base_currency,
            money=reading.money,
            sign=reading.sign,
            rows=reading.rows,
            date_format=reading.date_format,
            dimensions=reading.dimensions,
            dates=reading.dates,
            unreferenced_credits=reading.unreferenced_credits,
            threads=reading.threads,
        )
    except openitem.DataError:
        _advise_on_dates(tables["documents"], mapping["documents"], reading)
        raise
    _advise_on_dates(tables["documents"], mapping["documents"], reading)
    if ledger.document_count == 0 and tables["documents"].num_rows > 0:
        say("no document could be kept; the findings say why")
    return ledger


def _complete_map(headers: Sequence[str], entries: Sequence[str], tables: dict[str, Any]) -> ColumnMap:
    mapping = parse_map(entries)
    unknown = sorted(set(mapping) - set(tables))
    if unknown:
        raise ValueError(f"--map names the table {unknown[0]!r}; files were given for: {', '.join(tables)}")
    documents = mapping.setdefault("documents", {})
    suggestion = suggest(headers, documents)
    if suggestion:
        say(f"columns read by their headers: {as_arguments(suggestion)}")
        say("  (state --map yourself where this is wrong)")
        documents.update({role: [column] for role, column in suggestion.items()})
    return mapping


def _advise_on_dates(table: Any, documents: dict[str, list[str]], reading: Reading) -> None:
    if reading.date_format is not None:
        return
    for role in _DATE_ROLES:
        for column in documents.get(role, [role]):
            if column not in table.column_names:
                continue
            texts = table.column(column).to_pylist()
            advice = suggest_date_format(text for text in texts if isinstance(text, str))
            if advice is not None:
                say(f"column {column!r}: {advice}")
                return
