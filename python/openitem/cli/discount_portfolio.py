"""The command `discount-portfolio`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

import typer

import openitem
from openitem import discount as early_payment
from openitem.cli import output
from openitem.cli.groups import grouped
from openitem.cli.options import Output
from openitem.discount import BudgetBasis, Compounding, Side


def add_command(app: typer.Typer) -> None:
    """Adds ``openitem discount-portfolio``."""
    app.command("discount-portfolio")(discount_portfolio)


@grouped
def discount_portfolio(
    items: Annotated[
        Path, typer.Argument(help="A file of items: item, amount, due_date, days_late, take_up ...")
    ],
    offers: Annotated[
        Path, typer.Argument(help="A file of offers: discount_rate or apr, pay_by or days ...")
    ],
    out: Output,
    on: Annotated[
        datetime.datetime,
        typer.Option(formats=["%Y-%m-%d"], help="The day the offers are made, such as 2026-03-01."),
    ],
    side: Annotated[Side, typer.Option(help="Who plans: the one who gives discounts, or who pays sooner.")],
    budget_basis: Annotated[BudgetBasis, typer.Option(help="What of an offer a budget counts.")],
    compounding: Annotated[Compounding, typer.Option(help="How the cost of capital works within the year.")],
    year_days: Annotated[int, typer.Option(help="Days of a year: 360 and 365 are in use.")],
    cost_of_capital: Annotated[
        str | None, typer.Option(help="A year, as a fraction such as 0.08; of items that say nothing.")
    ] = None,
    take_up: Annotated[
        str | None, typer.Option(help="Probability that an offer is taken, such as 0.6; likewise.")
    ] = None,
    minimum_yield: Annotated[str | None, typer.Option(help="Of the buyer, a year, such as 0.05.")] = None,
    budget: Annotated[
        list[str] | None, typer.Option(help="Such as EUR=5000.00; repeatable, one for each currency.")
    ] = None,
    customers: Annotated[
        Path | None, typer.Option(help="A file: customer, days_late, take_up, cost_of_capital, segment.")
    ] = None,
    currency: Annotated[str | None, typer.Option(help="Of items without a column currency.")] = None,
    date_format: Annotated[str | None, typer.Option(help="Of dates in the files; default ISO.")] = None,
    delimiter: Annotated[str, typer.Option(help="Of CSV files.")] = ",",
    show_offers: Annotated[
        bool, typer.Option("--offers", help="Print every candidate, not the items.")
    ] = False,
) -> None:
    """Which early-payment discounts to offer, under a cost of capital and a budget."""
    plan = early_payment.discount_portfolio(
        openitem.read_table(items, delimiter=delimiter),
        on.date(),
        openitem.read_table(offers, delimiter=delimiter),
        side=side,
        budget_basis=budget_basis,
        compounding=compounding,
        year_days=year_days,
        cost_of_capital=cost_of_capital,
        take_up=take_up,
        minimum_yield=minimum_yield,
        budgets=_budgets(budget),
        customers=None if customers is None else openitem.read_table(customers, delimiter=delimiter),
        currency=currency,
        date_format=date_format,
    )
    main = "offers" if show_offers else "items"
    out.write(output.pick(plan, (main, "totals", "bound", "proof", "about")), main, "discount_portfolio")


def _budgets(given: list[str] | None) -> dict[str, str] | None:
    if not given:
        return None
    budgets: dict[str, str] = {}
    for entry in given:
        currency, separator, amount = entry.partition("=")
        if not separator or not currency or not amount or currency in budgets:
            raise ValueError(
                f"--budget {entry!r}: expected a currency and its amount, each once, such as EUR=5000.00"
            )
        budgets[currency] = amount
    return budgets
