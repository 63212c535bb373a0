"""Plain-Python reference of the development of immature vintages, written from docs/methods/provision.md, sections 7 and 9,
alone: one currency, amounts in minor units, rates in parts per billion."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

WHOLE = 10**9


def half_up(value: Fraction) -> int:
    """Of a value that is 0 or more."""
    return int(value + Fraction(1, 2))


@dataclass
class Invoice:
    """`settled`: (day, amount, whether it is a write-off)."""

    segment: object
    issued: date
    posted: date
    basis: date
    amount: int
    settled: list

    @property
    def vintage(self) -> date:
        return self.issued.replace(day=1)

    @property
    def reference(self) -> date:
        return max(self.basis, self.posted)

    def entered(self, first_day: int | None) -> date:
        if first_day is None:
            return self.posted - timedelta(days=1)
        return max(self.posted, self.basis + timedelta(days=first_day))

    def exposure(self, first_day: int | None) -> int:
        entered = self.entered(first_day)
        return max(0, self.amount - sum(amount for day, amount, _ in self.settled if day <= entered))

    def unrecovered(self, first_day: int | None, age: int) -> int:
        end, entered = self.reference + timedelta(days=age), self.entered(first_day)
        still_open = max(0, self.amount - sum(amount for day, amount, _ in self.settled if day <= end))
        lost = sum(amount for day, amount, is_loss in self.settled if is_loss and entered < day <= end)
        return max(0, min(self.exposure(first_day), still_open + lost))


@dataclass
class Developed:
    factors: (
        dict  # (bucket, from_age) -> (to_age, vintages, sum from, sum to, factor or None, to_horizon or None)
    )
    triangle: dict  # (bucket, vintage, age) -> (exposure, unrecovered)
    losses: dict  # (segment, vintage, bucket) -> (exposure, loss, age, unrecovered, to_horizon)


def develop(invoices: list[Invoice], first_days: list, horizon: int, as_of: date) -> Developed:
    ages = [*range(0, horizon, 30), horizon]
    last = {}
    for invoice in invoices:
        last[invoice.vintage] = max(last.get(invoice.vintage, invoice.reference), invoice.reference)
    observed = {
        vintage: [age for age in ages if day + timedelta(days=age) <= as_of] for vintage, day in last.items()
    }
    factors, triangle, losses = {}, {}, {}
    for bucket, first_day in enumerate(first_days):
        own = [age for age in ages if age >= (first_day or 0)]
        sums = defaultdict(int)
        for invoice in invoices:
            for age in own:
                if age in observed[invoice.vintage]:
                    exposure, amount = triangle.get((bucket, invoice.vintage, age), (0, 0))
                    triangle[bucket, invoice.vintage, age] = (
                        exposure + invoice.exposure(first_day),
                        amount + invoice.unrecovered(first_day, age),
                    )
        to_horizon = {horizon: WHOLE}
        for age, following in reversed(list(pairwise(own))):
            both = [vintage for vintage in last if following in observed[vintage]]
            start = sum(triangle[bucket, vintage, age][1] for vintage in both)
            end = sum(triangle[bucket, vintage, following][1] for vintage in both)
            factor = None
            if both:
                factor = half_up(Fraction(end * WHOLE, start)) if start else WHOLE
            later = to_horizon[following]
            to_horizon[age] = (
                None if factor is None or later is None else half_up(Fraction(factor * later, WHOLE))
            )
            factors[bucket, age] = (following, len(both), start, end, factor, to_horizon[age])
        for invoice in invoices:
            seen = [age for age in own if age in observed[invoice.vintage]]
            if seen and to_horizon[seen[-1]] is not None:
                key = (invoice.segment, invoice.vintage)
                sums[key, "exposure"] += invoice.exposure(first_day)
                sums[key, "unrecovered"] += invoice.unrecovered(first_day, seen[-1])
                sums[key, "age"] = seen[-1]
        for key in {key for key, _ in sums}:
            age, exposure, amount = sums[key, "age"], sums[key, "exposure"], sums[key, "unrecovered"]
            loss = min(exposure, half_up(Fraction(amount * to_horizon[age], WHOLE)))
            losses[(*key, bucket)] = (exposure, loss, age, amount, to_horizon[age])
    return Developed(factors, triangle, losses)
