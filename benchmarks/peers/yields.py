"""The yearly rate of many loans of 24 dated flows: openitem's batch, QuantLib, pyxirr, SciPy and a batch in NumPy, each on one
thread. Peers get their own objects, made before the clock starts: QuantLib legs, Python dates, matrices.

QuantLib's best is `CashFlows.yieldRate`, whose solver runs in C++; Brent's method on an objective written in Python would not
be a fair peer. The rates must agree to 1e-7: that is what pyxirr stops at.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyxirr
import QuantLib as ql  # noqa: N813 (its own custom)
from measure import Contender, Question
from openitem import cashflow
from scipy.optimize import brentq

FLOWS = 24


@dataclass(frozen=True)
class Loans:
    """`loans` vectors of 24 flows: an advance, then payments about a month apart."""

    days: np.ndarray  # loans x 24
    amounts: np.ndarray

    @property
    def offsets(self) -> np.ndarray:
        return np.arange(len(self.days) + 1, dtype=np.int64) * FLOWS

    @property
    def years(self) -> np.ndarray:
        return (self.days - self.days[:, :1]) / 365.0


def make_loans(loans: int) -> Loans:
    random = np.random.default_rng(5)
    start = random.integers(18_000, 21_000, loans)
    days = start[:, None] + np.arange(FLOWS) * 30 + random.integers(0, 5, (loans, FLOWS))
    amounts = random.uniform(50, 150, (loans, FLOWS)).round(2)
    amounts[:, 0] = -(amounts[:, 1:].sum(axis=1) / random.uniform(1.02, 1.4, loans)).round(2)
    return Loans(days.astype(np.int32), amounts)


def ask_openitem(loans: Loans) -> Callable[[], np.ndarray]:
    days = loans.days.ravel().astype("datetime64[D]")
    amounts, offsets = loans.amounts.ravel(), loans.offsets
    return lambda: cashflow.xirr(days, amounts, offsets=offsets).rate


def ask_numpy(loans: Loans) -> Callable[[], np.ndarray]:
    """Newton's method on all loans at once, in ln(1 + r) from the same start as ours."""
    years, amounts = loans.years, loans.amounts

    def solve() -> np.ndarray:
        received = np.maximum(amounts, 0)
        total = received.sum(axis=1)
        exponent = np.log(total / -amounts[:, 0]) / ((received * years).sum(axis=1) / total)
        for _ in range(20):
            worth = amounts * np.exp(-exponent[:, None] * years)
            step = worth.sum(axis=1) / (worth * years).sum(axis=1)
            exponent += step
            if np.abs(step).max() < 1e-13:
                break
        return np.expm1(exponent)

    return solve


def ask_pyxirr(loans: Loans) -> Callable[[], np.ndarray]:
    vectors = [
        (days.astype("datetime64[D]").tolist(), amounts)
        for days, amounts in zip(loans.days, loans.amounts, strict=True)
    ]
    return lambda: np.array([pyxirr.xirr(days, amounts) for days, amounts in vectors])


def ask_quantlib(loans: Loans) -> Callable[[], np.ndarray]:
    serial = 25_569  # of 1970-01-01
    vectors: list[tuple[Any, float, Any]] = [
        (
            ql.Leg(
                [
                    ql.SimpleCashFlow(amount, ql.Date(day + serial))
                    for amount, day in zip(amounts[1:], days[1:], strict=True)
                ]
            ),
            -amounts[0],
            ql.Date(days[0] + serial),
        )
        for days, amounts in zip(loans.days.tolist(), loans.amounts.tolist(), strict=True)
    ]
    convention = (
        ql.Actual365Fixed(),
        ql.Compounded,
        ql.Annual,
        False,
    )  # a flow of the first day does not count

    def solve() -> np.ndarray:
        return np.array(
            [
                ql.CashFlows.yieldRate(leg, price, *convention, start, start, 1e-10, 100, 0.1)
                for leg, price, start in vectors
            ]
        )

    return solve


def ask_scipy(loans: Loans) -> Callable[[], np.ndarray]:
    years, amounts = loans.years, loans.amounts

    def solve() -> np.ndarray:
        return np.array(
            [
                brentq(lambda rate, t, a: float(a @ (1 + rate) ** -t), -0.9, 10, args=(t, a), xtol=1e-13)
                for t, a in zip(years, amounts, strict=True)
            ]
        )

    return solve


def loan_yields(loans: Loans) -> Question:
    reference = ask_openitem(loans)()

    def agrees(rates: np.ndarray) -> np.ndarray:
        return np.round(np.abs(rates - reference) / 1e-7).astype(np.int64)

    return Question(
        f"XIRR of {len(loans.days):,} loans of {FLOWS} flows",
        len(loans.days),
        [
            Contender("openitem", ask_openitem(loans), agrees),
            Contender("NumPy, a Newton batch", ask_numpy(loans), agrees),
            Contender("QuantLib CashFlows.yieldRate", ask_quantlib(loans), agrees, runs=3),
            Contender("pyxirr", ask_pyxirr(loans), agrees, runs=3),
            Contender("SciPy brentq", ask_scipy(loans), agrees, runs=1),
        ],
    )
