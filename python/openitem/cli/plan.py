"""The command `plan`."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

import typer

from openitem import plan as payment
from openitem.cli import output
from openitem.cli.groups import grouped
from openitem.cli.options import Output, day
from openitem.money import Rounding
from openitem.plan import Earning, Form, Grace, OddPeriod, Plans, RateBasis, RateMethod, Residue, Unit


def add_command(app: typer.Typer) -> None:
    """Adds ``openitem plan``."""
    app.command("plan")(plan)


@grouped
def plan(
    out: Output,
    principal: Annotated[str, typer.Argument(help="What is to be paid, such as 1200.00.")],
    currency: Annotated[str, typer.Option(help="ISO 4217 code; XXX where none is known.")],
    start: Annotated[
        datetime.datetime, typer.Option(formats=["%Y-%m-%d"], help="The day interest begins to run.")
    ],
    plan_form: Annotated[
        Form, typer.Option("--form", help="How principal and interest make up the instalments.")
    ],
    unit: Annotated[Unit, typer.Option(help="Of the periods.")],
    apr: Annotated[RateMethod, typer.Option(help="Which annual percentage rate is shown.")],
    instalments: Annotated[int, typer.Option(help="How many; with --most the longest plan tried.")] = 0,
    most: Annotated[
        str | None, typer.Option(help="The shortest plan none of whose instalments asks for more than this.")
    ] = None,
    rate: Annotated[str, typer.Option(help="A fraction, such as 0.06.")] = "0",
    rate_basis: Annotated[
        RateBasis | None, typer.Option(help="What the rate is a rate of; required with one.")
    ] = None,
    day_count: Annotated[
        str | None, typer.Option(help="Where days are counted, such as act_365_fixed.")
    ] = None,
    every: Annotated[int, typer.Option(help="So many units a period.")] = 1,
    end_of_month: Annotated[bool, typer.Option(help="From a month end to month ends.")] = False,
    first_due: Annotated[
        datetime.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The first due date; default a period after the start."),
    ] = None,
    odd_period: Annotated[
        OddPeriod | None, typer.Option(help="What a first period of another length bears.")
    ] = None,
    convention: Annotated[str, typer.Option(help="Where a due date moves that is no business day.")] = "none",
    calendar: Annotated[str | None, typer.Option(help="Calendar of the convention, such as TARGET.")] = None,
    down_payment: Annotated[str, typer.Option(help="Paid at the start.")] = "0",
    balloon: Annotated[str, typer.Option(help="Principal that the last instalment pays on top.")] = "0",
    grace: Annotated[int, typer.Option(help="So many instalments at the beginning.")] = 0,
    grace_kind: Annotated[Grace | None, typer.Option(help="What they pay; required with --grace.")] = None,
    charge: Annotated[str | None, typer.Option(help="add_on: the charge, in place of a rate.")] = None,
    earning: Annotated[
        Earning | None, typer.Option(help="add_on: how the charge is earned; required.")
    ] = None,
    growth: Annotated[str, typer.Option(help="graduated: payments grow by this fraction.")] = "0",
    growth_every: Annotated[int, typer.Option(help="graduated: after so many instalments; required.")] = 0,
    upfront_fee: Annotated[str, typer.Option(help="A fee at the start.")] = "0",
    instalment_fee: Annotated[str, typer.Option(help="A fee of every instalment.")] = "0",
    payment_unit: Annotated[
        str | None, typer.Option(help="Level payments are multiples of it, such as 0.05.")
    ] = None,
    rounding: Annotated[Rounding, typer.Option(help="The rounding mode of level payments.")] = "half_up",
    residue: Annotated[Residue, typer.Option(help="Which instalment takes what rounding leaves.")] = "last",
) -> None:
    """A payment plan to the cent, or the shortest one that can be afforded."""
    terms: dict[str, Any] = {
        "rate": rate,
        "rate_basis": rate_basis,
        "day_count": day_count,
        "every": every,
        "end_of_month": end_of_month,
        "first_due": day(first_due),
        "odd_period": odd_period,
        "convention": convention,
        "calendar": calendar,
        "down_payment": down_payment,
        "balloon": balloon,
        "grace": grace,
        "grace_kind": grace_kind,
        "charge": charge,
        "earning": earning,
        "growth": growth,
        "growth_every": growth_every,
        "upfront_fee": upfront_fee,
        "instalment_fee": instalment_fee,
        "payment_unit": payment_unit,
        "rounding": rounding,
        "residue": residue,
    }
    chosen: dict[str, Any] = {"currency": currency, "form": plan_form, "unit": unit, "apr": apr}
    if most is None:
        made = payment.payment_plan(principal, start.date(), instalments=instalments, **chosen, **terms)
    else:
        longest: dict[str, Any] = {"most_instalments": instalments} if instalments else {}
        made = payment.shortest_plan(principal, start.date(), most, **chosen, **longest, **terms)
    _write(made, out)


def _write(made: Plans, out: Output) -> None:
    if out.form is output.Format.TABLE and out.output_file is None:
        for line in made.words:
            typer.echo(line)
        typer.echo()
    out.write(output.pick(made, ("instalments", "plans", "proof", "about")), "instalments", "plan")
