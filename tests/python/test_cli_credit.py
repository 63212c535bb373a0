"""The commands `score` and `credit`, as their users type them."""

import json
from pathlib import Path
from typing import Any

import pytest
from openitem.credit import Scorecard, points_scaling, read_scorecard
from test_cli import openitem, rows_of

ROWS = """customer,days_late,sector
Acme,3,retail
Bolt,45,trade
Cask,,retail
"""
DOCUMENTS = """customer,issue_date,due_date,amount
Acme,2024-05-01,2024-05-31,900.00
Acme,2024-06-10,2024-06-10,-100.00
Bolt,2024-06-01,2024-07-01,50.00
"""


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """Two features, typed: points by hand."""
    bins = {
        "feature": ["days_late"] * 3 + ["sector"] * 2,
        "bin": [0, 1, 2, 0, 1],
        "kind": ["interval", "interval", "missing", "categories", "other"],
        "lower": [None, 30, None, None, None],
        "upper": [30, None, None, None, None],
        "points": [80, 20, 40, 15, 5],
    }
    made = read_scorecard(
        bins,
        categories={"feature": ["sector"], "bin": [0], "category": ["retail"]},
        base_points=500,
        unseen="other",
        scale=points_scaling(20, 600, 50, orientation="good_to_bad"),
    )
    path = tmp_path / "card.json"
    path.write_text(made.to_json(), encoding="utf-8")
    return path


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_score(card: Path, rows: Path) -> None:
    done = openitem("score", card, rows, "--keep", "customer", "--reasons", "1", "--format", "csv")
    assert (done.returncode, done.stderr) == (0, "")
    found = rows_of(done.stdout)
    assert [row["customer"] for row in found] == ["Acme", "Bolt", "Cask"]
    assert [row["score"] for row in found] == ["595.0", "525.0", "555.0"]
    assert [(row["reason_1"], row["reason_1_points"]) for row in found] == [
        ("", ""), ("days_late", "60.0"), ("days_late", "40.0"),
    ]  # fmt: skip
    expected = Scorecard.from_json(card.read_text()).score(
        {"days_late": [3, 45, None], "sector": ["retail", "trade", "retail"]}
    )
    assert [float(row["pd"]) for row in found] == expected.to_dict()["pd"]


@pytest.mark.parametrize("form", ["table", "json", "md", "parquet"])
def test_every_form_holds_every_row(card: Path, rows: Path, form: str, tmp_path: Path) -> None:
    out = tmp_path / f"scores.{form}"
    done = openitem("score", card, rows, "--keep", "customer", "--format", form, "--output", out, "--points")
    assert (done.returncode, done.stdout) == (0, "")
    if form == "parquet":
        import pyarrow.parquet  # noqa: PLC0415

        table: Any = pyarrow.parquet.read_table(out).to_pydict()
        assert (table["customer"], table["score"]) == (["Acme", "Bolt", "Cask"], [595.0, 525.0, 555.0])
        return
    text = out.read_text(encoding="utf-8")
    assert all(word in text for word in ("Acme", "Bolt", "Cask", "595", "points_sector"))
    if form == "json":
        document = json.loads(text)
        assert document["schema"] == "openitem.scores/1"
        assert document["rows"][1]["reason_1"] == "days_late"


def test_points_table_of_a_card(card: Path) -> None:
    done = openitem("score", card, "--format", "csv")
    assert done.returncode == 0
    assert [row["points"] for row in rows_of(done.stdout)] == ["80.0", "20.0", "40.0", "15.0", "5.0"]
    shown = openitem("score", card)
    assert "categories" in shown.stdout
    assert not any(line.strip() == "pairs" for line in shown.stdout.splitlines())


def test_rows_that_cannot_be_scored(card: Path, rows: Path, tmp_path: Path) -> None:
    rows.write_text(ROWS.replace("45", "many"), encoding="utf-8")
    done = openitem("score", card, rows)
    assert done.returncode == 2
    assert "'days_late', row 1: 'many' is no number" in done.stderr
    rows.write_text(ROWS.replace("days_late", "delay"), encoding="utf-8")
    done = openitem("score", card, rows)
    assert "not read: customer, delay" in done.stderr
    assert done.returncode != 0
    assert "days_late" in done.stderr
    rows.write_text(ROWS.replace("customer", "score"), encoding="utf-8")
    assert "rename it" in openitem("score", card, rows, "--keep", "score").stderr
    assert "--keep 'name'" in openitem("score", card, rows, "--keep", "name").stderr
    assert "name a file of rows" in openitem("score", card, "--keep", "customer").stderr
    damaged = tmp_path / "damaged.json"
    damaged.write_text(card.read_text().replace('"points":80', '"points":81'), encoding="utf-8")
    done = openitem("score", damaged, rows)
    assert done.returncode != 0
    assert "checksum" in done.stderr


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    path = tmp_path / "documents.csv"
    path.write_text(DOCUMENTS, encoding="utf-8")
    return path


def test_credit(documents: Path, tmp_path: Path) -> None:
    limits, orders = tmp_path / "limits.csv", tmp_path / "orders.csv"
    limits.write_text("customer,limit\nAcme,1000.00\nBolt,500.00\n", encoding="utf-8")
    orders.write_text("customer,amount\nAcme,250.00\n", encoding="utf-8")
    asked = ["credit", documents, "--as-of", "2024-06-30", "--currency", "EUR", "--limits", limits]
    done = openitem(*asked, "--orders", orders, "--format", "json")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    acme, bolt = document["rows"]
    assert (acme["exposure"], acme["headroom"], acme["decision"]) == ("1050.00", "-50.00", "hold")
    assert (bolt["exposure"], bolt["decision"]) == ("50.00", "release")
    assert [row["reason"] for row in document["reasons"]] == ["limit_use"]
    tried = openitem(*asked, "--what-if", orders, "--format", "json")
    assert json.loads(tried.stdout)["what_if"][0]["customer"] == "Acme"
    watched = openitem(*asked, "--hold-use", "off", "--watch-overdue-days", "20", "--format", "csv")
    assert [row["decision"] for row in rows_of(watched.stdout)] == ["watch", "release"]
    alone = openitem(*asked, "--orders", orders, "--part", "orders", "--format", "csv")
    assert [row["exposure"] for row in rows_of(alone.stdout)] == ["250.00", "0.00"]


def test_credit_names_what_is_wrong(documents: Path, tmp_path: Path) -> None:
    orders = tmp_path / "orders.csv"
    orders.write_text("customer,amount\nNobody,250.00\n", encoding="utf-8")
    asked = ["credit", documents, "--as-of", "2024-06-30", "--currency", "EUR"]
    done = openitem(*asked, "--orders", orders)
    assert done.returncode != 0
    assert "Nobody" in done.stderr
    assert "part" in openitem(*asked, "--part", "debts").stderr
