"""Payment plans of 24 monthly instalments to the cent, many in one call; against NumPy in whole cents.

Both answer with what each instalment pays of principal and of interest; the last one pays what remains. The peer takes its level payment
from numpy-financial and goes through the instalments by columns of all plans; it makes no dates, fees, rates of return or proofs, ours does.
"""

import datetime

import numpy as np
import numpy_financial
from measure import Contender, Question
from openitem import plan

INSTALMENTS = 24
PARTS = 1_000_000_000  # a rate of 1


def question(plans: int) -> Question:
    """Principal and interest of every instalment of every plan."""
    random = np.random.default_rng(23)
    principal = random.integers(50_000, 50_000_000, plans)  # minor units
    percent = random.integers(1, 1_500, plans)  # a year, hundredths of a per cent
    rate = percent * (PARTS // 10_000)
    start = np.full(plans, np.datetime64(datetime.date(2026, 1, 15)))
    frame = {"principal": principal, "start_date": start, "rate": percent / 10_000}

    def ours(threads: int) -> plan.Plans:
        return plan.payment_plans(
            frame,
            form="annuity",
            unit="months",
            instalments=INSTALMENTS,
            rate_basis="periodic",
            apr="none",
            currency="EUR",
            money="minor",
            threads=threads,
        )

    def ours_answer(made: plan.Plans) -> np.ndarray:
        rows = made.instalments.to_arrow(money="minor")
        return np.column_stack(
            [rows[name].to_numpy().reshape(plans, -1) for name in ("principal", "interest")]
        )

    def numpy_s() -> np.ndarray:
        payment = np.floor(-numpy_financial.pmt(rate / (12 * PARTS), INSTALMENTS, principal) + 0.5).astype(
            np.int64
        )
        balance, paid, borne = principal.copy(), [], []
        for number in range(INSTALMENTS):
            interest = (2 * balance * rate + 12 * PARTS) // (24 * PARTS)
            part = balance if number == INSTALMENTS - 1 else payment - interest
            paid.append(part)
            borne.append(interest)
            balance = balance - part
        return np.column_stack(paid + borne)

    contenders = [
        Contender(
            f"openitem, {threads} thread{'s' * (threads > 1)}",
            lambda threads=threads: ours(threads),
            ours_answer,
        )
        for threads in (1, 2)
    ]
    return Question(
        f"plans of {INSTALMENTS} instalments",
        plans,
        [*contenders, Contender("NumPy in cents", numpy_s, lambda found: found)],
    )
