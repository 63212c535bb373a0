"""Late interest against the model that goes day by day, and what holds for any items."""

import datetime
import itertools
import random
from decimal import Decimal
from typing import Any

import openitem
import pytest
from openitem.calendar import Calendar
from reference import late_interest as model

FIRST = datetime.date(2023, 9, 1)
REFERENCE = [
    (datetime.date(2023, 1, 1), 25_000_000),
    (datetime.date(2023, 11, 20), 31_234_567),
    (datetime.date(2024, 1, 1), 45_000_000),
    (datetime.date(2024, 6, 18), 42_500_000),
]


def day(rng: random.Random, low: int, high: int) -> datetime.date:
    return FIRST + datetime.timedelta(days=rng.randint(low, high))


def random_item(rng: random.Random, as_of: datetime.date, *, charged: bool) -> model.Item:
    amount = rng.choice([rng.randint(1, 999), rng.randint(1_000, 10_000_000)])
    item = model.Item(amount, day(rng, 0, 250), tax=amount * rng.randint(0, 19) // 119)
    rest = amount
    for paid in sorted({day(rng, -20, 330) for _ in range(rng.randint(0, 4))}):
        part = rest if rng.random() < 0.3 else rng.randint(0, rest)
        item.payments.append((paid, part))
        rest -= part
    for _ in range(rng.choice([0, 0, 1, 2])):
        opened = day(rng, 0, 300)
        closed = rng.choice([None, opened + datetime.timedelta(days=rng.randint(0, 90))])
        outcome = rng.choice(["rejected", "accepted", ""]) if closed else ""
        item.disputes.append((opened, closed, rng.choice([None, rng.randint(0, amount)]), outcome))
    if charged and rng.random() < 0.5:
        item.charged_through = min(day(rng, 0, 300), as_of)
    return item


def charged_periods(rng: random.Random) -> list[tuple[datetime.date | None, datetime.date]]:
    """Up to three periods with gaps, or none between them; the first may begin with the first day."""
    edges = sorted(rng.sample(range(302), 2 * rng.randint(0, 3)))
    days = [FIRST + datetime.timedelta(days=edge) for edge in edges]
    periods: list[tuple[datetime.date | None, datetime.date]] = list(zip(days[::2], days[1::2], strict=True))
    if periods and rng.random() < 0.3:
        periods[0] = (None, periods[0][1])
    return periods


def random_terms(rng: random.Random) -> tuple[model.Terms, bool]:
    terms = model.Terms(
        day(rng, 150, 302),
        counting=rng.choice(
            ["after_due_to_paid", "due_to_paid", "due_to_before_paid", "after_due_to_before_paid"]
        ),
        grace=rng.choice(["trigger", "shift"]),
        grace_days=rng.choice([0, 0, 5, 30]),
        day_count=rng.choice(["act_365_fixed", "act_360", "act_364", "act_366", "act_act_isda"]),
        net_of_tax=rng.random() < 0.3,
        round_by=rng.choice(["line", "item", "day"]),
        accrue_rejected=rng.random() < 0.7,
    )
    if rng.random() < 0.3:
        terms.rate = rng.randint(0, 300_000_000)
    else:
        terms.margin = rng.choice([0, 70_000_000, 80_000_000])
        terms.reference = REFERENCE
        terms.reading = rng.choice(["split", "at_start", "at_payment"])
        terms.fixing = rng.choice(["as_listed", "half_year_start", "before_half_year"])
    if rng.random() < 0.5:
        terms.closed = {day(rng, 0, 330) for _ in range(40)}
        terms.due_on_business_day = rng.random() < 0.7
        terms.business_grace = not terms.due_on_business_day or rng.random() < 0.5
    charged = rng.random() < 0.5
    if not charged and terms.reading != "at_payment":
        terms.compounding_months = rng.choice([0, 0, 1, 3])
    return terms, charged


def parts(value: int) -> Decimal:
    return Decimal(value).scaleb(-9)


def statement_of(items: list[model.Item], terms: model.Terms, **options: Any) -> openitem.Interest:
    payments = [(row, paid, amount) for row, item in enumerate(items) for paid, amount in item.payments]
    disputes = [(row, *dispute) for row, item in enumerate(items) for dispute in item.disputes]
    charged = [(row, *period) for row, item in enumerate(items) for period in item.charged]
    reference = None
    if terms.rate is None:
        reference = {
            "from": [first for first, _ in terms.reference],
            "rate": [parts(rate) for _, rate in terms.reference],
        }
    return openitem.interest(
        {
            "amount": [item.amount for item in items],
            "due_date": [item.due for item in items],
            "tax_amount": [item.tax for item in items],
        }
        | ({} if charged else {"charged_through": [item.charged_through for item in items]}),
        terms.as_of,
        payments={
            "item": [row for row, _, _ in payments],
            "paid_on": [paid for _, paid, _ in payments],
            "amount": [amount for _, _, amount in payments],
        },
        charged=None
        if not charged
        else {
            "item": [row for row, *_ in charged],
            "from": [first for _, first, _ in charged],
            "to": [last for *_, last in charged],
        },
        disputes={
            "item": [row for row, *_ in disputes],
            "opened": [dispute[1] for dispute in disputes],
            "closed": [dispute[2] for dispute in disputes],
            "amount": [dispute[3] for dispute in disputes],
            "outcome": [dispute[4] for dispute in disputes],
        },
        rate=None if terms.rate is None else parts(terms.rate),
        margin=None if terms.rate is not None else parts(terms.margin),
        reference=reference,
        reading=None if terms.rate is not None else terms.reading,  # type: ignore[arg-type]
        fixing=terms.fixing if terms.rate is None else "as_listed",  # type: ignore[arg-type]
        day_count=terms.day_count,
        counting=terms.counting,  # type: ignore[arg-type]
        grace=terms.grace,  # type: ignore[arg-type]
        grace_days=terms.grace_days,
        grace_unit="business_days" if terms.business_grace else "calendar_days",
        due_on_business_day=terms.due_on_business_day,
        calendar=None if terms.closed is None else Calendar.from_holidays(sorted(terms.closed)),
        base="net_of_tax" if terms.net_of_tax else "gross",
        round_by=terms.round_by,  # type: ignore[arg-type]
        compounding_months=terms.compounding_months,
        accrue_rejected=terms.accrue_rejected,
        money="minor",
        currency="EUR",
        **options,
    )


COLUMNS = ("item", "kind", "from", "to", "base", "rate", "denominator", "amount")


def lines_of(statement: openitem.Interest) -> list[tuple[Any, ...]]:
    lines = statement.lines.to_dict("minor")
    return sorted(zip(*(lines[name] for name in COLUMNS), strict=True))


@pytest.mark.parametrize("seed", range(60))
def test_agrees_with_the_model_day_by_day(seed: int) -> None:
    rng = random.Random(seed)
    terms, charged = random_terms(rng)
    items = [random_item(rng, terms.as_of, charged=charged) for _ in range(25)]
    if charged and seed % 2:
        for item in items:
            item.charged_through, item.charged = None, charged_periods(rng)
    expected = [
        tuple({**line, "item": row, "rate": line["rate"] / 10**9}[name] for name in COLUMNS)
        for row, item in enumerate(items)
        for line in model.statement(item, terms)
    ]
    if terms.round_by == "item" and terms.reading == "at_payment":
        # Lines of one item overlap in time: what each takes of the rounded sum depends on their order.
        statement = statement_of(items, terms)
        sums: dict[int, int] = dict.fromkeys(range(len(items)), 0)
        for line in expected:
            sums[line[0]] += line[-1]
        assert statement.items.to_dict("minor")["charge"] == list(sums.values())
    else:
        assert lines_of(statement_of(items, terms)) == sorted(expected)


def exact_charges(statement: openitem.Interest) -> list[Decimal]:
    items = statement.items.to_dict("minor")
    return [
        Decimal(charge) + parts(residue)
        for charge, residue in zip(items["charge"], items["residue"], strict=True)
    ]


def simple_terms(rng: random.Random) -> model.Terms:
    """Simple interest at a fixed rate, or at one that changes with the days it is of."""
    terms = model.Terms(FIRST + datetime.timedelta(days=300), margin=80_000_000, reference=REFERENCE)
    if rng.random() < 0.4:
        terms.rate, terms.margin, terms.reference = rng.randint(1, 500_000_000), 0, []
    terms.day_count = rng.choice(["act_365_fixed", "act_360", "act_364", "act_366", "act_act_isda"])
    return terms


@pytest.mark.parametrize("seed", range(20))
def test_splitting_a_period_changes_nothing_before_rounding(seed: int) -> None:
    rng = random.Random(seed)
    items = [random_item(rng, FIRST, charged=False) for _ in range(20)]
    for item in items:
        item.disputes = []
    terms = simple_terms(rng)
    whole = exact_charges(statement_of(items, terms))
    cut = day(rng, 10, 290)
    late = statement_of(items, terms, charged_through=cut)
    terms.as_of = cut
    early = statement_of(items, terms)
    for total, before, after in zip(whole, exact_charges(early), exact_charges(late), strict=True):
        assert abs(total - before - after) < Decimal("1e-7")


@pytest.mark.parametrize("seed", range(20))
def test_no_day_is_charged_twice_and_none_is_lost(seed: int) -> None:
    """A first bill over some days, a second over all of them: together the whole, whatever the gaps."""
    rng = random.Random(seed)
    items = [random_item(rng, FIRST, charged=False) for _ in range(20)]
    for item in items:
        item.disputes, item.charged = [], charged_periods(rng)
    terms = model.Terms(FIRST + datetime.timedelta(days=301), rate=rng.randint(1, 200_000_000))
    rest = statement_of(items, terms)
    periods = [item.charged for item in items]
    for item in items:
        item.charged = []
    whole = statement_of(items, terms)
    lines = zip(*(rest.lines.to_dict()[name] for name in ("item", "from", "to")), strict=True)
    charged_now = {(row, each) for row, first, last in lines for each in model.days(first, last)}
    lines = zip(*(whole.lines.to_dict()[name] for name in ("item", "from", "to")), strict=True)
    all_days = {(row, each) for row, first, last in lines for each in model.days(first, last)}
    before = {
        (row, each)
        for row, each in all_days
        if model.known_when_charged(model.Item(1, FIRST, charged=periods[row]), each)
    }
    assert charged_now == all_days - before


@pytest.mark.parametrize("seed", range(20))
def test_later_payment_never_costs_less_and_the_order_of_items_is_nothing(seed: int) -> None:
    rng = random.Random(seed)
    amount, due = rng.randint(1, 10_000_000), day(rng, 0, 100)
    terms = simple_terms(rng)
    items = [
        model.Item(amount, due, payments=[(FIRST + datetime.timedelta(days=late), amount)])
        for late in range(0, 300, 7)
    ]
    charges = exact_charges(statement_of(items, terms))
    assert all(sooner <= later for sooner, later in itertools.pairwise(charges))
    assert charges[0] == 0
    order = list(range(len(items)))
    rng.shuffle(order)
    shuffled = exact_charges(statement_of([items[at] for at in order], terms, threads=3))
    assert [shuffled[order.index(at)] for at in range(len(items))] == charges


def test_ten_times_the_amount_bears_ten_times_the_interest() -> None:
    terms = model.Terms(FIRST + datetime.timedelta(days=300), margin=80_000_000, reference=REFERENCE)
    due = FIRST + datetime.timedelta(days=40)
    one, ten = exact_charges(statement_of([model.Item(12_345, due), model.Item(123_450, due)], terms))
    assert abs(10 * one - ten) < Decimal("1e-7")
