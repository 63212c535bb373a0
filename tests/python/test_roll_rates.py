"""Roll rates from Python and the command line: figures by hand, what moves and scales, what is refused."""

import csv
import datetime
import io
import json
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openitem
import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

DOCUMENTS: dict[str, list[Any]] = {
    "customer": ["A", "A", "B", "A", "B"],
    "id": ["1", "2", "3", "P", "W"],
    "kind": ["invoice", "invoice", "invoice", "payment", "write_off"],
    "issue_date": ["2024-05-01", "2024-05-01", "2024-05-01", "2024-07-10", "2024-07-20"],
    "due_date": ["2024-06-10", "2024-06-20", "2024-05-10", None, None],
    "amount": ["100.00", "60.00", "40.00", "-100.00", "-15.00"],
}
APPLICATIONS: dict[str, list[Any]] = {
    "credit_id": ["P", "W"],
    "debit_id": ["1", "3"],
    "amount": ["100.00", "15.00"],
    "applied_on": ["2024-07-12", "2024-07-20"],
}
DATES = ["2024-06-30", "2024-07-30"]


def ledger_of(documents: dict[str, list[Any]], applications: dict[str, list[Any]]) -> openitem.Ledger:
    return openitem.Ledger.from_documents(pandas.DataFrame(documents), applications, currency="EUR")


@pytest.fixture
def small() -> openitem.Ledger:
    return ledger_of(DOCUMENTS, APPLICATIONS)


def lines(table: openitem.ResultTable, *names: str) -> list[tuple[Any, ...]]:
    columns = table.to_dict()
    return list(zip(*(columns[name] for name in names or columns), strict=True))


def test_figures_by_hand(small: openitem.Ledger) -> None:
    result = openitem.roll_rates(small, DATES)
    assert lines(result.transitions, "from_bucket", "outcome", "to_bucket", "amount", "items") == [
        ("d1_30", "rolls", "d31_60", Decimal("60.00"), 1),
        ("d1_30", "paid", None, Decimal("100.00"), 1),
        ("d31_60", "rolls", "d61_90", Decimal("25.00"), 1),
        ("d31_60", "written_off", None, Decimal("15.00"), 0),
    ]
    assert lines(result.rates, "amount_rate", "items_rate") == [
        (0.375, 0.5),
        (0.625, 0.5),
        (0.625, 1.0),
        (0.375, 0.0),
    ]
    losses = {row[0]: row[1:] for row in lines(result.loss_rates, "bucket", "loss_rate", "warning")}
    assert losses["d61_90"] == (None, "zero_denominator")
    assert losses["d31_60"] == (None, "zero_denominator_later")
    assert isinstance(result.transitions.native(), pandas.DataFrame)
    assert result.dates == (datetime.date(2024, 6, 30), datetime.date(2024, 7, 30))
    assert "Roll rates of 1 period, 2024-06-30 to 2024-07-30" in repr(result)
    assert len(result.inflows) == 0


def test_by_customer_and_with_a_terminal_bucket(small: openitem.Ledger) -> None:
    result = openitem.roll_rates(small, DATES, by="customer", terminal_bucket="d61_90", terminal_loss=0.4)
    assert lines(result.average, "customer", "from_bucket", "outcome", "periods", "opening") == [
        ("A", "d1_30", "rolls", 1, Decimal("160.00")),
        ("A", "d1_30", "paid", 1, Decimal("160.00")),
        ("B", "d31_60", "rolls", 1, Decimal("40.00")),
        ("B", "d31_60", "written_off", 1, Decimal("40.00")),
    ]
    rates = {
        row[:2]: row[2:]
        for row in lines(result.loss_rates, "customer", "bucket", "loss_rate", "loss_rate_with_write_offs")
    }
    assert rates["B", "d31_60"] == (0.625 * 0.4, 0.375 + 0.625 * 0.4)
    assert rates["B", "over_90"] == (0.4, 0.4)


def test_months_as_any_dates_and_net_flow(small: openitem.Ledger) -> None:
    ends = [openitem.time.month_end(datetime.date(2024, month, 1)) for month in (5, 6, 7)]
    result = openitem.roll_rates(small, ends, step_tolerance=1)
    assert lines(result.net_flow, "from_date", "from_bucket", "rate", "warning")[4:] == [
        (ends[1], "not_due", None, "unbounded_bucket"),
        (ends[1], "d1_30", 0.375, None),
        (ends[1], "d31_60", 0.625, None),
        (ends[1], "d61_90", None, "zero_denominator"),
    ]


cents = st.integers(1, 10_000)


@given(
    st.lists(st.tuples(cents, st.integers(0, 120), st.integers(0, 100)), min_size=1, max_size=8),
    st.integers(2, 1000),
    st.integers(-3000, 3000),
)
@settings(max_examples=40, deadline=None)
def test_scale_and_date_shift(rows: list[tuple[int, int, int]], factor: int, shift: int) -> None:
    """All amounts times a factor: the same rates; all dates moved by days: the same everything but dates."""

    def figures(times: int, moved: int) -> tuple[list[Any], list[Any], list[Any]]:
        def day(after: int) -> datetime.date:
            return datetime.date(2024, 1, 1) + datetime.timedelta(days=after + moved)

        numbers = range(len(rows))
        documents = {
            "customer": ["A"] * 2 * len(rows),
            "id": [*(f"I{n}" for n in numbers), *(f"P{n}" for n in numbers)],
            "issue_date": [*(day(0) for _ in rows), *(day(late + 7) for _, late, _ in rows)],
            "due_date": [*(day(late) for _, late, _ in rows), *(None for _ in rows)],
            "amount": [*(times * amount for amount, *_ in rows), *(-times * amount for amount, *_ in rows)],
        }
        applications = {
            "credit_id": [f"P{n}" for n in numbers],
            "debit_id": [f"I{n}" for n in numbers],
            "amount": [times * (amount * percent // 100) for amount, _, percent in rows],
            "applied_on": [day(late + 7) for _, late, _ in rows],
        }
        ledger = openitem.Ledger.from_documents(documents, applications, currency="EUR", money="minor")
        result = openitem.roll_rates(ledger, [day(30), day(60), day(90)])
        names = ("from_bucket", "outcome", "to_bucket", "items", "amount_rate", "items_rate")
        return (
            lines(result.rates, *names),
            [amount / times for (amount,) in lines(result.transitions, "amount")],
            lines(result.loss_rates, "bucket", "loss_rate", "warning"),
        )

    assert figures(1, 0) == figures(factor, shift)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"dates": "2024-06-30"}, "not a str"),
        ({"dates": ["2024-06-30"]}, "expected 2 to 4096"),
        ({"dates": DATES[::-1]}, "strictly ascending"),
        ({"dates": [DATES[0], 7]}, "dates[1]"),
        ({"disputes": "excluded"}, "inside or own_column"),
        ({"terminal_loss": 1.2}, "terminal_loss is 1.2"),
        ({"terminal_loss": "all"}, "terminal_loss must be a number"),
        ({"terminal_loss": float("nan")}, "terminal_loss is nan"),
        ({"terminal_bucket": "over_80"}, "not_due,d1_30,d31_60,d61_90,over_90"),
        ({"step_tolerance": 40}, "step_tolerance"),
        ({"known_at": "2024-07-01", "known_at_as_of": True}, "known_at_as_of"),
        ({"by": "opening"}, "rename the dimension"),
        ({"by": "nobody"}, "nobody"),
        ({"basis": "column"}, "date_column"),
    ],
)
def test_what_is_refused(small: openitem.Ledger, arguments: dict[str, Any], words: str) -> None:
    with pytest.raises(openitem.ArgumentError) as refused:
        openitem.roll_rates(small, **({"dates": DATES} | arguments))
    assert words in str(refused.value)


def test_a_frame_is_no_ledger() -> None:
    with pytest.raises(openitem.ArgumentError, match="history"):
        openitem.roll_rates(DOCUMENTS, DATES)  # type: ignore[arg-type]


def test_plain_figures() -> None:
    assert openitem.roll_rate(0, 5) is None
    # Beyond 2^53 two roundings would give another double than the one nearest to the fraction.
    opening, rolled = 288_230_376_151_711_777, 1_152_921_504_606_846_977
    assert openitem.roll_rate(opening, rolled) == float(Fraction(rolled, opening))
    assert openitem.roll_rate(opening, rolled) != float(rolled) / float(opening)
    assert openitem.loss_rate_chain([], 1.0) == []
    for wrong in ([1.5], [-0.1], [float("nan")], ["0.5"], [True], 0.5):
        with pytest.raises(openitem.ArgumentError):
            openitem.loss_rate_chain(wrong, 1.0)  # type: ignore[arg-type]
    with pytest.raises(openitem.ArgumentError):
        openitem.roll_rate(-1, 5)


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    run = [sys.executable, "-W", "error", "-c", "from openitem.cli import main; main()"]
    return subprocess.run(
        [*run, "roll-rates", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture
def files(tmp_path: Path) -> tuple[object, ...]:
    paths = tmp_path / "documents.csv", tmp_path / "applications.csv"
    for path, table in zip(paths, (DOCUMENTS, APPLICATIONS), strict=True):
        pandas.DataFrame(table).to_csv(path, index=False)
    return paths[0], "--applications", paths[1], "--currency", "EUR"


def test_command_line(files: tuple[object, ...]) -> None:
    done = command(*files, "--at", DATES[0], "--at", DATES[1], "--format", "csv")
    assert (done.returncode, done.stderr) == (0, "")
    first, *others = csv.DictReader(io.StringIO(done.stdout))
    assert (first["from_bucket"], first["outcome"], first["amount"], first["amount_rate"]) == (
        "d1_30",
        "rolls",
        "60.00",
        "0.375",
    )
    assert len(others) == 3
    done = command(*files, "--month-ends", "2024-06..2024-07", "--step-tolerance", 1, "--format", "json")
    document = json.loads(done.stdout)
    assert document["schema"] == "openitem.roll_rates/1"
    assert document["net_flow"][1]["rate"] == 0.375
    assert command(*files).returncode == 2
    assert "--at" in command(*files, "--at", DATES[0], "--month-ends", "2024-06..2024-07").stderr
