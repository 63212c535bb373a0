"""Base currency beside the document currency, from Python and the command line; the figures of docs/methods/aging.md, 10."""

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import openitem
import pandas
import pytest
from openitem.cli import app
from typer.testing import CliRunner

DOCUMENTS: dict[str, list[Any]] = {
    "customer": ["A", "A", "A", "B", "B"],
    "id": ["I1", "P1", "I2", "I3", "C1"],
    "issue_date": ["2024-01-10", "2024-02-05", "2024-03-01", "2024-02-01", "2024-03-05"],
    "due_date": ["2024-02-10", None, "2024-03-31", "2024-03-01", None],
    "amount": ["300.00", "-100.00", "50.00", "10.00", "-30.00"],
    "currency": ["USD", "USD", "EUR", "GBP", "USD"],
    "base_amount": ["270.00", "-92.00", None, "11.70", "-27.60"],
}
APPLICATIONS: dict[str, list[Any]] = {
    "credit_id": ["P1"],
    "debit_id": ["I1"],
    "amount": ["100.00"],
    "applied_on": ["2024-02-05"],
}
AS_OF = "2024-03-15"
RATES = {"USD": "0.9", "GBP": "1.2"}


@pytest.fixture
def ledger() -> openitem.Ledger:
    return openitem.Ledger.from_documents(
        pandas.DataFrame(DOCUMENTS), pandas.DataFrame(APPLICATIONS), base_currency="EUR"
    )


def records(table: openitem.ResultTable | None) -> list[dict[str, Any]]:
    assert table is not None
    columns = table.to_dict()
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def test_both_currencies_and_the_whole_company(ledger: openitem.Ledger) -> None:
    report = openitem.aging(ledger, AS_OF, base_amounts=True)
    rows = records(report.rows)
    assert [(row["customer"], row["currency"], row["total"], row["base_total"]) for row in rows] == [
        ("A", "EUR", Decimal("50.00"), Decimal("50.00")),
        ("A", "USD", Decimal("200.00"), Decimal("180.00")),
        ("B", "GBP", Decimal("10.00"), Decimal("11.70")),
        ("B", "USD", Decimal("-30.00"), Decimal("-27.60")),
    ]
    (company,) = records(report.base_totals)
    assert (company["currency"], company["d31_60"], company["unapplied"], company["total"]) == (
        "EUR",
        Decimal("180.00"),
        Decimal("-27.60"),
        Decimal("214.10"),
    )
    assert [row["total"] for row in records(report.base_rows)] == [Decimal("230.00"), Decimal("-15.90")]
    proof = {row["line"]: (row["count"], row["amount"]) for row in records(report.base_proof)}
    assert proof["residues"] == (1, Decimal("2.00"))
    assert proof["difference"] == (0, Decimal("0.00"))
    assert {"base_total", "without_base_open"} <= set(report.rows.money_columns)
    assert isinstance(report.base_rows.native(), pandas.DataFrame) if report.base_rows else False
    assert dict(zip(*report.about.to_dict().values(), strict=True))["base_currency"] == "EUR"


def test_without_the_option_nothing_is_there(ledger: openitem.Ledger) -> None:
    report = openitem.aging(ledger, AS_OF)
    assert report.base_rows is None
    assert report.base_totals is None
    assert report.base_proof is None
    assert not [name for name in report.rows.columns if "base" in name]


def test_base_totals_are_the_carrying_amounts_of_the_revaluation(ledger: openitem.Ledger) -> None:
    for as_of in ("2024-01-31", "2024-02-29", AS_OF):
        report = openitem.aging(ledger, as_of, by=["customer"], base_amounts=True)
        booked = records(openitem.revaluation(ledger, as_of, RATES, by=["customer"]).rows)
        assert [(r["customer"], r["currency"], r["base_total"]) for r in records(report.rows)] == [
            (r["customer"], r["currency"], r["booked"]) for r in booked
        ]


def test_items_behind_a_base_figure(ledger: openitem.Ledger) -> None:
    report = openitem.aging(ledger, AS_OF, base_amounts=True)
    (item,) = records(report.items(bucket="d31_60"))
    assert (item["open"], item["base_currency"], item["base_open"]) == (
        Decimal("200.00"),
        "EUR",
        Decimal("180.00"),
    )


def test_a_series_has_them_too(ledger: openitem.Ledger) -> None:
    series = openitem.aging_series(ledger, ["2024-01-31", AS_OF], base_amounts=True)
    assert [(row["as_of"].isoformat(), row["total"]) for row in records(series.base_totals)] == [
        ("2024-01-31", Decimal("270.00")),
        (AS_OF, Decimal("214.10")),
    ]
    assert {row["amount"] for row in records(series.base_proof) if row["line"] == "difference"} == {0}
    assert len(records(series.base_rows)) == 3
    assert openitem.aging_series(ledger, [AS_OF]).base_rows is None
    (item,) = records(series.items(AS_OF, bucket="d1_30"))
    assert item["base_open"] == Decimal("11.70")


def test_magnitudes_by_kind_are_booked_as_magnitudes() -> None:
    documents = {
        "customer": ["A", "A"],
        "kind": ["invoice", "payment"],
        "issue_date": ["2024-01-10", "2024-02-05"],
        "amount": ["300.00", "100.00"],
        "currency": ["USD", "USD"],
        "base_amount": ["270.00", "92.00"],
    }
    ledger = openitem.Ledger.from_documents(documents, base_currency="EUR", sign="by_kind")
    (company,) = records(openitem.aging(ledger, AS_OF, base_amounts=True).base_totals)
    assert (company["unapplied"], company["total"]) == (Decimal("-92.00"), Decimal("178.00"))


def test_a_ledger_without_a_base_currency_is_refused() -> None:
    ledger = openitem.Ledger.from_documents(
        {"customer": ["A"], "issue_date": ["2024-01-10"], "amount": ["1.00"]}, currency="EUR"
    )
    with pytest.raises(openitem.ArgumentError, match="base_amounts needs a ledger with a base currency"):
        openitem.aging(ledger, AS_OF, base_amounts=True)


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for name, table in (("documents", DOCUMENTS), ("applications", APPLICATIONS)):
        pandas.DataFrame(table).to_csv(tmp_path / f"{name}.csv", index=False)
    return [
        str(tmp_path / "documents.csv"),
        "--applications",
        str(tmp_path / "applications.csv"),
        "--base-currency",
        "EUR",
    ]


def test_on_the_command_line(files: list[str], tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    options = ["--as-of", AS_OF, "--base-amounts", "--report", str(page)]
    result = CliRunner().invoke(app.app, ["age", *files, *options, "--format", "csv"])
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["base_total"] for row in rows] == ["50.00", "180.00", "11.70", "-27.60"]
    assert "214.10" in page.read_text(encoding="utf-8")
    shown = CliRunner().invoke(app.app, ["age", *files, *options[:3], "--format", "json"])
    assert '"base_proof"' in shown.stdout
    days = ["--as-of", "2024-01-31", "--as-of", AS_OF, "--base-amounts", "--format", "json"]
    series = CliRunner().invoke(app.app, ["series", *files, *days])
    assert series.exit_code == 0, series.output
    assert '"base_totals"' in series.stdout
