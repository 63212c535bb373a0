"""Rounding of exact fractions to whole numbers in the ten modes, by their definitions."""

import math
from fractions import Fraction

MODES = (
    "half_up",
    "half_even",
    "half_down",
    "half_odd",
    "half_ceiling",
    "half_floor",
    "up",
    "down",
    "ceiling",
    "floor",
)


def rounded(value: Fraction, mode: str = "half_up") -> int:
    below, above = math.floor(value), math.ceil(value)
    if below == above:
        return below
    toward_zero, away = (below, above) if value > 0 else (above, below)
    if mode in ("up", "down"):
        return away if mode == "up" else toward_zero
    if mode in ("ceiling", "floor"):
        return above if mode == "ceiling" else below
    if value - below != above - value:
        return below if value - below < above - value else above
    even = below if below % 2 == 0 else above
    return {
        "half_up": away,
        "half_down": toward_zero,
        "half_even": even,
        "half_odd": below + above - even,
        "half_ceiling": above,
        "half_floor": below,
    }[mode]
