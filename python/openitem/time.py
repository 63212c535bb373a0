"""Calendar days without a clock, from 1900-01-01 to 9999-12-31.

Every function is pure and may be called from any thread. Wherever a day is expected it may be a ``datetime.date``, a
``datetime.datetime`` without time zone (its day is taken), an ISO text or a ``numpy.datetime64``.
"""

import datetime
from typing import SupportsIndex, TypeAlias

import numpy

from openitem import _core
from openitem._arguments import int32, text
from openitem.errors import ArgumentError

__all__ = ["DateLike", "add_days", "add_months", "format_date", "is_month_end", "month_end", "parse_date"]

DateLike: TypeAlias = datetime.date | str | numpy.datetime64

_EPOCH = datetime.date(1970, 1, 1).toordinal()
ISO = "%Y-%m-%d"


def days_of(value: DateLike, argument: str) -> int:
    """Days since 1970-01-01 of a value that names a day."""
    if isinstance(value, str):
        return _core.parse_date(text(value, argument), ISO)
    if isinstance(value, numpy.datetime64):
        value = _date_of_numpy(value, argument)
    if isinstance(value, datetime.datetime) and value != value:  # noqa: PLR0124 (pandas' NaT)
        raise _not_a_day(value, argument)
    if isinstance(value, datetime.datetime) and value.tzinfo is not None:
        raise ArgumentError(
            f"{argument} = {value.isoformat()} has a time zone, and its day depends on whose clock is meant;"
            f" pass the date, for example {argument}.date()",
            status="invalid_argument",
            argument=argument,
        )
    if isinstance(value, datetime.date):
        return value.toordinal() - _EPOCH
    raise _not_a_day(value, argument)


def optional_days(value: DateLike | None, argument: str) -> int | None:
    """Days since 1970-01-01, or None where nothing is given."""
    return None if value is None else days_of(value, argument)


def date_of(days: int) -> datetime.date:
    """The day with this number of days since 1970-01-01."""
    return datetime.date.fromordinal(days + _EPOCH)


def _not_a_day(value: object, argument: str) -> ArgumentError:
    shown = repr(value)
    return ArgumentError(
        f"{argument} = {shown if len(shown) <= 40 else type(value).__name__} is not a day; pass a datetime.date, an ISO"
        " text such as '2024-06-30' or a numpy.datetime64",
        status="invalid_argument",
        argument=argument,
    )


def _date_of_numpy(value: numpy.datetime64, argument: str) -> datetime.date:
    unit = numpy.datetime_data(value.dtype)[0]
    if numpy.isnat(value) or unit in {"Y", "M", "generic"}:
        raise _not_a_day(value, argument)
    day = value.astype("datetime64[D]").item()
    if not isinstance(day, datetime.date):
        raise _not_a_day(value, argument)
    return day


def parse_date(value: str, format: str = ISO) -> datetime.date:
    """Reads a whole text by a format.

    Args:
        value: The text.
        format: ``%Y`` (four digits), ``%m``, ``%d`` (one or two digits), ``%b`` (English Jan .. Dec, any case), ``%H %M %S``
            (read and dropped), ``%%`` and literal characters; ``"iso"`` is ``"%Y-%m-%d"``. There is no two-digit year: a
            century is never guessed.

    Raises:
        ArgumentError: The format is not one.
        DataError: The text does not read by the format, names no day or a day outside 1900-01-01 .. 9999-12-31.

    >>> parse_date("30.6.2024", "%d.%m.%Y")
    datetime.date(2024, 6, 30)
    """
    return date_of(_core.parse_date(text(value, "value"), text(format, "format")))


def format_date(date: DateLike, format: str = ISO) -> str:
    """Prints a day by the fields that :func:`parse_date` reads; ``%m`` and ``%d`` have two digits.

    >>> format_date("2024-06-30", "%d %b %Y")
    '30 Jun 2024'
    """
    return _core.format_date(days_of(date, "date"), text(format, "format"))


def add_days(date: DateLike, days: SupportsIndex) -> datetime.date:
    """Moves by whole days, back where negative.

    >>> add_days("2024-02-28", 2)
    datetime.date(2024, 3, 1)
    """
    return date_of(_core.add_days(days_of(date, "date"), int32(days, "days")))


def add_months(date: DateLike, months: SupportsIndex) -> datetime.date:
    """Moves by whole months, clipped to the end of the month that is reached.

    >>> add_months("2024-01-31", 1)
    datetime.date(2024, 2, 29)
    """
    return date_of(_core.add_months(days_of(date, "date"), int32(months, "months")))


def month_end(date: DateLike) -> datetime.date:
    """Last day of the date's month.

    >>> month_end("2023-02-10")
    datetime.date(2023, 2, 28)
    """
    return date_of(_core.month_end(days_of(date, "date")))


def is_month_end(date: DateLike) -> bool:
    """Whether the date is the last day of its month.

    >>> is_month_end("2024-02-28")
    False
    """
    return _core.is_month_end(days_of(date, "date"))
