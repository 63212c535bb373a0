"""Figures of credit decisions: points scaling of scorecards, Altman's Z scores.

docs/methods/credit.md states every formula and its source. Every function is pure, may be called from any thread, and gives the
same bits on every machine.

>>> from openitem import credit
>>> credit.points_scaling(20, 600, 50, orientation="good_to_bad").orientation
'good_to_bad'
"""

from openitem._altman import AltmanModel, AltmanScale, AltmanScore, altman, altman_scale
from openitem._points import OddsOrientation, PointsScale, odds_of_pd, pd_of_odds, points_scaling

__all__ = [
    "AltmanModel",
    "AltmanScale",
    "AltmanScore",
    "OddsOrientation",
    "PointsScale",
    "altman",
    "altman_scale",
    "odds_of_pd",
    "pd_of_odds",
    "points_scaling",
]
