"""Rating classes: ranges of scores with a probability of default each."""

from collections.abc import Iterable
from typing import Literal, SupportsIndex, TypeAlias

from openitem import _core
from openitem._arguments import int32, text, texts
from openitem._flow_columns import FloatArray, Numbers, flat_numbers, one_number
from openitem._frames import Frame, FrameType, add_frame
from openitem._scorecard import Scorecard
from openitem._statistic_columns import Flags, flags_column, numbers_or_none
from openitem._table import ResultTable, ResultTables

ScoreDirection: TypeAlias = Literal["higher_is_better", "higher_is_worse"]
"""What a high score means: ``higher_is_better``, the share of outcome 1 falls with the score."""

ClassPd: TypeAlias = Literal["observed", "predicted"]
"""Where the PD of a class comes from: its share of outcome 1 (neighbours that are out of order pooled), or the mean PD of its rows."""


class RatingClassTables(ResultTables):
    """Classes of scores; see :func:`rating_classes`."""

    @property
    def classes(self) -> ResultTable:
        """The lowest score first: class, lower (included), upper (excluded), count, weight, share, ones, rate, low, high, mean_pd, pd."""
        return self._plain_table("classes")

    @property
    def proof(self) -> ResultTable:
        """Rows of the input less those of the classes; the difference is 0."""
        return self._plain_table("proof")

    def _main_table(self) -> ResultTable:
        return self.classes


def class_options(
    *,
    max_classes: SupportsIndex = 7,
    min_share: float = 0.05,
    min_ones: float = 1.0,
    bounds: Numbers = (),
    names: str | Iterable[str] = (),
    direction: ScoreDirection = "higher_is_better",
    pd: ClassPd = "observed",
    pd_floor: float = 0.0,
    confidence: float = 0.95,
) -> _core.RatingClassOptions:
    """The options of :func:`rating_classes`, also of a fit that makes classes."""
    lowest: FloatArray = flat_numbers(bounds, "bounds")
    return _core.RatingClassOptions(
        max_classes=int32(max_classes, "max_classes"),
        min_share=one_number(min_share, "min_share"),
        min_ones=one_number(min_ones, "min_ones"),
        bounds=[float(bound) for bound in lowest],
        names=texts(names, "names"),
        direction=text(direction, "direction"),
        pd=text(pd, "pd"),
        pd_floor=one_number(pd_floor, "pd_floor"),
        confidence=one_number(confidence, "confidence"),
    )


def rating_classes(
    scores: Numbers,
    outcomes: Flags,
    *,
    weights: Numbers | None = None,
    pds: Numbers | None = None,
    max_classes: SupportsIndex = 7,
    min_share: float = 0.05,
    min_ones: float = 1.0,
    bounds: Numbers = (),
    names: str | Iterable[str] = (),
    direction: ScoreDirection = "higher_is_better",
    pd: ClassPd = "observed",
    pd_floor: float = 0.0,
    confidence: float = 0.95,
) -> RatingClassTables:
    """Classes of scores whose PDs are monotone in the score: of the greatest information value under the limits, or those of ``bounds``.

    Args:
        scores: A number for each row.
        outcomes: 0 or 1 for each row; 1 is bad.
        weights: 0 or more for each row; 2 is the row twice. None = 1 each.
        pds: 0 to 1 for each row; needed for ``pd="predicted"``, and shown beside the rates.
        max_classes: That are found, 2 to 50; fewer where the limits allow no more.
        min_share: Of the weight of all rows, in each class that is found, 0 to 0.5.
        min_ones: Weight of outcome 1 in each class that is found.
        bounds: Scores where a class begins, all but the lowest, rising. Given, these are the classes.
        names: Best first, one for each class there may be; none: "1", "2" ... with "1" the best.
        direction: What a high score means.
        pd: Where the PD of a class comes from.
        pd_floor: No class has a lower PD.
        confidence: Of Wilson's intervals of the rates.

    Returns:
        Tables ``classes``, ``proof``, ``about``.

    Raises:
        ArgumentError: An option outside its bounds, one class of outcomes, bounds that do not rise, too few names, PDs missing.
        DataError: A score that is not finite, an outcome other than 0 and 1; with row and column.

    Example:
        >>> found = rating_classes([1, 2, 3, 4, 5, 6], [1, 0, 1, 0, 0, 0], bounds=[3, 5], names=["A", "B", "C"])
        >>> found.classes.to_dict()["class"], found.classes.to_dict()["pd"]
        (['C', 'B', 'A'], [0.5, 0.5, 0.0])
    """
    options = class_options(
        max_classes=max_classes,
        min_share=min_share,
        min_ones=min_ones,
        bounds=bounds,
        names=names,
        direction=direction,
        pd=pd,
        pd_floor=pd_floor,
        confidence=confidence,
    )
    result = _core.rating_classes(
        flat_numbers(scores, "scores"),
        flags_column(outcomes, "outcomes"),
        numbers_or_none(weights, "weights"),
        numbers_or_none(pds, "pds"),
        options,
    )
    return RatingClassTables(result, FrameType("dict", narwhals=False))


def with_classes(card: Scorecard, classes: Frame | RatingClassTables) -> Scorecard:
    """The card with these rating classes in place of its own.

    Args:
        card: Any scorecard.
        classes: What :func:`rating_classes` found, or a frame of class, lower (null of the first), pd; the lowest score first.

    Raises:
        ArgumentError: Bounds that do not rise, PDs that are not monotone in the score, a class twice.
        DataError: A cell that cannot be read; with row and column.
    """
    tables = _core.InputTables()
    add_frame(tables, "classes", classes.classes if isinstance(classes, RatingClassTables) else classes)
    return Scorecard(_core.scorecard_with_classes(card._core, tables))
