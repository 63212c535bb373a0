"""The command `plan`."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Annotated, Any

import typer

from openitem import plan as payment
from openitem.cli import output
from openitem.cli.groups import grouped
from openitem.cli.options import Output, day
from openitem.cli.plan_terms import ScheduleTerms
from openitem.plan import Plans


def add_command(app: typer.Typer) -> None:
    """Adds ``openitem plan``."""
    app.command("plan")(plan)


@dataclasses.dataclass(frozen=True)
class AlternativesAsked:
    """What the plan is compared with; nothing without ``--cost-of-capital``."""

    cost_of_capital: Annotated[
        str | None, typer.Option(help="A year, such as 0.08: compare the plan with what else could be done.")
    ] = None
    default_hazard: Annotated[
        str | None,
        typer.Option(help="Probability that an instalment fails, given that all before were paid."),
    ] = None
    default_share: Annotated[
        str | None, typer.Option(help="In its place: that the plan fails before its end.")
    ] = None
    wait_until: Annotated[
        datetime.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="When the customer would pay without a plan."),
    ] = None
    wait_probability: Annotated[str | None, typer.Option(help="That he would.")] = None
    recoverable_tax: Annotated[
        str | None, typer.Option(help="Share of the claim that comes back on writing off.")
    ] = None
    agency_pays: Annotated[
        datetime.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="When an agency would have collected."),
    ] = None
    agency_recovery: Annotated[str | None, typer.Option(help="Share that it recovers.")] = None
    agency_fee: Annotated[str | None, typer.Option(help="Share of that which it keeps.")] = None

    def compare(self, made: Plans, start: datetime.date) -> payment.Alternatives | None:
        """The plan beside its alternatives on the day it begins; None where nothing was asked for."""
        given = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        given["wait_until"] = day(self.wait_until)
        given["agency_pays"] = day(self.agency_pays)
        stated: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        if not stated:
            return None
        if self.cost_of_capital is None:
            raise ValueError("a comparison needs --cost-of-capital, at which later payments are discounted")
        return payment.plan_alternatives(made.instalments, start, **stated)


@grouped
def plan(
    out: Output,
    principal: Annotated[str, typer.Argument(help="What is to be paid, such as 1200.00.")],
    currency: Annotated[str, typer.Option(help="ISO 4217 code; XXX where none is known.")],
    start: Annotated[
        datetime.datetime, typer.Option(formats=["%Y-%m-%d"], help="The day interest begins to run.")
    ],
    terms: ScheduleTerms,
    alternatives: AlternativesAsked,
    most: Annotated[
        str | None, typer.Option(help="The shortest plan none of whose instalments asks for more than this.")
    ] = None,
) -> None:
    """A payment plan to the cent, or the shortest one that can be afforded; what else could be done beside it."""
    given = terms.arguments()
    if most is None:
        made = payment.payment_plan(
            principal, start.date(), currency=currency, instalments=terms.instalments, **given
        )
    else:
        longest: dict[str, Any] = {"most_instalments": terms.instalments} if terms.instalments else {}
        made = payment.shortest_plan(principal, start.date(), most, currency=currency, **longest, **given)
    compared = alternatives.compare(made, start.date())
    write_words(made, out)
    tables = output.pick(made, ("instalments", "plans", "proof", "about"))
    if compared is not None:
        tables = {"alternatives": compared.alternatives, **tables}
    out.write(tables, "instalments", "plan")


def write_words(made: Plans, out: Output) -> None:
    """Each plan in a line, above the tables on the screen."""
    if out.form is output.Format.TABLE and out.output_file is None:
        for line in made.words:
            typer.echo(line)
        typer.echo()
