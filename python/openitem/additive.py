"""Additive models: log odds as a sum of one value a feature and, where asked for, one a pair of features, so that every part can be read.

``docs/methods/additive.md`` states every rule. Nothing here is money: figures are floats. Every function is pure and may be called
from any thread; the same bits on every machine and for any number of threads, over the same order of rows.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, SupportsIndex, TypeAlias

from openitem import _core
from openitem._arguments import int32, int64, text
from openitem._binning_inputs import FeatureNumbers, UnseenCategory, Values, binning_tables
from openitem._feature_frames import with_numbers
from openitem._flow_columns import one_number
from openitem._frames import Frame, FrameType, add_frame
from openitem._table import ResultTable, ResultTables

__all__ = ["AdditiveFit", "AdditiveModel", "AdditiveTables", "ShapeTrend", "fit_additive"]

ShapeTrend: TypeAlias = Literal["free", "increasing", "decreasing"]
"""How the values of a numeric feature run from bin to bin. ``increasing``: they never fall."""

_DICT = FrameType("dict", narwhals=False)


class AdditiveModel:
    """ln(odds of outcome 1) = intercept + a value a feature + a value a pair. Immutable: may be used from any number of threads at once."""

    def __init__(self, core: _core.AdditiveModel) -> None:
        """Made by :func:`fit_additive`."""
        self._core = core

    @property
    def intercept(self) -> float:
        """Log odds where every value is 0."""
        return self._core.intercept()

    @property
    def feature_names(self) -> tuple[str, ...]:
        """Names of the features, in order."""
        return tuple(self._core.feature_names())

    @property
    def pair_names(self) -> tuple[tuple[str, str], ...]:
        """Names of the features of each pair, the strongest first."""
        return tuple(self._core.pair_names())

    @property
    def unseen(self) -> str:
        """What becomes of a category that was not there when the model was fitted."""
        return self._core.unseen()

    def tables(self) -> "AdditiveTables":
        """The model as tables: intercept, values of bins, values of pairs."""
        return AdditiveTables(self._core.describe(), _DICT)

    def predict(self, features: Frame, *, threads: SupportsIndex = 1) -> ResultTable:
        """Log odds and probability of outcome 1 of each row.

        Args:
            features: A frame with the columns of the model, and no others.
            threads: At most 256; never changes a bit.

        Returns:
            A table with columns ``log_odds`` and ``probability``.

        Raises:
            ArgumentError: An option outside its bounds.
            DataError: A column that is missing or no feature of the model, an infinite value, a category nobody has seen; with row and
                column.

        Example:
            >>> from openitem.additive import fit_additive
            >>> rows = {"late": [0, 40] * 50}
            >>> outcome = [0, 1] * 40 + [1, 0] * 10
            >>> fit = fit_additive(rows, outcome, validation_share=0, bags=1, max_rounds=400, min_gain=0)
            >>> [round(p, 3) for p in fit.model.predict({"late": [0, 40]}).to_dict()["probability"]]
            [0.2, 0.8]
        """
        tables = _core.InputTables()
        frame_type = add_frame(tables, "features", with_numbers(features))
        return ResultTable(self._core.predict(tables, int32(threads, "threads")).table("rows"), frame_type)

    def log_odds(self, features: Frame, *, threads: SupportsIndex = 1) -> list[float]:
        """Column ``log_odds`` of :meth:`predict`."""
        found: list[float] = self.predict(features, threads=threads).to_dict()["log_odds"]
        return found

    def probabilities(self, features: Frame, *, threads: SupportsIndex = 1) -> list[float]:
        """Column ``probability`` of :meth:`predict`."""
        found: list[float] = self.predict(features, threads=threads).to_dict()["probability"]
        return found

    def __repr__(self) -> str:
        pairs = len(self.pair_names)
        return f"<AdditiveModel of {', '.join(self.feature_names)}{f' and {pairs} pairs' if pairs else ''}>"


class AdditiveTables(ResultTables):
    """Tables of a model; see :meth:`AdditiveModel.tables`."""

    @property
    def values(self) -> ResultTable:
        """One row a bin: feature, bin, kind, lower (included), upper (excluded), categories, value (log odds)."""
        return self._plain_table("values")

    @property
    def categories(self) -> ResultTable:
        """One row a category: feature, bin, category."""
        return self._plain_table("categories")

    @property
    def pairs(self) -> ResultTable:
        """One row a pair: names of its features."""
        return self._plain_table("pairs")

    @property
    def pair_values(self) -> ResultTable:
        """One row a block of bins of a pair: first and last bin of either feature, value (log odds)."""
        return self._plain_table("pair_values")

    def _main_table(self) -> ResultTable:
        return self.values


class AdditiveFit(AdditiveTables):
    """A model that was fitted, and how it came about; see :func:`fit_additive`."""

    def __init__(self, core: _core.AdditiveModel, result: _core.Result, frame_type: Any) -> None:
        """Made by :func:`fit_additive`."""
        super().__init__(result, frame_type)
        self._model = AdditiveModel(core)

    @property
    def model(self) -> AdditiveModel:
        """The model, which gives log odds of further rows."""
        return self._model

    @property
    def features(self) -> ResultTable:
        """One row a feature: type, status, trend, bins, importance (mean of its values without their sign)."""
        return self._plain_table("features")

    @property
    def pairs(self) -> ResultTable:
        """One row a pair that was looked at, the strongest first: strength, chosen, importance."""
        return self._plain_table("pairs")

    @property
    def rounds(self) -> ResultTable:
        """One row a round of each bag: stage, log loss of training and validation rows, whether it was kept."""
        return self._plain_table("rounds")

    @property
    def proof(self) -> ResultTable:
        """Rows of the input less those of the bins of each kind; the difference is 0."""
        return self._plain_table("proof")


def fit_additive(
    features: Frame,
    outcome: Values,
    *,
    weights: Values | None = None,
    trends: Mapping[str, ShapeTrend] | None = None,
    categorical: str | Iterable[str] = (),
    specials: FeatureNumbers = (),
    cuts: Mapping[str, Iterable[float]] | None = None,
    pairs: SupportsIndex = 0,
    max_bins: SupportsIndex = 256,
    pair_bins: SupportsIndex = 16,
    max_leaves: SupportsIndex = 3,
    learning_rate: float = 0.05,
    max_rounds: SupportsIndex = 2000,
    validation_share: float = 0.15,
    patience: SupportsIndex = 50,
    tolerance: float = 1e-5,
    bags: SupportsIndex = 8,
    min_leaf_weight: float = 5.0,
    min_gain: float = 2.0,
    l2: float = 1.0,
    category_smoothing: float = 1.0,
    other_share: float = 0.0,
    unseen: UnseenCategory = "error",
    seed: SupportsIndex = 0,
    threads: SupportsIndex = 1,
) -> AdditiveFit:
    """An additive model by cyclic gradient boosting on bins.

    Each bag is boosted round by round, one small tree a feature, until the rows it left out get no better; bags are averaged, values
    centred. O(bags x rounds x features x (rows + bins)).

    Args:
        features: A frame; each column is a feature: numbers, or texts, which are categories. Null and NaN are missing.
        outcome: 0 or 1 for each row.
        weights: 0 or more for each row; 2 is the row twice (where nothing is left out). None = 1 each.
        trends: Numeric features whose values are to rise or fall only; such a feature is in no pair.
        categorical: Features of integers that are codes.
        specials: Values that are codes, for every numeric feature or for each by name; each gets a bin of its own.
        cuts: Where these features may be cut, and nowhere else.
        pairs: The strongest pairs of features that are added; -1 = all.
        max_bins: Bins of numbers or categories of a feature, 2 to 1,000.
        pair_bins: The same within a pair, 2 to 64.
        max_leaves: Leaves of each step of a feature, 2 to 16.
        learning_rate: Share of each step that is taken, 0.0001 to 1.
        max_rounds: Rounds over all features, and again over all pairs.
        validation_share: Share of the rows of each class, other ones for each bag, that say when to stop; 0 = ``max_rounds`` are made.
        patience: Rounds without a lower loss of these rows after which a bag ends.
        tolerance: What counts as lower, in log loss a row.
        bags: Models that are averaged; 1 where ``validation_share`` is 0.
        min_leaf_weight: Weight of training rows in each leaf.
        min_gain: Fall of twice the log loss that a cut must bring.
        l2: Added to the second derivatives of a leaf.
        category_smoothing: Weight at the rate of all rows by which categories are put in order.
        other_share: Categories of a smaller share of the weight go to a bin ``other``.
        unseen: What becomes of a category, at scoring, that is not there now.
        seed: Of the choice of validation rows.
        threads: At most 256; never changes a bit.

    Returns:
        Tables ``features``, ``values``, ``categories``, ``pairs``, ``pair_values``, ``rounds``, ``proof``, ``about``, and the model as
        ``.model``.

    Raises:
        ArgumentError: An option outside its bounds, outcomes of one class or too few of one, a feature nobody knows.
        DataError: An infinite value, an outcome other than 0 and 1, a weight below 0, columns of different length; with row and column.

    Example:
        >>> from openitem.additive import fit_additive
        >>> rows = {"late": [0, 40] * 50}
        >>> outcome = [0, 1] * 40 + [1, 0] * 10
        >>> fit = fit_additive(rows, outcome, validation_share=0, bags=1, max_rounds=400, min_gain=0)
        >>> fit.values.to_dict()["lower"], [round(value, 2) for value in fit.values.to_dict()["value"]]
        ([None, 40.0, None], [-1.39, 1.39, 0.0])
    """
    options = _core.AdditiveOptions(
        max_bins=int32(max_bins, "max_bins"),
        pairs=int32(pairs, "pairs"),
        pair_bins=int32(pair_bins, "pair_bins"),
        max_leaves=int32(max_leaves, "max_leaves"),
        learning_rate=one_number(learning_rate, "learning_rate"),
        max_rounds=int32(max_rounds, "max_rounds"),
        validation_share=one_number(validation_share, "validation_share"),
        patience=int32(patience, "patience"),
        tolerance=one_number(tolerance, "tolerance"),
        bags=int32(bags, "bags"),
        min_leaf_weight=one_number(min_leaf_weight, "min_leaf_weight"),
        min_gain=one_number(min_gain, "min_gain"),
        l2=one_number(l2, "l2"),
        category_smoothing=one_number(category_smoothing, "category_smoothing"),
        other_share=one_number(other_share, "other_share"),
        unseen=text(unseen, "unseen"),
        seed=int64(seed, "seed"),
        threads=int32(threads, "threads"),
    )
    tables, frame_type = binning_tables(
        features, outcome, weights, trends=trends, categorical=categorical, specials=specials, cuts=cuts
    )
    core, result = _core.fit_additive(tables, options)
    return AdditiveFit(core, result, frame_type)
