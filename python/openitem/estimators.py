"""Estimators of scikit-learn's kind: the same bins and scorecards inside a pipeline, a grid search or a cross-validation.

Each class follows scikit-learn's contract (parameters untouched in the constructor, learned attributes that end in ``_``) and adds
nothing to a figure: what is learned is the model of :mod:`openitem.binning` and :mod:`openitem.credit`, at hand as an attribute, and
scored in C to the same bits. Needs scikit-learn: ``pip install 'openitem[sklearn]'``.

Rows come as a 2-D array of numbers, whose columns are called x0, x1 ..., or as a frame with texts as names (pandas, Polars, Arrow):
only there may a column hold texts, which are categories. NaN and null are missing values and have bins of their own. The greater of
the two classes is outcome 1, which is bad.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Self

import numpy
from sklearn.base import OneToOneFeatureMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from openitem._binned_rows import Array, BinnedRows, Rows, count_rows, weights_of
from openitem._card_classifiers import AdditiveClassifier, ScorecardClassifier
from openitem.binning import (
    Binning,
    BinningOutput,
    SmoothingRule,
    Trend,
    UnseenCategory,
    WoeDirection,
    fit_binning,
)

__all__ = ["AdditiveClassifier", "ScorecardClassifier", "WoeTransformer"]


class WoeTransformer(TransformerMixin, OneToOneFeatureMixin, BinnedRows):  # type: ignore[misc]
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
        frame = self.frame_of(X, reset=True)
        outcomes = self.outcomes_of(y, count_rows(frame))
        options = {name: value for name, value in self.get_params(deep=False).items() if name != "output"}
        fitted = fit_binning(frame, outcomes, weights=weights_of(sample_weight, outcomes), **options)
        self.binning_: Binning = fitted.binning
        self.bins_ = fitted.bins.to_dict()
        features = fitted.features.to_dict()
        self.information_values_ = dict(zip(features["feature"], features["iv"], strict=True))
        return self

    def transform(self, X: Rows) -> Array:  # noqa: N803
        """A row a row, a column a feature."""
        check_is_fitted(self)
        frame = self.frame_of(X, reset=False)
        table = self.binning_.transform(frame, self.output, threads=self.threads)._table
        return numpy.column_stack([table.array(name) for name in self.names_in()])
