"""Random ledgers in which most invoices are paid: in parts, late, short, with discounts; returned payments, credit notes,
disputes and promises; some of it recorded late. Cases are those of random_ledgers.py."""

from __future__ import annotations

import random
from datetime import date, timedelta

from random_ledgers import FIRST, Case


def paying_case(seed: int) -> Case:
    """Paid in parts, late, short, with discounts; returned payments, credit notes, disputes; some of it recorded late."""
    rng = random.Random(f"paying {seed}")
    case = Case(seed, [], id_width=1, currency="EUR")
    case.has_versions = rng.random() < 0.4
    for number in range(rng.randint(4, 18)):
        add_invoice(rng, case, number, rng.choice(["ann", "ann", "ann", "bob"]))
    return case


def late(rng, day: date) -> date | None:
    return day + timedelta(days=rng.choice([0, 1, 10, 40])) if rng.random() < 0.25 else None


def add_document(rng, case, customer, kind, day, minor, due=None) -> tuple:
    identifier = (f"d{len(case.documents)}",)
    dims = {"region": rng.choice(["a", "B", "b", None]), "floor": rng.choice([2, 10, None])}
    posting = day + timedelta(days=rng.randint(-2, 6)) if rng.random() < 0.25 else None
    row = {"customer": customer, "kind": kind, "issue_date": day, "posting_date": posting, "due_date": due}
    row |= {"amount": model_cell(minor), "currency": "EUR", "entity": None, "recorded_on": late(rng, day)}
    case.documents.append(row | {"dims": dims, "dates": {"reaged": None}, "id": identifier})
    return identifier


def model_cell(minor: int):
    return str(minor // 100) + f".{minor % 100:02d}" if minor >= 0 else "-" + model_cell(-minor)


def apply(rng, case, credit, debit, minor, day, instalment=None) -> None:
    row = {"credit_id": credit, "debit_id": debit, "instalment": instalment, "amount": model_cell(minor)}
    row |= {"credit_amount": None, "applied_on": day, "recorded_on": late(rng, day)}
    case.applications.append(row)


def add_invoice(rng, case, number: int, customer: str) -> None:
    issue = FIRST + timedelta(days=rng.choice([rng.randint(0, 160), 7 * number]))
    minor = rng.choice([1000, 1000, rng.randint(1, 400), rng.randint(1, 10**6)])
    due = issue + timedelta(days=rng.choice([0, 10, 30])) if rng.random() < 0.9 else None
    invoice = add_document(
        rng, case, customer, rng.choice(["invoice", "invoice", "debit_note", None]), issue, minor, due
    )
    if minor > 2 and rng.random() < 0.2:
        for part, size in enumerate((minor // 3, minor - minor // 3), 1):
            day = issue + timedelta(days=rng.choice([5, 20, 45]))
            case.instalments.append(
                {"document_id": invoice, "number": part, "due_date": day, "amount": model_cell(size)}
            )
    if rng.random() < 0.25:
        opened = issue + timedelta(days=rng.randint(0, 40))
        closed = opened + timedelta(days=rng.randint(0, 30)) if rng.random() < 0.6 else None
        size = None if rng.random() < 0.4 else model_cell(rng.randint(1, minor))
        dispute = {"document_id": invoice, "amount": size, "opened": opened, "closed": closed}
        case.disputes.append(dispute | {"recorded_on": late(rng, opened)})
    left, day = minor, issue
    for _ in range(rng.choice([0, 1, 1, 1, 2, 3])):
        day += timedelta(days=rng.randint(0, 40))
        size = left if rng.random() < 0.7 else rng.randint(1, max(1, left))
        if left <= 0:
            break
        kind = rng.choice(["payment"] * 6 + ["discount", "credit_note", "write_off", None])
        more = rng.choice([0, 0, 0, 50])
        credit = add_document(rng, case, customer if rng.random() < 0.95 else "bob", kind, day, -size - more)
        apply(rng, case, credit, invoice, size, day + timedelta(days=rng.choice([0, 0, 0, 3, -2])))
        left -= size
        if rng.random() < 0.12:  # the payment comes back
            day += timedelta(days=rng.randint(0, 12))
            apply(rng, case, credit, invoice, -size, day)
            returned = add_document(rng, case, customer, "payment_return", day, size)
            apply(rng, case, credit, returned, size, day)
            left += size
    if case.has_versions and rng.random() < 0.2:
        row = next(row for row in case.documents if row["id"] == invoice)
        again = {**row, "recorded_on": (row["recorded_on"] or issue) + timedelta(days=rng.randint(1, 40))}
        again["due_date"] = issue + timedelta(days=14)
        again["posting_date"] = rng.choice([row["posting_date"], issue + timedelta(days=3)])
        again["amount"] = rng.choice([row["amount"], model_cell(minor + rng.choice([1, 300]))])
        case.documents.append(again)


def random_promises(rng, ledger, cell) -> list:
    """`cell` makes of minor units and a currency what the ledger's tables hold."""
    rows, documents = [], list(ledger.chain_of_id)
    customers = sorted({d.customer for d in ledger.documents}, key=str)
    codes = sorted({d.currency for d in ledger.documents})
    for _ in range(rng.randint(0, 8)):
        made = FIRST + timedelta(days=rng.randint(0, 150))
        row = {"document_id": None, "customer": rng.choice(customers), "currency": rng.choice(codes)}
        if documents and rng.random() < 0.6:
            row["document_id"] = rng.choice(documents[:8])
            of_document = ledger.chain_of_id[row["document_id"]].at(None)
            row["customer"], row["currency"] = of_document.customer, of_document.currency
        row["minor"] = None if rng.random() < 0.2 else rng.choice([0, 50, 100, 900, 1000])
        row["amount"] = cell(row["minor"], row["currency"])
        row["promised_on"] = made
        row["due_date"] = made + timedelta(days=rng.choice([-1, 0, 5, 10, 30]))
        row["recorded_on"] = late(rng, made)
        rows.append(row)
        if rng.random() < 0.3:  # a plan, or the same promise once more
            rows.append({**row, "due_date": row["due_date"] + timedelta(days=rng.choice([0, 15]))})
    return rows
