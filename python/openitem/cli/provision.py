"""The command `provision`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import openitem
from openitem._provision import Framework, OffsetRight, ProvisionTax
from openitem._provision_matrix import ProvisionRounding
from openitem.cli import output
from openitem.cli.findings import say_what_was_excluded
from openitem.cli.groups import Without, grouped
from openitem.cli.options import AgingChoice, AsOf, Items, LedgerInput, Output
from openitem.money import Rounding

RATES = output.loss_rates("rate", "overlay_points", "rate_overlaid", "rate_applied")
TABLES = ("rows", "totals", "specific", "rates", "scenarios", "proof")


def add_command(app: typer.Typer) -> None:
    """Adds ``openitem provision``."""
    app.command("provision")(provision)


@grouped
def provision(
    ledger_input: Annotated[LedgerInput, Without("customers")],
    as_of: AsOf,
    choice: Annotated[
        AgingChoice, Without("credits_", "disputes", "future_payments", "base_amounts", "re_aged")
    ],
    out: Output,
    rate: Annotated[
        list[str] | None, typer.Option(help="BUCKET=RATE as a fraction, such as d1_30=0.016; repeatable.")
    ] = None,
    rates_file: Annotated[
        Path | None, typer.Option("--rates", help="File of rates: bucket, rate and perhaps segment columns.")
    ] = None,
    overlays: Annotated[Path | None, typer.Option(help="Forward-looking overlays: factor, points.")] = None,
    scenarios: Annotated[Path | None, typer.Option(help="scenario, weight, factor, points.")] = None,
    specific: Annotated[Path | None, typer.Option(help="Specific allowances: rate or amount.")] = None,
    cover: Annotated[Path | None, typer.Option(help="Insurance: customer, rate, limit, integral.")] = None,
    offset: Annotated[OffsetRight, typer.Option(help="Whether credits lower the exposure.")] = "none",
    offset_rights: Annotated[
        Path | None, typer.Option(help="Customers with a right of offset: column customer.")
    ] = None,
    discount_rate: Annotated[
        str, typer.Option(help="Effective rate a year, such as 0.04, that losses are discounted at.")
    ] = "0",
    collection: Annotated[
        Path | None, typer.Option(help="With --discount-rate: days to collection, by bucket or for all.")
    ] = None,
    tax: Annotated[
        ProvisionTax, typer.Option(help="recoverable: tax in the open part is no exposure.")
    ] = "included",
    framework: Annotated[Framework, typer.Option(help="Name of the formula.")] = "ifrs9_simplified",
    rounding: Annotated[Rounding, typer.Option(help="The rounding mode.")] = "half_up",
    round_by: Annotated[
        ProvisionRounding, typer.Option(help="Round each row, or each total once.")
    ] = "bucket",
    rounding_power: Annotated[
        int, typer.Option(help="Multiples of 10^power minor units; 2 = whole euros.")
    ] = 0,
    items: Items = False,
) -> None:
    """Expected credit losses on open debits: loss rate by bucket and segment, with the proof."""
    if (rate is None) == (rates_file is None):
        raise ValueError("state the rates: either --rate BUCKET=RATE, repeated, or --rates FILE")
    ledger = ledger_input.load()
    result = openitem.provision(
        ledger,
        as_of.date(),
        rates_of(rate or []) if rates_file is None else ledger_input.read_table(rates_file),
        overlays=ledger_input.read_table(overlays),
        scenarios=ledger_input.read_table(scenarios),
        specific=ledger_input.read_table(specific),
        cover=ledger_input.read_table(cover),
        offset=offset,
        offset_rights=ledger_input.read_table(offset_rights),
        discount_rate=discount_rate,
        collection=ledger_input.read_table(collection),
        tax=tax,
        framework=framework,
        rounding=rounding,
        round_by=round_by,
        rounding_power=rounding_power,
        threads=ledger_input.threads,
        **choice.arguments("credits", "disputes", "future_payments", "base_amounts", "re_aged"),
    )
    say_what_was_excluded(ledger)
    tables = {"items": result.items} if items else output.pick(result, TABLES)
    out.write(tables, "items" if items else "rows", "provision", RATES)


def rates_of(entries: list[str]) -> dict[str, str]:
    """Bucket to rate of the entries BUCKET=RATE."""
    rates: dict[str, str] = {}
    for entry in entries:
        bucket, separator, rate = entry.partition("=")
        if not separator or bucket in rates:
            raise ValueError(f"--rate {entry!r}: expected BUCKET=RATE, each bucket once")
        rates[bucket] = rate
    return rates
