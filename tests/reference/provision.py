"""Plain-Python reference of the provision of a ledger, written from docs/methods/provision.md alone, on top of the model
of the aging. Rates are whole parts per billion."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import model

WHOLE = 10**9
AMOUNTS = (
    "gross", "specific", "offset", "tax", "insured", "base", "matrix_allowance", "specific_allowance", "allowance",
    "covered", "reimbursement", "undiscounted", "discount",
)  # fmt: skip


def half_up(value: Fraction) -> int:
    """To the nearest, ties away from 0."""
    size = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return size if value >= 0 else -size


def rounded(value: Fraction, mode: str) -> int:
    """Of a value that is not negative."""
    down = value.numerator // value.denominator
    rest = value - down
    if mode == "down":
        return down
    if mode == "up":
        return down + (rest > 0)
    if mode == "half_even":
        return down + (rest > Fraction(1, 2) or (rest == Fraction(1, 2) and down % 2 == 1))
    return half_up(value)


def clamped(rate: int) -> int:
    return max(0, min(WHOLE, rate))


def spread(total: int, weights: list) -> list:
    """In proportion to weights; what is left over goes, a unit each, to the largest remainders, ties to the first."""
    whole = sum(weights)
    if whole == 0:
        return [0] * len(weights)
    exact = [Fraction(total * weight, whole) for weight in weights]
    parts = [value.numerator // value.denominator for value in exact]
    order = sorted(range(len(weights)), key=lambda at: (parts[at] - exact[at], at))
    for at in order[: total - sum(parts)]:
        parts[at] += 1
    return parts


@dataclass
class Tables:
    """`rates` and `overlays`: dicts of the key columns they have and rate, factor, points. Money is in minor units."""

    rates: list
    overlays: list = field(default_factory=list)
    scenarios: list = field(default_factory=list)  # (name, weight, factor, points)
    specific: list = field(default_factory=list)  # dicts: id or customer, currency or None, rate or amount
    cover: list = field(
        default_factory=list
    )  # dicts: customer, currency or None, rate, limit or None, integral
    offset_rights: set = field(default_factory=set)
    collection: list = field(default_factory=list)  # dicts of the key columns they have and days
    tax: dict = field(default_factory=dict)  # source row -> tax amount of a document


@dataclass
class Options:
    offset: str = "none"
    tax: str = "included"
    rounding: str = "half_up"
    round_by: str = "bucket"
    rounding_power: int = 0
    discount_rate: int = 0


@dataclass(eq=False)
class Exposure:
    line: model.Line
    gross: int
    specific: int = 0
    offset: int = 0
    tax: int = 0
    insured: int = 0
    specific_base: int = 0
    covered: int = 0
    matrix_allowance: int = 0
    specific_allowance: int = 0
    reimbursement: int = 0
    undiscounted: int = 0

    @property
    def discount(self) -> int:
        return self.undiscounted - self.matrix_allowance

    @property
    def document(self):
        return self.line.item.document

    @property
    def exposed(self) -> int:
        return self.gross - self.specific - self.offset - self.tax

    @property
    def base(self) -> int:
        return self.exposed - self.insured


def in_order_of_items(lines: list) -> list:
    def key(line):
        item = line.item
        return (
            *model.key_order((item.document.customer,)),
            item.document.issue_date,
            item.document.row,
            item.excess,
            item.due_date or model.LAST_DAY,
            item.instalment or 0,
        )

    return sorted(lines, key=key)


def specific_row(tables: Tables, document, id_of) -> dict | None:
    for row in tables.specific:
        if "id" in row and row["id"] == id_of(document):
            return row
    for row in tables.specific:
        if (
            "customer" in row
            and row["customer"] == document.customer
            and row["currency"] in (None, document.currency)
        ):
            return row
    return None


def set_off(exposures: list, credit_lines: list, tables: Tables, options: Options) -> None:
    if options.offset == "none":
        return
    lines = [
        line
        for line in [*(e.line for e in exposures if not e.specific), *credit_lines]
        if options.offset == "every_customer" or line.item.document.customer in tables.offset_rights
    ]
    before = {line: line.open for line in lines}
    model.net(lines, None)
    for exposure in exposures:
        if exposure.line in before:
            exposure.offset = before[exposure.line] - exposure.line.open


def take_tax(exposure: Exposure, whole: int, tables: Tables) -> int:
    """The recoverable tax in an amount of the exposure."""
    document = exposure.document
    tax = 0 if document.is_opposite else tables.tax.get(document.row) or 0
    if tax * document.amount <= 0:
        return 0
    return min(whole, half_up(Fraction(whole * tax, document.amount)))


def insure(exposures: list, tables: Tables) -> None:
    for row in tables.cover:
        items = [
            e
            for e in exposures
            if not e.specific
            and e.document.customer == row["customer"]
            and row["currency"] in (None, e.document.currency)
        ]
        weights = [e.exposed for e in items]
        covered = half_up(Fraction(sum(weights) * row["rate"], WHOLE))
        if row["limit"] is not None:
            covered = min(covered, row["limit"])
        for exposure, part in zip(items, spread(covered, weights)):
            if row["integral"]:
                exposure.insured += part
            else:
                exposure.covered += part


def place_of(exposure: Exposure, by) -> dict:
    group = model.group_key(exposure.document, by)
    return {**dict(zip(by, group)), "currency": exposure.document.currency, "bucket": exposure.line.bucket}


def at_place(rows: list, place: dict, others) -> dict | None:
    """The row whose key columns agree; a row has the same key columns as the others of its table."""
    for row in rows:
        if all(place[name] == value for name, value in row.items() if name not in others):
            return row
    return None


@dataclass
class Rates:
    given: int
    factor: int
    points: int
    overlaid: int
    of_scenarios: list
    applied: int


def rates_at(tables: Tables, place: dict) -> Rates | None:
    row = at_place(tables.rates, place, ("rate",))
    if row is None:
        return None
    overlay = at_place(tables.overlays, place, ("factor", "points")) or {}
    factor, points = overlay.get("factor", WHOLE), overlay.get("points", 0)
    overlaid = clamped(half_up(Fraction(row["rate"] * factor, WHOLE)) + points)
    scenarios = [
        clamped(half_up(Fraction(overlaid * factor_of, WHOLE)) + points_of)
        for _, _, factor_of, points_of in tables.scenarios
    ]
    applied = overlaid
    if tables.scenarios:
        weights = [weight for _, weight, _, _ in tables.scenarios]
        applied = half_up(Fraction(sum(r * w for r, w in zip(scenarios, weights)), WHOLE))
    return Rates(row["rate"], factor, points, overlaid, scenarios, applied)


def discount_factor(rate: int, days: int) -> int:
    """Section 8: by decimals of many digits, which a double rounded to nine digits agrees with."""
    with localcontext() as context:
        context.prec = 60
        factor = (1 + Decimal(rate).scaleb(-9)) ** (Decimal(-days) / 365)
        return int((factor.scaleb(9)).quantize(Decimal(1), ROUND_HALF_UP))


def allowances(bases: list, rates: list, options: Options) -> list:
    """Section 1: of the rows of one currency."""
    unit = 10**options.rounding_power
    exact = [Fraction(base * rate, WHOLE * unit) for base, rate in zip(bases, rates)]
    if options.round_by == "bucket":
        units = [rounded(value, options.rounding) for value in exact]
    else:
        units = [value.numerator // value.denominator for value in exact]
        order = sorted(range(len(exact)), key=lambda at: (units[at] - exact[at], at))
        for at in order[: max(0, rounded(sum(exact, Fraction(0)), options.rounding) - sum(units))]:
            units[at] += 1
    return [min(base, amount * unit) for base, amount in zip(bases, units)]


@dataclass
class Provision:
    rows: list  # (group, currency, bucket, amounts by name, Rates or None, exposures)
    items: list
    scenarios: dict  # (currency, scenario) -> matrix allowance


def provide(ledger, as_of, aging_options, tables: Tables, options: Options, id_of) -> Provision:
    aging = model.age(ledger, as_of, aging_options)
    lines = in_order_of_items(aging.lines)
    exposures = [Exposure(line, line.open) for line in lines if line.open > 0]
    credits = [line for line in lines if line.open < 0]
    matched = defaultdict(list)
    for exposure in exposures:
        row = specific_row(tables, exposure.document, id_of)
        if row is not None:
            matched[id(row)].append(exposure)
            exposure.specific = exposure.gross
    set_off(exposures, credits, tables, options)
    recoverable = options.tax == "recoverable"
    for exposure in exposures:
        if exposure.specific:
            exposure.specific_base = exposure.gross
            if recoverable:
                exposure.specific_base -= take_tax(exposure, exposure.gross, tables)
        elif recoverable:
            exposure.tax = take_tax(exposure, exposure.gross - exposure.offset, tables)
    insure(exposures, tables)
    for row in tables.specific:
        assess(row, matched[id(row)], options)
    return Provision(*matrix(exposures, aging, aging_options.by, tables, options))


def assess(row: dict, exposures: list, options: Options) -> None:
    if "rate" in row:
        for exposure in exposures:
            product = Fraction(exposure.specific_base * row["rate"], WHOLE)
            exposure.specific_allowance = rounded(product, options.rounding)
    else:
        parts = spread(row["amount"], [exposure.specific_base for exposure in exposures])
        for exposure, part in zip(exposures, parts):
            exposure.specific_allowance = part


def matrix(exposures, aging, by, tables, options):
    places = defaultdict(list)
    for exposure in exposures:
        group = model.group_key(exposure.document, by)
        places[group, exposure.document.currency, aging.labels.index(exposure.line.bucket)].append(exposure)
    order = sorted(places, key=lambda at: (model.key_order(at[0]), at[1], at[2]))
    rates = {at: rates_at(tables, place_of(places[at][0], by)) for at in order}
    scenarios = {}
    for currency in sorted({at[1] for at in order}):
        of_currency = [at for at in order if at[1] == currency]
        bases = [sum(e.base for e in places[at]) for at in of_currency]

        def at_rates(choose, of_currency=of_currency, bases=bases):
            chosen = [choose(rates[at]) if rates[at] else 0 for at in of_currency]
            return allowances(bases, chosen, options)

        factors = [WHOLE] * len(of_currency)
        if options.discount_rate:
            found = [
                at_place(tables.collection, place_of(places[at][0], by), ("days",)) for at in of_currency
            ]
            factors = [discount_factor(options.discount_rate, row["days"]) if row else WHOLE for row in found]

        def discounted(losses, factors=factors):
            return allowances(losses, factors, options) if options.discount_rate else losses

        losses = at_rates(lambda r: r.applied)
        for at, loss, amount, factor in zip(of_currency, losses, discounted(losses), factors):
            items = places[at]
            for exposure, part in zip(items, spread(loss, [e.base for e in items])):
                exposure.undiscounted = part
            for exposure, part in zip(items, spread(amount, [e.undiscounted for e in items])):
                exposure.matrix_allowance = part
            covered = sum(e.covered for e in items)
            rate = rates[at].applied if rates[at] else 0
            claim = rounded(Fraction(covered * rate, WHOLE), options.rounding)
            claim = min(amount, rounded(Fraction(claim * factor, WHOLE), options.rounding))
            for exposure, part in zip(items, spread(claim, [e.covered for e in items])):
                exposure.reimbursement = part
        scenarios[currency, "without_overlay"] = sum(discounted(at_rates(lambda r: r.given)))
        scenarios[currency, "applied"] = sum(discounted(at_rates(lambda r: r.applied)))
        for number, (name, *_) in enumerate(tables.scenarios):
            scenarios[currency, name] = sum(
                discounted(at_rates(lambda r, number=number: r.of_scenarios[number]))
            )
    rows = []
    for at in order:
        items = places[at]
        sums = {name: sum(getattr(e, name) for e in items) for name in AMOUNTS if name not in ("allowance",)}
        sums["allowance"] = sums["matrix_allowance"] + sums["specific_allowance"]
        rows.append((at[0], at[1], aging.labels[at[2]], sums, rates[at], items))
    return rows, exposures, scenarios
