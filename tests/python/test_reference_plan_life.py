"""The life of payment plans against tests/reference/plan_life.py, a day-by-day reading of its page, on random lives."""

import datetime
import random
from typing import Any

import pytest
from openitem.plan_life import plan_state
from reference import plan_life as model

START = datetime.date(2025, 12, 20)


def days(rng: random.Random, span: int) -> datetime.date:
    return START + datetime.timedelta(days=rng.randint(0, span))


def random_plan(rng: random.Random) -> model.Plan:
    due, instalments = START, []
    for number in range(1, rng.randint(2, 6) + 1):
        due += datetime.timedelta(days=rng.randint(1, 20))
        instalments.append(
            model.Instalment(
                number, due, rng.randint(0, 500), rng.choice([0, rng.randint(0, 60)]), rng.choice([0, 0, 7])
            )
        )
    plan = model.Plan(START, instalments)
    for number in range(rng.randint(0, 7)):
        date = days(rng, 90)
        late = rng.choice([None, None, date + datetime.timedelta(days=rng.randint(0, 30))])
        plan.receipts.append(model.Receipt(f"r{number}", date, rng.randint(1, 700), None, late))
    plan.costs = [(days(rng, 60), rng.randint(0, 40)) for _ in range(rng.choice([0, 0, 1, 2]))]
    return plan


def with_return(rng: random.Random, plan: model.Plan) -> None:
    """Part of one receipt goes back; where none is named, of the only receipt there is by then."""
    received = [one for one in plan.receipts if one.amount > 0]
    if not received:
        return
    back = rng.choice(received)
    date = back.date + datetime.timedelta(days=rng.randint(0, 20))
    plan.receipts.append(model.Receipt("back", date, -rng.randint(1, back.amount), back.key))


def random_options(rng: random.Random) -> model.Options:
    missed, past = rng.choice([0, 1, 2]), rng.choice([0, 0, 5, 15])
    cure = rng.choice(["never", "arrears_paid"]) if missed or past else "never"
    return model.Options(
        order=rng.choice(list(model.PARTS)),
        fill=rng.choice(["instalment", "part"]),
        instalment_order=rng.choice(["oldest", "current", "newest"]),
        overpayment=rng.choice(["held", "next", "from_end"]),
        grace_days=rng.choice([0, 0, 3, 10]),
        tolerance=rng.choice([0, 0, 5]),
        break_after_missed=missed,
        break_after_days=past,
        cure=cure,
        acceleration=rng.choice(["none", "principal", "all"])
        if cure == "never" and (missed or past)
        else "none",
    )


def asked(plan: model.Plan, day: datetime.date, options: model.Options) -> Any:
    one = plan.instalments
    frames: dict[str, Any] = {}
    if plan.receipts:
        frames["receipts"] = {
            "plan": ["P"] * len(plan.receipts),
            "receipt": [r.key for r in plan.receipts],
            "date": [r.date for r in plan.receipts],
            "amount": [r.amount for r in plan.receipts],
            "returns": [r.returns for r in plan.receipts],
            "recorded_on": [r.recorded_on for r in plan.receipts],
        }
    if plan.costs:
        frames["costs"] = {
            "plan": ["P"] * len(plan.costs),
            "date": [date for date, _ in plan.costs],
            "amount": [amount for _, amount in plan.costs],
        }
    return plan_state(
        {
            "plan": ["P"] * len(one),
            "instalment": [i.number for i in one],
            "due_date": [i.due for i in one],
            "principal": [i.principal for i in one],
            "interest": [i.interest for i in one],
            "fee": [i.fee for i in one],
        },
        day,
        plans={"plan": ["P"], "start_date": [plan.start]},
        currency="EUR",
        money="minor",
        **frames,
        **vars(options),
    )


def minor(column: list[Any]) -> list[int]:
    return [int(value.scaleb(2)) for value in column]


@pytest.mark.parametrize("seed", range(8))
def test_lives_are_those_of_the_model(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(60):
        plan, options, day = random_plan(rng), random_options(rng), days(rng, 110)
        # What a return after an acceleration drops is for the library's own tests: the page tells it once, not anew.
        if options.acceleration == "none" and rng.random() < 0.3:
            with_return(rng, plan)
        expected = model.state(plan, day, options)
        life = asked(plan, day, options)
        found = {name: column[0] for name, column in life.plans.to_dict().items()}
        rows = life.instalments.to_dict()
        where = f"seed {seed}: {plan} {options} {day}"
        for name in ("status", "arrears_since", "next_due", "broken_on", "cured_on"):
            assert found[name] == expected[name], (name, where)
        for name in ("unapplied", "arrears", "open_costs", "open_principal", "open_interest", "open_fees"):
            assert minor([found[name]]) == [expected[name]], (name, where)
        assert (int(found["next_amount"].scaleb(2)) if found["next_amount"] is not None else 0) == expected[
            "next_amount"
        ], where
        assert rows["status"] == expected["instalments"], where
        assert rows["effective_due_date"] == expected["effective"], where
        assert rows["paid_on"] == expected["paid_on"], where
        for part in ("principal", "interest", "fee"):
            assert minor(rows[f"paid_{part}"]) == [paid[part] for paid in expected["paid"]], (part, where)
            assert minor(rows[f"dropped_{part}"]) == [gone[part] for gone in expected["dropped"]], (
                part,
                where,
            )
