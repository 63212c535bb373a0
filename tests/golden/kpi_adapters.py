"""The golden cases about key figures through Python: one function for each of tests/golden/01_kpi.json."""

from collections.abc import Callable, Mapping
from typing import Any

from openitem import kpi

Case = Mapping[str, Any]


def dso_simple(case: Case) -> float | None:
    return kpi.dso(
        case["ending_ar"],
        case["credit_sales"],
        case["days"],
        receivables="ending",
        currency=case["currency"],
    ).value


def dso_best_possible(case: Case) -> float | None:
    return kpi.best_possible_dso(
        [case["current_ar"]],
        case["credit_sales"],
        case["days"],
        receivables="ending",
        currency=case["currency"],
    ).value


def count_back(case: Case) -> kpi.Figure:
    return kpi.countback_dso(
        case["ending_ar"],
        case["monthly_sales_latest_first"],
        case["days_latest_first"],
        empty_months="counted",
        exhausted="missing",
        currency=case["currency"],
    )


def dso_countback_history_exhausted(case: Case) -> bool:
    figure = count_back(case)
    assert figure.value is None
    return figure.warning == "history_exhausted"


def dso_sales_weighted(case: Case) -> float | None:
    buckets = case["buckets"]
    return kpi.sales_weighted_dso(
        [bucket["bucket_ar"] for bucket in buckets],
        [bucket["sales_of_month"] for bucket in buckets],
        [bucket["days"] for bucket in buckets],
        currency=case["currency"],
    ).value


def dso_true(case: Case) -> float | None:
    assert case["credits"] == "net"
    return kpi.true_dso(
        [invoice["amount"] for invoice in case["invoices"]],
        [invoice["days_outstanding"] for invoice in case["invoices"]],
        credits="netted",
        currency=case["currency"],
    ).value


def average_days_delinquent(case: Case) -> float | None:
    return kpi.average_days_delinquent(case["dso"], case["bpdso"]).value


def cei(case: Case) -> float | None:
    return kpi.cei(
        case["beginning_ar"],
        case["credit_sales"],
        case["ending_total_ar"],
        case["ending_current_ar"],
        sales="period_total" if case["sales_basis"] == "total" else "period_average",
        periods=case["n_periods"],
        currency=case["currency"],
    ).value


def ar_turnover(case: Case) -> dict[str, float | None]:
    sales, currency = case["net_credit_sales"], case["currency"]
    balances = [case["beginning_ar"], case["ending_ar"]]
    return {
        "turnover": kpi.turnover(sales, balances, receivables="average", currency=currency).value,
        "days": kpi.average_collection_period(
            sales, balances, case["days"], receivables="average", currency=currency
        ).value,
    }


def aging_percentages(case: Case) -> dict[str, Any]:
    shares = kpi.aging_percentages(case["balances"], currency=case["currency"])
    by_label = dict(zip(case["labels"], shares, strict=True))
    return {
        "total": str(shares[0].denominator),
        "share_current": by_label["current"].value,
        "share_over_90": by_label[">90"].value,
    }


def bad_debt_to_sales(case: Case) -> float | None:
    return kpi.bad_debt_ratio(
        case["net_bad_debt"], "0", case["credit_sales"], recoveries="net", currency=case["currency"]
    ).value


def operating_cost_to_sales(case: Case) -> float | None:
    return kpi.operating_cost_to_sales(
        case["credit_dept_cost"], case["credit_sales"], currency=case["currency"]
    ).value


def ddo_by_count(case: Case) -> float | None:
    return kpi.deductions_outstanding(
        case["open_deduction_count"], case["deductions_in_period"], case["days"], basis="count"
    ).value


def ddo_by_value(case: Case) -> float | None:
    return kpi.deductions_outstanding(
        case["open_deductions"],
        case["average_daily_deductions"],
        1,
        basis="value",
        currency=case["currency"],
    ).value


def ddo_period_average(case: Case) -> float | None:
    return kpi.deductions_outstanding(
        case["open_deductions"],
        case["average_deductions_per_month"],
        case["days_in_month"],
        basis="period_average",
        currency=case["currency"],
    ).value


def ptp_kept_rate(case: Case) -> float | None:
    promises = case["promises"]
    return kpi.promise_kept_rate(
        [promise["amount"] for promise in promises],
        [promise["paid"] for promise in promises],
        [promise["days_late"] for promise in promises],
        basis=case["basis"],
        grace_days=case["grace_days"],
        partial_payments="counted" if case["partial_counts"] else "broken",
        currency=case["currency"],
    ).value


def hhi_from_shares(case: Case) -> float | None:
    assert case["scale"] == "0-10000"
    return kpi.hhi_from_shares(case["shares"], scale="points").value


def top_n_share(case: Case) -> float | None:
    return kpi.top_n_share(
        case["balances"], case["n"], negative_balances="excluded", currency=case["currency"]
    ).value


CLAIMED: dict[str, Callable[[Any], Any]] = {
    "dso_simple": dso_simple,
    "dso_best_possible": dso_best_possible,
    "dso_countback": lambda case: count_back(case).value,
    "dso_countback_history_exhausted": dso_countback_history_exhausted,
    "dso_sales_weighted": dso_sales_weighted,
    "dso_true": dso_true,
    "average_days_delinquent": average_days_delinquent,
    "cei": cei,
    "ar_turnover": ar_turnover,
    "aging_percentages": aging_percentages,
    "bad_debt_to_sales": bad_debt_to_sales,
    "operating_cost_to_sales": operating_cost_to_sales,
    "ddo_by_count": ddo_by_count,
    "ddo_by_value": ddo_by_value,
    "ddo_period_average": ddo_period_average,
    "ptp_kept_rate": ptp_kept_rate,
    "hhi_from_shares": hhi_from_shares,
    "top_n_share": top_n_share,
}
