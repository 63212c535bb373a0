"""Estimators: scikit-learn's own checks, and the same figures as the functions they stand for."""

from __future__ import annotations

import pickle
from typing import Any

import numpy
import pandas
import polars
import pytest
from openitem.binning import fit_binning
from openitem.estimators import AdditiveClassifier, ScorecardClassifier, WoeTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.utils.estimator_checks import estimator_checks_generator

ESTIMATORS = [WoeTransformer(), ScorecardClassifier(), AdditiveClassifier()]
# Skips itself: arrays of other libraries are read through their frames, not through the array API.
SKIPS_ITSELF = "check_array_api_input"


def checks() -> list[Any]:
    """What parametrize_with_checks would run, less the check that skips itself."""
    return [
        pytest.param(estimator, check, id=f"{type(estimator).__name__}-{_name_of(check)}-{at}")
        for each in ESTIMATORS
        for at, (estimator, check) in enumerate(estimator_checks_generator(each))
        if _name_of(check) != SKIPS_ITSELF
    ]


def _name_of(check: Any) -> str:
    return str(getattr(check, "func", check).__name__)


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize(("estimator", "check"), checks())
def test_contract_of_scikit_learn(estimator: Any, check: Any) -> None:
    check(estimator)


@pytest.fixture(scope="module")
def rows() -> dict[str, Any]:
    """Two hundred firms: a number, a number with missing values, a text; and who paid late."""
    rng = numpy.random.default_rng(7)
    days = rng.normal(10, 8, 200).round(1)
    share = numpy.where(rng.random(200) < 0.2, numpy.nan, rng.random(200).round(2))
    region = rng.choice(["north", "south", "west"], 200)
    late = (rng.random(200) < 1 / (1 + numpy.exp(-(days - 10) / 5))).astype(int)
    return {"X": {"days": days, "share": share, "region": list(region)}, "y": late}


@pytest.mark.parametrize("frame", [pandas.DataFrame, polars.DataFrame])
def test_transformer_is_the_binning(rows: dict[str, Any], frame: Any) -> None:
    table, late = frame(rows["X"]), rows["y"]
    options: dict[str, Any] = {"trend": "free", "max_bins": 4, "smoothing": 1.0}
    transformer = WoeTransformer(**options).fit(table, late)
    fit = fit_binning(rows["X"], late, woe="zeros_over_ones", **options)
    expected = fit.binning.transform(rows["X"]).to_dict()
    found = transformer.transform(table)
    assert transformer.feature_names_in_.tolist() == list(rows["X"])
    for at, name in enumerate(rows["X"]):
        assert found[:, at].tolist() == expected[name]
    iv = fit.features.to_dict()
    assert transformer.information_values_ == dict(zip(iv["feature"], iv["iv"], strict=True))
    assert transformer.bins_ == fit.bins.to_dict()
    assert WoeTransformer(output="bin", **options).fit(table, late).transform(table)[:, 2].max() <= 2


def test_a_pickle_transforms_to_the_same_bits(rows: dict[str, Any]) -> None:
    table = pandas.DataFrame(rows["X"])
    transformer = WoeTransformer().fit(table, rows["y"])
    again = pickle.loads(pickle.dumps(transformer))
    assert again.transform(table).tobytes() == transformer.transform(table).tobytes()


def test_inside_a_search(rows: dict[str, Any]) -> None:
    table = pandas.DataFrame(rows["X"])
    search = GridSearchCV(
        make_pipeline(WoeTransformer(), LogisticRegression()),
        {"woetransformer__max_bins": [1, 5]},
        cv=4,
        scoring="roc_auc",
    )
    search.fit(table, rows["y"])
    assert search.best_params_ == {"woetransformer__max_bins": 5}
    assert search.best_score_ > 0.7


def test_labels_need_not_be_numbers(rows: dict[str, Any]) -> None:
    words = numpy.where(rows["y"] == 1, "late", "in time")
    table = pandas.DataFrame(rows["X"])
    transformer = WoeTransformer().fit(table, words)
    assert transformer.classes_.tolist() == ["in time", "late"]
    assert (transformer.transform(table) == WoeTransformer().fit(table, rows["y"]).transform(table)).all()


@pytest.mark.parametrize(
    ("labels", "says"),
    [([0, 1, 2, 0], "3 classes"), ([1, 1, 1, 1], "one class"), ([0.5, 1.5, 2.5, 0.1], "Unknown label type")],
)
def test_labels_that_are_not_two(labels: list[float], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        WoeTransformer().fit([[1], [2], [3], [4]], labels)


def test_frames_without_rows_and_with_other_columns(rows: dict[str, Any]) -> None:
    table = pandas.DataFrame(rows["X"])
    with pytest.raises(ValueError, match="0 sample"):
        WoeTransformer().fit(table.iloc[:0], [])
    transformer = WoeTransformer().fit(table, rows["y"])
    with pytest.raises(ValueError, match="feature names"):
        transformer.transform(table.rename(columns={"share": "portion"}))
    with pytest.raises(ValueError, match="inconsistent"):
        WoeTransformer().fit(table, rows["y"][:-1])
