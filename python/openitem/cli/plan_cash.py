"""The command `plan-cash`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import openitem
from openitem import plan as payment
from openitem.cli import output
from openitem.cli.groups import grouped
from openitem.cli.options import Currency, DateFormat, Delimiter, Money, Output, Threads
from openitem.cli.plan import write_words
from openitem.money import Rounding
from openitem.plan import CashUse, RateMethod


def add_command(app: typer.Typer) -> None:
    """Adds ``openitem plan-cash``."""
    app.command("plan-cash")(plan_cash)


@grouped
def plan_cash(
    out: Output,
    plans: Annotated[Path, typer.Argument(help="Plans: plan, principal, start_date, currency, rate.")],
    cash: Annotated[Path, typer.Argument(help="Free cash: plan, date, amount.")],
    use: Annotated[CashUse, typer.Option(help="Which of the plans that fit the cash is taken.")],
    apr: Annotated[RateMethod, typer.Option(help="Which annual percentage rate is shown: none or eu.")],
    most_share: Annotated[
        str, typer.Option(help="The most that may be taken of a day's free cash, such as 0.5.")
    ] = "1",
    rate: Annotated[str, typer.Option(help="A year, as a fraction such as 0.06.")] = "0",
    day_count: Annotated[
        str | None,
        typer.Option(help="How its days are counted, such as act_365_fixed; required with --rate."),
    ] = None,
    bus252_calendar: Annotated[
        str | None, typer.Option("--calendar", help="Of the day count bus_252.")
    ] = None,
    payment_unit: Annotated[
        str | None, typer.Option(help="Payments but the last are multiples of it, such as 10.00.")
    ] = None,
    interest_rounding: Annotated[Rounding, typer.Option(help="The rounding mode of interest.")] = "half_up",
    money: Money = "exact",
    currency: Currency = None,
    date_format: DateFormat = None,
    delimiter: Delimiter = ",",
    threads: Threads = 1,
) -> None:
    """Payment plans on the days on which customers have free cash."""
    made = payment.cash_plans(
        openitem.read_table(plans, delimiter=delimiter),
        openitem.read_table(cash, delimiter=delimiter),
        use=use,
        apr=apr,
        most_share=most_share,
        rate=rate,
        day_count=day_count,
        calendar=bus252_calendar,
        payment_unit=payment_unit,
        interest_rounding=interest_rounding,
        currency=currency,
        money=money,
        date_format=date_format,
        threads=threads,
    )
    write_words(made, out)
    tables = output.pick(made, ("instalments", "plans", "shares", "cash", "proof", "about"))
    out.write(tables, "instalments", "plan_cash")
