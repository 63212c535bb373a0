"""The life of payment plans through Python and the command line: docs/methods/plan_life.md."""

import datetime
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openitem
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openitem.cli.app import app
from openitem.plan_life import PlanLife, plan_state
from plan_life_model import ORDERS, Instalment, Model, Receipt, Refused, Rules, half_up
from typer.testing import CliRunner

DAY_0 = datetime.date(2026, 1, 1)
TABLES = ("plans", "instalments", "receipts", "re_aged", "totals", "proof")


def day(number: int) -> datetime.date:
    return DAY_0 + datetime.timedelta(days=number)


def days_since(date: datetime.date | None) -> int | None:
    return None if date is None else (date - DAY_0).days


def as_bytes(life: PlanLife, tables: tuple[str, ...] = TABLES) -> str:
    return json.dumps([getattr(life, name).to_dict("minor") for name in tables], default=str)


def frames(
    instalments: list[Instalment], receipts: list[Receipt], costs: list[tuple[int, int]], start: int | None
) -> dict[str, Any]:
    """One plan P as tables of minor units."""
    tables: dict[str, Any] = {
        "instalments": {
            "plan": ["P"] * len(instalments),
            "instalment": [i.number for i in instalments],
            "due_date": [day(i.due) for i in instalments],
            "principal": [i.principal for i in instalments],
            "interest": [i.interest for i in instalments],
            "fee": [i.fee for i in instalments],
            "agreed_on": [None if i.agreed is None else day(i.agreed) for i in instalments],
        },
        "receipts": {
            "plan": ["P"] * len(receipts),
            "date": [day(r.day) for r in receipts],
            "amount": [r.amount for r in receipts],
            "receipt": [r.key if r.amount > 0 else None for r in receipts],
            "returns": [r.returns for r in receipts],
            "recorded_on": [day(r.known) for r in receipts],
        },
        "costs": {
            "plan": ["P"] * len(costs),
            "date": [day(d) for d, _ in costs],
            "amount": [amount for _, amount in costs],
        },
        "plans": {"plan": ["P"], "start_date": [None if start is None else day(start)]},
    }
    return tables


def run(tables: dict[str, Any], as_of: Any, **options: Any) -> PlanLife:
    given = {"order": "costs_interest_principal", "money": "minor", "currency": "EUR"} | options
    others = {name: table for name, table in tables.items() if name != "instalments"}
    return plan_state(tables["instalments"], as_of, **others, **given)


# ---- random lives ------------------------------------------------------------------------------------

RULES = st.builds(
    Rules,
    order=st.sampled_from(sorted(ORDERS)),
    fill=st.sampled_from(["instalment", "part"]),
    instalment_order=st.sampled_from(["oldest", "current", "newest"]),
    overpayment=st.sampled_from(["held", "next", "from_end"]),
    grace_days=st.integers(0, 4),
    tolerance=st.sampled_from([0, 0, 2]),
    break_after_missed=st.integers(0, 2),
    break_after_days=st.sampled_from([0, 0, 6]),
)


@st.composite
def rules_of_breaks(draw: st.DrawFn) -> Rules:
    rules = draw(RULES)
    if rules.break_after_missed or rules.break_after_days:
        rules.cure, rules.acceleration = draw(
            st.sampled_from(
                [("never", "none"), ("arrears_paid", "none"), ("never", "principal"), ("never", "all")]
            )
        )
    return rules


@st.composite
def versions(draw: st.DrawFn, first: int, principal: int | None, agreed: int | None) -> list[Instalment]:
    count = draw(st.integers(1, 4))
    gaps = draw(st.lists(st.integers(0, 9), min_size=count, max_size=count))
    amounts = draw(st.lists(st.integers(0, 60), min_size=count, max_size=count))
    if principal is not None:
        amounts = [min(amount, principal - sum(amounts[:at])) if principal > sum(amounts[:at]) else 0
                   for at, amount in enumerate(amounts)]  # fmt: skip
        amounts[-1] += principal - sum(amounts)
        assume(min(amounts) >= 0)
    extra = st.lists(st.integers(0, 9), min_size=count, max_size=count)
    interest, fees = draw(extra), draw(extra)
    return [
        Instalment(at + 1, first + sum(gaps[: at + 1]), amounts[at], interest[at], fees[at], agreed)
        for at in range(count)
    ]


@st.composite
def lives(draw: st.DrawFn) -> tuple[dict[str, Any], Rules, list[int], list[Model | None]]:
    rules = draw(rules_of_breaks())
    instalments = draw(versions(5, None, draw(st.sampled_from([None, None, 2]))))
    start = draw(st.sampled_from([0, 0, 1]))
    receipts = []
    for at in range(draw(st.integers(0, 5))):
        paid_on = draw(st.integers(1, 40))
        known = paid_on + draw(st.sampled_from([0, 0, 0, 5]))
        receipts.append(Receipt(paid_on, draw(st.integers(1, 90)), f"r{at}", known))
    for receipt in list(receipts):
        if draw(st.integers(0, 3)) == 0:
            taken_on = receipt.day + draw(st.integers(0, 12))
            amount = draw(st.integers(1, receipt.amount))
            named = receipt.key if draw(st.booleans()) else None
            receipts.append(Receipt(taken_on, -amount, "", taken_on, named))
    costs = draw(st.lists(st.tuples(st.integers(1, 40), st.integers(0, 9)), max_size=2))
    if draw(st.booleans()):
        agreed = draw(st.integers(8, 25))
        model = Model(instalments, receipts, costs, rules, start)
        try:
            before = model.tell(agreed - 1)
        except Refused:
            assume(False)
        open_principal = sum(model.open(before, at, "principal") for at in before.claims)
        first = agreed + draw(st.integers(0, 5))
        instalments = instalments + draw(versions(first, open_principal, agreed))
    dates = sorted(draw(st.sets(st.integers(0, 45), min_size=1, max_size=3)))
    models: list[Model | None] = []
    for _ in dates:
        models.append(Model(instalments, receipts, costs, rules, start))
    return frames(instalments, receipts, costs, start), rules, dates, models


@settings(max_examples=150, deadline=None)
@given(lives())
def test_random_lives_are_those_of_a_day_by_day_model(
    life: tuple[dict[str, Any], Rules, list[int], list[Model]],
) -> None:
    tables, rules, dates, models = life
    try:
        seen = [model.tell(date) for model, date in zip(models, dates, strict=True)]
    except Refused:
        with pytest.raises(openitem.DataError) as refused:
            run(tables, [day(date) for date in dates], **vars(rules))
        assert refused.value.row is not None
        return
    result = run(tables, [day(date) for date in dates], **vars(rules))
    plans, instalments = result.plans.to_dict("minor"), result.instalments.to_dict("minor")
    place = 0
    for at, (date, model) in enumerate(zip(dates, models, strict=True)):
        expected = model.plan_row(seen[at], date)
        for name, value in expected.items():
            found = plans[name][at]
            assert (days_since(found) if isinstance(found, datetime.date) else found) == value, name
        for claim in seen[at].claims:
            for name, value in model.instalment_row(seen[at], claim, date).items():
                found = instalments[name][place]
                assert (days_since(found) if isinstance(found, datetime.date) else found) == value, name
            place += 1
    assert place == len(instalments["plan"])


@settings(max_examples=60, deadline=None)
@given(lives(), st.randoms(use_true_random=False))
def test_order_of_rows_threads_and_later_events_change_no_byte(
    life: tuple[dict[str, Any], Rules, list[int], list[Model]], random: Any
) -> None:
    tables, rules, dates, models = life
    days = [day(date) for date in dates]
    try:
        for model, date in zip(models, dates, strict=True):
            model.tell(date)
    except Refused:
        return
    plain = as_bytes(run(tables, days, **vars(rules)))
    shuffled = {}
    for name, table in tables.items():
        order = list(range(len(table["plan"])))
        random.shuffle(order)
        shuffled[name] = {column: [values[at] for at in order] for column, values in table.items()}
    assert as_bytes(run(shuffled, days, threads=3, **vars(rules))) == plain
    last = days[-1]
    kept = {name: dict(table) for name, table in tables.items()}
    known = [
        max(a, b) <= last
        for a, b in zip(kept["receipts"]["date"], kept["receipts"]["recorded_on"], strict=True)
    ]
    keys = {key for key, stays in zip(kept["receipts"]["receipt"], known, strict=True) if stays}
    known = [stays and (back is None or back in keys) for stays, back in zip(known, kept["receipts"]["returns"], strict=True)]  # fmt: skip
    kept["receipts"] = {
        name: [value for value, stays in zip(values, known, strict=True) if stays]
        for name, values in kept["receipts"].items()
    }
    assert as_bytes(run(kept, days, **vars(rules))) == plain


@settings(max_examples=60, deadline=None)
@given(lives(), st.sampled_from(["oldest_due", "proportional", "priority"]), st.integers(1, 4), st.booleans())
def test_money_is_conserved_down_to_the_items(
    life: tuple[dict[str, Any], Rules, list[int], list[Model]], item_order: str, count: int, has_dispute: bool
) -> None:
    tables, rules, dates, models = life
    try:
        for model, date in zip(models, dates, strict=True):
            model.tell(date)
    except Refused:
        return
    first = tables["instalments"]["agreed_on"][0]
    total = sum(
        amount
        for amount, agreed in zip(
            tables["instalments"]["principal"], tables["instalments"]["agreed_on"], strict=True
        )
        if agreed == first
    )
    assume(total >= count)
    amounts = [total // count] * (count - 1)
    amounts.append(total - sum(amounts))
    items = {
        "plan": ["P"] * count,
        "item": [f"i{at}" for at in range(count)],
        "amount": amounts,
        "tax": [amount // 6 for amount in amounts],
        "due_date": [day(-30 + 3 * (at * 7 % 5)) for at in range(count)],
        "priority": list(range(count, 0, -1)),
        "disputed": [has_dispute and at == 0 for at in range(count)],
    }
    result = run(tables | {"items": items}, [day(d) for d in dates], item_order=item_order, **vars(rules))
    proof = result.proof.to_dict("minor")
    assert {
        amount for line, amount in zip(proof["line"], proof["amount"], strict=True) if line == "difference"
    } == {0}
    found, plans = result.items.to_dict("minor"), result.plans.to_dict("minor")
    applications = result.applications.to_dict("minor")
    for at, date in enumerate(plans["as_of"]):
        here = [row for row in range(len(found["as_of"])) if found["as_of"][row] == date]
        settled = sum(found["settled"][row] for row in here)
        assert settled == sum(
            amount
            for amount, on in zip(applications["amount"], applications["as_of"], strict=True)
            if on == date
        )
        undisputed = sum(found["amount"][row] for row in here if not found["disputed"][row])
        assert settled == min(plans["paid_principal"][at], undisputed)
        for row in here:
            assert 0 <= found["settled"][row] <= found["amount"][row]
            assert not (found["disputed"][row] and found["settled"][row])
            exact = Fraction(found["tax"][row] * found["settled"][row], found["amount"][row])
            assert found["settled_tax"][row] == half_up(exact)
    assert all(amount > 0 for amount in applications["amount"])


# ---- single rules, by hand ---------------------------------------------------------------------------


def plan(**columns: Any) -> dict[str, Any]:
    """Three instalments of 100.00 and 3.00, 2.00, 1.00 interest, due at the ends of January to March 2026."""
    table: dict[str, Any] = {
        "plan": ["P"] * 3,
        "instalment": [1, 2, 3],
        "due_date": ["2026-01-31", "2026-02-28", "2026-03-31"],
        "principal": ["100.00"] * 3,
        "interest": ["3.00", "2.00", "1.00"],
    }
    return table | columns


def paid(*rows: tuple[str, str]) -> dict[str, Any]:
    return {
        "plan": ["P"] * len(rows),
        "date": [date for date, _ in rows],
        "amount": [amount for _, amount in rows],
    }


def state(as_of: Any, receipts: Any = None, instalments: Any = None, **options: Any) -> PlanLife:
    given = {"order": "costs_interest_principal", "currency": "EUR"} | options
    return plan_state(instalments or plan(), as_of, receipts=receipts, **given)


def figure(life: PlanLife, name: str) -> Any:
    return life.plans.to_dict()[name][0]


def lines_of(life: PlanLife) -> dict[str, Decimal]:
    table = life.settlements.to_dict()
    return dict(zip(table["line"], table["amount"], strict=True))


@pytest.mark.parametrize(
    ("order", "costs_paid", "interest", "principal"),
    [
        ("costs_interest_principal", "5.00", "3.00", "42.00"),
        ("costs_principal_interest", "5.00", "0.00", "45.00"),
        ("principal_interest_costs", "0.00", "0.00", "50.00"),
    ],
)
def test_what_a_receipt_pays_first(order: str, costs_paid: str, interest: str, principal: str) -> None:
    costs = {"plan": ["P"], "date": ["2026-02-01"], "amount": ["5.00"]}
    life = state("2026-02-10", paid(("2026-02-05", "50.00")), order=order, costs=costs)
    assert figure(life, "paid_costs") == Decimal(costs_paid)
    assert figure(life, "paid_interest") == Decimal(interest)
    assert figure(life, "paid_principal") == Decimal(principal)


def test_grace_in_business_days_of_a_calendar() -> None:
    # 31 January 2026 is a Saturday: two business days after it are Monday and Tuesday, 3 February.
    for as_of, status in (("2026-02-03", "due"), ("2026-02-04", "missed")):
        life = state(as_of, grace_days=2, calendar="TARGET")
        assert life.instalments.to_dict()["status"][0] == status
    assert state("2026-02-03", grace_days=2).instalments.to_dict()["status"][0] == "missed"
    assert figure(state("2026-02-03", grace_days=5), "status") == "late"


def test_a_break_accelerates_and_drops_what_is_not_earned() -> None:
    # Missed from 1 February: no day of February's 28 is gone on 31 January's next day but one.
    given = {"break_after_missed": 1, "plans": {"plan": ["P"], "start_date": ["2025-12-31"]}}
    life = state("2026-02-14", acceleration="principal", **given)
    rows = life.instalments.to_dict()
    assert figure(life, "broken_on") == datetime.date(2026, 2, 1)
    assert figure(life, "broken_by") == "missed_instalments"
    assert rows["effective_due_date"] == [datetime.date(2026, 1, 31), *[datetime.date(2026, 2, 1)] * 2]
    # 1 of 28 days of 2.00: 0.0714...
    assert rows["dropped_interest"] == [Decimal("0.00"), Decimal("1.93"), Decimal("1.00")]
    assert figure(life, "arrears") == Decimal("303.07")
    assert figure(state("2026-02-14", acceleration="all", **given), "arrears") == Decimal("306.00")
    assert figure(state("2026-02-14", **given), "arrears") == Decimal("103.00")


def test_a_return_is_seen_from_its_day_on() -> None:
    receipts = {
        "plan": ["P", "P"],
        "date": ["2026-01-31", "2026-02-10"],
        "amount": ["103.00", "-103.00"],
        "receipt": ["r1", None],
        "returns": [None, "r1"],
    }
    life = state(["2026-02-09", "2026-02-10"], receipts, break_after_missed=1)
    assert life.plans.to_dict()["status"] == ["kept", "broken"]
    assert life.plans.to_dict()["broken_on"] == [None, datetime.date(2026, 2, 10)]
    late = receipts | {"recorded_on": ["2026-02-05", None]}
    # Known on 5 February only: broken before, kept from then on.
    life = state(["2026-02-04", "2026-02-06"], late, break_after_missed=1)
    assert life.plans.to_dict()["status"] == ["broken", "kept"]


def test_a_new_version_carries_the_open_principal_and_ends_a_break() -> None:
    both = {
        "plan": ["P"] * 5,
        "instalment": [1, 2, 3, 1, 2],
        "due_date": ["2026-01-31", "2026-02-28", "2026-03-31", "2026-06-30", "2026-07-31"],
        "principal": ["100.00", "100.00", "100.00", "100.00", "150.00"],
        "interest": ["3.00", "2.00", "1.00", "4.00", "2.00"],
        "agreed_on": [None, None, None, "2026-02-20", "2026-02-20"],
    }
    life = state("2026-02-20", paid(("2026-02-05", "53.00")), both, break_after_missed=1)
    rows = life.instalments.to_dict()
    assert rows["status"] == ["superseded", "superseded", "superseded", "future", "future"]
    assert figure(life, "status") == "kept"
    assert figure(life, "broken_on") == datetime.date(2026, 2, 1)
    assert rows["dropped_principal"][:3] == [Decimal("50.00"), Decimal("100.00"), Decimal("100.00")]
    re_aged = life.re_aged.to_dict()
    assert [str(date) for date in re_aged["due_date"]] == [
        "2026-01-31",
        "2026-02-28",
        "2026-02-28",
        "2026-03-31",
    ]
    assert [str(date) for date in re_aged["re_aged_date"]] == [
        "2026-06-30",
        "2026-06-30",
        "2026-07-31",
        "2026-07-31",
    ]
    assert re_aged["amount"] == [Decimal("50.00"), Decimal("50.00"), Decimal("50.00"), Decimal("100.00")]
    with pytest.raises(openitem.DataError, match=r"250\.01 EUR.* 250\.00 EUR|principal of 250\.01") as wrong:
        state("2026-02-20", paid(("2026-02-05", "53.00")), both | {"principal": ["100.00"] * 4 + ["150.01"]})
    assert (wrong.value.row, wrong.value.column, wrong.value.status) == (
        3,
        "instalments.principal",
        "inconsistent_data",
    )


def test_early_settlement_by_each_method() -> None:
    plans = {"plan": ["P"], "start_date": ["2025-12-31"], "rate": ["0.12"], "settlement_fee": ["10.00"]}
    receipts = paid(("2026-01-31", "103.00"))
    found = {
        method: lines_of(
            state("2026-02-14", receipts, plans=plans, settlement=method, settlement_fee_rate="0.01")
        )
        for method in ("period_share", "accrued", "rule_of_78", "without_rebate")
    }
    assert all(lines["settlement_fee"] == Decimal("12.00") for lines in found.values())
    assert found["period_share"]["accrued_interest"] == Decimal("1.00")  # 14 of 28 days of 2.00
    assert found["accrued"]["accrued_interest"] == Decimal("0.92")  # 200 x 12 % x 14 / 365 = 0.9205
    assert found["rule_of_78"]["rebate"] == Decimal("-3.00")  # 6.00 x (1 + 2) / (1 + 2 + 3)
    assert found["without_rebate"]["interest_not_due"] == Decimal("3.00")
    for lines in found.values():
        assert sum(amount for line, amount in lines.items() if line != "settlement") == lines["settlement"]
    by_360 = state("2026-02-14", receipts, plans=plans, settlement="accrued", day_count="act_360")
    assert lines_of(by_360)["accrued_interest"] == Decimal("0.93")  # 200 x 12 % x 14 / 360 = 0.9333


def test_rule_of_78_of_a_textbook() -> None:
    # 12 instalments, finance charge 78.00: after 4 months the rebate is 8 x 9 / 2 = 36.00.
    year = {
        "plan": ["P"] * 12,
        "instalment": list(range(1, 13)),
        "due_date": [f"2026-{month:02}-28" for month in range(1, 13)],
        "principal": ["100.00"] * 12,
        "interest": [f"{13 - month}.00" for month in range(1, 13)],
    }
    life = state("2026-04-28", None, year, settlement="rule_of_78")
    assert lines_of(life)["rebate"] == Decimal("-36.00")


def test_items_by_each_order_and_the_ledger_takes_the_applications() -> None:
    items = {
        "plan": ["P"] * 3,
        "item": ["A", "B", "C"],
        "amount": ["50.00", "100.00", "150.00"],
        "due_date": ["2025-12-01", "2025-10-01", "2025-11-01"],
        "priority": [1, 3, 2],
    }
    receipts = paid(("2026-01-31", "103.00")) | {"receipt": ["R1"]}
    expected = {
        "oldest_due": {"B": "100.00", "C": "0.00", "A": "0.00"},
        "priority": {"A": "50.00", "C": "50.00", "B": "0.00"},
        "proportional": {"B": "33.33", "C": "50.00", "A": "16.67"},
    }
    for order, settled in expected.items():
        found = state("2026-01-31", receipts, items=items, item_order=order).items.to_dict()
        by_item = dict(zip(found["item"], found["settled"], strict=True))
        assert by_item == {item: Decimal(amount) for item, amount in settled.items()}
    life = state("2026-01-31", receipts, items=items)
    documents = {
        "customer": ["X"] * 4,
        "id": ["A", "B", "C", "R1"],
        "issue_date": ["2025-09-01", "2025-09-01", "2025-09-01", "2026-01-31"],
        "due_date": ["2025-12-01", "2025-10-01", "2025-11-01", None],
        "amount": ["50.00", "100.00", "150.00", "-103.00"],
        "re_aged_on": [date_of_item(life, item) for item in ("A", "B", "C")] + [None],
    }
    columns = ("credit_id", "debit_id", "applied_on", "amount")
    posted = life.applications.to_dict()
    ledger = openitem.Ledger.from_documents(
        documents,
        applications={name: posted[name] for name in columns},
        currency="EUR",
        dates=["re_aged_on"],
        rows="strict",
    )
    contractual = openitem.aging(ledger, "2026-02-10", buckets=(0, 30, 60, 90))
    aged = openitem.aging(ledger, "2026-02-10", buckets=(0, 30, 60, 90), re_aged="re_aged_on")
    assert contractual.rows.to_dict()["d61_90"] == [Decimal("50.00")]
    assert aged.re_aged is not None
    table = aged.re_aged.to_dict()
    # All that is open is due with instalments of February and March: nothing of it is past due by the plan.
    assert set(zip(table["re_aged_bucket"], table["amount"], strict=True)) >= {("not_due", Decimal("150.00"))}


def date_of_item(life: PlanLife, item: str) -> datetime.date | None:
    table = life.items.to_dict()
    found: datetime.date | None = table["re_aged_date"][table["item"].index(item)]
    return found


@pytest.mark.parametrize(
    ("options", "changed"),
    [
        ({"fill": "part"}, "paid_principal"),
        ({"instalment_order": "newest"}, "arrears_since"),
        ({"instalment_order": "current"}, "arrears_since"),
        ({"overpayment": "next"}, "unapplied"),
        ({"overpayment": "from_end"}, "unapplied"),
        ({"grace_days": 60}, "status"),
        ({"tolerance": 10_100}, "missed_instalments"),
        ({"break_after_missed": 1}, "broken_on"),
        ({"break_after_days": 3}, "broken_by"),
    ],
)
def test_every_option_has_an_effect(options: dict[str, Any], changed: str) -> None:
    over = changed == "unapplied"
    receipts = paid(("2026-02-28", "250.00" if over else "104.00"))
    as_of = "2026-03-05"
    assert figure(state(as_of, receipts), changed) != figure(state(as_of, receipts, **options), changed)


def test_a_cure_ends_a_break() -> None:
    receipts = paid(("2026-02-10", "103.00"))
    kept = state("2026-02-11", receipts, break_after_missed=1, cure="arrears_paid")
    assert (figure(kept, "status"), figure(kept, "cured_on")) == ("kept", datetime.date(2026, 2, 10))
    assert figure(state("2026-02-11", receipts, break_after_missed=1), "status") == "broken"


# ---- bad input ---------------------------------------------------------------------------------------

RECEIPT = {"plan": ["P"], "date": ["2026-01-31"], "amount": ["10.00"]}
ITEM = {"plan": ["P"], "item": ["A"], "amount": ["300.00"], "due_date": ["2025-12-01"]}


@pytest.mark.parametrize(
    ("given", "status", "row", "column"),
    [
        ({"receipts": RECEIPT | {"plan": ["Q"]}}, "unknown_reference", 0, "receipts.plan"),
        ({"receipts": RECEIPT | {"plan": [None]}}, "missing_value", 0, "receipts.plan"),
        ({"receipts": RECEIPT | {"amount": ["0.00"]}}, "invalid_data", 0, "receipts.amount"),
        ({"receipts": RECEIPT | {"amount": [None]}}, "missing_value", 0, "receipts.amount"),
        ({"receipts": RECEIPT | {"amount": [10.5]}}, "wrong_type", None, "receipts.amount"),
        ({"receipts": RECEIPT | {"date": [None]}}, "missing_value", 0, "receipts.date"),
        ({"receipts": RECEIPT | {"amount": ["-1.00"]}}, "inconsistent_data", 0, "receipts.amount"),
        ({"receipts": RECEIPT | {"currency": ["USD"]}}, "inconsistent_data", 0, "receipts.currency"),
        ({"receipts": RECEIPT | {"returns": ["r"]}}, "missing_column", None, "receipts.receipt"),
        ({"receipts": RECEIPT | {"receipt": ["a"], "returns": ["a"]}}, "invalid_data", 0, "receipts.amount"),
        ({"receipts": RECEIPT | {"when": ["x"]}}, "unknown_name", None, "receipts.when"),
        (
            {"receipts": {"plan": ["P"] * 2, "date": ["2026-01-31"] * 2, "amount": ["5", "-6"], "receipt": ["a", None], "returns": [None, "a"]}},
            "inconsistent_data", 1, "receipts.amount",
        ),
        (
            {"receipts": {"plan": ["P"] * 2, "date": ["2026-01-31", "2026-01-30"], "amount": ["5", "-5"], "receipt": ["a", None], "returns": [None, "a"]}},
            "inconsistent_data", 1, "receipts.date",
        ),
        (
            {"receipts": {"plan": ["P"] * 2, "date": ["2026-01-31"] * 2, "amount": ["5", "-5"], "receipt": ["a", None], "returns": [None, "b"]}},
            "unknown_reference", 1, "receipts.returns",
        ),
        ({"receipts": {"plan": ["P"] * 2, "date": ["2026-01-31"] * 2, "amount": ["5", "6"], "receipt": ["a", "a"]}}, "invalid_data", 1, "receipts.receipt"),
        ({"plans": {"plan": ["P"], "start_date": ["2026-02-01"]}}, "inconsistent_data", 0, "plans.start_date"),
        ({"plans": {"plan": ["P", "P"]}}, "invalid_data", 1, "plans.plan"),
        ({"plans": {"plan": ["P"], "rate": ["-0.1"]}}, "invalid_data", 0, "plans.rate"),
        ({"plans": {"plan": ["P"], "settlement_fee": ["-1.00"]}}, "invalid_data", 0, "plans.settlement_fee"),
        ({"receipts": RECEIPT | {"date": ["2026-01-01"]}, "plans": {"plan": ["P"], "start_date": ["2026-01-02"]}}, "inconsistent_data", 0, "receipts.date"),
        ({"costs": RECEIPT | {"amount": ["-1.00"]}}, "invalid_data", 0, "costs.amount"),
        ({"items": ITEM | {"amount": ["299.99"]}}, "inconsistent_data", 0, "items.amount"),
        ({"items": ITEM | {"amount": ["0.00"]}}, "invalid_data", 0, "items.amount"),
        ({"items": ITEM | {"tax": ["300.01"]}}, "inconsistent_data", 0, "items.tax"),
        ({"items": ITEM | {"item": [None]}}, "missing_value", 0, "items.item"),
        ({"items": ITEM, "item_order": "priority"}, "missing_column", None, "items.priority"),
        ({"items": {name: values * 2 for name, values in ITEM.items()} | {"amount": ["150.00"] * 2}}, "invalid_data", 1, "items.item"),
        ({"settlement": "accrued"}, "missing_value", None, "plans.rate"),
        ({"settlement": "period_share", "as_of": "2026-01-15"}, "missing_value", 0, "plans.start_date"),
    ],
)  # fmt: skip
def test_bad_rows_are_located(given: dict[str, Any], status: str, row: int | None, column: str) -> None:
    as_of = given.pop("as_of", "2026-02-10") if "as_of" in given else "2026-02-10"
    with pytest.raises(openitem.DataError if status not in {"unknown_name"} else openitem.Error) as wrong:
        state(as_of, given.pop("receipts", None) if "receipts" in given else None, **given)
    assert (wrong.value.status, wrong.value.row, wrong.value.column) == (status, row, column)


@pytest.mark.parametrize(
    ("columns", "status", "row", "column"),
    [
        ({"instalment": [1, 1, 2]}, "invalid_data", 1, "instalments.instalment"),
        ({"instalment": [1, -2, 3]}, "invalid_data", 1, "instalments.instalment"),
        ({"due_date": ["2026-01-31", "2026-03-31", "2026-02-28"]}, "invalid_data", 2, "instalments.due_date"),
        ({"due_date": ["2026-01-31", None, "2026-02-28"]}, "missing_value", 1, "instalments.due_date"),
        ({"principal": ["100.00", "-1.00", "1.00"]}, "invalid_data", 1, "instalments.principal"),
        ({"interest": ["1.00", "-1.00", "1.00"]}, "invalid_data", 1, "instalments.interest"),
        ({"fee": ["1.00", "-1.00", "1.00"]}, "invalid_data", 1, "instalments.fee"),
        ({"payment": ["103.00", "102.01", "101.00"]}, "inconsistent_data", 1, "instalments.payment"),
        ({"balance": ["200.00", "100.00", "0.01"]}, "inconsistent_data", 2, "instalments.balance"),
        ({"currency": ["EUR", "USD", "EUR"]}, "inconsistent_data", 1, "instalments.currency"),
        ({"currency": ["EUR", "EUX", "EUR"]}, "unknown_name", 1, "instalments.currency"),
        ({"principal": ["20000000000000000.00", "1.00", "1.00"]}, "overflow", 0, "instalments.principal"),
        ({"extra": ["a", "b", "c"]}, "unknown_name", None, "instalments.extra"),
    ],
)
def test_bad_instalments_are_located(
    columns: dict[str, Any], status: str, row: int | None, column: str
) -> None:
    with pytest.raises(openitem.Error) as wrong:
        state("2026-02-10", None, plan(**columns))
    assert (wrong.value.status, wrong.value.row, wrong.value.column) == (status, row, column)


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ({"order": ""}, "not_set"),
        ({"order": "costs"}, "invalid_argument"),
        ({"fill": "whole"}, "invalid_argument"),
        ({"grace_days": -1}, "out_of_bounds"),
        ({"grace_days": 1.5}, "invalid_argument"),
        ({"tolerance": -1}, "out_of_bounds"),
        ({"tolerance": "1.00"}, "invalid_argument"),
        ({"break_after_missed": -1}, "out_of_bounds"),
        ({"break_after_days": 36_501}, "out_of_bounds"),
        ({"threads": 257}, "out_of_bounds"),
        ({"cure": "arrears_paid"}, "invalid_argument"),
        ({"acceleration": "all"}, "invalid_argument"),
        ({"cure": "arrears_paid", "acceleration": "all", "break_after_missed": 1}, "invalid_argument"),
        ({"settlement_fee_rate": "0.1"}, "invalid_argument"),
        ({"settlement_fee_rate": 2, "settlement": "accrued"}, "out_of_bounds"),
        ({"day_count": "act_360"}, "invalid_argument"),
        ({"day_count": "bus_252", "settlement": "accrued"}, "invalid_argument"),
        ({"rounding": "up_a_bit"}, "invalid_argument"),
        ({"calendar": 3}, "invalid_argument"),
    ],
)
def test_bad_options_are_named(options: dict[str, Any], status: str) -> None:
    with pytest.raises(openitem.Error) as wrong:
        state("2026-02-10", **options)
    assert wrong.value.status == status


@pytest.mark.parametrize(
    "as_of", [[], ["2026-02-10", "2026-02-10"], ["2026-02-10", "2026-02-09"], 5, [5], None]
)
def test_bad_days_are_named(as_of: Any) -> None:
    with pytest.raises(openitem.Error):
        state(as_of)


def test_no_plan_at_all() -> None:
    empty: dict[str, list[Any]] = {name: [] for name in ("plan", "instalment", "due_date", "principal")}
    life = state("2026-02-10", instalments=empty)
    assert [len(getattr(life, name)) for name in TABLES] == [0] * len(TABLES)
    assert len(life.about) > 0


def test_command_line(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text(
        "plan,instalment,due_date,principal\nP,1,2026-01-31,100.00\nP,2,2026-02-28,100.00\n", encoding="utf-8"
    )
    (tmp_path / "paid.csv").write_text("plan,date,amount\nP,2026-02-03,120.00\n", encoding="utf-8")
    command = [
        "plan-state",
        str(tmp_path / "plan.csv"),
        "--as-of",
        "2026-02-10",
        "--receipts",
        str(tmp_path / "paid.csv"),
    ]
    command += ["--currency", "EUR", "--format", "json"]
    order = ["--order", "costs_interest_principal"]
    done = CliRunner().invoke(app, [*command, *order, "--settlement", "without_rebate"])
    assert done.exit_code == 0, done.output
    document = json.loads(done.output)
    assert "paid_late" in done.output
    assert "settlements" in json.dumps(document)
    for wrong in (command, [*command, "--order", "costs"], [*command, *order, "--grace-days", "-1"]):
        assert CliRunner().invoke(app, wrong).exit_code != 0, wrong
