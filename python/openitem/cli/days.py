"""Many days on a command line: one by one, or the ends of months."""

from __future__ import annotations

import datetime
from typing import Annotated

import typer

import openitem

MonthEnds = Annotated[str | None, typer.Option(help="Or the last days of months, such as 2024-01..2024-12.")]


def days_asked_for(
    given: list[datetime.datetime] | None, month_ends: str | None, command: str, option: str
) -> list[datetime.date]:
    """The days given one by one, or the month ends."""
    if bool(given) == (month_ends is not None):
        raise ValueError(f"{command} needs {option} (once a day) or --month-ends FROM..TO, and not both")
    if month_ends is None:
        return [day.date() for day in given or ()]
    first, separator, last = month_ends.partition("..")
    try:
        begin, end = (datetime.datetime.strptime(month, "%Y-%m").date() for month in (first, last))
    except ValueError:
        separator = ""
    if not separator or begin > end:
        raise ValueError(
            f"--month-ends {month_ends!r}: expected two months in order, such as 2024-01..2024-12"
        )
    count = 12 * (end.year - begin.year) + end.month - begin.month + 1
    return [openitem.time.month_end(openitem.time.add_months(begin, month)) for month in range(count)]
