"""The commands."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

import openitem
from openitem._aging_hierarchy import HierarchyOver
from openitem.cli import (
    bridge,
    credit,
    discount,
    discount_history,
    discount_portfolio,
    exit_codes,
    interest,
    loss_rates,
    output,
    plan,
    plan_cash,
    plan_items,
    plan_state,
    provision,
    roll_rates,
    score,
    terms,
)
from openitem.cli import demo as demonstration
from openitem.cli.curves import curves
from openitem.cli.days import MonthEnds, days_asked_for
from openitem.cli.findings import say_what_was_excluded
from openitem.cli.groups import Without, grouped
from openitem.cli.inputs import say
from openitem.cli.kpi import kpi
from openitem.cli.options import (
    AgingChoice,
    AsOf,
    By,
    Clock,
    Items,
    KnownAt,
    KnownAtFrom,
    LedgerInput,
    Output,
    PeriodBegin,
    PeriodEnd,
    ShortOutput,
    day,
    names,
)

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


@app.command()
@grouped
def age(
    ledger_input: Annotated[LedgerInput, Without("customers")],
    as_of: AsOf,
    choice: AgingChoice,
    out: Output,
    balances: Annotated[Path | None, typer.Option(help="Balances by key to compare with.")] = None,
    general_ledger: Annotated[
        Path | None, typer.Option(help="General-ledger lines of the control account to compare with.")
    ] = None,
    items: Items = False,
    report: Annotated[Path | None, typer.Option(help="Also write one offline HTML page.")] = None,
) -> None:
    """Age the open items of a ledger on a day, with the proof."""
    ledger = ledger_input.load()
    aging = openitem.aging(
        ledger,
        as_of.date(),
        balances=ledger_input.read_table(balances),
        general_ledger=ledger_input.read_table(general_ledger),
        threads=ledger_input.threads,
        **choice.arguments(),
    )
    check = say_what_was_excluded(ledger)
    if report is not None:
        _write_report(aging, check, report)
    tables = {"items": aging.items()} if items else output.pick(aging, _AGING_TABLES)
    out.write(tables, "items" if items else "rows", "aging")


@app.command()
@grouped
def series(
    ledger_input: Annotated[LedgerInput, Without("customers")],
    choice: AgingChoice,
    out: Output,
    as_of: Annotated[
        list[datetime.datetime] | None,
        typer.Option(
            "--as-of", formats=["%Y-%m-%d"], help="A day at whose end the books are looked at; repeatable."
        ),
    ] = None,
    month_ends: MonthEnds = None,
    known_at_as_of: Annotated[
        bool, typer.Option("--known-at-as-of", help="Each date as it was known at its own end.")
    ] = False,
) -> None:
    """Age the open items of a ledger on many days at once."""
    days = days_asked_for(as_of, month_ends, "series", "--as-of")
    ledger = ledger_input.load()
    result = openitem.aging_series(
        ledger,
        days,
        known_at_as_of=known_at_as_of,
        threads=ledger_input.threads,
        **choice.arguments(),
    )
    say_what_was_excluded(ledger)
    out.write(output.pick(result, _SERIES_TABLES), "rows", "series")


@app.command()
@grouped
def hierarchy(
    ledger_input: LedgerInput,
    as_of: AsOf,
    choice: Annotated[AgingChoice, Without("by", "base_amounts", "re_aged")],
    out: Output,
    over: Annotated[
        HierarchyOver,
        typer.Option(help="What is rolled up: customer (needs --customers) or entity (needs --parents)."),
    ] = "customer",
    parents: Annotated[
        Path | None, typer.Option(help="With --over entity: file of the columns entity and parent.")
    ] = None,
    by: By = "",
) -> None:
    """Age the open items of a ledger, rolled up over parents of customers or of legal entities."""
    if over == "customer" and ledger_input.customers is None:
        raise ValueError("--over customer needs --customers FILE, whose column parent says who is under whom")
    ledger = ledger_input.load()
    result = openitem.aging_hierarchy(
        ledger,
        as_of.date(),
        over=over,
        parents=ledger_input.read_table(parents),
        by=names(by),
        threads=ledger_input.threads,
        **choice.arguments("by", "base_amounts", "re_aged"),
    )
    say_what_was_excluded(ledger)
    out.write(output.pick(result, ("rows", "totals", "proof")), "rows", "hierarchy")


app.command()(kpi)
app.command()(curves)


@app.command("roll-forward")
@grouped
def roll_forward(
    ledger_input: Annotated[LedgerInput, Without("customers")],
    from_: PeriodBegin,
    to: PeriodEnd,
    out: Output,
    by: By = "",
    clock: Clock = "latest",
    known_at: KnownAt = None,
    known_at_from: KnownAtFrom = None,
    control: Annotated[
        Path | None, typer.Option(help="Opening and closing of the control account to compare with.")
    ] = None,
) -> None:
    """Show what moved the receivable between two days: opening, documents by kind, closing."""
    ledger = ledger_input.load()
    result = openitem.roll_forward(
        ledger,
        from_.date(),
        to.date(),
        by=names(by),
        clock=clock,
        known_at=day(known_at),
        known_at_from=day(known_at_from),
        control=ledger_input.read_table(control),
        threads=ledger_input.threads,
    )
    say_what_was_excluded(ledger)
    out.write(output.pick(result, ("rows", "totals", "control_account")), "rows", "roll_forward")


@app.command()
@grouped
def statement(
    ledger_input: Annotated[LedgerInput, Without("customers")],
    from_: PeriodBegin,
    to: PeriodEnd,
    choice: Annotated[AgingChoice, Without("by", "future_payments", "base_amounts", "re_aged")],
    out: Output,
    customer: Annotated[
        list[str] | None, typer.Option(help="A customer asked for; repeatable; none = all.")
    ] = None,
    by: Annotated[str, typer.Option(help="customer, or customer,entity.")] = "customer",
    known_at_from: KnownAtFrom = None,
    movements: Annotated[
        bool, typer.Option("--movements", help="List the movements with the running balance only.")
    ] = False,
    items: Annotated[bool, typer.Option("--items", help="List the open items only.")] = False,
) -> None:
    """Statements of account between two days: opening, movements, closing, open items and their age."""
    if movements and items:
        raise ValueError(
            "statement takes --movements or --items, not both; without either it shows all tables"
        )
    ledger = ledger_input.load()
    result = openitem.statement(
        ledger,
        from_.date(),
        to.date(),
        customer or None,
        by=names(by),
        known_at_from=day(known_at_from),
        threads=ledger_input.threads,
        **choice.arguments("by", "future_payments", "base_amounts", "re_aged"),
    )
    say_what_was_excluded(ledger)
    main = "movements" if movements else "open_items" if items else "statements"
    out.write(output.pick(result, (main,) if movements or items else _STATEMENT_TABLES), main, "statement")


@app.command()
@grouped
def check(
    ledger_input: Annotated[LedgerInput, Without("unreferenced_credits")],
    out: ShortOutput,
) -> None:
    """Say what is wrong with a ledger before any figure is believed; exit code 1 when rows had to be excluded."""
    result = openitem.check(ledger_input.load())
    out.write({"columns": result.columns, **output.pick(result, _CHECK_TABLES)}, "findings", "check")
    if sum(result.summary.to_dict()["excluded"]):
        raise typer.Exit(exit_codes.FOUND_IMPOSSIBLE)


@app.command()
@grouped
def revalue(
    ledger_input: Annotated[LedgerInput, Without("customers", "disputes_file", "date")],
    as_of: AsOf,
    out: Output,
    rate: Annotated[
        list[str] | None,
        typer.Option(help="CURRENCY=RATE: base currency units for one unit, such as USD=0.92; repeatable."),
    ] = None,
    rates_file: Annotated[
        Path | None, typer.Option("--rates", help="File of rates: currency, rate and perhaps per.")
    ] = None,
    by: By = "",
    known_at: KnownAt = None,
    items: Items = False,
) -> None:
    """Open items in base currency: as booked, at the rates of a day, and the unrealised difference."""
    if (rate is None) == (rates_file is None):
        raise ValueError("state the rates: either --rate CURRENCY=RATE, repeated, or --rates FILE")
    ledger = ledger_input.load()
    revaluation = openitem.revaluation(
        ledger,
        as_of.date(),
        _rates(rate or ()) if rates_file is None else ledger_input.read_table(rates_file),
        base_currency=ledger_input.base_currency,
        by=names(by),
        known_at=day(known_at),
        threads=ledger_input.threads,
    )
    say_what_was_excluded(ledger)
    tables = {"items": revaluation.items} if items else output.pick(revaluation, _REVALUATION_TABLES)
    out.write(tables, "items" if items else "rows", "revaluation")


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


roll_rates.add_command(app)
bridge.add_command(app)
interest.add_command(app)
provision.add_command(app)
loss_rates.add_command(app)
terms.add_command(app)
discount.add_command(app)
plan.add_command(app)
plan_items.add_command(app)
plan_cash.add_command(app)
plan_state.add_command(app)
discount_portfolio.add_command(app)
discount_history.add_command(app)
score.add_command(app)
credit.add_command(app)


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


def _rates(entries: Sequence[str]) -> dict[str, str]:
    rates: dict[str, str] = {}
    for entry in entries:
        code, separator, rate = entry.partition("=")
        if not separator or code in rates:
            raise ValueError(f"--rate {entry!r}: expected CURRENCY=RATE, each currency once")
        rates[code] = rate
    return rates


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
