"""Scorecards and additive models as classifiers of scikit-learn's kind."""

from collections.abc import Iterable, Mapping
from typing import Any, Self

import numpy
from sklearn.base import ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from openitem._binned_rows import Array, BinnedRows, Rows, count_rows, weights_of, with_columns
from openitem.additive import ShapeTrend, fit_additive
from openitem.binning import SmoothingRule, Trend, UnseenCategory
from openitem.credit import OddsOrientation, Scorecard, WrongSign, fit_scorecard, scorecard_of

_ROUNDS_WITHOUT_VALIDATION = 100


class _CardClassifier(ClassifierMixin, BinnedRows):  # type: ignore[misc]
    """A scorecard as a classifier of two labels."""

    card_: Scorecard

    def __sklearn_tags__(self) -> Any:
        """There are two classes."""
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_class = False
        return tags

    def _scored(self, X: Rows) -> Any:  # noqa: N803
        check_is_fitted(self)
        frame = with_columns(self.frame_of(X, reset=False), self.card_.feature_names)
        return self.card_.score(frame, threads=self.threads)._table

    def _log_odds(self, X: Rows) -> Array:  # noqa: N803
        scored = self._scored(X)
        scale = self.card_.scale
        assert scale is not None  # a fitted card has one
        log_odds: Array = (scored.array("score") - scale.offset) / scale.factor
        return -log_odds if scale.orientation == "good_to_bad" else log_odds

    def predict_proba(self, X: Rows) -> Array:  # noqa: N803
        """The probabilities of the two labels of ``classes_``: good, bad."""
        bad = self._scored(X).array("pd")
        return numpy.column_stack([1.0 - bad, bad])

    def predict_log_proba(self, X: Rows) -> Array:  # noqa: N803
        """Their logarithms."""
        with numpy.errstate(divide="ignore"):
            logarithms: Array = numpy.log(self.predict_proba(X))
        return logarithms

    def decision_function(self, X: Rows) -> Array:  # noqa: N803
        """The log odds of the second label."""
        return self._log_odds(X)

    def predict(self, X: Rows) -> Array:  # noqa: N803
        """The likelier label; the first where both are as likely."""
        bad = self._log_odds(X) > 0.0
        labels: Array = self.classes_[bad.astype(numpy.intp)]
        return labels


class ScorecardClassifier(_CardClassifier):
    """A scorecard as a classifier; see :func:`openitem.credit.fit_scorecard`.

    ``ridge`` is 1 by default, as that of scikit-learn's logistic regression, so that rows which a feature tells apart without error
    have a card too. Where no feature brings ``min_iv``, ``fit`` raises.

    Attributes:
        card_: The :class:`openitem.credit.Scorecard`: ``score`` with reasons, ``to_json`` for C and C++.
        features_: One entry a feature: information value, choice, coefficient and so on, as columns by name.
        bins_: The points table with counts, as columns by name.
        classes_: The two labels, good before bad.
        n_features_in_: Number of features.
        feature_names_in_: Their names, where a frame with texts as names came in.

    Parameters are those of :func:`openitem.credit.fit_scorecard`; ``rating_classes`` is its ``classes``.

    Example:
        >>> from openitem.estimators import ScorecardClassifier
        >>> rows, late = [[0], [0], [0], [0], [40], [40], [40], [40]], [0, 0, 0, 1, 0, 1, 1, 1]
        >>> model = ScorecardClassifier(min_share=0.25, ridge=0.0).fit(rows, late)
        >>> model.predict([[3], [60]]).tolist(), model.card_.score({"x0": [3, 60]}).to_dict()["score"]
        ([0, 1], [519.0, 455.0])
    """

    def __init__(
        self,
        *,
        min_iv: float = 0.02,
        wrong_sign: WrongSign = "keep",
        ridge: float = 1.0,
        max_iterations: int = 100,
        pdo: float = 20.0,
        base_score: float = 600.0,
        base_odds: float = 50.0,
        orientation: OddsOrientation = "good_to_bad",
        decimals: int | None = 0,
        spread_base: bool = False,
        rating_classes: int | Mapping[str, Any] | None = None,
        notes: Mapping[str, str] | None = None,
        trend: Trend = "monotone",
        trends: Mapping[str, Trend] | None = None,
        categorical: str | Iterable[str] = (),
        specials: Any = (),
        cuts: Mapping[str, Iterable[float]] | None = None,
        max_bins: int = 10,
        max_prebins: int = 200,
        min_share: float = 0.05,
        min_ones: float = 0.0,
        min_zeros: float = 0.0,
        min_gain: float = 0.0,
        smoothing: float = 0.5,
        smoothing_rule: SmoothingRule = "empty_cells",
        category_smoothing: float = 1.0,
        other_share: float = 0.0,
        unseen: UnseenCategory = "error",
        threads: int = 1,
    ) -> None:
        """Parameters only; see the class."""
        self.min_iv = min_iv
        self.wrong_sign = wrong_sign
        self.ridge = ridge
        self.max_iterations = max_iterations
        self.pdo = pdo
        self.base_score = base_score
        self.base_odds = base_odds
        self.orientation = orientation
        self.decimals = decimals
        self.spread_base = spread_base
        self.rating_classes = rating_classes
        self.notes = notes
        self.trend = trend
        self.trends = trends
        self.categorical = categorical
        self.specials = specials
        self.cuts = cuts
        self.max_bins = max_bins
        self.max_prebins = max_prebins
        self.min_share = min_share
        self.min_ones = min_ones
        self.min_zeros = min_zeros
        self.min_gain = min_gain
        self.smoothing = smoothing
        self.smoothing_rule = smoothing_rule
        self.category_smoothing = category_smoothing
        self.other_share = other_share
        self.unseen = unseen
        self.threads = threads

    def fit(self, X: Rows, y: Any, sample_weight: Any = None) -> Self:  # noqa: N803
        """Learns a card of ``X`` for the outcomes ``y``."""
        frame = self.frame_of(X, reset=True)
        outcomes = self.outcomes_of(y, count_rows(frame))
        weights = weights_of(sample_weight, outcomes)
        options = self.get_params(deep=False)
        options["classes"] = options.pop("rating_classes")
        fitted = fit_scorecard(frame, outcomes, weights=weights, **options)
        self.card_ = fitted.card
        self.features_ = fitted.features.to_dict()
        self.bins_ = fitted.bins.to_dict()
        return self


class AdditiveClassifier(_CardClassifier):
    """An additive model as a classifier; see :func:`openitem.additive.fit_additive`.

    Attributes:
        card_: The model as a :class:`openitem.credit.Scorecard`, unrounded: ``score`` with reasons, ``to_json`` for C and C++.
        is_validated_: Whether there were rows to stop by; where a class has too few for ``validation_share``, 100 rounds are made at most.
        importances_: Mean absolute value of each feature, by its name, in log odds.
        classes_: The two labels, good before bad.
        n_features_in_: Number of features.
        feature_names_in_: Their names, where a frame with texts as names came in.

    Parameters are those of :func:`openitem.additive.fit_additive`. Rows have no weights here: bags are drawn by rows, and scikit-learn
    expects a weight of 2 to be the row twice to the bit.

    Example:
        >>> from openitem.estimators import AdditiveClassifier
        >>> rows, late = [[0], [40]] * 50, [0, 1] * 40 + [1, 0] * 10
        >>> AdditiveClassifier().fit(rows, late).predict([[3], [60]]).tolist()
        [0, 1]
    """

    def __init__(
        self,
        *,
        trends: Mapping[str, ShapeTrend] | None = None,
        categorical: str | Iterable[str] = (),
        specials: Any = (),
        cuts: Mapping[str, Iterable[float]] | None = None,
        pairs: int = 0,
        max_bins: int = 256,
        pair_bins: int = 16,
        max_leaves: int = 3,
        learning_rate: float = 0.05,
        max_rounds: int = 2000,
        validation_share: float = 0.15,
        patience: int = 50,
        tolerance: float = 1e-5,
        bags: int = 8,
        min_leaf_weight: float = 5.0,
        min_gain: float = 2.0,
        l2: float = 1.0,
        category_smoothing: float = 1.0,
        other_share: float = 0.0,
        unseen: UnseenCategory = "error",
        seed: int = 0,
        threads: int = 1,
    ) -> None:
        """Parameters only; see the class."""
        self.trends = trends
        self.categorical = categorical
        self.specials = specials
        self.cuts = cuts
        self.pairs = pairs
        self.max_bins = max_bins
        self.pair_bins = pair_bins
        self.max_leaves = max_leaves
        self.learning_rate = learning_rate
        self.max_rounds = max_rounds
        self.validation_share = validation_share
        self.patience = patience
        self.tolerance = tolerance
        self.bags = bags
        self.min_leaf_weight = min_leaf_weight
        self.min_gain = min_gain
        self.l2 = l2
        self.category_smoothing = category_smoothing
        self.other_share = other_share
        self.unseen = unseen
        self.seed = seed
        self.threads = threads

    def fit(self, X: Rows, y: Any) -> Self:  # noqa: N803
        """Learns shapes of the features of ``X`` for the outcomes ``y``."""
        frame = self.frame_of(X, reset=True)
        outcomes = self.outcomes_of(y, count_rows(frame))
        options = self.get_params(deep=False)
        fewest = min(numpy.count_nonzero(outcomes), numpy.count_nonzero(outcomes == 0))
        self.is_validated_ = bool(int(self.validation_share * fewest) > 0)
        if not self.is_validated_:
            options |= {
                "validation_share": 0.0,
                "bags": 1,
                "max_rounds": min(self.max_rounds, _ROUNDS_WITHOUT_VALIDATION),
            }
        fitted = fit_additive(frame, outcomes, **options)
        self.card_ = scorecard_of(fitted.model, decimals=None)
        features = fitted.features.to_dict()
        self.importances_ = dict(zip(features["feature"], features["importance"], strict=True))
        return self
