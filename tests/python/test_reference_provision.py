"""Provisions against tests/reference/provision.py on random ledgers, rates, overlays, scenarios, covers and rights."""

from __future__ import annotations

import random
from collections import defaultdict
from decimal import Decimal

import model
import openitem
import pytest
import random_ledgers
from side_by_side import LEDGERS, aging_keywords, library_ledger, minor, reference_ledger, table_rows

import provision
from provision import WHOLE

DISCOUNTING = ("undiscounted", "discount")
NO_PLACE = ("credits", "disputes", "future_payments")


def random_tax(rng, case, reference):
    """By source row: tax amounts of about a fifth, now and then none, or one of the other sign."""
    tax = {}
    for document in reference.documents:
        if document.is_opposite or rng.random() < 0.2:
            continue
        share = rng.choice([0, 7, 19, 19, 20, -5])
        tax[document.row] = document.amount * share // (100 + abs(share))
    return tax


def tax_column(case, reference, tax):
    currencies = {d.row: d.currency for d in reference.documents}
    kinds = [row["kind"] for row in case.documents]
    cells = []
    for row in range(len(case.documents)):
        amount = tax.get(row)
        if amount is None:
            cells.append(None)
            continue
        if case.sign == "by_kind" and kinds[row] in model.CREDIT_KINDS:
            amount = -amount
        if case.money != "minor":
            amount = Decimal(amount).scaleb(-model.MINOR_UNITS[currencies[row]])
            amount = float(amount) if case.money == "float" and not case.text else amount
        cells.append(str(amount) if case.text else amount)
    return cells


def fraction(rate):
    return Decimal(rate).scaleb(-9)


def random_rate(rng):
    return rng.choice([0, 5_000_000, 33_333_333, rng.randint(0, WHOLE), WHOLE])


def keyed_rows(rng, reference, options, names, share, values):
    """Rows of a table of keys: every combination that documents have, or a share of them."""
    has_currency = rng.random() < 0.4
    own = [name for name in options.by if rng.random() < 0.5]
    keys = {
        (
            tuple(value for name, value in zip(options.by, model.group_key(d, options.by)) if name in own),
            d.currency if has_currency else None,
        )
        for d in reference.documents
    }
    rows = []
    for group, currency in sorted(keys, key=str):
        for bucket in names:
            if rng.random() > share:
                continue
            row = dict(zip(own, group))
            row |= {"currency": currency} if has_currency else {}
            row |= {} if bucket is None else {"bucket": bucket}
            rows.append({**row, **values()})
    return rows


def random_weights(rng, count):
    cuts = sorted(rng.randint(0, WHOLE) for _ in range(count - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, WHOLE])]


def id_of(document):
    return document.id


def random_specific(rng, case, reference):
    documents = [d for d in reference.documents if d.is_debit and not d.is_opposite]
    if not documents or rng.random() < 0.4:
        return []
    some = rng.sample(documents, min(len(documents), rng.randint(1, 3)))
    if case.id_width and rng.random() < 0.6:
        ids = {d.id for d in some if d.id is not None and None not in d.id}
        return [{"id": key, "currency": None, "rate": random_rate(rng)} for key in sorted(ids, key=str)]
    customers = sorted({d.customer for d in some}, key=str)
    return [{"customer": key, "currency": None, "rate": random_rate(rng)} for key in customers]


def some_as_amounts(rng, tables, exposures):
    """Turns rates of rows whose open items are of one currency into amounts that are not above what is open."""
    for row in tables.specific:
        own = [
            e for e in exposures if e.specific and provision.specific_row(tables, e.document, id_of) is row
        ]
        currencies = {e.document.currency for e in own}
        if len(currencies) == 1 and rng.random() < 0.5:
            del row["rate"]
            row |= {"currency": currencies.pop(), "amount": rng.randint(0, sum(e.specific_base for e in own))}


def major(amount, currency):
    return None if amount is None else str(Decimal(amount).scaleb(-model.MINOR_UNITS[currency]))


def random_cover(rng, reference):
    keys = sorted({(d.customer, d.currency) for d in reference.documents}, key=str)
    rows = []
    for customer, currency in keys:
        if rng.random() < 0.3:
            limit = rng.choice([None, None, rng.randint(0, 50_000)])
            rows.append(
                {
                    "customer": customer,
                    "currency": currency,
                    "rate": random_rate(rng),
                    "limit": limit,
                    "integral": rng.random() < 0.5,
                }
            )
    return rows


def random_tables(rng, case, reference, options):
    labels = model.bucket_labels(options)

    def overlay():
        return {
            "factor": rng.choice([WHOLE, 1_200_000_000, 900_000_000, rng.randint(0, 3 * WHOLE)]),
            "points": rng.choice([0, 10_000_000, -20_000_000, rng.randint(-WHOLE, WHOLE)]),
        }

    tables = provision.Tables(
        keyed_rows(rng, reference, options, labels, 1.0, lambda: {"rate": random_rate(rng)})
    )
    if rng.random() < 0.5:
        names = [None] if rng.random() < 0.3 else labels
        tables.overlays = keyed_rows(rng, reference, options, names, 0.5, overlay)
    if rng.random() < 0.5:
        weights = random_weights(rng, rng.randint(1, 4))
        tables.scenarios = [(f"s{n}", w, *overlay().values()) for n, w in enumerate(weights)]
    tables.specific = random_specific(rng, case, reference)
    tables.cover = random_cover(rng, reference)
    tables.collection = keyed_rows(
        rng,
        reference,
        options,
        [None] if rng.random() < 0.3 else labels,
        1.0,
        lambda: {"days": rng.choice([0, 30, 365, rng.randint(0, 36_600)])},
    )
    tables.offset_rights = {d.customer for d in reference.documents if rng.random() < 0.5}
    return tables


def frame(rows):
    """Rows as columns; whole parts per billion become fractions."""
    rates = {"rate", "factor", "points"}
    return {name: [fraction(row[name]) if name in rates else row[name] for row in rows] for name in rows[0]}


def specific_frame(case, rows):
    columns = {
        "currency": [row["currency"] for row in rows],
        "rate": [fraction(row["rate"]) if "rate" in row else None for row in rows],
        "amount": [major(row.get("amount"), row["currency"]) for row in rows],
    }
    if all(amount is None for amount in columns["amount"]):
        del columns["amount"]
    if "customer" in rows[0]:
        return {"customer": [row["customer"] for row in rows], **columns}
    names = ["id"] if case.id_width == 1 else random_ledgers.TUPLES["id"]
    return {
        **{name: [row["id"][position] for row in rows] for position, name in enumerate(names)},
        **columns,
    }


def cover_frame(rows):
    limits = [major(row["limit"], row["currency"]) for row in rows]
    return {**frame([{k: v for k, v in row.items() if k != "limit"} for row in rows]), "limit": limits}


def library_tables(case, tables, options):
    out = {"rates": frame(tables.rates)}
    if tables.overlays:
        out["overlays"] = frame(tables.overlays)
    if tables.scenarios:
        names = ("scenario", "weight", "factor", "points")
        rows = [dict(zip(names, (name, fraction(weight), *rest))) for name, weight, *rest in tables.scenarios]
        out["scenarios"] = frame(rows)
    if tables.specific:
        out["specific"] = specific_frame(case, tables.specific)
    if tables.cover:
        out["cover"] = cover_frame(tables.cover)
    if options.discount_rate:
        out["collection"] = frame(tables.collection)
    if options.offset == "listed":
        out["offset_rights"] = sorted(tables.offset_rights, key=str)
    return out


def library_options(options):
    return {**vars(options), "discount_rate": fraction(options.discount_rate)}


def check_rows(result, expected, by, where):
    ours = table_rows(result, "rows")
    assert [(tuple(row[name] for name in by), row["currency"], row["bucket"]) for row in ours] == [
        row[:3] for row in expected.rows
    ], where
    for row, (*_, amounts, rates, items) in zip(ours, expected.rows):
        for name, amount in amounts.items():
            if name in DISCOUNTING and name not in row:
                continue
            assert minor(row[name], row["currency"]) == amount, (where, row, name, amount)
        assert row["open_items"] == len(items), where
        if amounts["base"]:
            assert row["rate"] == rates.given / WHOLE, where
            assert row["overlay_factor"] == rates.factor / WHOLE, where
            assert row["rate_overlaid"] == rates.overlaid / WHOLE, where
            assert row["rate_applied"] == rates.applied / WHOLE, where


def check_items(result, expected, where):
    ours = table_rows(result, "items")
    names = (
        "gross", "specific", "offset", "tax", "insured", "base", "specific_base", "matrix_allowance", "specific_allowance",
        "covered", "reimbursement", *(DISCOUNTING if ours and "discount" in ours[0] else ()),
    )  # fmt: skip
    assert [
        (
            row["source_row"],
            row["instalment"],
            *(minor(row["open" if n == "gross" else n], row["currency"]) for n in names),
        )
        for row in ours
    ] == [
        (e.document.row, e.line.item.instalment, *(getattr(e, name) for name in names))
        for e in expected.items
    ], where


def check_scenarios(result, expected, where):
    ours = defaultdict(int)
    for row in table_rows(result, "scenarios"):
        ours[row["currency"], row["scenario"]] = minor(row["matrix_allowance"], row["currency"])
    assert ours == expected.scenarios, where


@pytest.mark.parametrize("seed", range(LEDGERS))
def test_provisions_are_recomputed(seed):
    case = random_ledgers.random_case(seed)
    reference = reference_ledger(case)
    rng = random.Random(seed)
    tax = random_tax(rng, case, reference)
    ledger = library_ledger(case, tax_amount=tax_column(case, reference, tax))
    for _ in range(3):
        as_of, options = random_ledgers.random_options(rng, case)
        options.credits, options.disputes, options.future_payments = "own_column", "inside", False
        if not reference.documents:
            return
        tables = random_tables(rng, case, reference, options)
        tables.tax = tax
        chosen = provision.Options(
            offset=rng.choice(["none", "listed", "every_customer"]),
            tax=rng.choice(["included", "recoverable"]),
            rounding=rng.choice(["half_up", "half_even", "up", "down"]),
            round_by=rng.choice(["bucket", "total"]),
            rounding_power=rng.choice([0, 0, 1, 2]),
            discount_rate=rng.choice([0, 0, 40_000_000, rng.randint(1, WHOLE)]),
        )
        some_as_amounts(
            rng, tables, provision.provide(reference, as_of, options, tables, chosen, id_of).items
        )
        keywords = {name: value for name, value in aging_keywords(options).items() if name not in NO_PLACE}
        where = f"seed {seed}, {as_of}, {options}, {chosen}, {tables}"
        result = openitem.provision(
            ledger, as_of, **library_tables(case, tables, chosen), **library_options(chosen), **keywords
        )
        expected = provision.provide(reference, as_of, options, tables, chosen, id_of)
        check_rows(result, expected, options.by, where)
        check_items(result, expected, where)
        check_scenarios(result, expected, where)
        proof = table_rows(result, "proof")
        assert all(row["amount"] == 0 for row in proof if row["line"].endswith("difference")), where
