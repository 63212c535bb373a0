"""Cash-flow mathematics from docs/methods/cashflow.md alone: exact fractions, decimals of 40 digits, Sturm's theorem for the
number of rates, a change of sign for the rates themselves."""

import decimal
import itertools
from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from math import gcd

from reference.business_days import Day, add_months, month_end

decimal.getcontext().prec = 40
Value = Callable[[Decimal], Decimal]


def exact(number: float | int | Fraction) -> Decimal:
    ratio = Fraction(number)
    return Decimal(ratio.numerator) / Decimal(ratio.denominator)


# ---- present values --------------------------------------------------------------------------------------------------


def present_value(rate: Decimal, times: Sequence[Fraction], amounts: Sequence[float]) -> Decimal:
    growth = (1 + rate).ln()
    return sum(
        (exact(amount) * (-exact(time) * growth).exp() for time, amount in zip(times, amounts, strict=True)),
        Decimal(0),
    )


def is_root(value: Value, rate: float, relative: str = "1e-12", absolute: str = "1e-15") -> bool:
    """Whether the value changes its sign within that distance of the rate."""
    reach = Decimal(relative) * abs(exact(rate)) + Decimal(absolute)
    below = max(exact(rate) - reach, (exact(rate) - 1) / 2)
    return value(below) * value(exact(rate) + reach) <= 0


# ---- how many rates: Sturm's theorem ---------------------------------------------------------------------------------


def without_content(polynomial: list[int]) -> list[int]:
    while polynomial and polynomial[-1] == 0:
        polynomial = polynomial[:-1]
    divisor = gcd(*polynomial) if polynomial else 1
    return [coefficient // (divisor or 1) for coefficient in polynomial]


def negated_remainder(left: list[int], right: list[int]) -> list[int]:
    rest = list(left)
    lead = right[-1]
    while len(rest) >= len(right):
        factor = rest[-1]
        # Times |lead|, which is above zero: the signs stay.
        rest = [abs(lead) * coefficient for coefficient in rest]
        sign = 1 if lead > 0 else -1
        shift = len(rest) - len(right)
        for at, coefficient in enumerate(right):
            rest[shift + at] -= sign * factor * coefficient
        rest.pop()
        rest = without_content(rest) if any(rest) else []
    return without_content([-coefficient for coefficient in rest])


def variations(signs: list[int]) -> int:
    kept = [sign for sign in signs if sign]
    return sum(left * right < 0 for left, right in itertools.pairwise(kept))


def positive_roots(coefficients: Sequence[int]) -> tuple[int, bool]:
    """Distinct positive roots of sum c_k v^k, and whether a root is a multiple one."""
    polynomial = without_content(list(coefficients))
    while polynomial and polynomial[0] == 0:
        polynomial = polynomial[1:]
    if len(polynomial) < 2:
        return 0, False
    chain = [polynomial, [at * c for at, c in enumerate(polynomial)][1:]]
    while len(chain[-1]) > 1:
        rest = negated_remainder(chain[-2], chain[-1])
        if not rest:
            break
        chain.append(rest)
    multiple = len(chain[-1]) > 1
    at_zero = [(p[0] > 0) - (p[0] < 0) for p in chain]
    at_infinity = [(p[-1] > 0) - (p[-1] < 0) for p in chain]
    return variations(at_zero) - variations(at_infinity), multiple


def sign_changes(amounts: Sequence[float]) -> int:
    return variations([(amount > 0) - (amount < 0) for amount in amounts])


# ---- annuities: pv (1 + r)^n + pmt (1 + r w) ((1 + r)^n - 1) / r + fv = 0 ------------------------------------------------


def factors(rate: float, periods: float, timing: int) -> tuple[Decimal, Decimal]:
    """(1 + r)^n, and what one unit a period grows to."""
    r, n = exact(rate), exact(periods)
    if r == 0:
        return Decimal(1), n
    growth = (n * (1 + r).ln()).exp()
    return growth, (1 + r * timing) * (growth - 1) / r


def fv(rate: float, periods: float, payment: float, value: float, timing: int) -> Decimal:
    growth, units = factors(rate, periods, timing)
    return -(exact(value) * growth + exact(payment) * units)


def pv(rate: float, periods: float, payment: float, future: float, timing: int) -> Decimal:
    growth, units = factors(rate, periods, timing)
    return -(exact(future) + exact(payment) * units) / growth


def pmt(rate: float, periods: float, value: float, future: float, timing: int) -> Decimal:
    growth, units = factors(rate, periods, timing)
    return -(exact(future) + exact(value) * growth) / units


def plan(
    rate: float, periods: int, value: float, future: float, timing: int
) -> list[tuple[Decimal, Decimal]]:
    """Interest and principal of every payment, the balance carried period by period."""
    payment = pmt(rate, periods, value, future, timing)
    balance, found = exact(value), []
    for period in range(1, periods + 1):
        if timing == 1:
            interest = Decimal(0) if period == 1 else -balance * exact(rate) / (1 + exact(rate))
        else:
            interest = -balance * exact(rate)
        principal = payment - interest
        found.append((interest, principal))
        # At the beginning of a period a payment falls due before the interest of the period is added.
        balance = (
            (balance + payment) * (1 + exact(rate)) if timing == 1 else balance * (1 + exact(rate)) + payment
        )
    return found


# ---- Regulation Z, Appendix J, (b)(5) ----------------------------------------------------------------------------------


def whole_months(start: Day, end: Day) -> tuple[int, int]:
    """Full months counted back from the later date and the days left; month ends are whole months."""
    months = (end.year - start.year) * 12 + end.month - start.month
    ends = start == month_end(start) and end == month_end(end)
    if ends or add_months(start, months) == end:
        return months, 0
    while add_months(end, -months) < start:
        months -= 1
    return months, (add_months(end, -months) - start).days


def unit_periods(start: Day, end: Day, unit: str, multiple: int = 1) -> Fraction:
    days = (end - start).days
    if unit == "day":
        return Fraction(days)
    if unit == "week":
        return Fraction(days, 7 * multiple)
    months, left = whole_months(start, end)
    if unit == "semimonth":
        return Fraction(30 * months + left, 15)
    if unit == "month":
        return Fraction(30 * months + left, 30 * multiple)
    assert unit == "year", unit
    if left == 0:
        return Fraction(months, 12)
    years = months // 12
    return years + Fraction((add_months(end, -12 * years) - start).days, 365)


def regulation_z_value(
    advances: list[tuple[Fraction, float]], payments: list[tuple[Fraction, float]]
) -> Value:
    def value(rate: Decimal) -> Decimal:
        total = Decimal(0)
        for sign, flows in ((1, advances), (-1, payments)):
            for place, amount in flows:
                full = place.numerator // place.denominator
                fraction = exact(place - full)
                total += sign * exact(amount) / ((1 + fraction * rate) * (1 + rate) ** full)
        return total

    return value


# ---- European Union --------------------------------------------------------------------------------------------------


def is_leap_day_in(first: Day, last: Day) -> bool:
    """After `first` and not after `last`."""
    day = first + timedelta(days=1)
    while day <= last:
        if (day.month, day.day) == (2, 29):
            return True
        day += timedelta(days=1)
    return False


def years_between(start: Day, end: Day, basis: str) -> Fraction:
    days = (end - start).days
    if basis == "days_365":
        return Fraction(days, 365)
    if basis == "days_actual":
        found = Fraction(0)
        for at in range(days):
            year = (start + timedelta(days=at)).year
            leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
            found += Fraction(1, 366 if leap else 365)
        return found
    if basis == "weeks":
        whole, cut = Fraction(days // 7, 52), end - timedelta(days=days // 7 * 7)
    else:
        size = 12 if basis == "years" else 1
        months = (end.year - start.year) * 12 + end.month - start.month
        while add_months(end, -months) < start and add_months(start, months) != end:
            months -= 1
        months = months // size * size
        # A start that the month of the end clips is whole months away.
        whole, cut = Fraction(months, 12), max(start, add_months(end, -months))
    left = (cut - start).days
    return whole + Fraction(left, 366 if is_leap_day_in(add_months(cut, -12), cut) else 365)
