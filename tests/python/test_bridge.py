"""Bridges from Python and the command line: single causes, sums, what is refused."""

import datetime
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import openitem
import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openitem import datasets
from openitem.cli import app
from typer.testing import CliRunner

MAY, JUNE = datetime.date(2024, 5, 31), datetime.date(2024, 6, 30)
CAUSES = ["volume", "timing", "terms", "lateness", "disputes", "credits", "other_debits", "unapplied_credits"]


def documents(**columns: list[Any]) -> dict[str, list[Any]]:
    size = len(columns["amount"])
    plain = {"customer": ["A"] * size, "id": [str(number) for number in range(size)]}
    return plain | columns


def steps(result: openitem.Bridge, table: str = "receivables", column: str = "amount") -> dict[str, Any]:
    rows = getattr(result, table).to_dict()
    return dict(zip(rows["step"], rows[column], strict=True))


def moved(result: openitem.Bridge) -> dict[str, Decimal]:
    """The causes that are not 0."""
    return {step: amount for step, amount in steps(result).items() if step in CAUSES and amount}


def ledger_of(table: dict[str, list[Any]], **more: Any) -> openitem.Ledger:
    return openitem.Ledger.from_documents(table, currency="EUR", **more)


# One thing changes from May to June, and it alone moves.
ONE_CAUSE: dict[str, tuple[dict[str, list[Any]], dict[str, Any], dict[str, Decimal]]] = {
    "volume": (
        documents(
            issue_date=["2024-05-10", "2024-06-10"], due_date=["2024-07-10", "2024-08-10"], amount=[100, 150]
        ),
        {},
        {"volume": Decimal("50.00")},
    ),
    "lateness": (
        documents(
            issue_date=["2024-05-10", "2024-06-10"],
            due_date=["2024-05-20", "2024-06-20"],
            amount=[100, 100],
            paid_date=["2024-05-25", None],
        ),
        {},
        {"lateness": Decimal("100.00")},
    ),
    "disputes": (
        documents(
            issue_date=["2024-05-10", "2024-06-10"], due_date=["2024-05-20", "2024-06-20"], amount=[100, 100]
        ),
        {
            "disputes": {"document_id": ["1"], "opened": ["2024-06-25"]},
        },
        {"disputes": Decimal("100.00"), "lateness": Decimal("-100.00")},
    ),
    "other_debits": (
        documents(
            kind=["invoice", "invoice", "interest"],
            issue_date=["2024-05-10", "2024-06-10", "2024-06-30"],
            due_date=["2024-06-10", "2024-07-10", None],
            amount=[100, 100, 7],
        ),
        {},
        {"other_debits": Decimal("7.00")},
    ),
    "unapplied_credits": (
        documents(
            kind=["invoice", "invoice", "payment"],
            issue_date=["2024-05-10", "2024-06-10", "2024-06-30"],
            due_date=["2024-06-10", "2024-07-10", None],
            amount=[100, 100, -30],
        ),
        {},
        {"unapplied_credits": Decimal("-30.00")},
    ),
}


@pytest.mark.parametrize("cause", ONE_CAUSE)
@pytest.mark.parametrize("method", ["shapley", "fixed_order"])
def test_one_cause_moves_alone(cause: str, method: str) -> None:
    table, more, expected = ONE_CAUSE[cause]
    # What May sold is settled in June, so that the window of a month is all there is.
    if cause != "lateness":
        table = table | {"paid_date": ["2024-06-15", *[None] * (len(table["amount"]) - 1)]}
    result = openitem.bridge(ledger_of(table, money="decimal", **more), MAY, JUNE, months=1, method=method)
    assert moved(result) == expected


def test_timing_and_terms() -> None:
    """Two months: the same sales, later in the window; the same sales, longer terms."""
    timing = documents(
        issue_date=["2024-04-10", "2024-05-10", "2024-05-11", "2024-06-10"],
        due_date=["2024-04-20", "2024-06-30", "2024-05-31", "2024-07-31"],
        amount=[100, 100, 0, 200],
        paid_date=["2024-04-20", "2024-06-20", None, None],
    )
    result = openitem.bridge(ledger_of(timing, money="decimal"), MAY, JUNE, months=2)
    assert steps(result)["opening"] == Decimal("100.00")
    assert steps(result)["closing"] == Decimal("200.00")
    assert moved(result).keys() <= {"volume", "timing", "terms", "lateness"}
    terms = documents(
        issue_date=["2024-05-10", "2024-05-11", "2024-06-10", "2024-06-11"],
        due_date=["2024-05-20", "2024-06-20", "2024-07-20", "2024-07-20"],
        amount=[100, 100, 100, 100],
        paid_date=["2024-05-20", "2024-06-05", None, None],
    )
    result = openitem.bridge(ledger_of(terms, money="decimal"), MAY, JUNE, months=1)
    assert moved(result) == {"terms": Decimal("100.00")}


@pytest.mark.parametrize("method", ["shapley", "fixed_order"])
def test_everything_adds_up_on_a_made_up_ledger(method: str) -> None:
    ledger = datasets.sample_ledger(3000, 5).ledger()
    for months in (1, 3, 12):
        result = openitem.bridge(ledger, "2024-03-31", "2024-09-30", months=months, method=method)
        for table, column in (("receivables", "amount"), ("dso", "millionths")):
            rows = getattr(result, table).to_dict()
            by_currency: dict[str, dict[str, Any]] = {}
            for currency, step, amount in zip(rows["currency"], rows["step"], rows[column], strict=True):
                by_currency.setdefault(currency, {})[step] = amount
            assert by_currency
            for parts in by_currency.values():
                assert sum(parts.values()) - 2 * parts["closing"] == 0
                assert set(CAUSES) < parts.keys()
        aging = openitem.aging(ledger, "2024-09-30", by=())
        totals = dict(zip(*(aging.totals.to_dict()[name] for name in ("currency", "total")), strict=True))
        balances = result.balances.to_dict()
        closing = dict(zip(balances["currency"][1::2], balances["receivables"][1::2], strict=True))
        assert closing == totals
        proof = result.proof.to_dict()
        assert not any(
            amount
            for line, amount in zip(proof["line"], proof["amount"], strict=True)
            if "difference" in line
        )


cents = st.integers(1, 10**7)


@given(
    st.lists(
        st.tuples(cents, st.integers(0, 89), st.integers(0, 100), st.integers(0, 60)), min_size=1, max_size=12
    ),
    st.sampled_from(["shapley", "fixed_order"]),
    st.integers(1, 4),
)
@settings(max_examples=60, deadline=None)
def test_parts_sum_for_any_sales(rows: list[tuple[int, int, int, int]], method: Any, months: int) -> None:
    def day(after: int) -> datetime.date:
        return datetime.date(2024, 4, 1) + datetime.timedelta(days=after)

    table = documents(
        issue_date=[day(at) for _, at, *_ in rows],
        due_date=[day(at + terms) for _, at, _, terms in rows],
        amount=[amount for amount, *_ in rows],
        paid_date=[day(at + 20) for _, at, *_ in rows],
        paid_amount=[amount * percent // 100 for amount, _, percent, _ in rows],
    )
    result = openitem.bridge(ledger_of(table, money="minor"), MAY, JUNE, months=months, method=method)
    amounts = steps(result)
    if len(amounts) > 2:
        assert amounts["opening"] + sum(amounts[cause] for cause in CAUSES) == amounts["closing"]
        parts = steps(result, "dso", "millionths")
        # Without sales at one of the dates there is no DSO.
        if parts:
            assert parts["opening"] + sum(parts[cause] for cause in [*CAUSES, "days"]) == parts["closing"]


def in_base_currency() -> openitem.Ledger:
    """The example of docs/methods/bridge.md, 6."""
    table = documents(
        issue_date=["2024-05-10", "2024-06-10"],
        due_date=["2024-07-31", "2024-08-31"],
        amount=["100", "150"],
        base_amount=["90", "120"],
        paid_date=["2024-06-15", None],
    )
    return openitem.Ledger.from_documents(table, currency="USD", base_currency="EUR")


@pytest.mark.parametrize(
    ("method", "volume", "currency"), [("fixed_order", "45.00", "-15.00"), ("shapley", "42.50", "-12.50")]
)
def test_rates_are_a_cause_in_base_currency(method: Any, volume: str, currency: str) -> None:
    result = openitem.bridge(in_base_currency(), MAY, JUNE, months=1, method=method, base_amounts=True)
    found = steps(result, "base_receivables")
    assert {step: amount for step, amount in found.items() if amount} == {
        "opening": Decimal("90.00"),
        "volume": Decimal(volume),
        "currency": Decimal(currency),
        "closing": Decimal("120.00"),
    }
    assert steps(result, "base_dso", "days")["currency"] == 0
    assert result.base_totals is None
    assert result.base_rates is not None
    assert result.base_rates.to_dict()["base_sales"] == [Decimal("90.00"), Decimal("120.00")]
    assert result.base_balances is not None
    assert result.base_balances.to_dict()["dso"] == [31.0, 30.0]
    assert result.base_proof is not None
    proof = dict(zip(*(result.base_proof.to_dict()[name] for name in ("line", "amount")), strict=True))
    assert (proof["closing"], proof["difference"]) == (Decimal("120.00"), 0)
    about = dict(zip(*result.about.to_dict().values(), strict=True))
    assert about["base_currency"] == "EUR"
    assert about["order"].split(",") == [*CAUSES, "currency", "days"]


def test_base_tables_are_there_when_asked_for() -> None:
    plain = openitem.bridge(in_base_currency(), MAY, JUNE)
    for name in ("receivables", "totals", "dso", "balances", "rates", "proof"):
        assert getattr(plain, f"base_{name}") is None
    grouped = openitem.bridge(in_base_currency(), MAY, JUNE, months=1, by="customer", base_amounts=True)
    assert grouped.base_totals is not None
    assert grouped.base_totals.to_dict()["mix"] == [0] * 11
    with pytest.raises(openitem.ArgumentError, match="base_amounts needs a ledger with a base currency"):
        openitem.bridge(ledger_of(ONE_CAUSE["volume"][0], money="decimal"), MAY, JUNE, base_amounts=True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"from_": JUNE, "to": MAY}, "earlier day"),
        ({"months": 0}, "expected 1 to 120"),
        ({"months": 121}, "expected 1 to 120"),
        ({"method": "random"}, "shapley"),
        ({"clock": "never"}, "clock"),
        ({"threads": 1000}, "threads"),
    ],
)
def test_what_is_refused(arguments: dict[str, Any], words: str) -> None:
    ledger = ledger_of(ONE_CAUSE["volume"][0], money="decimal")
    with pytest.raises(openitem.ArgumentError, match=words):
        openitem.bridge(ledger, **({"from_": MAY, "to": JUNE} | arguments))


def test_a_frame_is_no_ledger() -> None:
    with pytest.raises(openitem.ArgumentError, match="history"):
        openitem.bridge({"customer": ["A"]}, MAY, JUNE)  # type: ignore[arg-type]


def test_command_line(tmp_path: Path) -> None:
    path = tmp_path / "documents.csv"
    pandas.DataFrame(ONE_CAUSE["volume"][0] | {"amount": ["100.00", "150.00"]}).to_csv(path, index=False)
    run = [sys.executable, "-W", "error", "-c", "from openitem.cli import main; main()", "bridge", str(path)]
    run += ["--from", "2024-05-31", "--to", "2024-06-30", "--months", "1", "--currency", "EUR"]
    run += ["--format", "json"]
    done = subprocess.run(
        run,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert (done.returncode, done.stderr) == (0, "")
    document = json.loads(done.stdout)
    assert document["schema"] == "openitem.bridge/1"
    assert {row["step"]: row["amount"] for row in document["receivables"]}["closing"] == "250.00"


def test_command_line_in_base_currency(tmp_path: Path) -> None:
    path = tmp_path / "documents.csv"
    table = {"customer": ["A", "A"], "issue_date": ["2024-05-10", "2024-06-10"], "amount": ["100", "150"]}
    table |= {"base_amount": ["90", "120"], "paid_date": ["2024-06-15", None]}
    pandas.DataFrame(table).to_csv(path, index=False)
    arguments = ["bridge", str(path), "--from", "2024-05-31", "--to", "2024-06-30", "--months", "1"]
    arguments += ["--currency", "USD", "--base-currency", "EUR", "--base-amounts", "--format", "json"]
    done = CliRunner().invoke(app.app, [*arguments, "--method", "fixed_order"])
    assert done.exit_code == 0, done.output
    document = json.loads(done.stdout)
    parts = {row["step"]: row["amount"] for row in document["base_receivables"]}
    assert (parts["volume"], parts["currency"]) == ("45.00", "-15.00")
    assert {"base_dso", "base_balances", "base_rates", "base_proof"} < document.keys()
