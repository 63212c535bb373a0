"""Optimal binning told plainly, from docs/methods/binning.md: every partition of the pre-bins is tried, sums are fractions."""

import dataclasses
import itertools
import math
from collections.abc import Callable, Sequence
from fractions import Fraction

NEGLIGIBLE = 1e-12


@dataclasses.dataclass
class Cell:
    """Weight of either class."""

    ones: Fraction = Fraction(0)
    zeros: Fraction = Fraction(0)

    @property
    def weight(self) -> Fraction:
        return self.ones + self.zeros

    def add(self, outcome: int, weight: Fraction) -> None:
        if outcome:
            self.ones += weight
        else:
            self.zeros += weight

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(self.ones + other.ones, self.zeros + other.zeros)


@dataclasses.dataclass
class Rules:
    """The options."""

    trend: str = "monotone"
    max_bins: int = 10
    max_prebins: int = 200
    min_share: Fraction = Fraction(1, 20)
    min_ones: int = 0
    min_zeros: int = 0
    min_gain: float = 0.0
    smoothing: float = 0.5
    always: bool = False


def woe_and_iv(cell: Cell, whole: Cell, rules: Rules) -> tuple[float, float]:
    """Zeros over ones."""
    if cell.weight == 0:
        return 0.0, 0.0
    added = rules.smoothing if rules.always or 0 in (cell.ones, cell.zeros) else 0.0
    zeros = (float(cell.zeros) + added) / float(whole.zeros)
    ones = (float(cell.ones) + added) / float(whole.ones)
    woe = math.log(zeros / ones)
    return woe, (zeros - ones) * woe


def prebins(values: Sequence[float], cells: Sequence[Cell], most: int) -> tuple[list[float], list[Cell]]:
    """Lower bound and weights of each pre-bin; the first bound is that of the first value."""
    whole = sum((cell.weight for cell in cells), Fraction(0))
    weighty = [at for at, cell in enumerate(cells) if cell.weight > 0]
    number: dict[int, int] = {}
    below = Fraction(0)
    for at in weighty:
        number[at] = at if len(weighty) <= most else math.floor(most * (below + cells[at].weight / 2) / whole)
        below += cells[at].weight
    bounds: list[float] = []
    made: list[Cell] = []
    last = None
    for at in weighty:
        if number[at] != last:
            bounds.append(values[at])
            made.append(Cell())
        made[-1] += cells[at]
        last = number[at]
    return bounds, made


def rises(rates: Sequence[Fraction]) -> bool:
    return all(a <= b for a, b in itertools.pairwise(rates))


def falls(rates: Sequence[Fraction]) -> bool:
    return rises([-rate for rate in rates])


FOLLOWS: dict[str, Callable[[Sequence[Fraction]], bool]] = {
    "free": lambda rates: True,
    "increasing": rises,
    "decreasing": falls,
    "peak": lambda rates: any(rises(rates[: at + 1]) and falls(rates[at:]) for at in range(len(rates))),
    "valley": lambda rates: any(falls(rates[: at + 1]) and rises(rates[at:]) for at in range(len(rates))),
}


def best(cells: Sequence[Cell], whole: Cell, trend: str, rules: Rules) -> tuple[list[int], float]:
    """First pre-bin of each bin, and the sum."""
    by_count: dict[int, tuple[list[int], float]] = {}
    for splits in itertools.product((False, True), repeat=len(cells) - 1):
        starts = [0, *(at + 1 for at, split in enumerate(splits) if split)]
        if len(starts) > rules.max_bins and len(starts) > 1:
            continue
        bins = [
            sum(cells[begin:end], Cell())
            for begin, end in zip(starts, [*starts[1:], len(cells)], strict=True)
        ]
        if len(bins) > 1:
            if any(cell.weight < rules.min_share * whole.weight for cell in bins):
                continue
            if any(cell.ones < rules.min_ones or cell.zeros < rules.min_zeros for cell in bins):
                continue
            if not FOLLOWS[trend]([cell.ones / cell.weight for cell in bins]):
                continue
        iv = math.fsum(woe_and_iv(cell, whole, rules)[1] for cell in bins)
        if len(bins) not in by_count or iv > by_count[len(bins)][1]:
            by_count[len(bins)] = (starts, iv)
    taken = by_count[1]
    for count in sorted(by_count):
        starts, iv = by_count[count]
        if iv > taken[1] + rules.min_gain * (count - len(taken[0])) + NEGLIGIBLE:
            taken = (starts, iv)
    return taken


def search(cells: Sequence[Cell], whole: Cell, rules: Rules) -> tuple[list[int], float]:
    """The same where the trend may be the better of two."""
    if rules.trend != "monotone":
        return best(cells, whole, rules.trend, rules)
    rising, falling = (best(cells, whole, trend, rules) for trend in ("increasing", "decreasing"))
    net_rising, net_falling = (iv - rules.min_gain * (len(starts) - 1) for starts, iv in (rising, falling))
    return falling if net_falling > net_rising + NEGLIGIBLE else rising


@dataclasses.dataclass
class Bin:
    kind: str
    lower: float | None
    upper: float | None
    count: int
    cell: Cell
    woe: float
    iv: float


def bin_numbers(
    rows: Sequence[float | None],
    outcomes: Sequence[int],
    weights: Sequence[int] | None,
    specials: Sequence[float],
    rules: Rules,
) -> list[Bin]:
    """All bins of a numeric feature, in their order."""
    weight_of = [Fraction(1)] * len(rows) if weights is None else [Fraction(weight) for weight in weights]
    whole = Cell()
    by_value: dict[float, Cell] = {}
    by_special = {value: Cell() for value in sorted(specials)}
    missing = Cell()
    for row, outcome, weight in zip(rows, outcomes, weight_of, strict=True):
        whole.add(outcome, weight)
        if row is None:
            missing.add(outcome, weight)
        elif row in by_special:
            by_special[row].add(outcome, weight)
        else:
            by_value.setdefault(row, Cell()).add(outcome, weight)
    values = sorted(by_value)
    cells = [by_value[value] for value in values]
    bounds, made = prebins(values, cells, rules.max_prebins)
    starts = search(made, whole, rules)[0] if len(made) > 1 else [0]
    lowers = [None, *(bounds[start] for start in starts[1:])]
    uppers = [*lowers[1:], None]

    def bin_of(kind: str, lower: float | None, upper: float | None, cell: Cell, count: int) -> Bin:
        return Bin(kind, lower, upper, count, cell, *woe_and_iv(cell, whole, rules))

    bins = []
    for lower, upper in zip(lowers, uppers, strict=True):
        inside = [
            value
            for value in values
            if (lower is None or value >= lower) and (upper is None or value < upper)
        ]
        count = sum(row in inside for row in rows if row is not None and row not in by_special)
        bins.append(
            bin_of("interval", lower, upper, sum((by_value[value] for value in inside), Cell()), count)
        )
    bins += [
        bin_of("special", value, value, cell, list(rows).count(value)) for value, cell in by_special.items()
    ]
    bins.append(bin_of("missing", None, None, missing, sum(row is None for row in rows)))
    return bins
