"""The golden cases about cash flows through Python: one function for each of tests/golden/05_amortisation_apr.json."""

from collections.abc import Callable, Mapping
from typing import Any

from openitem import cashflow

Case = Mapping[str, Any]

DAY_COUNTS = {
    "Act/365F": "act_365_fixed",
    "Act/360": "act_360",
    "30E/360": "thirty_e_360",
    "Act/Act ISDA": "act_act_isda",
}


def money(case: Case, key: str) -> float:
    assert case["currency"]
    return float(case[key])


def pmt(case: Case) -> float:
    return cashflow.pmt(case["rate"], case["nper"], money(case, "pv"), money(case, "fv"), case["when"])


def fv(case: Case) -> float:
    return cashflow.fv(case["rate"], case["nper"], money(case, "pmt"), money(case, "pv"), case["when"])


def pv(case: Case) -> float:
    return cashflow.pv(case["rate"], case["nper"], money(case, "pmt"), money(case, "fv"), case["when"])


def nper(case: Case) -> float:
    return cashflow.nper(case["rate"], money(case, "pmt"), money(case, "pv"), money(case, "fv"), case["when"])


def rate(case: Case) -> float | None:
    return cashflow.rate(
        case["nper"], money(case, "pmt"), money(case, "pv"), money(case, "fv"), case["when"]
    ).rate


def ipmt(case: Case) -> float:
    return cashflow.ipmt(
        case["rate"], case["per"], case["nper"], money(case, "pv"), money(case, "fv"), case["when"]
    )


def ppmt(case: Case) -> float:
    return cashflow.ppmt(
        case["rate"], case["per"], case["nper"], money(case, "pv"), money(case, "fv"), case["when"]
    )


def cumprinc(case: Case) -> float:
    return cashflow.cumprinc(
        case["rate"], case["nper"], money(case, "pv"), case["start"], case["end"], case["when"]
    )


def nominal_rate(case: Case) -> float:
    return cashflow.nominal_rate(case["effective_rate"], case["periods_per_year"])


def npv(case: Case) -> float:
    assert case["currency"]
    return cashflow.npv(
        case["rate"],
        [float(amount) for amount in case["cashflows"]],
        first_period="now" if case["first_period"] == 0 else "one_period",
    )


def npv_plus_initial(case: Case) -> float:
    return money(case, "initial") + npv(case)


def irr(case: Case) -> float | None:
    """Sources that know one rate of several took the one nearest to Excel's default guess."""
    assert case["currency"]
    return cashflow.irr([float(amount) for amount in case["cashflows"]], guess=0.1).rate


def dated(case: Case, key: str) -> list[tuple[str, float]]:
    assert case["currency"]
    return [(flow["date"], float(flow["amount"])) for flow in case[key]]


def xirr(case: Case) -> float | None:
    flows = dated(case, "flows")
    return cashflow.xirr(
        [day for day, _ in flows],
        [amount for _, amount in flows],
        day_count=DAY_COUNTS[case["day_count"]],
        guess=0.1,
    ).rate


def apr_actuarial(case: Case) -> float | None:
    payments = [(flow["unit_periods"], flow["fraction"], float(flow["amount"])) for flow in case["payments"]]
    if "advance_date" in case:
        places = {
            cashflow.unit_periods_between(
                case["advance_date"], case["first_payment_date"], unit_period=unit, multiple=multiple
            )
            for unit, multiples in (
                ("day", 1),
                ("week", 4),
                ("semimonth", 1),
                ("month", 6),
                ("year", 1),
                ("term", 1),
            )
            for multiple in range(1, multiples + 1)
        }
        assert any(
            periods == payments[0][0] and abs(fraction - payments[0][1]) < 1e-11
            for periods, fraction in places
        )
    return cashflow.apr_regulation_z(
        [(0, 0.0, money(case, "amount"))], payments, periods_per_year=case["unit_periods_per_year"]
    ).rate


def apr_eu(case: Case) -> float | None:
    assert case["currency"]
    flows = [(flow["years"], float(flow["amount"])) for flow in case["flows"]]
    return cashflow.apr_eu(
        [(years, -amount) for years, amount in flows if amount < 0],
        [(years, amount) for years, amount in flows if amount > 0],
    ).rate


def apr_eu_dated(case: Case) -> float | None:
    assert case["time_basis"] == "days/365"
    return cashflow.apr_eu(dated(case, "advances"), dated(case, "payments"), time_basis="days_365").rate


CLAIMED: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        pmt,
        fv,
        pv,
        nper,
        rate,
        ipmt,
        ppmt,
        cumprinc,
        nominal_rate,
        npv,
        npv_plus_initial,
        irr,
        xirr,
        apr_actuarial,
        apr_eu,
        apr_eu_dated,
    )
}
