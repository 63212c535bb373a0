"""Provision against a computation of its own, written from docs/methods/provision.md with whole numbers."""

import doctest
import random
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openitem as oi
import pytest
from openitem import _provision, _provision_matrix, _provision_movement

AS_OF = date(2024, 6, 30)
BUCKETS = ("not_due", "d1_30", "d31_60", "d61_90", "over_90")
WHOLE = 10**9
RATES = {"not_due": "0.003", "d1_30": "0.016", "d31_60": "0.036", "d61_90": "0.066", "over_90": "0.106"}


def half_up(value: Fraction) -> int:
    """Of a value that is 0 or more."""
    return int(value + Fraction(1, 2))


def bucket_of(days: int) -> str:
    bounds = (0, 30, 60, 90)
    return BUCKETS[sum(days > bound for bound in bounds)]


def cents(amount: Decimal | str) -> int:
    return int(Decimal(amount).scaleb(2))


def money(amount: int) -> Decimal:
    return Decimal(amount).scaleb(-2)


def records(table: oi.ResultTable) -> list[dict[str, Any]]:
    columns = table.to_dict()
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def largest_remainder(total: int, weights: list[int]) -> list[int]:
    """Parts of a total that is 0 or more; what is left over goes to the largest remainders, ties to the first."""
    whole = sum(weights)
    if whole == 0:
        return [0] * len(weights)
    parts = [total * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for at in order[: total - sum(parts)]:
        parts[at] += 1
    return parts


class Books:
    """A random ledger of invoices of regions and years, part-paid, with loose credits."""

    def __init__(self, seed: int) -> None:
        rng = random.Random(seed)
        self.documents: list[dict[str, Any]] = []
        self.applications: list[dict[str, Any]] = []
        for number in range(rng.randint(1, 25)):
            customer = rng.choice("ABCDE")
            amount = rng.choice([1, 99, 10_000, rng.randint(1, 10**8)])
            issued = AS_OF - timedelta(days=rng.randint(0, 200))
            self._add(f"I{number}", customer, "invoice", amount, issued, rng)
            if rng.random() < 0.4:
                paid = rng.randint(1, amount)
                self._add(f"P{number}", customer, "payment", -paid, issued, rng)
                self.applications.append(
                    {
                        "credit_id": f"P{number}",
                        "debit_id": f"I{number}",
                        "amount": money(paid),
                        "applied_on": issued,
                    }
                )
            if rng.random() < 0.2:
                self._add(f"C{number}", customer, "credit_note", -rng.randint(1, 10**6), issued, rng)
        self.ledger = oi.Ledger.from_documents(
            columns(self.documents),
            columns(self.applications)
            if self.applications
            else {"credit_id": [], "debit_id": [], "amount": [], "applied_on": []},
            currency="EUR",
            dimensions=["region"],
            rows="strict",
        )

    def _add(self, name: str, customer: str, kind: str, amount: int, day: date, rng: random.Random) -> None:
        tax = amount * rng.choice([0, 7, 19]) // 119
        self.documents.append(
            {
                "id": name,
                "customer": customer,
                "kind": kind,
                "issue_date": day,
                "due_date": day + timedelta(days=30) if kind == "invoice" else None,
                "amount": money(amount),
                "tax_amount": money(tax),
                "region": "ABCDE".index(customer) % 2,
            }
        )


def columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in rows[0]}


def open_debits(books: Books) -> list[dict[str, Any]]:
    """Open invoices in the order of an aging's items: customer, issue date, source row."""
    paid: dict[str, int] = defaultdict(int)
    for row in books.applications:
        paid[row["debit_id"]] += cents(row["amount"])
    items = []
    for at, row in enumerate(books.documents):
        amount = cents(row["amount"]) - paid[row["id"]]
        if row["kind"] == "invoice" and amount:
            items.append({**row, "open": amount, "source_row": at})
    return sorted(items, key=lambda item: (item["customer"], item["issue_date"], item["source_row"]))


def loose_credits(books: Books) -> list[dict[str, Any]]:
    used: dict[str, int] = defaultdict(int)
    for row in books.applications:
        used[row["credit_id"]] += cents(row["amount"])
    items = [
        {**row, "open": -cents(row["amount"]) - used[row["id"]], "source_row": at}
        for at, row in enumerate(books.documents)
        if row["kind"] != "invoice"
    ]
    return sorted(items, key=lambda item: (item["issue_date"], item["source_row"]))


@pytest.mark.parametrize("seed", range(60))
def test_every_figure_of_a_random_ledger(seed: int) -> None:
    """Segment rates, specific items, offset, tax, cover, overlay and scenarios together."""
    books = Books(seed)
    rng = random.Random(1000 + seed)
    rates = {
        (region, bucket): rng.choice([0, WHOLE, rng.randint(0, WHOLE)])
        for region in (0, 1)
        for bucket in BUCKETS
    }
    factor, points = rng.randint(0, 3 * WHOLE), rng.randint(-WHOLE // 10, WHOLE // 10)
    weights = [rng.randint(0, WHOLE // 2), 0]
    weights[1] = WHOLE - weights[0]
    tilts = [(rng.randint(0, 2 * WHOLE), rng.randint(-(10**8), 10**8)) for _ in weights]
    offset = rng.choice(["none", "listed", "every_customer"])
    tax = rng.choice(["included", "recoverable"])
    limit = rng.choice([None, rng.randint(0, 10**7)])
    integral = rng.random() < 0.5
    share = rng.randint(0, WHOLE)
    debits = open_debits(books)
    named = [item["id"] for item in debits if rng.random() < 0.1]
    by_total = rng.random() < 0.5

    def decimal(rate: int) -> Decimal:
        return Decimal(rate).scaleb(-9)

    result = oi.provision(
        books.ledger,
        AS_OF,
        {
            "region": [region for region, _ in rates],
            "bucket": [bucket for _, bucket in rates],
            "rate": [decimal(rate) for rate in rates.values()],
        },
        by="region",
        overlays={"bucket": ["d1_30"], "factor": [decimal(factor)], "points": [decimal(points)]},
        scenarios={
            "scenario": ["up", "down"],
            "weight": [decimal(weight) for weight in weights],
            "factor": [decimal(one) for one, _ in tilts],
            "points": [decimal(one) for _, one in tilts],
        },
        specific={"id": named, "rate": ["0.5"] * len(named)} if named else None,
        offset=offset,
        offset_rights=["A", "B"] if offset == "listed" and {"A", "B"} <= customers(books) else no_one(offset),
        tax=tax,
        cover={
            "customer": [debits[0]["customer"]],
            "rate": [decimal(share)],
            "limit": [None if limit is None else money(limit)],
            "integral": [integral],
        }
        if debits
        else None,
        round_by="total" if by_total else "bucket",
    )

    with_right = (
        {"A", "B"}
        if offset == "listed" and {"A", "B"} <= customers(books)
        else (set("ABCDE") if offset == "every_customer" else set())
    )
    # Exposure, item by item.
    for item in debits:
        item["specific"] = item["open"] if item["id"] in named else 0
        item["left"] = item["open"]
        item["bucket"] = bucket_of((AS_OF - item["due_date"]).days)
    for credit in loose_credits(books):
        if credit["customer"] not in with_right:
            continue
        for item in sorted(debits, key=lambda one: (one["due_date"], one["issue_date"], one["source_row"])):
            if item["customer"] == credit["customer"] and not item["specific"]:
                settled = min(credit["open"], item["left"])
                credit["open"] -= settled
                item["left"] -= settled
    for item in debits:
        item["offset"] = item["open"] - item["left"]
        rate_of_tax = Fraction(cents(item["tax_amount"]), cents(item["amount"]))
        out = half_up(item["left"] * rate_of_tax) if tax == "recoverable" else 0
        item["tax"] = 0 if item["specific"] else out
        item["specific_base"] = item["open"] - out if item["specific"] else 0
        item["base"] = 0 if item["specific"] else item["left"] - item["tax"]
        item["insured"] = item["covered"] = 0
    pool = [item for item in debits if item["customer"] == debits[0]["customer"]]
    covered = half_up(Fraction(sum(item["base"] for item in pool) * share, WHOLE))
    if limit is not None:
        covered = min(covered, limit)
    parts = largest_remainder(covered, [item["base"] for item in pool])
    for item, part in zip(pool, parts, strict=True):
        item["insured" if integral else "covered"] = part
        item["base"] -= part if integral else 0

    def clamp(rate: int) -> int:
        return min(WHOLE, max(0, rate))

    def applied(region: int, bucket: str) -> int:
        rate = rates[region, bucket]
        if bucket == "d1_30":
            rate = clamp(half_up(Fraction(rate * factor, WHOLE)) + points)
        weighted = sum(
            clamp(half_up(Fraction(rate * f, WHOLE)) + p) * weight
            for weight, (f, p) in zip(weights, tilts, strict=True)
        )
        return half_up(Fraction(weighted, WHOLE))

    places = sorted({(item["region"], BUCKETS.index(item["bucket"])) for item in debits})
    expected = []
    for region, at in places:
        bucket = BUCKETS[at]
        items = [item for item in debits if (item["region"], item["bucket"]) == (region, bucket)]
        row = {
            name: sum(item[name] for item in items)
            for name in ("open", "specific", "offset", "tax", "insured", "base", "covered")
        }
        row["product"] = row["base"] * applied(region, bucket)
        row["specific_allowance"] = sum(half_up(Fraction(item["specific_base"], 2)) for item in items)
        expected.append({**row, "region": region, "bucket": bucket})
    if by_total:
        floors = [row["product"] // WHOLE for row in expected]
        left = half_up(Fraction(sum(row["product"] for row in expected), WHOLE)) - sum(floors)
        order = sorted(range(len(expected)), key=lambda i: (-(expected[i]["product"] % WHOLE), i))
        for at in order[:left]:
            floors[at] += 1
        for row, allowance in zip(expected, floors, strict=True):
            row["matrix_allowance"] = allowance
    else:
        for row in expected:
            row["matrix_allowance"] = half_up(Fraction(row["product"], WHOLE))

    computed = records(result.rows)
    assert [(row["region"], row["bucket"]) for row in computed] == [
        (row["region"], row["bucket"]) for row in expected
    ]
    for one, other in zip(computed, expected, strict=True):
        for name, own in {"gross": "open"}.items():
            assert cents(one[name]) == other[own]
        for name in (
            "specific",
            "offset",
            "tax",
            "insured",
            "base",
            "covered",
            "matrix_allowance",
            "specific_allowance",
        ):
            assert cents(one[name]) == other[name], name
        assert Decimal(repr(one["rate_applied"])).quantize(Decimal("1e-9")) == decimal(
            applied(one["region"], one["bucket"])
        )
        reimbursement = half_up(Fraction(other["covered"] * applied(one["region"], one["bucket"]), WHOLE))
        assert cents(one["reimbursement"]) == min(reimbursement, other["matrix_allowance"])
    check_conservation(result)
    check_against_aging(books.ledger, result, ["region"])


def customers(books: Books) -> set[str]:
    return {row["customer"] for row in books.documents}


def no_one(offset: str) -> list[str] | None:
    return [] if offset == "listed" else None


def check_conservation(result: oi.Provision) -> None:
    """Differences are 0, items sum to rows, rows to totals, and no allowance is above what is exposed."""
    for line, amount in zip(*(result.proof.to_dict()[name] for name in ("line", "amount")), strict=True):
        if line.endswith("difference"):
            assert amount == 0
    rows, items = records(result.rows), records(result.items)
    names = ("matrix_allowance", "specific_allowance", "allowance", "reimbursement", "covered", "base")
    for at, row in enumerate(rows):
        own = [item for item in items if item["row"] == at]
        assert len(own) == row["open_items"]
        for name in names:
            assert sum(item[name] for item in own) == row[name], name
        assert 0 <= row["matrix_allowance"] <= row["base"] <= row["gross"]
        assert row["reimbursement"] <= row["matrix_allowance"]
    for item in items:
        parts = ("specific", "offset", "tax", "insured", "base")
        assert sum(item[name] for name in parts) == item["open"]
        assert all(item[name] >= 0 for name in parts)
        assert item["specific_allowance"] <= item["specific_base"] <= item["specific"]
    for total in records(result.totals):
        for name in (*names, "gross"):
            assert total[name] == sum(row[name] for row in rows if row["currency"] == total["currency"])


def check_against_aging(ledger: oi.Ledger, result: oi.Provision, by: list[str]) -> None:
    """Gross is the bucket of the aging, to the cent and in every group."""
    aged = {
        (*(row[name] for name in by), row["currency"], bucket): row[bucket]
        for row in records(oi.aging(ledger, AS_OF, by=by).rows)
        for bucket in BUCKETS
        if row[bucket]
    }
    gross = {
        (*(row[name] for name in by), row["currency"], row["bucket"]): row["gross"]
        for row in records(result.rows)
    }
    assert gross == aged


def ledger_of(*rows: tuple[str, str, str, str], **options: Any) -> oi.Ledger:
    """Documents as (customer, id, due date, amount)."""
    names = ("customer", "id", "due_date", "amount")
    table: dict[str, list[Any]] = {name: [row[at] or None for row in rows] for at, name in enumerate(names)}
    table["issue_date"] = ["2024-01-01"] * len(rows)
    return oi.Ledger.from_documents(table, currency=options.pop("currency", "EUR"), rows="strict", **options)


SMALL = (
    ("A", "1", "2024-07-10", "1000.00"),
    ("A", "2", "2024-06-10", "500.00"),
    ("B", "3", "2024-01-31", "200.00"),
    ("B", "4", "", "-50.00"),
)


def test_the_examples_of_the_docstrings() -> None:
    for module in (_provision, _provision_matrix, _provision_movement):
        failed, attempted = doctest.testmod(module)
        assert attempted
        assert not failed


def test_by_hand() -> None:
    """1,000 x 0.3 % = 3.00; 500 x 1.6 % = 8.00; 200 x 10.6 % = 21.20; the credit of 50 lowers nothing."""
    result = oi.provision(ledger_of(*SMALL), AS_OF, RATES)
    assert result.rows.to_dict()["allowance"] == [Decimal("3.00"), Decimal("8.00"), Decimal("21.20")]
    assert result.allowance == {"EUR": Decimal("32.20")}
    assert result.caption == "Provision as of 2024-06-30: 32.20 EUR"
    # The right of offset takes 50 off the oldest item of B: 150 x 10.6 %.
    listed = oi.provision(ledger_of(*SMALL), AS_OF, RATES, offset="listed", offset_rights=["B"])
    assert listed.rows.to_dict()["offset"] == [Decimal("0.00"), Decimal("0.00"), Decimal("50.00")]
    assert listed.allowance == {"EUR": Decimal("26.90")}


def test_specific_leaves_the_matrix() -> None:
    specific = {"customer": ["A", "B"], "amount": ["300.00", None], "rate": [None, "1"], "id": [None, "3"]}
    result = oi.provision(ledger_of(*SMALL), AS_OF, RATES, specific=specific)
    # A: 300 over 1,000 and 500 in proportion; B: all of document 3.
    assert result.rows.to_dict()["specific_allowance"] == [
        Decimal("200.00"),
        Decimal("100.00"),
        Decimal("200.00"),
    ]
    assert result.rows.to_dict()["base"] == [Decimal("0.00")] * 3
    assert [row["allowance"] for row in records(result.specific)] == [Decimal("300.00"), Decimal("200.00")]
    check_conservation(result)


def test_insurance_lowers_the_loss_only_where_it_is_part_of_the_contract() -> None:
    cover = {"customer": ["A"], "rate": [0.9], "limit": ["450.00"]}
    asset = oi.provision(ledger_of(*SMALL), AS_OF, RATES, cover=cover)
    # 450 spread 300 : 150 over 1,000 and 500; reimbursed at 0.3 % and 1.6 %.
    assert asset.allowance == {"EUR": Decimal("32.20")}
    assert asset.rows.to_dict()["reimbursement"] == [Decimal("0.90"), Decimal("2.40"), Decimal("0.00")]
    integral = oi.provision(ledger_of(*SMALL), AS_OF, RATES, cover={**cover, "integral": [True]})
    # 700 x 0.3 % = 2.10; 350 x 1.6 % = 5.60.
    assert integral.rows.to_dict()["allowance"] == [Decimal("2.10"), Decimal("5.60"), Decimal("21.20")]
    assert integral.rows.to_dict()["reimbursement"] == [Decimal("0.00")] * 3


def test_scenarios() -> None:
    """60 % base, 30 % twice the loss, 10 % ten points more."""
    scenarios = {
        "scenario": ["base", "bad", "worse"],
        "weight": [0.6, 0.3, 0.1],
        "factor": [1, 2, None],
        "points": [None, None, "0.1"],
    }
    result = oi.provision(
        ledger_of(("A", "1", "2024-07-10", "1000.00")), AS_OF, {"not_due": 0.02}, scenarios=scenarios
    )
    # 0.02 x 0.6 + 0.04 x 0.3 + 0.12 x 0.1 = 0.036
    assert result.rows.to_dict()["rate_applied"] == [0.036]
    lines = {row["scenario"]: row["allowance"] for row in records(result.scenarios)}
    assert lines == {
        "without_overlay": Decimal("20.00"),
        "base": Decimal("20.00"),
        "bad": Decimal("40.00"),
        "worse": Decimal("120.00"),
        "applied": Decimal("36.00"),
    }


def test_rounding_by_bucket_and_of_the_total() -> None:
    """Three times 0.5 cents: 3 cents by bucket, 2 cents of the total."""
    rows = [("A", str(at), due, "1.00") for at, due in enumerate(("2024-07-10", "2024-06-10", "2024-01-31"))]
    rates = dict.fromkeys(BUCKETS, "0.005")
    assert oi.provision(ledger_of(*rows), AS_OF, rates).allowance == {"EUR": Decimal("0.03")}
    total = oi.provision(ledger_of(*rows), AS_OF, rates, round_by="total")
    assert total.rows.to_dict()["allowance"] == [Decimal("0.01"), Decimal("0.01"), Decimal("0.00")]
    whole = oi.provision(ledger_of(*SMALL), AS_OF, RATES, rounding_power=2)
    assert whole.rows.to_dict()["allowance"] == [Decimal("3.00"), Decimal("8.00"), Decimal("21.00")]


@pytest.mark.parametrize("factor", [3, 1000])
def test_scale(factor: int) -> None:
    """Amounts times n, exact products: allowances times n."""
    large = [(c, i, due, str(Decimal(a) * factor)) for c, i, due, a in SMALL]
    small = oi.provision(ledger_of(*SMALL), AS_OF, RATES).rows.to_dict()["allowance"]
    assert oi.provision(ledger_of(*large), AS_OF, RATES).rows.to_dict()["allowance"] == [
        amount * factor for amount in small
    ]


def test_the_order_of_rows_changes_nothing() -> None:
    straight = oi.provision(ledger_of(*SMALL), AS_OF, RATES)
    turned = oi.provision(ledger_of(*reversed(SMALL)), AS_OF, dict(reversed(RATES.items())), threads=3)
    for name in ("rows", "totals", "scenarios", "proof"):
        assert getattr(straight, name).to_dict() == getattr(turned, name).to_dict()


def refused(**options: Any) -> str:
    """The message of a provision that must be refused."""
    rates = options.pop("rates", RATES)
    with pytest.raises(oi.Error) as caught:
        oi.provision(ledger_of(*SMALL), AS_OF, rates, **options)
    return f"{caught.value.status}: {caught.value}"


def overlays(**columns_of: Iterable[Any]) -> dict[str, list[Any]]:
    return {name: list(values) for name, values in columns_of.items()}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"rates": {"not_due": "-0.1"}}, "invalid_data: rates.rate of row 0"),
        ({"rates": {"not_due": "1.01"}}, "invalid_data: rates.rate of row 0"),
        ({"rates": {"not_due": "x"}}, "invalid_data: rates.rate, row 0: 'x'"),
        ({"rates": {"bucket": ["not_due"], "rate": [None]}}, "missing_value: rates.rate of row 0"),
        ({"rates": {"not_due": "0.1"}}, "missing_value: there is no loss rate for bucket d1_30"),
        ({"rates": {"d1_29": "0.1"}}, "unknown_name: rates.bucket of row 0 is 'd1_29'"),
        ({"rates": {"rate": ["0.1"]}}, "missing_column: rates.bucket"),
        (
            {"rates": {"bucket": ["not_due"] * 2, "rate": [0, 0]}},
            "invalid_data: rates of row 1 names the same",
        ),
        (
            {"rates": {"bucket": ["not_due"], "rate": [0], "region": ["N"]}},
            "unknown_name: rates.region has no meaning",
        ),
        (
            {"by": "customer", "rates": {"customer": ["Z"] * 5, "bucket": list(BUCKETS), "rate": [0] * 5}},
            "missing_value: there is no loss rate for bucket not_due, currency EUR, customer 'A'",
        ),
        ({"scenarios": overlays(scenario="ab", weight=[0.5, 0.4])}, "invalid_data: the weights"),
        (
            {"scenarios": overlays(scenario="aa", weight=[0.5, 0.5])},
            "invalid_data: scenarios.scenario of row 1",
        ),
        ({"overlays": overlays(bucket=["not_due"])}, "missing_column: the table overlays needs"),
        ({"overlays": overlays(factor=[-1])}, "invalid_data: overlays.factor of row 0"),
        ({"overlays": overlays(points=[1.5])}, "invalid_data: overlays.points of row 0"),
        ({"specific": overlays(id=["9"], rate=[1])}, "unknown_reference: specific.id of row 0"),
        ({"specific": overlays(customer=["Z"], rate=[1])}, "unknown_reference: specific.customer of row 0"),
        ({"specific": overlays(id=["1"], amount=["1000.01"])}, "inconsistent_data: specific.amount of row 0"),
        ({"specific": overlays(id=["1"], amount=["-1"])}, "invalid_data: specific.amount of row 0"),
        ({"specific": overlays(id=["1", "1"], rate=[1, 1])}, "invalid_data: specific of row 1 names"),
        ({"specific": overlays(id=["1"])}, "invalid_data: specific of row 0 has neither"),
        ({"specific": overlays(id=["1"], customer=["B"], rate=[1])}, "inconsistent_data: specific.customer"),
        ({"cover": overlays(customer=["A"], rate=[1.1])}, "invalid_data: cover.rate of row 0"),
        ({"cover": overlays(customer=["A", "A"], rate=[1, 1])}, "invalid_data: cover.customer of row 1"),
        ({"cover": overlays(customer=["Z"], rate=[1])}, "unknown_reference: cover.customer of row 0"),
        ({"offset": "listed"}, "missing_column: table offset_rights is required"),
        ({"offset_rights": ["A"]}, "invalid_argument: the table offset_rights"),
        ({"tax": "recoverable"}, "missing_column: tax = recoverable"),
        ({"rounding_power": 10}, "out_of_bounds: rounding_power is 10"),
        ({"by": "region"}, "unknown_name"),
        ({"framework": "hgb"}, "invalid_argument: framework"),
    ],
)
def test_bad_input(options: dict[str, Any], expected: str) -> None:
    assert refused(**options).startswith(expected)


def test_matrix_on_plain_figures_is_refused() -> None:
    for balances, rates, expected in (
        (["-1"], [0], "balance 0 is -100"),
        (["1"], ["1.1"], "rate 0 is 1100000000"),
        (["1"], [0, 0], "there are 1 balances and 2 rates"),
    ):
        with pytest.raises(oi.Error, match=expected):
            oi.provision_matrix(balances, rates, currency="EUR")
    with pytest.raises(oi.ArgumentError, match="treatment"):
        oi.allowance_movement(opening=1, closing=1, recoveries=1, currency="EUR")


def test_movement_of_plain_figures_is_conserved() -> None:
    rng = random.Random(7)
    for _ in range(200):
        given = {
            name: Decimal(rng.randint(0, 10**6)).scaleb(-2)
            for name in ("opening", "closing", "write_offs", "recoveries")
        }
        effect = Decimal(rng.randint(-(10**5), 10**5)).scaleb(-2)
        treatment: Any = rng.choice(["profit_or_loss", "allowance"])
        moved = oi.allowance_movement(**given, currency="EUR", currency_effect=effect, treatment=treatment)
        through = given["recoveries"] if treatment == "allowance" else 0
        assert (
            given["opening"] + moved.charge - moved.release - given["write_offs"] + through + effect
            == given["closing"]
        )
        assert moved.charge >= 0
        assert moved.release >= 0
        assert moved.charge * moved.release == 0
        assert moved.expense == moved.charge - moved.release - moved.recoveries_in_profit_or_loss


def test_command_line(tmp_path: Path) -> None:
    documents = tmp_path / "documents.csv"
    documents.write_text(
        "customer,id,issue_date,due_date,amount,currency\nA,1,2024-05-01,2024-05-31,1000.00,EUR\n",
        encoding="utf-8",
    )
    command = [str(Path(sys.executable).parent / "openitem"), "provision", str(documents)]
    command += ["--as-of", "2024-06-30", "--by", "", "--rate", "d1_30=0.05", "--format", "csv"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    header, row = done.stdout.splitlines()
    assert dict(zip(header.split(","), row.split(","), strict=True))["allowance"] == "50.00"
    command[command.index("d1_30=0.05")] = "d1_30"
    assert subprocess.run(command, capture_output=True, check=False).returncode == 2
