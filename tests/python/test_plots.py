"""Pictures say what the tables say: their data is read back from the charts."""

import itertools
from collections import defaultdict
from typing import Any

import openitem
import pytest
from openitem import stats
from openitem.binning import fit_binning

DAYS = ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"]


@pytest.fixture(scope="module")
def ledger() -> openitem.Ledger:
    return openitem.datasets.sample_ledger(3_000, seed=4, end="2024-06-30").ledger(dimensions=["region"])


def values_of(chart: Any) -> list[dict[str, Any]]:
    """The rows behind a chart, wherever Altair keeps them."""
    drawn = chart.to_dict()
    found: list[dict[str, Any]] = []
    for part in (drawn, *drawn.get("layer", [])):
        data = part.get("data", {})
        found = found or data.get("values", []) or drawn.get("datasets", {}).get(data.get("name"), [])
    return found


def test_rates_of_a_bucket_sum_to_a_whole(ledger: openitem.Ledger) -> None:
    roll = openitem.roll_rates(ledger, DAYS)
    shares: dict[str, float] = defaultdict(float)
    for cell in values_of(roll.plot(currency="EUR")):
        shares[cell["row"]] += cell["share"]
    buckets = {
        bucket
        for bucket, currency in zip(
            *(roll.average.to_dict()[name] for name in ("from_bucket", "currency")), strict=True
        )
        if currency == "EUR"
    }
    assert set(shares) == buckets
    assert all(share == pytest.approx(1.0) for share in shares.values())
    columns = roll.plot(currency="EUR").to_dict()["layer"][0]["encoding"]["x"]["sort"]
    ages = ["not_due", "d1_30", "d31_60", "d61_90", "over_90"]
    assert columns[: len(ages)] == ages
    assert "paid" in columns[len(ages) :]


@pytest.mark.parametrize("measure", ["dso", "receivables"])
def test_steps_of_a_bridge_lead_from_opening_to_closing(ledger: openitem.Ledger, measure: Any) -> None:
    bridge = openitem.bridge(ledger, "2024-03-31", "2024-06-30")
    bars = values_of(bridge.plot(measure, currency="EUR"))
    table = getattr(bridge, measure).to_dict("float")
    column = "days" if measure == "dso" else "amount"
    rows = [row for row, currency in enumerate(table["currency"]) if currency == "EUR"]
    assert len(bars) == len(rows)
    assert bars[0]["high"] == pytest.approx(table[column][rows[0]])
    assert bars[-1]["high"] == pytest.approx(table[column][rows[-1]])
    assert (bars[0]["label"], bars[-1]["label"]) == ("2024-03-31", "2024-06-30")
    with pytest.raises(openitem.ArgumentError, match="'dso', 'receivables'"):
        bridge.plot("days")  # type: ignore[arg-type]


@pytest.mark.parametrize("measure", ["base_dso", "base_receivables"])
def test_a_bridge_in_base_currency_shows_the_currency(measure: Any) -> None:
    documents = {"customer": ["A", "A"], "issue_date": ["2024-05-10", "2024-06-10"], "amount": ["100", "150"]}
    documents |= {"base_amount": ["90", "120"], "paid_date": ["2024-06-15", None]}
    ledger = openitem.Ledger.from_documents(documents, currency="USD", base_currency="EUR")
    bridge = openitem.bridge(ledger, "2024-05-31", "2024-06-30", months=1, base_amounts=True)
    bars = values_of(bridge.plot(measure))
    assert len(bars) == (12 if measure == "base_dso" else 11)
    assert "currency" in [bar["label"] for bar in bars]
    assert bars[-1]["high"] == pytest.approx(30.0 if measure == "base_dso" else 120.0)
    with pytest.raises(openitem.ArgumentError, match=r"choose one of 'dso', 'receivables'$"):
        openitem.bridge(ledger, "2024-05-31", "2024-06-30").plot(measure)


def test_immature_parts_of_curves_are_marked(ledger: openitem.Ledger) -> None:
    points = values_of(openitem.collection_curves(ledger, "2024-06-30").plot(currency="EUR"))
    june = [point for point in points if point["cohort"] == "2024-06"]
    assert [point["is_mature"] for point in june] == [True] + [False] * (len(june) - 1)
    shares = [point["share"] for point in june]
    assert shares == sorted(shares)


def test_a_figure_is_a_line_a_group(ledger: openitem.Ledger) -> None:
    kpis = openitem.kpis(ledger, "2024-01-01", "2024-06-30", by="region", figures="dso_simple_ending")
    points = values_of(kpis.plot("dso_simple_ending", currency="EUR"))
    table = kpis.figures.to_dict()
    expected = {
        (last.isoformat(), str(region)): value
        for last, region, currency, value in zip(
            *(table[name] for name in ("last", "region", "currency", "value")), strict=True
        )
        if currency == "EUR"
    }
    assert {(point["day"], point["series"]): point["value"] for point in points} == expected
    with pytest.raises(openitem.ArgumentError, match="layout='long'"):
        openitem.kpis(ledger, "2024-01-01", "2024-01-31", layout="wide").plot("severity")
    with pytest.raises(openitem.ArgumentError, match="has nothing to plot"):
        kpis.plot("severity")


def test_one_currency_and_group_at_a_time(ledger: openitem.Ledger) -> None:
    roll = openitem.roll_rates(ledger, DAYS, by="region")
    with pytest.raises(openitem.ArgumentError, match="shows one region at a time; choose one of"):
        roll.plot(currency="EUR")
    with pytest.raises(openitem.ArgumentError, match="country = 'DE'; the columns are"):
        openitem.roll_rates(ledger, DAYS).plot(currency="EUR", country="DE")
    region = roll.average.to_dict()["region"][0]
    assert values_of(roll.plot(currency="EUR", region=region))


def test_bars_are_the_bins_of_a_feature() -> None:

    rows = {"days": [0.0, 1.0, 40.0, 41.0, None, 99.0], "region": ["n", "s", "n", "s", "n", "n"]}
    fit = fit_binning(rows, [0, 0, 1, 1, 1, 0], woe="zeros_over_ones", specials=[99.0], min_share=0.3)
    bins = fit.bins.to_dict()
    of_days = [row for row, name in enumerate(bins["feature"]) if name == "days"]
    drawn = values_of(fit.plot("days"))
    assert [bar["value"] for bar in drawn] == [bins["woe"][row] for row in of_days]
    assert [bar["label"] for bar in drawn] == ["below 40", "from 40", "= 99", "missing"]
    assert [bar["value"] for bar in values_of(fit.plot("days", "share"))] == [
        bins["share"][row] for row in of_days
    ]
    with pytest.raises(openitem.ArgumentError, match="days, region"):
        fit.plot("age")
    with pytest.raises(openitem.ArgumentError, match="'woe' or 'rate'"):
        fit.plot("days", "count")  # type: ignore[arg-type]


def test_calibration_and_roc_are_drawn_from_their_figures() -> None:

    said, came = [0.1, 0.2, 0.2, 0.6, 0.7, 0.9], [0, 0, 1, 1, 0, 1]
    curve = stats.calibration_curve(said, came, bins=3)
    points = values_of(curve.plot())
    assert [point["said"] for point in points] == curve.bins.to_dict()["mean_probability"]
    assert [point["came"] for point in points] == curve.bins.to_dict()["share_of_ones"]
    weights = [1.0, 2.0, 1.0, 0.0, 1.0, 3.0]
    steps = values_of(stats.plot_roc(said, came, weights=weights))
    area = sum(
        (b["false_alarms"] - a["false_alarms"]) * (a["hits"] + b["hits"]) / 2
        for a, b in itertools.pairwise(steps)
    )
    assert area == pytest.approx(stats.discriminate(said, came, weights=weights).auc.value)
    assert (steps[-1]["false_alarms"], steps[-1]["hits"]) == (1.0, 1.0)
    with pytest.raises(openitem.ArgumentError, match="one class"):
        stats.plot_roc(said, [1] * 6)
