"""Wrong calls and wrong files: columns, options and frames that are refused by name whatever the row policy."""

import datetime
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
from three_documents import AS_OF, DOCUMENTS, build

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
