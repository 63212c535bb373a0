"""Exposure: what customers owe or will owe against their limits; hold, watch or release with every reason."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal, SupportsIndex, TypeAlias

from openitem import _core
from openitem._aging import ApplicationClock
from openitem._arguments import flag, int32, optional_text, text, texts
from openitem._frames import Frame, add_frame
from openitem._ledger import Ledger, MoneyForm, require_ledger
from openitem._provision_matrix import Rate, rate_parts
from openitem._revaluation import rates_table
from openitem._table import DatedTables, ResultTable
from openitem.errors import ArgumentError
from openitem.time import DateLike, date_of, days_of, optional_days

CreditDecision: TypeAlias = Literal["release", "watch", "hold"]

PARTS = ("open", "orders", "deliveries", "unapplied", "cover")


class Exposure(DatedTables):
    """Credit exposure against limits, with decisions and the proof. Immutable; see :func:`exposure`."""

    @property
    def caption(self) -> str:
        """The as-of date, as printed over the tables."""
        return f"Exposure as of {self._as_of.isoformat()}"

    @property
    def rows(self) -> ResultTable:
        """One row a customer and currency: parts, exposure, limit, headroom, figures of behaviour, decision."""
        return self._table("rows")

    @property
    def reasons(self) -> ResultTable:
        """One row for each reason that speaks against a customer, with its figure and threshold."""
        return self._table("reasons")

    @property
    def groups(self) -> ResultTable:
        """One row for each customer with others below him and a limit: exposure of the whole group against it."""
        return self._table("groups")

    @property
    def sub_limits(self) -> ResultTable:
        """One row for each limit of a scope: exposure of the customer in that entity or dimension against it."""
        return self._table("sub_limits")

    @property
    def what_if(self) -> ResultTable:
        """One row an order on trial: exposure and decision before and after it."""
        return self._table("what_if")

    @property
    def review_due(self) -> ResultTable:
        """Limits that are due for review, with the reason and the day."""
        return self._table("review_due")

    @property
    def proof(self) -> ResultTable:
        """From the open items and the rows of the tables down to the exposures; every difference is 0."""
        return self._table("proof")


def exposure(
    ledger: Ledger,
    as_of: DateLike,
    *,
    orders: Frame | None = None,
    deliveries: Frame | None = None,
    limits: Frame | None = None,
    covers: Frame | None = None,
    what_if: Frame | None = None,
    reviews: Frame | None = None,
    rates: Mapping[str, str | Decimal | int | float] | Frame | None = None,
    currency: str | None = None,
    parts: str | Iterable[str] = PARTS,
    horizon_days: SupportsIndex | None = None,
    exclude_disputed: bool = False,
    group_limits: bool = True,
    scope: str | None = None,
    watch_use: Rate | None = None,
    hold_use: Rate | None = 1,
    watch_overdue_days: SupportsIndex | None = None,
    hold_overdue_days: SupportsIndex | None = None,
    watch_overdue_share: Rate | None = None,
    hold_overdue_share: Rate | None = None,
    watch_dunning_level: SupportsIndex | None = None,
    hold_dunning_level: SupportsIndex | None = None,
    watch_broken_promises: SupportsIndex | None = None,
    hold_broken_promises: SupportsIndex | None = None,
    promise_days: SupportsIndex = 365,
    promise_grace_days: SupportsIndex = 0,
    expired_limit: CreditDecision = "hold",
    no_limit: CreditDecision = "release",
    insolvency: CreditDecision = "hold",
    legal_stop: CreditDecision = "hold",
    hardship: CreditDecision = "watch",
    review_expiry_days: SupportsIndex | None = None,
    review_days: SupportsIndex | None = None,
    review_use_above: Rate | None = None,
    review_use_below: Rate | None = None,
    money: MoneyForm = "exact",
    date_format: str | None = None,
    clock: ApplicationClock = "latest",
    known_at: DateLike | None = None,
    threads: SupportsIndex = 1,
) -> Exposure:
    """What customers owe or will owe: open debits + orders + deliveries - unapplied credits - cover, against their limits.

    Args:
        ledger: A ledger; limits, covers, parents and flags of its table ``customers`` are used.
        as_of: The day whose end is looked at.
        orders: Open orders: customer, amount, and any of currency, expected_on, scope.
        deliveries: Delivered and not invoiced: customer, amount, and any of currency, delivered_on, scope.
        limits: customer, limit, and any of currency, kind (``"permanent"``, ``"temporary"``), valid_from, valid_to, scope. Given,
            it stands in for all limits of the ledger.
        covers: Credit insurance: customer, limit, and any of currency, insured_share (0.9 = 90 %), valid_from, valid_to. Given, it
            stands in for the covers of the ledger.
        what_if: Orders on trial, as ``orders``: each is judged on its own on top of the day's exposure.
        reviews: customer, reviewed_on.
        rates: Units of ``currency`` for one unit of each currency, as in :func:`openitem.revaluation`.
        currency: What all amounts are converted to; default every currency by itself.
        parts: What counts, of ``"open"``, ``"orders"``, ``"deliveries"``, ``"unapplied"``, ``"cover"``.
        horizon_days: Orders expected later than so many days after ``as_of`` do not count; default all count.
        exclude_disputed: Disputed parts of open items do not count.
        group_limits: The limit of a customer with others below him holds for all of them together.
        scope: ``"entity"`` or the dimension that limits with a scope are for.
        watch_use: Watched above this share of a limit; None = off, like every threshold.
        hold_use: Held above this share of a limit.
        watch_overdue_days: Watched from so many days on that the oldest open item is past due.
        hold_overdue_days: Held from so many days on.
        watch_overdue_share: Watched from this share of open debits on that is past due.
        hold_overdue_share: Held from this share on.
        watch_dunning_level: Watched from this level on, the highest of the open items.
        hold_dunning_level: Held from this level on.
        watch_broken_promises: Watched from so many broken promises on.
        hold_broken_promises: Held from so many on.
        promise_days: Broken promises of so many days up to ``as_of`` count.
        promise_grace_days: Days after the promised day on which a payment still keeps a promise.
        expired_limit: What becomes of a customer whose limit has ended.
        no_limit: And of one without any.
        insolvency: And of one with this flag.
        legal_stop: And of one with this flag.
        hardship: And of one with this flag.
        review_expiry_days: Limits that end within so many days are due for review.
        review_days: And customers whose last review is so many days ago, or who never had one.
        review_use_above: And limits of which more than this share is used.
        review_use_below: And limits of which less than this share is used.
        money: How money columns of the tables are read; see :meth:`Ledger.from_documents`.
        date_format: Of text dates in the tables; default ISO.
        clock: The date that makes an application count.
        known_at: The books as they were known at the end of this day.
        threads: At most 256; never changes a result.

    Returns:
        Exposures with limits, decisions, reasons, groups, sub-limits, trials, reviews and the proof.

    Raises:
        ArgumentError: An option outside its bounds, an unknown name, no currency for a table.
        DataError: A customer that the ledger does not know, a negative amount, limits that overlap, an unreadable cell.
        ArithmeticOverflowError: A figure that leaves the range.

    Complexity: O(documents + applications + rows of the tables). Thread-safe; runs without the interpreter's lock.

    >>> documents = {"customer": ["A", "A"], "issue_date": ["2024-05-01", "2024-06-10"], "amount": ["900.00", "-100.00"]}
    >>> ledger = Ledger.from_documents(documents, currency="EUR")
    >>> limits = {"customer": ["A"], "limit": ["1000.00"]}
    >>> found = exposure(ledger, "2024-06-30", limits=limits, orders={"customer": ["A"], "amount": ["250.00"]})
    >>> rows = found.rows.to_dict()
    >>> rows["exposure"], rows["headroom"], rows["decision"]
    ([Decimal('1050.00')], [Decimal('-50.00')], ['hold'])
    >>> found.reasons.to_dict()["reason"]
    ['limit_use']
    """
    given = locals()
    require_ledger(ledger, "exposure", "open items have no customers to limit")
    day = days_of(as_of, "as_of")
    tables = _core.InputTables()
    for name in ("orders", "deliveries", "limits", "covers", "what_if", "reviews"):
        if given[name] is not None:
            add_frame(tables, name, given[name])
    if rates is not None:
        add_frame(tables, "rates", rates_table(rates))
    options = {
        "threads": int32(threads, "threads"),
        "clock": text(clock, "clock"),
        "known_at": optional_days(known_at, "known_at"),
        "money": text(money, "money"),
        "date_format": optional_text(date_format, "date_format"),
        "currency": optional_text(currency, "currency"),
        "parts": texts(parts, "parts"),
        "horizon_days": None if horizon_days is None else int32(horizon_days, "horizon_days"),
        "exclude_disputed": int(flag(exclude_disputed, "exclude_disputed")),
        "group_limits": int(flag(group_limits, "group_limits")),
        "scope": optional_text(scope, "scope"),
        "promise_days": int32(promise_days, "promise_days"),
        "promise_grace_days": int32(promise_grace_days, "promise_grace_days"),
    }
    for name in _SHARES:
        options[name] = 0 if given[name] is None else _threshold(_share(given[name], name), name)
    for name in _COUNTS:
        options[name] = 0 if given[name] is None else _threshold(int32(given[name], name), name)
    for name in _DECISIONS:
        options[name] = text(given[name], name)
    result = _core.compute_exposure(ledger._core, day, tables, options)
    return Exposure(result, ledger._frame_type, date_of(day))


_SHARES = (
    "watch_use", "hold_use", "watch_overdue_share", "hold_overdue_share", "review_use_above", "review_use_below",
)  # fmt: skip
_COUNTS = (
    "watch_overdue_days", "hold_overdue_days", "watch_dunning_level", "hold_dunning_level",
    "watch_broken_promises", "hold_broken_promises", "review_expiry_days", "review_days",
)  # fmt: skip
_DECISIONS = ("expired_limit", "no_limit", "insolvency", "legal_stop", "hardship")


def _threshold(value: int, argument: str) -> int:
    """A threshold that is given: 0 would be reached by everybody, and stands for none in the compiled part."""
    if value > 0:
        return value
    raise ArgumentError(
        f"{argument} must be above 0, or None for no threshold", status="out_of_bounds", argument=argument
    )


def _share(value: Rate, argument: str) -> int:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise ArgumentError(
            f"{argument} must be a decimal, str, int or float, not {type(value).__name__}",
            status="invalid_argument",
            argument=argument,
        )
    return rate_parts(value)
