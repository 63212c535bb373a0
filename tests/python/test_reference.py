"""The library against tests/reference/model.py, a plain-Python reading of docs/methods, on random ledgers and options."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import model
import openitem
import pytest
import random_ledgers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from side_by_side import (
    LEDGERS,
    QUESTIONS_EACH,
    aging_keywords,
    check_proof,
    is_empty,
    library_aging,
    library_ledger,
    minor,
    records,
    reference_ledger,
    summary_rows,
    table_rows,
)


def check_findings(case, ledger, reference):
    found = table_rows(openitem.check(ledger), "findings")
    whole_column = [f for f in found if f["row"] < 0]
    assert sorted(
        (f["rule"], f["currency"], minor(f["amount"], f["currency"])) for f in whole_column
    ) == sorted((f.rule, f.currency, f.amount) for f in reference.findings if f.row < 0), f"seed {case.seed}"
    ours = Counter((f["rule"], f["table"], f["row"]) for f in found if f["row"] >= 0)
    theirs = Counter((f.rule, f.table, f.row) for f in reference.findings if f.row >= 0)
    assert ours == theirs, f"seed {case.seed}: library only {ours - theirs}, model only {theirs - ours}"
    amounts = {(f["rule"], f["table"], f["row"]): f for f in found}
    for f in reference.findings:
        if f.amount is not None and f.row >= 0:
            library = amounts[f.rule, f.table, f.row]
            assert library["amount"] is not None, f"seed {case.seed}: {f}"
            assert minor(library["amount"], library["currency"]) == f.amount, (
                f"seed {case.seed}: {f} {library}"
            )


def check_aging(case, ledger, reference, as_of, options):
    where = f"seed {case.seed}, as of {as_of}, {options}"
    result = library_aging(ledger, as_of, options)
    expected = model.age(reference, as_of, options)
    assert summary_rows(result, "rows", options.by) == expected.rows, where
    totals = [row for row in summary_rows(result, "totals", ()) if not is_empty(row)]
    assert [
        {k: v for k, v in row.items() if k != "future_payments"} for row in totals if row["open_items"]
    ] == [{k: v for k, v in row.items() if k != "future_payments"} for row in expected.totals], where
    check_proof(result, expected, where)
    check_items(result, expected, options, where)
    if options.missing_date != "not_due" and options.credits != "netted" and options.disputes == "inside":
        about = dict(zip(*result.about.to_dict().values()))
        assert int(about["missing_date_items"]) == expected.missing_date_items, where


def check_items(result, expected, options, where):
    def ours(table):
        return Counter(
            (
                r["source_row"],
                r["instalment"],
                r["kind"],
                r["bucket"],
                r["currency"],
                minor(r["open"], r["currency"]),
                r["basis_date"],
                r["days"],
                r["document_days_past_due"],
            )
            for r in records(table)
        )

    def theirs(lines):
        return Counter(
            (
                l.item.document.row,
                l.item.instalment,
                l.item.document.kind,
                l.bucket,
                l.item.document.currency,
                l.open,
                l.basis_date,
                l.days,
                l.document_days_past_due,
            )
            for l in lines
        )

    assert ours(result.items()) == theirs(model.drill_down(expected)), where
    if not expected.rows:
        return
    cell = random.Random(where).choice(expected.rows)
    bucket = random.Random(where).choice(model.money_columns(options, expected.labels))
    group = dict(zip(options.by, cell["group"]))
    drilled = result.items(**group, currency=cell["currency"], bucket=bucket)
    lines = model.drill_down(
        expected, options.by, group=cell["group"], currency=cell["currency"], bucket=bucket
    )
    assert ours(drilled) == theirs(lines), where
    assert sum(line.open for line in lines) == cell[bucket]


@pytest.mark.parametrize("seed", range(LEDGERS))
def test_random_ledger(seed):
    case = random_ledgers.random_case(seed)
    reference = reference_ledger(case)
    ledger = library_ledger(case)
    check_findings(case, ledger, reference)
    rng = random.Random(seed)
    for _ in range(QUESTIONS_EACH):
        check_aging(case, ledger, reference, *random_ledgers.random_options(rng, case))


@pytest.mark.parametrize("seed", range(0, LEDGERS, 20))
def test_thread_count_changes_nothing(seed):
    case = random_ledgers.random_case(seed)
    ledger = library_ledger(case)
    as_of, options = random_ledgers.random_options(random.Random(seed), case)
    one, four = (library_aging(ledger, as_of, options, threads=n) for n in (1, 4))
    for name in ("rows", "totals", "proof"):
        assert getattr(one, name).to_dict() == getattr(four, name).to_dict()


@pytest.mark.parametrize("seed", range(0, LEDGERS, 3))
def test_series_is_the_aging_of_each_date(seed):
    case = random_ledgers.random_case(seed)
    reference, ledger = reference_ledger(case), library_ledger(case)
    rng = random.Random(seed)
    as_of, options = random_ledgers.random_options(rng, case)
    options.future_payments = False
    as_known = rng.random() < 0.3 and options.known_at is None
    dates = sorted({as_of + timedelta(days=rng.randint(-200, 200)) for _ in range(rng.randint(1, 6))})
    keywords = {**aging_keywords(options), "known_at_as_of": as_known}
    series = openitem.aging_series(ledger, dates, **keywords)
    rows, totals = summary_rows(series, "rows", ("as_of", *options.by)), table_rows(series, "totals")
    for day in dates:
        options.known_at = day if as_known else options.known_at
        expected = model.age(reference, day, options)
        of_day = [{**row, "group": row["group"][1:]} for row in rows if row["group"][0] == day]
        assert of_day == expected.rows, f"seed {seed}, {day}, {options}"
        assert [row["currency"] for row in totals if row["as_of"] == day] == [
            row["currency"] for row in expected.totals
        ]
    assert {row["amount"] for row in table_rows(series, "proof") if row["line"] == "difference"} <= {0}


@pytest.mark.parametrize("seed", range(120))
def test_random_item_columns(seed):
    rng = random.Random(seed)
    day = date(2024, 3, 1)
    rows = []
    for _ in range(rng.randint(1, 25)):
        amount = rng.choice([-300, -50, 100, 100, 250, rng.randint(1, 10**6)])
        issue = day + timedelta(days=rng.randint(0, 60)) if rng.random() < 0.8 else None
        due = day + timedelta(days=rng.randint(-100, 160)) if rng.random() < 0.8 else None
        rows.append(
            {
                "customer": rng.choice(["a", "b", "ä"]),
                "due_date": due,
                "issue_date": issue,
                "amount": Decimal(amount).scaleb(-2),
                "currency": rng.choice(["EUR", "USD"]),
            }
        )
        if rng.random() < 0.05:
            rows[-1][rng.choice(["customer", "amount"])] = None
    options = model.AgingOptions(
        basis=rng.choice(["due", "issue"]),
        credits=rng.choice(["own_column", "own_age", "netted", "excluded"]),
    )
    frame = {name: [row[name] for row in rows] for name in rows[0]}
    as_of = day + timedelta(days=rng.randint(0, 200))
    keywords = {} if options.basis == "due" else {"buckets": options.upper_bounds()}
    result = openitem.aging(
        frame,
        as_of,
        by=["customer"],
        basis=options.basis,
        credits=options.credits,
        rows="mark",
        customer="customer",
        due_date="due_date",
        amount="amount",
        issue_date="issue_date",
        currency_column="currency",
        **keywords,
    )
    expected, findings = model.age_items(rows, as_of, options)
    assert summary_rows(result, "rows", ("customer",)) == expected.rows
    proof = {
        (p["currency"], p["line"]): minor(p["amount"], p["currency"]) for p in table_rows(result, "proof")
    }
    assert proof == {(currency, line): amount for currency, line, _, amount in expected.proof}
    impossible = Counter(
        (f["rule"], f["row"]) for f in table_rows(result, "findings") if f["severity"] == "impossible"
    )
    assert impossible == Counter((f.rule, f.row) for f in findings)


# --- invariants ------------------------------------------------------------------------------------------------------

days = st.integers(0, 400).map(lambda n: date(2024, 1, 1) + timedelta(days=n))
invoice_rows = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", None]),
        st.integers(-(10**6), 10**6),
        days,
        st.none() | days,
        st.none() | days,
        st.sampled_from(["EUR", "JPY", "KWD"]),
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    invoice_rows,
    days,
    st.sampled_from(["own_column", "own_age", "netted"]),
    st.sampled_from(["due", "issue"]),
)
def test_buckets_are_open_are_control(rows, as_of, credits, basis):
    """Whatever is paid when: the buckets, the open items and the control account agree, and the control account is the
    signed documents posted by the day, computed here from the rows."""
    regions, amounts, issued, due, paid, currencies = (list(column) for column in zip(*rows))
    frame = {
        "customer": ["c"] * len(rows),
        "region": regions,
        "issue_date": issued,
        "due_date": due,
        "paid_date": [day if amount else None for day, amount in zip(paid, amounts)],
        "currency": currencies,
        "amount": amounts,
    }
    ledger = openitem.Ledger.from_invoices(frame, money="minor", dimensions=["region"])
    result = openitem.aging(ledger, as_of, by=["region"], credits=credits, basis=basis)
    expected = Counter()
    for amount, issue, day, currency in zip(amounts, issued, paid, currencies):
        if issue <= as_of:
            expected[currency] += amount
        if day is not None and day <= as_of:
            expected[currency] -= amount
    proof = {
        (p["currency"], p["line"]): minor(p["amount"], p["currency"]) for p in table_rows(result, "proof")
    }
    of_rows, of_totals, of_items = Counter(), Counter(), Counter()
    for table, sums in (("rows", of_rows), ("totals", of_totals)):
        for row in table_rows(result, table):
            sums[row["currency"]] += minor(row["total"], row["currency"])
    for item in records(result.items()):
        of_items[item["currency"]] += minor(item["open"], item["currency"])
    for currency in set(currencies):
        control = expected[currency]
        for line in ("control_total", "open_items", "reported", "buckets"):
            assert proof[currency, line] == control, line
        assert proof[currency, "difference"] == 0
        assert of_rows[currency] == of_totals[currency] == of_items[currency] == control
