"""Loss rates against a computation of its own, written from docs/methods/provision.md, section 7."""

import json
import random
import subprocess
import sys
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openitem as oi
import pytest
from loss_history import AS_OF, BUCKETS, FIRST_DAYS, FROM, TO, WHOLE, Books, cents, ledger_of, parts, records


def half_up(value: Fraction) -> int:
    return int(value + Fraction(1, 2))


def test_the_waterfall_of_the_textbook() -> None:
    """IFRScommunity.com: of 100,000 invoiced 50,000, 23,000, 8,000 and 2,000 go on, 2,000 are lost: 8.7 % of 23,000."""
    due = date(2022, 2, 1)
    rows = [
        {
            "id": "I",
            "customer": "A",
            "kind": "invoice",
            "issue_date": date(2022, 1, 1),
            "due_date": due,
            "amount": "100000.00",
        }
    ]
    settled = [("50000.00", 0), ("27000.00", 20), ("15000.00", 50), ("6000.00", 80), ("2000.00", 200)]
    applications = []
    for number, (amount, days) in enumerate(settled):
        kind = "write_off" if days == 200 else "payment"
        day = due + timedelta(days=days)
        name = f"C{number}"
        rows.append({"id": name, "customer": "A", "kind": kind, "issue_date": day, "amount": f"-{amount}"})
        applications.append({"credit_id": name, "debit_id": "I", "amount": amount, "applied_on": day})
    rates = oi.loss_rates(ledger_of(rows, applications), FROM, TO, AS_OF)
    assert rates.rates.to_dict()["rate"] == [0.02, 0.04, 0.086956522, 0.25, 1.0]
    assert rates.cells.to_dict()["exposure"] == [
        Decimal(f"{amount}.00") for amount in (100000, 50000, 23000, 8000, 2000)
    ]
    balances = {
        "not_due": "300000",
        "d1_30": "140000",
        "d31_60": "60000",
        "d61_90": "23000",
        "over_90": "5000",
    }
    matrix = oi.provision_matrix(balances.values(), rates.rates.to_dict()["rate"], currency="EUR", decimals=0)
    assert matrix.total == Decimal("27567.00")


def credibilities(segments: list[list[tuple[int, int]]]) -> list[Fraction]:
    """Buehlmann-Straub with exact fractions: (exposure, loss) of each vintage, by segment."""
    weights = [sum(w for w, _ in one) for one in segments]
    present = [i for i, one in enumerate(segments) if one]
    freedom = sum(len(segments[i]) - 1 for i in present)
    if len(present) < 2 or not freedom:
        return [Fraction(1 if one else 0) for one in segments]
    total = sum(weights)
    mean = Fraction(sum(loss for one in segments for _, loss in one), total)
    own = [
        Fraction(sum(loss for _, loss in one), w) if w else Fraction(0)
        for one, w in zip(segments, weights, strict=True)
    ]
    within = (
        sum((w * (Fraction(loss, w) - own[i]) ** 2 for i in present for w, loss in segments[i]), Fraction(0))
        / freedom
    )
    between = sum((weights[i] * (own[i] - mean) ** 2 for i in present), Fraction(0))
    variance = (between - (len(present) - 1) * within) / (
        total - Fraction(sum(w * w for w in weights), total)
    )
    if variance <= 0:
        return [Fraction(0)] * len(segments)
    return [Fraction(w) * variance / (w * variance + within) if w else Fraction(0) for w in weights]


@pytest.mark.parametrize("seed", range(50))
def test_every_figure_of_a_random_ledger(seed: int) -> None:
    books = Books(seed)
    ledger = ledger_of(books.rows, books.applications)
    horizon = random.Random(seed).choice([91, 180, 365])
    result = oi.loss_rates(
        ledger, FROM, TO, AS_OF, by="region", horizon=horizon, shrinkage="buehlmann_straub", monotone=True
    )
    debits = [
        row
        for row in books.rows
        if row["kind"] in {"invoice", "debit_note"} and FROM <= row["issue_date"] <= TO
    ]
    ends: dict[date, date] = {}
    for row in debits:
        row["basis"] = row["due_date"] or row["issue_date"]
        row["end"] = max(row["basis"], row["issue_date"]) + timedelta(days=horizon)
        row["month"] = row["issue_date"].replace(day=1)
        ends[row["month"]] = max(ends.get(row["month"], row["end"]), row["end"])
    assert [(row["vintage"], row["matures_on"], row["mature"]) for row in records(result.vintages)] == [
        (month, end, int(end <= AS_OF)) for month, end in sorted(ends.items())
    ]
    waterfall: dict[tuple[Any, date, int], list[int]] = defaultdict(lambda: [0, 0])
    for row in debits:
        if ends[row["month"]] > AS_OF:
            continue
        settled = books.settlements(row["id"])
        for at, first in enumerate(FIRST_DAYS):
            entered = (
                row["issue_date"] - timedelta(days=1)
                if first is None
                else max(row["issue_date"], row["basis"] + timedelta(days=first))
            )
            amount = cents(row["amount"])
            exposure = amount - sum(value for day, value, _ in settled if day <= entered)
            still = amount - sum(value for day, value, _ in settled if day <= row["end"])
            lost = sum(value for day, value, off in settled if off and entered < day <= row["end"])
            cell = waterfall[row["region"], row["month"], at]
            cell[0] += exposure
            cell[1] += min(exposure, still + lost)
    computed = {
        (row["region"], row["vintage"], BUCKETS.index(row["bucket"])): [
            cents(row["exposure"]),
            cents(row["loss"]),
        ]
        for row in records(result.waterfall)
    }
    assert computed == dict(waterfall)
    # Rates.
    regions = sorted({region for region, _, _ in waterfall}, key=lambda one: (one is None, one or ""))
    cells = {(row["region"], row["bucket"]): row for row in records(result.cells)}
    assert set(cells) == {(region, bucket) for region in regions for bucket in BUCKETS}
    shrunk: dict[tuple[Any, int], int | None] = {}
    for at, bucket in enumerate(BUCKETS):
        observed = [
            [
                tuple(value)
                for (region, _, b), value in sorted(waterfall.items(), key=lambda one: one[0][1])
                if region == own and b == at and value[0]
            ]
            for own in regions
        ]
        exposure = sum(w for one in observed for w, _ in one)
        loss = sum(value for one in observed for _, value in one)
        weights = credibilities([[(w, value) for w, value in one] for one in observed])
        for region, one, weight in zip(regions, observed, weights, strict=True):
            cell = cells[region, bucket]
            own_exposure, own_loss = sum(w for w, _ in one), sum(value for _, value in one)
            assert (cents(cell["exposure"]), cents(cell["loss"])) == (own_exposure, own_loss)
            if not exposure:
                assert cell["rate"] is None
                shrunk[region, at] = None
                continue
            portfolio = half_up(Fraction(loss * WHOLE, exposure))
            own = half_up(Fraction(own_loss * WHOLE, own_exposure)) if own_exposure else 0
            assert parts(cell["portfolio_rate"]) == portfolio
            assert parts(cell["own_rate"]) == (own if own_exposure else None)
            assert cell["credibility"] == pytest.approx(float(weight), abs=1e-6)
            # The weight is a double and the estimate of a variance cancels: compare with what is shown.
            shown = Fraction(cell["credibility"])
            value = parts(cell["shrunk_rate"])
            assert value is not None
            assert abs(value - (shown * own + (1 - shown) * portfolio)) <= 1
            shrunk[region, at] = value
    for region in regions:
        blocks: list[list[int]] = []  # weighted sum, weight, rate, size
        for at, bucket in enumerate(BUCKETS):
            rate = shrunk[region, at]
            if rate is None:
                continue
            weight = max(cents(cells[region, bucket]["exposure"]), 1)
            blocks.append([rate * weight, weight, rate, 1])
            while len(blocks) > 1 and blocks[-2][2] > blocks[-1][2]:
                total, weight, _, size = blocks.pop()
                blocks[-1][0] += total
                blocks[-1][1] += weight
                blocks[-1][3] += size
                blocks[-1][2] = half_up(Fraction(blocks[-1][0], blocks[-1][1]))
        expected = [block[2] for block in blocks for _ in range(block[3])]
        own_rates = [parts(row["rate"]) for row in records(result.rates) if row["region"] == region]
        assert own_rates == expected
        assert own_rates == sorted(own_rates, key=lambda rate: rate or 0)
    for row in records(result.proof):
        if row["line"] == "difference":
            assert (row["count"], row["amount"]) == (0, 0)


def test_the_rates_serve_the_provision() -> None:
    books = Books(3)
    ledger = ledger_of(books.rows, books.applications)
    rates = oi.loss_rates(ledger, FROM, TO, AS_OF, by="region", monotone=True)
    provided = oi.provision(ledger, "2023-06-30", rates.rates, by="region")
    assert all(row["amount"] == 0 for row in records(provided.proof) if row["line"].endswith("difference"))
    assert provided.allowance["EUR"] > 0


def test_order_of_rows_changes_nothing() -> None:
    books = Books(5)
    straight = oi.loss_rates(ledger_of(books.rows, books.applications), FROM, TO, AS_OF, by="region")
    turned = oi.loss_rates(
        ledger_of(books.rows[::-1], books.applications[::-1]), FROM, TO, AS_OF, by="region"
    )
    for name in ("rates", "cells", "waterfall", "vintages", "proof"):
        assert getattr(straight, name).to_dict() == getattr(turned, name).to_dict()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"horizon": 90}, "out_of_bounds: horizon is 90 days; expected 91"),
        ({"horizon": 3651}, "out_of_bounds: horizon is 3651"),
        ({"basis": "column"}, "invalid_argument"),
        ({"missing_date": "not_due"}, "invalid_argument: missing_date = not_due"),
        ({"shrinkage": "bayes"}, "invalid_argument: shrinkage"),
        ({"by": "branch"}, "unknown_name"),
        ({"to": "2021-12-31"}, "invalid_argument: from is 2022-01-01"),
    ],
)
def test_bad_input(options: dict[str, Any], expected: str) -> None:
    books = Books(1)
    with pytest.raises(oi.Error) as caught:
        oi.loss_rates(
            ledger_of(books.rows, books.applications), FROM, options.pop("to", TO), AS_OF, **options
        )
    assert f"{caught.value.status}: {caught.value}".startswith(expected)


def test_command_line(tmp_path: Path) -> None:
    documents = tmp_path / "documents.csv"
    documents.write_text(
        "customer,id,issue_date,due_date,amount,currency,paid_date\n"
        "A,1,2022-05-01,2022-05-31,900.00,EUR,2022-05-20\nA,2,2022-05-01,2022-05-31,100.00,EUR,\n",
        encoding="utf-8",
    )
    command = [str(Path(sys.executable).parent / "openitem"), "loss-rates", str(documents)]
    command += ["--from", "2022-01-01", "--to", "2022-12-31", "--as-of", "2024-06-30", "--format", "csv"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[:3] == ["currency,bucket,rate", "EUR,not_due,0.1", "EUR,d1_30,1.0"]
    command[command.index("csv")] = "json"
    assert "factors" not in json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    done = subprocess.run([*command, "--immature", "developed"], capture_output=True, text=True, check=True)
    document = json.loads(done.stdout)
    # 900 are paid before they are due; the rest stays at every age.
    assert {row["factor"] for row in document["factors"]} == {1.0}
    first = document["triangle"][0]
    assert (first["age"], first["exposure"], first["unrecovered"]) == (0, "1000.00", "100.00")
