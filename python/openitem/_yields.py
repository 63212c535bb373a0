"""Present values and yields of flows: one vector, many vectors, a frame by key."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias

import narwhals
import numpy

from openitem import _core
from openitem._arguments import int32
from openitem._flow_columns import (
    Dates,
    FloatArray,
    Numbers,
    core_flows,
    core_terms,
    days_column,
    flat_numbers,
    numbers_array,
    one_number,
    present,
)
from openitem.errors import ArgumentError, DataError

FirstPeriod: TypeAlias = Literal["now", "one_period"]
"""``now``: the first amount is not discounted. ``one_period``: it comes at the end of the first period, as in Excel's NPV."""

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
    return _core.cashflow_npv(one_number(rate, "rate"), flat_numbers(amounts, "amounts"), first_period)


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
        terms: ``reference_start``, ``reference_end``, ``frequency``, ``end_of_month``, ``termination`` or ``calendar`` (a
            :class:`openitem.calendar.Calendar`, or its name) where the day count asks.

    >>> xnpv(0.1, ["2024-01-01", "2024-12-31"], [-100, 110])
    0.0
    """
    flows = core_flows(dates, amounts, offsets)
    rates = numpy.atleast_1d(numbers_array(rate, "rate"))
    values = _core.cashflow_present_values(
        flows, rates, core_terms(day_count, **terms), int32(threads, "threads")
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
    return _yields(core_flows(None, amounts, offsets), core_terms(), guess, offsets, threads)


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
    return _yields(
        core_flows(dates, amounts, offsets), core_terms(day_count, **terms), guess, offsets, threads
    )


def _yields(
    flows: _core.Flows,
    terms: _core.YieldTerms,
    guess: float | None,
    offsets: Any | None,
    threads: int,
) -> Yield | YieldTable:
    hint = None if guess is None else one_number(guess, "guess")
    if offsets is None:
        (rate_, status, sign_changes, _, unique), roots = _core.cashflow_yield(flows, terms, hint)
        return Yield(present(rate_), status, sign_changes, unique, roots)
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
    days = days_column(columns[date], date)
    amounts = flat_numbers(columns[amount], amount)
    _check_lengths(len(keys), {date: len(days), amount: len(amounts)})
    try:
        found = _yields(
            _core.Flows(days[order], amounts[order], None, offsets.astype(numpy.int64)),
            core_terms(day_count, **terms),
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
