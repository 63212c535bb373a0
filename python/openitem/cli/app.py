"""The commands and their options; each option bears the name it has in Python."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

import openitem
from openitem._aging import AgingBasis, ApplicationClock, CreditMode, DisputeMode, MissingDate
from openitem._aging_hierarchy import HierarchyOver
from openitem._ledger import AmountSign, MoneyForm, RowPolicy, UnreferencedCredits
from openitem.cli import demo as demonstration
from openitem.cli import exit_codes, output
from openitem.cli.inputs import LedgerFiles, Reading, load_ledger, say

app = typer.Typer(
    name="openitem",
    help="Accounts receivable, computed exactly: open items aged on any date, with the proof.",
    epilog=exit_codes.MEANING,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

_AGING_TABLES = (
    "rows",
    "totals",
    "proof",
    "base_rows",
    "base_totals",
    "base_proof",
    "re_aged",
    "re_aged_totals",
    "balances",
    "balance_totals",
    "general_ledger",
    "general_ledger_totals",
)
_SERIES_TABLES = (
    "rows",
    "totals",
    "proof",
    "base_rows",
    "base_totals",
    "base_proof",
    "re_aged",
    "re_aged_totals",
)
_REVALUATION_TABLES = ("rows", "totals", "residues", "rates", "proof")
_STATEMENT_TABLES = ("statements", "movements", "open_items", "proof")
_CHECK_TABLES = ("summary", "rules", "totals", "findings")

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


@app.command()
def age(
    documents: DocumentsFile,
    as_of: AsOf,
    applications: Applications = None,
    instalments: Instalments = None,
    disputes_file: DisputesFile = None,
    map_: MapEntries = None,
    currency: Currency = None,
    base_currency: BaseCurrency = None,
    money: Money = "exact",
    sign: Sign = "signed",
    rows: Rows = "mark",
    date_format: DateFormat = None,
    delimiter: Delimiter = ",",
    dimension: Dimensions = None,
    date: DateColumns = None,
    unreferenced_credits: Unreferenced = "unapplied",
    by: By = "customer",
    basis: Basis = "due",
    date_column: DateColumn = None,
    buckets: Buckets = None,
    forward_buckets: ForwardBuckets = None,
    months: Months = 0,
    forward_months: ForwardMonths = 0,
    missing_date: Missing = "issue",
    credits_: Credits = "own_column",
    disputes: Disputes = "inside",
    clock: Clock = "latest",
    known_at: KnownAt = None,
    future_payments: FuturePayments = False,
    base_amounts: BaseAmounts = False,
    re_aged: ReAged = None,
    balances: Annotated[Path | None, typer.Option(help="Balances by key to compare with.")] = None,
    general_ledger: Annotated[
        Path | None, typer.Option(help="General-ledger lines of the control account to compare with.")
    ] = None,
    items: Annotated[bool, typer.Option("--items", help="List the open items instead of the rows.")] = False,
    report: Annotated[Path | None, typer.Option(help="Also write one offline HTML page.")] = None,
    threads: Threads = 1,
    form: OutputFormat = output.Format.TABLE,
    output_file: OutputFile = None,
    limit: Limit = 50,
) -> None:
    """Age the open items of a ledger on a day, with the proof."""
    reading = Reading(
        map_ or (),
        currency,
        base_currency,
        money,
        sign,
        rows,
        date_format,
        delimiter,
        dimension or (),
        date or (),
        unreferenced_credits,
        threads,
    )
    ledger = load_ledger(LedgerFiles(documents, applications, instalments, disputes_file), reading)
    aging = openitem.aging(
        ledger,
        as_of.date(),
        by=_names(by),
        basis=basis,
        buckets=_days(buckets, "--buckets"),
        forward_buckets=_days(forward_buckets, "--forward-buckets") or (),
        months=months,
        forward_months=forward_months,
        missing_date=missing_date,
        credits=credits_,
        disputes=disputes,
        clock=clock,
        known_at=_day(known_at),
        date_column=date_column,
        future_payments=future_payments,
        base_amounts=base_amounts,
        re_aged=re_aged,
        balances=None if balances is None else openitem.read_table(balances, delimiter=delimiter),
        general_ledger=None
        if general_ledger is None
        else openitem.read_table(general_ledger, delimiter=delimiter),
        threads=threads,
    )
    check = _say_what_was_excluded(ledger)
    if report is not None:
        _write_report(aging, check, report)
    tables = {"items": aging.items()} if items else output.pick(aging, _AGING_TABLES)
    main = "items" if items else "rows"
    output.write(
        tables, main=main, schema="openitem.aging/1", form=form, output=output_file, limit=limit or None
    )


@app.command()
def series(
    documents: DocumentsFile,
    as_of: Annotated[
        list[datetime.datetime] | None,
        typer.Option(
            "--as-of", formats=["%Y-%m-%d"], help="A day at whose end the books are looked at; repeatable."
        ),
    ] = None,
    month_ends: Annotated[
        str | None, typer.Option(help="Or the last days of months, such as 2024-01..2024-12.")
    ] = None,
    applications: Applications = None,
    instalments: Instalments = None,
    disputes_file: DisputesFile = None,
    map_: MapEntries = None,
    currency: Currency = None,
    base_currency: BaseCurrency = None,
    money: Money = "exact",
    sign: Sign = "signed",
    rows: Rows = "mark",
    date_format: DateFormat = None,
    delimiter: Delimiter = ",",
    dimension: Dimensions = None,
    date: DateColumns = None,
    unreferenced_credits: Unreferenced = "unapplied",
    by: By = "customer",
    basis: Basis = "due",
    date_column: DateColumn = None,
    buckets: Buckets = None,
    forward_buckets: ForwardBuckets = None,
    months: Months = 0,
    forward_months: ForwardMonths = 0,
    missing_date: Missing = "issue",
    credits_: Credits = "own_column",
    disputes: Disputes = "inside",
    clock: Clock = "latest",
    known_at: KnownAt = None,
    known_at_as_of: Annotated[
        bool, typer.Option("--known-at-as-of", help="Each date as it was known at its own end.")
    ] = False,
    future_payments: FuturePayments = False,
    base_amounts: BaseAmounts = False,
    re_aged: ReAged = None,
    threads: Threads = 1,
    form: OutputFormat = output.Format.TABLE,
    output_file: OutputFile = None,
    limit: Limit = 50,
) -> None:
    """Age the open items of a ledger on many days at once."""
    days = _series_days(as_of, month_ends)
    reading = Reading(
        map_ or (),
        currency,
        base_currency,
        money,
        sign,
        rows,
        date_format,
        delimiter,
        dimension or (),
        date or (),
        unreferenced_credits,
        threads,
    )
    ledger = load_ledger(LedgerFiles(documents, applications, instalments, disputes_file), reading)
    result = openitem.aging_series(
        ledger,
        days,
        by=_names(by),
        basis=basis,
        buckets=_days(buckets, "--buckets"),
        forward_buckets=_days(forward_buckets, "--forward-buckets") or (),
        months=months,
        forward_months=forward_months,
        missing_date=missing_date,
        credits=credits_,
        disputes=disputes,
        clock=clock,
        known_at=_day(known_at),
        known_at_as_of=known_at_as_of,
        date_column=date_column,
        future_payments=future_payments,
        base_amounts=base_amounts,
        re_aged=re_aged,
        threads=threads,
    )
    _say_what_was_excluded(ledger)
    tables = output.pick(result, _SERIES_TABLES)
    output.write(
        tables, main="rows", schema="openitem.series/1", form=form, output=output_file, limit=limit or None
    )


@app.command()
def hierarchy(
    documents: DocumentsFile,
    as_of: AsOf,
    over: Annotated[
        HierarchyOver,
        typer.Option(help="What is rolled up: customer (needs --customers) or entity (needs --parents)."),
    ] = "customer",
    customers: Customers = None,
    parents: Annotated[
        Path | None, typer.Option(help="With --over entity: file of the columns entity and parent.")
    ] = None,
    applications: Applications = None,
    instalments: Instalments = None,
    disputes_file: DisputesFile = None,
    map_: MapEntries = None,
    currency: Currency = None,
    base_currency: BaseCurrency = None,
    money: Money = "exact",
    sign: Sign = "signed",
    rows: Rows = "mark",
    date_format: DateFormat = None,
    delimiter: Delimiter = ",",
    dimension: Dimensions = None,
    date: DateColumns = None,
    unreferenced_credits: Unreferenced = "unapplied",
    by: By = "",
    basis: Basis = "due",
    date_column: DateColumn = None,
    buckets: Buckets = None,
    forward_buckets: ForwardBuckets = None,
    months: Months = 0,
    forward_months: ForwardMonths = 0,
    missing_date: Missing = "issue",
    credits_: Credits = "own_column",
    disputes: Disputes = "inside",
    clock: Clock = "latest",
    known_at: KnownAt = None,
    future_payments: FuturePayments = False,
    threads: Threads = 1,
    form: OutputFormat = output.Format.TABLE,
    output_file: OutputFile = None,
    limit: Limit = 50,
) -> None:
    """Age the open items of a ledger, rolled up over parents of customers or of legal entities."""
    if over == "customer" and customers is None:
        raise ValueError("--over customer needs --customers FILE, whose column parent says who is under whom")
    reading = Reading(
        map_ or (),
        currency,
        base_currency,
        money,
        sign,
        rows,
        date_format,
        delimiter,
        dimension or (),
        date or (),
        unreferenced_credits,
        threads,
    )
    ledger = load_ledger(LedgerFiles(documents, applications, instalments, disputes_file, customers), reading)
    result = openitem.aging_hierarchy(
        ledger,
        as_of.date(),
        over=over,
        parents=None if parents is None else openitem.read_table(parents, delimiter=delimiter),
        by=_names(by),
        basis=basis,
        buckets=_days(buckets, "--buckets"),
        forward_buckets=_days(forward_buckets, "--forward-buckets") or (),
        months=months,
        forward_months=forward_months,
        missing_date=missing_date,
        credits=credits_,
        disputes=disputes,
        clock=clock,
        known_at=_day(known_at),
        date_column=date_column,
        future_payments=future_payments,
        threads=threads,
    )
    _say_what_was_excluded(ledger)
    tables = output.pick(result, ("rows", "totals", "proof"))
    output.write(
        tables, main="rows", schema="openitem.hierarchy/1", form=form, output=output_file, limit=limit or None
    )


@app.command("roll-forward")
def roll_forward(
    documents: DocumentsFile,
    from_: Annotated[
        datetime.datetime,
        typer.Option("--from", formats=["%Y-%m-%d"], help="The opening is the end of this day."),
    ],
    to: Annotated[
        datetime.datetime,
        typer.Option("--to", formats=["%Y-%m-%d"], help="The closing is the end of this day."),
    ],
    applications: Applications = None,
    instalments: Instalments = None,
    disputes_file: DisputesFile = None,
    map_: MapEntries = None,
    currency: Currency = None,
    base_currency: BaseCurrency = None,
    money: Money = "exact",
    sign: Sign = "signed",
    rows: Rows = "mark",
    date_format: DateFormat = None,
    delimiter: Delimiter = ",",
    dimension: Dimensions = None,
    date: DateColumns = None,
    unreferenced_credits: Unreferenced = "unapplied",
    by: By = "",
    clock: Clock = "latest",
    known_at: KnownAt = None,
    known_at_from: Annotated[
        datetime.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The opening as it was known at this earlier day."),
    ] = None,
    control: Annotated[
        Path | None, typer.Option(help="Opening and closing of the control account to compare with.")
    ] = None,
    threads: Threads = 1,
    form: OutputFormat = output.Format.TABLE,
    output_file: OutputFile = None,
    limit: Limit = 50,
) -> None:
    """Show what moved the receivable between two days: opening, documents by kind, closing."""
    reading = Reading(
        map_ or (),
        currency,
        base_currency,
        money,
        sign,
        rows,
        date_format,
        delimiter,
        dimension or (),
        date or (),
        unreferenced_credits,
        threads,
    )
    ledger = load_ledger(LedgerFiles(documents, applications, instalments, disputes_file), reading)
    result = openitem.roll_forward(
        ledger,
        from_.date(),
        to.date(),
        by=_names(by),
        clock=clock,
        known_at=_day(known_at),
        known_at_from=_day(known_at_from),
        control=None if control is None else openitem.read_table(control, delimiter=delimiter),
        threads=threads,
    )
    _say_what_was_excluded(ledger)
    tables = output.pick(result, ("rows", "totals", "control_account"))
    output.write(
        tables,
        main="rows",
        schema="openitem.roll_forward/1",
        form=form,
        output=output_file,
        limit=limit or None,
    )


@app.command()
def statement(
    documents: DocumentsFile,
    from_: Annotated[
        datetime.datetime,
        typer.Option("--from", formats=["%Y-%m-%d"], help="The opening is the end of this day."),
    ],
    to: Annotated[
        datetime.datetime,
        typer.Option("--to", formats=["%Y-%m-%d"], help="The closing is the end of this day."),
    ],
    customer: Annotated[
        list[str] | None, typer.Option(help="A customer asked for; repeatable; none = all.")
    ] = None,
    applications: Applications = None,
    instalments: Instalments = None,
    disputes_file: DisputesFile = None,
    map_: MapEntries = None,
    currency: Currency = None,
    base_currency: BaseCurrency = None,
    money: Money = "exact",
    sign: Sign = "signed",
    rows: Rows = "mark",
    date_format: DateFormat = None,
    delimiter: Delimiter = ",",
    dimension: Dimensions = None,
    date: DateColumns = None,
    unreferenced_credits: Unreferenced = "unapplied",
    by: Annotated[str, typer.Option(help="customer, or customer,entity.")] = "customer",
    basis: Basis = "due",
    date_column: DateColumn = None,
    buckets: Buckets = None,
    forward_buckets: ForwardBuckets = None,
    months: Months = 0,
    forward_months: ForwardMonths = 0,
    missing_date: Missing = "issue",
    credits_: Credits = "own_column",
    disputes: Disputes = "inside",
    clock: Clock = "latest",
    known_at: KnownAt = None,
    known_at_from: Annotated[
        datetime.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The opening as it was known at this earlier day."),
    ] = None,
    movements: Annotated[
        bool, typer.Option("--movements", help="List the movements with the running balance only.")
    ] = False,
    items: Annotated[bool, typer.Option("--items", help="List the open items only.")] = False,
    threads: Threads = 1,
    form: OutputFormat = output.Format.TABLE,
    output_file: OutputFile = None,
    limit: Limit = 50,
) -> None:
    """Statements of account between two days: opening, movements, closing, open items and their age."""
    if movements and items:
        raise ValueError(
            "statement takes --movements or --items, not both; without either it shows all tables"
        )
    reading = Reading(
        map_ or (),
        currency,
        base_currency,
        money,
        sign,
        rows,
        date_format,
        delimiter,
        dimension or (),
        date or (),
        unreferenced_credits,
        threads,
    )
    ledger = load_ledger(LedgerFiles(documents, applications, instalments, disputes_file), reading)
    result = openitem.statement(
        ledger,
        from_.date(),
        to.date(),
        customer or None,
        by=_names(by),
        basis=basis,
        buckets=_days(buckets, "--buckets"),
        forward_buckets=_days(forward_buckets, "--forward-buckets") or (),
        months=months,
        forward_months=forward_months,
        missing_date=missing_date,
        credits=credits_,
        disputes=disputes,
        clock=clock,
        known_at=_day(known_at),
        known_at_from=_day(known_at_from),
        date_column=date_column,
        threads=threads,
    )
    _say_what_was_excluded(ledger)
    main = "movements" if movements else "open_items" if items else "statements"
    tables = output.pick(result, (main,) if movements or items else _STATEMENT_TABLES)
    output.write(
        tables, main=main, schema="openitem.statement/1", form=form, output=output_file, limit=limit or None
    )


@app.command()
def check(
    documents: DocumentsFile,
    applications: Applications = None,
    instalments: Instalments = None,
    disputes_file: DisputesFile = None,
    customers: Customers = None,
    map_: MapEntries = None,
    currency: Currency = None,
    base_currency: BaseCurrency = None,
    money: Money = "exact",
    sign: Sign = "signed",
    rows: Rows = "mark",
    date_format: DateFormat = None,
    delimiter: Delimiter = ",",
    dimension: Dimensions = None,
    date: DateColumns = None,
    threads: Threads = 1,
    form: OutputFormat = output.Format.TABLE,
    output_file: OutputFile = None,
    limit: Limit = 20,
) -> None:
    """Say what is wrong with a ledger before any figure is believed; exit code 1 when rows had to be excluded."""
    reading = Reading(
        map_ or (),
        currency,
        base_currency,
        money,
        sign,
        rows,
        date_format,
        delimiter,
        dimension or (),
        date or (),
        "unapplied",
        threads,
    )
    result = openitem.check(
        load_ledger(LedgerFiles(documents, applications, instalments, disputes_file, customers), reading)
    )
    tables = output.pick(result, _CHECK_TABLES)
    tables = {"columns": result.columns, **tables}
    output.write(
        tables, main="findings", schema="openitem.check/1", form=form, output=output_file, limit=limit or None
    )
    if sum(result.summary.to_dict()["excluded"]):
        raise typer.Exit(exit_codes.FOUND_IMPOSSIBLE)


@app.command()
def revalue(
    documents: DocumentsFile,
    as_of: AsOf,
    rate: Annotated[
        list[str] | None,
        typer.Option(help="CURRENCY=RATE: base currency units for one unit, such as USD=0.92; repeatable."),
    ] = None,
    rates_file: Annotated[
        Path | None, typer.Option("--rates", help="File of rates: currency, rate and perhaps per.")
    ] = None,
    applications: Applications = None,
    instalments: Instalments = None,
    map_: MapEntries = None,
    currency: Currency = None,
    base_currency: BaseCurrency = None,
    money: Money = "exact",
    sign: Sign = "signed",
    rows: Rows = "mark",
    date_format: DateFormat = None,
    delimiter: Delimiter = ",",
    dimension: Dimensions = None,
    unreferenced_credits: Unreferenced = "unapplied",
    by: By = "",
    known_at: KnownAt = None,
    items: Annotated[bool, typer.Option("--items", help="List the open items instead of the rows.")] = False,
    threads: Threads = 1,
    form: OutputFormat = output.Format.TABLE,
    output_file: OutputFile = None,
    limit: Limit = 50,
) -> None:
    """Open items in base currency: as booked, at the rates of a day, and the unrealised difference."""
    if (rate is None) == (rates_file is None):
        raise ValueError("state the rates: either --rate CURRENCY=RATE, repeated, or --rates FILE")
    reading = Reading(
        map_ or (),
        currency,
        base_currency,
        money,
        sign,
        rows,
        date_format,
        delimiter,
        dimension or (),
        (),
        unreferenced_credits,
        threads,
    )
    ledger = load_ledger(LedgerFiles(documents, applications, instalments), reading)
    revaluation = openitem.revaluation(
        ledger,
        as_of.date(),
        _rates(rate or ()) if rates_file is None else openitem.read_table(rates_file, delimiter=delimiter),
        base_currency=base_currency,
        by=_names(by),
        known_at=_day(known_at),
        threads=threads,
    )
    _say_what_was_excluded(ledger)
    tables = {"items": revaluation.items} if items else output.pick(revaluation, _REVALUATION_TABLES)
    main = "items" if items else "rows"
    output.write(
        tables, main=main, schema="openitem.revaluation/1", form=form, output=output_file, limit=limit or None
    )


def _rates(entries: Sequence[str]) -> dict[str, str]:
    rates: dict[str, str] = {}
    for entry in entries:
        code, separator, rate = entry.partition("=")
        if not separator or code in rates:
            raise ValueError(f"--rate {entry!r}: expected CURRENCY=RATE, each currency once")
        rates[code] = rate
    return rates


@app.command()
def demo(
    directory: Annotated[
        Path, typer.Option("--output", help="Folder for the CSV files and the page.")
    ] = Path("openitem-demo"),
    documents: Annotated[int, typer.Option(help="Documents to make up, 100 to 100,000,000.")] = 10_000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same ledger.")] = 1,
) -> None:
    """Make up a ledger, write it to CSV, check it, age it, and leave one HTML page."""
    page = demonstration.run(directory, documents=documents, seed=seed)
    say(f"report: {page.resolve()}")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(openitem.__version__)
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _days(text: str | None, option: str) -> tuple[int, ...] | None:
    if text is None:
        return None
    try:
        return tuple(int(part) for part in text.split(","))
    except ValueError as wrong:
        raise ValueError(
            f"{option} {text!r}: expected whole days separated by commas, such as 0,30,60,90"
        ) from wrong


def _day(given: datetime.datetime | None) -> datetime.date | None:
    return None if given is None else given.date()


def _series_days(as_of: list[datetime.datetime] | None, month_ends: str | None) -> list[datetime.date]:
    if bool(as_of) == (month_ends is not None):
        raise ValueError("series needs --as-of (once a day) or --month-ends FROM..TO, and not both")
    if month_ends is None:
        return [day.date() for day in as_of or ()]
    first, separator, last = month_ends.partition("..")
    try:
        begin, end = (datetime.datetime.strptime(month, "%Y-%m").date() for month in (first, last))
    except ValueError:
        separator = ""
    if not separator or begin > end:
        raise ValueError(
            f"--month-ends {month_ends!r}: expected two months in order, such as 2024-01..2024-12"
        )
    count = 12 * (end.year - begin.year) + end.month - begin.month + 1
    return [openitem.time.month_end(openitem.time.add_months(begin, month)) for month in range(count)]


def _say_what_was_excluded(ledger: openitem.Ledger) -> openitem.Check:
    """Exits where nothing of the ledger is left: figures of nothing are no answer."""
    check_result = openitem.check(ledger)
    _say_findings(check_result)
    if ledger.document_count == 0 and sum(check_result.summary.to_dict()["excluded"]):
        raise typer.Exit(exit_codes.BAD_DATA)
    return check_result


def _say_findings(check_result: openitem.Check) -> None:
    columns = check_result.rules.to_dict()
    for rule, severity, currency, count, amount in zip(*columns.values(), strict=True):
        if severity == "impossible":
            say(
                f"excluded: {count} x {rule}{'' if amount is None else f', {amount} {currency}'} (openitem check says more)"
            )


def _write_report(aging: openitem.Aging, check_result: openitem.Check, path: Path) -> None:
    from openitem.report import aging_page  # noqa: PLC0415  (extra "report")

    path.write_text(aging_page(aging, check_result), encoding="utf-8")
    say(f"report: {path.resolve()}")


def run() -> None:
    """Runs the command line; every failure is one line on standard error and a documented exit code."""
    try:
        app(standalone_mode=True)
    except openitem.Error as error:
        say(f"openitem: {error}")
        sys.exit(_code(error))
    except ImportError as missing:
        say(f"openitem: {missing}")
        sys.exit(exit_codes.USAGE)
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # click has turned it into exit code 1
            sys.exit(exit_codes.CLOSED_PIPE)
        raise
    except OSError as failed:
        say(f"openitem: {failed}")
        sys.exit(exit_codes.NO_RESOURCES)
    except ValueError as wrong:
        say(f"openitem: {wrong}")
        sys.exit(exit_codes.USAGE)


def _code(error: openitem.Error) -> int:
    if isinstance(error, openitem.ArgumentError):
        return exit_codes.USAGE
    if isinstance(error, MemoryError):
        return exit_codes.NO_RESOURCES
    return exit_codes.INTERNAL if isinstance(error, openitem.InternalError) else exit_codes.BAD_DATA
