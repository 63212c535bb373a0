"""Scorecards from rows and their outcomes."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, SupportsIndex, TypeAlias

from openitem import _core
from openitem._arguments import flag, int32, text
from openitem._binning_inputs import (
    FeatureNumbers,
    SmoothingRule,
    Trend,
    UnseenCategory,
    Values,
    binning_options,
    binning_tables,
    vector,
)
from openitem._feature_frames import with_numbers
from openitem._flow_columns import one_number
from openitem._frames import Frame, FrameType, add_frame
from openitem._points import OddsOrientation
from openitem._rating_classes import class_options
from openitem._scorecard import Scorecard
from openitem._table import ResultTable, ResultTables
from openitem.additive import AdditiveModel
from openitem.errors import ArgumentError

WrongSign: TypeAlias = Literal["keep", "drop"]
"""What becomes of a feature that the regression turns round: ``keep``, and the table says so; ``drop``, the worst first."""


class ScorecardFit(ResultTables):
    """A scorecard that was fitted, and how it came about; see :func:`fit_scorecard`."""

    def __init__(self, core: _core.Scorecard, result: _core.Result, frame_type: FrameType) -> None:
        """Made by :func:`fit_scorecard`."""
        super().__init__(result, frame_type)
        self._card = Scorecard(core)

    @property
    def card(self) -> Scorecard:
        """The scorecard."""
        return self._card

    @property
    def features(self) -> ResultTable:
        """One row a feature: feature, type, status, iv, choice, coefficient, standard_error, sign, mean_points."""
        return self._plain_table("features")

    @property
    def bins(self) -> ResultTable:
        """One row a bin, as of :func:`openitem.binning.fit_binning`, with value (log odds) and points; null of features that were not chosen."""
        return self._plain_table("bins")

    @property
    def categories(self) -> ResultTable:
        """One row a category: feature, bin, category, count, weight, ones."""
        return self._plain_table("categories")

    @property
    def fit(self) -> ResultTable:
        """One row: how the regression ended, and how well the card tells outcomes apart on its own rows."""
        return self._plain_table("fit")

    @property
    def classes(self) -> ResultTable | None:
        """Rating classes, as of :func:`rating_classes`; None where none were asked for."""
        return self._table_if_any("classes")

    @property
    def proof(self) -> ResultTable:
        """Weight of outcome 1 less the sum of probabilities before points are rounded; the difference is 0 but for rounding."""
        return self._plain_table("proof")

    @property
    def binning_proof(self) -> ResultTable:
        """Rows of the input less those of the bins; the difference is 0."""
        return self._plain_table("binning_proof")

    def _main_table(self) -> ResultTable:
        return self.bins


def fit_scorecard(
    features: Frame,
    outcome: Values,
    *,
    weights: Values | None = None,
    min_iv: float = 0.02,
    wrong_sign: WrongSign = "keep",
    ridge: float = 0.0,
    max_iterations: SupportsIndex = 100,
    pdo: float = 20.0,
    base_score: float = 600.0,
    base_odds: float = 50.0,
    orientation: OddsOrientation = "good_to_bad",
    decimals: SupportsIndex | None = 0,
    spread_base: bool = False,
    classes: SupportsIndex | Mapping[str, Any] | None = None,
    notes: Mapping[str, str] | None = None,
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
) -> ScorecardFit:
    """A scorecard: optimal bins, features by information value, logistic regression on weights of evidence, points, rating classes.

    Args:
        features: A frame; each column is a feature: numbers, or texts, which are categories. Null and NaN are missing.
        outcome: 0 or 1 for each row; 1 is bad.
        weights: 0 or more for each row; 2 is the row twice. None = 1 each.
        min_iv: Information value that a feature needs.
        wrong_sign: What becomes of features that the regression turns round.
        ridge: Penalty ridge / 2 x the sum of squared coefficients; above 0 a fit always exists.
        max_iterations: Of the regression, 1 to 10,000.
        pdo: Points that double the odds.
        base_score: The score of ``base_odds``.
        base_odds: Odds, by default of goods to bads.
        orientation: What ``base_odds`` are odds of.
        decimals: That points are rounded to, 0 to 9; None = not rounded.
        spread_base: Whether base points are spread evenly over the features.
        classes: Rating classes: how many there may be, or a dict of the options of :func:`rating_classes`; None = none.
        notes: Kept with the card: what "bad" meant, which rows these were.
        trend: As all that follows, of :func:`openitem.binning.fit_binning`.
        trends: Where one feature's trend is another.
        categorical: Features of integers that are codes.
        specials: Values that are codes.
        cuts: Where these features may be cut, and nowhere else.
        max_bins: Bins of numbers or categories, 1 to 50.
        max_prebins: 2 to 1,000.
        min_share: Of the weight of all rows, in each such bin, 0 to 0.5.
        min_ones: Weight of outcome 1 in each such bin.
        min_zeros: Weight of outcome 0 in each such bin.
        min_gain: Information value that a further bin must bring.
        smoothing: Added to the cells of a bin.
        smoothing_rule: ``empty_cells`` or ``always``.
        category_smoothing: Weight at the rate of all rows that is added to each category where they are put in order.
        other_share: Categories of a smaller share of the weight go to a bin ``other``.
        unseen: What becomes of a category, at scoring, that is not there now.
        threads: At most 256; never changes a bit.

    Returns:
        The card as ``.card``; tables ``features``, ``bins``, ``categories``, ``fit``, ``classes``, ``proof``, ``binning_proof``, ``about``.

    Raises:
        ArgumentError: An option outside its bounds, outcomes of one class, no feature with the information value, outcomes that the
            features tell apart without error (separation) or dependent features where there is no ridge, a note twice.
        DataError: An infinite value, an outcome other than 0 and 1, columns of different length; with row and column.

    Example:
        >>> rows = {"days_late": [0, 0, 0, 0, 40, 40, 40, 40]}
        >>> fit = fit_scorecard(rows, [0, 0, 0, 1, 1, 1, 1, 0], min_share=0.25)
        >>> fit.features.to_dict()["choice"]
        ['chosen']
        >>> fit.card.score({"days_late": [3, 60]}).to_dict()["score"]
        [519.0, 455.0]
    """
    bins = binning_options(
        woe="zeros_over_ones",
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
    options = _core.ScorecardFitOptions(
        binning=bins,
        min_iv=one_number(min_iv, "min_iv"),
        wrong_sign=text(wrong_sign, "wrong_sign"),
        ridge=one_number(ridge, "ridge"),
        max_iterations=int32(max_iterations, "max_iterations"),
        pdo=one_number(pdo, "pdo"),
        base_score=one_number(base_score, "base_score"),
        base_odds=one_number(base_odds, "base_odds"),
        orientation=text(orientation, "orientation"),
        decimals=-1 if decimals is None else _decimals(decimals),
        spread_base=flag(spread_base, "spread_base"),
        classes=_classes(classes),
        threads=int32(threads, "threads"),
    )
    tables, frame_type = binning_tables(
        features, outcome, weights, trends=trends, categorical=categorical, specials=specials, cuts=cuts
    )
    if notes:
        texts = {
            "name": [text(name, "notes") for name in notes],
            "text": [text(note, "notes") for note in notes.values()],
        }
        add_frame(tables, "notes", texts)
    core, result = _core.fit_scorecard(tables, options)
    return ScorecardFit(core, result, frame_type)


def scorecard_of(
    model: AdditiveModel,
    *,
    pdo: float = 20.0,
    base_score: float = 600.0,
    base_odds: float = 50.0,
    orientation: OddsOrientation = "good_to_bad",
    decimals: SupportsIndex | None = 0,
    spread_base: bool = False,
) -> Scorecard:
    """The scorecard of an additive model in which outcome 1 is bad. Means are not known: see :func:`with_means`.

    Args:
        model: As :func:`openitem.additive.fit_additive` gives it.
        pdo: Points that double the odds.
        base_score: The score of ``base_odds``.
        base_odds: Odds, by default of goods to bads.
        orientation: What ``base_odds`` are odds of.
        decimals: That points are rounded to, 0 to 9; None = not rounded. Scores and PDs follow from the rounded points.
        spread_base: Whether base points are spread evenly over the features.

    Raises:
        ArgumentError: An option outside its bounds, another kind of model.

    Example:
        >>> from openitem.additive import fit_additive
        >>> late, bad = [0.0, 40.0] * 50, [0, 1] * 40 + [1, 0] * 10
        >>> model = fit_additive({"late": late}, bad, bags=1, validation_share=0, min_gain=0).model
        >>> scorecard_of(model).score({"late": [0, 40]}).to_dict()["score"]
        [527.0, 447.0]
    """
    if not isinstance(model, AdditiveModel):
        raise ArgumentError(
            f"model must be an AdditiveModel, not {type(model).__name__}",
            status="invalid_argument",
            argument="model",
        )
    return Scorecard(
        _core.scorecard_of_additive(
            model._core,
            one_number(pdo, "pdo"),
            one_number(base_score, "base_score"),
            one_number(base_odds, "base_odds"),
            text(orientation, "orientation"),
            -1 if decimals is None else _decimals(decimals),
            flag(spread_base, "spread_base"),
        )
    )


def with_means(
    card: Scorecard, features: Frame, *, weights: Values | None = None, threads: SupportsIndex = 1
) -> Scorecard:
    """The card with the mean points of each feature over these rows, for reasons against the mean.

    Args:
        card: Any scorecard: of an expert, or of an additive model.
        features: A frame with the columns of the card, and no others.
        weights: 0 or more for each row. None = 1 each.
        threads: At most 256; never changes a bit.

    Raises:
        ArgumentError: No row of a weight above 0.
        DataError: What scoring the rows raises; a weight below 0.
    """
    tables = _core.InputTables()
    add_frame(tables, "features", with_numbers(features))
    if weights is not None:
        add_frame(tables, "weights", {"weight": vector(weights)})
    return Scorecard(_core.scorecard_with_means(card._core, tables, int32(threads, "threads")))


def _decimals(decimals: SupportsIndex) -> int:
    found = int32(decimals, "decimals")
    if found >= 0:
        return found
    raise ArgumentError(
        f"decimals = {found} is below 0; give 0 to 9, or None for points that are not rounded",
        status="out_of_bounds",
        argument="decimals",
    )


def _classes(classes: Any) -> _core.RatingClassOptions | None:
    if classes is None:
        return None
    if not isinstance(classes, Mapping):
        return class_options(max_classes=int32(classes, "classes"))
    known = (
        "max_classes", "min_share", "min_ones", "bounds", "names", "pd", "pd_floor", "confidence",
    )  # fmt: skip
    unknown = [name for name in classes if name not in known]
    if unknown:
        raise ArgumentError(
            f"classes has no option {unknown[0]!r}; there are {', '.join(known)}",
            status="unknown_name",
            argument="classes",
        )
    return class_options(**classes)
