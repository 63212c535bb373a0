"""How labels and amounts read on a page for people; the figures themselves come from the result."""

import re
from decimal import Decimal

_RANGE = re.compile(r"(d|due_)(\d+)_(\d+)")
_OPEN_ENDED = re.compile(r"(up_to_|over_|due_over_)(\d+)")
_MONTH = re.compile(r"(|over_|due_|due_over_)m(\d+)")
_FIXED = {
    "not_due": "Not due",
    "unapplied": "Unapplied",
    "credit_balance": "Credit balance",
    "disputed": "Disputed",
    "future_payments": "Future payments",
    "open_items": "Open items",
    "overdue_documents": "Overdue documents",
    "total": "Total",
}


def heading(label: str) -> str:
    """Words for a column label.

    >>> heading("d1_30"), heading("over_90"), heading("due_31_60")
    ('1–30 days', 'over 90 days', 'due in 31–60 days')
    >>> heading("m0"), heading("m1"), heading("over_m5"), heading("due_m0"), heading("due_over_m2")
    ('this month', '1 month back', 'over 5 months back', 'due this month', 'due in over 2 months')
    """
    if label in _FIXED:
        return _FIXED[label]
    if match := _RANGE.fullmatch(label):
        prefix, low, high = match.groups()
        days = low if low == high else f"{low}–{high}"
        return f"due in {days} days" if prefix == "due_" else f"{days} days"
    if match := _OPEN_ENDED.fullmatch(label):
        prefix, bound = match.groups()
        words = {"up_to_": "up to", "over_": "over", "due_over_": "due in over"}[prefix]
        return f"{words} {bound} days"
    if match := _MONTH.fullmatch(label):
        return _months(*match.groups())
    words = label.replace("_", " ")
    return words[:1].upper() + words[1:]


def _months(prefix: str, count: str) -> str:
    months = f"{count} month{'' if count == '1' else 's'}"
    this = prefix in ("", "due_") and count == "0"
    if prefix.startswith("due_"):
        return "due this month" if this else f"due in {'over ' if prefix == 'due_over_' else ''}{months}"
    return "this month" if this else f"{'over ' if prefix == 'over_' else ''}{months} back"


def amount(value: Decimal | None) -> str:
    """A decimal with thousands grouped, its own number of digits kept.

    >>> amount(Decimal("-1234567.50"))
    '-1,234,567.50'
    """
    return "" if value is None else f"{value:,f}"


def share(part: Decimal, whole: Decimal) -> str:
    """A percentage with one digit, or a dash where there is no whole.

    >>> share(Decimal("1"), Decimal("8")), share(Decimal("1"), Decimal("0"))
    ('12.5 %', '–')
    """
    if whole == 0:
        return "–"
    return f"{(part * 100 / whole).quantize(Decimal('0.1'))} %"


def mean(numerator: int, denominator: int) -> str:
    """A mean with one digit, or a dash where nothing was counted.

    >>> mean(1000, 300), mean(0, 0)
    ('3.3', '–')
    """
    if denominator == 0:
        return "–"
    return f"{(Decimal(numerator) / Decimal(denominator)).quantize(Decimal('0.1')):,f}"
