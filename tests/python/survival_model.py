"""Survival, concordance and calibration from docs/methods/statistics.md, in plain Python: pairs and times one by one."""

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy

Numbers = Sequence[float]
Flags = Sequence[int]


class Point(NamedTuple):
    """A distinct time of a curve; the variance is Greenwood's, None where nobody survives."""

    time: float
    at_risk: Fraction
    events: Fraction
    survival: Fraction
    variance: Fraction | None


def at_times(times: Numbers, events: Flags, weights: Numbers) -> list[tuple[float, Fraction, Fraction]]:
    """Distinct times with the weight at risk and with the event."""
    rows = [(t, e, Fraction(w)) for t, e, w in zip(times, events, weights, strict=True) if w > 0]
    return [
        (
            time,
            sum((w for t, _, w in rows if t >= time), Fraction(0)),
            sum((w for t, e, w in rows if t == time and e), Fraction(0)),
        )
        for time in sorted({t for t, _, _ in rows})
    ]


def kaplan_meier(times: Numbers, events: Flags, weights: Numbers) -> list[Point]:
    """The product over times of those who have no event."""
    survival, total = Fraction(1), Fraction(0)
    points = []
    for time, n, d in at_times(times, events, weights):
        survival *= (n - d) / n
        if n > d:
            total += d / (n * (n - d))
        points.append(Point(time, n, d, survival, survival**2 * total if survival else None))
    return points


def quantile(points: list[Point], share: Fraction) -> float | None:
    """First time below the level; the middle where the curve runs along it."""
    level = 1 - share
    for at, point in enumerate(points):
        if point.survival < level:
            return point.time
        if point.survival == level:
            later = [other.time for other in points[at:] if other.survival < level]
            return (point.time + later[0]) / 2 if later else point.time
    return None


def log_rank(
    times: Numbers,
    events: Flags,
    groups: Sequence[int],
    weights: Numbers,
    test: str,
    p: float = 0,
    q: float = 0,
) -> tuple[float, list[float], list[float]]:
    """Chi-square, observed and expected of one stratum."""
    count = max(groups) + 1
    observed, expected = numpy.zeros(count), numpy.zeros(count)
    variance = numpy.zeros((count, count))
    survival, peto = Fraction(1), Fraction(1)
    for time, n, d in at_times(times, events, weights):
        before = survival
        survival *= (n - d) / n
        peto *= 1 - d / (n + 1)
        if d == 0:
            continue
        w = {
            "log_rank": 1.0,
            "gehan": float(n),
            "tarone_ware": math.sqrt(n),
            "peto": float(peto),
            "fleming_harrington": float(before) ** p * float(1 - before) ** q,
        }[test]
        rows = list(zip(times, events, groups, weights, strict=True))
        risk = [float(sum(x for t, _, g, x in rows if g == at and t >= time)) for at in range(count)]
        with_event = [
            float(sum(x for t, e, g, x in rows if g == at and t == time and e)) for at in range(count)
        ]
        for i in range(count):
            observed[i] += w * with_event[i]
            expected[i] += w * float(d) * risk[i] / float(n)
            for j in range(count):
                if n > 1:
                    factor = float(d * (n - d) / (n - 1))
                    variance[i, j] += w * w * factor * risk[i] / float(n) * ((i == j) - risk[j] / float(n))
    difference = observed - expected
    chi_square = float(difference @ numpy.linalg.pinv(variance, rcond=1e-9) @ difference)
    return chi_square, observed.tolist(), expected.tolist()


def concordance(
    times: Numbers, events: Flags, scores: Numbers, weights: Numbers
) -> tuple[float, float, float, float]:
    """Concordant, discordant and tied pairs where a high score is to live longer, and the jackknife's standard error."""
    rows = range(len(times))
    won, met = [0.0] * len(times), [0.0] * len(times)
    kinds = [0.0, 0.0, 0.0]
    for i in rows:
        for j in rows:
            comparable = events[i] and (times[i] < times[j] or (times[i] == times[j] and not events[j]))
            if i == j or not comparable:
                continue
            kind = 0 if scores[i] < scores[j] else 1 if scores[i] > scores[j] else 2
            kinds[kind] += weights[i] * weights[j]
            for one, other in ((i, j), (j, i)):
                won[one] += weights[other] * (1.0, 0.0, 0.5)[kind]
                met[one] += weights[other]
    total = sum(kinds)
    if total == 0:
        return (*kinds, math.nan)
    index = (kinds[0] + kinds[2] / 2) / total
    error = math.sqrt(sum(weights[i] * ((won[i] - index * met[i]) / total) ** 2 for i in rows))
    return (*kinds, error)


def calibration_error(
    probabilities: Numbers, outcomes: Flags, weights: Numbers, bins: int
) -> tuple[float, float]:
    """Expected calibration error, and its expectation when every probability is right."""
    rows = [row for row in zip(probabilities, outcomes, weights, strict=True) if row[2] > 0]
    total = sum(w for *_, w in rows)
    members: dict[int, list[tuple[float, int, float]]] = {}
    for p, y, w in rows:
        below = sum(v for q, _, v in rows if q < p)
        alike = sum(v for q, _, v in rows if q == p)
        place = math.floor((below + alike / 2) / total * bins)
        members.setdefault(min(place, bins - 1), []).append((p, y, w))
    error = sum(abs(sum(w * (y - p) for p, y, w in bin_rows)) for bin_rows in members.values()) / total
    chance = sum(
        math.sqrt(2 / math.pi * sum(w * p * (1 - p) for p, _, w in bin_rows)) for bin_rows in members.values()
    )
    return error, chance / total
