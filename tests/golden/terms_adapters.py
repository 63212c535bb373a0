"""The golden cases about terms through Python: one function for each of tests/golden/04_terms.json."""

from collections.abc import Callable, Mapping
from typing import Any

from openitem import terms

Case = Mapping[str, Any]


def payment_days(case: Case) -> str:
    return "next " + "/".join(str(day) for day in case["payment_days"])


def rule_text(case: Case) -> str:
    texts: dict[str, Callable[[], str]] = {
        "net": lambda: f"{case['days']} days",
        "weeks": lambda: f"{case['weeks']} weeks",
        "eom": lambda: f"{case['months']} months + EOM",
        "months_then_eom": lambda: f"{case['months']} months + EOM",
        "days_then_eom": lambda: f"{case['days']} days + EOM",
        "eom_then_days": lambda: f"EOM + {case['days']} days",
        "day_of_next_month": lambda: f"{case['day']}th prox",
        "days_then_next_day_of_month": lambda: f"{case['days']} days + next {case['day']}th",
        "days_then_next_payment_day": lambda: f"{case['days']} days + {payment_days(case)}",
        "days_then_eom_then_day_of_next_month": lambda: (
            f"{case['days']} days + " + (f"{case['day']}th prox" if case["day"] else "EOM")
        ),
        "proximo_with_cutoff": lambda: f"cutoff {case['cutoff_day']} + {case['day']}th prox",
    }
    return texts[case["rule"]]()


def where_given(case: Case, key: str, otherwise: Any) -> Any:
    """An input that not every case has; `get` would not count as reading it."""
    return case[key] if key in case else otherwise  # noqa: SIM401


def due_date(case: Case) -> str:
    closures = where_given(case, "closures_mmdd", [])
    moved = where_given(case, "holiday_postponements", [])
    text = f"net {rule_text(case)}" + "".join(
        f", closed {part['first']}..{part['last']}" for part in closures
    )
    postponements = {part["holiday"]: part["postponed_to"] for part in moved}
    return str(terms.due_dates(text, [case["invoice_date"]], postponements=postponements)[0])


def share_text(share: float) -> str:
    return "1/3" if abs(share - 1 / 3) < 1e-12 else f"{share * 100:.7f}%"


def line_text(line: Case, currency: str) -> str:
    start = {
        "remainder": lambda: "balance",
        "fixed": lambda: f"{currency} {line['amount']}",
        "percent_of_total": lambda: f"{share_text(line['share'])} of total",
        "percent_of_remainder": lambda: f"{share_text(line['share'])} of remainder",
    }[line["type"]]()
    if "days" not in line:
        return f"{start} due on receipt"
    day = f"on the {line['day']}th + " if "day" in line else ""
    after = f" + {payment_days(line)}" if "payment_days" in line else ""
    return f"{start} net {day}{line['months']} months + {line['days']} days{after}"


def lines_of(case: Case, currency: str) -> terms.PaymentTerms:
    text = ", ".join(line_text(line, currency) for line in case["lines"])
    is_sequential = where_given(case, "sequential", False)
    return terms.PaymentTerms(text + (", sequential" if is_sequential else ""))


def due_dates(case: Case) -> list[str]:
    schedule = lines_of(case, "XXX").schedule(case["invoice_date"], 100, currency="XXX")
    return [line.due_date.isoformat() for line in schedule.instalments]


def instalment_amounts(case: Case) -> list[str]:
    assert case["residual"] == "last_line"
    currency = case["currency"]
    schedule = lines_of(case, currency).schedule("2024-01-01", case["total"], currency=currency)
    return [str(line.amount) for line in schedule.instalments]


def instalments(case: Case) -> list[dict[str, str]]:
    currency = case["currency"]
    schedule = lines_of(case, currency).schedule(case["invoice_date"], case["total"], currency=currency)
    return [{"date": line.due_date.isoformat(), "amount": str(line.amount)} for line in schedule.instalments]


def dates_of(text: str, start: str) -> dict[str, str]:
    schedule = terms.PaymentTerms(text).schedule(start, 100, currency="XXX")
    return {
        "discount_date": schedule.discounts[0].deadline.isoformat(),
        "due_date": schedule.instalments[0].due_date.isoformat(),
    }


def discount_and_due_date_eom(case: Case) -> dict[str, str]:
    return dates_of(
        f"1% by cutoff {case['cutoff_day'] - 1} + EOM + {case['discount_days_after_eom']} days,"
        f" net {case['net_days_after_discount']} after discount",
        case["invoice_date"],
    )


def discount_and_due_date(case: Case) -> dict[str, str]:
    return dates_of(f"1/{case['discount_days']}, net {case['net_days']}", case["start_date"])


def discount_date(case: Case) -> str:
    days = case["discount_days"]
    text = {
        "eom": f"1% by EOM + {days} days, net 60",
        "rog": f"1/{days}, net 60, ROG",
        "as_of": f"1/{days}, net 60, AS OF",
        "ordinary": f"1/{days}, net 60",
    }[case["dating"]]
    schedule = terms.PaymentTerms(text).schedule(
        case["invoice_date"],
        100,
        currency="XXX",
        receipt_date=case["receipt_date"],
        as_of_date=case["as_of"],
    )
    return schedule.discounts[0].deadline.isoformat()


def cash_discount(case: Case) -> dict[str, str]:
    discount = terms.cash_discount(
        case["net_price"], case["discount_rate"], currency=case["currency"], rounding=case["rounding"]
    )
    return {"discount": str(discount.amount), "cash_price": str(discount.payable)}


def early_discount_total(case: Case) -> dict[str, str]:
    discount = terms.cash_discount(
        case["untaxed"],
        case["discount_rate"],
        tax=case["tax"],
        discount_tax=case["computation"],
        currency=case["currency"],
    )
    return {"total": str(discount.total), "discounted": str(discount.payable)}


CLAIMED: dict[str, Callable[[Any], Any]] = {
    function.__name__: function
    for function in (
        due_date,
        due_dates,
        instalment_amounts,
        instalments,
        discount_and_due_date_eom,
        discount_and_due_date,
        discount_date,
        cash_discount,
        early_discount_total,
    )
}
