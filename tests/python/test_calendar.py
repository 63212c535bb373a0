"""Calendars and schedules: examples, invariants, columns, and what is refused."""

import calendar as python_calendar
import datetime
from typing import Any, get_args

import numpy
import openitem
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openitem import calendar
from openitem.calendar import (
    Calendar,
    all_open,
    any_open,
    easter,
    fixed,
    last_weekday,
    nth_weekday,
    schedule,
    schedules,
)

NAMES = calendar.names()
MADE = {name: Calendar(name) for name in NAMES}
CONVENTIONS = get_args(calendar.Convention)
DAYS = st.dates(datetime.date(2003, 1, 1), datetime.date(2190, 12, 31))
DAY = datetime.timedelta(days=1)


def date_of(value: Any) -> datetime.date:
    assert isinstance(value, datetime.date)
    return value


@given(st.sampled_from(NAMES), DAYS, st.sampled_from(CONVENTIONS))
def test_adjusting_twice_is_adjusting_once(name: str, day: datetime.date, convention: Any) -> None:
    once = MADE[name].adjust(day, convention)
    assert MADE[name].adjust(once, convention) == once
    if convention != "none":
        assert MADE[name].is_business_day(once)
    if convention.startswith("modified"):
        assert date_of(once).month == day.month


@given(st.sampled_from(NAMES), DAYS, DAYS, st.sampled_from(CONVENTIONS))
def test_adjusted_days_keep_their_order(
    name: str, one: datetime.date, two: datetime.date, convention: Any
) -> None:
    first, last = MADE[name].adjust(min(one, two), convention), MADE[name].adjust(max(one, two), convention)
    assert date_of(first) <= date_of(last)


@given(st.sampled_from(NAMES), DAYS, st.integers(-800, 800))
def test_counting_undoes_adding(name: str, day: datetime.date, count: int) -> None:
    own = MADE[name]
    start = own.adjust(day, "following")
    end = own.add_business_days(start, count)
    assert own.business_days_between(start, end) == count
    assert own.business_days_between(start, end, include_start=False, include_end=True) == count
    assert own.add_business_days(end, -count) == start


@given(st.sampled_from(NAMES), DAYS, st.integers(0, 60), st.booleans(), st.booleans())
def test_counting_is_looking_at_each_day(
    name: str, start: datetime.date, length: int, with_start: bool, with_end: bool
) -> None:
    own = MADE[name]
    days = [start + DAY * step for step in range(length + 1)]
    if not with_start:
        days = days[1:]
    if not with_end:
        days = days[:-1]
    expected = sum(bool(own.is_business_day(day)) for day in days)
    if length == 0:
        expected = int(with_start and with_end and bool(own.is_business_day(start)))
    counted = own.business_days_between(
        start, start + DAY * length, include_start=with_start, include_end=with_end
    )
    assert counted == expected
    backwards = own.business_days_between(
        start + DAY * length, start, include_start=with_end, include_end=with_start
    )
    assert backwards == (expected if length == 0 else -expected)


@given(
    DAYS,
    st.integers(2, 2000),
    st.integers(1, 13),
    st.sampled_from(["days", "weeks", "months", "quarters", "years"]),
    st.sampled_from(["short_first", "long_first", "short_last", "long_last"]),
    st.booleans(),
    st.sampled_from(CONVENTIONS),
)
def test_schedules_never_go_back(
    start: datetime.date, length: int, every: int, unit: Any, stub: Any, rolls: bool, convention: Any
) -> None:
    end = start + DAY * length
    plain = schedule(start, end, unit=unit, every=every, stub=stub, end_of_month=rolls)
    assert (plain[0], plain[-1]) == (start, end)
    assert plain == sorted(set(plain))
    adjusted = schedule(
        start,
        end,
        unit=unit,
        every=every,
        stub=stub,
        end_of_month=rolls,
        convention=convention,
        calendar=MADE["UK"],
    )
    assert adjusted == [MADE["UK"].adjust(day, convention) for day in plain]
    assert adjusted == sorted(adjusted)


@given(st.lists(DAYS, min_size=1, max_size=40), st.integers(0, 60), st.integers(1, 5), st.booleans())
def test_many_schedules_are_each_of_them(
    starts: list[datetime.date], periods: int, every: int, rolls: bool
) -> None:
    own = MADE["weekends-only"]
    for unit in ("days", "months"):
        terms: dict[str, Any] = {
            "unit": unit,
            "every": every,
            "end_of_month": rolls,
            "convention": "modified_following",
            "calendar": own,
        }
        rows = schedules(starts, periods=periods, **terms)
        assert isinstance(rows, numpy.ndarray)
        assert rows.tolist() == [schedule(start, periods=periods, **terms) for start in starts]
    ends = [start + DAY * 400 for start in starts]
    offsets, dates = schedules(starts, ends, unit="months", every=every, stub="long_last")
    for row, (start, end) in enumerate(zip(starts, ends, strict=True)):
        alone = schedule(start, end, unit="months", every=every, stub="long_last")
        assert dates[offsets[row] : offsets[row + 1]].tolist() == alone


def test_rules_and_lists_and_joints() -> None:
    rules = [fixed(12, 25, "next_free_weekday"), fixed(12, 26, "next_free_weekday"), easter(-2), easter(1)]
    rules += [nth_weekday(1, "monday", 5), last_weekday("monday", 8), fixed(2, 29)]
    own = Calendar.from_rules(rules, 2004, 2030)
    for year in range(2004, 2031):
        own_days = set(own.holidays(year, weekdays_only=False))
        assert (datetime.date(year, 2, 29) in own_days) if python_calendar.isleap(year) else True
    assert [day.isoformat() for day in own.holidays(2021)] == [
        "2021-04-02",
        "2021-04-05",
        "2021-05-03",
        "2021-08-30",
        "2021-12-27",
        "2021-12-28",
    ]
    sunday = Calendar.from_holidays(["2024-01-05", "2024-12-30"], weekend=("friday", "saturday"))
    assert sunday.known == (datetime.date(2024, 1, 1), datetime.date(2024, 12, 31))
    assert not sunday.is_business_day("2024-01-06")
    assert sunday.is_business_day("2024-01-07")
    for day in numpy.arange("2024-01-01", "2025-01-01", dtype="datetime64[D]").tolist():
        parts = [bool(part.is_business_day(day)) for part in (sunday, MADE["UK"])]
        assert all_open(sunday, MADE["UK"]).is_business_day(day) == all(parts)
        assert any_open(sunday, MADE["UK"]).is_business_day(day) == any(parts)


def test_easter_is_that_of_the_church_tables() -> None:
    """Dates printed in the tables of the US Naval Observatory; the extremes are 22 March and 25 April."""
    own = Calendar.from_rules([easter()], 1900, 9999, weekend=("saturday",))
    for printed in (
        "1943-04-25",
        "1954-04-18",
        "1981-04-19",
        "2008-03-23",
        "2024-03-31",
        "2038-04-25",
        "2049-04-18",
    ):
        assert own.holidays(int(printed[:4])) == [datetime.date.fromisoformat(printed)]
    for year in range(1900, 10_000, 7):
        (day,) = own.holidays(year)
        assert day.weekday() == 6
        assert (3, 22) <= (day.month, day.day) <= (4, 25)


def test_what_is_not_known_is_refused() -> None:
    target = MADE["TARGET"]
    for bad in ("1998-12-31", "2200-01-01"):
        with pytest.raises(openitem.DataError, match="TARGET does not know"):
            target.adjust(bad, "following")
    with pytest.raises(openitem.DataError) as error:
        target.adjust(["2024-01-01", "2200-01-01"], "following")
    assert error.value.row == 1
    with pytest.raises(openitem.DataError):
        target.add_business_days("2199-12-30", 30)
    with pytest.raises(openitem.DataError):
        target.holidays(1990)
    assert target.adjust("1998-12-31", "none") == datetime.date(1998, 12, 31)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: Calendar("Target"), "TARGET"),
        (lambda: Calendar.from_holidays([], weekend=calendar._WEEKDAYS), "weekend"),
        (lambda: Calendar.from_holidays([], weekend="saturday"), "several"),
        (lambda: Calendar.from_holidays(["2024-01-01"], first="2024-02-01"), "not among"),
        (lambda: Calendar.from_rules([fixed(2, 30)], 2000, 2001), "day = 30"),
        (lambda: Calendar.from_rules([nth_weekday(5, "monday", 1)], 2000, 2001), "nth = 5"),
        (lambda: Calendar.from_rules([fixed(1, 1)], 2001, 2000), "2001"),
        (all_open, "at least one"),
        (lambda: MADE["UK"].adjust("2024-01-01", "next"), "next"),
        (lambda: schedule("2024-01-01", "2024-04-15", unit="months"), "do not meet"),
        (lambda: schedule("2024-01-01", "2023-04-15", unit="months"), "after it starts"),
        (lambda: schedule("2024-01-01", unit="months"), "end or periods"),
        (lambda: schedule("2024-01-01", periods=2, unit="months", stub="long_last"), "no odd"),
        (lambda: schedule("2024-01-01", periods=2, unit="months", convention="following"), "calendar"),
        (lambda: schedule("2024-01-01", periods=2, unit="fortnights"), "fortnights"),
        (lambda: schedule("2024-01-01", periods=-1, unit="days"), "periods"),
        (lambda: schedule("2024-01-01", periods=1, unit="days", every=0), "every"),
    ],
)
def test_bad_arguments_are_named(call: Any, words: str) -> None:
    with pytest.raises(openitem.ArgumentError, match=words):
        call()
