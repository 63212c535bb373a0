"""Survival, tests of it, concordance, calibration error and distributions over bins from docs/methods/statistics.md alone; points from
credit.md. Weights are exact fractions and stay so as long as a figure is rational; the end is plain doubles."""

from dataclasses import dataclass
from fractions import Fraction
from math import erfc, exp, floor, gamma, log, nan, pi, sqrt
from statistics import NormalDist
from typing import Any

Matrix = list[list[Fraction]]
LEVEL = Fraction(1, 2**26)  # as near as a curve must run along a level


@dataclass
class Life:
    """Seen until `time`; with the event then, or censored."""

    time: float
    event: int
    weight: Fraction = Fraction(1)
    group: str = ""
    stratum: int = 0
    score: float = 0.0


@dataclass
class Step:
    time: float
    at_risk: Fraction
    events: Fraction
    censored: Fraction


def steps(lives: list[Life]) -> list[Step]:
    counted = [life for life in lives if life.weight > 0]
    found = []
    for time in sorted({life.time for life in counted}):
        here = [life for life in counted if life.time == time]
        at_risk = sum((life.weight for life in counted if life.time >= time), start=Fraction(0))
        events = sum((life.weight for life in here if life.event), start=Fraction(0))
        found.append(Step(time, at_risk, events, sum(life.weight for life in here) - events))
    return found


# ---- Kaplan and Meier ------------------------------------------------------------------------------------------------


@dataclass
class Point:
    step: Step
    survival: Fraction
    standard_error: float | None
    low: float | None
    high: float | None


def band(survival: Fraction, error: float, interval: str, z: float) -> tuple[float, float]:
    s = float(survival)
    if s == 1:
        return 1.0, 1.0
    if interval == "plain":
        return max(0.0, s - z * error), min(1.0, s + z * error)
    if interval == "log":
        return min(1.0, s * exp(-z * error / s)), min(1.0, s * exp(z * error / s))
    # the page writes the signs of this one the other way round, by which low would be above high
    reach = z * error / (s * log(s))
    return s ** exp(-reach), s ** exp(reach)


def kaplan_meier(lives: list[Life], interval: str, confidence: float) -> list[Point]:
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    survival, greenwood, points = Fraction(1), Fraction(0), []
    for step in steps(lives):
        survival *= (step.at_risk - step.events) / step.at_risk
        if survival == 0:
            points.append(Point(step, survival, None, None, None))
            continue
        greenwood += step.events / (step.at_risk * (step.at_risk - step.events))
        error = float(survival) * sqrt(greenwood)
        points.append(Point(step, survival, error, *band(survival, error, interval, z)))
    return points


def crossing(times: list[float], curve: list[Fraction | float | None], share: float) -> float | None:
    """When a falling curve crosses 1 - share; a missing value crosses nothing."""
    level = 1 - Fraction(share)
    for at, value in enumerate(curve):
        if value is None or value >= level + LEVEL:
            continue
        if value > level - LEVEL:
            for later in range(at + 1, len(curve)):
                following = curve[later]
                if following is not None and following < value:
                    return (times[at] + times[later]) / 2
        return times[at]
    return None


def quantile(points: list[Point], share: float) -> tuple[float | None, float | None, float | None]:
    times = [point.step.time for point in points]
    curves: list[list[Any]] = [
        [getattr(point, name) for point in points] for name in ("survival", "low", "high")
    ]
    time, low, high = (crossing(times, curve, share) for curve in curves)
    return time, low, high


# ---- tests of groups -------------------------------------------------------------------------------------------------


@dataclass
class GroupTest:
    chi_square: float
    degrees_of_freedom: int
    p_value: float
    observed: list[float]
    expected: list[float]
    variance: list[list[float]]


def test_weight(kind: str, at: int, of_all: list[Step], p: float, q: float) -> float | Fraction:
    step, before = of_all[at], Fraction(1)
    for earlier in of_all[:at]:
        before *= (earlier.at_risk - earlier.events) / earlier.at_risk
    if kind == "log_rank":
        return Fraction(1)
    if kind == "gehan":
        return step.at_risk
    if kind == "tarone_ware":
        return sqrt(step.at_risk)
    if kind == "peto":
        product = Fraction(1)
        for earlier in of_all[: at + 1]:
            product *= 1 - earlier.events / (earlier.at_risk + 1)
        return product
    return power(before, p) * power(1 - before, q)


def power(base: Fraction, exponent: float) -> float | Fraction:
    return base ** int(exponent) if exponent == int(exponent) else float(base) ** exponent


def log_rank(lives: list[Life], kind: str, p: float = 0.0, q: float = 0.0) -> GroupTest:
    groups = sorted({life.group for life in lives})
    count = len(groups)
    observed, expected = [Fraction(0)] * count, [Fraction(0)] * count
    variance: Matrix = [[Fraction(0)] * count for _ in groups]
    for stratum in {life.stratum for life in lives}:
        within = [life for life in lives if life.stratum == stratum]
        of_all = steps(within)
        for at, step in enumerate(of_all):
            if step.events == 0:
                continue
            w = Fraction(test_weight(kind, at, of_all, p, q))
            n, d = step.at_risk, step.events
            risk, events = [], []
            for group in groups:
                own = [life for life in within if life.group == group and life.weight > 0]
                risk.append(sum((life.weight for life in own if life.time >= step.time), start=Fraction(0)))
                here = (life.weight for life in own if life.time == step.time and life.event)
                events.append(sum(here, start=Fraction(0)))
            for i in range(count):
                observed[i] += w * events[i]
                expected[i] += w * d * risk[i] / n
                for j in range(count):
                    if n > 1:
                        own_share = risk[i] / n * ((i == j) - risk[j] / n)
                        variance[i][j] += w * w * d * (n - d) / (n - 1) * own_share
    chi_square, rank = quadratic_form([o - e for o, e in zip(observed, expected)], variance)
    return GroupTest(
        float(chi_square) if rank else nan,
        rank,
        chi_square_tail(float(chi_square), rank) if rank else nan,
        [float(each) for each in observed],
        [float(each) for each in expected],
        [[float(each) for each in row] for row in variance],
    )


def quadratic_form(u: list[Fraction], variance: Matrix) -> tuple[Fraction, int]:
    """U' V^- U and the rank of V, by elimination: what has no variance left after the others counts nothing."""
    rest, left = [row[:] for row in variance], u[:]
    total, rank = Fraction(0), 0
    for at in range(len(u)):
        pivot = rest[at][at]
        if pivot <= variance[at][at] / 10**10:
            continue
        rank += 1
        total += left[at] ** 2 / pivot
        for i in range(at + 1, len(u)):
            factor = rest[i][at] / pivot
            left[i] -= factor * left[at]
            for j in range(len(u)):
                rest[i][j] -= factor * rest[at][j]
    return total, rank


def chi_square_tail(value: float, degrees: int) -> float:
    """Q(k / 2, x / 2) by its recursion in k from 1 or 2."""
    x, a = value / 2, Fraction(2 - degrees % 2, 2)
    tail = exp(-x) if a == 1 else erfc(sqrt(x))
    while a < Fraction(degrees, 2):
        tail += x ** float(a) * exp(-x) / gamma(float(a) + 1)
        a += 1
    return tail


# ---- concordance -----------------------------------------------------------------------------------------------------


@dataclass
class Concordance:
    index: Fraction | None
    standard_error: float | None
    concordant: Fraction
    discordant: Fraction
    tied: Fraction


def is_first(one: Life, other: Life) -> bool:
    """Whether `one` is known to have had the event first."""
    if not one.event:
        return False
    return one.time < other.time or (one.time == other.time and not other.event)


def concordance(lives: list[Life], meaning: str) -> Concordance:
    sums = [Fraction(0)] * 3
    own = []
    for life in lives:
        mine = [Fraction(0)] * 3
        for other in lives:
            for first, second in ((life, other), (other, life)):
                if is_first(first, second):
                    difference = first.score - second.score
                    difference = difference if meaning == "higher_is_sooner" else -difference
                    mine[0 if difference > 0 else 1 if difference < 0 else 2] += other.weight
        own.append(mine)
        for at in range(3):
            sums[at] += life.weight * mine[at] / 2
    comparable = sum(sums)
    if comparable == 0:
        return Concordance(None, None, *sums)
    index = (sums[0] + sums[2] / 2) / comparable
    squares = sum(
        life.weight * ((mine[0] + mine[2] / 2 - index * sum(mine)) / comparable) ** 2
        for life, mine in zip(lives, own)
    )
    return Concordance(index, sqrt(squares), *sums)


# ---- calibration -----------------------------------------------------------------------------------------------------


@dataclass
class CalibrationBin:
    least: float
    greatest: float
    mean: float
    share: float
    low: float
    high: float
    rows: int
    weight: float
    ones: float


def calibration_curve(
    rows: list[tuple[float, int, Fraction]], count: int, confidence: float
) -> tuple[list[CalibrationBin], float, float]:
    """Of (probability, outcome, weight); bins, the error and what it would be of calibrated probabilities."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    rows = [row for row in rows if row[2] > 0]
    whole = sum(weight for _, _, weight in rows)
    inside: dict[int, list[tuple[float, int, Fraction]]] = {}
    for p in sorted({p for p, _, _ in rows}):
        same = [row for row in rows if row[0] == p]
        below = sum((weight for q, _, weight in rows if q < p), start=Fraction(0))
        number = floor(count * (below + sum(weight for _, _, weight in same) / 2) / whole)
        inside.setdefault(number, []).extend(same)
    bins, error, calibrated = [], 0.0, 0.0
    for _, members in sorted(inside.items()):
        n = sum(weight for _, _, weight in members)
        ones = sum((weight for _, y, weight in members if y), start=Fraction(0))
        mean = sum(weight * Fraction(p) for p, _, weight in members) / n
        s = ones / n
        scale, square = 1 + z * z / float(n), z * z / float(n)
        centre = (float(s) + square / 2) / scale
        reach = z * sqrt(float(s * (1 - s) / n) + square / (4 * float(n))) / scale
        low, high = max(0.0, centre - reach), min(1.0, centre + reach)
        least, greatest = members[0][0], members[-1][0]
        figures = float(mean), float(s), low, high, len(members), float(n), float(ones)
        bins.append(CalibrationBin(least, greatest, *figures))
        error += float(n / whole * abs(s - mean))
        spread = sum(weight * Fraction(p) * (1 - Fraction(p)) for p, _, weight in members)
        calibrated += sqrt(2 / pi) * sqrt(spread) / float(whole)
    return bins, error, calibrated


# ---- two distributions -----------------------------------------------------------------------------------------------


def empty_in_one(first: list[Fraction], second: list[Fraction]) -> int | None:
    """The first bin that one of the two is empty in, which has no logarithm."""
    return next((at for at, (a, b) in enumerate(zip(first, second)) if (a == 0) != (b == 0)), None)


def shares(figures: list[Fraction], kind: str, smoothing: Fraction) -> list[Fraction]:
    if kind == "shares":
        return figures
    whole = sum(each + smoothing for each in figures)
    return [(each + smoothing) / whole for each in figures]


def divergence(above: list[Fraction], below: list[Fraction]) -> tuple[list[float], list[float]]:
    """Of each bin ln(a / b) and (a - b) ln(a / b)."""
    logs, parts = [], []
    for a, b in zip(above, below):
        logs.append(0.0 if a == b == 0 else log(Fraction(a, b)))
        parts.append(float(a - b) * logs[-1])
    return logs, parts


def stability_band(index: float) -> str:
    return "no significant shift" if index < 0.10 else "minor" if index < 0.25 else "significant"


# ---- points ----------------------------------------------------------------------------------------------------------


def points(pdo: float, base_score: float, base_odds: float) -> tuple[float, float]:
    factor = pdo / log(2)
    return factor, base_score - factor * log(base_odds)


def pd_of_odds(odds: float, orientation: str) -> float:
    return 1 / (1 + odds) if orientation == "good_to_bad" else odds / (1 + odds)


# ---- random input ----------------------------------------------------------------------------------------------------


def random_lives(rng: Any) -> list[Life]:
    times = rng.choice(
        [[0.0, 1.0, 2.0, 3.0], [rng.uniform(0, 100) for _ in range(12)], [0.5, 30.0, 60.25, 1e6]]
    )
    weights = rng.choice([[1], [1, 2, 3, 0], [Fraction(1, 4), Fraction(7, 2), 1]])
    groups, strata = rng.sample("abcd", rng.randint(2, 4)), rng.choice([1, 1, 2, 3])
    scores = rng.choice([[1.0, 2.0, 3.0], [rng.gauss(0, 1) for _ in range(10)]])
    rate = rng.choice([0.0, 0.3, 0.7, 1.0])
    return [
        Life(
            rng.choice(times),
            int(rng.random() < rate),
            Fraction(rng.choice(weights)),
            groups[at] if at < len(groups) else rng.choice(groups),
            rng.randrange(strata),
            rng.choice(scores),
        )
        for at in range(rng.choice([4, 8, 15, 30]))
    ]
