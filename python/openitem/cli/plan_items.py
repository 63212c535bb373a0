"""The command `plan-items`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

import openitem
from openitem import plan as payment
from openitem.cli import output
from openitem.cli.groups import grouped
from openitem.cli.options import Currency, DateFormat, Delimiter, Money, Output, Threads
from openitem.cli.plan import write_words
from openitem.cli.plan_terms import ScheduleTerms
from openitem.plan import Split


def add_command(app: typer.Typer) -> None:
    """Adds ``openitem plan-items``."""
    app.command("plan-items")(plan_items)


@grouped
def plan_items(
    out: Output,
    items: Annotated[Path, typer.Argument(help="Items: item, plan, amount, due_date, tax, disputed ...")],
    start: Annotated[
        datetime.datetime, typer.Option(formats=["%Y-%m-%d"], help="The day interest begins to run.")
    ],
    split: Annotated[Split, typer.Option(help="How an instalment's principal goes to the items.")],
    terms: ScheduleTerms,
    money: Money = "exact",
    currency: Currency = None,
    date_format: DateFormat = None,
    delimiter: Delimiter = ",",
    threads: Threads = 1,
) -> None:
    """Payment plans over open invoices, each instalment split back to them to the cent."""
    given: dict[str, Any] = terms.arguments()
    made = payment.item_plans(
        openitem.read_table(items, delimiter=delimiter),
        start.date(),
        split=split,
        instalments=terms.instalments,
        currency=currency,
        money=money,
        date_format=date_format,
        threads=threads,
        **given,
    )
    write_words(made, out)
    tables = output.pick(made, ("item_instalments", "instalments", "plans", "proof", "about"))
    out.write(tables, "item_instalments", "plan_items")
