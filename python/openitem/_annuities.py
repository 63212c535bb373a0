"""Annuities: present value, payments and future value in one equation, solved for one of its parts."""

import math
from typing import Any

import narwhals
import numpy

from openitem import _core
from openitem._arguments import int32, int64
from openitem._flow_columns import FloatArray, Numbers, numbers_array, one_number, present
from openitem._yields import Yield
from openitem.errors import ArgumentError


def _annuity(figure: str, threads: int, timing: Any, **parts: Numbers) -> Any:
    names = ("rate", "periods", "payment", "present_value", "future_value", "first", "last")
    given = {name: numbers_array(value, name) for name, value in parts.items()}
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
            one_number(payment, "payment"),
            one_number(present_value, "present_value"),
            one_number(future_value, "future_value"),
            int32(timing, "timing"),
            None if guess is None else one_number(guess, "guess"),
        )
        return Yield(present(found), status, sign_changes, unique, roots)
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
