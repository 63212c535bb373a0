"""The library and the model asked the same: ledgers of both from one case, and rows of the library's tables in the shape of
the model's."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import model
import openitem
import random_ledgers

LEDGERS = 300
QUESTIONS_EACH = 4
NOT_MONEY = {"open_items", "overdue_documents", "customer", "entity", "parent", "level", "descendants"}


def minor(amount, currency):
    scaled = Decimal(amount).scaleb(model.MINOR_UNITS[currency])
    assert scaled == int(scaled), f"{amount} is not a whole number of {currency} minor units"
    return int(scaled)


def table_rows(result, name):
    return records(getattr(result, name))


def records(table):
    columns = table.to_dict()
    return [dict(zip(columns, values)) for values in zip(*columns.values())]


def reference_ledger(case):
    return model.Ledger(
        case.documents,
        case.applications,
        instalments=case.instalments,
        disputes=case.disputes,
        currency=case.currency,
        money=case.money,
        sign=case.sign,
        unreferenced_credits=case.unreferenced_credits,
        flat=case.flat,
        has_id=case.id_width > 0,
        has_due_date=case.has_due_date,
        promises=case.promises,
        contacts=case.contacts,
        customers=case.customers,
    )


def library_ledger(case, booked=None, **more_columns):
    """`more_columns`: further columns of the documents."""
    tables = {
        name: random_ledgers.columns(case, name)
        for name in (
            "applications",
            "instalments",
            "disputes",
            "promises",
            "contacts",
            "dunning",
            "customers",
        )
    }
    tables = {name: table for name, table in tables.items() if table}
    documents = {**random_ledgers.columns(case, "documents"), **more_columns}
    options = dict(
        currency=case.currency,
        money=case.money,
        sign=case.sign,
        rows="mark",
        unreferenced_credits=case.unreferenced_credits,
        map=random_ledgers.column_map(case),
    )
    if booked is not None:
        documents["base_amount"] = [base_cell(case, number, booked) for number in range(len(case.documents))]
        options["base_currency"] = "EUR"
    if case.flat and not tables:
        return openitem.Ledger.from_invoices(documents, **options)
    return openitem.Ledger.from_documents(documents, **tables, **options)


def random_booked(rng, case, reference):
    """By source row; rows that are no document of the ledger were booked at something too."""
    amounts = {d.row: d.amount for d in reference.documents if not d.is_opposite}
    return {
        row: None
        if rng.random() < 0.2
        else amounts.get(row, 0) * rng.randint(80, 120) // 100 + rng.choice([0, 0, 1, -3])
        for row in range(len(case.documents))
    }


def base_cell(case, number, booked):
    """Signed as the document, but a magnitude where its amount is one."""
    if booked[number] is None:
        return None
    is_magnitude = case.sign == "by_kind" and case.documents[number]["kind"] in model.CREDIT_KINDS
    amount = Decimal(-booked[number] if is_magnitude else booked[number]).scaleb(-2)
    return str(amount) if case.text else amount


def aging_keywords(options):
    keywords = dict(
        by=list(options.by),
        basis=options.basis,
        missing_date=options.missing_date,
        credits=options.credits,
        disputes=options.disputes,
        clock=options.clock,
        known_at=options.known_at,
        future_payments=options.future_payments,
        months=options.months,
        forward_months=options.forward_months,
    )
    if options.bounds:
        keywords["buckets"] = options.bounds
    if options.forward_bounds:
        keywords["forward_buckets"] = options.forward_bounds
    if options.date_column:
        keywords["date_column"] = options.date_column
    return keywords


def library_aging(ledger, as_of, options, threads=1, **more):
    return openitem.aging(ledger, as_of, threads=threads, **aging_keywords(options), **more)


def summary_rows(result, name, by):
    """Rows of the library's table in the shape of model.summarise."""
    out = []
    for row in table_rows(result, name):
        currency = row["currency"]
        values = {"group": tuple(row[column] for column in by), "currency": currency}
        for column, value in row.items():
            if column not in by and column != "currency":
                values[column] = value if column in NOT_MONEY else minor(value, currency)
        out.append(values)
    return out


def is_empty(row):
    return not any(value for column, value in row.items() if column not in ("group", "currency"))


def check_proof(result, expected, where):
    proof = {
        (p["currency"], p["line"]): p
        for p in table_rows(result, "proof")
        if not p["line"].startswith("roots")  # lines of a hierarchy alone
    }
    theirs = {(currency, line): (count, amount) for currency, line, count, amount in expected.proof}
    assert {key: minor(p["amount"], p["currency"]) for key, p in proof.items()} == {
        key: amount for key, (_, amount) in theirs.items()
    }, where
    for key, (count, _) in theirs.items():
        if count is not None:
            assert proof[key]["count"] == count, f"{where}: {key}"


def random_periods(rng, case):
    to, options = random_ledgers.random_options(rng, case)
    options.by = tuple(name for name in options.by if name != "kind")
    pairs = set()
    for _ in range(rng.randint(1, 4)):
        last = to - timedelta(days=rng.randint(0, 120))
        pairs.add((last - timedelta(days=rng.choice([0, 6, 29, 89])), last))
    return sorted(pairs), options
