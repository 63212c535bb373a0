"""How well a score tells outcomes apart, and how near probabilities are to outcomes."""

from dataclasses import dataclass
from typing import Any

import numpy

from openitem import _core, _score_plots
from openitem._arguments import int32
from openitem._flow_columns import Numbers, flat_numbers
from openitem._frames import FrameType
from openitem._statistic_columns import Estimate, Flags, flags_column, level, numbers_or_none
from openitem._table import ResultTable, ResultTables
from openitem.errors import ArgumentError


@dataclass(frozen=True, slots=True)
class Discrimination:
    """How well a score tells outcome 1 (which should score higher) from outcome 0; NaN where there is one class only.

    Attributes:
        auc: P(score of a 1 > score of a 0) + P(equal) / 2, with DeLong's standard error.
        gini: 2 AUC - 1.
        ks: Greatest distance of the two distribution functions.
        ks_score: The least score at which it is reached.
        rows: Rows of a weight above 0.
        weight_of_ones, weight_of_zeros: Their weights.
    """

    auc: Estimate
    gini: Estimate
    ks: float
    ks_score: float
    rows: int
    weight_of_ones: float
    weight_of_zeros: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How near probabilities are to outcomes.

    Attributes:
        brier: Mean of (outcome - probability)^2.
        log_loss: Mean of -ln of the probability of what happened; infinite where that was 0.
        intercept: Of the logistic regression of the outcome with the log of the odds as offset: 0 = right on the whole.
        slope: Of that on the log of the odds: 1 = neither too bold (below) nor too timid.
        slope_status: What became of the regression behind the slope.
    """

    brier: Estimate
    log_loss: Estimate
    intercept: Estimate
    slope: Estimate
    slope_status: str


class CalibrationCurve(ResultTables):
    """Probabilities beside outcomes, bin by bin. Printed, it shows its bins."""

    def __init__(self, result: _core.Result, error: float, error_if_calibrated: float) -> None:
        """Made by :func:`calibration_curve`."""
        super().__init__(result, FrameType("dict"))
        self._error = error
        self._error_if_calibrated = error_if_calibrated

    @property
    def error(self) -> float:
        """Expected calibration error: mean over rows of |share of ones - mean probability| of their bin."""
        return self._error

    @property
    def error_if_calibrated(self) -> float:
        """What that is on average when every probability is right: chance alone."""
        return self._error_if_calibrated

    @property
    def bins(self) -> ResultTable:
        """``from``, ``to``, ``mean_probability``, ``share_of_ones`` with Wilson's interval, ``rows``, ``weight``, ``ones``."""
        return self._plain_table("bins")

    def plot(self) -> Any:
        """An Altair chart: what was said beside what came, with intervals. Needs the extra ``plot``."""
        return _score_plots.calibration(self.bins.to_dict())

    def _main_table(self) -> ResultTable:
        return self.bins


def discriminate(
    scores: Numbers, outcomes: Flags, *, weights: Numbers | None = None, confidence: float = 0.95
) -> Discrimination:
    """AUC and Gini with intervals, Kolmogorov-Smirnov. Ties count half.

    Args:
        scores: Numbers; outcome 1 should score higher.
        outcomes: 0 and 1, or truth values.
        weights: 0 or more a row; intervals take them as numbers of rows.
        confidence: Of the intervals, above 0 and below 1.

    Raises:
        DataError: A score that is not finite, an outcome other than 0 and 1; ``row`` says where.
        ArgumentError: No row of a weight above 0, a confidence out of bounds.

    >>> found = discriminate([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])
    >>> found.auc.value, found.gini.value, found.ks
    (0.75, 0.5, 0.5)
    """
    auc, gini, ks, ks_score, rows, ones, zeros = _core.discriminate(
        flat_numbers(scores, "scores"),
        flags_column(outcomes, "outcomes"),
        numbers_or_none(weights, "weights"),
        level(confidence),
    )
    return Discrimination(Estimate(*auc), Estimate(*gini), ks, ks_score, rows, ones, zeros)


def calibrate(
    probabilities: Numbers, outcomes: Flags, *, weights: Numbers | None = None, confidence: float = 0.95
) -> Calibration:
    """Brier score, log-loss, calibration intercept and slope.

    Args:
        probabilities: 0 to 1. Intercept and slope are NaN where one is 0 or 1.
        outcomes, weights, confidence: As in :func:`discriminate`.

    Raises:
        DataError, ArgumentError: As in :func:`discriminate`.

    >>> round(calibrate([0.2, 0.8, 0.6, 0.4], [0, 1, 1, 1]).brier.value, 9)
    0.15
    """
    brier, log_loss, intercept, slope, status = _core.calibrate(
        flat_numbers(probabilities, "scores"),
        flags_column(outcomes, "outcomes"),
        numbers_or_none(weights, "weights"),
        level(confidence),
    )
    return Calibration(Estimate(*brier), Estimate(*log_loss), Estimate(*intercept), Estimate(*slope), status)


def calibration_curve(
    probabilities: Numbers,
    outcomes: Flags,
    *,
    bins: int = 10,
    weights: Numbers | None = None,
    confidence: float = 0.95,
) -> CalibrationCurve:
    """Bins of equal weight by probability, and the expected calibration error beside what chance alone makes of it.

    Args:
        probabilities: 0 to 1; equal ones stay together.
        bins: 1 to 10,000; those without rows are left out.
        outcomes, weights, confidence: As in :func:`discriminate`.

    Raises:
        DataError, ArgumentError: As in :func:`discriminate`.

    >>> curve = calibration_curve([0.1, 0.2, 0.7, 0.8], [0, 0, 1, 1], bins=2)
    >>> round(curve.error, 9), curve.bins.to_dict()["share_of_ones"]
    (0.2, [0.0, 1.0])
    """
    return CalibrationCurve(
        *_core.calibration_curve(
            flat_numbers(probabilities, "scores"),
            flags_column(outcomes, "outcomes"),
            numbers_or_none(weights, "weights"),
            int32(bins, "bins"),
            level(confidence),
        )
    )


def plot_roc(scores: Numbers, outcomes: Flags, *, weights: Numbers | None = None) -> Any:
    """The ROC curve as an Altair chart: shares of outcome 1 and of outcome 0 above every score. Needs the extra ``plot``.

    Args:
        scores: Numbers; outcome 1 should score higher.
        outcomes: 0 and 1, or truth values.
        weights: 0 or more a row.

    Raises:
        DataError: As :func:`discriminate`.
        ArgumentError: Outcomes of one class, which have no curve.
    """
    found = discriminate(scores, outcomes, weights=weights)
    if not found.weight_of_ones or not found.weight_of_zeros:
        raise ArgumentError(
            "outcomes are of one class; a curve needs both", status="invalid_argument", argument="outcomes"
        )
    column, flags = flat_numbers(scores, "scores"), flags_column(outcomes, "outcomes")
    each = numpy.ones(len(column)) if weights is None else flat_numbers(weights, "weights")
    order = numpy.argsort(-column, kind="stable")
    last = numpy.flatnonzero(numpy.append(numpy.diff(column[order]) != 0, True))  # equal scores are one step
    ones = numpy.cumsum(numpy.where(flags[order] == 1, each[order], 0.0))[last]
    zeros = numpy.cumsum(numpy.where(flags[order] == 0, each[order], 0.0))[last]
    return _score_plots.roc(
        [0.0, *(zeros / found.weight_of_zeros).tolist()],
        [0.0, *(ones / found.weight_of_ones).tolist()],
        title=f"AUC {found.auc.value:.3f}",
    )
