"""Loss rates with immature vintages developed: by hand, and against tests/reference/loss_development.py on random ledgers."""

import random
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import loss_development
import openitem as oi
import pytest
from loss_history import AS_OF, BUCKETS, FIRST_DAYS, FROM, TO, WHOLE, Books, cents, ledger_of, parts, records


def two_vintages() -> oi.Ledger:
    """The example of the page: of 100 each, 80, 40 and 20 are left after 0, 30 and 60 days; 60 and 30 so far."""
    rows: list[dict[str, Any]] = []
    links: list[dict[str, Any]] = []
    payments = {"old": [(0, 20), (30, 40), (60, 20)], "young": [(0, 40), (30, 30)]}
    for name, day in (("old", date(2022, 1, 10)), ("young", date(2022, 6, 10))):
        rows.append(
            {
                "id": name,
                "customer": "A",
                "kind": "invoice",
                "issue_date": day,
                "due_date": day,
                "amount": "100.00",
            }
        )
        for after, amount in payments[name]:
            paid = day + timedelta(days=after)
            credit = f"{name}{after}"
            rows.append(
                {
                    "id": credit,
                    "customer": "A",
                    "kind": "payment",
                    "issue_date": paid,
                    "amount": f"-{amount}.00",
                }
            )
            links.append(
                {"credit_id": credit, "debit_id": name, "amount": f"{amount}.00", "applied_on": paid}
            )
    return ledger_of(rows, links)


def test_by_hand() -> None:
    as_of = date(2022, 6, 10) + timedelta(days=40)
    options: dict[str, Any] = {"horizon": 60, "buckets": (0, 30), "immature": "developed"}
    result = oi.loss_rates(two_vintages(), FROM, TO, as_of, **options)
    assert result.factors is not None
    first = [row for row in records(result.factors) if row["bucket"] == "not_due"]
    assert [(row["from_age"], row["to_age"], row["vintages"], row["factor"]) for row in first] == [
        (0, 30, 2, 0.5),
        (30, 60, 1, 0.5),
    ]
    assert [cents(row["unrecovered_from"]) for row in first] == [14_000, 4_000]
    assert [row["to_horizon"] for row in first] == [0.25, 0.5]
    young = [row for row in records(result.waterfall) if row["vintage"] == date(2022, 6, 1)]
    assert [(row["bucket"], cents(row["loss"]), row["age"], row["development"]) for row in young] == [
        ("not_due", 1_500, 30, 0.5),
        ("d1_30", 1_500, 30, 0.5),
    ]
    rates = dict(zip(*(result.rates.to_dict()[name] for name in ("bucket", "rate")), strict=True))
    assert rates["not_due"] == 0.175
    lines = {row["line"]: cents(row["amount"]) for row in records(result.proof)}
    assert (lines["immature"], lines["developed"], lines["waterfall"]) == (-10_000, 10_000, 20_000)
    assert lines["difference"] == 0
    # Excluded, the old vintage alone speaks.
    alone = oi.loss_rates(two_vintages(), FROM, TO, as_of, horizon=60, buckets=(0, 30))
    assert alone.factors is None
    assert alone.triangle is None
    assert alone.rates.to_dict()["rate"][0] == 0.2


def test_without_an_older_vintage_nothing_is_made_up() -> None:
    as_of = date(2022, 1, 10) + timedelta(days=40)
    result = oi.loss_rates(
        two_vintages(), FROM, date(2022, 2, 1), as_of, horizon=60, buckets=(0, 30), immature="developed"
    )
    assert result.rates.to_dict()["rate"] == []
    assert result.factors is not None
    assert [row["factor"] for row in records(result.factors) if row["bucket"] == "not_due"] == [0.5, None]
    lines = {row["line"]: cents(row["amount"]) for row in records(result.proof)}
    assert (lines["developed"], lines["waterfall"], lines["difference"]) == (0, 0, 0)


@pytest.mark.parametrize("seed", range(40))
def test_random_ledgers_are_recomputed(seed: int) -> None:
    books = Books(seed)
    rng = random.Random(seed)
    horizon = rng.choice([91, 100, 180, 365])
    as_of = rng.choice([AS_OF, date(2023, 6, 15), date(2023, 12, 31)])
    result = oi.loss_rates(
        ledger_of(books.rows, books.applications),
        FROM,
        TO,
        as_of,
        by="region",
        horizon=horizon,
        immature="developed",
    )
    invoices = [
        loss_development.Invoice(
            row["region"],
            row["issue_date"],
            row["issue_date"],
            row["due_date"] or row["issue_date"],
            cents(row["amount"]),
            [
                (max(day, row["issue_date"]), amount, is_loss)
                for day, amount, is_loss in books.settlements(row["id"])
            ],
        )
        for row in books.rows
        if row["kind"] in {"invoice", "debit_note"}
        and FROM <= row["issue_date"] <= TO
        and row["issue_date"] <= as_of
    ]
    expected = loss_development.develop(invoices, list(FIRST_DAYS), horizon, as_of)
    ours = {
        (row["region"], row["vintage"], BUCKETS.index(row["bucket"])): (
            cents(row["exposure"]),
            cents(row["loss"]),
            row["age"],
            cents(row["unrecovered"]),
            parts(row["development"]),
        )
        for row in records(result.waterfall)
    }
    assert ours == expected.losses
    check_tables(result, expected)
    check_cells(result, expected)


def check_tables(result: oi.LossRates, expected: loss_development.Developed) -> None:
    assert result.factors is not None
    assert result.triangle is not None
    factors = {
        (BUCKETS.index(row["bucket"]), row["from_age"]): (
            row["to_age"],
            row["vintages"],
            cents(row["unrecovered_from"]),
            cents(row["unrecovered_to"]),
            parts(row["factor"]),
            parts(row["to_horizon"]),
        )
        for row in records(result.factors)
    }
    # Without a vintage that was observed at all there are no rows.
    if factors:
        assert factors == expected.factors
    triangle = {
        (BUCKETS.index(row["bucket"]), row["vintage"], row["age"]): (
            cents(row["exposure"]),
            cents(row["unrecovered"]),
        )
        for row in records(result.triangle)
    }
    assert triangle == expected.triangle


def check_cells(result: oi.LossRates, expected: loss_development.Developed) -> None:
    sums: dict[Any, list[int]] = defaultdict(lambda: [0, 0, 0])
    for (segment, _, bucket), (exposure, loss, *_) in expected.losses.items():
        cell = sums[segment, bucket]
        cell[0] += exposure
        cell[1] += loss
        cell[2] += 1
    for row in records(result.cells):
        exposure, loss, vintages = sums[row["region"], BUCKETS.index(row["bucket"])]
        assert (cents(row["exposure"]), cents(row["loss"]), row["vintages"]) == (exposure, loss, vintages)
        if exposure:
            assert parts(row["own_rate"]) == int(Fraction(loss * WHOLE, exposure) + Fraction(1, 2))
    assert all(row["amount"] == 0 for row in records(result.proof) if row["line"] == "difference")


def test_when_everything_is_mature_nothing_changes() -> None:
    books = Books(3)
    ledger = ledger_of(books.rows, books.applications)
    late = date(2030, 1, 1)
    developed = oi.loss_rates(ledger, FROM, TO, late, by="region", immature="developed")
    excluded = oi.loss_rates(ledger, FROM, TO, late, by="region")
    assert developed.rates.to_dict() == excluded.rates.to_dict()
    assert developed.cells.to_dict() == excluded.cells.to_dict()


def test_a_choice_there_is_not() -> None:
    with pytest.raises(oi.ArgumentError, match="immature"):
        oi.loss_rates(two_vintages(), FROM, TO, AS_OF, immature="guessed")  # type: ignore[arg-type]
