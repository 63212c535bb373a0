"""Early-payment discounts: what an offer costs a year, what it is worth to either side, the price of any pay date.

Rates and yields are fractions (0.02 = 2 %). Amounts are decimals in major units; what is rounded is rounded once. Variants have
no default: methods, compounding and the days of the year are stated. ``docs/methods/discounts.md`` states every formula. Every
function is pure and may be called from any thread.

>>> from openitem import discount
>>> round(discount.cost_of_trade_credit(0.05, 10, 30, method="nominal", year_days=365), 4)
0.9605
>>> print(*discount.price_offer("5/10 net 30").words, sep="\\n")
5/10 net 30 costs 96.05 % a year simple, 155.00 % effective (365 days)
"""

from openitem._discount_history import Counterfactual, DiscountHistory, HistoryPeriod, discount_history
from openitem._discount_offers import (
    Column,
    Compounding,
    Method,
    OfferValue,
    OfferValues,
    breakeven_discount,
    cost_of_trade_credit,
    discount_net_benefit,
    dso_after_discount,
    npv_of_offer,
    npvs_of_offers,
)
from openitem._discount_portfolio import BudgetBasis, DiscountPortfolio, Side, discount_portfolio
from openitem._discount_scales import (
    DiscountSchedule,
    DynamicDiscount,
    ItemDiscounts,
    discount_schedule,
    dynamic_discount,
    item_discounts,
    price_pay_date,
)
from openitem._priced_offer import Offer, price_offer

__all__ = [
    "BudgetBasis",
    "Column",
    "Compounding",
    "Counterfactual",
    "DiscountHistory",
    "DiscountPortfolio",
    "DiscountSchedule",
    "DynamicDiscount",
    "HistoryPeriod",
    "ItemDiscounts",
    "Method",
    "Offer",
    "OfferValue",
    "OfferValues",
    "Side",
    "breakeven_discount",
    "cost_of_trade_credit",
    "discount_history",
    "discount_net_benefit",
    "discount_portfolio",
    "discount_schedule",
    "dso_after_discount",
    "dynamic_discount",
    "item_discounts",
    "npv_of_offer",
    "npvs_of_offers",
    "price_offer",
    "price_pay_date",
]
