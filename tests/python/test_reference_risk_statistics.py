"""Statistics of credit risk against tests/reference/risk_statistics.py, a reading of their pages in fractions, on random input.

Doubles agree to a relative 1e-11 (1e-13 beside 0), tails and intervals to 1e-9: the model's own logarithms and square roots are
no more than that apart from exact ones."""

import math
import random
from fractions import Fraction
from typing import Any

import openitem
import pytest
from openitem import credit, stats
from reference import risk_statistics as model

INTERVALS = ("plain", "log", "log_log")
WEIGHTS = ("log_rank", "gehan", "tarone_ware", "peto", "fleming_harrington")


def near(found: float | None, expected: float | None, tolerance: float = 1e-11) -> bool:
    if found is None or expected is None or math.isnan(found) or math.isnan(expected):
        return found is expected or (found is None or math.isnan(found)) == (
            expected is None or math.isnan(expected)
        )
    return math.isclose(found, expected, rel_tol=tolerance, abs_tol=tolerance / 100)


def columns(lives: list[model.Life]) -> dict[str, Any]:
    return {
        "times": [life.time for life in lives],
        "events": [life.event for life in lives],
        "weights": [float(life.weight) for life in lives],
    }


def some_lives(rng: random.Random) -> list[model.Life]:
    while True:
        lives = model.random_lives(rng)
        if any(life.weight > 0 for life in lives):
            return lives


@pytest.mark.parametrize("seed", range(8))
def test_curves_are_those_of_the_model(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(60):
        lives, interval, confidence = (
            some_lives(rng),
            rng.choice(INTERVALS),
            rng.choice([0.5, 0.9, 0.95, 0.999]),
        )
        quantiles = sorted({rng.choice([0.25, 0.5, 0.75, rng.uniform(0.01, 0.99)]) for _ in range(3)})
        expected = model.kaplan_meier(lives, interval, confidence)
        made = stats.kaplan_meier(
            **columns(lives),
            interval=interval,  # type: ignore[arg-type]
            confidence=confidence,
            quantiles=quantiles,
        )
        where = f"{lives} {interval} {confidence} {quantiles}"
        curve = made.curve.to_dict()
        for name in ("time", "at_risk", "events", "censored"):
            assert curve[name] == [float(getattr(point.step, name)) for point in expected], where
        for at, point in enumerate(expected):
            assert near(curve["survival"][at], float(point.survival)), where
            for name in ("standard_error", "low", "high"):
                assert near(curve[name][at], getattr(point, name), 1e-9), f"{where} {name} of row {at}"
        found = made.quantiles.to_dict()
        for at, share in enumerate(quantiles):
            of_model = model.quantile(expected, share)
            assert (found["time"][at], found["low"][at], found["high"][at]) == of_model, f"{where} {share}"


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("kind", WEIGHTS)
def test_groups_are_compared_as_in_the_model(seed: int, kind: Any) -> None:
    rng = random.Random(f"{seed} {kind}")
    compared = 0
    for _ in range(25):
        lives = some_lives(rng)
        weighted = {life.group for life in lives if life.weight > 0}
        if len(weighted) < 2:
            continue
        lives = [
            life for life in lives if life.group in weighted
        ]  # another group is refused, which the page does not say
        exponents = (
            {"p": rng.choice([0, 1, 2, 0.5]), "q": rng.choice([0, 1, 0.5])} if kind == WEIGHTS[-1] else {}
        )
        expected = model.log_rank(lives, kind, **exponents)
        made = stats.log_rank(
            **columns(lives),
            groups=[life.group for life in lives],
            strata=[life.stratum for life in lives],
            test_weights=kind,
            **exponents,
        )
        where = f"{lives} {exponents}"
        assert made.groups == tuple(sorted({life.group for life in lives})), where
        assert made.degrees_of_freedom == expected.degrees_of_freedom, where
        assert near(made.chi_square, expected.chi_square, 1e-8), where
        assert near(made.p_value, expected.p_value, 1e-8), where
        assert all(near(*pair) for pair in zip(made.observed, expected.observed)), where
        assert all(near(*pair) for pair in zip(made.expected, expected.expected)), where
        for found, of_model in zip(made.variance.tolist(), expected.variance):
            assert all(math.isclose(*pair, rel_tol=1e-9, abs_tol=1e-11) for pair in zip(found, of_model)), (
                where
            )
        compared += expected.degrees_of_freedom > 0
    assert compared > 3


@pytest.mark.parametrize("seed", range(8))
def test_concordance_is_that_of_all_pairs(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(60):
        lives, meaning = some_lives(rng), rng.choice(["higher_is_sooner", "higher_is_later"])
        expected = model.concordance(lives, meaning)
        scores = [life.score for life in lives]
        made = stats.concordance(**columns(lives), scores=scores, meaning=meaning)  # type: ignore[arg-type]
        where = f"{lives} {meaning}"
        pairs = (made.concordant, made.discordant, made.tied)
        assert pairs == tuple(map(float, (expected.concordant, expected.discordant, expected.tied))), where
        index = None if expected.index is None else float(expected.index)
        assert near(made.index.value, index), where
        assert near(made.index.standard_error, expected.standard_error, 1e-9), where


@pytest.mark.parametrize("seed", range(8))
def test_calibration_error_is_that_of_the_model(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(50):
        values = rng.choice(
            [[0.0, 0.25, 0.5, 1.0], [rng.random() for _ in range(40)], [0.1, 0.1000000001, 0.9]]
        )
        weights = rng.choice([[1], [1, 2, 0], [Fraction(1, 4), 5]])
        rows = [(0.5, 1, Fraction(1))]
        for _ in range(rng.choice([0, 4, 30, 80])):
            p = rng.choice(values)
            rows.append((p, int(rng.random() < p), Fraction(rng.choice(weights))))
        rng.shuffle(rows)
        count, confidence = rng.choice([1, 2, 5, 10, 1000]), rng.choice([0.5, 0.95])
        bins, error, calibrated = model.calibration_curve(rows, count, confidence)
        made = stats.calibration_curve(
            [p for p, _, _ in rows],
            [y for _, y, _ in rows],
            bins=count,
            weights=[float(weight) for _, _, weight in rows],
            confidence=confidence,
        )
        where = f"{rows} {count} {confidence}"
        found = made.bins.to_dict()
        for name, of_model in (
            ("from", "least"),
            ("to", "greatest"),
            ("rows", "rows"),
            ("weight", "weight"),
            ("ones", "ones"),
        ):
            assert found[name] == [getattr(each, of_model) for each in bins], where
        for name, of_model in (
            ("mean_probability", "mean"),
            ("share_of_ones", "share"),
            ("low", "low"),
            ("high", "high"),
        ):
            assert all(near(theirs, getattr(each, of_model)) for theirs, each in zip(found[name], bins)), (
                f"{where} {name}"
            )
        assert near(made.error, error), where
        assert near(made.error_if_calibrated, calibrated), where


def random_figures(rng: random.Random, kind: str, count: int) -> list[Fraction]:
    figures = [Fraction(rng.choice([rng.randint(1, 5000), rng.randint(1, 40), 1])) for _ in range(count)]
    if kind == "counts":
        return [each if rng.random() < 0.9 else Fraction(0) for each in figures]
    whole = sum(figures)
    return [Fraction(float(each / whole)) for each in figures]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("kind", ["counts", "shares"])
def test_distributions_are_those_of_the_model(seed: int, kind: Any) -> None:
    rng = random.Random(f"{seed} {kind}")
    for _ in range(60):
        count = rng.randint(1, 12)
        first, second = random_figures(rng, kind, count), random_figures(rng, kind, count)
        if sum(first) == 0 or sum(second) == 0:
            continue
        smoothing = Fraction(rng.choice([0, Fraction(1, 2), 3]) if kind == "counts" else 0)
        orientation = rng.choice(["good_over_bad", "bad_over_good"])
        given: dict[str, Any] = {"figures": kind, "smoothing": float(smoothing)}
        goods, bads = [float(each) for each in first], [float(each) for each in second]
        where = f"{goods} {bads} {given}"
        a, b = model.shares(first, kind, smoothing), model.shares(second, kind, smoothing)
        if (empty := model.empty_in_one(a, b)) is not None:
            with pytest.raises(openitem.DataError) as refused:
                stats.population_stability(bads, goods, **given)
            assert refused.value.row == empty, where
            with pytest.raises(openitem.DataError) as refused:
                stats.weight_of_evidence(goods, bads, orientation=orientation, **given)
            assert refused.value.row == empty, where
            continue
        logs, parts = model.divergence(a, b)
        stability = stats.population_stability(bads, goods, **given)
        evidence = stats.weight_of_evidence(goods, bads, orientation=orientation, **given)
        sign = 1 if orientation == "good_over_bad" else -1
        total = math.fsum(parts)
        assert math.isclose(stability.index, total, rel_tol=1e-11, abs_tol=1e-14), where
        assert math.isclose(evidence.information_value, total, rel_tol=1e-11, abs_tol=1e-14), where
        assert stability.band == model.stability_band(total), where
        for at in range(count):
            assert math.isclose(evidence.weights[at], sign * logs[at], rel_tol=1e-11, abs_tol=1e-14), where
            for found in (stability.contributions[at], evidence.contributions[at]):
                assert math.isclose(found, parts[at], rel_tol=1e-11, abs_tol=1e-15), where


@pytest.mark.parametrize("seed", range(4))
def test_points_are_those_of_the_model(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(100):
        pdo = rng.choice([20.0, -20.0, rng.uniform(0.5, 90)])
        base_score, base_odds = rng.uniform(-100, 900), math.exp(rng.uniform(-6, 6))
        orientation: Any = rng.choice(["good_to_bad", "bad_to_good"])
        scale = credit.points_scaling(pdo, base_score, base_odds, orientation=orientation)
        factor, offset = model.points(pdo, base_score, base_odds)
        odds = math.exp(rng.uniform(-8, 8))
        score = offset + factor * math.log(odds)
        pd = model.pd_of_odds(odds, orientation)
        assert (near(scale.factor, factor), near(scale.offset, offset, 1e-10)) == (True, True)
        assert math.isclose(scale.score(odds), score, rel_tol=1e-10, abs_tol=1e-9)
        assert math.isclose(scale.pd(score), pd, rel_tol=1e-9)
        assert near(credit.pd_of_odds(odds, orientation=orientation), pd)
        assert math.isclose(credit.odds_of_pd(pd, orientation=orientation), odds, rel_tol=1e-9)
