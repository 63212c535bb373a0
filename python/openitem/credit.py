"""Figures of credit decisions: points scaling of scorecards, scorecards, Altman's Z scores.

docs/methods/credit.md and docs/methods/scorecards.md state every formula and its source. Every function is pure, may be called from any thread, and gives the
same bits on every machine.

>>> from openitem import credit
>>> credit.points_scaling(20, 600, 50, orientation="good_to_bad").orientation
'good_to_bad'
"""

from openitem._altman import AltmanModel, AltmanScale, AltmanScore, altman, altman_scale
from openitem._points import OddsOrientation, PointsScale, odds_of_pd, pd_of_odds, points_scaling
from openitem._scorecard import ReasonBaseline, Scorecard, ScorecardTables, read_scorecard

__all__ = [
    "AltmanModel",
    "AltmanScale",
    "AltmanScore",
    "OddsOrientation",
    "PointsScale",
    "ReasonBaseline",
    "Scorecard",
    "ScorecardTables",
    "altman",
    "altman_scale",
    "odds_of_pd",
    "pd_of_odds",
    "points_scaling",
    "read_scorecard",
]
