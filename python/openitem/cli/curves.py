"""The command ``openitem curves``."""

from __future__ import annotations

from typing import Annotated

import typer

import openitem
from openitem.cli import output
from openitem.cli.findings import say_what_was_excluded
from openitem.cli.groups import Without, grouped
from openitem.cli.options import AsOf, By, Clock, KnownAt, LedgerInput, Output, day, days, names


@grouped
def curves(
    ledger_input: Annotated[LedgerInput, Without("customers", "disputes_file", "date")],
    as_of: AsOf,
    out: Output,
    ages: Annotated[
        str | None, typer.Option(help="Inclusive upper bounds in days since issue, such as 30,60,90.")
    ] = None,
    percents: Annotated[
        str | None, typer.Option(help="Quantiles of days to pay in percent, such as 50,90.")
    ] = None,
    by: By = "",
    clock: Clock = "latest",
    known_at: KnownAt = None,
    days_to_pay: Annotated[
        bool, typer.Option("--days-to-pay", help="Print the quantiles of days to pay only.")
    ] = False,
) -> None:
    """Collection curves: how much of what was invoiced in a month was paid by which age."""
    ledger = ledger_input.load()
    result = openitem.collection_curves(
        ledger,
        as_of.date(),
        ages=days(ages, "--ages"),
        percents=days(percents, "--percents"),
        by=names(by),
        clock=clock,
        known_at=day(known_at),
        threads=ledger_input.threads,
    )
    say_what_was_excluded(ledger)
    main = "days_to_pay" if days_to_pay else "cells"
    tables = (main,) if days_to_pay else ("cells", "cohorts", "days_to_pay", "proof")
    out.write(output.pick(result, tables), main, "collection_curves")
