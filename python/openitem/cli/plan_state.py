"""The command `plan-state`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

import typer

import openitem
from openitem import plan_life
from openitem.cli import output
from openitem.cli.groups import grouped
from openitem.cli.options import (
    Currency,
    DateFormat,
    Delimiter,
    Money,
    Output,
    Threads,
)
from openitem.money import Rounding
from openitem.plan_life import (
    Acceleration,
    BreakCure,
    InstalmentOrder,
    Overpayment,
    PlanItemOrder,
    ReceiptFill,
    ReceiptOrder,
    SettlementMethod,
)

_TABLES = ("plans", "instalments", "receipts", "re_aged", "totals", "proof")


def add_command(app: typer.Typer) -> None:
    """Adds ``openitem plan-state``."""
    app.command("plan-state")(plan_state)


@grouped
def plan_state(
    instalments: Annotated[
        Path, typer.Argument(help="Instalments: plan, instalment, due_date, principal, interest ...")
    ],
    as_of: Annotated[
        list[datetime.datetime],
        typer.Option(
            "--as-of", formats=["%Y-%m-%d"], help="The day at whose end plans are looked at; repeatable."
        ),
    ],
    order: Annotated[ReceiptOrder, typer.Option(help="Which part of a debt a receipt pays first.")],
    out: Output,
    receipts: Annotated[Path | None, typer.Option(help="Receipts: plan, date, amount, receipt ...")] = None,
    costs: Annotated[Path | None, typer.Option(help="Costs charged: plan, date, amount.")] = None,
    plans: Annotated[Path | None, typer.Option(help="Plans: plan, start_date, rate, settlement_fee.")] = None,
    items: Annotated[
        Path | None, typer.Option("--items-file", help="Items of plans: plan, item, amount, due_date ...")
    ] = None,
    fill: Annotated[
        ReceiptFill, typer.Option(help="Fill one instalment, or one part, before the next.")
    ] = "instalment",
    instalment_order: Annotated[
        InstalmentOrder, typer.Option(help="Which due instalment is paid first.")
    ] = "oldest",
    overpayment: Annotated[Overpayment, typer.Option(help="Where money beyond what is due goes.")] = "held",
    grace_days: Annotated[int, typer.Option(help="An instalment is missed after them.")] = 0,
    calendar: Annotated[
        str | None, typer.Option(help="Days of grace are business days of TARGET, UK ...")
    ] = None,
    tolerance: Annotated[
        int, typer.Option(help="Minor units that may stay open of an instalment that counts as paid.")
    ] = 0,
    break_after_missed: Annotated[
        int, typer.Option(help="Broken with so many instalments missed at once; 0 = never.")
    ] = 0,
    break_after_days: Annotated[
        int, typer.Option(help="Broken when something is open more days past due; 0 = never.")
    ] = 0,
    cure: Annotated[BreakCure, typer.Option(help="Whether paying all arrears ends a break.")] = "never",
    acceleration: Annotated[Acceleration, typer.Option(help="What a break makes due.")] = "none",
    settlement: Annotated[
        SettlementMethod, typer.Option(help="Show what settles each plan early, by this method.")
    ] = "none",
    day_count: Annotated[str, typer.Option(help="Of --settlement accrued.")] = "act_365_fixed",
    settlement_fee_rate: Annotated[
        str, typer.Option(help="Of the principal not yet due, as a fraction such as 0.01.")
    ] = "0",
    item_order: Annotated[PlanItemOrder, typer.Option(help="How principal settles items.")] = "oldest_due",
    rounding: Annotated[Rounding, typer.Option(help="The rounding mode.")] = "half_up",
    money: Money = "exact",
    currency: Currency = None,
    date_format: DateFormat = None,
    delimiter: Delimiter = ",",
    threads: Threads = 1,
) -> None:
    """Payment plans on a day: kept, late, missed or broken, what is open, and what settles them."""
    frames = {
        name: None if path is None else openitem.read_table(path, delimiter=delimiter)
        for name, path in (("receipts", receipts), ("costs", costs), ("plans", plans), ("items", items))
    }
    life = plan_life.plan_state(
        openitem.read_table(instalments, delimiter=delimiter),
        [day.date() for day in as_of],
        order=order,
        **frames,
        fill=fill,
        instalment_order=instalment_order,
        overpayment=overpayment,
        grace_days=grace_days,
        calendar=calendar,
        tolerance=tolerance,
        break_after_missed=break_after_missed,
        break_after_days=break_after_days,
        cure=cure,
        acceleration=acceleration,
        settlement=settlement,
        day_count=day_count,
        settlement_fee_rate=settlement_fee_rate,
        item_order=item_order,
        rounding=rounding,
        money=money,
        currency=currency,
        date_format=date_format,
        threads=threads,
    )
    asked: tuple[str, ...] = _TABLES
    asked += ("settlements",) if settlement != "none" else ()
    asked += ("items", "applications") if items is not None else ()
    out.write(output.pick(life, asked), "plans", "plan_state")
