"""Which early-payment discounts to offer under a budget; candidates in NumPy and HiGHS' linear programme of SciPy as the peer.

The peer answers the relaxation only, which is the easier half: the optimum of the linear programme, whose whole cents must be our
`lp_bound`. Ours also finds the plan of whole offers and proves it.
"""

import datetime

import numpy as np
import scipy.sparse
from measure import Contender, Question
from openitem import discount
from scipy.optimize import linprog

DAY = datetime.date(2026, 3, 1)
RATES = (3_000_000, 6_000_000, 10_000_000, 15_000_000)  # parts per billion
DAYS = (0, 5, 10, 15)
CAPITAL = 120_000_000
YEAR = 365 * 1_000_000_000


def _divided(numerator: np.ndarray, denominator: np.ndarray | int) -> np.ndarray:
    """Half up, of magnitudes; in two steps, so that 64 bits hold the products."""
    return (2 * numerator + denominator) // (2 * denominator)


def question(rows: int) -> Question:
    """The best plan for so many invoices of four tiers each, with a tenth of the budget that all would take."""
    random = np.random.default_rng(23)
    amount = random.integers(10_000, 2_000_000, rows)
    due = random.integers(20, 90, rows)
    late = random.integers(0, 60, rows)
    items = {
        "item": np.arange(rows),
        "amount": amount,
        "due_date": np.datetime64(DAY) + due,
        "days_late": late,
    }
    offers = {"discount_rate": [f"{rate / 1e9}" for rate in RATES], "days": list(DAYS)}
    budget = int(amount.sum()) // 1_000

    def ours() -> int:
        plan = discount.discount_portfolio(
            items,
            DAY,
            offers,
            side="seller",
            budget_basis="worst_case",
            compounding="simple",
            year_days=365,
            cost_of_capital="0.12",
            take_up=1,
            budgets={"EUR": budget},
            money="minor",
            currency="EUR",
        )
        return int(plan.bound.to_dict()["lp_bound"][0] * 100)

    def highs() -> int:
        # Cents x 365 x 10^9 leave 64 bits, so the present values are floats here: of these amounts they round alike.
        waiting = np.floor(amount / (1 + CAPITAL * (due + late) / YEAR) + 0.5)
        item, cost, gain = [], [], []
        for rate, days in zip(RATES, DAYS, strict=True):
            given = _divided(amount * rate, 1_000_000_000)
            early = np.floor((amount - given) / (1 + CAPITAL * days / YEAR) + 0.5)
            worth = (early - waiting > 0) & (due >= days)
            item.append(np.nonzero(worth)[0])
            cost.append(given[worth])
            gain.append((early - waiting)[worth])
        items_of, costs, gains = map(np.concatenate, (item, cost, gain))
        columns = np.arange(len(costs))
        limits = scipy.sparse.csr_matrix(
            (
                np.concatenate([costs.astype(float), np.ones(len(costs))]),
                (
                    np.concatenate([np.zeros(len(costs), dtype=int), items_of + 1]),
                    np.concatenate([columns, columns]),
                ),
            ),
            shape=(rows + 1, len(costs)),
        )
        found = linprog(
            -gains, A_ub=limits, b_ub=np.concatenate([[budget], np.ones(rows)]), bounds=(0, 1), method="highs"
        )
        return int(np.floor(-found.fun + 1e-4))

    def answer(bound: int) -> np.ndarray:
        return np.array([[bound]], dtype=np.int64)

    return Question(
        "which discounts to offer, four tiers an invoice, under a budget",
        rows,
        [
            Contender("openitem, the plan and its bound", ours, answer),
            Contender("NumPy and SciPy's HiGHS, the bound", highs, answer, runs=1),
        ],
    )
