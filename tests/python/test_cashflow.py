"""Cash flows through Python: against numpy-financial, pyxirr, SciPy and QuantLib, and what must be refused."""

import itertools
import math

import numpy
import openitem
import pytest
from openitem import cashflow
from openitem.calendar import Calendar

RANDOM = numpy.random.default_rng(11)
RATES = RANDOM.uniform(-0.05, 0.3, 200)
PERIODS = RANDOM.integers(1, 360, 200)
WHEN = RANDOM.integers(0, 2, 200)


def vectors(count: int) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
    """Days, amounts and offsets of loans of 3 to 30 flows."""
    sizes = RANDOM.integers(3, 31, count)
    offsets = numpy.concatenate([[0], numpy.cumsum(sizes)])
    days, amounts = [], []
    for size in sizes:
        days.append(19_000 + numpy.cumsum(RANDOM.integers(1, 50, size)))
        paid = RANDOM.uniform(50, 150, size)
        paid[0] = -paid[1:].sum() / RANDOM.uniform(0.9, 1.4)
        amounts.append(paid.round(2))
    return numpy.concatenate(days).astype("datetime64[D]"), numpy.concatenate(amounts), offsets


def test_yields_are_those_of_pyxirr_scipy_and_quantlib() -> None:
    pyxirr = pytest.importorskip("pyxirr")
    optimize = pytest.importorskip("scipy.optimize")
    ql = pytest.importorskip("QuantLib")
    days, amounts, offsets = vectors(200)
    found = cashflow.xirr(days, amounts, offsets=offsets)
    assert set(found.status) == {"solved"}
    assert found.unique.all()
    for at, (first, last) in enumerate(itertools.pairwise(offsets)):
        dates = days[first:last].tolist()
        paid = amounts[first:last]
        assert found.rate[at] == pytest.approx(pyxirr.xirr(dates, paid), abs=1e-8)  # it stops there
        years = (days[first:last] - days[first]).astype(int) / 365
        root = optimize.brentq(lambda r: (paid * (1 + r) ** -years).sum(), -0.99, 1e6, xtol=1e-15, rtol=1e-14)
        assert found.rate[at] == pytest.approx(root, rel=1e-11, abs=1e-13)
        if at % 20 == 0:
            leg = [
                ql.SimpleCashFlow(amount, ql.Date(day.day, day.month, day.year))
                for amount, day in zip(paid[1:].tolist(), dates[1:], strict=True)
            ]
            start = ql.Date(dates[0].day, dates[0].month, dates[0].year)
            same = ql.CashFlows.yieldRate(
                leg,
                -paid[0],
                ql.Actual365Fixed(),
                ql.Compounded,
                ql.Annual,
                False,
                start,
                start,
                1e-13,
                100,
                0.05,
            )
            assert found.rate[at] == pytest.approx(same, rel=1e-9)
        assert cashflow.xnpv(found.rate[at], dates, paid) == pytest.approx(0, abs=1e-9)


def test_annuities_are_those_of_numpy_financial() -> None:
    npf = pytest.importorskip("numpy_financial")
    present, future = 10_000.0, -500.0
    payment = cashflow.pmt(RATES, PERIODS, present, future, WHEN)
    assert payment == pytest.approx(npf.pmt(RATES, PERIODS, present, future, WHEN), rel=1e-9)
    assert cashflow.pv(RATES, PERIODS, -100.0, future, WHEN) == pytest.approx(
        npf.pv(RATES, PERIODS, -100.0, future, WHEN), rel=1e-9
    )
    assert cashflow.fv(RATES, PERIODS, -100.0, present, WHEN) == pytest.approx(
        npf.fv(RATES, PERIODS, -100.0, present, WHEN), rel=1e-9
    )
    small = numpy.minimum(PERIODS, 24)
    assert cashflow.ipmt(RATES, 1, small, present, 0.0, WHEN) == pytest.approx(
        npf.ipmt(RATES, 1, small, present, 0.0, WHEN), rel=1e-9, abs=1e-9
    )
    assert cashflow.irr([-100, 39, 59, 55, 20]).rate == pytest.approx(
        npf.irr([-100, 39, 59, 55, 20]), rel=1e-12
    )


def test_broadcasting() -> None:
    table = cashflow.pmt([[0.01], [0.02]], [12, 24, 36], 1000)
    assert table.shape == (2, 3)
    assert table[1, 2] == cashflow.pmt(0.02, 36, 1000)
    assert isinstance(cashflow.pmt(0.02, 36, 1000), float)
    assert numpy.isnan(cashflow.nper(0.1, [-50.0, -200.0], 1000)).tolist() == [True, False]


def test_frames_by_key() -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(
        {
            "loan": ["B", "A", "B", "A", "C"],
            "day": ["2024-01-01", "2024-01-01", "2024-12-31", "2024-12-31", "2024-01-01"],
            "paid": [-100.0, -50.0, 110.0, 60.0, 5.0],
            "currency": ["EUR", "USD", "EUR", "USD", "EUR"],
        }
    )
    found = cashflow.xirr_by(frame, by="loan", date="day", amount="paid", currency="currency")
    assert isinstance(found, polars.DataFrame)
    assert found["loan"].to_list() == ["A", "B", "C"]
    assert found["rate"].to_list()[:2] == pytest.approx([0.2, 0.1])
    assert found["status"].to_list() == ["solved", "solved", "one_sign"]
    mixed = frame.with_columns(currency=polars.Series(["EUR", "USD", "EUR", "EUR", "EUR"]))
    with pytest.raises(openitem.DataError) as caught:
        cashflow.xirr_by(mixed, by="loan", date="day", amount="paid", currency="currency")
    assert caught.value.row == 3


def test_bad_input_is_located() -> None:
    with pytest.raises(openitem.DataError) as caught:
        cashflow.irr([-100, math.nan, 50])
    assert caught.value.row == 1
    with pytest.raises(openitem.DataError) as caught:
        cashflow.xirr(["2024-01-01", "2024-13-01"], [-1, 2])
    assert caught.value.row == 1
    with pytest.raises(openitem.ArgumentError) as refused:
        cashflow.pmt([0.01, -1.0], 12, 1000)
    assert refused.value.row == 1
    with pytest.raises(openitem.ArgumentError):
        cashflow.npv(-1.0, [1.0], first_period="now")
    with pytest.raises(openitem.ArgumentError):
        cashflow.xirr(["2024-01-01", "2025-01-01"], [-1, 2], offsets=[0, 2, 1])
    with pytest.raises(openitem.ArgumentError):
        float(cashflow.irr([1, 2]))
    with pytest.raises(openitem.DataError):
        cashflow.apr_eu([("2024-01-01", 100)], [("2023-12-31", 110)], time_basis="months")


def test_day_counts_reach_the_formula() -> None:
    flows = (
        ["2007-01-12", "2008-02-14", "2008-03-03", "2008-06-14", "2008-12-01"],
        [-10000, 2500, 2000, 3000, 4000],
    )
    rates = {
        name: cashflow.xirr(*flows, day_count=name).rate
        for name in ("act_360", "thirty_e_360", "act_act_isda", "act_365_fixed")
    }
    assert rates["act_360"] == pytest.approx(0.0991988898057063, abs=1e-9)
    assert len(set(rates.values())) == 4


def test_business_days_of_a_calendar_of_the_caller() -> None:
    """Present values over 252 business days are sums by NumPy's own count of them."""
    holidays = ["2024-03-29", "2024-04-01", "2024-05-01", "2024-12-25", "2025-01-01"]
    own = Calendar.from_holidays(holidays)
    dates = ["2024-01-02", "2024-03-30", "2024-05-01", "2024-11-15", "2025-03-03"]
    amounts = [-1000.0, 200.0, 300.0, 300.0, 310.0]
    years = numpy.busday_count(dates[0], dates, holidays=holidays) / 252
    expected = float(sum(numpy.array(amounts) / 1.07**years))
    assert cashflow.xnpv(0.07, dates, amounts, day_count="bus_252", calendar=own) == pytest.approx(
        expected, abs=1e-10
    )
    found = cashflow.xirr(dates, amounts, day_count="bus_252", calendar=own)
    assert found.status == "solved"
    assert sum(numpy.array(amounts) / (1 + float(found)) ** years) == pytest.approx(0, abs=1e-9)
    many = cashflow.xirr(
        [*dates, *dates], [*amounts, *amounts], offsets=[0, 5, 10], day_count="bus_252", calendar=own
    )
    assert list(many.rate) == [found.rate, found.rate]
    with pytest.raises(openitem.Error, match="calendar"):
        cashflow.xnpv(0.07, dates, amounts, day_count="bus_252")
    ql = pytest.importorskip("QuantLib")
    brazil = ql.Business252(ql.Brazil(ql.Brazil.Settlement))
    days = [ql.Date(15, 1, 2024), ql.Date(20, 6, 2025)]
    expected = -100 + 120 / 1.11 ** brazil.yearFraction(*days)
    dates = ["2024-01-15", "2025-06-20"]
    assert cashflow.xnpv(
        0.11, dates, [-100, 120], day_count="bus_252", calendar="BR-settlement"
    ) == pytest.approx(expected, abs=1e-10)
