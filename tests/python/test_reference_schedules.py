"""Business days, conventions and periodic schedules against the model that goes day by day."""

import datetime
import random
from fractions import Fraction
from typing import Any

import openitem
import pytest
from openitem import day_count
from openitem.calendar import Calendar, schedule
from reference import business_days as model

FIRST = datetime.date(2010, 1, 1)
CONVENTIONS: list[Any] = [
    "none",
    "following",
    "modified_following",
    "preceding",
    "modified_preceding",
    "nearest",
    "half_month_modified_following",
]


def day(rng: random.Random, span: int = 5000) -> datetime.date:
    return FIRST + datetime.timedelta(days=rng.randint(0, span))


@pytest.mark.parametrize("name", list(model.CALENDARS))
def test_days_of_a_calendar(name: str) -> None:
    rng = random.Random(name)
    calendar, is_open = Calendar(name), model.CALENDARS[name]
    every_day = [FIRST + datetime.timedelta(days=at) for at in range(5000)]
    assert [bool(found) for found in calendar.is_business_day(every_day)] == list(map(is_open, every_day))
    for convention in CONVENTIONS:
        adjusted = calendar.adjust(every_day, convention)
        assert adjusted.tolist() == [model.adjust(date, convention, is_open) for date in every_day], (
            convention
        )
    for _ in range(300):
        start, count = day(rng), rng.randint(-60, 60)
        assert calendar.add_business_days(start, count) == model.add_business_days(start, count, is_open)
        end = start + datetime.timedelta(days=rng.randint(-90, 90))
        for include_start in (False, True):
            for include_end in (False, True):
                assert calendar.business_days_between(
                    start, end, include_start=include_start, include_end=include_end
                ) == model.business_days(start, end, is_open, include_start, include_end), (start, end)


@pytest.mark.parametrize("seed", range(6))
def test_schedules_are_those_of_the_model(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(500):
        unit: Any = rng.choice(["days", "weeks", "months", "quarters", "years"])
        name = rng.choice(list(model.CALENDARS))
        start = rng.choice([day(rng, 3000), model.month_end(day(rng, 3000))])
        terms: dict[str, Any] = {
            "unit": unit,
            "every": rng.choice([1, 1, 2, 3]),
            "end_of_month": unit not in ("days", "weeks") and rng.random() < 0.5,
            "convention": rng.choice(CONVENTIONS),
        }
        end = None
        if rng.random() < 0.4:
            terms["periods"] = rng.randint(0, 8)
        else:
            end = start + datetime.timedelta(days=rng.randint(1, 60 if unit in ("days", "weeks") else 1200))
            end = rng.choice([end, model.month_end(end)])
            terms["stub"] = rng.choice(["none", "short_first", "long_first", "short_last", "long_last"])
        expected = model.schedule(start, end, is_open=model.CALENDARS[name], **terms)
        try:
            found = schedule(start, end, calendar=Calendar(name), **terms)
        except openitem.ArgumentError:
            assert expected is None, (start, end, terms)
            continue
        assert found == expected, (start, end, name, terms)
        assert found == sorted(found)


def test_business_days_of_252() -> None:
    rng = random.Random(13)
    terms = day_count.Terms(calendar=Calendar("BR-settlement"))
    for _ in range(400):
        start = day(rng)
        end = start + datetime.timedelta(days=rng.randint(0, 1500))
        counted = model.business_days(start, end, model.is_brazilian)
        assert day_count.day_count(start, end, "bus_252", terms) == counted, (start, end)
        assert day_count.year_fraction_ratio(start, end, "bus_252", terms) == Fraction(counted, 252)
