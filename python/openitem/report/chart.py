"""Bars of an aging as inline SVG."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

_NOT_DUE, _LATE, _CREDIT = "#5b8a72", "#b5533c", "#5a6b8c"


def bucket_bars(labels: Sequence[str], amounts: Sequence[Decimal], tones: Sequence[str]) -> str:
    """Draws one bar a bucket, the amount above it; returns an ``<svg>`` element without any outside reference.

    ``tones`` holds "not_due", "late" or "credit" for each bar. Bars are drawn from floats: a picture has no cents.
    """
    import altair as alt  # noqa: PLC0415  (extra "report")
    import vl_convert  # noqa: PLC0415

    colours = {"not_due": _NOT_DUE, "late": _LATE, "credit": _CREDIT}
    values: list[dict[str, Any]] = [
        {"label": label, "amount": float(value), "shown": f"{value:,.0f}", "colour": colours[tone]}
        for label, value, tone in zip(labels, amounts, tones, strict=True)
    ]
    # Room for the figure beyond the longest bar on either side.
    low, high = (
        min([0.0, *(value["amount"] for value in values)]),
        max([0.0, *(value["amount"] for value in values)]),
    )
    room = (high - low) * 0.12 or 1.0
    domain = [low - (room if low < 0 else 0), high + room]
    bars = alt.Chart(alt.InlineData(values=values)).encode(
        x=alt.X("label:N", sort=list(labels), title=None, axis=alt.Axis(labelAngle=0, labelLimit=140)),
        y=alt.Y(
            "amount:Q", title=None, scale=alt.Scale(domain=domain), axis=alt.Axis(format="~s", grid=True)
        ),
    )
    text = bars.encode(text="shown:N")
    layers = alt.layer(
        bars.mark_bar(size=46).encode(color=alt.Color("colour:N", scale=None)),
        text.transform_filter("datum.amount >= 0").mark_text(dy=-7, fontSize=11),
        text.transform_filter("datum.amount < 0").mark_text(dy=10, fontSize=11),
    )
    chart = layers.properties(width=max(90 * len(values), 320), height=210).configure_view(stroke=None)
    svg: str = vl_convert.vegalite_to_svg(chart.to_dict())
    return svg
