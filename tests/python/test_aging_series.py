"""Aging series from Python: every date is the aging of that date, in the type of frame that came in."""

import datetime
from decimal import Decimal
from typing import Any

import openitem
import polars
import pytest
from openitem import datasets

END = datetime.date(2024, 12, 31)
DATES = ["2024-03-31", datetime.date(2024, 6, 30), "2024-12-31"]

DOCUMENTS: dict[str, list[Any]] = {
    "customer": ["A", "A", "B"],
    "id": ["1", "2", "3"],
    "issue_date": ["2024-01-10", "2024-05-10", "2024-06-01"],
    "due_date": ["2024-02-10", "2024-06-10", "2024-07-01"],
    "amount": ["100.00", "50.00", "8.00"],
    "paid_date": ["2024-04-01", None, None],
}


@pytest.fixture(scope="module")
def sample() -> openitem.Ledger:
    return datasets.sample_ledger(2000, seed=7, end=END, faults=100).ledger()


@pytest.fixture
def small() -> openitem.Ledger:
    return openitem.Ledger.from_documents(polars.DataFrame(DOCUMENTS), currency="EUR")


def of_date(table: openitem.ResultTable, day: datetime.date) -> dict[str, list[Any]]:
    columns = table.to_dict()
    rows = [at for at, as_of in enumerate(columns["as_of"]) if as_of == day]
    return {name: [values[at] for at in rows] for name, values in columns.items() if name != "as_of"}


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"credits": "netted", "by": []},
        {"future_payments": True, "threads": 2},
        {"months": 3, "forward_months": 1},
        {"calendar": "UK", "by": []},
        {"months": 2, "basis": "issue", "credits": "own_age"},
    ],
)
def test_every_date_is_its_aging(sample: openitem.Ledger, options: dict[str, Any]) -> None:
    series = openitem.aging_series(sample, DATES, **options)
    assert series.as_of == (datetime.date(2024, 3, 31), datetime.date(2024, 6, 30), END)
    for day in series.as_of:
        aging = openitem.aging(sample, day, **options)
        for name in ("rows", "totals", "proof"):
            assert of_date(getattr(series, name), day) == getattr(aging, name).to_dict()
    about = series.about.to_dict()
    assert dict(zip(about["name"], about["value"], strict=True))["document_passes"] == "1"


def test_figures_by_hand(small: openitem.Ledger) -> None:
    series = openitem.aging_series(small, DATES, by="customer", buckets=(0, 30))
    rows = series.rows.to_dict()
    assert list(zip(rows["as_of"], rows["customer"], rows["total"], strict=True)) == [
        (datetime.date(2024, 3, 31), "A", Decimal("100.00")),
        (datetime.date(2024, 6, 30), "A", Decimal("50.00")),
        (datetime.date(2024, 6, 30), "B", Decimal("8.00")),
        (END, "A", Decimal("50.00")),
        (END, "B", Decimal("8.00")),
    ]
    assert rows["over_30"] == [Decimal("100.00"), Decimal(0), Decimal(0), Decimal("50.00"), Decimal("8.00")]
    assert isinstance(series.rows.native(), polars.DataFrame)
    assert series.rows.native()["as_of"].dtype == polars.Date
    assert "Aging of 3 dates, 2024-03-31 to 2024-12-31" in repr(series)
    assert "<table" in series._repr_html_()


def test_items_behind_a_cell_of_one_date(small: openitem.Ledger) -> None:
    series = openitem.aging_series(small, DATES, buckets=iter((0, 30)), forward_buckets=iter((10,)))
    items = series.items("2024-06-30", customer="A", bucket="d1_30").to_dict()
    assert items["id"] == ["2"]
    assert items["open"] == [Decimal("50.00")]
    with pytest.raises(openitem.ArgumentError, match="2024-07-01 is not a date of this series"):
        series.items("2024-07-01")
    with pytest.raises(openitem.ArgumentError, match="'region' is not among them"):
        series.items("2024-06-30", region="N")


def test_months_move_with_the_date(small: openitem.Ledger) -> None:
    series = openitem.aging_series(small, ["2024-06-30", "2024-07-31"], by=(), months=2)
    rows = series.rows.to_dict()
    assert list(rows)[2:6] == ["not_due", "m0", "m1", "over_m1"]
    assert (rows["not_due"], rows["m0"]) == (
        [Decimal("8.00"), Decimal(0)],
        [Decimal("50.00"), Decimal("8.00")],
    )
    assert (rows["m1"], rows["over_m1"]) == ([Decimal(0), Decimal("50.00")], [Decimal(0), Decimal(0)])
    assert series.items("2024-07-31", bucket="m1").to_dict()["id"] == ["2"]


def test_each_date_as_it_was_known() -> None:
    documents = {
        "customer": ["A", "A"],
        "id": ["1", "2"],
        "issue_date": ["2024-01-10", "2024-01-20"],
        "amount": ["10.00", "5.00"],
        "recorded_on": ["2024-01-10", "2024-02-02"],
    }
    ledger = openitem.Ledger.from_documents(documents, currency="EUR")
    days = ["2024-01-31", "2024-02-29"]
    late = openitem.aging_series(ledger, days, known_at_as_of=True)
    assert late.totals.to_dict()["total"] == [Decimal("10.00"), Decimal("15.00")]
    assert late.items(days[0]).to_dict()["id"] == ["1"]
    assert late.items(days[1]).to_dict()["id"] == ["1", "2"]
    now = openitem.aging_series(ledger, days)
    assert now.totals.to_dict()["total"] == [Decimal("15.00"), Decimal("15.00")]


@pytest.mark.parametrize(
    ("as_of", "options", "words"),
    [
        ([], {}, "as_of has 0 dates; expected 1 to 4096"),
        (["2024-01-31", "2024-01-30"], {}, r"as_of\[1\] is 2024-01-30 after 2024-01-31"),
        (["2024-01-31", "soon"], {}, "soon"),
        (["2024-01-31", 5], {}, r"as_of\[1\]"),
        ("2024-01-31", {}, "for one day use aging"),
        (5, {}, "as_of must be a sequence"),
        (["2024-01-31"], {"known_at": "2024-01-31", "known_at_as_of": True}, "known_at_as_of"),
        (["2024-01-31"], {"by": "colour"}, "colour"),
        (["2024-01-31"], {"by": "as_of"}, "as_of"),
        (["2024-01-31"], {"threads": 257}, "threads"),
        (["2024-01-31"], {"credits": "somewhere"}, "credits"),
    ],
)
def test_wrong_calls(small: openitem.Ledger, as_of: Any, options: dict[str, Any], words: str) -> None:
    with pytest.raises((openitem.ArgumentError, openitem.DataError), match=words):
        openitem.aging_series(small, as_of, **options)


def test_a_frame_has_no_history() -> None:
    with pytest.raises(openitem.ArgumentError, match="needs a Ledger, not dict"):
        openitem.aging_series(DOCUMENTS, DATES)  # type: ignore[arg-type]
