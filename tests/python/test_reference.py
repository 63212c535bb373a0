"""The library against tests/reference/model.py, a plain-Python reading of docs/methods, on random ledgers and options."""

from __future__ import annotations

import random
import sys
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "reference"))

import base_amounts
import model
import openitem
import random_ledgers
import re_aged

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


def library_ledger(case, booked=None):
    tables = {
        name: random_ledgers.columns(case, name)
        for name in ("applications", "instalments", "disputes", "promises", "contacts", "customers")
    }
    tables = {name: table for name, table in tables.items() if table}
    documents = random_ledgers.columns(case, "documents")
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


# --- comparisons -----------------------------------------------------------------------------------------------------


def nudged(rng, amount):
    """An amount from elsewhere: mostly the same."""
    return amount + rng.choice([0, 0, 0, 1, -250])


@pytest.mark.parametrize("seed", range(0, LEDGERS, 3))
def test_balances_are_compared(seed):
    case = random_ledgers.random_case(seed)
    rng = random.Random(seed)
    as_of, options = random_ledgers.random_options(rng, case)
    options.by = tuple(rng.sample(["customer", "region"], rng.choice([1, 2])))
    options.future_payments, options.known_at = False, None
    expected = model.age(reference_ledger(case), as_of, options)
    given = {
        (row["group"], row["currency"]): nudged(rng, row["total"])
        for row in expected.rows
        if rng.random() < 0.8
    }
    if "region" in options.by:
        at = options.by.index("region")
        for group, currency in list(given):
            given[(*group[:at], "elsewhere", *group[at + 1 :]), currency] = 700
    if not given:
        return
    balances = {name: [group[at] for group, _ in given] for at, name in enumerate(options.by)}
    balances["currency"] = [currency for _, currency in given]
    balances["balance"] = [Decimal(b).scaleb(-model.MINOR_UNITS[c]) for (_, c), b in given.items()]
    result = library_aging(library_ledger(case), as_of, options, balances=balances)
    rows = [
        (
            tuple(row[name] for name in options.by),
            row["currency"],
            *(
                None if row[name] is None else minor(row[name], row["currency"])
                for name in ("computed", "given", "difference")
            ),
            row["status"],
        )
        for row in table_rows(result, "balances")
    ]
    assert rows == model.compare_balances(expected, given), f"seed {seed}"


@pytest.mark.parametrize("seed", range(0, LEDGERS, 3))
def test_general_ledger_is_compared(seed):
    case = random_ledgers.random_case(seed)
    if case.id_width == 0:
        return
    rng = random.Random(seed)
    as_of, options = random_ledgers.random_options(rng, case)
    reference = reference_ledger(case)
    ids = random_ledgers.TUPLES["id"] if case.id_width == 2 else ["id"]
    lines = [
        (d.id, d.currency, nudged(rng, d.amount), d.posting_date)
        for d in reference.documents
        if d.id is not None and rng.random() < 0.8
    ]
    lines += [(("nobody",) if case.id_width == 1 else (1999, "nobody"), "EUR", 100, as_of)]
    frame = {name: [line[0][at] for line in lines] for at, name in enumerate(ids)}
    frame["currency"] = [line[1] for line in lines]
    frame["amount"] = [Decimal(line[2]).scaleb(-model.MINOR_UNITS[line[1]]) for line in lines]
    frame["posting_date"] = [line[3] for line in lines]
    result = openitem.aging(library_ledger(case), as_of, known_at=options.known_at, general_ledger=frame)
    rows = Counter(
        (
            tuple(row[name] for name in ids),
            row["currency"],
            *(
                None if row[name] is None else minor(row[name], row["currency"])
                for name in ("ledger", "general_ledger", "difference")
            ),
            row["status"],
        )
        for row in table_rows(result, "general_ledger")
    )
    expected = model.compare_general_ledger(reference, as_of, lines, options.known_at)
    assert rows == Counter(row for row in expected if row[-1] != "equal"), f"seed {seed}"


# --- many dates ------------------------------------------------------------------------------------------------------


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


# --- base currency beside the document currency ----------------------------------------------------------------------


def random_booked(rng, case, reference):
    """By source row; rows that are no document of the ledger were booked at something too."""
    amounts = {d.row: d.amount for d in reference.documents if not d.is_opposite}
    return {
        row: None
        if rng.random() < 0.2
        else amounts.get(row, 0) * rng.randint(80, 120) // 100 + rng.choice([0, 0, 1, -3])
        for row in range(len(case.documents))
    }


@pytest.mark.parametrize("seed", range(LEDGERS))
def test_base_amounts_are_recomputed(seed):
    case = random_ledgers.random_case(seed)
    reference = reference_ledger(case)
    rng = random.Random(seed)
    booked = random_booked(rng, case, reference)
    ledger = library_ledger(case, booked)
    for _ in range(QUESTIONS_EACH):
        as_of, options = random_ledgers.random_options(rng, case)
        check_base_amounts(case, ledger, reference, booked, as_of, options)


def check_base_amounts(case, ledger, reference, booked, as_of, options):
    where = f"seed {case.seed}, as of {as_of}, {options}"
    result = library_aging(ledger, as_of, options, base_amounts=True)
    expected = base_amounts.age(reference, booked, "EUR", as_of, options)

    def cells(row, columns, prefix=""):
        return {column: minor(row[prefix + column], "EUR") for column in columns}

    columns = list(expected.rows[0][2]) if expected.rows else []
    assert [
        (
            tuple(row[name] for name in options.by),
            row["currency"],
            cells(row, columns, "base_"),
            row["without_base_items"],
            minor(row["without_base_open"], row["currency"]),
        )
        for row in table_rows(result, "rows")
    ] == expected.rows, where
    assert [
        (
            tuple(row[name] for name in options.by),
            cells(row, columns),
            row["open_items"],
            row["without_base_items"],
        )
        for row in table_rows(result, "base_rows")
    ] == expected.base_rows, where
    check_base_proof(case, result, expected, where)
    ours = Counter(
        (
            row["source_row"],
            row["instalment"],
            row["bucket"],
            minor(row["open"], row["currency"]),
            None if row["base_open"] is None else minor(row["base_open"], "EUR"),
        )
        for row in records(result.items())
    )
    theirs = Counter(
        (line.item.document.row, line.item.instalment, line.bucket, line.open, base)
        for line, base in expected.lines
    )
    assert ours == theirs, where


def check_base_proof(case, result, expected, where):
    proof = [
        (row["line"], row["count"], minor(row["amount"], "EUR")) for row in table_rows(result, "base_proof")
    ]
    theirs = expected.proof
    if case.unreferenced_credits != "unapplied":  # their applications bear no row that would order them
        proof, theirs = (lines[[name for name, *_ in lines].index("booked") :] for lines in (proof, theirs))
    assert proof == theirs, where
    assert proof[-1] == ("difference", 0, 0), where


# --- re-aged due dates -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(LEDGERS))
def test_re_aged_buckets_are_recomputed(seed):
    case = random_ledgers.random_case(seed)
    reference, ledger = reference_ledger(case), library_ledger(case)
    rng = random.Random(seed)
    for _ in range(QUESTIONS_EACH):
        as_of, options = random_ledgers.random_options(rng, case)
        if options.basis == "due":
            check_re_aged(case, ledger, reference, as_of, options)


def check_re_aged(case, ledger, reference, as_of, options):
    where = f"seed {case.seed}, as of {as_of}, {options}"
    result = library_aging(ledger, as_of, options, re_aged="reaged")
    pairs, totals, lines = re_aged.re_aged(reference, as_of, options, "reaged")

    def ours(table, money, others):
        return [
            (
                tuple(row[name] for name in options.by),
                row["currency"],
                *(row[name] for name in others[0]),
                *(minor(row[name], row["currency"]) for name in money),
                *(row[name] for name in others[1]),
            )
            for row in table_rows(result, table)
        ]

    assert ours("re_aged", ["amount"], (["bucket", "re_aged_bucket"], ["open_items"])) == pairs, where
    counts = ["open_items", "re_aged_items", "days_numerator", "days_denominator"]
    changed = ["improved", "worsened", "unchanged", "total"]
    assert ours("re_aged_totals", changed, ([], counts)) == totals, where
    assert Counter(
        (
            row["source_row"],
            row["instalment"],
            row["bucket"],
            minor(row["open"], row["currency"]),
            row["re_aged_date"],
            row["re_aged_days"],
            row["re_aged_bucket"],
        )
        for row in records(result.items())
    ) == Counter(
        (line.item.document.row, line.item.instalment, line.bucket, line.open, date, days, bucket)
        for line, date, days, bucket in lines
    ), where


# --- roll-forward ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(LEDGERS))
def test_roll_forward_is_recomputed(seed):
    case = random_ledgers.random_case(seed)
    reference, ledger = reference_ledger(case), library_ledger(case)
    rng = random.Random(seed)
    for _ in range(QUESTIONS_EACH):
        to, options = random_ledgers.random_options(rng, case)
        from_ = to - timedelta(days=rng.choice([0, 1, 30, 90, 400]))
        known_at_from = None
        if rng.random() < 0.4:
            known_at_from = (options.known_at or to) - timedelta(days=rng.randint(0, 60))
        keywords = {
            "by": options.by,
            "clock": options.clock,
            "known_at": options.known_at,
            "known_at_from": known_at_from,
        }
        result = openitem.roll_forward(ledger, from_, to, **keywords)
        for name, by in (("rows", options.by), ("totals", ())):
            ours = [
                (
                    tuple(row[column] for column in by),
                    row["currency"],
                    row["line"],
                    row["count"],
                    minor(row["amount"], row["currency"]),
                )
                for row in table_rows(result, name)
            ]
            expected = model.roll_forward(reference, from_, to, **{**keywords, "by": by})
            assert ours == expected, f"seed {seed}, {from_} to {to}, {keywords}"
            assert all(amount == 0 for *_, line, _, amount in ours if line == "difference")


# --- hierarchy -------------------------------------------------------------------------------------------------------


def random_entity_parents(rng):
    """Pairs of a random forest over the entities that random ledgers have, and some that they have not."""
    entities = ["Süd", "north", "south", "DE01", "group", "holding"]
    rng.shuffle(entities)
    pairs = []
    for at, entity in enumerate(entities):
        if rng.random() < 0.8:
            pairs.append((entity, rng.choice([*entities[:at], None])))
    rng.shuffle(pairs)
    return pairs


@pytest.mark.parametrize("seed", range(LEDGERS))
def test_hierarchy_is_rolled_up_again(seed):
    case = random_ledgers.random_case(seed)
    reference, ledger = reference_ledger(case), library_ledger(case)
    rng = random.Random(seed)
    for _ in range(QUESTIONS_EACH):
        as_of, options = random_ledgers.random_options(rng, case)
        over = rng.choice(["customer", "entity"])
        pairs = random_entity_parents(rng)
        frame = {"entity": [entity for entity, _ in pairs], "parent": [parent for _, parent in pairs]}
        result = openitem.aging_hierarchy(
            ledger,
            as_of,
            over=over,
            parents=frame if over == "entity" else None,
            **aging_keywords(options),
        )
        by = tuple(name for name in options.by if name != over)
        expected = model.hierarchy(reference, as_of, options, over, pairs)
        ours = summary_rows(result, "rows", by)
        ours = [{("node" if name == over else name): value for name, value in row.items()} for row in ours]
        assert ours == expected, f"seed {seed}, {as_of}, over {over}, {options}, {pairs}"
        proof = table_rows(result, "proof")
        assert {row["amount"] for row in proof if row["line"].endswith("difference")} <= {0}
        check_proof(result, model.age(reference, as_of, options), f"seed {seed}")


# --- statements of account -------------------------------------------------------------------------------------------


def item_key(currency, source_row, instalment, excess, bucket, opened):
    return (currency, source_row, -1 if instalment is None else instalment, excess, bucket, opened)


@pytest.mark.parametrize("seed", range(LEDGERS))
def test_statements_are_recomputed(seed):
    case = random_ledgers.random_case(seed)
    reference, ledger = reference_ledger(case), library_ledger(case)
    rng = random.Random(seed)
    everyone = sorted({d.customer for d in reference.documents}, key=str)
    for _ in range(QUESTIONS_EACH):
        to, options = random_ledgers.random_options(rng, case)
        options.by = rng.choice([("customer",), ("customer", "entity")])
        options.future_payments = False
        from_ = to - timedelta(days=rng.choice([0, 1, 30, 90, 400]))
        known_at_from, customers = None, None
        if rng.random() < 0.4:
            known_at_from = (options.known_at or to) - timedelta(days=rng.randint(0, 60))
        if everyone and rng.random() < 0.4:
            customers = rng.sample(everyone, rng.randint(1, len(everyone)))
        asked = f"seed {seed}, {from_} to {to}, {customers}, {known_at_from}, {options}"
        expected = model.statement(
            reference, from_, to, options, customers=customers, known_at_from=known_at_from
        )
        result = openitem.statement(
            ledger,
            from_,
            to,
            customers,
            by=options.by,
            basis=options.basis,
            buckets=options.bounds,
            forward_buckets=options.forward_bounds,
            months=options.months,
            forward_months=options.forward_months,
            missing_date=options.missing_date,
            credits=options.credits,
            disputes=options.disputes,
            clock=options.clock,
            known_at=options.known_at,
            known_at_from=known_at_from,
            date_column=options.date_column,
        )
        assert_statements(table_rows(result, "statements"), expected.rows, options.by, known_at_from, asked)
        movements = [
            (
                (tuple(row[name] for name in options.by), row["currency"]),
                row["source_row"],
                row["kind"],
                row["posting_date"],
                row["issue_date"],
                row["due_date"],
                *(minor(row[name], row["currency"]) for name in ("amount", "balance", "open")),
                row["late"],
            )
            for row in table_rows(result, "movements")
        ]
        assert movements == [
            (account, d.row, d.kind, d.posting_date, d.issue_date, d.due_date, amount, balance, opened, late)
            for account, d, amount, balance, opened, late in expected.movements
        ], asked
        items = table_rows(result, "open_items")
        assert [row["customer"] for row in items] == [line.item.document.customer for line in expected.lines]
        assert sorted(
            item_key(
                row["currency"],
                row["source_row"],
                row["instalment"],
                row["excess"],
                row["bucket"],
                minor(row["open"], row["currency"]),
            )
            for row in items
        ) == sorted(
            item_key(
                line.item.document.currency,
                line.item.document.row,
                line.item.instalment,
                int(line.item.excess),
                line.bucket,
                line.open,
            )
            for line in expected.lines
        ), asked
        proof = [
            (row["currency"], row["line"], row["count"], minor(row["amount"], row["currency"]))
            for row in table_rows(result, "proof")
        ]
        assert proof == expected.proof, asked
        assert all(amount == 0 for _, line, _, amount in proof if line.endswith("difference")), asked


def assert_statements(ours, expected, by, known_at_from, asked):
    assert len(ours) == len(expected), asked
    for row, other in zip(ours, expected):
        assert (tuple(row[name] for name in by), row["currency"]) == (other["group"], other["currency"])
        figures = {name: value for name, value in row.items() if name not in (*by, "currency")}
        counts = {*NOT_MONEY, "movements"}
        for name, value in figures.items():
            found = value if name in counts else minor(value, row["currency"])
            assert found == other[name], f"{name} of {row}: {other[name]}, {asked}"
        left_out = {name for name in other if name not in (*figures, "group", "currency")}
        assert all(other[name] == 0 for name in left_out), asked
        assert ("late_postings" in row) == (known_at_from is not None)


# --- item columns ----------------------------------------------------------------------------------------------------


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
