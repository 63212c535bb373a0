"""Revaluation against a computation of its own, written from docs/methods/revaluation.md with fractions."""

import random
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import openitem as oi
import pytest

FIRST = date(2024, 1, 1)
DECIMALS = {"USD": 2, "JPY": 0, "KWD": 3, "EUR": 2}
RATES = {"USD": "0.9137", "JPY": "0.006213", "KWD": "3.0071"}


def half_up(value: Fraction) -> int:
    magnitude = int(abs(value) + Fraction(1, 2))
    return -magnitude if value < 0 else magnitude


def minor(amount: Decimal, currency: str) -> int:
    return int(amount.scaleb(DECIMALS[currency]))


class Books:
    """A random ledger of invoices and payments, some of them never booked in base currency."""

    def __init__(self, seed: int) -> None:
        rng = random.Random(seed)
        self.documents: list[dict[str, Any]] = []
        self.applications: list[dict[str, Any]] = []
        for number in range(rng.randint(1, 14)):
            currency = rng.choice(list(DECIMALS))
            amount = rng.choice([3, 100, 999, rng.randint(1, 10**7)])
            self._add(rng, f"I{number}", currency, amount)
            rest = amount
            for part in range(rng.randint(0, 3)):
                paid = rng.randint(1, amount)
                self._add(rng, f"P{number}-{part}", currency, -paid)
                applied = min(rest, paid) if rng.random() < 0.8 else min(rest, paid) // 2
                if applied:
                    rest -= applied
                    self.applications.append(
                        {
                            "credit_id": f"P{number}-{part}",
                            "debit_id": f"I{number}",
                            "amount": Decimal(applied).scaleb(-DECIMALS[currency]),
                            "applied_on": FIRST + timedelta(days=rng.randint(0, 120)),
                        }
                    )

    def _add(self, rng: random.Random, name: str, currency: str, amount: int) -> None:
        booked = None
        if currency == "EUR":
            booked = None if rng.random() < 0.7 else amount
        elif rng.random() < 0.85:
            booked = half_up(
                Fraction(amount) * Fraction(RATES[currency]) * Fraction(rng.randint(90, 110), 100)
            )
        self.documents.append(
            {
                "customer": rng.choice("ABC"),
                "id": name,
                "issue_date": FIRST + timedelta(days=rng.randint(0, 120)),
                "amount": Decimal(amount).scaleb(-DECIMALS[currency]),
                "currency": currency,
                "base_amount": None if booked is None else Decimal(booked).scaleb(-2),
            }
        )

    def ledger(self) -> oi.Ledger:
        def columns(rows: list[dict[str, Any]], names: list[str]) -> dict[str, list[Any]]:
            return {name: [row[name] for row in rows] for name in names}

        return oi.Ledger.from_documents(
            columns(self.documents, ["customer", "id", "issue_date", "amount", "currency", "base_amount"]),
            columns(self.applications, ["credit_id", "debit_id", "amount", "applied_on"])
            if self.applications
            else None,
            base_currency="EUR",
            rows="strict",
        )

    def revalue(self, as_of: date) -> dict[str, Any]:
        in_books = {d["id"]: d for d in self.documents if d["issue_date"] <= as_of}
        counted = []
        for row, a in enumerate(self.applications):
            if a["credit_id"] not in in_books or a["debit_id"] not in in_books or a["applied_on"] > as_of:
                continue
            sides = [in_books[a["debit_id"]], in_books[a["credit_id"]]]
            counted.append((max(a["applied_on"], *(d["issue_date"] for d in sides)), row, a))
        counted.sort(key=lambda entry: entry[:2])
        applied: dict[str, int] = defaultdict(int)
        taken: dict[str, int] = defaultdict(int)
        residues = []
        for day, row, a in counted:
            parts = []
            for name in (a["debit_id"], a["credit_id"]):
                d = in_books[name]
                currency, booked = d["currency"], self.booked(d)
                applied[name] += minor(a["amount"], currency)
                if booked is None:
                    parts.append(None)
                    continue
                share = half_up(Fraction(booked * applied[name], abs(minor(d["amount"], currency))))
                parts.append(share - taken[name])
                taken[name] = share
            if None not in parts and sum(parts) != 0:
                residues.append((day, row, parts[0], parts[1], sum(parts)))
        rows: dict[str, list[int]] = {}
        for name, d in in_books.items():
            currency, amount = d["currency"], minor(d["amount"], d["currency"])
            open_amount = amount - applied[name] if amount > 0 else amount + applied[name]
            if open_amount == 0:
                continue
            rate = Fraction(RATES.get(currency, "1")) * Fraction(100, 10 ** DECIMALS[currency])
            revalued = half_up(open_amount * rate)
            booked = self.booked(d)
            figures = rows.setdefault(currency, [0] * 7)
            left = None if booked is None else booked - taken[name]
            for at, value in enumerate(
                (
                    open_amount,
                    left or 0,
                    revalued,
                    0 if left is None else revalued - left,
                    1,
                    int(left is None),
                    revalued if left is None else 0,
                )
            ):
                figures[at] += value
        return {"rows": rows, "residues": sorted(residues, key=lambda r: (r[0], r[1]))}

    @staticmethod
    def booked(document: dict[str, Any]) -> int | None:
        if document["base_amount"] is not None:
            return int(document["base_amount"].scaleb(2))
        return minor(document["amount"], "EUR") if document["currency"] == "EUR" else None


@pytest.mark.parametrize("seed", range(150))
def test_random_ledgers(seed: int) -> None:
    books = Books(seed)
    ledger = books.ledger()
    for as_of in (FIRST, FIRST + timedelta(days=60), FIRST + timedelta(days=400)):
        result = oi.revaluation(ledger, as_of, RATES)
        expected = books.revalue(as_of)
        rows = result.rows.to_dict("minor")
        names = (
            "open",
            "booked",
            "revalued",
            "unrealised",
            "open_items",
            "without_base_items",
            "without_base_revalued",
        )
        assert {
            currency: [rows[name][at] for name in names] for at, currency in enumerate(rows["currency"])
        } == expected["rows"]
        listed = result.residues.to_dict("minor")
        assert (
            sorted(
                zip(
                    listed["date"],
                    listed["application_row"],
                    listed["debit_base"],
                    listed["credit_base"],
                    listed["residue"],
                    strict=True,
                )
            )
            == expected["residues"]
        )
        proof = result.proof.to_dict("minor")
        assert (proof["line"][-1], proof["amount"][-1]) == ("difference", 0)
        assert oi.revaluation(ledger, as_of, RATES, threads=2).items.to_dict() == result.items.to_dict()


def test_open_amounts_are_those_of_the_aging() -> None:
    for seed in range(20):
        ledger = Books(seed).ledger()
        as_of = FIRST + timedelta(days=90)
        totals = oi.revaluation(ledger, as_of, RATES).totals.to_dict()
        aged = oi.aging(ledger, as_of).totals.to_dict()
        assert (totals["currency"], totals["open"]) == (aged["currency"], aged["total"])


@pytest.mark.parametrize("rate", ["0.93", Decimal("0.93"), 0.93])
def test_rates_in_the_forms_people_have_them(rate: Any) -> None:
    ledger = oi.Ledger.from_documents(
        {"customer": ["A"], "issue_date": ["2024-05-01"], "amount": ["100.00"], "currency": ["USD"]},
        base_currency="EUR",
    )
    for rates in ({"USD": rate}, {"currency": ["USD"], "rate": [rate]}):
        assert oi.revaluation(ledger, "2024-06-30", rates).rows.to_dict()["revalued"] == [Decimal("93.00")]


def test_both_currencies_keep_their_decimals_in_every_frame() -> None:
    ledger = oi.Ledger.from_documents(
        {
            "customer": ["A"],
            "issue_date": ["2024-05-01"],
            "amount": ["5000"],
            "currency": ["JPY"],
            "base_amount": ["31.00"],
        },
        base_currency="EUR",
    )
    rows = oi.revaluation(ledger, "2024-06-30", {"JPY": 0.0061}).rows
    assert rows.money_columns == ("open", "booked", "revalued", "unrealised", "without_base_revalued")
    for frame in (rows.to_dict(), rows.to_arrow().to_pydict(), rows.to_polars().to_dict(as_series=False)):
        assert (frame["open"], frame["booked"], frame["revalued"], frame["unrealised"]) == (
            [Decimal("5000")],
            [Decimal("31.00")],
            [Decimal("30.50")],
            [Decimal("-0.50")],
        )
    assert rows.to_arrow().schema.field("booked").type.scale == 2
    assert rows.to_arrow().schema.field("open").type.scale == 0


def test_what_is_no_ledger_is_refused_by_name() -> None:
    frame: Any = {"customer": ["A"], "due_date": ["2024-06-30"], "amount": ["1.00"]}
    with pytest.raises(oi.ArgumentError, match=r"revaluation\(\) needs a Ledger, not dict"):
        oi.revaluation(frame, "2024-06-30", {"USD": "1"})


def test_bad_rates_say_where() -> None:
    ledger = Books(1).ledger()
    with pytest.raises(oi.DataError, match=r"rates\.rate of row 1"):
        oi.revaluation(ledger, "2024-06-30", {"currency": ["USD", "KWD"], "rate": ["1", "-1"]})
    with pytest.raises(oi.DataError, match="no rate for it"):
        oi.revaluation(ledger, FIRST + timedelta(days=400), {"GBP": "1"})
    with pytest.raises(oi.ArgumentError, match="booked in EUR"):
        oi.revaluation(ledger, "2024-06-30", RATES, base_currency="USD")
