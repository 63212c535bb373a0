"""The command ``openitem kpi``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import openitem
from openitem._kpis import KpiLayout, KpiReceivable, PeriodLength
from openitem.cli import output
from openitem.cli.findings import say_what_was_excluded
from openitem.cli.groups import Without, grouped
from openitem.cli.options import (
    By,
    CalendarName,
    Clock,
    KnownAt,
    LedgerInput,
    Output,
    PeriodBegin,
    PeriodEnd,
    day,
    names,
)


@grouped
def kpi(
    ledger_input: Annotated[LedgerInput, Without("customers")],
    from_: PeriodBegin,
    to: PeriodEnd,
    out: Output,
    periods: Annotated[
        PeriodLength, typer.Option(help="Length of a period: month, quarter or year.")
    ] = "month",
    by: By = "",
    figures: Annotated[
        str, typer.Option(help="Ids of figures, comma-separated; '' for the most used ones.")
    ] = "",
    receivable: Annotated[
        KpiReceivable, typer.Option(help="net (less unapplied credits) or debits (open debits alone).")
    ] = "net",
    days: Annotated[
        int | None, typer.Option(help="Days a ratio to sales counts for its window, such as 30 or 360.")
    ] = None,
    sales_months: Annotated[
        int, typer.Option(help="Months of sales of ratios to sales; 0 = the period.")
    ] = 0,
    history_months: Annotated[int, typer.Option(help="Months that a count-back may use up.")] = 12,
    month_days: Annotated[
        int | None, typer.Option(help="Days of a month of a count-back, such as 30.")
    ] = None,
    top_n: Annotated[int, typer.Option(help="Customers in top_n_share.")] = 10,
    delivery: Annotated[
        str | None, typer.Option(help="With billing_lag: date column (see --date) that holds deliveries.")
    ] = None,
    clock: Clock = "latest",
    known_at: KnownAt = None,
    layout: Annotated[
        KpiLayout,
        typer.Option(help="long (a row a figure), wide (a row a group) or values (wide, without parts)."),
    ] = "long",
    promises: Annotated[Path | None, typer.Option(help="Promises to pay, for promise_kept_*.")] = None,
    promise_grace_days: Annotated[
        int, typer.Option(help="Days after the promised day on which a payment still keeps a promise.")
    ] = 0,
    dunning: Annotated[Path | None, typer.Option(help="Dunning letters, for dunned_share.")] = None,
    bad_debts: Annotated[
        Path | None,
        typer.Option(help="Bad-debt expense: date, amount, the columns of --by; for bad_debt_ratio_*."),
    ] = None,
    costs: Annotated[
        Path | None, typer.Option(help="Cost of credit and collection: the same; for cost_to_collect.")
    ] = None,
    calendar: CalendarName = None,
    components: Annotated[
        bool, typer.Option("--components", help="Print the integers that the figures are made of.")
    ] = False,
    definitions: Annotated[bool, typer.Option("--definitions", help="Say what each figure means.")] = False,
) -> None:
    """Key figures by period: DSO, CEI, days delinquent, days to pay, shares past due and the like."""
    ledger = ledger_input.load(promises, dunning)
    result = openitem.kpis(
        ledger,
        from_.date(),
        to.date(),
        periods=periods,
        by=names(by),
        figures=names(figures),
        receivable=receivable,
        days=days,
        sales_months=sales_months,
        history_months=history_months,
        month_days=month_days,
        top_n=top_n,
        delivery=delivery,
        clock=clock,
        known_at=day(known_at),
        layout=layout,
        components=components,
        promise_grace_days=promise_grace_days,
        bad_debts=ledger_input.read_table(bad_debts),
        costs=ledger_input.read_table(costs),
        calendar=calendar,
        threads=ledger_input.threads,
    )
    say_what_was_excluded(ledger)
    tables = ["figures"]
    tables += ["components"] if components else []
    tables += ["dunning_levels"] if result.dunning_levels is not None else []
    tables += ["definitions"] if definitions else []
    defined = result.definitions.to_dict()
    units = dict(zip(defined["figure"], defined["unit"], strict=True))  # of the columns of the wide layout
    out.write(output.pick(result, (*tables, "proof")), "figures", "kpi", units)
