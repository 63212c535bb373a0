"""Key figures of receivables from plain figures: DSO in its variants, collection effectiveness, losses, concentration.

Every function returns a :class:`Figure`: the value with its numerator and denominator, exact, and a warning where it means
little. Where a name has several meanings in the field the variant is a keyword without a default. The formulas stand in
docs/methods/kpi_figures.md and in :func:`definitions`.

Amounts are Decimals or decimal texts of ``currency``, or ints in minor units (cents) without a currency; floats are refused.
Every function is pure and may be called from any thread.

>>> from openitem import kpi
>>> kpi.dso("335000.00", "6205000.00", 365, receivables="ending", currency="EUR")
Figure('dso_simple_ending', 19.705882352941178 days = 122275000.00 / 6205000.00, EUR, ratio)
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, Literal, SupportsIndex, TypeAlias

from openitem import _core
from openitem._arguments import int32, int32s, int64, sequence
from openitem._figure import Amount, Amounts, CurrencyLike, Figure, FigureMoney
from openitem._frames import FrameType
from openitem._table import ResultTable
from openitem.errors import ArgumentError

__all__ = [
    "Figure",
    "aging_percentages",
    "average_collection_period",
    "average_days_delinquent",
    "bad_debt_ratio",
    "best_possible_dso",
    "cei",
    "cost_to_collect",
    "countback_dso",
    "deductions_outstanding",
    "definitions",
    "delinquent_dso",
    "dispute_share",
    "dso",
    "gini",
    "hhi",
    "hhi_from_shares",
    "operating_cost_to_sales",
    "past_due_share",
    "promise_kept_rate",
    "recovery_rate",
    "sales_weighted_dso",
    "top_n_share",
    "true_dso",
    "turnover",
    "weighted_average_days",
    "weighted_days_past_due",
    "write_off_ratio",
]

Days: TypeAlias = SupportsIndex | Iterable[SupportsIndex]

Receivables: TypeAlias = Literal["ending", "average"]
"""``ending``: the one balance at the end. ``average``: the mean of two or more balances (beginning, ..., ending)."""
EmptyMonths: TypeAlias = Literal["skipped", "counted"]
"""Whether the days of months without sales (zero or below) count in a count-back."""
ExhaustedHistory: TypeAlias = Literal["missing", "length", "extrapolate"]
"""When the balance outlasts the months: no value, the days of the history, or the rest at the oldest daily sales."""
Credits: TypeAlias = Literal["netted", "dropped"]
"""Credits among the items: with their sign, or left out."""
AverageDays: TypeAlias = Literal["days_to_pay", "days_late", "terms", "billing_lag"]
"""Which mean of days it is; it names the figure."""
PastDueWeights: TypeAlias = Literal["all_items", "past_due"]
"""``all_items``: average days delinquent, what is not past due counts with 0 days. ``past_due``: severity."""
CeiSales: TypeAlias = Literal["period_total", "period_average"]
"""Sales of the whole period, or credit sales / periods."""
PromiseBasis: TypeAlias = Literal["count", "amount"]
"""Promises by number or by amount."""
PartialPayments: TypeAlias = Literal["broken", "counted"]
"""A promise paid in part and in time: broken; or kept (by count) and counted with what was paid (by amount)."""
Recoveries: TypeAlias = Literal["gross", "net"]
"""``gross``: recoveries are not deducted and must be 0. ``net``: they are."""
WriteOffBase: TypeAlias = Literal["credit_sales", "receivables"]
"""What write-offs are measured against; it names the figure."""
Deductions: TypeAlias = Literal["value", "count", "period_average"]
"""Amounts, numbers of deductions, or the amount against the average of a period."""
NegativeBalances: TypeAlias = Literal["excluded", "included", "refused"]
"""Customers in credit: left out of shares and total, part of them with their sign, or an error."""
HhiScale: TypeAlias = Literal["fraction", "points"]
"""0.26 or 2,600 for the same concentration."""


def _day_list(days: Days, length: int, argument: str) -> list[int]:
    """One number of days for every entry, or a list."""
    if isinstance(days, Iterable):
        return int32s(days, argument)
    return [int32(days, argument)] * length


def definitions() -> ResultTable:
    """Every figure of the library: id, meaning, formula, unit, kind, what its parts count, and who states it.

    >>> table = definitions().to_dict()
    >>> table["formula"][table["figure"].index("severity")]
    'sum of past-due amount x days past due / sum of past-due amounts'
    """
    return ResultTable(_core.kpi_definitions().table("definitions"), FrameType("dict"))


# ---- days sales outstanding ----------------------------------------------------------------------------


def dso(
    balances: Amount | Amounts,
    credit_sales: Amount,
    days: SupportsIndex,
    *,
    receivables: Receivables,
    currency: CurrencyLike = None,
) -> Figure:
    """Days sales outstanding: receivables x days / credit sales of those days.

    Args:
        balances: The ending balance, or two or more balances for an average.
        credit_sales: Sales of the window.
        days: Length of the window, 1 .. 36,600, by the convention in use: 30, 90, 360, 365 or the calendar's.
        receivables: Required, see :data:`Receivables`.
        currency: Of amounts that are Decimals or texts; without it amounts are ints in minor units.

    Raises:
        ArgumentError: A number of balances that does not fit ``receivables``, days out of bounds.
        ArithmeticOverflowError: A part that 64 bits do not hold.

    >>> dso([150000, 250000], 1200000, 90, receivables="average").value
    15.0
    >>> dso(500, 0, 30, receivables="ending")
    Figure('dso_simple_ending', no value = 15000 / 0, ratio, warning no_sales)
    """
    return _balances_to_sales(_core.kpi_dso, balances, credit_sales, days, receivables, currency)


def best_possible_dso(
    balances: Amount | Amounts,
    credit_sales: Amount,
    days: SupportsIndex,
    *,
    receivables: Receivables,
    currency: CurrencyLike = None,
) -> Figure:
    """The same from receivables that are not past due. See :func:`dso`.

    >>> best_possible_dso("8000", "30000", 30, receivables="ending", currency="USD").value
    8.0
    """
    return _balances_to_sales(
        _core.kpi_best_possible_dso, balances, credit_sales, days, receivables, currency
    )


def delinquent_dso(
    balances: Amount | Amounts,
    credit_sales: Amount,
    days: SupportsIndex,
    *,
    receivables: Receivables,
    currency: CurrencyLike = None,
) -> Figure:
    """The same from receivables past due: DSO - best possible DSO, exactly. See :func:`dso`.

    >>> delinquent_dso("2000", "30000", 30, receivables="ending", currency="USD").value
    2.0
    """
    return _balances_to_sales(_core.kpi_delinquent_dso, balances, credit_sales, days, receivables, currency)


def _balances_to_sales(
    formula: Callable[[list[int], int, int, str], _core.Figure],
    balances: Amount | Amounts,
    credit_sales: Amount,
    days: SupportsIndex,
    receivables: Receivables,
    currency: CurrencyLike,
) -> Figure:
    money = FigureMoney(currency)
    return money.figure(
        formula(
            money.balances(balances, "balances"),
            money.amount(credit_sales, "credit_sales"),
            int32(days, "days"),
            receivables,
        )
    )


def countback_dso(
    ending_balance: Amount,
    monthly_sales: Amounts,
    days: Days,
    *,
    empty_months: EmptyMonths,
    exhausted: ExhaustedHistory,
    currency: CurrencyLike = None,
) -> Figure:
    """Count-back DSO: months are used up from the latest backwards, the last one in proportion.

    Args:
        ending_balance: Receivables; negative ones have no count-back.
        monthly_sales: Sales of each month, latest first.
        days: Days of each month, latest first; or one number (30) for all.
        empty_months: Required, see :data:`EmptyMonths`.
        exhausted: Required, see :data:`ExhaustedHistory`; the warning ``history_exhausted`` stands in each case.
        currency: As in :func:`dso`.

    >>> countback_dso(212000, [100000, 80000, 70000], 30, empty_months="skipped", exhausted="missing").value
    73.71428571428571
    """
    money = FigureMoney(currency)
    sales = money.amounts(monthly_sales, "monthly_sales")
    return money.figure(
        _core.kpi_countback_dso(
            money.amount(ending_balance, "ending_balance"),
            sales,
            _day_list(days, len(sales), "days"),
            empty_months,
            exhausted,
        )
    )


def sales_weighted_dso(
    open_balances: Amounts, monthly_sales: Amounts, days: Days, *, currency: CurrencyLike = None
) -> Figure:
    """Sum over months of (open receivables that the month created / its sales x its days).

    >>> sales_weighted_dso(["500", "90"], ["1000", "900"], [31, 30], currency="EUR").value
    18.5
    """
    money = FigureMoney(currency)
    sales = money.amounts(monthly_sales, "monthly_sales")
    return money.figure(
        _core.kpi_sales_weighted_dso(
            money.amounts(open_balances, "open_balances"), sales, _day_list(days, len(sales), "days")
        )
    )


def true_dso(
    amounts: Amounts, days: Iterable[SupportsIndex], *, credits: Credits, currency: CurrencyLike = None
) -> Figure:
    """Sum of amount x days outstanding / sum of amounts; credits have negative amounts.

    >>> true_dso([1000, 3000, 500], [45, 30, 60], credits="netted").value
    36.666666666666664
    """
    money = FigureMoney(currency)
    return money.figure(_core.kpi_true_dso(money.amounts(amounts, "amounts"), int32s(days, "days"), credits))


def average_days_delinquent(dso: float | Figure, best_possible_dso: float | Figure) -> Figure:
    """DSO - best possible DSO of two figures already computed. :func:`delinquent_dso` gives it exactly, with its parts.

    >>> average_days_delinquent(5, 3).value
    2.0
    """
    return FigureMoney(None).figure(_core.kpi_average_days_delinquent(float(dso), float(best_possible_dso)))


# ---- days of items -------------------------------------------------------------------------------------


def weighted_average_days(
    amounts: Amounts, days: Iterable[SupportsIndex], *, measure: AverageDays, currency: CurrencyLike = None
) -> Figure:
    """Amount-weighted mean of signed days; over the same amounts days to pay = terms + days late.

    >>> weighted_average_days([100, 300], [-5, 15], measure="days_late").value
    10.0
    """
    money = FigureMoney(currency)
    return money.figure(
        _core.kpi_weighted_average_days(money.amounts(amounts, "amounts"), int32s(days, "days"), measure)
    )


def weighted_days_past_due(
    amounts: Amounts,
    days_past_due: Iterable[SupportsIndex],
    *,
    weights: PastDueWeights,
    currency: CurrencyLike = None,
) -> Figure:
    """Sum of amount x days past due of what is past due, over all items (average days delinquent) or those past due (severity).

    >>> weighted_days_past_due([100, 300], [40, -10], weights="past_due").value
    40.0
    >>> weighted_days_past_due([100, 300], [40, -10], weights="all_items").value
    10.0
    """
    money = FigureMoney(currency)
    return money.figure(
        _core.kpi_weighted_days_past_due(
            money.amounts(amounts, "amounts"), int32s(days_past_due, "days_past_due"), weights
        )
    )


# ---- collection ----------------------------------------------------------------------------------------


def cei(
    beginning_balance: Amount,
    credit_sales: Amount,
    ending_balance: Amount,
    ending_current_balance: Amount,
    *,
    sales: CeiSales,
    periods: SupportsIndex,
    currency: CurrencyLike = None,
) -> Figure:
    """Collection effectiveness index, a fraction.

    (beginning + sales - ending) / (beginning + sales - ending current), where sales are the period's total (``periods=1``) or
    credit sales / periods.

    >>> cei("6200", "10890", "6340", "3590", sales="period_average", periods=3, currency="USD").value
    0.5592948717948718
    """
    money = FigureMoney(currency)
    return money.figure(
        _core.kpi_cei(
            money.amount(beginning_balance, "beginning_balance"),
            money.amount(credit_sales, "credit_sales"),
            money.amount(ending_balance, "ending_balance"),
            money.amount(ending_current_balance, "ending_current_balance"),
            int32(periods, "periods"),
            sales,
        )
    )


def turnover(
    credit_sales: Amount,
    balances: Amount | Amounts,
    *,
    receivables: Receivables,
    currency: CurrencyLike = None,
) -> Figure:
    """Credit sales / receivables: times per period.

    >>> turnover(1200, [100, 200], receivables="average").value
    8.0
    """
    money = FigureMoney(currency)
    return money.figure(
        _core.kpi_turnover(
            money.amount(credit_sales, "credit_sales"), money.balances(balances, "balances"), receivables
        )
    )


def average_collection_period(
    credit_sales: Amount,
    balances: Amount | Amounts,
    days: SupportsIndex,
    *,
    receivables: Receivables,
    currency: CurrencyLike = None,
) -> Figure:
    """Days of the period / turnover.

    >>> average_collection_period(1200, [100, 200], 360, receivables="average").value
    45.0
    """
    money = FigureMoney(currency)
    return money.figure(
        _core.kpi_average_collection_period(
            money.amount(credit_sales, "credit_sales"),
            money.balances(balances, "balances"),
            int32(days, "days"),
            receivables,
        )
    )


def promise_kept_rate(
    amounts: Amounts,
    paid: Amounts,
    days_late: Iterable[SupportsIndex | None],
    *,
    basis: PromiseBasis,
    grace_days: SupportsIndex,
    partial_payments: PartialPayments,
    currency: CurrencyLike = None,
) -> Figure:
    """Kept promises / promises whose day has come; leave open ones out.

    Args:
        amounts: What was promised, above 0.
        paid: What was paid on each.
        days_late: Days from the promised day to payment; ``None`` for a promise on which nothing was paid.
        basis: Required, see :data:`PromiseBasis`.
        grace_days: A payment up to this many days late is in time, 0 .. 366.
        partial_payments: Required, see :data:`PartialPayments`.
        currency: As in :func:`dso`.

    >>> promise_kept_rate(
    ...     [100, 400], [100, 0], [0, None], basis="amount", grace_days=3, partial_payments="broken"
    ... ).value
    0.2
    """
    money = FigureMoney(currency)
    received = money.amounts(paid, "paid")
    late = list(sequence(days_late, "days_late"))
    for row, (day, amount) in enumerate(zip(late, received, strict=False)):
        if day is None and amount != 0:
            raise ArgumentError(
                f"days_late of row {row} is None although {amount} minor units were paid: give the day they came",
                status="missing_value",
                argument="days_late",
                row=row,
            )
    return money.figure(
        _core.kpi_promise_kept_rate(
            money.amounts(amounts, "amounts"),
            received,
            [0 if day is None else int32(day, "days_late") for day in late],
            basis,
            int32(grace_days, "grace_days"),
            partial_payments,
        )
    )


def operating_cost_to_sales(cost: Amount, credit_sales: Amount, *, currency: CurrencyLike = None) -> Figure:
    """Cost of credit and collection / credit sales.

    >>> operating_cost_to_sales(15, 10000).value
    0.0015
    """
    money = FigureMoney(currency)
    return money.figure(
        _core.kpi_operating_cost_to_sales(
            money.amount(cost, "cost"), money.amount(credit_sales, "credit_sales")
        )
    )


def cost_to_collect(cost: Amount, collected: Amount, *, currency: CurrencyLike = None) -> Figure:
    """Cost of credit and collection / cash collected.

    >>> cost_to_collect(3, 1200).value
    0.0025
    """
    money = FigureMoney(currency)
    return money.figure(
        _core.kpi_cost_to_collect(money.amount(cost, "cost"), money.amount(collected, "collected"))
    )


# ---- losses, deductions, disputes ----------------------------------------------------------------------


def bad_debt_ratio(
    bad_debt: Amount,
    recovered: Amount,
    credit_sales: Amount,
    *,
    recoveries: Recoveries,
    currency: CurrencyLike = None,
) -> Figure:
    """(Bad debt - recovered) / credit sales.

    >>> bad_debt_ratio(100, 20, 10000, recoveries="net").value
    0.008
    """
    money = FigureMoney(currency)
    return money.figure(
        _core.kpi_bad_debt_ratio(
            money.amount(bad_debt, "bad_debt"),
            money.amount(recovered, "recovered"),
            money.amount(credit_sales, "credit_sales"),
            recoveries,
        )
    )


def write_off_ratio(
    written_off: Amount,
    recovered: Amount,
    base: Amount,
    *,
    recoveries: Recoveries,
    measured_against: WriteOffBase,
    currency: CurrencyLike = None,
) -> Figure:
    """(Written off - recovered) / credit sales or receivables.

    >>> write_off_ratio(100, 20, 4000, recoveries="net", measured_against="receivables").value
    0.02
    """
    money = FigureMoney(currency)
    return money.figure(
        _core.kpi_write_off_ratio(
            money.amount(written_off, "written_off"),
            money.amount(recovered, "recovered"),
            money.amount(base, "base"),
            recoveries,
            measured_against,
        )
    )


def recovery_rate(recovered: Amount, written_off: Amount, *, currency: CurrencyLike = None) -> Figure:
    """Recovered / written off.

    >>> recovery_rate(20, 100).value
    0.2
    """
    money = FigureMoney(currency)
    return money.figure(
        _core.kpi_recovery_rate(
            money.amount(recovered, "recovered"), money.amount(written_off, "written_off")
        )
    )


def deductions_outstanding(
    open_deductions: Amount,
    deductions: Amount,
    days: SupportsIndex,
    *,
    basis: Deductions,
    currency: CurrencyLike = None,
) -> Figure:
    """Days deductions outstanding: open deductions x days / deductions raised in those days.

    Args:
        open_deductions: Open amount, or number of open deductions (``basis="count"``, ints without a currency).
        deductions: What was raised in ``days`` days: amount or number; or the average amount of a period of so many days.
        days: 1 .. 36,600; 1 where ``deductions`` is the average of a day.
        basis: Required, see :data:`Deductions`.
        currency: As in :func:`dso`.

    >>> deductions_outstanding(120, 360, 90, basis="count").value
    30.0
    """
    if basis == "count" and currency is not None:
        raise ArgumentError(
            "basis = 'count' counts deductions: they have no currency",
            status="invalid_argument",
            argument="currency",
        )
    money = FigureMoney(currency)
    return money.figure(
        _core.kpi_deductions_outstanding(
            money.amount(open_deductions, "open_deductions"),
            money.amount(deductions, "deductions"),
            int32(days, "days"),
            basis,
        )
    )


def dispute_share(disputed: Amount, total_receivables: Amount, *, currency: CurrencyLike = None) -> Figure:
    """Disputed / all receivables.

    >>> dispute_share(5, 100).value
    0.05
    """
    money = FigureMoney(currency)
    return money.figure(
        _core.kpi_dispute_share(
            money.amount(disputed, "disputed"), money.amount(total_receivables, "total_receivables")
        )
    )


# ---- shape of the portfolio ----------------------------------------------------------------------------


def aging_percentages(balances: Amounts, *, currency: CurrencyLike = None) -> list[Figure]:
    """Each balance / the total, in the order given; negative balances count with their sign.

    >>> [share.value for share in aging_percentages([50, 30, 20])]
    [0.5, 0.3, 0.2]
    """
    money = FigureMoney(currency)
    shares = _core.kpi_aging_percentages(money.amounts(balances, "balances"))
    return [money.figure(share) for share in shares]


def past_due_share(past_due: Amount, total_receivables: Amount, *, currency: CurrencyLike = None) -> Figure:
    """Past due / all receivables.

    >>> past_due_share(25, 100).value
    0.25
    """
    money = FigureMoney(currency)
    return money.figure(
        _core.kpi_past_due_share(
            money.amount(past_due, "past_due"), money.amount(total_receivables, "total_receivables")
        )
    )


def hhi(
    balances: Amounts,
    *,
    negative_balances: NegativeBalances,
    scale: HhiScale,
    currency: CurrencyLike = None,
) -> Figure:
    """Herfindahl-Hirschman index: the sum of squared shares.

    >>> hhi([30, 30, 20, 20], negative_balances="refused", scale="points").value
    2600.0
    """
    money = FigureMoney(currency)
    return money.figure(_core.kpi_hhi(money.amounts(balances, "balances"), negative_balances, scale))


def hhi_from_shares(shares: Iterable[Decimal | str | float], *, scale: HhiScale) -> Figure:
    """The same from shares between 0 and 1 with at most 9 decimals; a float is read as its shortest decimal.

    >>> hhi_from_shares([0.3, 0.3, 0.2, 0.2], scale="points").value
    2600.0
    """
    return FigureMoney(None).figure(
        _core.kpi_hhi_from_shares([_share(share) for share in sequence(shares, "shares")], scale)
    )


def _share(share: Decimal | str | float) -> int:
    """Parts per billion."""
    try:
        exact: Any = Decimal(repr(share) if isinstance(share, float) else share).scaleb(9)
        whole = int(exact)
    except (ArithmeticError, TypeError, ValueError):
        exact, whole = None, 0
    if isinstance(share, bool) or exact is None or exact != whole:
        raise ArgumentError(
            f"shares = {share!r} is not a share of at most 9 decimals",
            status="invalid_argument",
            argument="shares",
        )
    return int64(whole, "shares")


def top_n_share(
    balances: Amounts,
    n: SupportsIndex,
    *,
    negative_balances: NegativeBalances,
    currency: CurrencyLike = None,
) -> Figure:
    """The n largest balances / the total; an n beyond their number takes them all.

    >>> top_n_share([10, 20, 30, 40], 1, negative_balances="excluded").value
    0.4
    """
    money = FigureMoney(currency)
    return money.figure(
        _core.kpi_top_n_share(money.amounts(balances, "balances"), int64(n, "n"), negative_balances)
    )


def gini(balances: Amounts, *, negative_balances: NegativeBalances, currency: CurrencyLike = None) -> Figure:
    """Gini coefficient: 0 = all equal, (n - 1) / n = one has all; ``"included"`` has no meaning here.

    >>> gini([0, 0, 0, 100], negative_balances="refused").value
    0.75
    """
    money = FigureMoney(currency)
    return money.figure(_core.kpi_gini(money.amounts(balances, "balances"), negative_balances))
