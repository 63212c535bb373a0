"""The options of the commands, each by the name it has in Python, and the groups that commands share."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import openitem
from openitem._aging import AgingBasis, ApplicationClock, CreditMode, DisputeMode, MissingDate
from openitem._ledger import AmountSign, MoneyForm, RowPolicy, UnreferencedCredits
from openitem.cli import output
from openitem.cli.inputs import LedgerFiles, Reading, advise_on_dimensions, load_ledger

if TYPE_CHECKING:
    from collections.abc import Mapping

DocumentsFile = Annotated[
    Path,
    typer.Argument(help="Documents: CSV, Parquet or XLSX; also in the flat form (paid_date, paid_amount)."),
]
AsOf = Annotated[
    datetime.datetime,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="The day at whose end the books are looked at."),
]
Applications = Annotated[Path | None, typer.Option(help="Applications of credits to debits.")]
Instalments = Annotated[Path | None, typer.Option(help="Instalments of documents.")]
DisputesFile = Annotated[Path | None, typer.Option("--disputes-file", help="Disputes of documents.")]
Customers = Annotated[Path | None, typer.Option(help="Customer master data.")]
MapEntries = Annotated[
    list[str] | None, typer.Option("--map", help="ROLE=COLUMN or TABLE.ROLE=COLUMN; repeatable.")
]
Currency = Annotated[
    str | None, typer.Option(help="ISO 4217 code of rows without a currency; XXX where none is known.")
]
BaseCurrency = Annotated[
    str | None, typer.Option(help="ISO 4217 code of the column base_amount; required with it.")
]
Money = Annotated[
    MoneyForm, typer.Option(help="exact, minor, decimal or float: how number columns hold money.")
]
Sign = Annotated[AmountSign, typer.Option(help="signed (debits +) or by_kind (magnitudes).")]
Rows = Annotated[
    RowPolicy,
    typer.Option("--rows", help="mark (exclude and report impossible rows) or strict (stop at the first)."),
]
DateFormat = Annotated[str | None, typer.Option(help="Format of text dates, such as %m/%d/%Y; default ISO.")]
Delimiter = Annotated[str, typer.Option(help="Delimiter of CSV files.")]
Dimensions = Annotated[
    list[str] | None, typer.Option("--dimension", help="A further column to group by; repeatable.")
]
DateColumns = Annotated[
    list[str] | None, typer.Option("--date", help="A further date column to age by; repeatable.")
]
Unreferenced = Annotated[
    UnreferencedCredits, typer.Option(help="unapplied or oldest_due: credits that no application mentions.")
]
Threads = Annotated[int, typer.Option(help="Threads; never changes a figure.")]
OutputFormat = Annotated[
    output.Format,
    typer.Option("--format", help="csv, md and parquet hold the main table, table and json all."),
]
OutputFile = Annotated[
    Path | None, typer.Option("--output", help="Write to this file instead of standard output.")
]
By = Annotated[
    str, typer.Option(help="Groups, comma-separated: customer, entity, kind, dimensions; '' for totals.")
]
Basis = Annotated[AgingBasis, typer.Option(help="From which date days are counted.")]
DateColumn = Annotated[str | None, typer.Option(help="With --basis column: which date column.")]
Buckets = Annotated[str | None, typer.Option(help="Inclusive upper bounds in days, such as 0,30,60,90.")]
ForwardBuckets = Annotated[str | None, typer.Option(help="Bounds of days until due, such as 30,60.")]
Months = Annotated[
    int,
    typer.Option(help="Calendar months in place of --buckets, from the month of the day back; 0 = by days."),
]
ForwardMonths = Annotated[int, typer.Option(help="With --months: splits what is not due by calendar month.")]
CalendarName = Annotated[
    str | None,
    typer.Option(
        "--calendar",
        metavar="NAME",
        help="Count business days of TARGET, US-settlement, US-Fed, UK ... instead of days.",
    ),
]
Missing = Annotated[MissingDate, typer.Option(help="What stands in for a missing date.")]
Credits = Annotated[CreditMode, typer.Option("--credits", help="Where credits and unapplied cash go.")]
Disputes = Annotated[DisputeMode, typer.Option(help="Where disputed amounts go.")]
Clock = Annotated[ApplicationClock, typer.Option(help="The date that makes an application count.")]
KnownAt = Annotated[
    datetime.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="Drop every row recorded after this day."),
]
FuturePayments = Annotated[
    bool, typer.Option("--future-payments", help="Show later payments beside the total.")
]
BaseAmounts = Annotated[
    bool, typer.Option("--base-amounts", help="Show booked amounts in base currency beside the others.")
]
ReAged = Annotated[
    str | None,
    typer.Option(
        "--re-aged", metavar="COLUMN", help="Date column of re-aged due dates to show beside the others."
    ),
]
Limit = Annotated[int, typer.Option(help="Rows printed of each table with --format table; 0 = all.")]
PeriodBegin = Annotated[
    datetime.datetime,
    typer.Option("--from", formats=["%Y-%m-%d"], help="The opening is the end of this day."),
]
PeriodEnd = Annotated[
    datetime.datetime,
    typer.Option("--to", formats=["%Y-%m-%d"], help="The closing is the end of this day."),
]
KnownAtFrom = Annotated[
    datetime.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="The opening as it was known at this earlier day."),
]
Items = Annotated[bool, typer.Option("--items", help="List the open items instead of the rows.")]


@dataclasses.dataclass(frozen=True)
class LedgerInput:
    """The files of a ledger and how they are read."""

    documents: DocumentsFile
    applications: Applications = None
    instalments: Instalments = None
    disputes_file: DisputesFile = None
    customers: Customers = None
    map_: MapEntries = None
    currency: Currency = None
    base_currency: BaseCurrency = None
    money: Money = "exact"
    sign: Sign = "signed"
    rows: Rows = "mark"
    date_format: DateFormat = None
    delimiter: Delimiter = ","
    dimension: Dimensions = None
    date: DateColumns = None
    unreferenced_credits: Unreferenced = "unapplied"
    threads: Threads = 1

    def load(self, promises: Path | None = None, dunning: Path | None = None) -> openitem.Ledger:
        """The ledger of these files."""
        files = LedgerFiles(
            self.documents,
            self.applications,
            self.instalments,
            self.disputes_file,
            self.customers,
            promises,
            dunning,
        )
        return load_ledger(files, self._reading())

    def read_table(self, path: Path | None) -> Any:
        """A further file, read with the same delimiter; None where it was not named."""
        return None if path is None else openitem.read_table(path, delimiter=self.delimiter)

    def advise(self, error: openitem.Error, given: Mapping[str, Any]) -> None:
        """Columns that are there but not read as dimensions, where the command was asked to group by them."""
        by = given.get("by") or next((group.by for group in given.values() if hasattr(group, "by")), "")
        if error.status == "unknown_name":
            advise_on_dimensions(self.documents, self.delimiter, names(by), self.dimension or ())

    def _reading(self) -> Reading:
        return Reading(
            self.map_ or (),
            self.currency,
            self.base_currency,
            self.money,
            self.sign,
            self.rows,
            self.date_format,
            self.delimiter,
            self.dimension or (),
            self.date or (),
            self.unreferenced_credits,
            self.threads,
        )


@dataclasses.dataclass(frozen=True)
class AgingChoice:
    """How open items are aged and grouped."""

    by: By = "customer"
    basis: Basis = "due"
    date_column: DateColumn = None
    buckets: Buckets = None
    forward_buckets: ForwardBuckets = None
    months: Months = 0
    forward_months: ForwardMonths = 0
    calendar: CalendarName = None
    missing_date: Missing = "issue"
    credits_: Credits = "own_column"
    disputes: Disputes = "inside"
    clock: Clock = "latest"
    known_at: KnownAt = None
    future_payments: FuturePayments = False
    base_amounts: BaseAmounts = False
    re_aged: ReAged = None

    def arguments(self, *without: str) -> dict[str, Any]:
        """As the functions of the package take them, but for those that the function does not know."""
        given = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        given["credits"] = given.pop("credits_")
        given["by"] = names(self.by)
        given["buckets"] = days(self.buckets, "--buckets")
        given["forward_buckets"] = days(self.forward_buckets, "--forward-buckets") or ()
        given["known_at"] = day(self.known_at)
        return {name: value for name, value in given.items() if name not in without}


@dataclasses.dataclass(frozen=True)
class Output:
    """Where tables go, and in which form."""

    form: OutputFormat = output.Format.TABLE
    output_file: OutputFile = None
    limit: Limit = 50

    def write(
        self,
        tables: dict[str, openitem.ResultTable],
        main: str,
        schema: str,
        units: Mapping[str, str] | None = None,
    ) -> None:
        """``main`` is the table of the forms that hold one; ``units`` those of columns, where no column says it."""
        output.write(
            tables,
            main=main,
            schema=f"openitem.{schema}/1",
            form=self.form,
            output=self.output_file,
            limit=self.limit or None,
            units=units,
        )


@dataclasses.dataclass(frozen=True)
class ShortOutput(Output):
    """The same for long lists that few read to the end."""

    limit: Limit = 20


def names(text: str) -> tuple[str, ...]:
    """Names between commas."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def days(text: str | None, option: str) -> tuple[int, ...] | None:
    """Whole days between commas; None where nothing was given."""
    if text is None:
        return None
    try:
        return tuple(int(part) for part in text.split(","))
    except ValueError as wrong:
        raise ValueError(
            f"{option} {text!r}: expected whole days separated by commas, such as 0,30,60,90"
        ) from wrong


def day(given: datetime.datetime | None) -> datetime.date | None:
    """The day alone."""
    return None if given is None else given.date()
