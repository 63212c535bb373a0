"""Points scaling: scores as points in which a fixed number of points doubles the odds."""

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from openitem import _core
from openitem._arguments import text
from openitem._flow_columns import FloatArray, Numbers, numbers_array, one_number
from openitem.errors import ArgumentError

OddsOrientation: TypeAlias = Literal["good_to_bad", "bad_to_good"]
"""Odds of 50 are fifty goods for each bad (``good_to_bad``); 0.02 says the same as ``bad_to_good``."""


@dataclass(frozen=True, slots=True)
class PointsScale:
    """score = offset + factor x ln(odds). Functions broadcast: a number in, a float out; a column in, an array out.

    Attributes:
        factor: Points that multiply the odds by e; below 0 where the score falls with its odds.
        offset: The score of odds of 1.
        orientation: See :data:`OddsOrientation`.
    """

    factor: float
    offset: float
    orientation: OddsOrientation

    def score(self, odds: Numbers) -> Any:
        """Scores of odds, above 0."""
        return _each(odds, "odds", lambda flat: _core.scores_of_odds(*self._parts(), flat))

    def odds(self, score: Numbers) -> Any:
        """Odds of scores."""
        return _each(score, "score", lambda flat: _core.odds_of_scores(*self._parts(), flat))

    def pd(self, score: Numbers) -> Any:
        """Probabilities of default of scores."""
        return pd_of_odds(self.odds(score), orientation=self.orientation)

    def score_of_pd(self, pd: Numbers) -> Any:
        """Scores of probabilities of default, above 0 and below 1."""
        return self.score(odds_of_pd(pd, orientation=self.orientation))

    def _parts(self) -> tuple[float, float, str]:
        return self.factor, self.offset, self.orientation


def _each(values: Numbers, argument: str, convert: Any) -> Any:
    if isinstance(values, bool):
        raise ArgumentError(
            f"{argument} must be numbers, not bool", status="invalid_argument", argument=argument
        )
    array = numbers_array(values, argument)
    found: FloatArray = convert(array.ravel())
    return float(found[0]) if array.ndim == 0 else found.reshape(array.shape)


def points_scaling(
    pdo: float, base_score: float, base_odds: float, *, orientation: OddsOrientation
) -> PointsScale:
    """factor = pdo / ln 2, offset = base_score - factor x ln(base_odds).

    Args:
        pdo: Points that double the odds, not 0; below 0 where the score is to fall with the odds.
        base_score: The score of ``base_odds``.
        base_odds: Above 0: 50 for 50 to 1.
        orientation: Required, see :data:`OddsOrientation`.

    Raises:
        ArgumentError: A number out of bounds.

    >>> scale = points_scaling(20, 600, 50, orientation="good_to_bad")
    >>> round(scale.factor, 4), round(scale.offset, 3), round(scale.score(100), 9)
    (28.8539, 487.123, 620.0)
    >>> round(scale.pd(600), 6)
    0.019608
    """
    factor, offset = _core.points_scaling(
        one_number(pdo, "pdo"),
        one_number(base_score, "base_score"),
        one_number(base_odds, "base_odds"),
        text(orientation, "orientation"),
    )
    return PointsScale(factor, offset, orientation)


def pd_of_odds(odds: Numbers, *, orientation: OddsOrientation) -> Any:
    """Probability of default: 1 / (1 + odds) of goods to bads, odds / (1 + odds) of bads to goods.

    >>> round(pd_of_odds(8, orientation="good_to_bad"), 9)
    0.111111111
    """
    return _each(odds, "odds", lambda flat: _core.pds_of_odds(text(orientation, "orientation"), flat))


def odds_of_pd(pd: Numbers, *, orientation: OddsOrientation) -> Any:
    """The inverse of :func:`pd_of_odds`; probabilities are above 0 and below 1.

    >>> odds_of_pd([0.5, 0.2], orientation="bad_to_good").tolist()
    [1.0, 0.25]
    """
    return _each(pd, "pd", lambda flat: _core.odds_of_pds(text(orientation, "orientation"), flat))
