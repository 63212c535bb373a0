"""Checks of plain Python arguments, before they reach the compiled part."""

import operator
from collections.abc import Iterable, Sequence
from typing import Any, SupportsIndex, TypeVar

from openitem.errors import ArgumentError, ArithmeticOverflowError

T = TypeVar("T")

INT32 = 2**31
INT64 = 2**63


def int64(value: SupportsIndex, argument: str) -> int:
    """The value as an int that 64 bits hold."""
    return _integer(value, argument, INT64)


def int32(value: SupportsIndex, argument: str) -> int:
    """The value as an int that 32 bits hold."""
    return _integer(value, argument, INT32)


def _integer(value: SupportsIndex, argument: str, limit: int) -> int:
    if isinstance(value, bool):
        raise ArgumentError(
            f"{argument} must be an int, not bool", status="invalid_argument", argument=argument
        )
    try:
        number = operator.index(value)
    except TypeError:
        raise ArgumentError(
            f"{argument} must be an int, not {type(value).__name__}",
            status="invalid_argument",
            argument=argument,
        ) from None
    if not -limit <= number < limit:
        raise ArithmeticOverflowError(
            f"{argument} = {number if abs(number) < 10**40 else 'a huge number'} is outside -2^{limit.bit_length() - 1}"
            f" .. 2^{limit.bit_length() - 1} - 1",
            status="overflow",
            argument=argument,
        )
    return number


def text(value: str, argument: str) -> str:
    """The value, which must be a str."""
    if not isinstance(value, str):
        raise ArgumentError(
            f"{argument} must be a str, not {type(value).__name__}",
            status="invalid_argument",
            argument=argument,
        )
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ArgumentError(
            f"{argument} holds a lone surrogate and is not Unicode text",
            status="invalid_text",
            argument=argument,
        ) from None
    return value


def optional_text(value: str | None, argument: str) -> str:
    """The value, or the empty text that stands for "not given" in the compiled part."""
    return "" if value is None else text(value, argument)


def flag(value: Any, argument: str) -> bool:
    """True or False, or the 1 or 0 that stand for them: a text such as "no" would count as True."""
    is_whole = hasattr(value, "__index__") or type(value).__name__ in ("bool", "bool_")  # NumPy's, 2 and 1
    if is_whole and value in (0, 1):
        return bool(value)
    raise ArgumentError(
        f"{argument} must be True or False, not {value!r}", status="invalid_argument", argument=argument
    )


def texts(value: str | Iterable[str], argument: str) -> list[str]:
    """One name or several."""
    if isinstance(value, str):
        return [text(value, argument)]
    return [text(name, argument) for name in sequence(value, argument)]


def int32s(value: Iterable[SupportsIndex] | None, argument: str) -> list[int]:
    """Whole numbers; none where nothing is given."""
    if value is None:
        return []
    return [int32(number, argument) for number in sequence(value, argument)]


def sequence(value: Iterable[T], argument: str) -> Sequence[T]:
    """The value as a sequence."""
    try:
        return list(value)
    except TypeError:
        raise ArgumentError(
            f"{argument} must be a sequence, not {type(value).__name__}",
            status="invalid_argument",
            argument=argument,
        ) from None
