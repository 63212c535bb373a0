"""Scorecards fitted through Python: beside statsmodels, by formula and by invariants, and what is refused."""

import math
from typing import Any

import numpy
import openitem
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openitem import credit
from openitem.additive import fit_additive
from openitem.binning import fit_binning

FACTOR, OFFSET = 20 / math.log(2), 600 - 20 / math.log(2) * math.log(50)  # Siddiqi: 28.8539, 487.123


def made(rows: int, seed: int = 7) -> tuple[dict[str, Any], list[int]]:
    """Two informative numbers, one with missing cells, a category, and noise."""
    random = numpy.random.default_rng(seed)
    late, share = random.gamma(2.0, 20.0, rows), random.uniform(size=rows)
    region = random.integers(0, 4, rows)
    odds = -2.0 + late / 40 - 1.5 * share + 0.4 * region
    outcome = (random.uniform(size=rows) < 1 / (1 + numpy.exp(-odds))).astype(int)
    unknown = random.uniform(size=rows) < 0.1
    features = {
        "late": late.tolist(),
        "share": [None if gone else value for gone, value in zip(unknown, share.tolist(), strict=True)],
        "region": [f"r{code}" for code in region],
        "noise": random.integers(0, 3, rows).astype(float).tolist(),
    }
    return features, outcome.tolist()


def column(table: Any, name: str) -> list[Any]:
    values: list[Any] = table.to_dict()[name]
    return values


def by_feature(fit: credit.ScorecardFit, name: str) -> dict[str, Any]:
    return dict(zip(column(fit.features, "feature"), column(fit.features, name), strict=True))


def test_regression_is_that_of_statsmodels() -> None:
    statsmodels = pytest.importorskip("statsmodels.api")
    features, outcome = made(3_000)
    fit = credit.fit_scorecard(features, outcome, decimals=None)
    chosen = [name for name, choice in by_feature(fit, "choice").items() if choice == "chosen"]
    assert chosen == ["late", "share", "region"]
    binning = fit_binning({name: features[name] for name in chosen}, outcome, woe="zeros_over_ones").binning
    evidence = binning.transform({name: features[name] for name in chosen}).to_dict()
    design = statsmodels.add_constant(numpy.column_stack([evidence[name] for name in chosen]))
    peer = statsmodels.Logit(outcome, design).fit(disp=0, tol=1e-14, method="newton", maxiter=100)
    ours = [column(fit.fit, "intercept")[0], *[by_feature(fit, "coefficient")[name] for name in chosen]]
    errors = [
        column(fit.fit, "intercept_standard_error")[0],
        *[by_feature(fit, "standard_error")[name] for name in chosen],
    ]
    assert ours == pytest.approx(peer.params.tolist(), abs=1e-8)
    assert errors == pytest.approx(peer.bse.tolist(), abs=1e-8)
    assert column(fit.fit, "log_likelihood")[0] == pytest.approx(peer.llf, rel=1e-12)
    pds = column(fit.card.score({name: features[name] for name in chosen}), "pd")
    assert pds == pytest.approx(peer.predict(design).tolist(), abs=1e-8)


def test_points_are_those_of_the_formula() -> None:
    features, outcome = made(2_000)
    fit = credit.fit_scorecard(features, outcome, decimals=None)
    scale = fit.card.scale
    assert scale is not None
    assert (scale.factor, scale.offset) == pytest.approx((FACTOR, OFFSET))
    assert (round(scale.factor, 4), round(scale.offset, 3)) == (28.8539, 487.123)
    coefficients = by_feature(fit, "coefficient")
    bins = fit.bins.to_dict()
    for name, woe, value, points in zip(
        *(bins[key] for key in ("feature", "woe", "value", "points")), strict=True
    ):
        if coefficients[name] is None:
            assert value is None
            assert points is None
            continue
        assert value == pytest.approx(coefficients[name] * woe, abs=1e-15)
        assert points == pytest.approx(-FACTOR * value, abs=1e-12)
    assert fit.card.base_points == pytest.approx(OFFSET - FACTOR * column(fit.fit, "intercept")[0])


def test_rounded_points_and_their_likes() -> None:
    features, outcome = made(2_000)
    whole = credit.fit_scorecard(features, outcome)
    points = [value for value in column(whole.bins, "points") if value is not None]
    assert all(value == round(value) for value in points)
    spread = credit.fit_scorecard(features, outcome, spread_base=True, decimals=None)
    assert spread.card.base_points == 0
    assert credit.fit_scorecard(features, outcome, pdo=40).card.scale.factor == pytest.approx(2 * FACTOR)
    other = credit.fit_scorecard(features, outcome, base_score=500, base_odds=20).card.scale
    assert other.offset == pytest.approx(500 - FACTOR * math.log(20))
    bad = credit.fit_scorecard(
        features, outcome, pdo=-20, base_odds=1 / 50, orientation="bad_to_good", decimals=None
    )
    good = credit.fit_scorecard(features, outcome, decimals=None)
    names = list(good.card.feature_names)
    rows = {name: features[name] for name in names}
    assert column(bad.card.score(rows), "score") == pytest.approx(column(good.card.score(rows), "score"))


def test_means_are_those_of_the_rows() -> None:
    features, outcome = made(1_000)
    weights = [1 + row % 3 for row in range(1_000)]
    fit = credit.fit_scorecard(features, outcome, weights=weights)
    names = list(fit.card.feature_names)
    rows = {name: features[name] for name in names}
    scored = fit.card.score(rows, points=True).to_dict()
    for name in names:
        mean = numpy.average(scored[f"points_{name}"], weights=weights)
        assert by_feature(fit, "mean_points")[name] == pytest.approx(mean)
    again = credit.with_means(fit.card, rows, weights=weights)
    assert again == fit.card
    plain = credit.with_means(fit.card, rows)
    assert plain != fit.card
    reasons = plain.score(rows, reasons=1, baseline="mean").to_dict()
    assert reasons["reason_1"][0] in {*names, None}


def test_probabilities_sum_to_the_bad() -> None:
    features, outcome = made(1_500)
    for options in ({}, {"ridge": 3.0}, {"weights": [row % 4 for row in range(1_500)]}):
        fit = credit.fit_scorecard(features, outcome, **options)
        values = column(fit.proof, "value")
        assert abs(values[2]) < 1e-8 * values[0]
        assert values[0] + values[1] == pytest.approx(values[2], abs=1e-9)
        counts = fit.binning_proof.to_dict()
        assert {
            count for line, count in zip(counts["line"], counts["count"], strict=True) if line == "difference"
        } == {0}


def test_choice_of_features() -> None:
    features, outcome = made(1_000)
    features["one"] = [1.0] * 1_000
    fit = credit.fit_scorecard(features, outcome)
    assert by_feature(fit, "choice") == {
        "late": "chosen",
        "share": "chosen",
        "region": "chosen",
        "noise": by_feature(fit, "choice")["noise"],
        "one": "constant",
    }
    iv = by_feature(fit, "iv")
    assert all(
        (choice == "chosen") == (iv[name] >= 0.02 and choice != "constant")
        for name, choice in by_feature(fit, "choice").items()
    )
    strict = credit.fit_scorecard(features, outcome, min_iv=max(iv.values()))
    assert list(by_feature(strict, "choice").values()).count("chosen") == 1
    every = credit.fit_scorecard(features, outcome, min_iv=0.0)
    assert list(by_feature(every, "choice").values()).count("low_iv") == 0


def test_missing_alone_may_tell() -> None:
    rows = {"x": [1.0, None] * 100}
    outcome = [0, 1, 0, 1, 0, 1, 1, 0] * 25
    fit = credit.fit_scorecard(rows, outcome)
    assert by_feature(fit, "status") == {"x": "constant"}
    assert by_feature(fit, "choice") == {"x": "chosen"}
    assert by_feature(fit, "coefficient")["x"] == pytest.approx(-1.0, abs=1e-9)


def turned_round(rows: int) -> tuple[dict[str, Any], list[int]]:
    """b is worse than a within a, better beside it: the regression turns it round."""
    random = numpy.random.default_rng(3)
    a = random.normal(size=rows)
    b = a + 0.5 * random.normal(size=rows)
    odds = -0.5 + 3.0 * a - 1.5 * b
    outcome = (random.uniform(size=rows) < 1 / (1 + numpy.exp(-odds))).astype(int)
    return {"a": a.tolist(), "b": b.tolist()}, outcome.tolist()


def test_wrong_sign() -> None:
    features, outcome = turned_round(4_000)
    kept = credit.fit_scorecard(features, outcome)
    assert by_feature(kept, "sign") == {"a": "right", "b": "wrong"}
    dropped = credit.fit_scorecard(features, outcome, wrong_sign="drop")
    assert by_feature(dropped, "choice") == {"a": "chosen", "b": "wrong_sign"}
    assert by_feature(dropped, "coefficient")["a"] == pytest.approx(-1.0, abs=1e-8)
    assert by_feature(dropped, "coefficient")["b"] is None
    assert column(dropped.fit, "dropped_for_sign") == [1]
    assert dropped.card.feature_names == ("a",)


def test_notes_and_about() -> None:
    features, outcome = made(500)
    fit = credit.fit_scorecard(features, outcome, notes={"bad": "90 days late", "rows of": "2019"})
    notes = fit.card.tables().notes.to_dict()
    texts = dict(zip(notes["name"], notes["text"], strict=True))
    assert texts["bad"] == "90 days late"
    assert texts["outcome_1"] == "bad"
    assert texts["rows"] == "500"
    about = dict(zip(column(fit.about, "name"), column(fit.about, "value"), strict=True))
    assert about["woe"] == "zeros_over_ones"
    assert about["min_iv"] == "0.02"
    with pytest.raises(openitem.Error, match="twice"):
        credit.fit_scorecard(features, outcome, notes={"method": "mine"})


def test_weights_rows_and_threads() -> None:
    features, outcome = made(700)
    weights = [row % 3 for row in range(700)]
    weighted = credit.fit_scorecard(features, outcome, weights=weights, decimals=None, min_share=0.1)
    repeated = [row for row in range(700) for _ in range(weights[row])]
    twice = credit.fit_scorecard(
        {name: [values[row] for row in repeated] for name, values in features.items()},
        [outcome[row] for row in repeated],
        decimals=None,
        min_share=0.1,
    )
    assert by_feature(weighted, "coefficient").keys() == by_feature(twice, "coefficient").keys()
    for name in weighted.card.feature_names:
        assert by_feature(weighted, "coefficient")[name] == pytest.approx(
            by_feature(twice, "coefficient")[name], abs=1e-9
        )
        assert by_feature(weighted, "mean_points")[name] == pytest.approx(
            by_feature(twice, "mean_points")[name], abs=1e-8
        )
    order = numpy.random.default_rng(1).permutation(700).tolist()
    shuffled = credit.fit_scorecard(
        {name: [values[row] for row in order] for name, values in features.items()},
        [outcome[row] for row in order],
    )
    plain = credit.fit_scorecard(features, outcome)
    assert column(shuffled.bins, "lower") == column(plain.bins, "lower")
    assert column(shuffled.bins, "points") == column(plain.bins, "points")
    threaded = credit.fit_scorecard(features, outcome, threads=4, classes=5)
    single = credit.fit_scorecard(features, outcome, classes=5)
    assert threaded.card == single.card
    assert threaded.bins.to_dict() == single.bins.to_dict()
    assert threaded.fit.to_dict() == single.fit.to_dict()


def test_classes_of_a_fit() -> None:
    features, outcome = made(3_000)
    fit = credit.fit_scorecard(features, outcome, classes=5)
    assert fit.classes is not None
    pds = column(fit.classes, "pd")
    assert pds == sorted(pds, reverse=True)
    names = list(fit.card.feature_names)
    scored = fit.card.score({name: features[name] for name in names}).to_dict()
    assert set(scored["class"]) == set(column(fit.classes, "class"))
    named = credit.fit_scorecard(
        features, outcome, classes={"bounds": [470, 500], "names": ["A", "B", "C"], "pd": "predicted"}
    )
    assert named.classes is not None
    assert column(named.classes, "class") == ["C", "B", "A"]
    assert column(named.classes, "pd") == pytest.approx(column(named.classes, "mean_pd"))
    assert credit.fit_scorecard(features, outcome).classes is None
    with pytest.raises(openitem.Error, match="no option 'direction'"):
        credit.fit_scorecard(features, outcome, classes={"direction": "higher_is_better"})
    falling = credit.fit_scorecard(features, outcome, pdo=-20, classes=4).classes
    assert falling is not None
    assert column(falling, "pd") == sorted(column(falling, "pd"))


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.one_of(st.none(), st.integers(0, 6)), st.sampled_from("abc"), st.integers(0, 1)),
        min_size=2,
        max_size=60,
    )
)
def test_whatever_the_rows(rows: list[tuple[int | None, str, int]]) -> None:
    features = {"x": [None if x is None else float(x) for x, _, _ in rows], "c": [c for _, c, _ in rows]}
    outcome = [y for _, _, y in rows]
    try:
        fit = credit.fit_scorecard(features, outcome, ridge=1.0, min_share=0.0, min_iv=0.0, decimals=None)
    except openitem.ArgumentError as failure:
        if "one class" not in str(failure) and "no feature" not in str(failure):
            raise
        return
    scored = fit.card.score({name: features[name] for name in fit.card.feature_names}).to_dict()
    assert sum(scored["pd"]) == pytest.approx(sum(outcome), abs=1e-6)
    assert all(0 < pd < 1 for pd in scored["pd"])


REFUSED: list[tuple[str, dict[str, Any], dict[str, Any], list[int], str]] = [
    ("one class", {}, {"x": [1, 2, 3]}, [0, 0, 0], "one class"),
    ("constant", {}, {"x": [1, 1, 1, 1]}, [0, 1, 0, 1], "no feature"),
    ("all missing", {}, {"x": [None] * 4}, [0, 1, 0, 1], "no feature"),
    ("two rows", {"min_share": 0.0}, {"x": [1, 2]}, [0, 1], "apart"),
    ("separating", {"min_share": 0.0}, {"x": [1, 1, 1, 2, 2, 2]}, [0, 0, 0, 1, 1, 1], "ridge"),
    ("zero weights", {"weights": [0, 0, 0, 0]}, {"x": [1, 2, 3, 4]}, [0, 1, 0, 1], "weight above 0"),
    ("infinite", {}, {"x": [1, math.inf, 3, 4]}, [0, 1, 0, 1], "row 1"),
    ("too little evidence", {"min_iv": 100}, {"x": [1, 1, 2, 2] * 5}, [0, 0, 0, 1] * 5, "min_iv = 100"),
    ("bad min_iv", {"min_iv": -1}, {"x": [1, 1, 2, 2]}, [0, 1, 0, 1], "min_iv"),
    ("bad ridge", {"ridge": -1}, {"x": [1, 1, 2, 2]}, [0, 1, 0, 1], "ridge"),
    ("bad sign rule", {"wrong_sign": "turn"}, {"x": [1, 1, 2, 2]}, [0, 1, 0, 1], "wrong_sign"),
    ("bad decimals", {"decimals": -1}, {"x": [1, 1, 2, 2]}, [0, 1, 0, 1], "decimals"),
    ("bad pdo", {"pdo": 0}, {"x": [1, 1, 2, 2] * 5}, [0, 0, 0, 1] * 5, "pdo"),
    ("bad threads", {"threads": 300}, {"x": [1, 1, 2, 2]}, [0, 1, 0, 1], "threads"),
    ("no iterations", {"max_iterations": 0}, {"x": [1, 1, 2, 2]}, [0, 1, 0, 1], "max_iterations"),
    ("bad outcome", {}, {"x": [1, 1, 2, 2]}, [0, 1, 2, 1], "row 2"),
    ("ragged", {}, {"x": [1, 1, 2]}, [0, 1, 0, 1], "rows"),
    ("classes", {"classes": 1}, {"x": [1, 1, 2, 2]}, [0, 1, 0, 1], "max_classes"),
]


@pytest.mark.parametrize(
    ("options", "features", "outcome", "expected"),
    [case[1:] for case in REFUSED],
    ids=[case[0] for case in REFUSED],
)
def test_refused(
    options: dict[str, Any], features: dict[str, Any], outcome: list[int], expected: str
) -> None:
    with pytest.raises(openitem.Error, match=expected):
        credit.fit_scorecard(features, outcome, **options)


def test_separation_and_dependence_end_with_a_ridge() -> None:
    features, outcome = {"x": [1, 1, 1, 2, 2, 2]}, [0, 0, 0, 1, 1, 1]
    fit = credit.fit_scorecard(features, outcome, ridge=1.0, min_share=0.0)
    assert by_feature(fit, "sign") == {"x": "right"}
    rows, bad = made(500)
    rows["again"] = list(rows["late"])
    with pytest.raises(openitem.Error, match="'again' is a combination"):
        credit.fit_scorecard(rows, bad)
    shared = by_feature(credit.fit_scorecard(rows, bad, ridge=1.0), "coefficient")
    assert shared["late"] == pytest.approx(shared["again"])
    one = by_feature(credit.fit_scorecard(rows, bad, ridge=1e-9), "coefficient")
    rows.pop("again")
    alone = by_feature(credit.fit_scorecard(rows, bad), "coefficient")
    assert one["late"] + one["again"] == pytest.approx(alone["late"], rel=1e-4)


def test_duplicated_rows_change_nothing_but_errors() -> None:
    features, outcome = made(400)
    once = credit.fit_scorecard(features, outcome, smoothing=1e-9)
    twice = credit.fit_scorecard(
        {name: values * 2 for name, values in features.items()}, outcome * 2, smoothing=1e-9
    )
    for name in once.card.feature_names:
        assert by_feature(once, "coefficient")[name] == pytest.approx(by_feature(twice, "coefficient")[name])
        assert by_feature(once, "standard_error")[name] == pytest.approx(
            by_feature(twice, "standard_error")[name] * math.sqrt(2)
        )


@pytest.mark.parametrize("orientation", ["good_to_bad", "bad_to_good"])
@pytest.mark.parametrize("spread_base", [False, True])
def test_card_of_an_additive_model_says_what_the_model_says(orientation: Any, spread_base: bool) -> None:
    rng = numpy.random.default_rng(3)
    rows = {
        "a": rng.normal(size=400),
        "b": rng.integers(0, 4, 400),
        "c": rng.choice(["x", "y"], 400).tolist(),
    }
    pull = rows["a"] + numpy.where(rows["b"] == 2, 2.0, 0.0) * numpy.sign(rows["a"])
    bad = (rng.random(400) < 1 / (1 + numpy.exp(-pull))).astype(int)
    model = fit_additive(rows, bad, pairs=1, bags=2, max_rounds=60).model
    pdo = 20.0 if orientation == "good_to_bad" else -20.0
    odds = 50.0 if orientation == "good_to_bad" else 1 / 50
    card = credit.scorecard_of(
        model, pdo=pdo, base_odds=odds, orientation=orientation, decimals=None, spread_base=spread_base
    )
    expected = model.probabilities(rows)
    assert card.score(rows).to_dict()["pd"] == pytest.approx(list(expected), rel=1e-9)
    rounded = credit.scorecard_of(model, decimals=1, spread_base=spread_base)
    assert all(round(points, 1) == points for points in rounded.tables().card.to_dict()["points"])
    assert (rounded.base_points == 0.0) == spread_base
    again = credit.Scorecard.from_json(card.to_json())
    assert again.score(rows).to_dict() == card.score(rows).to_dict()


def test_card_of_what_is_no_model() -> None:
    with pytest.raises(openitem.ArgumentError, match="AdditiveModel"):
        credit.scorecard_of("model")  # type: ignore[arg-type]
    model = fit_additive(
        {"a": [0.0, 1.0] * 20}, [0, 1, 1, 0] * 10, bags=1, validation_share=0, max_rounds=2
    ).model
    for option, value in (("pdo", 0), ("base_odds", 0), ("base_score", 1e10), ("decimals", 10)):
        with pytest.raises(openitem.ArgumentError) as caught:
            credit.scorecard_of(model, **{option: value})
        assert caught.value.status == "out_of_bounds"
