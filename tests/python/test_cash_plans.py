"""Plans on days of free cash: an independent model in fractions, invariants, bad input, the command line."""

import datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openitem
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openitem import plan
from openitem.cli.app import app
from typer.testing import CliRunner

START = datetime.date(2026, 1, 1)
CASH = st.lists(st.tuples(st.integers(1, 700), st.integers(0, 900_00)), min_size=1, max_size=14)


# ---- the page once more, in fractions ---------------------------------------------------------------------------


def half_up(value: Fraction) -> int:
    return int((2 * value + 1) // 2)


def by_day(cash: list[tuple[int, int]]) -> list[tuple[int, int]]:
    sums: dict[int, int] = {}
    for offset, amount in cash:
        sums[offset] = sums.get(offset, 0) + amount
    return sorted(sums.items())


def paid(
    principal: int, cash: list[tuple[int, int]], share: Fraction, rate: Fraction, unit: int
) -> tuple[list[tuple[int, int, int]], int]:
    """(day, principal, interest) of each payment at Act/365F, and what is owed after the last day."""
    balance, owed, before = principal, 0, 0
    payments = []
    for offset, free in by_day(cash):
        owed += half_up(balance * rate * (offset - before) / 365)
        before = offset
        allowed = int(free * share // 1)
        debt = balance + owed
        payment = debt if debt <= allowed else allowed // unit * unit
        interest = min(payment, owed)
        owed -= interest
        balance -= payment - interest
        if payment:
            payments.append((offset, payment - interest, interest))
        if balance + owed == 0:
            break
    return payments, balance + owed


def made(
    principal: int, cash: list[tuple[int, int]], *, use: Any = "soonest", apr: Any = "none", **terms: Any
) -> plan.CashPlans:
    return plan.cash_plans(
        {"principal": [Decimal(principal).scaleb(-2)], "start_date": [START]},
        {
            "date": [START + datetime.timedelta(days=offset) for offset, _ in cash],
            "amount": [Decimal(amount).scaleb(-2) for _, amount in cash],
        },
        use=use,
        apr=apr,
        currency="EUR",
        **terms,
    )


def rows_of(found: plan.CashPlans) -> list[tuple[int, int, int]]:
    rows = found.instalments.to_dict()
    return [
        ((day - START).days, int(part.scaleb(2)), int(interest.scaleb(2)))
        for day, part, interest in zip(rows["due_date"], rows["principal"], rows["interest"], strict=True)
    ]


@settings(deadline=None, max_examples=150)
@given(
    principal=st.integers(1, 2_000_00),
    cash=CASH,
    rate=st.sampled_from([0, 60_000_000, 1_500_000_000]),
    unit=st.sampled_from([1, 100, 50_00]),
    most=st.sampled_from([10**9, 400_000_000]),
    use=st.sampled_from(["soonest", "smallest_share"]),
)
def test_plans_are_those_of_the_page(
    principal: int, cash: list[tuple[int, int]], rate: int, unit: int, most: int, use: str
) -> None:
    fraction = Fraction(rate, 10**9)
    terms = {
        "use": use,
        "rate": Decimal(rate).scaleb(-9),
        "day_count": "act_365_fixed",
        "payment_unit": Decimal(unit).scaleb(-2),
        "most_share": Decimal(most).scaleb(-9),
    }
    expected, missing = paid(principal, cash, Fraction(most, 10**9), fraction, unit)
    if missing:
        with pytest.raises(openitem.ArgumentError, match=f"{Decimal(missing).scaleb(-2)} EUR are owed"):
            made(principal, cash, **terms)
        return
    found = made(principal, cash, **terms)
    share = round(found.shares.to_dict()["share"][0] * 10**9)
    if use == "soonest":
        assert share == most
    else:
        expected, missing = paid(principal, cash, Fraction(share, 10**9), fraction, unit)
        assert missing == 0
        assert share == 1 or paid(principal, cash, Fraction(share - 1, 10**9), fraction, unit)[1] > 0
    assert rows_of(found) == expected
    proof = dict(zip(found.proof.to_dict()["line"], found.proof.to_dict()["amount"], strict=True))
    assert proof["difference"] == 0
    assert proof["balance_after_last"] == 0
    used = found.cash.to_dict()
    assert all(
        payment + unused == free >= payment
        for payment, unused, free in zip(used["payment"], used["unused"], used["free_cash"], strict=True)
    )
    assert sum(used["payment"]) == found.plans.to_dict()["payments"][0]


@settings(deadline=None, max_examples=60)
@given(
    principal=st.integers(1, 500_00),
    cash=CASH,
    shares=st.lists(st.integers(0, 100), min_size=14, max_size=14),
)
def test_no_plan_within_the_cash_ends_sooner(
    principal: int, cash: list[tuple[int, int]], shares: list[int]
) -> None:
    """Any payments within the free cash of each day, interest at 6 %: none is done before `soonest`."""
    rate = Fraction(6, 100)
    _, missing = paid(principal, cash, Fraction(1), rate, 1)
    if missing:
        return
    terms = {"rate": "0.06", "day_count": "act_365_fixed"}
    last = rows_of(made(principal, cash, **terms))[-1][0]
    balance, owed, before = principal, 0, 0
    for (offset, free), share in zip(by_day(cash), shares, strict=False):
        owed += half_up(balance * rate * (offset - before) / 365)
        before = offset
        payment = min(balance + owed, free * share // 100)
        interest = min(payment, owed)
        owed -= interest
        balance -= payment - interest
        if balance + owed == 0:
            assert offset >= last
            break


def test_many_plans_are_those_alone_whatever_the_order_and_the_threads() -> None:
    plans = {
        "plan": [f"P{row:03}" for row in range(200)],
        "principal": [Decimal(100 + row) for row in range(200)],
        "start_date": [START] * 200,
        "rate": [None if row % 3 else Decimal("0.08") for row in range(200)],
    }
    rows = [
        (f"P{row:03}", START + datetime.timedelta(days=20 * part + row % 7 + 1), Decimal(60 + row))
        for row in range(200)
        for part in range(4)
    ]
    terms: dict[str, Any] = {"use": "smallest_share", "apr": "eu", "currency": "EUR", "rate": "0.05"}

    def asked(order: list[Any], threads: int) -> Any:
        cash = dict(zip(("plan", "date", "amount"), map(list, zip(*order, strict=True)), strict=True))
        return plan.cash_plans(plans, cash, threads=threads, day_count="act_360", **terms)

    one = asked(rows, 1)
    other = asked(rows[::-1], 3)
    for table in ("instalments", "plans", "shares", "cash", "proof"):
        assert getattr(one, table).to_dict() == getattr(other, table).to_dict()
    alone = plan.cash_plans(
        {"principal": [Decimal(142)], "start_date": [START]},
        {"date": [row[1] for row in rows if row[0] == "P042"], "amount": [Decimal(102)] * 4},
        day_count="act_360",
        **{**terms, "rate": "0.08"},
    )
    mine = [at for at, key in enumerate(one.instalments.to_dict()["plan"]) if key == "P042"]
    assert [one.instalments.to_dict()["payment"][at] for at in mine] == alone.instalments.to_dict()["payment"]
    assert one.plans.to_dict()["apr"][42] == alone.plans.to_dict()["apr"][0]


def test_interest_bears_no_interest() -> None:
    """At 12 % on 1,000.00 for two days of 365 days each, and 100.00 in between: 120 + 120, not compounded."""
    found = made(1000_00, [(365, 100_00), (730, 2000_00)], rate="0.12", day_count="act_365_fixed")
    assert rows_of(found) == [(365, 0, 100_00), (730, 1000_00, 140_00)]
    assert found.cash.to_dict()["interest_owed"] == [Decimal("20.00"), Decimal("0.00")]


def test_the_annual_percentage_rate_is_that_of_the_payments() -> None:
    """One payment after a year of Act/365F at 12 %."""
    found = made(1000_00, [(365, 2000_00)], rate="0.12", day_count="act_365_fixed", apr="eu")
    assert found.plans.to_dict()["apr"][0] == pytest.approx(0.12, abs=1e-9)
    assert found.plans.to_dict()["effective_rate"][0] == pytest.approx(0.12, abs=1e-9)
    free = made(1000_00, [(100, 600_00), (200, 600_00)], apr="eu")
    assert free.plans.to_dict()["apr"][0] == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize(
    ("plans", "cash", "status", "row", "column"),
    [
        ({"principal": ["0.00"]}, {}, "out_of_bounds", 0, "plans.principal"),
        ({"principal": ["-5.00"]}, {}, "out_of_bounds", 0, "plans.principal"),
        ({}, {"date": ["2026-01-01", "2026-02-01"]}, "invalid_data", 0, "cash.date"),
        ({}, {"amount": ["10.00", "-0.01"]}, "invalid_data", 1, "cash.amount"),
        ({}, {"amount": ["10.00", None]}, "missing_value", 1, "cash.amount"),
        ({}, {"amount": ["10.00", "10.001"]}, "inexact_amount", 1, "cash.amount"),
        ({}, {"plan": ["P", "Q"]}, "unknown_reference", 1, "cash.plan"),
        ({}, {"plan": ["P", None]}, "missing_value", 1, "cash.plan"),
        ({}, {"currency": ["EUR", "USD"]}, "inconsistent_data", 1, "cash.currency"),
        ({"rate": ["-0.01"]}, {}, "invalid_data", 0, "plans.rate"),
        ({"start_date": [None]}, {}, "missing_value", 0, "plans.start_date"),
        ({"weight": [1]}, {}, "unknown_name", -1, "plans.weight"),
    ],
)
def test_bad_cells_are_named(
    plans: dict[str, Any], cash: dict[str, Any], status: str, row: int, column: str
) -> None:
    all_plans = {"plan": ["P"], "principal": ["15.00"], "start_date": ["2026-01-01"], **plans}
    all_cash = {
        "plan": ["P", "P"],
        "date": ["2026-01-15", "2026-02-15"],
        "amount": ["10.00", "10.00"],
        **cash,
    }
    with pytest.raises(openitem.Error) as raised:
        plan.cash_plans(all_plans, all_cash, use="soonest", apr="none", currency="EUR")
    assert raised.value.status == status
    assert (raised.value.row, raised.value.column) == (None if row < 0 else row, column)


@pytest.mark.parametrize(
    ("terms", "status"),
    [
        ({"use": "fast"}, "invalid_argument"),
        ({"apr": "regulation_z"}, "invalid_argument"),
        ({"most_share": 0}, "out_of_bounds"),
        ({"most_share": "1.1"}, "out_of_bounds"),
        ({"most_share": "0.5"}, "invalid_argument"),
        ({"rate": "0.05"}, "not_set"),
        ({"rate": -1}, "out_of_bounds"),
        ({"payment_unit": 0}, "out_of_bounds"),
        ({"threads": 257}, "out_of_bounds"),
    ],
)
def test_bad_terms_are_named(terms: dict[str, Any], status: str) -> None:
    with pytest.raises(openitem.Error) as raised:
        made(100_00, [(10, 60_00), (20, 60_00)], **{"use": "soonest", **terms})
    assert raised.value.status == status


def test_a_payment_unit_needs_a_currency() -> None:
    rows = {"principal": ["1.00"], "start_date": ["2026-01-01"], "currency": ["EUR"]}
    cash = {"date": ["2026-01-02"], "amount": ["1.00"]}
    with pytest.raises(openitem.ArgumentError, match="currency"):
        plan.cash_plans(rows, cash, use="soonest", apr="none", payment_unit="0.10")
    assert plan.cash_plans(rows, cash, use="soonest", apr="none").words == [
        "1 instalment, 0.00 EUR for credit, at most 1.00 at a time, the last on 2026-01-02"
    ]


def test_several_plans_need_keys_and_each_needs_cash() -> None:
    two = {"principal": ["1.00", "2.00"], "start_date": ["2026-01-01"] * 2}
    cash = {"date": ["2026-01-02"], "amount": ["5.00"]}
    with pytest.raises(openitem.Error, match="column plan"):
        plan.cash_plans(two, cash, use="soonest", apr="none", currency="EUR")
    with pytest.raises(openitem.Error, match="no day of free cash") as raised:
        plan.cash_plans(
            {"plan": ["A", "B"], **two},
            {"plan": ["A"], **cash},
            use="soonest",
            apr="none",
            currency="EUR",
        )
    assert raised.value.row == 1


# ---- the command line ---------------------------------------------------------------------------------------------


def test_the_command_line(tmp_path: Path) -> None:
    due, free = tmp_path / "plans.csv", tmp_path / "cash.csv"
    due.write_text("plan,principal,start_date\nM,1000.00,2026-01-01\n")
    free.write_text("plan,date,amount\nM,2026-01-31,600.00\nM,2026-04-01,900.00\nM,2026-05-01,500.00\n")
    said = CliRunner().invoke(
        app,
        ["plan-cash", str(due), str(free), "--use", "smallest_share", "--apr", "none", "--currency", "EUR"],
    )
    assert said.exit_code == 0, said.output
    assert (
        "3 instalments, 0.00 EUR for credit, at most 450.00 at a time, the last on 2026-05-01" in said.output
    )
    asked = ["plan-cash", str(due), str(free), "--use", "soonest", "--apr", "none", "--currency", "EUR"]
    assert CliRunner().invoke(app, [*asked, "--most-share", "0.4"]).exit_code != 0


def test_items_on_the_command_line(tmp_path: Path) -> None:
    items = tmp_path / "items.csv"
    items.write_text("item,plan,amount,due_date\nA,P,100.00,2026-01-31\nB,P,50.00,2026-02-28\n")
    asked = [
        "plan-items",
        str(items),
        "--start",
        "2026-03-01",
        "--split",
        "oldest_first",
        "--form",
        "annuity",
    ]
    asked += ["--unit", "months", "--apr", "none", "--instalments", "3", "--currency", "EUR"]
    said = CliRunner().invoke(app, [*asked, "--format", "csv"])
    assert said.exit_code == 0, said.output
    rows = [line.split(",") for line in said.output.strip().splitlines()]
    principal = rows[0].index("principal")
    assert [(row[rows[0].index("item")], row[principal]) for row in rows[1:]] == [
        ("A", "50.00"),
        ("A", "50.00"),
        ("B", "50.00"),
    ]


def test_alternatives_on_the_command_line() -> None:
    """1,000.00 in two years' payments at 10 %: 500 / 1.1 + 500 / 1.21 = 867.77; half of it in a year 454.55."""
    asked = ["plan", "1000.00", "--currency", "EUR", "--start", "2026-01-01", "--form", "annuity"]
    asked += ["--unit", "years", "--apr", "none", "--instalments", "2", "--format", "json"]
    compared = ["--wait-until", "2027-01-01", "--wait-probability", "0.5"]
    said = CliRunner().invoke(app, [*asked, *compared, "--cost-of-capital", "0.1"])
    assert said.exit_code == 0, said.output
    assert "867.77" in said.output
    assert "454.55" in said.output
    assert CliRunner().invoke(app, [*asked, *compared]).exit_code != 0


def test_the_rate_is_said_as_it_was_stated() -> None:
    """As a decimal, from whichever unit it came."""

    def said(rate: str) -> str:
        about = made(100_00, [(10, 200_00)], rate=rate, day_count="act_365_fixed").about.to_dict()
        return str(dict(zip(about["name"], about["value"], strict=True))["rate"])

    assert [said(rate) for rate in ("0.06", "0", "12", "0.000000000000001")] == [
        "0.06",
        "0",
        "12",
        "0.000000000000001",
    ]
