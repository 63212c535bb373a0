"""Cash-flow mathematics against the model of 40 digits, and the number of rates against Sturm's theorem."""

import datetime
import math
import random
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy
import pytest
from openitem import cashflow, day_count
from reference import business_days
from reference import cash_flows as model

FIRST = datetime.date(2015, 1, 1)


def day(rng: random.Random, span: int = 3650) -> datetime.date:
    return FIRST + datetime.timedelta(days=rng.randint(0, span))


def is_near(found: float, expected: Decimal, relative: str = "1e-12", absolute: str = "0") -> bool:
    return abs(model.exact(found) - expected) <= Decimal(relative) * abs(expected) + Decimal(absolute)


def random_amounts(rng: random.Random, most: int) -> list[int]:
    """Small numbers give several rates often, loans and investments hardly ever."""
    count = rng.randint(2, most)
    kind = rng.random()
    if kind < 0.5:
        return [rng.randint(-9, 9) for _ in range(count)]
    if kind < 0.8:
        return [-rng.randint(1, 10**7), *[rng.randint(0, 10**6) for _ in range(count - 1)]]
    return [rng.randint(-(10**7), 10**7) for _ in range(count)]


def check_yield(found: cashflow.Yield, coefficients: list[int], times: list[Fraction], told: Any) -> str:
    """`coefficients`: of the polynomial in the discount factor whose positive roots the rates are."""
    count, multiple = model.positive_roots(coefficients)
    changes = model.sign_changes(coefficients)
    assert found.sign_changes == changes, told
    if changes == 0:
        assert (found.status, found.roots) == ("one_sign", []), told
        return found.status
    if found.status == "not_converged":
        assert multiple, told
        return found.status
    if not multiple:
        expected = "no_root" if count == 0 else "solved" if count == 1 else "several_roots"
        assert (found.status, len(found.roots)) == (expected, count), (told, count)
    assert found.unique <= (count == 1), told
    assert (found.rate is not None) == (found.status == "solved"), told
    for root in found.roots:
        assert multiple or model.is_root(lambda rate: model.present_value(rate, times, coefficients), root), (
            told,
            root,
        )
    return found.status


@pytest.mark.parametrize("seed", range(8))
def test_the_number_of_rates_is_that_of_sturms_theorem(seed: int) -> None:
    rng = random.Random(seed)
    met = set()
    for _ in range(150):
        amounts = random_amounts(rng, 9)
        times = [Fraction(at) for at in range(len(amounts))]
        met.add(check_yield(cashflow.irr(amounts), amounts, times, amounts))
    assert {"solved", "several_roots", "no_root", "one_sign"} <= met


@pytest.mark.parametrize("seed", range(6))
def test_dated_flows_have_the_same_number_of_rates(seed: int) -> None:
    """Dates a fifth of a year of 365 days apart, shuffled, some twice: a polynomial again."""
    rng = random.Random(100 + seed)
    for _ in range(100):
        places = [rng.randint(0, 9) for _ in range(rng.randint(2, 8))]
        amounts = random_amounts(rng, len(places))[: len(places)]
        places = places[: len(amounts)]
        first = min(places)
        coefficients = [0] * (max(places) - first + 1)
        for place, amount in zip(places, amounts, strict=True):
            coefficients[place - first] += amount
        dates = [FIRST + datetime.timedelta(days=73 * place) for place in places]
        times = [Fraction(at, 5) for at in range(len(coefficients))]
        check_yield(cashflow.xirr(dates, amounts), coefficients, times, (dates, amounts))


CONVENTIONS = (
    "act_365_fixed",
    "act_360",
    "act_act_isda",
    "thirty_e_360",
    "thirty_360_us",
    "act_365_25",
    "nl_365",
    "act_act_afb",
    "excel_basis_1",
)


@pytest.mark.parametrize("seed", range(5))
def test_loans_under_any_day_count(seed: int) -> None:
    """One change of sign: one rate (Descartes), and it is found to twelve digits."""
    rng = random.Random(200 + seed)
    for _ in range(60):
        convention: Any = rng.choice(CONVENTIONS)
        dates = sorted({day(rng) for _ in range(rng.randint(2, 30))})
        if len(dates) < 2:
            continue
        paid = [round(rng.uniform(1, 1000), 2) for _ in dates[1:]]
        amounts = [-round(sum(paid) * rng.uniform(0.5, 1.3), 2), *paid]
        times: list[Fraction] = []
        for date in dates:
            ratio = day_count.year_fraction_ratio(dates[0], date, convention)
            assert isinstance(ratio, Fraction)
            times.append(ratio)
        if times[-1] < Fraction(1, 20):
            continue
        found = cashflow.xirr(dates, amounts, day_count=convention)
        assert (found.status, found.sign_changes, found.unique) == ("solved", 1, True)
        assert found.rate is not None
        assert model.is_root(lambda rate: model.present_value(rate, times, amounts), found.rate), (
            dates,
            amounts,
            convention,
        )
        rate = rng.uniform(-0.5, 2)
        worth = cashflow.xnpv(rate, dates, amounts, day_count=convention)
        size = Decimal(str(sum(map(abs, amounts)))) * max(1, model.exact(1 + rate) ** -model.exact(times[-1]))
        expected = model.present_value(model.exact(rate), times, amounts)
        assert is_near(worth, expected, absolute=str(size * Decimal("1e-14"))), (dates, amounts, convention)


def test_present_values_are_the_sum_in_fractions() -> None:
    rng = random.Random(3)
    for _ in range(500):
        amounts = [round(rng.uniform(-1000, 1000), 2) for _ in range(rng.randint(1, 40))]
        rate = rng.choice([0.0, rng.uniform(-0.3, 0.5)])
        for first_period, start in (("now", 0), ("one_period", 1)):
            expected = sum(
                Fraction(amount) / (1 + Fraction(rate)) ** (start + at) for at, amount in enumerate(amounts)
            )
            size = sum(
                abs(Fraction(a)) / (1 + Fraction(rate)) ** (start + at) for at, a in enumerate(amounts)
            )
            found = cashflow.npv(rate, amounts, first_period=first_period)  # type: ignore[arg-type]
            assert abs(Fraction(found) - expected) <= size * Fraction(1, 10**14), (rate, amounts)


@pytest.mark.parametrize("seed", range(3))
def test_xirr_inverts_xnpv(seed: int) -> None:
    """A last amount that makes the present value zero at a rate gives that rate back."""
    rng = random.Random(300 + seed)
    for _ in range(200):
        dates = sorted({day(rng, 2000) for _ in range(rng.randint(2, 20))})
        if len(dates) < 2 or (dates[-1] - dates[0]).days < 30:
            continue
        rate = rng.uniform(-0.6, 3)
        amounts = [-rng.uniform(1, 1000) for _ in dates[1:]]
        times = (dates[-1] - dates[0]).days / 365
        amounts.append(-cashflow.xnpv(rate, dates[:-1], amounts) * (1 + rate) ** times)
        found = cashflow.xirr(dates, amounts)
        assert (found.status, found.unique) == ("solved", True)
        assert found.rate is not None
        assert math.isclose(found.rate, rate, rel_tol=1e-9, abs_tol=1e-11)
        worth = cashflow.xnpv(found.rate, dates, amounts)
        assert abs(worth) <= 1e-9 * sum(map(abs, amounts))


def test_batches_of_yields_are_each_of_them() -> None:
    rng = random.Random(5)
    vectors = [random_amounts(rng, 9) for _ in range(400)]
    offsets = numpy.cumsum([0, *map(len, vectors)])
    flat = [amount for vector in vectors for amount in vector]
    dates = [FIRST + datetime.timedelta(days=91 * at) for vector in vectors for at in range(len(vector))]
    tables = [cashflow.xirr(dates, flat, offsets=offsets, threads=threads) for threads in (1, 2, 3, 8)]
    for table in tables[1:]:
        for left, right in zip(tables[0], table, strict=True):
            assert left.tobytes() == right.tobytes()
    for at, vector in enumerate(vectors):
        alone = cashflow.xirr(dates[offsets[at] : offsets[at + 1]], vector)
        assert alone.sign_changes == tables[0].sign_changes[at]
        assert numpy.array_equal(
            [math.nan if alone.rate is None else alone.rate], [tables[0].rate[at]], equal_nan=True
        )


# ---- annuities -------------------------------------------------------------------------------------------------------


def test_annuities_solve_the_equation() -> None:
    rng = random.Random(6)
    for _ in range(1_500):
        rate = rng.choice([0.0, rng.uniform(-0.05, 0.2), rng.uniform(1e-9, 1e-6)])
        periods = rng.choice([rng.randint(1, 400), rng.uniform(0.5, 100)])
        payment, value, future = (rng.choice([0.0, rng.uniform(-1e5, 1e5)]) for _ in range(3))
        timing = rng.randint(0, 1)
        growth, units = model.factors(rate, periods, timing)
        sizes = [
            abs(model.exact(value)) * growth,
            abs(model.exact(payment) * units),
            abs(model.exact(future)),
        ]
        slack = sum(sizes) * Decimal("1e-13")
        told = (rate, periods, payment, value, future, timing)
        for found, expected, scale in (
            (
                cashflow.fv(rate, periods, payment, value, timing),
                model.fv(rate, periods, payment, value, timing),
                1,
            ),
            (
                cashflow.pv(rate, periods, payment, future, timing),
                model.pv(rate, periods, payment, future, timing),
                growth,
            ),
            (
                cashflow.pmt(rate, periods, value, future, timing),
                model.pmt(rate, periods, value, future, timing),
                units,
            ),
        ):
            assert is_near(found, expected, absolute=str(slack / abs(scale))), told


def test_the_parts_of_every_payment() -> None:
    """The balance carried from payment to payment instead of a formula; cumulative parts are sums of these."""
    rng = random.Random(7)
    for _ in range(60):
        periods, timing = rng.randint(1, 60), rng.randint(0, 1)
        rate = rng.choice([0.0, rng.uniform(-0.02, 0.1)])
        value, future = rng.uniform(-1e5, 1e5), rng.choice([0.0, rng.uniform(-1e5, 1e5)])
        rows = model.plan(rate, periods, value, future, timing)
        slack = str(Decimal("1e-10") * max(abs(part) for row in rows for part in row))
        total_slack = str(10 * Decimal(slack))
        numbers = list(range(1, periods + 1))
        interest = cashflow.ipmt(rate, numbers, periods, value, future, timing)
        principal = cashflow.ppmt(rate, numbers, periods, value, future, timing)
        told = (rate, periods, value, future, timing)
        for at, (expected_interest, expected_principal) in enumerate(rows):
            assert is_near(interest[at], expected_interest, absolute=slack), told
            assert is_near(principal[at], expected_principal, absolute=slack), told
        if future == 0:
            first = rng.randint(1, periods)
            last = rng.randint(first, periods)
            chosen = rows[first - 1 : last]
            found = cashflow.cumipmt(rate, periods, value, first, last, timing)
            assert is_near(found, sum((row[0] for row in chosen), Decimal(0)), absolute=total_slack), told
            found = cashflow.cumprinc(rate, periods, value, first, last, timing)
            assert is_near(found, sum((row[1] for row in chosen), Decimal(0)), absolute=total_slack), told


def test_rates_and_periods_put_back_into_the_equation() -> None:
    rng = random.Random(8)
    for _ in range(400):
        periods, timing = rng.randint(1, 360), rng.randint(0, 1)
        true = rng.uniform(-0.01, 0.05)
        value, future = rng.uniform(1e3, 1e6), rng.choice([0.0, -rng.uniform(0, 1e3)])
        payment = float(model.pmt(true, periods, value, future, timing))
        if payment >= 0:
            continue
        found = cashflow.rate(periods, payment, value, future, timing)
        if periods == 1 and timing == 1 and future == 0:
            assert found.rate is None  # payment and loan on one day: any rate, or none
            continue
        assert found.status == "solved", (periods, payment, value, future, timing)
        assert found.rate is not None
        assert math.isclose(found.rate, true, rel_tol=1e-8, abs_tol=1e-10)
        assert (
            math.isclose(
                cashflow.nper(true, payment, value, future, timing), periods, rel_tol=1e-7, abs_tol=1e-7
            )
            or abs(true) < 1e-9
        )


@pytest.mark.parametrize("seed", range(3))
def test_rates_of_annuities_are_as_many_as_sturm_says(seed: int) -> None:
    rng = random.Random(400 + seed)
    for _ in range(100):
        periods, timing = rng.randint(1, 9), rng.randint(0, 1)
        value, payment, future = (rng.randint(-40, 40) for _ in range(3))
        flows = [0] * (periods + 1)
        flows[0] += value
        flows[periods] += future
        for at in range(periods):
            flows[at + 1 - timing] += payment
        times = [Fraction(at) for at in range(periods + 1)]
        found = cashflow.rate(periods, payment, value, future, timing)
        check_yield(found, flows, times, (periods, payment, value, future, timing))


def test_conversions() -> None:
    rng = random.Random(9)
    for _ in range(1_000):
        rate = rng.choice([rng.uniform(-0.5, 3), rng.uniform(0, 1e-8)])
        periods = rng.choice([1, 2, 4, 12, 365, rng.randint(1, 10**6)])
        expected = (1 + model.exact(rate) / periods) ** periods - 1
        assert is_near(cashflow.effective_rate(rate, periods), expected), (rate, periods)
        nominal = periods * ((1 + model.exact(rate)) ** (Decimal(1) / periods) - 1)
        assert is_near(cashflow.nominal_rate(rate, periods), nominal), (rate, periods)


# ---- annual percentage rates -----------------------------------------------------------------------------------------


def solved(found: cashflow.AnnualRate) -> tuple[float, float]:
    assert found.status == "solved"
    assert found.rate is not None
    assert found.period_rate is not None
    return found.rate, found.period_rate


UNITS = (("day", 1), ("week", 1), ("week", 2), ("semimonth", 1), ("month", 1), ("month", 3), ("year", 1))
PER_YEAR = {"day": 365, "week": 52, "semimonth": 24, "month": 12, "year": 1}


@pytest.mark.parametrize(("unit", "multiple"), UNITS)
def test_places_of_dates_by_appendix_j(unit: Any, multiple: int) -> None:
    rng = random.Random(10)
    for _ in range(1_500):
        start = rng.choice([day(rng), business_days.month_end(day(rng))])
        end = start + datetime.timedelta(days=rng.choice([rng.randint(0, 100), rng.randint(0, 1500)]))
        end = rng.choice([end, business_days.month_end(end)])
        full, fraction = cashflow.unit_periods_between(start, end, unit_period=unit, multiple=multiple)
        expected = model.unit_periods(start, end, unit, multiple)
        assert full == expected.numerator // expected.denominator, (start, end)
        assert math.isclose(fraction, expected - full, abs_tol=1e-14), (start, end)


@pytest.mark.parametrize(("unit", "multiple"), UNITS)
def test_annual_rates_by_appendix_j(unit: Any, multiple: int) -> None:
    rng = random.Random(11)
    for _ in range(25):
        start = day(rng)
        advances = [
            (start + datetime.timedelta(days=rng.choice([0, 20]) * at), 1000.0)
            for at in range(rng.randint(1, 2))
        ]
        dates = sorted(
            {start + datetime.timedelta(days=rng.randint(30, 900)) for _ in range(rng.randint(2, 12))}
        )
        amount = round(sum(a for _, a in advances) * rng.uniform(1.01, 1.6) / len(dates), 2)
        found, period = solved(
            cashflow.apr_regulation_z(
                advances, [(date, amount) for date in dates], unit_period=unit, multiple=multiple
            )
        )
        value = model.regulation_z_value(
            [(model.unit_periods(start, date, unit, multiple), paid) for date, paid in advances],
            [(model.unit_periods(start, date, unit, multiple), amount) for date in dates],
        )
        assert model.is_root(value, period), (advances, dates)
        assert math.isclose(found, period * PER_YEAR[unit] / multiple, rel_tol=1e-14)


@pytest.mark.parametrize("basis", ["months", "weeks", "years", "days_actual", "days_365"])
def test_annual_rates_of_the_european_union(basis: Any) -> None:
    rng = random.Random(12)
    for _ in range(60):
        start = rng.choice([day(rng), business_days.month_end(day(rng))])
        dates = sorted(
            {start + datetime.timedelta(days=rng.randint(1, 1500)) for _ in range(rng.randint(1, 8))}
        )
        if (dates[-1] - start).days < 60:
            continue
        amount = round(1000 * rng.uniform(1.01, 1.6) / len(dates), 2)
        found, _ = solved(
            cashflow.apr_eu([(start, 1000)], [(date, amount) for date in dates], time_basis=basis)
        )
        times = [Fraction(0), *[model.years_between(start, date, basis) for date in dates]]
        amounts = [-1000, *[amount] * len(dates)]
        assert model.is_root(lambda rate: model.present_value(rate, times, amounts), found), (
            start,
            dates,
            basis,
        )
