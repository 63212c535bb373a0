"""Which early-payment discounts to offer, under a cost of capital and a budget."""

import datetime
from collections.abc import Mapping
from typing import Any, Literal, SupportsIndex, TypeAlias

from openitem import _core
from openitem._aging import ApplicationClock
from openitem._arguments import int32, int64, optional_text, text
from openitem._discount_offers import Compounding
from openitem._frames import Frame, FrameType, add_frame
from openitem._ledger import Ledger, MoneyForm
from openitem._provision_matrix import Amount, Rate, plain_decimal, rate_parts
from openitem._table import DatedTables, ResultTable
from openitem.errors import ArgumentError
from openitem.money import Rounding
from openitem.time import DateLike, date_of, days_of, optional_days

Side: TypeAlias = Literal["seller", "buyer"]
"""Who makes the plan: the one who gives discounts, or the one who pays sooner."""
BudgetBasis: TypeAlias = Literal["expected", "worst_case"]
"""What of an offer a budget counts: times its probability, or all of it."""


class DiscountPortfolio(DatedTables):
    """Which offers to make; made by :func:`discount_portfolio`. Immutable."""

    def __init__(self, result: _core.Result, frame_type: FrameType, offered_on: datetime.date) -> None:
        """Made by :func:`discount_portfolio`."""
        super().__init__(result, frame_type, offered_on)

    @property
    def caption(self) -> str:
        """The day, as printed over the tables."""
        return f"Discounts to offer on {self._as_of}"

    @property
    def items(self) -> ResultTable:
        """A row for each item: its chosen offer (missing = none), pay_by, discount, payment, gain, cost, and the reason."""
        return self._table("items")

    @property
    def offers(self) -> ResultTable:
        """Every candidate: days_early, discount, payment, take_up, gain_if_taken, gain, cost, yield, efficiency, chosen, status."""
        return self._table("offers")

    @property
    def totals(self) -> ResultTable:
        """By currency: items, candidates, chosen, amount, discount, payment, gain_if_taken, gain, cost, budget, unused."""
        return self._plain_table("totals")

    @property
    def bound(self) -> ResultTable:
        """By currency: lp_bound (no plan has a higher value), value, gap, exact, gain_per_budget, states."""
        return self._plain_table("bound")

    @property
    def proof(self) -> ResultTable:
        """By currency: amounts less discounts, payments and what has no offer; gains less the value. Both differences are 0."""
        return self._plain_table("proof")

    def _main_table(self) -> ResultTable:
        return self.items


def discount_portfolio(
    items: Frame | Ledger,
    offered_on: DateLike,
    offers: Frame,
    *,
    side: Side,
    budget_basis: BudgetBasis,
    compounding: Compounding,
    year_days: SupportsIndex,
    cost_of_capital: Rate | None = None,
    take_up: Rate | None = None,
    minimum_yield: Rate | None = None,
    budgets: Mapping[str, Amount] | Frame | None = None,
    customers: Frame | None = None,
    segment: str | None = None,
    search_limit: SupportsIndex = 1_000_000,
    rounding: Rounding = "half_up",
    money: MoneyForm = "exact",
    currency: str | None = None,
    date_format: str | None = None,
    clock: ApplicationClock = "latest",
    known_at: DateLike | None = None,
    threads: SupportsIndex = 1,
) -> DiscountPortfolio:
    """Which early-payment discounts to offer: of each item at most one, of the greatest expected gain within the budgets.

    Args:
        items: A frame with item (each once), amount (0 or more), due_date, and any of currency, customer, segment, likely_date or days_late,
            take_up, cost_of_capital; or a ledger, whose open debit items on the day are taken.
        offered_on: The day the offers are made, which present values are taken to.
        offers: A frame with discount_rate or apr, pay_by or days (from the day of the offers), and any of offer, item, segment
            (neither = for every item), take_up.
        side: ``"seller"``: gives discounts and has the money sooner; ``"buyer"``: pays sooner and keeps the discount.
        budget_basis: ``"expected"`` or ``"worst_case"``: what of an offer a budget counts.
        compounding: ``"simple"`` or ``"effective"``.
        year_days: 1 to 366.
        cost_of_capital: A year, a fraction 0 to 100; of items that say nothing themselves.
        take_up: Probability 0 to 1 that an offer is taken; likewise.
        minimum_yield: Of the buyer, a year: offers below it are not made.
        budgets: An amount for each currency, as a dict or a frame with currency and budget: of discounts for the seller, of payments for
            the buyer. Default: no limit.
        customers: A frame with customer and any of days_late, take_up, cost_of_capital, segment, for items that say nothing themselves.
        segment: Of a ledger: the dimension that is the segment.
        search_limit: Plans looked at in each currency, 1 to 100,000,000; where it is reached, ``bound`` says by how much a plan may be short.
        rounding: The mode.
        money: How amounts of frames are read; see :meth:`openitem.Ledger.from_documents`.
        currency: Of items without a column currency.
        date_format: Of text dates; default ISO.
        clock: Of a ledger: the date that makes an application count.
        known_at: Of a ledger: the books as they were known at the end of this day.
        threads: At most 256; never changes a result.

    Returns:
        Items, offers, totals, the bound, and the proof.

    Raises:
        ArgumentError: A choice that is not made, a number outside its bounds, an option that does not go with the input.
        DataError: A cell that cannot be read, is missing or contradicts another, with its row.

    Complexity: O(candidates log candidates) and the search. Thread-safe; runs without the interpreter's lock.

    >>> items = {"item": ["a", "b"], "amount": ["10000.00", "5000.00"], "due_date": ["2026-03-31", "2026-03-31"], "days_late": [20, 0]}
    >>> offers = {"offer": ["1 %", "0.5 %"], "discount_rate": ["0.01", "0.005"], "days": [10, 10]}
    >>> plan = discount_portfolio(items, "2026-03-01", offers, side="seller", budget_basis="worst_case", compounding="simple",
    ...                       year_days=365, cost_of_capital="0.12", take_up="0.5", currency="EUR")
    >>> plan.items.to_dict()["offer"], plan.items.to_dict()["gain"]
    (['0.5 %', '0.5 %'], [Decimal('39.56'), Decimal('3.77')])
    """
    tables = _core.InputTables()
    day = days_of(offered_on, "offered_on")
    frame_type = items._frame_type if isinstance(items, Ledger) else add_frame(tables, "items", items)
    add_frame(tables, "offers", offers)
    if customers is not None:
        add_frame(tables, "customers", customers)
    if budgets is not None:
        add_frame(tables, "budgets", _budgets_table(budgets, money))
    options = _core.PortfolioOptions(
        side=text(side, "side"),
        budget_basis=text(budget_basis, "budget_basis"),
        compounding=text(compounding, "compounding"),
        year_days=int32(year_days, "year_days"),
        cost_of_capital=_parts(cost_of_capital),
        take_up=_parts(take_up),
        minimum_yield=_parts(minimum_yield),
        budget=None,
        search_limit=int64(search_limit, "search_limit"),
        rounding=text(rounding, "rounding"),
        money=text(money, "money"),
        currency=optional_text(currency, "currency"),
        date_format=optional_text(date_format, "date_format"),
        threads=int32(threads, "threads"),
    )
    if isinstance(items, Ledger):
        result = _core.compute_ledger_discount_portfolio(
            items._core,
            day,
            tables,
            options,
            optional_text(segment, "segment"),
            text(clock, "clock"),
            optional_days(known_at, "known_at"),
        )
    else:
        _refuse_options_of_a_ledger(segment, clock, known_at)
        result = _core.compute_discount_portfolio(tables, day, options)
    return DiscountPortfolio(result, frame_type, date_of(day))


def _parts(rate: Rate | None) -> int | None:
    return None if rate is None else rate_parts(rate)


def _budgets_table(budgets: Mapping[str, Amount] | Frame, money: str) -> Any:
    """A mapping of currencies to single amounts as the two columns it stands for; anything else is a frame."""
    if not isinstance(budgets, Mapping) or not all(
        isinstance(amount, str | int) or hasattr(amount, "as_tuple") for amount in budgets.values()
    ):
        return budgets
    amounts = list(budgets.values())
    return {
        "currency": list(budgets),
        "budget": amounts if money == "minor" else [plain_decimal(amount) for amount in amounts],
    }


def _refuse_options_of_a_ledger(segment: object, clock: object, known_at: object) -> None:
    if segment is None and clock == "latest" and known_at is None:
        return
    raise ArgumentError(
        "segment, clock and known_at are those of a ledger; a frame of items has a column segment",
        status="invalid_argument",
        argument="segment" if segment is not None else "known_at" if known_at is not None else "clock",
    )
