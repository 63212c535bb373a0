"""Money: against exact fractions, the ISO 4217 list and invariants; arguments that are no money are refused."""

import json
import pickle
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
    localcontext,
)
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy
import openitem
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openitem import money

ISO4217 = Path(__file__).resolve().parents[1] / "golden" / "data" / "iso4217.json"

# Python's decimal module is the independent implementation of seven of the ten modes.
PYTHON_MODES = {
    "half_up": ROUND_HALF_UP,
    "half_even": ROUND_HALF_EVEN,
    "half_down": ROUND_HALF_DOWN,
    "up": ROUND_UP,
    "down": ROUND_DOWN,
    "ceiling": ROUND_CEILING,
    "floor": ROUND_FLOOR,
}

minor_units = st.integers(-(2**62) + 1, 2**62 - 1)
decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6)


@given(decimals, st.integers(0, 6), st.sampled_from(sorted(PYTHON_MODES)))
def test_round_decimal_is_that_of_python(value: Decimal, places: int, mode: Any) -> None:
    with localcontext() as context:
        context.prec = 60
        expected = value.quantize(Decimal(1).scaleb(-places), PYTHON_MODES[mode])
    rounded = money.round_decimal(value, places, mode)
    assert rounded == expected
    assert rounded.as_tuple().exponent == -places
    assert not (rounded.is_zero() and rounded.is_signed())


@given(minor_units, st.sampled_from(["EUR", "JPY", "KWD", "CLF"]))
def test_what_is_printed_reads_back(minor: int, currency: str) -> None:
    printed = money.format_money(minor, currency)
    assert money.parse_money(printed, currency) == minor
    exponent = money.Currency(currency).minor_units
    assert Decimal(printed) == Decimal(minor).scaleb(-exponent)


@given(
    st.integers(-(2**31), 2**31),
    st.integers(-(2**31), 2**31),
    st.integers(1, 2**31),
    st.sampled_from(["down", "floor"]),
)
def test_multiply_divide_is_exact(a: int, b: int, c: int, mode: Any) -> None:
    exact = Fraction(a * b, c)
    assert money.multiply_divide(a, b, c, mode) == (int(exact) if mode == "down" else exact.__floor__())


@given(st.integers(-(10**15), 10**15), st.lists(st.integers(0, 10**6), min_size=1, max_size=40).filter(any))
def test_parts_sum_to_the_whole_and_are_within_one_unit(minor: int, weights: list[int]) -> None:
    parts = money.allocate(minor, weights)
    assert sum(parts) == minor
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(minor * weight, sum(weights))) < 1
        assert weight > 0 or part == 0
    assert money.allocate(-minor, weights) == [-part for part in parts]


@given(st.integers(-(10**15), 10**15), st.integers(1, 60))
def test_equal_parts_sum_to_the_whole(minor: int, parts: int) -> None:
    split = money.allocate_equal(minor, parts)
    assert sum(split) == minor
    assert max(split) - min(split) <= 1


def test_decimal_and_text_weights_are_the_same() -> None:
    assert money.allocate(1000, ["0.33", "0.66"]) == money.allocate(1000, [Decimal("0.33"), Decimal("0.66")])
    assert money.allocate(1000, ["0.33", "0.66"]) == money.allocate(1000, [33, 66])
    assert money.allocate(1000, [1, "0.5"]) == money.allocate(1000, [2, 1])


def test_currencies_are_those_of_iso_4217() -> None:
    table: dict[str, dict[str, Any]] = json.loads(ISO4217.read_text(encoding="utf-8"))
    read = refused = 0
    for code, entry in table.items():
        if entry["minor_units"] is None and code != "XXX":
            with pytest.raises(openitem.ArgumentError):
                money.Currency(code)
            refused += 1
        else:
            currency = money.Currency(code)
            assert currency.minor_units == (2 if code == "XXX" else entry["minor_units"])
            assert currency.numeric == entry["numeric"]
            read += 1
    assert read > 150
    assert refused > 5


def test_a_currency_is_a_value() -> None:
    assert money.Currency("EUR") == money.Currency("EUR") != money.Currency("USD")
    assert len({money.Currency("EUR"), money.Currency("EUR")}) == 1
    assert pickle.loads(pickle.dumps(money.Currency("KWD"))) == money.Currency("KWD")
    assert repr(money.Currency("EUR")) == "Currency('EUR')"
    assert money.Currency("EUR") != "EUR"


def test_numpy_integers_are_integers() -> None:
    assert money.format_money(numpy.int64(105000), "EUR") == "1050.00"
    assert money.allocate(numpy.int32(100), numpy.array([1, 1, 1])) == [34, 33, 33]


@pytest.mark.parametrize(
    "text", ["", "12,50", "1e3", "1 000.00", "EUR 5", "--1", "NaN", "inf", "1.2.3", "٣.٠٠"]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(openitem.DataError) as caught:
        money.parse_money(text, "EUR")
    assert caught.value.status == "invalid_data"


@pytest.mark.parametrize(
    ("call", "kind", "status"),
    [
        (lambda: money.parse_money("0.125", "EUR"), openitem.DataError, "inexact_amount"),
        (lambda: money.parse_money("1" * 30, "EUR"), openitem.ArithmeticOverflowError, "overflow"),
        (lambda: money.parse_money(Decimal("NaN"), "EUR"), openitem.DataError, "invalid_data"),
        (lambda: money.parse_money(Decimal("1e999"), "EUR"), openitem.DataError, "invalid_data"),
        (lambda: money.parse_money(1.5, "EUR"), openitem.ArgumentError, "invalid_argument"),  # type: ignore[arg-type]
        (lambda: money.parse_money("1", "EUR", "nearest"), openitem.ArgumentError, "invalid_argument"),  # type: ignore[arg-type]
        (lambda: money.parse_money("1", "XAU"), openitem.ArgumentError, "unknown_name"),
        (lambda: money.parse_money("1", "eur"), openitem.ArgumentError, "unknown_name"),
        (lambda: money.Currency(978), openitem.ArgumentError, "invalid_argument"),  # type: ignore[arg-type]
        (lambda: money.format_money(True, "EUR"), openitem.ArgumentError, "invalid_argument"),
        (lambda: money.format_money(1.0, "EUR"), openitem.ArgumentError, "invalid_argument"),  # type: ignore[arg-type]
        (lambda: money.format_money(2**63, "EUR"), openitem.ArithmeticOverflowError, "overflow"),
        (lambda: money.multiply_divide(1, 1, 0), openitem.ArithmeticOverflowError, "division_by_zero"),
        (lambda: money.multiply_divide(2**62, 2**62, 1), openitem.ArithmeticOverflowError, "overflow"),
        (lambda: money.round_decimal("1", 19), openitem.ArgumentError, "out_of_bounds"),
        (lambda: money.round_to_power_of_ten(1, -1), openitem.ArgumentError, "out_of_bounds"),
        (lambda: money.allocate(1, []), openitem.ArgumentError, "invalid_argument"),
        (lambda: money.allocate(1, [0, 0]), openitem.ArgumentError, "invalid_argument"),
        (lambda: money.allocate(1, [1, -1]), openitem.ArgumentError, "invalid_argument"),
        (lambda: money.allocate(1, 5), openitem.ArgumentError, "invalid_argument"),  # type: ignore[arg-type]
        (lambda: money.allocate_equal(1, 0), openitem.ArgumentError, "out_of_bounds"),
        (lambda: money.allocate_equal(1, 2**40), openitem.ArithmeticOverflowError, "overflow"),
    ],
)
def test_wrong_arguments_are_refused(call: Any, kind: type[openitem.Error], status: str) -> None:
    with pytest.raises(kind) as caught:
        call()
    assert caught.value.status == status
    assert str(caught.value)
