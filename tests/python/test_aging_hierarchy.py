"""The hierarchy from Python: who stands under whom, by hand, and what is refused."""

from decimal import Decimal
from typing import Any

import openitem
import polars
import pytest

DOCUMENTS: dict[str, list[Any]] = {
    "customer": ["Lyon", "Rome", "Paris"],
    "issue_date": ["2024-05-01"] * 3,
    "due_date": ["2024-06-20", "2024-05-20", "2024-07-20"],
    "amount": ["10.00", "20.00", "40.00"],
    "entity": ["FR", "IT", None],
}
CUSTOMERS: dict[str, list[Any]] = {"customer": ["Lyon", "Paris"], "parent": ["Paris", "Group"]}


@pytest.fixture
def ledger() -> openitem.Ledger:
    frame = polars.DataFrame(DOCUMENTS)
    return openitem.Ledger.from_documents(frame, customers=polars.DataFrame(CUSTOMERS), currency="EUR")


def test_customers_under_their_parents(ledger: openitem.Ledger) -> None:
    result = openitem.aging_hierarchy(ledger, "2024-06-30", months=1)
    rows = result.rows.to_dict()
    assert rows["customer"] == ["Group", "Paris", "Lyon", "Rome"]
    assert rows["parent"] == [None, "Group", "Paris", None]
    assert rows["level"] == [0, 1, 2, 0]
    assert rows["descendants"] == [2, 1, 0, 0]
    assert rows["m0"] == [Decimal("10.00"), Decimal("10.00"), Decimal("10.00"), Decimal(0)]
    assert rows["total"] == [Decimal("50.00"), Decimal("50.00"), Decimal("10.00"), Decimal("20.00")]
    assert rows["own_total"] == [Decimal(0), Decimal("40.00"), Decimal("10.00"), Decimal("20.00")]
    assert result.totals.to_dict()["total"] == [Decimal("70.00")]
    proof = dict(zip(result.proof.to_dict()["line"], result.proof.to_dict()["amount"], strict=True))
    assert (proof["roots"], proof["roots_difference"]) == (Decimal("70.00"), Decimal(0))
    assert isinstance(result.rows.native(), polars.DataFrame)
    assert (result.over, result.as_of.isoformat()) == ("customer", "2024-06-30")
    assert "Aging by customer hierarchy as of 2024-06-30" in repr(result)
    assert "<table" in result._repr_html_()
    about = dict(zip(*result.about.to_dict().values(), strict=True))
    assert (about["formula"], about["over"]) == ("aging.due.hierarchy", "customer")


def test_entities_under_a_table_of_parents(ledger: openitem.Ledger) -> None:
    parents = {"entity": ["IT", "EU"], "parent": ["EU", None]}
    rows = openitem.aging_hierarchy(ledger, "2024-06-30", over="entity", parents=parents).rows.to_dict()
    assert rows["entity"] == ["EU", "IT", "FR", None]
    assert rows["parent"] == [None, "EU", None, None]
    assert rows["total"] == [Decimal("20.00"), Decimal("20.00"), Decimal("10.00"), Decimal("40.00")]


def test_a_cycle_of_customers_is_named_and_not_used() -> None:
    customers = {"customer": ["Lyon", "Paris"], "parent": ["Paris", "Lyon"]}
    with pytest.raises(openitem.DataError, match="'Lyon' under 'Paris' under 'Lyon'") as caught:
        openitem.Ledger.from_documents(DOCUMENTS, customers=customers, currency="EUR", rows="strict")
    assert (caught.value.row, caught.value.column) == (0, "customers.parent")
    marked = openitem.Ledger.from_documents(DOCUMENTS, customers=customers, currency="EUR")
    findings = openitem.check(marked).findings.to_dict()
    assert findings["rule"].count("parent_cycle") == 2
    assert openitem.aging_hierarchy(marked, "2024-06-30").rows.to_dict()["level"] == [0, 0, 0]


@pytest.mark.parametrize(
    ("parents", "words"),
    [
        ({"entity": ["IT", "EU"], "parent": ["EU", "IT"]}, "'IT' under 'EU' under 'IT'"),
        ({"entity": ["IT", "IT"], "parent": ["EU", "EU"]}, "stands in row 0 already"),
        ({"entity": [None], "parent": ["EU"]}, "every row names an entity"),
        ({"entity": ["IT"]}, "parents.parent is required"),
        ({"entity": [1], "parent": [2]}, "parents.entity holds numbers"),
        ({"entity": ["IT"], "parent": ["EU"], "share": ["1"]}, "parents.share is no column"),
        (None, "parents is required"),
    ],
)
def test_wrong_trees(ledger: openitem.Ledger, parents: Any, words: str) -> None:
    with pytest.raises((openitem.ArgumentError, openitem.DataError), match=words):
        openitem.aging_hierarchy(ledger, "2024-06-30", over="entity", parents=parents)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"over": "region"}, "over"),
        ({"parents": {"entity": ["IT"], "parent": ["EU"]}}, "parents are given beside over customer"),
        ({"by": "parent"}, "a column of every hierarchy"),
        ({"by": "colour"}, "colour"),
        ({"months": 2, "buckets": [0, 30]}, "months is 2 beside bounds"),
        ({"threads": 257}, "threads"),
    ],
)
def test_wrong_calls(ledger: openitem.Ledger, options: dict[str, Any], words: str) -> None:
    with pytest.raises(openitem.ArgumentError, match=words):
        openitem.aging_hierarchy(ledger, "2024-06-30", **options)


def test_a_frame_of_open_items_has_no_parents() -> None:
    with pytest.raises(openitem.ArgumentError, match="needs a Ledger, not dict"):
        openitem.aging_hierarchy(DOCUMENTS, "2024-06-30")  # type: ignore[arg-type]
