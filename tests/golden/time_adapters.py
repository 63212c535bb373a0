"""The golden cases about day counts and calendars through Python."""

from collections.abc import Callable, Mapping
from typing import Any

from openitem import day_count
from openitem.calendar import Calendar

Case = Mapping[str, Any]

CONVENTIONS = {
    "Act/Act ISDA": "act_act_isda",
    "Act/Act ICMA": "act_act_icma",
    "Act/Act AFB": "act_act_afb",
    "Act/Act Year": "act_act_year",
    "Act/360": "act_360",
    "Act/364": "act_364",
    "Act/365F": "act_365_fixed",
    "Act/365 Actual": "act_365_actual",
    "Act/366": "act_366",
    "Act/365.25": "act_365_25",
    "NL/365": "nl_365",
    "30/360 Bond Basis": "thirty_360_bond",
    "30/360 US": "thirty_360_us",
    "30/360 PSA": "thirty_360_psa",
    "30E/360": "thirty_e_360",
    "30E+/360": "thirty_e_plus_360",
    "30E/360 ISDA": "thirty_e_360_isda",
    "30/365": "thirty_365",
    "1/1": "one_one",
    "Bus/252": "bus_252",
    "Excel DAYS360": "excel_days360_us",
}
BUSINESS_DAYS = {
    "no_adjust": "none",
    "modified_following_bi_monthly": "half_month_modified_following",
}


def value(case: Case, key: str, absent: Any = None) -> Any:
    return case[key] if key in case else absent  # noqa: SIM401 (only [] remembers what was read)


def days(case: Case) -> Any:
    terms = day_count.Terms(termination=value(case, "termination_date"))
    return day_count.day_count(case["start"], case["end"], CONVENTIONS[case["convention"]], terms)


def years(case: Case) -> Any:
    terms = day_count.Terms(
        reference_start=value(case, "ref_start"),
        reference_end=value(case, "ref_end"),
        frequency=value(case, "frequency", 0),
        end_of_month=value(case, "eom", absent=False),
        calendar=Calendar(case["calendar"]) if "calendar" in case else None,
    )
    return day_count.year_fraction(case["start"], case["end"], CONVENTIONS[case["convention"]], terms)


def schedule_years(case: Case) -> Any:
    """The regular periods lie between the first and the last but one date of the schedule."""
    assert case["issue"] <= case["start"] <= case["end"] <= case["maturity"]
    terms = day_count.Terms(
        reference_start=case["schedule_first"],
        reference_end=case["schedule_penultimate"],
        frequency=case["frequency"],
        end_of_month=case["eom"],
    )
    return day_count.year_fraction(case["start"], case["end"], CONVENTIONS[case["convention"]], terms)


def excel_yearfrac(case: Case) -> Any:
    return day_count.year_fraction(case["start"], case["end"], f"excel_basis_{case['basis']}")


def holiday_list(case: Case) -> list[str]:
    found = Calendar(case["calendar"]).holidays(case["year"], weekdays_only=case["weekdays_only"])
    return [day.isoformat() for day in found]


def is_holiday(case: Case) -> bool:
    return Calendar(case["calendar"]).is_holiday(case["date"])


def business_days_between(case: Case) -> Any:
    return Calendar(case["calendar"]).business_days_between(
        case["start"], case["end"], include_start=case["include_start"], include_end=case["include_end"]
    )


def adjust_business_day(case: Case) -> str:
    convention = BUSINESS_DAYS.get(case["convention"], case["convention"])
    return str(Calendar(case["calendar"]).adjust(case["date"], convention))


CLAIMED: dict[str, Callable[[Case], Any]] = {
    "day_count": days,
    "year_fraction": years,
    "year_fraction_icma_schedule": schedule_years,
    "excel_yearfrac": excel_yearfrac,
    "holiday_list": holiday_list,
    "is_holiday": is_holiday,
    "business_days_between": business_days_between,
    "adjust_business_day": adjust_business_day,
}
