"""Wrong input: under "strict" an error that names row and column, under "mark" a finding with its money; nothing is lost."""

import datetime
import gc
import pickle
import sys
from decimal import Decimal
from typing import Any

import numpy
import openitem
import pyarrow
import pytest
from openitem import errors
from three_documents import APPLICATIONS, AS_OF, DOCUMENTS, build

# ---- rows at fault ---------------------------------------------------------------------------------------

# name -> (changed columns, options, status, rule, the amount that the finding carries)
BAD_CELLS: dict[str, tuple[dict[str, Any], dict[str, Any], str, str, Decimal | None]] = {
    "amount that is no number": (
        {"amount": ["1.00", "20,00", "300.00"]},
        {},
        "invalid_data",
        "unreadable_value",
        None,
    ),
    "too many digits": (
        {"amount": ["1.00", "20.001", "300.00"]},
        {},
        "inexact_amount",
        "unreadable_value",
        None,
    ),
    "Decimal with an exponent": (
        {"amount": [Decimal(1), Decimal("2E+70"), Decimal(300)]},
        {},
        "invalid_data",
        "unreadable_value",
        None,
    ),
    "infinite float": (
        {"amount": [1.0, float("inf"), 300.0]},
        {"money": "float"},
        "invalid_data",
        "unreadable_value",
        None,
    ),
    "infinite Decimal": (
        {"amount": [Decimal(1), Decimal("Infinity"), Decimal(300)]},
        {},
        "invalid_data",
        "unreadable_value",
        None,
    ),
    "NaN": (
        {"amount": [1.0, float("nan"), 300.0]},
        {"money": "float"},
        "missing_value",
        "missing_value",
        None,
    ),
    "NaN in NumPy": (
        {"amount": numpy.array([1.0, numpy.nan, 300.0])},
        {"money": "float"},
        "missing_value",
        "missing_value",
        None,
    ),
    "amount beyond the range": (
        {"amount": [100, 2**62, 30000]},
        {"money": "minor"},
        "overflow",
        "out_of_range",
        None,
    ),
    "amount beyond int64": (
        {"amount": [100, 2**63, 30000]},
        {"money": "minor"},
        "overflow",
        "out_of_range",
        None,
    ),
    "no amount": ({"amount": ["1.00", None, "300.00"]}, {}, "missing_value", "missing_value", None),
    "no customer": ({"customer": ["A", None, "C"]}, {}, "missing_value", "missing_value", Decimal("20.00")),
    "no such day": (
        {"issue_date": ["2024-05-01", "2024-02-30", "2024-05-03"]},
        {},
        "invalid_data",
        "unreadable_value",
        Decimal("20.00"),
    ),
    "date before 1900": (
        {"issue_date": [datetime.date(2024, 5, 1), datetime.date(1899, 12, 31), datetime.date(2024, 5, 3)]},
        {},
        "date_out_of_range",
        "out_of_range",
        Decimal("20.00"),
    ),
    "date in the year 1": (
        {"issue_date": [datetime.date(2024, 5, 1), datetime.date(1, 1, 1), datetime.date(2024, 5, 3)]},
        {},
        "date_out_of_range",
        "out_of_range",
        Decimal("20.00"),
    ),
    "date after 9999": (
        {"issue_date": numpy.array(["2024-05-01", "10000-01-01", "2024-05-03"], "datetime64[D]")},
        {},
        "date_out_of_range",
        "out_of_range",
        Decimal("20.00"),
    ),
    "date beyond 32 bits": (
        {"issue_date": numpy.array([19844, 2**40, 19846]).astype("datetime64[D]")},
        {},
        "date_out_of_range",
        "out_of_range",
        Decimal("20.00"),
    ),
    "text that is not UTF-8": (
        {"customer": pyarrow.array([b"A", b"B\xff", b"C"]).view(pyarrow.string())},
        {},
        "invalid_text",
        "invalid_text",
        Decimal("20.00"),
    ),
    "bytes that are not UTF-8": (
        {"customer": [b"A", b"B\xff", b"C"]},
        {},
        "invalid_text",
        "invalid_text",
        Decimal("20.00"),
    ),
    "lone surrogate": (
        {"customer": ["A", "B\udc80", "C"]},
        {},
        "invalid_text",
        "invalid_text",
        Decimal("20.00"),
    ),
    "unknown currency": (
        {"currency": ["EUR", "EURO", "EUR"]},
        {},
        "unknown_name",
        "unknown_currency",
        None,
    ),
    "unknown kind": (
        {"kind": ["invoice", "bill", "invoice"]},
        {},
        "unknown_name",
        "unknown_kind",
        Decimal("20.00"),
    ),
    "sign against kind": (
        {"kind": ["invoice", "credit_note", "invoice"]},
        {},
        "inconsistent_data",
        "sign_against_kind",
        Decimal("20.00"),
    ),
}
# The column at fault is the one that was changed, but for a sign that goes with neither.
AT_FAULT = {"sign against kind": "amount"}


def frames_of(columns: dict[str, Any]) -> list[Any]:
    """The columns as a dict and, where PyArrow holds them without changing type or value, as its table."""
    (column,) = (columns[name] for name in columns if columns[name] is not DOCUMENTS.get(name))
    if isinstance(column, list) and (isinstance(column[1], bytes | Decimal) or column[1] == 2**63):
        return [columns]
    if isinstance(column, numpy.ndarray) and column.dtype.kind == "M":
        return [columns]
    if isinstance(column, list) and isinstance(column[1], str) and not column[1].isascii():
        return [columns]
    return [columns, pyarrow.table(columns)]


@pytest.mark.parametrize("name", BAD_CELLS)
def test_strict_names_row_and_column(name: str) -> None:
    changes, options, status, _, _ = BAD_CELLS[name]
    (column,) = changes
    column = AT_FAULT.get(name, column)
    for frame in frames_of({**DOCUMENTS, **changes}):
        with pytest.raises(openitem.Error) as caught:
            build(frame, rows="strict", **options)
        error = caught.value
        assert error.row == 1, str(error)
        assert error.column == f"documents.{column}"
        assert error.status == status
        assert error.rows_affected in {0, 1}
        assert column in str(error)


@pytest.mark.parametrize("name", BAD_CELLS)
def test_mark_reports_the_row_with_its_money(name: str) -> None:
    changes, options, _, rule, amount = BAD_CELLS[name]
    (column,) = changes
    column = AT_FAULT.get(name, column)
    for frame in frames_of({**DOCUMENTS, **changes}):
        ledger = build(frame, **options)
        findings = openitem.check(ledger).findings.to_dict()
        at = findings["rule"].index(rule)
        assert findings["row"][at] == 1
        assert findings["column"][at] == column
        assert findings["severity"][at] == "impossible"
        assert findings["amount"][at] == amount
        assert findings["message"][at]
        proof = openitem.aging(ledger, AS_OF).proof.to_dict()
        assert f"excluded_{rule}" in proof["line"]
        counts = dict(zip(proof["line"], proof["count"], strict=True))
        assert counts[f"excluded_{rule}"] == 1
        reported = sum(
            a for a, line in zip(proof["amount"], proof["line"], strict=True) if line == "reported"
        )
        assert reported == Decimal("301.00")


def test_the_first_bad_row_is_named_and_all_are_counted() -> None:
    with pytest.raises(openitem.DataError) as caught:
        build({**DOCUMENTS, "amount": ["1.00", "x", "y"]}, rows="strict")
    assert caught.value.row == 1
    assert caught.value.rows_affected in {0, 2}


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"debit_id": ["nobody"]}, "unknown_document"),
        ({"credit_id": ["nobody"]}, "unknown_document"),
        ({"amount": ["9.00"]}, "over_application"),
        ({"credit_id": ["I2"]}, "not_a_credit"),
        ({"debit_id": ["P1"]}, "not_a_debit"),
    ],
)
def test_applications_that_cannot_be(changes: dict[str, Any], rule: str) -> None:
    documents = {
        "id": ["I1", "I2", "P1"],
        "customer": ["A", "A", "A"],
        "issue_date": ["2024-05-01"] * 3,
        "amount": ["1.00", "2.00", "-5.00"],
    }
    applications = {**APPLICATIONS, **changes}
    with pytest.raises(openitem.DataError) as caught:
        build(documents, applications=applications, rows="strict")
    assert caught.value.row == 0
    assert caught.value.column is not None
    assert caught.value.column.startswith("applications")
    ledger = build(documents, applications=applications)
    findings = openitem.check(ledger).findings.to_dict()
    at = findings["rule"].index(rule)
    assert findings["amount"][at] == Decimal(applications["amount"][0])
    assert openitem.aging(ledger, AS_OF).control_total == {"EUR": Decimal("-2.00")}


def test_a_customer_nobody_invoiced_is_a_suspicion() -> None:
    ledger = build(customers={"customer": ["A", "Z"]})
    findings = openitem.check(ledger).findings.to_dict()
    at = findings["rule"].index("unknown_customer")
    assert (findings["table"][at], findings["row"][at], findings["severity"][at]) == (
        "customers",
        1,
        "suspicion",
    )


# ---- the family ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "kind", "also"),
    [
        (100, openitem.ArgumentError, ValueError),
        (104, openitem.ArgumentError, ValueError),
        (200, openitem.DataError, ValueError),
        (209, openitem.DataError, ValueError),
        (300, openitem.ArithmeticOverflowError, OverflowError),
        (301, openitem.ArithmeticOverflowError, ArithmeticError),
        (400, openitem.MemoryLimitError, MemoryError),
        (500, openitem.VersionError, openitem.Error),
        (900, openitem.InternalError, openitem.Error),
        (777, openitem.InternalError, Exception),
    ],
)
def test_the_class_follows_from_the_hundred(
    status: int, kind: type[openitem.Error], also: type[Exception]
) -> None:
    error = errors.error_of_record(status, "name", 0, 7, 3, "documents.amount", "a message")
    assert type(error) is kind
    assert isinstance(error, also)
    assert isinstance(error, openitem.Error)
    assert (error.status, error.row, error.column, error.rows_affected) == ("name", 7, "documents.amount", 3)
    assert str(error) == "a message"


def test_what_is_not_known_is_none() -> None:
    error = errors.error_of_record(200, "invalid_data", -1, -1, 0, "", "a message")
    assert (error.row, error.column, error.argument) == (None, None, None)


def test_errors_survive_pickling() -> None:
    with pytest.raises(openitem.DataError) as caught:
        build({**DOCUMENTS, "amount": ["1.00", "x", "3.00"]}, rows="strict")
    copy = pickle.loads(pickle.dumps(caught.value))
    assert type(copy) is openitem.DataError
    assert (copy.row, copy.column, copy.status, str(copy)) == (
        1,
        "documents.amount",
        "invalid_data",
        str(caught.value),
    )


def test_a_failed_call_keeps_nothing_alive() -> None:
    frame = {**DOCUMENTS, "amount": numpy.array([1.0, 2.0, 3.0])}
    before = sys.getrefcount(frame["amount"])
    for _ in range(3):
        with pytest.raises(openitem.DataError) as caught:
            build(frame)
        del caught
    gc.collect()
    after = sys.getrefcount(frame["amount"])
    assert after == before
