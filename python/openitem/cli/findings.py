"""What is said of a ledger's findings before its figures are shown."""

from __future__ import annotations

import typer

import openitem
from openitem.cli import exit_codes
from openitem.cli.inputs import say


def say_what_was_excluded(ledger: openitem.Ledger) -> openitem.Check:
    """Exits where nothing of the ledger is left: figures of nothing are no answer."""
    check_result = openitem.check(ledger)
    _say_findings(check_result)
    if ledger.document_count == 0 and sum(check_result.summary.to_dict()["excluded"]):
        raise typer.Exit(exit_codes.BAD_DATA)
    return check_result


def _say_findings(check_result: openitem.Check) -> None:
    columns = check_result.rules.to_dict()
    for rule, severity, currency, count, amount in zip(*columns.values(), strict=True):
        if severity == "impossible":
            say(
                f"excluded: {count} x {rule}{'' if amount is None else f', {amount} {currency}'} (openitem check says more)"
            )
