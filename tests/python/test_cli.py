"""The command line as its users type it: figures, faults, exit codes, and nothing applied silently."""

import csv
import io
import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from openitem.cli.column_map import parse_map, suggest
from openitem.cli.date_format import suggest_date_format

INVOICES = '''customer,id,issue_date,due_date,amount,paid_date,paid_amount
Acme,INV-1,2024-05-01,2024-05-31,100.00,2024-06-10,40.00
Acme,INV-2,2024-06-15,2024-07-15,250.00,,
"Bolt, ""& Co""",INV-3,2024-02-01,2024-03-01,80.00,,
'''
EXPORT = """cust,InvoiceNo,invoice_date,due_in,total_open_amount,waers
7,A,1/31/2024,2/29/2024,10.50,EUR
"""


def openitem(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-c", "from openitem.cli import main; main()"]
    return subprocess.run(
        [*command, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture
def invoices(tmp_path: Path) -> Path:
    path = tmp_path / "invoices.csv"
    path.write_text(INVOICES, encoding="utf-8")
    return path


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_age_as_csv(invoices: Path) -> None:
    done = openitem("age", invoices, "--as-of", "2024-06-30", "--currency", "EUR", "--format", "csv")
    assert (done.returncode, done.stderr) == (0, "")
    acme, bolt = rows_of(done.stdout)
    assert (acme["d1_30"], acme["not_due"], acme["total"], acme["overdue_documents"]) == (
        "60.00",
        "250.00",
        "310.00",
        "1",
    )
    assert (bolt["customer"], bolt["over_90"]) == ('Bolt, "& Co"', "80.00")


def test_age_sees_the_past_as_it_was(invoices: Path) -> None:
    done = openitem("age", invoices, "--as-of", "2024-06-09", "--currency", "EUR", "--format", "csv")
    assert rows_of(done.stdout)[0]["d1_30"] == "100.00"


def test_age_as_json_keeps_money_as_text_and_proves_itself(invoices: Path) -> None:
    done = openitem("age", invoices, "--as-of", "2024-06-30", "--currency", "EUR", "--format", "json")
    document = json.loads(done.stdout)
    assert document["schema"] == "openitem.aging/1"
    assert document["totals"][0]["total"] == "390.00"
    proof = {line["line"]: line["amount"] for line in document["proof"]}
    assert (proof["documents_read"], proof["payments_read"], proof["control_total"]) == (
        "430.00",
        "-40.00",
        "390.00",
    )
    assert Decimal(proof["difference"]) == 0


@pytest.mark.parametrize("form", ["table", "md"])
def test_age_for_people(invoices: Path, form: str) -> None:
    done = openitem("age", invoices, "--as-of", "2024-06-30", "--currency", "EUR", "--format", form)
    assert done.returncode == 0
    assert "60.00" in done.stdout
    assert "Acme" in done.stdout


def test_age_as_parquet_needs_a_file(invoices: Path, tmp_path: Path) -> None:
    arguments = ("age", invoices, "--as-of", "2024-06-30", "--currency", "EUR", "--format", "parquet")
    refused = openitem(*arguments)
    assert refused.returncode == 2
    assert "--output" in refused.stderr
    path = tmp_path / "rows.parquet"
    assert openitem(*arguments, "--output", path).returncode == 0
    import pyarrow.parquet  # noqa: PLC0415

    assert pyarrow.parquet.read_table(path)["total"].to_pylist() == [Decimal("310.00"), Decimal("80.00")]


def test_items_groups_and_buckets(invoices: Path) -> None:
    items = openitem(
        "age", invoices, "--as-of", "2024-06-30", "--currency", "EUR", "--items", "--format", "csv"
    )
    assert [row["open"] for row in rows_of(items.stdout)] == ["60.00", "250.00", "80.00"]
    arguments = ("--by", "", "--buckets", "0,45", "--forward-buckets", "10")
    total = openitem(
        "age", invoices, "--as-of", "2024-06-30", "--currency", "EUR", "--format", "csv", *arguments
    )
    (row,) = rows_of(total.stdout)
    assert (row["due_over_10"], row["due_0_10"], row["d1_45"], row["over_45"]) == (
        "250.00",
        "0.00",
        "60.00",
        "80.00",
    )


MONTHS = ["250.00", "0.00", "0.00", "60.00", "80.00"]


def test_buckets_by_calendar_month(invoices: Path) -> None:
    options = ("--currency", "EUR", "--by", "", "--months", "2", "--forward-months", "1", "--format", "csv")
    names = ("due_over_m0", "due_m0", "m0", "m1", "over_m1")
    (row,) = rows_of(openitem("age", invoices, "--as-of", "2024-06-30", *options).stdout)
    assert [row[name] for name in names] == MONTHS
    (row,) = rows_of(openitem("series", invoices, "--as-of", "2024-06-30", *options).stdout)
    assert [row[name] for name in names] == MONTHS
    refused = openitem("age", invoices, "--as-of", "2024-06-30", *options, "--buckets", "0,30")
    assert refused.returncode == 2
    assert "months is 2 beside bounds" in refused.stderr


def test_business_days(invoices: Path) -> None:
    """On Sunday, 2 June 2024, what was due on Friday is not late."""
    options = ("--currency", "EUR", "--format", "csv", "--calendar", "TARGET")
    done = openitem("age", invoices, "--as-of", "2024-06-02", *options)
    assert (done.returncode, done.stderr) == (0, "")
    assert [(row["not_due"], row["overdue_documents"]) for row in rows_of(done.stdout)] == [
        ("100.00", "0"),
        ("0.00", "1"),
    ]
    refused = openitem("age", invoices, "--as-of", "2024-06-30", *options, "--months", "2")
    assert refused.returncode == 2
    assert "months is 2 beside calendar" in refused.stderr
    unknown = openitem("series", invoices, "--as-of", "2024-06-30", *options[:-1], "NYSE")
    assert unknown.returncode == 2
    assert "calendar 'NYSE' is unknown" in unknown.stderr


def test_hierarchy_of_customers_and_of_entities(invoices: Path, tmp_path: Path) -> None:
    customers = tmp_path / "customers.csv"
    customers.write_text("customer,parent\nAcme,Holding\n", encoding="utf-8")
    common = ("hierarchy", invoices, "--as-of", "2024-06-30", "--currency", "EUR", "--format", "csv")
    done = openitem(*common, "--customers", customers)
    assert (done.returncode, done.stderr) == (0, "")
    assert [
        (row["customer"], row["level"], row["total"], row["own_total"]) for row in rows_of(done.stdout)
    ] == [
        ('Bolt, "& Co"', "0", "80.00", "80.00"),
        ("Holding", "0", "310.00", "0.00"),
        ("Acme", "1", "310.00", "310.00"),
    ]
    needed = openitem(*common)
    assert needed.returncode == 2
    assert "--customers FILE" in needed.stderr
    books = tmp_path / "books.csv"
    books.write_text("customer,issue_date,amount,entity\nA,2024-05-01,5.00,IT\n", encoding="utf-8")
    tree = tmp_path / "tree.csv"
    tree.write_text("entity,parent\nIT,EU\nEU,\n", encoding="utf-8")
    options = ("--currency", "EUR", "--over", "entity", "--parents", tree, "--format", "json")
    rolled = openitem("hierarchy", books, "--as-of", "2024-06-30", *options)
    document = json.loads(rolled.stdout)
    assert document["schema"] == "openitem.hierarchy/1"
    assert [row["entity"] for row in document["rows"]] == ["EU", "IT"]
    tree.write_text("entity,parent\nIT,EU\nEU,IT\n", encoding="utf-8")
    cycle = openitem("hierarchy", books, "--as-of", "2024-06-30", *options)
    assert cycle.returncode == 3
    assert "'IT' under 'EU' under 'IT'" in cycle.stderr


def test_comparison_with_balances_and_general_ledger(invoices: Path, tmp_path: Path) -> None:
    balances = tmp_path / "balances.csv"
    balances.write_text("customer,currency,balance\nAcme,EUR,300.00\nNobody,EUR,1.00\n", encoding="utf-8")
    lines = tmp_path / "gl.csv"
    lines.write_text("id,amount\nINV-1,100.00\nINV-2,251.00\nINV-9,5.00\n", encoding="utf-8")
    done = openitem(
        *("age", invoices, "--as-of", "2024-06-30", "--currency", "EUR", "--format", "json"),
        *("--balances", balances, "--general-ledger", lines),
    )
    document = json.loads(done.stdout)
    found = {row["customer"]: (row["status"], row["difference"]) for row in document["balances"]}
    assert found == {
        "Acme": ("unequal", "10.00"),
        "Nobody": ("missing_left", "-1.00"),
        'Bolt, "& Co"': ("missing_right", "80.00"),
    }
    by_id = {row["id"]: (row["status"], row["difference"]) for row in document["general_ledger"]}
    assert by_id == {
        "INV-2": ("unequal", "-1.00"),
        "INV-3": ("missing_right", "80.00"),
        "INV-9": ("missing_left", "-5.00"),
    }


def test_guessed_columns_are_said_aloud(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(EXPORT, encoding="utf-8")
    done = openitem("age", path, "--as-of", "2024-03-31", "--date-format", "%m/%d/%Y", "--format", "csv")
    assert done.returncode == 0, done.stderr
    for option in (
        "--map customer=cust",
        "--map id=InvoiceNo",
        "--map currency=waers",
        "--map amount=total_open_amount",
    ):
        assert option in done.stderr
    assert rows_of(done.stdout)[0]["d31_60"] == "10.50"


def test_another_date_format_is_suggested_never_applied(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(EXPORT, encoding="utf-8")
    done = openitem("age", path, "--as-of", "2024-03-31", "--format", "csv")
    assert done.returncode == 3
    assert done.stdout == ""
    assert "--date-format '%m/%d/%Y' and no other" in done.stderr
    assert "10.50 EUR" in done.stderr


def test_check_counts_and_exit_code(tmp_path: Path, invoices: Path) -> None:
    assert openitem("check", invoices, "--currency", "EUR").returncode == 0
    path = tmp_path / "bad.csv"
    path.write_text(INVOICES + "Cog,INV-4,2024-13-01,2024-03-01,5.00,,\n", encoding="utf-8")
    done = openitem("check", path, "--currency", "EUR", "--format", "json")
    assert done.returncode == 1
    (finding,) = json.loads(done.stdout)["findings"]
    assert (finding["rule"], finding["row"], finding["column"], finding["amount"]) == (
        "unreadable_value",
        3,
        "issue_date",
        "5.00",
    )
    strict = openitem("check", path, "--currency", "EUR", "--rows", "strict")
    assert strict.returncode == 3
    assert "2024-13-01" in strict.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--as-of", "2024-06-30"), 3, "currency"),
        (("--as-of", "2024-06-30", "--currency", "EUX"), 2, "EUX"),
        (("--as-of", "2024-06-30", "--currency", "EUR", "--buckets", "0,x"), 2, "--buckets"),
        (("--as-of", "2024-06-30", "--currency", "EUR", "--buckets", "30,0"), 2, "30"),
        (("--as-of", "2024-06-30", "--currency", "EUR", "--by", "region"), 2, "region"),
        (("--as-of", "2024-06-30", "--currency", "EUR", "--map", "customer"), 2, "ROLE=COLUMN"),
        (("--as-of", "30.06.2024", "--currency", "EUR"), 2, "as-of"),
        (("--currency", "EUR"), 2, "as-of"),
    ],
)
def test_wrong_arguments_are_named(invoices: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    done = openitem("age", invoices, *arguments)
    assert said in done.stderr
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_missing_file_and_truncated_csv(tmp_path: Path) -> None:
    missing = openitem("age", tmp_path / "none.csv", "--as-of", "2024-06-30", "--currency", "EUR")
    assert missing.returncode in (3, 4)
    assert "none.csv" in missing.stderr
    path = tmp_path / "cut.csv"
    path.write_text(INVOICES[:-20], encoding="utf-8")
    cut = openitem("age", path, "--as-of", "2024-06-30", "--currency", "EUR")
    assert cut.returncode == 3
    assert "Traceback" not in cut.stderr


def test_demo_leaves_files_and_one_offline_page(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    done = openitem("demo", "--output", folder, "--documents", "500")
    assert done.returncode == 0, done.stderr
    page = (folder / "aging.html").read_text(encoding="utf-8")
    assert f"report: {folder / 'aging.html'}" in done.stderr
    assert "<svg" in page
    assert "Difference" in page
    for outside in ("<script", "<link", "src="):
        assert outside not in page
    assert sorted(path.name for path in folder.glob("*.csv")) == [
        *("applications.csv", "customers.csv", "disputes.csv", "documents.csv", "instalments.csv"),
    ]


def test_series_of_days_and_of_months(invoices: Path) -> None:
    common = ("--currency", "EUR", "--by", "", "--format", "csv")
    days = openitem("series", invoices, "--as-of", "2024-05-31", "--as-of", "2024-06-30", *common)
    assert (days.returncode, days.stderr) == (0, "")
    assert [(row["as_of"], row["total"]) for row in rows_of(days.stdout)] == [
        ("2024-05-31", "180.00"),
        ("2024-06-30", "390.00"),
    ]
    months = openitem("series", invoices, "--month-ends", "2024-05..2024-06", *common)
    assert months.stdout == days.stdout
    years = openitem("series", invoices, "--month-ends", "2023-12..2025-02", *common)
    assert [row["as_of"] for row in rows_of(years.stdout)][-1] == "2025-02-28"
    document = json.loads(
        openitem("series", invoices, "--as-of", "2024-06-30", "--currency", "EUR", "--format", "json").stdout
    )
    assert document["schema"] == "openitem.series/1"
    assert {line["amount"] for line in document["proof"] if line["line"] == "difference"} == {"0.00"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "needs --as-of"),
        (("--as-of", "2024-05-31", "--month-ends", "2024-05..2024-06"), "not both"),
        (("--month-ends", "2024-06..2024-05"), "two months in order"),
        (("--month-ends", "2024-05"), "two months in order"),
        (("--as-of", "2024-05-31", "--as-of", "2024-05-30"), "strictly ascending"),
    ],
)
def test_series_needs_days(invoices: Path, arguments: tuple[str, ...], words: str) -> None:
    refused = openitem("series", invoices, "--currency", "EUR", *arguments)
    assert refused.returncode == 2
    assert words in refused.stderr


def test_roll_forward_with_the_control_account(invoices: Path, tmp_path: Path) -> None:
    control = tmp_path / "control.csv"
    control.write_text("opening,closing\n180.00,391.00\n", encoding="utf-8")
    command = ("roll-forward", invoices, "--from", "2024-05-31", "--to", "2024-06-30", "--currency", "EUR")
    done = openitem(*command, "--control", control, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    document = json.loads(done.stdout)
    assert document["schema"] == "openitem.roll_forward/1"
    assert [(row["line"], row["amount"]) for row in document["rows"]] == [
        ("opening", "180.00"),
        ("invoice", "250.00"),
        ("payment", "-40.00"),
        ("closing", "390.00"),
        ("difference", "0.00"),
    ]
    assert [(row["line"], row["difference"], row["status"]) for row in document["control_account"]] == [
        ("opening", "0.00", "equal"),
        ("closing", "-1.00", "unequal"),
    ]
    table = openitem(*command, "--by", "customer")
    assert table.returncode == 0
    assert "control account" not in table.stdout
    refused = openitem(
        "roll-forward", invoices, "--from", "2024-06-30", "--to", "2024-05-31", "--currency", "EUR"
    )
    assert refused.returncode == 2
    assert "after to" in refused.stderr


def test_statement_of_all_and_of_one_customer(invoices: Path) -> None:
    command = ("statement", invoices, "--from", "2024-05-31", "--to", "2024-06-30", "--currency", "EUR")
    done = openitem(*command, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    document = json.loads(done.stdout)
    assert document["schema"] == "openitem.statement/1"
    assert list(document) == ["schema", "statements", "movements", "open_items", "proof"]
    closing = sum(Decimal(row["closing"]) for row in document["statements"])
    assert closing == Decimal("390.00")
    assert {"line": "control_total", "amount": "390.00"}.items() <= document["proof"][5].items()
    customer = document["statements"][0]["customer"]
    one = openitem(*command, "--customer", customer, "--movements", "--format", "csv").stdout.splitlines()
    assert one[0].startswith("customer,currency,posting_date")
    assert all(line.startswith(customer) for line in one[1:])
    items = json.loads(openitem(*command, "--items", "--format", "json").stdout)
    assert items["open_items"] == document["open_items"]
    for wrong, words in (
        (("--customer", "Nobody"), "customers[0] is 'Nobody'"),
        (("--items", "--movements"), "not both"),
        (("--by", "entity"), "a statement is by customer"),
    ):
        refused = openitem(*command, *wrong)
        assert refused.returncode == 2
        assert words in refused.stderr


def test_report_escapes_names(tmp_path: Path) -> None:
    path = tmp_path / "invoices.csv"
    path.write_text(INVOICES.replace("Acme", "<b>Acme</b>"), encoding="utf-8")
    page = tmp_path / "page.html"
    done = openitem(
        "age", path, "--as-of", "2024-06-30", "--currency", "EUR", "--format", "csv", "--report", page
    )
    assert done.returncode == 0, done.stderr
    text = page.read_text(encoding="utf-8")
    assert "<b>Acme" not in text
    assert "&lt;b&gt;Acme&lt;/b&gt;" in text


def test_map_and_suggestions() -> None:
    assert parse_map(["applications.amount=x", "id=a", "id=b"]) == {
        "applications": {"amount": ["x"]},
        "documents": {"id": ["a", "b"]},
    }
    assert suggest(["customer", "cust", "amount"], {}) == {}
    assert suggest(["Cust", "InvoiceNumber"], {"customer": ["Cust"]}) == {"id": "InvoiceNumber"}
    assert suggest_date_format(["13/1/2024", "1/13/2024"]) is None
    assert (
        suggest_date_format(["31.12.2024", ""])
        == "dates such as '31.12.2024' fit --date-format '%d.%m.%Y' and no other"
    )
    assert suggest_date_format(["20241231"]) == "dates such as '20241231' fit --date-format '%Y%m%d'"


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_a_reader_that_has_seen_enough_is_no_fault(invoices: Path, form: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-W", "error", "-c", "from openitem.cli import main; main()"]
    arguments = ["age", str(invoices), "--as-of", "2024-06-30", "--currency", "EUR", "--format", form]
    done = subprocess.run(
        [*command, *arguments], stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, "")


def test_revalue(tmp_path: Path) -> None:
    path = tmp_path / "invoices.csv"
    path.write_text(
        "customer,id,issue_date,amount,currency,base_amount\nA,1,2024-05-01,100.00,USD,90.00\nB,2,2024-05-01,7.00,EUR,\n",
        encoding="utf-8",
    )
    command = ["revalue", path, "--as-of", "2024-06-30", "--base-currency", "EUR", "--format", "csv"]
    done = openitem(*command, "--rate", "USD=0.93")
    assert (done.returncode, done.stderr) == (0, "")
    euro, dollar = rows_of(done.stdout)
    assert (dollar["booked"], dollar["revalued"], dollar["unrealised"]) == ("90.00", "93.00", "3.00")
    assert (euro["open"], euro["revalued"], euro["unrealised"]) == ("7.00", "7.00", "0.00")
    rates = tmp_path / "rates.csv"
    rates.write_text("currency,rate,per\nUSD,93,100\n", encoding="utf-8")
    assert openitem(*command, "--rates", rates).stdout == done.stdout
    assert openitem(*command).returncode == 2
    wrong = openitem(*command, "--rate", "USD")
    assert wrong.returncode == 2
    assert "CURRENCY=RATE" in wrong.stderr
    none = openitem(*command, "--rate", "GBP=1")
    assert none.returncode == 3
    assert "no rate for it" in none.stderr


def test_revalue_of_nothing_is_no_answer(tmp_path: Path) -> None:
    path = tmp_path / "invoices.csv"
    path.write_text("customer,issue_date,amount,currency\nA,2024-13-01,100.00,EUR\n", encoding="utf-8")
    done = openitem("revalue", path, "--as-of", "2024-06-30", "--base-currency", "EUR", "--rate", "USD=1")
    assert done.returncode == 3
    assert "excluded: 1 x unreadable_value" in done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ("age", "--as-of", "2024-06-30"),
        ("series", "--as-of", "2024-06-30"),
        ("roll-forward", "--from", "2024-05-31", "--to", "2024-06-30"),
        ("statement", "--from", "2024-05-31", "--to", "2024-06-30"),
        ("check",),
        ("revalue", "--as-of", "2024-06-30", "--base-currency", "EUR", "--rate", "EUR=1"),
    ],
    ids=lambda command: command[0],
)
def test_every_command_writes_to_a_file_by_one_option(invoices: Path, command: tuple[str, ...]) -> None:
    name, *options = command
    written = invoices.parent / "figures.csv"
    common = [name, invoices, *options, "--currency", "EUR", "--format", "csv"]
    assert openitem(*common, "--output", written).returncode == 0
    assert written.read_text(encoding="utf-8") == openitem(*common).stdout


def test_a_file_holds_every_row_of_a_table(tmp_path: Path) -> None:
    """The screen shows the first rows of a list; a file is not cut, whatever the limit."""
    path, written = tmp_path / "invoices.csv", tmp_path / "figures.txt"
    rows = [f"customer {number:03},2024-05-01,2024-05-31,10.00" for number in range(120)]
    path.write_text("\n".join(["customer,issue_date,due_date,amount", *rows]), encoding="utf-8")
    common = ("age", path, "--as-of", "2024-06-30", "--currency", "EUR", "--format", "table")
    assert "... 70 more" in openitem(*common).stdout
    assert openitem(*common, "--limit", "5", "--output", written).returncode == 0
    lines = written.read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith("customer ") and line[9:12].isdigit() for line in lines) == 120
    assert not any("more rows" in line for line in lines)


@pytest.mark.parametrize(
    "command",
    [
        ("age", "--as-of", "2024-06-30"),
        ("kpi", "--from", "2024-06-01", "--to", "2024-06-30"),
        ("roll-forward", "--from", "2024-05-31", "--to", "2024-06-30"),
    ],
)
def test_a_column_to_group_by_is_pointed_to(tmp_path: Path, command: tuple[str, ...]) -> None:
    path = tmp_path / "documents.csv"
    path.write_text(
        "customer,id,issue_date,due_date,amount,sales region\nA,1,2024-05-01,2024-06-01,10.00,north\n",
        encoding="utf-8",
    )
    name, *options = command
    given = (name, path, *options, "--currency", "EUR", "--format", "csv", "--by")
    refused = openitem(*given, "sales region")
    assert refused.returncode == 2
    assert "--dimension 'sales region'" in refused.stderr
    unknown = openitem(*given, "territory")
    assert unknown.returncode == 2
    assert "--dimension" not in unknown.stderr
    done = openitem(*given, "sales region", "--dimension", "sales region")
    assert (done.returncode, done.stderr) == (0, "")
    assert "north" in done.stdout
