"""Estimators of scikit-learn's kind: the same bins and scorecards inside a pipeline, a grid search or a cross-validation.

Each class follows scikit-learn's contract (parameters untouched in the constructor, learned attributes that end in ``_``) and adds
nothing to a figure: what is learned is the model of :mod:`openitem.binning` and :mod:`openitem.credit`, at hand as an attribute, and
scored in C to the same bits. Needs scikit-learn: ``pip install 'openitem[sklearn]'``.

Rows come as a 2-D array of numbers, whose columns are called x0, x1 ..., or as a frame with texts as names (pandas, Polars, Arrow):
only there may a column hold texts, which are categories. NaN and null are missing values and have bins of their own. The greater of
the two classes is outcome 1, which is bad.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Self, TypeAlias

import numpy

try:
    from sklearn.base import BaseEstimator, ClassifierMixin, OneToOneFeatureMixin, TransformerMixin
    from sklearn.utils import ClassifierTags
    from sklearn.utils.multiclass import type_of_target
    from sklearn.utils.validation import (
        _check_sample_weight,
        assert_all_finite,
        check_is_fitted,
        column_or_1d,
        validate_data,
    )
except ImportError as missing:
    raise ModuleNotFoundError(
        "openitem.estimators needs scikit-learn: pip install 'openitem[sklearn]'", name="sklearn"
    ) from missing

from openitem.additive import ShapeTrend, fit_additive
from openitem.binning import (
    Binning,
    BinningOutput,
    SmoothingRule,
    Trend,
    UnseenCategory,
    WoeDirection,
    fit_binning,
)
from openitem.credit import OddsOrientation, Scorecard, WrongSign, fit_scorecard, scorecard_of
from openitem.errors import ArgumentError

__all__ = ["AdditiveClassifier", "ScorecardClassifier", "WoeTransformer"]

Rows: TypeAlias = Any
"""A 2-D array of numbers, or a frame with texts as names."""
Array: TypeAlias = numpy.ndarray[Any, Any]

_ROUNDS_WITHOUT_VALIDATION = 100


class _BinnedRows(BaseEstimator):  # type: ignore[misc]
    """What all estimators here share: rows as named columns, and what scikit-learn is told of them."""

    def __sklearn_tags__(self) -> Any:
        """Missing values are welcome, rows are labelled, there are two classes."""
        tags = super().__sklearn_tags__()
        tags.classifier_tags = ClassifierTags(multi_class=False)
        tags.input_tags.allow_nan = True
        tags.target_tags.required = True
        return tags

    def _frame_of(self, rows: Rows, *, reset: bool) -> Rows:
        """The rows with names: a frame as it is, an array as columns."""
        names = _text_names(rows)
        if names:
            validate_data(self, rows, reset=reset, skip_check_array=True)
            _require_rows(rows)
            return rows
        array = validate_data(self, rows, reset=reset, dtype=numpy.float64, ensure_all_finite="allow-nan")
        return {name: array[:, at] for at, name in enumerate(self._names_in())}

    def _names_in(self) -> list[str]:
        known = getattr(self, "feature_names_in_", None)
        return [f"x{at}" for at in range(self.n_features_in_)] if known is None else list(known)

    def _outcomes(self, outcome: Any, rows: int) -> Array:
        """0 and 1, and the labels they stand for as ``classes_``."""
        column = column_or_1d(outcome, warn=True)
        assert_all_finite(column, input_name="y")
        kind = type_of_target(column, input_name="y", raise_unknown=True)
        if kind not in ("binary", "multiclass"):
            raise ArgumentError(
                f"Unknown label type: {kind}; y must hold two classes",
                status="invalid_argument",
                argument="y",
            )
        labels, places = numpy.unique(column, return_inverse=True)
        if len(labels) > 2:
            raise ArgumentError(
                "Only binary classification is supported. The type of the target is multiclass: "
                f"y holds {len(labels)} classes",
                status="invalid_argument",
                argument="y",
            )
        if len(labels) < 2:
            raise ArgumentError(
                "y holds one class; a model needs rows of both", status="invalid_argument", argument="y"
            )
        if len(column) != rows:
            raise ArgumentError(
                f"inconsistent numbers of rows: y has {len(column)}, X has {rows}",
                status="ragged_columns",
                argument="y",
            )
        self.classes_ = labels
        return places.astype(numpy.uint8)


class WoeTransformer(TransformerMixin, OneToOneFeatureMixin, _BinnedRows):  # type: ignore[misc]
    """Each feature as the weight of evidence, or the number, of its optimal bin; see :func:`openitem.binning.fit_binning`.

    Attributes:
        binning_: The :class:`openitem.binning.Binning` that was learned.
        bins_: Its bins with their counts, as columns by name: the table ``bins`` of :class:`openitem.binning.BinningFit`.
        information_values_: Information value of each feature, by its name.
        classes_: The two labels, outcome 0 before outcome 1.
        n_features_in_: Number of features.
        feature_names_in_: Their names, where a frame with texts as names came in.

    Parameters are those of :func:`openitem.binning.fit_binning`; ``output`` is what a row becomes.

    Example:
        >>> from openitem.estimators import WoeTransformer
        >>> transformer = WoeTransformer(min_share=0.2).fit([[0], [0], [0], [40], [40], [40]], [0, 0, 1, 0, 1, 1])
        >>> transformer.transform([[7], [41]]).round(3).tolist()
        [[0.693], [-0.693]]
    """

    def __init__(
        self,
        *,
        output: BinningOutput = "woe",
        woe: WoeDirection = "zeros_over_ones",
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
        self.output = output
        self.woe = woe
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
        """Learns the bins of ``X`` for the outcomes ``y``."""
        frame = self._frame_of(X, reset=True)
        outcomes = self._outcomes(y, _count(frame))
        options = {name: value for name, value in self.get_params(deep=False).items() if name != "output"}
        fitted = fit_binning(frame, outcomes, weights=_weights(sample_weight, outcomes), **options)
        self.binning_: Binning = fitted.binning
        self.bins_ = fitted.bins.to_dict()
        features = fitted.features.to_dict()
        self.information_values_ = dict(zip(features["feature"], features["iv"], strict=True))
        return self

    def transform(self, X: Rows) -> Array:  # noqa: N803
        """A row a row, a column a feature."""
        check_is_fitted(self)
        frame = self._frame_of(X, reset=False)
        table = self.binning_.transform(frame, self.output, threads=self.threads)._table
        return numpy.column_stack([table.array(name) for name in self._names_in()])


class _CardClassifier(ClassifierMixin, _BinnedRows):  # type: ignore[misc]
    """A scorecard as a classifier of two labels."""

    card_: Scorecard

    def __sklearn_tags__(self) -> Any:
        """There are two classes."""
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_class = False
        return tags

    def _scored(self, X: Rows) -> Any:  # noqa: N803
        check_is_fitted(self)
        frame = _with_columns(self._frame_of(X, reset=False), self.card_.feature_names)
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
        ([0, 1], [519.0, 456.0])
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
        frame = self._frame_of(X, reset=True)
        outcomes = self._outcomes(y, _count(frame))
        weights = _weights(sample_weight, outcomes)
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
        >>> AdditiveClassifier(min_gain=0, l2=0).fit(rows, late).predict([[3], [60]]).tolist()
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
        frame = self._frame_of(X, reset=True)
        outcomes = self._outcomes(y, _count(frame))
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


def _weights(weights: Any, outcomes: Array) -> Array | None:
    if weights is None:
        return None
    column: Array = _check_sample_weight(weights, outcomes, dtype=numpy.float64)
    return column


def _with_columns(frame: Rows, names: tuple[str, ...]) -> Rows:
    """The columns of a card, which may be fewer than came in."""
    if isinstance(frame, Mapping):
        return {name: frame[name] for name in names}
    return frame.select(list(names)) if hasattr(frame, "select") else frame[list(names)]


def _text_names(rows: Rows) -> list[str]:
    """Names of a frame's columns where all of them are texts; none of an array."""
    columns = getattr(rows, "columns", getattr(rows, "column_names", None))
    if columns is None:
        return []
    names = list(columns)
    return names if names and all(isinstance(name, str) for name in names) else []


def _count(frame: Rows) -> int:
    if isinstance(frame, Mapping):
        return len(next(iter(frame.values())))
    return int(frame.shape[0]) if hasattr(frame, "shape") else int(frame.num_rows)


def _require_rows(frame: Rows) -> None:
    if _count(frame) == 0:
        raise ArgumentError(
            "Found array with 0 sample(s) while a minimum of 1 is required.",
            status="invalid_argument",
            argument="X",
        )
