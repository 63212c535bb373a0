"""Which discounts to offer: docs/methods/discount_portfolio.md, beside every plan, linear and integer programmes of HiGHS."""

import datetime
import itertools
import json
import random
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy
import openitem
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openitem import discount
from openitem.cli.app import app
from typer.testing import CliRunner

optimize = pytest.importorskip("scipy.optimize")

DAY = datetime.date(2026, 3, 1)
CHOICES: dict[str, Any] = {
    "side": "seller",
    "budget_basis": "worst_case",
    "compounding": "simple",
    "year_days": 365,
    "cost_of_capital": "0.12",
    "take_up": 1,
    "money": "minor",
    "currency": "EUR",
}


def plan(items: Any, offers: Any, **options: Any) -> discount.DiscountPortfolio:
    return discount.discount_portfolio(items, DAY, offers, **(CHOICES | options))


def cents(table: Any, name: str) -> list[int]:
    return [int(value * 100) for value in table.to_dict()[name]]


def half_up(value: Fraction) -> int:
    """Half away from zero."""
    size = int(abs(value) * 2 + 1) // 2
    return -size if value < 0 else size


def after(days: int) -> datetime.date:
    return DAY + datetime.timedelta(days)


# ---- random portfolios --------------------------------------------------------------------------------------


@st.composite
def portfolios(draw: Any, most_items: int = 5) -> dict[str, Any]:
    rows = draw(st.integers(1, most_items))
    tiers = draw(st.integers(1, 3))
    numbers = range(rows)
    items = {
        "item": [f"i{row}" for row in numbers],
        "amount": [draw(st.integers(0, 3_000_000)) for _ in numbers],
        "due_date": [after(draw(st.integers(-5, 90))) for _ in numbers],
        "days_late": [draw(st.integers(-20, 60)) for _ in numbers],
        "take_up": [draw(st.sampled_from(["0", "0.25", "0.333333333", "1"])) for _ in numbers],
        "cost_of_capital": [draw(st.sampled_from(["0.02", "0.08", "0.3"])) for _ in numbers],
    }
    offers = {
        "discount_rate": [
            draw(st.sampled_from(["0", "0.001", "0.005", "0.01", "0.02"])) for _ in range(tiers)
        ],
        "days": [draw(st.integers(0, 40)) for _ in range(tiers)],
    }
    return {
        "items": items,
        "offers": offers,
        "side": draw(st.sampled_from(["seller", "buyer"])),
        "budget_basis": draw(st.sampled_from(["expected", "worst_case"])),
        "budget": draw(st.integers(0, 120_000)) if draw(st.booleans()) else draw(st.integers(0, 6_000_000)),
    }


def solved(case: dict[str, Any], **options: Any) -> discount.DiscountPortfolio:
    budget = options.pop("budget", case["budget"])
    return plan(
        case["items"],
        case["offers"],
        side=case["side"],
        budget_basis=case["budget_basis"],
        budgets={"EUR": budget},
        **({"take_up": None, "cost_of_capital": None} | options),
    )


def expected_candidates(case: dict[str, Any]) -> list[list[tuple[int, ...]]]:
    """Discount, gain if taken, gain and cost of every candidate by exact fractions; () where it is after the due date."""
    items, offers = case["items"], case["offers"]
    found: list[list[Any]] = []
    for row, amount in enumerate(items["amount"]):
        due = (items["due_date"][row] - DAY).days
        likely = max(0, due + items["days_late"][row])
        rate, share = Fraction(items["cost_of_capital"][row]), Fraction(items["take_up"][row])
        found.append([])
        for tier, days in enumerate(offers["days"]):
            if days > due:
                found[-1].append(())
                continue
            discounted = half_up(amount * Fraction(offers["discount_rate"][tier]))
            early = half_up((amount - discounted) / (1 + rate * days / 365))
            late = half_up(amount / (1 + rate * likely / 365))
            gain = early - late if case["side"] == "seller" else late - early
            spent = discounted if case["side"] == "seller" else amount - discounted
            cost = spent if case["budget_basis"] == "worst_case" else half_up(spent * share)
            found[-1].append((discounted, gain, half_up(gain * share), cost))
    return found


@settings(deadline=None)
@given(portfolios())
def test_candidates_are_the_formulas(case: dict[str, Any]) -> None:
    found = solved(case).offers
    figures = zip(
        *(cents(found, name) for name in ("discount", "gain_if_taken", "gain", "cost")), strict=True
    )
    statuses = found.to_dict()["status"]
    for figure, wanted, status in zip(
        figures, itertools.chain(*expected_candidates(case)), statuses, strict=True
    ):
        assert (status == "after_due") == (wanted == ())
        assert figure == (wanted or (0, 0, 0, 0))
        if status == "no_gain":
            assert figure[2] <= 0


@settings(deadline=None, max_examples=300)
@given(portfolios())
def test_the_plan_is_the_best_of_all(case: dict[str, Any]) -> None:
    candidates = expected_candidates(case)
    options = [[(0, 0)] + [(c[3], c[2]) for c in of if c and c[2] > 0] for of in candidates]
    best = max(
        sum(gain for _, gain in picks)
        for picks in itertools.product(*options)
        if sum(cost for cost, _ in picks) <= case["budget"]
    )
    found = solved(case)
    bound = found.bound.to_dict()
    assert cents(found.bound, "value") == [best]
    assert bound["exact"] == [1]
    assert cents(found.bound, "lp_bound")[0] >= best
    assert cents(found.totals, "cost")[0] <= case["budget"]


@settings(deadline=None)
@given(portfolios(), st.integers(0, 500_000))
def test_more_budget_is_never_worse(case: dict[str, Any], more: int) -> None:
    first = cents(solved(case).bound, "value")[0]
    second = cents(solved(case, budget=case["budget"] + more).bound, "value")[0]
    unlimited = cents(
        plan(case["items"], case["offers"], side=case["side"], budget_basis=case["budget_basis"]).bound,
        "value",
    )
    assert first <= second <= unlimited[0]


@settings(deadline=None)
@given(portfolios())
def test_parts_sum_up(case: dict[str, Any]) -> None:
    found = solved(case)
    proof = found.proof.to_dict()
    assert [
        amount for line, amount in zip(proof["line"], proof["amount"], strict=True) if "difference" in line
    ] == [0, 0]
    items, offers = found.items.to_dict(), found.offers.to_dict()
    assert sum(items["gain"]) == found.totals.to_dict()["gain"][0]
    assert sum(offers["chosen"]) == found.totals.to_dict()["chosen"][0]
    for offer, payment, amount, given_up in zip(
        items["offer"], items["payment"], items["amount"], items["discount"], strict=True
    ):
        assert (payment is None) == (offer is None)
        assert offer is None or payment + given_up == amount
    by_item: dict[str, list[str]] = {}
    for item, status in zip(offers["item"], offers["status"], strict=True):
        by_item.setdefault(item, []).append(status)
    for item, reason in zip(items["item"], items["reason"], strict=True):
        order = ["chosen", "other_offer", "budget", "no_gain", "below_yield", "after_due"]
        assert reason == min(by_item[item], key=order.index)
        assert by_item[item].count("chosen") <= 1


def random_case(seed: int, rows: int, tiers: int) -> dict[str, Any]:
    chance = random.Random(seed)
    return {
        "items": {
            "item": list(range(rows)),
            "amount": [chance.randrange(10_000, 5_000_000) for _ in range(rows)],
            "due_date": [after(chance.randrange(20, 90)) for _ in range(rows)],
            "days_late": [chance.randrange(0, 60) for _ in range(rows)],
            "take_up": [Decimal(chance.randrange(1, 100)) / 100 for _ in range(rows)],
            "cost_of_capital": [Decimal(chance.randrange(5, 30)) / 100 for _ in range(rows)],
        },
        "offers": {
            "discount_rate": [Decimal(chance.randrange(1, 15)) / 1000 for _ in range(tiers)],
            "days": [chance.randrange(0, 20) for _ in range(tiers)],
        },
        "side": chance.choice(["seller", "buyer"]),
        "budget_basis": chance.choice(["expected", "worst_case"]),
        "budget": 0,
    }


@pytest.mark.parametrize("seed", range(12))
def test_relaxation_and_plan_are_those_of_highs(seed: int) -> None:
    case = random_case(seed, 40 + 10 * seed, 4)
    unlimited = plan(case["items"], case["offers"], side=case["side"], budget_basis=case["budget_basis"])
    case["budget"] = cents(unlimited.totals, "cost")[0] * (seed + 1) // 14
    found = solved(case)
    candidates = expected_candidates(case)
    columns = [(row, c[3], c[2]) for row, of in enumerate(candidates) for c in of if c and c[2] > 0]
    matrix = numpy.zeros((len(candidates) + 1, len(columns)))
    for column, (row, cost, _) in enumerate(columns):
        matrix[0, column], matrix[row + 1, column] = cost, 1
    limits = numpy.array([case["budget"]] + [1] * len(candidates))
    gains = numpy.array([gain for *_, gain in columns], dtype=float)
    relaxed = optimize.linprog(-gains, A_ub=matrix, b_ub=limits, bounds=(0, 1), method="highs")
    assert cents(found.bound, "lp_bound")[0] == pytest.approx(numpy.floor(-relaxed.fun + 1e-6), abs=1)
    whole = optimize.milp(
        -gains,
        constraints=optimize.LinearConstraint(matrix, ub=limits),
        integrality=numpy.ones(len(columns)),
        bounds=optimize.Bounds(0, 1),
        options={"mip_rel_gap": 0},
    )
    assert found.bound.to_dict()["exact"] == [1]
    assert cents(found.bound, "value")[0] == round(-whole.fun)


def test_many_items_and_threads_give_the_same() -> None:
    case = random_case(99, 2_000, 3)
    case["budget"] = 3_000_000
    one, eight = solved(case), solved(case, threads=8)
    assert one.items.to_dict() == eight.items.to_dict()
    assert one.bound.to_dict() == eight.bound.to_dict()
    assert one.bound.to_dict()["exact"] == [1]


def test_a_search_that_ends_early_says_so() -> None:
    # Costs all even, an odd budget: the bound is out of reach, and many plans have the same value.
    chance = random.Random(5)
    amounts = [chance.randrange(100_000, 900_000) * 2 for _ in range(60)]
    items = {"item": list(range(60)), "amount": amounts, "due_date": [after(60)] * 60, "days_late": [30] * 60}
    offers = {"discount_rate": ["0.003", "0.007", "0.011"], "days": [5, 2, 0]}
    found = plan(items, offers, budgets={"EUR": sum(amounts) // 500}, search_limit=1).bound.to_dict()
    assert found["states"][0] <= 1
    assert found["gap"] == [found["lp_bound"][0] - found["value"][0]]
    assert found["exact"] == [0] or found["gap"] == [0]


# ---- worked by hand ---------------------------------------------------------------------------------------------


ITEM = {"item": ["a"], "amount": ["10000.00"], "due_date": [after(30)]}
OFFER = {"discount_rate": ["0.01"], "days": [10]}


def by_hand(**options: Any) -> dict[str, Any]:
    return plan(ITEM, OFFER, money="exact", **options).offers.to_dict()


def test_seller_and_buyer_by_hand() -> None:
    # 9,900 / (1 + 0.12 x 10 / 365) = 9,867.56; 10,000 / (1 + 0.12 x 30 / 365) = 9,902.33.
    seller = by_hand()
    assert seller["gain_if_taken"] == [Decimal("-34.77")]
    assert seller["status"] == ["no_gain"]
    buyer = by_hand(side="buyer")
    assert buyer["gain_if_taken"] == [Decimal("34.77")]
    assert buyer["cost"] == [Decimal("9900.00")]
    assert buyer["yield"][0] == pytest.approx(float(Fraction(100, 9900) * 365 / 20), rel=1e-15)
    assert buyer["efficiency"][0] == pytest.approx(34.77 / 9900)


def test_effective_compounding_by_hand() -> None:
    found = by_hand(side="buyer", compounding="effective")
    early, late = 9900 / 1.12 ** (10 / 365), 10000 / 1.12 ** (30 / 365)
    assert float(found["gain_if_taken"][0]) == pytest.approx(late - early, abs=0.011)
    assert found["yield"][0] == pytest.approx((10000 / 9900) ** (365 / 20) - 1, rel=1e-12)


def test_year_days_and_rounding_have_an_effect() -> None:
    assert by_hand(year_days=360) != by_hand(year_days=365)
    assert by_hand(rounding="down", take_up="0.333") != by_hand(rounding="up", take_up="0.333")


def test_expected_budget_counts_the_probability() -> None:
    found = by_hand(side="buyer", take_up="0.25", budget_basis="expected")
    assert found["cost"] == [Decimal("2475.00")]
    assert found["gain"] == [Decimal("8.69")]
    assert by_hand(side="buyer", take_up="0.25")["cost"] == [Decimal("9900.00")]


def test_minimum_yield_is_exact_at_its_boundary() -> None:
    item = {"item": ["a"], "amount": ["10100.00"], "due_date": [after(30)]}
    offer = {"discount_rate": ["0.009900990"], "pay_by": [DAY]}  # 100.00 of 10,100.00: 1 % in 30 days
    exact = Fraction(1, 100) * 360 / 30
    for minimum, status in ((exact, "chosen"), (exact + Fraction(1, 10**9), "below_yield")):
        found = plan(
            item,
            offer,
            side="buyer",
            money="exact",
            year_days=360,
            cost_of_capital="0.05",
            minimum_yield=Decimal(minimum.numerator) / minimum.denominator,
        )
        assert found.offers.to_dict()["status"] == [status]
        assert found.items.to_dict()["reason"] == [status]


def test_apr_is_the_sliding_scale() -> None:
    offer = {"apr": ["0.18"], "pay_by": [after(23)]}
    found = plan(ITEM, offer, money="exact", year_days=360).offers.to_dict()
    scale = discount.price_pay_date("10000.00", after(30), after(23), "0.18", year_days=360, currency="EUR")
    assert found["discount"] == [scale.discount] == [Decimal("35.00")]


def test_offers_for_an_item_a_segment_and_all() -> None:
    items = {
        "item": ["a", "b", "c"],
        "segment": ["x", "y", None],
        "amount": [10_000] * 3,
        "due_date": [after(30)] * 3,
    }
    offers = {
        "offer": ["of a", "of y", "of all"],
        "item": ["a", None, None],
        "segment": [None, "y", None],
        "discount_rate": ["0.001"] * 3,
        "days": [1, 2, 3],
        "take_up": ["0.5", None, None],
    }
    found = plan(items, offers).offers.to_dict()
    assert list(zip(found["item"], found["offer"], strict=True)) == [
        ("a", "of a"),
        ("a", "of all"),
        ("b", "of y"),
        ("b", "of all"),
        ("c", "of all"),
    ]
    assert found["take_up"] == [0.5, 1, 1, 1, 1]


def test_customers_speak_for_their_items() -> None:
    items = {
        "item": [1, 2, 3],
        "customer": ["A", "A", "B"],
        "amount": [1_000_000] * 3,
        "due_date": [after(30)] * 3,
        "days_late": [5, None, None],
    }
    customers = {"customer": ["A", "Z"], "days_late": [20, 9], "take_up": ["0.5", "1"], "segment": ["s", "t"]}
    customers["cost_of_capital"] = ["0.2", None]
    offers = {"discount_rate": ["0.001"], "days": [0]}
    found = plan(items, offers, customers=customers)
    assert found.items.to_dict()["likely_date"] == [after(35), after(50), after(30)]
    assert found.items.to_dict()["segment"] == ["s", "s", None]
    assert found.offers.to_dict()["take_up"] == [0.5, 0.5, 1.0]
    assert cents(found.offers, "gain_if_taken")[1] == 999_000 - half_up(
        Fraction(1_000_000) / (1 + Fraction(1, 5) * 50 / 365)
    )


def test_currencies_have_a_budget_each() -> None:
    items = {
        "item": ["e", "j"],
        "currency": ["EUR", "JPY"],
        "amount": [1_000_000, 1_000_000],
        "due_date": [after(60)] * 2,
    }
    offers = {"discount_rate": ["0.001"], "days": [0]}
    found = plan(items, offers, currency=None, budgets={"JPY": 1_000, "EUR": 999})
    assert found.totals.to_dict()["currency"] == ["EUR", "JPY"]
    assert found.totals.to_dict()["chosen"] == [0, 1]
    assert found.items.to_dict()["reason"] == ["budget", "chosen"]
    assert found.totals.to_dict()["unused"] == [Decimal("9.99"), Decimal(0)]


def test_likely_date_is_never_before_the_offers() -> None:
    items = ITEM | {"likely_date": [DAY - datetime.timedelta(9)]}
    assert plan(items, OFFER, money="exact").items.to_dict()["likely_date"] == [DAY]


def test_no_items_and_no_offers() -> None:
    empty: dict[str, list[Any]] = {"item": [], "amount": [], "due_date": []}
    assert len(plan(empty, OFFER).items) == 0
    none: dict[str, list[Any]] = {"discount_rate": [], "days": []}
    assert plan(ITEM, none, money="exact").items.to_dict()["reason"] == ["no_offer"]


def ledger() -> openitem.Ledger:
    documents = {
        "customer": ["A", "A", "B", "B"],
        "id": ["1", "2", "3", "4"],
        "kind": ["invoice", "invoice", "invoice", "payment"],
        "issue_date": ["2026-02-01"] * 4,
        "due_date": ["2026-04-01", "2026-05-01", None, None],
        "amount": ["1000.00", "2000.00", "3000.00", "-500.00"],
        "region": ["N", "S", "N", "N"],
    }
    applications = {"credit_id": ["4"], "debit_id": ["3"], "amount": ["500.00"], "applied_on": ["2026-02-20"]}
    return openitem.Ledger.from_documents(
        documents, applications=applications, currency="EUR", map={"documents": {"dimension": ["region"]}}
    )


def test_of_a_ledger_the_open_items_are_taken() -> None:
    offers = {"item": ["2", None], "segment": [None, "N"], "discount_rate": ["0.01", "0.002"], "days": [0, 0]}
    found = plan(ledger(), offers, segment="region", money="exact", currency=None, cost_of_capital="0.2")
    items = found.items.to_dict()
    assert items["item"] == ["1", "2", "3"]
    assert items["customer"] == ["A", "A", "B"]
    assert items["amount"] == [Decimal("1000.00"), Decimal("2000.00"), Decimal("2500.00")]
    assert items["due_date"][2] == datetime.date(2026, 2, 1)
    assert [len(found.offers), items["reason"]] == [3, ["chosen", "chosen", "after_due"]]


def test_a_ledger_without_an_open_item_on_the_day_has_customers_all_the_same() -> None:
    customers = {"customer": ["B", "nobody"], "days_late": [5, 9], "take_up": ["0.5", "0.5"]}
    offers = {"discount_rate": ["0.01"], "days": [0]}
    options = CHOICES | {"money": "exact", "currency": None, "customers": customers}
    found = discount.discount_portfolio(ledger(), "2026-01-01", offers, **options)
    assert (len(found.items), len(found.offers), len(found.totals)) == (0, 0, 0)


# ---- bad input --------------------------------------------------------------------------------------------------


def faulty(items: Any = None, offers: Any = None, **options: Any) -> openitem.Error:
    given_items = {"item": ["a"], "amount": [1_000], "due_date": [after(30)]} | (items or {})
    given_offers = {"discount_rate": ["0.01"], "days": [5]} | (offers or {})
    dropped = {name: column for name, column in given_offers.items() if column is not None}
    with pytest.raises(openitem.Error) as caught:
        plan(given_items, dropped, **options)
    return caught.value


@pytest.mark.parametrize(
    ("items", "offers", "options", "status", "column"),
    [
        ({"amount": [-1]}, {}, {}, "invalid_data", "items.amount"),
        ({"amount": [1.5]}, {}, {}, "wrong_type", "items.amount"),
        ({"amount": [None]}, {}, {}, "missing_value", "items.amount"),
        (
            {"item": ["a", "a"], "amount": [1, 2], "due_date": [DAY, DAY]},
            {},
            {},
            "inconsistent_data",
            "items.item",
        ),
        ({"due_date": [None]}, {}, {}, "missing_value", "items.due_date"),
        ({"take_up": ["1.1"]}, {}, {}, "invalid_data", "items.take_up"),
        ({"take_up": ["-0.1"]}, {}, {}, "invalid_data", "items.take_up"),
        ({"cost_of_capital": ["101"]}, {}, {}, "invalid_data", "items.cost_of_capital"),
        ({"days_late": [40_000]}, {}, {}, "invalid_data", "items.days_late"),
        ({"days_late": [1], "likely_date": [DAY]}, {}, {}, "invalid_argument", ""),
        ({"colour": ["red"]}, {}, {}, "unknown_name", "items.colour"),
        ({"currency": ["QQQ"]}, {}, {"currency": None}, "unknown_name", "items.currency"),
        ({"currency": ["EUR"]}, {}, {}, "invalid_argument", ""),
        ({}, {}, {"currency": None}, "not_set", "items.currency"),
        ({}, {"discount_rate": ["1"]}, {}, "invalid_data", "offers.discount_rate"),
        ({}, {"discount_rate": [float("nan")]}, {}, "invalid_data", "offers.discount_rate"),
        ({}, {"discount_rate": ["-0.01"]}, {}, "invalid_data", "offers.discount_rate"),
        ({}, {"apr": ["0.1"]}, {}, "invalid_data", "offers.discount_rate"),
        ({}, {"discount_rate": None, "apr": ["100"]}, {}, "invalid_argument", "offers.apr"),
        ({}, {"discount_rate": None}, {}, "missing_column", "offers.apr"),
        ({}, {"days": [-1]}, {}, "invalid_data", "offers.days"),
        ({}, {"pay_by": [DAY]}, {}, "invalid_data", "offers.pay_by"),
        ({}, {"days": None, "pay_by": [DAY - datetime.timedelta(1)]}, {}, "invalid_data", "offers.pay_by"),
        ({}, {"item": ["a"], "days": [31]}, {}, "invalid_data", "offers.days"),
        ({}, {"item": ["b"]}, {}, "unknown_reference", "offers.item"),
        ({}, {"segment": ["b"]}, {}, "unknown_reference", "offers.segment"),
        ({"segment": ["b"]}, {"segment": ["b"], "item": ["a"]}, {}, "invalid_data", "offers.segment"),
        ({}, {"take_up": ["2"]}, {}, "invalid_data", "offers.take_up"),
        (
            {},
            {"offer": ["x", "x"], "discount_rate": ["0"] * 2, "days": [1, 2]},
            {},
            "inconsistent_data",
            "offers.offer",
        ),
        ({}, {}, {"take_up": None}, "not_set", "offers.take_up"),
        ({}, {}, {"cost_of_capital": None}, "not_set", "items.cost_of_capital"),
        ({}, {}, {"take_up": "1.5"}, "out_of_bounds", ""),
        ({}, {}, {"cost_of_capital": "-0.1"}, "out_of_bounds", ""),
        ({}, {}, {"minimum_yield": "0.1"}, "invalid_argument", ""),
        ({}, {}, {"minimum_yield": "101", "side": "buyer"}, "out_of_bounds", ""),
        ({}, {}, {"side": "both"}, "invalid_argument", ""),
        ({}, {}, {"side": ""}, "not_set", ""),
        ({}, {}, {"budget_basis": ""}, "not_set", ""),
        ({}, {}, {"compounding": ""}, "not_set", ""),
        ({}, {}, {"year_days": 0}, "not_set", ""),
        ({}, {}, {"search_limit": 0}, "out_of_bounds", ""),
        ({}, {}, {"threads": 257}, "out_of_bounds", ""),
        ({}, {}, {"rounding": "nearest"}, "invalid_argument", ""),
        ({}, {}, {"segment": "region"}, "invalid_argument", ""),
        ({}, {}, {"known_at": DAY}, "invalid_argument", ""),
        ({}, {}, {"clock": "applied_on"}, "invalid_argument", ""),
        ({}, {}, {"budgets": {"EUR": -1}}, "invalid_data", "budgets.budget"),
        ({}, {}, {"budgets": {"USD": 1}}, "inconsistent_data", "budgets.currency"),
        ({}, {}, {"budgets": {"QQQ": 1}}, "unknown_name", "budgets.currency"),
        ({}, {}, {"budgets": {"EUR": 1.5}}, "invalid_argument", ""),
        (
            {},
            {},
            {"budgets": {"currency": ["EUR", "EUR"], "budget": [1, 2]}},
            "inconsistent_data",
            "budgets.currency",
        ),
        ({}, {}, {"customers": {"customer": ["A"]}}, "missing_column", "items.customer"),
        (
            {"customer": ["A"]},
            {},
            {"customers": {"customer": ["A", "A"]}},
            "inconsistent_data",
            "customers.customer",
        ),
        (
            {"customer": ["A"]},
            {},
            {"customers": {"customer": ["A"], "take_up": ["3"]}},
            "invalid_data",
            "customers.take_up",
        ),
    ],
)
def test_bad_input_is_named(items: Any, offers: Any, options: Any, status: str, column: str) -> None:
    error = faulty(items, offers, **options)
    assert error.status == status
    assert (error.column or "") == column


def test_a_currency_without_a_budget_beside_others() -> None:
    items = {"item": [1, 2], "amount": [1, 2], "currency": ["EUR", "USD"], "due_date": [DAY, DAY]}
    error = faulty(items, currency=None, budgets={"EUR": 1})
    assert error.status == "not_set"
    assert "USD" in str(error)


def test_bad_input_of_a_ledger() -> None:
    for options, status in (
        ({"segment": "colour"}, "unknown_name"),
        ({"currency": "EUR"}, "invalid_argument"),
        ({"segment": "region", "customers": {"customer": ["A"], "segment": ["x"]}}, "invalid_argument"),
    ):
        with pytest.raises(openitem.Error) as caught:
            plan(ledger(), OFFER, **({"money": "exact", "currency": None} | options))
        assert caught.value.status == status


def test_amounts_that_leave_the_range() -> None:
    items = {"item": [1, 2], "amount": [2**61, 2**61], "due_date": [DAY, DAY]}
    assert faulty(items).status == "overflow"


def test_command_line(tmp_path: Path) -> None:
    (tmp_path / "items.csv").write_text(
        "item,amount,due_date,days_late\na,10000.00,2026-03-31,20\nb,5000.00,2026-03-31,0\n", encoding="utf-8"
    )
    (tmp_path / "offers.csv").write_text(
        "offer,discount_rate,days\none,0.01,10\nhalf,0.005,10\n", encoding="utf-8"
    )
    words = [
        str(tmp_path / "items.csv"),
        str(tmp_path / "offers.csv"),
        "--on",
        "2026-03-01",
        "--side",
        "seller",
    ]
    words += [
        "--budget-basis",
        "worst_case",
        "--compounding",
        "simple",
        "--year-days",
        "365",
        "--currency",
        "EUR",
    ]
    words += ["--cost-of-capital", "0.12", "--take-up", "0.5", "--format", "json"]
    done = CliRunner().invoke(app, ["discount-portfolio", *words, "--budget", "EUR=50.00"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert [row["reason"] for row in found["items"]] == ["chosen", "budget"]
    assert found["items"][0]["gain"] == "39.56"
    every = CliRunner().invoke(app, ["discount-portfolio", *words, "--offers"])
    assert len(json.loads(every.stdout)["offers"]) == 4
    assert CliRunner().invoke(app, ["discount-portfolio", *words, "--budget", "EUR"]).exit_code != 0
