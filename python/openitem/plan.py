"""Payment plans: schedules of instalments to the cent, what they cost, the shortest one that can be afforded, the Rule of 78.

Amounts are decimals in major units, rates are fractions (0.06 = 6 %). Variants have no default: the form, the unit of the
periods, what the rate is a rate of and which annual percentage rate is shown are stated. ``docs/methods/plans.md`` states every rule.
Every function is pure and may be called from any thread.

>>> from openitem import plan
>>> made = plan.payment_plan("1200.00", "2026-01-31", currency="EUR", form="annuity", instalments=3, unit="months",
...     rate="0.06", rate_basis="periodic", apr="none")
>>> [str(amount) for amount in made.instalments.to_dict()["payment"]]
['404.01', '404.01', '404.00']
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, SupportsIndex, TypeAlias

from openitem import _core
from openitem._arguments import flag, int32, optional_text, sequence, text
from openitem._flow_columns import one_number
from openitem._frames import Frame, FrameType, add_frame
from openitem._ledger import MoneyForm
from openitem._provision_matrix import Amount, Rate, plain_decimal
from openitem._table import ResultTable, ResultTables
from openitem.calendar import Calendar, core_calendar
from openitem.errors import ArgumentError
from openitem.money import Currency, Rounding, parse_money
from openitem.time import DateLike, days_of, optional_days

__all__ = [
    "Alternatives",
    "AnnuityRow",
    "ItemPlans",
    "Plans",
    "annuity_row",
    "item_plans",
    "payment_plan",
    "payment_plans",
    "plan_alternatives",
    "rule78_earned_fraction",
    "rule78_rebate",
    "shortest_plan",
]

Form: TypeAlias = Literal[
    "annuity",
    "equal_principal",
    "add_on",
    "interest_only",
    "graduated",
    "given_payments",
    "given_principal",
]
"""``annuity``: level payments. ``equal_principal``: level parts of principal. ``add_on``: a charge fixed beforehand, in level
payments. ``interest_only``: the principal with the last instalment. ``graduated``: payments grow. ``given_payments``,
``given_principal``: the caller's."""
Unit: TypeAlias = Literal["days", "weeks", "months", "quarters", "years"]
RateBasis: TypeAlias = Literal["periodic", "per_period", "day_count"]
"""``periodic``: a nominal year's, a period bears rate x every / units of a year. ``per_period``: a period's. ``day_count``: a year's,
over the days of each period."""
RateMethod: TypeAlias = Literal["none", "eu", "regulation_z"]
Earning: TypeAlias = Literal["rule_of_78", "straight_line", "actuarial"]
OddPeriod: TypeAlias = Literal["whole", "by_days"]
Grace: TypeAlias = Literal["interest_only", "capitalised"]
Split: TypeAlias = Literal["oldest_first", "proportional"]
Residue: TypeAlias = Literal["last", "first", "spread"]

_FRAME = FrameType("dict", narwhals=False)
_RATE_DECIMALS = 15
_PARTS_DECIMALS = 9


@dataclass(frozen=True, slots=True)
class AnnuityRow:
    """A row of an annuity, unrounded: what is paid is negative, the balance is what is still owed."""

    principal: float
    interest: float
    balance: float


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


class Alternatives(ResultTables):
    """Plans beside what else could be done."""

    @property
    def alternatives(self) -> ResultTable:
        """plan, alternative, expected_cash, present_value, plan_advantage (present value of the plan less this), currency."""
        return self._table("alternatives")

    def _main_table(self) -> ResultTable:
        return self.alternatives


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
    terms = _terms(money, **{name: arguments[name] for name in _TERMS})
    return Plans(
        _core.compute_plan(
            _minor(principal, money), money.code, days_of(start, "start"), terms, _options(apr)
        ),
        _FRAME,
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
    core_terms = _shared_terms(currency, form, unit, terms)
    tables = _core.InputTables()
    frame_type = add_frame(tables, "plans", plans)
    options = _options(apr, threads, money, currency, date_format)
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
    core_terms = _shared_terms(currency, form, unit, {**terms, "instalments": most_instalments})
    result = _core.find_shortest_plan(
        _minor(principal, money),
        money.code,
        days_of(start, "start"),
        core_terms,
        _minor(most, money),
        _options(apr),
    )
    return Plans(result, _FRAME)


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
    core_terms = _shared_terms(currency, form, unit, terms)
    tables = _core.InputTables()
    frame_type = add_frame(tables, "items", items)
    options = _options(apr, threads, money, currency, date_format)
    result = _core.compute_item_plans(
        tables, days_of(start, "start"), core_terms, text(split, "split"), options
    )
    return ItemPlans(result, frame_type)


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

    >>> made = payment_plan("1000.00", "2026-01-01", currency="EUR", form="annuity", instalments=2, unit="years", apr="none")
    >>> compared = plan_alternatives(made.instalments, "2026-01-01", cost_of_capital="0.1", wait_until="2027-01-01", wait_probability="0.5")
    >>> [str(value) for value in compared.alternatives.to_dict()["present_value"]]
    ['867.77', '454.55']
    """
    tables = _core.InputTables()
    frame_type = add_frame(tables, "instalments", instalments)
    share = _PARTS_DECIMALS
    result = _core.compare_plan_alternatives(
        tables,
        days_of(as_of, "as_of"),
        _parts(cost_of_capital, "cost_of_capital", share),
        _parts(default_hazard, "default_hazard", share),
        _parts(default_share, "default_share", share),
        optional_days(wait_until, "wait_until"),
        _parts(wait_probability, "wait_probability", share),
        None if recoverable_tax is None else _parts(recoverable_tax, "recoverable_tax", share),
        optional_days(agency_pays, "agency_pays"),
        _parts(agency_recovery, "agency_recovery", share),
        _parts(agency_fee, "agency_fee", share),
        text(money, "money"),
        optional_text(date_format, "date_format"),
    )
    return Alternatives(result, frame_type)


# ---- single figures -------------------------------------------------------------------------------------------


def rule78_earned_fraction(term: SupportsIndex, elapsed: SupportsIndex) -> Fraction:
    """Rule of 78: what of the charge is earned after ``elapsed`` of ``term`` periods, exactly.

    Raises:
        ArgumentError: term outside 1 .. 1,000,000, elapsed outside 0 .. term.

    >>> rule78_earned_fraction(12, 2)
    Fraction(23, 78)
    """
    return Fraction(*_core.rule78_earned_fraction(int32(term, "term"), int32(elapsed, "elapsed")))


def rule78_rebate(
    finance_charge: Amount,
    term: SupportsIndex,
    remaining: SupportsIndex,
    *,
    currency: str,
    rounding: Rounding = "half_up",
) -> Decimal:
    """What of the charge is given back with ``remaining`` of ``term`` periods to go, rounded once.

    Raises:
        ArgumentError: A negative charge, term outside 1 .. 1,000,000, remaining outside 0 .. term.

    >>> rule78_rebate("100.00", 12, 9, currency="USD")
    Decimal('57.69')
    """
    money = Currency(currency)
    rebate = _core.rule78_rebate(
        _minor(finance_charge, money),
        int32(term, "term"),
        int32(remaining, "remaining"),
        text(rounding, "rounding"),
    )
    return Decimal(_core.format_money(rebate, money._core))


def annuity_row(
    principal: float,
    annual_rate: float,
    row: SupportsIndex,
    *,
    periods: SupportsIndex,
    periods_per_year: SupportsIndex,
) -> AnnuityRow:
    """Row ``row`` of level payments at annual_rate / periods_per_year a period, unrounded.

    Raises:
        ArgumentError: A number outside its bounds.

    >>> found = annuity_row(2500.0, 0.0824, 10, periods=12, periods_per_year=12)
    >>> round(found.principal, 2), round(found.interest, 2), round(found.balance, 2)
    (-213.32, -4.42, 431.05)
    """
    return AnnuityRow(
        *_core.schedule_row(
            one_number(principal, "principal"),
            one_number(annual_rate, "annual_rate"),
            int32(periods_per_year, "periods_per_year"),
            int32(periods, "periods"),
            int32(row, "row"),
        )
    )


# ---- arguments ------------------------------------------------------------------------------------------------

_DEFAULTS: dict[str, Any] = dict(payment_plan.__kwdefaults__ or {})
_TERMS = frozenset(_DEFAULTS) | {"form", "unit"}


def _minor(amount: Amount, money: Currency) -> int:
    return parse_money(amount, money)


def _parts(rate: Rate, argument: str, decimals: int) -> int:
    """A fraction as whole parts; what is no number is an error of the argument."""
    if isinstance(rate, bool) or not isinstance(rate, str | int | float | Decimal):
        raise ArgumentError(
            f"{argument} must be a decimal, str, int or float, not {type(rate).__name__}",
            status="invalid_argument",
            argument=argument,
        )
    rounded = Decimal(_core.round_decimal(plain_decimal(rate), decimals, "half_up"))
    parts = int(rounded.scaleb(decimals))
    if abs(parts) >= 2**63:
        raise ArgumentError(
            f"{argument} is {rate}; expected a fraction", status="out_of_bounds", argument=argument
        )
    return parts


def _options(
    apr: RateMethod,
    threads: SupportsIndex = 1,
    money: MoneyForm = "exact",
    currency: str | None = None,
    date_format: str | None = None,
) -> _core.PlanOptions:
    return _core.PlanOptions(
        text(apr, "apr"),
        int32(threads, "threads"),
        text(money, "money"),
        optional_text(currency, "currency"),
        optional_text(date_format, "date_format"),
    )


def _shared_terms(currency: str | None, form: Form, unit: Unit, terms: dict[str, Any]) -> _core.PlanTerms:
    """Terms of several plans; a misspelt one is refused."""
    unknown = terms.keys() - _TERMS
    if unknown:
        raise ArgumentError(
            f"{min(unknown)} is no term of a plan; terms are {', '.join(sorted(_TERMS))}",
            status="unknown_name",
            argument=min(unknown),
        )
    money = None if currency is None else Currency(currency)
    return _terms(money, **{**_DEFAULTS, **terms, "form": form, "unit": unit})


def _terms(money: Currency | None, **given: Any) -> _core.PlanTerms:
    def minor(name: str) -> int:
        amount = given[name]
        if money is None:
            if isinstance(amount, int) and not isinstance(amount, bool) and amount == 0:
                return 0
            raise ArgumentError(
                f"{name} is an amount: state its currency too", status="not_set", argument=name
            )
        return _minor(amount, money)

    terms = _core.PlanTerms(
        text(given["form"], "form"),
        int32(given["instalments"], "instalments"),
        text(given["unit"], "unit"),
        int32(given["every"], "every"),
        _parts(given["rate"], "rate", _RATE_DECIMALS),
        10**_RATE_DECIMALS,
        optional_text(given["rate_basis"], "rate_basis"),
        optional_text(given["day_count"], "day_count"),
    )
    terms.set_dates(
        flag(given["end_of_month"], "end_of_month"),
        optional_days(given["first_due"], "first_due"),
        optional_text(given["odd_period"], "odd_period"),
        text(given["convention"], "convention"),
        core_calendar(given["calendar"], "calendar"),
        flag(given["interest_on_adjusted"], "interest_on_adjusted"),
    )
    payments = sequence(given["given"], "given")
    if payments and money is None:
        raise ArgumentError(
            "given holds amounts: state their currency too", status="not_set", argument="given"
        )
    terms.set_principal(
        minor("down_payment"),
        _parts(given["down_payment_rate"], "down_payment_rate", _PARTS_DECIMALS),
        minor("balloon"),
        int32(given["grace"], "grace"),
        optional_text(given["grace_kind"], "grace_kind"),
        None if given["charge"] is None else minor("charge"),
        optional_text(given["earning"], "earning"),
        _parts(given["growth"], "growth", _PARTS_DECIMALS),
        int32(given["growth_every"], "growth_every"),
        [_minor(amount, money) for amount in payments] if money is not None else [],
    )
    terms.set_fees(
        minor("upfront_fee"),
        flag(given["finance_upfront_fee"], "finance_upfront_fee"),
        minor("instalment_fee"),
        minor("single_fee"),
        int32(given["single_fee_instalment"], "single_fee_instalment"),
    )
    terms.set_rounding(
        1 if given["payment_unit"] is None else minor("payment_unit"),
        text(given["rounding"], "rounding"),
        text(given["interest_rounding"], "interest_rounding"),
        text(given["residue"], "residue"),
    )
    return terms
