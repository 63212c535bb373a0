"""The command `interest`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import openitem
from openitem._interest import (
    ChargedInterest,
    GraceUnit,
    InterestBase,
    InterestGrace,
    InterestMinimum,
    RateReading,
)
from openitem._interest_figures import InterestRounding, LateDayCounting, LatePaymentLaw, ReferenceFixing
from openitem.cli import output
from openitem.cli.findings import say_what_was_excluded
from openitem.cli.groups import Without, grouped
from openitem.cli.options import AsOf, By, Clock, Items, KnownAt, LedgerInput, Output, day, names
from openitem.money import Rounding

if TYPE_CHECKING:
    from openitem._frames import Frame

TABLES = ("lines", "rows", "totals", "proof")
RATES = output.parts_per_billion("rate", "reference_rate", "margin")


def add_command(app: typer.Typer) -> None:
    """Adds ``openitem interest``."""
    app.command("interest")(interest)


@grouped
def interest(
    ledger_input: Annotated[LedgerInput, Without("customers")],
    as_of: AsOf,
    out: Output,
    rate: Annotated[
        str | None, typer.Option(help="Contractual rate a year as a fraction, such as 0.09.")
    ] = None,
    reference: Annotated[
        str | None,
        typer.Option(help="Reference rates: a file (from, rate, through), or 'it' or 'uk' as shipped."),
    ] = None,
    margin: Annotated[str | None, typer.Option(help="Added to the reference rate, such as 0.08.")] = None,
    law: Annotated[
        LatePaymentLaw | None, typer.Option(help="Margin and reading of a statute, where not given.")
    ] = None,
    compensation: Annotated[
        str | None, typer.Option(help="Fixed sums: a file (from_amount, compensation), or a law as shipped.")
    ] = None,
    limits: Annotated[Path | None, typer.Option(help="Minimum and maximum of an item's interest.")] = None,
    reading: Annotated[RateReading | None, typer.Option(help="Which day's rate an item bears.")] = None,
    fixing: Annotated[
        ReferenceFixing, typer.Option(help="The day a reference rate is fixed on.")
    ] = "as_listed",
    day_count: Annotated[str, typer.Option(help="Such as act_365_fixed, act_360.")] = "act_365_fixed",
    counting: Annotated[LateDayCounting, typer.Option(help="Which end days count.")] = "after_due_to_paid",
    grace: Annotated[InterestGrace, typer.Option(help="What days of grace do.")] = "trigger",
    grace_days: Annotated[int, typer.Option(help="Days of grace.")] = 0,
    grace_unit: Annotated[
        GraceUnit, typer.Option(help="Days of grace are calendar or business days.")
    ] = "calendar_days",
    due_on_business_day: Annotated[
        bool,
        typer.Option("--due-on-business-day", help="A due date off business days counts as the next one."),
    ] = False,
    calendar: Annotated[
        str | None, typer.Option(help="Of the two options before: TARGET, UK, US-settlement ...")
    ] = None,
    base: Annotated[InterestBase, typer.Option(help="With or without tax.")] = "gross",
    rounding: Annotated[Rounding, typer.Option(help="The rounding mode.")] = "half_up",
    round_by: Annotated[InterestRounding, typer.Option(help="Round each line, item or day.")] = "line",
    compounding_months: Annotated[
        int, typer.Option(help="Interest bears interest after each so many months; 0 = never.")
    ] = 0,
    minimum: Annotated[InterestMinimum, typer.Option(help="What a minimum does to less.")] = "waived",
    maximum_share: Annotated[str, typer.Option(help="Most interest of an item, of its amount.")] = "0",
    on_credits: Annotated[bool, typer.Option("--on-credits", help="Credits bear interest too.")] = False,
    on_charges: Annotated[
        bool, typer.Option("--on-charges", help="Interest and fees bear interest too.")
    ] = False,
    spare_rejected: Annotated[
        bool, typer.Option("--spare-rejected", help="Days of a rejected dispute stay free of interest.")
    ] = False,
    rejected: Annotated[
        list[str] | None, typer.Option(help="Outcome in favour of the seller; repeatable.")
    ] = None,
    charged_through: Annotated[
        datetime.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Days up to this one were charged before."),
    ] = None,
    charged_interest: Annotated[
        ChargedInterest, typer.Option(help="Whether interest documents say what was charged before.")
    ] = "ignored",
    by: By = "customer",
    clock: Clock = "latest",
    known_at: KnownAt = None,
    items: Items = False,
) -> None:
    """Late-payment interest, line by line. Nothing is charged unless a rate is stated."""
    ledger = ledger_input.load()
    result = openitem.interest(
        ledger,
        as_of.date(),
        rate=rate,
        reference=_table(ledger_input, reference, ("it", "uk")),
        margin=margin,
        law=law,
        compensation=_table(ledger_input, compensation, ("eu_2011_7", "uk_1998")),
        limits=ledger_input.read_table(limits),
        reading=reading,
        fixing=fixing,
        day_count=day_count,
        counting=counting,
        grace=grace,
        grace_days=grace_days,
        grace_unit=grace_unit,
        due_on_business_day=due_on_business_day,
        calendar=calendar,
        base=base,
        rounding=rounding,
        round_by=round_by,
        compounding_months=compounding_months,
        minimum=minimum,
        maximum_share=maximum_share,
        on_credits=on_credits,
        on_charges=on_charges,
        accrue_rejected=not spare_rejected,
        rejected=rejected or "rejected",
        charged_through=day(charged_through),
        charged_interest=charged_interest,
        currency=ledger_input.currency,
        date_format=ledger_input.date_format,
        by=names(by),
        clock=clock,
        known_at=day(known_at),
        threads=ledger_input.threads,
    )
    say_what_was_excluded(ledger)
    tables = {"items": result.items} if items else output.pick(result, TABLES)
    out.write(tables, "items" if items else "lines", "interest", RATES)


def _table(ledger_input: LedgerInput, given: str | None, shipped: tuple[str, ...]) -> str | Frame | None:
    """A table that ships by its name; anything else is a file."""
    if given is None or given in shipped:
        return given
    frame: Frame = ledger_input.read_table(Path(given))
    return frame
