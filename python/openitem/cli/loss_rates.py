"""The command `loss-rates`."""

from __future__ import annotations

import datetime
from typing import Annotated

import typer

import openitem
from openitem._loss_rates import ImmatureVintages, Shrinkage
from openitem.cli import output
from openitem.cli.findings import say_what_was_excluded
from openitem.cli.groups import Without, grouped
from openitem.cli.options import AsOf, Basis, Buckets, By, LedgerInput, Output, days, names

RATES = output.loss_rates("rate", "own_rate", "portfolio_rate", "shrunk_rate")
TABLES = ("rates", "cells", "waterfall", "vintages", "factors", "triangle", "proof")
Issued = Annotated[
    datetime.datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="First day of issue looked at.")
]
IssuedLast = Annotated[
    datetime.datetime, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day of issue looked at.")
]


def add_command(app: typer.Typer) -> None:
    """Adds ``openitem loss-rates``."""
    app.command("loss-rates")(loss_rates)


@grouped
def loss_rates(
    ledger_input: Annotated[LedgerInput, Without("customers", "disputes_file", "date", "threads")],
    from_: Issued,
    to: IssuedLast,
    as_of: AsOf,
    out: Output,
    by: By = "",
    basis: Basis = "due",
    buckets: Buckets = None,
    horizon: Annotated[int, typer.Option(help="Days after which what is unpaid counts as lost.")] = 365,
    shrinkage: Annotated[
        Shrinkage, typer.Option(help="Whether small segments are drawn to the portfolio.")
    ] = "none",
    monotone: Annotated[bool, typer.Option("--monotone", help="Rates never fall with age.")] = False,
    immature: Annotated[
        ImmatureVintages, typer.Option(help="Vintages before their horizon: excluded or developed.")
    ] = "excluded",
) -> None:
    """Loss rates by bucket from the ledger's own history, as the command provision takes them."""
    ledger = ledger_input.load()
    result = openitem.loss_rates(
        ledger,
        from_.date(),
        to.date(),
        as_of.date(),
        by=names(by),
        horizon=horizon,
        shrinkage=shrinkage,
        monotone=monotone,
        immature=immature,
        basis=basis,
        buckets=days(buckets, "--buckets"),
    )
    say_what_was_excluded(ledger)
    out.write(output.pick(result, TABLES), "rates", "loss_rates", RATES)
