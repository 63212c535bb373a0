"""Early-payment discounts through Python and the command line: docs/methods/discounts.md."""

import datetime
import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy
import openitem
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openitem import cashflow, discount
from openitem.cli.app import app
from typer.testing import CliRunner

DUE = datetime.date(2026, 6, 30)
RATES = st.floats(1e-4, 0.3)
DAYS = st.integers(0, 60)
LATER = st.integers(1, 120)
YEARS = st.sampled_from([360, 365])


@given(RATES, DAYS, LATER, YEARS)
def test_costs_are_the_formulas(rate: float, day: int, days: int, year: int) -> None:
    def cost(method: discount.Method) -> float:
        return discount.cost_of_trade_credit(rate, day, day + days, method=method, year_days=year)

    exact = Fraction(rate)
    assert cost("face") == pytest.approx(float(exact * year / days), rel=1e-14)
    assert cost("nominal") == pytest.approx(float(exact / (1 - exact) * year / days), rel=1e-14)
    assert cost("effective") == pytest.approx((1 - rate) ** (-year / days) - 1, rel=1e-10)
    assert cost("face") <= cost("nominal") <= cost("effective") * (1 + 1e-14)


@given(st.floats(1e-4, 0.1), st.integers(10, 120))
def test_effective_cost_is_the_yield_of_the_flows(rate: float, days: int) -> None:
    issue = datetime.date(2026, 1, 1)
    dates = [issue, issue + datetime.timedelta(days)]
    found = cashflow.xirr(dates, [1 - rate, -1.0])
    cost = discount.cost_of_trade_credit(rate, 0, days, method="effective", year_days=365)
    assert found.rate == pytest.approx(cost, rel=1e-9)


@given(st.floats(0.001, 0.4), DAYS, LATER, YEARS)
def test_the_break_even_discount_leaves_nothing(rate: float, day: int, days: int, year: int) -> None:
    d = discount.breakeven_discount(rate, days, compounding="effective", year_days=year)
    value = discount.npv_of_offer(
        "1.00", d, day, day + days, rate, compounding="effective", year_days=year, currency="EUR"
    )
    assert abs(value.gain) < 1e-12
    assert abs(value.saving) < 1e-12


@given(
    st.integers(-(10**11), 10**11),
    st.integers(0, 500_000_000),
    st.integers(0, 365),
    st.sampled_from([360, 366]),
)
def test_dynamic_discounts_are_exact(minor: int, apr: int, days: int, year: int) -> None:
    if apr * days >= 10**9 * year:
        return
    amount = Decimal(minor).scaleb(-2)
    found = discount.dynamic_discount(
        amount, Decimal(apr).scaleb(-9), days, year_days=year, currency="EUR", rounding="floor"
    )
    assert found.discount.scaleb(2) == minor * apr * days // (10**9 * year)
    assert found.discount + found.payment == amount


def test_columns_are_the_single_figures_for_any_threads() -> None:
    generator = numpy.random.default_rng(6)
    rates, days = generator.uniform(0, 0.2, 70_000), generator.integers(0, 30, 70_000)
    net = days + generator.integers(1, 90, 70_000)
    costs = discount.cost_of_trade_credit(rates, days, net, method="effective", year_days=365, threads=4)
    again = discount.cost_of_trade_credit(rates, days, net, method="effective", year_days=365)
    assert costs.tobytes() == again.tobytes()
    for row in (0, 1, 69_999):
        assert costs[row] == discount.cost_of_trade_credit(
            rates[row], int(days[row]), int(net[row]), method="effective", year_days=365
        )
    broadcast = discount.cost_of_trade_credit(0.02, 10, net + 10, method="face", year_days=360)
    assert broadcast[0] == 0.02 * 360 / net[0]
    minor = generator.integers(0, 10**7, 70_000)
    values = discount.npvs_of_offers(
        minor,
        rates,
        days,
        net,
        0.08,
        compounding="simple",
        year_days=365,
        currency="EUR",
        money="minor",
        threads=3,
    )
    one = discount.npv_of_offer(
        Decimal(int(minor[5])).scaleb(-2),
        rates[5],
        int(days[5]),
        int(net[5]),
        0.08,
        compounding="simple",
        year_days=365,
        currency="EUR",
    )
    assert [figure[5] for figure in values] == [one.pv_discounted, one.pv_net, one.gain, one.saving]


def test_offers_in_words_and_figures() -> None:
    offer = discount.price_offer("5/10 net 30", rate=0.1, compounding="simple")
    assert offer.words == ["5/10 net 30 costs 96.05 % a year simple, 155.00 % effective (365 days)"]
    row = {name: column[0] for name, column in offer.offer.to_dict().items()}
    assert (row["days_early"], row["take"], row["offer"]) == (20, 1, 0)
    tiers = discount.price_offer("3/10, 2/20, net 45", payment_day=60)
    assert len(tiers.words) == 2
    assert tiers.offer.to_dict()["days_early"] == [50, 50, 40, 40]
    dated = discount.price_offer("2% by EOM + 10 days, net 20 after discount", "2026-03-05")
    assert dated.offer.to_dict()["discount_days"] == [36, 36]
    about = dict(zip(*offer.about.to_dict().values(), strict=True))
    assert about["compounding"] == "simple"
    assert about["payment_day"] == "30"


def test_items_keep_their_kind_and_add_up() -> None:
    frame = {
        "item": ["A", "B", "C"],
        "currency": ["USD", "EUR", "USD"],
        "amount": ["10000.00", "100000.00", "300.00"],
        "due_date": [DUE] * 3,
        "pay_date": [DUE - datetime.timedelta(7), DUE - datetime.timedelta(25), None],
        "apr": ["0.18", "0.36", "0.10"],
    }
    result = discount.item_discounts(frame, year_days=360)
    assert result.items.to_dict()["discount"] == [Decimal("35.00"), Decimal("2500.00"), Decimal("0.00")]
    assert result.items.to_dict()["pay_date"][2] is None
    totals = result.totals.to_dict()
    assert totals["currency"] == ["EUR", "USD"]
    assert totals["payment"] == [Decimal("97500.00"), Decimal("10265.00")]
    differences = [
        amount
        for line, amount in zip(*[result.proof.to_dict()[name] for name in ("line", "amount")], strict=True)
        if line == "difference"
    ]
    assert differences == [0, 0]


@pytest.mark.parametrize(
    ("call", "status", "says"),
    [
        (lambda: cost(1.0, 10, 30), "out_of_bounds", "discount_rate is 1"),
        (lambda: cost(float("nan"), 10, 30), "out_of_bounds", "not a number"),
        (lambda: cost(0.02, 30, 30), "out_of_bounds", "payment_day is 30"),
        (lambda: cost(0.02, 10, 30, year_days=400), "out_of_bounds", "year_days is 400"),
        (lambda: cost(0.02, 10, 30, year_days=0), "not_set", "year_days"),
        (lambda: cost(0.02, 10, 30, method="crude"), "invalid_argument", "'nominal'"),
        (lambda: cost("2 %", 10, 30), "invalid_argument", "discount_rate must be a number"),
        (lambda: cost(0.02, 10.5, 30), "invalid_argument", "discount_days must be a whole number"),
        (lambda: cost([0.02, 0.03], [10] * 3, 30), "ragged_columns", "2 and 3"),
        (lambda: discount.dso_after_discount(60, 10, 30), "out_of_bounds", "share_taking is 60"),
        (lambda: discount.price_offer("net 30"), "invalid_argument", "offers no discount"),
        (lambda: discount.price_offer("2/10 net 30", rate=0.1), "not_set", "compounding"),
        (lambda: dynamic("1.00", 1, 365), "invalid_argument", "the whole amount"),
        (lambda: dynamic("1.00", -0.1, 3), "out_of_bounds", "apr"),
    ],
)  # fmt: skip
def test_what_is_no_offer_is_refused(call: Any, status: str, says: str) -> None:
    with pytest.raises(openitem.Error, match=says) as refused:
        call()
    assert refused.value.status == status


def cost(rate: Any, days: Any, net: Any, method: Any = "nominal", year_days: int = 365) -> Any:
    return discount.cost_of_trade_credit(rate, days, net, method=method, year_days=year_days)


def dynamic(amount: str, apr: Any, days: int) -> Any:
    return discount.dynamic_discount(amount, apr, days, year_days=365, currency="EUR")


def test_a_bad_row_is_located() -> None:
    with pytest.raises(openitem.ArgumentError) as refused:
        cost([0.02, 0.03, -1.0], 10, 30)
    assert refused.value.row == 2
    frame = {"amount": ["1.00", "x"], "due_date": [DUE] * 2, "pay_date": [DUE] * 2}
    with pytest.raises(openitem.DataError) as unreadable:
        discount.item_discounts(frame, 0.1, year_days=365, currency="EUR")
    assert (unreadable.value.row, unreadable.value.column) == (1, "items.amount")


def test_the_command_prices_an_offer() -> None:
    shown = CliRunner().invoke(app, ["discount", "5/10 net 30"])
    assert shown.exit_code == 0, shown.output
    assert shown.output.startswith("5/10 net 30 costs 96.05 % a year simple, 155.00 % effective (365 days)\n")
    asked = ["discount", "2/10 net 30", "--rate", "0.08", "--compounding", "effective", "--format", "json"]
    document = json.loads(CliRunner().invoke(app, asked).output)
    assert document["schema"] == "openitem.discount/1"
    assert [row["take"] for row in document["offer"]] == [1, 1]


def test_the_command_lists_pay_dates() -> None:
    asked = [
        "discount", "--amount", "10000.00", "--currency", "USD", "--apr", "0.18", "--due", "2026-06-30",
        "--pay", "2026-06-28", "--year-days", "360", "--format", "csv",
    ]  # fmt: skip
    shown = CliRunner().invoke(app, asked)
    assert shown.exit_code == 0, shown.output
    header, first, *_, last = shown.output.splitlines()
    assert header == "pay_date,days_accelerated,currency,discount,payment,apr,nominal,effective"
    assert first.startswith("2026-06-28,2,USD,10.00,9990.00,0.18,")
    assert last == "2026-06-30,0,USD,0.00,10000.00,,,"
    for wrong in (
        ["discount"],
        ["discount", "2/10 net 30", *asked[1:]],
        asked[:5],
        ["discount", "--rate", "1"],
    ):
        assert CliRunner().invoke(app, wrong).exit_code != 0, wrong
