"""Payment terms from docs/methods/terms.md alone: a value for what is meant, its text, and what follows for a document."""

import datetime
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from reference import business_days
from reference.business_days import Day, clipped, days, month_end
from reference.exact_rounding import rounded

Step = tuple[Any, ...]


@dataclass
class Discount:
    """Rate in parts per billion; steps as in section 2."""

    rate: int
    steps: list[Step]


@dataclass
class Line:
    """`value`: a fraction of a share, minor units of a fixed amount."""

    kind: str  # "total", "remainder", "fixed", "balance"
    value: Any
    steps: list[Step]
    start: str = "issue"  # "issue" (or what the dating names), "delivery", "event"


@dataclass
class Terms:
    discounts: list[Discount] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    dating: str = ""  # "", "ROG", "AS OF"
    sequential: bool = False
    grace: int = 0
    discount_grace: int = 0
    closures: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    convention: str = "none"


@dataclass
class Document:
    """Amounts in minor units."""

    issue: Day
    total: int
    tax: int = 0
    base: int | None = None
    receipt: Day | None = None
    delivery: Day | None = None
    as_of: Day | None = None


@dataclass
class Options:
    residue: str = "last_line"
    rounding: str = "half_up"
    discount_rounding: str = "half_up"
    zero_total: str = "one_line"
    discount_tax: str = "included"
    adjust_discounts: bool = False
    calendar: str = "weekends-only"
    postponements: dict[Day, Day] = field(default_factory=dict)


# ---- dates -----------------------------------------------------------------------------------------------------------


def next_of(day: Day, of_month: tuple[int, ...]) -> Day:
    while all(clipped(day.year, day.month, d) != day for d in of_month):
        day += business_days.ONE
    return day


def step_on(day: Day, step: Step) -> Day:
    kind, *values = step
    if kind == "days":
        return day + days(values[0])
    if kind == "weeks":
        return day + days(7 * values[0])
    if kind == "months":
        return business_days.add_months(day, values[0])
    if kind == "eom":
        return month_end(day)
    if kind == "on":
        return clipped(day.year, day.month, values[0])
    if kind == "prox":
        return clipped(day.year, day.month + 1, values[0])
    if kind == "next":
        return next_of(day, tuple(values))
    assert kind == "cutoff", kind
    return business_days.add_months(day, 1) if day.day > values[0] else day


def reached(day: Day, steps: list[Step]) -> Day:
    for step in steps:
        day = step_on(day, step)
    return day


def in_closure(day: Day, closures: list[tuple[tuple[int, int], tuple[int, int]]]) -> bool:
    for first, last in closures:
        start, end = clipped(day.year, *first), clipped(day.year, *last)
        inside = start <= day <= end if first <= last else day >= start or day <= end
        if inside:
            return True
    return False


def moved(day: Day, terms: Terms, options: Options) -> Day:
    """Out of closures and postponed holidays, then to a business day that is in none of them."""

    def closed(when: Day) -> bool:
        return when in options.postponements or in_closure(when, terms.closures)

    def out(when: Day) -> Day:
        while closed(when):
            when = options.postponements.get(when, when + business_days.ONE)
        return when

    is_open = business_days.CALENDARS[options.calendar]
    day = out(day)
    adjusted = business_days.adjust(day, terms.convention, is_open)
    while terms.convention != "none" and (closed(adjusted) or not is_open(adjusted)):
        adjusted = business_days.next_open(out(max(adjusted, day)), is_open)
    return adjusted


# ---- amounts ---------------------------------------------------------------------------------------------------------


def by_largest_remainder(total: int, shares: list[Fraction]) -> list[int]:
    size, sign = abs(total), -1 if total < 0 else 1
    exact = [size * share for share in shares]
    parts = [int(value) for value in exact]
    order = sorted(range(len(shares)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[: size - sum(parts)]:
        parts[i] += 1
    return [sign * part for part in parts]


def line_amounts(total: int, lines: list[Line], options: Options) -> list[int]:
    if total == 0:
        return [0] * len(lines)
    if options.residue == "largest_remainder":
        shares = [line.value for line in lines if line.kind == "total"]
        return by_largest_remainder(total, [*shares, *[1 - sum(shares)] * (len(lines) - len(shares))])
    amounts: list[int] = []
    for line in lines[:-1]:
        left = total - sum(amounts)
        if line.kind == "fixed":
            amounts.append(-line.value if total < 0 else line.value)
        elif line.kind == "balance":
            amounts.append(left)
        else:
            amounts.append(rounded((total if line.kind == "total" else left) * line.value, options.rounding))
    return [*amounts, total - sum(amounts)]


def base_amounts(total: int, base: int, amounts: list[int], options: Options) -> list[int]:
    if total == 0:
        return [0] * len(amounts)
    if options.residue == "largest_remainder":
        return by_largest_remainder(base, [Fraction(amount, total) for amount in amounts])
    parts = [rounded(Fraction(base * amount, total), options.rounding) for amount in amounts[:-1]]
    return [*parts, base - sum(parts)]


def discount_base(document: Document, options: Options) -> int:
    return document.total - (0 if options.discount_tax == "included" else document.tax)


# ---- schedules -------------------------------------------------------------------------------------------------------


def counting_from(terms: Terms, document: Document) -> Day:
    found = {"": document.issue, "ROG": document.receipt, "AS OF": document.as_of}[terms.dating]
    assert found is not None
    return found


def due_dates(terms: Terms, document: Document, options: Options) -> list[Day]:
    found: list[Day] = []
    for line in terms.lines:
        if line.start == "event":
            date = document.issue if not line.steps else document.delivery
            assert date is not None
        else:
            start = counting_from(terms, document)
            if line.start == "delivery":
                assert document.delivery is not None
                start = document.delivery
            if terms.sequential and found:
                start = found[-1]
            date = moved(reached(start, line.steps), terms, options)
        found.append(date)
    return found


def instalments(terms: Terms, document: Document, options: Options) -> list[tuple[Day, Day, int, int | None]]:
    """Due date, grace until, amount, base amount."""
    if document.total == 0 and options.zero_total == "one_line":
        return [(document.issue, document.issue, 0, None if document.base is None else 0)]
    amounts = line_amounts(document.total, terms.lines, options)
    bases: list[Any] = [None] * len(amounts)
    if document.base is not None:
        bases = base_amounts(document.total, document.base, amounts, options)
    dates = due_dates(terms, document, options)
    return [
        (date, date + days(terms.grace), amount, base)
        for date, amount, base in zip(dates, amounts, bases, strict=True)
    ]


def windows(terms: Terms, document: Document, options: Options) -> list[tuple[Any, ...]]:
    """Deadline, grace until, rate, base, discount, payable."""
    if document.total == 0 and options.zero_total == "one_line":
        return []
    found = []
    for discount in terms.discounts:
        deadline = reached(counting_from(terms, document), discount.steps)
        if options.adjust_discounts:
            deadline = moved(deadline, terms, options)
        base = discount_base(document, options)
        amount = rounded(Fraction(base * discount.rate, 10**9), options.discount_rounding)
        until = deadline + days(terms.discount_grace)
        found.append((deadline, until, discount.rate, base, amount, document.total - amount))
    return found


def part_payment(payment: int, total: int, discount: int, mode: str = "half_up") -> tuple[int, int, int]:
    """Settled, the discount in it, and what was paid beyond."""
    if total < 0:
        return tuple(-part for part in part_payment(-payment, -total, -discount, mirrored(mode)))  # type: ignore[return-value]
    excess = max(0, payment - (total - discount))
    used = payment - excess
    settled = min(total, rounded(Fraction(used * total, total - discount), mode))
    return settled, settled - used, excess


def mirrored(mode: str) -> str:
    """The mode that rounds -x to minus what `mode` rounds x to."""
    swapped = {
        "ceiling": "floor",
        "floor": "ceiling",
        "half_ceiling": "half_floor",
        "half_floor": "half_ceiling",
    }
    return swapped.get(mode, mode)


def check_discount(
    found: list[tuple[Any, ...]],
    total: int,
    paid_on: datetime.date,
    paid: int,
    taken: int,
    part_payments: str,
) -> tuple[int | None, int, int, str | None]:
    """Tier, what is earned at most, unearned, reason; amounts of one sign."""
    tier = next((n for n, window in enumerate(found) if paid_on <= window[1]), None)
    sign = -1 if total < 0 else 1
    total, paid, taken = sign * total, sign * paid, sign * taken
    earned, reason = 0, "late" if found else "no_offer"
    if tier is not None:
        offered, payable = sign * found[tier][4], sign * found[tier][5]
        if paid >= payable or paid + taken >= total:
            earned, reason = offered, "above_tier"
        else:
            reason = "part_paid"
            if part_payments == "pro_rata":
                earned = part_payment(paid, total, offered)[1]
    unearned = max(0, taken - earned)
    return (None if tier is None else tier + 1, sign * earned, sign * unearned, reason if unearned else None)
