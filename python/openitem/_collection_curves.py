"""Collection curves: what was invoiced in a month, settled by age; exact quantiles of days to pay."""

from collections.abc import Iterable
from typing import Any, SupportsIndex

from openitem import _core, _plots
from openitem._aging import ApplicationClock
from openitem._arguments import int32, int32s, text, texts
from openitem._ledger import Ledger, require_ledger
from openitem._table import DatedTables, ResultTable
from openitem.time import DateLike, date_of, days_of, optional_days


class CollectionCurves(DatedTables):
    """How the invoices of each month were settled by age. Immutable; see :func:`collection_curves`."""

    @property
    def caption(self) -> str:
        """The day, as printed over the tables."""
        return f"Collection curves as of {self._as_of}"

    def plot(self, *, currency: str | None = None, **group: object) -> Any:
        """Paid share by age, a line a month of issue; immature parts are dashed. An Altair chart, which notebooks show.

        Args:
            currency: Which currency, where there are several.
            group: Which group, a value for each column of ``by``.

        Raises:
            ArgumentError: Several currencies or groups and none chosen, or one that is not there.
            ModuleNotFoundError: Without the extra ``plot``.
        """
        cells = self.cells.to_dict("float")
        points = [
            {
                "cohort": f"{cells['cohort'][row]:%Y-%m}",
                "age": cells["age"][row],
                "share": cells["paid_share"][row],
                "is_mature": cells["mature"][row] == 1,
            }
            for row in _plots.rows_of_one_group(cells, currency, group)
            if cells["age"][row] is not None
        ]
        return _plots.curves(points, x_title="days since issue", y_title="paid")

    def _main_table(self) -> ResultTable:
        return self.cells

    @property
    def cells(self) -> ResultTable:
        """A row for each group, currency, cohort and age: what was settled at this age, paid to date, its share, mature or not."""
        return self._table("cells")

    @property
    def cohorts(self) -> ResultTable:
        """A row for each group, currency and cohort: invoiced, settled by kind, open, and the difference, which is 0."""
        return self._table("cohorts")

    @property
    def days_to_pay(self) -> ResultTable:
        """Exact quantiles of days from issue to payment by group and currency, weighted by amount and by count."""
        return self._table("days_to_pay")

    @property
    def proof(self) -> ResultTable:
        """Invoiced less what was settled less the open items, found apart, is the difference: 0."""
        return self._table("proof")


def collection_curves(
    ledger: Ledger,
    as_of: DateLike,
    *,
    ages: Iterable[SupportsIndex] | None = None,
    percents: Iterable[SupportsIndex] | None = None,
    by: str | Iterable[str] = (),
    clock: ApplicationClock = "latest",
    known_at: DateLike | None = None,
    threads: SupportsIndex = 1,
) -> CollectionCurves:
    """How much of what was invoiced in a month was paid by which age, and how long payment took.

    Args:
        ledger: A :class:`Ledger`; its invoices and debit notes are the cohorts, by calendar month of issue.
        as_of: The day whose end is looked at.
        ages: Inclusive upper bounds in days since issue, ascending, at most 63; by default 0, 15, 30, 45, 60, 90, 120, 180, 365.
            What is settled later stands in a last row whose age is null.
        percents: Quantiles of days to pay, 1 .. 99, ascending; by default 25, 50, 75, 90.
        by: Columns of the groups as in :func:`openitem.aging`; empty = by currency only.
        clock: The date that makes an application count, which is also its day.
        known_at: The books as they were known at the end of this day.
        threads: At most 256; never changes a result.

    Returns:
        Cells, cohorts, days to pay and the proof.

    Raises:
        ArgumentError: An option outside its bounds or an unknown name.

    Complexity: O(documents + applications log applications). Thread-safe; runs without the interpreter's lock.

    >>> documents = {"customer": ["A", "A"], "id": ["1", "2"], "issue_date": ["2024-01-10", "2024-01-20"]}
    >>> documents |= {"amount": ["70.00", "30.00"], "paid_date": ["2024-02-20", None]}
    >>> ledger = Ledger.from_documents(documents, currency="EUR")
    >>> curves = collection_curves(ledger, "2024-02-29", ages=[30, 60], percents=[50])
    >>> curves.cells.to_dict()["paid_share"], curves.cells.to_dict()["mature"]
    ([0.0, 0.7, 0.7], [1, 0, 0])
    >>> curves.days_to_pay.to_dict()["days_by_amount"]
    [41]
    """
    require_ledger(ledger, "collection_curves", "open items have no history")
    day = days_of(as_of, "as_of")
    result = _core.compute_collection_curves(
        ledger._core,
        day,
        ages=int32s(ages, "ages"),
        percents=int32s(percents, "percents"),
        by=texts(by, "by"),
        clock=text(clock, "clock"),
        known_at=optional_days(known_at, "known_at"),
        threads=int32(threads, "threads"),
    )
    return CollectionCurves(result, ledger._frame_type, date_of(day))
