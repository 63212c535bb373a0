"""Adapters of the golden cases about payment plans: through Python and nothing else."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from openitem import plan


def rule78_earned_fraction(inputs: dict[str, Any]) -> float:
    return float(plan.rule78_earned_fraction(inputs["term"], inputs["elapsed"]))


def rule78_rebate(inputs: dict[str, Any]) -> str:
    rebate = plan.rule78_rebate(
        inputs["finance_charge"], inputs["term"], inputs["remaining"], currency=inputs["currency"]
    )
    return str(rebate)


def schedule_row(inputs: dict[str, Any]) -> dict[str, float]:
    assert inputs["currency"]
    row = plan.annuity_row(
        float(inputs["principal"]),
        inputs["annual_rate"],
        inputs["row"],
        periods=inputs["periods"],
        periods_per_year=inputs["periods_per_year"],
    )
    return {"principal": row.principal, "interest": row.interest, "balance": row.balance}


def _made(inputs: dict[str, Any], form: plan.Form, **options: Any) -> tuple[list[Decimal], plan.Plans]:
    made = plan.payment_plan(
        inputs["principal"],
        "2024-01-01",
        currency=inputs["currency"],
        form=form,
        instalments=inputs["periods"],
        unit="months",
        rate=inputs["rate_per_period"],
        rate_basis="per_period",
        apr="none",
        **options,
    )
    return made.instalments.to_dict()["payment"], made


def annuity_schedule(inputs: dict[str, Any]) -> dict[str, str]:
    assert inputs["last"] == "absorbs_residual"
    payments, made = _made(inputs, "annuity", rounding=inputs["rounding"])
    return {
        "payment": str(payments[0]),
        "last_payment": str(payments[-1]),
        "total_interest": str(made.plans.to_dict()["interest"][0]),
        "end_balance": str(made.instalments.to_dict()["balance"][-1]),
    }


def schedule_equal_principal(inputs: dict[str, Any]) -> dict[str, str]:
    payments, made = _made(inputs, "equal_principal")
    return {
        "first_payment": str(payments[0]),
        "last_payment": str(payments[-1]),
        "total_interest": str(made.plans.to_dict()["interest"][0]),
    }


def schedule_interest_only(inputs: dict[str, Any]) -> dict[str, str]:
    payments, made = _made(inputs, "interest_only")
    return {
        "payment": str(payments[0]),
        "last_payment": str(payments[-1]),
        "total_interest": str(made.plans.to_dict()["interest"][0]),
    }


CLAIMED: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        rule78_earned_fraction,
        rule78_rebate,
        schedule_row,
        annuity_schedule,
        schedule_equal_principal,
        schedule_interest_only,
    )
}
