"""Bridges against tests/reference/bridge.py on random ledgers, windows and groups."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import timedelta

import model
import openitem
import pytest
import random_ledgers
from side_by_side import LEDGERS, library_ledger, minor, random_booked, reference_ledger, table_rows

import bridge

BESIDE = ("sales", "receivables", "older", "older_disputed", "other_debits", "unapplied_credits")
OF_MONTHS = ("sales", "not_due", "credits", "open_not_due", "open_past_due", "disputed")
# Parts are computed in doubles and rounded; the remainders decide who gets the last units.
UNITS = 1


def random_options(rng, case):
    to, options = random_ledgers.random_options(rng, case)
    by = tuple(name for name in options.by if rng.random() < 0.5)
    return {
        "from_": to - timedelta(days=rng.choice([1, 30, 31, 90, 366])),
        "to": to,
        "months": rng.choice([1, 2, 3, 12]),
        "method": rng.choice(["shapley", "fixed_order"]),
        "clock": options.clock,
        "known_at": options.known_at,
        "by": by,
    }


def place(row, by):
    return tuple(row[name] for name in by), row["currency"]


def expected_sides(reference, chosen):
    """(group, currency) -> the two sides, in the order of the output."""
    both = [
        bridge.measure(
            reference,
            chosen[day],
            chosen["months"],
            chosen["by"],
            clock=chosen["clock"],
            known_at=chosen["known_at"],
        )
        for day in ("from_", "to")
    ]
    empty = [bridge.empty_side(chosen[day], chosen["months"]) for day in ("from_", "to")]
    keys = sorted({*both[0], *both[1]}, key=lambda key: (model.key_order(key[0]), key[1]))
    sides = {key: [side.get(key, other) for side, other in zip(both, empty)] for key in keys}
    return {key: pair for key, pair in sides.items() if not (pair[0].is_empty and pair[1].is_empty)}


def check_measures(result, sides, by, where):
    balances, months = table_rows(result, "balances"), table_rows(result, "months")
    assert [(*place(row, by), row["date"]) for row in balances] == [
        (*key, side.ends[0]) for key, pair in sides.items() for side in pair
    ], where
    flat = [side for pair in sides.values() for side in pair]
    for row, side in zip(balances, flat):
        for name in BESIDE:
            assert minor(row[name], row["currency"]) == getattr(side, name), (where, name, row)
        assert (row["days"], row["dso"]) == (side.days, None if side.dso is None else side.dso / 1e6), where
    assert len(months) == sum(len(side.months) for side in flat)
    rows = iter(months)
    for side in flat:
        for number, month in enumerate(side.months):
            row = next(rows)
            assert (row["month"], row["last_day"]) == (number, side.ends[number]), where
            assert row["first_day"] == side.ends[number + 1] + timedelta(days=1), where
            for name in OF_MONTHS:
                assert minor(row[name], row["currency"]) == getattr(month, name), (where, name, row)


def steps_of(rows, by, amount_of):
    groups = defaultdict(dict)
    for row in rows:
        groups[place(row, by)][row["step"]] = amount_of(row)
    return groups


def check_parts(ours, opening, closing, parts, names, where):
    assert (ours["opening"], ours["closing"]) == (opening, closing), where
    if parts is None:
        assert set(ours) == {"opening", "closing"}, where
        return
    assert list(ours) == ["opening", *names, "closing"], where
    assert sum(ours[name] for name in names) == closing - opening, where
    for name, part in zip(names, parts):
        assert abs(ours[name] - part) <= UNITS + abs(part) / 10**9, (where, name, ours[name], float(part))


@pytest.mark.parametrize("seed", range(LEDGERS))
def test_bridges_are_recomputed(seed):
    case = random_ledgers.random_case(seed)
    reference = reference_ledger(case)
    ledger = library_ledger(case)
    rng = random.Random(seed)
    chosen = random_options(rng, case)
    where = f"seed {seed}, {chosen}"
    result = openitem.bridge(ledger, **chosen)
    sides = expected_sides(reference, chosen)
    check_measures(result, sides, chosen["by"], where)
    amounts = steps_of(
        table_rows(result, "receivables"), chosen["by"], lambda row: minor(row["amount"], row["currency"])
    )
    millionths = steps_of(table_rows(result, "dso"), chosen["by"], lambda row: row["millionths"])
    warnings = {place(row, chosen["by"]): row["warning"] for row in table_rows(result, "balances")}
    assert set(amounts) == set(sides), where
    for key, pair in sides.items():
        parts = bridge.exact_parts(pair, chosen["method"], bridge.RECEIVABLES)
        check_parts(
            amounts[key], pair[0].receivables, pair[1].receivables, parts, bridge.RECEIVABLES, (where, key)
        )
        has_sales = all(side.sales for side in pair)
        assert (key in millionths) == has_sales, (where, key)
        if has_sales:
            of_days = bridge.exact_parts(pair, chosen["method"], bridge.DSO)
            check_parts(millionths[key], pair[0].dso, pair[1].dso, of_days, bridge.DSO, (where, key))
        expected = "not_split" if parts is None else None if has_sales else "no_sales"
        assert warnings[key] == expected, (where, key)


RATES = {
    "base_sales": "base_sales",
    "base_open_debits": "base_debits",
    "base_open_credits": "base_credits",
    "without_base_open": "without_base_open",
    "without_base_sales": "without_base_sales",
}


def expected_base_sides(reference, booked, chosen, keys):
    options = {name: chosen[name] for name in ("clock", "known_at")}
    both = [
        bridge.measure_base(reference, booked, "EUR", chosen[day], chosen["months"], chosen["by"], **options)
        for day in ("from_", "to")
    ]
    empty = [bridge.empty_side(chosen[day], chosen["months"]) for day in ("from_", "to")]
    return {key: [side.get(key, bridge.BaseSide(none)) for side, none in zip(both, empty)] for key in keys}


def check_base_rates(rows, sides, by, where):
    flat = [(key, side) for key, pair in sides.items() for side in pair]
    assert [(*place(row, by), row["date"]) for row in rows] == [
        (*key, side.side.ends[0]) for key, side in flat
    ], where
    for row, (_, side) in zip(rows, flat):
        assert row["base_currency"] == "EUR"
        assert row["without_base_items"] == side.without_base_items, (where, row)
        amounts = {column: getattr(side, name) for column, name in RATES.items()}
        amounts |= {"sales": side.side.sales, "open_debits": side.debits}
        amounts["open_credits"] = side.side.unapplied_credits
        for column, amount in amounts.items():
            currency = "EUR" if column.startswith("base_") else row["currency"]
            assert minor(row[column], currency) == amount, (where, column, row)


@pytest.mark.parametrize("seed", range(LEDGERS))
def test_base_bridges_are_recomputed(seed):
    case = random_ledgers.random_case(seed)
    reference = reference_ledger(case)
    rng = random.Random(seed)
    booked = random_booked(rng, case, reference)
    chosen = random_options(rng, case)
    where = f"seed {seed}, {chosen}"
    by, method = chosen["by"], chosen["method"]
    result = openitem.bridge(library_ledger(case, booked), **chosen, base_amounts=True)
    sides = expected_base_sides(reference, booked, chosen, expected_sides(reference, chosen))
    check_base_rates(table_rows(result, "base_rates"), sides, by, where)
    amounts = steps_of(table_rows(result, "base_receivables"), by, lambda row: minor(row["amount"], "EUR"))
    millionths = steps_of(table_rows(result, "base_dso"), by, lambda row: row["millionths"])
    balances = defaultdict(list)
    for row in table_rows(result, "base_balances"):
        balances[place(row, by)].append(row)
    groups = defaultdict(list)
    for (group, _), pair in sides.items():
        groups[group].append(pair)
    assert list(amounts) == [(group, "EUR") for group in groups] == list(balances), where
    for group, pairs in groups.items():
        key, ends = (group, "EUR"), bridge.base_ends(pairs)
        dso = [bridge.base_dso(end, side.side) for end, side in zip(ends, pairs[0])]
        parts = bridge.exact_base_parts(pairs, method, bridge.BASE_RECEIVABLES)
        check_parts(amounts[key], ends[0][0], ends[1][0], parts, bridge.BASE_RECEIVABLES, (where, key))
        for row, end, days in zip(balances[key], ends, dso):
            assert (minor(row["receivables"], "EUR"), minor(row["sales"], "EUR")) == end, (where, key)
            assert row["dso"] == (None if days is None else days / 1e6), (where, key)
        has_sales = None not in dso
        assert (key in millionths) == has_sales, (where, key)
        if has_sales:
            of_days = bridge.exact_base_parts(pairs, method, bridge.BASE_DSO)
            check_parts(millionths[key], *dso, of_days, bridge.BASE_DSO, (where, key))
        expected = "not_split" if parts is None else None if has_sales else "no_sales"
        assert {row["warning"] for row in balances[key]} == {expected}, (where, key)
    assert not any(row["amount"] for row in table_rows(result, "base_proof") if "difference" in row["line"])
