"""Rating classes through Python: beside isotonic regression, by hand and by invariants, and what is refused."""

import itertools
import math
from typing import Any

import numpy
import openitem
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openitem import credit

ROWS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 1), st.integers(0, 3)), min_size=1, max_size=50)
BOUNDS = st.lists(st.integers(0, 9), unique=True, min_size=1, max_size=5).map(sorted)


def column(table: Any, name: str) -> list[Any]:
    values: list[Any] = table.to_dict()[name]
    return values


@settings(max_examples=100, deadline=None)
@given(rows=ROWS, bounds=BOUNDS, worse=st.booleans())
def test_given_bounds(rows: list[tuple[int, int, int]], bounds: list[int], worse: bool) -> None:
    """Pooled PDs are those of isotonic regression over the classes."""
    isotonic = pytest.importorskip("sklearn.isotonic")
    scores, outcomes, weights = ([row[at] for row in rows] for at in range(3))
    if sum(weights) == 0:
        with pytest.raises(openitem.Error, match="weight above 0"):
            credit.rating_classes(scores, outcomes, weights=weights, bounds=bounds)
        return
    direction = "higher_is_worse" if worse else "higher_is_better"
    found = credit.rating_classes(
        scores, outcomes, weights=weights, bounds=bounds, direction=direction
    ).classes.to_dict()
    place = numpy.searchsorted(bounds, scores, side="right")
    kept = []
    for at in range(len(bounds) + 1):
        inside = [row for row, of in zip(rows, place.tolist(), strict=True) if of == at]
        weight = sum(row[2] for row in inside)
        ones = sum(row[2] for row in inside if row[1])
        assert found["count"][at] == len(inside)
        assert (found["weight"][at], found["ones"][at]) == (weight, ones)
        if weight:
            kept.append((at, ones / weight, weight))
            assert found["rate"][at] == pytest.approx(ones / weight)
            assert found["low"][at] <= found["rate"][at] <= found["high"][at]
        else:
            assert found["rate"][at] is None
    fitted = isotonic.isotonic_regression(
        [rate for _, rate, _ in kept], sample_weight=[weight for *_, weight in kept], increasing=worse
    )
    for (at, _, _), pd in zip(kept, fitted, strict=True):
        assert found["pd"][at] == pytest.approx(pd, abs=1e-12)
    pds = found["pd"]
    assert pds == sorted(pds, reverse=not worse)
    assert sum(w * pd for w, pd in zip(found["weight"], pds, strict=True)) == pytest.approx(
        sum(found["ones"])
    )
    assert found["lower"] == [None, *bounds]
    assert found["upper"] == [*bounds, None]
    names = [str(at + 1) for at in range(len(bounds) + 1)]
    assert found["class"] == (names if worse else names[::-1])


def test_empty_classes_are_as_bad_as_the_next_worse() -> None:
    found = credit.rating_classes([1, 1, 5, 5], [1, 0, 0, 0], bounds=[0, 2, 3, 6]).classes.to_dict()
    # Below 0 nobody: as the next better; 2 to 3 nobody: as 0 to 2; from 6 nobody: as 3 to 6.
    assert found["count"] == [0, 2, 0, 2, 0]
    assert found["pd"] == [0.5, 0.5, 0.5, 0.0, 0.0]


def information(parts: list[list[tuple[int, int]]]) -> float:
    ones = sum(y for part in parts for _, y in part)
    zeros = sum(1 - y for part in parts for _, y in part)
    total = 0.0
    for part in parts:
        o, z = sum(y for _, y in part), sum(1 - y for _, y in part)
        if o == 0 or z == 0:
            o, z = o + 0.5, z + 0.5
        total += (z / zeros - o / ones) * math.log((z / zeros) / (o / ones))
    return total


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 1)), min_size=4, max_size=40),
    most=st.integers(2, 4),
)
def test_found_classes_are_the_best_of_all(rows: list[tuple[int, int]], most: int) -> None:
    rows = [*rows, (0, 1), (6, 0)]
    found = credit.rating_classes(
        [s for s, _ in rows], [y for _, y in rows], max_classes=most, min_share=0.1, min_ones=1
    ).classes.to_dict()
    cuts = sorted({score for score, _ in rows})[1:]
    best = 0.0
    for count in range(1, most):
        for chosen in itertools.combinations(cuts, count):
            edges = [-1, *chosen, 99]
            parts = [[row for row in rows if low <= row[0] < high] for low, high in itertools.pairwise(edges)]
            rates = [sum(y for _, y in part) / len(part) for part in parts]
            allowed = all(
                len(part) >= 0.1 * len(rows) - 1e-9 and sum(y for _, y in part) >= 1 for part in parts
            )
            if allowed and rates == sorted(rates, reverse=True):
                best = max(best, information(parts))
    edges = [-1, *found["lower"][1:], 99]
    ours = [[row for row in rows if low <= row[0] < high] for low, high in itertools.pairwise(edges)]
    value = information(ours) if len(ours) > 1 else 0.0
    assert value == pytest.approx(best, abs=1e-9)
    assert found["pd"] == pytest.approx(found["rate"])


def test_predicted_pds_floor_and_names() -> None:
    scores, outcomes = [1, 2, 3, 4, 5, 6], [1, 1, 0, 1, 0, 0]
    pds = [0.9, 0.7, 0.5, 0.4, 0.2, 0.02]
    found = credit.rating_classes(
        scores, outcomes, pds=pds, pd="predicted", bounds=[3, 6], names=["A", "B", "C"], pd_floor=0.03
    )
    table = found.classes.to_dict()
    assert table["class"] == ["C", "B", "A"]
    assert table["mean_pd"] == pytest.approx([0.8, 1.1 / 3, 0.02])
    assert table["pd"] == pytest.approx([0.8, 1.1 / 3, 0.03])
    assert column(found.proof, "count") == [6, -6, 0]
    narrow = credit.rating_classes(scores, outcomes, bounds=[3], confidence=0.5).classes.to_dict()
    wide = credit.rating_classes(scores, outcomes, bounds=[3], confidence=0.99).classes.to_dict()
    assert wide["low"][1] < narrow["low"][1] < narrow["high"][1] < wide["high"][1]


def test_limits_have_an_effect() -> None:
    random = numpy.random.default_rng(5)
    scores = random.normal(size=2_000)
    outcomes = (random.uniform(size=2_000) < 1 / (1 + numpy.exp(1 + scores))).astype(int)
    count = len(credit.rating_classes(scores, outcomes).classes)
    assert 4 <= count <= 7
    assert len(credit.rating_classes(scores, outcomes, max_classes=3).classes) == 3
    assert len(credit.rating_classes(scores, outcomes, min_share=0.4).classes) == 2
    assert len(credit.rating_classes(scores, outcomes, min_ones=400).classes) < count
    # Nothing falls with the score turned round: one class.
    assert len(credit.rating_classes(scores, 1 - outcomes).classes) == 1
    assert len(credit.rating_classes(scores, 1 - outcomes, direction="higher_is_worse").classes) >= 4


def test_classes_into_a_card() -> None:
    rows = {"x": [0.0, 0, 0, 0, 1, 1, 1, 1]}
    outcome = [0, 0, 0, 1, 1, 1, 1, 0]
    card = credit.fit_scorecard(rows, outcome, min_share=0.25).card
    scores = column(card.score(rows), "score")
    found = credit.rating_classes(scores, outcome, bounds=[500], names=["good", "bad"])
    rated = credit.with_classes(card, found)
    assert column(rated.score(rows), "class") == ["good"] * 4 + ["bad"] * 4
    assert column(rated.score(rows), "class_pd") == [0.25] * 4 + [0.75] * 4
    typed = credit.with_classes(card, {"class": ["low", "high"], "lower": [None, 480.0]})
    assert column(typed.score(rows), "class") == ["high"] * 4 + ["low"] * 4
    with pytest.raises(openitem.Error, match="fall"):
        credit.with_classes(card, {"class": ["a", "b"], "lower": [None, 480.0], "pd": [0.1, 0.2]})
    with pytest.raises(openitem.Error, match="lowest"):
        credit.with_classes(card, {"class": ["a"], "lower": [1.0]})
    with pytest.raises(openitem.Error, match="where the class begins"):
        credit.with_classes(card, {"class": ["a", "b"], "lower": [None, None]})
    with pytest.raises(openitem.Error, match="name of a class"):
        credit.with_classes(card, {"class": [None], "lower": [None]})


@pytest.mark.parametrize(
    ("scores", "outcomes", "options", "expected"),
    [
        ([1, 2], [0, 0], {}, "one class"),
        ([], [], {}, "weight above 0"),
        ([1, math.nan], [0, 1], {}, "row 1|missing"),
        ([1, math.inf], [0, 1], {}, "row 1"),
        ([1, 2, 3], [0, 1], {}, "rows"),
        ([1, 2], [0, 1], {"bounds": [2, 2]}, "rising"),
        ([1, 2], [0, 1], {"bounds": list(range(50))}, "at most 49"),
        ([1, 2], [0, 1], {"bounds": [2], "names": ["a"]}, "names"),
        ([1, 2], [0, 1], {"bounds": [2], "names": ["a", "a"]}, "twice"),
        ([1, 2], [0, 1], {"bounds": [2], "pd": "predicted"}, "pds are missing"),
        ([1, 2], [0, 1], {"bounds": [2], "pds": [0.5, 1.5]}, "row 1"),
        ([1, 2], [0, 1], {"bounds": [2], "pds": [0.5]}, "rows"),
        ([1, 2], [0, 1], {"max_classes": 1}, "max_classes"),
        ([1, 2], [0, 1], {"max_classes": 51}, "max_classes"),
        ([1, 2], [0, 1], {"min_share": 0.6}, "min_share"),
        ([1, 2], [0, 1], {"min_ones": -1}, "min_ones"),
        ([1, 2], [0, 1], {"pd_floor": 2}, "pd_floor"),
        ([1, 2], [0, 1], {"confidence": 1}, "confidence"),
        ([1, 2], [0, 1], {"pd": "guessed"}, "pd"),
        ([1, 2], [0, 1], {"direction": "up"}, "direction"),
        ([1, 2], [0, 1], {"weights": [1, -1]}, "row 1"),
    ],
)
def test_refused(scores: list[float], outcomes: list[int], options: dict[str, Any], expected: str) -> None:
    with pytest.raises(openitem.Error, match=expected):
        credit.rating_classes(scores, outcomes, **options)
