"""Day counts, calendars and schedules against QuantLib over 1990 to 2060. Each disagreement is named, with who is right."""

import datetime
import random
from collections.abc import Iterator
from typing import Any

import numpy
import openitem
import pytest
from openitem import day_count
from openitem.calendar import Calendar, schedule

ql = pytest.importorskip("QuantLib")

FIRST, LAST = datetime.date(1990, 1, 1), datetime.date(2060, 12, 31)
EVERY_DAY = numpy.arange("1990-01-01", "2061-01-01", dtype="datetime64[D]")
DAY = datetime.timedelta(days=1)

CALENDARS = {
    "TARGET": ql.TARGET(),
    "US-settlement": ql.UnitedStates(ql.UnitedStates.Settlement),
    "US-Fed": ql.UnitedStates(ql.UnitedStates.FederalReserve),
    "UK": ql.UnitedKingdom(ql.UnitedKingdom.Settlement),
    "BR-settlement": ql.Brazil(ql.Brazil.Settlement),
    "weekends-only": ql.WeekendsOnly(),
}
CONVENTIONS = {
    "none": ql.Unadjusted,
    "following": ql.Following,
    "modified_following": ql.ModifiedFollowing,
    "preceding": ql.Preceding,
    "modified_preceding": ql.ModifiedPreceding,
    "nearest": ql.Nearest,
    "half_month_modified_following": ql.HalfMonthModifiedFollowing,
}
DAY_COUNTS = {
    "act_act_isda": ql.ActualActual(ql.ActualActual.ISDA),
    "act_act_afb": ql.ActualActual(ql.ActualActual.AFB),
    "act_360": ql.Actual360(),
    "act_364": ql.Actual364(),
    "act_365_fixed": ql.Actual365Fixed(),
    "act_366": ql.Actual366(),
    "act_365_25": ql.Actual36525(),
    "nl_365": ql.Actual365Fixed(ql.Actual365Fixed.NoLeap),
    "thirty_360_bond": ql.Thirty360(ql.Thirty360.BondBasis),
    "thirty_360_us": ql.Thirty360(ql.Thirty360.USA),
    "thirty_e_360": ql.Thirty360(ql.Thirty360.EurobondBasis),
    "thirty_365": ql.Thirty365(),
    "bus_252": ql.Business252(ql.Brazil(ql.Brazil.Settlement)),
}


def of(day: datetime.date) -> Any:
    return ql.Date(day.day, day.month, day.year)


def back(day: Any) -> datetime.date:
    return datetime.date(day.year(), day.month(), day.dayOfMonth())


def pairs(count: int, first: datetime.date = FIRST) -> Iterator[tuple[datetime.date, datetime.date]]:
    """Any two days in order, many of them at the ends of months."""
    draw = random.Random(6)
    for _ in range(count):
        days = [first + DAY * draw.randrange((LAST - first).days) for _ in range(2)]
        if draw.random() < 0.5:
            days = [
                (day.replace(day=1) + 31 * DAY).replace(day=1) - DAY * draw.randrange(1, 5) for day in days
            ]
        yield min(days), max(days)


@pytest.mark.parametrize("name", CALENDARS)
def test_business_days_of_every_day(name: str) -> None:
    calendar, other = Calendar(name), CALENDARS[name]
    known = [day for day in EVERY_DAY.tolist() if calendar.known[0] <= day <= calendar.known[1]]
    ours = calendar.is_business_day(known)
    assert isinstance(ours, numpy.ndarray)
    differ = {
        day.isoformat()
        for day, is_open in zip(known, ours, strict=True)
        if other.isBusinessDay(of(day)) != is_open
    }
    assert not differ
    assert len(known) > 21_000


def test_what_quantlib_answers_and_we_refuse() -> None:
    """Days before a calendar's rules: QuantLib applies some of them to years in which they were not in force."""
    assert CALENDARS["TARGET"].isHoliday(of(datetime.date(1990, 12, 25)))  # there was no TARGET before 1999
    assert CALENDARS["BR-settlement"].isBusinessDay(
        of(datetime.date(1994, 10, 3))
    )  # general election, closed by law
    for name, day in (("TARGET", "1990-12-25"), ("BR-settlement", "1994-10-03")):
        with pytest.raises(openitem.DataError, match="does not know"):
            Calendar(name).is_business_day(day)


def test_thirty_360_backwards() -> None:
    """QuantLib applies 30/360 to reversed dates as it stands; we count forwards and negate, so that reversal cancels."""
    start, end = datetime.date(2024, 1, 30), datetime.date(2024, 3, 31)
    other = DAY_COUNTS["thirty_360_bond"]
    assert (other.dayCount(of(start), of(end)), other.dayCount(of(end), of(start))) == (60, -60)
    start, end = datetime.date(2024, 1, 29), datetime.date(2024, 3, 31)
    assert (other.dayCount(of(start), of(end)), other.dayCount(of(end), of(start))) == (62, -61)
    assert day_count.day_count(end, start, "thirty_360_bond") == -62


@pytest.mark.parametrize("convention", CONVENTIONS)
@pytest.mark.parametrize("name", ["UK", "US-Fed"])
def test_adjustment_of_every_day(name: str, convention: Any) -> None:
    other = CALENDARS[name]
    ours = Calendar(name).adjust(EVERY_DAY, convention)
    assert isinstance(ours, numpy.ndarray)
    theirs = [back(other.adjust(of(day), CONVENTIONS[convention])) for day in EVERY_DAY.tolist()]
    assert ours.tolist() == theirs


def test_adding_and_counting() -> None:
    calendar, other = Calendar("UK"), CALENDARS["UK"]
    draw = random.Random(7)
    for start, end in pairs(1000):
        count = draw.choice([-1, 1]) * draw.randrange(1, 300)
        if FIRST.year + 2 <= start.year <= LAST.year - 2:
            ours = calendar.add_business_days(start, count)
            assert ours == back(other.advance(of(start), count, ql.Days)), (start, count)
        for with_start in (False, True):
            for with_end in (False, True):
                counted = calendar.business_days_between(
                    start, end, include_start=with_start, include_end=with_end
                )
                assert counted == other.businessDaysBetween(of(start), of(end), with_start, with_end)


@pytest.mark.parametrize("convention", DAY_COUNTS)
def test_year_fractions(convention: Any) -> None:
    terms = day_count.Terms(calendar=Calendar("BR-settlement"))
    first = datetime.date(2001, 1, 1) if convention == "bus_252" else FIRST
    other = DAY_COUNTS[convention]
    for start, end in pairs(5000, first):
        ours = day_count.year_fraction(start, end, convention, terms)
        assert ours == pytest.approx(other.yearFraction(of(start), of(end)), rel=0, abs=1e-12), (start, end)


def test_thirty_e_360_isda() -> None:
    for start, end in pairs(3000):
        for termination in (end, LAST):
            other = ql.Thirty360(ql.Thirty360.ISDA, of(termination))
            terms = day_count.Terms(termination=termination)
            ours = day_count.day_count(start, end, "thirty_e_360_isda", terms)
            assert ours == other.dayCount(of(start), of(end)), (start, end, termination)


@pytest.mark.parametrize(
    ("rule", "stub"), [(ql.DateGeneration.Forward, "short_last"), (ql.DateGeneration.Backward, "short_first")]
)
def test_schedules(rule: Any, stub: Any) -> None:
    calendar, other = Calendar("UK"), CALENDARS["UK"]
    for start, end in pairs(400):
        if not 40 < (end - start).days < 4000:
            continue
        theirs = ql.Schedule(
            of(start),
            of(end),
            ql.Period(3, ql.Months),
            other,
            ql.ModifiedFollowing,
            ql.ModifiedFollowing,
            rule,
            False,
        )
        ours = schedule(
            start, end, unit="quarters", stub=stub, convention="modified_following", calendar=calendar
        )
        # QuantLib leaves out a date that falls on the one beside it after adjustment; ours keeps it.
        assert sorted(set(ours)) == [back(day) for day in theirs], (start, end)
