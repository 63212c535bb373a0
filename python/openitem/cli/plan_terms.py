"""The terms of payment plans as options that several commands share."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Annotated, Any

import typer

from openitem.cli.options import day
from openitem.money import Rounding
from openitem.plan import Earning, Form, Grace, OddPeriod, RateBasis, RateMethod, Residue, Unit


@dataclasses.dataclass(frozen=True)
class ScheduleTerms:
    """Everything of a plan but its principal, currency and start."""

    plan_form: Annotated[
        Form, typer.Option("--form", help="How principal and interest make up the instalments.")
    ]
    unit: Annotated[Unit, typer.Option(help="Of the periods.")]
    apr: Annotated[RateMethod, typer.Option(help="Which annual percentage rate is shown.")]
    instalments: Annotated[
        int, typer.Option(help="How many; with --most of openitem plan the longest tried.")
    ] = 0
    rate: Annotated[str, typer.Option(help="A fraction, such as 0.06.")] = "0"
    rate_basis: Annotated[
        RateBasis | None, typer.Option(help="What the rate is a rate of; required with one.")
    ] = None
    day_count: Annotated[str | None, typer.Option(help="Where days are counted, such as act_365_fixed.")] = (
        None
    )
    every: Annotated[int, typer.Option(help="So many units a period.")] = 1
    end_of_month: Annotated[bool, typer.Option(help="From a month end to month ends.")] = False
    first_due: Annotated[
        datetime.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The first due date; default a period after the start."),
    ] = None
    odd_period: Annotated[
        OddPeriod | None, typer.Option(help="What a first period of another length bears.")
    ] = None
    convention: Annotated[str, typer.Option(help="Where a due date moves that is no business day.")] = "none"
    calendar: Annotated[str | None, typer.Option(help="Calendar of the convention, such as TARGET.")] = None
    down_payment: Annotated[str, typer.Option(help="Paid at the start.")] = "0"
    balloon: Annotated[str, typer.Option(help="Principal that the last instalment pays on top.")] = "0"
    grace: Annotated[int, typer.Option(help="So many instalments at the beginning.")] = 0
    grace_kind: Annotated[Grace | None, typer.Option(help="What they pay; required with --grace.")] = None
    charge: Annotated[str | None, typer.Option(help="add_on: the charge, in place of a rate.")] = None
    earning: Annotated[Earning | None, typer.Option(help="add_on: how the charge is earned; required.")] = (
        None
    )
    growth: Annotated[str, typer.Option(help="graduated: payments grow by this fraction.")] = "0"
    growth_every: Annotated[int, typer.Option(help="graduated: after so many instalments; required.")] = 0
    upfront_fee: Annotated[str, typer.Option(help="A fee at the start.")] = "0"
    instalment_fee: Annotated[str, typer.Option(help="A fee of every instalment.")] = "0"
    payment_unit: Annotated[
        str | None, typer.Option(help="Level payments are multiples of it, such as 0.05.")
    ] = None
    rounding: Annotated[Rounding, typer.Option(help="The rounding mode of level payments.")] = "half_up"
    residue: Annotated[Residue, typer.Option(help="Which instalment takes what rounding leaves.")] = "last"

    def arguments(self) -> dict[str, Any]:
        """As the functions of :mod:`openitem.plan` take them, but for ``instalments``."""
        given = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        given["form"] = given.pop("plan_form")
        given["first_due"] = day(self.first_due)
        del given["instalments"]
        return given
