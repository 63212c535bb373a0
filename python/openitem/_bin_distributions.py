"""Two distributions over the same bins: population stability index, weight of evidence, information value."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from openitem import _core
from openitem._arguments import text
from openitem._flow_columns import Numbers, flat_numbers, one_number

BinFigures: TypeAlias = Literal["counts", "shares"]
"""Whether the figures of bins are rows (or weights), or shares that are together 1."""
EvidenceOrientation: TypeAlias = Literal["good_over_bad", "bad_over_good"]
"""Evidence is ln(share of goods / share of bads), or the other way round."""


@dataclass(frozen=True, slots=True)
class Stability:
    """How far a population has moved.

    Attributes:
        index: Population stability index, the sum of the contributions.
        band: ``no significant shift`` (below 0.10), ``minor`` (below 0.25), ``significant``.
        contributions: (actual - expected) ln(actual / expected) of each bin.
    """

    index: float
    band: str
    contributions: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What bins say about goods and bads.

    Attributes:
        information_value: The sum of the contributions.
        weights: Weight of evidence of each bin; 0 where the bin is empty in both.
        contributions: (share of goods - share of bads) ln(share of goods / share of bads).
    """

    information_value: float
    weights: tuple[float, ...]
    contributions: tuple[float, ...]


def population_stability(
    expected: Numbers, actual: Numbers, *, figures: BinFigures, smoothing: float = 0.0
) -> Stability:
    """Population stability index of bins.

    Args:
        expected: A figure a bin: the population the score was made for.
        actual: A figure a bin: the population of today.
        figures: Required, see :data:`BinFigures`.
        smoothing: Added to each count of both; 0.5 is usual. For counts only.

    Raises:
        DataError: No count or share, a bin that is empty in one only; ``row`` is the bin.
        ArgumentError: Shares that are not together 1, smoothing of shares, no bins.

    >>> found = population_stability([0.4, 0.3, 0.3], [0.35, 0.25, 0.4], figures="shares")
    >>> round(found.index, 9), found.band
    (0.044560855, 'no significant shift')
    """
    index, band, contributions = _core.population_stability(
        flat_numbers(expected, "expected"),
        flat_numbers(actual, "actual"),
        text(figures, "figures"),
        one_number(smoothing, "smoothing"),
    )
    return Stability(index, band, tuple(contributions.tolist()))


def stability_band(index: float) -> str:
    """The band of a stability index.

    Raises:
        ArgumentError: Below 0 or not a number.

    >>> stability_band(0.1), stability_band(0.25)
    ('minor', 'significant')
    """
    return _core.stability_band(one_number(index, "index"))


def weight_of_evidence(
    goods: Numbers,
    bads: Numbers,
    *,
    orientation: EvidenceOrientation,
    figures: BinFigures,
    smoothing: float = 0.0,
) -> Evidence:
    """Weight of evidence of each bin and their information value.

    Args:
        goods: A figure a bin.
        bads: A figure a bin.
        orientation: Required, see :data:`EvidenceOrientation`.
        figures, smoothing: As in :func:`population_stability`.

    Raises:
        DataError, ArgumentError: As in :func:`population_stability`.

    >>> found = weight_of_evidence([90, 60], [10, 40], orientation="good_over_bad", figures="counts")
    >>> [round(weight, 4) for weight in found.weights], round(found.information_value, 4)
    ([1.0986, -0.6931], 0.7167)
    """
    information_value, weights, contributions = _core.weight_of_evidence(
        flat_numbers(goods, "goods"),
        flat_numbers(bads, "bads"),
        text(orientation, "orientation"),
        text(figures, "figures"),
        one_number(smoothing, "smoothing"),
    )
    return Evidence(information_value, tuple(weights.tolist()), tuple(contributions.tolist()))
