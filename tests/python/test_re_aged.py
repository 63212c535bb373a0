"""Re-aged due dates beside contractual ones, from Python and the command line; docs/methods/aging.md, 11."""

import csv
import io
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import openitem
import pandas
import pytest
from openitem.cli import app
from openitem.report import aging_page
from typer.testing import CliRunner

# Days past due at the end of June by contract and re-aged: 121 and 15, 20 and -15, 41 and none.
DOCUMENTS: dict[str, list[Any]] = {
    "customer": ["A", "A", "B"],
    "id": ["1", "2", "3"],
    "issue_date": ["2024-02-01", "2024-05-10", "2024-04-20"],
    "due_date": ["2024-03-01", "2024-06-10", "2024-05-20"],
    "agreed": ["2024-06-15", "2024-07-15", None],
    "amount": ["100.00", "40.00", "50.00"],
}
AS_OF = "2024-06-30"


@pytest.fixture
def ledger() -> openitem.Ledger:
    return openitem.Ledger.from_documents(pandas.DataFrame(DOCUMENTS), currency="EUR", dates=["agreed"])


def lines(table: openitem.ResultTable | None) -> list[tuple[Any, ...]]:
    assert table is not None
    return list(zip(*table.to_dict().values(), strict=True))


def test_pairs_and_totals(ledger: openitem.Ledger) -> None:
    report = openitem.aging(ledger, AS_OF, re_aged="agreed")
    assert lines(report.re_aged) == [
        ("A", "EUR", "d1_30", "not_due", Decimal("40.00"), 1),
        ("A", "EUR", "over_90", "d1_30", Decimal("100.00"), 1),
        ("B", "EUR", "d31_60", "d31_60", Decimal("50.00"), 1),
    ]
    # 10000 x 106 + 4000 x 35 over 14000 cents: 85.7 days younger.
    zero = Decimal("0.00")
    assert lines(report.re_aged_totals) == [
        ("A", "EUR", Decimal("140.00"), zero, zero, Decimal("140.00"), 2, 2, 1_200_000, 14_000),
        ("B", "EUR", zero, zero, Decimal("50.00"), Decimal("50.00"), 1, 0, 0, 5_000),
    ]
    (item,) = [
        dict(zip(report.items().columns, line, strict=True)) for line in lines(report.items(bucket="over_90"))
    ]
    assert (item["days"], item["re_aged_days"], item["re_aged_bucket"]) == (121, 15, "d1_30")
    assert item["re_aged_date"].isoformat() == "2024-06-15"
    assert openitem.aging(ledger, AS_OF).re_aged is None
    assert openitem.aging(ledger, AS_OF).rows.to_dict() == report.rows.to_dict()


def test_a_series_has_them_too(ledger: openitem.Ledger) -> None:
    series = openitem.aging_series(ledger, ["2024-03-31", AS_OF], re_aged="agreed")
    assert [(str(line[0]), *line[3:5]) for line in lines(series.re_aged)] == [
        ("2024-03-31", "d1_30", "not_due"),
        (AS_OF, "d1_30", "not_due"),
        (AS_OF, "over_90", "d1_30"),
        (AS_OF, "d31_60", "d31_60"),
    ]
    assert [line[-2:] for line in lines(series.re_aged_totals)][-1] == (0, 5_000)
    assert openitem.aging_series(ledger, [AS_OF]).re_aged_totals is None


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"re_aged": "agred"}, "is 'agred'; there are agreed"),
        ({"re_aged": "agreed", "basis": "issue"}, "but the basis is issue"),
        ({"re_aged": "agreed", "basis": "column", "date_column": "agreed"}, "but the basis is column"),
    ],
)
def test_what_cannot_be_is_refused(ledger: openitem.Ledger, options: dict[str, Any], message: str) -> None:
    with pytest.raises(openitem.ArgumentError, match=message):
        openitem.aging(ledger, AS_OF, **options)


def test_on_the_command_line(tmp_path: Path) -> None:
    pandas.DataFrame(DOCUMENTS).to_csv(tmp_path / "documents.csv", index=False)
    files = [str(tmp_path / "documents.csv"), "--currency", "EUR", "--date", "agreed", "--re-aged", "agreed"]
    result = CliRunner().invoke(app.app, ["age", *files, "--as-of", AS_OF, "--format", "json"])
    assert result.exit_code == 0, result.output
    assert '"re_aged_totals"' in result.stdout
    items = CliRunner().invoke(app.app, ["age", *files, "--as-of", AS_OF, "--items", "--format", "csv"])
    assert [row["re_aged_bucket"] for row in csv.DictReader(io.StringIO(items.stdout))] == [
        "d1_30",
        "not_due",
        "d31_60",
    ]
    series = CliRunner().invoke(app.app, ["series", *files, "--as-of", AS_OF, "--format", "json"])
    assert '"re_aged"' in series.stdout


def test_the_page_shows_both_dates(ledger: openitem.Ledger) -> None:
    aging = openitem.aging(ledger, AS_OF, re_aged="agreed")
    page = aging_page(aging, openitem.check(ledger))
    assert "Re-aged due dates beside contractual ones" in page
    rows = [re.sub(r"<[^>]+>", " ", row).split() for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL)]
    # Down the contractual buckets, across the re-aged ones.
    assert ["Contractual", "Not", "due", "1–30", "days", "31–60", "days", "Total"] in rows
    assert ["1–30", "days", "40.00", "40.00"] in rows
    assert ["over", "90", "days", "100.00", "100.00"] in rows
    assert ["Re-aged", "40.00", "100.00", "50.00", "190.00"] in rows
    # 1,200,000 / 19,000 minor units x days.
    assert ["A", "140.00", "0.00", "0.00", "140.00", "2", "85.7"] in rows
    assert ["Total", "140.00", "0.00", "50.00", "190.00", "2", "63.2"] in rows
    plain = aging_page(openitem.aging(ledger, AS_OF), openitem.check(ledger))
    assert "Re-aged" not in plain


def test_the_page_without_groups_and_with_many(ledger: openitem.Ledger) -> None:
    for by in ([], ["customer", "kind"]):
        page = aging_page(openitem.aging(ledger, AS_OF, by=by, re_aged="agreed"), openitem.check(ledger))
        assert ">63.2<" in page
    many = {name: [values[0]] * 60 for name, values in DOCUMENTS.items()}
    many |= {"customer": [f"C{number:02}" for number in range(60)], "id": [str(n) for n in range(60)]}
    large = openitem.Ledger.from_documents(many, currency="EUR", dates=["agreed"])
    page = aging_page(openitem.aging(large, AS_OF, re_aged="agreed"), openitem.check(large))
    assert page.count("20 others") == 2  # of the aging and of the re-aged dates
    assert page.count(">6,000.00<") > 4
