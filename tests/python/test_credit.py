"""Figures of credit through Python: docs/methods/credit.md."""

import math
from collections.abc import Callable
from typing import Any

import numpy
import openitem
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openitem import credit

ORIENTATIONS = st.sampled_from(["good_to_bad", "bad_to_good"])
PDO = st.floats(1, 100) | st.floats(-100, -1)
ODDS = st.floats(1e-6, 1e6)
RATIO = st.floats(-5, 5)


@settings(deadline=None, max_examples=60)
@given(PDO, st.floats(-1000, 1000), ODDS, ORIENTATIONS, ODDS)
def test_scores_and_odds_are_inverses_and_pdo_doubles(
    pdo: float, base_score: float, base_odds: float, orientation: credit.OddsOrientation, odds: float
) -> None:
    scale = credit.points_scaling(pdo, base_score, base_odds, orientation=orientation)
    score = scale.score(odds)
    assert math.isclose(score, base_score + pdo * math.log2(odds / base_odds), rel_tol=1e-9, abs_tol=1e-7)
    assert math.isclose(scale.odds(score), odds, rel_tol=1e-9)
    assert math.isclose(scale.odds(score + pdo), 2 * odds, rel_tol=1e-9)
    pd = scale.pd(score)
    share = odds / (1 + odds)
    assert math.isclose(pd, share if orientation == "bad_to_good" else 1 / (1 + odds), rel_tol=1e-8)
    assert math.isclose(scale.score_of_pd(pd), score, rel_tol=1e-6, abs_tol=1e-4)


@settings(deadline=None, max_examples=60)
@given(st.floats(1, 100), st.floats(0.01, 0.99))
def test_both_orientations_give_one_score_for_one_pd(pdo: float, pd: float) -> None:
    good = credit.points_scaling(pdo, 600, 50, orientation="good_to_bad")
    bad = credit.points_scaling(-pdo, 600, 1 / 50, orientation="bad_to_good")
    assert math.isclose(good.score_of_pd(pd), bad.score_of_pd(pd), rel_tol=1e-9)


def test_columns_keep_their_shape() -> None:
    scale = credit.points_scaling(20, 600, 50, orientation="good_to_bad")
    assert isinstance(scale.score(50), float)
    assert scale.score([[50, 100], [25, 200]]).round(9).tolist() == [[600, 620], [580, 640]]
    assert scale.odds(1e6) == math.inf
    assert scale.odds(-1e6) == 0


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(["z", "z_prime", "z_double", "em"]), st.lists(RATIO, min_size=5, max_size=5))
def test_altman_is_its_formula(model: credit.AltmanModel, ratios: list[float]) -> None:
    scale = credit.altman_scale(model)
    names = ("working_capital", "retained_earnings", "ebit", "equity", "sales")[: len(scale.coefficients)]
    given_ratios = dict(zip(names, ratios, strict=False))
    found = credit.altman(model, **given_ratios)
    terms = [c * x for c, x in zip(scale.coefficients, given_ratios.values(), strict=True)]
    assert math.isclose(found.score, scale.constant + math.fsum(terms), abs_tol=1e-12)
    below, above = found.score < scale.distress_below, found.score > scale.safe_above
    assert found.zone == ("distress" if below else "safe" if above else "grey")
    column = credit.altman(model, **{name: [value] * 2 for name, value in given_ratios.items()})
    assert column.score.tolist() == [found.score] * 2
    assert column.zone == [found.zone] * 2


def test_the_published_coefficient_of_sales() -> None:
    firm = {"working_capital": 0.1, "retained_earnings": 0.2, "ebit": 0.2, "equity": 0.6, "sales": 1.0}
    one = credit.altman("z", **firm).score
    published = credit.altman("z", **firm, sales_coefficient=0.999).score
    assert math.isclose(one - published, 0.001, rel_tol=1e-9)


@pytest.mark.parametrize(
    ("call", "status", "row"),
    [
        (lambda: credit.points_scaling(0, 600, 50, orientation="good_to_bad"), "out_of_bounds", None),
        (lambda: credit.points_scaling(math.nan, 600, 50, orientation="good_to_bad"), "out_of_bounds", None),
        (lambda: credit.points_scaling(20, 1e10, 50, orientation="good_to_bad"), "out_of_bounds", None),
        (lambda: credit.points_scaling(20, 600, 0, orientation="good_to_bad"), "out_of_bounds", None),
        (lambda: credit.points_scaling(20, 600, 50, orientation=""), "not_set", None),  # type: ignore[arg-type]
        (lambda: credit.points_scaling(20, 600, 50, orientation="odds"), "invalid_argument", None),  # type: ignore[arg-type]
        (lambda: credit.points_scaling(True, 600, 50, orientation="good_to_bad"), "invalid_argument", None),
        (lambda: credit.points_scaling("20", 600, 50, orientation="good_to_bad"), "invalid_argument", None),  # type: ignore[arg-type]
        (lambda: credit.pd_of_odds([1, 0], orientation="good_to_bad"), "invalid_data", 1),
        (lambda: credit.pd_of_odds([1, math.inf], orientation="good_to_bad"), "invalid_data", 1),
        (lambda: credit.odds_of_pd([0.5, 1], orientation="good_to_bad"), "invalid_data", 1),
        (lambda: credit.odds_of_pd([math.nan], orientation="good_to_bad"), "invalid_data", 0),
        (lambda: credit.odds_of_pd(True, orientation="good_to_bad"), "invalid_argument", None),
        (lambda: altman_of("z", [0.1] * 4), "invalid_argument", None),
        (lambda: altman_of("em", [0.1] * 5), "invalid_argument", None),
        (lambda: altman_of("", [0.1] * 5), "not_set", None),
        (lambda: altman_of("z", [0.1, 0.1, math.nan, 0.1, 0.1]), "invalid_data", 0),
        (lambda: altman_of("z", [[0.1, 0.1], [0.1], 0.1, 0.1, 0.1]), "ragged_columns", None),
        (lambda: altman_of("z_prime", [0.1] * 5, sales_coefficient=0.999), "invalid_argument", None),
        (lambda: altman_of("z", [0.1] * 5, sales_coefficient=0.9), "invalid_argument", None),
        (lambda: altman_of("z", [numpy.ones((1, 1)), 0.1, 0.1, 0.1, 0.1]), "invalid_argument", None),
    ],
)
def test_what_cannot_be_is_an_error_with_its_place(
    call: Callable[[], Any], status: str, row: int | None
) -> None:
    with pytest.raises(openitem.Error) as failure:
        call()
    assert failure.value.status == status, str(failure.value)
    assert failure.value.row == row


def altman_of(model: Any, ratios: list[Any], **options: Any) -> credit.AltmanScore:
    names = ("working_capital", "retained_earnings", "ebit", "equity", "sales")
    return credit.altman(model, **dict(zip(names, ratios, strict=False)), **options)
