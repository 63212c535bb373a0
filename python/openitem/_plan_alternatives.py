"""A payment plan beside waiting, writing off and an agency."""

from openitem import _core
from openitem._arguments import optional_text, text
from openitem._frames import Frame, add_frame
from openitem._ledger import MoneyForm
from openitem._plan_terms import SHARE_DECIMALS, rate_parts
from openitem._provision_matrix import Rate
from openitem._table import ResultTable, ResultTables
from openitem.time import DateLike, days_of, optional_days


class Alternatives(ResultTables):
    """Plans beside what else could be done."""

    @property
    def alternatives(self) -> ResultTable:
        """plan, alternative, expected_cash, present_value, plan_advantage (present value of the plan less this), currency."""
        return self._table("alternatives")

    def _main_table(self) -> ResultTable:
        return self.alternatives


def plan_alternatives(
    instalments: Frame | ResultTable,
    as_of: DateLike,
    *,
    cost_of_capital: Rate,
    default_hazard: Rate = 0,
    default_share: Rate = 0,
    wait_until: DateLike | None = None,
    wait_probability: Rate = 0,
    recoverable_tax: Rate | None = None,
    agency_pays: DateLike | None = None,
    agency_recovery: Rate = 0,
    agency_fee: Rate = 0,
    money: MoneyForm = "exact",
    date_format: str | None = None,
) -> Alternatives:
    """Plans beside what else could be done: waiting, writing off, an agency; expected cash and present value of each.

    Args:
        instalments: :attr:`Plans.instalments`, or a frame with its columns instalment, due_date, principal, payment, currency and
            any of the others.
        as_of: The day everything is discounted to, at (1 + cost_of_capital)^(-days / 365).
        cost_of_capital: A year's, 0 to 100.
        default_hazard: Probability that an instalment fails, given that all before were paid; what follows is lost.
        default_share: In its place: that the plan fails before its end, the same part at each instalment.
        wait_until: When the customer would pay without a plan.
        wait_probability: That he would.
        recoverable_tax: Share of the claim that comes back on writing off; 0 is a value.
        agency_pays: When an agency would have collected.
        agency_recovery: Share that it recovers.
        agency_fee: Share of that which it keeps.
        money: How amounts are read.
        date_format: Of text dates; default ISO.

    Raises:
        ArgumentError: A share outside 0 to 1, a day before ``as_of``, a probability without its day.
        DataError: A cell that cannot be read, an instalment due before ``as_of``, with its row.

    Complexity: O(instalments log plans).

    >>> from openitem.plan import payment_plan
    >>> made = payment_plan("1000.00", "2026-01-01", currency="EUR", form="annuity", instalments=2, unit="years", apr="none")
    >>> compared = plan_alternatives(made.instalments, "2026-01-01", cost_of_capital="0.1", wait_until="2027-01-01", wait_probability="0.5")
    >>> [str(value) for value in compared.alternatives.to_dict()["present_value"]]
    ['867.77', '454.55']
    """
    tables = _core.InputTables()
    frame_type = add_frame(tables, "instalments", instalments)
    share = SHARE_DECIMALS
    result = _core.compare_plan_alternatives(
        tables,
        days_of(as_of, "as_of"),
        rate_parts(cost_of_capital, "cost_of_capital", share),
        rate_parts(default_hazard, "default_hazard", share),
        rate_parts(default_share, "default_share", share),
        optional_days(wait_until, "wait_until"),
        rate_parts(wait_probability, "wait_probability", share),
        None if recoverable_tax is None else rate_parts(recoverable_tax, "recoverable_tax", share),
        optional_days(agency_pays, "agency_pays"),
        rate_parts(agency_recovery, "agency_recovery", share),
        rate_parts(agency_fee, "agency_fee", share),
        text(money, "money"),
        optional_text(date_format, "date_format"),
    )
    return Alternatives(result, frame_type)
