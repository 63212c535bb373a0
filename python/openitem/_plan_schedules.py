"""Schedules of instalments: one plan, many, the shortest, and plans over invoices."""

from collections.abc import Iterable
from typing import Any, SupportsIndex

from openitem import _core
from openitem._arguments import text
from openitem._frames import Frame, FrameType, add_frame
from openitem._ledger import MoneyForm
from openitem._plan_terms import (
    Earning,
    Form,
    Grace,
    OddPeriod,
    RateBasis,
    RateMethod,
    Residue,
    Split,
    Unit,
    minor_units_of,
    plan_options,
    terms_for_core,
)
from openitem._provision_matrix import Amount, Rate
from openitem._table import ResultTable, ResultTables
from openitem.calendar import Calendar
from openitem.errors import ArgumentError
from openitem.money import Currency, Rounding
from openitem.time import DateLike, days_of

PLAIN_FRAME = FrameType("dict", narwhals=False)


class Plans(ResultTables):
    """One plan or many: instalments, figures and the proof."""

    @property
    def instalments(self) -> ResultTable:
        """plan, instalment (0 = at the start), due_date, principal, interest, fee, payment (their sum), balance, currency."""
        return self._table("instalments")

    @property
    def plans(self) -> ResultTable:
        """A row for each plan: sums, cost of credit, largest payment, annual percentage rate, effective rate."""
        return self._table("plans")

    @property
    def proof(self) -> ResultTable:
        """By currency: principal + interest + fees - payments = 0, and nothing is open after the last instalment."""
        return self._table("proof")

    @property
    def words(self) -> list[str]:
        """Each plan in a line."""
        lines = []
        columns = self.plans.to_dict()
        for count, cost, currency, largest, last in zip(
            *(
                columns[name]
                for name in ("instalments", "cost_of_credit", "currency", "largest_payment", "final_due_date")
            ),
            strict=True,
        ):
            noun = "instalment" if count == 1 else "instalments"
            lines.append(
                f"{count} {noun}, {cost} {currency} for credit, at most {largest} at a time, the last on {last}"
            )
        return lines

    def _main_table(self) -> ResultTable:
        return self.instalments


class ItemPlans(Plans):
    """Plans over invoices."""

    @property
    def item_instalments(self) -> ResultTable:
        """plan, item, instalment, due_date, principal, tax (part of it), balance of the item, currency."""
        return self._table("item_instalments")


def payment_plan(
    principal: Amount,
    start: DateLike,
    *,
    currency: str,
    form: Form,
    unit: Unit,
    apr: RateMethod,
    instalments: SupportsIndex = 0,
    rate: Rate = 0,
    rate_basis: RateBasis | None = None,
    day_count: str | None = None,
    every: SupportsIndex = 1,
    end_of_month: bool = False,
    first_due: DateLike | None = None,
    odd_period: OddPeriod | None = None,
    convention: str = "none",
    calendar: Calendar | str | None = None,
    interest_on_adjusted: bool = False,
    down_payment: Amount = 0,
    down_payment_rate: Rate = 0,
    balloon: Amount = 0,
    grace: SupportsIndex = 0,
    grace_kind: Grace | None = None,
    charge: Amount | None = None,
    earning: Earning | None = None,
    growth: Rate = 0,
    growth_every: SupportsIndex = 0,
    given: Iterable[Amount] = (),
    upfront_fee: Amount = 0,
    finance_upfront_fee: bool = False,
    instalment_fee: Amount = 0,
    single_fee: Amount = 0,
    single_fee_instalment: SupportsIndex = 0,
    payment_unit: Amount | None = None,
    rounding: Rounding = "half_up",
    interest_rounding: Rounding = "half_up",
    residue: Residue = "last",
) -> Plans:
    """A payment plan, to the minor unit.

    Args:
        principal: What is to be paid, above 0, before a down payment.
        start: The day interest begins to run.
        currency: ISO 4217 code.
        form: How principal and interest make up the instalments.
        unit: Of the periods.
        apr: Which annual percentage rate is shown.
        instalments: 1 to 2,000; of the given forms the number given.
        rate: A fraction, 0 to 100, kept to 15 decimals.
        rate_basis: What it is a rate of; required unless it is 0.
        day_count: Where days are counted; see :mod:`openitem.day_count`.
        every: So many units a period.
        end_of_month: From a month end to month ends.
        first_due: When the first instalment is due; default a period after the start.
        odd_period: What a first period of another length bears; required with one, unless days are counted anyway.
        convention: Where a due date moves that is no business day of ``calendar``.
        calendar: Of the convention, and of Bus/252.
        interest_on_adjusted: Interest runs to the date moved to, where days are counted.
        down_payment: Paid at the start; instalment 0.
        down_payment_rate: Of the principal, in place of an amount.
        balloon: Part of the principal that the last instalment pays on top.
        grace: So many instalments at the beginning.
        grace_kind: What they pay; required with ``grace``.
        charge: add_on: the charge; default principal x sum of the period rates.
        earning: add_on: how the charge is earned; required.
        growth: graduated: payments grow by this fraction.
        growth_every: graduated: after so many instalments; required.
        given: Payments (a 0 at the end = what remains), or parts of principal.
        upfront_fee: At the start; instalment 0.
        finance_upfront_fee: It joins the principal instead of being paid.
        instalment_fee: Of every instalment from 1 on.
        single_fee: Of one instalment.
        single_fee_instalment: Which one; required with ``single_fee``.
        payment_unit: Level payments are multiples of it, such as ``"0.05"``; default the minor unit.
        rounding: Of level payments, charge and down payment.
        interest_rounding: Of each period's interest.
        residue: Which instalment takes what the rounding of level payments leaves.

    Returns:
        Instalments, figures, proof.

    Raises:
        ArgumentError: A choice that has no default, an argument outside its bounds, terms that contradict each other, an instalment that does
            not cover its interest (the message names the smallest that does).
        DataError: An amount or a date that cannot be read.

    Complexity: O(instalments^2) words at worst; the level payment is an exact ratio.

    >>> made = payment_plan("317.26", "2026-01-15", currency="EUR", form="annuity", instalments=5, unit="months",
    ...     rate="0.02", rate_basis="per_period", apr="none")
    >>> figures = made.plans.to_dict()
    >>> figures["interest"], figures["largest_payment"]
    ([Decimal('19.29')], [Decimal('67.31')])
    """
    arguments = dict(locals())
    money = Currency(currency)
    terms = terms_for_core(money, **{name: arguments[name] for name in _TERMS})
    return Plans(
        _core.compute_plan(
            minor_units_of(principal, money), money.code, days_of(start, "start"), terms, plan_options(apr)
        ),
        PLAIN_FRAME,
    )


def payment_plans(
    plans: Frame,
    *,
    form: Form,
    unit: Unit,
    apr: RateMethod,
    currency: str | None = None,
    money: MoneyForm = "exact",
    date_format: str | None = None,
    threads: SupportsIndex = 1,
    **terms: Any,
) -> Plans:
    """Many plans at once.

    Args:
        plans: A frame with principal, start_date and any of plan (a key), currency, instalments, rate, first_due_date, down_payment,
            balloon, charge. What is missing is that of ``terms``.
        form, unit, apr: As in :func:`payment_plan`.
        currency: Of plans without a column currency; amounts among ``terms`` are in it too.
        money: How amounts are read; see :meth:`openitem.Ledger.from_documents`.
        date_format: Of text dates; default ISO.
        threads: At most 256; never changes a result.
        **terms: Everything else of :func:`payment_plan`. Amounts there need ``currency``.

    Raises:
        ArgumentError: As :func:`payment_plan`; an unknown column or term; given forms, which are for single plans.
        DataError: A cell that cannot be read or is missing, with its row.

    Complexity: O(plans x instalments^2) words at worst. Runs without the interpreter's lock.

    >>> frame = {"plan": ["A", "B"], "principal": ["100.00", "90.00"], "start_date": ["2026-01-01"] * 2, "instalments": [2, 3]}
    >>> payment_plans(frame, form="annuity", unit="months", apr="none", currency="EUR").plans.to_dict()["largest_payment"]
    [Decimal('50.00'), Decimal('30.00')]
    """
    core_terms = shared_terms(currency, form, unit, terms)
    tables = _core.InputTables()
    frame_type = add_frame(tables, "plans", plans)
    options = plan_options(apr, threads, money, currency, date_format)
    return Plans(_core.compute_plans(tables, core_terms, options), frame_type)


def shortest_plan(
    principal: Amount,
    start: DateLike,
    most: Amount,
    *,
    currency: str,
    form: Form,
    unit: Unit,
    apr: RateMethod,
    most_instalments: SupportsIndex = 600,
    **terms: Any,
) -> Plans:
    """The plan with the fewest instalments, none of which asks for more than ``most`` (fees included).

    Args:
        principal, start, currency, form, unit, apr: As in :func:`payment_plan`.
        most: The most that an instalment may ask for; the down payment is left out.
        most_instalments: The longest plan that is tried.
        **terms: Everything else of :func:`payment_plan`.

    Raises:
        ArgumentError: No plan is short enough: the message names the smallest instalment that is enough.

    Complexity: every number of instalments from 1 on is tried, so the answer is proven minimal.

    >>> shortest_plan("1000.00", "2026-01-01", "150.00", currency="EUR", form="annuity", unit="months", apr="none",
    ...     rate="0.12", rate_basis="periodic").plans.to_dict()["instalments"]
    [7]
    """
    money = Currency(currency)
    core_terms = shared_terms(currency, form, unit, {**terms, "instalments": most_instalments})
    result = _core.find_shortest_plan(
        minor_units_of(principal, money),
        money.code,
        days_of(start, "start"),
        core_terms,
        minor_units_of(most, money),
        plan_options(apr),
    )
    return Plans(result, PLAIN_FRAME)


def item_plans(
    items: Frame,
    start: DateLike,
    *,
    form: Form,
    unit: Unit,
    split: Split,
    apr: RateMethod,
    currency: str | None = None,
    money: MoneyForm = "exact",
    date_format: str | None = None,
    threads: SupportsIndex = 1,
    **terms: Any,
) -> ItemPlans:
    """Plans over open invoices, one for each plan key, all on the same terms.

    Args:
        items: A frame with item, plan (both keys), amount (open, above 0), due_date and any of tax, disputed (both parts of the amount),
            currency. What is disputed is left out of the plan.
        start: The day interest begins to run.
        form, unit, apr: As in :func:`payment_plan`.
        split: ``oldest_first``: by due date, then by row. ``proportional``: to what is still open of each, by largest remainder.
        currency, money, date_format, threads: As in :func:`payment_plans`.
        **terms: Everything else of :func:`payment_plan`. Amounts there need ``currency``.

    Raises:
        ArgumentError: As :func:`payment_plan`; a principal that grows, because what it grows by belongs to no item.
        DataError: An item in two rows, settled or disputed as a whole, or of another currency than its plan, with row and column.

    Complexity: O(items x instalments) at worst, beside that of the plans. Runs without the interpreter's lock.

    >>> frame = {"item": ["A", "B"], "plan": ["P", "P"], "amount": ["100.00", "50.00"], "due_date": ["2026-01-31", "2026-02-28"]}
    >>> split = item_plans(frame, "2026-03-01", form="annuity", unit="months", split="oldest_first", apr="none", currency="EUR",
    ...     instalments=3).item_instalments.to_dict()
    >>> split["item"], [str(amount) for amount in split["principal"]]
    (['A', 'A', 'B'], ['50.00', '50.00', '50.00'])
    """
    core_terms = shared_terms(currency, form, unit, terms)
    tables = _core.InputTables()
    frame_type = add_frame(tables, "items", items)
    options = plan_options(apr, threads, money, currency, date_format)
    result = _core.compute_item_plans(
        tables, days_of(start, "start"), core_terms, text(split, "split"), options
    )
    return ItemPlans(result, frame_type)


_DEFAULTS: dict[str, Any] = dict(payment_plan.__kwdefaults__ or {})
_TERMS = frozenset(_DEFAULTS) | {"form", "unit"}


def shared_terms(currency: str | None, form: Form, unit: Unit, terms: dict[str, Any]) -> _core.PlanTerms:
    """Terms of several plans; a misspelt one is refused."""
    unknown = terms.keys() - _TERMS
    if unknown:
        raise ArgumentError(
            f"{min(unknown)} is no term of a plan; terms are {', '.join(sorted(_TERMS))}",
            status="unknown_name",
            argument=min(unknown),
        )
    money = None if currency is None else Currency(currency)
    return terms_for_core(money, **{**_DEFAULTS, **terms, "form": form, "unit": unit})
