"""Validation of cards and overrides through Python: beside a model in plain Python and scikit-learn, and what is refused."""

import datetime
import math
from typing import Any

import numpy
import openitem
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openitem import credit

DAYS = [datetime.date(2024, 1, 1) + datetime.timedelta(days=at) for at in range(366)]


def column(table: Any, name: str) -> list[Any]:
    values: list[Any] = table.to_dict()[name]
    return values


def made(rows: int) -> tuple[dict[str, Any], list[int], list[datetime.date]]:
    """Rows that grow later over the year."""
    random = numpy.random.default_rng(11)
    day = random.integers(0, 366, rows)
    late = random.gamma(2.0, 20.0, rows) * (1 + day / 366)
    region = random.integers(0, 3, rows)
    odds = -2.5 + late / 40 + 0.5 * region
    outcome = (random.uniform(size=rows) < 1 / (1 + numpy.exp(-odds))).astype(int)
    features = {"late": late.tolist(), "region": [f"r{code}" for code in region]}
    return features, outcome.tolist(), [DAYS[at] for at in day]


def test_periods_beside_scikit_learn() -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    features, outcome, days = made(3_000)
    fit = credit.fit_scorecard(features, outcome, classes=5)
    split = datetime.date(2024, 7, 1)
    found = credit.validate_scorecard(fit.card, features, outcome, split=split, observed_on=days)
    scored = fit.card.score(features).to_dict()
    table = found.periods.to_dict()
    assert table["period"] == ["development", "validation", "total"]
    assert table["role"] == ["development", "validation", "total"]
    inside = [[day < split for day in days], [day >= split for day in days], [True] * 3_000]
    for at, rows in enumerate(inside):
        y = [value for value, is_in in zip(outcome, rows, strict=True) if is_in]
        p = [value for value, is_in in zip(scored["pd"], rows, strict=True) if is_in]
        assert table["rows"][at] == table["rows_with_outcome"][at] == len(y)
        assert table["rate"][at] == pytest.approx(sum(y) / len(y))
        assert table["mean_pd"][at] == pytest.approx(sum(p) / len(p))
        assert table["auc"][at] == pytest.approx(metrics.roc_auc_score(y, p), abs=1e-12)
        assert table["gini"][at] == pytest.approx(2 * table["auc"][at] - 1)
        assert table["brier"][at] == pytest.approx(metrics.brier_score_loss(y, p))
        assert table["log_loss"][at] == pytest.approx(metrics.log_loss(y, p))
        up, down, _ = metrics.roc_curve(y, p)
        assert table["ks"][at] == pytest.approx(max(abs(down - up)))
        assert table["auc_low"][at] < table["auc"][at] < table["auc_high"][at]
        for name in ("slope", "intercept"):
            assert table[f"{name}_low"][at] < table[name][at] < table[f"{name}_high"][at]
        assert table["slope_status"][at] == "converged"
        assert 0 < table["calibration_error"][at] < 0.2
        assert 0 < table["calibration_error_if_calibrated"][at] < 0.05
    whole = openitem.stats.calibrate(scored["pd"], outcome)
    assert table["slope"][2] == whole.slope.value
    assert column(found.proof, "count") == [3_000, -3_000, 0]


def test_the_safest_score_of_the_greatest_distance() -> None:
    features, outcome, days = made(800)
    card = credit.fit_scorecard(features, outcome).card
    found = credit.validate_scorecard(card, features, outcome, split=DAYS[180], observed_on=days)
    scores = column(card.score(features), "score")
    bad = [s for s, y in zip(scores, outcome, strict=True) if y]
    good = [s for s, y in zip(scores, outcome, strict=True) if not y]

    def distance(at: float) -> float:
        return abs(sum(s >= at for s in bad) / len(bad) - sum(s >= at for s in good) / len(good))

    greatest = max(distance(at) for at in scores)
    safest = max(at for at in scores if distance(at) > greatest - 1e-12)
    assert column(found.periods, "ks_score")[2] == safest


def test_classes_by_period() -> None:
    features, outcome, days = made(3_000)
    fit = credit.fit_scorecard(features, outcome, classes=4)
    split = datetime.date(2024, 7, 1)
    found = credit.validate_scorecard(fit.card, features, outcome, split=split, observed_on=days)
    assert found.classes is not None
    table = found.classes.to_dict()
    names = column(fit.card.score(features), "class")
    for at in range(len(table["class"])):
        is_early = table["period"][at] == "development"
        rows = [
            row
            for row in range(3_000)
            if (days[row] < split) == is_early and names[row] == table["class"][at]
        ]
        assert table["rows"][at] == len(rows)
        assert table["ones"][at] == sum(outcome[row] for row in rows)
        low, high, pd = table["low"][at], table["high"][at], table["pd"][at]
        expected = "underestimated" if pd < low else "overestimated" if pd > high else "consistent"
        assert table["verdict"][at] == expected
    assert (
        credit.validate_scorecard(
            credit.fit_scorecard(features, outcome).card, features, outcome, split=split, observed_on=days
        ).classes
        is None
    )


def shares(values: list[Any], weights: list[float]) -> dict[Any, float]:
    found: dict[Any, float] = {}
    for value, weight in zip(values, weights, strict=True):
        found[value] = found.get(value, 0.0) + weight
    return found


def test_stability_beside_plain_python() -> None:
    features, outcome, days = made(2_000)
    weights = [float(1 + row % 3) for row in range(2_000)]
    fit = credit.fit_scorecard(features, outcome, classes=4, decimals=None)
    split = datetime.date(2024, 7, 1)
    found = credit.validate_scorecard(
        fit.card, features, outcome, split=split, observed_on=days, weights=weights
    )
    scored = fit.card.score(features, points=True).to_dict()
    early = [day < split for day in days]
    table = found.stability.to_dict()
    bins = found.stability_bins.to_dict()
    assert table["characteristic"] == ["score", "late", "region"]
    for at, values in enumerate([scored["class"], scored["points_late"], scored["points_region"]]):
        labels = [
            row for row, name in enumerate(bins["characteristic"]) if name == table["characteristic"][at]
        ]
        before = shares(
            [v for v, e in zip(values, early, strict=True) if e],
            [w for w, e in zip(weights, early, strict=True) if e],
        )
        now = shares(
            [v for v, e in zip(values, early, strict=True) if not e],
            [w for w, e in zip(weights, early, strict=True) if not e],
        )
        empty = len(labels) - len(before)  # bins of missing values
        old_all, new_all = (sum(of.values()) + 0.5 * len(labels) for of in (before, now))
        index = sum(
            (n / new_all - b / old_all) * math.log((n / new_all) / (b / old_all))
            for b, n in [(before[key] + 0.5, now[key] + 0.5) for key in before] + [(0.5, 0.5)] * empty
        )
        assert table["index"][at] == pytest.approx(index)
        assert sum(bins["contribution"][row] for row in labels) == pytest.approx(index)
        assert sum(bins["share"][row] for row in labels) == pytest.approx(1)
        assert sum(bins["development_share"][row] for row in labels) == pytest.approx(1)
    assert table["band"][0] == openitem.stats.stability_band(table["index"][0])
    means = [
        numpy.average(
            [s for s, e in zip(scored["score"], early, strict=True) if e == is_early],
            weights=[w for w, e in zip(weights, early, strict=True) if e == is_early],
        )
        for is_early in (True, False)
    ]
    assert table["points_shift"][0] == pytest.approx(means[1] - means[0])
    assert sum(table["points_shift"][1:]) == pytest.approx(table["points_shift"][0])


def test_periods_by_name_and_scores_without_classes() -> None:
    features, outcome, days = made(1_200)
    card = credit.fit_scorecard(features, outcome).card
    period = [f"{day.year}-Q{(day.month + 2) // 3}" for day in days]
    found = credit.validate_scorecard(card, features, outcome, development="2024-Q2", period=period)
    assert column(found.periods, "period") == ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "total"]
    assert column(found.periods, "role")[:2] == ["validation", "development"]
    assert set(column(found.stability, "period")) == {"2024-Q1", "2024-Q3", "2024-Q4"}
    scores = [name for name in column(found.stability_bins, "characteristic") if name == "score"]
    assert len(scores) == 30
    fewer = credit.validate_scorecard(
        card, features, outcome, development="2024-Q2", period=period, score_bins=4
    )
    assert column(fewer.stability_bins, "characteristic").count("score") == 12
    numbers = credit.validate_scorecard(
        card, features, outcome, development="2", period=[(day.month + 2) // 3 for day in days]
    )
    assert column(numbers.periods, "auc") == column(found.periods, "auc")
    coarse = credit.validate_scorecard(
        card, features, outcome, development="2024-Q2", period=period, calibration_bins=2, confidence=0.5
    )
    assert column(coarse.periods, "calibration_error") != column(found.periods, "calibration_error")
    assert column(coarse.periods, "auc_low")[0] > column(found.periods, "auc_low")[0]
    smooth = credit.validate_scorecard(
        card, features, outcome, development="2024-Q2", period=period, smoothing=50
    )
    assert column(smooth.stability, "index")[0] < column(found.stability, "index")[0]
    threaded = credit.validate_scorecard(
        card, features, outcome, development="2024-Q2", period=period, threads=3
    )
    assert threaded.periods.to_dict() == found.periods.to_dict()
    assert threaded.stability_bins.to_dict() == found.stability_bins.to_dict()


def test_equal_periods_are_stable() -> None:
    features, outcome, _ = made(500)
    card = credit.fit_scorecard(features, outcome).card
    twice = {name: values * 2 for name, values in features.items()}
    found = credit.validate_scorecard(
        card, twice, outcome * 2, development="a", period=["a"] * 500 + ["b"] * 500
    )
    assert column(found.stability, "index") == pytest.approx([0.0] * 3, abs=1e-15)
    assert column(found.periods, "auc")[0] == column(found.periods, "auc")[1]
    assert set(column(found.stability, "band")) == {"no significant shift"}


def test_outcomes_not_known_yet_and_empty_periods() -> None:
    features, outcome, days = made(400)
    card = credit.fit_scorecard(features, outcome, classes=3).card
    split = DAYS[200]
    known: list[int | None] = [y if day < split else None for y, day in zip(outcome, days, strict=True)]
    found = credit.validate_scorecard(card, features, known, split=split, observed_on=days)
    table = found.periods.to_dict()
    assert table["rows_with_outcome"][1] == 0
    assert table["rows"][1] > 0
    assert table["auc"][1] is None
    assert table["rate"][1] is None
    assert table["auc"][0] == table["auc"][2]
    assert found.classes is not None
    assert column(found.classes, "verdict")[3:] == [None] * 3
    assert all(index is not None for index in column(found.stability, "index"))
    later = credit.validate_scorecard(
        card, features, outcome, split=datetime.date(2030, 1, 1), observed_on=days
    )
    assert column(later.periods, "rows") == [400, 0, 400]
    assert column(later.stability, "index") == [None] * 3
    assert column(later.stability, "band") == [None] * 3


@settings(max_examples=30, deadline=None)
@given(order=st.permutations(range(60)), weights=st.lists(st.integers(1, 3), min_size=60, max_size=60))
def test_order_and_weights(order: list[int], weights: list[int]) -> None:
    features, outcome, days = made(60)
    card = credit.fit_scorecard(features, outcome, ridge=1.0, min_iv=0).card
    rows = {name: features[name] for name in card.feature_names}

    def validated(places: list[int], of: list[int] | None) -> dict[str, Any]:
        found = credit.validate_scorecard(
            card,
            {name: [values[at] for at in places] for name, values in rows.items()},
            [outcome[at] for at in places],
            development="early",
            period=["early" if days[at] < DAYS[183] else "late" for at in places],
            weights=of,
        )
        return {**found.periods.to_dict(), **found.stability.to_dict()}

    plain = validated(list(range(60)), weights)
    shuffled = validated(order, [weights[at] for at in order])
    repeated = validated([at for at in range(60) for _ in range(weights[at])], None)
    for other in (shuffled, repeated):
        for name in ("auc", "ks", "rate", "brier", "index", "points_shift", "slope", "calibration_error"):
            expected = [pytest.approx(value, rel=1e-6, abs=1e-9) for value in plain[name]]
            assert other[name] == expected, name


def test_refused() -> None:
    features, outcome, days = made(100)
    card = credit.fit_scorecard(features, outcome, ridge=1.0, min_iv=0).card
    rows = {name: features[name] for name in card.feature_names}
    split = DAYS[100]

    def refused(expected: str, **changes: Any) -> None:
        options: dict[str, Any] = {"split": split, "observed_on": days, **changes}
        given_rows = options.pop("features", rows)
        given_outcome = options.pop("outcome", outcome)
        with pytest.raises(openitem.Error, match=expected):
            credit.validate_scorecard(card, given_rows, given_outcome, **options)

    refused("belong together", observed_on=None)
    refused("belong together", split=None)
    refused("neither", split=None, observed_on=None)
    refused("both given", development="a", period=["a"] * 100)
    refused("no row is of the period", split=None, observed_on=None, development="b", period=["a"] * 100)
    refused("weight above 0 in the period of development", split=DAYS[0])
    refused("weight above 0 in the period of development", weights=[0] * 100)
    refused("row 3", weights=[1, 1, 1, -1] + [1] * 96)
    refused("row 2", outcome=[0, 1, 2] + [0] * 97)
    refused("row 1", observed_on=[days[0], None, *days[2:]])
    refused("row 1", split=None, observed_on=None, development="a", period=["a", None] + ["a"] * 98)
    refused("each row of features", outcome=outcome[:99], observed_on=days[:99])
    refused("score_bins", score_bins=1)
    refused("calibration_bins", calibration_bins=0)
    refused("smoothing", smoothing=-1)
    refused("confidence", confidence=0)
    refused("threads", threads=257)
    refused("stability of", smoothing=0)
    refused("column", features={**rows, "more": [1] * 100})


DECISIONS = st.lists(
    st.tuples(
        st.sampled_from("ABC"),
        st.sampled_from("ABC"),
        st.sampled_from(["news", "guarantee"]),
        st.sampled_from([0, 1, None]),
        st.integers(0, 2),
    ),
    min_size=1,
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(rows=DECISIONS)
def test_override_report(rows: list[tuple[str, str, str, int | None, int]]) -> None:
    rows = [*rows, ("A", "A", "news", 0, 1)]
    decisions = {
        "from_class": [row[0] for row in rows],
        "to_class": [row[1] for row in rows],
        "reason": [row[2] if row[0] != row[1] else None for row in rows],
        "outcome": [row[3] for row in rows],
        "weight": [row[4] for row in rows],
        "decided_by": ["me"] * len(rows),
        "decided_on": [DAYS[at] for at in range(len(rows))],
    }
    found = credit.override_report(decisions)
    overridden = [row for row in rows if row[0] != row[1]]
    summary = found.summary.to_dict()
    assert summary["rows"] == [len(rows) - len(overridden), len(overridden)]
    assert sum(summary["share"]) == pytest.approx(1)
    for at, some in enumerate([[row for row in rows if row[0] == row[1]], overridden]):
        weight = sum(row[4] for row in some if row[3] is not None)
        ones = sum(row[4] for row in some if row[3])
        assert summary["rows_with_outcome"][at] == sum(row[3] is not None for row in some)
        assert summary["rate"][at] == (pytest.approx(ones / weight) if weight else None)
    moves = found.overrides.to_dict()
    assert sum(moves["rows"]) == len(rows)
    assert list(zip(moves["from_class"], moves["to_class"], strict=True)) == sorted(
        {(row[0], row[1]) for row in rows}
    )
    reasons = found.reasons.to_dict()
    assert dict(zip(reasons["reason"], reasons["rows"], strict=True)) == {
        reason: sum(row[2] == reason for row in overridden)
        for reason in sorted({row[2] for row in overridden})
    }
    log = found.log.to_dict()
    assert log["row"] == [at for at, row in enumerate(rows) if row[0] != row[1]]
    assert log["outcome"] == [row[3] for row in overridden]
    assert log["decided_on"] == [DAYS[at] for at in log["row"]]
    assert column(found.proof, "count")[-1] == 0


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"reason": [None, None]}, "reason"),
        ({"reason": ["news", "news"]}, "no reason"),
        ({"from_class": [None, "B"]}, "class"),
        ({"to_class": ["A", ""]}, "class"),
        ({"outcome": [0, 3]}, "row 1"),
        ({"weight": [1, None]}, "row 1"),
        ({"weight": [0, 0]}, "weight above 0"),
        ({"decided_on": ["2024-01-01", "soon"]}, "row 1"),
        ({"why": ["x", "y"]}, "why"),
        ({"from_class": [], "to_class": [], "reason": []}, "no decisions"),
    ],
)
def test_overrides_refused(changes: dict[str, Any], expected: str) -> None:
    decisions = {"from_class": ["A", "B"], "to_class": ["A", "C"], "reason": [None, "news"], **changes}
    with pytest.raises(openitem.Error, match=expected):
        credit.override_report(decisions)


def test_overrides_need_reasons_and_a_confidence() -> None:
    with pytest.raises(openitem.Error, match="reason"):
        credit.override_report({"from_class": ["A"], "to_class": ["B"]})
    with pytest.raises(openitem.Error, match="confidence"):
        credit.override_report({"from_class": ["A"], "to_class": ["A"]}, confidence=2)
    assert len(credit.override_report({"from_class": ["A"], "to_class": ["A"]}).reasons) == 0
