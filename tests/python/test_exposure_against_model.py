"""Exposure against the model of its page on random ledgers, and its invariants."""

from __future__ import annotations

import random
from datetime import date
from fractions import Fraction
from typing import Any

import exposure_model
import openitem
from exposure_questions import Question, Rows, records
from hypothesis import given, settings
from hypothesis import strategies as st

SEEDS = st.integers(0, 2**32 - 1)
T = date(2024, 6, 30)


def figure(value: Any) -> float | None:
    return None if value is None else float(value)


def check_rows(found: openitem.Exposure, expected: exposure_model.Exposure) -> None:
    rows = {(row["customer"], row["currency"]): row for row in records(found.rows)}
    assert set(rows) == expected.accounts()
    for key, row in rows.items():
        measured, behaviour = expected.measured(key), expected.behaviour(key)
        for name in ("orders", "deliveries", "unapplied", "cover", "exposure", "credit_left"):
            assert row[name] == getattr(measured, name), (key, name)
        assert row["open_gross"] == measured.open
        for name in ("overdue", "oldest_overdue_days", "dunning_level", "broken_promises"):
            assert row[name] == behaviour[name], (key, name)
        check_limit(row, expected.own_limit(key), measured.exposure)
        assert row["decision"] == expected.decision(expected.reasons(key)), key


def check_limit(row: dict[str, Any], expected: tuple[str, int | None, date | None], exposure: int) -> None:
    state, limit, last = expected
    assert (row["limit_state"], row["limit"], row["limit_valid_to"]) == (state, limit, last)
    assert row["headroom"] == (None if limit is None else limit - exposure)
    assert row["limit_use"] == (float(Fraction(exposure, limit)) if limit else None)


def check_reasons(found: openitem.Exposure, expected: exposure_model.Exposure) -> None:
    listed: dict[Any, Rows] = {}
    for row in records(found.reasons):
        listed.setdefault((row["customer"], row["currency"]), []).append(row)
    for key in expected.accounts():
        ours = [
            (r["reason"], r["level"], figure(r.get("value")), figure(r.get("threshold")), r.get("group"), r.get("scope"))
            for r in expected.reasons(key)
        ]  # fmt: skip
        names = ("reason", "level", "value", "threshold", "group", "scope")
        assert [tuple(row[name] for name in names) for row in listed.pop(key, [])] == ours, key
    assert not listed


def check_groups(found: openitem.Exposure, expected: exposure_model.Exposure) -> None:
    groups = {(row["customer"], row["currency"]): row for row in records(found.groups)}
    assert set(groups) == set(expected.groups())
    for key, row in groups.items():
        assert (row["members"], row["exposure"]) == (len(expected.members(key)), expected.group_exposure(key))
        check_limit(row, expected.limit_of(key), row["exposure"])
    parts = {(row["customer"], row["currency"], row["scope"]): row for row in records(found.sub_limits)}
    assert set(parts) == expected.sub_limits()
    for (customer, currency, scope), row in parts.items():
        measured = expected.measured((customer, currency), scope)
        assert (row["open_gross"], row["unapplied"], row["exposure"]) == (
            measured.open,
            measured.unapplied,
            measured.exposure,
        )
        check_limit(row, expected.limit_of((customer, currency), scope), measured.exposure)


def check_trials(found: openitem.Exposure, expected: exposure_model.Exposure) -> None:
    rows = records(found.what_if)
    trials = expected.tables["what_if"] or []
    assert [row["row"] for row in rows] == list(range(len(trials)))
    for row, trial in zip(rows, trials, strict=True):
        key = trial["customer"], expected.currency_of(trial["currency"])
        counted = expected.value(trial) if expected.in_horizon(trial) else 0
        before, after = expected.measured(key).exposure, expected.measured(key, added=counted).exposure
        assert (row["amount"], row["counted"]) == (expected.value(trial), counted)
        assert (row["exposure_before"], row["exposure_after"]) == (before, after)
        assert after >= before
        reasons = expected.reasons(key, trial)
        assert row["decision_before"] == expected.decision(expected.reasons(key))
        assert row["decision_after"] == expected.decision(reasons)
        assert row["reasons_after"] == ",".join(dict.fromkeys(reason["reason"] for reason in reasons))
        rooms = [
            limit - exposure
            for (_, limit, _), exposure in [
                (expected.own_limit(key), after),
                *(
                    (expected.limit_of(group), expected.group_exposure(group) + after - before)
                    for group in expected.groups_above(key)
                ),
            ]
            if limit is not None
        ]
        assert row["headroom_after"] == min(rooms, default=None)


def check_reviews(found: openitem.Exposure, expected: exposure_model.Exposure) -> None:
    names = ("customer", "currency", "limit_of", "reason", "due_on")

    def order(row: dict[str, Any]) -> tuple[str, ...]:
        return tuple(str(row[name]) for name in names)

    ours = sorted(expected.review_due(), key=order)
    theirs = sorted(({name: row[name] for name in names} for row in records(found.review_due)), key=order)
    assert theirs == ours


def check_proof(found: openitem.Exposure, expected: exposure_model.Exposure) -> None:
    sums: dict[str, int] = {}
    for row in records(found.proof):
        if row["line"].endswith("difference"):
            assert row["amount"] == 0, row
        if row["line"] == "exposure":
            sums[row["currency"]] = -row["amount"]
    exposures: dict[str, int] = {}
    for key in expected.accounts():
        exposures[key[1]] = exposures.get(key[1], 0) + expected.measured(key).exposure
    assert sums == exposures


@settings(max_examples=80, deadline=None)
@given(SEEDS)
def test_exposures_are_those_of_the_page(seed: int) -> None:
    question = Question(seed)
    if not question.reference.documents:
        return
    found, expected = question.ask(), question.model()
    check_rows(found, expected)
    check_reasons(found, expected)
    check_groups(found, expected)
    check_trials(found, expected)
    check_reviews(found, expected)
    check_proof(found, expected)


def test_the_questions_ask_what_they_should() -> None:
    """Enough of the random questions have groups, sub-limits, trials, reviews and reasons of every kind."""
    seen: dict[str, int] = {}
    for seed in range(150):
        question = Question(seed)
        if not question.reference.documents:
            continue
        found = question.ask()
        for name in ("groups", "sub_limits", "what_if", "review_due"):
            seen[name] = seen.get(name, 0) + bool(len(getattr(found, name)))
        for reason in {row["reason"] for row in records(found.reasons)}:
            seen[reason] = seen.get(reason, 0) + 1
    assert len(seen) == 16
    assert min(seen.values()) >= 5, seen


# ---- invariants ---------------------------------------------------------------------------------


def every_table(found: openitem.Exposure) -> dict[str, Rows]:
    names = ("rows", "reasons", "groups", "sub_limits", "what_if", "review_due", "proof")
    return {name: records(getattr(found, name)) for name in names}


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_neither_threads_nor_the_order_of_rows_matter(seed: int) -> None:
    question = Question(seed)
    if not question.reference.documents:
        return
    found = every_table(question.ask())
    assert every_table(question.ask(threads=3)) == found
    for name in ("orders", "deliveries", "limits", "covers", "reviews"):
        if name in question.tables:
            question.rng.shuffle(question.tables[name])
    assert every_table(question.ask()) == found


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_a_trial_is_what_the_order_brings(seed: int) -> None:
    question = Question(seed)
    if not question.reference.documents or not question.tables.get("what_if"):
        return
    trials = records(question.ask().what_if)
    for trial, judged in zip(question.tables.pop("what_if"), trials, strict=True):
        orders = question.tables.get("orders", [])
        question.tables["orders"] = [*orders, trial]
        found = question.ask()
        question.tables["orders"] = orders
        key = trial["customer"], question.options.currency or trial["currency"]
        (row,) = (row for row in records(found.rows) if (row["customer"], row["currency"]) == key)
        assert (row["exposure"], row["decision"]) == (judged["exposure_after"], judged["decision_after"])
        reasons = [r["reason"] for r in records(found.reasons) if (r["customer"], r["currency"]) == key]
        assert ",".join(dict.fromkeys(reasons)) == judged["reasons_after"]


@settings(max_examples=30, deadline=None)
@given(SEEDS, st.integers(2, 1000))
def test_ten_times_the_amounts_are_ten_times_the_exposure(seed: int, factor: int) -> None:
    rng = random.Random(seed)
    size = rng.randint(1, 12)
    customers = [rng.choice("AB") for _ in range(size)]
    amounts = [rng.randint(-(10**6), 10**6) for _ in range(size)]
    orders = [rng.randint(0, 10**6) for _ in range(3)]

    def asked(times: int) -> Rows:
        documents = {
            "customer": customers,
            "issue_date": ["2024-05-01"] * size,
            "amount": [amount * times for amount in amounts],
        }
        ledger = openitem.Ledger.from_documents(documents, currency="EUR", money="minor")
        return records(
            openitem.exposure(
                ledger, T, money="minor", orders={"customer": [customers[0]] * 3, "amount": [o * times for o in orders]},
                limits={"customer": [customers[0]], "limit": [orders[0] * times]},
            ).rows
        )  # fmt: skip

    for one, many in zip(asked(1), asked(factor), strict=True):
        for name in ("open_gross", "orders", "unapplied", "exposure", "credit_left"):
            assert many[name] == one[name] * factor
        assert many["decision"] == one["decision"]
        assert many["limit_use"] == one["limit_use"]
