"""Random histories of invoices and what settled them, and how results are read, for the tests of loss rates."""

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import openitem as oi

FROM, TO, AS_OF = date(2022, 1, 1), date(2023, 12, 31), date(2024, 12, 31)
BUCKETS = ("not_due", "d1_30", "d31_60", "d61_90", "over_90")
FIRST_DAYS = (None, 1, 31, 61, 91)
WHOLE = 10**9


def records(table: oi.ResultTable) -> list[dict[str, Any]]:
    columns = table.to_dict()
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def cents(amount: Decimal | str) -> int:
    return int(Decimal(amount).scaleb(2))


def parts(rate: float | None) -> int | None:
    return None if rate is None else int(Decimal(repr(rate)).scaleb(9).to_integral_value())


def ledger_of(rows: list[dict[str, Any]], applications: list[dict[str, Any]]) -> oi.Ledger:
    """Documents of regions, with what settles them."""
    names = ("id", "customer", "kind", "issue_date", "due_date", "amount", "region")
    links = ("credit_id", "debit_id", "amount", "applied_on")
    return oi.Ledger.from_documents(
        {name: [row.get(name) for row in rows] for name in names},
        {name: [row[name] for row in applications] for name in links},
        currency="EUR",
        dimensions=["region"],
        rows="strict",
    )


class Books:
    """Invoices of three regions over two years: paid, part-paid, written off, or left."""

    def __init__(self, seed: int) -> None:
        rng = random.Random(seed)
        self.rows: list[dict[str, Any]] = []
        self.applications: list[dict[str, Any]] = []
        for number in range(rng.randint(1, 60)):
            issued = FROM + timedelta(days=rng.randint(-40, 760))
            amount = rng.randint(1, 10**6)
            row = {
                "id": f"I{number}",
                "customer": "A",
                "kind": rng.choice(["invoice", "debit_note", "fee"]),
                "issue_date": issued,
                "due_date": None if rng.random() < 0.1 else issued + timedelta(days=rng.randint(0, 60)),
                "amount": Decimal(amount).scaleb(-2),
                "region": rng.choice(["N", "S", None]),
            }
            self.rows.append(row)
            for part in range(rng.randint(0, 3)):
                settled = rng.randint(1, amount)
                day = issued + timedelta(days=rng.randint(0, 500))
                name = f"C{number}-{part}"
                kind = rng.choice(["payment", "payment", "credit_note", "write_off"])
                value = Decimal(settled).scaleb(-2)
                self.rows.append(
                    {**row, "id": name, "kind": kind, "issue_date": day, "due_date": None, "amount": -value}
                )
                self.applications.append(
                    {"credit_id": name, "debit_id": row["id"], "amount": value, "applied_on": day}
                )
                amount -= settled
                if amount <= 0:
                    break

    def settlements(self, name: str) -> list[tuple[date, int, bool]]:
        kinds = {row["id"]: row["kind"] for row in self.rows}
        return [
            (row["applied_on"], cents(row["amount"]), kinds[row["credit_id"]] == "write_off")
            for row in self.applications
            if row["debit_id"] == name
        ]
