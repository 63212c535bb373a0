"""Amounts of one currency between what callers write and minor units."""

from decimal import Decimal

from openitem import _core
from openitem._provision_matrix import Amount, plain_decimal
from openitem.money import Currency


def minor_of(amount: Amount, unit: Currency) -> int:
    """Minor units of an amount in major units; floats are refused."""
    return _core.parse_money(plain_decimal(amount), unit._core, None)


def major_of(minor: int, unit: Currency) -> Decimal:
    """The decimal of minor units."""
    return Decimal(_core.format_money(minor, unit._core))
