"""Validation and stability of a scorecard by period; overrides as data."""

from typing import Any, SupportsIndex

from openitem import _core
from openitem._arguments import int32, text
from openitem._binning_inputs import Values, vector
from openitem._feature_frames import with_numbers
from openitem._flow_columns import one_number
from openitem._frames import Frame, add_frame
from openitem._scorecard import Scorecard
from openitem._table import ResultTable, ResultTables
from openitem.errors import ArgumentError
from openitem.time import DateLike, optional_days


class ScorecardValidation(ResultTables):
    """How a card does, period by period; see :func:`validate_scorecard`."""

    @property
    def periods(self) -> ResultTable:
        """One row a period, "total" last: rows, rate, mean PD, AUC, Gini, KS, Brier score, log loss, calibration."""
        return self._plain_table("periods")

    @property
    def classes(self) -> ResultTable | None:
        """One row a period and rating class: rate with Wilson's interval beside the PD; None where the card has no classes."""
        return self._table_if_any("classes")

    @property
    def stability(self) -> ResultTable:
        """One row a period and characteristic (``score`` or a feature): stability index, its band, shift of the mean points."""
        return self._plain_table("stability")

    @property
    def stability_bins(self) -> ResultTable:
        """One row a bin of these: its share in the development rows and in the period, and what it contributes."""
        return self._plain_table("stability_bins")

    @property
    def proof(self) -> ResultTable:
        """Rows of the input less those of the periods; the difference is 0."""
        return self._plain_table("proof")

    def _main_table(self) -> ResultTable:
        return self.periods


class OverrideReport(ResultTables):
    """What overriding a card came to; see :func:`override_report`."""

    @property
    def overrides(self) -> ResultTable:
        """One row for each pair of what the card said and what was decided: rows, weight, share, rate with its interval."""
        return self._plain_table("overrides")

    @property
    def reasons(self) -> ResultTable:
        """One row a reason of overrides, with the same figures."""
        return self._plain_table("reasons")

    @property
    def summary(self) -> ResultTable:
        """Two rows, overridden ``no`` and ``yes``, with the same figures."""
        return self._plain_table("summary")

    @property
    def log(self) -> ResultTable:
        """The overrides one by one, with the row they stand in."""
        return self._plain_table("log")

    @property
    def proof(self) -> ResultTable:
        """Decisions less those of the summary and the log; the difference is 0."""
        return self._plain_table("proof")

    def _main_table(self) -> ResultTable:
        return self.summary


def validate_scorecard(
    card: Scorecard,
    features: Frame,
    outcome: Values,
    *,
    split: DateLike | None = None,
    observed_on: Values | None = None,
    development: str | None = None,
    period: Values | None = None,
    weights: Values | None = None,
    score_bins: SupportsIndex = 10,
    calibration_bins: SupportsIndex = 10,
    smoothing: float = 0.5,
    confidence: float = 0.95,
    threads: SupportsIndex = 1,
) -> ScorecardValidation:
    """How a card does on rows and outcomes, before and after a date or period by period.

    Args:
        card: Any scorecard.
        features: A frame with the columns of the card, and no others.
        outcome: 0 or 1 for each row, None where it is not known yet: such rows count for stability alone.
        split: Rows observed before this day are development, those on it or later validation.
        observed_on: The day of each row; with ``split``.
        development: The period that the others are compared with.
        period: The period of each row, a text or a whole number; with ``development``.
        weights: 0 or more for each row. None = 1 each.
        score_bins: Bins of the score where the card has no rating classes, 2 to 50.
        calibration_bins: Of the calibration error, 1 to 10,000.
        smoothing: Added to each bin of the stability indices.
        confidence: Of all intervals.
        threads: At most 256; never changes a bit.

    Returns:
        Tables ``periods``, ``classes``, ``stability``, ``stability_bins``, ``proof``, ``about``.

    Raises:
        ArgumentError: Neither ``split`` nor ``development``, or both; a column that does not belong to them; no development rows.
        DataError: What scoring the rows raises; an outcome, a weight, a day that cannot be read; with row and column.
    """
    for name, values, partner, other in (
        ("observed_on", observed_on, split, "split"),
        ("period", period, development, "development"),
    ):
        if (values is None) != (partner is None):
            raise ArgumentError(
                f"{name} and {other} belong together; one of them is missing",
                status="not_set",
                argument=name if values is None else other,
            )
    tables = _core.InputTables()
    frame_type = add_frame(tables, "features", with_numbers(features))
    rows: dict[str, Any] = {"outcome": vector(outcome)}
    for name, values in (("weight", weights), ("observed_on", observed_on), ("period", period)):
        if values is not None:
            rows[name] = vector(values)
    add_frame(tables, "outcomes", rows)
    result = _core.validate_scorecard(
        card._core,
        tables,
        optional_days(split, "split"),
        "" if development is None else text(str(development), "development"),
        int32(score_bins, "score_bins"),
        int32(calibration_bins, "calibration_bins"),
        one_number(smoothing, "smoothing"),
        one_number(confidence, "confidence"),
        int32(threads, "threads"),
    )
    return ScorecardValidation(result, frame_type)


def override_report(decisions: Frame, *, confidence: float = 0.95) -> OverrideReport:
    """Counts and rates of decisions that differ from what the card said.

    Args:
        decisions: from_class, to_class (the same where nothing was overridden), and any of reason (required of overrides), decided_by,
            decided_on, outcome (0, 1 or null), weight.
        confidence: Of Wilson's intervals of the rates.

    Raises:
        ArgumentError: No decisions, a confidence that is none.
        DataError: A class that is missing, an override without a reason, a reason where nothing was overridden; with row and column.

    Example:
        >>> decisions = {
        ...     "from_class": ["A", "B", "C"],
        ...     "to_class": ["A", "C", "B"],
        ...     "reason": [None, "news", "guarantee"],
        ...     "outcome": [0, 1, 0],
        ... }
        >>> override_report(decisions).summary.to_dict()["rows"]
        [1, 2]
    """
    tables = _core.InputTables()
    frame_type = add_frame(tables, "decisions", decisions)
    return OverrideReport(_core.override_report(tables, one_number(confidence, "confidence")), frame_type)
