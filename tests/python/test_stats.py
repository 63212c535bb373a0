"""Statistics through Python: docs/methods/statistics.md, against plain models, SciPy, statsmodels and scikit-learn."""

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy
import openitem
import pytest
import survival_model as model
from hypothesis import given, settings
from hypothesis import strategies as st
from openitem import stats

TESTS: tuple[stats.TestWeights, ...] = ("log_rank", "gehan", "tarone_ware", "peto", "fleming_harrington")
FOLLOWED = st.lists(
    st.tuples(st.integers(0, 12), st.booleans(), st.integers(0, 2), st.integers(0, 3), st.integers(-3, 3)),
    min_size=3,
    max_size=25,
)
"""Rows of time, event, group, weight, score."""
SCORED = st.lists(st.tuples(st.integers(1, 19), st.booleans(), st.integers(0, 3)), min_size=4, max_size=30)
"""Rows of probability in twentieths, outcome, weight."""


def columns_of(rows: list[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


def with_weight(rows: list[Any], at: int) -> list[Any]:
    """The rows, or none where all weights are 0."""
    return rows if any(row[at] for row in rows) else []


def twice(rows: list[Any], at: int) -> list[Any]:
    """Each row as often as its weight says, with a weight of 1."""
    return [(*row[:at], 1, *row[at + 1 :]) for row in rows for _ in range(row[at])]


def same(one: float, other: float, tolerance: float = 1e-9) -> bool:
    return (math.isnan(one) and math.isnan(other)) or abs(one - other) <= tolerance * max(1.0, abs(other))


# ---- Kaplan-Meier ---------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=60)
@given(FOLLOWED, st.sampled_from([Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)]))
def test_curve_is_that_of_the_model(rows: list[Any], share: Fraction) -> None:
    if not with_weight(rows, 3):
        return
    times, events, _, weights, _ = columns_of(rows)
    found = stats.kaplan_meier(times, events, weights=weights, interval="log_log", quantiles=[float(share)])
    curve = found.curve.to_dict()
    points = model.kaplan_meier(times, events, weights)
    assert curve["time"] == [point.time for point in points]
    assert curve["at_risk"] == [point.at_risk for point in points]
    assert curve["events"] == [point.events for point in points]
    for at, point in enumerate(points):
        assert same(curve["survival"][at], float(point.survival))
        error = curve["standard_error"][at]
        assert (error is None) == (point.variance is None)
        if point.variance is not None:
            assert same(error, math.sqrt(point.variance))
            assert 0 <= curve["low"][at] <= curve["survival"][at] + 1e-12
            assert curve["survival"][at] <= curve["high"][at] + 1e-12 <= 1 + 1e-9
    assert found.quantile(float(share)) == model.quantile(points, share)


@settings(deadline=None, max_examples=60)
@given(FOLLOWED, st.randoms(use_true_random=False))
def test_order_and_repetition_of_rows_change_nothing(rows: list[Any], random: Any) -> None:
    if not with_weight(rows, 3):
        return
    shuffled = list(rows)
    random.shuffle(shuffled)
    expected = None
    for given_rows in (rows, shuffled, twice(rows, 3)):
        times, events, _, weights, _ = columns_of(given_rows)
        curve = stats.kaplan_meier(times, events, weights=weights, interval="log").curve.to_dict()
        assert expected is None or curve == expected
        expected = curve


@settings(deadline=None, max_examples=60)
@given(FOLLOWED)
def test_survival_falls_from_1_and_without_censoring_is_the_share_that_is_left(rows: list[Any]) -> None:
    times = [row[0] for row in rows]
    for events in ([row[1] for row in rows], [1] * len(rows)):
        curve = stats.kaplan_meier(times, events, interval="plain").curve.to_dict()
        survival = curve["survival"]
        assert all(1 >= a >= b >= 0 for a, b in zip([1.0, *survival], survival, strict=False))
    left = [sum(t > time for t in times) / len(times) for time in curve["time"]]
    assert all(same(one, other) for one, other in zip(survival, left, strict=True))


def test_intervals_and_their_scales() -> None:
    scipy_stats = pytest.importorskip("scipy.stats")
    times, events = [3.0, 5, 5, 8, 10, 12, 15, 20], [1, 1, 0, 1, 0, 1, 1, 0]
    data = scipy_stats.CensoredData.right_censored(times, [not event for event in events])
    curve = scipy_stats.ecdf(data).sf
    for name, method in (("plain", "linear"), ("log_log", "log-log")):
        interval = curve.confidence_interval(0.9, method=method)
        found = stats.kaplan_meier(times, events, interval=name, confidence=0.9).curve.to_dict()
        numpy.testing.assert_allclose(found["low"], interval.low.probabilities, atol=1e-9)
        numpy.testing.assert_allclose(found["high"], interval.high.probabilities, atol=1e-9)
    found = stats.kaplan_meier(times, events, interval="log").curve.to_dict()
    z = scipy_stats.norm.ppf(0.975)
    for s, error, low, high in zip(
        found["survival"], found["standard_error"], found["low"], found["high"], strict=True
    ):
        assert same(low, s * math.exp(-z * error / s))
        assert same(high, min(1.0, s * math.exp(z * error / s)))


def test_a_median_between_two_times_and_one_that_is_never_reached() -> None:
    assert stats.kaplan_meier([1, 2, 3, 4], [1] * 4, interval="log").median == 2.5
    never = stats.kaplan_meier([1, 2, 3, 4], [1, 0, 0, 0], interval="log", quantiles=[0.2, 0.5])
    assert never.median is None
    assert never.quantile(0.2) == 1
    assert never.quantile(0.9) is None
    assert "survival" in repr(never)
    assert never.about.to_dict()["value"][:2] == ["4", "4"]


# ---- log-rank -------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=60)
@given(FOLLOWED, st.sampled_from(TESTS))
def test_log_rank_is_that_of_the_model(rows: list[Any], test: stats.TestWeights) -> None:
    rows = [row for row in rows if row[3]]
    labels = sorted({row[2] for row in rows})
    if len(labels) < 2:
        return
    times, events, groups, weights, _ = columns_of(rows)
    codes = [labels.index(group) for group in groups]
    p, q = (1.0, 0.5) if test == "fleming_harrington" else (0.0, 0.0)
    found = stats.log_rank(times, events, groups, weights=weights, test_weights=test, p=p, q=q)
    chi_square, observed, expected = model.log_rank(times, events, codes, weights, test, p, q)
    assert found.groups == tuple(labels)
    numpy.testing.assert_allclose(found.observed, observed, rtol=1e-9, atol=1e-12)
    numpy.testing.assert_allclose(found.expected, expected, rtol=1e-9, atol=1e-12)
    assert same(sum(found.observed), sum(found.expected))
    numpy.testing.assert_allclose(found.variance, found.variance.T, atol=1e-9)
    if found.degrees_of_freedom:
        assert same(found.chi_square, chi_square, 1e-6)
        assert 0 <= found.p_value <= 1
    else:
        assert math.isnan(found.chi_square)
        assert math.isnan(found.p_value)


@settings(deadline=None, max_examples=60)
@given(FOLLOWED, st.sampled_from(TESTS))
def test_log_rank_of_repeated_rows_and_of_a_single_stratum(rows: list[Any], test: stats.TestWeights) -> None:
    rows = [row for row in rows if row[3]]
    if len({row[2] for row in rows}) < 2:
        return
    times, events, groups, weights, _ = columns_of(rows)
    one = stats.log_rank(times, events, groups, weights=weights, test_weights=test, strata=["s"] * len(rows))
    times, events, groups, _, _ = columns_of(twice(rows, 3))
    other = stats.log_rank(times, events, groups, test_weights=test)
    assert same(one.chi_square, other.chi_square)
    assert one.degrees_of_freedom == other.degrees_of_freedom


def test_strata_are_summed() -> None:
    random = numpy.random.default_rng(5)
    times, events = random.integers(1, 20, 60), random.random(60) < 0.7
    groups, strata = random.integers(0, 2, 60), random.integers(0, 3, 60)
    parts = [
        stats.log_rank(times[strata == at], events[strata == at], groups[strata == at]) for at in range(3)
    ]
    whole = stats.log_rank(times, events, groups, strata=strata)
    difference = sum(part.observed[0] - part.expected[0] for part in parts)
    assert same(whole.chi_square, difference**2 / sum(part.variance[0, 0] for part in parts))
    assert not same(whole.chi_square, stats.log_rank(times, events, groups).chi_square)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32 - 1), st.integers(2, 12))
def test_p_values_are_tails_of_chi_square(seed: int, groups: int) -> None:
    chi2 = pytest.importorskip("scipy.stats").chi2
    random = numpy.random.default_rng(seed)
    codes = numpy.concatenate([numpy.arange(groups), random.integers(0, groups, 60)])
    times = random.exponential(1 + codes * random.random())
    found = stats.log_rank(times, numpy.ones(len(codes)), codes)
    assert found.degrees_of_freedom == groups - 1
    assert same(found.p_value, chi2.sf(found.chi_square, found.degrees_of_freedom), 1e-12)
    assert math.isclose(
        found.p_value, chi2.sf(found.chi_square, found.degrees_of_freedom), rel_tol=1e-9, abs_tol=1e-300
    )


# ---- concordance ----------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=60)
@given(FOLLOWED)
def test_concordance_is_that_of_all_pairs(rows: list[Any]) -> None:
    if not with_weight(rows, 3):
        return
    times, events, _, weights, scores = columns_of(rows)
    found = stats.concordance(times, events, scores, weights=weights, meaning="higher_is_later")
    concordant, discordant, tied, error = model.concordance(times, events, scores, weights)
    assert (found.concordant, found.discordant, found.tied) == (concordant, discordant, tied)
    assert same(found.index.standard_error, error)
    reversed_scores = stats.concordance(
        times, events, [-score for score in scores], weights=weights, meaning="higher_is_later"
    )
    risk = stats.concordance(times, events, scores, weights=weights, meaning="higher_is_sooner")
    if not math.isnan(found.index.value):
        assert same(found.index.value + reversed_scores.index.value, 1)
        assert same(risk.index.value, reversed_scores.index.value)
        monotone = [math.exp(score) for score in scores]
        again = stats.concordance(times, events, monotone, weights=weights, meaning="higher_is_later")
        assert again == found
        assert 0 <= found.index.low <= found.index.value <= found.index.high <= 1


# ---- scores ---------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=60)
@given(SCORED, st.integers(1, 12))
def test_calibration_curve_is_that_of_the_model(rows: list[Any], bins: int) -> None:
    if not with_weight(rows, 2):
        return
    scores, outcomes, weights = columns_of(rows)
    probabilities = [score / 20 for score in scores]
    found = stats.calibration_curve(probabilities, outcomes, weights=weights, bins=bins)
    error, chance = model.calibration_error(probabilities, outcomes, weights, bins)
    assert same(found.error, error)
    assert same(found.error_if_calibrated, chance)
    columns = found.bins.to_dict()
    assert sum(columns["weight"]) == sum(weights)
    assert sum(columns["rows"]) == sum(weight > 0 for weight in weights)
    for low, share, high in zip(columns["low"], columns["share_of_ones"], columns["high"], strict=True):
        assert -1e-12 <= low <= share + 1e-12
        assert share <= high + 1e-12
    order = numpy.argsort(probabilities)[::-1]
    again = stats.calibration_curve(
        [probabilities[at] for at in order], [outcomes[at] for at in order],
        weights=[weights[at] for at in order], bins=bins,
    )  # fmt: skip
    assert same(again.error, found.error)


def test_the_error_of_right_probabilities_is_what_is_said() -> None:
    random = numpy.random.default_rng(11)
    probabilities = random.beta(1, 6, 1000)
    errors = [
        stats.calibration_curve(probabilities, random.random(1000) < probabilities).error for _ in range(400)
    ]
    said = stats.calibration_curve(probabilities, numpy.zeros(1000)).error_if_calibrated
    assert abs(numpy.mean(errors) / said - 1) < 0.03


@settings(deadline=None, max_examples=60)
@given(SCORED)
def test_scores_in_any_order_repeated_and_on_any_scale(rows: list[Any]) -> None:
    rows = [row for row in rows if row[2]]
    if not rows:
        return
    scores, outcomes, weights = columns_of(rows)
    found = stats.discriminate(scores, outcomes, weights=weights)
    single = columns_of(twice(rows, 2))
    again = stats.discriminate([math.exp(score) for score in single[0]], single[1])
    assert same(found.auc.value, again.auc.value)
    assert same(found.ks, again.ks)
    one_class = len(set(outcomes)) == 1
    assert math.isnan(found.auc.value) == one_class


# ---- bins -----------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 50), st.integers(1, 50)), min_size=1, max_size=8))
def test_stability_and_evidence_are_their_formulas(bins: list[tuple[int, int]]) -> None:
    first, second = columns_of(bins)
    shares = [(a / sum(first), b / sum(second)) for a, b in bins]
    value = sum((a - b) * math.log(a / b) for a, b in shares)
    found = stats.population_stability(first, second, figures="counts")
    assert same(found.index, value)
    assert found.band == stats.stability_band(found.index)
    assert same(stats.population_stability(second, first, figures="counts").index, value)
    good = stats.weight_of_evidence(first, second, orientation="good_over_bad", figures="counts")
    bad = stats.weight_of_evidence(first, second, orientation="bad_over_good", figures="counts")
    assert same(good.information_value, value)
    assert bad.weights == tuple(0.0 - weight for weight in good.weights)
    for weight, (a, b) in zip(good.weights, shares, strict=True):
        assert abs(weight - math.log(a / b)) < 1e-12
    smoothed = stats.population_stability(first, second, figures="counts", smoothing=0.5)
    direct = stats.population_stability([a + 0.5 for a in first], [b + 0.5 for b in second], figures="counts")
    assert smoothed == direct


def test_empty_bins() -> None:
    both = stats.weight_of_evidence([0, 2, 3], [0, 3, 2], orientation="good_over_bad", figures="counts")
    assert both.weights[0] == both.contributions[0] == 0
    with pytest.raises(openitem.DataError, match="smoothing") as failure:
        stats.population_stability([1, 0], [1, 1], figures="counts")
    assert (failure.value.row, failure.value.column) == (1, "expected")
    stats.population_stability([1, 0], [1, 1], figures="counts", smoothing=0.5)


# ---- regression -----------------------------------------------------------------------------------------

FEATURES = {"a": [1.0, 2, 3, 4, 5, 6], "b": [1.0, 0, 1, 1, 0, 0]}
OUTCOMES = [0, 0, 1, 0, 1, 1]


def frames() -> list[Any]:
    made: list[Any] = [FEATURES, numpy.array([FEATURES["a"], FEATURES["b"]]).T]
    for name, maker in (("pandas", "DataFrame"), ("polars", "DataFrame"), ("pyarrow", "table")):
        try:
            made.append(getattr(__import__(name), maker)(FEATURES))
        except ImportError:
            continue
    return made


def test_features_of_every_kind_give_one_fit() -> None:
    expected = list(stats.fit_logistic(FEATURES, OUTCOMES).coefficients.values())
    for frame in frames():
        fit = stats.fit_logistic(frame, [bool(outcome) for outcome in OUTCOMES])
        assert list(fit.coefficients.values()) == expected
        probabilities = fit.predict(frame)
        assert same(sum(probabilities), sum(OUTCOMES), 1e-8)  # the score equation of the intercept
    assert fit.to_dict()["term"] == ["intercept", "a", "b"]


def test_prediction_takes_columns_by_name() -> None:
    fit = stats.fit_logistic(FEATURES, OUTCOMES)
    turned = {"b": FEATURES["b"], "a": FEATURES["a"], "more": FEATURES["a"]}
    assert fit.predict(turned).tolist() == fit.predict(FEATURES).tolist()
    assert not numpy.array_equal(fit.predict(FEATURES, offsets=[1] * 6), fit.predict(FEATURES))
    with pytest.raises(openitem.ArgumentError, match="must have the columns a, b"):
        fit.predict({"a": FEATURES["a"], "c": FEATURES["b"]})
    with pytest.raises(openitem.ArgumentError, match="separated"):
        stats.fit_logistic([[1], [2], [3], [4]], [0, 0, 1, 1]).predict([[1]])


def test_options_have_an_effect() -> None:
    plain = stats.fit_logistic(FEATURES, OUTCOMES)
    for options in (
        {"ridge": 1.0},
        {"intercept": False},
        {"offsets": [0, 1, 0, 1, 0, 1]},
        {"weights": [1, 2, 1, 1, 1, 1]},
    ):
        assert stats.fit_logistic(FEATURES, OUTCOMES, **options).coefficients != plain.coefficients  # type: ignore[arg-type]
    assert stats.fit_logistic(FEATURES, OUTCOMES, max_iterations=1).status == "not_converged"
    assert stats.fit_logistic(FEATURES, OUTCOMES, tolerance=0.5).gradient >= plain.gradient
    assert stats.fit_logistic(FEATURES, OUTCOMES, threads=4).coefficients == plain.coefficients
    wide = stats.discriminate([1, 2, 3, 2], [0, 0, 1, 1], confidence=0.99).auc
    assert wide.low <= stats.discriminate([1, 2, 3, 2], [0, 0, 1, 1], confidence=0.5).auc.low


# ---- what cannot be -------------------------------------------------------------------------------------

INF, NAN = math.inf, math.nan


@pytest.mark.parametrize(
    ("call", "status", "row"),
    [
        (lambda: stats.kaplan_meier([1, NAN], [1, 0], interval="log"), "invalid_data", 1),
        (lambda: stats.kaplan_meier([1, INF], [1, 0], interval="log"), "invalid_data", 1),
        (lambda: stats.kaplan_meier([1, -1], [1, 0], interval="log"), "invalid_data", 1),
        (lambda: stats.kaplan_meier([1, 2], [1, 2], interval="log"), "invalid_data", 1),
        (lambda: stats.kaplan_meier([1, 2], [None, 1], interval="log"), "invalid_data", 0),
        (lambda: stats.kaplan_meier([1, 2], [1], interval="log"), "ragged_columns", None),
        (lambda: stats.kaplan_meier([], [], interval="log"), "invalid_argument", None),
        (lambda: stats.kaplan_meier([1], [1], weights=[0], interval="log"), "invalid_argument", None),
        (lambda: stats.kaplan_meier([1], [1], weights=[-1], interval="log"), "invalid_data", 0),
        (lambda: stats.kaplan_meier([1], [1], interval="logit"), "invalid_argument", None),  # type: ignore[arg-type]
        (lambda: stats.kaplan_meier([1], [1], interval="log", confidence=1), "out_of_bounds", None),
        (lambda: stats.kaplan_meier([1], [1], interval="log", quantiles=[1]), "out_of_bounds", None),
        (lambda: stats.kaplan_meier("12", [1, 1], interval="log"), "invalid_argument", None),
        (lambda: stats.log_rank([1, 2], [1, 1], ["a", "a"]), "out_of_bounds", None),
        (lambda: stats.log_rank([1, 2], [1, 1], ["a", None]), "missing_value", 1),
        (lambda: stats.log_rank([1, 2], [1, 1], numpy.array(["a", 1], object)), "invalid_argument", None),
        (lambda: stats.log_rank([1, 2], [1, 1], [0, 1], weights=[1, 0]), "invalid_argument", None),
        (lambda: stats.log_rank([1, 2], [1, 1], [0, 1], p=1), "invalid_argument", None),
        (lambda: stats.log_rank([1, 2], [1, 1], [0, 1, 1]), "ragged_columns", None),
        (lambda: stats.log_rank([1, 2], [1, 1], [0, 1], strata=[1]), "ragged_columns", None),
        (
            lambda: stats.log_rank([1, 2], [1, 1], [0, 1], test_weights="fleming_harrington", q=-1),
            "out_of_bounds",
            None,
        ),
        (lambda: stats.concordance([1, 2], [1, 1], [1, NAN], meaning="higher_is_later"), "invalid_data", 1),
        (lambda: stats.concordance([1, 2], [1, 1], [1], meaning="higher_is_later"), "ragged_columns", None),
        (lambda: stats.discriminate([1, 2], [0, 3]), "invalid_data", 1),
        (lambda: stats.discriminate([1, 2], ["no", "yes"]), "invalid_data", 0),
        (lambda: stats.discriminate([1, 2], [0, 1], confidence="0.9"), "invalid_argument", None),  # type: ignore[arg-type]
        (lambda: stats.calibrate([0.5, 1.5], [0, 1]), "invalid_data", 1),
        (lambda: stats.calibration_curve([0.5], [0], bins=0), "out_of_bounds", None),
        (lambda: stats.calibration_curve([0.5], [0], bins=2.5), "invalid_argument", None),  # type: ignore[arg-type]
        (lambda: stats.fit_logistic([[1], [NAN]], [0, 1]), "invalid_data", 1),
        (lambda: stats.fit_logistic([[NAN], [NAN]], [0, 1]), "invalid_data", 0),
        (lambda: stats.fit_logistic([[1], [INF]], [0, 1]), "invalid_data", 1),
        (lambda: stats.fit_logistic([[1], [1]], [0, 1]), "invalid_argument", None),
        (lambda: stats.fit_logistic([[1], [2]], [1, 1]), "invalid_argument", None),
        (lambda: stats.fit_logistic([1, 2], [0, 1]), "invalid_argument", None),
        (lambda: stats.fit_logistic("ab", [0, 1]), "invalid_argument", None),
        (lambda: stats.fit_logistic({"intercept": [1, 2]}, [0, 1]), "invalid_argument", None),
        (lambda: stats.fit_logistic({"x": ["1", "2"]}, [0, 1]), "invalid_argument", None),
        (lambda: stats.fit_logistic([[1], [2]], [0, 1], ridge=-1), "out_of_bounds", None),
        (lambda: stats.fit_logistic([[1], [2]], [0, 1], weights=[0, 0]), "invalid_argument", None),
        (lambda: stats.fit_logistic([[1], [2]], [0, 1], intercept="no"), "invalid_argument", None),  # type: ignore[arg-type]
        (lambda: stats.population_stability([1, 2], [1], figures="counts"), "ragged_columns", None),
        (lambda: stats.population_stability([1, -2], [1, 1], figures="counts"), "invalid_data", 1),
        (lambda: stats.population_stability([0, 0], [1, 1], figures="counts"), "invalid_argument", None),
        (lambda: stats.population_stability([], [], figures="counts"), "invalid_argument", None),
        (lambda: stats.population_stability([0.4, 0.4], [0.5, 0.5], figures="shares"), "invalid_argument", None),
        (lambda: stats.population_stability([0.5, 0.5], [1.5, -0.5], figures="shares"), "invalid_data", 0),
        (
            lambda: stats.population_stability([0.5, 0.5], [0.5, 0.5], figures="shares", smoothing=0.5),
            "invalid_argument",
            None,
        ),
        (lambda: stats.population_stability([1, 1], [1, 1], figures="counts", smoothing=-1), "out_of_bounds", None),
        (lambda: stats.population_stability([1, 1], [1, 1], figures="rows"), "invalid_argument", None),  # type: ignore[arg-type]
        (lambda: stats.stability_band(-0.1), "invalid_argument", None),
        (lambda: stats.stability_band(NAN), "invalid_argument", None),
    ],
)  # fmt: skip
def test_what_cannot_be_is_an_error_with_its_place(
    call: Callable[[], Any], status: str, row: int | None
) -> None:
    with pytest.raises(openitem.Error) as failure:
        call()
    assert failure.value.status == status, str(failure.value)
    assert failure.value.row == row


def test_what_is_hard_is_answered() -> None:
    assert stats.fit_logistic([[1], [2]], [0, 1]).status == "separated"
    assert math.isnan(stats.discriminate([1, 1], [1, 1]).auc.value)
    assert stats.discriminate([1, 1], [0, 1]).auc.value == 0.5
    one = stats.kaplan_meier([0], [1], interval="log_log").curve.to_dict()
    assert one["survival"] == [0]
    assert one["low"] == [None]
    assert stats.log_rank([1, 2], [0, 0], ["a", "b"]).degrees_of_freedom == 0
    assert math.isnan(stats.concordance([1, 2], [0, 0], [1, 2], meaning="higher_is_later").index.value)


# ---- peers ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample() -> dict[str, Any]:
    random = numpy.random.default_rng(3)
    return {
        "times": numpy.round(random.exponential(10, 200), 1),
        "events": random.random(200) < 0.7,
        "groups": random.integers(0, 3, 200),
        "weights": random.integers(1, 4, 200),
        "scores": numpy.round(random.normal(size=200), 1),
        "probabilities": random.random(200),
        "features": random.normal(size=(200, 3)),
    }


def test_against_the_survival_of_statsmodels(sample: dict[str, Any]) -> None:
    survfunc = pytest.importorskip("statsmodels.duration.survfunc")
    times, events, groups = sample["times"], sample["events"], sample["groups"]
    theirs = survfunc.SurvfuncRight(times, events.astype(int))
    curve = stats.kaplan_meier(times, events, interval="log_log").curve.to_dict()
    ours = dict(zip(curve["time"], zip(curve["survival"], curve["standard_error"], strict=True), strict=True))
    for time, survival, error in zip(theirs.surv_times, theirs.surv_prob, theirs.surv_prob_se, strict=True):
        assert ours[time][0] == pytest.approx(survival, abs=1e-12)
        if survival > 0:  # Greenwood's formula has no value where nobody is left
            assert ours[time][1] == pytest.approx(error, abs=1e-12)
    for weighting, theirs_of in (
        ("log_rank", {}),
        ("gehan", {"weight_type": "gb"}),
        ("tarone_ware", {"weight_type": "tw"}),
    ):
        statistic, p_value = survfunc.survdiff(times, events.astype(int), groups, **theirs_of)
        found = stats.log_rank(times, events, groups, test_weights=weighting)
        assert same(found.chi_square, statistic)
        assert same(found.p_value, p_value)


def test_against_statsmodels_and_scikit_learn(sample: dict[str, Any]) -> None:
    api = pytest.importorskip("statsmodels.api")
    metrics = pytest.importorskip("sklearn.metrics")
    outcomes, weights = sample["events"], sample["weights"]
    fit = stats.fit_logistic(sample["features"], outcomes, weights=weights)
    theirs = api.GLM(
        outcomes.astype(float), api.add_constant(sample["features"]), family=api.families.Binomial(),
        freq_weights=weights,
    ).fit(tol=1e-13)  # fmt: skip
    numpy.testing.assert_allclose(list(fit.coefficients.values()), theirs.params, atol=1e-8)
    numpy.testing.assert_allclose(list(fit.standard_errors.values()), theirs.bse, atol=1e-7)
    found = stats.calibrate(sample["probabilities"], outcomes, weights=weights)
    assert same(
        found.brier.value, metrics.brier_score_loss(outcomes, sample["probabilities"], sample_weight=weights)
    )
    assert same(
        found.log_loss.value, metrics.log_loss(outcomes, sample["probabilities"], sample_weight=weights)
    )
    auc = stats.discriminate(sample["probabilities"], outcomes, weights=weights).auc
    assert same(auc.value, metrics.roc_auc_score(outcomes, sample["probabilities"], sample_weight=weights))
