"""Provision: expected credit losses on the open debit items of a ledger, by bucket and segment."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from numbers import Integral
from typing import Any, Literal, SupportsIndex, TypeAlias

from openitem import _core
from openitem._aging import AgingBasis, ApplicationClock, MissingDate, aging_options
from openitem._arguments import int32, text, texts
from openitem._frames import Frame, add_frame
from openitem._ledger import Ledger, MoneyForm, require_ledger
from openitem._provision_matrix import ProvisionRounding, Rate, plain_decimal, rate_parts
from openitem._table import DatedTables, ResultTable
from openitem.calendar import Calendar
from openitem.money import Rounding
from openitem.time import DateLike, date_of, days_of

Framework: TypeAlias = Literal["ifrs9_simplified", "cecl_aging"]
OffsetRight: TypeAlias = Literal["none", "listed", "every_customer"]
ProvisionTax: TypeAlias = Literal["included", "recoverable"]


class Provision(DatedTables):
    """Allowance for expected credit losses, with the proof. Immutable; see :func:`provision`."""

    @property
    def allowance(self) -> dict[str, Decimal]:
        """The allowance of each currency."""
        totals = self._result_dict("totals")
        return dict(zip(totals["currency"], totals["allowance"], strict=True))

    @property
    def caption(self) -> str:
        """The as-of date and the allowance, as printed over the tables."""
        parts = ", ".join(f"{amount:,} {currency}" for currency, amount in self.allowance.items())
        return f"Provision as of {self._as_of.isoformat()}" + (f": {parts}" if parts else "")

    @property
    def rows(self) -> ResultTable:
        """One row for each group, currency and bucket: from the gross open debits to base, rate and allowance."""
        return self._table("rows")

    @property
    def totals(self) -> ResultTable:
        """The amounts by currency."""
        return self._table("totals")

    @property
    def items(self) -> ResultTable:
        """One row an open debit item: what is exposed of it, its row in :attr:`rows`, its part of the allowance."""
        return self._table("items")

    @property
    def specific(self) -> ResultTable:
        """What each specific allowance came to."""
        return self._plain_table("specific")

    @property
    def rates(self) -> ResultTable:
        """The rates as given, and in how many rows and items each was used."""
        return self._plain_table("rates")

    @property
    def scenarios(self) -> ResultTable:
        """The allowance without overlay, under each scenario alone, and as applied."""
        return self._plain_table("scenarios")

    @property
    def proof(self) -> ResultTable:
        """Open items down to the rows, rows down to the items; every difference is 0."""
        return self._table("proof")

    def _result_dict(self, name: str) -> dict[str, list[Any]]:
        return ResultTable(self._result.table(name), self._frame_type).to_dict()


def provision(
    ledger: Ledger,
    as_of: DateLike,
    rates: Mapping[str, Rate] | Frame,
    *,
    by: str | Iterable[str] = (),
    overlays: Frame | None = None,
    scenarios: Frame | None = None,
    specific: Frame | None = None,
    cover: Frame | None = None,
    offset: OffsetRight = "none",
    offset_rights: Iterable[str] | Frame | None = None,
    discount_rate: Rate = 0,
    collection: SupportsIndex | Mapping[str, SupportsIndex] | Frame | None = None,
    tax: ProvisionTax = "included",
    framework: Framework = "ifrs9_simplified",
    rounding: Rounding = "half_up",
    round_by: ProvisionRounding = "bucket",
    rounding_power: SupportsIndex = 0,
    money: MoneyForm = "exact",
    basis: AgingBasis = "due",
    buckets: Iterable[SupportsIndex] | None = None,
    forward_buckets: Iterable[SupportsIndex] = (),
    months: SupportsIndex = 0,
    forward_months: SupportsIndex = 0,
    calendar: Calendar | str | None = None,
    missing_date: MissingDate = "issue",
    clock: ApplicationClock = "latest",
    known_at: DateLike | None = None,
    date_column: str | None = None,
    threads: SupportsIndex = 1,
) -> Provision:
    """Expected credit losses on open debit items: loss rate by bucket and segment, every cent traceable.

    Args:
        ledger: A ledger.
        as_of: The day whose end is looked at.
        rates: Loss rates as ``{"not_due": 0.003, "d1_30": 0.016, ...}``, or a frame with the columns bucket, rate and any of
            currency and the columns in ``by``. Fractions from 0 to 1, at most nine decimals; a float is read as its shortest
            decimal. Every bucket and segment with an exposure needs one.
        by: Segments: ``"customer"``, ``"entity"``, ``"kind"`` or dimensions; default one row a currency and bucket.
        overlays: Forward-looking adjustments: factor, points or both, and any of bucket, currency and the columns in ``by``.
            rate x factor + points, kept between 0 and 1.
        scenarios: scenario, weight, factor, points: probabilities sum to 1; the rate applied is their weighted mean.
        specific: Items that are assessed one by one and leave the matrix: the columns of the document id or customer, and rate or
            amount.
        cover: Insurance: customer, rate (share insured), and perhaps limit, currency, integral. Where integral is true the loss is
            lower, else a reimbursement stands beside it.
        offset: Whether credits lower the exposure of a customer's debits: ``"none"``, ``"listed"`` (those in ``offset_rights``),
            ``"every_customer"``.
        offset_rights: Customers with a right of offset: their keys, or a frame with the column customer.
        discount_rate: Effective rate a year, such as 0.04, at which the loss of the matrix is discounted, (1 + rate) ^ (-days / 365);
            0 = no discounting. Needs ``collection``.
        collection: Days from ``as_of`` until cash comes in: one number, ``{"not_due": 30, "d1_30": 60, ...}``, or a frame with
            the column days and any of bucket, currency and the columns in ``by``.
        tax: ``"recoverable"``: the tax in the open part is no exposure.
        framework: A name for the formula: the amounts are the same.
        rounding: The mode.
        round_by: ``"bucket"`` rounds each row; ``"total"`` each currency once, rows being its parts.
        rounding_power: Rounds to multiples of 10^power minor units: 2 = whole euros.
        money: How money columns of the tables are read; see :meth:`Ledger.from_documents`.
        basis: As in :func:`openitem.aging`, like every argument below.
        buckets: Inclusive upper bounds in days.
        forward_buckets: Bounds of days until due.
        months: Calendar months in place of ``buckets``.
        forward_months: With ``months``: splits what is not due.
        calendar: Days in business days of this calendar, an object or a name, instead of calendar days.
        missing_date: What stands in for a missing date.
        clock: The date that makes an application count.
        known_at: The books as they were known at the end of this day.
        date_column: With ``basis="column"``.
        threads: At most 256; never changes a result.

    Returns:
        The rows with gross, deductions, base, rate and allowance; totals, items, scenarios and the proof.

    Raises:
        ArgumentError: An unknown name, an option outside its bounds, tables that have no meaning together.
        DataError: A missing rate, a rate outside 0 to 1, a key twice, weights that do not sum to 1, a specific amount above what is
            open.

    Complexity: O(documents + applications + items log items). Thread-safe; runs without the interpreter's lock.

    >>> documents = {"customer": ["A", "B"], "issue_date": ["2024-05-01", "2024-06-10"], "due_date": ["2024-05-31", "2024-07-10"]}
    >>> ledger = Ledger.from_documents({**documents, "amount": ["1000.00", "500.00"]}, currency="EUR")
    >>> provision(ledger, "2024-06-30", {"not_due": 0.01, "d1_30": 0.05}).allowance
    {'EUR': Decimal('55.00')}
    """
    given = locals()
    require_ledger(ledger, "provision", "open items have no documents to trace")
    day = days_of(as_of, "as_of")
    groups = texts(by, "by")
    tables = _core.InputTables()
    add_frame(tables, "rates", rates_table(rates))
    if offset_rights is not None:
        add_frame(tables, "offset_rights", _customers_table(offset_rights))
    if collection is not None:
        add_frame(tables, "collection", _collection_table(collection))
    for name in ("overlays", "scenarios", "specific", "cover"):
        if given[name] is not None:
            add_frame(tables, name, given[name])
    aging = {**given, "credits": "own_column", "disputes": "inside", "future_payments": False}
    aging |= {"base_amounts": False, "re_aged": None}
    result = _core.compute_provision(
        ledger._core,
        day,
        tables,
        aging_options(aging, groups),
        framework=text(framework, "framework"),
        offset=text(offset, "offset"),
        tax=text(tax, "tax"),
        rounding=text(rounding, "rounding"),
        round_by=text(round_by, "round_by"),
        rounding_power=int32(rounding_power, "rounding_power"),
        money=text(money, "money"),
        discount_rate=rate_parts(discount_rate),
    )
    return Provision(result, ledger._frame_type, date_of(day))


def rates_table(rates: Mapping[str, Rate] | Frame) -> Any:
    """A mapping of buckets to single rates as the two columns it stands for; anything else is a frame."""
    if not isinstance(rates, Mapping) or not all(
        isinstance(rate, str | Decimal | int | float) for rate in rates.values()
    ):
        return rates
    return {"bucket": list(rates), "rate": [plain_decimal(rate) for rate in rates.values()]}


def _collection_table(days: SupportsIndex | Mapping[str, SupportsIndex] | Frame) -> Any:
    if isinstance(days, Integral):
        return {"days": [int32(days, "collection")]}
    if isinstance(days, Mapping) and all(isinstance(value, Integral) for value in days.values()):
        return {"bucket": list(days), "days": [int32(value, "collection") for value in days.values()]}
    return days


def _customers_table(customers: Iterable[str] | Frame) -> Any:
    if isinstance(customers, list | tuple | set | frozenset):
        return {"customer": sorted(customers) if isinstance(customers, set | frozenset) else list(customers)}
    return customers
