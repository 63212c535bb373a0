"""Business days, conventions and periodic schedules, day by day, from docs/methods/calendars.md alone."""

import calendar
import datetime
from collections.abc import Callable
from functools import cache

Day = datetime.date
ONE = datetime.timedelta(days=1)
IsOpen = Callable[[Day], bool]


def days(count: int) -> datetime.timedelta:
    return datetime.timedelta(days=count)


def month_end(day: Day) -> Day:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def clipped(year: int, month: int, day: int) -> Day:
    """Month may run beyond 12 or below 1."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Day(year, month, min(day, calendar.monthrange(year, month)[1]))


def add_months(day: Day, months: int) -> Day:
    return clipped(day.year, day.month + months, day.day)


# ---- calendars -------------------------------------------------------------------------------------------------------


@cache
def easter(year: int) -> Day:
    """The anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8)."""
    golden, century, of_century = year % 19, year // 100, year % 100
    leaps, rest = divmod(century, 4)
    shift = (century + 8) // 25
    moon = (century - shift + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    quarter, left = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * quarter - epact - left) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return Day(year, month, day + 1)


@cache
def target_holidays(year: int) -> frozenset[Day]:
    found = {Day(year, 1, 1), Day(year, 12, 25)}
    if year >= 2000:
        found |= {
            easter(year) - days(2),
            easter(year) + ONE,
            Day(year, 5, 1),
            Day(year, 12, 26),
        }
    if year in (1999, 2001):
        found.add(Day(year, 12, 31))
    return frozenset(found)


@cache
def brazilian_holidays(year: int) -> frozenset[Day]:
    found = {
        Day(year, *month_day)
        for month_day in ((1, 1), (4, 21), (5, 1), (9, 7), (10, 12), (11, 2), (11, 15), (12, 25))
    }
    found |= {easter(year) + days(offset) for offset in (-48, -47, -2, 60)}
    if year >= 2024:
        found.add(Day(year, 11, 20))
    return frozenset(found)


def is_weekday(day: Day) -> bool:
    return day.weekday() < 5


def is_target(day: Day) -> bool:
    return is_weekday(day) and day not in target_holidays(day.year)


def is_brazilian(day: Day) -> bool:
    return is_weekday(day) and day not in brazilian_holidays(day.year)


CALENDARS: dict[str, IsOpen] = {
    "weekends-only": is_weekday,
    "TARGET": is_target,
    "BR-settlement": is_brazilian,
}

# ---- conventions -----------------------------------------------------------------------------------------------------


def next_open(day: Day, is_open: IsOpen) -> Day:
    while not is_open(day):
        day += ONE
    return day


def last_open(day: Day, is_open: IsOpen) -> Day:
    while not is_open(day):
        day -= ONE
    return day


def adjust(day: Day, convention: str, is_open: IsOpen) -> Day:
    if convention == "none" or is_open(day):
        return day
    later, sooner = next_open(day, is_open), last_open(day, is_open)
    if convention == "following":
        return later
    if convention == "preceding":
        return sooner
    if convention == "modified_following":
        return later if later.month == day.month else sooner
    if convention == "modified_preceding":
        return sooner if sooner.month == day.month else later
    if convention == "nearest":
        return later if later - day <= day - sooner else sooner
    assert convention == "half_month_modified_following", convention
    passes = later.month != day.month or (day.day <= 15 < later.day)
    return sooner if passes else later


def add_business_days(day: Day, count: int, is_open: IsOpen) -> Day:
    if count == 0:
        return next_open(day, is_open)
    step = ONE if count > 0 else -ONE
    for _ in range(abs(count)):
        day += step
        while not is_open(day):
            day += step
    return day


def business_days(
    start: Day, end: Day, is_open: IsOpen, include_start: bool = True, include_end: bool = False
) -> int:
    if start == end:
        return int(is_open(start) and include_start and include_end)
    first, last = min(start, end), max(start, end)
    between = sum(is_open(first + days(n)) for n in range(1, (last - first).days))
    count = between + (include_start and is_open(start)) + (include_end and is_open(end))
    return count if start < end else -count


# ---- schedules -------------------------------------------------------------------------------------------------------

MONTHS = {"months": 1, "quarters": 3, "years": 12}


def stepped(anchor: Day, periods: int, unit: str, every: int, end_of_month: bool) -> Day:
    if unit in ("days", "weeks"):
        return anchor + days(periods * every * (7 if unit == "weeks" else 1))
    reached = add_months(anchor, periods * every * MONTHS[unit])
    return month_end(reached) if end_of_month and anchor == month_end(anchor) else reached


def regular(
    start: Day, end: Day, months: int, end_of_month: bool, convention: str, is_open: IsOpen
) -> list[Day] | None:
    """Between two days that are both on the roll: the day of the month is that of the end that was clipped less."""
    between = (end.year - start.year) * 12 + end.month - start.month
    if between % months:
        return None
    day = max(start.day, end.day)
    on_ends = end_of_month and start == month_end(start)
    found = [
        month_end(add_months(start.replace(day=1), at))
        if on_ends
        else clipped(start.year, start.month + at, day)
        for at in range(0, between + 1, months)
    ]
    if (found[0], found[-1]) != (start, end):
        return None
    return [adjust(date, convention, is_open) for date in found]


def schedule(
    start: Day,
    end: Day | None,
    *,
    unit: str,
    every: int = 1,
    periods: int | None = None,
    stub: str = "none",
    end_of_month: bool = False,
    convention: str = "none",
    is_open: IsOpen = is_weekday,
) -> list[Day] | None:
    """None: the periods do not fill the whole."""
    if end is None:
        assert periods is not None
        found = [stepped(start, n, unit, every, end_of_month) for n in range(periods + 1)]
    elif stub in ("short_first", "long_first"):
        found = []
        n = 0
        while (date := stepped(end, -n, unit, every, end_of_month)) > start:
            found.append(date)
            n += 1
        exact = date == start
        if not exact and stub == "long_first" and len(found) > 1:
            found.pop()
        found = [*sorted(found), end] if not found else sorted(found)
        found = [start, *found] if found[0] != start else found
    elif stub == "none" and unit in MONTHS:
        return regular(start, end, MONTHS[unit] * every, end_of_month, convention, is_open)
    else:
        found = []
        n = 0
        while (date := stepped(start, n, unit, every, end_of_month)) < end:
            found.append(date)
            n += 1
        if date != end and stub == "none":
            return None
        if date != end and stub == "long_last" and len(found) > 1:
            found.pop()
        found.append(end)
    return [adjust(date, convention, is_open) for date in found]
