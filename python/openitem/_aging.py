"""Aging: open items on any date, in buckets, with the proof."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal, SupportsIndex, TypeAlias

from openitem import _core
from openitem._arguments import int32, int32s, int64, optional_text, text, texts
from openitem._frames import Frame, FrameType, add_frame
from openitem._ledger import Ledger, MoneyForm, RowPolicy, check, mapping_entries
from openitem._table import ResultTable, ResultTables
from openitem.calendar import Calendar, core_calendar
from openitem.errors import ArgumentError
from openitem.time import DateLike, date_of, days_of, optional_days

AgingBasis: TypeAlias = Literal["due", "issue", "posting", "column"]
MissingDate: TypeAlias = Literal["issue", "posting", "not_due"]
CreditMode: TypeAlias = Literal["own_column", "own_age", "netted", "excluded"]
DisputeMode: TypeAlias = Literal["inside", "own_column", "excluded"]
ApplicationClock: TypeAlias = Literal["latest", "payment_posting", "applied_on", "recorded_on"]

DrillDown: TypeAlias = tuple[Ledger, _core.AgingOptions, list[str]]


class AgingTables(ResultTables):
    """What an aging and a series of them have; in a series behind the column as_of."""

    @property
    def base_rows(self) -> ResultTable | None:
        """One row a group in base currency, over all document currencies; None unless ``base_amounts`` was asked for."""
        return self._table_if_any("base_rows")

    @property
    def base_totals(self) -> ResultTable | None:
        """The same without groups: the aged balance of the whole company in one row."""
        return self._table_if_any("base_totals")

    @property
    def base_proof(self) -> ResultTable | None:
        """From the booked amounts of all documents read down to the sum of the base buckets; the last line, difference, is 0."""
        return self._table_if_any("base_proof")

    @property
    def re_aged(self) -> ResultTable | None:
        """Amounts by contractual and by re-aged bucket, one row for each pair; None unless ``re_aged`` was given."""
        return self._table_if_any("re_aged")

    @property
    def re_aged_totals(self) -> ResultTable | None:
        """What re-aging improved, worsened and left; days_numerator / days_denominator = by how many days on average."""
        return self._table_if_any("re_aged_totals")


class Aging(AgingTables):
    """An aging report: who owes how much, how late, with its proof. Immutable; see :func:`aging`."""

    def __init__(
        self,
        result: _core.Result,
        frame_type: FrameType,
        as_of: datetime.date,
        drill_down: DrillDown | None,
        comparisons: dict[str, _core.Result],
    ) -> None:
        """Made by :func:`aging`."""
        super().__init__(result, frame_type)
        self._as_of = as_of
        self._drill_down = drill_down
        self._comparisons = comparisons

    @property
    def as_of(self) -> datetime.date:
        """The day whose end the figures show."""
        return self._as_of

    @cached_property
    def control_total(self) -> dict[str, Decimal]:
        """Currency to the balance of the control account on the day; for open items as input, their sum."""
        lines = self.proof.to_dict()
        name = "control_total" if "control_total" in lines["line"] else "open_items"
        return {
            currency: amount
            for currency, line, amount in zip(lines["currency"], lines["line"], lines["amount"], strict=True)
            if line == name
        }

    @property
    def caption(self) -> str:
        """As-of date and control total of each currency, as printed over the tables."""
        totals = ", ".join(f"{currency} {amount}" for currency, amount in self.control_total.items())
        return f"Aging as of {self._as_of.isoformat()}, control total {totals or 'none'}"

    @property
    def rows(self) -> ResultTable:
        """One row for each group and currency with open items: buckets, unapplied, credit_balance or disputed where the modes
        have them, total, open_items, overdue_documents. Ascending by group, then currency."""
        return self._table("rows")

    @property
    def totals(self) -> ResultTable:
        """The same without groups: one row a currency."""
        return self._table("totals")

    @property
    def proof(self) -> ResultTable:
        """From the sum of all amounts read down to the sum of the buckets, per currency; the last line, difference, is 0."""
        return self._plain_table("proof")

    @cached_property
    def findings(self) -> ResultTable:
        """What was found in the input, row by row, with its money; see :func:`openitem.check`."""
        if self._drill_down is None:
            return self._plain_table("findings")
        return check(self._drill_down[0]).findings

    @property
    def balances(self) -> ResultTable | None:
        """Computed against given balances, every key of either side; None where no balances were given."""
        return self._comparison("balances", "balances")

    @property
    def balance_totals(self) -> ResultTable | None:
        """The same per currency."""
        return self._comparison("balances", "balance_totals")

    @property
    def general_ledger(self) -> ResultTable | None:
        """Documents that differ from the general ledger; None where no lines were given."""
        return self._comparison("general_ledger", "general_ledger")

    @property
    def general_ledger_totals(self) -> ResultTable | None:
        """Documents and general ledger by currency and status."""
        return self._comparison("general_ledger", "general_ledger_totals")

    def _comparison(self, name: str, table: str) -> ResultTable | None:
        result = self._comparisons.get(name)
        return None if result is None else ResultTable(result.table(table), self._frame_type)

    def items(
        self, *, bucket: str | None = None, currency: str | None = None, **group: str | SupportsIndex | None
    ) -> ResultTable:
        """The items behind a cell of :attr:`rows`, or behind the whole report: what stands open in them sums to the cell.

        Args:
            bucket: Name of a money column: ``"d1_30"``, ``"unapplied"``, ``"disputed"`` ...; absent = all.
            currency: ISO code; absent = all.
            group: A value for each of the report's ``by``, such as ``customer="Adler"`` (None = the group of missing values);
                absent = all groups.

        Raises:
            ArgumentError: Some but not all of ``by`` were given, a name or bucket is unknown, or the report was made from
                open items and not from a ledger: then the input itself holds them.

        O(documents + applications).
        """
        if self._drill_down is None:
            raise ArgumentError(
                "items() needs an aging made from a Ledger; of open items given as a frame, the frame itself holds them",
                status="invalid_argument",
            )
        return list_items(self._drill_down, self._frame_type, self._as_of, bucket, currency, group)


def list_items(
    drill_down: DrillDown,
    frame_type: FrameType,
    as_of: datetime.date,
    bucket: str | None,
    currency: str | None,
    group: dict[str, str | SupportsIndex | None],
) -> ResultTable:
    """The items behind a cell of an aging; see :meth:`Aging.items`."""
    ledger, options, by = drill_down
    _refuse_wrong_group(by, group)
    result = _core.list_aging_items(
        ledger._core,
        days_of(as_of, "as_of"),
        options,
        [_key(group[name], name) for name in by] if group else [],
        optional_text(currency, "currency"),
        optional_text(bucket, "bucket"),
    )
    return ResultTable(result.table("items"), frame_type, f"Items as of {as_of.isoformat()}")


def _refuse_wrong_group(by: list[str], group: dict[str, str | SupportsIndex | None]) -> None:
    unknown = [name for name in group if name not in by]
    missing = [name for name in by if name not in group]
    if group and (unknown or missing):
        wrong = f"{unknown[0]!r} is not among them" if unknown else f"{missing[0]!r} is missing"
        raise ArgumentError(
            f"items() takes a value for each of by = {by}, or for none: {wrong}",
            status="unknown_name" if unknown else "invalid_argument",
            argument=(unknown or missing)[0],
        )


def _key(value: str | SupportsIndex | None, name: str) -> str | None:
    """A key as the text it is printed as; keys that are numbers are given as ints."""
    if value is None:
        return None
    return text(value, name) if isinstance(value, str) else str(int64(value, name))


# Arguments that only one of the two inputs knows, with the value that means "not given".
_LEDGER_ONLY: dict[str, object] = {
    "disputes": "inside",
    "clock": "latest",
    "known_at": None,
    "date_column": None,
    "future_payments": False,
    "base_amounts": False,
    "re_aged": None,
    "general_ledger": None,
}
_ITEMS_ONLY: dict[str, object] = {
    "customer": None,
    "due_date": None,
    "amount": None,
    "issue_date": None,
    "entity": None,
    "currency": None,
    "currency_column": None,
    "dimensions": (),
    "rows": "mark",
    "date_format": None,
}


def aging(
    ledger_or_frame: Ledger | Frame,
    as_of: DateLike,
    *,
    by: str | Iterable[str] = ("customer",),
    basis: AgingBasis = "due",
    buckets: Iterable[SupportsIndex] | None = None,
    forward_buckets: Iterable[SupportsIndex] = (),
    months: SupportsIndex = 0,
    forward_months: SupportsIndex = 0,
    calendar: Calendar | str | None = None,
    missing_date: MissingDate = "issue",
    credits: CreditMode = "own_column",
    disputes: DisputeMode = "inside",
    clock: ApplicationClock = "latest",
    known_at: DateLike | None = None,
    date_column: str | None = None,
    future_payments: bool = False,
    base_amounts: bool = False,
    re_aged: str | None = None,
    threads: SupportsIndex = 1,
    balances: Frame | None = None,
    general_ledger: Frame | None = None,
    customer: str | None = None,
    due_date: str | None = None,
    amount: str | None = None,
    issue_date: str | None = None,
    entity: str | None = None,
    currency: str | None = None,
    currency_column: str | None = None,
    dimensions: str | Iterable[str] = (),
    money: MoneyForm = "exact",
    rows: RowPolicy = "mark",
    date_format: str | None = None,
) -> Aging:
    """Open items as of a day, by how late they are; from a ledger, or from a frame of open items.

    Args:
        ledger_or_frame: A :class:`Ledger`, or any frame whose rows are open items (see :meth:`Ledger.from_documents` for what
            a frame is).
        as_of: The day whose end is shown: a ``datetime.date``, an ISO text or a ``numpy.datetime64``.
        by: Columns of the groups: ``"customer"``, ``"entity"``, ``"kind"`` or dimensions; empty = one row a currency.
        basis: Days past the due date, or since the issue date, the posting date, or ``date_column`` (``"column"``).
        buckets: Inclusive upper bounds in days, ascending; n bounds make n + 1 buckets. Default (0, 30, 60, 90) on the due
            basis, (30, 60, 90) otherwise. Due today is not late.
        forward_buckets: Due basis only: bounds of days until due, which split what is not due.
        months: Calendar months in place of ``buckets``: so many columns from ``m0``, the month of ``as_of``, back, then one for
            what is older (``over_m2``). An item goes by the month of its date. At most 62 on the due basis, 63 otherwise; 0 =
            by days.
        forward_months: With ``months`` on the due basis: splits what is not due into the rest of the month of ``as_of``
            (``due_m0``), the next month, so many in all, and what is due later.
        calendar: Days past due, or since a date, in business days of this calendar: a :class:`openitem.calendar.Calendar` or the
            name of one, such as ``"TARGET"``. They are the business days after the date up to ``as_of``, so a date due on a
            Saturday is one day late on the Monday; ``buckets`` then bound business days. Not beside ``months``. None =
            calendar days.
        missing_date: What stands in for a missing due date: the issue date, the posting date, or the item is not due.
        credits: Credits and unapplied cash in a column of their own, at their own age, netted against the oldest items of the
            customer, or excluded with a line in the proof.
        disputes: Ledger only. Disputed amounts inside their buckets, in a column of their own, or excluded.
        clock: Ledger only. The date that makes an application count; ``"latest"`` is the later of applied-on and both postings.
        known_at: Ledger only. The books as they were known at the end of this day: later recordings do not exist.
        date_column: Ledger only, with ``basis="column"``.
        future_payments: Ledger only. Adds a column of payments posted after ``as_of``, beside the total.
        base_amounts: Ledger only. What the items were booked at in the ledger's base currency beside their amounts: further
            columns of ``rows`` and ``totals``, and the tables ``base_rows``, ``base_totals`` and ``base_proof``.
        re_aged: Ledger only, due basis. The further date column that holds re-aged due dates: adds the tables ``re_aged`` and
            ``re_aged_totals``; every other figure stays contractual.
        threads: At most 256; never changes a result.
        balances: A table of balances from elsewhere to compare with: the group columns, currency, balance.
        general_ledger: Ledger only. Lines of the control account to compare with: document id, amount, currency, posting_date.
        customer: Frame only, as the next four: name of the column that plays this role; default the role's own name.
        due_date: Column of due dates.
        amount: Column of open amounts, credits negative.
        issue_date: Column of issue dates.
        entity: Column of entities.
        currency: Frame only. ISO 4217 code of rows without one.
        currency_column: Frame only. Column of currency codes; default ``"currency"`` where there is one.
        dimensions: Frame only. Further columns to group by.
        money: How money columns of a frame, of ``balances`` and of ``general_ledger`` are read; see
            :meth:`Ledger.from_documents`.
        rows: Frame only. ``"mark"`` leaves impossible rows out and reports them, ``"strict"`` raises.
        date_format: Frame only. Of dates that are text.

    Returns:
        The report; its parts sum to its control total, and its proof shows it.

    Raises:
        ArgumentError: An option outside its bounds, an unknown name, or an argument that belongs to the other input.
        DataError: A column that is missing, ragged or of the wrong type; a date that ``calendar`` does not know; under ``rows="strict"`` the first impossible row.
        ArithmeticOverflowError: A sum that leaves the range.

    Complexity: O(rows). Thread-safe; runs without the interpreter's lock.

    >>> report = aging(
    ...     {"cust": ["A", "A"], "due": ["2024-06-30", "2024-05-31"], "open": ["70.00", "30.00"]},
    ...     "2024-06-30",
    ...     customer="cust",
    ...     due_date="due",
    ...     amount="open",
    ...     currency="EUR",
    ... )
    >>> print(report)
    Aging as of 2024-06-30, control total EUR 100.00
    customer  currency  not_due  d1_30  d31_60  d61_90  over_90  unapplied   total  open_items  overdue_documents
    A         EUR         70.00  30.00    0.00    0.00     0.00       0.00  100.00           2                  1
    """
    given = locals()
    day = days_of(as_of, "as_of")
    groups = texts(by, "by")
    options = aging_options(given, groups)
    if isinstance(ledger_or_frame, Ledger):
        _refuse(given, _ITEMS_ONLY, "a frame of open items")
        ledger: Ledger | None = ledger_or_frame
        frame_type = ledger_or_frame._frame_type
        result = _core.compute_aging(ledger_or_frame._core, day, options)
    else:
        _refuse(given, _LEDGER_ONLY, "a Ledger")
        ledger = None
        tables = _core.InputTables()
        frame_type = add_frame(tables, "items", ledger_or_frame)
        result = _core.compute_aging_of_items(tables, day, options, _item_options(given))
    return Aging(
        result,
        frame_type,
        date_of(day),
        None if ledger is None else (ledger, options, groups),
        _compared(result, ledger, day, given),
    )


def aging_options(given: dict[str, Any], by: list[str]) -> _core.AgingOptions:
    """The options among the arguments of :func:`aging` or :func:`openitem.aging_series`."""
    return _core.AgingOptions(
        threads=int32(given["threads"], "threads"),
        basis=text(given["basis"], "basis"),
        missing_date=text(given["missing_date"], "missing_date"),
        credits=text(given["credits"], "credits"),
        disputes=text(given["disputes"], "disputes"),
        clock=text(given["clock"], "clock"),
        future_payments=bool(given["future_payments"]),
        known_at=optional_days(given["known_at"], "known_at"),
        date_column=optional_text(given["date_column"], "date_column"),
        bounds=int32s(given["buckets"], "buckets"),
        forward_bounds=int32s(given["forward_buckets"], "forward_buckets"),
        months=int32(given["months"], "months"),
        forward_months=int32(given["forward_months"], "forward_months"),
        by=by,
        base_amounts=bool(given["base_amounts"]),
        re_aged_column=optional_text(given["re_aged"], "re_aged"),
        calendar=core_calendar(given["calendar"], "calendar"),
    )


def _refuse(given: dict[str, Any], others: dict[str, object], owner: str) -> None:
    """An argument that would change nothing is an error, not a silence."""
    if owner.startswith("a frame") and given["balances"] is None and given["general_ledger"] is None:
        others = {**others, "money": "exact"}
    for name, default in others.items():
        value = given[name]
        not_given = (
            value is None if default is None else isinstance(value, type(default)) and value == default
        )
        if not not_given:
            raise ArgumentError(
                f"{name} belongs to {owner} and has no effect here; leave it out",
                status="invalid_argument",
                argument=name,
            )


def _item_options(given: dict[str, Any]) -> _core.ItemOptions:
    roles = {role: given[role] for role in ("customer", "due_date", "amount", "issue_date", "entity")}
    roles["currency"] = given["currency_column"]
    named = {role: text(column, role) for role, column in roles.items() if column is not None}
    return _core.ItemOptions(
        rows=text(given["rows"], "rows"),
        money=text(given["money"], "money"),
        currency=optional_text(given["currency"], "currency"),
        date_format=optional_text(given["date_format"], "date_format"),
        map=mapping_entries({"items": named}, given["dimensions"], (), table="items"),
    )


def _compared(
    result: _core.Result, ledger: Ledger | None, day: int, given: dict[str, Any]
) -> dict[str, _core.Result]:
    comparisons = {}
    money = text(given["money"], "money")
    if given["balances"] is not None:
        tables = _core.InputTables()
        add_frame(tables, "balances", given["balances"])
        comparisons["balances"] = _core.compare_balances(result, tables, money)
    if ledger is not None and given["general_ledger"] is not None:
        tables = _core.InputTables()
        add_frame(tables, "general_ledger", given["general_ledger"])
        comparisons["general_ledger"] = _core.compare_general_ledger(
            ledger._core, day, tables, money, optional_days(given["known_at"], "known_at")
        )
    return comparisons
