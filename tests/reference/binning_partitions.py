"""Binning from docs/methods/binning.md alone: every partition of a few pre-bins is tried. Weights and rates are exact fractions, logarithms doubles."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

SLACK = 1e-12  # what further bins must bring together, and the margin of decreasing over increasing
TRENDS = ("monotone", "increasing", "decreasing", "peak", "valley", "free")
Value = float | str
Cell = tuple[Fraction, Fraction]  # weight of zeros, weight of ones


@dataclass
class Options:
    woe: str = "zeros_over_ones"
    trend: str = "monotone"
    specials: tuple[float, ...] = ()
    cuts: tuple[float, ...] | None = None
    max_bins: int = 10
    max_prebins: int = 200
    min_share: Fraction = Fraction(1, 20)
    min_ones: Fraction = Fraction(0)
    min_zeros: Fraction = Fraction(0)
    min_gain: float = 0.0
    smoothing: Fraction = Fraction(1, 2)
    smoothing_rule: str = "empty_cells"
    category_smoothing: Fraction = Fraction(1)
    other_share: Fraction = Fraction(0)
    unseen: str = "error"


@dataclass
class Row:
    value: Value | None
    outcome: int
    weight: Fraction = Fraction(1)


@dataclass
class Bin:
    """An interval has bounds, a bin of categories or of others what is in it, a special one its value as lower bound."""

    kind: str
    rows: list[Row] = field(default_factory=list)
    lower: float | None = None
    upper: float | None = None
    categories: frozenset[Value] = frozenset()
    woe: float = 0.0
    iv: float = 0.0


@dataclass
class PreBin:
    """Its lowest value (or listed cut) is where it may begin; `values` are those of all its rows, a weight or none."""

    lower: float
    values: list[Value]
    cell: Cell


@dataclass
class Fit:
    status: str
    trend: str | None
    prebins: int
    bins: list[Bin]
    ties: list[tuple[int, ...]]  # other beginnings of bins whose sums are as great as far as doubles tell

    @property
    def iv(self) -> float:
        return math.fsum(each.iv for each in self.bins)


# ---- weights, evidence -----------------------------------------------------------------------------------------------


def cell_of(rows: list[Row]) -> Cell:
    zeros = sum((row.weight for row in rows if row.outcome == 0), start=Fraction(0))
    ones = sum((row.weight for row in rows if row.outcome == 1), start=Fraction(0))
    return zeros, ones


def joined(cells: list[Cell]) -> Cell:
    return sum((zeros for zeros, _ in cells), start=Fraction(0)), sum(
        (ones for _, ones in cells), start=Fraction(0)
    )


def evidence(cell: Cell, whole: Cell, options: Options) -> tuple[float, float]:
    """Weight of evidence and information value."""
    zeros, ones = cell
    if zeros + ones == 0:
        return 0.0, 0.0
    if options.smoothing_rule == "always" or zeros == 0 or ones == 0:
        zeros, ones = zeros + options.smoothing, ones + options.smoothing
    of_zeros, of_ones = zeros / whole[0], ones / whole[1]
    ratio = of_zeros / of_ones
    # near 1 the logarithm of a rounded ratio has lost the digits that count
    log = math.log1p(float(ratio - 1)) if abs(ratio - 1) < Fraction(1, 2) else math.log(ratio)
    return (log if options.woe == "zeros_over_ones" else -log), float(of_zeros - of_ones) * log


def rate(cell: Cell) -> Fraction:
    return cell[1] / (cell[0] + cell[1])


# ---- pre-bins --------------------------------------------------------------------------------------------------------


def grouped(ordered: list[tuple[Value, list[Row]]], most: int) -> list[list[tuple[Value, list[Row]]]]:
    """Values in order, by groups; one without a weight goes with what is below it, the first ones with what is above."""
    weights = {value: sum(cell_of(rows)) for value, rows in ordered}
    whole = sum(weights.values())
    distinct = sum(weight > 0 for weight in weights.values())
    groups: dict[int, list[tuple[Value, list[Row]]]] = {}
    waiting: list[tuple[Value, list[Row]]] = []
    below, number, at = Fraction(0), None, -1
    for value, rows in ordered:
        if weights[value] > 0:
            at += 1
            number = at if distinct <= most else math.floor(most * (below + weights[value] / 2) / whole)
            below += weights[value]
        if number is None:
            waiting.append((value, rows))
        else:
            groups.setdefault(number, []).append((value, rows))
    kept = [groups[number] for number in sorted(groups)] or [[]]
    kept[0] = waiting + kept[0]  # where nothing has a weight, of which the page says nothing, it is one group
    return kept if ordered else []


def by_value(rows: list[Row]) -> dict[Value, list[Row]]:
    found: dict[Value, list[Row]] = {}
    for row in rows:
        assert row.value is not None
        found.setdefault(row.value, []).append(row)
    return found


def numeric_prebins(rows: list[Row], options: Options) -> list[PreBin]:
    values = sorted(by_value(rows).items(), key=lambda pair: pair[0])
    if options.cuts is not None:
        return listed_prebins(rows, sorted(set(options.cuts)))
    made = []
    for group in grouped(values, options.max_prebins):
        cell = joined([cell_of(of_value) for _, of_value in group])
        weighted = [value for value, of_value in group if sum(cell_of(of_value)) > 0]
        made.append(
            PreBin(float(weighted[0] if weighted else group[0][0]), [value for value, _ in group], cell)
        )
    return made


def listed_prebins(rows: list[Row], cuts: list[float]) -> list[PreBin]:
    if rows and sum(cell_of(rows)) == 0:
        return [PreBin(-math.inf, list(by_value(rows)), cell_of(rows))]  # as above: the page is silent
    made = []
    for low, high in pairwise([-math.inf, *cuts, math.inf]):
        inside = [row for row in rows if low <= float(row.value or 0) < high]
        if sum(cell_of(inside)) > 0:
            made.append(PreBin(low, list(by_value(inside)), cell_of(inside)))
    return made


def category_prebins(rows: list[Row], whole: Cell, options: Options) -> list[PreBin]:
    overall, extra = whole[1] / sum(whole), options.category_smoothing

    def place(pair: tuple[Value, list[Row]]) -> tuple[Fraction, Any]:
        zeros, ones = cell_of(pair[1])
        value = pair[0].encode() if isinstance(pair[0], str) else pair[0]
        if zeros + ones == 0:
            return overall, value
        return (ones + extra * overall) / (zeros + ones + extra), value

    ordered = sorted(by_value(rows).items(), key=place)
    return [
        PreBin(0.0, [value for value, _ in group], joined([cell_of(of_value) for _, of_value in group]))
        for group in grouped(ordered, options.max_prebins)
    ]


# ---- all partitions --------------------------------------------------------------------------------------------------


def rises(rates: list[Fraction]) -> bool:
    return all(low <= high for low, high in pairwise(rates))


def falls(rates: list[Fraction]) -> bool:
    return all(low >= high for low, high in pairwise(rates))


FOLLOWS: dict[str, Callable[[list[Fraction]], bool]] = {
    "increasing": rises,
    "decreasing": falls,
    "peak": lambda rates: any(rises(rates[: at + 1]) and falls(rates[at:]) for at in range(len(rates))),
    "valley": lambda rates: any(falls(rates[: at + 1]) and rises(rates[at:]) for at in range(len(rates))),
    "free": lambda rates: True,
}


def partitions(count: int, most: int) -> Iterator[tuple[int, ...]]:
    """Beginnings of the bins, the first of which begins at 0."""
    for bins in range(1, min(count, most) + 1):
        for cuts in combinations(range(1, count), bins - 1):
            yield (0, *cuts)


def obeys(cells: list[Cell], whole: Cell, options: Options) -> bool:
    least = options.min_share * sum(whole) * (1 - Fraction(1, 10**12))
    return all(
        sum(cell) >= least and cell[0] >= options.min_zeros and cell[1] >= options.min_ones for cell in cells
    )


def best_of_each_count(
    prebins: list[PreBin], trend: str, whole: Cell, options: Options
) -> dict[int, list[tuple[float, tuple[int, ...]]]]:
    """By number of bins the sums and beginnings of all that obey."""
    found: dict[int, list[tuple[float, tuple[int, ...]]]] = {}
    for begins in partitions(len(prebins), options.max_bins):
        ends = [*begins[1:], len(prebins)]
        cells = [joined([each.cell for each in prebins[low:high]]) for low, high in zip(begins, ends)]
        if obeys(cells, whole, options) and FOLLOWS[trend]([rate(cell) for cell in cells]):
            iv = 0.0
            for cell in cells:
                iv += evidence(cell, whole, options)[1]
            found.setdefault(len(begins), []).append((iv, begins))
    return found


def search(
    prebins: list[PreBin], trend: str, whole: Cell, options: Options
) -> tuple[float, tuple[int, ...], list[tuple[int, ...]]] | None:
    """Sum less penalties, beginnings, and what is as good; nothing where no partition obeys."""
    taken: tuple[float, list[tuple[int, ...]]] | None = None
    for bins, sums in sorted(best_of_each_count(prebins, trend, whole, options).items()):
        greatest = max(sums)[0]
        as_good = [begins for iv, begins in sums if iv > greatest - 1e-13]
        if taken is None or greatest > taken[0] + options.min_gain * (bins - len(taken[1][0])) + SLACK:
            taken = greatest, sorted(as_good, key=lambda begins: begins[::-1])
    if taken is None:
        return None
    begins = taken[1][0]
    return taken[0] - options.min_gain * len(begins), begins, taken[1]


def searched(
    prebins: list[PreBin], trend: str, whole: Cell, options: Options
) -> tuple[str, tuple[int, ...], list[tuple[int, ...]]]:
    if trend != "monotone":
        _, begins, ties = search(prebins, trend, whole, options) or (0.0, (0,), [(0,)])
        return trend, begins, ties
    up, down = (search(prebins, way, whole, options) for way in ("increasing", "decreasing"))
    if up is None or down is None:
        return "increasing", (0,), [(0,)]
    return ("decreasing", *down[1:]) if down[0] > up[0] + SLACK else ("increasing", *up[1:])


# ---- a feature -------------------------------------------------------------------------------------------------------


def fit_numeric(rows: list[Row], options: Options) -> Fit:
    whole = cell_of(rows)
    held = [row for row in rows if row.value is not None and row.value not in options.specials]
    prebins = numeric_prebins(held, options)
    trend, begins, ties = searched(prebins, options.trend, whole, options) if prebins else ("", (0,), [(0,)])
    bounds = [None, *(prebins[at].lower for at in begins[1:]), None]
    bins = [Bin("interval", lower=low, upper=high) for low, high in pairwise(bounds)]
    for each in bins:
        low = -math.inf if each.lower is None else each.lower
        high = math.inf if each.upper is None else each.upper
        each.rows = [row for row in held if low <= float(row.value or 0) < high]
    for special in sorted(set(options.specials)):
        bins.append(Bin("special", [row for row in rows if row.value == special], special, special))
    status = status_of(held, len(begins))
    return finished(
        rows, bins, Fit(status, trend if len(begins) > 1 else None, len(prebins), bins, ties), options
    )


def fit_categorical(rows: list[Row], options: Options) -> Fit:
    whole = cell_of(rows)
    with_value = [row for row in rows if row.value not in (None, "")]
    rare = {
        value
        for value, of_value in by_value(with_value).items()
        if sum(cell_of(of_value)) < options.other_share * sum(whole)
    }
    held = [row for row in with_value if row.value not in rare]
    prebins = category_prebins(held, whole, options)
    begins, ties = searched(prebins, "free", whole, options)[1:] if prebins else ((0,), [(0,)])
    bins = []
    for low, high in pairwise([*begins, len(prebins)]) if prebins else []:
        inside = frozenset(value for prebin in prebins[low:high] for value in prebin.values)
        bins.append(Bin("categories", [row for row in held if row.value in inside], categories=inside))
    if options.other_share > 0 or options.unseen == "other":
        bins.append(
            Bin("other", [row for row in with_value if row.value in rare], categories=frozenset(rare))
        )
    return finished(rows, bins, Fit(status_of(held, len(begins)), None, len(prebins), bins, ties), options)


def status_of(held: list[Row], bins: int) -> str:
    if not held:
        return "no_values"
    if (
        len({row.value for row in held if row.weight > 0}) <= 1
    ):  # the page says nothing of values without any weight
        return "constant"
    return "binned" if bins > 1 else "single_bin"


def finished(rows: list[Row], bins: list[Bin], fit: Fit, options: Options) -> Fit:
    bins.append(Bin("missing", [row for row in rows if row.value in (None, "")]))
    for each in bins:
        each.woe, each.iv = evidence(cell_of(each.rows), cell_of(rows), options)
    return fit


def bin_of(fit: Fit, value: Value | None, unseen: str) -> int:
    """Scoring; a category that nobody has seen raises KeyError under `error`."""
    kinds = [each.kind for each in fit.bins]
    if value is None or value == "":
        return kinds.index("missing")
    for at, each in enumerate(fit.bins):
        if each.kind == "special" and each.lower == value:
            return at
    for at, each in enumerate(fit.bins):
        if value in each.categories:
            return at
        if each.kind == "interval" and not isinstance(value, str):
            low = -math.inf if each.lower is None else each.lower
            if low <= value < (math.inf if each.upper is None else each.upper):
                return at
    if unseen == "error":
        raise KeyError(value)
    return kinds.index(unseen)


# ---- random rows -----------------------------------------------------------------------------------------------------


def random_options(rng: Any) -> Options:
    options = Options(
        woe=rng.choice(["zeros_over_ones", "ones_over_zeros"]),
        trend=rng.choice(TRENDS),
        max_bins=rng.choice([1, 2, 3, 4, 10, 10]),
        min_share=rng.choice([Fraction(0), Fraction(1, 20), Fraction(1, 8), Fraction(1, 4), Fraction(1, 2)]),
        smoothing_rule=rng.choice(["empty_cells", "always"]),
        smoothing=rng.choice([Fraction(1, 2), Fraction(1, 2), Fraction(1, 8), Fraction(2)]),
    )
    if rng.random() < 0.3:
        options.min_ones, options.min_zeros = Fraction(rng.randint(0, 4)), Fraction(rng.randint(0, 4))
    if rng.random() < 0.4:
        options.min_gain = rng.choice([0.001, 0.01, 0.05, 0.25])
    if rng.random() < 0.4:
        options.max_prebins = rng.randint(2, 6)
    if rng.random() < 0.4:
        options.specials = tuple(rng.sample([-999.0, 0.0, 3.0, 77.0], rng.randint(1, 3)))
    if rng.random() < 0.2:
        options.cuts = tuple(rng.sample([-1.0, 0.5, 2.0, 2.5, 3.0, 6.0, 40.0], rng.randint(1, 5)))
    if rng.random() < 0.5:
        options.category_smoothing = rng.choice([Fraction(0), Fraction(1, 2), Fraction(10)])
    if rng.random() < 0.4:
        options.other_share = rng.choice([Fraction(1, 16), Fraction(1, 8), Fraction(1, 4)])
    options.unseen = rng.choice(["error", "missing", "other"])
    return options


def random_rows(rng: Any, values: list[Any]) -> list[Row]:
    """Both outcomes have a weight; the rate depends on the value, or not."""
    weights = rng.choice([[1], [1, 1, 2, 0], [Fraction(1, 4), 3, Fraction(5, 2)]])
    rates = [rng.choice([0, 1, rng.random(), 0.3, 0.3]) for _ in values]
    rows = [Row(values[0], outcome) for outcome in (0, 1)]
    for _ in range(rng.choice([0, 3, 12, 40, 90, 250])):
        at = rng.randrange(len(values))
        rows.append(Row(values[at], int(rng.random() < rates[at]), Fraction(rng.choice(weights))))
    rng.shuffle(rows)
    return rows
