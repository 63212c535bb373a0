"""Binning against tests/reference/binning_partitions.py, a reading of its page that tries every partition, on random rows."""

import math
import random
from collections import Counter
from fractions import Fraction
from typing import Any

import openitem
import pyarrow as pa
import pytest
from openitem.binning import BinningFit, fit_binning, typed_binning
from reference import binning_partitions as model

NUMBERS: list[Any] = [-999.0, -3.5, 0.0, 0.5, 2.0, 3.0, 3.25, 40.0, 1e6]
TEXTS: list[Any] = ["", "B", "a", "aa", "é", "z", "ß", "10", "9"]
CODES: list[Any] = [-2, 0, 3, 7, 10, 100, 2**40]


def column(values: list[Any], *, categorical: bool) -> Any:
    """Typed, so that a column of nulls alone is what it is."""
    if not categorical:
        return pa.array(values, pa.float64())
    return pa.array(values, pa.int64() if any(isinstance(value, int) for value in values) else pa.string())


def asked(
    rows: list[model.Row], options: model.Options, *, categorical: bool, threads: int = 1
) -> BinningFit:
    given: dict[str, Any] = {}
    if not categorical:
        given = {"trend": options.trend, "specials": options.specials}
        if options.cuts is not None:
            given["cuts"] = {"x": options.cuts}
    else:
        given["categorical"] = ["x"]
    return fit_binning(
        pa.table({"x": column([row.value for row in rows], categorical=categorical)}),
        [row.outcome for row in rows],
        woe=options.woe,  # type: ignore[arg-type]
        weights=[float(row.weight) for row in rows],
        max_bins=options.max_bins,
        max_prebins=options.max_prebins,
        min_share=float(options.min_share),
        min_ones=float(options.min_ones),
        min_zeros=float(options.min_zeros),
        min_gain=options.min_gain,
        smoothing=float(options.smoothing),
        smoothing_rule=options.smoothing_rule,  # type: ignore[arg-type]
        category_smoothing=float(options.category_smoothing),
        other_share=float(options.other_share),
        unseen=options.unseen,  # type: ignore[arg-type]
        threads=threads,
        **given,
    )


def near(found: float, expected: float) -> bool:
    return math.isclose(found, expected, rel_tol=1e-11, abs_tol=1e-13)


def check(rows: list[model.Row], options: model.Options, *, categorical: bool) -> str:
    expected = model.fit_categorical(rows, options) if categorical else model.fit_numeric(rows, options)
    made = asked(rows, options, categorical=categorical)
    where = f"{[(row.value, row.outcome, str(row.weight)) for row in rows]} {options}"
    feature = {name: column[0] for name, column in made.features.to_dict().items()}
    bins = made.bins.to_dict()
    assert bins["kind"] == [each.kind for each in expected.bins], where
    assert bins["bin"] == list(range(len(expected.bins))), where
    assert [(low, high) for low, high in zip(bins["lower"], bins["upper"])] == [
        (each.lower, each.upper) for each in expected.bins
    ], where
    assert (feature["status"], feature["trend"]) == (expected.status, expected.trend), where
    assert (feature["prebins"], feature["bins"]) == (expected.prebins, len(expected.bins)), where
    check_figures(bins, rows, expected, where)
    assert near(feature["iv"], expected.iv), where
    sets: dict[int, set[Any]] = {}
    table = made.categories.to_dict()
    for number, category in zip(table["bin"], table["category"]):
        sets.setdefault(number, set()).add(category)
    of_model = {
        at: {str(value) for value in each.categories}
        for at, each in enumerate(expected.bins)
        if each.categories
    }
    assert {number: {str(value) for value in found} for number, found in sets.items()} == of_model, where
    proof = made.proof.to_dict()
    assert [
        count for line, count in zip(proof["line"], proof["count"]) if line in ("rows", "difference")
    ] == [len(rows), 0]
    check_scores(made, rows, expected, options, where)
    return expected.status


def check_figures(bins: dict[str, list[Any]], rows: list[model.Row], expected: model.Fit, where: str) -> None:
    whole = sum(model.cell_of(rows))
    for at, each in enumerate(expected.bins):
        cell = model.cell_of(each.rows)
        assert bins["count"][at] == len(each.rows), where
        assert (bins["zeros"][at], bins["ones"][at]) == cell, where
        assert bins["weight"][at] == sum(cell), where
        assert near(bins["share"][at], float(sum(cell) / whole)), where
        if sum(cell) == 0:
            assert bins["rate"][at] is None, where
        else:
            assert near(bins["rate"][at], float(model.rate(cell))), where
        assert near(bins["woe"][at], each.woe), where
        assert near(bins["iv"][at], each.iv), where


def check_scores(
    made: BinningFit, rows: list[model.Row], expected: model.Fit, options: model.Options, where: str
) -> None:
    """Of the rows themselves and of values between and beyond them; by the bins that were fitted and by their tables, typed."""
    categorical = made.features.to_dict()["type"] == ["categorical"]
    values = [row.value for row in rows]
    if not categorical:
        values += [-1e9, -3.0, 0.25, 2.75, 1e9, math.nan]
    frame = pa.table({"x": column(values, categorical=categorical)})
    numbers = [
        model.bin_of(expected, None if value in ("", None) or str(value) == "nan" else value, options.unseen)
        for value in values
    ]
    typed = typed_binning(made.bins.native(), made.categories.native(), unseen=options.unseen)  # type: ignore[arg-type]
    for binning in (made.binning, typed):
        assert binning.transform(frame, "bin").to_dict()["x"] == numbers, where
        found = binning.transform(frame).to_dict()["x"]
        assert all(near(woe, expected.bins[number].woe) for woe, number in zip(found, numbers)), where


@pytest.mark.parametrize("seed", range(10))
def test_numbers_are_binned_as_all_partitions_say(seed: int) -> None:
    rng = random.Random(seed)
    statuses = Counter()
    for _ in range(120):
        values = rng.sample([None, *NUMBERS], rng.randint(1, 9))
        options = model.random_options(rng)
        statuses[check(model.random_rows(rng, values), options, categorical=False)] += 1
    assert statuses["binned"] > 12
    assert len(statuses) > 2


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("kind", ["texts", "codes"])
def test_categories_are_binned_as_all_partitions_say(seed: int, kind: str) -> None:
    rng = random.Random(f"{seed} {kind}")
    statuses = Counter()
    for _ in range(70):
        values = rng.sample([None, *(TEXTS if kind == "texts" else CODES)], rng.randint(1, 8))
        options = model.random_options(rng)
        statuses[check(model.random_rows(rng, values), options, categorical=True)] += 1
    assert statuses["binned"] > 8


@pytest.mark.parametrize("unseen", ["error", "missing", "other"])
def test_categories_nobody_has_seen_go_where_the_option_says(unseen: Any) -> None:
    rows = [model.Row(value, outcome) for value in ("a", "b") for outcome in (0, 1, int(value == "b"))]
    options = model.Options(unseen=unseen)
    expected = model.fit_categorical(rows, options)
    binning = asked(rows, options, categorical=True).binning
    try:
        number = model.bin_of(expected, "c", unseen)
    except KeyError:
        with pytest.raises(openitem.DataError):
            binning.transform({"x": ["a", "c"]})
        return
    assert binning.transform({"x": ["c"]}, "bin").to_dict()["x"] == [number]


@pytest.mark.parametrize("seed", range(4))
def test_features_of_one_frame_are_binned_as_each_alone(seed: int) -> None:
    """Each under its own trend, cuts and specials."""
    rng = random.Random(f"{seed} together")
    for _ in range(15):
        options = model.random_options(rng)
        outcomes = [(rng.randint(0, 1), Fraction(rng.randint(0, 3))) for _ in range(40)] + [
            (0, Fraction(1)),
            (1, Fraction(1)),
        ]
        trends = {name: rng.choice(model.TRENDS) for name in ("b", "a")}
        columns = {name: [rng.choice([None, *NUMBERS]) for _ in outcomes] for name in trends}
        made = fit_binning(
            columns,
            [outcome for outcome, _ in outcomes],
            woe=options.woe,  # type: ignore[arg-type]
            weights=[float(weight) for _, weight in outcomes],
            trend="free",
            trends=trends,  # type: ignore[arg-type]
            specials={"b": [2.0]},
            cuts={"a": [0.5, 3.0, 40.0]},
            min_share=float(options.min_share),
            threads=3,
        ).features.to_dict()
        assert made["feature"] == ["b", "a"]
        for at, name in enumerate(trends):
            rows = [model.Row(value, *outcome) for value, outcome in zip(columns[name], outcomes)]
            own = model.Options(woe=options.woe, trend=trends[name], min_share=options.min_share)
            own.specials, own.cuts = ((2.0,), None) if name == "b" else ((), (0.5, 3.0, 40.0))
            expected = model.fit_numeric(rows, own)
            found = (made["status"][at], made["trend"][at], made["prebins"][at], made["bins"][at])
            assert found == (expected.status, expected.trend, expected.prebins, len(expected.bins))
            assert near(made["iv"][at], expected.iv)


@pytest.mark.parametrize("seed", range(4))
def test_of_equal_partitions_one_is_taken(seed: int) -> None:
    """Sums that are equal in fractions may differ in their last bit, which then decides before the rule of ties does."""
    rng = random.Random(f"{seed} ties")
    by_rule, ties = 0, 0
    for _ in range(60):
        values = range(rng.randint(5, 9))
        ones = [rng.choice([1, 3]) for _ in values]
        rows = [model.Row(float(at), int(row < ones[at])) for at in values for row in range(4)]
        trend = rng.choice(["free", "free", "peak", "valley", "increasing"])
        options = model.Options(trend=trend, max_bins=rng.choice([2, 3, 4, 5]), min_share=Fraction(0))
        expected = model.fit_numeric(rows, options)
        bins = asked(rows, options, categorical=False).bins.to_dict()
        begins = tuple(int(low or 0) for low, kind in zip(bins["lower"], bins["kind"]) if kind == "interval")
        assert begins in expected.ties, f"{ones} {options}"
        ties += len(expected.ties) > 1
        by_rule += len(expected.ties) > 1 and begins == expected.ties[0]
    assert by_rule >= 0.75 * ties > 0
