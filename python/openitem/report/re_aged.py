"""Re-aged due dates beside contractual ones, for one currency of the page."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from openitem.report import wording

_MEASURES = ("improved", "worsened", "unchanged", "total", "open_items", "re_aged_items")
_DAYS = ("days_numerator", "days_denominator")

Rows = list[dict[str, Any]]


def re_aged_section(
    moves: Rows, totals: Rows, groups: list[str], buckets: list[str], shown: int
) -> dict[str, Any] | None:
    """What the page shows of one currency: contractual buckets down, re-aged ones across, and the largest groups.

    ``moves`` and ``totals`` are the rows of the tables ``re_aged`` and ``re_aged_totals``; None where nothing is open.
    """
    if not totals:
        return None
    cells: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for move in moves:
        cells[move["bucket"], move["re_aged_bucket"]] += move["amount"]
    across = [name for name in buckets if any(name == column for _, column in cells)]
    down = [name for name in buckets if any(name == row for row, _ in cells)]
    totals = sorted(totals, key=lambda line: line["total"], reverse=True)
    rest = totals[shown:]
    return {
        "across": across,
        "rows": [
            {
                "bucket": row,
                "cells": [cells.get((row, column), Decimal(0)) for column in across],
                "total": sum((cells.get((row, column), Decimal(0)) for column in across), Decimal(0)),
            }
            for row in down
        ],
        "column_totals": [
            sum((cells.get((row, name), Decimal(0)) for row in down), Decimal(0)) for name in across
        ],
        "groups": groups,
        "lines": [_line([line], line) for line in totals[:shown]],
        "others": {"count": len(rest), **_line(rest, {})} if rest else None,
        "total": _line(totals, {}),
    }


def _line(totals: Rows, keys: dict[str, Any]) -> dict[str, Any]:
    """Sums of some groups; the days are divided once, after they were added."""
    summed: dict[str, Any] = {name: sum(line[name] for line in totals) for name in (*_MEASURES, *_DAYS)}
    return {**keys, **summed, "days": wording.mean(*(summed[name] for name in _DAYS))}
