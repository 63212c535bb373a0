"""Payment terms against the model written from their page: texts, due dates, instalments, discounts, part payments."""

import datetime
import random
from decimal import Decimal
from typing import Any

import openitem
import pytest
from openitem.terms import PaymentTerms, part_payment, schedules
from reference import payment_terms as model
from reference import terms_texts
from reference.exact_rounding import MODES

CURRENCIES = {"EUR": 2, "JPY": 0, "KWD": 3}
FIRST = datetime.date(2019, 1, 1)


def day(rng: random.Random) -> datetime.date:
    return FIRST + datetime.timedelta(days=rng.randint(0, 2500))


def major(minor: int, digits: int) -> Decimal:
    return Decimal(minor).scaleb(-digits)


def random_document(rng: random.Random) -> model.Document:
    total = rng.choice([0, 1, -1, 3, rng.randint(-999, 999), rng.randint(-(10**9), 10**9)])
    tax = int(total * rng.choice([0, 0.07, 0.15]))
    base = rng.choice([None, rng.randint(-(10**9), 10**9) if total else 0])
    return model.Document(day(rng), total, tax, base, receipt=day(rng), delivery=day(rng), as_of=day(rng))


def random_options(rng: random.Random, *, largest_remainder: bool) -> model.Options:
    return model.Options(
        residue="largest_remainder" if largest_remainder else "last_line",
        rounding=rng.choice(MODES),
        discount_rounding=rng.choice(MODES),
        zero_total=rng.choice(["one_line", "every_line"]),
        discount_tax=rng.choice(["included", "excluded", "mixed"]),
        adjust_discounts=rng.random() < 0.3,
        calendar=rng.choice(["weekends-only", "TARGET"]),
        postponements={
            date: date + datetime.timedelta(days=rng.randint(1, 4)) for date in [day(rng) for _ in range(40)]
        }
        if rng.random() < 0.3
        else {},
    )


def options_of(options: model.Options) -> dict[str, Any]:
    names = (
        "residue",
        "rounding",
        "discount_rounding",
        "zero_total",
        "discount_tax",
        "adjust_discounts",
        "calendar",
    )
    return {
        **{name: getattr(options, name) for name in names},
        "postponements": options.postponements or None,
    }


def library_schedule(
    text: str, document: model.Document, options: model.Options, currency: str
) -> openitem.terms.Schedule:
    digits = CURRENCIES[currency]
    return PaymentTerms(text).schedule(
        document.issue,
        major(document.total, digits),
        currency=currency,
        tax=major(document.tax, digits),
        base_amount=None if document.base is None else major(document.base, 2),
        base_currency=None if document.base is None else "EUR",
        receipt_date=document.receipt,
        delivery_date=document.delivery,
        as_of_date=document.as_of,
        **options_of(options),
    )


def instalments_of(schedule: openitem.terms.Schedule, digits: int) -> list[tuple[Any, ...]]:
    return [
        (
            part.due_date,
            part.grace_until,
            int(part.amount.scaleb(digits)),
            None if part.base_amount is None else int(part.base_amount.scaleb(2)),
        )
        for part in schedule.instalments
    ]


def windows_of(schedule: openitem.terms.Schedule, digits: int) -> list[tuple[Any, ...]]:
    return [
        (
            window.deadline,
            window.grace_until,
            int(window.rate.scaleb(9)),
            *(int(figure.scaleb(digits)) for figure in (window.base, window.amount, window.payable)),
        )
        for window in schedule.discounts
    ]


@pytest.mark.parametrize("seed", range(20))
def test_schedules_are_those_of_the_model(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(150):
        currency, digits = rng.choice(list(CURRENCIES.items()))
        text, terms = terms_texts.random_terms(rng, currency, digits, shares_only=seed % 4 == 0)
        document, options = random_document(rng), random_options(rng, largest_remainder=seed % 4 == 0)
        told = f"{text!r} {document} {options}"
        schedule = library_schedule(text, document, options, currency)
        assert instalments_of(schedule, digits) == model.instalments(terms, document, options), told
        assert windows_of(schedule, digits) == model.windows(terms, document, options), told
        printed = str(PaymentTerms(text))
        assert PaymentTerms(printed) == PaymentTerms(text), printed


@pytest.mark.parametrize("seed", range(6))
def test_batches_are_those_of_the_model(seed: int) -> None:
    """Every document with terms of its own among twelve codes, in three currencies, by any number of threads."""
    rng = random.Random(1_000 + seed)
    options = random_options(rng, largest_remainder=seed % 3 == 0)
    codes = {}
    while len(codes) < 12:
        text, terms = terms_texts.random_terms(rng, "EUR", 2, shares_only=True)
        codes[f"T{len(codes)}"] = (text, terms)
    documents = [
        (rng.choice(list(codes)), rng.choice(list(CURRENCIES)), random_document(rng)) for _ in range(400)
    ]
    for _, _, document in documents:
        document.base = rng.randint(-(10**6), 10**6) if document.total else 0
    answer = schedules(
        {
            "terms": [code for code, _, _ in documents],
            "currency": [currency for _, currency, _ in documents],
            "issue_date": [document.issue for _, _, document in documents],
            "amount": [document.total for _, _, document in documents],
            "tax": [document.tax for _, _, document in documents],
            "base_amount": [document.base for _, _, document in documents],
            "receipt_date": [document.receipt for _, _, document in documents],
            "delivery_date": [document.delivery for _, _, document in documents],
            "as_of_date": [document.as_of for _, _, document in documents],
        },
        {code: text for code, (text, _) in codes.items()},
        base_currency="EUR",
        money="minor",
        threads=seed + 1,
        **options_of(options),
    )
    expected = [
        (row, number, *part)
        for row, (code, _, document) in enumerate(documents)
        for number, part in enumerate(model.instalments(codes[code][1], document, options), 1)
    ]
    found = answer.instalments.to_dict("minor")
    names = ("row", "instalment", "due_date", "grace_until", "amount", "base_amount")
    assert list(zip(*(found[name] for name in names), strict=True)) == expected
    offers = [
        (row, tier, *window)
        for row, (code, _, document) in enumerate(documents)
        for tier, window in enumerate(model.windows(codes[code][1], document, options), 1)
    ]
    found = answer.discounts.to_dict("minor")
    names = ("row", "tier", "deadline", "grace_until", "rate", "base", "amount", "payable")
    found["rate"] = [round(rate * 10**9) for rate in found["rate"]]
    assert list(zip(*(found[name] for name in names), strict=True)) == offers
    proof = answer.proof.to_dict("minor")
    differences = [
        amount for line, amount in zip(proof["line"], proof["amount"], strict=True) if line == "difference"
    ]
    assert differences
    assert not any(differences)


@pytest.mark.parametrize("seed", range(6))
def test_latest_due_dates_are_those_of_the_model(seed: int) -> None:
    rng = random.Random(2_000 + seed)
    options = random_options(rng, largest_remainder=False)
    known = [terms_texts.random_terms(rng, "EUR", 2, shares_only=True) for _ in range(8)]
    codes = [rng.randrange(len(known)) for _ in range(600)]
    documents = [random_document(rng) for _ in codes]
    for document in documents:
        document.total = 100
    found = openitem.terms.due_dates(
        [text for text, _ in known],
        [document.issue for document in documents],
        codes,
        receipt_dates=[document.receipt for document in documents],
        delivery_dates=[document.delivery for document in documents],
        as_of_dates=[document.as_of for document in documents],
        calendar=options.calendar,
        postponements=options.postponements or None,
        threads=seed % 3 + 1,
    )
    expected = [
        max(model.due_dates(known[code][1], document, options))
        for code, document in zip(codes, documents, strict=True)
    ]
    assert found.tolist() == expected


@pytest.mark.parametrize("seed", range(4))
def test_discounts_taken_are_those_of_the_model(seed: int) -> None:
    rng = random.Random(3_000 + seed)
    for _ in range(250):
        document, options = random_document(rng), random_options(rng, largest_remainder=False)
        document.total = document.total or 100
        document.base = None
        text, terms = terms_texts.random_terms(rng, "EUR", 2)
        schedule = library_schedule(text, document, options, "EUR")
        windows = model.windows(terms, document, options)
        ends = [until for _, until, *_ in windows] or [document.issue]
        paid_on = rng.choice(ends) + datetime.timedelta(days=rng.randint(-2, 2))
        offered = [amount for *_, amount, _ in windows] or [0]
        taken = rng.choice([0, rng.choice(offered), int(document.total * rng.random() * 0.2)])
        paid = rng.choice([document.total, document.total - taken, int(document.total * rng.random())])
        part_payments = rng.choice(["nothing", "pro_rata"])
        check = schedule.check_discount(paid_on, major(paid, 2), major(taken, 2), part_payments=part_payments)
        tier, earned, unearned, reason = model.check_discount(
            windows, document.total, paid_on, paid, taken, part_payments
        )
        told = f"{text!r} {document} {options} {paid_on} {paid} {taken} {part_payments}"
        assert (check.tier, check.allowed, check.unearned, check.reason) == (
            tier,
            major(earned, 2),
            major(unearned, 2),
            reason,
        ), told


def test_part_payments_are_those_of_the_model() -> None:
    rng = random.Random(4)
    for _ in range(3_000):
        total = rng.choice([1, 100, 100_000, rng.randint(1, 10**9)]) * rng.choice([1, -1])
        discount = int(total * rng.choice([0, 0.02, rng.random() * 0.999]))
        payment = int(total * rng.random() * 1.2)
        mode: Any = rng.choice(MODES)
        found = part_payment(payment, total, discount, currency="JPY", rounding=mode)
        expected = model.part_payment(payment, total, discount, mode)
        assert (found.settled, found.discount, found.excess) == expected, (payment, total, discount, mode)


READINGS = {
    "eom_then_days": lambda day, n: model.reached(day, [("eom",), ("days", n)]),
    "days_then_eom": lambda day, n: model.reached(day, [("days", n), ("eom",)]),
    "eom_dating": lambda day, n: model.reached(day, [("cutoff", 25), ("eom",), ("days", n)]),
}


def test_what_has_several_readings_is_refused_until_one_is_given() -> None:
    for count in (0, 10, 30, 45):
        for text in (f"{count} EOM", f"net {count} EOM", f"n/{count} EOM", f"2/{count}, n/{count} EOM"):
            with pytest.raises(openitem.ArgumentError) as refused:
                PaymentTerms(text)
            assert all(reading in str(refused.value) for reading in READINGS), str(refused.value)
            for reading, expected in READINGS.items():
                terms = PaymentTerms(text, reading)  # type: ignore[arg-type]
                for offset in range(0, 400, 3):
                    issue = FIRST + datetime.timedelta(days=offset)
                    schedule = terms.schedule(issue, 100, currency="EUR")
                    assert schedule.instalments[0].due_date == expected(issue, count), (text, reading, issue)
                    for window in schedule.discounts:
                        assert window.deadline == expected(issue, count), (text, reading, issue)
