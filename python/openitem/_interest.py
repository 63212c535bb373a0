"""Late-payment interest: the statement of items or of a ledger, line by line."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Literal, SupportsIndex, TypeAlias

from openitem import _core
from openitem._aging import ApplicationClock
from openitem._arguments import flag, int32, optional_text, text, texts
from openitem._frames import Frame, FrameType, add_frame
from openitem._interest_figures import (
    InterestRounding,
    LateDayCounting,
    LatePaymentLaw,
    ReferenceFixing,
    compensation_table,
    reference_table,
)
from openitem._ledger import Ledger, MoneyForm
from openitem._provision_matrix import Rate, rate_parts
from openitem._table import DatedTables, ResultTable
from openitem.calendar import Calendar, core_calendar
from openitem.money import Rounding
from openitem.time import DateLike, date_of, days_of, optional_days

RateReading: TypeAlias = Literal["split", "at_start", "at_payment"]
InterestGrace: TypeAlias = Literal["trigger", "shift"]
GraceUnit: TypeAlias = Literal["calendar_days", "business_days"]
InterestBase: TypeAlias = Literal["gross", "net_of_tax"]
InterestMinimum: TypeAlias = Literal["waived", "raised"]
ChargedInterest: TypeAlias = Literal["ignored", "charged_through"]


class Interest(DatedTables):
    """An interest statement, line by line, with the proof. Immutable; see :func:`interest`."""

    @property
    def charge(self) -> dict[str, Decimal]:
        """What is charged in each currency: interest and compensation."""
        totals = ResultTable(self._result.table("totals"), self._frame_type).to_dict()
        return dict(zip(totals["currency"], totals["charge"], strict=True))

    @property
    def caption(self) -> str:
        """The as-of date and the charge, as printed over the tables."""
        parts = ", ".join(f"{amount:,} {currency}" for currency, amount in self.charge.items())
        return f"Late interest as of {self._as_of.isoformat()}" + (f": {parts}" if parts else "")

    @property
    def lines(self) -> ResultTable:
        """One row a line: from, to, base, rate, days and amount. The amounts of an item sum to its charge."""
        return self._table("lines")

    @property
    def items(self) -> ResultTable:
        """One row an item: its interest and compensation, or the reason why nothing is charged."""
        return self._table("items")

    @property
    def rows(self) -> ResultTable:
        """One row for each group and currency."""
        return self._table("rows")

    @property
    def totals(self) -> ResultTable:
        """The same by currency."""
        return self._table("totals")

    @property
    def proof(self) -> ResultTable:
        """Items by what became of them, charges down to their lines; the last line, difference, is 0."""
        return self._table("proof")


def interest(
    items: Ledger | Frame,
    as_of: DateLike,
    *,
    rate: Rate | None = None,
    reference: str | Frame | None = None,
    margin: Rate | None = None,
    law: LatePaymentLaw | None = None,
    payments: Frame | None = None,
    disputes: Frame | None = None,
    charged: Frame | None = None,
    compensation: str | Frame | None = None,
    limits: Frame | None = None,
    reading: RateReading | None = None,
    fixing: ReferenceFixing = "as_listed",
    day_count: str = "act_365_fixed",
    counting: LateDayCounting = "after_due_to_paid",
    grace: InterestGrace = "trigger",
    grace_days: SupportsIndex = 0,
    grace_unit: GraceUnit = "calendar_days",
    due_on_business_day: bool = False,
    calendar: Calendar | str | None = None,
    base: InterestBase = "gross",
    rounding: Rounding = "half_up",
    round_by: InterestRounding = "line",
    compounding_months: SupportsIndex = 0,
    minimum: InterestMinimum = "waived",
    maximum_share: Rate = 0,
    on_credits: bool = False,
    on_charges: bool = False,
    accrue_rejected: bool = True,
    rejected: str | Iterable[str] = "rejected",
    charged_through: DateLike | None = None,
    charged_interest: ChargedInterest = "ignored",
    money: MoneyForm = "exact",
    currency: str | None = None,
    date_format: str | None = None,
    by: str | Iterable[str] = "customer",
    clock: ApplicationClock = "latest",
    known_at: DateLike | None = None,
    threads: SupportsIndex = 1,
) -> Interest:
    """Interest on what was not paid in time, the period split at each payment and change of the rate.

    Nothing is charged by default: state ``rate``, or ``reference`` with ``margin`` (or ``law``), or a column rate of the items.

    Args:
        items: A ledger, or a frame of items: amount, due_date, and any of currency, item (a key), customer, tax_amount, charged_through,
            rate, payments (the number of its rows in ``payments``) and the columns in ``by``.
        as_of: The last day that may bear interest, included.
        rate: Contractual rate a year as a fraction: ``0.09`` = 9 %.
        reference: Reference rates: a frame of from, rate and perhaps through, or the name of a table of
            :func:`late_payment_tables` (``"it"``, ``"uk"``). A day beyond it is an error, never its last rate.
        margin: Added to the reference rate: ``0.08`` = 8 points.
        law: ``"eu_2011_7"``, ``"eu_2000_35"`` or ``"uk_1998"``: sets margin and reading where they are not given.
        payments: Of a frame of items: paid_on, amount (negative = taken back) and item: its key, or its row from 0.
        disputes: Of a frame of items: item, opened, and any of closed, amount (none = all of it), outcome.
        charged: Of a frame of items, in place of ``charged_through``: the days that were charged before: item, to (included), and any of
            from (none = the first day) and amount. Of an item they must not overlap; amounts count towards its maximum.
        compensation: Fixed sums by size of the debt: from_amount, compensation and perhaps currency; or a law of
            :func:`late_payment_tables`.
        limits: Of the interest of one item: minimum, maximum or both, and perhaps currency.
        reading: ``"split"`` (each day its rate), ``"at_start"`` (that of the first day), ``"at_payment"`` (that of the payment day).
        fixing: The day a reference rate is fixed on: ``"as_listed"``, ``"half_year_start"``, ``"before_half_year"``.
        day_count: Such as ``"act_365_fixed"``, ``"act_360"``, ``"act_act_isda"``, ``"thirty_e_360"``.
        counting: Which end days count.
        grace: ``"trigger"``: nothing when all is paid within the days of grace; ``"shift"``: interest begins after them.
        grace_days: Days of grace, in ``grace_unit``.
        grace_unit: ``"business_days"``: grace ends with that many-th business day after the due date.
        due_on_business_day: A due date that is no business day counts as the next one: a payment on that day is in time, and days of
            delay count from it.
        calendar: Of the two options before: a :class:`openitem.calendar.Calendar`, or the name of one.
        base: ``"net_of_tax"``: without the tax in the open amount.
        rounding: The mode.
        round_by: ``"line"``, ``"item"`` or ``"day"``.
        compounding_months: Interest bears interest after each so many months; 0 = never.
        minimum: What a minimum does to less: ``"waived"`` or ``"raised"``.
        maximum_share: Most interest of an item, of its amount; 0 = no bound.
        on_credits: Credits bear interest for the customer: negative lines.
        on_charges: Of a ledger: documents of kind interest and fee bear interest too.
        accrue_rejected: The days of a dispute that was rejected bear interest after all.
        rejected: Outcomes of disputes in favour of the seller.
        charged_through: Days up to this one were charged before.
        charged_interest: Of a ledger: ``"charged_through"``: its interest documents say which days were charged before.
        money: How money columns are read; see :meth:`Ledger.from_documents`.
        currency: Of rows of the frames without one.
        date_format: Of text dates in the frames; default ISO.
        by: Groups of :attr:`Interest.rows`.
        clock: Of a ledger: the day a payment counts on.
        known_at: Of a ledger: the books as they were known at the end of this day.
        threads: At most 256; never changes a result.

    Returns:
        Lines, items, sums by group and currency, and the proof.

    Raises:
        ArgumentError: No rate, two rates, an unknown name, an option outside its bounds.
        DataError: A day without a reference rate, payments beyond the balance, a cell that cannot be read.
        ArithmeticOverflowError: Interest that leaves the range.

    Complexity: O(items + payments + lines). Thread-safe; runs without the interpreter's lock.

    >>> statement = interest(
    ...     {"amount": ["10000.00"], "due_date": ["2024-05-31"]},
    ...     "2024-07-10",
    ...     reference={"from": ["2024-01-01", "2024-07-01"], "rate": [0.02, 0.03]},
    ...     margin=0.08,
    ...     payments={"item": [0], "paid_on": ["2024-06-15"], "amount": ["5000.00"]},
    ...     currency="EUR",
    ... )
    >>> statement.lines.to_dict()["amount"]
    [Decimal('41.10'), Decimal('20.55'), Decimal('15.07')]
    """
    given = locals()
    day = days_of(as_of, "as_of")
    tables = _core.InputTables()
    frame_type = FrameType("dict", narwhals=False)
    ledger = items if isinstance(items, Ledger) else None
    if ledger is None:
        frame_type = add_frame(tables, "items", items)
    for name in ("payments", "disputes", "charged", "limits"):
        if given[name] is not None:
            add_frame(tables, name, given[name])
    if reference is not None:
        add_frame(tables, "reference", reference_table(reference))
    if compensation is not None:
        add_frame(tables, "compensation", compensation_table(compensation))
    result = _core.compute_interest(None if ledger is None else ledger._core, tables, day, _options(given))
    return Interest(result, frame_type if ledger is None else ledger._frame_type, date_of(day))


def _options(given: dict[str, Any]) -> dict[str, Any]:
    """The options as the compiled part takes them; those of a law where they are not given."""
    margin = None if given["margin"] is None else rate_parts(given["margin"])
    reading = given["reading"]
    if given["law"] is not None:
        margin_of_law, reading_of_law = _core.interest_law(text(given["law"], "law"))
        margin = margin_of_law if margin is None else margin
        reading = reading_of_law if reading is None else reading
    options: dict[str, Any] = {
        name: text(given[name], name)
        for name in (
            "fixing", "day_count", "counting", "grace", "grace_unit", "base", "rounding", "round_by", "minimum", "clock",
            "charged_interest", "money",
        )
    }  # fmt: skip
    options |= {name: int32(given[name], name) for name in ("threads", "grace_days", "compounding_months")}
    options |= {name: optional_text(given[name], name) for name in ("currency", "date_format")}
    options |= {name: optional_days(given[name], name) for name in ("charged_through", "known_at")}
    options |= {
        name: int(flag(given[name], name))
        for name in ("on_credits", "on_charges", "accrue_rejected", "due_on_business_day")
    }
    options |= {name: texts(given[name], name) for name in ("rejected", "by")}
    return options | {
        "rate": None if given["rate"] is None else rate_parts(given["rate"]),
        "margin": margin,
        "calendar": core_calendar(given["calendar"], "calendar"),
        "maximum_share": rate_parts(given["maximum_share"]),
        "reading": "split" if reading is None else text(reading, "reading"),
    }
