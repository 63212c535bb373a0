"""Plans on days of free cash from docs/methods/cash_plans.md alone, in exact fractions; cash that does not repay raises Unpaid."""

import datetime
from calendar import monthrange
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from reference.exact_rounding import MODES, rounded

Day = datetime.date
BILLION = 10**9


@dataclass
class CashPlan:
    """Amounts in minor units; `cash` holds rows as they were given: several of one day, in any order."""

    principal: int
    start: Day
    cash: list[tuple[Day, int]]
    rate: Fraction = Fraction(0)


@dataclass
class Terms:
    day_count: str = "act_365_fixed"
    payment_unit: int = 1
    interest_rounding: str = "half_up"
    most_share: int = BILLION  # parts per billion


@dataclass
class CashDay:
    day: Day
    free: int
    payment: int
    interest: int
    principal: int
    interest_owed: int
    balance: int

    @property
    def unused(self) -> int:
        return self.free - self.payment


@dataclass
class Followed:
    """Days up to the last instalment where all is repaid, else all days; what is owed after the last of them."""

    share: int
    days: list[CashDay] = field(default_factory=list)
    owed: int = 0

    @property
    def instalments(self) -> list[CashDay]:
        return [day for day in self.days if day.payment]


class Unpaid(ValueError):
    def __init__(self, owed: int) -> None:
        super().__init__(f"{owed} is still owed after the last day")
        self.owed = owed


# ---- parts of a year -------------------------------------------------------------------------------------------------


def is_february_end(day: Day) -> bool:
    return day.month == 2 and day.day == monthrange(day.year, 2)[1]


def thirty_e_360_isda(begin: Day, end: Day, *, is_termination: bool) -> Fraction:
    first = 30 if is_february_end(begin) or begin.day == 31 else begin.day
    last = 30 if (is_february_end(end) and not is_termination) or end.day == 31 else end.day
    return Fraction(360 * (end.year - begin.year) + 30 * (end.month - begin.month) + last - first, 360)


def part_of_year(begin: Day, end: Day, day_count: str, *, is_termination: bool) -> Fraction:
    if day_count == "thirty_e_360_isda":
        return thirty_e_360_isda(begin, end, is_termination=is_termination)
    return Fraction((end - begin).days, {"act_365_fixed": 365, "act_360": 360}[day_count])


# ---- a plan ----------------------------------------------------------------------------------------------------------


def free_cash(plan: CashPlan) -> dict[Day, int]:
    sums: dict[Day, int] = {}
    for day, amount in plan.cash:
        sums[day] = sums.get(day, 0) + amount
    return dict(sorted(sums.items()))


def follow(plan: CashPlan, share: int, terms: Terms) -> Followed:
    free, found = free_cash(plan), Followed(share)
    balance, owed, before = plan.principal, 0, plan.start
    for day, amount in free.items():
        year = part_of_year(before, day, terms.day_count, is_termination=day == max(free))
        owed += rounded(balance * plan.rate * year, terms.interest_rounding)
        allowed = amount * share // BILLION
        debt = balance + owed
        payment = debt if debt <= allowed else allowed // terms.payment_unit * terms.payment_unit
        interest = min(payment, owed)
        owed -= interest
        balance -= payment - interest
        found.days.append(CashDay(day, amount, payment, interest, payment - interest, owed, balance))
        if balance + owed == 0:
            return found
        before = day
    found.owed = balance + owed
    return found


def soonest(plan: CashPlan, terms: Terms) -> Followed:
    found = follow(plan, terms.most_share, terms)
    if found.owed:
        raise Unpaid(found.owed)
    return found


def smallest_share(plan: CashPlan, terms: Terms) -> Followed:
    """Of every share at which some day allows another amount the first that repays: nothing is taken from the proof of the page."""
    amounts = set(free_cash(plan).values())
    if sum(amounts) > 3_000:
        return smallest_by_halves(plan, terms)
    shares = {-(-part * BILLION // amount) for amount in amounts for part in range(1, amount + 1)}
    for share in sorted({1, *shares}):
        if share <= terms.most_share and not (found := follow(plan, share, terms)).owed:
            return found
    return soonest(plan, terms)


def smallest_by_halves(plan: CashPlan, terms: Terms) -> Followed:
    soonest(plan, terms)
    low, high = 0, terms.most_share
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if follow(plan, middle, terms).owed else (low, middle)
    return follow(plan, high, terms)


def planned(plan: CashPlan, use: str, terms: Terms) -> Followed:
    return soonest(plan, terms) if use == "soonest" else smallest_share(plan, terms)


# ---- random plans ----------------------------------------------------------------------------------------------------


def random_terms(rng: Any) -> Terms:
    return Terms(
        day_count=rng.choice(["act_365_fixed", "act_360", "thirty_e_360_isda"]),
        payment_unit=rng.choice([1, 1, 1, 7, 100, 2_500]),
        interest_rounding=rng.choice(MODES),
        most_share=rng.choice([BILLION, BILLION, BILLION // 2, rng.randint(1, BILLION), 333_333_333]),
    )


def random_rate(rng: Any, decimals: int) -> Fraction:
    one = 10**decimals
    return Fraction(
        rng.choice([0, rng.randint(1, 30) * one // 100, rng.randint(1, one), rng.randint(1, 90) * one]), one
    )


def random_plan(rng: Any, terms: Terms, decimals: int = 9) -> CashPlan:
    start = Day(2023, 1, 1) + datetime.timedelta(days=rng.randint(0, 800))
    day, cash = start, []
    top = rng.choice([12, 300, 300, 40_000, 90_000_000])
    for _ in range(rng.randint(1, 12)):
        day += datetime.timedelta(days=rng.choice([1, 7, 14, rng.randint(1, 90), 365]))
        cash += [
            (day, rng.choice([0, rng.randint(0, top), rng.randint(1, top)]))
            for _ in range(rng.choice([1, 1, 1, 2]))
        ]
    rng.shuffle(cash)
    allowed = sum(amount for _, amount in cash) * terms.most_share // BILLION
    principal = max(1, rng.choice([allowed, rng.randint(0, allowed), allowed * rng.randint(1, 12) // 10]))
    return CashPlan(principal, start, cash, random_rate(rng, decimals))
