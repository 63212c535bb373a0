"""The life of a payment plan from docs/methods/plan_life.md alone: one version, told anew from its beginning for every day."""

import datetime
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from reference.exact_rounding import rounded

Day = datetime.date
ONE = datetime.timedelta(days=1)
PARTS = {
    "costs_interest_principal": ("interest", "fee", "principal"),
    "costs_principal_interest": ("principal", "interest", "fee"),
    "principal_interest_costs": ("principal", "interest", "fee"),
}


@dataclass
class Instalment:
    number: int
    due: Day
    principal: int
    interest: int = 0
    fee: int = 0

    @property
    def scheduled(self) -> dict[str, int]:
        return {"principal": self.principal, "interest": self.interest, "fee": self.fee}


@dataclass
class Receipt:
    """A negative amount is a return, of the receipt `returns` names or of the latest ones."""

    key: str
    date: Day
    amount: int
    returns: str | None = None
    recorded_on: Day | None = None


@dataclass
class Options:
    order: str
    fill: str = "instalment"
    instalment_order: str = "oldest"
    overpayment: str = "held"
    grace_days: int = 0
    tolerance: int = 0
    break_after_missed: int = 0
    break_after_days: int = 0
    cure: str = "never"
    acceleration: str = "none"


@dataclass
class Plan:
    start: Day
    instalments: list[Instalment]
    receipts: list[Receipt] = field(default_factory=list)
    costs: list[tuple[Day, int]] = field(default_factory=list)


@dataclass
class Told:
    """Where a plan stands at the end of a day, told from its beginning."""

    paid: list[dict[str, int]]
    paid_on: list[Day | None]
    paid_costs: int = 0
    cash: int = 0


@dataclass
class Break:
    on: Day
    cured_on: Day | None = None


class Life:
    def __init__(self, plan: Plan, options: Options, known_by: Day) -> None:
        self.plan, self.options, self.known_by = plan, options, known_by
        self.effective = [one.due for one in plan.instalments]
        self.dropped = [dict.fromkeys(("principal", "interest", "fee"), 0) for _ in plan.instalments]
        self.accelerated_on: Day | None = None
        self.latest_break: Break | None = None

    # ---- what counts ---------------------------------------------------------------------------------------------------

    def known(self, receipt: Receipt) -> Day:
        day = max(receipt.date, receipt.recorded_on or receipt.date)
        if receipt.returns is not None:
            day = max(day, *[self.known(one) for one in self.plan.receipts if one.key == receipt.returns])
        return day

    def money(self, day: Day) -> list[tuple[Day, int]]:
        """Receipts dated by the day and known by the last day, less what was returned by the day."""
        counted = [one for one in self.plan.receipts if one.date <= day and self.known(one) <= self.known_by]
        left = {one.key: one.amount for one in counted if one.amount >= 0}
        dates = {one.key: one for one in counted if one.amount >= 0}
        returns = sorted(
            (one for one in counted if one.amount < 0), key=lambda one: (one.date, one.returns is None)
        )
        for one in returns:
            back = -one.amount
            if one.returns is not None:
                named = [one.returns]
            else:
                possible = [key for key in left if dates[key].date <= one.date]
                named = sorted(
                    possible, key=lambda key: (dates[key].date, key, dates[key].amount), reverse=True
                )
            for key in named:
                taken = min(back, left[key])
                left[key] -= taken
                back -= taken
            assert back == 0, "more is returned than was received"
        return [(dates[key].date, amount) for key, amount in left.items()]

    # ---- telling ---------------------------------------------------------------------------------------------------------

    def open(self, told: Told, at: int, part: str) -> int:
        return self.plan.instalments[at].scheduled[part] - self.dropped[at][part] - told.paid[at][part]

    def open_of(self, told: Told, at: int) -> int:
        return sum(self.open(told, at, part) for part in ("principal", "interest", "fee"))

    def due_on(self, at: int, day: Day) -> bool:
        """An instalment made due by a break is due from that day on."""
        return self.effective[at] <= day

    def tell(self, day: Day) -> Told:
        plan = self.plan
        told = Told(
            [dict.fromkeys(("principal", "interest", "fee"), 0) for _ in plan.instalments],
            [None] * len(plan.instalments),
        )
        money = self.money(day)
        costs = [one for one in plan.costs if one[0] <= min(day, self.known_by)]
        days = (
            {one.due for one in plan.instalments}
            | set(self.effective)
            | {at for at, _ in money}
            | {at for at, _ in costs}
        )
        for today in sorted(at for at in days | {day} if at <= day):
            told.cash += sum(amount for at, amount in money if at == today)
            self.apply(told, today, sum(amount for at, amount in costs if at <= today))
            for at in range(len(plan.instalments)):
                scheduled = sum(plan.instalments[at].scheduled.values())
                if scheduled <= self.options.tolerance:
                    continue  # never open: it has no day of payment
                if told.paid_on[at] is None and self.open_of(told, at) <= self.options.tolerance:
                    told.paid_on[at] = today
        return told

    def pay(self, told: Told, at: int, part: str) -> None:
        amount = min(told.cash, self.open(told, at, part))
        told.paid[at][part] += amount
        told.cash -= amount

    def pay_costs(self, told: Told, charged: int) -> None:
        amount = min(told.cash, charged - told.paid_costs)
        told.paid_costs += amount
        told.cash -= amount

    def in_order(self, day: Day) -> list[int]:
        due = [at for at in range(len(self.effective)) if self.due_on(at, day)]
        due.sort(key=lambda at: (self.effective[at], at))
        if self.options.instalment_order == "newest":
            due.reverse()
        if self.options.instalment_order == "current" and due:
            due = [due[-1], *due[:-1]]
        return due

    def apply(self, told: Told, day: Day, charged: int) -> None:
        parts = PARTS[self.options.order]
        if self.options.order.startswith("costs"):
            self.pay_costs(told, charged)
        due = self.in_order(day)
        if self.options.fill == "instalment":
            for at in due:
                for part in parts:
                    self.pay(told, at, part)
        else:
            for part in parts:
                for at in due:
                    self.pay(told, at, part)
        if not self.options.order.startswith("costs"):
            self.pay_costs(told, charged)
        later = [at for at in range(len(self.effective)) if at not in due]
        if self.options.overpayment == "next":
            for at in later:
                for part in parts:
                    self.pay(told, at, part)
        if self.options.overpayment == "from_end":
            for at in reversed(later):
                self.pay(told, at, "principal")

    # ---- breaks -----------------------------------------------------------------------------------------------------------

    def grace_end(self, at: int) -> Day:
        if (
            self.accelerated_on is not None
            and self.effective[at] == self.accelerated_on != self.plan.instalments[at].due
        ):
            return self.accelerated_on
        return self.effective[at] + self.options.grace_days * ONE

    def period_begin(self, at: int) -> Day:
        return self.plan.start if at == 0 else self.plan.instalments[at - 1].due

    def earned(self, at: int, day: Day) -> int:
        begin, one = self.period_begin(at), self.plan.instalments[at]
        days = (one.due - begin).days
        elapsed = min(max((day - begin).days, 0), days)
        return rounded(Fraction(one.interest * elapsed, days)) if days else one.interest

    def is_breaking(self, told: Told, day: Day) -> bool:
        options = self.options
        late = [at for at in range(len(self.effective)) if self.open_of(told, at) > options.tolerance]
        missed = sum(day > self.grace_end(at) for at in late)
        oldest = max(((day - self.effective[at]).days for at in late), default=0)
        return (0 < options.break_after_missed <= missed) or (0 < options.break_after_days < oldest)

    def accelerate(self, told: Told, day: Day) -> None:
        self.accelerated_on = day
        for at, one in enumerate(self.plan.instalments):
            if one.due <= day:
                continue
            self.effective[at] = day
            if self.options.acceleration == "principal":
                keep = max(self.earned(at, day), told.paid[at]["interest"])
                self.dropped[at]["interest"] = one.interest - keep
                self.dropped[at]["fee"] = one.fee - told.paid[at]["fee"]

    def live(self, until: Day) -> Told:
        begin = min(
            [one.due for one in self.plan.instalments]
            + [one.date for one in self.plan.receipts]
            + [self.plan.start]
        )
        day = begin
        while day <= until:
            told = self.tell(day)
            is_broken = self.latest_break is not None and self.latest_break.cured_on is None
            if is_broken and self.options.cure == "arrears_paid" and self.latest_break is not None:
                owing = [
                    at
                    for at in range(len(self.effective))
                    if self.effective[at] < day and self.open_of(told, at) > self.options.tolerance
                ]
                if not owing and day > self.latest_break.on:
                    self.latest_break.cured_on = day
            elif not is_broken and self.is_breaking(told, day):
                self.latest_break = Break(day)
                if self.options.acceleration != "none":
                    self.accelerate(told, day)
            day += ONE
        return self.tell(until)


def statuses(life: Life, told: Told, day: Day) -> list[str]:
    found = []
    for at in range(len(life.effective)):
        left, tolerance = life.open_of(told, at), life.options.tolerance
        due = life.effective[at]
        if left == 0 or (due <= day and left <= tolerance):
            paid_on = told.paid_on[at]
            found.append(
                "paid_late" if paid_on is not None and paid_on > life.grace_end(at) else "paid_on_time"
            )
        elif due > day:
            found.append("future")
        elif day > life.grace_end(at):
            found.append("missed")
        else:
            found.append("part_paid" if sum(told.paid[at].values()) else "due")
    return found


def state(plan: Plan, day: Day, options: Options) -> dict[str, Any]:
    """The columns of "plans" and "instalments" that the page defines, by name."""
    life = Life(plan, options, day)
    told = life.live(day)
    tolerance, numbers = options.tolerance, range(len(plan.instalments))
    charged = sum(amount for at, amount in plan.costs if at <= day)
    status = statuses(life, told, day)
    owing = [at for at in numbers if life.effective[at] < day and life.open_of(told, at) > 0]
    following = sorted(
        {life.effective[at] for at in numbers if life.effective[at] >= day and life.open_of(told, at) > 0}
    )
    is_broken = life.latest_break is not None and life.latest_break.cured_on is None
    nothing_yet = not life.money(day) and not [one for one in plan.costs if one[0] <= day]
    if day < plan.start and nothing_yet:
        standing = "not_begun"
    elif all(life.open_of(told, at) <= tolerance for at in numbers) and charged == told.paid_costs:
        standing = "completed" if max(one.due for one in plan.instalments) <= day else "settled_early"
    elif is_broken:
        standing = "broken"
    elif "missed" in status:
        standing = "missed"
    elif any(life.effective[at] < day and life.open_of(told, at) > tolerance for at in numbers):
        standing = "late"
    else:
        standing = "kept"
    return {
        "status": standing,
        "unapplied": told.cash,
        "arrears": sum(life.open_of(told, at) for at in owing),
        "arrears_since": min((life.effective[at] for at in owing), default=None),
        "open_costs": charged - told.paid_costs,
        "open_principal": sum(life.open(told, at, "principal") for at in numbers),
        "open_interest": sum(life.open(told, at, "interest") for at in numbers),
        "open_fees": sum(life.open(told, at, "fee") for at in numbers),
        "next_due": following[0] if following else None,
        "next_amount": sum(
            life.open_of(told, at) for at in numbers if following and life.effective[at] == following[0]
        ),
        "broken_on": life.latest_break.on if life.latest_break else None,
        "cured_on": life.latest_break.cured_on if life.latest_break else None,
        "instalments": status,
        "effective": list(life.effective),
        "paid_on": [
            told.paid_on[at] if "paid_" in status[at] and status[at] != "part_paid" else None
            for at in numbers
        ],
        "paid": told.paid,
        "dropped": life.dropped,
    }
