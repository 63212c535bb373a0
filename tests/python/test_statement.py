"""Statements of account from Python: figures by hand, frames, names, and what is refused."""

import datetime
from decimal import Decimal
from typing import Any

import numpy
import openitem
import pandas
import pytest
from openitem import datasets

DOCUMENTS: dict[str, list[Any]] = {
    "customer": [7, 7, 8, 7],
    "id": ["1", "2", "3", "P"],
    "kind": ["invoice", "invoice", "credit_note", "payment"],
    "issue_date": ["2024-01-10", "2024-02-10", "2024-02-11", "2024-02-20"],
    "due_date": ["2024-02-09", "2024-03-11", None, None],
    "amount": ["100.00", "50.00", "-8.00", "-70.00"],
}
PERIOD = ("2024-01-31", "2024-02-29")


@pytest.fixture
def small() -> openitem.Ledger:
    return openitem.Ledger.from_documents(pandas.DataFrame(DOCUMENTS), currency="EUR")


def lines(table: openitem.ResultTable, *names: str) -> list[tuple[Any, ...]]:
    columns = table.to_dict()
    return list(zip(*(columns[name] for name in names or columns), strict=True))


def test_figures_by_hand(small: openitem.Ledger) -> None:
    february = openitem.statement(small, "2024-01-31", datetime.date(2024, 2, 29), credits="netted")
    names = ("customer", "opening", "debits", "credits", "closing", "d1_30", "credit_balance", "overdue")
    assert [tuple(map(str, row)) for row in lines(february.statements, *names)] == [
        ("7", "100.00", "50.00", "-70.00", "80.00", "30.00", "0.00", "30.00"),
        ("8", "0.00", "0.00", "-8.00", "-8.00", "0.00", "-8.00", "0.00"),
    ]
    assert lines(february.movements, "customer", "id", "balance") == [
        (7, "2", Decimal("150.00")),
        (7, "P", Decimal("80.00")),
        (8, "3", Decimal("-8.00")),
    ]
    assert lines(february.open_items, "id", "open") == [
        ("1", Decimal("30.00")),
        ("2", Decimal("50.00")),
        ("3", Decimal("-8.00")),
    ]
    assert isinstance(february.movements.native(), pandas.DataFrame)
    assert february.period == (datetime.date(2024, 1, 31), datetime.date(2024, 2, 29))
    assert "Statement of account from 2024-01-31 to 2024-02-29" in repr(february)
    assert "Open items as of 2024-02-29" in repr(february.open_items)
    assert "<table" in february._repr_html_()
    proof = lines(february.proof, "line", "amount")
    assert ("control_total", Decimal("72.00")) in proof
    assert all(amount == 0 for line, amount in proof if line.endswith("difference"))


@pytest.mark.parametrize(
    "customers",
    [8, [8], (8,), numpy.array([8]), iter([8]), "8"],
    ids=["int", "list", "tuple", "array", "iterator", "text"],
)
def test_customers_are_keys_one_or_several(small: openitem.Ledger, customers: Any) -> None:
    one = openitem.statement(small, *PERIOD, customers)
    assert lines(one.statements, "customer", "closing") == [(8, Decimal("-8.00"))]
    assert ("customer", "8") in lines(one.about)
    assert "control_total" not in one.proof.to_dict()["line"]


@pytest.mark.parametrize(
    ("customers", "options", "words"),
    [
        (9, {}, r"customers\[0\] is '9'"),
        ([7, 8, 7], {}, r"customers\[2\] is '7', which stands at position 0"),
        ([], {}, "customers is empty"),
        ([7, None], {}, r"customers\[1\] must be an int"),
        (None, {"by": "entity"}, "a statement is by customer"),
        (None, {"by": ("customer", "entity")}, "there are customer"),
        (None, {"from_": "2024-03-01"}, "after to"),
        (None, {"known_at": "2024-01-01", "known_at_from": "2024-01-02"}, "known_at_from"),
        (None, {"threads": 257}, "threads"),
    ],
)
def test_is_refused(small: openitem.Ledger, customers: Any, options: dict[str, Any], words: str) -> None:
    period = dict(zip(("from_", "to"), PERIOD, strict=True))
    with pytest.raises(openitem.ArgumentError, match=words):
        openitem.statement(small, customers=customers, **{**period, **options})


def test_needs_a_ledger() -> None:
    with pytest.raises(openitem.ArgumentError, match="needs a Ledger"):
        openitem.statement(DOCUMENTS, *PERIOD)  # type: ignore[arg-type]


def test_a_customer_alone_is_the_same_as_among_all() -> None:
    ledger = datasets.sample_ledger(3000, seed=5, customers=40).ledger()
    every = openitem.statement(ledger, "2024-10-31", "2024-12-31")
    names = sorted(set(every.statements.to_dict()["customer"]))[3:6]
    some = openitem.statement(ledger, "2024-10-31", "2024-12-31", names)
    for table in ("statements", "movements", "open_items"):
        wanted = [row for row in lines(getattr(every, table)) if row[0] in names]
        assert lines(getattr(some, table)) == wanted
        assert wanted
