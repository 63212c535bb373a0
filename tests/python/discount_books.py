"""Ledgers of invoices with discounts in their terms, written invoice by invoice."""

import datetime
from decimal import Decimal
from typing import Any

import openitem
from openitem import discount

AS_OF = datetime.date(2026, 6, 30)
FIRST = datetime.date(2026, 1, 1)
CHOICES: dict[str, Any] = {
    "counterfactual": "mean",
    "cost_of_capital": "0.1",
    "year_days": 365,
}


def on(days: int) -> datetime.date:
    return FIRST + datetime.timedelta(days)


class Books:
    """A ledger written invoice by invoice."""

    def __init__(self) -> None:
        self.rows: list[tuple[Any, ...]] = []
        self.applied: list[tuple[Any, ...]] = []

    def post(
        self,
        kind: str,
        day: datetime.date,
        minor: int,
        *,
        customer: str = "A",
        terms: str | None = None,
        region: str = "N",
    ) -> str:
        name = str(len(self.rows))
        self.rows.append((customer, name, kind, day, Decimal(minor) / 100, terms, region))
        return name

    def invoice(self, day: int, minor: int, terms: str | None, **of: str) -> str:
        return self.post("invoice", on(day), minor, terms=terms, **of)

    def settle(self, invoice: str, day: int, minor: int, kind: str = "payment", **of: str) -> None:
        if minor == 0:
            return
        credit = self.post(kind, on(day), -minor, **of)
        self.applied.append((credit, invoice, Decimal(minor) / 100, on(day)))

    def ledger(self) -> openitem.Ledger:
        names = ("customer", "id", "kind", "issue_date", "amount", "terms", "region")
        documents = {name: [row[at] for row in self.rows] for at, name in enumerate(names)}
        pairs = ("credit_id", "debit_id", "amount", "applied_on")
        applications = {name: [row[at] for row in self.applied] for at, name in enumerate(pairs)}
        return openitem.Ledger.from_documents(
            documents,
            applications=applications if self.applied else None,
            currency="EUR",
            map={"documents": {"dimension": ["region"]}},
        )

    def history(self, as_of: datetime.date = AS_OF, **options: Any) -> discount.DiscountHistory:
        return discount.discount_history(self.ledger(), as_of, **(CHOICES | options))
