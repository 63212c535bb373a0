"""The command `credit`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import openitem
from openitem._exposure import PARTS, CreditDecision
from openitem.cli import output
from openitem.cli.findings import say_what_was_excluded
from openitem.cli.groups import Without, grouped
from openitem.cli.options import AsOf, Clock, KnownAt, LedgerInput, Output, day

_TABLES = ("rows", "reasons", "groups", "sub_limits", "what_if", "review_due", "proof")
_SHARES = output.parts_per_billion("use", "overdue_share", "insured_share")


def add_command(app: typer.Typer) -> None:
    """Adds ``openitem credit``."""
    app.command("credit")(credit)


@grouped
def credit(
    ledger_input: Annotated[LedgerInput, Without("date", "base_currency")],
    as_of: AsOf,
    out: Output,
    orders: Annotated[
        Path | None, typer.Option(help="Open orders: customer, amount, expected_on ...")
    ] = None,
    deliveries: Annotated[
        Path | None, typer.Option(help="Delivered, not invoiced: customer, amount, delivered_on ...")
    ] = None,
    limits: Annotated[
        Path | None, typer.Option(help="Limits: customer, limit, kind, valid_from, valid_to, scope ...")
    ] = None,
    covers: Annotated[
        Path | None, typer.Option(help="Credit insurance: customer, limit, insured_share, valid_to ...")
    ] = None,
    what_if: Annotated[
        Path | None, typer.Option(help="Orders on trial, each judged on its own: customer, amount ...")
    ] = None,
    reviews: Annotated[Path | None, typer.Option(help="Reviews: customer, reviewed_on.")] = None,
    rates: Annotated[
        Path | None, typer.Option(help="Exchange rates: currency, rate and perhaps per.")
    ] = None,
    in_currency: Annotated[
        str | None, typer.Option(help="With --rates: what all amounts are converted to.")
    ] = None,
    promises: Annotated[Path | None, typer.Option(help="Promises to pay, for --*-broken-promises.")] = None,
    dunning: Annotated[Path | None, typer.Option(help="Dunning history, for --*-dunning-level.")] = None,
    part: Annotated[
        list[str] | None,
        typer.Option(help="Of open, orders, deliveries, unapplied, cover; repeatable; default all."),
    ] = None,
    horizon_days: Annotated[int | None, typer.Option(help="Orders expected later do not count.")] = None,
    exclude_disputed: Annotated[
        bool, typer.Option("--exclude-disputed", help="Disputed parts of open items do not count.")
    ] = False,
    group_limits: Annotated[
        bool, typer.Option(help="The limit of a customer with others below holds for all of them.")
    ] = True,
    scope: Annotated[
        str | None, typer.Option(help="entity, or the dimension that limits with a scope are for.")
    ] = None,
    watch_use: Annotated[str | None, typer.Option(help="Watched above this share of a limit.")] = None,
    hold_use: Annotated[str, typer.Option(help="Held above this share of a limit; off = never.")] = "1",
    watch_overdue_days: Annotated[
        int | None, typer.Option(help="Watched when the oldest item is so overdue.")
    ] = None,
    hold_overdue_days: Annotated[
        int | None, typer.Option(help="Held when the oldest item is so overdue.")
    ] = None,
    watch_overdue_share: Annotated[
        str | None, typer.Option(help="Watched from this share overdue on.")
    ] = None,
    hold_overdue_share: Annotated[str | None, typer.Option(help="Held from this share overdue on.")] = None,
    watch_dunning_level: Annotated[int | None, typer.Option(help="Watched from this level on.")] = None,
    hold_dunning_level: Annotated[int | None, typer.Option(help="Held from this level on.")] = None,
    watch_broken_promises: Annotated[int | None, typer.Option(help="Watched from so many on.")] = None,
    hold_broken_promises: Annotated[int | None, typer.Option(help="Held from so many on.")] = None,
    promise_days: Annotated[int, typer.Option(help="Promises broken in so many days count.")] = 365,
    promise_grace_days: Annotated[
        int, typer.Option(help="Days after the promised one that still keep it.")
    ] = 0,
    expired_limit: Annotated[CreditDecision, typer.Option(help="Where a limit has ended.")] = "hold",
    no_limit: Annotated[CreditDecision, typer.Option(help="Where there is no limit.")] = "release",
    insolvency: Annotated[CreditDecision, typer.Option(help="Of customers with this flag.")] = "hold",
    legal_stop: Annotated[CreditDecision, typer.Option(help="Of customers with this flag.")] = "hold",
    hardship: Annotated[CreditDecision, typer.Option(help="Of customers with this flag.")] = "watch",
    review_expiry_days: Annotated[
        int | None, typer.Option(help="Limits that end so soon are due for review.")
    ] = None,
    review_days: Annotated[int | None, typer.Option(help="And customers reviewed so long ago.")] = None,
    review_use_above: Annotated[str | None, typer.Option(help="And limits used above this share.")] = None,
    review_use_below: Annotated[str | None, typer.Option(help="And limits used below this share.")] = None,
    clock: Clock = "latest",
    known_at: KnownAt = None,
) -> None:
    """Exposures against limits: hold, watch or release, with every reason; orders on trial; limits due for review."""
    ledger = ledger_input.load(promises, dunning)
    found = openitem.exposure(
        ledger,
        as_of.date(),
        orders=ledger_input.read_table(orders),
        deliveries=ledger_input.read_table(deliveries),
        limits=ledger_input.read_table(limits),
        covers=ledger_input.read_table(covers),
        what_if=ledger_input.read_table(what_if),
        reviews=ledger_input.read_table(reviews),
        rates=ledger_input.read_table(rates),
        currency=in_currency,
        parts=PARTS if part is None else part,
        horizon_days=horizon_days,
        exclude_disputed=exclude_disputed,
        group_limits=group_limits,
        scope=scope,
        watch_use=watch_use,
        hold_use=None if hold_use == "off" else hold_use,
        watch_overdue_days=watch_overdue_days,
        hold_overdue_days=hold_overdue_days,
        watch_overdue_share=watch_overdue_share,
        hold_overdue_share=hold_overdue_share,
        watch_dunning_level=watch_dunning_level,
        hold_dunning_level=hold_dunning_level,
        watch_broken_promises=watch_broken_promises,
        hold_broken_promises=hold_broken_promises,
        promise_days=promise_days,
        promise_grace_days=promise_grace_days,
        expired_limit=expired_limit,
        no_limit=no_limit,
        insolvency=insolvency,
        legal_stop=legal_stop,
        hardship=hardship,
        review_expiry_days=review_expiry_days,
        review_days=review_days,
        review_use_above=review_use_above,
        review_use_below=review_use_below,
        date_format=ledger_input.date_format,
        clock=clock,
        known_at=day(known_at),
        threads=ledger_input.threads,
    )
    say_what_was_excluded(ledger)
    tables = {name: table for name, table in output.pick(found, _TABLES).items() if len(table) > 0}
    tables.setdefault("rows", found.rows)
    out.write(tables, "rows", "exposure", _SHARES)
