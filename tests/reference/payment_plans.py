"""Schedules of payment plans from docs/methods/plans.md alone, in exact fractions; what must be refused raises ValueError."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from math import floor, prod
from typing import Any

from reference import business_days
from reference.exact_rounding import rounded

Day = datetime.date
PERIODS_A_YEAR = {"days": 365, "weeks": 52, "months": 12, "quarters": 4, "years": 1}
YEAR_DAYS = {"act_365_fixed": 365, "act_360": 360}


@dataclass
class Terms:
    """Amounts in minor units; rates are exact fractions."""

    form: str
    instalments: int
    unit: str
    rate: Fraction = Fraction(0)
    rate_basis: str = "periodic"
    day_count: str | None = None
    every: int = 1
    end_of_month: bool = False
    first_due: Day | None = None
    odd_period: str | None = None
    convention: str = "none"
    calendar: str | None = None
    interest_on_adjusted: bool = False
    down_payment: int = 0
    down_payment_rate: Fraction = Fraction(0)
    balloon: int = 0
    grace: int = 0
    grace_kind: str | None = None
    charge: int | None = None
    earning: str | None = None
    growth: Fraction = Fraction(0)
    growth_every: int = 0
    given: list[int] = field(default_factory=list)
    upfront_fee: int = 0
    finance_upfront_fee: bool = False
    instalment_fee: int = 0
    single_fee: int = 0
    single_fee_instalment: int = 0
    payment_unit: int = 1
    rounding: str = "half_up"
    interest_rounding: str = "half_up"
    residue: str = "last"


@dataclass
class Row:
    number: int
    due: Day
    principal: int
    interest: int
    fee: int
    balance: int

    @property
    def payment(self) -> int:
        return self.principal + self.interest + self.fee


def in_units(value: Fraction, unit: int, mode: str) -> int:
    return rounded(value / unit, mode) * unit


# ---- dates and interest ----------------------------------------------------------------------------------------------


def due_dates(start: Day, terms: Terms) -> tuple[list[Day], bool]:
    """Unmoved, and whether the first period is odd."""

    def step(anchor: Day, periods: int) -> Day:
        return business_days.stepped(anchor, periods, terms.unit, terms.every, terms.end_of_month)

    numbers = range(1, terms.instalments + 1)
    if terms.first_due is None or terms.first_due == step(start, 1):
        return [step(start, k) for k in numbers], False
    if terms.first_due <= start:
        raise ValueError("the first due date is not after the start")
    return [step(terms.first_due, k - 1) for k in numbers], True


def moved(dates: list[Day], terms: Terms) -> list[Day]:
    if terms.calendar is None:
        return dates
    is_open = business_days.CALENDARS[terms.calendar]
    return [business_days.adjust(date, terms.convention, is_open) for date in dates]


def period_rates(start: Day, dates: list[Day], is_odd: bool, terms: Terms) -> list[Fraction]:
    if terms.rate_basis == "day_count" and terms.odd_period == "whole":
        raise ValueError("days are counted, and not")

    def by_days(begin: Day, end: Day) -> Fraction:
        return terms.rate * Fraction((end - begin).days, YEAR_DAYS[terms.day_count or ""])

    if terms.rate == 0:
        return [Fraction(0)] * len(dates)
    if terms.rate_basis == "day_count":
        return [by_days(begin, end) for begin, end in zip([start, *dates], dates)]
    each = terms.rate
    if terms.rate_basis == "periodic":
        each = terms.rate * terms.every / PERIODS_A_YEAR[terms.unit]
    rates = [each] * len(dates)
    if is_odd and terms.odd_period == "by_days":
        if terms.rate_basis == "per_period":
            raise ValueError("a rate per period says nothing about days")
        rates[0] = by_days(start, dates[0])
    return rates


# ---- instalments -----------------------------------------------------------------------------------------------------


def follow(balance: int, rates: list[Fraction], payments: list[int], terms: Terms) -> list[tuple[int, int]]:
    """Principal and interest of payments, the last of which pays what remains."""
    parts = []
    for at, rate in enumerate(rates):
        interest = rounded(balance * rate, terms.interest_rounding)
        principal = balance if at == len(rates) - 1 else payments[at] - interest
        if principal < 0:
            raise ValueError("an instalment is below its interest")
        if principal >= balance and at < len(rates) - 1:
            raise ValueError("the plan is repaid before its last instalment")
        parts.append((principal, interest))
        balance -= principal
    return parts


def last_payment(parts: list[tuple[int, int]]) -> int:
    return sum(parts[-1])


def level_parts(balance: int, rates: list[Fraction], terms: Terms) -> list[tuple[int, int]]:
    count, unit = len(rates), terms.payment_unit
    factors = [prod((1 + rate for rate in rates[k:]), start=Fraction(1)) for k in range(1, count + 1)]
    exact = (balance * factors[0] * (1 + rates[0]) - terms.balloon) / sum(factors)
    level = in_units(exact, unit, "floor" if terms.residue == "spread" else terms.rounding)
    if level == 0:
        raise ValueError("the payment rounds to 0")
    if terms.residue == "last":
        return follow(balance, rates, [level] * count, terms)
    if terms.residue == "first":
        return smallest_first(balance, rates, level, terms)
    for larger in range(count + 1):
        payments = [level + unit] * larger + [level] * (count - larger)
        parts = follow(balance, rates, payments, terms)
        if last_payment(parts) <= level + unit + terms.balloon:
            return parts
    return parts


def smallest_first(balance: int, rates: list[Fraction], level: int, terms: Terms) -> list[tuple[int, int]]:
    """By halves: the last payment falls as the first one grows."""

    def with_first(first: int) -> list[tuple[int, int]]:
        return follow(balance, rates, [first] + [level] * (len(rates) - 1), terms)

    def last_of(first: int) -> int:
        owed = balance
        for at, rate in enumerate(rates[:-1]):
            owed -= (first if at == 0 else level) - rounded(owed * rate, terms.interest_rounding)
        return owed + rounded(owed * rates[-1], terms.interest_rounding)

    low, high = -1, 2 * balance + level
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if last_of(middle) <= level + terms.balloon else (middle, high)
    return with_first(high)


def equal_parts(total: int, count: int, terms: Terms) -> list[int]:
    """So many parts of a total, by the residue."""
    unit = terms.payment_unit
    if terms.residue == "spread":
        units, rest = divmod(total, unit)
        parts = [(units // count + (at < units % count)) * unit for at in range(count)]
        parts[-1] += rest
        return parts
    each = in_units(Fraction(total, count), unit, terms.rounding)
    rest = total - each * (count - 1)
    return [rest, *[each] * (count - 1)] if terms.residue == "first" else [*[each] * (count - 1), rest]


def of_principal(
    balance: int, rates: list[Fraction], principals: list[int], terms: Terms
) -> list[tuple[int, int]]:
    parts = []
    for principal, rate in zip(principals, rates):
        parts.append((principal, rounded(balance * rate, terms.interest_rounding)))
        balance -= principal
    return parts


def graduated(balance: int, rates: list[Fraction], terms: Terms) -> list[tuple[int, int]]:
    count, unit, grows = len(rates), terms.payment_unit, 1 + terms.growth
    factors = [prod((1 + rate for rate in rates[k:]), start=Fraction(1)) for k in range(1, count + 1)]
    weighted = sum(grows ** ((k - 1) // terms.growth_every) * factors[k - 1] for k in range(1, count + 1))
    payment = in_units(
        (balance * factors[0] * (1 + rates[0]) - terms.balloon) / weighted, unit, terms.rounding
    )
    payments = []
    for k in range(count):
        if k and k % terms.growth_every == 0:
            payment = in_units(payment * grows, unit, terms.rounding)
        payments.append(payment)
    if 0 in payments:
        raise ValueError("a payment rounds to 0")
    return follow(balance, rates, payments, terms)


def add_on(balance: int, rates: list[Fraction], terms: Terms) -> list[tuple[int, int]]:
    count = len(rates)
    if terms.charge is not None and terms.rate:
        raise ValueError("the charge follows from the rate")
    charge = terms.charge if terms.charge is not None else rounded(balance * sum(rates), terms.rounding)
    payments = equal_parts(balance + charge, count, terms)
    if 0 in payments:
        raise ValueError("a payment rounds to 0")
    shares = {
        "rule_of_78": [Fraction(k * (2 * count - k + 1), count * (count + 1)) for k in range(count + 1)],
        "straight_line": [Fraction(k, count) for k in range(count + 1)],
    }[terms.earning or ""]
    earned = [rounded(charge * share, terms.interest_rounding) for share in shares]
    interests = [later - before for before, later in pairwise(earned)]
    return [(payment - interest, interest) for payment, interest in zip(payments, interests)]


def given_payments(balance: int, rates: list[Fraction], terms: Terms) -> list[tuple[int, int]]:
    parts = follow(balance, rates, terms.given, terms)
    if terms.given[-1] not in (0, last_payment(parts)):
        raise ValueError("the last payment is not what remains")
    return parts


def parts_of(balance: int, rates: list[Fraction], terms: Terms) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    for rate in rates[: terms.grace]:
        interest = rounded(balance * rate, terms.interest_rounding)
        parts.append((-interest if terms.grace_kind == "capitalised" else 0, interest))
        balance -= parts[-1][0]
    rates = rates[terms.grace :]
    if terms.form == "annuity":
        return parts + level_parts(balance, rates, terms)
    if terms.form == "graduated":
        return parts + graduated(balance, rates, terms)
    if terms.form == "equal_principal":
        principals = equal_parts(balance - terms.balloon, len(rates), terms)
        principals[-1] += terms.balloon
        return parts + of_principal(balance, rates, principals, terms)
    if terms.form == "interest_only":
        return of_principal(balance, rates, [0] * (len(rates) - 1) + [balance], terms)
    if terms.form == "add_on":
        return add_on(balance, rates, terms)
    if terms.form == "given_payments":
        return given_payments(balance, rates, terms)
    if sum(terms.given) != balance:
        raise ValueError("the parts of principal do not sum to what is financed")
    return of_principal(balance, rates, terms.given, terms)


def rows(principal: int, start: Day, terms: Terms) -> list[Row]:
    down = terms.down_payment or rounded(principal * terms.down_payment_rate, terms.rounding)
    if down >= principal:
        raise ValueError("nothing is financed")
    financed_fee = terms.upfront_fee if terms.finance_upfront_fee else 0
    balance = principal - down + financed_fee
    unmoved, is_odd = due_dates(start, terms)
    dates = moved(unmoved, terms)
    if dates[0] < start:
        raise ValueError("the first due date moves before the start")
    rates = period_rates(start, dates if terms.interest_on_adjusted else unmoved, is_odd, terms)
    found = []
    if down or terms.upfront_fee:
        found.append(Row(0, start, down - financed_fee, 0, terms.upfront_fee, balance))
    for number, ((part, interest), due) in enumerate(zip(parts_of(balance, rates, terms), dates), 1):
        fee = terms.instalment_fee + (terms.single_fee if number == terms.single_fee_instalment else 0)
        balance -= part
        if terms.instalment_fee > part + interest != 0:
            raise ValueError("the fee is above its instalment")
        found.append(Row(number, due, part, interest, fee, balance))
    return found


# ---- several invoices, alternatives ------------------------------------------------------------------------------------


def split(principals: list[int], open_amounts: list[int], rule: str) -> list[list[int]]:
    """Of each instalment the part of each item; items in the order of their due dates."""
    left, found = list(open_amounts), []
    for principal in principals:
        if rule == "oldest_first":
            parts = []
            for at, amount in enumerate(left):
                parts.append(min(amount, principal - sum(parts)))
                left[at] -= parts[-1]
        else:
            total = sum(left)
            exact = [Fraction(principal * amount, total) if total else Fraction(0) for amount in left]
            parts = [floor(share) for share in exact]
            by_rest = sorted(range(len(left)), key=lambda at: (parts[at] - exact[at], at))
            for at in by_rest[: principal - sum(parts)]:
                parts[at] += 1
            left = [amount - part for amount, part in zip(left, parts)]
        found.append(parts)
    return found


def factor(cost_of_capital: Fraction, days: int) -> Fraction:
    """(1 + c)^(-t / 365) to nine decimals, half up."""
    with localcontext() as context:
        context.prec = 50
        base = 1 + Decimal(cost_of_capital.numerator) / Decimal(cost_of_capital.denominator)
        power = (base.ln() * Decimal(-days) / Decimal(365)).exp()
    return Fraction(rounded(Fraction(power) * 10**9), 10**9)


def nine(value: Fraction) -> Fraction:
    return Fraction(rounded(value * 10**9), 10**9)


def plan_value(
    plan: list[Row], as_of: Day, cost: Fraction, hazard: Fraction, share: Fraction
) -> tuple[int, int]:
    """Expected cash and present value."""
    cash, value, survival = Fraction(0), Fraction(0), Fraction(1)
    count = max(row.number for row in plan)
    for row in plan:
        if row.number:
            survival = nine(1 - share * row.number / count) if share else nine(survival * (1 - hazard))
        cash += row.payment * survival
        value += row.payment * nine(survival * factor(cost, (row.due - as_of).days))
    return rounded(cash), rounded(value)


# ---- random terms ------------------------------------------------------------------------------------------------------


def random_terms(rng: Any) -> tuple[int, Day, Terms]:
    start = Day(2024, 1, 1) + datetime.timedelta(days=rng.randint(0, 700))
    if rng.random() < 0.2:
        start = business_days.month_end(start)
    principal = rng.choice([rng.randint(1_000, 50_000), rng.randint(100_000, 90_000_000)])
    form = rng.choice(["annuity", "annuity", "equal_principal", "interest_only", "graduated", "add_on"])
    terms = Terms(
        form, rng.randint(1, 18), rng.choice(list(PERIODS_A_YEAR)), every=rng.choice([1, 1, 1, 2, 3])
    )
    if rng.random() < 0.8:
        terms.rate_basis = rng.choice(["periodic", "per_period", "day_count"])
        terms.rate = Fraction(rng.randint(0, 3000), 10_000 if terms.rate_basis != "per_period" else 100_000)
    terms.end_of_month = terms.unit in ("months", "quarters", "years") and rng.random() < 0.3
    if rng.random() < 0.3:
        terms.first_due = start + datetime.timedelta(days=rng.randint(1, 70))
        terms.odd_period = rng.choice(["whole", "by_days"])
    if terms.rate_basis == "day_count" or terms.odd_period == "by_days":
        terms.day_count = rng.choice(list(YEAR_DAYS))
    if rng.random() < 0.3:
        terms.calendar = "TARGET"
        terms.convention = rng.choice(["following", "modified_following", "preceding"])
        terms.interest_on_adjusted = terms.rate_basis == "day_count" and rng.random() < 0.5
    if rng.random() < 0.3:
        terms.down_payment = rng.randint(1, principal // 2)
    elif rng.random() < 0.2:
        terms.down_payment_rate = Fraction(rng.randint(1, 50), 100)
    if form in ("annuity", "equal_principal", "graduated"):
        if rng.random() < 0.3:
            terms.balloon = rng.randint(1, principal // 3)
        if rng.random() < 0.25 and terms.instalments > 2:
            terms.grace = rng.randint(1, terms.instalments - 2)
            terms.grace_kind = rng.choice(["interest_only", "capitalised"])
    if form == "graduated":
        terms.growth, terms.growth_every = Fraction(rng.randint(-20, 60), 100), rng.randint(1, 6)
    if form == "add_on":
        terms.earning = rng.choice(["rule_of_78", "straight_line"])
        terms.charge = rng.choice([None, rng.randint(0, principal // 4)])
    if form in ("annuity", "equal_principal", "add_on"):
        terms.residue = rng.choice(["last", "last", "first", "spread"])
    if rng.random() < 0.3:
        terms.upfront_fee, terms.finance_upfront_fee = rng.randint(1, 500), rng.random() < 0.5
    if rng.random() < 0.2:
        terms.instalment_fee = rng.randint(1, 50)
    if rng.random() < 0.2:
        terms.single_fee, terms.single_fee_instalment = rng.randint(1, 500), rng.randint(1, terms.instalments)
    if form != "interest_only":
        terms.payment_unit = rng.choice([1, 1, 5, 100])
        terms.rounding = rng.choice(["half_up", "half_even", "up", "down", "ceiling"])
    terms.interest_rounding = rng.choice(["half_up", "half_even", "floor"])
    return principal, start, terms
