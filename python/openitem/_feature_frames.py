"""Frames of features: numbers, and texts that are categories."""

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from openitem._frames import Frame


def with_numbers(features: Frame) -> Frame:
    """Lists of decimals as floats: elsewhere they go as texts, which keeps amounts exact, but here a text is a category."""
    if not isinstance(features, Mapping):
        return features
    return {name: _floats_of_decimals(values) for name, values in features.items()}


def _floats_of_decimals(values: Any) -> Any:
    if not isinstance(values, list | tuple) or not any(isinstance(value, Decimal) for value in values):
        return values
    return [
        value if not isinstance(value, Decimal) else math.nan if value.is_nan() else float(value)
        for value in values
    ]
