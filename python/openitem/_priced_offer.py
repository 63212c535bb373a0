"""The discounts of payment terms, such as 2/10 net 30, in every convention."""

from typing import SupportsFloat, SupportsIndex

from openitem import _core
from openitem._arguments import int32, optional_text
from openitem._discount_offers import Compounding
from openitem._flow_columns import one_number
from openitem._frames import FrameType
from openitem._table import ResultTable, ResultTables
from openitem.cashflow import round_percent
from openitem.errors import ArgumentError
from openitem.terms import PaymentTerms, Reading
from openitem.time import DateLike, optional_days

_FRAME = FrameType("dict", narwhals=False)


class Offer(ResultTables):
    """What the discounts of payment terms cost; made by :func:`price_offer`."""

    def __init__(self, result: _core.Result, text_of_terms: str) -> None:
        """Made by :func:`price_offer`."""
        super().__init__(result, _FRAME)
        self._text = text_of_terms

    @property
    def offer(self) -> ResultTable:
        """A row for each tier and year of 365 and 360 days: tier, discount_rate, discount_days, payment_day, days_early, year_days, face,
        nominal, effective; with a rate also breakeven, net_benefit, saving and gain (fractions of the amount), take and offer (1 = the
        buyer should take it, the seller should offer it)."""
        return self._table("offer")

    @property
    def words(self) -> list[str]:
        """What the offer costs in a year of 365 days, a line for each tier."""
        rows = self.offer.to_dict()
        lines = []
        for row, tier in enumerate(rows["tier"]):
            if rows["year_days"][row] != 365:
                continue
            of_tier = f", tier {tier}," if max(rows["tier"]) > 1 else ""
            lines.append(
                f"{self._text}{of_tier} costs {_percent(rows['nominal'][row])} a year simple,"
                f" {_percent(rows['effective'][row])} effective (365 days)"
            )
        return lines

    def _main_table(self) -> ResultTable:
        return self.offer


def price_offer(
    terms: str | PaymentTerms,
    issue_date: DateLike | None = None,
    *,
    rate: SupportsFloat | None = None,
    compounding: Compounding | None = None,
    payment_day: SupportsIndex | None = None,
    receipt_date: DateLike | None = None,
    delivery_date: DateLike | None = None,
    as_of_date: DateLike | None = None,
    reading: Reading | None = None,
) -> Offer:
    """What the discounts of payment terms cost, in every convention.

    Args:
        terms: Such as ``"2/10 net 30"``: one payment, at least one discount.
        issue_date: Needed by terms whose days depend on it (end of month, months ...).
        rate: Cost of capital of the seller, of borrowing of the buyer: then also what the offer is worth to both.
        compounding: Of the rate; required with it.
        payment_day: The day on which the buyer really pays, from the issue date; default the net day.
        receipt_date: Of the goods: terms ROG.
        delivery_date: For terms that begin with it.
        as_of_date: Terms AS OF a day.
        reading: What a number beside EOM means, where the terms are a text.

    Returns:
        The figures, and a line in words.

    Raises:
        ArgumentError: Terms without a discount or of several instalments, a payment day that is not after the discount.
        DataError: A text that cannot be read, a date that the terms need.

    Complexity: O(tiers).

    >>> price_offer("2/10 net 30", rate=0.08, compounding="simple").offer.to_dict()["take"]
    [1, 1]
    """
    parsed = terms if isinstance(terms, PaymentTerms) else PaymentTerms(terms, reading)
    issue = optional_days(issue_date, "issue_date")
    receipt = optional_days(receipt_date, "receipt_date")
    delivery = optional_days(delivery_date, "delivery_date")
    as_of = optional_days(as_of_date, "as_of_date")
    if issue is None and any(day is not None for day in (receipt, delivery, as_of)):
        raise ArgumentError(
            "a receipt, delivery or as-of date is given without the issue date; give it too",
            status="missing_value",
            argument="issue_date",
        )
    result = _core.price_offer(
        parsed._core,
        issue,
        receipt,
        delivery,
        as_of,
        None if rate is None else one_number(rate, "rate"),
        optional_text(compounding, "compounding"),
        None if payment_day is None else int32(payment_day, "payment_day"),
    )
    return Offer(result, str(terms))


def _percent(rate: float) -> str:
    return f"{round_percent(rate, 2):.2f} %"
