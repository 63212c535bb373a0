"""Payment plans told literally, day by day, from docs/methods/plan_life.md: every day is simulated from the first one, for every day."""

from __future__ import annotations

import dataclasses
from fractions import Fraction
from typing import Any

PARTS = ("principal", "interest", "fee")
ORDERS = {
    "costs_interest_principal": ("costs", "interest", "fee", "principal"),
    "costs_principal_interest": ("costs", "principal", "interest", "fee"),
    "principal_interest_costs": ("principal", "interest", "fee", "costs"),
}


@dataclasses.dataclass
class Instalment:
    number: int
    due: int
    principal: int
    interest: int
    fee: int
    agreed: int | None = None

    def part(self, name: str) -> int:
        value: int = getattr(self, name)
        return value


@dataclasses.dataclass
class Receipt:
    day: int
    amount: int
    key: str
    known: int
    returns: str | None = None


@dataclasses.dataclass
class Rules:
    order: str = "costs_interest_principal"
    fill: str = "instalment"
    instalment_order: str = "oldest"
    overpayment: str = "held"
    grace_days: int = 0
    tolerance: int = 0
    break_after_missed: int = 0
    break_after_days: int = 0
    cure: str = "never"
    acceleration: str = "none"


@dataclasses.dataclass
class Seen:
    """A plan at the end of a day."""

    cash: int = 0
    costs: int = 0
    costs_paid: int = 0
    received: int = 0
    paid: dict[tuple[int, str], int] = dataclasses.field(default_factory=dict)
    paid_on: dict[int, int] = dataclasses.field(default_factory=dict)
    principal_of_day: dict[int, int] = dataclasses.field(default_factory=dict)
    claims: list[int] = dataclasses.field(default_factory=list)


class Refused(Exception):
    """What the page calls an error."""


class Model:
    def __init__(
        self,
        instalments: list[Instalment],
        receipts: list[Receipt],
        costs: list[tuple[int, int]],
        rules: Rules,
        start: int | None,
    ) -> None:
        self.instalments = sorted(
            instalments, key=lambda i: (-(10**6) if i.agreed is None else i.agreed, i.number)
        )
        self.receipts, self.costs, self.rules, self.start = receipts, costs, rules, start
        self.dropped = {(at, part): 0 for at in range(len(instalments)) for part in PARTS}
        self.due = {at: i.due for at, i in enumerate(self.instalments)}
        self.grace = {at: i.due + rules.grace_days for at, i in enumerate(self.instalments)}
        self.in_force: list[int | None] = []
        self.broken, self.accelerated = False, False
        self.broken_on: int | None = None
        self.cured_on: int | None = None
        self.broken_by = ""
        days = [i.due for i in instalments] + [r.day for r in receipts] + [day for day, _ in costs]
        days += [i.agreed for i in instalments if i.agreed is not None]
        self.first = min(0, *days)

    # ---- what is open -----------------------------------------------------------------------------

    def open(self, seen: Seen, at: int, part: str | None = None) -> int:
        if part is None:
            return sum(self.open(seen, at, name) for name in PARTS)
        paid = seen.paid.get((at, part), 0)
        return self.instalments[at].part(part) - self.dropped[at, part] - paid

    # ---- one telling ------------------------------------------------------------------------------

    def amounts_left(self, day: int, known: int, returns_until: int) -> dict[str, int]:
        counted = [r for r in self.receipts if r.amount > 0 and r.day <= day and r.known <= known]
        left = {r.key: r.amount for r in counted}
        known_on = {r.key: r.known for r in self.receipts if r.amount > 0}
        returns = [r for r in self.receipts if r.amount < 0 and r.day <= min(day, returns_until)]
        returns = [r for r in returns if max(r.known, known_on.get(r.returns or "", r.known)) <= known]
        for r in sorted(returns, key=lambda r: (r.day, r.returns is None)):
            amount = -r.amount
            if r.returns is not None:
                names = [r.returns]
            else:
                young = sorted((c for c in counted if c.day <= r.day), key=lambda c: (c.day, c.key))
                names = [c.key for c in reversed(young)]
            for name in names:
                part = min(left[name], amount)
                left[name] -= part
                amount -= part
            if amount:
                raise Refused
        return left

    def see(self, until: int, known: int, returns_until: int) -> Seen:
        seen = Seen()
        left = self.amounts_left(until, known, returns_until)
        for day in range(self.first, until + 1):
            seen.claims = [
                at
                for at, i in enumerate(self.instalments)
                if i.agreed in self.in_force and (i.agreed is None or i.agreed <= day)
            ]
            seen.costs += sum(amount for charged, amount in self.costs if charged == day)
            for r in self.receipts:
                if r.amount > 0 and r.day == day and r.key in left:
                    seen.cash += left[r.key]
                    seen.received += left[r.key]
            self.apply(seen, day)
        return seen

    def apply(self, seen: Seen, day: int) -> None:
        rules = self.rules
        by_due = sorted(seen.claims, key=lambda at: (self.due[at], self.instalments[at].due))
        due = [at for at in by_due if self.due[at] <= day]
        if rules.instalment_order == "newest":
            due.reverse()
        if rules.instalment_order == "current":
            due = due[-1:] + due[:-1]
        due = [at for at in due if self.open(seen, at) > 0]
        order = ORDERS[rules.order]
        steps: list[tuple[int | None, str]] = []
        parts = [part for part in order if part != "costs"]
        if rules.fill == "instalment":
            steps = [(at, part) for at in due for part in parts]
        else:
            steps = [(at, part) for part in parts for at in due]
        steps = [(None, "costs"), *steps] if order[0] == "costs" else [*steps, (None, "costs")]
        later = [at for at in by_due if self.due[at] > day]
        if rules.overpayment == "next":
            steps += [(at, part) for at in later for part in parts]
        if rules.overpayment == "from_end":
            steps += [(at, "principal") for at in reversed(later)]
        for at, part in steps:
            if at is None:
                amount = min(seen.cash, seen.costs - seen.costs_paid)
                seen.costs_paid += amount
            else:
                amount = min(seen.cash, self.open(seen, at, part))
                was_open = self.open(seen, at) > rules.tolerance
                seen.paid[at, part] = seen.paid.get((at, part), 0) + amount
                if was_open and self.open(seen, at) <= rules.tolerance:
                    seen.paid_on[at] = day
                if part == "principal":
                    seen.principal_of_day[day] = seen.principal_of_day.get(day, 0) + amount
            seen.cash -= amount

    # ---- the life ---------------------------------------------------------------------------------

    def tell(self, until: int) -> Seen:
        versions: list[int | None] = sorted(
            {i.agreed for i in self.instalments}, key=lambda v: -(10**6) if v is None else v
        )
        if versions[0] is None:
            self.in_force.append(versions.pop(0))
        for day in range(self.first, until + 1):
            if versions and versions[0] == day:
                if self.in_force:
                    self.carry_over(day)
                self.in_force.append(versions.pop(0))
            self.look(self.see(day, until, day), day)
        return self.see(until, until, until)

    def carry_over(self, day: int) -> None:
        before = self.see(day - 1, day - 1, day - 1)
        open_principal = sum(self.open(before, at, "principal") for at in before.claims)
        new = sum(i.principal for i in self.instalments if i.agreed == day)
        if new != open_principal:
            raise Refused
        opens = {(at, part): self.open(before, at, part) for at in before.claims for part in PARTS}
        for place, amount in opens.items():
            self.dropped[place] += amount
        self.broken = self.accelerated = False

    def look(self, seen: Seen, day: int) -> None:
        rules = self.rules
        late = [at for at in seen.claims if self.due[at] <= day and self.open(seen, at) > rules.tolerance]
        if self.broken:
            if rules.cure == "arrears_paid" and not [at for at in late if self.due[at] < day]:
                self.broken, self.cured_on = False, day
            return
        reasons = []
        if rules.break_after_missed and sum(day > self.grace[at] for at in late) >= rules.break_after_missed:
            reasons.append("missed_instalments")
        if rules.break_after_days and any(day - self.due[at] > rules.break_after_days for at in late):
            reasons.append("days_past_due")
        if not reasons:
            return
        self.broken, self.broken_on, self.cured_on, self.broken_by = True, day, None, ",".join(reasons)
        if rules.acceleration != "none":
            self.accelerate(seen, day)

    def accelerate(self, seen: Seen, day: int) -> None:
        self.accelerated = True
        now = [at for at in seen.claims if self.instalments[at].agreed == self.in_force[-1]]
        opens = {(at, part): self.open(seen, at, part) for at in now for part in PARTS}
        for at in now:
            if self.due[at] <= day:
                continue
            if self.rules.acceleration == "principal":
                unearned = self.instalments[at].interest - self.earned(at, day)
                self.dropped[at, "interest"] += min(unearned, opens[at, "interest"])
                self.dropped[at, "fee"] += opens[at, "fee"]
            self.due[at] = self.grace[at] = day

    def period_start(self, at: int) -> int:
        here = self.instalments[at]
        if at > 0 and self.instalments[at - 1].agreed == here.agreed:
            return self.instalments[at - 1].due
        if here.agreed is not None:
            return here.agreed
        assert self.start is not None
        return self.start

    def earned(self, at: int, day: int) -> int:
        here = self.instalments[at]
        start = self.period_start(at)
        if day >= here.due:
            return here.interest
        if day <= start:
            return 0
        return half_up(Fraction(here.interest * (day - start), here.due - start))

    # ---- states -----------------------------------------------------------------------------------

    def instalment_row(self, seen: Seen, at: int, day: int) -> dict[str, Any]:
        rules = self.rules
        here = self.instalments[at]
        left = self.open(seen, at)
        paid_on = seen.paid_on.get(at)
        gone = any(self.dropped[at, part] for part in PARTS)
        if here.agreed != self.in_force[-1] and gone and left == 0:
            status = "superseded"
        elif left == 0 or (self.due[at] <= day and left <= rules.tolerance):
            status = "paid_late" if paid_on is not None and paid_on > self.grace[at] else "paid_on_time"
        elif self.due[at] > day:
            status = "future"
        elif day > self.grace[at]:
            status = "missed"
        else:
            status = "part_paid" if any(seen.paid.get((at, part), 0) for part in PARTS) else "due"
        has_day = status.startswith("paid_") and paid_on is not None
        row: dict[str, Any] = {
            "instalment": here.number,
            "effective_due_date": self.due[at],
            "status": status,
            "paid_on": paid_on if has_day else None,
            "days_late": max(0, paid_on - self.due[at]) if has_day and paid_on is not None else None,
        }
        for part in PARTS:
            row[f"paid_{part}"] = seen.paid.get((at, part), 0)
            row[f"dropped_{part}"] = self.dropped[at, part]
            row[f"open_{part}"] = self.open(seen, at, part)
        return row

    def plan_row(self, seen: Seen, day: int) -> dict[str, Any]:
        claims = seen.claims
        behind = [at for at in claims if self.due[at] < day and self.open(seen, at) > 0]
        ahead = [at for at in claims if self.due[at] >= day and self.open(seen, at) > 0]
        next_due = min((self.due[at] for at in ahead), default=None)
        return {
            "status": self.status(seen, day),
            "received": seen.received,
            "unapplied": seen.cash,
            "paid_costs": seen.costs_paid,
            "open_costs": seen.costs - seen.costs_paid,
            "arrears": sum(self.open(seen, at) for at in behind),
            "arrears_since": min((self.due[at] for at in behind), default=None),
            "next_due": next_due,
            "next_amount": sum(self.open(seen, at) for at in ahead if self.due[at] == next_due),
            "broken_on": self.broken_on,
            "broken_by": self.broken_by or None,
            "cured_on": self.cured_on,
            "accelerated": int(self.accelerated),
        }

    def status(self, seen: Seen, day: int) -> str:
        first = self.instalments[0]
        begin = next(d for d in (self.start, first.agreed, first.due) if d is not None)
        if not seen.claims or (day < begin and not seen.received and not seen.costs):
            return "not_begun"
        late = [at for at in seen.claims if self.open(seen, at) > self.rules.tolerance]
        if not late and seen.costs == seen.costs_paid:
            last = max(self.instalments[at].due for at in seen.claims)
            return "completed" if last <= day else "settled_early"
        if self.broken:
            return "broken"
        rows = [self.instalment_row(seen, at, day)["status"] for at in seen.claims]
        if "missed" in rows:
            return "missed"
        return "late" if any(self.due[at] < day for at in late) else "kept"


def half_up(value: Fraction) -> int:
    """Non-negative values only."""
    return int(value + Fraction(1, 2))
