"""Pictures of figures: Altair charts, which notebooks show and ``chart.save`` writes. They are drawn from floats: a picture has
no cents. Needs the extra ``plot``."""

from collections.abc import Mapping, Sequence
from typing import Any

from openitem._modules import optional_module
from openitem.errors import ArgumentError

Point = Mapping[str, Any]

_UP, _DOWN, _TOTAL = "#b5533c", "#5b8a72", "#5a6b8c"
_CELL = 46


def trend(points: Sequence[Point], *, y_title: str) -> Any:
    """Lines over time. Points: ``day`` (date), ``series`` (text), ``value`` (float, or None where there is no figure)."""
    alt = _altair()
    data = [
        {"day": point["day"].isoformat(), "series": point["series"], "value": point["value"]}
        for point in points
    ]
    series = _in_order(data, "series")
    return (
        alt.Chart(alt.InlineData(values=data))
        .mark_line(point=True)
        .encode(
            x=alt.X("day:T", title=None, axis=alt.Axis(format="%Y-%m-%d", labelAngle=-40)),
            y=alt.Y("value:Q", title=y_title),
            color=alt.Color("series:N", title=None, sort=series, legend=_legend(alt, series)),
            tooltip=["day:T", "series:N", alt.Tooltip("value:Q", format=",.2f")],
        )
        .properties(width=520, height=260)
    )


def heat_map(cells: Sequence[Point], *, columns: Sequence[str], x_title: str, y_title: str) -> Any:
    """Shares in a grid, rows in the order of their first cells, columns in the order given.

    Cells: ``row``, ``column`` (texts) and ``share`` (0 to 1, or None, which is left white).
    """
    alt = _altair()
    data = [
        {
            "row": cell["row"],
            "column": cell["column"],
            "share": cell["share"],
            "shown": "" if cell["share"] is None else f"{100 * cell['share']:.1f}",
        }
        for cell in cells
    ]
    rows = _in_order(data, "row")
    used = {cell["column"] for cell in data}
    order = [column for column in columns if column in used]
    grid = alt.Chart(alt.InlineData(values=data)).encode(
        x=alt.X("column:N", sort=order, title=x_title, axis=alt.Axis(orient="top", labelAngle=-40)),
        y=alt.Y("row:N", sort=rows, title=y_title),
    )
    tiles = grid.mark_rect().encode(
        color=alt.Color("share:Q", title="%", scale=alt.Scale(scheme="blues", domain=[0, 1]), legend=None),
    )
    texts = grid.mark_text(fontSize=11).encode(
        text="shown:N",
        color=alt.condition("datum.share > 0.55", alt.value("white"), alt.value("#222222")),
    )
    return alt.layer(tiles, texts).properties(width=_CELL * len(order), height=26 * len(rows))


def waterfall(
    opening: tuple[str, float],
    steps: Sequence[tuple[str, float]],
    closing: tuple[str, float],
    *,
    y_title: str,
) -> Any:
    """From an opening figure over signed steps to the closing one, each bar beginning where the last one ended."""
    alt = _altair()
    bars: list[dict[str, Any]] = [_bar(opening[0], 0.0, opening[1], _TOTAL, f"{opening[1]:,.1f}")]
    at = opening[1]
    for label, change in steps:
        bars.append(_bar(label, at, at + change, _UP if change > 0 else _DOWN, f"{change:+,.1f}"))
        at += change
    bars.append(_bar(closing[0], 0.0, closing[1], _TOTAL, f"{closing[1]:,.1f}"))
    labels = [bar["label"] for bar in bars]
    chart = alt.Chart(alt.InlineData(values=bars)).encode(
        x=alt.X("label:N", sort=labels, title=None, axis=alt.Axis(labelAngle=-40))
    )
    blocks = chart.mark_bar(size=34).encode(
        y=alt.Y("low:Q", title=y_title), y2="high:Q", color=alt.Color("colour:N", scale=None)
    )
    texts = chart.mark_text(dy=-7, fontSize=11).encode(y="high:Q", text="shown:N")
    return alt.layer(blocks, texts).properties(width=64 * len(bars), height=260)


def curves(points: Sequence[Point], *, x_title: str, y_title: str) -> Any:
    """Shares over age, a line a cohort. Points: ``cohort`` (text), ``age`` (int), ``share`` (0 to 1 or None), ``is_mature``; what is
    not mature is dashed."""
    alt = _altair()
    data = [dict(point) for point in points]
    cohorts = _in_order(data, "cohort")
    lines = alt.Chart(alt.InlineData(values=data)).encode(
        x=alt.X("age:Q", title=x_title),
        y=alt.Y("share:Q", title=y_title, axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1])),
        color=alt.Color(
            "cohort:N",
            title=None,
            sort=cohorts,
            scale=alt.Scale(scheme="viridis"),
            legend=_legend(alt, cohorts),
        ),
    )
    mature = lines.transform_filter("datum.is_mature").mark_line(point=True)
    # Under the others, so that the first dashed piece begins where the last mature one ends.
    all_of_them = lines.mark_line(point=True, strokeDash=[4, 4])
    return alt.layer(all_of_them, mature).properties(width=520, height=300)


def _bar(label: str, begin: float, end: float, colour: str, shown: str) -> dict[str, Any]:
    return {
        "label": label,
        "low": min(begin, end),
        "high": max(begin, end),
        "colour": colour,
        "shown": shown,
    }


def _in_order(data: Sequence[Point], name: str) -> list[Any]:
    return list(dict.fromkeys(point[name] for point in data))


def _legend(alt: Any, names: Sequence[str]) -> Any:
    """None where there is one line alone: its name would say nothing."""
    return alt.Legend() if len(names) > 1 else None


def _altair() -> Any:
    return optional_module("altair", "plot()", "openitem[plot]")


def rows_of_one_group(
    columns: Mapping[str, Sequence[Any]], currency: str | None, group: Mapping[str, object]
) -> list[int]:
    """Rows of one currency and one group; the columns before the currency are those of the groups."""
    names = list(columns)
    keys = {name: group.get(name) for name in names[: names.index("currency")]}
    return chosen_rows(columns, {**keys, **group, "currency": currency})


def chosen_rows(columns: Mapping[str, Sequence[Any]], keys: Mapping[str, object]) -> list[int]:
    """Rows of one currency and group: a picture shows one. `keys`: column to value; None = there is only one value.

    :raises ArgumentError: an unknown column, a value nobody has, or several values where none was chosen.
    """
    rows = list(range(len(columns["currency"])))
    for name, wanted in keys.items():
        if name not in columns:
            there = ", ".join(repr(column) for column in columns)
            raise ArgumentError(
                f"plot() was given {name} = {wanted!r}; the columns are {there}",
                status="unknown_name",
                argument=name,
            )
        values = list(dict.fromkeys(columns[name][row] for row in rows))
        if wanted is None and len(values) > 1:
            shown = ", ".join(repr(value) for value in values[:8]) + (" ..." if len(values) > 8 else "")
            raise ArgumentError(
                f"plot() shows one {name} at a time; choose one of {shown}",
                status="invalid_argument",
                argument=name,
            )
        if wanted is not None and wanted not in values:
            shown = ", ".join(repr(value) for value in values[:8]) or "none"
            raise ArgumentError(
                f"{name} = {wanted!r} has nothing to plot; there are {shown}",
                status="unknown_name",
                argument=name,
            )
        rows = [row for row in rows if wanted is None or columns[name][row] == wanted]
    return rows
