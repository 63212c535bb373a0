"""Pictures of scores and bins: evidence or points a bin, probabilities beside what came, the ROC curve. Needs the extra ``plot``."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from openitem._modules import optional_module
from openitem.errors import ArgumentError

_GOOD, _BAD, _LINE = "#5b8a72", "#b5533c", "#5a6b8c"


def bars(labels: Sequence[str], values: Sequence[float], *, x_title: str, y_title: str) -> Any:
    """A bar a bin, above 0 in one colour and below in another."""
    alt = _altair()
    data = [
        {"label": label, "value": value, "colour": _GOOD if value >= 0 else _BAD}
        for label, value in zip(labels, values, strict=True)
    ]
    return (
        alt.Chart(alt.InlineData(values=data))
        .mark_bar(size=30)
        .encode(
            x=alt.X("label:N", sort=list(labels), title=x_title, axis=alt.Axis(labelAngle=-40)),
            y=alt.Y("value:Q", title=y_title),
            color=alt.Color("colour:N", scale=None),
            tooltip=["label:N", alt.Tooltip("value:Q", format=",.3f")],
        )
        .properties(width=max(56 * len(data), 120), height=240)
    )


def calibration(bins: Mapping[str, Sequence[Any]]) -> Any:
    """What was said beside what came, with the interval of each bin, and the line on which both are one."""
    alt = _altair()
    data = [
        {"said": said, "came": came, "low": low, "high": high}
        for said, came, low, high in zip(
            bins["mean_probability"], bins["share_of_ones"], bins["low"], bins["high"], strict=True
        )
    ]
    most = max((max(point["said"], point["high"]) for point in data), default=1.0)
    x = alt.X("said:Q", title="mean probability", scale=alt.Scale(domain=[0, most]))
    y = alt.Y("came:Q", title="share of outcome 1", scale=alt.Scale(domain=[0, most]))
    rows = alt.Chart(alt.InlineData(values=data)).encode(x=x)
    intervals = rows.mark_rule(color=_LINE).encode(y=alt.Y("low:Q"), y2="high:Q")
    points = rows.mark_point(filled=True, size=60, color=_LINE).encode(
        y=y, tooltip=[alt.Tooltip(f"{name}:Q", format=".4f") for name in ("said", "came", "low", "high")]
    )
    return alt.layer(intervals, points, _diagonal(alt, most, "said", "came")).properties(
        width=320, height=320
    )


def roc(false_alarms: Sequence[float], hits: Sequence[float], *, title: str) -> Any:
    """Shares of outcome 1 and of outcome 0 above every score, from (0, 0) to (1, 1)."""
    alt = _altair()
    data = [
        {"place": place, "false_alarms": x, "hits": y}
        for place, (x, y) in enumerate(zip(false_alarms, hits, strict=True))
    ]
    line = (
        alt.Chart(alt.InlineData(values=data), title=title)
        .mark_line(color=_LINE)
        .encode(
            x=alt.X("false_alarms:Q", title="share of outcome 0 above the score"),
            y=alt.Y("hits:Q", title="share of outcome 1 above the score"),
            order="place:Q",
        )
    )
    return alt.layer(line, _diagonal(alt, 1.0, "false_alarms", "hits")).properties(width=320, height=320)


def labels_of_bins(bins: Mapping[str, Sequence[Any]], feature: str) -> tuple[list[str], list[int]]:
    """The bins of a feature as a person reads them, and their rows in the table."""
    rows = [row for row, name in enumerate(bins["feature"]) if name == feature]
    if not rows:
        known = ", ".join(dict.fromkeys(bins["feature"]))
        raise ArgumentError(
            f"feature = {feature!r} is none of {known}", status="unknown_name", argument="feature"
        )
    return [_label(bins, row) for row in rows], rows


def check_measure(measure: str, known: Sequence[str]) -> None:
    """Raises ArgumentError for another."""
    if measure not in known:
        raise ArgumentError(
            f"measure = {measure!r}; expected {' or '.join(map(repr, known))}",
            status="unknown_name",
            argument="measure",
        )


BinMeasure = Literal["woe", "rate", "share", "iv"]


def _label(bins: Mapping[str, Sequence[Any]], row: int) -> str:
    kind = bins["kind"][row]
    if kind == "categories":
        return str(bins["categories"][row])
    if kind == "special":
        return f"= {bins['lower'][row]:g}"
    if kind != "interval":
        return str(kind)
    lower, upper = bins["lower"][row], bins["upper"][row]
    if lower is None:
        return "all" if upper is None else f"below {upper:g}"
    return f"from {lower:g}" if upper is None else f"{lower:g} to {upper:g}"


def _diagonal(alt: Any, most: float, x: str, y: str) -> Any:
    ends = [{x: 0.0, y: 0.0}, {x: most, y: most}]
    return (
        alt.Chart(alt.InlineData(values=ends))
        .mark_line(strokeDash=[4, 4], color="#999999")
        .encode(x=f"{x}:Q", y=f"{y}:Q")
    )


def _altair() -> Any:
    return optional_module("altair", "plot()", "openitem[plot]")
