"""The roll-forward from Python: lines by hand, the control account, and what is refused."""

import datetime
import itertools
from decimal import Decimal
from typing import Any

import openitem
import pandas
import pytest
from openitem import datasets

DOCUMENTS: dict[str, list[Any]] = {
    "customer": ["A", "A", "B", "A"],
    "id": ["1", "2", "3", "P"],
    "kind": ["invoice", "invoice", "credit_note", "payment"],
    "issue_date": ["2024-01-10", "2024-02-10", "2024-02-11", "2024-02-20"],
    "amount": ["100.00", "50.00", "-8.00", "-70.00"],
}


@pytest.fixture
def small() -> openitem.Ledger:
    return openitem.Ledger.from_documents(pandas.DataFrame(DOCUMENTS), currency="EUR")


def lines(table: openitem.ResultTable) -> list[tuple[Any, ...]]:
    return list(zip(*table.to_dict().values(), strict=True))


def test_lines_by_hand(small: openitem.Ledger) -> None:
    february = openitem.roll_forward(small, "2024-01-31", datetime.date(2024, 2, 29), by="customer")
    assert [(*row[:3], str(row[4])) for row in lines(february.rows)] == [
        ("A", "EUR", "opening", "100.00"),
        ("A", "EUR", "invoice", "50.00"),
        ("A", "EUR", "payment", "-70.00"),
        ("A", "EUR", "closing", "80.00"),
        ("A", "EUR", "difference", "0.00"),
        ("B", "EUR", "opening", "0.00"),
        ("B", "EUR", "credit_note", "-8.00"),
        ("B", "EUR", "closing", "-8.00"),
        ("B", "EUR", "difference", "0.00"),
    ]
    assert isinstance(february.totals.native(), pandas.DataFrame)
    assert february.period == (datetime.date(2024, 1, 31), datetime.date(2024, 2, 29))
    assert february.control_account is None
    assert "Roll-forward from 2024-01-31 to 2024-02-29" in repr(february)
    assert "<table" in february._repr_html_()
    about = dict(lines(february.about))
    assert (about["formula"], about["from"], about["by"]) == ("roll_forward", "2024-01-31", "customer")


def test_the_control_account(small: openitem.Ledger) -> None:
    control = pandas.DataFrame(
        {"customer": ["A", "B"], "opening": ["100.00", "0.00"], "closing": ["80.00", "-9.00"]}
    )
    compared = openitem.roll_forward(small, "2024-01-31", "2024-02-29", by="customer", control=control)
    assert compared.control_account is not None
    assert lines(compared.control_account)[2:] == [
        ("B", "EUR", "opening", Decimal(0), Decimal(0), Decimal(0), "equal"),
        ("B", "EUR", "closing", Decimal("-8.00"), Decimal("-9.00"), Decimal("1.00"), "unequal"),
    ]
    minor = openitem.roll_forward(
        small, "2024-01-31", "2024-02-29", control={"closing": [7200]}, money="minor"
    )
    assert minor.control_account is not None
    assert minor.control_account.to_dict()["status"] == ["equal"]


def test_a_year_of_months_adds_up_to_the_year() -> None:
    ledger = datasets.sample_ledger(3000, seed=5, end=datetime.date(2024, 12, 31), faults=200).ledger()
    ends = [openitem.time.month_end(datetime.date(2023, month, 1)) for month in range(1, 13)]

    def amounts(first: datetime.date, last: datetime.date) -> dict[tuple[str, str], Decimal]:
        rows = lines(openitem.roll_forward(ledger, first, last).totals)
        return {(currency, line): amount for currency, line, _, amount in rows}

    year = amounts(ends[0], ends[-1])
    months = [amounts(first, last) for first, last in itertools.pairwise(ends)]
    for before, after in itertools.pairwise(months):
        closing = {currency: amount for (currency, line), amount in before.items() if line == "closing"}
        assert {
            currency: amount for (currency, line), amount in after.items() if line == "opening"
        } == closing
    for (currency, line), amount in year.items():
        if line in {"opening", "closing"}:
            expected = months[0 if line == "opening" else -1][currency, line]
        else:
            expected = sum((month.get((currency, line), Decimal(0)) for month in months), Decimal(0))
        assert amount == expected, line
    aged = openitem.aging(ledger, ends[-1], by=[]).totals.to_dict()
    for currency, total in zip(aged["currency"], aged["total"], strict=True):
        assert year[currency, "closing"] == total


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (
            {"known_at": "2024-01-01", "known_at_from": "2024-01-02"},
            "known_at_from is 2024-01-02, after known_at",
        ),
        ({"by": "colour"}, "colour"),
        ({"by": "amount"}, "amount"),
        ({"clock": "noon"}, "clock"),
        ({"threads": -1}, "threads"),
        ({"money": "minor"}, "money says how control is read"),
        ({"control": {"balance": ["1.00"]}}, "neither the column opening nor closing"),
        ({"control": {"closing": ["1.00", "much"]}}, "much"),
        ({"control": {"closing": [1]}}, "minor"),
    ],
)
def test_wrong_calls(small: openitem.Ledger, options: dict[str, Any], words: str) -> None:
    with pytest.raises((openitem.ArgumentError, openitem.DataError), match=words):
        openitem.roll_forward(small, "2024-01-31", "2024-02-29", **options)


def test_wrong_days_and_no_ledger(small: openitem.Ledger) -> None:
    with pytest.raises(openitem.ArgumentError, match="from is 2024-02-29, after to, 2024-01-31"):
        openitem.roll_forward(small, "2024-02-29", "2024-01-31")
    with pytest.raises(openitem.ArgumentError, match="needs a Ledger, not dict"):
        openitem.roll_forward(DOCUMENTS, "2024-01-31", "2024-02-29")  # type: ignore[arg-type]
