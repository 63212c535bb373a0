"""Payment plans through Python and the command line: docs/methods/plans.md.

Expected values are made with plain fractions, numpy-financial and QuantLib, or are invariants.
"""

import datetime
import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy_financial
import openitem
import pytest
import QuantLib
from hypothesis import given, settings
from hypothesis import strategies as st
from openitem import cashflow, plan
from openitem.cli.app import app
from typer.testing import CliRunner

START = datetime.date(2026, 1, 31)
MODES = st.sampled_from(["half_up", "half_even", "up", "down", "ceiling", "floor", "half_down"])
PRINCIPALS = st.integers(100_00, 50_000_00)
COUNTS = st.integers(1, 48)
MONTHLY_RATES = st.integers(0, 30_000_000)  # parts per billion a month


def made(
    principal: int, *, form: Any = "annuity", unit: Any = "months", apr: Any = "none", **terms: Any
) -> Any:
    """A plan of minor units of EUR."""
    return plan.payment_plan(
        Decimal(principal).scaleb(-2), START, currency="EUR", form=form, unit=unit, apr=apr, **terms
    )


def cents(table: Any, column: str) -> list[int]:
    return [int(amount.scaleb(2)) for amount in table.to_dict()[column]]


def rate_of(parts: int) -> Decimal:
    return Decimal(parts).scaleb(-9)


def rounded(value: Fraction, mode: str) -> int:
    """One rounding of a fraction that is not negative."""
    whole, rest = divmod(value, 1)
    half = Fraction(1, 2)
    up = {
        "half_up": rest >= half,
        "half_down": rest > half,
        "half_even": rest > half or (rest == half and whole % 2 == 1),
        "up": rest > 0,
        "ceiling": rest > 0,
        "down": False,
        "floor": False,
    }[mode]
    return int(whole) + (1 if up else 0)


def check_sums(made_plan: Any, principal: int) -> None:
    rows = made_plan.instalments
    parts = {name: cents(rows, name) for name in ("principal", "interest", "fee", "payment", "balance")}
    for row in range(len(rows)):
        assert parts["principal"][row] + parts["interest"][row] + parts["fee"][row] == parts["payment"][row]
        before = principal if row == 0 else parts["balance"][row - 1]
        assert parts["balance"][row] == before - parts["principal"][row]
    assert sum(parts["principal"]) == principal
    assert parts["balance"][-1] == 0
    proof = dict(zip(made_plan.proof.to_dict()["line"], cents(made_plan.proof, "amount"), strict=True))
    assert proof["difference"] == proof["balance_after_last"] == 0
    assert proof["payments"] == -sum(parts["payment"])
    figures = made_plan.plans
    assert cents(figures, "cost_of_credit") == [sum(parts["interest"]) + sum(parts["fee"])]


# ---- forms --------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(PRINCIPALS, COUNTS, MONTHLY_RATES, MODES, MODES)
def test_an_annuity_is_the_exact_formula(
    principal: int, count: int, parts: int, mode: str, interest: str
) -> None:
    rate = Fraction(parts, 10**9)
    growth = (1 + rate) ** count
    exact = Fraction(principal, count) if rate == 0 else principal * rate * growth / (growth - 1)
    try:
        found = made(
            principal,
            instalments=count,
            rate=rate_of(parts),
            rate_basis="per_period",
            rounding=mode,
            interest_rounding=interest,
        )
    except openitem.ArgumentError as error:
        # Rounded up so far that the plan ends sooner.
        if "already" not in str(error) or count * (count + 1) <= exact / count:
            raise
        return
    payments, balance = cents(found.instalments, "payment"), principal
    for row, payment in enumerate(payments):
        borne = rounded(balance * rate, interest)
        if row < count - 1:
            assert payment == rounded(exact, mode)
        else:
            assert payment == balance + borne
        balance -= payment - borne
    assert balance == 0
    check_sums(found, principal)


@pytest.mark.parametrize("count", [1, 12, 60, 360])
def test_an_annuity_beside_numpy_financial(count: int) -> None:
    found = made(250_000_00, instalments=count, rate="0.045", rate_basis="periodic")
    expected = -numpy_financial.pmt(0.045 / 12, count, 250_000)
    payments = cents(found.instalments, "payment")
    assert payments[0] == round(expected * 100)
    assert abs(sum(cents(found.instalments, "interest")) / 100 - (expected * count - 250_000)) < count * 0.01


def test_an_annuity_beside_quantlib() -> None:
    notionals = QuantLib.sinkingNotionals(
        QuantLib.Period(5, QuantLib.Years), QuantLib.Monthly, 0.06, 10_000.0
    )
    found = made(10_000_00, instalments=60, rate="0.06", rate_basis="periodic")
    balances = cents(found.instalments, "balance")
    for row in range(60):
        assert abs(balances[row] / 100 - notionals[row + 1]) < 0.35  # cents of sixty roundings


def test_interest_by_days_beside_quantlib() -> None:
    found = made(
        5_000_00,
        form="equal_principal",
        instalments=10,
        rate="0.08",
        rate_basis="day_count",
        day_count="act_360",
    )
    counter, before, balance = QuantLib.Actual360(), START, 5_000_00
    for day, interest in zip(
        found.instalments.to_dict()["due_date"], cents(found.instalments, "interest"), strict=True
    ):
        years = counter.yearFraction(
            QuantLib.Date(before.day, before.month, before.year), QuantLib.Date(day.day, day.month, day.year)
        )
        assert abs(interest - balance * 0.08 * years) <= 0.5000001
        before, balance = day, balance - 500_00


@settings(deadline=None)
@given(PRINCIPALS, COUNTS, MONTHLY_RATES, st.sampled_from(["last", "first", "spread"]))
def test_equal_principal_keeps_every_cent(principal: int, count: int, parts: int, residue: Any) -> None:
    found = made(
        principal,
        form="equal_principal",
        instalments=count,
        rate=rate_of(parts),
        rate_basis="per_period",
        residue=residue,
    )
    check_sums(found, principal)
    amounts = cents(found.instalments, "principal")
    level = amounts[1] if residue == "first" and count > 1 else amounts[0]
    assert all(amount == level for amount in amounts[1:-1]) or residue == "spread"
    if residue == "spread":
        assert amounts == sorted(amounts, reverse=True)
        assert amounts[0] - amounts[-1] <= 1


@settings(deadline=None)
@given(PRINCIPALS, st.integers(2, 48), MONTHLY_RATES, st.sampled_from(["first", "spread"]))
def test_the_residue_goes_where_it_is_asked(principal: int, count: int, parts: int, residue: Any) -> None:
    terms = {"instalments": count, "rate": rate_of(parts), "rate_basis": "per_period"}
    level = cents(made(principal, **terms).instalments, "payment")[0]
    found = made(principal, residue=residue, **terms)
    check_sums(found, principal)
    payments = cents(found.instalments, "payment")
    if residue == "first":
        assert all(payment == level for payment in payments[1:-1])
        assert payments[-1] <= level
    else:
        assert payments[:-1] == sorted(payments[:-1], reverse=True)
        assert payments[0] - payments[-2] <= 1
        # Where no number of larger payments is enough, all are larger, and the last pays what the rounding of interest left.
        assert payments[-1] <= payments[0] + 1 or len(set(payments[:-1])) == 1
        assert payments[-1] <= payments[0] + count


@settings(deadline=None)
@given(
    PRINCIPALS,
    st.integers(1, 40),
    st.integers(0, 20_000_00),
    st.sampled_from(["rule_of_78", "straight_line", "actuarial"]),
)
def test_an_add_on_charge_is_earned_whole(principal: int, count: int, charge: int, earning: Any) -> None:
    found = made(
        principal, form="add_on", instalments=count, charge=Decimal(charge).scaleb(-2), earning=earning
    )
    check_sums(found, principal)
    interest = cents(found.instalments, "interest")
    assert sum(interest) == charge
    whole = count * (count + 1)
    so_far = 0
    for paid, earned in enumerate(interest, start=1):
        so_far += earned
        if earning == "rule_of_78":
            assert so_far == rounded(Fraction(charge * paid * (2 * count - paid + 1), whole), "half_up")
        if earning == "straight_line":
            assert so_far == rounded(Fraction(charge * paid, count), "half_up")


def test_an_actuarial_charge_is_earned_at_the_yield() -> None:
    found = made(
        1_000_00, form="add_on", instalments=12, rate="0.10", rate_basis="periodic", earning="actuarial"
    )
    assert sum(cents(found.instalments, "interest")) == 100_00
    payments = [amount / 100 for amount in cents(found.instalments, "payment")]
    monthly = numpy_financial.irr([-1000.0, *payments])
    balance = 1_000.0
    for interest, payment in zip(cents(found.instalments, "interest"), payments, strict=True):
        assert abs(interest / 100 - balance * monthly) < 0.05
        balance -= payment - interest / 100


def test_interest_only_and_balloon() -> None:
    found = made(10_000_00, form="interest_only", instalments=12, rate="0.005", rate_basis="per_period")
    assert cents(found.instalments, "payment") == [50_00] * 11 + [10_050_00]
    balloon = made(10_000_00, instalments=24, rate="0.005", rate_basis="per_period", balloon="4000.00")
    check_sums(balloon, 10_000_00)
    level = -numpy_financial.pmt(0.005, 24, 10_000, -4_000)
    payments = cents(balloon.instalments, "payment")
    assert payments[0] == round(level * 100)
    assert abs(payments[-1] - payments[0] - 4_000_00) < 24


@settings(deadline=None)
@given(
    PRINCIPALS, st.integers(2, 36), st.integers(0, 5_000_000), st.integers(0, 50_000_000), st.integers(1, 12)
)
def test_graduated_payments_grow(principal: int, count: int, parts: int, growth: int, every: int) -> None:
    rate, step = Fraction(parts, 10**9), 1 + Fraction(growth, 10**9)
    worth = sum(step ** ((k - 1) // every) / (1 + rate) ** k for k in range(1, count + 1))
    first = rounded(principal / worth, "half_up")
    try:
        found = made(
            principal,
            form="graduated",
            instalments=count,
            rate=rate_of(parts),
            rate_basis="per_period",
            growth=rate_of(growth),
            growth_every=every,
        )
    except openitem.ArgumentError as error:
        if "never amortises" not in str(error) or first >= principal * rate + 1:
            raise
        return
    check_sums(found, principal)
    level = first
    for row, payment in enumerate(cents(found.instalments, "payment")[:-1]):
        if row and row % every == 0:
            level = rounded(level * step, "half_up")
        assert payment == level


def test_given_payments_and_parts() -> None:
    found = made(100_00, form="given_payments", given=["50.00", 0], rate="0.02", rate_basis="per_period")
    assert cents(found.instalments, "payment") == [50_00, 53_04]
    same = made(100_00, form="given_payments", given=["50.00", "53.04"], rate="0.02", rate_basis="per_period")
    assert cents(same.instalments, "payment") == [50_00, 53_04]
    parts = made(
        100_00, form="given_principal", given=["30.00", "70.00"], rate="0.02", rate_basis="per_period"
    )
    assert cents(parts.instalments, "interest") == [2_00, 1_40]


# ---- dates, grace, fees -----------------------------------------------------------------------------------------


def test_due_dates_follow_the_schedule() -> None:
    days = made(300_00, instalments=3).instalments.to_dict()["due_date"]
    assert [str(day) for day in days] == ["2026-02-28", "2026-03-31", "2026-04-30"]
    ends = plan.payment_plan(
        "3.00",
        "2026-02-28",
        currency="EUR",
        form="annuity",
        unit="months",
        apr="none",
        instalments=2,
        end_of_month=True,
    )
    assert [str(day) for day in ends.instalments.to_dict()["due_date"]] == ["2026-03-31", "2026-04-30"]
    weekly = made(300_00, instalments=2, unit="weeks", every=2, first_due="2026-02-04")
    assert [str(day) for day in weekly.instalments.to_dict()["due_date"]] == ["2026-02-04", "2026-02-18"]
    moved = made(300_00, instalments=3, convention="following", calendar="TARGET")
    assert [str(day) for day in moved.instalments.to_dict()["due_date"]] == [
        "2026-03-02",
        "2026-03-31",
        "2026-04-30",
    ]


def test_an_odd_first_period_bears_what_is_chosen() -> None:
    terms = {
        "form": "equal_principal",
        "instalments": 2,
        "rate": "0.12",
        "rate_basis": "periodic",
        "first_due": "2026-03-15",
    }
    assert cents(made(1_000_00, odd_period="whole", **terms).instalments, "interest")[0] == 10_00
    by_days = made(1_000_00, odd_period="by_days", day_count="act_365_fixed", **terms)
    assert cents(by_days.instalments, "interest")[0] == rounded(
        Fraction(1_000_00 * 12 * 43, 100 * 365), "half_up"
    )
    assert cents(by_days.instalments, "interest")[1] == 5_00


def test_interest_follows_adjusted_dates_where_asked() -> None:
    terms = {
        "form": "interest_only",
        "instalments": 2,
        "rate": "0.36",
        "rate_basis": "day_count",
        "day_count": "act_360",
        "convention": "following",
        "calendar": "TARGET",
    }
    stays = cents(made(1_000_00, **terms).instalments, "interest")
    moves = cents(made(1_000_00, interest_on_adjusted=True, **terms).instalments, "interest")
    assert stays == [28_00, 31_00]
    assert moves == [30_00, 29_00]


def test_grace() -> None:
    terms = {"instalments": 4, "rate": "0.01", "rate_basis": "per_period", "grace": 2}
    paid = made(1_000_00, grace_kind="interest_only", **terms)
    check_sums(paid, 1_000_00)
    assert cents(paid.instalments, "payment")[:2] == [10_00, 10_00]
    assert cents(paid.instalments, "balance")[:2] == [1_000_00, 1_000_00]
    joined = made(1_000_00, grace_kind="capitalised", **terms)
    check_sums(joined, 1_000_00)
    assert cents(joined.instalments, "payment")[:2] == [0, 0]
    assert cents(joined.instalments, "balance")[:2] == [1_010_00, 1_020_10]


@settings(deadline=None)
@given(
    PRINCIPALS,
    st.integers(2, 24),
    st.integers(0, 20_00),
    st.integers(0, 2_00),
    st.integers(0, 30_00),
    st.booleans(),
)
def test_fees_are_paid_or_financed(
    principal: int, count: int, upfront: int, each: int, once: int, financed: bool
) -> None:
    found = made(
        principal,
        instalments=count,
        rate="0.05",
        rate_basis="periodic",
        upfront_fee=Decimal(upfront).scaleb(-2),
        finance_upfront_fee=financed and upfront > 0,
        instalment_fee=Decimal(each).scaleb(-2),
        single_fee=Decimal(once).scaleb(-2),
        single_fee_instalment=2 if once else 0,
        down_payment_rate="0.1",
    )
    check_sums(found, principal)
    fees = cents(found.instalments, "fee")
    assert sum(fees) == upfront + each * count + once
    assert fees[2] == each + once
    first = found.instalments.to_dict()
    assert (first["instalment"][0], first["due_date"][0]) == (0, START)
    down = rounded(Fraction(principal, 10), "half_up")
    assert cents(found.instalments, "payment")[0] == down + (0 if financed else upfront)
    assert cents(found.instalments, "balance")[0] == principal - down + (upfront if financed else 0)


def test_payments_of_whole_units() -> None:
    found = made(
        1_234_56, instalments=10, rate="0.06", rate_basis="periodic", payment_unit="5.00", rounding="up"
    )
    payments = cents(found.instalments, "payment")
    assert payments[:-1] == [130_00] * 9
    check_sums(found, 1_234_56)


# ---- figures ----------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(PRINCIPALS, st.integers(1, 36), st.integers(1_000_000, 30_000_000))
def test_the_effective_rate_discounts_payments_to_what_is_financed(
    principal: int, count: int, parts: int
) -> None:
    found = made(principal, instalments=count, rate=rate_of(parts), rate_basis="per_period", apr="eu")
    figures = {name: column[0] for name, column in found.plans.to_dict().items()}
    rows = found.instalments.to_dict()
    worth = sum(
        float(payment) / (1 + figures["effective_rate"]) ** ((day - START).days / 365)
        for payment, day in zip(rows["payment"], rows["due_date"], strict=True)
    )
    assert worth == pytest.approx(principal / 100, rel=1e-9)
    advance = [(START, principal / 100)]
    payments = list(zip(rows["due_date"], [float(payment) for payment in rows["payment"]], strict=True))
    expected = cashflow.apr_eu(advance, payments, time_basis="months").rate
    assert figures["apr"] == pytest.approx(expected, abs=1e-13)
    assert figures["largest_payment"] == max(rows["payment"])
    assert figures["final_due_date"] == rows["due_date"][-1]


def test_regulation_z_finds_the_rate_of_the_contract() -> None:
    found = made(5_000_00, instalments=24, rate="0.0969", rate_basis="periodic", apr="regulation_z")
    assert found.plans.to_dict()["apr"][0] == pytest.approx(0.0969, abs=2e-5)  # payments of whole cents
    fee = made(
        5_000_00,
        instalments=24,
        rate="0.0969",
        rate_basis="periodic",
        apr="regulation_z",
        upfront_fee="100.00",
    )
    assert fee.plans.to_dict()["apr"][0] > 0.11


@pytest.mark.parametrize("form", ["annuity", "equal_principal", "interest_only"])
@pytest.mark.parametrize("method", ["eu", "regulation_z"])
def test_a_plan_without_cost_has_rate_0(form: Any, method: Any) -> None:
    found = made(999_99, form=form, instalments=7, apr=method)
    figures = found.plans.to_dict()
    assert cents(found.plans, "cost_of_credit") == [0]
    assert figures["apr"][0] == pytest.approx(0, abs=1e-12)
    assert figures["effective_rate"][0] == pytest.approx(0, abs=1e-12)


def test_no_rate_where_none_is_asked() -> None:
    figures = made(100_00, instalments=2).plans.to_dict()
    assert figures["apr"] == [None]
    assert figures["apr_status"] == ["none"]


# ---- the shortest plan --------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=40)
@given(st.integers(100_00, 5_000_00), st.integers(0, 20_000_000), st.integers(0, 3_00), st.integers(3, 30))
def test_the_shortest_plan_is_minimal(principal: int, parts: int, fee: int, divisor: int) -> None:
    most = principal // divisor + principal * parts // 10**9 + fee + 1
    terms: dict[str, Any] = {
        "rate": rate_of(parts),
        "rate_basis": "per_period",
        "instalment_fee": Decimal(fee).scaleb(-2),
    }
    found = plan.shortest_plan(
        Decimal(principal).scaleb(-2),
        START,
        Decimal(most).scaleb(-2),
        currency="EUR",
        form="annuity",
        unit="months",
        apr="none",
        **terms,
    )
    count = found.plans.to_dict()["instalments"][0]
    check_sums(found, principal)
    assert max(cents(found.instalments, "payment")) <= most
    for fewer in range(1, count):
        assert max(cents(made(principal, instalments=fewer, **terms).instalments, "payment")) > most


def test_no_plan_is_short_enough() -> None:
    with pytest.raises(openitem.ArgumentError, match=r"smallest instalment that is enough is 100\.00 EUR"):
        plan.shortest_plan(
            "400.00",
            START,
            "99.99",
            currency="EUR",
            form="annuity",
            unit="months",
            apr="none",
            most_instalments=4,
        )


# ---- many plans -----------------------------------------------------------------------------------------------------


def test_many_plans_are_the_single_ones_for_any_threads() -> None:
    count = 300
    frame: dict[str, list[Any]] = {
        "plan": [f"P{row:03}" for row in range(count)],
        "principal": [Decimal(1_000_000 + 3_700 * row).scaleb(-2) for row in range(count)],
        "start_date": [START] * count,
        "instalments": [row % 24 + 1 for row in range(count)],
        "rate": [Decimal(row % 9).scaleb(-2) for row in range(count)],
        "currency": ["EUR", "JPY", "USD"] * (count // 3),
    }
    frame["principal"] = [
        amount.quantize(Decimal(1)) if currency == "JPY" else amount
        for amount, currency in zip(frame["principal"], frame["currency"], strict=True)
    ]
    results = [
        plan.payment_plans(
            frame, form="annuity", unit="months", apr="eu", rate_basis="periodic", threads=threads
        )
        for threads in (0, 1, 2, 7)
    ]
    texts = [
        [str(table.to_dict()) for table in (one.instalments, one.plans, one.proof, one.about)]
        for one in results
    ]
    assert all(text == texts[0] for text in texts)
    rows = results[0].instalments.to_dict()
    one = plan.payment_plan(
        frame["principal"][23],
        START,
        currency="USD",
        form="annuity",
        unit="months",
        apr="eu",
        instalments=24,
        rate="0.05",
        rate_basis="periodic",
    ).instalments.to_dict()
    mine = [at for at, key in enumerate(rows["plan"]) if key == "P023"]
    assert [rows["payment"][at] for at in mine] == one["payment"]


# ---- items ------------------------------------------------------------------------------------------------------------

ITEMS = st.lists(
    st.tuples(
        st.integers(1, 90_000),
        st.integers(0, 100),
        st.integers(0, 99),
        st.integers(0, 60),
        st.sampled_from("PQ"),
    ),
    min_size=1,
    max_size=8,
)


@settings(deadline=None)
@given(ITEMS, st.integers(1, 12), st.sampled_from(["oldest_first", "proportional"]))
def test_instalments_are_split_to_the_cent(items: list[Any], count: int, split: Any) -> None:
    frame = {
        "item": list(range(len(items))),
        "plan": [item[4] for item in items],
        "amount": [Decimal(item[0]).scaleb(-2) for item in items],
        "tax": [Decimal(item[0] * item[1] // 100).scaleb(-2) for item in items],
        "disputed": [Decimal((item[0] - 1) * item[2] // 100).scaleb(-2) for item in items],
        "due_date": [START - datetime.timedelta(item[3]) for item in items],
    }
    found = plan.item_plans(
        frame,
        START,
        form="equal_principal",
        unit="months",
        split=split,
        apr="none",
        currency="EUR",
        instalments=count,
        residue="spread",
        rate="0.05",
        rate_basis="periodic",
    )
    rows, parts = found.instalments.to_dict(), found.item_instalments.to_dict()
    for key, number, principal in zip(rows["plan"], rows["instalment"], rows["principal"], strict=True):
        mine = [
            amount
            for one, at, amount in zip(parts["plan"], parts["instalment"], parts["principal"], strict=True)
            if (one, at) == (key, number)
        ]
        assert sum(mine) == principal
    for row, amount in enumerate(frame["amount"]):
        mine = [at for at, item in enumerate(parts["item"]) if item == row]
        planned = amount - frame["disputed"][row]
        assert sum(parts["principal"][at] for at in mine) == planned
        tax = rounded(
            Fraction(int(frame["tax"][row] * 100) * int(planned * 100), int(amount * 100)), "half_up"
        )
        assert sum(int(parts["tax"][at] * 100) for at in mine) == tax
        assert parts["balance"][mine[-1]] == 0
    if split == "oldest_first":
        for key in set(frame["plan"]):
            order = [
                frame["due_date"][item]
                for one, item in zip(parts["plan"], parts["item"], strict=True)
                if one == key
            ]
            assert order == sorted(order)


@pytest.mark.parametrize(
    ("change", "status", "row", "column"),
    [
        ({"item": ["A", "A"]}, "inconsistent_data", 1, "items.item"),
        ({"amount": ["10.00", "0.00"]}, "inconsistent_data", 1, "items.amount"),
        ({"amount": ["10.00", "-5.00"]}, "inconsistent_data", 1, "items.amount"),
        ({"currency": ["EUR", "USD"]}, "inconsistent_data", 1, "items.currency"),
        ({"disputed": ["0.00", "20.00"]}, "inconsistent_data", 1, "items.disputed"),
        ({"disputed": ["0.00", "20.01"]}, "out_of_bounds", 1, "items.disputed"),
        ({"tax": ["-0.01", "0.00"]}, "out_of_bounds", 0, "items.tax"),
        ({"due_date": ["2026-01-01", None]}, "missing_value", 1, "items.due_date"),
        ({"plan": ["P", None]}, "missing_value", 1, "items.plan"),
    ],
)
def test_items_that_fit_no_plan_are_located(change: Any, status: str, row: int, column: str) -> None:
    frame = {
        "item": ["A", "B"],
        "plan": ["P", "P"],
        "amount": ["10.00", "20.00"],
        "due_date": ["2026-01-01", "2026-01-02"],
        "currency": ["EUR", "EUR"],
        **change,
    }
    with pytest.raises(openitem.Error) as refused:
        plan.item_plans(
            frame, START, form="annuity", unit="months", split="proportional", apr="none", instalments=2
        )
    assert (refused.value.status, refused.value.row, refused.value.column) == (status, row, column)


# ---- alternatives -----------------------------------------------------------------------------------------------------


def test_alternatives_by_hand() -> None:
    found = plan.payment_plan(
        "1000.00", "2026-01-01", currency="EUR", form="annuity", unit="years", apr="none", instalments=2
    )
    terms: dict[str, Any] = {
        "cost_of_capital": "0.1",
        "wait_until": "2027-01-01",
        "wait_probability": "0.5",
        "recoverable_tax": "0.19",
        "agency_pays": "2027-01-01",
        "agency_recovery": "0.6",
        "agency_fee": "0.25",
    }
    table = plan.plan_alternatives(found.instalments, "2026-01-01", **terms).alternatives.to_dict()
    assert table["alternative"] == ["plan", "wait", "write_off", "agency"]
    # 500 / 1.1 + 500 / 1.21; 500 / 1.1; 190; 450 / 1.1.
    assert list(map(str, table["present_value"])) == ["867.77", "454.55", "190.00", "409.09"]
    assert list(map(str, table["expected_cash"])) == ["1000.00", "500.00", "190.00", "450.00"]
    assert list(map(str, table["plan_advantage"])) == ["0.00", "413.22", "677.77", "458.68"]
    hazard = plan.plan_alternatives(
        found.instalments, "2026-01-01", **terms, default_hazard="0.1"
    ).alternatives.to_dict()
    assert str(hazard["expected_cash"][0]) == "855.00"  # 450 + 405
    share = plan.plan_alternatives(
        found.instalments, "2026-01-01", **terms, default_share="0.2"
    ).alternatives.to_dict()
    assert str(share["expected_cash"][0]) == "850.00"  # 450 + 400


@pytest.mark.parametrize(
    ("terms", "status"),
    [
        ({"cost_of_capital": -1}, "out_of_bounds"),
        ({"default_hazard": "1.1"}, "out_of_bounds"),
        ({"default_hazard": "0.1", "default_share": "0.1"}, "invalid_argument"),
        ({"wait_probability": "0.5"}, "not_set"),
        ({"agency_recovery": "0.5"}, "not_set"),
        ({"wait_until": "2025-12-31"}, "invalid_argument"),
        ({"cost_of_capital": True}, "invalid_argument"),
    ],
)
def test_alternatives_that_cannot_be_compared(terms: Any, status: str) -> None:
    rows = made(100_00, instalments=1).instalments
    with pytest.raises(openitem.Error) as refused:
        plan.plan_alternatives(rows, "2026-01-31", **{"cost_of_capital": "0.1", **terms})
    assert refused.value.status == status
    with pytest.raises(openitem.DataError, match="due before"):
        plan.plan_alternatives(rows, "2027-01-31", cost_of_capital="0.1")


# ---- the Rule of 78 and a row ---------------------------------------------------------------------------------------------


@given(st.integers(1, 360), st.data())
def test_the_rule_of_78_is_the_sum_of_the_digits(term: int, data: Any) -> None:
    elapsed = data.draw(st.integers(0, term))
    charge = data.draw(st.integers(0, 10**9))
    digits = range(term, 0, -1)
    earned = Fraction(sum(list(digits)[:elapsed]), sum(digits))
    assert plan.rule78_earned_fraction(term, elapsed) == earned
    rebate = plan.rule78_rebate(Decimal(charge).scaleb(-2), term, term - elapsed, currency="EUR")
    assert int(rebate.scaleb(2)) == rounded(charge * (1 - earned), "half_up")


@given(st.integers(1, 120), st.data(), st.floats(0.001, 0.5))
def test_a_row_is_that_of_numpy_financial(periods: int, data: Any, rate: float) -> None:
    row = data.draw(st.integers(1, periods))
    found = plan.annuity_row(1_000.0, rate, row, periods=periods, periods_per_year=12)
    assert found.principal == pytest.approx(
        float(numpy_financial.ppmt(rate / 12, row, periods, 1_000.0)), rel=1e-9
    )
    assert found.interest == pytest.approx(
        float(numpy_financial.ipmt(rate / 12, row, periods, 1_000.0)), rel=1e-9
    )
    payment = numpy_financial.pmt(rate / 12, periods, 1_000.0)
    assert found.balance == pytest.approx(
        float(-numpy_financial.fv(rate / 12, row, payment, 1_000.0)), abs=1e-7
    )


# ---- what is no plan ------------------------------------------------------------------------------------------------------


def asked(principal: Any = "1000.00", start: Any = START, **terms: Any) -> Any:
    given_terms: dict[str, Any] = {
        "currency": "EUR",
        "form": "annuity",
        "unit": "months",
        "apr": "none",
        "instalments": 3,
        **terms,
    }
    return plan.payment_plan(principal, start, **given_terms)


@pytest.mark.parametrize(
    ("terms", "status", "says"),
    [
        ({"principal": "-1.00"}, "out_of_bounds", "principal is -100"),
        ({"principal": "0.00"}, "out_of_bounds", "principal is 0"),
        ({"principal": 1000.0}, "invalid_argument", "float"),
        ({"principal": True}, "invalid_argument", "bool"),
        ({"principal": "NaN"}, "invalid_data", "NaN"),
        ({"instalments": 0}, "out_of_bounds", "instalments is 0"),
        ({"instalments": 2001}, "out_of_bounds", "instalments is 2001"),
        ({"instalments": 3.0}, "invalid_argument", "instalments must be an int"),
        ({"form": ""}, "not_set", "form must be chosen"),
        ({"form": "loan"}, "invalid_argument", "'loan' is not a choice"),
        ({"unit": ""}, "not_set", "unit of the periods"),
        ({"apr": ""}, "not_set", "apr must be chosen"),
        ({"rate": "0.05"}, "not_set", "rate_basis must be chosen"),
        ({"rate": "-0.01", "rate_basis": "periodic"}, "out_of_bounds", "rate is"),
        ({"rate": "100.1", "rate_basis": "periodic"}, "out_of_bounds", "rate is"),
        ({"rate": float("nan"), "rate_basis": "periodic"}, "invalid_data", "(?i)nan"),
        ({"rate": "0.05", "rate_basis": "day_count"}, "not_set", "day_count is not set"),
        ({"every": 0}, "out_of_bounds", "every = 0"),
        ({"first_due": START}, "invalid_argument", "not after the start"),
        ({"first_due": "2026-03-31", "rate": "0.1", "rate_basis": "periodic"}, "not_set", "odd_period"),
        ({"odd_period": "whole"}, "invalid_argument", "without first_due"),
        ({"convention": "following"}, "invalid_argument", "needs a calendar"),
        ({"interest_on_adjusted": True}, "invalid_argument", "business-day convention"),
        ({"interest_on_adjusted": "no"}, "invalid_argument", "True or False"),
        ({"down_payment": "1000.00"}, "invalid_argument", "less than the principal"),
        ({"down_payment": "1.00", "down_payment_rate": "0.1"}, "invalid_argument", "both given"),
        ({"balloon": "1000.01"}, "invalid_argument", "balloon is 100001"),
        ({"balloon": "1.00", "form": "interest_only"}, "invalid_argument", "a balloon belongs"),
        ({"grace": 3, "grace_kind": "capitalised"}, "out_of_bounds", "grace is 3"),
        ({"grace": 1}, "not_set", "grace_kind must be chosen"),
        ({"grace_kind": "capitalised"}, "invalid_argument", "give grace too"),
        ({"grace": 1, "grace_kind": "capitalised", "form": "add_on", "earning": "rule_of_78"}, "invalid_argument", "a grace belongs"),
        ({"charge": "1.00"}, "invalid_argument", "belong to the form add_on"),
        ({"form": "add_on"}, "not_set", "earning must be chosen"),
        ({"growth": "0.1"}, "invalid_argument", "belong to the form graduated"),
        ({"form": "graduated", "growth": "0.1"}, "not_set", "growth_every"),
        ({"form": "graduated", "growth": "-1", "growth_every": 1}, "out_of_bounds", "growth is"),
        ({"given": ["1.00"]}, "invalid_argument", "given belongs"),
        ({"form": "given_payments", "given": ["1.00"]}, "invalid_argument", "instalments is 3, but 1"),
        ({"form": "given_payments", "given": ["1.00"], "instalments": 0}, "invalid_argument", "100000 remain"),
        ({"form": "given_principal", "given": ["1.00"], "instalments": 1}, "invalid_argument", "sum to 100"),
        ({"upfront_fee": "-1.00"}, "out_of_bounds", "upfront_fee is -100"),
        ({"finance_upfront_fee": True}, "invalid_argument", "nothing to finance"),
        ({"instalment_fee": "500.00"}, "invalid_argument", "above what instalment 1 pays"),
        ({"single_fee": "1.00"}, "not_set", "single_fee_instalment"),
        ({"single_fee": "1.00", "single_fee_instalment": 4}, "out_of_bounds", "single_fee_instalment is 4"),
        ({"payment_unit": "0.00"}, "out_of_bounds", "payment_unit is 0"),
        ({"payment_unit": "1000.00", "rounding": "up", "instalments": 5}, "invalid_argument", "already"),
        ({"payment_unit": "5000.00"}, "invalid_argument", "rounds to 0"),
        ({"residue": "first", "form": "interest_only"}, "invalid_argument", "residue"),
        ({"start": "2026-02-30"}, "invalid_data", "2026-02-30"),
        ({"start": "9999-12-31"}, "date_out_of_range", "leaves"),
        ({"currency": "XAU"}, "unknown_name", "XAU"),
    ],
)  # fmt: skip
def test_what_is_no_plan_is_refused(terms: Any, status: str, says: str) -> None:
    with pytest.raises(openitem.Error, match=says) as refused:
        asked(**terms)
    assert refused.value.status == status


def test_interest_that_never_amortises_names_the_payment_that_would() -> None:
    terms = {"form": "given_payments", "rate": "0.02", "rate_basis": "per_period", "instalments": 0}
    with pytest.raises(
        openitem.ArgumentError, match="never amortises; the smallest payment that would is 2001 minor units"
    ):
        asked(given=["19.99", "0"], **terms)
    assert asked(given=["20.01", "0"], **terms).instalments.to_dict()["principal"][0] == Decimal("0.01")


def test_a_bad_row_is_located() -> None:
    frame: dict[str, Any] = {"principal": ["1.00", "x"], "start_date": [START] * 2}
    options: dict[str, Any] = {
        "form": "annuity",
        "unit": "months",
        "apr": "none",
        "currency": "EUR",
        "instalments": 2,
    }
    with pytest.raises(openitem.DataError) as unreadable:
        plan.payment_plans(frame, **options)
    assert (unreadable.value.row, unreadable.value.column) == (1, "plans.principal")
    with pytest.raises(openitem.Error) as negative:
        plan.payment_plans({**frame, "principal": ["1.00", "-1.00"]}, **options)
    assert (negative.value.row, negative.value.status) == (1, "out_of_bounds")
    for wrong in (
        {"colour": ["red"] * 2},
        {"plan": ["A", "A"]},
        {"instalments": [1, 0]},
        {"rate": ["0", "-1"]},
    ):
        with pytest.raises(openitem.Error):
            plan.payment_plans({**frame, "principal": ["1.00"] * 2, **wrong}, **options)
    with pytest.raises(openitem.ArgumentError, match="colour is no term"):
        plan.payment_plans(frame, colour="red", **options)
    with pytest.raises(openitem.ArgumentError, match="state its currency too"):
        plan.payment_plans(
            {**frame, "currency": ["EUR"] * 2},
            form="annuity",
            unit="months",
            apr="none",
            instalment_fee="1.00",
        )


# ---- the command ------------------------------------------------------------------------------------------------------------


def test_the_command_shows_a_plan() -> None:
    asked_for = [
        "plan", "1200.00", "--currency", "EUR", "--start", "2026-01-31", "--form", "equal_principal", "--instalments", "12",
        "--unit", "months", "--rate", "0.12", "--rate-basis", "periodic", "--apr", "eu",
    ]  # fmt: skip
    shown = CliRunner().invoke(app, [*asked_for, "--format", "json"])
    assert shown.exit_code == 0, shown.output
    document = json.loads(shown.output)
    assert document["schema"] == "openitem.plan/1"
    assert len(document["instalments"]) == 12
    words = CliRunner().invoke(app, asked_for)
    assert "12 instalments, 78.00 EUR for credit" in words.output
    short = CliRunner().invoke(
        app, [*asked_for[:-8], "--unit", "months", "--apr", "none", "--most", "150.00"]
    )
    assert short.exit_code == 0, short.output
    assert "8 instalments" in short.output
    assert CliRunner().invoke(app, ["plan", "1200.00"]).exit_code != 0
