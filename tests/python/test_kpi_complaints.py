"""Complaints of users of other systems as cases: key figures of a past period stay what they were."""

from typing import Any

import openitem

MARCH = ("2024-03-01", "2024-03-31")
FIGURES = ["dso_simple_ending", "past_due_share", "cei_period_total"]


def parts(ledger: openitem.Ledger, first: str, last: str) -> dict[str, tuple[int, int]]:
    """Numerator and denominator of each figure in the one window."""
    table = openitem.kpis(ledger, first, last, figures=FIGURES).figures.to_dict()
    found = zip(table["numerator"], table["denominator"], strict=True)
    return dict(zip(table["figure"], found, strict=True))


def books(payments: dict[str, list[Any]], applications: dict[str, list[Any]] | None) -> openitem.Ledger:
    """100.00 due on 11 March and 50.00 due on 4 April, and these payments."""
    documents: dict[str, list[Any]] = {
        "customer": ["A", "A"],
        "id": ["1", "2"],
        "kind": ["invoice", "invoice"],
        "issue_date": ["2024-02-10", "2024-03-05"],
        "due_date": ["2024-03-11", "2024-04-04"],
        "amount": ["100.00", "50.00"],
    }
    for name, values in payments.items():
        documents[name] = documents[name] + values
    return openitem.Ledger.from_documents(documents, applications, currency="EUR")


def payment(day: str, amount: str) -> dict[str, list[Any]]:
    return {
        "customer": ["A"],
        "id": ["P"],
        "kind": ["payment"],
        "issue_date": [day],
        "due_date": [None],
        "amount": [amount],
    }


def application(day: str, amount: str) -> dict[str, list[Any]]:
    return {"credit_id": ["P"], "debit_id": ["1"], "amount": [amount], "applied_on": [day]}


def test_complaint_1_a_past_period_does_not_know_what_was_paid_later() -> None:
    # Receivable 150.00 and 100.00 of it past due at the end of March, sales 50.00 in 31 days, opening 100.00:
    # 150 x 31 / 50, 100 / 150, (100 + 50 - 150) / (100 + 50 - 50).
    expected = {
        "dso_simple_ending": (15_000 * 31, 5_000),
        "past_due_share": (10_000, 15_000),
        "cei_period_total": (0, 10_000),
    }
    assert parts(books({}, None), *MARCH) == expected
    paid_in_april = books(payment("2024-04-15", "-100.00"), application("2024-04-15", "100.00"))
    assert parts(paid_in_april, *MARCH) == expected
    # 50.00 past due is left in April, from 150.00 and no sales.
    assert parts(paid_in_april, "2024-04-01", "2024-04-30") == {
        "dso_simple_ending": (5_000 * 30, 0),
        "past_due_share": (5_000, 5_000),
        "cei_period_total": (10_000, 15_000),
    }


def test_complaint_9_matching_later_does_not_move_a_past_period() -> None:
    # 60.00 came in on 20 March and were matched in April: in March they lower the receivable, not what is past due.
    expected = {
        "dso_simple_ending": (9_000 * 31, 5_000),
        "past_due_share": (10_000, 9_000),
        "cei_period_total": (6_000, 16_000),
    }
    unmatched = books(payment("2024-03-20", "-60.00"), None)
    matched = books(payment("2024-03-20", "-60.00"), application("2024-04-02", "60.00"))
    assert parts(unmatched, *MARCH) == expected
    assert parts(matched, *MARCH) == expected
    assert parts(matched, "2024-04-01", "2024-04-30")["past_due_share"] == (9_000, 9_000)
