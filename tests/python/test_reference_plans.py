"""Payment plans against tests/reference/payment_plans.py, a reading of their page in exact fractions, on random terms."""

import datetime
import random
from decimal import Decimal
from fractions import Fraction
from typing import Any

import openitem
import pytest
from openitem import plan
from reference import payment_plans as model


def major(minor: int) -> Decimal:
    return Decimal(minor).scaleb(-2)


def minor(column: list[Any]) -> list[int]:
    return [int(value.scaleb(2)) for value in column]


def decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def arguments(terms: model.Terms) -> dict[str, Any]:
    """What of the terms differs from its default: none that a form does not take is given."""
    money = (
        "down_payment",
        "balloon",
        "charge",
        "upfront_fee",
        "instalment_fee",
        "single_fee",
        "payment_unit",
    )
    given: dict[str, Any] = {}
    for name, value in vars(terms).items():
        if name == "given":
            if value:
                given[name] = [major(amount) for amount in value]
        elif value != getattr(model.Terms("", 0, ""), name) or (name == "rate_basis" and terms.rate):
            given[name] = (
                major(value) if name in money else decimal(value) if isinstance(value, Fraction) else value
            )
    return given


def asked(principal: int, start: datetime.date, terms: model.Terms) -> Any:
    return plan.payment_plan(major(principal), start, currency="EUR", apr="none", **arguments(terms))


def rows_of(made: Any) -> list[tuple[Any, ...]]:
    found = made.instalments.to_dict()
    money = [minor(found[name]) for name in ("principal", "interest", "fee", "payment", "balance")]
    return list(zip(found["instalment"], found["due_date"], *money))


def check(principal: int, start: datetime.date, terms: model.Terms) -> bool:
    where = f"{principal} {start} {arguments(terms)}"
    try:
        expected = [
            (row.number, row.due, row.principal, row.interest, row.fee, row.payment, row.balance)
            for row in model.rows(principal, start, terms)
        ]
    except ValueError:
        with pytest.raises(openitem.Error):
            asked(principal, start, terms)
        return False
    assert rows_of(asked(principal, start, terms)) == expected, where
    return True


@pytest.mark.parametrize("seed", range(10))
def test_schedules_are_those_of_the_model(seed: int) -> None:
    rng = random.Random(seed)
    made = sum(check(*model.random_terms(rng)) for _ in range(120))
    assert made > 60  # the others are refused by both


@pytest.mark.parametrize("seed", range(4))
def test_given_instalments_are_those_of_the_model(seed: int) -> None:
    rng = random.Random(seed)
    made = 0
    for _ in range(60):
        principal, start, terms = model.random_terms(rng)
        count = rng.randint(1, 6)
        terms = model.Terms(
            rng.choice(["given_payments", "given_principal"]),
            count,
            terms.unit,
            rate=terms.rate,
            rate_basis=terms.rate_basis,
            day_count=terms.day_count if terms.rate_basis == "day_count" else None,
            every=terms.every,
        )
        cuts = sorted(rng.randint(0, principal) for _ in range(count - 1))
        terms.given = [after - before for before, after in zip([0, *cuts], [*cuts, principal])]
        if terms.form == "given_payments":
            terms.given[-1] = 0
        if rng.random() < 0.2:
            terms.given[-1] += 1
        made += check(principal, start, terms)
    assert made > 15


@pytest.mark.parametrize("rule", ["oldest_first", "proportional"])
@pytest.mark.parametrize("seed", range(4))
def test_items_are_split_as_in_the_model(seed: int, rule: str) -> None:
    rng = random.Random(f"{seed} {rule}")
    for _ in range(40):
        count = rng.randint(1, 6)
        amounts = [rng.randint(1, 100_000) for _ in range(count)]
        disputed = [rng.choice([0, 0, rng.randint(0, amount - 1)]) for amount in amounts]
        tax = [rng.randint(0, amount) for amount in amounts]
        days = sorted(rng.randint(0, 200) for _ in range(count))
        due = [datetime.date(2024, 1, 1) + datetime.timedelta(days=day) for day in days]
        terms = model.Terms("equal_principal", rng.randint(1, 7), "months", rate=Fraction(6, 100))
        undisputed = [amount - away for amount, away in zip(amounts, disputed)]
        plan_rows = model.rows(sum(undisputed), datetime.date(2024, 12, 1), terms)
        expected = model.split([row.principal for row in plan_rows], undisputed, rule)
        made = plan.item_plans(
            {
                "item": [f"i{at}" for at in range(count)],
                "plan": ["P"] * count,
                "amount": [major(amount) for amount in amounts],
                "disputed": [major(amount) for amount in disputed],
                "tax": [major(amount) for amount in tax],
                "due_date": due,
            },
            datetime.date(2024, 12, 1),
            split=rule,  # type: ignore[arg-type]
            currency="EUR",
            apr="none",
            **arguments(terms),
        )
        found = made.item_instalments.to_dict()
        principal, taxes = minor(found["principal"]), minor(found["tax"])
        parts = {
            (item, number): (principal[row], taxes[row])
            for row, (item, number) in enumerate(zip(found["item"], found["instalment"]))
        }
        for at in range(count):
            settled = settled_tax = 0
            planned = model.rounded(Fraction(tax[at] * undisputed[at], amounts[at]))
            for number, of_items in enumerate(expected, 1):
                settled += of_items[at]
                due_tax = model.rounded(Fraction(planned * settled, undisputed[at])) - settled_tax
                settled_tax += due_tax
                assert parts.get((f"i{at}", number), (0, 0)) == (of_items[at], due_tax), (seed, at, number)


@pytest.mark.parametrize("seed", range(4))
def test_alternatives_are_those_of_the_model(seed: int) -> None:
    rng = random.Random(seed)
    checked = 0
    for _ in range(60):
        principal, start, terms = model.random_terms(rng)
        try:
            expected_rows = model.rows(principal, start, terms)
        except ValueError:
            continue
        cost = Fraction(rng.randint(0, 30), 100)
        hazard = Fraction(rng.randint(0, 10), 100)
        share = Fraction(0) if hazard else Fraction(rng.randint(0, 50), 100)
        wait = start + datetime.timedelta(days=rng.randint(0, 900))
        chance, recovery, fee = (Fraction(rng.randint(0, 100), 100) for _ in range(3))
        found = plan.plan_alternatives(
            asked(principal, start, terms).instalments,
            start,
            cost_of_capital=decimal(cost),
            default_hazard=decimal(hazard),
            default_share=decimal(share),
            wait_until=wait,
            wait_probability=decimal(chance),
            recoverable_tax=decimal(recovery),
            agency_pays=wait,
            agency_recovery=decimal(recovery),
            agency_fee=decimal(fee),
        ).alternatives.to_dict()
        cash = dict(zip(found["alternative"], minor(found["expected_cash"])))
        value = dict(zip(found["alternative"], minor(found["present_value"])))
        owed = sum(row.principal for row in expected_rows)
        at = model.factor(cost, (wait - start).days)
        kept = model.nine(recovery * (1 - fee))
        assert (cash["plan"], value["plan"]) == model.plan_value(expected_rows, start, cost, hazard, share)
        assert cash["wait"] == model.rounded(owed * chance)
        assert value["wait"] == model.rounded(owed * model.nine(chance * at))
        assert cash["write_off"] == value["write_off"] == model.rounded(owed * recovery)
        assert cash["agency"] == model.rounded(owed * kept)
        assert value["agency"] == model.rounded(owed * model.nine(kept * at))
        checked += 1
    assert checked > 25
