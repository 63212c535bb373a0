"""Additive models in plain Python, written from docs/methods/additive.md alone: one bag, numeric features, no pairs, or one grid of a pair.

Bins come from outside: the lower bounds of the intervals of each feature; missing values have the bin behind them.
"""

import bisect
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

MASK = 2**64 - 1


def mix(bits: int) -> int:
    bits = ((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & MASK
    return bits ^ (bits >> 31)


def validation_rows(outcomes: Sequence[int], share: float, seed: int, bag: int) -> set[int]:
    golden = 0x9E3779B97F4A7C15
    start = mix((seed + (bag + 1) * golden) & MASK)
    chosen: set[int] = set()
    for one in (0, 1):
        rows = [row for row, outcome in enumerate(outcomes) if outcome == one]
        rows.sort(key=lambda row: (mix((start + (row + 1) * golden) & MASK), row))
        chosen.update(rows[: math.floor(share * len(rows))])
    return chosen


@dataclass
class Options:
    max_leaves: int = 3
    learning_rate: float = 0.05
    max_rounds: int = 10
    validation_share: float = 0.0
    patience: int = 50
    tolerance: float = 1e-5
    bags: int = 1
    min_leaf_weight: float = 5.0
    min_gain: float = 2.0
    l2: float = 1.0
    seed: int = 0
    trends: dict[int, str] = field(default_factory=dict)


@dataclass
class Model:
    intercept: float
    values: list[list[float]]
    losses: list[list[tuple[float, float]]]


def bin_of(bounds: Sequence[float], value: float | None) -> int:
    return len(bounds) + 1 if value is None else bisect.bisect_right(bounds, value)


def tree(
    gradient: list[float], hessian: list[float], weight: list[float], trend: str, options: Options
) -> list[float]:
    """The step of each interval and, last, of missing values."""
    l2 = options.l2
    cuttable = len(gradient) - 1

    def sums(begin: int, end: int) -> tuple[float, float, float]:
        return sum(gradient[begin:end]), sum(hessian[begin:end]), sum(weight[begin:end])

    def step(begin: int, end: int) -> float:
        g, h, _ = sums(begin, end)
        return -g / (h + l2)

    def score(begin: int, end: int) -> float:
        g, h, _ = sums(begin, end)
        return g * g / (h + l2)

    def obeys(parts: list[tuple[int, int]]) -> bool:
        steps = [step(*part) for part in parts]
        pairs = list(itertools.pairwise(steps))
        if trend == "increasing":
            return all(low <= high for low, high in pairs)
        return trend == "free" or all(low >= high for low, high in pairs)

    leaves = [(0, cuttable)]
    while len(leaves) < options.max_leaves:
        best: tuple[float, list[tuple[int, int]]] | None = None
        for at, (begin, end) in enumerate(leaves):
            for cut in range(begin + 1, end):
                gain = score(begin, cut) + score(cut, end) - score(begin, end)
                light = min(sums(begin, cut)[2], sums(cut, end)[2]) < options.min_leaf_weight
                parts = [*leaves[:at], (begin, cut), (cut, end), *leaves[at + 1 :]]
                if light or not gain > 0 or gain < options.min_gain or not obeys(parts):
                    continue
                if best is None or gain > best[0]:
                    best = gain, parts
        if best is None:
            break
        leaves = best[1]
    steps = [step(*leaf) for leaf in leaves for _ in range(*leaf)]
    known = weight[-1] > 0 and weight[-1] >= options.min_leaf_weight
    return [*steps, step(cuttable, cuttable + 1) if known else 0.0]


def boost_bag(
    bins: list[list[int]],
    sizes: list[int],
    outcomes: Sequence[int],
    weights: list[float],
    bag: int,
    options: Options,
) -> tuple[float, list[list[float]], list[tuple[float, float]]]:
    held = validation_rows(outcomes, options.validation_share, options.seed, bag)
    rows = range(len(outcomes))
    train = [0.0 if row in held else weights[row] for row in rows]
    watch = [weights[row] if row in held else 0.0 for row in rows]
    ones = sum(v for v, y in zip(train, outcomes, strict=True) if y)
    start = math.log(ones / (sum(train) - ones))
    log_odds = [start] * len(outcomes)
    values = [[0.0] * size for size in sizes]

    def losses() -> tuple[float, float]:
        of_row = [math.log1p(math.exp(-s if y else s)) for s, y in zip(log_odds, outcomes, strict=True)]
        found = []
        for part in (train, watch):
            found.append(sum(v * loss for v, loss in zip(part, of_row, strict=True)) / (sum(part) or 1.0))
        return found[0], found[1]

    rounds = [losses()]
    kept, kept_values = 0, [list(of) for of in values]
    while len(rounds) <= options.max_rounds:
        p = [1 / (1 + math.exp(-s)) for s in log_odds]
        g = [v * (q - y) for v, q, y in zip(train, p, outcomes, strict=True)]
        h = [v * q * (1 - q) for v, q in zip(train, p, strict=True)]
        for at, codes in enumerate(bins):
            cells = [[0.0] * sizes[at] for _ in range(3)]
            for row in rows:
                for cell, part in zip(cells, (g, h, train), strict=True):
                    cell[codes[row]] += part[row]
            steps = tree(cells[0], cells[1], cells[2], options.trends.get(at, "free"), options)
            for code, d in enumerate(steps):
                values[at][code] += options.learning_rate * d
            for row in rows:
                r = options.learning_rate * steps[codes[row]]
                log_odds[row] += r
                g[row] += h[row] * r
        rounds.append(losses())
        if not held or rounds[-1][1] < rounds[kept][1] - options.tolerance:
            kept, kept_values = len(rounds) - 1, [list(of) for of in values]
        elif len(rounds) - 1 - kept >= options.patience:
            break
    return start, kept_values, rounds


def fit(
    features: list[Sequence[float | None]],
    bounds: list[Sequence[float]],
    outcomes: Sequence[int],
    weights: list[float],
    options: Options,
) -> Model:
    bins = [[bin_of(cuts, value) for value in of] for of, cuts in zip(features, bounds, strict=True)]
    sizes = [len(cuts) + 2 for cuts in bounds]
    found = [boost_bag(bins, sizes, outcomes, weights, bag, options) for bag in range(options.bags)]
    intercept = sum(start for start, _, _ in found) / options.bags
    values = [
        [sum(of_bag[at][code] for _, of_bag, _ in found) / options.bags for code in range(size)]
        for at, size in enumerate(sizes)
    ]
    whole = sum(weights)
    for at, codes in enumerate(bins):
        share = [0.0] * sizes[at]
        for row, code in enumerate(codes):
            share[code] += weights[row] / whole
        mean = sum(q * value for q, value in zip(share, values[at], strict=True))
        values[at] = [value - mean for value in values[at]]
        if share[-1] == 0.0:
            values[at][-1] = 0.0
        intercept += mean
    parts = [sum(values[at][codes[row]] for at, codes in enumerate(bins)) for row in range(len(outcomes))]
    low, high = -50.0, 50.0
    ones = sum(w for w, y in zip(weights, outcomes, strict=True) if y)
    for _ in range(200):
        intercept = (low + high) / 2
        total = sum(w / (1 + math.exp(-(intercept + part))) for w, part in zip(weights, parts, strict=True))
        low, high = (intercept, high) if total < ones else (low, intercept)
    return Model(intercept, values, [rounds for _, _, rounds in found])
