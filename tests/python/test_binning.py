"""Binning through Python: against a model in plain Python, by invariants, on real credit data, and what is refused."""

import csv
import math
import os
import random
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy
import openitem
import pytest
from binning_model import FOLLOWS, Rules, bin_numbers
from hypothesis import given, settings
from hypothesis import strategies as st
from openitem.binning import Binning, fit_binning, typed_binning

ROWS = st.lists(
    st.tuples(
        st.one_of(st.none(), st.integers(-3, 9).map(lambda value: value / 4)),
        st.integers(0, 1),
        st.integers(0, 3),
    ),
    min_size=2,
    max_size=60,
)
RULES = st.builds(
    Rules,
    trend=st.sampled_from(["monotone", "increasing", "decreasing", "peak", "valley", "free"]),
    max_bins=st.integers(1, 12),
    max_prebins=st.integers(2, 14),
    min_share=st.sampled_from([Fraction(0), Fraction(1, 20), Fraction(1, 8), Fraction(1, 4)]),
    min_ones=st.integers(0, 3),
    min_zeros=st.integers(0, 3),
    min_gain=st.sampled_from([0.0, 0.01, 0.1]),
    smoothing=st.sampled_from([0.5, 1.0, 0.01]),
    always=st.booleans(),
)


def options_of(rules: Rules) -> dict[str, Any]:
    return {
        "trend": rules.trend,
        "max_bins": rules.max_bins,
        "max_prebins": rules.max_prebins,
        "min_share": float(rules.min_share),
        "min_ones": rules.min_ones,
        "min_zeros": rules.min_zeros,
        "min_gain": rules.min_gain,
        "smoothing": rules.smoothing,
        "smoothing_rule": "always" if rules.always else "empty_cells",
    }


def both_classes(rows: list[tuple[float | None, int, int]]) -> list[tuple[float | None, int, int]]:
    """The rows, and one of each class, without which nothing is told apart."""
    return [*rows, (0.0, 0, 1), (0.25, 1, 1)]


@settings(max_examples=150, deadline=None)
@given(ROWS, RULES, st.booleans(), st.booleans())
def test_bins_are_those_of_the_model(
    rows: list[tuple[float | None, int, int]], rules: Rules, weighted: bool, with_special: bool
) -> None:
    rows = both_classes(rows)
    x, outcomes, weights = ([row[at] for row in rows] for at in range(3))
    specials = [-0.75, 99.0] if with_special else []
    expected = bin_numbers(x, outcomes, weights if weighted else None, specials, rules)
    found = fit_binning(
        {"x": x},
        outcomes,
        woe="zeros_over_ones",
        weights=weights if weighted else None,
        specials=specials,
        **options_of(rules),
    )
    bins = found.bins.to_dict()
    # Two partitions may bring the same; then the sums agree, not the bounds.
    assert found.features.to_dict()["iv"][0] == pytest.approx(
        math.fsum(bin.iv for bin in expected), abs=1e-11
    )
    assert len(bins["bin"]) == len(expected)
    if bins["lower"] == [bin.lower for bin in expected]:
        assert bins["kind"] == [bin.kind for bin in expected]
        assert bins["upper"] == [bin.upper for bin in expected]
        assert bins["count"] == [bin.count for bin in expected]
        assert bins["ones"] == [float(bin.cell.ones) for bin in expected]
        assert bins["woe"] == pytest.approx([bin.woe for bin in expected], abs=1e-12)
    # Whatever was chosen obeys the rules.
    intervals = [at for at, kind in enumerate(bins["kind"]) if kind == "interval"]
    if len(intervals) > 1:
        rates = [
            Fraction(bins["ones"][at]) / (Fraction(bins["ones"][at]) + Fraction(bins["zeros"][at]))
            for at in intervals
        ]
        trend = found.features.to_dict()["trend"][0]
        assert trend == rules.trend or (rules.trend == "monotone" and trend in {"increasing", "decreasing"})
        assert FOLLOWS[trend](rates)
        assert all(bins["share"][at] >= float(rules.min_share) * (1 - 1e-12) for at in intervals)
        assert all(bins["ones"][at] >= rules.min_ones for at in intervals)
        assert all(bins["zeros"][at] >= rules.min_zeros for at in intervals)
    # Every row is in one bin, as scoring puts it.
    places = found.binning.transform({"x": x}, "bin").to_dict()["x"]
    counted = Counter(places)
    assert [counted[at] for at in range(len(expected))] == bins["count"]
    assert found.binning.transform({"x": x}).to_dict()["x"] == [bins["woe"][at] for at in places]
    proof = found.proof.to_dict()
    assert proof["count"][proof["line"].index("difference")] == 0


@settings(max_examples=60, deadline=None)
@given(ROWS, RULES, st.randoms())
def test_order_threads_and_scale_change_nothing(
    rows: list[tuple[float | None, int, int]], rules: Rules, shuffle: random.Random
) -> None:
    rows = both_classes(rows)
    moved = rows[:]
    shuffle.shuffle(moved)

    def fitted(of: list[tuple[float | None, int, int]], factor: float, **more: Any) -> dict[str, list[Any]]:
        x = [None if row[0] is None else row[0] * factor for row in of]
        return fit_binning(
            {"x": x}, [row[1] for row in of], woe="ones_over_zeros", weights=[row[2] for row in of],
            **options_of(rules), **more,
        ).bins.to_dict()  # fmt: skip

    first = fitted(rows, 1.0)
    assert fitted(moved, 1.0, threads=3) == first
    scaled = fitted(rows, 8.0)
    assert scaled["woe"] == first["woe"]
    assert scaled["lower"] == [None if lower is None else 8 * lower for lower in first["lower"]]


@settings(max_examples=60, deadline=None)
@given(ROWS, RULES)
def test_a_dropped_limit_never_costs_value(rows: list[tuple[float | None, int, int]], rules: Rules) -> None:
    rows = both_classes(rows)
    limited = options_of(rules) | {"min_gain": 0.0}

    def iv(options: dict[str, Any]) -> float:
        found = fit_binning(
            {"x": [row[0] for row in rows]}, [row[1] for row in rows], woe="zeros_over_ones", **options
        )
        return found.features.to_dict()["iv"][0]

    base = iv(limited)
    for dropped in (
        {"trend": "free"}, {"max_bins": 50}, {"min_share": 0.0}, {"min_ones": 0}, {"min_zeros": 0},
    ):  # fmt: skip
        assert iv(limited | dropped) >= base - 1e-11, dropped


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["a", "b", "c", "d", "e", None]), st.integers(0, 1)), min_size=4),
    st.integers(1, 5),
)
def test_categories_are_told_apart_best(rows: list[tuple[str | None, int]], most: int) -> None:
    rows = [*rows, ("a", 0), ("b", 1)]
    found = fit_binning(
        {"x": [row[0] for row in rows]}, [row[1] for row in rows], woe="zeros_over_ones",
        max_bins=most, min_share=0.0, category_smoothing=0.0, smoothing_rule="always", smoothing=1e-9,
    )  # fmt: skip
    sets = found.categories.to_dict()
    assert sorted(sets["category"]) == sorted({row[0] for row in rows if row[0] is not None})
    assert sum(sets["count"]) == sum(row[0] is not None for row in rows)
    kinds = found.bins.to_dict()["kind"]
    assert kinds.count("categories") <= most
    assert kinds[-1] == "missing"
    rates = [
        rate for rate, kind in zip(found.bins.to_dict()["rate"], kinds, strict=True) if kind == "categories"
    ]
    assert rates == sorted(rates)
    places = Counter(found.binning.transform({"x": [row[0] for row in rows]}, "bin").to_dict()["x"])
    assert [places[at] for at in range(len(kinds))] == found.bins.to_dict()["count"]


def test_every_face_of_numbers_is_read_alike() -> None:
    outcomes = [0, 0, 1, 1, 0, 1]
    integers = [1, 1, 2, 3, 2, 3]
    faces: list[Any] = [
        integers,
        [float(value) for value in integers],
        [Decimal(value) for value in integers],
        numpy.array(integers, dtype=numpy.int8),
        numpy.array(integers, dtype=numpy.float32),
    ]
    tables = [
        fit_binning({"x": face}, outcomes, woe="zeros_over_ones", min_share=0.0).bins.to_dict()
        for face in faces
    ]
    assert all(table == tables[0] for table in tables)
    flags = fit_binning({"x": [value == 1 for value in integers]}, outcomes, woe="zeros_over_ones")
    assert flags.bins.to_dict()["lower"] == [None, 1.0, None]


def test_frames_come_out_as_they_went_in() -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"x": [1.0, 2.0, 3.0, None], "region": ["a", "b", "b", None]})
    found = fit_binning(
        frame, polars.Series([0, 0, 1, 1]), woe="zeros_over_ones", weights=polars.Series([1.0, 2, 1, 1])
    )
    assert isinstance(found.bins.native(), polars.DataFrame)
    assert found.binning.transform(frame).native().columns == ["x", "region"]
    assert found.binning.feature_names == ("x", "region")
    pandas = pytest.importorskip("pandas")
    other = pandas.DataFrame(
        {"x": [1.0, 2.0, 3.0, None], "region": pandas.Categorical(["a", "b", "b", None])}
    )
    assert fit_binning(other, other["x"].isna(), woe="zeros_over_ones").bins.to_dict()["count"][-1] == 1


def test_integers_that_are_codes() -> None:
    codes = [1, 1, 2, 2, 3, 3]
    outcomes = [0, 0, 1, 1, 0, 1]
    found = fit_binning({"x": codes}, outcomes, woe="zeros_over_ones", categorical="x", min_share=0.0)
    assert found.features.to_dict()["type"] == ["categorical"]
    assert found.categories.to_dict()["category"] == ["1", "3", "2"]
    assert (
        found.binning.transform({"x": ["2", "1"]}).to_dict()
        == found.binning.transform({"x": [2, 1]}).to_dict()
    )


def test_specials_and_cuts_by_feature() -> None:
    x = [-1, -1, 5, 6, 7, 8, 9, 10]
    outcomes = [1, 0, 0, 0, 1, 0, 1, 1]
    features = {"x": x, "y": x}
    found = fit_binning(
        features, outcomes, woe="zeros_over_ones", specials={"x": [-1]}, cuts={"y": [6.5]}, min_share=0.0,
        trends={"y": "increasing"},
    ).bins.to_dict()  # fmt: skip
    assert found["kind"][: found["feature"].count("x")].count("special") == 1
    of_y = [lower for name, lower in zip(found["feature"], found["lower"], strict=True) if name == "y"]
    assert of_y in ([None, 6.5, None], [None, None])
    everywhere = fit_binning(features, outcomes, woe="zeros_over_ones", specials=[-1]).bins.to_dict()
    assert everywhere["kind"].count("special") == 2


def test_a_model_is_its_tables() -> None:
    found = fit_binning(
        {"x": [1, 2, 3, None], "region": ["a", "b", "b", ""]}, [0, 0, 1, 1], woe="zeros_over_ones",
        other_share=0.3, unseen="other",
    )  # fmt: skip
    fresh = {"x": [0, 2.5, None], "region": ["a", "zebra", None]}
    expected = found.binning.transform(fresh).to_dict()
    described = found.binning.tables()
    for bins, sets in ((found.bins, found.categories), (described.bins, described.categories)):
        again = typed_binning(bins, sets, unseen="other")
        assert isinstance(again, Binning)
        assert again.unseen == "other"
        assert again.transform(fresh).to_dict() == expected


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"outcome": [0, 1, 2]}, openitem.DataError, "2"),
        ({"outcome": [0, 1, None]}, openitem.DataError, "0 or 1"),
        ({"outcome": [0.0, 1.0, 1.0]}, openitem.DataError, "float64"),
        ({"outcome": [1, 1, 1]}, openitem.ArgumentError, "one class"),
        ({"outcome": [0, 1]}, openitem.DataError, "rows"),
        ({"outcome": "011"}, openitem.ArgumentError, "outcome"),
        ({"features": {"x": [1, 2, math.inf]}}, openitem.DataError, "row 2"),
        ({"features": {"x": [1, 2, 2**60]}}, openitem.DataError, "2^53"),
        ({"features": {}}, openitem.ArgumentError, "no columns"),
        ({"features": [1, 2, 3]}, openitem.ArgumentError, "table"),
        ({"weights": [1, -1, 1]}, openitem.DataError, "10^-100"),
        ({"weights": [1, math.nan, 1]}, openitem.DataError, "10^-100"),
        ({"woe": "good_bad"}, openitem.ArgumentError, "zeros_over_ones"),
        ({"woe": ""}, openitem.ArgumentError, "woe is not set"),
        ({"trend": "up"}, openitem.ArgumentError, "increasing"),
        ({"trends": {"y": "free"}}, openitem.ArgumentError, "name of a column"),
        ({"trends": ["x"]}, openitem.ArgumentError, "dict"),
        ({"categorical": "y"}, openitem.ArgumentError, "name of a column"),
        ({"specials": [1, 1]}, openitem.ArgumentError, "once"),
        ({"specials": ["1"]}, openitem.ArgumentError, "number"),
        ({"specials": [True]}, openitem.ArgumentError, "number"),
        ({"specials": [math.nan]}, openitem.DataError, "a number"),
        ({"cuts": {"x": [math.inf]}}, openitem.DataError, "finite"),
        ({"cuts": [1]}, openitem.ArgumentError, "dict"),
        ({"cuts": {"x": []}}, openitem.ArgumentError, "cuts of x are empty"),
        ({"max_bins": 0}, openitem.ArgumentError, "expected 1 to 50"),
        ({"max_bins": 2.0}, openitem.ArgumentError, "int"),
        ({"max_prebins": 1}, openitem.ArgumentError, "expected 2 to 1000"),
        ({"min_share": "0.05"}, openitem.ArgumentError, "number"),
        ({"min_share": 0.7}, openitem.ArgumentError, "0 .. 0.5"),
        ({"min_ones": -1}, openitem.ArgumentError, "min_ones"),
        ({"min_zeros": math.nan}, openitem.ArgumentError, "min_zeros"),
        ({"min_gain": -1e-9}, openitem.ArgumentError, "min_gain"),
        ({"smoothing": 0}, openitem.ArgumentError, "smoothing"),
        ({"smoothing_rule": "never"}, openitem.ArgumentError, "empty_cells"),
        ({"category_smoothing": -1}, openitem.ArgumentError, "category_smoothing"),
        ({"other_share": 1}, openitem.ArgumentError, "other_share"),
        ({"unseen": "average"}, openitem.ArgumentError, "missing"),
        ({"threads": 300}, openitem.ArgumentError, "256"),
    ],
)
def test_what_is_refused(arguments: dict[str, Any], error: type[Exception], words: str) -> None:
    call: dict[str, Any] = {"features": {"x": [1, 2, 3]}, "outcome": [0, 1, 1], "woe": "zeros_over_ones"}
    call |= arguments
    with pytest.raises(error, match=words.replace("^", r"\^").replace(".", r"\.")):
        fit_binning(call.pop("features"), call.pop("outcome"), **call)


def test_scoring_refuses_what_has_no_bin() -> None:
    card = typed_binning(
        {
            "feature": ["x", "x"],
            "bin": [0, 1],
            "kind": ["interval"] * 2,
            "lower": [None, 1],
            "upper": [1, None],
            "woe": [1, 2],
        }
    )
    with pytest.raises(openitem.DataError, match="no bin for missing"):
        card.transform({"x": [1, None]})
    with pytest.raises(openitem.DataError, match="finite"):
        card.transform({"x": [-math.inf]})
    with pytest.raises(openitem.DataError, match="required"):
        card.transform({"y": [1]})
    with pytest.raises(openitem.Error, match="no meaning"):
        card.transform({"x": [1], "y": [1]})
    with pytest.raises(openitem.ArgumentError, match="woe"):
        card.transform({"x": [1]}, "score")  # type: ignore[arg-type]
    with pytest.raises(openitem.ArgumentError, match="follow one another"):
        typed_binning(
            {
                "feature": ["x", "x"],
                "bin": [0, 1],
                "kind": ["interval"] * 2,
                "lower": [None, 2],
                "upper": [1, None],
                "woe": [1, 2],
            }
        )


# ---- real data ---------------------------------------------------------------------------------------


DATA = Path(os.environ.get("OPENITEM_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))


def credit_set(name: str) -> Path:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{path} is not there; set OPENITEM_DATA to the folder of the data sets")
    return path


def test_german_credit() -> None:
    """Statlog (German Credit Data): 20 features, 1,000 rows; the IV of the checking account is .67 in the literature."""
    text = credit_set("german_credit/german.data").read_text(encoding="utf-8")
    rows = [line.split() for line in text.splitlines() if line.strip()]
    features = {
        f"a{at + 1}": [row[at] if row[at].startswith("A") else int(row[at]) for row in rows]
        for at in range(20)
    }
    outcomes = [int(row[20]) - 1 for row in rows]
    found = fit_binning(features, outcomes, woe="zeros_over_ones", threads=2)
    table = found.features.to_dict()
    iv = dict(zip(table["feature"], table["iv"], strict=True))
    assert iv["a1"] == pytest.approx(0.666, abs=5e-4)
    assert max(iv, key=iv.__getitem__) == "a1"
    proof = found.proof.to_dict()
    assert {
        count for line, count in zip(proof["line"], proof["count"], strict=True) if line == "difference"
    } == {0}
    free = fit_binning(features, outcomes, woe="zeros_over_ones", trend="free").features.to_dict()["iv"]
    assert all(a >= b - 1e-12 for a, b in zip(free, table["iv"], strict=True))


def test_taiwan_credit() -> None:
    """Default of credit card clients, 30,000 rows: the last payment status tells most."""
    path = credit_set("taiwan_credit/UCI_Credit_Card.csv")
    with path.open(encoding="utf-8") as file:
        rows = list(csv.reader(file))
    header, body = rows[0], rows[1:]
    numbers = numpy.array(body, dtype=float)
    features = {name: numbers[:, at] for at, name in enumerate(header[:-1]) if name.lower() not in {"id", ""}}
    outcomes = numbers[:, -1].astype(int)
    found = fit_binning(features, outcomes, woe="zeros_over_ones")
    table = found.features.to_dict()
    assert len(table["iv"]) >= 20
    assert all(status in {"binned", "single_bin"} for status in table["status"])
    assert max(table["iv"]) > 0.5
