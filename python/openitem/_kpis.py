"""Key figures of a ledger for any windows, by customer and any dimension."""

import datetime
from collections.abc import Iterable
from typing import Any, Literal, SupportsIndex, TypeAlias

from openitem import _core, _plots
from openitem._aging import ApplicationClock
from openitem._arguments import int32, optional_text, sequence, text, texts
from openitem._frames import Frame, FrameType, add_frame
from openitem._ledger import Ledger, MoneyForm, require_ledger
from openitem._table import ResultTable, ResultTables
from openitem.calendar import Calendar, core_calendar
from openitem.errors import ArgumentError
from openitem.time import DateLike, date_of, days_of, optional_days

PeriodLength: TypeAlias = Literal["month", "quarter", "year"]
KpiReceivable: TypeAlias = Literal["net", "debits"]
KpiLayout: TypeAlias = Literal["long", "wide", "values"]


class Kpis(ResultTables):
    """Key figures of windows, with what they are made of. Immutable; see :func:`kpis`."""

    def __init__(
        self,
        result: _core.Result,
        frame_type: FrameType,
        periods: tuple[tuple[datetime.date, datetime.date], ...],
    ) -> None:
        """Made by :func:`kpis`."""
        super().__init__(result, frame_type)
        self._periods = periods

    @property
    def periods(self) -> tuple[tuple[datetime.date, datetime.date], ...]:
        """First and last day of each window, ascending."""
        return self._periods

    @property
    def caption(self) -> str:
        """The windows, as printed over the tables."""
        count = len(self._periods)
        last = max(last for _, last in self._periods)
        return f"Key figures of {count} period{'s' if count > 1 else ''}, {self._periods[0][0]} to {last}"

    @property
    def figures(self) -> ResultTable:
        """A row for each period, group and currency, and in the long layout for each figure.

        Long: first, last, group columns, currency, figure, value, numerator, denominator, unit, count, kind, warning; a
        missing value has a warning that says why. Wide: for each figure the columns <id>, <id>_numerator,
        <id>_denominator, <id>_warning.
        """
        return self._table("figures")

    @property
    def components(self) -> ResultTable | None:
        """The integers that the figures are made of; None where they were not asked for."""
        return self._table_if_any("components")

    @property
    def dunning_levels(self) -> ResultTable | None:
        """Open debits of each period and group by dunning level; None where no share of dunned items was asked for.

        first, last, group columns, currency, level (None = no letter), open, items, open_share, item_share.
        """
        return self._table_if_any("dunning_levels")

    @property
    def definitions(self) -> ResultTable:
        """What each figure means: meaning, formula, unit, kind, numerator, denominator, source."""
        return self._plain_table("definitions")

    @property
    def proof(self) -> ResultTable:
        """Opening + documents by kind = closing, for each period and currency; every line "difference" is 0."""
        return self._plain_table("proof")

    def plot(self, figure: str, *, currency: str | None = None, **group: object) -> Any:
        """One figure over the periods, a line a group. An Altair chart, which notebooks show. Long layout only.

        Args:
            figure: Its id, such as ``"dso_simple_ending"``.
            currency: Which currency, where there are several.
            group: Which groups: a value for any of the columns of ``by``; each group that is left is a line.

        Raises:
            ArgumentError: A figure, currency or group that is not there, or several currencies and none chosen.
            ModuleNotFoundError: Without the extra ``plot``.
        """
        table = self.figures.to_dict("float")
        if "figure" not in table:
            raise ArgumentError(
                "plot() reads the long layout; ask for kpis(..., layout='long')",
                status="invalid_argument",
                argument="layout",
            )
        groups = list(table)[2 : list(table).index("currency")]
        rows = _plots.chosen_rows(table, {"figure": figure, **group, "currency": currency})
        points = [
            {
                "day": table["last"][row],
                "series": ", ".join(str(table[name][row]) for name in groups) or figure,
                "value": table["value"][row],
            }
            for row in rows
        ]
        return _plots.trend(points, y_title=f"{figure} ({table['unit'][rows[0]]})" if rows else figure)

    def _main_table(self) -> ResultTable:
        return self.figures


def kpis(
    ledger: Ledger,
    from_: DateLike | None = None,
    to: DateLike | None = None,
    *,
    periods: PeriodLength | Iterable[tuple[DateLike, DateLike]] = "month",
    by: str | Iterable[str] = (),
    figures: str | Iterable[str] = (),
    receivable: KpiReceivable = "net",
    days: SupportsIndex | None = None,
    sales_months: SupportsIndex = 0,
    history_months: SupportsIndex = 12,
    month_days: SupportsIndex | None = None,
    top_n: SupportsIndex = 10,
    delivery: str | None = None,
    clock: ApplicationClock = "latest",
    known_at: DateLike | None = None,
    layout: KpiLayout = "long",
    components: bool = True,
    promise_grace_days: SupportsIndex = 0,
    bad_debts: Frame | None = None,
    costs: Frame | None = None,
    money: MoneyForm = "exact",
    calendar: Calendar | str | None = None,
    threads: SupportsIndex = 1,
) -> Kpis:
    """DSO, CEI, days delinquent, days to pay and the like of a ledger, from one pass over documents and applications.

    Args:
        ledger: A :class:`Ledger`.
        from_: First day of the first period; not with a list of periods.
        to: Last day of the last period; not with a list of periods.
        periods: ``month``, ``quarter`` or ``year``: those that ``from_`` to ``to`` touches, the first and the last cut at these
            days. Or pairs of first and last day, ascending; they may overlap.
        by: Columns of the groups: customer, entity, dimensions; empty = one group a currency.
        figures: Ids of figures, in the order of their output; empty = the most used ones. The table ``definitions`` says what
            they mean.
        receivable: ``net``: all open items, so that unapplied credits lower what is not past due. ``debits``: open debits alone.
        days: Days that a ratio to sales counts for its sales window, such as 30 or 360; None = those of the calendar.
        sales_months: Months of sales, up to the last day of the period, that ratios to sales take; 0 = the period itself.
        history_months: Months that a count-back may use up, 1 to 120.
        month_days: Days of a month of a count-back, such as 30; None = those of the calendar.
        top_n: Customers in ``top_n_share``.
        delivery: With the figure ``billing_lag``: the further date column that holds deliveries.
        clock: The date that makes an application count.
        known_at: The books as they were known at the end of this day.
        layout: ``long``: a row a figure. ``wide``: a row a group and four columns a figure. ``values``: a row a group and
            one column a figure, its value alone.
        components: Whether the integers behind the figures are wanted.
        promise_grace_days: Days after the promised day on which a payment still keeps a promise.
        bad_debts: The expense for bad debts, of either sign, for ``bad_debt_ratio_gross`` and ``_net``: the columns date, amount,
            those in ``by``, and currency where the ledger has several. An amount counts in every window that its date is in.
        costs: The same for the cost of credit and collection, 0 or more: for ``operating_cost_to_sales`` and ``cost_to_collect``.
        money: How the amounts of these frames are read; see :meth:`Ledger.from_documents`.
        calendar: Every number of days is one of business days of this calendar, an object or a name: past due, open and to pay,
            days of sales windows and of months counted back; the unit is then ``business_days``. Not beside ``days`` or
            ``month_days``.
        threads: At most 256; never changes a result.

    Returns:
        The figures, their components and definitions, and the proof that the components are those of the control account.

    Raises:
        ArgumentError: Periods that are not in order, an option outside its bounds, an unknown name, a figure without the table
            that it needs.
        DataError: ``bad_debts`` or ``costs`` with an amount below 0 (costs), a missing value, a group without documents.
        ArithmeticOverflowError: A sum of amounts x days, or a part of a figure, leaves 64 bits.

    Complexity: O(documents + applications + groups x periods). Thread-safe; runs without the interpreter's lock.

    >>> documents = {"customer": ["A", "B"], "id": ["1", "2"], "issue_date": ["2024-01-10", "2024-02-03"]}
    >>> documents |= {"due_date": ["2024-02-09", "2024-03-04"], "amount": ["70.00", "30.00"]}
    >>> documents |= {"paid_date": ["2024-02-20", None]}
    >>> ledger = Ledger.from_documents(documents, currency="EUR")
    >>> result = kpis(ledger, "2024-02-01", "2024-02-29", figures=["dso_simple_ending", "days_to_pay", "days_late"])
    >>> figures = result.figures.to_dict()
    >>> dict(zip(figures["figure"], figures["value"]))
    {'dso_simple_ending': 29.0, 'days_to_pay': 41.0, 'days_late': 11.0}
    """
    require_ledger(ledger, "kpis", "open items have no history")
    windows = _periods(from_, to, periods)
    tables = _core.InputTables()
    for name, frame in (("bad_debts", bad_debts), ("costs", costs)):
        if frame is not None:
            add_frame(tables, name, frame)
    result = _core.compute_kpis(
        ledger._core,
        windows,
        tables,
        threads=int32(threads, "threads"),
        clock=text(clock, "clock"),
        known_at=optional_days(known_at, "known_at"),
        by=texts(by, "by"),
        figures=texts(figures, "figures"),
        receivable=text(receivable, "receivable"),
        layout=text(layout, "layout"),
        days=0 if days is None else _at_least_one(days, "days"),
        sales_months=int32(sales_months, "sales_months"),
        history_months=int32(history_months, "history_months"),
        month_days=0 if month_days is None else _at_least_one(month_days, "month_days"),
        top_n=int32(top_n, "top_n"),
        delivery=optional_text(delivery, "delivery"),
        components=bool(components),
        promise_grace_days=int32(promise_grace_days, "promise_grace_days"),
        money=text(money, "money"),
        calendar=core_calendar(calendar, "calendar"),
    )
    return Kpis(result, ledger._frame_type, tuple((date_of(first), date_of(last)) for first, last in windows))


def _at_least_one(value: SupportsIndex, argument: str) -> int:
    number = int32(value, argument)
    if number < 1:
        raise ArgumentError(
            f"{argument} = {number}: expected 1 or more days, or None for those of the calendar",
            status="out_of_bounds",
            argument=argument,
        )
    return number


def _periods(
    from_: DateLike | None, to: DateLike | None, periods: PeriodLength | Iterable[tuple[DateLike, DateLike]]
) -> list[tuple[int, int]]:
    if isinstance(periods, str):
        if from_ is None or to is None:
            raise ArgumentError(
                f"periods = {periods!r} needs from_ and to; or give periods as pairs of first and last day",
                status="invalid_argument",
                argument="from_" if from_ is None else "to",
            )
        return _core.calendar_periods(days_of(from_, "from_"), days_of(to, "to"), text(periods, "periods"))
    if from_ is not None or to is not None:
        raise ArgumentError(
            "from_ and to have no effect beside a list of periods; leave them out",
            status="invalid_argument",
            argument="from_" if from_ is not None else "to",
        )
    return [_pair(period, at) for at, period in enumerate(sequence(periods, "periods"))]


def _pair(period: tuple[DateLike, DateLike], at: int) -> tuple[int, int]:
    argument = f"periods[{at}]"
    days = sequence(period, argument)
    if len(days) != 2:
        raise ArgumentError(
            f"{argument} must be a pair of first and last day",
            status="invalid_argument",
            argument=argument,
        )
    return days_of(days[0], argument), days_of(days[1], argument)
