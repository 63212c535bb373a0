"""The command `terms`."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated, Any

import typer

from openitem import terms as payment_terms
from openitem.cli import output
from openitem.cli.groups import grouped
from openitem.cli.options import Output, day
from openitem.money import Rounding
from openitem.terms import DiscountTax, Reading, Residue, Schedule

_DAYS_A_YEAR = 365


def add_command(app: typer.Typer) -> None:
    """Adds ``openitem terms``."""
    app.command("terms")(terms)


@grouped
def terms(
    text: Annotated[str, typer.Argument(help='Terms as people write them, such as "2/10 net 30".')],
    date: Annotated[datetime.datetime, typer.Option(formats=["%Y-%m-%d"], help="The day on the document.")],
    amount: Annotated[str, typer.Option(help="Its total with tax, such as 1190.00.")],
    currency: Annotated[str, typer.Option(help="ISO 4217 code; XXX where none is known.")],
    out: Output,
    tax: Annotated[str, typer.Option(help="The part of the amount that is tax.")] = "0",
    receipt_date: Annotated[
        datetime.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The goods came in: ROG.")
    ] = None,
    delivery_date: Annotated[
        datetime.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="They were delivered: COD, CBS.")
    ] = None,
    as_of_date: Annotated[
        datetime.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Terms AS OF a day.")
    ] = None,
    reading: Annotated[
        Reading | None, typer.Option(help="What a number beside EOM means, as in 'net 30 EOM'.")
    ] = None,
    residue: Annotated[
        Residue, typer.Option(help="Which line takes the cents that rounding leaves.")
    ] = "last_line",
    rounding: Annotated[Rounding, typer.Option(help="The rounding mode of instalments.")] = "half_up",
    discount_rounding: Annotated[Rounding, typer.Option(help="The rounding mode of discounts.")] = "half_up",
    discount_tax: Annotated[
        DiscountTax, typer.Option(help="Whether a discount is taken of the amount with tax or without.")
    ] = "included",
    calendar: Annotated[
        str | None, typer.Option(help="Of terms adjusted to business days, such as TARGET.")
    ] = None,
) -> None:
    """Read payment terms: due dates, instalments and discounts of one document, and what the offer means."""
    parsed = payment_terms.PaymentTerms(text, reading)
    dates: dict[str, Any] = {
        "receipt_date": day(receipt_date),
        "delivery_date": day(delivery_date),
        "as_of_date": day(as_of_date),
    }
    document = {"issue_date": date.date(), "amount": amount, "tax": tax, "terms": str(parsed), **dates}
    result = payment_terms.schedules(
        {name: [value] for name, value in document.items() if value is not None},
        currency=currency,
        residue=residue,
        rounding=rounding,
        discount_rounding=discount_rounding,
        discount_tax=discount_tax,
        calendar=calendar,
    )
    if out.form is output.Format.TABLE and out.output_file is None:
        schedule = parsed.schedule(
            date.date(),
            amount,
            currency=currency,
            tax=tax,
            residue=residue,
            rounding=rounding,
            discount_rounding=discount_rounding,
            discount_tax=discount_tax,
            calendar=calendar,
            **dates,
        )
        for line in in_words(parsed, schedule):
            typer.echo(line)
        typer.echo()
    out.write(output.pick(result, ("instalments", "discounts")), "instalments", "terms")


def in_words(parsed: payment_terms.PaymentTerms, schedule: Schedule) -> list[str]:
    """What the terms mean for one document, a sentence a line."""
    unit = schedule.currency
    lines = [f"{parsed}: {schedule.total:,} {unit}"]
    last = max(instalment.due_date for instalment in schedule.instalments)
    for window in schedule.discounts:
        percent = f"{(window.rate * 100).normalize():f}"
        lines.append(
            f"By {window.deadline} pay {window.payable:,} {unit} and keep {window.amount:,} {unit} ({percent} %)."
        )
        days = (last - window.deadline).days
        if days > 0 and window.payable > 0:
            cost = window.amount / window.payable * _DAYS_A_YEAR / days * 100
            lines.append(
                f"Paying on {last} instead, {days} days later, costs {cost.quantize(Decimal('0.01'))} % a year"
                f" (simple, {_DAYS_A_YEAR} days)."
            )
    otherwise = "Otherwise pay" if schedule.discounts else "Pay"
    lines += [f"{otherwise} {each.amount:,} {unit} by {each.due_date}." for each in schedule.instalments]
    return lines
