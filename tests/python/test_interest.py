"""Late interest through Python and the command line."""

import datetime
import json
from decimal import Decimal
from pathlib import Path

import openitem
import pytest
from openitem.cli.app import app
from typer.testing import CliRunner

ITEMS = {"amount": ["10000.00"], "due_date": ["2024-05-31"]}
PAYMENTS = {"item": [0, 0], "paid_on": ["2024-06-15", "2024-07-10"], "amount": ["5000.00", "5000.00"]}
REFERENCE = {"from": ["2024-01-01", "2024-07-01"], "rate": [0.02, 0.03]}


def test_partial_payment_and_rate_change_within_the_delay() -> None:
    """frappe/erpnext#37095: interest of one rate on the first amount for the whole delay would be 109.59."""
    statement = openitem.interest(
        ITEMS, "2024-12-31", reference=REFERENCE, margin=0.08, payments=PAYMENTS, currency="EUR"
    )
    assert statement.lines.to_dict()["amount"] == [Decimal("41.10"), Decimal("20.55"), Decimal("15.07")]
    assert statement.charge == {"EUR": Decimal("76.72")}
    naive = openitem.simple_interest("10000.00", "0.10", 40, currency="EUR").amount
    assert naive == Decimal("109.59")


def test_nothing_is_charged_without_a_rate() -> None:
    with pytest.raises(openitem.ArgumentError, match="nothing is charged without a rate") as raised:
        openitem.interest(ITEMS, "2024-06-30", currency="EUR")
    assert raised.value.status == "not_set"


def test_shipped_tables_are_used_by_name_alone_and_end_where_they_end() -> None:
    shipped = openitem.late_payment_tables()["reference_rates"].to_dict()
    assert all(shipped["source"])
    statement = openitem.interest(
        {"amount": ["2500.00"], "due_date": ["2022-12-14"]},
        "2023-01-31",
        reference="uk",
        law="uk_1998",
        compensation="uk_1998",
        currency="GBP",
    )
    assert statement.charge == {"GBP": Decimal("100.41")}  # 30.41 + 70
    with pytest.raises(openitem.DataError, match="2024-07-01"):
        openitem.reference_rate("uk", "2024-07-01")
    with pytest.raises(openitem.ArgumentError, match="'it', 'uk'"):
        openitem.reference_rate("fr", "2024-07-01")


def test_frames_come_back_as_they_came_in() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({**ITEMS, "customer": ["A"]})
    statement = openitem.interest(frame, datetime.date(2024, 6, 30), rate="0.365", currency="EUR")
    assert isinstance(statement.rows.native(), pandas.DataFrame)
    assert statement.rows.to_dict()["charge"] == [Decimal("3000.00") / 10]


def test_payments_beyond_the_balance_are_located() -> None:
    with pytest.raises(openitem.DataError) as raised:
        openitem.interest(
            ITEMS,
            "2024-06-30",
            rate=0.1,
            payments={"item": [0, 0], "paid_on": ["2024-06-01", "2024-06-02"], "amount": ["9000", "1000.01"]},
            currency="EUR",
        )
    assert (raised.value.row, raised.value.column) == (1, "payments.amount")


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    path = tmp_path / "documents.csv"
    path.write_text(
        "customer,id,issue_date,due_date,amount,paid_date,paid_amount\n"
        "Adler,I1,2024-05-01,2024-05-31,10000.00,2024-06-15,5000.00\n"
        "Birke,I2,2024-06-01,2024-07-31,100.00,,\n",
        encoding="utf-8",
    )
    return path


def test_command_line(documents: Path, tmp_path: Path) -> None:
    reference = tmp_path / "reference.csv"
    reference.write_text("from,rate\n2024-01-01,0.02\n", encoding="utf-8")
    given = ["interest", str(documents), "--as-of", "2024-06-30", "--currency", "EUR", "--format", "json"]
    result = CliRunner().invoke(app, [*given, "--reference", str(reference), "--margin", "0.08"])
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    assert document["schema"] == "openitem.interest/1"
    assert [line["amount"] for line in document["lines"]] == ["41.10", "20.55"]
    shipped = CliRunner().invoke(app, [*given, "--reference", "it", "--law", "eu_2011_7", "--items"])
    assert shipped.exit_code == 0, shipped.output
    contractual = CliRunner().invoke(app, [*given[:-1], "csv", "--rate", "0.1"])
    assert "41.10" in contractual.stdout
    assert CliRunner().invoke(app, given).exit_code != 0
