"""Business days: calendars, adjustment of dates, periodic schedules.

A calendar is a value that the caller holds; there is no registry, and a day outside what a calendar knows is an error, never a
guess. Dates are single days or columns (NumPy arrays, lists, series), which broadcast. The rules of every calendar stand in
docs/methods/calendars.md. Everything is pure, may be used from any thread and runs columns without the interpreter's lock, O(n).

>>> from openitem.calendar import Calendar
>>> target = Calendar("TARGET")
>>> target.adjust("2024-03-29", "modified_following")  # Good Friday; the next business day is in April
datetime.date(2024, 3, 28)
>>> target.add_business_days("2024-03-28", 1)
datetime.date(2024, 4, 2)
>>> target.business_days_between("2024-03-28", "2024-04-02")
1
"""

import dataclasses
import datetime
from collections.abc import Iterable
from typing import Literal, SupportsIndex, TypeAlias

import numpy
from numpy.typing import NDArray

from openitem import _core
from openitem._arguments import flag, int32, sequence, text
from openitem._days import (
    Dates,
    DatesLike,
    DayArray,
    counts_out,
    dates_out,
    days_array,
    together,
)
from openitem.errors import ArgumentError
from openitem.time import DateLike, date_of, days_of, optional_days

__all__ = [
    "Calendar",
    "Convention",
    "HolidayRule",
    "all_open",
    "any_open",
    "easter",
    "fixed",
    "last_weekday",
    "names",
    "nth_weekday",
    "schedule",
    "schedules",
]

Convention: TypeAlias = Literal[
    "none",
    "following",
    "modified_following",
    "preceding",
    "modified_preceding",
    "nearest",
    "half_month_modified_following",
]
"""What happens to a date that is no business day. ``nearest``: fewer days away, the later of two as near."""

Unit: TypeAlias = Literal["days", "weeks", "months", "quarters", "years"]
Stub: TypeAlias = Literal["none", "short_first", "long_first", "short_last", "long_last"]
"""Which period is odd where the periods do not fill the whole; ``none``: they have to."""
Move: TypeAlias = Literal["stays", "sunday_to_monday", "nearest_weekday", "next_free_weekday"]
"""How a fixed holiday moves off a weekend."""
Weekday: TypeAlias = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _weekday(name: str, argument: str) -> int:
    """1 = Monday."""
    if text(name, argument) not in _WEEKDAYS:
        raise ArgumentError(
            f"{argument} = {name!r} is not a day of the week; choose one of {', '.join(_WEEKDAYS)}",
            status="invalid_argument",
            argument=argument,
        )
    return _WEEKDAYS.index(name) + 1


def _weekend(days: Iterable[str]) -> int:
    if isinstance(days, str):
        raise ArgumentError(
            "weekend must be several names, such as ('saturday', 'sunday')",
            status="invalid_argument",
            argument="weekend",
        )
    bits = 0
    for name in sequence(days, "weekend"):
        bits |= 1 << (_weekday(name, "weekend") - 1)
    return bits


@dataclasses.dataclass(frozen=True)
class HolidayRule:
    """A holiday of every year ``first_year`` .. ``last_year``; made by :func:`fixed`, :func:`nth_weekday`,
    :func:`last_weekday` and :func:`easter`."""

    kind: str
    month: int = 0
    day: int = 0
    nth: int = 0
    weekday: int = 1
    offset: int = 0
    move: str = "stays"
    first_year: int = 1900
    last_year: int = 9999


def fixed(
    month: int, day: int, move: Move = "stays", *, first_year: int = 1900, last_year: int = 9999
) -> HolidayRule:
    """The same date every year. A 29 February is one in leap years."""
    return HolidayRule("fixed", month, day, move=move, first_year=first_year, last_year=last_year)


def nth_weekday(
    nth: int, weekday: Weekday, month: int, *, first_year: int = 1900, last_year: int = 9999
) -> HolidayRule:
    """The first to fourth such weekday of a month."""
    day = _weekday(weekday, "weekday")
    return HolidayRule("nth_weekday", month, nth=nth, weekday=day, first_year=first_year, last_year=last_year)


def last_weekday(
    weekday: Weekday, month: int, *, first_year: int = 1900, last_year: int = 9999
) -> HolidayRule:
    """The last such weekday of a month."""
    day = _weekday(weekday, "weekday")
    return HolidayRule("last_weekday", month, weekday=day, first_year=first_year, last_year=last_year)


def easter(offset: int = 0, *, first_year: int = 1900, last_year: int = 9999) -> HolidayRule:
    """Days after Easter Sunday of the Gregorian calendar: -2 = Good Friday."""
    return HolidayRule("easter", offset=offset, first_year=first_year, last_year=last_year)


def _rules(rules: Iterable[HolidayRule]) -> list[HolidayRule]:
    found = list(sequence(rules, "rules"))
    for rule in found:
        if not isinstance(rule, HolidayRule):
            raise ArgumentError(
                f"rules must be made by fixed, nth_weekday, last_weekday or easter, not {type(rule).__name__}",
                status="invalid_argument",
                argument="rules",
            )
    return found


class Calendar:
    """Business days and holidays, immutable.

    Args:
        name: ``"TARGET"``, ``"US-settlement"``, ``"US-Fed"``, ``"UK"``, ``"BR-settlement"`` or ``"weekends-only"``.

    Raises:
        ArgumentError: No such calendar.

    Every method raises :class:`openitem.DataError` for a day outside :meth:`known`, naming the row.
    """

    __slots__ = ("_core",)

    def __init__(self, name: str) -> None:
        self._core = _core.Calendar.named(text(name, "name"))

    @classmethod
    def _of(cls, core: _core.Calendar) -> "Calendar":
        calendar = cls.__new__(cls)
        calendar._core = core
        return calendar

    @classmethod
    def from_holidays(
        cls,
        holidays: DatesLike,
        *,
        weekend: Iterable[Weekday] = ("saturday", "sunday"),
        first: DateLike | None = None,
        last: DateLike | None = None,
    ) -> "Calendar":
        """Holidays in any order and a weekend.

        Args:
            holidays: Days; repetitions count once.
            weekend: Days of the week that are never business days.
            first: First known day. Without ``first`` and ``last``: the years of the earliest to the latest holiday, or all
                days where there are no holidays.
            last: Last known day.

        Raises:
            ArgumentError: A holiday that is not among the days known, a weekend of seven days.
        """
        days = days_array(holidays, "holidays").reshape(-1).tolist()
        return cls._of(
            _core.Calendar.of_holidays(
                days, _weekend(weekend), optional_days(first, "first"), optional_days(last, "last")
            )
        )

    @classmethod
    def from_rules(
        cls,
        rules: Iterable[HolidayRule],
        first_year: SupportsIndex,
        last_year: SupportsIndex,
        *,
        weekend: Iterable[Weekday] = ("saturday", "sunday"),
    ) -> "Calendar":
        """Rules and a weekend; the years ``first_year`` .. ``last_year`` are known.

        >>> own = Calendar.from_rules([fixed(12, 25, "next_free_weekday"), easter(1)], 2020, 2030)
        >>> [day.isoformat() for day in own.holidays(2027)]
        ['2027-03-29', '2027-12-27']
        """
        members = [
            (
                text(rule.kind, "kind"),
                int32(rule.month, "month"),
                int32(rule.day, "day"),
                int32(rule.nth, "nth"),
                int32(rule.weekday, "weekday"),
                int32(rule.offset, "offset"),
                text(rule.move, "move"),
                int32(rule.first_year, "first_year"),
                int32(rule.last_year, "last_year"),
            )
            for rule in _rules(rules)
        ]
        return cls._of(
            _core.Calendar.of_rules(
                members, int32(first_year, "first_year"), int32(last_year, "last_year"), _weekend(weekend)
            )
        )

    @property
    def name(self) -> str:
        """The name it was asked by; empty for a calendar of the caller's."""
        return self._core.name()

    @property
    def known(self) -> tuple[datetime.date, datetime.date]:
        """First and last day that the calendar knows."""
        first, last = self._core.known()
        return date_of(first), date_of(last)

    def is_business_day(self, date: DatesLike) -> bool | NDArray[numpy.bool_]:
        """Whether the date is a business day; a bool, or a bool array for a column."""
        shape, (days,) = together(days_array(date, "date"))
        open_days = self._core.are_business_days(days).astype(numpy.bool_)
        return bool(open_days[0]) if shape == () else open_days.reshape(shape)

    def is_holiday(self, date: DateLike) -> bool:
        """Whether the date is a holiday by list or rule, on a weekend too."""
        return self._core.is_holiday(days_of(date, "date"))

    def holidays(self, year: SupportsIndex, *, weekdays_only: bool = True) -> list[datetime.date]:
        """Holidays of a year, ascending; ``weekdays_only`` leaves out those on weekends."""
        return [
            date_of(day)
            for day in self._core.holidays(int32(year, "year"), flag(weekdays_only, "weekdays_only"))
        ]

    def adjust(self, date: DatesLike, convention: Convention) -> datetime.date | Dates:
        """Moves dates that are no business days.

        Returns:
            A date, or a datetime64[D] array for a column.
        """
        shape, (days,) = together(days_array(date, "date"))
        return dates_out(self._core.adjust(days, text(convention, "convention")), shape)

    def add_business_days(
        self, date: DatesLike, count: SupportsIndex | NDArray[numpy.integer]
    ) -> datetime.date | Dates:
        """The ``count``-th business day after the date, before it where negative; 0 = the date where it is one, else the next."""
        counts = (
            count if isinstance(count, numpy.ndarray) else numpy.array(int32(count, "count"), numpy.int32)
        )
        if counts.dtype.kind not in "iu" or (
            counts.size and int(abs(counts.astype(numpy.int64)).max()) >= 2**31
        ):
            raise ArgumentError(
                "count must be whole numbers of 32 bits", status="invalid_argument", argument="count"
            )
        shape, (days, steps) = together(days_array(date, "date"), counts.astype(numpy.int32))
        return dates_out(self._core.add_business_days(days, steps), shape)

    def business_days_between(
        self, start: DatesLike, end: DatesLike, *, include_start: bool = True, include_end: bool = False
    ) -> int | DayArray:
        """Business days from ``start`` to ``end``, negative backwards. Each end counts where it is included and one."""
        shape, (starts, ends) = together(days_array(start, "start"), days_array(end, "end"))
        counts = self._core.business_days_between(
            starts, ends, flag(include_start, "include_start"), flag(include_end, "include_end")
        )
        return counts_out(counts, shape)

    def __repr__(self) -> str:
        first, last = self.known
        return f"Calendar({self.name!r}, {first} .. {last})"


def names() -> list[str]:
    """Every name that :class:`Calendar` knows.

    >>> names()
    ['TARGET', 'US-settlement', 'US-Fed', 'UK', 'BR-settlement', 'weekends-only']
    """
    return _core.calendar_names()


def all_open(*calendars: Calendar) -> Calendar:
    """Open when every calendar is open: their holidays add up. Known is what all know.

    >>> all_open(Calendar("TARGET"), Calendar("UK")).is_business_day("2024-05-06")
    False
    """
    return Calendar._of(_core.Calendar.all_open([calendar._core for calendar in _calendars(calendars)]))


def any_open(*calendars: Calendar) -> Calendar:
    """Open when at least one calendar is open: their business days add up. Known is what all know."""
    return Calendar._of(_core.Calendar.any_open([calendar._core for calendar in _calendars(calendars)]))


def core_calendar(calendar: "Calendar | str | None", argument: str) -> _core.Calendar | None:
    """What a function that takes a calendar by itself or by name hands on."""
    if calendar is None:
        return None
    if isinstance(calendar, str):
        return _core.Calendar.named(text(calendar, argument))
    if not isinstance(calendar, Calendar):
        raise ArgumentError(
            f"{argument} must be a Calendar or the name of one, not {type(calendar).__name__}",
            status="invalid_argument",
            argument=argument,
        )
    return calendar._core


def _calendars(calendars: tuple[Calendar, ...]) -> tuple[Calendar, ...]:
    for calendar in calendars:
        if not isinstance(calendar, Calendar):
            raise ArgumentError(
                f"a joint calendar is made of calendars, not of {type(calendar).__name__}",
                status="invalid_argument",
                argument="calendars",
            )
    return calendars


def schedule(
    start: DateLike,
    end: DateLike | None = None,
    *,
    unit: Unit,
    every: SupportsIndex = 1,
    periods: SupportsIndex | None = None,
    stub: Stub = "none",
    end_of_month: bool = False,
    convention: Convention = "none",
    calendar: Calendar | None = None,
    first: DateLike | None = None,
    penultimate: DateLike | None = None,
) -> list[datetime.date]:
    """The dates of a periodic schedule, the first and the last included; they never go back, adjusted ones may repeat.

    Args:
        start: First date.
        end: Last date; or ``periods``, not both.
        unit: What periods are made of.
        every: Units in a period, 1 to 10,000.
        periods: Number of periods from ``start``, 0 to 100,000.
        stub: Which period is odd.
        end_of_month: From a month end to month ends.
        convention: What happens to dates that are no business days; needs a calendar.
        calendar: Whose business days.
        first: End of a first, odd period, instead of ``stub``.
        penultimate: Start of a last, odd period, instead of ``stub``.

    Raises:
        ArgumentError: Terms that contradict each other, periods that do not fill the whole, end before start.
        DataError: A date outside 1900-01-01 .. 9999-12-31, or outside what the calendar knows.

    >>> [day.isoformat() for day in schedule("2024-01-31", "2024-04-30", unit="months", end_of_month=True)]
    ['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30']
    """
    terms = _schedule_terms(
        unit,
        every,
        stub,
        end_of_month=end_of_month,
        convention=convention,
        calendar=calendar,
        first=first,
        penultimate=penultimate,
    )
    if (end is None) == (periods is None):
        raise _one_end()
    if end is not None:
        return [
            date_of(day)
            for day in _core.schedule_between(days_of(start, "start"), days_of(end, "end"), terms)
        ]
    starts = numpy.array([days_of(start, "start")], numpy.int32)
    count = 0 if periods is None else int32(periods, "periods")
    return [date_of(day) for day in _core.schedule_of_periods(starts, count, terms).tolist()]


def schedules(
    start: DatesLike,
    end: DatesLike | None = None,
    *,
    unit: Unit,
    every: SupportsIndex = 1,
    periods: SupportsIndex | None = None,
    stub: Stub = "none",
    end_of_month: bool = False,
    convention: Convention = "none",
    calendar: Calendar | None = None,
) -> Dates | tuple[NDArray[numpy.int64], Dates]:
    """Many schedules at once; arguments as :func:`schedule`.

    Returns:
        With ``periods``: datetime64[D] of the shape (starts, periods + 1). With ``end``: offsets and dates, row i being
        ``dates[offsets[i]:offsets[i + 1]]``.

    >>> schedules(["2024-01-31", "2024-03-15"], unit="months", periods=2).astype(str).tolist()
    [['2024-01-31', '2024-02-29', '2024-03-31'], ['2024-03-15', '2024-04-15', '2024-05-15']]
    """
    terms = _schedule_terms(
        unit,
        every,
        stub,
        end_of_month=end_of_month,
        convention=convention,
        calendar=calendar,
        first=None,
        penultimate=None,
    )
    if (end is None) == (periods is None):
        raise _one_end()
    starts = days_array(start, "start").reshape(-1)
    if end is None:
        count = 0 if periods is None else int32(periods, "periods")
        rows = _core.schedule_of_periods(starts, count, terms)
        return rows.astype("datetime64[D]").reshape(starts.size, count + 1)
    ends = days_array(end, "end").reshape(-1)
    _, (starts, ends) = together(starts, ends)
    offsets, dates = _core.schedules_between(starts, ends, terms)
    return offsets, dates.astype("datetime64[D]")


def _one_end() -> ArgumentError:
    return ArgumentError(
        "a schedule ends on a date or after a number of periods: give end or periods, not both",
        status="invalid_argument",
        argument="end",
    )


def _schedule_terms(
    unit: str,
    every: SupportsIndex,
    stub: str,
    *,
    end_of_month: bool,
    convention: str,
    calendar: Calendar | None,
    first: DateLike | None,
    penultimate: DateLike | None,
) -> _core.ScheduleTerms:
    if calendar is not None and not isinstance(calendar, Calendar):
        raise ArgumentError(
            f"calendar must be a Calendar, not {type(calendar).__name__}",
            status="invalid_argument",
            argument="calendar",
        )
    return _core.ScheduleTerms(
        int32(every, "every"),
        text(unit, "unit"),
        text(stub, "stub"),
        flag(end_of_month, "end_of_month"),
        text(convention, "convention"),
        None if calendar is None else calendar._core,
        optional_days(first, "first"),
        optional_days(penultimate, "penultimate"),
    )
