"""The command `discount`."""

from __future__ import annotations

import datetime
from typing import Annotated

import typer

from openitem import discount as early_payment
from openitem.cli import output
from openitem.cli.groups import grouped
from openitem.cli.options import Output, day
from openitem.discount import Compounding, DiscountSchedule, Offer
from openitem.money import Rounding
from openitem.terms import Reading

_TWO_THINGS = (
    "discount prices an offer, such as: openitem discount '2/10 net 30', or lists the price of every pay date, with"
    " --amount, --currency, --apr, --due, --pay and --year-days"
)


def add_command(app: typer.Typer) -> None:
    """Adds ``openitem discount``."""
    app.command("discount")(discount)


@grouped
def discount(
    out: Output,
    terms: Annotated[
        str | None, typer.Argument(help='An offer as people write it, such as "2/10 net 30".')
    ] = None,
    rate: Annotated[
        float | None,
        typer.Option(help="Cost of capital and of borrowing a year, such as 0.08: who gains by the offer?"),
    ] = None,
    compounding: Annotated[Compounding | None, typer.Option(help="Of --rate; required with it.")] = None,
    payment_day: Annotated[
        int | None, typer.Option(help="The day the buyer really pays without discount; default the net day.")
    ] = None,
    issue: Annotated[
        datetime.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day of the invoice, for terms such as EOM."),
    ] = None,
    reading: Annotated[
        Reading | None, typer.Option(help="What a number beside EOM means, as in 'net 30 EOM'.")
    ] = None,
    amount: Annotated[str | None, typer.Option(help="For a schedule: the amount, such as 10000.00.")] = None,
    currency: Annotated[str | None, typer.Option(help="ISO 4217 code; XXX where none is known.")] = None,
    apr: Annotated[
        str | None, typer.Option(help="Target rate a year of the amount, as a fraction such as 0.18.")
    ] = None,
    due: Annotated[datetime.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The net day.")] = None,
    pay: Annotated[
        datetime.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The first pay date listed.")
    ] = None,
    year_days: Annotated[int | None, typer.Option(help="Days of a year: 360 and 365 are in use.")] = None,
    minimum_days: Annotated[int, typer.Option(help="Fewer days accelerated earn nothing.")] = 0,
    scale_ends: Annotated[
        datetime.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Last pay date with a discount; default the due date."),
    ] = None,
    rounding: Annotated[Rounding, typer.Option(help="The rounding mode of discounts.")] = "half_up",
) -> None:
    """What an early-payment discount costs a year, or the price of every pay date at a target rate."""
    of_scale = (amount, currency, apr, due, pay, year_days, scale_ends, minimum_days or None)
    if terms is not None:
        if any(option is not None for option in of_scale):
            raise ValueError(f"{_TWO_THINGS}; not both at once")
        offer = early_payment.price_offer(
            terms,
            day(issue),
            rate=rate,
            compounding=compounding,
            payment_day=payment_day,
            reading=reading,
        )
        _write_offer(offer, out)
        return
    if any(option is not None for option in (rate, compounding, payment_day, issue, reading)):
        raise ValueError(_TWO_THINGS)
    if amount is None or currency is None or apr is None or due is None or pay is None or year_days is None:
        raise ValueError(_TWO_THINGS)
    schedule = early_payment.discount_schedule(
        amount,
        due.date(),
        pay.date(),
        apr,
        year_days=year_days,
        currency=currency,
        minimum_days=minimum_days,
        scale_ends=day(scale_ends),
        rounding=rounding,
    )
    _write_schedule(schedule, out)


def _write_offer(offer: Offer, out: Output) -> None:
    if out.form is output.Format.TABLE and out.output_file is None:
        for line in offer.words:
            typer.echo(line)
        typer.echo()
    out.write(output.pick(offer, ("offer", "about")), "offer", "discount")


def _write_schedule(schedule: DiscountSchedule, out: Output) -> None:
    out.write(output.pick(schedule, ("schedule", "about")), "schedule", "discount_schedule")
