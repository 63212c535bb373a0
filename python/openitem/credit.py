"""Figures of credit decisions: points scaling, scorecards, their fit and validation, rating classes, Altman's Z scores.

docs/methods/credit.md, scorecards.md, scorecard_fit.md and scorecard_validation.md state every formula and its source. Every function is
pure, may be called from any thread, and gives the same bits on every machine.

>>> from openitem import credit
>>> credit.points_scaling(20, 600, 50, orientation="good_to_bad").orientation
'good_to_bad'
"""

from openitem._altman import AltmanModel, AltmanScale, AltmanScore, altman, altman_scale
from openitem._points import OddsOrientation, PointsScale, odds_of_pd, pd_of_odds, points_scaling
from openitem._rating_classes import (
    ClassPd,
    RatingClassTables,
    ScoreDirection,
    rating_classes,
    with_classes,
)
from openitem._scorecard import ReasonBaseline, Scorecard, ScorecardTables, read_scorecard
from openitem._scorecard_fit import ScorecardFit, WrongSign, fit_scorecard, scorecard_of, with_means
from openitem._scorecard_validation import (
    OverrideReport,
    ScorecardValidation,
    override_report,
    validate_scorecard,
)

__all__ = [
    "AltmanModel",
    "AltmanScale",
    "AltmanScore",
    "ClassPd",
    "OddsOrientation",
    "OverrideReport",
    "PointsScale",
    "RatingClassTables",
    "ReasonBaseline",
    "ScoreDirection",
    "Scorecard",
    "ScorecardFit",
    "ScorecardTables",
    "ScorecardValidation",
    "WrongSign",
    "altman",
    "altman_scale",
    "fit_scorecard",
    "odds_of_pd",
    "override_report",
    "pd_of_odds",
    "points_scaling",
    "rating_classes",
    "read_scorecard",
    "scorecard_of",
    "validate_scorecard",
    "with_classes",
    "with_means",
]
