"""Which discounts to offer, from docs/methods/discount_portfolio.md alone: candidates in exact fractions, every plan tried."""

import datetime
import itertools
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Any

from reference.exact_rounding import rounded

Day = datetime.date


@dataclass
class Item:
    """Amounts in minor units; fractions are exact."""

    key: str
    amount: int
    due: Day
    likely: Day
    take_up: Fraction
    cost_of_capital: Fraction
    segment: str | None = None
    currency: str = "EUR"


@dataclass
class Offer:
    """`rate` of the amount, or `apr` of the days from pay-by to due; one of the two."""

    key: str
    pay_by: Day
    rate: Fraction | None = None
    apr: Fraction | None = None
    item: str | None = None
    segment: str | None = None
    take_up: Fraction | None = None


@dataclass
class Options:
    side: str
    budget_basis: str
    compounding: str
    year_days: int
    minimum_yield: Fraction | None = None
    budgets: dict[str, int] = field(default_factory=dict)
    rounding: str = "half_up"


@dataclass
class Candidate:
    """An offer to an item; `status` is final after :func:`choose`."""

    item: Item
    offer: Offer
    days_early: int
    discount: int
    payment: int
    take_up: Fraction
    gain_if_taken: int
    gain: int
    cost: int
    yield_: float | None
    status: str


def present_value(amount: int, days: int, rate: Fraction, options: Options) -> int:
    if options.compounding == "simple":
        return rounded(amount * options.year_days / (options.year_days + rate * days), options.rounding)
    with localcontext() as context:
        context.prec = 60
        exponent = -Decimal(days) / Decimal(options.year_days)
        base = 1 + Decimal(rate.numerator) / Decimal(rate.denominator)
        factor = (base.ln() * exponent).exp().quantize(Decimal("1e-15"), ROUND_HALF_UP)
    return rounded(amount * Fraction(factor), options.rounding)


def candidate(item: Item, offer: Offer, offered_on: Day, options: Options) -> Candidate:
    due_days = (item.due - offer.pay_by).days
    rate = offer.rate if offer.rate is not None else offer.apr * max(due_days, 0) / options.year_days  # type: ignore[operator]
    discount = rounded(item.amount * rate, options.rounding)
    payment = item.amount - discount
    early = (item.likely - offer.pay_by).days
    take_up = item.take_up if offer.take_up is None else offer.take_up
    at_offer = present_value(payment, (offer.pay_by - offered_on).days, item.cost_of_capital, options)
    at_likely = present_value(item.amount, (item.likely - offered_on).days, item.cost_of_capital, options)
    if_taken = at_offer - at_likely if options.side == "seller" else at_likely - at_offer
    gain = rounded(take_up * if_taken, options.rounding)
    limited = discount if options.side == "seller" else payment
    cost = limited if options.budget_basis == "worst_case" else rounded(take_up * limited, options.rounding)
    exact_yield, shown = None, None
    if early > 0 and payment > 0:
        exact_yield = Fraction(discount, payment) * options.year_days / early
        shown = float(exact_yield)
        if options.compounding == "effective":
            shown = (1 + discount / payment) ** (options.year_days / early) - 1
    status = ""
    if due_days < 0:
        status = "after_due"
    elif options.minimum_yield is not None and shown is not None and exact_yield is not None:
        compared = exact_yield if options.compounding == "simple" else Fraction(shown)
        status = "below_yield" if compared < options.minimum_yield else ""
    if not status and gain <= 0:
        status = "no_gain"
    return Candidate(
        item, offer, early, discount, payment, take_up, if_taken, gain, cost, shown, status
    )  # fmt: skip


def candidates(items: list[Item], offers: list[Offer], offered_on: Day, options: Options) -> list[Candidate]:
    """Of each item in the order of the offers."""
    return [
        candidate(item, offer, offered_on, options)
        for item in items
        for offer in offers
        if (offer.item is None or offer.item == item.key)
        and (offer.segment is None or offer.segment == item.segment)
    ]


def best_value(groups: list[list[Candidate]], budget: int | None) -> int:
    """The greatest gain of all plans, each tried: at most one candidate of a group, costs within the budget."""
    best = 0
    for plan in itertools.product(*[[None, *group] for group in groups]):
        chosen = [one for one in plan if one is not None]
        if budget is None or sum(one.cost for one in chosen) <= budget:
            best = max(best, sum(one.gain for one in chosen))
    return best


def relaxed_value(groups: list[list[Candidate]], budget: int | None) -> Fraction:
    """The linear programme's optimum by its dual: the least price of the budget at which the best of every item, bought at that price,
    and the budget at that price are worth together. The dual is piecewise linear, so its least value lies at a kink."""
    if budget is None:
        return Fraction(sum(max((one.gain for one in group), default=0) for group in groups))
    prices = {Fraction(0)}
    for group in groups:
        points = [(0, 0), *[(one.cost, one.gain) for one in group]]
        for (c, g), (d, h) in itertools.combinations(points, 2):
            if c != d and Fraction(h - g, d - c) > 0:
                prices.add(Fraction(h - g, d - c))

    def dual(price: Fraction) -> Fraction:
        return budget * price + sum(
            max([Fraction(0), *[one.gain - price * one.cost for one in group]]) for group in groups
        )

    return min(dual(price) for price in prices)


def plans(
    found: list[Candidate], options: Options
) -> dict[str, tuple[int, Fraction]]:  # by currency: the best value and the bound
    values = {}
    for currency in sorted({one.item.currency for one in found}):
        by_item: dict[str, list[Candidate]] = {}
        for one in found:
            if one.item.currency == currency and not one.status:
                by_item.setdefault(one.item.key, []).append(one)
        groups = list(by_item.values())
        budget = options.budgets.get(currency)
        values[currency] = (best_value(groups, budget), relaxed_value(groups, budget))
    return values


def random_case(rng: Any) -> tuple[list[Item], list[Offer], Day, Options]:
    """Few items and offers, such that every plan can be tried."""
    offered_on = Day(2024, 3, 1)
    currencies = rng.choice([["EUR"], ["EUR", "USD"]])
    items = []
    for number in range(rng.randint(1, 5)):
        due = offered_on + datetime.timedelta(days=rng.randint(-5, 60))
        late = rng.randint(-10, 30)
        items.append(
            Item(
                key=f"i{number}",
                amount=rng.choice([0, rng.randint(1, 50), rng.randint(1_000, 10_000_000)]),
                due=due,
                likely=max(offered_on, due + datetime.timedelta(days=late)),
                take_up=Fraction(rng.randint(0, 100), 100),
                cost_of_capital=Fraction(rng.randint(0, 40), 100),
                segment=rng.choice(["a", "b", None]),
                currency=rng.choice(currencies),
            )
        )
    offers = []
    for number in range(rng.randint(1, 4)):
        rate = Fraction(rng.randint(0, 60), 1000)
        is_rate = rng.random() < 0.6
        offers.append(
            Offer(
                key=f"o{number}",
                pay_by=offered_on + datetime.timedelta(days=rng.randint(0, 40)),
                rate=rate if is_rate else None,
                apr=None if is_rate else Fraction(rng.randint(0, 50), 100),
                segment=rng.choice([None, None, "a"]) if any(item.segment == "a" for item in items) else None,
                take_up=rng.choice([None, Fraction(rng.randint(0, 100), 100)]),
            )
        )
    side = rng.choice(["seller", "buyer"])
    options = Options(
        side=side,
        budget_basis=rng.choice(["expected", "worst_case"]),
        compounding=rng.choice(["simple", "effective"]),
        year_days=rng.choice([360, 365]),
        minimum_yield=rng.choice([None, Fraction(rng.randint(0, 60), 100)]) if side == "buyer" else None,
        rounding=rng.choice(["half_up", "half_even", "down"]),
    )
    if rng.random() < 0.7:
        total = sum(item.amount for item in items)
        share = 0.05 if side == "seller" else 1.0
        options.budgets = {
            currency: rng.randint(0, 1 + int(total * share * rng.random()))
            for currency in {item.currency for item in items}
        }
    return items, offers, offered_on, options
