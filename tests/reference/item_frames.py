"""Eight open items, the report they must give, and pandas frames that hold them in every way pandas has.

The figures were written by hand from the lists. Needs no PyArrow, so that pandas can be tried without it.
"""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import openitem
import pandas

AS_OF = datetime.date(2024, 6, 30)


def day(text: str | None) -> datetime.date | None:
    return None if text is None else datetime.date.fromisoformat(text)


# Eight items; due dates are missing twice, the second time together with the issue date.
CUSTOMER = [101, 102, 101, 103, 102, 101, 103, 104]
DUE = ["2024-06-30", "2024-06-29", "2024-05-31", "2024-05-30", "2024-03-01", None, None, "2030-01-01"]
ISSUE = ["2024-05-30", "2024-05-29", None, "2024-04-30", "2024-02-01", "2024-04-15", None, "2024-06-30"]
MINOR = [10000, 2501, -399, 45035996273704, 7, 1250, 100, 999]
ENTITY = ["Nord", "Süd", "Nord", None, "Süd", "", "東京", "Nord"]
AMOUNT = [Decimal(minor).scaleb(-2) for minor in MINOR]

# customer -> not_due, d1_30, d31_60, d61_90, over_90, unapplied, total; by hand from the lists above.
EXPECTED = {
    101: ("100.00", "0.00", "0.00", "12.50", "0.00", "-3.99", "108.51"),
    102: ("0.00", "25.01", "0.00", "0.00", "0.07", "0.00", "25.08"),
    103: ("1.00", "0.00", "450359962737.04", "0.00", "0.00", "0.00", "450359962738.04"),
    104: ("9.99", "0.00", "0.00", "0.00", "0.00", "0.00", "9.99"),
}

Columns = dict[str, Any]
COLUMNS: Columns = {
    "customer": CUSTOMER,
    "due_date": [day(text) for text in DUE],
    "issue_date": [day(text) for text in ISSUE],
    "amount": AMOUNT,
    "entity": ENTITY,
}


def figures(frame: Any, **options: Any) -> dict[str, Any]:
    """Every table of the report; the customer as a number, whichever family it came in."""
    report = openitem.aging(frame, AS_OF, currency="EUR", rows="strict", **options)
    grouped = openitem.aging(
        frame, AS_OF, by=("entity", "customer"), currency="EUR", rows="strict", **options
    )
    tables = {
        "rows": report.rows.to_dict(),
        "grouped": grouped.rows.to_dict(),
        "totals": report.totals.to_dict(),
        "proof": report.proof.to_dict(),
        "findings": report.findings.to_dict(),
    }
    for name in ("rows", "grouped"):
        tables[name]["customer"] = [int(customer) for customer in tables[name]["customer"]]
    return tables


def pandas_frame() -> pandas.DataFrame:
    return pandas.DataFrame({**COLUMNS, "amount": pandas.Series(AMOUNT, dtype=object)})


PANDAS: dict[str, tuple[Callable[[pandas.DataFrame], pandas.DataFrame], dict[str, Any]]] = {
    "object": (lambda frame: frame.astype(object), {}),
    "datetime64": (
        lambda frame: frame.assign(
            due_date=pandas.to_datetime(frame["due_date"]), issue_date=pandas.to_datetime(frame["issue_date"])
        ),
        {},
    ),
    "float": (lambda frame: frame.assign(amount=[float(amount) for amount in AMOUNT]), {"money": "float"}),
    "minor": (lambda frame: frame.assign(amount=MINOR), {"money": "minor"}),
    "nullable ints": (lambda frame: frame.assign(amount=pandas.array(MINOR, "Int64")), {"money": "minor"}),
    "nullable customer": (lambda frame: frame.assign(customer=pandas.array(CUSTOMER, "UInt16")), {}),
    "category": (
        lambda frame: frame.assign(
            entity=pandas.Categorical(ENTITY),
            customer=pandas.Categorical([str(customer) for customer in CUSTOMER]),
        ),
        {},
    ),
    "text": (
        lambda frame: frame.assign(amount=[str(amount) for amount in AMOUNT], due_date=DUE, issue_date=ISSUE),
        {},
    ),
    "nullable text": (lambda frame: frame.assign(entity=pandas.array(ENTITY, "string")), {}),
    "NaN for None": (
        lambda frame: frame.assign(entity=[float("nan") if e is None else e for e in ENTITY]),
        {},
    ),
    "index of its own": (lambda frame: frame.set_index(pandas.Index(range(8, 0, -1))), {}),
    "customer in the index": (lambda frame: frame.set_index("customer"), {}),
    "sliced": (lambda frame: pandas.concat([frame, frame]).iloc[8:], {}),
    "every second row": (lambda frame: frame.loc[frame.index.repeat(2)].iloc[::2], {}),
}
