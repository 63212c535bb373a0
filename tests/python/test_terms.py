"""Payment terms in Python: texts, schedules, batches against single documents, discounts, the command."""

import json
import os
import pickle
import random
import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy
import openitem
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openitem import terms
from openitem.calendar import Calendar
from openitem.terms import PaymentTerms

PAGE = Path(__file__).resolve().parents[2] / "docs" / "methods" / "terms.md"
ISSUE = date(2024, 6, 1)

TEXTS = (
    "net 30",
    "2/10, 1/20, net 30, grace 3, discount grace 1",
    "3 instalments 30/60/90",
    "1/3 of total net 30, 25% of remainder net EOM + 45 days, balance net 10th prox",
    "EUR 5.00 net 1 month, balance net next 5th/20th, sequential",
    "net 30, closed 08-01..08-31, adjusted modified following",
)


def test_texts_are_read_and_printed() -> None:
    assert str(PaymentTerms("2/10 N/30")) == "2/10, net 30"
    assert PaymentTerms("15 MFI") == PaymentTerms("net 15th prox")
    assert len({PaymentTerms("n/30"), PaymentTerms("net 30")}) == 1
    assert PaymentTerms("net 30") != "net 30"
    copied = pickle.loads(pickle.dumps(PaymentTerms("50% advance, balance net 30")))
    assert copied == PaymentTerms("50% advance, balance net 30")


@given(st.text(alphabet="net 0123456789/%+,EOMprxCDhst.-", max_size=40))
@settings(max_examples=500, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read = PaymentTerms(text)
    except openitem.Error:
        return
    assert PaymentTerms(str(read)) == read


def test_errors_say_where_and_what() -> None:
    with pytest.raises(openitem.DataError, match="position 5: 'thirty' cannot stand here; expected a period"):
        PaymentTerms("net thirty")
    with pytest.raises(openitem.ArgumentError, match=r"several readings.*'EOM \+ 30 days'.*'30 days \+ EOM'"):
        PaymentTerms("30 EOM")
    with pytest.raises(openitem.ArgumentError, match="eom_then_days"):
        PaymentTerms("30 EOM", "later")  # type: ignore[arg-type]
    with pytest.raises(openitem.ArgumentError, match="must be a str"):
        PaymentTerms(30)  # type: ignore[arg-type]


# Complaint 12 of users of other systems: 30 instead of 31 July, 28 instead of 31 March.
def test_month_ends_are_month_ends() -> None:
    due = terms.due_dates("1 month + EOM", ["2020-06-30", "2023-02-28", "2024-01-31"])
    assert [str(day) for day in due] == ["2020-07-31", "2023-03-31", "2024-02-29"]


def test_a_schedule_in_two_currencies() -> None:
    schedule = PaymentTerms("3 instalments 30/60/90").schedule(
        ISSUE, "1000.00", currency="EUR", base_amount="1082.51", base_currency="USD"
    )
    assert [line.amount for line in schedule.instalments] == [
        Decimal("333.33"),
        Decimal("333.33"),
        Decimal("333.34"),
    ]
    base = [line.base_amount for line in schedule.instalments]
    assert sum(amount for amount in base if amount is not None) == Decimal("1082.51")
    assert schedule.instalments[2].due_date == ISSUE + timedelta(days=90)
    assert schedule.total == 1000
    assert schedule.currency == "EUR"


def test_discounts_are_checked() -> None:
    schedule = PaymentTerms("2/10, net 30, discount grace 1").schedule(ISSUE, "1000.00", currency="EUR")
    window = schedule.discounts[0]
    assert (window.rate, window.amount, window.deadline) == (
        Decimal("0.02"),
        Decimal("20.00"),
        date(2024, 6, 11),
    )
    check = schedule.check_discount("2024-06-12", "980", "20", part_payments="nothing")
    assert (check.tier, check.unearned, check.reason) == (1, 0, None)
    late = schedule.check_discount("2024-06-13", "980", "20", part_payments="nothing")
    assert (late.tier, late.unearned, late.reason) == (None, 20, "late")
    part = schedule.check_discount("2024-06-10", "490", "10", part_payments="pro_rata")
    assert part.unearned == 0
    assert terms.cash_discount("1000", "0.1", tax="150", currency="EUR", discount_tax="mixed").total == 1135
    assert terms.part_payment("490", "1000", "20", currency="EUR").discount == 10


def test_calendars_of_the_caller() -> None:
    """1 May 2024 + 30 days is Friday, 31 May, a day that TARGET knows as open."""
    own = Calendar.from_holidays(["2024-05-31"])
    adjusted = PaymentTerms("net 30, adjusted following")
    for calendar, due in (("TARGET", "2024-05-31"), (Calendar("TARGET"), "2024-05-31"), (own, "2024-06-03")):
        schedule = adjusted.schedule("2024-05-01", "10.00", currency="EUR", calendar=calendar)
        assert schedule.instalments[0].due_date.isoformat() == due
        dates = terms.due_dates(adjusted, ["2024-05-01"], calendar=calendar)
        assert [str(each) for each in dates] == [due]
        many = terms.schedules(
            {"issue_date": ["2024-05-01"], "amount": ["10.00"], "terms": [str(adjusted)]},
            currency="EUR",
            calendar=calendar,
        )
        assert [str(each) for each in many.instalments.to_dict()["due_date"]] == [due]


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        ("COD", {}, "delivery_date is missing"),
        ("net 30 ROG", {}, "receipt_date is missing"),
        ("net 30, adjusted following", {}, "pass the calendar"),
        ("net 30, adjusted following", {"calendar": "Moon"}, "Moon"),
        ("USD 5 net 10, balance net 30", {}, "the document is in EUR"),
        ("net 30", {"tax": "1001"}, "is no part of the total"),
        ("net 30", {"base_amount": "5"}, "go together"),
        ("net 30", {"residue": "mine"}, "largest_remainder"),
        ("net 30", {"postponements": {"2024-07-01": "2024-06-30"}}, "later day"),
    ],
)
def test_what_cannot_be_is_refused(text: str, options: dict[str, Any], message: str) -> None:
    with pytest.raises(openitem.Error, match=message):
        PaymentTerms(text).schedule(ISSUE, "1000.00", currency="EUR", **options)


# ---- many documents ------------------------------------------------------------------------------------


def documents(rows: int) -> dict[str, list[Any]]:
    chance = random.Random(3)
    return {
        "issue_date": [ISSUE + timedelta(days=chance.randrange(700)) for _ in range(rows)],
        "amount": [Decimal(chance.randrange(-10_000, 500_000)) / 100 for _ in range(rows)],
        "terms": [f"T{chance.randrange(len(TEXTS))}" for _ in range(rows)],
    }


def codes() -> dict[str, str]:
    return {f"T{at}": text for at, text in enumerate(TEXTS)}


def test_a_batch_equals_single_documents() -> None:
    given_documents = documents(400)
    result = terms.schedules(given_documents, codes(), currency="EUR", calendar="TARGET")
    lines = list(
        zip(*(result.instalments.to_dict()[name] for name in ("row", "due_date", "amount")), strict=True)
    )
    expected = []
    for row in range(400):
        schedule = PaymentTerms(codes()[given_documents["terms"][row]]).schedule(
            given_documents["issue_date"][row],
            given_documents["amount"][row],
            currency="EUR",
            calendar="TARGET",
        )
        expected += [(row, line.due_date, line.amount) for line in schedule.instalments]
    assert lines == expected
    assert result.proof.to_dict()["amount"][2] == 0
    assert (
        dict(zip(*(result.terms.to_dict()[name] for name in ("code", "text")), strict=True))["T0"] == "net 30"
    )


def test_threads_and_row_order_change_nothing() -> None:
    given_documents = documents(3_000)
    one = terms.schedules(given_documents, codes(), currency="EUR", calendar="TARGET").instalments.to_dict()
    four = terms.schedules(given_documents, codes(), currency="EUR", calendar="TARGET", threads=4)
    assert four.instalments.to_dict() == one
    turned = {name: column[::-1] for name, column in given_documents.items()}
    other = terms.schedules(turned, codes(), currency="EUR", calendar="TARGET").instalments.to_dict()

    def by_row(columns: dict[str, list[Any]], last: int | None) -> list[Any]:
        rows = columns["row"] if last is None else [last - row for row in columns["row"]]
        return sorted(zip(rows, columns["instalment"], columns["due_date"], columns["amount"], strict=True))

    assert by_row(other, 2_999) == by_row(one, None)


def test_due_dates_of_arrays() -> None:
    issue = numpy.array(["2024-01-31", "2024-02-29"], dtype="datetime64[D]")
    due = terms.due_dates(["net 30", "EOM + 45"], issue, [0, 1], threads=2)
    assert [str(day) for day in due] == ["2024-03-01", "2024-04-14"]
    received = numpy.array(["2024-02-10", "NaT"], dtype="datetime64[D]")
    due = terms.due_dates(["net 30 ROG", "net 30"], issue, [0, 1], receipt_dates=received)
    assert [str(day) for day in due] == ["2024-03-11", "2024-03-30"]
    assert len(terms.due_dates("net 30", [])) == 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: terms.due_dates(["net 30"], ["2024-01-31"]), "pass them with a list of terms"),
        (lambda: terms.due_dates("net 30", ["2024-01-31"], [0]), "not with one"),
        (lambda: terms.due_dates(["net 30"], ["2024-01-31"], [1]), "code 1 of row 0 names no terms"),
        (lambda: terms.due_dates(["net 30"], ["2024-01-31"], [2**40]), "names no terms"),
        (lambda: terms.due_dates(["net 30"], ["2024-01-31"], [0.5]), "whole numbers"),
        (lambda: terms.due_dates("net 30", ["NaT"]), "issue_date of row 0 is missing"),
        (lambda: terms.due_dates("net 30", ["soon"]), "no array of dates"),
        (lambda: terms.due_dates("net 30", [numpy.datetime64("1800-01-01")]), "expected 1900-01-01"),
        (lambda: terms.due_dates("COD", ["2024-01-31"]), "delivery_date of row 0 is missing"),
        (
            lambda: terms.schedules({"issue_date": [ISSUE], "amount": ["1"]}, currency="EUR"),
            "documents.terms is required",
        ),
        (
            lambda: terms.schedules(
                {"issue_date": [ISSUE], "amount": ["1"], "terms": ["X"]}, {"Y": "net 3"}, currency="EUR"
            ),
            "expected a code of table terms",
        ),
        (
            lambda: terms.schedules(
                {"issue_date": [ISSUE], "amount": ["1.005"], "terms": ["n/3"]}, currency="EUR"
            ),
            "documents.amount",
        ),
        (
            lambda: terms.schedules({"issue_date": [ISSUE], "amount": ["1"], "terms": ["n/3"]}),
            "pass the currency",
        ),
    ],
)
def test_bad_rows_are_named(call: Any, message: str) -> None:
    with pytest.raises(openitem.Error, match=message):
        call()


# ---- the page and the command --------------------------------------------------------------------------


def test_the_example_of_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    code = page.split("```python run\n")[1].split("```")[0]
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["980.00", "2024-06-11", "2024-07-01", "late"]


@pytest.mark.parametrize(
    ("text", "reached"),
    [("EOM + 30", "2024-03-01"), ("30 days + EOM", "2024-03-31"), ("2 months + EOM", "2024-03-31")],
)
def test_the_dates_of_the_page(text: str, reached: str) -> None:
    assert str(terms.due_dates(text, ["2024-01-31"])[0]) == reached
    assert f"`{text}`" in PAGE.read_text(encoding="utf-8")


def run(*arguments: str, fails: bool = False) -> str:
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", "from openitem.cli import main; main()", "terms", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert (done.returncode != 0) is fails, done.stdout + done.stderr
    return done.stderr if fails else done.stdout


OFFER = ("2/10 net 30", "--date", "2024-06-01", "--amount", "1000.00", "--currency", "EUR")


def test_the_command_says_what_an_offer_means() -> None:
    shown = run(*OFFER)
    assert "2/10, net 30: 1,000.00 EUR" in shown
    assert "By 2024-06-11 pay 980.00 EUR and keep 20.00 EUR (2 %)." in shown
    # 20 / 980 x 365 / 20, as in every textbook on trade credit: 37.24 %.
    assert "Paying on 2024-07-01 instead, 20 days later, costs 37.24 % a year (simple, 365 days)." in shown
    assert "Otherwise pay 1,000.00 EUR by 2024-07-01." in shown


def test_the_command_writes_data() -> None:
    held = json.loads(run(*OFFER, "--format", "json"))
    assert held["schema"] == "openitem.terms/1"
    assert held["discounts"][0]["payable"] == "980.00"
    assert (
        run(*OFFER, "--format", "csv").splitlines()[0]
        == "row,instalment,due_date,grace_until,amount,currency"
    )


def test_the_command_explains_ambiguous_terms() -> None:
    assert "several readings" in run("30 EOM", *OFFER[1:], fails=True)
    assert "2024-07-30" in run("30 EOM", *OFFER[1:], "--reading", "eom_then_days")
