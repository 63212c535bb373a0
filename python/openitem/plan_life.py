"""The life of payment plans: state on any day, breaks, rescheduling, early settlement, and back to the invoices.

Rules: docs/methods/plan_life.md.
"""

import datetime
from collections.abc import Iterable
from typing import Any, Literal, SupportsIndex, TypeAlias

from openitem import _core
from openitem._arguments import int32, int64, optional_text, sequence, text
from openitem._frames import Frame, FrameType, add_frame
from openitem._ledger import MoneyForm
from openitem._provision_matrix import Rate, rate_parts
from openitem._table import ResultTable, ResultTables
from openitem.calendar import Calendar, core_calendar
from openitem.money import Rounding
from openitem.time import DateLike, date_of, days_of

ReceiptOrder: TypeAlias = Literal[
    "costs_interest_principal", "costs_principal_interest", "principal_interest_costs"
]
ReceiptFill: TypeAlias = Literal["instalment", "part"]
InstalmentOrder: TypeAlias = Literal["oldest", "current", "newest"]
Overpayment: TypeAlias = Literal["held", "next", "from_end"]
BreakCure: TypeAlias = Literal["never", "arrears_paid"]
Acceleration: TypeAlias = Literal["none", "principal", "all"]
SettlementMethod: TypeAlias = Literal["none", "period_share", "accrued", "rule_of_78", "without_rebate"]
PlanItemOrder: TypeAlias = Literal["oldest_due", "priority", "proportional"]

_CHOICES = (
    "order", "fill", "instalment_order", "overpayment", "cure", "acceleration", "settlement", "item_order",
    "day_count", "rounding", "money",
)  # fmt: skip


class PlanLife(ResultTables):
    """Payment plans on one day or several; every table begins with ``as_of`` and ``plan``. Immutable; see :func:`plan_state`."""

    def __init__(self, result: _core.Result, frame_type: FrameType, as_of: tuple[datetime.date, ...]) -> None:
        """Made by :func:`plan_state`."""
        super().__init__(result, frame_type)
        self._as_of = as_of

    @property
    def as_of(self) -> tuple[datetime.date, ...]:
        """The days at whose ends the plans are looked at."""
        return self._as_of

    @property
    def caption(self) -> str:
        """The days, as printed over the tables."""
        days = ", ".join(day.isoformat() for day in self._as_of)
        return f"Payment plans as of {days}"

    @property
    def plans(self) -> ResultTable:
        """Status, what was paid and is open, arrears, next due date, break: one row a plan."""
        return self._table("plans")

    @property
    def instalments(self) -> ResultTable:
        """One row an instalment of every version agreed so far: status, both due dates, its parts scheduled, paid, dropped, open."""
        return self._table("instalments")

    @property
    def receipts(self) -> ResultTable:
        """One row a receipt: what of it was returned, what it paid, what is unapplied."""
        return self._table("receipts")

    @property
    def re_aged(self) -> ResultTable:
        """Open principal by contractual due date and by that of the instalment that is to pay it."""
        return self._table("re_aged")

    @property
    def settlements(self) -> ResultTable:
        """Lines that add up to the figure of an early settlement; only with a ``settlement`` method."""
        return self._table("settlements")

    @property
    def items(self) -> ResultTable:
        """What of each item is settled and open, with its tax; only with ``items``."""
        return self._table("items")

    @property
    def applications(self) -> ResultTable:
        """Which receipt settled which item: columns of a ledger's applications; only with ``items``."""
        return self._table("applications")

    def _main_table(self) -> ResultTable:
        return self.plans

    @property
    def totals(self) -> ResultTable:
        """Plans and their figures by currency and status."""
        return self._table("totals")

    @property
    def proof(self) -> ResultTable:
        """Receipts = what they were applied to, scheduled = paid + dropped + open, items = principal paid; differences are 0."""
        return self._table("proof")


def plan_state(
    instalments: Frame,
    as_of: DateLike | Iterable[DateLike],
    *,
    order: ReceiptOrder,
    receipts: Frame | None = None,
    costs: Frame | None = None,
    plans: Frame | None = None,
    items: Frame | None = None,
    fill: ReceiptFill = "instalment",
    instalment_order: InstalmentOrder = "oldest",
    overpayment: Overpayment = "held",
    grace_days: SupportsIndex = 0,
    calendar: Calendar | str | None = None,
    tolerance: SupportsIndex = 0,
    break_after_missed: SupportsIndex = 0,
    break_after_days: SupportsIndex = 0,
    cure: BreakCure = "never",
    acceleration: Acceleration = "none",
    settlement: SettlementMethod = "none",
    day_count: str = "act_365_fixed",
    settlement_fee_rate: Rate = 0,
    item_order: PlanItemOrder = "oldest_due",
    rounding: Rounding = "half_up",
    money: MoneyForm = "exact",
    currency: str | None = None,
    date_format: str | None = None,
    threads: SupportsIndex = 1,
) -> PlanLife:
    """The state of payment plans at the end of a day, or of several, from what was dated and known by then.

    Args:
        instalments: plan (key), instalment (0 = down payment, 1 .. n), due_date, principal, and any of interest, fee, payment and balance
            (checked), currency, agreed_on: a later day makes a new version of the plan, which carries exactly the open principal.
        as_of: A day, or days in ascending order.
        order: What a receipt pays first: ``"costs_interest_principal"`` (BGB section 367), ``"costs_principal_interest"`` (BGB section
            497 (3)) or ``"principal_interest_costs"``. Fees stand with interest.
        receipts: plan, date, amount (negative = returned), and any of receipt (key), returns (the key that is taken back; none = the
            latest), recorded_on (when it became known), currency.
        costs: plan, date, amount: collection costs charged; perhaps recorded_on, currency.
        plans: plan, and any of start_date, rate (a year, a fraction), settlement_fee.
        items: plan, item, amount (open when the plan was made), due_date, and any of tax, priority, disputed, currency.
        fill: ``"part"``: all interest that is due before any principal; ``"instalment"``: one instalment before the next.
        instalment_order: Which of the instalments that are due is paid first; ``"current"``: the one due last, then the oldest.
        overpayment: ``"held"`` until something is due, ``"next"``: pays the next instalments, ``"from_end"``: principal of the last ones.
        grace_days: An instalment is missed after them.
        calendar: Days of grace are business days of this calendar, an object or a name.
        tolerance: Minor units: an instalment of which no more is open counts as paid.
        break_after_missed: Broken with so many instalments missed at once; 0 = never.
        break_after_days: Broken when something is open more days after its due date; 0 = never.
        cure: ``"arrears_paid"``: a break ends when nothing due is open; ``"never"``: it stays until a new version.
        acceleration: What a break makes due: ``"principal"`` (unearned interest and fees are dropped) or ``"all"``.
        settlement: How an early settlement counts interest: ``"period_share"``, ``"accrued"`` (needs plans.rate), ``"rule_of_78"``,
            ``"without_rebate"``.
        day_count: Of ``settlement="accrued"``.
        settlement_fee_rate: Of the principal not yet due, a fraction 0 to 1.
        item_order: How principal settles items: ``"oldest_due"``, ``"priority"`` or ``"proportional"``.
        rounding: The mode of earned interest, rebate and fee.
        money: How money columns are read; see :meth:`Ledger.from_documents`.
        currency: Of instalments without one.
        date_format: Of text dates; default ISO.
        threads: At most 256; never changes a result.

    Returns:
        Plans, instalments, receipts, re-aged dates, settlements, items, totals and the proof.

    Raises:
        ArgumentError: No order, days that do not ascend, options outside their bounds or that exclude each other.
        DataError: An unknown plan, a negative part, due dates that go back, a version that does not carry the open principal, a
            return beyond its receipt, a cell that cannot be read; each with its row.
        ArithmeticOverflowError: Amounts that leave the range.

    Complexity: O(days x (instalments + receipts)), times the returns and versions of a plan. Thread-safe; runs without the
    interpreter's lock.

    >>> life = plan_state(
    ...     {
    ...         "plan": ["P1", "P1"],
    ...         "instalment": [1, 2],
    ...         "due_date": ["2026-01-31", "2026-02-28"],
    ...         "principal": ["100.00", "100.00"],
    ...     },
    ...     "2026-02-10",
    ...     order="costs_interest_principal",
    ...     receipts={"plan": ["P1"], "date": ["2026-02-03"], "amount": ["120.00"]},
    ...     currency="EUR",
    ... )
    >>> life.instalments.to_dict()["status"], life.plans.to_dict()["unapplied"]
    (['paid_late', 'future'], [Decimal('20.00')])
    """
    given = locals()
    days = _days(as_of)
    tables = _core.InputTables()
    frame_type = add_frame(tables, "instalments", instalments)
    for name in ("receipts", "costs", "plans", "items"):
        if given[name] is not None:
            add_frame(tables, name, given[name])
    result = _core.compute_plan_life(tables, days, _options(given))
    return PlanLife(result, frame_type, tuple(map(date_of, days)))


def _days(as_of: DateLike | Iterable[DateLike]) -> list[int]:
    """One day or several."""
    if isinstance(as_of, Iterable) and not isinstance(as_of, str):
        return [days_of(day, f"as_of[{at}]") for at, day in enumerate(sequence(as_of, "as_of"))]
    return [days_of(as_of, "as_of")]


def _options(given: dict[str, Any]) -> dict[str, Any]:
    """The options as the compiled part takes them."""
    options: dict[str, Any] = {name: text(given[name], name) for name in _CHOICES}
    options |= {
        name: int32(given[name], name)
        for name in ("threads", "grace_days", "break_after_missed", "break_after_days")
    }
    options |= {name: optional_text(given[name], name) for name in ("currency", "date_format")}
    return options | {
        "tolerance": int64(given["tolerance"], "tolerance"),
        "settlement_fee_rate": rate_parts(given["settlement_fee_rate"]),
        "calendar": core_calendar(given["calendar"], "calendar"),
    }
