"""Optimal binning, weight of evidence and information value of features, for scorecards.

``docs/methods/binning.md`` states every rule. Nothing here is money: figures are floats. Every function is pure and may be called
from any thread; the same bits on every machine and for any number of threads, over the same order of rows.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, SupportsIndex, TypeAlias

from openitem import _core, _score_plots
from openitem._arguments import int32, text
from openitem._binning_inputs import (
    FeatureNumbers,
    SmoothingRule,
    Trend,
    UnseenCategory,
    Values,
    WoeDirection,
    binning_options,
    binning_tables,
)
from openitem._feature_frames import with_numbers
from openitem._frames import Frame, FrameType, add_frame
from openitem._score_plots import BinMeasure
from openitem._table import ResultTable, ResultTables

__all__ = [
    "BinMeasure",
    "Binning",
    "BinningFit",
    "BinningOutput",
    "SmoothingRule",
    "Trend",
    "UnseenCategory",
    "WoeDirection",
    "fit_binning",
    "typed_binning",
]

BinningOutput: TypeAlias = Literal["woe", "bin"]

_DICT = FrameType("dict", narwhals=False)


class Binning:
    """Bins of features, fitted or typed by hand. Immutable: may be used from any number of threads at once."""

    def __init__(self, core: _core.Binning) -> None:
        """Made by :func:`fit_binning` and :func:`typed_binning`."""
        self._core = core

    @property
    def feature_names(self) -> tuple[str, ...]:
        """Names of the features, in order."""
        return tuple(self._core.feature_names())

    @property
    def unseen(self) -> str:
        """What becomes of a category that was not there when the bins were made."""
        return self._core.unseen()

    def tables(self) -> "BinningTables":
        """The bins as tables that :func:`typed_binning` takes."""
        return BinningTables(self._core.describe(), _DICT)

    def transform(
        self, features: Frame, output: BinningOutput = "woe", *, threads: SupportsIndex = 1
    ) -> ResultTable:
        """What each row of each feature becomes: a column for each feature of the model, in its order.

        Args:
            features: A frame with the columns of the model, and no others.
            output: ``woe``, the weight of evidence of the row's bin, or ``bin``, its number.
            threads: At most 256; never changes a bit.

        Returns:
            A table; ``.native()`` is the kind of frame that came in, ``.to_dict()`` plain lists.

        Raises:
            ArgumentError: An option outside its bounds.
            DataError: A column that is missing or no feature of the model, an infinite value, a category nobody has seen, a missing
                value without a bin for it; with row and column.

        Example:
            >>> from openitem.binning import typed_binning
            >>> bins = {
            ...     "feature": ["late"] * 3,
            ...     "bin": [0, 1, 2],
            ...     "kind": ["interval", "interval", "missing"],
            ...     "lower": [None, 30, None],
            ...     "upper": [30, None, None],
            ...     "woe": [0.8, -1.2, 0.0],
            ... }
            >>> card = typed_binning(bins)
            >>> card.transform({"late": [0, 29.9, 30, None]}).to_dict()
            {'late': [0.8, 0.8, -1.2, 0.0]}
        """
        tables = _core.InputTables()
        frame_type = add_frame(tables, "features", with_numbers(features))
        result = self._core.transform(tables, text(output, "output"), int32(threads, "threads"))
        return ResultTable(result.table("rows"), frame_type)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as its tables: the same bits when it is read back."""
        tables = self.tables()
        return _typed_again, (tables.bins.to_dict(), tables.categories.to_dict(), self.unseen)

    def __repr__(self) -> str:
        return f"<Binning of {', '.join(self.feature_names)}>"


class BinningTables(ResultTables):
    """Bins of a model; see :meth:`Binning.tables`."""

    @property
    def bins(self) -> ResultTable:
        """One row a bin: feature, bin, kind, lower (included), upper (excluded), categories (for reading), woe."""
        return self._plain_table("bins")

    @property
    def categories(self) -> ResultTable:
        """One row a category: feature, bin, category."""
        return self._plain_table("categories")

    def _main_table(self) -> ResultTable:
        return self.bins


class BinningFit(BinningTables):
    """Bins that were fitted, and how they came about; see :func:`fit_binning`."""

    def __init__(self, core: _core.Binning, result: _core.Result, frame_type: Any) -> None:
        """Made by :func:`fit_binning`."""
        super().__init__(result, frame_type)
        self._binning = Binning(core)

    @property
    def binning(self) -> Binning:
        """The model, which turns further rows into weights of evidence."""
        return self._binning

    @property
    def features(self) -> ResultTable:
        """One row a feature: type, status, trend, number of pre-bins and bins, information value."""
        return self._plain_table("features")

    @property
    def bins(self) -> ResultTable:
        """One row a bin: feature, bin, kind, lower (included), upper (excluded), categories, count, weight, ones, zeros, share, rate, woe, iv."""
        return self._plain_table("bins")

    @property
    def proof(self) -> ResultTable:
        """Rows of the input less those of the bins of each kind; the difference is 0."""
        return self._plain_table("proof")

    def plot(self, feature: str, measure: BinMeasure = "woe") -> Any:
        """An Altair chart with a bar a bin of one feature. Needs the extra ``plot``.

        Args:
            feature: Which one.
            measure: The column that is drawn: ``woe``, ``rate``, ``share`` or ``iv``.

        Raises:
            ArgumentError: No feature of this name, another measure.
        """
        _score_plots.check_measure(measure, ("woe", "rate", "share", "iv"))
        bins = self.bins.to_dict()
        labels, rows = _score_plots.labels_of_bins(bins, text(feature, "feature"))
        drawn = [row for row in rows if bins[measure][row] is not None]
        return _score_plots.bars(
            [label for label, row in zip(labels, rows, strict=True) if row in drawn],
            [bins[measure][row] for row in drawn],
            x_title=feature,
            y_title=measure,
        )


def fit_binning(
    features: Frame,
    outcome: Values,
    *,
    woe: WoeDirection,
    weights: Values | None = None,
    trend: Trend = "monotone",
    trends: Mapping[str, Trend] | None = None,
    categorical: str | Iterable[str] = (),
    specials: FeatureNumbers = (),
    cuts: Mapping[str, Iterable[float]] | None = None,
    max_bins: SupportsIndex = 10,
    max_prebins: SupportsIndex = 200,
    min_share: float = 0.05,
    min_ones: float = 0.0,
    min_zeros: float = 0.0,
    min_gain: float = 0.0,
    smoothing: float = 0.5,
    smoothing_rule: SmoothingRule = "empty_cells",
    category_smoothing: float = 1.0,
    other_share: float = 0.0,
    unseen: UnseenCategory = "error",
    threads: SupportsIndex = 1,
) -> BinningFit:
    """Bins of the greatest information value under the limits, of each column.

    The search is exact over the pre-bins: distinct values, or ``max_prebins`` groups of equal weight where there are more. Missing and
    special values have bins of their own, under no limit. O(rows + max_prebins^2 x max_bins) a feature.

    Args:
        features: A frame; each column is a feature: numbers, or texts, which are categories. Null and NaN are missing.
        outcome: 0 or 1 for each row.
        woe: Which class stands above the line; no default, both signs are in use.
        weights: 0 or more for each row; 2 is the row twice. None = 1 each.
        trend: Of numeric features, how the rate of outcome 1 runs from bin to bin.
        trends: Where one feature's trend is another.
        categorical: Features of integers that are codes.
        specials: Values that are codes, for every numeric feature or for each by name; each gets a bin of its own.
        cuts: Where these features may be cut, and nowhere else.
        max_bins: Bins of numbers or categories, 1 to 50.
        max_prebins: 2 to 1,000.
        min_share: Of the weight of all rows, in each such bin, 0 to 0.5.
        min_ones: Weight of outcome 1 in each such bin.
        min_zeros: Weight of outcome 0 in each such bin.
        min_gain: Information value that a further bin must bring.
        smoothing: Added to the cells of a bin, so that no logarithm is infinite.
        smoothing_rule: ``empty_cells``: only in bins in which one class is absent; ``always``.
        category_smoothing: Weight at the rate of all rows that is added to each category where they are put in order.
        other_share: Categories of a smaller share of the weight go to a bin ``other``.
        unseen: What becomes of a category, at scoring, that is not there now.
        threads: At most 256; never changes a bit.

    Returns:
        Tables ``features``, ``bins``, ``categories``, ``proof``, ``about``, and the model as ``.binning``.

    Raises:
        ArgumentError: An option outside its bounds, outcomes of one class, a feature nobody knows.
        DataError: An infinite value, an outcome other than 0 and 1, a weight below 0, columns of different length; with row and column.

    Example:
        >>> from openitem.binning import fit_binning
        >>> rows = {"days_late": [0, 0, 0, 0, 40, 40, 40, 40, None, None]}
        >>> fit = fit_binning(rows, [0, 0, 0, 1, 0, 1, 1, 1, 0, 1], woe="zeros_over_ones")
        >>> fit.bins.to_dict()["lower"], fit.bins.to_dict()["rate"]
        ([None, 40.0, None], [0.25, 0.75, 0.5])
        >>> [round(woe, 3) for woe in fit.bins.to_dict()["woe"]]
        [1.099, -1.099, 0.0]
        >>> fit.binning.transform({"days_late": [7, None]}, "bin").to_dict()
        {'days_late': [0, 2]}
    """
    options = binning_options(
        woe=woe,
        trend=trend,
        max_bins=max_bins,
        max_prebins=max_prebins,
        min_share=min_share,
        min_ones=min_ones,
        min_zeros=min_zeros,
        min_gain=min_gain,
        smoothing=smoothing,
        smoothing_rule=smoothing_rule,
        category_smoothing=category_smoothing,
        other_share=other_share,
        unseen=unseen,
        threads=threads,
    )
    tables, frame_type = binning_tables(
        features, outcome, weights, trends=trends, categorical=categorical, specials=specials, cuts=cuts
    )
    core, result = _core.fit_binning(tables, options)
    return BinningFit(core, result, frame_type)


def typed_binning(
    bins: Frame, categories: Frame | None = None, *, unseen: UnseenCategory = "error"
) -> Binning:
    """A model of bins that stand in tables: an expert's, or those of a fitted or described model.

    Args:
        bins: feature, bin (0, 1, 2 ... within the feature), kind (``interval``, ``categories``, ``special``, ``other``, ``missing``),
            lower (included), upper (excluded), woe. Further columns of a fitted table are not read.
        categories: feature, bin, category: the categories of bins that have any.
        unseen: What becomes of a category that has no bin.

    Raises:
        ArgumentError: Bins with a gap or an overlap, a category twice, two bins of missing values and the like.
        DataError: A cell that cannot be read; with row and column.

    Example:
        >>> from openitem.binning import typed_binning
        >>> bins = {"feature": ["region"] * 2, "bin": [0, 1], "kind": ["categories", "other"], "woe": [0.5, -0.25]}
        >>> sets = {"feature": ["region"], "bin": [0], "category": ["north"]}
        >>> typed_binning(bins, sets, unseen="other").transform({"region": ["north", "south"]}).to_dict()
        {'region': [0.5, -0.25]}
    """
    tables = _core.InputTables()
    add_frame(tables, "bins", bins)
    if categories is not None:
        add_frame(tables, "categories", categories)
    return Binning(_core.read_binning(tables, text(unseen, "unseen")))


def _typed_again(bins: Frame, categories: Frame, unseen: UnseenCategory) -> Binning:
    return typed_binning(bins, categories, unseen=unseen)
