"""Adapters of the golden cases about early-payment discounts: through Python and nothing else."""

from collections.abc import Callable
from typing import Any

from openitem import discount


def cost_of_trade_credit(inputs: dict[str, Any]) -> float:
    cost: float = discount.cost_of_trade_credit(
        inputs["discount_rate"],
        inputs["discount_days"],
        inputs["payment_day"],
        method=inputs["method"],
        year_days=inputs["year_days"],
    )
    return cost


def breakeven_discount(inputs: dict[str, Any]) -> float:
    return discount.breakeven_discount(
        inputs["rate"],
        inputs["days_early"],
        compounding=inputs["compounding"],
        year_days=inputs["year_days"],
    )


def discount_net_benefit(inputs: dict[str, Any]) -> float:
    return discount.discount_net_benefit(
        inputs["discount_rate"],
        inputs["cost_of_capital"],
        inputs["days_early"],
        year_days=inputs["year_days"],
    )


def dso_after_discount(inputs: dict[str, Any]) -> float:
    return discount.dso_after_discount(
        inputs["share_taking"], inputs["discount_days"], inputs["otherwise_days"]
    )


def npv_of_offer(inputs: dict[str, Any]) -> dict[str, float]:
    value = discount.npv_of_offer(
        inputs["amount"],
        inputs["discount_rate"],
        inputs["discount_days"],
        inputs["net_days"],
        inputs["rate"],
        compounding=inputs["compounding"],
        year_days=inputs["year_days"],
        currency=inputs["currency"],
    )
    return {"pv_discounted": value.pv_discounted, "pv_net": value.pv_net}


def dynamic_discount(inputs: dict[str, Any]) -> dict[str, str]:
    found = discount.dynamic_discount(
        inputs["amount"],
        inputs["apr"],
        inputs["days_accelerated"],
        year_days=inputs["year_days"],
        currency=inputs["currency"],
    )
    return {"discount": str(found.discount), "payment": str(found.payment)}


CLAIMED: dict[str, Callable[..., Any]] = {
    "cost_of_trade_credit": cost_of_trade_credit,
    "breakeven_discount": breakeven_discount,
    "discount_net_benefit": discount_net_benefit,
    "dso_after_discount": dso_after_discount,
    "npv_of_offer": npv_of_offer,
    "dynamic_discount": dynamic_discount,
}
