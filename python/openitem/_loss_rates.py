"""Loss rates from a ledger's own history: the payment waterfall of past vintages."""

import datetime
from collections.abc import Iterable
from typing import Literal, SupportsIndex, TypeAlias

from openitem import _core
from openitem._aging import AgingBasis, aging_options
from openitem._arguments import int32, text, texts
from openitem._frames import FrameType
from openitem._ledger import Ledger, require_ledger
from openitem._table import ResultTable, ResultTables
from openitem.time import DateLike, date_of, days_of

Shrinkage: TypeAlias = Literal["none", "buehlmann_straub"]
ImmatureVintages: TypeAlias = Literal["excluded", "developed"]
ReplacementDate: TypeAlias = Literal["issue", "posting"]


class LossRates(ResultTables):
    """Loss rates by bucket and segment, and how each came about. Immutable; see :func:`loss_rates`."""

    def __init__(
        self, result: _core.Result, frame_type: FrameType, window: tuple[datetime.date, datetime.date]
    ) -> None:
        """Made by :func:`loss_rates`."""
        super().__init__(result, frame_type)
        self._window = window

    @property
    def window(self) -> tuple[datetime.date, datetime.date]:
        """First and last day of issue of the documents looked at."""
        return self._window

    @property
    def caption(self) -> str:
        """The window, as printed over the tables."""
        return f"Loss rates of documents issued {self._window[0]} to {self._window[1]}"

    @property
    def rates(self) -> ResultTable:
        """Group columns, currency, bucket, rate: the table that :func:`openitem.provision` takes."""
        return self._table("rates")

    @property
    def cells(self) -> ResultTable:
        """How each rate came about: exposure, loss, own and portfolio rate, credibility, shrunk and final rate."""
        return self._table("cells")

    @property
    def waterfall(self) -> ResultTable:
        """What of each mature vintage reached each bucket, and what of that was lost; of developed ones also so far."""
        return self._table("waterfall")

    @property
    def vintages(self) -> ResultTable:
        """Months of issue, when each is mature, and whether it counts."""
        return self._table("vintages")

    @property
    def factors(self) -> ResultTable | None:
        """Development of what was not recovered, from age to age; None where nothing is developed."""
        return self._table_if_any("factors")

    @property
    def triangle(self) -> ResultTable | None:
        """What each vintage had not recovered at each age, from which the factors are made; None as there."""
        return self._table_if_any("triangle")

    @property
    def proof(self) -> ResultTable:
        """Documents of the window down to the waterfall; the difference is 0."""
        return self._plain_table("proof")

    def _main_table(self) -> ResultTable:
        return self._table("rates")


def loss_rates(
    ledger: Ledger,
    from_: DateLike,
    to: DateLike,
    as_of: DateLike,
    *,
    by: str | Iterable[str] = (),
    horizon: SupportsIndex = 365,
    shrinkage: Shrinkage = "none",
    monotone: bool = False,
    immature: ImmatureVintages = "excluded",
    basis: AgingBasis = "due",
    buckets: Iterable[SupportsIndex] | None = None,
    missing_date: ReplacementDate = "issue",
) -> LossRates:
    """Loss rates by bucket: of what reached it in past vintages, the share that was written off or never paid.

    Args:
        ledger: A ledger.
        from_: First day of issue of the invoices and debit notes looked at.
        to: Last day of issue.
        as_of: End of observation. A month of issue (vintage) counts when the horizon of all its documents is over by then.
        by: Segments, as in :func:`openitem.provision`.
        horizon: Days after the basis date when what is still unpaid counts as lost.
        shrinkage: ``"buehlmann_straub"`` draws the rates of segments with little data toward the portfolio's, with the weights
            shown in :attr:`LossRates.cells`.
        monotone: An older bucket never has a lower rate.
        immature: What becomes of vintages whose horizon is not over: ``"excluded"``, or ``"developed"``: what they have not recovered
            so far, times the development of older ones to the horizon (chain ladder), shown in :attr:`LossRates.factors`.
        basis: ``"due"``, ``"issue"`` or ``"posting"``.
        buckets: Inclusive upper bounds in days, as in :func:`openitem.aging`.
        missing_date: What stands in for a missing due date.

    Returns:
        Rates, how they came about, the waterfall and the proof.

    Raises:
        ArgumentError: ``from_`` after ``to``, a horizon before the last bucket or above 3,650, an unknown name.

    Complexity: O(documents + applications log applications of a document). Thread-safe; runs without the interpreter's lock.

    >>> documents = {"customer": ["A", "B"], "issue_date": ["2023-01-10"] * 2, "due_date": ["2023-02-10"] * 2}
    >>> documents |= {"amount": ["900.00", "100.00"], "paid_date": ["2023-02-05", None]}
    >>> ledger = Ledger.from_documents(documents, currency="EUR")
    >>> print(loss_rates(ledger, "2023-01-01", "2023-01-31", "2024-12-31", buckets=(0, 30)))
    Loss rates of documents issued 2023-01-01 to 2023-01-31
    currency  bucket   rate
    EUR       not_due   0.1
    EUR       d1_30     1.0
    EUR       over_30   1.0
    """
    given = locals()
    require_ledger(ledger, "loss_rates", "open items have no history")
    first, last, day = days_of(from_, "from_"), days_of(to, "to"), days_of(as_of, "as_of")
    given |= {"threads": 1, "credits": "own_column", "disputes": "inside", "clock": "latest"}
    given |= {"future_payments": False, "known_at": None, "date_column": None, "forward_buckets": ()}
    given |= {"months": 0, "forward_months": 0, "calendar": None, "base_amounts": False, "re_aged": None}
    result = _core.compute_loss_rates(
        ledger._core,
        first,
        last,
        day,
        aging_options(given, texts(by, "by")),
        horizon=int32(horizon, "horizon"),
        shrinkage=text(shrinkage, "shrinkage"),
        monotone=bool(monotone),
        immature=text(immature, "immature"),
    )
    return LossRates(result, ledger._frame_type, (date_of(first), date_of(last)))
