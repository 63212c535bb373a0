"""Late interest day by day, in fractions, from docs/methods/late_interest.md alone."""

import calendar
import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

Day = datetime.date
ONE = datetime.timedelta(days=1)


@dataclass
class Item:
    """Amounts in minor units."""

    amount: int
    due: Day
    tax: int = 0
    payments: list[tuple[Day, int]] = field(default_factory=list)
    disputes: list[tuple[Day, Day | None, int | None, str]] = field(default_factory=list)
    charged_through: Day | None = None
    charged: list[tuple[Day | None, Day]] = field(default_factory=list)


@dataclass
class Terms:
    """The options of section 2 to 7."""

    as_of: Day
    rate: int | None = None  # parts per billion
    margin: int = 0
    reference: list[tuple[Day, int]] = field(default_factory=list)
    reading: str = "split"
    fixing: str = "as_listed"
    day_count: str = "act_365_fixed"
    counting: str = "after_due_to_paid"
    grace: str = "trigger"
    grace_days: int = 0
    closed: set[Day] | None = None  # holidays beside Saturdays and Sundays; None = no calendar
    due_on_business_day: bool = False
    business_grace: bool = False
    net_of_tax: bool = False
    round_by: str = "line"
    compounding_months: int = 0
    accrue_rejected: bool = True


def half_up(value: Fraction) -> int:
    sign = -1 if value < 0 else 1
    return sign * int(abs(value) + Fraction(1, 2))


def days(first: Day, last: Day) -> Iterator[Day]:
    while first <= last:
        yield first
        first += ONE


def half_year_start(day: Day) -> Day:
    return Day(day.year, 1 if day.month < 7 else 7, 1)


def add_months(day: Day, months: int) -> Day:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return Day(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def rate_of(terms: Terms, day: Day) -> int:
    if terms.rate is not None:
        return terms.rate
    fixed = {
        "as_listed": day,
        "half_year_start": half_year_start(day),
        "before_half_year": half_year_start(day) - ONE,
    }[terms.fixing]
    return terms.margin + [rate for first, rate in terms.reference if first <= fixed][-1]


def denominator(terms: Terms, day: Day) -> int:
    if terms.day_count == "act_act_isda":
        return 366 if calendar.isleap(day.year) else 365
    return {"act_360": 360, "act_364": 364, "act_365_fixed": 365, "act_366": 366}[terms.day_count]


def is_open(terms: Terms, day: Day) -> bool:
    return terms.closed is None or (day.weekday() < 5 and day not in terms.closed)


def in_time(item: Item, terms: Terms) -> Day:
    """The last day that a payment is in time."""
    day = item.due
    while terms.due_on_business_day and not is_open(terms, day):
        day += ONE
    return day


def after_grace(item: Item, terms: Terms, first: Day) -> Day:
    """What `first` becomes when it begins after grace."""
    if not terms.business_grace:
        return first + terms.grace_days * ONE
    day, left = in_time(item, terms), terms.grace_days
    while left:
        day += ONE
        left -= is_open(terms, day)
    return first + (day - in_time(item, terms))


def known_when_charged(item: Item, day: Day) -> Day | None:
    """The end of the charge that a day was in."""
    periods = [*item.charged, *([(None, item.charged_through)] if item.charged_through else [])]
    return next((last for first, last in periods if (first is None or first <= day) and day <= last), None)


def day_without(item: Item, terms: Terms, paid: Day) -> Day:
    counts = terms.counting.endswith("to_paid") and paid > in_time(item, terms)
    return paid + ONE if counts else paid


def balance(item: Item, terms: Terms, day: Day) -> int:
    """B(day), without what counts out by then."""
    return item.amount - sum(
        amount for paid, amount in item.payments if day_without(item, terms, paid) <= day
    )


def suspended(item: Item, terms: Terms, day: Day, known: Day) -> int:
    total = 0
    for opened, closed, amount, outcome in item.disputes:
        if opened > day or opened > known:
            continue
        is_over = closed is not None and closed <= known
        accrues = outcome == "rejected" and terms.accrue_rejected
        if is_over and (accrues or (closed is not None and closed <= day)):
            continue
        total += item.amount if amount is None else amount
    return min(total, balance(item, terms, day))


def pieces(item: Item, terms: Terms, day: Day) -> list[tuple[int, int, Day | None]]:
    """(low, high, day of the rate) of a day's balance; None = the day's own."""
    top = balance(item, terms, day)
    if terms.reading != "at_payment":
        return [(0, top, None)]
    found = []
    later = sorted(
        {paid for paid, _ in item.payments if paid <= terms.as_of and day_without(item, terms, paid) > day}
    )
    for paid in later:
        rest = balance(item, terms, day_without(item, terms, paid))
        if rest < top:
            found.append((rest, top, paid))
            top = rest
    return [*found, (0, top, terms.as_of)] if top else found


def overlap(low: int, high: int, start: int, stop: int) -> int:
    return max(0, min(high, stop) - max(low, start))


def statement(item: Item, terms: Terms) -> list[dict[str, Any]]:
    """The lines of one item: runs of days with one base and one rate."""
    due = in_time(item, terms)
    first = due if terms.counting.startswith("due") else due + ONE
    beyond = after_grace(item, terms, first)
    if terms.as_of <= due or not any(balance(item, terms, day) for day in days(beyond, terms.as_of)):
        return []
    first = beyond if terms.grace == "shift" else first
    lines: list[dict[str, Any]] = []
    open_runs: dict[Any, dict[str, Any]] = {}
    capital, periods = 0, 0
    for day in days(first, terms.as_of):
        step = terms.compounding_months
        if step and day == add_months(first, (periods + 1) * step):
            periods += 1
            capital = sum(amounts(lines, terms))
            open_runs = {}
        now = suspended(item, terms, day, terms.as_of)
        charged = known_when_charged(item, day)
        upper = suspended(item, terms, day, charged) if charged else item.amount
        runs = {}
        for low, high, rate_day in pieces(item, terms, day):
            bearing = overlap(low, high, now, upper)
            if not bearing:
                continue
            tax = half_up(Fraction(bearing * item.tax, item.amount)) if terms.net_of_tax else 0
            fixed = first if terms.reading == "at_start" and terms.rate is None else rate_day or day
            line = {
                "kind": "retroactive" if charged else "interest",
                "base": bearing - tax + capital,
                "rate": rate_of(terms, fixed),
                "denominator": denominator(terms, day),
            }
            part = (low, high) if terms.reading == "at_payment" else (high,)
            key = (*line.values(), part, overlap(low, high, 0, now), rate_day)
            run = open_runs.get(key)
            if run is None:
                run = {**line, "from": day, "to": day, "part": part}
                lines.append(run)
            run["to"] = day
            runs[key] = run
        open_runs = runs
    for line, amount in zip(lines, amounts(lines, terms), strict=True):
        line["amount"] = amount
    return lines


def amounts(lines: list[dict[str, Any]], terms: Terms) -> list[int]:
    found, exact, charged = [], Fraction(0), 0
    for line in lines:
        daily = Fraction(line["base"] * line["rate"], 10**9 * line["denominator"])
        count = (line["to"] - line["from"]).days + 1
        exact += daily * count
        if terms.round_by == "day":
            amount = half_up(daily) * count
        else:
            amount = half_up(daily * count) if terms.round_by == "line" else half_up(exact) - charged
        charged += amount
        found.append(amount)
    return found
