"""Roll rates: what became of the debit items of each aging bucket from one date to the next, and the loss rates that follow."""

import datetime
from collections.abc import Iterable
from typing import Any, Literal, SupportsFloat, SupportsIndex, TypeAlias

from openitem import _core, _plots
from openitem._aging import AgingBasis, ApplicationClock, MissingDate, aging_options
from openitem._arguments import int32, int64, optional_text, sequence, texts
from openitem._frames import FrameType
from openitem._ledger import Ledger, require_ledger
from openitem._table import ResultTable, ResultTables
from openitem.calendar import Calendar
from openitem.errors import ArgumentError
from openitem.time import DateLike, date_of, days_of

RollRateDisputes: TypeAlias = Literal["inside", "own_column"]


class RollRates(ResultTables):
    """What became of debit items from date to date. Immutable; see :func:`roll_rates`."""

    def __init__(self, result: _core.Result, frame_type: FrameType, dates: tuple[datetime.date, ...]) -> None:
        """Made by :func:`roll_rates`."""
        super().__init__(result, frame_type)
        self._dates = dates

    @property
    def dates(self) -> tuple[datetime.date, ...]:
        """The days between whose ends items were followed, ascending."""
        return self._dates

    @property
    def caption(self) -> str:
        """First and last date and the number of periods, as printed over the tables."""
        periods = len(self._dates) - 1
        return f"Roll rates of {periods} period{'s' if periods > 1 else ''}, {self._dates[0]} to {self._dates[-1]}"

    @property
    def transitions(self) -> ResultTable:
        """from_date, to_date, group columns, currency, from_bucket, outcome, to_bucket (missing for what left), amount, items: every
        cent and every item of a bucket at the first date once."""
        return self._table("transitions")

    @property
    def rates(self) -> ResultTable:
        """The same rows with opening, amount_rate, opening_items and items_rate; the rates of a bucket sum to 1."""
        return self._table("rates")

    @property
    def average(self) -> ResultTable:
        """The same pooled over all periods, with their number."""
        return self._table("average")

    @property
    def inflows(self) -> ResultTable:
        """What is open at the second date and was not at the first, by bucket and source."""
        return self._table("inflows")

    @property
    def net_flow(self) -> ResultTable:
        """Next bucket at the second date over bucket at the first; a rate only where both cover the same dates."""
        return self._table("net_flow")

    @property
    def loss_rates(self) -> ResultTable:
        """Products of the pooled rates from each bucket to the terminal loss."""
        return self._table("loss_rates")

    @property
    def proof(self) -> ResultTable:
        """Opening = outcomes, arrivals + inflows = closing, per period, currency and bucket; the differences are 0."""
        return self._plain_table("proof")

    def plot(self, *, currency: str | None = None, **group: object) -> Any:
        """The average amount rates as a heat map: a row a bucket, its rates sum to 100 %. An Altair chart, which notebooks show.

        Args:
            currency: Which currency, where there are several.
            group: Which group, a value for each column of ``by``.

        Raises:
            ArgumentError: Several currencies or groups and none chosen, or one that is not there.
            ModuleNotFoundError: Without the extra ``plot``.
        """
        average = self.average.to_dict("float")
        rows = _plots.rows_of_one_group(average, currency, group)
        cells = [
            {
                "row": average["from_bucket"][row],
                "column": _column_name(average["outcome"][row], average["to_bucket"][row]),
                "share": average["amount_rate"][row],
            }
            for row in rows
        ]
        names = [cell["column"] for cell in cells]
        buckets = list(dict.fromkeys(self.loss_rates.to_dict()["bucket"]))  # all of them, youngest first
        columns = list(dict.fromkeys([*buckets, *names]))
        return _plots.heat_map(cells, columns=columns, x_title="became", y_title="bucket")

    def _main_table(self) -> ResultTable:
        return self.average


def _column_name(outcome: str, to_bucket: str | None) -> str:
    """Where it went, for eyes: a bucket, or what took it."""
    if to_bucket is None:
        return outcome
    return to_bucket if outcome in {"stays", "rolls"} else f"{outcome}: {to_bucket}"


def roll_rates(
    ledger: Ledger,
    dates: Iterable[DateLike],
    *,
    by: str | Iterable[str] = (),
    basis: AgingBasis = "due",
    buckets: Iterable[SupportsIndex] | None = None,
    forward_buckets: Iterable[SupportsIndex] = (),
    months: SupportsIndex = 0,
    forward_months: SupportsIndex = 0,
    calendar: Calendar | str | None = None,
    missing_date: MissingDate = "issue",
    disputes: RollRateDisputes = "inside",
    clock: ApplicationClock = "latest",
    known_at: DateLike | None = None,
    known_at_as_of: bool = False,
    date_column: str | None = None,
    step_tolerance: SupportsIndex = 0,
    terminal_bucket: str | None = None,
    terminal_loss: SupportsFloat = 1.0,
    threads: SupportsIndex = 1,
) -> RollRates:
    """Follows every debit item from date to date: what stays, rolls, is paid, credited, discounted, written off ...

    Args:
        ledger: A :class:`Ledger`; open items given as a frame have no history.
        dates: 2 to 4,096 days, strictly ascending, such as month ends; a period goes from one to the next.
        by: Columns of the groups as in :func:`openitem.aging`; empty = one group a currency.
        basis: As in :func:`openitem.aging`, like every argument below that is not explained.
        buckets: Inclusive upper bounds in days.
        forward_buckets: Bounds of days until due.
        months: Calendar months in place of ``buckets``, counted back from the month of each date.
        forward_months: With ``months``: splits what is not due by calendar month.
        calendar: Days in business days of this calendar, an object or a name, instead of calendar days.
        missing_date: What stands in for a missing date.
        disputes: ``"own_column"``: disputed amounts are a state of their own; ``"inside"``: they are not looked at.
        clock: The date that makes an application count.
        known_at: The books as they were known at the end of this day, for all dates.
        known_at_as_of: Each date as it was known at its own end; only so can a changed due date be seen.
        date_column: With ``basis="column"``.
        step_tolerance: Days, 0 to 31, by which neighbouring buckets may miss the period in a net flow rate.
        terminal_bucket: Label of the bucket whose loss rate is ``terminal_loss``; None = the oldest.
        terminal_loss: Fraction lost of what reaches the terminal bucket, 0 to 1.
        threads: At most 256; never changes a result.

    Returns:
        Transitions, rates, their average, inflows, net flow rates, loss rates and the proof.

    Raises:
        ArgumentError: The dates are too few, too many or not ascending, ``known_at`` beside ``known_at_as_of``, a frame where a
            ledger is needed, an option outside its bounds, or an unknown name.

    Complexity: O(documents + applications + open items of all dates). Thread-safe; runs without the interpreter's lock.

    >>> documents = {"customer": ["A", "A"], "id": ["1", "2"], "issue_date": ["2024-01-10", "2024-01-12"]}
    >>> documents |= {"due_date": ["2024-01-20", "2024-01-25"], "amount": ["70.00", "30.00"]}
    >>> documents |= {"paid_date": ["2024-02-20", None]}
    >>> ledger = Ledger.from_documents(documents, currency="EUR")
    >>> print(roll_rates(ledger, ["2024-01-31", "2024-02-29"], buckets=(0, 30)).transitions)
    Roll rates of 1 period, 2024-01-31 to 2024-02-29
    from_date   to_date     currency  from_bucket  outcome  to_bucket  amount  items
    2024-01-31  2024-02-29  EUR       d1_30        rolls    over_30     30.00      1
    2024-01-31  2024-02-29  EUR       d1_30        paid                 70.00      1
    """
    given = locals() | {
        "credits": "own_column",
        "future_payments": False,
        "base_amounts": False,
        "re_aged": None,
    }
    require_ledger(ledger, "roll_rates", "open items have no history")
    if isinstance(dates, str):
        raise ArgumentError(
            "dates must be a sequence of two days or more, not a str",
            status="invalid_argument",
            argument="dates",
        )
    days = [days_of(day, f"dates[{at}]") for at, day in enumerate(sequence(dates, "dates"))]
    result = _core.compute_roll_rates(
        ledger._core,
        days,
        aging_options(given, texts(by, "by")),
        known_at_as_of=bool(known_at_as_of),
        step_tolerance=int32(step_tolerance, "step_tolerance"),
        terminal_bucket=optional_text(terminal_bucket, "terminal_bucket"),
        terminal_loss=_real(terminal_loss, "terminal_loss"),
    )
    return RollRates(result, ledger._frame_type, tuple(map(date_of, days)))


def roll_rate(opening: SupportsIndex, rolled: SupportsIndex) -> float | None:
    """What stands in the next bucket now over what stood in this one before.

    Args:
        opening: Minor units or a count, 0 or more.
        rolled: The same of the next bucket, one period later.

    Returns:
        rolled / opening; None where ``opening`` is 0.

    Raises:
        ArgumentError: Below 0.

    >>> roll_rate(100, 20)
    0.2
    """
    return _core.roll_rate(int64(opening, "opening"), int64(rolled, "rolled"))


def loss_rate_chain(roll_rates: Iterable[SupportsFloat], terminal_loss: SupportsFloat) -> list[float]:
    """Loss rate of each bucket: its roll rate times those of all later ones and the terminal loss.

    Args:
        roll_rates: Fractions from 0 to 1, youngest bucket first.
        terminal_loss: Fraction lost of what rolls out of the last of them.

    Raises:
        ArgumentError: Not a number from 0 to 1.

    >>> loss_rate_chain([0.5, 0.5, 0.5], 1.0)
    [0.125, 0.25, 0.5]
    """
    rates = [_real(rate, f"roll_rates[{at}]") for at, rate in enumerate(sequence(roll_rates, "roll_rates"))]
    return _core.loss_rate_chain(rates, _real(terminal_loss, "terminal_loss"))


def _real(value: SupportsFloat, argument: str) -> float:
    """The value as a float; texts and truth values are none."""
    if isinstance(value, bool | str) or not isinstance(value, SupportsFloat):
        raise ArgumentError(
            f"{argument} must be a number, not {type(value).__name__}",
            status="invalid_argument",
            argument=argument,
        )
    return float(value)
