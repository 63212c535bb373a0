"""Terms of payment plans on their way to the core: rates as whole parts, amounts as minor units."""

from decimal import Decimal
from typing import Any, Literal, SupportsIndex, TypeAlias

from openitem import _core
from openitem._arguments import flag, int32, optional_text, sequence, text
from openitem._ledger import MoneyForm
from openitem._provision_matrix import Amount, Rate, plain_decimal
from openitem.calendar import core_calendar
from openitem.errors import ArgumentError
from openitem.money import Currency, parse_money
from openitem.time import optional_days

Form: TypeAlias = Literal[
    "annuity",
    "equal_principal",
    "add_on",
    "interest_only",
    "graduated",
    "given_payments",
    "given_principal",
]
"""``annuity``: level payments. ``equal_principal``: level parts of principal. ``add_on``: a charge fixed beforehand, in level
payments. ``interest_only``: the principal with the last instalment. ``graduated``: payments grow. ``given_payments``,
``given_principal``: the caller's."""
Unit: TypeAlias = Literal["days", "weeks", "months", "quarters", "years"]
RateBasis: TypeAlias = Literal["periodic", "per_period", "day_count"]
"""``periodic``: a nominal year's, a period bears rate x every / units of a year. ``per_period``: a period's. ``day_count``: a year's,
over the days of each period."""
RateMethod: TypeAlias = Literal["none", "eu", "regulation_z"]
Earning: TypeAlias = Literal["rule_of_78", "straight_line", "actuarial"]
OddPeriod: TypeAlias = Literal["whole", "by_days"]
Grace: TypeAlias = Literal["interest_only", "capitalised"]
Split: TypeAlias = Literal["oldest_first", "proportional"]
Residue: TypeAlias = Literal["last", "first", "spread"]

RATE_DECIMALS = 15
SHARE_DECIMALS = 9


def minor_units_of(amount: Amount, money: Currency) -> int:
    return parse_money(amount, money)


def rate_parts(rate: Rate, argument: str, decimals: int) -> int:
    """A fraction as whole parts; what is no number is an error of the argument."""
    if isinstance(rate, bool) or not isinstance(rate, str | int | float | Decimal):
        raise ArgumentError(
            f"{argument} must be a decimal, str, int or float, not {type(rate).__name__}",
            status="invalid_argument",
            argument=argument,
        )
    rounded = Decimal(_core.round_decimal(plain_decimal(rate), decimals, "half_up"))
    parts = int(rounded.scaleb(decimals))
    if abs(parts) >= 2**63:
        raise ArgumentError(
            f"{argument} is {rate}; expected a fraction", status="out_of_bounds", argument=argument
        )
    return parts


def plan_options(
    apr: RateMethod,
    threads: SupportsIndex = 1,
    money: MoneyForm = "exact",
    currency: str | None = None,
    date_format: str | None = None,
) -> _core.PlanOptions:
    return _core.PlanOptions(
        text(apr, "apr"),
        int32(threads, "threads"),
        text(money, "money"),
        optional_text(currency, "currency"),
        optional_text(date_format, "date_format"),
    )


def terms_for_core(money: Currency | None, **given: Any) -> _core.PlanTerms:
    def minor(name: str) -> int:
        amount = given[name]
        if money is None:
            if isinstance(amount, int) and not isinstance(amount, bool) and amount == 0:
                return 0
            raise ArgumentError(
                f"{name} is an amount: state its currency too", status="not_set", argument=name
            )
        return minor_units_of(amount, money)

    terms = _core.PlanTerms(
        text(given["form"], "form"),
        int32(given["instalments"], "instalments"),
        text(given["unit"], "unit"),
        int32(given["every"], "every"),
        rate_parts(given["rate"], "rate", RATE_DECIMALS),
        10**RATE_DECIMALS,
        optional_text(given["rate_basis"], "rate_basis"),
        optional_text(given["day_count"], "day_count"),
    )
    terms.set_dates(
        flag(given["end_of_month"], "end_of_month"),
        optional_days(given["first_due"], "first_due"),
        optional_text(given["odd_period"], "odd_period"),
        text(given["convention"], "convention"),
        core_calendar(given["calendar"], "calendar"),
        flag(given["interest_on_adjusted"], "interest_on_adjusted"),
    )
    payments = sequence(given["given"], "given")
    if payments and money is None:
        raise ArgumentError(
            "given holds amounts: state their currency too", status="not_set", argument="given"
        )
    terms.set_principal(
        minor("down_payment"),
        rate_parts(given["down_payment_rate"], "down_payment_rate", SHARE_DECIMALS),
        minor("balloon"),
        int32(given["grace"], "grace"),
        optional_text(given["grace_kind"], "grace_kind"),
        None if given["charge"] is None else minor("charge"),
        optional_text(given["earning"], "earning"),
        rate_parts(given["growth"], "growth", SHARE_DECIMALS),
        int32(given["growth_every"], "growth_every"),
        [minor_units_of(amount, money) for amount in payments] if money is not None else [],
    )
    terms.set_fees(
        minor("upfront_fee"),
        flag(given["finance_upfront_fee"], "finance_upfront_fee"),
        minor("instalment_fee"),
        minor("single_fee"),
        int32(given["single_fee_instalment"], "single_fee_instalment"),
    )
    terms.set_rounding(
        1 if given["payment_unit"] is None else minor("payment_unit"),
        text(given["rounding"], "rounding"),
        text(given["interest_rounding"], "interest_rounding"),
        text(given["residue"], "residue"),
    )
    return terms
