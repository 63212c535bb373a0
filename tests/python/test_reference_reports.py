"""Roll-forward, hierarchy and statements against tests/reference/model.py on random ledgers and options."""

from __future__ import annotations

import random
from datetime import timedelta

import model
import openitem
import pytest
import random_ledgers
from side_by_side import (
    LEDGERS,
    NOT_MONEY,
    QUESTIONS_EACH,
    aging_keywords,
    check_proof,
    library_ledger,
    minor,
    reference_ledger,
    summary_rows,
    table_rows,
)


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
