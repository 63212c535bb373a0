"""What became of the early-payment discounts in the terms of a ledger, and which of them bought no earlier payment."""

from collections.abc import Iterable
from typing import Literal, SupportsIndex, TypeAlias

from openitem import _core
from openitem._aging import ApplicationClock
from openitem._arguments import int32, optional_text, text, texts
from openitem._ledger import Ledger, require_ledger
from openitem._provision_matrix import Rate, rate_parts
from openitem._table import DatedTables, ResultTable
from openitem.money import Rounding
from openitem.terms import DiscountTax, Reading
from openitem.time import DateLike, date_of, days_of, optional_days

Counterfactual: TypeAlias = Literal["mean", "median"]
"""Of the days to pay of a customer's invoices without offer."""
HistoryPeriod: TypeAlias = Literal["none", "month", "quarter", "year"]
"""Of the last payment."""


class DiscountHistory(DatedTables):
    """What became of the discounts offered; made by :func:`discount_history`. Immutable."""

    @property
    def caption(self) -> str:
        """The day, as printed over the tables."""
        return f"Discounts in the terms, as of {self._as_of}"

    @property
    def documents(self) -> ResultTable:
        """A row for each invoice with an offer: tier, deadline, paid_on, status, offered, discount, earned, unearned, missed, and for
        discounts that were given the counterfactual, days accelerated, effect and gain."""
        return self._table("documents")

    @property
    def totals(self) -> ResultTable:
        """By group, currency, period and status: documents and amounts."""
        return self._table("totals")

    @property
    def cannibalisation(self) -> ResultTable:
        """By group, currency and period: how many discounts bought no earlier payment, what they cost, days accelerated, gain."""
        return self._table("cannibalisation")

    @property
    def tiers(self) -> ResultTable:
        """By segment, currency, terms and tier: take-up, days accelerated, cost, gain; recommended = 1 for the best one."""
        return self._table("tiers")

    @property
    def proof(self) -> ResultTable:
        """Amounts with an offer less those of each status, by currency: every difference is 0."""
        return self._plain_table("proof")

    def _main_table(self) -> ResultTable:
        return self.totals


def discount_history(
    ledger: Ledger,
    as_of: DateLike,
    *,
    counterfactual: Counterfactual,
    cost_of_capital: Rate,
    year_days: SupportsIndex,
    minimum_invoices: SupportsIndex = 3,
    tolerance_days: SupportsIndex = 0,
    minimum_offers: SupportsIndex = 10,
    segment: str | None = None,
    by: str | Iterable[str] = (),
    period: HistoryPeriod = "none",
    reading: Reading | None = None,
    discount_tax: DiscountTax = "included",
    rounding: Rounding = "half_up",
    clock: ApplicationClock = "latest",
    known_at: DateLike | None = None,
    threads: SupportsIndex = 1,
) -> DiscountHistory:
    """Discounts taken, unearned, in grace and missed; what was given without earlier payment; what each tier was worth.

    Args:
        ledger: A :class:`openitem.Ledger` whose documents have terms.
        as_of: The day whose end is looked at: nothing later counts.
        counterfactual: ``"mean"`` or ``"median"`` days to pay of the customer's invoices without offer.
        cost_of_capital: A year, a fraction 0 to 100.
        year_days: 1 to 366.
        minimum_invoices: Invoices without offer that a counterfactual needs; else that of the segment, else none.
        tolerance_days: Accelerated by so many days or fewer counts as not at all.
        minimum_offers: A tier with fewer is not recommended.
        segment: The dimension whose invoices stand in for a customer's; tiers are shown by it.
        by: Columns of the groups as in :func:`openitem.aging`; empty = by currency only.
        period: Of the last payment: ``"none"``, ``"month"``, ``"quarter"``, ``"year"``.
        reading: What a number beside EOM means.
        discount_tax: As in :mod:`openitem.terms`.
        rounding: The mode of discounts and of the value of days.
        clock: The date that makes an application count, which is also its day.
        known_at: The books as they were known at the end of this day.
        threads: At most 256; never changes a result.

    Returns:
        Documents, totals, cannibalisation, tiers and the proof.

    Raises:
        ArgumentError: A choice that is not made, an option outside its bounds, an unknown name, terms without any discount.
        DataError: A ledger without terms, terms that cannot be read or need a date that the ledger does not have.

    Complexity: O(documents + applications). Thread-safe; runs without the interpreter's lock.

    >>> documents = {"customer": ["A", "A", "A"], "id": ["1", "2", "3"], "kind": ["invoice", "payment", "discount"]}
    >>> documents |= {"issue_date": ["2026-01-01", "2026-01-09", "2026-01-09"], "amount": ["100.00", "-98.00", "-2.00"]}
    >>> documents |= {"terms": ["2/10 net 30", None, None]}
    >>> applied = {"credit_id": ["2", "3"], "debit_id": ["1", "1"], "amount": ["98.00", "2.00"]}
    >>> applied |= {"applied_on": ["2026-01-09", "2026-01-09"]}
    >>> from openitem import Ledger
    >>> ledger = Ledger.from_documents(documents, applications=applied, currency="EUR")
    >>> history = discount_history(ledger, "2026-02-01", counterfactual="mean", cost_of_capital="0.1",
    ...                            year_days=365)
    >>> history.documents.to_dict()["status"], history.documents.to_dict()["effect"]
    (['taken'], ['unknown'])
    """
    require_ledger(ledger, "discount_history", "open items have no history")
    day = days_of(as_of, "as_of")
    result = _core.compute_discount_history(
        ledger._core,
        day,
        counterfactual=text(counterfactual, "counterfactual"),
        year_days=int32(year_days, "year_days"),
        cost_of_capital=rate_parts(cost_of_capital),
        minimum_invoices=int32(minimum_invoices, "minimum_invoices"),
        tolerance_days=int32(tolerance_days, "tolerance_days"),
        minimum_offers=int32(minimum_offers, "minimum_offers"),
        reading=optional_text(reading, "reading"),
        discount_tax=text(discount_tax, "discount_tax"),
        rounding=text(rounding, "rounding"),
        period=text(period, "period"),
        segment=optional_text(segment, "segment"),
        by=texts(by, "by"),
        clock=text(clock, "clock"),
        known_at=optional_days(known_at, "known_at"),
        threads=int32(threads, "threads"),
    )
    return DiscountHistory(result, ledger._frame_type, date_of(day))
