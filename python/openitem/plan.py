"""Payment plans: schedules of instalments to the cent, what they cost, the shortest one that can be afforded, the Rule of 78.

Amounts are decimals in major units, rates are fractions (0.06 = 6 %). Variants have no default: the form, the unit of the
periods, what the rate is a rate of and which annual percentage rate is shown are stated. ``docs/methods/plans.md`` states every rule.
Every function is pure and may be called from any thread.

>>> from openitem import plan
>>> made = plan.payment_plan("1200.00", "2026-01-31", currency="EUR", form="annuity", instalments=3, unit="months",
...     rate="0.06", rate_basis="periodic", apr="none")
>>> [str(amount) for amount in made.instalments.to_dict()["payment"]]
['404.01', '404.01', '404.00']
"""

from openitem._cash_plans import CashPlans, CashUse, cash_plans
from openitem._plan_alternatives import Alternatives, plan_alternatives
from openitem._plan_figures import AnnuityRow, annuity_row, rule78_earned_fraction, rule78_rebate
from openitem._plan_schedules import (
    ItemPlans,
    Plans,
    item_plans,
    payment_plan,
    payment_plans,
    shortest_plan,
)
from openitem._plan_terms import (
    Earning,
    Form,
    Grace,
    OddPeriod,
    RateBasis,
    RateMethod,
    Residue,
    Split,
    Unit,
)

__all__ = [
    "Alternatives",
    "AnnuityRow",
    "CashPlans",
    "CashUse",
    "Earning",
    "Form",
    "Grace",
    "ItemPlans",
    "OddPeriod",
    "Plans",
    "RateBasis",
    "RateMethod",
    "Residue",
    "Split",
    "Unit",
    "annuity_row",
    "cash_plans",
    "item_plans",
    "payment_plan",
    "payment_plans",
    "plan_alternatives",
    "rule78_earned_fraction",
    "rule78_rebate",
    "shortest_plan",
]
