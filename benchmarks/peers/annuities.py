"""Payments of loans, and the interest in one of them, on columns; against numpy-financial.

Payments must agree to a millionth of the currency unit: both are floating point, in different orders.
"""

import numpy as np
import numpy_financial
from measure import Contender, Question
from openitem import cashflow


def question(rows: int) -> Question:
    """Payment and interest of payment 7 of every loan."""
    random = np.random.default_rng(17)
    rate = random.uniform(0.0005, 0.02, rows)
    periods = random.integers(12, 361, rows).astype(np.float64)
    principal = np.round(random.uniform(1_000, 500_000, rows), 2)

    def ours() -> tuple[np.ndarray, np.ndarray]:
        return cashflow.pmt(rate, periods, principal), cashflow.ipmt(rate, 7, periods, principal)

    def numpy_s() -> tuple[np.ndarray, np.ndarray]:
        return numpy_financial.pmt(rate, periods, principal), numpy_financial.ipmt(
            rate, 7, periods, principal
        )

    reference = np.column_stack(ours())

    def agrees(found: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
        return np.round(np.abs(np.column_stack(found) - reference) / 1e-6).astype(np.int64)

    return Question(
        "payments of loans, and the interest in the seventh",
        rows,
        [Contender("openitem", ours, agrees), Contender("numpy-financial", numpy_s, agrees)],
    )
