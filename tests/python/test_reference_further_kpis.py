"""Promises, dunning levels and months of origin against tests/reference/further_kpis.py on random ledgers."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from decimal import Decimal

import further_kpis
import kpis
import model
import openitem
import pytest
import random_ledgers
from side_by_side import library_ledger, minor, random_periods, reference_ledger, table_rows

CASES = 150
PROMISES = {
    "promise_kept_count": ("promises_kept", "promises"),
    "promise_kept_count_partial": ("promises_paid", "promises"),
    "promise_kept_amount": ("promised_kept", "promised"),
    "promise_kept_amount_partial": ("promised_paid", "promised"),
}
AMOUNTS = ("promised", "promised_kept", "promised_paid", "promised_open")
COUNTS = ("promises", "promises_kept", "promises_paid", "promises_superseded", "promises_open")


def cell(case, amount, currency):
    if amount is None or case.money == "minor":
        return amount
    number = Decimal(amount).scaleb(-model.MINOR_UNITS[currency])
    if case.money == "float":
        return float(number)
    return str(number) if case.text else number


def random_promises(rng, case, ledger):
    rows, documents = [], list(ledger.chain_of_id)
    customers = sorted({d.customer for d in ledger.documents}, key=str)
    codes = sorted({d.currency for d in ledger.documents})
    for _ in range(rng.randint(1, 14)):
        made = random_ledgers.FIRST + timedelta(days=rng.randint(0, 200))
        row = {"document_id": None, "customer": rng.choice(customers), "currency": rng.choice(codes)}
        if documents and rng.random() < 0.6:
            row["document_id"] = rng.choice(documents[:6])
            of_document = ledger.chain_of_id[row["document_id"]].at(None)
            row["customer"] = of_document.customer
            row["currency"] = of_document.currency if rng.random() < 0.9 else row["currency"]
        row["minor"] = None if rng.random() < 0.2 else rng.choice([0, 50, 100, 250, 900])
        row["amount"] = cell(case, row["minor"], row["currency"])
        row["promised_on"] = made
        row["due_date"] = made + timedelta(days=rng.choice([-1, 0, 3, 10, 10, 30, 60]))
        row["recorded_on"] = made if rng.random() < 0.3 else None
        rows.append(row)
        if rng.random() < 0.3:  # a plan, or the same promise once more
            more = rng.choice([0, 0, 15])
            rows.append({**row, "due_date": row["due_date"] + timedelta(days=more)})
    return rows


def random_letters(rng, ledger):
    documents = list(ledger.chain_of_id)
    customers = sorted({d.customer for d in ledger.documents}, key=str)
    rows = []
    for _ in range(rng.randint(1, 10)):
        sent = random_ledgers.FIRST + timedelta(days=rng.randint(0, 200))
        row = {"customer": rng.choice(customers), "document_id": None, "sent_on": sent}
        if documents and rng.random() < 0.5:
            row["document_id"] = rng.choice(documents)
            row["customer"] = ledger.chain_of_id[row["document_id"]].at(None).customer
        row["level"] = rng.choice([0, 1, 1, 2, 3])
        row["recorded_on"] = sent + timedelta(days=5) if rng.random() < 0.3 else None
        rows.append(row)
    return rows


def rows_by_key(rows, by, first, last):
    return {
        (tuple(row[name] for name in by), row["currency"]): row
        for row in rows
        if (row["first"], row["last"]) == (first, last)
    }


@pytest.mark.parametrize("seed", range(CASES))
def test_promises_are_decided_anew(seed):
    case = random_ledgers.random_case(seed)
    reference = reference_ledger(case)
    if not reference.documents:
        pytest.skip("no document is kept")
    rng = random.Random(f"promises {seed}")
    case.promises = random_promises(rng, case, reference)
    ledger = library_ledger(case)
    pairs, options = random_periods(rng, case)
    until = max(last for _, last in pairs)
    books, grace = {"clock": options.clock, "known_at": options.known_at}, rng.choice([0, 0, 3])

    def ask():
        return openitem.kpis(
            ledger, periods=pairs, by=options.by, figures=[*PROMISES], promise_grace_days=grace, **books
        )

    try:
        expected = {
            pair: further_kpis.promises(
                reference, case.promises, *pair, until, options.by, grace=grace, **books
            )
            for pair in pairs
        }
    except further_kpis.SeveralGroups:
        with pytest.raises(openitem.ArgumentError, match="in several groups"):
            ask()
        return
    result = ask()
    components, figures = table_rows(result, "components"), table_rows(result, "figures")
    about = result.about.to_dict()
    left_out = about["value"][about["name"].index("promises_left_out")]
    for (first, last), (sums, left) in expected.items():
        assert left_out == str(left), seed
        found = rows_by_key(components, options.by, first, last)
        assert {key for key, parts in sums.items() if parts["row"]} <= set(found)
        for (group, currency), row in found.items():
            parts = sums.get((group, currency), Counter())
            for name in (*AMOUNTS, *COUNTS):
                names = [f"opening_{name}", f"closing_{name}"] if name.endswith("_open") else [name]
                for column in names:
                    ours = minor(row[column], currency) if name in AMOUNTS else row[column]
                    assert ours == parts[column], (seed, group, currency, column, first, last)
        for row in figures:
            if (row["first"], row["last"]) != (first, last):
                continue
            parts = sums.get((tuple(row[name] for name in options.by), row["currency"]), Counter())
            above, below = PROMISES[row["figure"]]
            wanted = kpis.ratio(parts[above], parts[below])
            assert row["value"] == (None if wanted is None else float(wanted)), (seed, row)
            assert row["warning"] == ("no_items" if wanted is None else None)
            assert row["count"] == parts["promises"]


@pytest.mark.parametrize("seed", range(CASES))
def test_levels_and_months_are_found_anew(seed):
    case = random_ledgers.random_case(seed)
    reference = reference_ledger(case)
    if not reference.documents:
        pytest.skip("no document is kept")
    rng = random.Random(f"letters {seed}")
    case.dunning = random_letters(rng, reference)
    ledger = library_ledger(case)
    pairs, options = random_periods(rng, case)
    books = {"clock": options.clock, "known_at": options.known_at}
    months, receivable = rng.choice([1, 3, 12]), rng.choice(["net", "debits"])
    result = openitem.kpis(
        ledger,
        periods=pairs,
        by=options.by,
        figures=["dso_sales_weighted", "dunned_share", "dunned_item_share"],
        history_months=months,
        receivable=receivable,
        **books,
    )
    figures, levels = table_rows(result, "figures"), table_rows(result, "dunning_levels")
    for first, last in pairs:
        expected = further_kpis.dunning(reference, case.dunning, last, options.by, **books)
        found = {}
        for row in levels:
            if (row["first"], row["last"]) == (first, last):
                key = (tuple(row[name] for name in options.by), row["currency"])
                found.setdefault(key, {})[row["level"]] = [minor(row["open"], row["currency"]), row["items"]]
        assert found == {key: dict(of_key) for key, of_key in expected.items()}, (seed, first, last)
        weighted = further_kpis.sales_weighted(
            reference, last, options.by, months=months, receivable=receivable, **books
        )
        for row in figures:
            if (row["first"], row["last"]) != (first, last):
                continue
            key = (tuple(row[name] for name in options.by), row["currency"])
            if row["figure"] == "dso_sales_weighted":
                wanted = weighted[key]
                if isinstance(wanted, str):
                    assert (row["value"], row["warning"]) == (None, wanted), (seed, row)
                else:
                    assert row["value"] == pytest.approx(float(wanted), rel=1e-12), (seed, row)
                continue
            at = 0 if row["figure"] == "dunned_share" else 1
            entries = expected.get(key, {})
            dunned = sum(entry[at] for level, entry in entries.items() if level is not None and level > 0)
            share = kpis.ratio(dunned, sum(entry[at] for entry in entries.values()))
            assert row["value"] == (None if share is None else float(share)), (seed, row)


@pytest.mark.parametrize("seed", range(0, CASES, 2))
def test_amounts_given_are_summed_anew(seed):
    case = random_ledgers.random_case(seed)
    reference = reference_ledger(case)
    if not reference.documents:
        pytest.skip("no document is kept")
    rng = random.Random(f"given {seed}")
    ledger = library_ledger(case)
    pairs, options = random_periods(rng, case)
    rows = {"costs": [], "bad_debts": []}
    tables = {}
    for name, lowest in (("costs", 0), ("bad_debts", -500)):
        table = {column: [] for column in ("date", "amount", "currency", *options.by)}
        for _ in range(rng.randint(1, 12)):
            document = rng.choice(reference.documents)
            day = random_ledgers.FIRST + timedelta(days=rng.randint(-100, 260))
            amount = rng.randint(lowest, 900)
            rows[name].append((kpis.key_of(document, options.by), day, amount))
            group = model.group_key(document, options.by)
            scale = model.MINOR_UNITS[document.currency]
            cells = (day, str(Decimal(amount).scaleb(-scale)), document.currency, *group)
            for column, value in zip(table.values(), cells):
                column.append(value)
        tables[name] = table
    ids = ["operating_cost_to_sales", "cost_to_collect", "bad_debt_ratio_gross", "bad_debt_ratio_net"]
    result = openitem.kpis(
        ledger, periods=pairs, by=options.by, figures=ids, known_at=options.known_at, **tables
    )
    for first, last in pairs:
        expected = further_kpis.given(reference, *rows.values(), first, last, options.by, options.known_at)
        for row in table_rows(result, "figures"):
            if (row["first"], row["last"]) != (first, last):
                continue
            key = (tuple(row[name] for name in options.by), row["currency"])
            wanted = expected.get(key, dict.fromkeys(ids, (0, 0)))[row["figure"]]
            assert (row["numerator"], row["denominator"]) == wanted, (seed, row)
    outside = sum(not any(a <= day <= b for a, b in pairs) for _, day, _ in rows["costs"])
    about = result.about.to_dict()
    assert about["value"][about["name"].index("costs_outside")] == str(outside)
