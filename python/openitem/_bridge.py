"""Bridge: why open receivables and DSO changed between two dates, in causes that sum to the change."""

from collections.abc import Iterable
from typing import Any, Literal, SupportsIndex, TypeAlias

from openitem import _core, _plots
from openitem._aging import ApplicationClock
from openitem._arguments import int32, text, texts
from openitem._ledger import Ledger, require_ledger
from openitem._table import PeriodTables, ResultTable
from openitem.errors import ArgumentError
from openitem.time import DateLike, date_of, days_of, optional_days

BridgeMethod: TypeAlias = Literal["shapley", "fixed_order"]
BridgeMeasure: TypeAlias = Literal["dso", "receivables", "base_dso", "base_receivables"]


class Bridge(PeriodTables):
    """The change of receivables and DSO by cause. Immutable; see :func:`bridge`."""

    @property
    def caption(self) -> str:
        """The two days, as printed over the tables."""
        return f"Bridge from {self._period[0]} to {self._period[1]}"

    @property
    def receivables(self) -> ResultTable:
        """Group columns, currency, step, amount: opening, the causes, closing; the causes sum to the change."""
        return self._table("receivables")

    @property
    def totals(self) -> ResultTable | None:
        """By currency and step: the sum of the groups, the bridge that knows of no groups, their difference (mix). None without ``by``."""
        return self._table_if_any("totals")

    @property
    def dso(self) -> ResultTable:
        """currency, step, millionths (of a day, integers that sum), days: the same of DSO."""
        return self._table("dso")

    @property
    def balances(self) -> ResultTable:
        """What was measured at both dates: window, sales, receivables, what is beside the months, DSO, warning."""
        return self._table("balances")

    @property
    def months(self) -> ResultTable:
        """The months of both windows: sales, what of them is not due, credited, open, past due, disputed."""
        return self._table("months")

    @property
    def proof(self) -> ResultTable:
        """From the open items to the sum of the causes, per currency; the lines that end in difference are 0."""
        return self._plain_table("proof")

    @property
    def base_receivables(self) -> ResultTable | None:
        """The receivables of all currencies in base currency, with the cause currency. None unless ``base_amounts`` was asked for."""
        return self._table_if_any("base_receivables")

    @property
    def base_totals(self) -> ResultTable | None:
        """As :attr:`totals`, in base currency. None without ``by`` and ``base_amounts``."""
        return self._table_if_any("base_totals")

    @property
    def base_dso(self) -> ResultTable | None:
        """As :attr:`dso`, in base currency, with the cause currency. None unless ``base_amounts`` was asked for."""
        return self._table_if_any("base_dso")

    @property
    def base_balances(self) -> ResultTable | None:
        """Sales, receivables, DSO and warning at both dates in base currency. None unless ``base_amounts`` was asked for."""
        return self._table_if_any("base_balances")

    @property
    def base_rates(self) -> ResultTable | None:
        """Sales, open debits and open credits in document and base currency: the average booked rates; and what has no base amount."""
        return self._table_if_any("base_rates")

    @property
    def base_proof(self) -> ResultTable | None:
        """From the booked amounts of all documents to the causes; the lines that end in difference are 0. None unless asked for."""
        return self._plain_table("base_proof") if self.base_rates is not None else None

    def plot(
        self,
        measure: BridgeMeasure = "dso",
        *,
        currency: str | None = None,
        **group: object,
    ) -> Any:
        """From the opening over the causes to the closing, as a waterfall. An Altair chart, which notebooks show.

        Args:
            measure: ``"dso"`` in days or ``"receivables"`` in the currency; with ``base_amounts`` also ``"base_dso"`` and
                ``"base_receivables"``, of all currencies together.
            currency: Which currency, where there are several.
            **group: Which group: a value for each of the columns of ``by``.

        Raises:
            ArgumentError: Several currencies or groups and none chosen, one that is not there, or another measure.
            ModuleNotFoundError: Without the extra ``plot``.
        """
        measures: dict[str, ResultTable | None] = {
            "dso": self.dso,
            "receivables": self.receivables,
            "base_dso": self.base_dso,
            "base_receivables": self.base_receivables,
        }
        chosen = measures.get(measure)
        if chosen is None:
            choices = ", ".join(repr(name) for name, table in measures.items() if table is not None)
            raise ArgumentError(
                f"measure = {measure!r} is not a choice; choose one of {choices}",
                status="invalid_argument",
                argument="measure",
            )
        table = chosen.to_dict("float")
        is_dso = measure.endswith("dso")
        rows = _plots.chosen_rows(table, {**group, "currency": currency})
        if [table["step"][row] for row in rows].count("opening") > 1:
            raise ArgumentError(
                "a chart shows the bridge of one group; name it, as in plot(customer='A')",
                status="not_set",
                argument="group",
            )
        values = table["days" if is_dso else "amount"]
        steps = [(table["step"][row].replace("_", " "), values[row] or 0.0) for row in rows]
        unit = "days" if is_dso else table["currency"][rows[0]] if rows else ""
        opening, closing = (str(day) for day in self._period)
        if len(steps) < 2:
            return _plots.waterfall((opening, 0.0), (), (closing, 0.0), y_title=unit)
        return _plots.waterfall((opening, steps[0][1]), steps[1:-1], (closing, steps[-1][1]), y_title=unit)

    def _main_table(self) -> ResultTable:
        return self.receivables


def bridge(
    ledger: Ledger,
    from_: DateLike,
    to: DateLike,
    *,
    by: str | Iterable[str] = (),
    months: SupportsIndex = 12,
    method: BridgeMethod = "shapley",
    clock: ApplicationClock = "latest",
    known_at: DateLike | None = None,
    base_amounts: bool = False,
    threads: SupportsIndex = 1,
) -> Bridge:
    """Why open receivables and DSO changed: sales volume and timing, terms, lateness, disputes, credits ..., without a residual.

    Args:
        ledger: A :class:`Ledger`.
        from_: The opening is the end of this day.
        to: The closing is the end of this day, a later one.
        by: Columns of the groups: customer, entity, kind, dimensions; empty = one bridge a currency. Each group has a bridge of
            its own; receivables and their causes add up to :attr:`Bridge.totals`, DSO does not.
        months: Window of sales before each date, 1 to 120.
        method: ``"shapley"``: the average over all orders of the causes; ``"fixed_order"``: in the order of the table.
        clock: The date that makes an application count.
        known_at: Both dates as they were known at the end of this day.
        base_amounts: Also in the ledger's base currency, over all document currencies, with the cause currency: what the change
            of the average booked rates adds. Documents without a booked amount are counted in :attr:`Bridge.base_rates`.
        threads: At most 256; never changes a result.

    Raises:
        ArgumentError: ``from_`` not before ``to``, an option outside its bounds, an unknown name, ``base_amounts`` of a ledger
            without a base currency.
        ArithmeticOverflowError: Amounts of 2^53 minor units or more.

    Complexity: O(documents + applications). Thread-safe; runs without the interpreter's lock.

    >>> documents = {"customer": ["A", "A"], "id": ["1", "2"], "issue_date": ["2024-01-10", "2024-02-10"]}
    >>> documents |= {"due_date": ["2024-03-10", "2024-04-10"], "amount": ["100.00", "150.00"]}
    >>> documents |= {"paid_date": ["2024-02-20", None]}
    >>> ledger = Ledger.from_documents(documents, currency="EUR")
    >>> print(bridge(ledger, "2024-01-31", "2024-02-29", months=1))
    Bridge from 2024-01-31 to 2024-02-29
    currency  step               amount
    EUR       opening            100.00
    EUR       volume              50.00
    EUR       timing               0.00
    EUR       terms                0.00
    EUR       lateness             0.00
    EUR       disputes             0.00
    EUR       credits              0.00
    EUR       other_debits         0.00
    EUR       unapplied_credits    0.00
    EUR       closing            150.00
    """
    require_ledger(ledger, "bridge", "open items have no history")
    first, last = days_of(from_, "from_"), days_of(to, "to")
    result = _core.compute_bridge(
        ledger._core,
        first,
        last,
        threads=int32(threads, "threads"),
        months=int32(months, "months"),
        method=text(method, "method"),
        clock=text(clock, "clock"),
        known_at=optional_days(known_at, "known_at"),
        by=texts(by, "by"),
        base_amounts=bool(base_amounts),
    )
    return Bridge(result, ledger._frame_type, (date_of(first), date_of(last)))
