"""The command of roll rates."""

from __future__ import annotations

import datetime
from typing import Annotated

import typer

import openitem
from openitem.cli import output
from openitem.cli.days import MonthEnds, days_asked_for
from openitem.cli.findings import say_what_was_excluded
from openitem.cli.groups import Without, grouped
from openitem.cli.options import AgingChoice, By, LedgerInput, Output, names

_TABLES = ("average", "loss_rates", "rates", "inflows", "net_flow", "proof")
_LOSS_RATES = output.loss_rates("write_off_rate", "loss_rate", "loss_rate_with_write_offs")
_NOT_CHOSEN = ("by", "credits_", "future_payments", "base_amounts", "re_aged")


def add_command(app: typer.Typer) -> None:
    """Adds ``openitem roll-rates``."""
    app.command("roll-rates")(roll_rates)


@grouped
def roll_rates(
    ledger_input: Annotated[LedgerInput, Without("customers")],
    choice: Annotated[AgingChoice, Without(*_NOT_CHOSEN)],
    out: Output,
    date_: Annotated[
        list[datetime.datetime] | None,
        typer.Option(
            "--at", formats=["%Y-%m-%d"], help="A day between whose ends items are followed; repeatable."
        ),
    ] = None,
    month_ends: MonthEnds = None,
    by: By = "",
    known_at_as_of: Annotated[
        bool, typer.Option("--known-at-as-of", help="Each date as it was known at its own end.")
    ] = False,
    step_tolerance: Annotated[
        int, typer.Option(help="Days by which buckets may miss the period in a net flow rate, 0 to 31.")
    ] = 0,
    terminal_bucket: Annotated[
        str | None, typer.Option(help="Bucket whose loss rate is --terminal-loss; the oldest if absent.")
    ] = None,
    terminal_loss: Annotated[
        float, typer.Option(help="Fraction lost of what reaches the terminal bucket, 0 to 1.")
    ] = 1.0,
) -> None:
    """Follow debit items from date to date: what stays, rolls, is paid ... and the loss rates that follow."""
    days = days_asked_for(date_, month_ends, "roll-rates", "--at")
    ledger = ledger_input.load()
    result = openitem.roll_rates(
        ledger,
        days,
        by=names(by),
        known_at_as_of=known_at_as_of,
        step_tolerance=step_tolerance,
        terminal_bucket=terminal_bucket,
        terminal_loss=terminal_loss,
        threads=ledger_input.threads,
        **choice.arguments("by", "credits", "future_payments", "base_amounts", "re_aged"),
    )
    say_what_was_excluded(ledger)
    out.write(output.pick(result, _TABLES), "average", "roll_rates", _LOSS_RATES)
