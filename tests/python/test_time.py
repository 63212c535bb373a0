"""Days: against Python's calendar; what is no day is refused."""

import calendar
import datetime
from typing import Any

import numpy
import openitem
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openitem import time

days = st.dates(datetime.date(1900, 1, 1), datetime.date(9999, 12, 31))


@given(days)
def test_what_is_printed_reads_back(day: datetime.date) -> None:
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d %b %Y", "%m/%d/%Y"):
        assert time.parse_date(time.format_date(day, form), form) == day
    assert time.format_date(day) == day.isoformat()


@given(days, st.integers(-1200, 1200))
def test_months_keep_the_day_or_clip_it(day: datetime.date, months: int) -> None:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    if not 1900 <= year <= 9999:
        with pytest.raises(openitem.DataError):
            time.add_months(day, months)
        return
    last = calendar.monthrange(year, month)[1]
    assert time.add_months(day, months) == datetime.date(year, month, min(day.day, last))


@given(days)
def test_month_end_is_that_of_the_calendar(day: datetime.date) -> None:
    end = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    assert time.month_end(day) == end
    assert time.is_month_end(day) == (day == end)


@given(days, st.integers(-5000, 5000))
def test_days_are_those_of_python(day: datetime.date, count: int) -> None:
    try:
        expected = day + datetime.timedelta(days=count)
    except OverflowError:
        expected = None
    if expected is None or expected.year < 1900:
        with pytest.raises(openitem.DataError):
            time.add_days(day, count)
    else:
        assert time.add_days(day, count) == expected


@pytest.mark.parametrize(
    "day",
    [
        datetime.date(2024, 6, 30),
        datetime.datetime(2024, 6, 30, 23, 59),
        "2024-06-30",
        numpy.datetime64("2024-06-30"),
        numpy.datetime64("2024-06-30T23:59:59.999999999"),
        numpy.datetime64("2024-06-30T01", "h"),
    ],
)
def test_a_day_in_every_form(day: Any) -> None:
    assert time.add_days(day, 1) == datetime.date(2024, 7, 1)


@pytest.mark.parametrize(
    "day",
    [
        datetime.datetime(2024, 6, 30, tzinfo=datetime.UTC),
        numpy.datetime64("NaT"),
        numpy.datetime64("2024-06"),
        numpy.datetime64("2024"),
        20240630,
        19904.0,
        None,
        ["2024-06-30"],
    ],
)
def test_what_names_no_day_is_refused_by_name(day: Any) -> None:
    with pytest.raises(openitem.ArgumentError) as caught:
        time.add_days(day, 1)
    assert caught.value.argument == "date"


@pytest.mark.parametrize(
    "text", ["", "2024-02-30", "2024-13-01", "30.06.2024", "24-06-30", "2024-06-30T00:00", " 2024-06-30"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(openitem.DataError) as caught:
        time.parse_date(text)
    assert caught.value.status == "invalid_data"


@pytest.mark.parametrize("day", ["1899-12-31", datetime.date(1, 1, 1), numpy.datetime64("-0001-01-01")])
def test_days_outside_the_range_are_refused(day: Any) -> None:
    with pytest.raises(openitem.Error):
        time.format_date(day)


def test_a_format_without_a_century_is_refused() -> None:
    with pytest.raises(openitem.ArgumentError) as caught:
        time.parse_date("30.06.24", "%d.%m.%y")
    assert caught.value.status == "invalid_argument"
