"""Building ledgers from Python: roles, options, every table, files, and what stays with the caller."""

import datetime
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy
import openitem
import openpyxl
import polars
import pyarrow
import pyarrow.csv
import pyarrow.parquet
import pytest

AS_OF = datetime.date(2024, 6, 30)

DOCUMENTS: dict[str, list[Any]] = {
    "id": ["I1", "I2", "I3", "P1", "N1"],
    "customer": ["Adler", "Adler", "Brandt", "Adler", "Brandt"],
    "kind": ["invoice", "invoice", "invoice", "payment", "credit_note"],
    "issue_date": ["2024-03-01", "2024-05-01", "2024-04-15", "2024-06-03", "2024-06-10"],
    "due_date": ["2024-03-31", "2024-05-31", "2024-07-15", None, None],
    "amount": ["100.00", "250.50", "80.00", "-60.00", "-10.00"],
    "currency": ["EUR", "EUR", "USD", "EUR", "USD"],
}
APPLICATIONS: dict[str, list[Any]] = {
    "credit_id": ["P1"],
    "debit_id": ["I1"],
    "amount": ["60.00"],
    "applied_on": ["2024-06-03"],
}
CONTROL_TOTAL = {"EUR": Decimal("290.50"), "USD": Decimal("70.00")}


def control_total(ledger: openitem.Ledger) -> dict[str, Decimal]:
    return openitem.aging(ledger, AS_OF).control_total


def test_a_ledger_is_made_by_name_only() -> None:
    with pytest.raises(TypeError, match="from_documents"):
        openitem.Ledger()


def test_counts_and_repr() -> None:
    ledger = openitem.Ledger.from_documents(DOCUMENTS, APPLICATIONS, rows="strict")
    assert (ledger.document_count, ledger.application_count, ledger.customer_count) == (5, 1, 2)
    assert repr(ledger).startswith("<openitem.Ledger: 5 documents, 1 applications, 2 customers")
    assert control_total(ledger) == CONTROL_TOTAL


def test_roles_are_mapped_to_columns_and_tuples() -> None:
    documents = {
        "cust": DOCUMENTS["customer"],
        "year": [2024] * 5,
        "number": [1, 2, 3, 4, 5],
        "art": DOCUMENTS["kind"],
        "date": DOCUMENTS["issue_date"],
        "due": DOCUMENTS["due_date"],
        "value": DOCUMENTS["amount"],
        "currency": DOCUMENTS["currency"],
    }
    applications = {
        "cy": [2024],
        "cn": [4],
        "dy": [2024],
        "dn": [1],
        "amount": ["60.00"],
        "applied_on": ["2024-06-03"],
    }
    ledger = openitem.Ledger.from_documents(
        documents,
        applications,
        map={
            "documents": {
                "customer": "cust",
                "id": ["year", "number"],
                "kind": "art",
                "issue_date": "date",
                "due_date": "due",
                "amount": "value",
            },
            "applications": {"credit_id": ["cy", "cn"], "debit_id": ["dy", "dn"]},
        },
        rows="strict",
    )
    assert control_total(ledger) == CONTROL_TOTAL
    roles = openitem.check(ledger).columns.to_dict()
    assert dict(zip(roles["column"], roles["role"], strict=True))["cust"] == "customer"


def test_dimensions_and_further_dates() -> None:
    documents = {
        **DOCUMENTS,
        "region": ["N", "S", None, "N", "S"],
        "reaged": [None, "2024-06-20", None, None, None],
    }
    ledger = openitem.Ledger.from_documents(
        documents, APPLICATIONS, dimensions="region", dates=["reaged"], rows="strict"
    )
    rows = openitem.aging(ledger, AS_OF, by="region").rows.to_dict()
    assert rows["region"] == ["N", "S", "S", None]
    report = openitem.aging(ledger, AS_OF, by=(), basis="column", date_column="reaged", buckets=(9, 10, 60))
    assert report.rows.to_dict()["d10_10"] == [Decimal("250.50"), Decimal("0.00")]


def test_amounts_by_kind_are_magnitudes() -> None:
    documents = {**DOCUMENTS, "amount": [amount.lstrip("-") for amount in DOCUMENTS["amount"]]}
    ledger = openitem.Ledger.from_documents(documents, APPLICATIONS, sign="by_kind", rows="strict")
    assert control_total(ledger) == CONTROL_TOTAL


def test_unreferenced_credits_fill_the_oldest_due() -> None:
    ledger = openitem.Ledger.from_documents(DOCUMENTS, unreferenced_credits="oldest_due", rows="strict")
    items = openitem.aging(ledger, AS_OF).items().to_dict()
    assert dict(zip(items["id"], items["open"], strict=True)) == {
        "I1": Decimal("40.00"),
        "I2": Decimal("250.50"),
        "I3": Decimal("70.00"),
    }


def test_every_table_is_taken() -> None:
    ledger = openitem.Ledger.from_documents(
        DOCUMENTS,
        APPLICATIONS,
        instalments={
            "document_id": ["I2", "I2"],
            "number": [1, 2],
            "due_date": ["2024-05-31", "2024-06-30"],
            "amount": ["200.00", "50.50"],
        },
        disputes={"document_id": ["I3"], "opened": ["2024-06-01"], "amount": ["30.00"], "reason": ["price"]},
        promises={"customer": ["Adler"], "promised_on": ["2024-06-01"], "due_date": ["2024-07-01"]},
        contacts={"customer": ["Adler"], "contacted_on": ["2024-06-01"]},
        dunning={"customer": ["Adler"], "sent_on": ["2024-06-15"], "level": [1]},
        customers={"customer": ["Adler", "Brandt"], "parent": [None, "Adler"]},
        rows="strict",
    )
    summary = openitem.check(ledger).summary.to_dict()
    assert dict(zip(summary["table"], summary["rows"], strict=True)) == {
        "documents": 5,
        "applications": 1,
        "instalments": 2,
        "disputes": 1,
        "promises": 1,
        "contacts": 1,
        "dunning": 1,
        "customers": 2,
    }
    report = openitem.aging(ledger, AS_OF, disputes="own_column")
    assert sum(report.totals.to_dict()["disputed"]) == Decimal("30.00")


def test_check_says_what_was_excluded_and_its_money() -> None:
    applications = {**APPLICATIONS, "debit_id": ["nobody"]}
    check = openitem.check(openitem.Ledger.from_documents(DOCUMENTS, applications))
    findings = check.findings.to_dict()
    at = findings["rule"].index("unknown_document")
    assert findings["table"][at] == "applications"
    assert findings["row"][at] == 0
    assert findings["severity"][at] == "impossible"
    assert findings["amount"][at] == Decimal("60.00")
    assert "unknown_document" in check.rules.to_dict()["rule"]
    assert "unknown_document" in repr(check)
    assert "unknown_document" in check._repr_html_()
    totals = check.totals.to_dict()
    assert sum(totals["amount"]) == sum(CONTROL_TOTAL.values())


def test_check_wants_a_ledger() -> None:
    with pytest.raises(openitem.ArgumentError) as caught:
        openitem.check(DOCUMENTS)  # type: ignore[arg-type]
    assert caught.value.argument == "ledger"


# ---- the flat form ---------------------------------------------------------------------------------------


def test_flat_invoices_with_their_payment() -> None:
    invoices = {
        "customer": ["Adler", "Adler", "Brandt"],
        "issue_date": ["2024-03-01", "2024-05-01", "2024-04-15"],
        "due_date": ["2024-03-31", "2024-05-31", "2024-07-15"],
        "amount": ["100.00", "250.50", "80.00"],
        "paid_date": ["2024-06-03", None, "2024-06-10"],
        "paid_amount": ["60.00", None, None],
    }
    ledger = openitem.Ledger.from_invoices(invoices, currency="EUR", rows="strict")
    assert control_total(ledger) == {"EUR": Decimal("290.50")}
    assert openitem.aging(ledger, "2024-05-31").control_total == {"EUR": Decimal("430.50")}


def test_the_flat_form_needs_a_paid_date() -> None:
    with pytest.raises(openitem.DataError, match="from_documents") as caught:
        openitem.Ledger.from_invoices(DOCUMENTS)
    assert caught.value.status == "missing_column"
    assert caught.value.column == "documents.paid_date"


# ---- what stays with the caller --------------------------------------------------------------------------


def test_a_ledger_keeps_nothing_of_its_input() -> None:
    amounts = numpy.array([10000, 20000])
    days = numpy.array(["2024-05-01", "2024-06-01"], dtype="datetime64[D]")
    ledger = openitem.Ledger.from_documents(
        {"customer": numpy.array([1, 2]), "issue_date": days, "amount": amounts},
        currency="EUR",
        money="minor",
    )
    amounts[:] = 0
    days[:] = numpy.datetime64("1990-01-01")
    assert control_total(ledger) == {"EUR": Decimal("300.00")}


def test_a_stream_is_taken_once() -> None:
    class Once:
        def __init__(self) -> None:
            self.calls = 0

        def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
            self.calls += 1
            return pyarrow.table(DOCUMENTS).__arrow_c_stream__(requested_schema)

    frame = Once()
    assert control_total(openitem.Ledger.from_documents(frame, APPLICATIONS)) == CONTROL_TOTAL
    assert frame.calls == 1


def test_a_stream_may_be_made_by_python_code() -> None:
    table = pyarrow.table(DOCUMENTS)

    def batches() -> Any:
        for start in range(len(table)):
            yield from table.slice(start, 1).to_batches()

    reader = pyarrow.RecordBatchReader.from_batches(table.schema, batches())
    assert control_total(openitem.Ledger.from_documents(reader, APPLICATIONS)) == CONTROL_TOTAL


def test_a_stream_that_breaks_says_why() -> None:
    def batches() -> Any:
        yield from pyarrow.table(DOCUMENTS).to_batches()
        raise RuntimeError("the disk is gone")

    reader = pyarrow.RecordBatchReader.from_batches(pyarrow.table(DOCUMENTS).schema, batches())
    with pytest.raises(openitem.DataError, match="the disk is gone"):
        openitem.Ledger.from_documents(reader)


def test_any_number_of_threads_gives_the_same_ledger() -> None:
    sample = openitem.datasets.sample_ledger(3000, seed=3, faults=50)
    one, four = (openitem.aging(sample.ledger(threads=threads), "2024-12-31") for threads in (1, 4))
    for name in ("rows", "totals", "proof", "findings"):
        assert getattr(one, name).to_dict() == getattr(four, name).to_dict()


# ---- files -----------------------------------------------------------------------------------------------


@pytest.fixture(params=["csv", "tsv", "semicolons", "parquet", "xlsx", "directory"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[tuple[Path, ...], dict[str, Any]]:
    """The same ledger in files of every kind, with the arguments that read it."""
    tables = {"documents": pyarrow.table(DOCUMENTS), "applications": pyarrow.table(APPLICATIONS)}
    paths = {name: tmp_path / f"{name}.{request.param}" for name in tables}
    match request.param:
        case "csv" | "tsv" | "semicolons":
            delimiter = {"csv": ",", "tsv": "\t", "semicolons": ";"}[request.param]
            suffix = request.param if request.param != "semicolons" else "csv"
            for name, table in tables.items():
                paths[name] = tmp_path / f"{name}.{suffix}"
                pyarrow.csv.write_csv(table, paths[name], pyarrow.csv.WriteOptions(delimiter=delimiter))
            return tuple(paths.values()), {"delimiter": ";"} if request.param == "semicolons" else {}
        case "parquet":
            for name, table in tables.items():
                pyarrow.parquet.write_table(table, paths[name])
            return tuple(paths.values()), {}
        case "xlsx":
            book = openpyxl.Workbook()
            book.remove(book.active)
            for name, table in tables.items():
                sheet = book.create_sheet(name)
                sheet.append(table.column_names)
                for row in table.to_pylist():
                    sheet.append([in_a_workbook(column, value) for column, value in row.items()])
            book.save(tmp_path / "ledger.xlsx")
            return (tmp_path / "ledger.xlsx",), {}
    pyarrow.csv.write_csv(tables["documents"], tmp_path / "documents.csv")
    pyarrow.parquet.write_table(tables["applications"], tmp_path / "applications.parquet")
    return (tmp_path,), {}


def in_a_workbook(column: str, value: Any) -> Any:
    """Days as days and amounts as numbers, as people have them in their sheets."""
    if value is None:
        return None
    if column in {"issue_date", "due_date", "applied_on"}:
        return datetime.date.fromisoformat(value)
    return float(value) if column == "amount" else value


def test_files_of_every_kind_give_the_same_ledger(files: tuple[tuple[Path, ...], dict[str, Any]]) -> None:
    paths, options = files
    ledger = openitem.read_ledger(*paths, rows="strict", **options)
    expected = openitem.Ledger.from_documents(DOCUMENTS, APPLICATIONS)
    assert control_total(ledger) == CONTROL_TOTAL
    assert openitem.aging(ledger, AS_OF).rows.to_dict() == openitem.aging(expected, AS_OF).rows.to_dict()


def test_amounts_of_csv_keep_every_digit(tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    path.write_text("customer,due_date,amount\nA,2024-06-30,45035996273704.97\n007,2024-06-30,0.10\n")
    table = openitem.read_table(path)
    assert table["amount"].to_pylist() == ["45035996273704.97", "0.10"]
    assert table["customer"].to_pylist() == ["A", "007"]
    assert openitem.aging(table, AS_OF, currency="EUR").control_total == {"EUR": Decimal("45035996273705.07")}


def test_other_encodings_are_read_when_named(tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    path.write_bytes("customer,due_date,amount\nMüller,2024-06-30,1.00\n".encode("cp1252"))
    table = openitem.read_table(path, encoding="cp1252")
    assert table["customer"].to_pylist() == ["Müller"]


def test_the_first_sheet_or_a_named_one_holds_the_documents(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title in ("Export", "Alt"):
        sheet = book.active if title == "Export" else book.create_sheet(title)
        sheet.title = title
        sheet.append(["customer", "issue_date", "amount"])
        sheet.append(["A", "2024-06-01", "1.00" if title == "Export" else "2.00"])
    book.save(tmp_path / "book.xlsx")
    for sheet, total in ((None, "1.00"), ("Alt", "2.00")):
        ledger = openitem.read_ledger(tmp_path / "book.xlsx", sheet=sheet, currency="EUR")
        assert control_total(ledger) == {"EUR": Decimal(total)}
    with pytest.raises(openitem.ArgumentError, match="Export, Alt"):
        openitem.read_ledger(tmp_path / "book.xlsx", sheet="Neu", currency="EUR")


def test_missing_packages_are_named_with_the_line_that_installs_them(tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    path.write_text("customer\nA\n")
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "import openitem\n"
        "try: openitem.read_table(sys.argv[1])\n"
        "except ModuleNotFoundError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert "pip install 'openitem[io]'" in done.stdout


def test_a_ledger_from_polars_goes_out_as_polars() -> None:
    ledger = openitem.Ledger.from_documents(polars.DataFrame(DOCUMENTS), APPLICATIONS)
    assert isinstance(openitem.aging(ledger, AS_OF).rows.native(), polars.DataFrame)
    assert isinstance(openitem.check(ledger).findings.native(), polars.DataFrame)
