"""What the command line prints for people: ratios rounded by their unit; csv and json keep every digit."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from openitem.cli import app
from typer.testing import CliRunner

LONG = re.compile(r"\d\.\d{7,}")
DOCUMENTS = """customer,id,kind,issue_date,due_date,amount
A,1,invoice,2024-01-10,2024-02-09,100.00
A,2,invoice,2024-02-10,2024-03-11,50.00
B,3,invoice,2024-01-05,2024-01-25,40.00
A,P,payment,2024-02-20,,-70.00
B,C,credit_note,2024-02-11,,-8.00
"""
APPLICATIONS = "credit_id,debit_id,amount,applied_on\nP,1,70.00,2024-02-20\n"
KPI = ("kpi", "--from", "2024-02-01", "--to", "2024-02-29")
COMMANDS = {
    "kpi": KPI,
    "kpi wide": (*KPI, "--layout", "wide", "--figures", "dso_simple_ending,severity,past_due_share"),
    "roll-rates": ("roll-rates", "--at", "2024-01-31", "--at", "2024-02-29"),
    "curves": ("curves", "--as-of", "2024-02-29"),
    "provision": ("provision", "--as-of", "2024-02-29", *(
        part for bucket in ("not_due", "d1_30", "d31_60", "d61_90", "over_90") for part in ("--rate", f"{bucket}=0.0123456")
    )),
    "bridge": ("bridge", "--from", "2024-01-31", "--to", "2024-02-29"),
}  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, ...]:
    documents, applications = tmp_path / "documents.csv", tmp_path / "applications.csv"
    documents.write_text(DOCUMENTS, encoding="utf-8")
    applications.write_text(APPLICATIONS, encoding="utf-8")
    return (str(documents), "--applications", str(applications), "--currency", "EUR")


def printed(command: str, files: tuple[str, ...], *options: str) -> str:
    name, *rest = COMMANDS[command]
    done = CliRunner().invoke(app.app, [name, *files, *rest, *options])
    assert done.exit_code == 0, (done.output, done.exception)
    return done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_people_see_no_binary_digits(command: str, files: tuple[str, ...]) -> None:
    text = printed(command, files)
    assert "." in text
    assert not LONG.search(text), LONG.findall(text)


def test_each_unit_has_its_digits(files: tuple[str, ...]) -> None:
    """Receivable 112 of sales 42 in 29 days: 77.333 days; past due 30 (20 days) and 40 (35 days)."""
    lines = [line.split() for line in printed("kpi", files).splitlines()]
    shown = {line[3]: line[4] for line in lines if len(line) > 5 and line[2] == "EUR"}
    assert shown["dso_simple_ending"] == "77.33"
    assert shown["severity"] == "28.57"
    assert shown["past_due_share"] == "0.6250"
    assert shown["turnover_ending"] == "0.38"


def test_loss_rates_have_more_digits_than_shares(files: tuple[str, ...]) -> None:
    words = printed("provision", files).split()
    assert "0.012346" in words
    rolled = printed("roll-rates", files).split()
    assert {"1.0000", "1.000000"} <= set(rolled)


def test_the_wide_layout_rounds_by_the_same_units(files: tuple[str, ...]) -> None:
    text = printed("kpi wide", files)
    assert {"77.33", "28.57", "0.6250"} <= set(text.split())


@pytest.mark.parametrize("command", ["kpi", "kpi wide"])
def test_data_keeps_every_digit(command: str, files: tuple[str, ...]) -> None:
    (row, *_) = csv.DictReader(io.StringIO(printed(command, files, "--format", "csv")))
    assert float(row.get("value") or row["dso_simple_ending"]) == 112 * 29 / 42
    (figures, *_) = json.loads(printed(command, files, "--format", "json"))["figures"]
    assert figures.get("value", figures.get("dso_simple_ending")) == 112 * 29 / 42
