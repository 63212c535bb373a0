"""The command `discount-history`."""

from __future__ import annotations

from typing import Annotated

import typer

from openitem import discount as early_payment
from openitem.cli import output
from openitem.cli.findings import say_what_was_excluded
from openitem.cli.groups import Without, grouped
from openitem.cli.options import AsOf, By, Clock, KnownAt, LedgerInput, Output, day, names
from openitem.discount import Counterfactual, HistoryPeriod
from openitem.money import Rounding
from openitem.terms import DiscountTax, Reading


def add_command(app: typer.Typer) -> None:
    """Adds ``openitem discount-history``."""
    app.command("discount-history")(discount_history)


@grouped
def discount_history(
    ledger_input: Annotated[LedgerInput, Without("customers", "disputes_file", "date")],
    as_of: AsOf,
    out: Output,
    counterfactual: Annotated[
        Counterfactual, typer.Option(help="Of the days to pay of invoices without offer.")
    ],
    cost_of_capital: Annotated[str, typer.Option(help="A year, as a fraction such as 0.08.")],
    year_days: Annotated[int, typer.Option(help="Days of a year: 360 and 365 are in use.")],
    minimum_invoices: Annotated[
        int, typer.Option(help="Invoices without offer that a counterfactual needs.")
    ] = 3,
    tolerance_days: Annotated[
        int, typer.Option(help="Accelerated by so many days or fewer counts as not at all.")
    ] = 0,
    minimum_offers: Annotated[int, typer.Option(help="A tier with fewer is not recommended.")] = 10,
    segment: Annotated[
        str | None, typer.Option(help="The dimension that stands in for customers with few invoices.")
    ] = None,
    by: By = "",
    period: Annotated[HistoryPeriod, typer.Option(help="Of the last payment.")] = "none",
    reading: Annotated[
        Reading | None, typer.Option(help="What a number beside EOM means, as in 'net 30 EOM'.")
    ] = None,
    discount_tax: Annotated[DiscountTax, typer.Option(help="What discounts are taken of.")] = "included",
    rounding: Annotated[Rounding, typer.Option(help="The rounding mode.")] = "half_up",
    clock: Clock = "latest",
    known_at: KnownAt = None,
) -> None:
    """Discounts taken, unearned, in grace and missed; what was given without earlier payment; the best tiers."""
    ledger = ledger_input.load()
    result = early_payment.discount_history(
        ledger,
        as_of.date(),
        counterfactual=counterfactual,
        cost_of_capital=cost_of_capital,
        year_days=year_days,
        minimum_invoices=minimum_invoices,
        tolerance_days=tolerance_days,
        minimum_offers=minimum_offers,
        segment=segment,
        by=names(by),
        period=period,
        reading=reading,
        discount_tax=discount_tax,
        rounding=rounding,
        clock=clock,
        known_at=day(known_at),
        threads=ledger_input.threads,
    )
    say_what_was_excluded(ledger)
    tables = ("totals", "documents", "cannibalisation", "tiers", "proof", "about")
    out.write(output.pick(result, tables), "totals", "discount_history")
