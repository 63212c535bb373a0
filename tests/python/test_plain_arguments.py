"""What people pass by mistake to terms, yields, calendars and late interest: named, never taken for something else."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy
import openitem
import pytest
from openitem import calendar, cashflow, day_count, terms
from openitem.terms import PaymentTerms

FLOWS = {"loan": ["a"], "day": ["2024-01-01"], "paid": [1.0]}
ITEMS = {"amount": ["1000.00"], "due_date": ["2024-01-31"]}
DAYS = ("2024-01-01", "2024-02-01")


def schedule(amount: Any = "100.00", **options: Any) -> terms.Schedule:
    return PaymentTerms("2/10 net 30").schedule("2024-06-01", amount, currency="EUR", **options)


def interest(**options: Any) -> openitem.Interest:
    return openitem.interest(ITEMS, "2024-06-30", **{"rate": "0.08", "currency": "EUR", **options})


@pytest.mark.parametrize(
    ("call", "words"),
    [
        # A float carries no exact cents, True is no euro.
        (lambda: schedule(100.5), "must be a Decimal, a str or an int, not float"),
        (lambda: schedule(True), "not bool"),
        (lambda: schedule(None), "not NoneType"),
        (lambda: schedule(Decimal("1E+999999999")), "is not an amount"),
        (lambda: schedule(tax=0.5), "not float"),
        (lambda: schedule().check_discount("2024-06-05", 98.0, 2, part_payments="nothing"), "not float"),
        (lambda: schedule(postponements=["2024-07-01"]), "postponements must map holidays to later days"),
        (lambda: schedule(adjust_discounts="no"), "adjust_discounts must be True or False, not 'no'"),
        (lambda: terms.cash_discount(1, Decimal("1E+999999999"), currency="EUR"), "1E\\+999999999"),
        # NumPy would make days since 1970 of them.
        (lambda: terms.due_dates("net 30", [1, 2]), "numbers of type int64"),
        (lambda: cashflow.npv(None, [1], first_period="now"), "rate must be one number, not NoneType"),  # type: ignore[arg-type]
        (lambda: cashflow.npv([0.1], [1], first_period="now"), "rate must be one number, not list"),  # type: ignore[arg-type]
        (lambda: cashflow.npv(0.1, ["1"], first_period="now"), "amounts must be numbers"),
        (lambda: cashflow.npv(0.1, [1j], first_period="now"), "amounts must be numbers"),
        (lambda: cashflow.irr(numpy.array(["2024-01-01"], "datetime64[D]")), "amounts must be numbers"),
        (lambda: cashflow.rate(12, "-10", 100), "payment must be one number, not str"),  # type: ignore[arg-type]
        (lambda: cashflow.xirr_by(FLOWS, by="loan", date="day", amount="payd"), "flows.payd is required"),
        (
            lambda: cashflow.apr_regulation_z([("2024-01-01",)], [(DAYS[1], 110)], unit_period="month"),
            r"advances has \('2024-01-01',\); expected \(day or years, amount\)",
        ),
        (
            lambda: cashflow.apr_regulation_z([(0, 0, 100)], [(1, 110)], periods_per_year=12),
            r"payments has \(1, 110\); expected \(unit-periods, fraction, amount\)",
        ),
        (lambda: cashflow.apr_eu([(DAYS[0], 100)], [(DAYS[1], 110)]), "dated flows need time_basis"),
        (lambda: calendar.Calendar.from_rules(["easter"], 2020, 2030), "rules must be made by fixed"),  # type: ignore[list-item]
        (
            lambda: calendar.schedule(*DAYS, unit="months", end_of_month="yes"),
            "end_of_month must be True or False",
        ),  # type: ignore[arg-type]
        (lambda: calendar.Calendar("UK").holidays(2024, weekdays_only="no"), "weekdays_only must be True"),  # type: ignore[arg-type]
        (
            lambda: day_count.year_fraction(*DAYS, "act_act_icma", day_count.Terms(end_of_month="no")),  # type: ignore[arg-type]
            "end_of_month must be True or False",
        ),
        (lambda: interest(on_credits="no"), "on_credits must be True or False, not 'no'"),
        (lambda: interest(rate=1e10), "rates"),
    ],
)
def test_what_is_meant_otherwise_is_named(call: Callable[[], Any], words: str) -> None:
    with pytest.raises(openitem.Error, match=words):
        call()


def test_numpy_truth_values_are_truth_values() -> None:
    monthly = {"unit": "months", "periods": 2}
    expected = calendar.schedule("2024-02-29", **monthly, end_of_month=True)  # type: ignore[arg-type]
    for true in (numpy.True_, 1, numpy.int64(1)):
        assert calendar.schedule("2024-02-29", **monthly, end_of_month=true) == expected  # type: ignore[arg-type]
