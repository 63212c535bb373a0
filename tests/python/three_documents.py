"""Three documents that are right, to spoil one thing at a time."""

import datetime
from decimal import Decimal
from typing import Any

import openitem

AS_OF = datetime.date(2024, 6, 30)

DOCUMENTS: dict[str, Any] = {
    "id": ["I1", "I2", "I3"],
    "customer": ["A", "B", "C"],
    "issue_date": [datetime.date(2024, 5, day) for day in (1, 2, 3)],
    "due_date": [datetime.date(2024, 6, day) for day in (1, 2, 3)],
    "amount": [Decimal("1.00"), Decimal("20.00"), Decimal("300.00")],
}
APPLICATIONS: dict[str, Any] = {
    "credit_id": ["P1"],
    "debit_id": ["I1"],
    "amount": ["0.50"],
    "applied_on": ["2024-06-01"],
}


def build(documents: Any = None, /, **options: Any) -> openitem.Ledger:
    return openitem.Ledger.from_documents(
        DOCUMENTS if documents is None else documents, **{"currency": "EUR", **options}
    )
