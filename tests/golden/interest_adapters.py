"""Golden cases about late interest through Python."""

import datetime
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openitem

RATES = json.loads(
    (Path(__file__).parent / "data" / "late_payment_reference_rates.json").read_text(encoding="utf-8")
)
COUNTINGS = {
    "day_after_due_to_paid_inclusive": "after_due_to_paid",
    "due_to_paid_inclusive": "due_to_paid",
    "due_to_day_before_paid": "due_to_before_paid",
    "day_after_due_to_day_before_paid": "after_due_to_before_paid",
}
DAY_COUNTS = {360: "act_360", 365: "act_365_fixed"}
MARGINS = {"uk": Decimal("0.08")}


def known_rates(table: str) -> dict[str, list[Any]]:
    """Rates by half-year, those included that were not read again."""
    rows = [
        (f"{name[:4]}-01-01", f"{name[:4]}-06-30", percent)
        if name.endswith("1")
        else (f"{name[:4]}-07-01", f"{name[:4]}-12-31", percent)
        for name, percent in RATES[table].items()
    ]
    return {
        "from": [first for first, _, _ in rows],
        "through": [last for _, last, _ in rows],
        "rate": [Decimal(str(percent)) / 100 for _, _, percent in rows],
    }


def reference_and_rate(table: str, date: str, margin: Decimal) -> dict[str, float]:
    reference = openitem.reference_rate(known_rates(table), date)
    return {"reference": float(reference), "rate": float(reference + margin)}


def uk_reference_and_statutory_rate(inputs: Any) -> dict[str, float]:
    return reference_and_rate("uk", inputs["start_date"], MARGINS["uk"])


def uk_statutory_rate(inputs: Any) -> float:
    return reference_and_rate("uk", inputs["start_date"], MARGINS["uk"])["rate"]


def eu_reference_and_statutory_rate(inputs: Any) -> dict[str, float]:
    assert "member_state" not in inputs or inputs["member_state"] == "IT"
    return reference_and_rate("it", inputs["date"], Decimal(str(inputs["margin"])))


def simple_interest(inputs: Any) -> float:
    return float(
        openitem.simple_interest(
            inputs["amount"],
            inputs["rate"],
            inputs["days"],
            year_days=inputs["year_days"],
            currency=inputs["currency"],
        ).exact
    )


def daily_rounded(inputs: Any, year_days: int) -> Decimal:
    return openitem.simple_interest(
        inputs["amount"],
        inputs["rate"],
        inputs["days"],
        year_days=year_days,
        currency=inputs["currency"],
        round_by="day",
    ).amount


def simple_interest_daily_rounded(inputs: Any) -> str:
    return str(daily_rounded(inputs, inputs["year_days"]))


def compensation_of(law: str, debt: str, currency: str) -> Decimal:
    sums = openitem.late_payment_tables()["compensation"].to_dict()
    rows = [row for row, name in enumerate(sums["law"]) if name == law]
    return openitem.late_payment_compensation(
        debt,
        [sums["from_amount"][row] for row in rows],
        [sums["compensation"][row] for row in rows],
        currency=currency,
    )


def uk_total_claim_daily_rounded(inputs: Any) -> str:
    return str(daily_rounded(inputs, 365) + compensation_of("uk_1998", inputs["amount"], inputs["currency"]))


def late_days(inputs: Any) -> int:
    counting: Any = COUNTINGS[inputs["counting"]]
    return openitem.late_days(inputs["due_date"], inputs["paid_date"], counting)


def uk_compensation(inputs: Any) -> str:
    return str(compensation_of("uk_1998", inputs["amount"], inputs["currency"]))


def eu_compensation(inputs: Any) -> str:
    return str(compensation_of("eu_2011_7", "0.01", inputs["currency"]))


def statement_of(inputs: Any, first: datetime.date, last: datetime.date, table: str, **options: Any) -> float:
    """One item, open from the day before `first` through `last`: its charge, unrounded."""
    statement = openitem.interest(
        {"amount": [inputs["amount"]], "due_date": [first - datetime.timedelta(days=1)]},
        last,
        reference=known_rates(table),
        currency=inputs["currency"],
        **options,
    )
    items = statement.items.to_dict()
    return float(items["charge"][0] + Decimal(items["residue"][0]).scaleb(-11))


def eu_interest_rate_of_payment_date(inputs: Any) -> float:
    paid = datetime.date.fromisoformat(inputs["payment_date"])
    return statement_of(
        inputs,
        paid - datetime.timedelta(days=inputs["days"] - 1),
        paid,
        "it",
        margin=inputs["margin"],
        reading="at_payment",
        day_count=DAY_COUNTS[inputs["year_days"]],
    )


def between(inputs: Any, table: str, **options: Any) -> float:
    first, last = (datetime.date.fromisoformat(inputs[name]) for name in ("from_date", "to_date"))
    return statement_of(inputs, first, last, table, **options)


def uk_interest(inputs: Any) -> float:
    readings = {"split": "split", "fixed_at_start": None}  # None: what the law says
    return between(inputs, "uk", law="uk_1998", reading=readings[inputs["method"]])


def eu_interest_split_half_years(inputs: Any) -> float:
    return between(
        inputs, "it", margin=inputs["margin"], day_count=DAY_COUNTS[inputs["year_days"]], law="eu_2011_7"
    )


CLAIMED: dict[str, Callable[[Any], Any]] = {
    function.__name__: function
    for function in (
        uk_reference_and_statutory_rate,
        uk_statutory_rate,
        eu_reference_and_statutory_rate,
        simple_interest,
        simple_interest_daily_rounded,
        uk_total_claim_daily_rounded,
        late_days,
        uk_compensation,
        eu_compensation,
        eu_interest_rate_of_payment_date,
        uk_interest,
        eu_interest_split_half_years,
    )
}
