"""Statistics of credit risk: logistic regression, measures of scores, calibration, survival, stability, evidence.

Columns are sequences, NumPy arrays or columns of any frame; outcomes and events 0 and 1 or truth values. A weight of 2 is the row
twice. Figures that do not exist are NaN or None, never a guess; input that cannot be is an error with its row and column.
docs/methods/statistics.md states every formula and its source. Every function is pure, may be called from any thread, and gives
the same bits on every machine and for any number of threads, over the same order of rows.

>>> from openitem import stats
>>> stats.discriminate([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]).auc.value
0.75
"""

from openitem._bin_distributions import (
    BinFigures,
    Evidence,
    EvidenceOrientation,
    Stability,
    population_stability,
    stability_band,
    weight_of_evidence,
)
from openitem._logistic import LogisticFit, fit_logistic
from openitem._score_measures import (
    Calibration,
    CalibrationCurve,
    Discrimination,
    calibrate,
    calibration_curve,
    discriminate,
    plot_roc,
)
from openitem._statistic_columns import Estimate, Features, Flags, Labels
from openitem._survival import (
    Concordance,
    Interval,
    KaplanMeier,
    LogRank,
    Meaning,
    TestWeights,
    concordance,
    kaplan_meier,
    log_rank,
)

__all__ = [
    "BinFigures",
    "Calibration",
    "CalibrationCurve",
    "Concordance",
    "Discrimination",
    "Estimate",
    "Evidence",
    "EvidenceOrientation",
    "Features",
    "Flags",
    "Interval",
    "KaplanMeier",
    "Labels",
    "LogRank",
    "LogisticFit",
    "Meaning",
    "Stability",
    "TestWeights",
    "calibrate",
    "calibration_curve",
    "concordance",
    "discriminate",
    "fit_logistic",
    "kaplan_meier",
    "log_rank",
    "plot_roc",
    "population_stability",
    "stability_band",
    "weight_of_evidence",
]
