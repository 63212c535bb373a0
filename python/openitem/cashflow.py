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

import datetime
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias

import narwhals
import numpy

from openitem import _core
from openitem._arguments import flag, int32, int64
from openitem.errors import ArgumentError, DataError
from openitem.time import DateLike, days_of, optional_days

__all__ = [
    "AnnualRate",
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

Numbers: TypeAlias = Any
"""A number, or a sequence, array or column of numbers."""
Dates: TypeAlias = Any
"""A sequence, array or column of days: dates, ISO texts or datetime64."""
FloatArray: TypeAlias = numpy.ndarray[Any, Any]
FirstPeriod: TypeAlias = Literal["now", "one_period"]
"""``now``: the first amount is not discounted. ``one_period``: it comes at the end of the first period, as in Excel's NPV."""
UnitPeriod: TypeAlias = Literal["day", "week", "semimonth", "month", "year", "term"]
"""Standard intervals of Regulation Z; ``term``: one advance, one payment."""
TimeBasis: TypeAlias = Literal["months", "weeks", "years", "days_actual", "days_365"]
"""How the EU directives turn an interval into years."""
Placed: TypeAlias = tuple[int, float, float]
"""Full unit-periods, fraction of one more, amount."""

STATUSES = ("", "solved", "several_roots", "no_root", "one_sign", "not_converged", "out_of_range")


@dataclass(frozen=True, slots=True)
class Yield:
    """A rate of return and how it stands.

    Attributes:
        rate: A fraction; ``None`` unless there is one rate, or a guess chose one of several.
        status: ``solved``, ``several_roots``, ``no_root``, ``one_sign`` (nothing but receipts or nothing but payments),
            ``not_converged`` (the value touches zero within rounding) or ``out_of_range``.
        sign_changes: Of the amounts in order of time, those of one moment netted, zeros left out.
        unique: Whether it is proven to be the only rate above -100 %.
        roots: Every rate that fits, ascending.
    """

    rate: float | None
    status: str
    sign_changes: int
    unique: bool
    roots: list[float] = field(default_factory=list)

    def __float__(self) -> float:
        """The rate.

        Raises:
            ArgumentError: There is none.
        """
        if self.rate is None:
            raise ArgumentError(f"there is no rate: {self.status}", status="invalid_argument")
        return self.rate


class YieldTable(NamedTuple):
    """The yields of many vectors of flows, an array each; ``rate`` is NaN where there is none."""

    rate: FloatArray
    status: FloatArray
    sign_changes: FloatArray
    roots: FloatArray
    unique: FloatArray


@dataclass(frozen=True, slots=True)
class AnnualRate:
    """An annual percentage rate.

    Attributes:
        rate: A year's, a fraction, unrounded; ``None`` where the status is not ``solved``.
        status, sign_changes, unique: As in :class:`Yield`.
        period_rate: Regulation Z: of a unit-period. EU: the rate.
        periods_per_year: Regulation Z: unit-periods of a year. EU: 1.
    """

    rate: float | None
    status: str
    sign_changes: int
    unique: bool
    period_rate: float | None
    periods_per_year: float

    def percent(self, decimals: int = 1) -> float:
        """The rate in percent, half up; one decimal is what the EU directives ask for at least.

        Raises:
            ArgumentError: There is no rate; decimals outside 0 .. 9.
        """
        if self.rate is None:
            raise ArgumentError(f"there is no rate: {self.status}", status="invalid_argument")
        return round_percent(self.rate, decimals)


# ---- columns ---------------------------------------------------------------------------------------------


def _numbers(values: Numbers, argument: str) -> FloatArray:
    if isinstance(values, str | bytes):
        raise ArgumentError(
            f"{argument} must be numbers, not text", status="invalid_argument", argument=argument
        )
    native = narwhals.to_native(values, pass_through=True)
    try:
        array = numpy.asarray(native)
        if array.dtype.kind in "cUSmM":
            raise TypeError(f"they are {array.dtype}")
        if array.dtype.kind not in "iuf":
            array = numpy.asarray(
                [math.nan if value is None else float(value) for value in array.ravel()]
            ).reshape(array.shape)
        return numpy.asarray(array, dtype=numpy.float64, order="C")
    except (TypeError, ValueError) as error:
        raise ArgumentError(
            f"{argument} must be numbers: {error}", status="invalid_argument", argument=argument
        ) from None


def _number(value: Any, argument: str) -> float:
    """A plain number; what NumPy makes a float of, but no text."""
    if not isinstance(value, str | bytes):
        try:
            return float(value)
        except (TypeError, ValueError, OverflowError):
            pass
    raise ArgumentError(
        f"{argument} must be one number, not {type(value).__name__}",
        status="invalid_argument",
        argument=argument,
    )


def _flat(values: Numbers, argument: str) -> FloatArray:
    array = _numbers(values, argument)
    if array.ndim != 1:
        raise ArgumentError(
            f"{argument} must be one list of numbers, not {array.ndim}-dimensional",
            status="invalid_argument",
            argument=argument,
        )
    return array


def _days(values: Dates, argument: str) -> FloatArray:
    native = narwhals.to_native(values, pass_through=True)
    array = native if isinstance(native, numpy.ndarray) else None
    if array is None and hasattr(native, "to_numpy"):
        array = native.to_numpy()
    if array is not None and array.dtype.kind == "M":
        if numpy.isnat(array).any():
            row = int(numpy.flatnonzero(numpy.isnat(array))[0])
            raise DataError(
                f"{argument} has no day; expected a date in every row",
                status="missing_value",
                row=row,
                column=f"flows.{argument}",
            )
        wide = array.astype("datetime64[D]").astype(numpy.int64)
        return numpy.clip(wide, -(2**31), 2**31 - 1).astype(numpy.int32)
    if isinstance(native, str | bytes) or not isinstance(native, Iterable):
        raise ArgumentError(
            f"{argument} must be a sequence of days", status="invalid_argument", argument=argument
        )
    return numpy.asarray([_day(value, argument, row) for row, value in enumerate(native)], dtype=numpy.int32)


def _day(value: DateLike, argument: str, row: int) -> int:
    try:
        return days_of(value, argument)
    except (ArgumentError, DataError) as error:
        error.row, error.column = row, f"flows.{argument}"
        raise


def _offsets(offsets: Any | None, entries: int) -> FloatArray:
    if offsets is None:
        return numpy.asarray([0, entries], dtype=numpy.int64)
    array = numpy.asarray(offsets)
    if array.ndim != 1 or array.dtype.kind not in "iu":
        raise ArgumentError("offsets must be one list of ints", status="invalid_argument", argument="offsets")
    return array.astype(numpy.int64)


def _flows(dates: Dates | None, amounts: Numbers, offsets: Any | None) -> _core.Flows:
    given = numpy.asarray(narwhals.to_native(amounts, pass_through=True))
    if offsets is not None and given.dtype.kind in "iu" and given.dtype != numpy.uint64 and given.ndim == 1:
        days = None if dates is None else _days(dates, "date")
        return _core.Flows(days, None, given.astype(numpy.int64), _offsets(offsets, len(given)))
    values = _flat(amounts, "amounts")
    days = None if dates is None else _days(dates, "date")
    return _core.Flows(days, values, None, _offsets(offsets, len(values)))


def _terms(
    day_count: str = "act_365_fixed",
    *,
    reference_start: DateLike | None = None,
    reference_end: DateLike | None = None,
    frequency: int = 0,
    end_of_month: bool = False,
    termination: DateLike | None = None,
) -> _core.YieldTerms:
    return _core.YieldTerms(
        day_count,
        optional_days(reference_start, "reference_start"),
        optional_days(reference_end, "reference_end"),
        optional_days(termination, "termination"),
        int32(frequency, "frequency"),
        flag(end_of_month, "end_of_month"),
    )


def _present(value: float) -> float | None:
    return None if math.isnan(value) else value


# ---- present values and yields ---------------------------------------------------------------------------


def npv(rate: float, amounts: Numbers, *, first_period: FirstPeriod) -> float:
    """Sum of amount k / (1 + rate)^k.

    Args:
        rate: Of a period, above -1.
        amounts: One period apart.
        first_period: Required, see :data:`FirstPeriod`.

    Raises:
        ArgumentError: A rate of -1 or less.
        DataError: An amount that is not finite; ``row`` says which.

    >>> round(npv(0.1, [-10000, 3000, 4200, 6800], first_period="one_period"), 4)
    1188.4434
    """
    return _core.cashflow_npv(_number(rate, "rate"), _flat(amounts, "amounts"), first_period)


def xnpv(
    rate: Numbers,
    dates: Dates,
    amounts: Numbers,
    *,
    day_count: str = "act_365_fixed",
    offsets: Any | None = None,
    threads: int = 0,
    **terms: Any,
) -> Any:
    """Sum of amount / (1 + rate)^t, t in years from the earliest date; with ``offsets`` an array, one value a vector.

    Args:
        rate: Of a year, above -1; with offsets also one rate a vector.
        dates: In any order.
        amounts: As long as dates.
        day_count: See openitem's day counts; the default is Excel's.
        offsets: Vector i is entries offsets[i] to offsets[i + 1].
        threads: 0 to 256, of the form with offsets.
        terms: ``reference_start``, ``reference_end``, ``frequency``, ``end_of_month``, ``termination`` where the day count asks.

    >>> xnpv(0.1, ["2024-01-01", "2024-12-31"], [-100, 110])
    0.0
    """
    flows = _flows(dates, amounts, offsets)
    rates = numpy.atleast_1d(_numbers(rate, "rate"))
    values = _core.cashflow_present_values(
        flows, rates, _terms(day_count, **terms), int32(threads, "threads")
    )
    return float(values[0]) if offsets is None else values


def irr(amounts: Numbers, *, guess: float | None = None, offsets: Any | None = None, threads: int = 0) -> Any:
    """The rate a period at which amounts, one period apart, are worth nothing: a :class:`Yield`; with ``offsets`` a
    :class:`YieldTable`.

    Args:
        amounts: Received positive, paid negative.
        guess: Of several rates the one nearest to it; without it none is given.
        offsets, threads: As in :func:`xnpv`.

    >>> round(irr([-100, 39, 59, 55, 20]).rate, 9)
    0.280948421
    >>> both = irr([-100, 230, -132])
    >>> both.status, both.rate, [round(root, 9) for root in both.roots]
    ('several_roots', None, [0.1, 0.2])
    """
    return _yields(_flows(None, amounts, offsets), _terms(), guess, offsets, threads)


def xirr(
    dates: Dates,
    amounts: Numbers,
    *,
    day_count: str = "act_365_fixed",
    guess: float | None = None,
    offsets: Any | None = None,
    threads: int = 0,
    **terms: Any,
) -> Any:
    """The rate a year at which dated amounts are worth nothing: a :class:`Yield`; with ``offsets`` a :class:`YieldTable`.

    Args:
        dates: In any order; time runs from the earliest.
        amounts, guess: As in :func:`irr`.
        day_count, offsets, threads, terms: As in :func:`xnpv`.

    >>> xirr(["2024-01-01", "2025-01-01", "2026-01-01"], [-100.0] * 3).status
    'one_sign'
    """
    return _yields(_flows(dates, amounts, offsets), _terms(day_count, **terms), guess, offsets, threads)


def _yields(
    flows: _core.Flows,
    terms: _core.YieldTerms,
    guess: float | None,
    offsets: Any | None,
    threads: int,
) -> Yield | YieldTable:
    hint = None if guess is None else _number(guess, "guess")
    if offsets is None:
        (rate_, status, sign_changes, _, unique), roots = _core.cashflow_yield(flows, terms, hint)
        return Yield(_present(rate_), status, sign_changes, unique, roots)
    rates, statuses, changes, counts, proven = _core.cashflow_yields(
        flows, terms, hint, int32(threads, "threads")
    )
    return YieldTable(rates, numpy.asarray(STATUSES)[statuses], changes, counts, proven.astype(bool))


def xirr_by(
    frame: Any,
    *,
    by: str,
    date: str,
    amount: str,
    currency: str | None = None,
    day_count: str = "act_365_fixed",
    guess: float | None = None,
    threads: int = 0,
    **terms: Any,
) -> Any:
    """The yield of every loan, customer or investment of a frame, as a frame of the kind that came in.

    Columns: the key under its name, ascending; ``rate`` (None or NaN where there is none), ``status``, ``sign_changes``,
    ``roots``, ``unique``.

    Args:
        frame: A frame, or a dict of columns; rows in any order.
        by: Column of the keys.
        date: Column of the days.
        amount: Column of the amounts.
        currency: Column of currencies, which must be one for each key.
        day_count, guess, threads, terms: As in :func:`xirr`.

    Raises:
        DataError: A key with several currencies, a missing key; ``row`` says where.

    >>> flows = {"loan": ["B", "A", "B", "A"], "day": ["2024-01-01"] * 2 + ["2024-12-31"] * 2, "paid": [-100, -50, 110, 60]}
    >>> xirr_by(flows, by="loan", date="day", amount="paid")["loan"]
    ['A', 'B']
    """
    columns = frame if isinstance(frame, dict) else narwhals.from_native(frame, eager_only=True)
    known = list(columns) if isinstance(columns, dict) else columns.columns
    for name in (by, date, amount, *([] if currency is None else [currency])):
        if name not in known:
            raise DataError(
                f"flows.{name} is required; columns are {', '.join(map(str, known))}",
                status="missing_column",
                column=f"flows.{name}",
            )
    keys = list(columns[by])
    for row, key in enumerate(keys):
        if key is None or key != key:  # noqa: PLR0124 (NaN)
            raise DataError(
                f"{by} is missing; expected a key", status="missing_value", row=row, column=f"flows.{by}"
            )
    if currency is not None:
        _check_currencies(keys, list(columns[currency]), currency)
    names = sorted(set(keys))
    place = {key: number for number, key in enumerate(names)}
    codes = numpy.asarray([place[key] for key in keys], dtype=numpy.int64)
    order = numpy.argsort(codes, kind="stable")
    offsets = numpy.concatenate([[0], numpy.cumsum(numpy.bincount(codes, minlength=len(names)))])
    days = _days(columns[date], date)
    amounts = _flat(columns[amount], amount)
    _check_lengths(len(keys), {date: len(days), amount: len(amounts)})
    try:
        found = _yields(
            _core.Flows(days[order], amounts[order], None, offsets.astype(numpy.int64)),
            _terms(day_count, **terms),
            guess,
            offsets,
            threads,
        )
    except DataError as error:
        if error.row is not None:
            error.row = int(order[error.row])
        raise
    assert isinstance(found, YieldTable)
    return _frame_like(frame, {by: names, **found._asdict()})


def _check_lengths(rows: int, lengths: dict[str, int]) -> None:
    for name, length in lengths.items():
        if length != rows:
            raise DataError(
                f"flows.{name} has {length} rows, expected {rows}",
                status="ragged_columns",
                column=f"flows.{name}",
            )


def _check_currencies(keys: Sequence[Any], currencies: Sequence[Any], column: str) -> None:
    first: dict[Any, Any] = {}
    for row, (key, code) in enumerate(zip(keys, currencies, strict=True)):
        if first.setdefault(key, code) != code:
            raise DataError(
                f"{key!r} has flows in {first[key]} and {code}; expected one currency, convert the amounts first",
                status="inconsistent_data",
                row=row,
                column=f"flows.{column}",
            )


def _frame_like(frame: Any, columns: dict[str, Any]) -> Any:
    if isinstance(frame, dict):
        return {name: list(values) for name, values in columns.items()}
    backend = narwhals.from_native(frame, eager_only=True).implementation
    plain = {name: [_plain(value) for value in values] for name, values in columns.items()}
    return narwhals.from_dict(plain, backend=backend).to_native()


def _plain(value: Any) -> Any:
    """Python's own type; None for NaN."""
    own = value.item() if isinstance(value, numpy.generic) else value
    return None if isinstance(own, float) and math.isnan(own) else own


# ---- annuities -------------------------------------------------------------------------------------------


def _annuity(figure: str, threads: int, timing: Any, **parts: Numbers) -> Any:
    names = ("rate", "periods", "payment", "present_value", "future_value", "first", "last")
    given = {name: _numbers(value, name) for name, value in parts.items()}
    when = numpy.asarray(timing)
    if when.dtype.kind not in "iu":
        raise ArgumentError(
            "timing must be 0 (payments at the end of a period) or 1 (at its beginning)",
            status="invalid_argument",
            argument="timing",
        )
    try:
        shape = numpy.broadcast_shapes(when.shape, *(array.shape for array in given.values()))
    except ValueError as error:
        raise ArgumentError(f"{figure}: {error}", status="ragged_columns") from None
    rows = math.prod(shape)

    def column(array: FloatArray) -> FloatArray:
        single = array.size == 1
        return array.ravel() if single else numpy.ascontiguousarray(numpy.broadcast_to(array, shape)).ravel()

    values = _core.cashflow_annuities(
        figure,
        [column(given[name]) if name in given else numpy.empty(0) for name in names],
        column(numpy.clip(when, -1, 2)).astype(numpy.int32),
        rows,
        int32(threads, "threads"),
    )
    return values.reshape(shape) if shape else float(values[0])


def pv(
    rate: Numbers,
    periods: Numbers,
    payment: Numbers,
    future_value: Numbers = 0.0,
    timing: Any = 0,
    *,
    threads: int = 0,
) -> Any:
    """Present value: pv (1 + r)^n + payment (1 + r timing) ((1 + r)^n - 1) / r + fv = 0, Excel's equation and signs.

    Args:
        rate: Of a period, above -1.
        periods: Their number.
        payment: Of each period.
        future_value: Left at the end.
        timing: 0: payments at the end of a period. 1: at its beginning.
        threads: 0 to 256.

    Raises:
        ArgumentError: An impossible number; ``row`` says where.

    >>> round(pv(0.08 / 12, 240, 500), 2)
    -59777.15
    """
    return _annuity(
        "pv", threads, timing, rate=rate, periods=periods, payment=payment, future_value=future_value
    )


def fv(
    rate: Numbers,
    periods: Numbers,
    payment: Numbers,
    present_value: Numbers,
    timing: Any = 0,
    *,
    threads: int = 0,
) -> Any:
    """Future value. See :func:`pv`.

    >>> round(fv(0.005, 10, -200, -500, 1), 2)
    2581.4
    """
    return _annuity(
        "fv", threads, timing, rate=rate, periods=periods, payment=payment, present_value=present_value
    )


def pmt(
    rate: Numbers,
    periods: Numbers,
    present_value: Numbers,
    future_value: Numbers = 0.0,
    timing: Any = 0,
    *,
    threads: int = 0,
) -> Any:
    """Payment of each period. See :func:`pv`.

    >>> pmt([0.0, 0.3], [60, 12], [15000, 2000]).round(2).tolist()
    [-250.0, -626.91]
    """
    return _annuity(
        "pmt",
        threads,
        timing,
        rate=rate,
        periods=periods,
        present_value=present_value,
        future_value=future_value,
    )


def nper(
    rate: Numbers,
    payment: Numbers,
    present_value: Numbers,
    future_value: Numbers = 0.0,
    timing: Any = 0,
    *,
    threads: int = 0,
) -> Any:
    """Number of periods; in arrays NaN where none solves the equation, of plain numbers an error. See :func:`pv`.

    >>> round(nper(0.075, -2000, 0, 100000), 4)
    21.5449
    """
    found = _annuity(
        "nper",
        threads,
        timing,
        rate=rate,
        payment=payment,
        present_value=present_value,
        future_value=future_value,
    )
    if isinstance(found, float) and math.isnan(found):
        return _core.cashflow_nper(
            float(rate), float(payment), float(present_value), float(future_value), int(timing)
        )
    return found


def rate(
    periods: Numbers,
    payment: Numbers,
    present_value: Numbers,
    future_value: Numbers = 0.0,
    timing: Any = 0,
    *,
    guess: float | None = None,
    threads: int = 0,
) -> Any:
    """Rate of a period: of plain numbers a :class:`Yield`, of arrays an array with NaN where there is none or several.

    Args:
        periods: Whole, 1 to 1,000,000.
        payment, present_value, future_value, timing, threads: As in :func:`pv`.
        guess: Of several rates the one nearest to it; plain numbers only.

    >>> round(rate(48, -200, 8000).rate, 8)
    0.00770147
    """
    arguments = (periods, payment, present_value, future_value, timing)
    if all(numpy.ndim(narwhals.to_native(value, pass_through=True)) == 0 for value in arguments):
        (found, status, sign_changes, _, unique), roots = _core.cashflow_rate(
            int64(periods, "periods"),
            _number(payment, "payment"),
            _number(present_value, "present_value"),
            _number(future_value, "future_value"),
            int32(timing, "timing"),
            None if guess is None else _number(guess, "guess"),
        )
        return Yield(_present(found), status, sign_changes, unique, roots)
    if guess is not None:
        raise ArgumentError("guess is for plain numbers only", status="invalid_argument", argument="guess")
    return _annuity(
        "rate",
        threads,
        timing,
        periods=periods,
        payment=payment,
        present_value=present_value,
        future_value=future_value,
    )


def ipmt(
    rate: Numbers,
    period: Numbers,
    periods: Numbers,
    present_value: Numbers,
    future_value: Numbers = 0.0,
    timing: Any = 0,
    *,
    threads: int = 0,
) -> Any:
    """Interest in payment ``period``, 1 to ``periods``. ``ipmt + ppmt = pmt``. See :func:`pv`.

    >>> round(ipmt(0.1, 3, 3, 8000), 2)
    -292.45
    """
    return _part("ipmt", threads, timing, rate, period, periods, present_value, future_value)


def ppmt(
    rate: Numbers,
    period: Numbers,
    periods: Numbers,
    present_value: Numbers,
    future_value: Numbers = 0.0,
    timing: Any = 0,
    *,
    threads: int = 0,
) -> Any:
    """Principal in payment ``period``, 1 to ``periods``. See :func:`pv`.

    >>> round(ppmt(0.08, 10, 10, 200000), 2)
    -27598.05
    """
    return _part("ppmt", threads, timing, rate, period, periods, present_value, future_value)


def _part(
    figure: str,
    threads: int,
    timing: Any,
    rate: Numbers,
    period: Numbers,
    periods: Numbers,
    present_value: Numbers,
    future_value: Numbers,
) -> Any:
    return _annuity(
        figure,
        threads,
        timing,
        rate=rate,
        first=period,
        periods=periods,
        present_value=present_value,
        future_value=future_value,
    )


def cumipmt(
    rate: Numbers,
    periods: Numbers,
    present_value: Numbers,
    first: Numbers,
    last: Numbers,
    timing: Any = 0,
    *,
    threads: int = 0,
) -> Any:
    """Interest in payments ``first`` to ``last``. See :func:`pv`.

    >>> round(cumipmt(0.0075, 360, 125000, 13, 24), 4)
    -11135.2321
    """
    return _annuity(
        "cumipmt",
        threads,
        timing,
        rate=rate,
        periods=periods,
        present_value=present_value,
        first=first,
        last=last,
    )


def cumprinc(
    rate: Numbers,
    periods: Numbers,
    present_value: Numbers,
    first: Numbers,
    last: Numbers,
    timing: Any = 0,
    *,
    threads: int = 0,
) -> Any:
    """Principal in payments ``first`` to ``last``. See :func:`pv`.

    >>> round(cumprinc(0.0075, 360, 125000, 13, 24), 4)
    -934.1071
    """
    return _annuity(
        "cumprinc",
        threads,
        timing,
        rate=rate,
        periods=periods,
        present_value=present_value,
        first=first,
        last=last,
    )


# ---- conversions of rates --------------------------------------------------------------------------------


def _converted(convert: Any, rates: Numbers, periods_per_year: int) -> Any:
    array = _numbers(rates, "rate")
    periods = int32(periods_per_year, "periods_per_year")
    if array.ndim == 0:
        return convert(float(array), periods)
    return numpy.asarray([convert(value, periods) for value in array.ravel().tolist()]).reshape(array.shape)


def effective_rate(nominal_rate: Numbers, periods_per_year: int) -> Any:
    """(1 + nominal / periods)^periods - 1.

    >>> round(effective_rate(0.0525, 4), 9)
    0.053542667
    """
    return _converted(_core.cashflow_effective_rate, nominal_rate, periods_per_year)


def nominal_rate(effective_rate: Numbers, periods_per_year: int) -> Any:
    """The inverse of :func:`effective_rate`.

    >>> round(nominal_rate(0.053543, 4), 8)
    0.05250032
    """
    return _converted(_core.cashflow_nominal_rate, effective_rate, periods_per_year)


def round_percent(rate: float, decimals: int = 1) -> float:
    """A rate in percent with so many digits, half up.

    >>> round_percent(0.12946)
    12.9
    """
    return _core.cashflow_round_percent(_number(rate, "rate"), int32(decimals, "decimals"))


# ---- annual percentage rates -----------------------------------------------------------------------------


def _annual(found: tuple[float, str, int, bool, float, float]) -> AnnualRate:
    value, status, sign_changes, unique, period_rate, periods_per_year = found
    return AnnualRate(_present(value), status, sign_changes, unique, _present(period_rate), periods_per_year)


def _tuples(flows: Iterable[Any], size: int, argument: str) -> list[tuple[Any, ...]]:
    found = []
    for row, flow in enumerate(flows):
        if (
            isinstance(flow, str | bytes)
            or not isinstance(flow, Iterable)
            or len(entry := tuple(flow)) != size
        ):
            raise ArgumentError(
                f"{argument} has {flow!r}; expected {'(day or years, amount)' if size == 2 else '(unit-periods, fraction, amount)'}",
                status="invalid_argument",
                argument=argument,
                row=row,
            )
        found.append(entry)
    return found


def _dated(flows: Iterable[tuple[DateLike, Any]], argument: str) -> tuple[FloatArray, FloatArray]:
    pairs = _tuples(flows, 2, argument)
    return _days([day for day, _ in pairs], argument), _flat([amount for _, amount in pairs], argument)


def apr_regulation_z(
    advances: Iterable[tuple[Any, ...]],
    payments: Iterable[tuple[Any, ...]],
    *,
    unit_period: UnitPeriod | None = None,
    multiple: int = 1,
    periods_per_year: float | None = None,
) -> AnnualRate:
    """Annual percentage rate by Regulation Z (12 CFR 1026), Appendix J: the actuarial method.

    Args:
        advances: (day, amount) with ``unit_period``; (full unit-periods, fraction of one more, amount) with
            ``periods_per_year``. Amounts are above zero on both sides.
        payments: The same.
        unit_period: Of dated flows, see :data:`UnitPeriod`.
        multiple: So many weeks or months are the unit-period.
        periods_per_year: Unit-periods of a year.

    Raises:
        ArgumentError: Neither or both of unit_period and periods_per_year.
        DataError: A payment before the first advance, an amount that is not above zero.

    >>> apr = apr_regulation_z([("1978-01-10", 5000)], [(f"{1978 + m // 12}-{m % 12 + 1:02}-10", 230) for m in range(1, 25)],
    ...     unit_period="month")
    >>> apr.percent(2)
    9.69
    """
    if (unit_period is None) == (periods_per_year is None):
        raise ArgumentError(
            "give unit_period with dated flows, or periods_per_year with flows placed in unit-periods",
            status="not_set",
            argument="unit_period",
        )
    if periods_per_year is not None:
        return _annual(
            _core.cashflow_apr_unit_periods(
                _placed(advances, "advances"),
                _placed(payments, "payments"),
                _number(periods_per_year, "periods_per_year"),
            )
        )
    assert unit_period is not None
    return _annual(
        _core.cashflow_apr_regulation_z(
            *_dated(advances, "advances"),
            *_dated(payments, "payments"),
            unit_period,
            int32(multiple, "multiple"),
        )
    )


def _placed(flows: Iterable[tuple[Any, ...]], argument: str) -> list[Placed]:
    return [
        (int32(periods, "unit_periods"), _number(fraction, "fraction"), _number(amount, argument))
        for periods, fraction, amount in _tuples(flows, 3, argument)
    ]


def unit_periods_between(
    start: DateLike, end: DateLike, *, unit_period: UnitPeriod, multiple: int = 1
) -> tuple[int, float]:
    """Full unit-periods and the fraction of one more by Appendix J (b)(5).

    >>> periods, fraction = unit_periods_between("1978-02-10", "1978-04-01", unit_period="month")
    >>> periods, round(fraction * 30)
    (1, 19)
    """
    return _core.cashflow_unit_periods_between(
        days_of(start, "start"), days_of(end, "end"), unit_period, int32(multiple, "multiple")
    )


def apr_eu(
    advances: Iterable[tuple[Any, Any]],
    payments: Iterable[tuple[Any, Any]],
    *,
    time_basis: TimeBasis | None = None,
) -> AnnualRate:
    """Annual percentage rate of charge by Directives 2008/48/EC, Annex I, and (EU) 2023/2225, Annex III.

    Args:
        advances: (day, amount) with ``time_basis``, else (years from the first advance, amount). Amounts are above zero
            on both sides; charges paid at the start are deducted from the advance.
        payments: The same.
        time_basis: Of dated flows, see :data:`TimeBasis`.

    Raises:
        DataError: A payment before the first advance, an amount that is not above zero.

    >>> apr_eu([(0, 1000)], [(1, 600), (2, 600)]).percent(2)
    13.07
    """
    if time_basis is None:
        given, paid = _tuples(advances, 2, "advances"), _tuples(payments, 2, "payments")
        if any(isinstance(place, str | datetime.date | numpy.datetime64) for place, _ in given + paid):
            raise ArgumentError(
                "dated flows need time_basis: the directives leave open how days become years",
                status="not_set",
                argument="time_basis",
            )
        return _annual(
            _core.cashflow_apr_eu_years(
                _flat([years for years, _ in given], "advances"),
                _flat([amount for _, amount in given], "advances"),
                _flat([years for years, _ in paid], "payments"),
                _flat([amount for _, amount in paid], "payments"),
            )
        )
    return _annual(
        _core.cashflow_apr_eu(*_dated(advances, "advances"), *_dated(payments, "payments"), time_basis)
    )
