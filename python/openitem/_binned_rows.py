"""Rows as scikit-learn hands them over, as what the models here take: the base of all estimators."""

from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy

try:
    from sklearn.base import BaseEstimator
    from sklearn.utils import ClassifierTags
    from sklearn.utils.multiclass import type_of_target
    from sklearn.utils.validation import _check_sample_weight, assert_all_finite, column_or_1d, validate_data
except ImportError as missing:
    raise ModuleNotFoundError(
        "openitem.estimators needs scikit-learn: pip install 'openitem[sklearn]'", name="sklearn"
    ) from missing

from openitem.errors import ArgumentError

Rows: TypeAlias = Any
"""A 2-D array of numbers, or a frame with texts as names."""
Array: TypeAlias = numpy.ndarray[Any, Any]


class BinnedRows(BaseEstimator):  # type: ignore[misc]
    """What all estimators here share: rows as named columns, and what scikit-learn is told of them."""

    def __sklearn_tags__(self) -> Any:
        """Missing values are welcome, rows are labelled, there are two classes."""
        tags = super().__sklearn_tags__()
        tags.classifier_tags = ClassifierTags(multi_class=False)
        tags.input_tags.allow_nan = True
        tags.target_tags.required = True
        return tags

    def frame_of(self, rows: Rows, *, reset: bool) -> Rows:
        """The rows with names: a frame as it is, an array as columns."""
        names = _text_names(rows)
        if names:
            validate_data(self, rows, reset=reset, skip_check_array=True)
            _require_rows(rows)
            return rows
        array = validate_data(self, rows, reset=reset, dtype=numpy.float64, ensure_all_finite="allow-nan")
        return {name: array[:, at] for at, name in enumerate(self.names_in())}

    def names_in(self) -> list[str]:
        known = getattr(self, "feature_names_in_", None)
        return [f"x{at}" for at in range(self.n_features_in_)] if known is None else list(known)

    def outcomes_of(self, outcome: Any, rows: int) -> Array:
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


def weights_of(weights: Any, outcomes: Array) -> Array | None:
    if weights is None:
        return None
    column: Array = _check_sample_weight(weights, outcomes, dtype=numpy.float64)
    return column


def with_columns(frame: Rows, names: tuple[str, ...]) -> Rows:
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


def count_rows(frame: Rows) -> int:
    if isinstance(frame, Mapping):
        return len(next(iter(frame.values())))
    return int(frame.shape[0]) if hasattr(frame, "shape") else int(frame.num_rows)


def _require_rows(frame: Rows) -> None:
    if count_rows(frame) == 0:
        raise ArgumentError(
            "Found array with 0 sample(s) while a minimum of 1 is required.",
            status="invalid_argument",
            argument="X",
        )
