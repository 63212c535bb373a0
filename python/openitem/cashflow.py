"""Cash-flow mathematics: present values, yields, annuities, conversions of rates, annual percentage rates of credit.

Amounts are numbers of one currency in any unit; what is received is positive, what is paid negative; results are unrounded floats.
Rates are fractions (0.05 = 5 %). Annuity functions and conversions broadcast like NumPy: floats in, a float out; arrays or
columns in, an array out. An impossible input is an error with its row; a rate that does not exist, or of which there are
several, is a status of the result, never a number. docs/methods/cashflow.md states every formula. Every function is pure, may be
called from any thread, and gives the same bits on every machine.

>>> from openitem import cashflow
>>> found = cashflow.xirr(["2024-01-01", "2024-07-01", "2025-01-01"], [-1000, 500, 560])
>>> round(found.rate, 9), found.status, found.unique
(0.079410585, 'solved', True)
"""

from openitem._annual_rates import (
    AnnualRate,
    Placed,
    TimeBasis,
    UnitPeriod,
    apr_eu,
    apr_regulation_z,
    effective_rate,
    nominal_rate,
    round_percent,
    unit_periods_between,
)
from openitem._annuities import cumipmt, cumprinc, fv, ipmt, nper, pmt, ppmt, pv, rate
from openitem._flow_columns import Dates, FloatArray, Numbers
from openitem._yields import (
    STATUSES,
    FirstPeriod,
    Yield,
    YieldTable,
    irr,
    npv,
    xirr,
    xirr_by,
    xnpv,
)

__all__ = [
    "STATUSES",
    "AnnualRate",
    "Dates",
    "FirstPeriod",
    "FloatArray",
    "Numbers",
    "Placed",
    "TimeBasis",
    "UnitPeriod",
    "Yield",
    "YieldTable",
    "apr_eu",
    "apr_regulation_z",
    "cumipmt",
    "cumprinc",
    "effective_rate",
    "fv",
    "ipmt",
    "irr",
    "nominal_rate",
    "nper",
    "npv",
    "pmt",
    "ppmt",
    "pv",
    "rate",
    "round_percent",
    "unit_periods_between",
    "xirr",
    "xirr_by",
    "xnpv",
]
