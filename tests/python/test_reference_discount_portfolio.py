"""Which discounts to offer, against tests/reference/discount_portfolio.py, which tries every plan, on random small cases."""

import math
import random
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from openitem import discount
from reference import discount_portfolio as model


def decimal(value: Fraction | None) -> Decimal | None:
    return None if value is None else Decimal(value.numerator) / Decimal(value.denominator)


def asked(items: list[model.Item], offers: list[model.Offer], offered_on: Any, options: model.Options) -> Any:
    return discount.discount_portfolio(
        {
            "item": [item.key for item in items],
            "amount": [item.amount for item in items],
            "currency": [item.currency for item in items],
            "due_date": [item.due for item in items],
            "likely_date": [item.likely for item in items],
            "take_up": [decimal(item.take_up) for item in items],
            "cost_of_capital": [decimal(item.cost_of_capital) for item in items],
            "segment": [item.segment for item in items],
        },
        offered_on,
        {
            "offer": [offer.key for offer in offers],
            "pay_by": [offer.pay_by for offer in offers],
            "discount_rate": [decimal(offer.rate) for offer in offers],
            "apr": [decimal(offer.apr) for offer in offers],
            "segment": [offer.segment for offer in offers],
            "take_up": [decimal(offer.take_up) for offer in offers],
        },
        side=options.side,  # type: ignore[arg-type]
        budget_basis=options.budget_basis,  # type: ignore[arg-type]
        compounding=options.compounding,  # type: ignore[arg-type]
        year_days=options.year_days,
        minimum_yield=None if options.minimum_yield is None else decimal(options.minimum_yield),
        budgets={currency: Decimal(budget).scaleb(-2) for currency, budget in options.budgets.items()}
        or None,
        rounding=options.rounding,  # type: ignore[arg-type]
        money="minor",
    )


def minor(value: Decimal) -> int:
    return int(value.scaleb(2))


def check_candidates(found: dict[str, list[Any]], expected: list[model.Candidate], where: str) -> None:
    assert list(zip(found["item"], found["offer"])) == [(one.item.key, one.offer.key) for one in expected], (
        where
    )
    for row, one in enumerate(expected):
        status = found["status"][row]
        assert status == one.status if one.status else status in ("chosen", "other_offer", "budget"), (
            row,
            where,
        )
        assert found["chosen"][row] == (status == "chosen"), (row, where)
        if one.status == "after_due":
            continue
        assert found["days_early"][row] == one.days_early, (row, where)
        for name in ("discount", "payment", "gain_if_taken", "gain", "cost"):
            assert minor(found[name][row]) == getattr(one, name), (name, row, where)
        if one.yield_ is None:
            assert found["yield"][row] is None, (row, where)
        else:
            assert math.isclose(found["yield"][row], one.yield_, rel_tol=1e-12), (row, where)


def check_choice(
    plan: Any,
    expected: list[model.Candidate],
    options: model.Options,
    currency: str,
    value: tuple[int, Fraction],
) -> None:
    """As good as the best of all plans, at most one offer an item, within the budget, and below the bound."""
    best, bound = value
    statuses = plan.offers.to_dict()["status"]
    chosen = [
        one for one, status in zip(expected, statuses) if status == "chosen" and one.item.currency == currency
    ]
    assert len({one.item.key for one in chosen}) == len(chosen)
    budget = options.budgets.get(currency)
    assert budget is None or sum(one.cost for one in chosen) <= budget
    assert sum(one.gain for one in chosen) == best
    bounds = plan.bound.to_dict()
    row = bounds["currency"].index(currency)
    assert minor(bounds["value"][row]) == best
    assert minor(bounds["lp_bound"][row]) == math.floor(bound)
    assert bounds["exact"][row] == 1
    assert minor(bounds["gap"][row]) in (0, math.floor(bound) - best)


@pytest.mark.parametrize("seed", range(8))
def test_portfolios_are_those_of_the_model(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(60):
        items, offers, offered_on, options = model.random_case(rng)
        where = f"seed {seed}: {items} {offers} {options}"
        plan = asked(items, offers, offered_on, options)
        expected = model.candidates(items, offers, offered_on, options)
        check_candidates(plan.offers.to_dict(), expected, where)
        for currency, value in model.plans(expected, options).items():
            check_choice(plan, expected, options, currency, value)
