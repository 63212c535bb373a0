"""Survival of what is followed until an event or until it is seen no more."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from openitem import _core
from openitem._arguments import text
from openitem._flow_columns import FloatArray, Numbers, flat_numbers, one_number
from openitem._frames import FrameType
from openitem._statistic_columns import (
    Estimate,
    Flags,
    Labels,
    flags_column,
    label_codes,
    level,
    numbers_or_none,
)
from openitem._table import ResultTable, ResultTables

Interval: TypeAlias = Literal["plain", "log", "log_log"]
"""The scale on which the interval of a survival probability is symmetric: R takes ``log`` unasked, lifelines and SAS ``log_log``."""
TestWeights: TypeAlias = Literal["log_rank", "gehan", "tarone_ware", "peto", "fleming_harrington"]
"""How much the differences at a time count: all alike; those at risk (generalised Wilcoxon); their square root; Peto and
Peto's survival; S^p (1 - S)^q."""
Meaning: TypeAlias = Literal["higher_is_sooner", "higher_is_later"]
"""What a high score says: a risk, or a predicted time."""


class KaplanMeier(ResultTables):
    """A survival curve with its quantiles. Printed, it shows the curve."""

    def __init__(self, result: _core.Result) -> None:
        """Made by :func:`kaplan_meier`."""
        super().__init__(result, FrameType("dict"))

    @property
    def curve(self) -> ResultTable:
        """A row a distinct time: ``time``, ``at_risk``, ``events``, ``censored``, ``survival`` after it, Greenwood's
        ``standard_error``, ``low``, ``high``."""
        return self._plain_table("curve")

    @property
    def quantiles(self) -> ResultTable:
        """When a ``share`` has had the event: ``time``, ``low``, ``high``; null where so many never have it."""
        return self._plain_table("quantiles")

    @property
    def median(self) -> float | None:
        """When half have had the event; None where they never have, or the median was not asked for."""
        return self.quantile(0.5)

    def quantile(self, share: float) -> float | None:
        """When a share that was asked for has had the event; None where it never has."""
        columns = self.quantiles.to_dict()
        times = dict(zip(columns["share"], columns["time"], strict=True))
        return times.get(share)

    def _main_table(self) -> ResultTable:
        return self.curve


@dataclass(frozen=True, slots=True)
class LogRank:
    """Whether groups share one curve.

    Attributes:
        chi_square, degrees_of_freedom, p_value: Of the test; NaN and 0 where there is nothing to compare.
        groups: Labels, ascending: the order of what follows.
        observed: Events of each group, times the weights of the test.
        expected: The same if the groups shared one curve.
        variance: Of observed - expected, groups x groups.
    """

    chi_square: float
    degrees_of_freedom: int
    p_value: float
    groups: tuple[Any, ...]
    observed: tuple[float, ...]
    expected: tuple[float, ...]
    variance: FloatArray = field(repr=False)


@dataclass(frozen=True, slots=True)
class Concordance:
    """Whether those with the worse score have the event first.

    Attributes:
        index: Harrell's C: (concordant + tied / 2) / all three; NaN where no pair is comparable.
        concordant, discordant, tied: Pairs, by the product of their weights.
    """

    index: Estimate
    concordant: float
    discordant: float
    tied: float


def kaplan_meier(
    times: Numbers,
    events: Flags,
    *,
    interval: Interval,
    weights: Numbers | None = None,
    confidence: float = 0.95,
    quantiles: Iterable[float] = (0.5,),
) -> KaplanMeier:
    """Kaplan and Meier's estimate with Greenwood's standard errors.

    Args:
        times: 0 or more, in any one unit: until the event, or until it was seen last.
        events: 1 = the event came at that time, 0 = censored.
        interval: Required, see :data:`Interval`.
        weights: 0 or more a row; a weight of 2 is the row twice.
        confidence: Of the intervals, above 0 and below 1.
        quantiles: Shares with the event whose times are wanted, above 0 and below 1.

    Raises:
        DataError: A time below 0 or not finite, an event other than 0 and 1; ``row`` and ``column`` say where.
        ArgumentError: No row of a weight above 0, an option out of bounds.

    >>> paid = kaplan_meier([10, 20, 20, 30, 45], [1, 1, 0, 1, 0], interval="log")
    >>> paid.median, [round(share, 3) for share in paid.curve.to_dict()["survival"]]
    (30.0, [0.8, 0.6, 0.3, 0.3])
    """
    return KaplanMeier(
        _core.kaplan_meier(
            flat_numbers(times, "times"),
            flags_column(events, "events"),
            numbers_or_none(weights, "weights"),
            text(interval, "interval"),
            level(confidence),
            flat_numbers(list(quantiles), "quantiles").tolist(),
        )
    )


def log_rank(
    times: Numbers,
    events: Flags,
    groups: Labels,
    *,
    weights: Numbers | None = None,
    strata: Labels | None = None,
    test_weights: TestWeights = "log_rank",
    p: float = 0.0,
    q: float = 0.0,
) -> LogRank:
    """Compares the survival of two or more groups.

    Args:
        times, events, weights: As in :func:`kaplan_meier`.
        groups: A label a row.
        strata: A label a row; groups are compared within each.
        test_weights: See :data:`TestWeights`.
        p, q: Exponents of Fleming and Harrington, 0 to 10.

    Raises:
        DataError, ArgumentError: As in :func:`kaplan_meier`; fewer than 2 or more than 1,000 groups.

    >>> found = log_rank([1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 1, 0], ["a", "b", "a", "b", "b", "a"])
    >>> found.groups, found.observed, round(found.chi_square, 3)
    (('a', 'b'), (2.0, 3.0), 0.045)
    """
    labels, codes = label_codes(groups, "groups")
    found = _core.log_rank(
        flat_numbers(times, "times"),
        flags_column(events, "events"),
        numbers_or_none(weights, "weights"),
        codes,
        len(labels),
        None if strata is None else label_codes(strata, "strata")[1],
        text(test_weights, "test_weights"),
        one_number(p, "p"),
        one_number(q, "q"),
    )
    chi_square, degrees, p_value, observed, expected, variance = found
    return LogRank(
        chi_square,
        degrees,
        p_value,
        tuple(labels),
        tuple(observed.tolist()),
        tuple(expected.tolist()),
        variance.reshape(len(labels), len(labels)),
    )


def concordance(
    times: Numbers,
    events: Flags,
    scores: Numbers,
    *,
    meaning: Meaning,
    weights: Numbers | None = None,
    confidence: float = 0.95,
) -> Concordance:
    """Harrell's C of a score, in O(rows log rows).

    A pair is comparable when one has the event before the other's time, or at that time and the other is censored.

    Args:
        times, events, weights, confidence: As in :func:`kaplan_meier`.
        scores: Numbers.
        meaning: Required, see :data:`Meaning`.

    Raises:
        DataError, ArgumentError: As in :func:`kaplan_meier`.

    >>> concordance([1, 2, 3, 4], [1, 1, 1, 0], [0.9, 0.5, 0.6, 0.1], meaning="higher_is_sooner").index.value
    0.8333333333333334
    """
    index, concordant, discordant, tied = _core.concordance(
        flat_numbers(times, "times"),
        flags_column(events, "events"),
        numbers_or_none(weights, "weights"),
        flat_numbers(scores, "scores"),
        text(meaning, "meaning"),
        level(confidence),
    )
    return Concordance(Estimate(*index), concordant, discordant, tied)
