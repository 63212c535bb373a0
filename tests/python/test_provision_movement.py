"""Movement of the allowance: conservation, journal, ledger documents, bad input."""

import random
from collections import defaultdict
from decimal import Decimal
from typing import Any

import openitem as oi
import pytest


def records(table: oi.ResultTable) -> list[dict[str, Any]]:
    columns = table.to_dict()
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def check_proof(movement: oi.ProvisionMovement) -> None:
    for row in records(movement.proof):
        if row["line"].endswith("difference"):
            assert row["amount"] == 0


def ledger() -> oi.Ledger:
    """Two write-offs and a recovery, one of them outside the year; tax of 19 in 119."""
    documents = [
        ("W0", "write_off", "2023-12-31", "-119.00", "-19.00", "N"),
        ("W1", "write_off", "2024-03-31", "-238.00", "-38.00", "N"),
        ("W2", "write_off", "2024-12-31", "-595.00", "-95.00", "S"),
        ("R1", "recovery", "2024-06-30", "119.00", "19.00", "N"),
        ("I1", "invoice", "2024-06-30", "1190.00", "190.00", "S"),
    ]
    names = ("id", "kind", "issue_date", "amount", "tax_amount", "region")
    table: dict[str, list[Any]] = {name: [row[at] for row in documents] for at, name in enumerate(names)}
    table["customer"] = ["A"] * len(documents)
    return oi.Ledger.from_documents(table, currency="EUR", dimensions=["region"], rows="strict")


ALLOWANCES = {"region": ["N", "S"], "currency": ["EUR", "EUR"]}
OPENING = {**ALLOWANCES, "allowance": ["1000.00", "2000.00"]}
CLOSING = {**ALLOWANCES, "allowance": ["1100.00", "900.00"]}


def test_by_hand_from_a_ledger() -> None:
    """N: 1,000 - 238 + 338 = 1,100, recovery 119 in profit or loss. S: 2,000 - 595 - 505 = 900."""
    movement = oi.provision_movement(
        OPENING, CLOSING, ledger=ledger(), from_="2023-12-31", to="2024-12-31", by="region"
    )
    north, south = records(movement.rows)
    assert (north["charge"], north["release"], north["write_offs"]) == (
        Decimal("338.00"),
        Decimal("0.00"),
        Decimal("238.00"),
    )
    assert north["recoveries_in_profit_or_loss"] == Decimal("119.00")
    assert north["expense"] == Decimal("219.00")
    assert (south["charge"], south["release"]) == (Decimal("0.00"), Decimal("505.00"))
    check_proof(movement)
    journal = [
        (row["region"], row["entry"], row["account"], row["debit"], row["credit"])
        for row in records(movement.journal)
        if row["region"] == "S"
    ]
    zero = Decimal("0.00")
    assert journal == [
        ("S", "release", "allowance", Decimal("505.00"), zero),
        ("S", "release", "impairment_loss", zero, Decimal("505.00")),
        ("S", "write_off", "allowance", Decimal("595.00"), zero),
        ("S", "write_off", "trade_receivables", zero, Decimal("595.00")),
    ]


def test_recoveries_through_the_allowance_and_tax() -> None:
    """Without tax: N 1,000 - 200 + 100 + charge 200 = 1,100."""
    movement = oi.provision_movement(
        OPENING,
        CLOSING,
        ledger=ledger(),
        from_="2023-12-31",
        to="2024-12-31",
        by="region",
        framework="cecl_aging",
        tax="recoverable",
    )
    north = records(movement.rows)[0]
    assert (north["write_offs"], north["recoveries"], north["charge"]) == (
        Decimal("200.00"),
        Decimal("100.00"),
        Decimal("200.00"),
    )
    assert north["recoveries_in_profit_or_loss"] == 0
    check_proof(movement)


def test_between_two_provisions() -> None:
    books = ledger()
    rates = dict.fromkeys(("not_due", "d1_30", "d31_60", "d61_90", "over_90"), "0.1")
    opening = oi.provision(books, "2023-12-31", rates, by="region")
    closing = oi.provision(books, "2024-12-31", rates, by="region")
    movement = oi.provision_movement(opening, closing, ledger=books, by="region")
    assert [str(day) for day in movement.period or ()] == ["2023-12-31", "2024-12-31"]
    assert sum(row["closing"] for row in records(movement.rows)) == closing.allowance["EUR"]
    check_proof(movement)


@pytest.mark.parametrize("seed", range(30))
def test_conservation(seed: int) -> None:
    """Every segment and currency: the formula of the docs, on sums of random rows in any order."""
    rng = random.Random(seed)
    signs = {"opening": 1, "closing": 1, "write_offs": -1, "recoveries": 1, "currency_effects": 1}
    tables: dict[str, dict[str, list[Any]]] = {}
    sums: dict[tuple[str | None, str], dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for name in signs:
        amount = "allowance" if name in {"opening", "closing"} else "amount"
        table: dict[str, list[Any]] = {"segment": [], "currency": [], amount: []}
        for _ in range(rng.randint(1, 12)):
            segment, currency = rng.choice(["a", "b", None]), rng.choice(["EUR", "KWD"])
            value = Decimal(rng.randint(0, 10**9)).scaleb(-2)
            if name == "currency_effects" and rng.random() < 0.5:
                value = -value
            for column, cell in zip(table, (segment, currency, value), strict=True):
                table[column].append(cell)
            sums[segment, currency][name] += value
        tables[name] = table
    through: Any = rng.choice(["profit_or_loss", "allowance"])
    movement = oi.provision_movement(
        tables.pop("opening"),
        tables.pop("closing"),
        **tables,
        by="segment",
        recoveries_through=through,
    )
    rows = records(movement.rows)
    assert {(row["segment"], row["currency"]) for row in rows} == set(sums)
    for row in rows:
        given = sums[row["segment"], row["currency"]]
        recovered = given["recoveries"] if through == "allowance" else 0
        assert (
            row["opening"]
            + row["charge"]
            - row["release"]
            - given["write_offs"]
            + recovered
            + given["currency_effects"]
            == given["closing"]
        )
        assert row["charge"] * row["release"] == 0
        assert row["expense"] == row["charge"] - row["release"] - (
            0 if through == "allowance" else given["recoveries"]
        )
    journal = records(movement.journal)
    assert sum(line["debit"] - line["credit"] for line in journal) == 0
    check_proof(movement)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"from_": "2024-01-01"}, "invalid_argument: from_ and to are about"),
        ({"known_at": "2024-01-01"}, "invalid_argument: known_at and tax"),
        ({"tax": "recoverable"}, "invalid_argument: known_at and tax"),
        ({"by": "branch"}, "missing_column: opening.branch"),
        ({"by": ["region", "region"]}, "invalid_argument: by names 'region' twice"),
        ({"write_offs": {"currency": ["EUR"], "amount": ["-1"]}}, "invalid_data: write_offs.amount of row 0"),
        (
            {"write_offs": {"currency": [None], "amount": ["1"]}},
            "missing_value: write_offs.currency of row 0",
        ),
        ({"write_offs": {"currency": ["EUR"]}}, "missing_column: write_offs.amount"),
        ({"recoveries_through": "x"}, "invalid_argument: recoveries"),
        (
            {"ledger": True, "from_": "2024-12-31", "to": "2024-01-01"},
            "invalid_argument: from is 2024-12-31",
        ),
        (
            {
                "ledger": True,
                "from_": "2024-01-01",
                "to": "2024-12-31",
                "write_offs": {"currency": ["EUR"], "amount": ["1"]},
            },
            "unknown_name: there is no table 'write_offs'",
        ),
        ({"ledger": True, "to": "2024-12-31"}, "invalid_argument: from_ is needed"),
    ],
)
def test_bad_input(options: dict[str, Any], expected: str) -> None:
    if options.pop("ledger", False):
        options["ledger"] = ledger()
    with pytest.raises(oi.Error) as caught:
        oi.provision_movement(OPENING, CLOSING, **options)
    assert f"{caught.value.status}: {caught.value}".startswith(expected)
