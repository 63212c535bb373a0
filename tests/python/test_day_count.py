"""Day counts: examples, invariants, columns, and what is refused."""

import datetime
from fractions import Fraction
from typing import Any, get_args

import numpy
import openitem
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openitem import day_count
from openitem.calendar import Calendar

DAYS = st.dates(datetime.date(1995, 1, 1), datetime.date(2080, 12, 31))
TERMS = day_count.Terms(
    reference_start="2001-02-28",
    reference_end="2001-08-31",
    frequency=2,
    end_of_month=True,
    termination="2031-02-28",
    calendar=Calendar("weekends-only"),
)
CONVENTIONS = get_args(day_count.Convention)
EXCEL = tuple(name for name in CONVENTIONS if name.startswith("excel"))
ADDITIVE = (
    "act_act_isda",
    "act_act_icma",
    "act_360",
    "act_364",
    "act_365_fixed",
    "act_366",
    "act_365_25",
    "nl_365",
    "thirty_e_360",
    "thirty_365",
    "bus_252",
)


def ratio(start: Any, end: Any, convention: str) -> Fraction:
    found = day_count.year_fraction_ratio(start, end, convention, TERMS)
    assert isinstance(found, Fraction)
    return found


@given(DAYS, DAYS, st.sampled_from(sorted(set(CONVENTIONS) - set(EXCEL))))
def test_backwards_is_the_negative(start: datetime.date, end: datetime.date, convention: str) -> None:
    if start == end and convention == "one_one":
        return
    assert ratio(end, start, convention) == -ratio(start, end, convention)
    assert day_count.day_count(end, start, convention, TERMS) == -day_count.day_count(
        start, end, convention, TERMS
    )


@given(DAYS, DAYS, DAYS, st.sampled_from(ADDITIVE))
def test_parts_of_a_period_add_up(
    one: datetime.date, two: datetime.date, three: datetime.date, convention: str
) -> None:
    first, middle, last = sorted([one, two, three])
    assert ratio(first, middle, convention) + ratio(middle, last, convention) == ratio(
        first, last, convention
    )


@given(DAYS, DAYS, st.sampled_from(sorted(set(CONVENTIONS) - {"one_one"})))
def test_a_year_fraction_is_near_the_years_that_passed(
    start: datetime.date, end: datetime.date, convention: str
) -> None:
    first, last = sorted([start, end])
    exact = (last - first).days / 365.2425
    years = ratio(first, last, convention)
    assert abs(float(years) - exact) <= 0.035 * exact + 0.02
    assert day_count.year_fraction(first, last, convention, TERMS) == years.numerator / years.denominator


@given(DAYS, st.sampled_from(sorted(set(CONVENTIONS) - {"one_one"})))
def test_no_time_is_no_part_of_a_year(day: datetime.date, convention: str) -> None:
    if convention in {"thirty_360_us", "thirty_e_360_isda", "thirty_360_psa"} or convention in EXCEL:
        return  # the end of February may be the 30th on one side
    assert ratio(day, day, convention) == 0


@given(DAYS, st.integers(1, 30))
def test_whole_years_of_the_conventions_that_count_them(day: datetime.date, years: int) -> None:
    last = openitem.time.add_months(day, 12 * years)
    if day.month != 2:
        assert ratio(day, last, "act_act_afb") == years
    assert ratio(day, last, "act_act_year") == years


@given(st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=20), st.sampled_from(CONVENTIONS))
def test_a_column_is_its_rows(pairs: list[tuple[datetime.date, datetime.date]], convention: str) -> None:
    starts = numpy.array([start for start, _ in pairs], "datetime64[D]")
    ends = [end for _, end in pairs]
    rows = [day_count.day_count(start, end, convention, TERMS) for start, end in pairs]
    assert day_count.day_count(starts, ends, convention, TERMS).tolist() == rows
    years = [day_count.year_fraction(start, end, convention, TERMS) for start, end in pairs]
    assert day_count.year_fraction(starts, ends, convention, TERMS).tolist() == years
    above, below = day_count.year_fraction_ratio(starts, ends, convention, TERMS)
    assert (above / below).tolist() == years
    assert (below > 0).all()


def test_columns_broadcast() -> None:
    starts = numpy.array([["2024-01-31"], ["2024-02-29"]], "datetime64[D]")
    ends = numpy.array(["2024-03-31", "2024-04-30", "2024-05-31"], "datetime64[D]")
    assert day_count.day_count(starts, ends, "act_360").shape == (2, 3)
    assert day_count.day_count("2024-01-31", ends, "act_360").tolist() == [60, 90, 121]
    frames = [pytest.importorskip(name) for name in ("pandas", "polars")]
    for frame in frames:
        series = frame.Series(ends)
        assert day_count.day_count("2024-01-31", series, "act_360").tolist() == [60, 90, 121]


def test_icma_measures_odd_periods_in_regular_ones() -> None:
    """A long first coupon, and a long last one with and without the end-of-month rule (ISDA memorandum of 1998)."""
    first = day_count.Terms(reference_start="2003-01-15", reference_end="2003-07-15")
    assert ratio_of("2002-08-15", "2003-07-15", first) == Fraction(1, 2) + Fraction(153, 2 * 184)
    for rolls, days in ((True, 92), (False, 90)):
        last = day_count.Terms(
            reference_start="1999-08-31", reference_end="1999-11-30", frequency=4, end_of_month=rolls
        )
        assert ratio_of("1999-11-30", "2000-04-30", last) == Fraction(1, 4) + Fraction(61, 4 * days)


def ratio_of(start: str, end: str, terms: day_count.Terms) -> Fraction:
    found = day_count.year_fraction_ratio(start, end, "act_act_icma", terms)
    assert isinstance(found, Fraction)
    return found


def test_a_reference_of_several_periods_divides() -> None:
    terms = day_count.Terms(
        reference_start="2000-02-29", reference_end="2005-08-31", frequency=4, end_of_month=True
    )
    assert ratio_of("2000-02-29", "2005-08-31", terms) == Fraction(22, 4)
    assert ratio_of("2001-05-31", "2001-06-30", terms) == Fraction(30, 4 * 92)


@pytest.mark.parametrize(
    ("convention", "terms", "words"),
    [
        ("act_act_icma", day_count.Terms(), "reference_start"),
        (
            "act_act_icma",
            day_count.Terms(reference_start="2024-01-01", reference_end="2024-01-01"),
            "end after",
        ),
        (
            "act_act_icma",
            day_count.Terms(reference_start="2024-01-01", reference_end="2024-06-01"),
            "months long",
        ),
        (
            "act_act_icma",
            day_count.Terms(reference_start="2024-01-01", reference_end="2024-07-01", frequency=5),
            "frequency = 5",
        ),
        (
            "act_act_icma",
            day_count.Terms(reference_start="2024-01-01", reference_end="2025-02-01", frequency=2),
            "whole number",
        ),
        ("thirty_e_360_isda", day_count.Terms(), "termination"),
        ("bus_252", day_count.Terms(), "calendar"),
        ("act_365", day_count.Terms(), "act_365"),
        ("", day_count.Terms(), "unknown"),
    ],
)
def test_what_is_missing_is_said(convention: Any, terms: day_count.Terms, words: str) -> None:
    with pytest.raises(openitem.ArgumentError, match=words):
        day_count.year_fraction("2024-01-31", "2024-03-31", convention, terms)


def test_bad_cells_are_located() -> None:
    good = numpy.array(["2024-01-31", "2024-02-29"], "datetime64[D]")
    with pytest.raises(openitem.DataError) as missing:
        day_count.day_count(good, numpy.array(["2024-03-31", "NaT"], "datetime64[D]"), "act_360")
    assert (missing.value.row, missing.value.column) == (1, "end")
    with pytest.raises(openitem.DataError) as outside:
        day_count.day_count(good, numpy.array(["2024-03-31", "1899-12-31"], "datetime64[D]"), "act_360")
    assert outside.value.row == 1
    with pytest.raises(openitem.DataError) as unreadable:
        day_count.day_count(good, ["2024-03-31", "2024-02-30"], "act_360")
    assert unreadable.value.row == 1
    with pytest.raises(openitem.ArgumentError, match="go together"):
        day_count.day_count(good, good[:1].repeat(3), "act_360")
    for column in (numpy.array([1, 2]), numpy.array([1.5]), numpy.array(["2024-01"], "datetime64[M]")):
        with pytest.raises(openitem.ArgumentError, match="type"):
            day_count.day_count(column, good[0], "act_360")
    with pytest.raises(openitem.DataError) as unknown:
        day_count.day_count(
            ["2024-01-31", "1990-01-31"], good[0], "bus_252", day_count.Terms(calendar=Calendar("TARGET"))
        )
    assert unknown.value.row == 1
