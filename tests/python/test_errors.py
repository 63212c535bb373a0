"""Wrong input: under "strict" an error that names row and column, under "mark" a finding with its money; nothing is lost."""

import datetime
import gc
import pickle
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy
import openitem
import openpyxl
import pandas
import polars
import pyarrow
import pytest
from openitem import errors

AS_OF = datetime.date(2024, 6, 30)

DOCUMENTS: dict[str, Any] = {
    "id": ["I1", "I2", "I3"],
    "customer": ["A", "B", "C"],
    "issue_date": [datetime.date(2024, 5, day) for day in (1, 2, 3)],
    "due_date": [datetime.date(2024, 6, day) for day in (1, 2, 3)],
    "amount": [Decimal("1.00"), Decimal("20.00"), Decimal("300.00")],
}
APPLICATIONS: dict[str, Any] = {
    "credit_id": ["P1"],
    "debit_id": ["I1"],
    "amount": ["0.50"],
    "applied_on": ["2024-06-01"],
}


def build(documents: Any = None, /, **options: Any) -> openitem.Ledger:
    return openitem.Ledger.from_documents(
        DOCUMENTS if documents is None else documents, **{"currency": "EUR", **options}
    )


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


# ---- the call at fault -----------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", ["mark", "strict"])
@pytest.mark.parametrize(
    ("changes", "options", "column"),
    [
        ({"amount": [1, 2, 3]}, {}, "documents.amount"),
        ({"amount": [1.0, 2.0, 3.0]}, {}, "documents.amount"),
        ({"amount": [1.0, 2.0, 3.0]}, {"money": "minor"}, "documents.amount"),
        ({"amount": [True, False, True]}, {}, "documents.amount"),
        ({"amount": [Decimal(1), 2, Decimal(3)]}, {}, "documents.amount"),
        ({"amount": [1, 2, 2**64]}, {"money": "minor"}, "documents.amount"),
        ({"amount": [datetime.date(2024, 1, 1)] * 3}, {}, "documents.amount"),
        ({"amount": [object()] * 3}, {}, "documents.amount"),
        ({"amount": numpy.zeros(3, dtype=complex)}, {}, "documents.amount"),
        ({"customer": [1.0, 2.0, 3.0]}, {}, "documents.customer"),
        ({"customer": [1, "two", 3]}, {}, "documents.customer"),
        ({"issue_date": [20240501, 20240502, 20240503]}, {}, "documents.issue_date"),
        (
            {"issue_date": [datetime.datetime(2024, 5, 1, tzinfo=datetime.UTC)] * 3},
            {},
            "documents.issue_date",
        ),
        ({"issue_date": numpy.array(["2024-05"] * 3, "datetime64[M]")}, {}, "documents.issue_date"),
    ],
)
def test_columns_of_a_wrong_type(
    changes: dict[str, Any], options: dict[str, Any], column: str, rows: str
) -> None:
    with pytest.raises(openitem.DataError) as caught:
        build({**DOCUMENTS, **changes}, rows=rows, **options)
    assert caught.value.status == "wrong_type"
    assert caught.value.column == column


def test_a_column_of_a_foreign_type_says_which_type() -> None:
    for value in (
        [1, "two", None],
        pyarrow.array([{"x": 1}] * 3),
        pyarrow.array([[1]] * 3),
        pyarrow.array([datetime.time(1)] * 3),
    ):
        with pytest.raises(openitem.DataError) as caught:
            build(
                pyarrow.table({**DOCUMENTS, "amount": value})
                if isinstance(value, pyarrow.Array)
                else {**DOCUMENTS, "amount": value}
            )
        assert caught.value.column == "documents.amount"
    with pytest.raises(openitem.DataError, match=r"int \(row 0\).*text \(row 1\)"):
        build({**DOCUMENTS, "amount": [1, "two", None]})


def test_the_choice_to_make_is_named() -> None:
    with pytest.raises(openitem.DataError, match="minor"):
        build({**DOCUMENTS, "amount": [1, 2, 3]})
    with pytest.raises(openitem.DataError, match="float"):
        build({**DOCUMENTS, "amount": [1.0, 2.0, 3.0]})


@pytest.mark.parametrize("column", ["customer", "issue_date", "amount"])
def test_missing_columns(column: str) -> None:
    documents = {name: values for name, values in DOCUMENTS.items() if name != column}
    for frame in (
        documents,
        pyarrow.table(documents),
        polars.DataFrame(documents),
        pandas.DataFrame(documents),
    ):
        with pytest.raises(openitem.DataError, match=column) as caught:
            build(frame)
        assert caught.value.status == "missing_column"


def test_no_columns_and_no_rows() -> None:
    with pytest.raises(openitem.DataError) as caught:
        build({})
    assert caught.value.status == "missing_column"
    empty = build({name: [] for name in DOCUMENTS})
    assert empty.document_count == 0
    assert openitem.aging(empty, AS_OF).rows.to_dict()["total"] == []
    assert openitem.aging(build(pyarrow.table(DOCUMENTS).slice(0, 0)), AS_OF).control_total in (
        {},
        {"EUR": Decimal("0.00")},
    )


def test_ragged_columns() -> None:
    with pytest.raises(openitem.DataError, match="due_date") as caught:
        build({**DOCUMENTS, "due_date": DOCUMENTS["due_date"][:2]})
    assert caught.value.status == "ragged_columns"
    assert caught.value.column == "documents.due_date"
    assert caught.value.row == 2


def test_a_column_twice() -> None:
    table = pyarrow.table([pyarrow.array(["A"]), pyarrow.array(["B"])], names=["customer", "customer"])
    for frame in (table, pandas.DataFrame([["A", "B"]], columns=["customer", "customer"])):
        with pytest.raises(openitem.Error, match="customer") as caught:
            build(frame)
        assert caught.value.status == "invalid_argument"


def test_an_overflowing_sum_is_refused_under_either_policy() -> None:
    for rows in ("mark", "strict"):
        with pytest.raises(openitem.ArithmeticOverflowError) as caught:
            build({**DOCUMENTS, "amount": [2**61, 2**61, 1]}, money="minor", rows=rows)
        assert caught.value.status == "overflow"


def test_a_ledger_needs_a_currency() -> None:
    with pytest.raises(openitem.Error, match="currency"):
        openitem.Ledger.from_documents(DOCUMENTS)


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"map": {"documents": {"customer": "cust"}}}, "cust"),
        ({"map": {"documents": {"client": "customer"}}}, "client"),
        ({"map": {"invoices": {"customer": "customer"}}}, "invoices"),
        ({"map": "customer"}, "map"),
        ({"map": {"documents": "customer"}}, "map"),
        ({"map": {"documents": {"customer": 5}}}, "map"),
        ({"dimensions": ["region"]}, "region"),
        ({"dates": "reaged"}, "reaged"),
        ({"currency": "EURO"}, "EURO"),
        ({"currency": 978}, "currency"),
        ({"money": "cents"}, "cents"),
        ({"sign": "plus"}, "plus"),
        ({"rows": "skip"}, "skip"),
        ({"unreferenced_credits": "newest"}, "newest"),
        ({"date_format": "%y"}, "format"),
        ({"threads": -1}, "threads"),
        ({"threads": 257}, "threads"),
        ({"threads": 1.5}, "threads"),
        ({"threads": True}, "threads"),
    ],
)
def test_wrong_options_are_refused_by_name(options: dict[str, Any], word: str) -> None:
    with pytest.raises(openitem.Error, match=word) as caught:
        build(**options)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(
    "frame",
    [
        None,
        5,
        "documents.csv",
        b"bytes",
        [1, 2],
        [{"customer": "A"}],
        numpy.zeros((3, 3)),
        polars.LazyFrame({"customer": ["A"]}),
        pandas.Series([1]),
        object(),
        {"customer": 5},
        {"customer": "A"},
        {5: ["A"]},
        {"customer": numpy.zeros((2, 2))},
        {"cust\0omer": ["A"]},
    ],
    ids=lambda frame: type(frame).__name__,
)
def test_what_is_no_frame(frame: Any) -> None:
    for call in (build, lambda given: openitem.aging(given, AS_OF, currency="EUR")):
        if frame is None and call is build:
            continue
        with pytest.raises(openitem.Error):
            call(frame)


def test_a_lazy_frame_is_told_what_to_do() -> None:
    with pytest.raises(openitem.ArgumentError, match="collect"):
        build(polars.LazyFrame(DOCUMENTS))


def test_a_frame_that_cannot_stream_says_why() -> None:
    class Broken:
        def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
            raise RuntimeError("out of order")

    with pytest.raises(openitem.DataError, match="out of order") as caught:
        build(Broken())
    assert isinstance(caught.value.__cause__, RuntimeError)

    class NoCapsule:
        def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
            return "capsule"

    with pytest.raises(openitem.Error):
        build(NoCapsule())

    class ListOfInts:
        def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
            return pyarrow.chunked_array([[1, 2, 3]]).__arrow_c_stream__(requested_schema)

    with pytest.raises(openitem.Error):
        build(ListOfInts())


def test_a_hundred_thousand_columns() -> None:
    wide: dict[str, Any] = {f"extra {number}": [None] * 3 for number in range(100_000)}
    ledger = build({**wide, **DOCUMENTS})
    assert ledger.document_count == 3
    assert build(pyarrow.table({**wide, **DOCUMENTS})).document_count == 3


# ---- files -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "status", "row"),
    [
        (b"customer,issue_date,amount\nA,2024-01-01,1.00\nB,2024-01-02\n", "ragged_columns", 1),
        (b"customer,issue_date,amount\nA,2024-01-01,1,00\nB,2024-01-02,2,00\n", "ragged_columns", 0),
        (b'customer,issue_date,amount\nA,2024-01-01,1.00\nB,"2024-01-02,2.00\n', "ragged_columns", 1),
        (b"customer,issue_date,amount\nA,2024-01-01,1.00\nB,2024-", "ragged_columns", 1),
        (b"", "invalid_data", None),
        (b"customer,issue_date\nA,2024-01-01\n", "missing_column", None),
        (b"customer,issue_date,amount,amount\nA,2024-01-01,1.00,2.00\n", "invalid_argument", None),
    ],
)
def test_csv_files_that_are_no_table(tmp_path: Path, content: bytes, status: str, row: int | None) -> None:
    path = tmp_path / "documents.csv"
    path.write_bytes(content)
    with pytest.raises(openitem.Error) as caught:
        openitem.read_ledger(path, currency="EUR")
    assert caught.value.status == status
    assert caught.value.row == row


def test_wrong_bytes_in_a_csv_are_located(tmp_path: Path) -> None:
    path = tmp_path / "documents.csv"
    path.write_bytes(b"customer,issue_date,amount\nA,2024-01-01,1.00\nM\xfcller,2024-01-02,20.00\n")
    with pytest.raises(openitem.DataError) as caught:
        openitem.read_ledger(path, currency="EUR", rows="strict")
    assert (caught.value.status, caught.value.row, caught.value.column) == (
        "invalid_text",
        1,
        "documents.customer",
    )
    findings = openitem.check(openitem.read_ledger(path, currency="EUR")).findings.to_dict()
    assert findings["amount"][findings["rule"].index("invalid_text")] == Decimal("20.00")


def test_wrong_encodings_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "documents.csv"
    path.write_bytes("customer,issue_date,amount\nM\u00fcller,2024-01-02,20.00\n".encode("cp1252"))
    for encoding in ("ascii", "no-such-encoding"):
        with pytest.raises(openitem.DataError, match=encoding):
            openitem.read_ledger(path, currency="EUR", encoding=encoding)


def test_a_csv_with_a_hundred_thousand_columns(tmp_path: Path) -> None:
    path = tmp_path / "documents.csv"
    names = ["customer", "issue_date", "amount", *(f"c{number}" for number in range(100_000))]
    path.write_text(",".join(names) + "\nA,2024-01-01,1.00" + "," * 100_000 + "\n")
    assert openitem.read_ledger(path, currency="EUR").document_count == 1


def test_files_that_are_not_there_or_of_no_known_kind(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nothing\.csv"):
        openitem.read_ledger(tmp_path / "nothing.csv")
    with pytest.raises(FileNotFoundError, match=r"nothing\.xlsx"):
        openitem.read_ledger(tmp_path / "nothing.xlsx")
    (tmp_path / "documents.doc").write_text("x")
    with pytest.raises(openitem.ArgumentError, match=r"documents\.doc"):
        openitem.read_ledger(tmp_path / "documents.doc")
    with pytest.raises(openitem.ArgumentError, match=r"documents\.csv"):
        openitem.read_ledger(tmp_path)
    (tmp_path / "documents.csv").write_text("customer\n")
    (tmp_path / "documents.parquet").write_text("x")
    with pytest.raises(openitem.ArgumentError, match="several"):
        openitem.read_ledger(tmp_path)
    for wrong in (";;", "", "é"):
        with pytest.raises(openitem.ArgumentError, match="delimiter"):
            openitem.read_ledger(tmp_path / "documents.csv", delimiter=wrong)


@pytest.mark.parametrize("name", ["documents.parquet", "documents.xlsx"])
def test_broken_files(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(openitem.DataError, match=name) as caught:
        openitem.read_ledger(tmp_path / name)
    assert caught.value.status == "invalid_data"


def test_a_cut_off_parquet_and_workbook(tmp_path: Path) -> None:
    pyarrow.parquet.write_table(pyarrow.table(DOCUMENTS), tmp_path / "documents.parquet")
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["customer"])
    book.save(tmp_path / "documents.xlsx")
    for path in (tmp_path / "documents.parquet", tmp_path / "documents.xlsx"):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        with pytest.raises(openitem.DataError):
            openitem.read_ledger(path)


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
