"""Scorecards: points for the bins of features, scores, probabilities of default, rating classes and reasons."""

from collections.abc import Mapping
from typing import Any, Literal, SupportsIndex, TypeAlias, cast

from openitem import _core
from openitem._arguments import flag, int32, text
from openitem._feature_frames import with_numbers
from openitem._flow_columns import one_number
from openitem._frames import Frame, FrameType, add_frame
from openitem._points import OddsOrientation, PointsScale
from openitem._table import ResultTable, ResultTables
from openitem.binning import UnseenCategory
from openitem.errors import ArgumentError

ReasonBaseline: TypeAlias = Literal["best_attainable", "mean"]
"""What the points a row lost are counted from: the most points any bin of the feature has, or the feature's mean."""

_DICT = FrameType("dict", narwhals=False)


class Scorecard:
    """A scorecard, fitted or typed by hand. Immutable: any number of threads may score with it at once.

    Two cards are equal where their JSON texts are. Cards can be pickled; the pickle holds the JSON text.
    """

    def __init__(self, core: _core.Scorecard) -> None:
        """Made by :func:`read_scorecard` and :meth:`from_json`."""
        self._core = core

    @property
    def feature_names(self) -> tuple[str, ...]:
        """Names of the features, in order."""
        return tuple(self._core.feature_names())

    @property
    def base_points(self) -> float:
        """Points that every row has."""
        return self._core.base_points()

    @property
    def scale(self) -> PointsScale | None:
        """What odds a score stands for; None = the card states no PD of a row."""
        parts = self._core.scale()
        if parts is None:
            return None
        factor, offset, orientation = parts
        return PointsScale(factor, offset, cast(OddsOrientation, orientation))

    def tables(self) -> "ScorecardTables":
        """The points table and all else the card holds."""
        return ScorecardTables(self._core.describe(), _DICT)

    def score(
        self,
        features: Frame,
        *,
        reasons: SupportsIndex = 0,
        baseline: ReasonBaseline = "best_attainable",
        points: bool = False,
        threads: SupportsIndex = 1,
    ) -> ResultTable:
        """Score, PD, rating class and reasons of each row. O(rows x features).

        Args:
            features: A frame with the columns of the card, and no others. Null and NaN are missing: the bin ``missing``.
            reasons: How many features and pairs are named for each row, most points lost first, 0 to 20.
            baseline: What the points lost are counted from.
            points: Also the points of every feature and pair, as columns ``points_NAME``.
            threads: At most 256; never changes a bit.

        Returns:
            ``score``; ``pd`` where the card has a scale; ``class`` and ``class_pd`` where it has classes; ``reason_1``,
            ``reason_1_points`` and so on, null where the row lost nothing more. ``.native()`` is the kind of frame that came in.

        Raises:
            ArgumentError: An option outside its bounds; reasons against means that the card does not know.
            DataError: A column that is missing or no feature of the card, an infinite value, a category nobody has seen, a missing
                value without a bin for it; with row and column.

        Example:
            >>> from openitem.credit import read_scorecard
            >>> card = read_scorecard(
            ...     {
            ...         "feature": ["late"] * 3,
            ...         "bin": [0, 1, 2],
            ...         "kind": ["interval", "interval", "missing"],
            ...         "lower": [None, 30, None],
            ...         "upper": [30, None, None],
            ...         "points": [40, 5, 10],
            ...     },
            ...     base_points=500,
            ... )
            >>> card.score({"late": [12, 45, None]}, reasons=1).to_dict()
            {'score': [540.0, 505.0, 510.0], 'reason_1': [None, 'late', 'late'], 'reason_1_points': [None, 35.0, 30.0]}
        """
        tables = _core.InputTables()
        frame_type = add_frame(tables, "features", with_numbers(features))
        result = self._core.score(
            tables,
            int32(reasons, "reasons"),
            text(baseline, "baseline"),
            flag(points, "points"),
            int32(threads, "threads"),
        )
        return ResultTable(result.table("rows"), frame_type)

    def to_json(self) -> str:
        """The card as a checked, versioned JSON text, which C++ and C read to the same bits."""
        return self._core.to_json()

    @classmethod
    def from_json(cls, json: str | bytes) -> "Scorecard":
        """The card of a text that :meth:`to_json` gave, here, in C++ or in C.

        Raises:
            DataError: Not JSON, damaged, of another form.
            ArgumentError: Another program's file, a card that cannot be.
            VersionError: A file of a newer openitem.
        """
        if isinstance(json, str):
            json = text(json, "json").encode()
        if not isinstance(json, bytes):
            raise ArgumentError(
                f"json must be str or bytes, not {type(json).__name__}",
                status="invalid_argument",
                argument="json",
            )
        return cls(_core.scorecard_of_json(json))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Scorecard):
            return NotImplemented
        return self.to_json() == other.to_json()

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return Scorecard.from_json, (self.to_json(),)

    def __repr__(self) -> str:
        return f"<Scorecard of {', '.join(self.feature_names)}>"


class ScorecardTables(ResultTables):
    """What a card holds, as tables; see :meth:`Scorecard.tables`."""

    @property
    def card(self) -> ResultTable:
        """The points table, one row a bin: feature, bin, kind, lower (included), upper (excluded), categories (for reading), woe, points."""
        return self._plain_table("card")

    @property
    def categories(self) -> ResultTable:
        """One row a category: feature, bin, category."""
        return self._plain_table("categories")

    @property
    def features(self) -> ResultTable:
        """One row a feature: feature, mean."""
        return self._plain_table("features")

    @property
    def pairs(self) -> ResultTable:
        """One row for two bins of two features: first, second, first_bin, second_bin, points."""
        return self._plain_table("pairs")

    @property
    def classes(self) -> ResultTable:
        """One row a rating class: class, lower (included), pd."""
        return self._plain_table("classes")

    @property
    def settings(self) -> ResultTable:
        """One row: base_points, factor, offset, orientation, unseen."""
        return self._plain_table("settings")

    @property
    def notes(self) -> ResultTable:
        """One row a note: name, text."""
        return self._plain_table("notes")

    def _main_table(self) -> ResultTable:
        return self.card


def read_scorecard(
    card: Frame,
    *,
    categories: Frame | None = None,
    weights: Mapping[str, float] | None = None,
    means: Mapping[str, float] | None = None,
    pairs: Frame | None = None,
    classes: Frame | None = None,
    base_points: float = 0.0,
    scale: PointsScale | None = None,
    unseen: UnseenCategory = "error",
    notes: Mapping[str, str] | None = None,
) -> Scorecard:
    """A card that stands in tables: an expert's, or one that :meth:`Scorecard.tables` gave.

    Args:
        card: feature, bin (0, 1, 2 ... within the feature), kind (``interval``, ``categories``, ``special``, ``other``, ``missing``),
            lower (included), upper (excluded), points; woe where it is known.
        categories: feature, bin, category: the categories of bins that have any.
        weights: By which the points of a feature are multiplied, here and now; 1 where none is given.
        means: Mean points of a feature, after weighting, for reasons against the mean.
        pairs: first, second (names of features), first_bin, second_bin, points: a row for each pair of bins.
        classes: class, lower (included; null for the lowest), pd (0 to 1, may be null), from the lowest scores up.
        base_points: Points that every row has.
        scale: What odds a score stands for, as of :func:`points_scaling`; None = no PD of a row.
        unseen: What becomes of a category that has no bin.
        notes: Texts that are kept with the card.

    Raises:
        ArgumentError: Bins with a gap or an overlap, classes out of order, PDs that are not monotone and the like.
        DataError: A cell that cannot be read; with row and column.

    Example:
        >>> from openitem.credit import points_scaling, read_scorecard
        >>> card = {"feature": ["region"] * 2, "bin": [0, 1], "kind": ["categories", "other"], "points": [20, 5]}
        >>> sets = {"feature": ["region"], "bin": [0], "category": ["north"]}
        >>> scale = points_scaling(20, 600, 50, orientation="good_to_bad")
        >>> scorecard = read_scorecard(card, categories=sets, base_points=580, scale=scale, unseen="other")
        >>> scorecard.score({"region": ["north", "south"]}).to_dict()["score"]
        [600.0, 585.0]
    """
    tables = _core.InputTables()
    add_frame(tables, "card", with_numbers(card))
    for name, frame in (("categories", categories), ("pairs", pairs), ("classes", classes)):
        if frame is not None:
            add_frame(tables, name, with_numbers(frame) if name != "categories" else frame)
    _add_features(tables, _named_numbers(weights, "weights"), _named_numbers(means, "means"))
    settings: dict[str, list[Any]] = {
        "base_points": [one_number(base_points, "base_points")],
        "unseen": [text(unseen, "unseen")],
    }
    if scale is not None:
        if not isinstance(scale, PointsScale):
            raise ArgumentError(
                f"scale must be a PointsScale, as points_scaling gives it, not {type(scale).__name__}",
                status="invalid_argument",
                argument="scale",
            )
        settings["factor"] = [one_number(scale.factor, "scale.factor")]
        settings["offset"] = [one_number(scale.offset, "scale.offset")]
        settings["orientation"] = [text(scale.orientation, "scale.orientation")]
    add_frame(tables, "settings", settings)
    if notes:
        named = _mapping(notes, "notes")
        rows = {
            "name": [text(name, "notes") for name in named],
            "text": [text(value, "notes") for value in named.values()],
        }
        add_frame(tables, "notes", rows)
    return Scorecard(_core.read_scorecard(tables))


def _mapping(values: Any, argument: str) -> Mapping[str, Any]:
    if isinstance(values, Mapping):
        return values
    raise ArgumentError(
        f"{argument} must be a dict by name, not {type(values).__name__}",
        status="invalid_argument",
        argument=argument,
    )


def _named_numbers(values: Mapping[str, float] | None, argument: str) -> dict[str, float]:
    if values is None:
        return {}
    return {
        text(name, argument): one_number(value, argument)
        for name, value in _mapping(values, argument).items()
    }


def _add_features(tables: _core.InputTables, weights: dict[str, float], means: dict[str, float]) -> None:
    names = list(dict.fromkeys([*weights, *means]))
    if names:
        rows = {
            "feature": names,
            "weight": [weights.get(name, 1.0) for name in names],
            "mean": [means.get(name) for name in names],
        }
        add_frame(tables, "features", rows)
