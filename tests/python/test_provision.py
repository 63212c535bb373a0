"""Provisions: examples worked by hand, what must hold for every ledger, bad input. Random ledgers are recomputed in
test_reference_provision.py."""

import random
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openitem as oi
import pytest
from openitem import datasets

AS_OF = date(2024, 6, 30)
BUCKETS = ("not_due", "d1_30", "d31_60", "d61_90", "over_90")
RATES = {"not_due": "0.003", "d1_30": "0.016", "d31_60": "0.036", "d61_90": "0.066", "over_90": "0.106"}


def records(table: oi.ResultTable) -> list[dict[str, Any]]:
    columns = table.to_dict()
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


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


@pytest.mark.parametrize("round_by", ["bucket", "total"])
def test_a_made_up_ledger_is_conserved(round_by: Any) -> None:
    """Several currencies, credits, payments: items sum to rows, rows to totals, gross is the aging's."""
    ledger = datasets.sample_ledger(3000, 7).ledger()
    for options in ({}, {"offset": "every_customer"}, {"discount_rate": "0.07", "collection": 90}):
        result = oi.provision(ledger, AS_OF, RATES, by="customer", round_by=round_by, **options)
        check_conservation(result)
        check_against_aging(ledger, result, ["customer"])


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


def test_discounting_by_hand() -> None:
    """At 10 % a year: 365 days to collection are divided by 1.1, 730 days by 1.21, and none by 1."""
    days = {"not_due": 365, "d1_30": 730, "over_90": 0}
    result = oi.provision(ledger_of(*SMALL), AS_OF, RATES, discount_rate="0.1", collection=days)
    rows = result.rows.to_dict()
    # 3.00 / 1.1 = 2.727; 8.00 / 1.21 = 6.612; 21.20.
    assert rows["days_to_collection"] == [365, 730, 0]
    assert rows["discount_factor"] == [0.909090909, 0.826446281, 1.0]
    assert rows["undiscounted"] == [Decimal("3.00"), Decimal("8.00"), Decimal("21.20")]
    assert rows["discount"] == [Decimal("0.27"), Decimal("1.39"), Decimal("0.00")]
    assert rows["matrix_allowance"] == [Decimal("2.73"), Decimal("6.61"), Decimal("21.20")]
    assert result.allowance == {"EUR": Decimal("30.54")}
    applied = [row["allowance"] for row in records(result.scenarios) if row["scenario"] == "applied"]
    assert applied == [Decimal("30.54")]
    lines = {row["line"]: row["amount"] for row in records(result.proof)}
    assert (lines["undiscounted"], lines["item_discounts"]) == (Decimal("32.20"), Decimal("-1.66"))
    assert lines["discount_difference"] == 0
    about = dict(zip(*(result.about.to_dict()[name] for name in ("name", "value")), strict=True))
    assert (about["discount_rate"], about["day_count"]) == ("0.1", "act/365f")
    # The sum of the parts is rounded once: 32.20 - 30.54 again, in parts of the exact total 30.5389.
    total = oi.provision(
        ledger_of(*SMALL), AS_OF, RATES, discount_rate="0.1", collection=days, round_by="total"
    )
    assert total.allowance == {"EUR": Decimal("30.54")}


def test_a_specific_allowance_is_not_discounted() -> None:
    """Who assesses an item by itself has looked at when its cash comes in."""
    specific = {"id": ["3"], "amount": ["100.00"]}
    result = oi.provision(
        ledger_of(*SMALL), AS_OF, RATES, specific=specific, discount_rate="0.1", collection=365
    )
    assert result.rows.to_dict()["specific_allowance"][2] == Decimal("100.00")
    # The claim on the insurer is discounted like the loss: 450 x 0.9 ... 900 x 0.3 % = 2.70 / 1.1 = 2.45.
    cover = {"customer": ["A"], "rate": ["0.9"]}
    insured = oi.provision(
        ledger_of(SMALL[0]), AS_OF, RATES, cover=cover, discount_rate="0.1", collection={"days": [365]}
    )
    assert insured.rows.to_dict()["reimbursement"] == [Decimal("2.45")]


@pytest.mark.parametrize("days", [0, 45, 36_600])
def test_discounts_stay_between_nothing_and_the_loss(days: int) -> None:
    result = oi.provision(ledger_of(*SMALL), AS_OF, RATES, discount_rate=1, collection=days)
    check_conservation(result)
    for row in [*records(result.rows), *records(result.items), *records(result.totals)]:
        assert row["undiscounted"] == row["discount"] + row["matrix_allowance"]
        assert 0 <= row["discount"] <= row["undiscounted"]
    if days == 0:
        assert result.allowance == oi.provision(ledger_of(*SMALL), AS_OF, RATES).allowance


def test_an_item_is_traced_to_its_rate() -> None:
    """Item, row of the matrix, row of the table rates."""
    rates = {"bucket": list(reversed(BUCKETS)), "rate": [RATES[bucket] for bucket in reversed(BUCKETS)]}
    result = oi.provision(ledger_of(*SMALL), AS_OF, rates)
    rows = records(result.rows)
    for item in records(result.items):
        row = rows[item["row"]]
        assert rates["bucket"][row["rate_row"]] == item["bucket"] == row["bucket"]
        assert float(rates["rate"][row["rate_row"]]) == row["rate"] == item["rate_applied"]
        assert item["matrix_allowance"] == (item["base"] * Decimal(repr(item["rate_applied"]))).quantize(
            Decimal("0.01")
        )


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
    for name in ("totals", "scenarios", "proof"):
        assert getattr(straight, name).to_dict() == getattr(turned, name).to_dict()
    rows, others = straight.rows.to_dict(), turned.rows.to_dict()
    # Rows of the rates are counted as they are given.
    assert [len(RATES) - 1 - at for at in rows.pop("rate_row")] == others.pop("rate_row")
    assert rows == others


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
        ({"discount_rate": "0.1"}, "missing_column: table collection is required"),
        ({"collection": 30}, "invalid_argument: the table collection"),
        ({"discount_rate": "1.1", "collection": 30}, "out_of_bounds: option discount_rate"),
        ({"discount_rate": "-0.1", "collection": 30}, "out_of_bounds: option discount_rate"),
        ({"discount_rate": "0.1", "collection": -1}, "invalid_data: collection.days of row 0"),
        ({"discount_rate": "0.1", "collection": 36_601}, "invalid_data: collection.days of row 0"),
        ({"discount_rate": "0.1", "collection": {"days": [None]}}, "missing_value: collection.days of row 0"),
        (
            {"discount_rate": "0.1", "collection": {"not_due": 30}},
            "missing_value: there are no days to collection for bucket d1_30",
        ),
        ({"discount_rate": "0.1", "collection": {"bucket": ["d1_30"]}}, "missing_column: collection.days"),
        ({"discount_rate": "0.1", "collection": {"d1_29": 30}}, "unknown_name: collection.bucket of row 0"),
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
    collection = tmp_path / "collection.csv"
    collection.write_text("bucket,days\nd1_30,365\n", encoding="utf-8")
    later = [*command, "--discount-rate", "0.1", "--collection", str(collection)]
    header, row = subprocess.run(later, capture_output=True, text=True, check=True).stdout.splitlines()
    cells = dict(zip(header.split(","), row.split(","), strict=True))
    assert (cells["undiscounted"], cells["discount"], cells["allowance"]) == ("50.00", "4.55", "45.45")
    command[command.index("d1_30=0.05")] = "d1_30"
    assert subprocess.run(command, capture_output=True, check=False).returncode == 2
