"""Plans on days of free cash against tests/reference/cash_plans.py, a reading of their page in exact fractions, on random cash."""

import datetime
import random
from calendar import isleap
from decimal import Decimal
from fractions import Fraction
from typing import Any

import openitem
import pytest
from openitem import plan
from reference import cash_plans as model

USES = ("soonest", "smallest_share")


def major(minor: int) -> Decimal:
    return Decimal(minor).scaleb(-2)


def minor(column: list[Any]) -> list[int]:
    return [int(value.scaleb(2)) for value in column]


def decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def asked(
    rng: random.Random, plans: list[model.CashPlan], use: Any, terms: model.Terms, apr: Any = "none"
) -> Any:
    """A table of plans and one of their cash, rows of all plans mixed; the rate of one plan alone is shared, others are a column."""
    cash = [(f"p{at}", day, amount) for at, given in enumerate(plans) for day, amount in given.cash]
    rng.shuffle(cash)
    due: dict[str, Any] = {
        "plan": [f"p{at}" for at in range(len(plans))],
        "principal": [major(given.principal) for given in plans],
        "start_date": [given.start for given in plans],
    }
    rate = decimal(plans[0].rate) if len(plans) == 1 else Decimal(0)
    if len(plans) > 1:
        due["rate"] = [decimal(given.rate) for given in plans]
    free = {
        "plan": [key for key, _, _ in cash],
        "date": [day for _, day, _ in cash],
        "amount": [major(amount) for _, _, amount in cash],
    }
    return plan.cash_plans(
        due,
        free,
        use=use,
        apr=apr,
        rate=rate,
        most_share=Decimal(terms.most_share).scaleb(-9),
        day_count=terms.day_count,
        payment_unit=major(terms.payment_unit),
        interest_rounding=terms.interest_rounding,  # type: ignore[arg-type]
        currency="EUR",
        threads=rng.choice([1, 1, 3]),
    )


def records(table: Any) -> list[dict[str, Any]]:
    columns = table.to_dict()
    return [dict(zip(columns, values)) for values in zip(*columns.values())]


def of_plan(table: Any, key: str, *names: str) -> list[tuple[Any, ...]]:
    """Amounts as minor units."""

    def cell(value: Any) -> Any:
        return int(value.scaleb(2)) if isinstance(value, Decimal) else value

    return [tuple(cell(row[name]) for name in names) for row in records(table) if row["plan"] == key]


def check(made: Any, plans: list[model.CashPlan], expected: list[model.Followed], where: str) -> None:
    for at, (given, followed) in enumerate(zip(plans, expected)):
        key, parts = f"p{at}", followed.instalments
        payments, interest = sum(day.payment for day in parts), sum(day.interest for day in parts)
        names = ("instalment", "due_date", "principal", "interest", "fee", "payment", "balance")
        assert of_plan(made.instalments, key, *names) == [
            (number, day.day, day.principal, day.interest, 0, day.payment, day.balance)
            for number, day in enumerate(parts, 1)
        ], where
        names = ("date", "free_cash", "payment", "unused", "interest_owed", "balance")
        assert of_plan(made.cash, key, *names) == [
            (day.day, day.free, day.payment, day.unused, day.interest_owed, day.balance)
            for day in followed.days
        ], where
        free = sum(model.free_cash(given).values())
        names = ("share", "free_cash", "payments", "unused", "cash_days", "instalments")
        days = len(model.free_cash(given))
        assert of_plan(made.shares, key, *names) == [
            (followed.share / model.BILLION, free, payments, free - payments, days, len(parts))
        ], where
        names = ("instalments", "principal", "payments", "interest", "fees", "cost_of_credit")
        names = (*names, "largest_payment", "final_due_date")
        largest, last = max(day.payment for day in parts), parts[-1].day
        assert of_plan(made.plans, key, *names) == [
            (len(parts), given.principal, payments, interest, 0, interest, largest, last)
        ], where
    assert all(
        row["amount"] == 0
        for row in records(made.proof)
        if row["line"] in ("difference", "balance_after_last")
    )


def cases(rng: random.Random, count: int) -> tuple[model.Terms, list[model.CashPlan]]:
    terms = model.random_terms(rng)
    return terms, [model.random_plan(rng, terms, 15 if count == 1 else 9) for _ in range(count)]


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("seed", range(8))
def test_plans_are_those_of_the_model(seed: int, use: str) -> None:
    """Each plan alone: repaid as in the model, or refused with what the model still owes."""
    rng = random.Random(f"{seed} {use}")
    repaid = 0
    for _ in range(60):
        terms, plans = cases(rng, 1)
        where = f"{seed} {plans} {use} {terms}"
        try:
            expected = model.planned(plans[0], use, terms)
        except model.Unpaid as unpaid:
            with pytest.raises(openitem.ArgumentError) as refused:
                asked(rng, plans, use, terms)
            if f" {major(unpaid.owed)} EUR are owed" not in str(refused.value):
                pytest.fail(f"{where}: {unpaid.owed} are owed, and not what is said: {refused.value}")
            continue
        check(asked(rng, plans, use, terms), plans, [expected], where)
        repaid += 1
    assert 10 < repaid < 60  # the others are refused by both


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("seed", range(4))
def test_plans_together_are_those_of_each_alone(seed: int, use: str) -> None:
    rng = random.Random(f"{seed} {use} together")
    for _ in range(12):
        terms, plans = cases(rng, 8)
        plans = [given for given in plans if not model.follow(given, terms.most_share, terms).owed]
        if plans:
            expected = [model.planned(given, use, terms) for given in plans]
            check(asked(rng, plans, use, terms), plans, expected, f"{seed} {plans} {use} {terms}")


@pytest.mark.parametrize("seed", range(4))
def test_one_part_in_a_billion_less_does_not_repay(seed: int) -> None:
    rng = random.Random(f"{seed} less")
    for _ in range(60):
        terms, plans = cases(rng, 1)
        if model.follow(plans[0], terms.most_share, terms).owed:
            continue
        share = records(asked(rng, plans, "smallest_share", terms).shares)[0]["share"]
        terms.most_share = round(share * model.BILLION)
        assert records(asked(rng, plans, "soonest", terms).shares)[0]["share"] == share
        terms.most_share -= 1
        if terms.most_share:
            with pytest.raises(openitem.ArgumentError, match="does not repay"):
                asked(rng, plans, "smallest_share", terms)


def years(begin: datetime.date, end: datetime.date) -> Fraction:
    """Days in leap years / 366 + other days / 365."""
    days = (begin + datetime.timedelta(days=at) for at in range((end - begin).days))
    return sum((Fraction(1, 366 if isleap(day.year) else 365) for day in days), start=Fraction(0))


@pytest.mark.parametrize("seed", range(4))
def test_yields_discount_the_payments_to_the_principal(seed: int) -> None:
    rng = random.Random(f"{seed} yields")
    checked = 0
    for _ in range(40):
        terms, plans = cases(rng, 1)
        given = plans[0]
        if given.rate > 1 or model.follow(given, terms.most_share, terms).owed:
            continue
        made = asked(rng, plans, "soonest", terms, apr="eu")
        figures = records(made.plans)[0]
        if figures["apr_status"] != "solved" or figures["effective_rate_status"] != "solved":
            continue
        rows = records(made.instalments)
        for name, time in (
            ("apr", years),
            ("effective_rate", lambda begin, end: Fraction((end - begin).days, 365)),
        ):
            worth = sum(
                int(row["payment"].scaleb(2))
                / (1 + figures[name]) ** float(time(given.start, row["due_date"]))
                for row in rows
            )
            assert worth == pytest.approx(given.principal, rel=1e-9), f"{plans} {terms} {name}"
        checked += 1
    assert checked > 5
