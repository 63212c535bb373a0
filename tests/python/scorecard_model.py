"""Scorecards in plain Python, written from docs/methods/scorecards.md and docs/methods/binning.md: typed cards scored, JSON read."""

import json
import math
from typing import Any

FNV_BASIS, FNV_PRIME = 14695981039346656037, 1099511628211


def checksum(text: str) -> str:
    """The text's bytes without white space outside of quotes and without the 16 digits, by FNV-1a."""
    data = text.encode()
    name = b'"checksum":'
    at = data.index(name) + len(name)
    at = data.index(b'"', at) + 1
    value, quoted, escaped = FNV_BASIS, False, False
    for place, byte in enumerate(data):
        if at <= place < at + 16:
            continue
        if not quoted and byte in b" \t\n\r":
            continue
        value = (value ^ byte) * FNV_PRIME % 2**64
        if escaped:
            escaped = False
        elif quoted and byte == ord("\\"):
            escaped = True
        elif byte == ord('"'):
            quoted = not quoted
    return f"{value:016x}"


def with_checksum(text: str) -> str:
    """The text with the digits that belong to it."""
    name = '"checksum":"'
    at = text.index(name) + len(name)
    return text[:at] + checksum(text) + text[at + 16 :]


def card_of(text: str) -> dict[str, Any]:
    """The member "card" of a text."""
    file = json.loads(text)
    assert file["format"] == "openitem.scorecard"
    assert file["version"] == 1
    assert file["checksum"] == checksum(text)
    card: dict[str, Any] = file["card"]
    return card


def special_value(value: Any) -> float:
    return float(value) if not isinstance(value, str) else math.inf if value == "infinity" else -math.inf


def bin_of(feature: dict[str, Any], value: Any, unseen: str) -> int | None:
    """Number of the bin of a value; None = it has none."""
    bins = feature["bins"]
    by_kind = {b["kind"]: number for number, b in enumerate(bins)}
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        return by_kind.get("missing")
    if feature["type"] == "categorical":
        for number, b in enumerate(bins):
            if str(value) in b.get("categories", ()):
                return number
        return {"error": None, "missing": by_kind.get("missing"), "other": by_kind.get("other")}[unseen]
    for number, b in enumerate(bins):
        if b["kind"] == "special" and special_value(b["value"]) == value:
            return number
    if math.isinf(value):
        return None
    for number, b in enumerate(bins):
        if b["kind"] == "interval":
            lower = -math.inf if b["lower"] is None else b["lower"]
            upper = math.inf if b["upper"] is None else b["upper"]
            if lower <= value < upper:
                return number
    raise AssertionError("intervals have no gaps")


def sources_of(card: dict[str, Any], row: dict[str, Any]) -> list[tuple[str, float, float, float | None]]:
    """Name, points, most points, mean of each feature and pair; the row has a bin for each."""
    numbers = [bin_of(feature, row[feature["name"]], card["unseen"]) for feature in card["features"]]
    found = []
    for feature, number in zip(card["features"], numbers, strict=True):
        points = [b["points"] for b in feature["bins"]]
        assert number is not None
        found.append((feature["name"], points[number], max(points), feature["mean"]))
    for pair in card["pairs"]:
        first, second = card["features"][pair["first"]], card["features"][pair["second"]]
        one, other = numbers[pair["first"]], numbers[pair["second"]]
        assert one is not None
        assert other is not None
        place = one * len(second["bins"]) + other
        name = f"{first['name']} x {second['name']}"
        found.append((name, pair["points"][place], max(pair["points"]), 0.0))
    return found


def score_row(card: dict[str, Any], row: dict[str, Any], reasons: int, baseline: str) -> dict[str, Any]:
    """Every column of one row, PD but for rounding."""
    sources = sources_of(card, row)
    score = float(card["base_points"])
    for _, points, _, _ in sources:
        score += points
    found: dict[str, Any] = {"score": score}
    if card["scale"] is not None:
        scale = card["scale"]
        log_odds = (score - scale["offset"]) / scale["factor"]
        if scale["orientation"] == "bad_to_good":
            log_odds = -log_odds
        found["pd"] = 1 / (1 + math.exp(log_odds)) if log_odds < 700 else 0.0
    if card["classes"]:
        held = [c for c in card["classes"] if c["lower"] is None or c["lower"] <= score][-1]
        found["class"] = held["name"]
        if any(c["pd"] is not None for c in card["classes"]):
            found["class_pd"] = held["pd"]
    if reasons:
        lost = [
            (max(0.0, (most if baseline == "best_attainable" or mean is None else mean) - points), name)
            for name, points, most, mean in sources
        ]
        ranked = sorted((item for item in lost if item[0] > 0), key=lambda item: -item[0])[:reasons]
        for place in range(reasons):
            loss, name = ranked[place] if place < len(ranked) else (None, None)
            found[f"reason_{place + 1}"] = name
            found[f"reason_{place + 1}_points"] = loss
    for name, points, _, _ in sources:
        found[f"points_{name}"] = points
    return found
