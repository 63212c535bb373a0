"""Scorecards against a scorer in plain Python; JSON to the bit and every damage to it; points scaling against published figures."""

import itertools
import json
import math
import pickle
import random
from typing import Any

import numpy
import pytest
import scorecard_model as model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openitem import ArgumentError, DataError, Error, VersionError
from openitem.credit import PointsScale, ReasonBaseline, Scorecard, points_scaling, read_scorecard

POINTS = st.one_of(
    st.integers(-200, 200).map(float),
    st.floats(-1e6, 1e6, allow_nan=False),
    st.sampled_from([0.1, -0.0, 1e-12]),
)
NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=4)
CATEGORIES = ["n", "s", "ä", 'a "b"', "x\n", "1"]


@st.composite
def numeric_bins(draw: st.DrawFn) -> list[dict[str, Any]]:
    cuts = sorted(draw(st.sets(st.integers(-20, 20), max_size=24)))
    bounds = [None, *map(float, cuts), None]
    bins: list[dict[str, Any]] = [
        {"kind": "interval", "lower": lower, "upper": upper} for lower, upper in itertools.pairwise(bounds)
    ]
    for value in draw(st.sets(st.sampled_from([-999.0, -5.0, 3.0, math.inf, -math.inf]), max_size=3)):
        text = {math.inf: "infinity", -math.inf: "-infinity"}
        bins.append({"kind": "special", "value": text.get(value, value)})
    if draw(st.booleans()):
        bins.append({"kind": "missing"})
    return bins


@st.composite
def category_bins(draw: st.DrawFn, unseen: str) -> list[dict[str, Any]]:
    listed = draw(st.permutations(CATEGORIES))
    cut, end = sorted((draw(st.integers(1, 6)), draw(st.integers(1, 6))))
    sets = [part for part in (sorted(listed[:cut]), sorted(listed[cut:end])) if part]
    bins: list[dict[str, Any]] = [{"kind": "categories", "categories": part} for part in sets]
    if unseen == "other" or draw(st.booleans()):
        bins.append({"kind": "other", "categories": []})
    if unseen == "missing" or draw(st.booleans()):
        bins.append({"kind": "missing"})
    return bins


@st.composite
def cards(draw: st.DrawFn) -> str:
    """The JSON text of a card, made without openitem."""
    unseen = draw(st.sampled_from(["error", "missing", "other"]))
    features: list[dict[str, Any]] = []
    for name in draw(st.lists(NAMES, min_size=1, max_size=4, unique=True)):
        numeric = draw(st.booleans())
        bins = draw(numeric_bins() if numeric else category_bins(unseen))
        bins = [{**b, "woe": draw(st.floats(-3, 3)), "points": draw(POINTS)} for b in bins]
        kind = "numeric" if numeric else "categorical"
        features.append({"name": name, "type": kind, "mean": draw(st.none() | POINTS), "bins": bins})
    pairs = []
    names = {feature["name"] for feature in features}
    for second in range(len(features)):
        for first in range(second):
            name = f"{features[first]['name']} x {features[second]['name']}"
            if draw(st.integers(0, 3)) or name in names:
                continue
            names.add(name)
            count = len(features[first]["bins"]) * len(features[second]["bins"])
            values = random.Random(draw(st.integers(0, 99)))
            pairs.append(
                {
                    "first": first,
                    "second": second,
                    "points": [values.randint(-9, 9) / 4 for _ in range(count)],
                }
            )
    classes: list[dict[str, Any]] = []
    bounds = sorted(draw(st.sets(POINTS.map(lambda x: x + 0.0), max_size=4)))
    factor = draw(st.sampled_from([28.85390081777927, -14.0, 1.5]))
    orientation = draw(st.sampled_from(["good_to_bad", "bad_to_good"]))
    falls = (orientation == "good_to_bad") == (factor > 0)
    if draw(st.booleans()):
        pds = sorted(
            draw(st.lists(st.floats(0, 1), min_size=len(bounds) + 1, max_size=len(bounds) + 1)), reverse=falls
        )
        stated = draw(st.lists(st.booleans(), min_size=len(pds), max_size=len(pds)))
        for place, lower in enumerate([None, *bounds]):
            classes.append({"name": f"K{place}", "lower": lower, "pd": pds[place] if stated[place] else None})
    scale = (
        {"factor": factor, "offset": draw(POINTS), "orientation": orientation}
        if draw(st.booleans())
        else None
    )
    card = {
        "base_points": draw(POINTS),
        "scale": scale,
        "unseen": unseen,
        "features": features,
        "pairs": pairs,
        "classes": classes,
        "notes": [
            {"name": name, "text": draw(NAMES)} for name in draw(st.lists(NAMES, max_size=2, unique=True))
        ],
    }
    file = {"card": card, "checksum": "0" * 16, "version": 1, "format": "openitem.scorecard"}
    text = json.dumps(file, indent=draw(st.none() | st.integers(0, 2)), ensure_ascii=draw(st.booleans()))
    return model.with_checksum(text.replace('"checksum": "', '"checksum":"'))


def values_of(feature: dict[str, Any], unseen: str, draw: Any) -> Any:
    """A value that has a bin."""
    if feature["type"] == "categorical":
        pool: list[Any] = [None, "", *CATEGORIES, "nobody"]
    else:
        bounds = [b["lower"] for b in feature["bins"] if b.get("lower") is not None]
        pool = [None, math.nan, 0.0, -1e300, 1e300, 3.0, -5.0, -999.0, math.inf, -math.inf]
        pool += bounds + [math.nextafter(bound, -math.inf) for bound in bounds]
    held = [value for value in pool if model.bin_of(feature, value, unseen) is not None]
    return draw(st.sampled_from(held))


def same(found: Any, expected: Any, exact: bool = True) -> bool:
    if found is None or expected is None or isinstance(expected, str):
        return bool(found == expected)
    return bool(found == expected) if exact else math.isclose(found, expected, rel_tol=1e-12, abs_tol=1e-300)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=cards(), data=st.data())
def test_scores_are_those_of_plain_python(text: str, data: st.DataObject) -> None:
    card = model.card_of(text)
    scorecard = Scorecard.from_json(text)
    count = data.draw(st.integers(1, 6))
    columns = {
        feature["name"]: [values_of(feature, card["unseen"], data.draw) for _ in range(count)]
        for feature in card["features"]
        if any(model.bin_of(feature, v, card["unseen"]) is not None for v in (None, 0.0, "n", *CATEGORIES))
    }
    known = all(feature["mean"] is not None for feature in card["features"])
    baseline: ReasonBaseline = data.draw(
        st.sampled_from(["best_attainable", "mean"] if known else ["best_attainable"])
    )
    reasons = data.draw(st.integers(0, 5))
    arrays = {
        name: numpy.array([math.nan if v is None else v for v in values])
        if all(v is None or isinstance(v, float) for v in values)
        and next(f for f in card["features"] if f["name"] == name)["type"] == "numeric"
        else values
        for name, values in columns.items()
    }
    for name, values in arrays.items():
        if isinstance(values, list) and all(v is None for v in values):
            arrays[name] = [""] * count
    found = scorecard.score(arrays, reasons=reasons, baseline=baseline, points=True, threads=2).to_dict()
    for row in range(count):
        expected = model.score_row(
            card, {name: values[row] for name, values in columns.items()}, reasons, baseline
        )
        assert set(found) == set(expected)
        for name, value in expected.items():
            assert same(found[name][row], value, exact=name != "pd"), (name, row, found[name][row], value)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=cards())
def test_json_and_tables_keep_every_bit(text: str) -> None:
    scorecard = Scorecard.from_json(text)
    written = scorecard.to_json()
    # Another reader finds in our text what stood in the first, but for negative zeros.
    assert model.card_of(written) == model.card_of(text)
    assert Scorecard.from_json(written).to_json() == written
    assert Scorecard.from_json(written.encode()) == scorecard
    assert pickle.loads(pickle.dumps(scorecard)) == scorecard
    assert hash(scorecard) == hash(Scorecard.from_json(written))
    tables = scorecard.tables()
    card = model.card_of(text)
    again = read_scorecard(
        tables.card,
        categories=tables.categories,
        means={f["name"]: f["mean"] for f in card["features"] if f["mean"] is not None},
        pairs=tables.pairs,
        classes=tables.classes,
        base_points=scorecard.base_points,
        scale=scorecard.scale,
        unseen=card["unseen"],
        notes={note["name"]: note["text"] for note in card["notes"]},
    )
    assert again.to_json() == written


def expert(**further: Any) -> Scorecard:
    card = {
        "feature": ["late"] * 3 + ["region"] * 2,
        "bin": [0, 1, 2, 0, 1],
        "kind": ["interval", "interval", "missing", "categories", "other"],
        "lower": [None, 30, None, None, None],
        "upper": [30, None, None, None, None],
        "points": [40, 10.5, 20, 15, 5],
    }
    sets = {"feature": ["region"] * 2, "bin": [0, 0], "category": ["north", "ö st"]}
    options: dict[str, Any] = {
        "classes": {"class": ["C", "B", "A"], "lower": [None, 540, 560], "pd": [0.2, None, 0.01]},
        "base_points": 520,
        "scale": points_scaling(20, 600, 50, orientation="good_to_bad"),
        "unseen": "other",
        "notes": {"bad": "90 days past due"},
        "pairs": {
            "first": ["late"] * 6,
            "second": ["region"] * 6,
            "first_bin": [0, 0, 1, 1, 2, 2],
            "second_bin": [0, 1] * 3,
            "points": [0, 1, 2, 3, 4, 5.25],
        },
    }
    return read_scorecard(card, categories=sets, **(options | further))


ROWS = {"late": [10.0, 45.0, None], "region": ["north", "west", "south"]}


def test_every_byte_that_changes_is_found() -> None:
    text = expert().to_json()
    data = text.encode()
    for place in range(len(data)):
        for byte in {data[place] ^ mask for mask in (1, 2, 4, 8, 16, 32, 64, 128, 0x2A)} | {0x20, 0x30, 0x22}:
            if byte == data[place]:
                continue
            damaged = data[:place] + bytes([byte]) + data[place + 1 :]
            try:
                found = Scorecard.from_json(damaged)
            except (ArgumentError, DataError, VersionError):
                continue
            assert data[place] in b" \n", (place, byte)
            assert found.to_json() == text


def test_every_cut_is_found() -> None:
    data = expert().to_json().encode()
    for size in range(len(data) - 1):
        with pytest.raises((ArgumentError, DataError)):
            Scorecard.from_json(data[:size])
    assert Scorecard.from_json(data[:-1]) == expert()  # the line's end


@pytest.mark.parametrize(
    ("change", "error", "status", "where"),
    [
        (lambda file: file.update(format="openitem.curve"), ArgumentError, "unknown_name", "format"),
        (lambda file: file.pop("format"), ArgumentError, "unknown_name", "format"),
        (lambda file: file.update(version=2), VersionError, "unsupported_version", "version"),
        (lambda file: file.update(version=2, card=[]), VersionError, "unsupported_version", "version"),
        (lambda file: file.update(version=-1), DataError, "invalid_data", "version"),
        (lambda file: file.update(version=True), DataError, "wrong_type", "version"),
        (lambda file: file.pop("version"), DataError, "missing_value", "version"),
        (lambda file: file.update(more=1), ArgumentError, "unknown_name", "more"),
        (lambda file: file.pop("card"), DataError, "missing_value", "card"),
        (lambda file: file["card"].pop("notes"), DataError, "missing_value", "card.notes"),
        (lambda file: file["card"].update(base_points="1"), DataError, "wrong_type", "card.base_points"),
        (lambda file: file["card"].update(base_points=None), DataError, "wrong_type", "card.base_points"),
        (
            lambda file: file["card"]["features"][1].update(mean=[]),
            DataError,
            "wrong_type",
            "card.features[1].mean",
        ),
        (
            lambda file: file["card"]["features"][0]["bins"][2].update(lower=1),
            ArgumentError,
            "unknown_name",
            "card.features[0].bins[2].lower",
        ),
        (
            lambda file: file["card"]["pairs"][0].update(first=0.5),
            DataError,
            "invalid_data",
            "card.pairs[0].first",
        ),
        (lambda file: file["card"]["pairs"][0]["points"].pop(), ArgumentError, "invalid_argument", None),
        (lambda file: file["card"]["classes"][2].update(lower=1), ArgumentError, "invalid_argument", None),
        (lambda file: file["card"].update(features=[]), ArgumentError, "invalid_argument", None),
    ],
)
def test_other_files_are_named(change: Any, error: type[Error], status: str, where: str | None) -> None:
    file = json.loads(expert().to_json())
    change(file)
    text = model.with_checksum(json.dumps(file, separators=(",", ":"), ensure_ascii=False))
    with pytest.raises(error) as caught:
        Scorecard.from_json(text)
    assert caught.value.status == status
    assert caught.value.column == where


def test_damage_is_called_damage() -> None:
    text = expert().to_json()
    with pytest.raises(DataError, match=r"damaged.*scorecard_to_json") as caught:
        Scorecard.from_json(text.replace("10.5", "10.6"))
    assert caught.value.status == "inconsistent_data"
    for other in ("", "x", "[" * 100_000, '{"a":1,"a":2}', "NaN", "1e999"):
        with pytest.raises((DataError, ArgumentError)):
            Scorecard.from_json(other)
    with pytest.raises(DataError, match="UTF-8"):
        Scorecard.from_json(b'"\xff"')
    with pytest.raises(ArgumentError, match="json must be str or bytes"):
        Scorecard.from_json(7)  # type: ignore[arg-type]


def test_points_scaling_of_the_textbook() -> None:
    """Siddiqi (2006): 600 points at 50 to 1, 20 points double the odds; here at 20 too: 1 / 21."""
    scale = points_scaling(20, 600, 50, orientation="good_to_bad")
    card = expert(scale=scale, pairs=None, classes=None, base_points=580)
    assert card.score({"late": [None], "region": ["south"]}).to_dict()["score"] == [605.0]
    at_base = expert(scale=scale, pairs=None, classes=None, base_points=575)
    assert math.isclose(
        at_base.score({"late": [None], "region": ["x"]}).to_dict()["pd"][0], 1 / 51, rel_tol=1e-14
    )
    doubled = expert(scale=scale, pairs=None, classes=None, base_points=595)
    assert math.isclose(
        doubled.score({"late": [None], "region": ["x"]}).to_dict()["pd"][0], 1 / 101, rel_tol=1e-14
    )
    assert isinstance(at_base.scale, PointsScale)
    assert at_base.scale == scale
    assert expert(scale=None, classes=None).scale is None
    odds_of_20 = points_scaling(1 / math.log2(20) * 1.0, 600, 20, orientation="good_to_bad")
    assert math.isclose(float(odds_of_20.pd(600.0)), 1 / 21, rel_tol=1e-14)


def test_weights_multiply_points_and_means_do_not() -> None:
    plain, weighted = expert(means={"late": 7}), expert(weights={"late": 2, "region": 0.5}, means={"late": 7})
    assert plain.tables().card.to_dict()["points"] == [40.0, 10.5, 20.0, 15.0, 5.0]
    assert weighted.tables().card.to_dict()["points"] == [80.0, 21.0, 40.0, 7.5, 2.5]
    assert weighted.tables().features.to_dict() == {"feature": ["late", "region"], "mean": [7.0, None]}
    with pytest.raises(ArgumentError, match="mean points of feature 'region'"):
        weighted.score(ROWS, reasons=1, baseline="mean")


def test_arguments_are_named() -> None:
    with pytest.raises(ArgumentError, match="scale must be a PointsScale"):
        expert(scale=(1, 2))
    with pytest.raises(ArgumentError, match="notes must be a dict"):
        expert(notes=["a"])
    with pytest.raises(ArgumentError, match="weights must be a dict"):
        expert(weights=[1])
    with pytest.raises(ArgumentError, match="age"):
        expert(weights={"age": 1})
    with pytest.raises(ArgumentError, match="points must be True or False"):
        expert().score(ROWS, points="no")  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="reasons"):
        expert().score(ROWS, reasons=True)
    with pytest.raises(ArgumentError, match="baseline"):
        expert().score(ROWS, reasons=1, baseline="best")  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="reasons"):
        expert().score(ROWS, reasons=21)
    with pytest.raises(DataError) as caught:
        expert().score({"late": [1.0, math.inf], "region": ["n", "n"]})
    assert (caught.value.row, caught.value.column) == (1, "features.late")
    with pytest.raises(ArgumentError, match="PDs of the classes"):
        expert(classes={"class": ["C", "A"], "lower": [None, 1], "pd": [0.1, 0.2]})


def test_frames_come_back_as_they_went_in() -> None:
    pandas = pytest.importorskip("pandas")
    polars = pytest.importorskip("polars")
    expected = expert().score(ROWS, reasons=2).to_dict()
    for frame in (pandas.DataFrame(ROWS), polars.DataFrame(ROWS)):
        native = expert().score(frame, reasons=2).native()
        assert isinstance(native, type(frame))
        assert list(native["score"]) == expected["score"]
        assert list(native.columns) == list(expected)


def test_card_describes_itself() -> None:
    card = expert()
    assert card.feature_names == ("late", "region")
    assert card.base_points == 520.0
    assert repr(card) == "<Scorecard of late, region>"
    assert card != "card"
    assert card != expert(base_points=1)
    tables = card.tables()
    assert tables.notes.to_dict() == {"name": ["bad"], "text": ["90 days past due"]}
    assert tables.settings.to_dict()["unseen"] == ["other"]
    assert tables.categories.to_dict()["category"] == ["north", "ö st"]
    assert tables.classes.to_dict()["pd"] == [0.2, None, 0.01]
    assert len(tables.pairs) == 6
