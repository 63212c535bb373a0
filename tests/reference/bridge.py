"""Plain-Python reference of the bridge, written from docs/methods/bridge.md alone, on top of the model of the ledger.
Measures are integers, parts exact fractions: what is rounded to whole units may differ by a unit or two from a computation in
doubles, sums may not."""

from __future__ import annotations

import calendar
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import combinations, pairwise
from math import factorial

import base_amounts
import model

RECEIVABLES = (
    "volume", "timing", "terms", "lateness", "disputes", "credits", "other_debits", "unapplied_credits",
)  # fmt: skip
DSO = (*RECEIVABLES, "days")
SALES = ("invoice", "debit_note")
NO_CREDITS = ("payment", "unclassified_credit")
MILLION = 10**6


def month_back(day: date, months: int) -> date:
    """Month ends stay month ends; other days keep their day, or the last of a shorter month."""
    at = day.year * 12 + day.month - 1 - months
    year, month = at // 12, at % 12 + 1
    last = calendar.monthrange(year, month)[1]
    is_end = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, month, last if is_end else min(day.day, last))


@dataclass
class Month:
    sales: int = 0
    not_due: int = 0
    credits: int = 0
    open_not_due: int = 0
    open_past_due: int = 0
    disputed: int = 0


@dataclass
class Side:
    """What is measured of one group and currency at one date."""

    ends: list  # of the window, the latest first; the last is the day before the window
    months: list = field(default_factory=list)
    older: int = 0
    older_disputed: int = 0
    other_debits: int = 0
    unapplied_credits: int = 0

    @property
    def sales(self) -> int:
        return sum(month.sales for month in self.months)

    @property
    def receivables(self) -> int:
        of_months = sum(m.open_not_due + m.open_past_due + m.disputed for m in self.months)
        return of_months + self.older + self.older_disputed + self.other_debits + self.unapplied_credits

    @property
    def days(self) -> int:
        return (self.ends[0] - self.ends[-1]).days

    @property
    def dso(self) -> int | None:
        """Millionths of a day, half up away from 0."""
        if self.sales == 0:
            return None
        exact = Fraction(self.receivables * self.days * MILLION, self.sales)
        size = int(abs(exact) + Fraction(1, 2))
        return size if exact >= 0 else -size

    @property
    def is_empty(self) -> bool:
        rest = (self.older, self.older_disputed, self.other_debits, self.unapplied_credits)
        return not any(rest) and all(month == Month() for month in self.months)


def empty_side(day: date, months: int) -> Side:
    ends = [day if number == 0 else month_back(day, number) for number in range(months + 1)]
    return Side(ends, [Month() for _ in range(months)])


def month_of(side: Side, day: date) -> int:
    """-1 after the window, the number of its months before it."""
    return sum(day <= end for end in side.ends) - 1


def measure(ledger, day: date, months: int, by, *, clock, known_at, counts=lambda document: True) -> dict:
    """Of the documents that count."""
    sides = defaultdict(lambda: empty_side(day, months))
    kept = [d for d in ledger.documents if ledger.state(d, known_at) == "kept" and d.posting_date <= day]
    for document in kept:
        if document.kind not in SALES or not counts(document):
            continue
        side = sides[model.group_key(document, by), document.currency]
        at = month_of(side, document.issue_date)
        if 0 <= at < months:
            parts = document.instalments or [document]
            for part in parts:
                side.months[at].sales += part.amount
                if (part.due_date or document.issue_date) >= day:
                    side.months[at].not_due += part.amount
    for item in model.open_books(ledger, day, clock=clock, known_at=known_at).items:
        document = item.document
        if not counts(document):
            continue
        side = sides[model.group_key(document, by), document.currency]
        at = month_of(side, document.issue_date)
        if item.open < 0:
            side.unapplied_credits += item.open
        elif item.excess or document.kind not in SALES or at < 0:
            side.other_debits += item.open
        elif at == months:
            side.older += item.open - item.disputed
            side.older_disputed += item.disputed
        else:
            month = side.months[at]
            month.disputed += item.disputed
            if (item.due_date or document.issue_date) >= day:
                month.open_not_due += item.open - item.disputed
            else:
                month.open_past_due += item.open - item.disputed
    for debit, amount in credited(ledger, day, clock, known_at):
        if not counts(debit):
            continue
        side = sides[model.group_key(debit, by), debit.currency]
        at = month_of(side, debit.issue_date)
        if 0 <= at < months:
            side.months[at].credits += amount
    return sides


def credited(ledger, day: date, clock, known_at):
    """What credits that are no payments took from sales by the day."""
    for application in ledger.applications:
        recorded = application.recorded_on
        if known_at is not None and recorded is not None and recorded > known_at:
            continue
        debit = ledger.resolve(application.debit, known_at)
        credit = ledger.resolve(application.credit, known_at)
        counts_from = model.counting_date(application, debit, credit, clock)
        if counts_from is None or counts_from > day or debit is None or debit.posting_date > day:
            continue
        source = credit or ledger.resolve(application.credit, None)
        if debit.kind in SALES and source.kind not in NO_CREDITS:
            yield debit, application.amount


def ratio(numerator, denominator):
    return None if denominator == 0 else Fraction(numerator) / denominator


def shares(side: Side) -> list:
    rows = []
    for m in side.months:
        credits = ratio(m.credits, m.sales)
        kept = 1 - (credits or 0)
        rows.append(
            {
                "timing": ratio(m.sales, side.sales),
                "terms": ratio(m.not_due, m.sales),
                "before": ratio(m.open_not_due, m.not_due * kept),
                "after": ratio(m.open_past_due, (m.sales - m.not_due) * kept),
                "disputes": ratio(m.disputed, m.sales),
                "credits": credits,
            }
        )
    return rows


def completed(first: list, second: list) -> tuple:
    """A share that is missing at one date has its value at the other, 0 where it is missing at both."""
    for a, b in zip(first, second, strict=True):
        for name in a:
            own, other = a[name], b[name]
            a[name] = own if own is not None else other or Fraction(0)
            b[name] = other if other is not None else own or Fraction(0)
    return first, second


def value(moved, sides, of_months, names) -> Fraction:
    """Receivables, or DSO in millionths where `days` is among the names."""

    def at(cause):
        return cause in moved

    open_share = Fraction(0)
    for month in range(len(sides[0].months)):
        terms = of_months[at("terms")][month]["terms"]
        late = of_months[at("lateness")][month]
        kept = 1 - of_months[at("credits")][month]["credits"]
        unpaid = terms * late["before"] + (1 - terms) * late["after"]
        disputed = of_months[at("disputes")][month]["disputes"]
        open_share += of_months[at("timing")][month]["timing"] * (kept * unpaid + disputed)
    receivables = sides[at("volume")].sales * open_share
    receivables += sides[at("lateness")].older + sides[at("disputes")].older_disputed
    receivables += sides[at("other_debits")].other_debits
    receivables += sides[at("unapplied_credits")].unapplied_credits
    if "days" not in names:
        return receivables
    return receivables * sides[at("days")].days * MILLION / sides[at("volume")].sales


def exact_parts(sides, method, names) -> list | None:
    """What each cause adds; None where the identity does not hold."""
    of_months = completed(shares(sides[0]), shares(sides[1]))
    receivables = RECEIVABLES
    for moved, side in (((), sides[0]), (receivables, sides[1])):
        if value(moved, sides, of_months, receivables) != side.receivables:
            return None
    return parts_of(lambda moved: value(moved, sides, of_months, names), method, names)


def parts_of(value_of, method, names) -> list:
    """What each cause adds to the value of the causes that have moved."""
    if method == "fixed_order":
        steps = [value_of(names[:count]) for count in range(len(names) + 1)]
        return [b - a for a, b in pairwise(steps)]
    values = {
        frozenset(moved): value_of(moved)
        for size in range(len(names) + 1)
        for moved in combinations(names, size)
    }
    parts = []
    for cause in names:
        part = Fraction(0)
        for moved, before in values.items():
            if cause not in moved:
                orders = factorial(len(moved)) * factorial(len(names) - len(moved) - 1)
                part += Fraction(orders, factorial(len(names))) * (values[moved | {cause}] - before)
        parts.append(part)
    return parts


# Base currency (section 6): sides hold the documents that have a booked amount, and what was booked of them.

BASE_RECEIVABLES = (*RECEIVABLES, "currency")
BASE_DSO = (*BASE_RECEIVABLES, "days")


@dataclass
class BaseSide:
    """One document currency of a group at one date."""

    side: Side
    base_sales: int = 0
    base_debits: int = 0
    base_credits: int = 0
    without_base_items: int = 0
    without_base_open: int = 0
    without_base_sales: int = 0

    @property
    def debits(self) -> int:
        return self.side.receivables - self.side.unapplied_credits

    def rates(self) -> dict:
        return {
            "sales": ratio(self.base_sales, self.side.sales),
            "debits": ratio(self.base_debits, self.debits),
            "credits": ratio(self.base_credits, self.side.unapplied_credits),
        }


def measure_base(ledger, booked, base_currency, day, months, by, *, clock, known_at) -> dict:
    """(group, currency) -> what is measured of documents with a booked amount."""
    base = base_amounts.Booked(ledger, booked, base_currency)

    def has_base(document):
        return base.of(document) is not None and document.amount != 0

    sides = {
        key: BaseSide(side)
        for key, side in measure(
            ledger, day, months, by, clock=clock, known_at=known_at, counts=has_base
        ).items()
    }

    def of(document):
        key = model.group_key(document, by), document.currency
        return sides.setdefault(key, BaseSide(empty_side(day, months)))

    for document in ledger.documents:
        if ledger.state(document, known_at) != "kept" or document.posting_date > day:
            continue
        window = empty_side(day, months)
        if document.kind in SALES and 0 <= month_of(window, document.issue_date) < months:
            if has_base(document):
                of(document).base_sales += base.of(document)
            else:
                of(document).without_base_sales += document.amount
    items = list(model.open_books(ledger, day, clock=clock, known_at=known_at).items)
    carried = base_amounts.carried_by_items(items, base)
    for item in items:
        side, share = of(item.document), carried[id(item)]
        if share is None:
            side.without_base_items += 1
            side.without_base_open += item.open
        elif item.open > 0:
            side.base_debits += share
        else:
            side.base_credits += share
    return sides


def base_ends(pairs) -> list:
    """Receivables and sales in base currency at both dates."""
    return [
        (sum(p[at].base_debits + p[at].base_credits for p in pairs), sum(p[at].base_sales for p in pairs))
        for at in (0, 1)
    ]


def exact_base_parts(pairs, method, names) -> list | None:
    """`pairs`: of every document currency of a group its two sides."""
    currencies = []
    for pair in pairs:
        sides = [base_side.side for base_side in pair]
        of_months = completed(shares(sides[0]), shares(sides[1]))
        for moved, side in (((), sides[0]), (RECEIVABLES, sides[1])):
            if value(moved, sides, of_months, RECEIVABLES) != side.receivables:
                return None
        (first,), (second,) = completed([pair[0].rates()], [pair[1].rates()])
        currencies.append((sides, of_months, (first, second)))

    def of_all(moved):
        receivables = sales = Fraction(0)
        for sides, of_months, rates in currencies:
            rate = rates["currency" in moved]
            credits = sides["unapplied_credits" in moved].unapplied_credits
            debits = value(moved, sides, of_months, RECEIVABLES) - credits
            receivables += rate["debits"] * debits + rate["credits"] * credits
            sales += rate["sales"] * sides["volume" in moved].sales
        if "days" not in names:
            return receivables
        return receivables * currencies[0][0]["days" in moved].days * MILLION / sales

    return parts_of(of_all, method, names)


def base_dso(end, side) -> int | None:
    receivables, sales = end
    return None if sales == 0 else base_amounts.half_up(Fraction(receivables * side.days * MILLION, sales))
