"""Bins' options and tables as arguments: what fitting bins and what is made on bins have in common."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, SupportsIndex, TypeAlias

from openitem import _core
from openitem._arguments import int32, sequence, text, texts
from openitem._feature_frames import with_numbers
from openitem._flow_columns import one_number
from openitem._frames import Frame, FrameType, add_frame
from openitem.errors import ArgumentError

WoeDirection: TypeAlias = Literal["zeros_over_ones", "ones_over_zeros"]
"""Which class stands above the line: ``zeros_over_ones`` is ln(share of the zeros / share of the ones), high = good where outcome 1 is
bad; ``ones_over_zeros`` its negative."""

Trend: TypeAlias = Literal["monotone", "increasing", "decreasing", "peak", "valley", "free"]
"""How the rate of outcome 1 runs from bin to bin. ``monotone``: the better of increasing and decreasing. ``peak``: rises, then falls."""

SmoothingRule: TypeAlias = Literal["empty_cells", "always"]
UnseenCategory: TypeAlias = Literal["error", "missing", "other"]

Values: TypeAlias = Any
"""A list, an array or a column with one value a row."""
FeatureNumbers: TypeAlias = Iterable[float] | Mapping[str, Iterable[float]]


def binning_options(
    *,
    woe: WoeDirection,
    trend: Trend,
    max_bins: SupportsIndex,
    max_prebins: SupportsIndex,
    min_share: float,
    min_ones: float,
    min_zeros: float,
    min_gain: float,
    smoothing: float,
    smoothing_rule: SmoothingRule,
    category_smoothing: float,
    other_share: float,
    unseen: UnseenCategory,
    threads: SupportsIndex,
) -> _core.BinningOptions:
    """The options of :func:`fit_binning`, also of what is made on bins."""
    return _core.BinningOptions(
        woe=text(woe, "woe"),
        trend=text(trend, "trend"),
        max_bins=int32(max_bins, "max_bins"),
        max_prebins=int32(max_prebins, "max_prebins"),
        min_share=one_number(min_share, "min_share"),
        min_ones=one_number(min_ones, "min_ones"),
        min_zeros=one_number(min_zeros, "min_zeros"),
        min_gain=one_number(min_gain, "min_gain"),
        smoothing=one_number(smoothing, "smoothing"),
        smoothing_rule=text(smoothing_rule, "smoothing_rule"),
        category_smoothing=one_number(category_smoothing, "category_smoothing"),
        other_share=one_number(other_share, "other_share"),
        unseen=text(unseen, "unseen"),
        threads=int32(threads, "threads"),
    )


def binning_tables(
    features: Frame,
    outcome: Values,
    weights: Values | None,
    *,
    trends: Mapping[str, Any] | None,
    categorical: str | Iterable[str],
    specials: FeatureNumbers,
    cuts: Mapping[str, Iterable[float]] | None,
) -> tuple[_core.InputTables, FrameType]:
    """The tables of :func:`fit_binning`, also of what is made on bins."""
    tables = _core.InputTables()
    frame_type = add_frame(tables, "features", with_numbers(features))
    rows = {"outcome": vector(outcome)}
    if weights is not None:
        rows["weight"] = vector(weights)
    add_frame(tables, "outcomes", rows)
    _add_settings(tables, trends, texts(categorical, "categorical"))
    _add_numbers(tables, "specials", specials)
    if cuts is not None:
        _add_numbers(tables, "cuts", _mapping(cuts, "cuts"))
    return tables, frame_type


def vector(values: Values) -> Values:
    """A column of Polars, narwhals and the like as an array; the rest as it is."""
    if hasattr(values, "to_numpy") and not hasattr(values, "iloc"):
        return values.to_numpy()
    return values


def _mapping(values: Any, argument: str) -> Mapping[str, Any]:
    if isinstance(values, Mapping):
        return values
    raise ArgumentError(
        f"{argument} must be a dict by the name of a feature, not {type(values).__name__}",
        status="invalid_argument",
        argument=argument,
    )


def _add_settings(
    tables: _core.InputTables, trends: Mapping[str, Any] | None, categorical: list[str]
) -> None:
    named = {} if trends is None else _mapping(trends, "trends")
    rows: dict[str, list[str | None]] = {"feature": [], "trend": [], "type": []}
    for name in dict.fromkeys([*named, *categorical]):
        rows["feature"].append(text(name, "trends"))
        rows["trend"].append(text(named[name], "trends") if name in named else None)
        rows["type"].append("categorical" if name in categorical else None)
    if rows["feature"]:
        add_frame(tables, "settings", rows)


def _add_numbers(tables: _core.InputTables, table: str, values: FeatureNumbers) -> None:
    """Rows (feature, value); a list without names is of every numeric feature."""
    by_name: Mapping[str | None, Iterable[float]] = (
        {text(name, table): of for name, of in values.items()}
        if isinstance(values, Mapping)
        else {None: values}
    )
    features: list[str | None] = []
    numbers: list[float] = []
    for name, of in by_name.items():
        listed = sequence(of, table)
        if table == "cuts" and not listed:
            raise ArgumentError(
                f"cuts of {name} are empty; list values, or leave the feature out to cut it anywhere",
                status="invalid_argument",
                argument="cuts",
            )
        for value in listed:
            features.append(name)
            numbers.append(one_number(value, table))
    if numbers:
        add_frame(tables, table, {"feature": features, "value": numbers})
