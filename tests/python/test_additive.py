"""Additive models through Python: against a model in plain Python, by invariants, on a known truth and real credit data, and what is refused."""

import csv
import math
import os
import random
from itertools import pairwise
from pathlib import Path
from typing import Any

import additive_model
import numpy
import openitem
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openitem.additive import AdditiveFit, fit_additive

ALL_ROWS: dict[str, Any] = {"validation_share": 0, "bags": 1}


def made_rows(seed: int, rows: int = 120) -> tuple[dict[str, list[Any]], list[int], list[float]]:
    """Two features with missing values, whose odds move with both, and uneven weights, so that no two cuts are equally good."""
    source = random.Random(seed)
    x = [None if source.random() < 0.1 else source.randrange(12) / 4 for _ in range(rows)]
    z = [None if source.random() < 0.1 else source.randrange(8) / 2 for _ in range(rows)]
    outcomes = [
        int(source.random() < 1 / (1 + math.exp(1 - (a or 0) + abs((b or 0) - 2))))
        for a, b in zip(x, z, strict=True)
    ]
    outcomes[:4] = [0, 1, 0, 1]
    return {"x": x, "z": z}, outcomes, [source.uniform(0.5, 2.0) for _ in range(rows)]


def column(fit: AdditiveFit, table: str, name: str) -> list[Any]:
    found: list[Any] = getattr(fit, table).to_dict()[name]
    return found


def values_of(fit: AdditiveFit) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for feature, value in zip(column(fit, "values", "feature"), column(fit, "values", "value"), strict=True):
        found.setdefault(feature, []).append(value)
    return found


def bounds_of(fit: AdditiveFit, feature: str) -> list[float]:
    rows = fit.values.to_dict()
    return [
        lower
        for name, kind, lower in zip(rows["feature"], rows["kind"], rows["lower"], strict=True)
        if name == feature and kind == "interval" and lower is not None
    ]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("case", range(6))
def test_a_fit_is_that_of_the_model_in_plain_python(seed: int, case: int) -> None:
    rows, outcomes, weights = made_rows(seed)
    options = [
        additive_model.Options(max_rounds=6),
        additive_model.Options(
            max_rounds=5, min_gain=0.0, max_leaves=5, learning_rate=0.3, min_leaf_weight=0.0
        ),
        additive_model.Options(max_rounds=4, l2=7.0, min_leaf_weight=11.5, max_leaves=2),
        additive_model.Options(
            max_rounds=40, validation_share=0.2, patience=3, bags=3, seed=seed, min_gain=0.0
        ),
        additive_model.Options(
            max_rounds=40, validation_share=0.4, patience=5, bags=2, tolerance=0.002, learning_rate=0.2
        ),
        additive_model.Options(
            max_rounds=6, max_leaves=6, min_gain=0.0, trends={0: "increasing", 1: "decreasing"}
        ),
    ][case]
    given_options = {name: value for name, value in vars(options).items() if name != "trends"}
    trends: Any = {"xz"[at]: trend for at, trend in options.trends.items()}
    fit = fit_additive(rows, outcomes, weights=weights, trends=trends, threads=2, **given_options)
    features: list[Any] = [rows["x"], rows["z"]]
    bounds: list[Any] = [bounds_of(fit, "x"), bounds_of(fit, "z")]
    expected = additive_model.fit(features, bounds, outcomes, weights, options)
    assert fit.model.intercept == pytest.approx(expected.intercept, abs=1e-9)
    for of, found in zip(expected.values, values_of(fit).values(), strict=True):
        assert found == pytest.approx(of, abs=1e-9)
    rounds = [loss for of_bag in expected.losses for loss in of_bag]
    assert column(fit, "rounds", "training_log_loss") == pytest.approx([loss for loss, _ in rounds], abs=1e-9)
    if options.validation_share:
        assert column(fit, "rounds", "validation_log_loss") == pytest.approx(
            [loss for _, loss in rounds], abs=1e-9
        )
    else:
        assert set(column(fit, "rounds", "validation_log_loss")) == {None}


ROWS = st.lists(
    st.tuples(
        st.one_of(st.none(), st.integers(-3, 9).map(lambda value: value / 4)),
        st.one_of(st.none(), st.sampled_from("abcd")),
        st.integers(0, 1),
        st.integers(0, 3),
    ),
    min_size=2,
    max_size=60,
).map(lambda rows: [*rows, (0.0, "a", 0, 1), (0.25, "b", 1, 1)])


@settings(deadline=None)
@given(rows=ROWS, pairs=st.sampled_from([0, -1]), rate=st.sampled_from([0.05, 1.0]))
def test_invariants(rows: list[tuple[float | None, str | None, int, int]], pairs: int, rate: float) -> None:
    features = {"x": [row[0] for row in rows], "z": [row[1] for row in rows]}
    outcomes, weights = [row[2] for row in rows], [row[3] for row in rows]
    fit = fit_additive(
        features, outcomes, weights=weights, pairs=pairs, max_rounds=5, learning_rate=rate, min_leaf_weight=1,
        min_gain=0, **ALL_ROWS,
    )  # fmt: skip
    table = fit.values.to_dict()
    values = values_of(fit)
    # Centred: the mean of each feature's values is 0; importance is their mean without sign.
    for name, importance in zip(("x", "z"), column(fit, "features", "importance"), strict=True):
        weight = [w for w, of in zip(table["weight"], table["feature"], strict=True) if of == name]
        mean = sum(w * value for w, value in zip(weight, values[name], strict=True)) / sum(weights)
        assert abs(mean) < 1e-9
        assert importance == pytest.approx(
            sum(w * abs(value) for w, value in zip(weight, values[name], strict=True)) / sum(weights),
            abs=1e-9,
        )
        assert sum(weight) == pytest.approx(sum(weights))
    # Balanced: probabilities and outcomes have one sum.
    predicted = fit.model.predict(features).to_dict()
    assert sum(w * p for w, p in zip(weights, predicted["probability"], strict=True)) == pytest.approx(
        sum(w * y for w, y in zip(weights, outcomes, strict=True)), abs=1e-6
    )
    # A prediction is the sum of its parts, which the tables show.
    bins = (
        openitem.binning.typed_binning(
            {name: of for name, of in table.items() if name != "value"} | {"woe": [0.0] * len(table["bin"])},
            fit.categories.to_dict(),
        )
        .transform(features, "bin")
        .to_dict()
    )
    grid: dict[tuple[int, int], float] = {}
    blocks = fit.pair_values.to_dict()
    for at, value in enumerate(blocks["value"]):
        for first in range(blocks["first_bin"][at], blocks["first_last_bin"][at] + 1):
            for second in range(blocks["second_bin"][at], blocks["second_last_bin"][at] + 1):
                grid[first, second] = value
    assert len(grid) == (len(values["x"]) * len(values["z"]) if pairs else 0)
    for x, z, log_odds in zip(bins["x"], bins["z"], predicted["log_odds"], strict=True):
        parts = fit.model.intercept + values["x"][x] + values["z"][z] + grid.get((x, z), 0.0)
        assert log_odds == pytest.approx(parts, abs=1e-12)
    differences = fit.proof.to_dict()
    assert {
        count
        for line, count in zip(differences["line"], differences["count"], strict=True)
        if line == "difference"
    } == {0}


def test_weights_stand_for_rows() -> None:
    rows, outcomes, _ = made_rows(1)
    source = random.Random(2)
    weights = [source.randrange(4) for _ in outcomes]
    repeated = [row for row, weight in enumerate(weights) for _ in range(weight)]
    options = {"pairs": 1, "max_rounds": 20, **ALL_ROWS}
    weighted = fit_additive(rows, outcomes, weights=weights, **options)
    again = fit_additive(
        {name: [of[row] for row in repeated] for name, of in rows.items()},
        [outcomes[row] for row in repeated],
        **options,
    )
    assert weighted.model.intercept == pytest.approx(again.model.intercept, abs=1e-9)
    assert weighted.model.log_odds(rows) == pytest.approx(again.model.log_odds(rows), abs=1e-9)


def test_only_the_order_of_a_feature_matters() -> None:
    rows, outcomes, weights = made_rows(3)
    moved = {name: [None if x is None else math.exp(x) - 7 for x in of] for name, of in rows.items()}
    fit = fit_additive(rows, outcomes, weights=weights, pairs=1)
    other = fit_additive(moved, outcomes, weights=weights, pairs=1)
    assert values_of(fit) == values_of(other)
    assert fit.model.log_odds(rows) == other.model.log_odds(moved)


def test_any_number_of_threads_gives_the_same_bits() -> None:
    rows, outcomes, _ = made_rows(4, 500)
    rows["region"] = [None if x is None else int(x) for x in rows["x"]]
    fits = [
        fit_additive(rows, outcomes, categorical="region", pairs=-1, max_rounds=50, threads=threads)
        for threads in (1, 2, 7)
    ]
    tables = [
        (fit.values.to_dict(), fit.pairs.to_dict(), fit.pair_values.to_dict(), fit.rounds.to_dict())
        for fit in fits
    ]
    assert tables[0] == tables[1] == tables[2]
    predictions = [fits[0].model.log_odds(rows, threads=threads) for threads in (1, 2, 7)]
    assert predictions[0] == predictions[1] == predictions[2]


def test_the_training_loss_never_rises_at_a_small_rate() -> None:
    rows, outcomes, weights = made_rows(5)
    fit = fit_additive(
        rows, outcomes, weights=weights, max_rounds=300, pairs=-1, learning_rate=0.02, **ALL_ROWS
    )
    table = fit.rounds.to_dict()
    for stage in ("features", "pairs"):
        losses = [
            loss for loss, of in zip(table["training_log_loss"], table["stage"], strict=True) if of == stage
        ]
        assert len(losses) == 301
        assert all(later <= earlier + 1e-12 for earlier, later in pairwise(losses))
        assert losses[-1] < losses[0]


def test_a_trend_is_kept_everywhere() -> None:
    rows, outcomes, _ = made_rows(6, 400)
    trends: tuple[tuple[Any, int], ...] = (("increasing", 1), ("decreasing", -1))
    for trend, sign in trends:
        fit = fit_additive(rows, outcomes, trends={"z": trend}, pairs=-1, min_gain=0)
        shape = values_of(fit)["z"][:-1]  # missing values are outside the trend
        assert all(sign * low <= sign * high for low, high in pairwise(shape))
        assert fit.pairs.to_dict()["first"] == []  # a pair would break it
        free = values_of(fit_additive(rows, outcomes, min_gain=0))["z"][:-1]
        assert not all(sign * low <= sign * high for low, high in pairwise(free))


def crossed_rows(rows: int = 4000) -> tuple[dict[str, Any], Any]:
    """x and z say nothing alone, all together; u says something alone, n nothing."""
    source = numpy.random.default_rng(9)
    features = {name: source.uniform(-1, 1, rows) for name in "xuzn"}
    log_odds = 2.5 * numpy.sign(features["x"] * features["z"]) + features["u"]
    return features, (source.uniform(size=rows) < 1 / (1 + numpy.exp(-log_odds))).astype(int)


def test_the_pair_that_matters_is_found_and_purified() -> None:
    features, outcomes = crossed_rows()
    fit = fit_additive(features, outcomes, pairs=1, pair_bins=8)
    assert fit.model.pair_names == (("x", "z"),)
    pairs = fit.pairs.to_dict()
    assert len(pairs["first"]) == 6
    assert pairs["chosen"] == [1, 0, 0, 0, 0, 0]
    assert pairs["strength"] == sorted(pairs["strength"], reverse=True)
    assert pairs["strength"][0] > 10 * pairs["strength"][1]
    assert pairs["importance"][0] > 1
    table, blocks = fit.values.to_dict(), fit.pair_values.to_dict()
    weight = {
        (name, at): w for name, at, w in zip(table["feature"], table["bin"], table["weight"], strict=True)
    }
    for name, first, last in (("x", "second_bin", "second_last_bin"), ("z", "first_bin", "first_last_bin")):
        # The mean over the bins of one feature is 0 in every bin of the other.
        own, own_last = ("first_bin", "first_last_bin") if name == "x" else ("second_bin", "second_last_bin")
        means: dict[int, float] = {}
        for at, value in enumerate(blocks["value"]):
            part = sum(weight[name, at_bin] for at_bin in range(blocks[own][at], blocks[own_last][at] + 1))
            means[blocks[first][at]] = means.get(blocks[first][at], 0.0) + part * value / len(outcomes)
        assert blocks[last]
        assert max(abs(mean) for mean in means.values()) < 1e-9
    without = fit_additive(features, outcomes)
    fresh, fresh_outcomes = crossed_rows(4000)
    assert (
        auc(fit.model.log_odds(fresh), fresh_outcomes)
        > auc(without.model.log_odds(fresh), fresh_outcomes) + 0.2
    )


def auc(scores: Any, outcomes: Any) -> float:
    order = numpy.argsort(scores, kind="stable")
    ordered = numpy.asarray(scores)[order]
    _, group, counts = numpy.unique(ordered, return_inverse=True, return_counts=True)
    ranks = numpy.empty(len(ordered))
    ranks[order] = (numpy.cumsum(counts) - (counts - 1) / 2)[group]
    ones = numpy.asarray(outcomes) == 1
    return float((ranks[ones].sum() - ones.sum() * (ones.sum() + 1) / 2) / (ones.sum() * (~ones).sum()))


def test_a_known_additive_truth_is_found() -> None:
    source = numpy.random.default_rng(7)

    def draw(rows: int) -> tuple[dict[str, Any], Any, Any]:
        features = {name: source.uniform(-2, 2, rows) for name in "abcn"}
        truth = numpy.sin(2 * features["a"]) + (features["b"] > 0.5) + features["c"] ** 2 / 2 - 1
        return features, truth, (source.uniform(size=rows) < 1 / (1 + numpy.exp(-truth))).astype(int)

    features, _, outcomes = draw(8000)
    fresh, truth, fresh_outcomes = draw(8000)
    fit = fit_additive(features, outcomes)
    found = numpy.array(fit.model.log_odds(fresh))
    assert auc(found, fresh_outcomes) > auc(truth, fresh_outcomes) - 0.01
    assert numpy.corrcoef(found, truth)[0, 1] > 0.97
    importance = dict(zip("abcn", column(fit, "features", "importance"), strict=True))
    assert importance["n"] < 0.1 * min(importance[name] for name in "abc")


@pytest.mark.parametrize(
    "change",
    [
        {"max_bins": 3}, {"max_leaves": 2}, {"learning_rate": 0.2}, {"max_rounds": 2}, {"validation_share": 0.4},
        {"patience": 1}, {"tolerance": 0.01}, {"bags": 2}, {"min_leaf_weight": 40}, {"min_gain": 8}, {"l2": 30},
        {"seed": 1}, {"pairs": 1}, {"specials": [0.25]}, {"cuts": {"x": [1]}}, {"trends": {"z": "increasing"}},
        {"categorical": ["k"]}, {"weights": [1, 2] * 150},
    ],
)  # fmt: skip
def test_every_option_has_an_effect(change: dict[str, Any]) -> None:
    rows, outcomes, _ = made_rows(8, 300)
    rows["k"] = [row % 7 for row in range(300)]
    plain = fit_additive(rows, outcomes, max_rounds=60).model.log_odds(rows)
    assert fit_additive(rows, outcomes, **({"max_rounds": 60} | change)).model.log_odds(rows) != plain


def test_options_of_categories_and_pairs_have_an_effect() -> None:
    rows, outcomes, _ = made_rows(8, 300)
    rows["k"] = ["abcdefg"[row % 7] if row % 50 else "rare" for row in range(300)]
    options: dict[str, Any] = {"pairs": 1, "max_rounds": 60}
    plain = fit_additive(rows, outcomes, **options)
    assert (
        fit_additive(rows, outcomes, pair_bins=2, **options).pair_values.to_dict()
        != plain.pair_values.to_dict()
    )
    smoothed = fit_additive(rows, outcomes, category_smoothing=50, **options)
    assert smoothed.model.log_odds(rows) != plain.model.log_odds(rows)
    other = fit_additive(rows, outcomes, other_share=0.05, unseen="other", **options)
    assert "other" in other.values.to_dict()["kind"]
    assert other.model.unseen == "other"
    assert len(set(other.model.log_odds({"x": [1, 1], "z": [1, 1], "k": ["rare", "new"]}))) == 1
    with pytest.raises(openitem.DataError) as caught:
        plain.model.log_odds({"x": [1, 1], "z": [1, 1], "k": ["a", "new"]})
    assert (caught.value.row, caught.value.column) == (1, "features.k")


def test_early_stopping_keeps_the_best_round() -> None:
    rows, outcomes, _ = made_rows(10, 300)
    fit = fit_additive(rows, outcomes, patience=7, tolerance=0, min_gain=0, learning_rate=0.3)
    table = fit.rounds.to_dict()
    for bag in range(8):
        of_bag = [at for at, number in enumerate(table["bag"]) if number == bag]
        losses = [table["validation_log_loss"][at] for at in of_bag]
        kept = sum(table["kept"][at] for at in of_bag) - 1
        assert losses[kept] == min(losses)
        assert len(losses) == kept + 8
        assert [table["round"][at] for at in of_bag] == list(range(len(losses)))


def test_what_tells_nothing_apart_has_no_shape() -> None:
    outcomes = [0, 1, 1, 0] * 25
    rows = {"constant": [3.0] * 100, "missing": [None] * 100, "zeros": [0] * 100}
    fit = fit_additive(rows, outcomes)
    assert column(fit, "features", "status") == ["constant", "no_values", "constant"]
    assert set(column(fit, "values", "value")) == {0.0}
    assert fit.model.probabilities({"constant": [9], "missing": [None], "zeros": [1]}) == pytest.approx([0.5])
    two = fit_additive({"x": [0, 1]}, [0, 1], min_leaf_weight=0, min_gain=0, max_rounds=10, **ALL_ROWS)
    low, high = two.model.probabilities({"x": [0, 1]})
    assert low < 0.5 < high
    assert low + high == pytest.approx(1)


def test_rows_of_weight_0_move_nothing() -> None:
    rows, outcomes, _ = made_rows(11)
    more = {name: [*of, 99.0] for name, of in rows.items()}
    plain = fit_additive(rows, outcomes)
    weighted = fit_additive(more, [*outcomes, 1], weights=[1] * 120 + [0])
    assert weighted.model.log_odds(rows) == plain.model.log_odds(rows)


def test_frames_and_model_tables() -> None:
    rows, outcomes, _ = made_rows(12)
    fit = fit_additive(rows, outcomes, pairs=1)
    assert fit.model.feature_names == ("x", "z")
    assert repr(fit.model) == "<AdditiveModel of x, z and 1 pairs>"
    described = fit.model.tables()
    assert described.values.to_dict()["value"] == column(fit, "values", "value")
    assert described.pair_values.to_dict() == fit.pair_values.to_dict()
    assert described.pairs.to_dict() == {"first": ["x"], "second": ["z"]}
    pandas = pytest.importorskip("pandas")
    predicted = fit.model.predict(pandas.DataFrame(rows)).native()
    assert list(predicted["log_odds"]) == fit.model.log_odds(rows)


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"max_bins": 1}, "out_of_bounds", "max_bins"),
        ({"max_bins": 1001}, "out_of_bounds", "max_bins"),
        ({"pairs": -2}, "out_of_bounds", "pairs"),
        ({"pair_bins": 65}, "out_of_bounds", "pair_bins"),
        ({"max_leaves": 1}, "out_of_bounds", "max_leaves"),
        ({"learning_rate": 0}, "out_of_bounds", "learning_rate"),
        ({"learning_rate": math.nan}, "out_of_bounds", "learning_rate"),
        ({"max_rounds": 0}, "out_of_bounds", "max_rounds"),
        ({"validation_share": 0.51}, "out_of_bounds", "validation_share"),
        ({"patience": 0}, "out_of_bounds", "patience"),
        ({"tolerance": -1}, "out_of_bounds", "tolerance"),
        ({"bags": 0}, "out_of_bounds", "bags"),
        ({"bags": 101}, "out_of_bounds", "bags"),
        ({"min_leaf_weight": -1}, "out_of_bounds", "min_leaf_weight"),
        ({"min_gain": -1}, "out_of_bounds", "min_gain"),
        ({"l2": 0}, "out_of_bounds", "l2"),
        ({"category_smoothing": -1}, "out_of_bounds", "category_smoothing"),
        ({"other_share": 0.6}, "out_of_bounds", "other_share"),
        ({"seed": -1}, "out_of_bounds", "seed"),
        ({"threads": 257}, "out_of_bounds", "threads"),
        ({"unseen": "never"}, "invalid_argument", "unseen"),
        ({"validation_share": 0}, "invalid_argument", "bags = 8"),
        ({"validation_share": 0.01}, "invalid_argument", "validation share of 0.01 is none"),
        ({"trends": {"x": "peak"}}, "invalid_argument", "free, increasing or decreasing"),
        ({"trends": {"y": "free"}}, "unknown_name", "y"),
    ],
)
def test_options_that_are_refused(change: dict[str, Any], status: str, words: str) -> None:
    rows, outcomes, _ = made_rows(13, 60)
    with pytest.raises(openitem.errors.Error) as caught:
        fit_additive(rows, outcomes, **change)
    assert caught.value.status == status
    assert words in str(caught.value)


def test_rows_that_are_refused() -> None:
    rows, outcomes, _ = made_rows(14, 60)
    with pytest.raises(openitem.DataError) as infinite:
        fit_additive({"x": [*rows["x"][:59], math.inf]}, outcomes)
    assert (infinite.value.row, infinite.value.column) == (59, "features.x")
    with pytest.raises(openitem.ArgumentError, match="one class"):
        fit_additive(rows, [1] * 60)
    with pytest.raises(openitem.ArgumentError, match="weight above 0"):
        fit_additive(rows, outcomes, weights=[0] * 60)
    with pytest.raises(openitem.DataError):
        fit_additive(rows, outcomes[:59])
    with pytest.raises(openitem.ArgumentError, match="special values"):
        fit_additive(rows, outcomes, specials=range(1000, 1300), pairs=1)
    model = fit_additive(rows, outcomes).model
    with pytest.raises(openitem.DataError, match="z"):
        model.log_odds({"x": [1]})
    with pytest.raises(openitem.errors.Error, match="more"):
        model.log_odds({"x": [1], "z": [1], "more": [1]})


DATA = Path(os.environ.get("OPENITEM_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))


def test_german_credit_is_told_apart() -> None:
    """Five stratified folds, a floor: benchmarks/peers/credit_sets.py has the figures beside boosted trees, in the same folds."""
    path = DATA / "german_credit" / "german.data"
    if not path.exists():
        pytest.skip(f"{path} is not there; set OPENITEM_DATA to the folder of the data sets")
    with path.open() as file:
        lines = [line for line in csv.reader(file, delimiter="\t") if line]
    features = {
        f"f{at}": [float(line[at]) if line[at].isdigit() else line[at] for line in lines] for at in range(20)
    }
    outcomes = [int(line[20] == "2") for line in lines]
    source = random.Random(0)
    fold = [0] * len(lines)
    for one in (0, 1):
        rows = [row for row, outcome in enumerate(outcomes) if outcome == one]
        source.shuffle(rows)
        for at, row in enumerate(rows):
            fold[row] = at % 5
    found = []
    for held in range(5):
        train = [row for row in range(len(lines)) if fold[row] != held]
        test = [row for row in range(len(lines)) if fold[row] == held]
        fit = fit_additive(
            {name: [of[row] for row in train] for name, of in features.items()},
            [outcomes[row] for row in train],
            unseen="missing",
        )
        scores = fit.model.log_odds({name: [of[row] for row in test] for name, of in features.items()})
        found.append(auc(scores, [outcomes[row] for row in test]))
    assert sum(found) / 5 > 0.76
