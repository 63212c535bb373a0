"""The command of bridges."""

from __future__ import annotations

from typing import Annotated

import typer

import openitem
from openitem._bridge import BridgeMethod
from openitem.cli import output
from openitem.cli.findings import say_what_was_excluded
from openitem.cli.groups import Without, grouped
from openitem.cli.options import (
    BaseAmounts,
    By,
    Clock,
    KnownAt,
    LedgerInput,
    Output,
    PeriodBegin,
    PeriodEnd,
    day,
    names,
)


def add_command(app: typer.Typer) -> None:
    """Adds ``openitem bridge``."""
    app.command("bridge")(bridge)


@grouped
def bridge(
    ledger_input: Annotated[LedgerInput, Without("customers")],
    from_: PeriodBegin,
    to: PeriodEnd,
    out: Output,
    by: By = "",
    months: Annotated[int, typer.Option(help="Window of sales before each date, 1 to 120 months.")] = 12,
    method: Annotated[
        BridgeMethod, typer.Option(help="shapley (average over all orders) or fixed_order.")
    ] = "shapley",
    clock: Clock = "latest",
    known_at: KnownAt = None,
    base_amounts: BaseAmounts = False,
) -> None:
    """Say why receivables and DSO changed between two days: volume, timing, terms, lateness, disputes, credits, currency."""
    ledger = ledger_input.load()
    result = openitem.bridge(
        ledger,
        from_.date(),
        to.date(),
        by=names(by),
        months=months,
        method=method,
        clock=clock,
        known_at=day(known_at),
        base_amounts=base_amounts,
        threads=ledger_input.threads,
    )
    say_what_was_excluded(ledger)
    totals = ("totals",) if by else ()
    tables = ("receivables", *totals, "dso", "balances", "proof")
    if base_amounts:
        base = (
            "base_receivables",
            *(f"base_{name}" for name in totals),
            "base_dso",
            "base_balances",
            "base_rates",
        )
        tables = (*tables, *base, "base_proof")
    out.write(output.pick(result, tables), "receivables", "bridge")
