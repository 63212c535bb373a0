"""The page of an aging: what a controller prints and an auditor reads."""

from __future__ import annotations

from decimal import Decimal
from importlib import resources
from typing import TYPE_CHECKING, Any

from openitem.report import chart, wording
from openitem.report.re_aged import re_aged_section

if TYPE_CHECKING:
    from openitem import Aging, Check

_NOT_BUCKETS = (
    "currency",
    "total",
    "open_items",
    "overdue_documents",
    "future_payments",
    "without_base_items",
    "without_base_open",
)
_CREDIT_COLUMNS = ("unapplied", "credit_balance")
_FIRST_BUCKETS = ("not_due", "due_")
_SHOWN_ROWS = 40
_SHOWN_FINDINGS = 100

Rows = dict[str, list[Any]]


def aging_page(aging: Aging, check: Check, *, title: str = "Aged trial balance") -> str:
    """Renders one offline HTML page: aged trial balance, re-aged dates where asked for, findings, proof.

    The largest balances of each currency are listed; the others are one line, so that every column adds up to its
    total. Every text of the input is escaped. Needs the extra ``report``.

    :raises ImportError: when the extra is not installed; the message names the pip line.
    """
    try:
        import jinja2  # noqa: PLC0415
    except ImportError as missing:
        raise ImportError("the HTML report needs: pip install 'openitem[report]'") from missing
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    environment.filters.update(amount=wording.amount, heading=wording.heading)
    source = resources.files("openitem.report").joinpath("aging.html.j2").read_text(encoding="utf-8")
    rows, totals = aging.rows.to_dict(), aging.totals.to_dict()
    about = dict(zip(*(aging.about.to_dict()[name] for name in ("name", "value")), strict=True))
    sections = [
        {**_currency_section(currency, rows, totals, line), "re_aged": _re_aged(aging, currency, totals)}
        for line, currency in enumerate(totals["currency"])
    ]
    return environment.from_string(source).render(
        title=title,
        about=about,
        currencies=_base_section(aging) + sections,
        proof=_lines(aging.proof.to_dict()),
        base_proof=[] if aging.base_proof is None else _lines(aging.base_proof.to_dict()),
        summary=_lines(check.summary.to_dict()),
        rules=_lines(check.rules.to_dict()),
        findings=_lines(check.findings.to_dict(), limit=_SHOWN_FINDINGS),
        finding_count=len(check.findings),
    )


def _base_section(aging: Aging) -> list[dict[str, Any]]:
    """The whole company in base currency, where it was asked for: tables of the same shape."""
    if aging.base_rows is None or aging.base_totals is None or not len(aging.base_totals):
        return []
    rows, totals = aging.base_rows.to_dict(), aging.base_totals.to_dict()
    section = _currency_section(totals["currency"][0], rows, totals, 0)
    return [{**section, "re_aged": None, "code": f"All currencies, as booked in {section['code']}"}]


def _re_aged(aging: Aging, currency: str, totals: Rows) -> dict[str, Any] | None:
    """Re-aged due dates, where they were asked for."""
    if aging.re_aged is None or aging.re_aged_totals is None:
        return None
    moves, by_group = aging.re_aged.to_dict(), aging.re_aged_totals.to_dict()
    return re_aged_section(
        [line for line in _lines(moves) if line["currency"] == currency],
        [line for line in _lines(by_group) if line["currency"] == currency],
        list(by_group)[: list(by_group).index("currency")],
        _amounts(totals),
        _SHOWN_ROWS,
    )


def _lines(table: Rows, *, limit: int | None = None) -> list[dict[str, Any]]:
    columns = [values[:limit] for values in table.values()]
    return [dict(zip(table, line, strict=True)) for line in zip(*columns, strict=True)]


def _tone(label: str) -> str:
    if label in _CREDIT_COLUMNS:
        return "credit"
    return "not_due" if label.startswith(_FIRST_BUCKETS) else "late"


def _amounts(totals: Rows) -> list[str]:
    """The columns that hold parts of the total."""
    return [name for name in totals if name not in _NOT_BUCKETS and not name.startswith("base_")]


def _currency_section(currency: str, rows: Rows, totals: Rows, line: int) -> dict[str, Any]:
    groups = list(rows)[: list(rows).index("currency")]
    amounts = _amounts(totals)
    figures = {name: totals[name][line] for name in totals}
    late = sum(
        (figures[name] for name in amounts if _tone(name) == "late" and name != "disputed"), Decimal(0)
    )
    debits = sum((figures[name] for name in amounts if _tone(name) != "credit"), Decimal(0))
    listed, others = _largest(currency, rows, [*amounts, "total"])
    return {
        "code": currency,
        "groups": groups,
        "columns": [*amounts, "total"],
        "rows": listed,
        "others": others,
        "totals": figures,
        "overdue": late,
        "overdue_share": wording.share(late, debits),
        "chart": chart.bucket_bars(
            [wording.heading(name) for name in amounts],
            [figures[name] for name in amounts],
            [_tone(name) for name in amounts],
        ),
    }


def _largest(
    currency: str, rows: Rows, columns: list[str]
) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    lines = [line for line in _lines(rows) if line["currency"] == currency]
    lines.sort(key=lambda line: line["total"], reverse=True)
    rest = lines[_SHOWN_ROWS:]
    if not rest:
        return lines, None
    others: dict[str, Any] = {name: sum((line[name] for line in rest), Decimal(0)) for name in columns}
    return lines[:_SHOWN_ROWS], {"count": len(rest), **others}
