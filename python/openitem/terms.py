"""Payment terms: what people write, due dates, instalments, discount windows, earned and unearned discounts.

Amounts are decimals in major units, rates fractions (``Decimal("0.02")`` = 2 %). ``docs/methods/terms.md`` states the grammar
and every rule. Every function is pure and may be called from any thread.
"""

import dataclasses
import datetime
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal, SupportsIndex, TypeAlias

import numpy

from openitem import _core
from openitem._arguments import flag, int32, optional_text, text
from openitem._frames import Frame, add_frame
from openitem._ledger import MoneyForm
from openitem._provision_matrix import Amount, Rate, rate_parts
from openitem._table import ResultTable, ResultTables
from openitem.calendar import Calendar, core_calendar
from openitem.errors import ArgumentError
from openitem.money import Currency, Rounding, parse_money
from openitem.time import DateLike, date_of, days_of, optional_days

__all__ = [
    "CashDiscount",
    "DiscountCheck",
    "DiscountTax",
    "DiscountWindow",
    "Instalment",
    "PartPayment",
    "PartPayments",
    "PaymentTerms",
    "Reading",
    "Residue",
    "Schedule",
    "Schedules",
    "ZeroTotal",
    "cash_discount",
    "due_dates",
    "part_payment",
    "schedules",
]

Reading: TypeAlias = Literal["eom_then_days", "days_then_eom", "eom_dating"]
"""What a number beside EOM means where the text leaves it open ("net 30 EOM"). ``eom_dating``: as ``eom_then_days``, and an invoice
of the 26th or later counts as one of the next month."""

Residue: TypeAlias = Literal["last_line", "largest_remainder"]
ZeroTotal: TypeAlias = Literal["one_line", "every_line"]
DiscountTax: TypeAlias = Literal["included", "excluded", "mixed"]
PartPayments: TypeAlias = Literal["nothing", "pro_rata"]
Postponements: TypeAlias = Mapping[DateLike, DateLike]

_NO_DAY = -(2**31)
_RATE_DECIMALS = 9


@dataclasses.dataclass(frozen=True)
class Instalment:
    """One payment that terms ask for."""

    number: int
    """From 1, in the order of the lines."""
    due_date: datetime.date
    """The last day on time."""
    grace_until: datetime.date
    """Due date and grace: the last day without consequences."""
    amount: Decimal
    """Sums to the total."""
    base_amount: Decimal | None
    """Sums to the base amount; None without one."""


@dataclasses.dataclass(frozen=True)
class DiscountWindow:
    """One offer of a discount."""

    tier: int
    """From 1, the highest rate first."""
    deadline: datetime.date
    """The last day of the offer."""
    grace_until: datetime.date
    """Deadline and discount grace: still accepted."""
    rate: Decimal
    """A fraction."""
    base: Decimal
    """What the rate is taken of."""
    amount: Decimal
    """The discount."""
    payable: Decimal
    """What settles the document by then."""


@dataclasses.dataclass(frozen=True)
class DiscountCheck:
    """What a discount that was taken comes to."""

    tier: int | None
    """The first tier still open on that day."""
    allowed: Decimal
    """What the payment earns."""
    unearned: Decimal
    """Taken beyond it; 0 = fine."""
    reason: str | None
    """``no_offer``, ``late``, ``above_tier`` or ``part_paid``."""


@dataclasses.dataclass(frozen=True)
class CashDiscount:
    """A discount on an amount and its tax; see :func:`cash_discount`."""

    total: Decimal
    """Owed without it."""
    base: Decimal
    """What the rate is taken of."""
    amount: Decimal
    """The discount."""
    payable: Decimal
    """Total - discount."""
    tax: Decimal
    """The tax when the discount is taken."""


@dataclasses.dataclass(frozen=True)
class PartPayment:
    """What a part payment settles; see :func:`part_payment`."""

    settled: Decimal
    """Of the total: payment and discount."""
    discount: Decimal
    """In proportion."""
    excess: Decimal
    """Of the payment, beyond total - discount."""


class Schedule:
    """Instalments and discount windows of one document. Immutable; made by :meth:`PaymentTerms.schedule`."""

    def __init__(
        self, core: _core.TermsSchedule, unit: Currency, base_unit: Currency | None, total: int
    ) -> None:
        """Made by :meth:`PaymentTerms.schedule`."""
        self._core = core
        self._unit = unit
        self._base_unit = base_unit
        self._total = total

    @property
    def total(self) -> Decimal:
        """What the instalments sum to."""
        return _major(self._total, self._unit)

    @property
    def currency(self) -> str:
        """Of the amounts."""
        return self._unit.code

    @property
    def instalments(self) -> list[Instalment]:
        """In the order of the lines."""
        base = self._base_unit
        return [
            Instalment(
                number,
                date_of(due),
                date_of(grace),
                _major(amount, self._unit),
                None if base is None else _major(base_amount, base),
            )
            for number, due, grace, amount, base_amount in self._core.instalments()
        ]

    @property
    def discounts(self) -> list[DiscountWindow]:
        """The highest rate first."""
        return [
            DiscountWindow(
                tier,
                date_of(deadline),
                date_of(grace),
                Decimal(rate).scaleb(-_RATE_DECIMALS).normalize(),
                *(_major(figure, self._unit) for figure in figures),
            )
            for tier, deadline, grace, rate, *figures in self._core.discounts()
        ]

    def check_discount(
        self,
        paid_on: DateLike,
        paid: Amount,
        taken: Amount,
        *,
        part_payments: PartPayments,
        rounding: Rounding = "half_up",
    ) -> DiscountCheck:
        """Whether a discount that came with a payment was earned.

        Args:
            paid_on: The day of the payment.
            paid: The payment.
            taken: The discount that was taken.
            part_payments: Whether a payment of less than total - discount earns its part: ``"nothing"`` or ``"pro_rata"``.
            rounding: Of the part.

        Returns:
            What is allowed, what is unearned and why.

        Raises:
            ArgumentError: An amount of another sign than the total.
        """
        tier, allowed, unearned, reason = _core.check_discount(
            self._core,
            days_of(paid_on, "paid_on"),
            _minor(paid, self._unit),
            _minor(taken, self._unit),
            text(part_payments, "part_payments"),
            text(rounding, "rounding"),
        )
        return DiscountCheck(
            tier or None, _major(allowed, self._unit), _major(unearned, self._unit), reason or None
        )


class PaymentTerms:
    """Payment terms, read from text. Immutable, hashable; equal when they mean the same.

    Args:
        text: Terms in any of the forms of ``docs/methods/terms.md``: ``"2/10 net 30"``, ``"EOM + 45"``, ``"net 10th prox"``,
            ``"3 instalments 30/60/90"``, ``"50% advance, balance net 30"`` ...
        reading: What a number beside EOM means where the text leaves it open.

    Raises:
        DataError: The text is no terms: position, what stands there, what was expected.
        ArgumentError: The text has several readings; they are listed.

    >>> PaymentTerms("2/10, n/30")
    PaymentTerms('2/10, net 30')
    >>> str(PaymentTerms("30 EOM", "days_then_eom"))
    'net 30 days + EOM'
    """

    __slots__ = ("_core", "_text")

    def __init__(self, text: str, reading: Reading | None = None) -> None:
        self._core = _core.parse_terms(_text(text), optional_text(reading, "reading"))
        self._text = self._core.text()

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"PaymentTerms({self._text!r})"

    def __eq__(self, other: object) -> bool:
        return self._text == other._text if isinstance(other, PaymentTerms) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._text)

    def __reduce__(self) -> tuple[type["PaymentTerms"], tuple[str]]:
        return (PaymentTerms, (self._text,))

    def schedule(
        self,
        issue_date: DateLike,
        amount: Amount,
        *,
        currency: str,
        tax: Amount = 0,
        base_amount: Amount | None = None,
        base_currency: str | None = None,
        receipt_date: DateLike | None = None,
        delivery_date: DateLike | None = None,
        as_of_date: DateLike | None = None,
        residue: Residue = "last_line",
        rounding: Rounding = "half_up",
        discount_rounding: Rounding = "half_up",
        zero_total: ZeroTotal = "one_line",
        discount_tax: DiscountTax = "included",
        adjust_discounts: bool = False,
        calendar: Calendar | str | None = None,
        postponements: Postponements | None = None,
    ) -> Schedule:
        """Instalments and discount windows of one document.

        Args:
            issue_date: The day on the document.
            amount: Its total with tax, in major units; negative for a credit note.
            currency: ISO 4217 code.
            tax: The part of ``amount`` that is tax.
            base_amount: The same document in base currency.
            base_currency: ISO 4217 code; together with ``base_amount``.
            receipt_date: When the goods came: terms with ROG.
            delivery_date: When they were delivered: COD, CBS, after delivery.
            as_of_date: Terms with AS OF.
            residue: Where the cents of rounding go: the last line, or by largest remainder.
            rounding: Of instalments.
            discount_rounding: Of discounts.
            zero_total: A document over 0: one instalment on the issue date, or every line.
            discount_tax: ``"included"``: a discount is taken of the amount with tax; ``"excluded"``: without tax, which stays;
                ``"mixed"``: without tax, and the document already carries the lowered tax.
            adjust_discounts: Whether closures, postponements and business days move deadlines too.
            calendar: A :class:`openitem.calendar.Calendar` of your own, or a name it knows (``"TARGET"`` ...): for terms that
                are adjusted to business days.
            postponements: Holidays and the later days that stand for them.

        Returns:
            The schedule; instalments sum to the amount, and to the base amount.

        Raises:
            ArgumentError: A calendar or currency that is missing or unknown.
            DataError: A date that the terms need, an amount that cannot be read, tax beyond the amount.

        Complexity: O(lines). Pure; thread-safe.

        >>> schedule = PaymentTerms("2/10 net 30").schedule("2024-06-01", "1000.00", currency="EUR")
        >>> schedule.instalments[0].due_date, schedule.discounts[0].deadline, schedule.discounts[0].payable
        (datetime.date(2024, 7, 1), datetime.date(2024, 6, 11), Decimal('980.00'))
        """
        unit = Currency(currency)
        if (base_amount is None) != (base_currency is None):
            raise ArgumentError(
                "base_amount and base_currency go together; give both or neither",
                status="invalid_argument",
                argument="base_currency",
            )
        base_unit = None if base_currency is None else Currency(base_currency)
        total = _minor(amount, unit)
        core = _core.schedule_terms(
            self._core,
            issue=days_of(issue_date, "issue_date"),
            receipt=optional_days(receipt_date, "receipt_date"),
            delivery=optional_days(delivery_date, "delivery_date"),
            as_of=optional_days(as_of_date, "as_of_date"),
            total=total,
            tax=_minor(tax, unit),
            base_total=None if base_amount is None or base_unit is None else _minor(base_amount, base_unit),
            options=_options(
                residue=residue,
                rounding=rounding,
                discount_rounding=discount_rounding,
                zero_total=zero_total,
                discount_tax=discount_tax,
                adjust_discounts=adjust_discounts,
                calendar=calendar,
                postponements=postponements,
            ),
            currency=unit.code,
        )
        return Schedule(core, unit, base_unit, total)


class Schedules(ResultTables):
    """Instalments and discount windows of many documents, with the proof. Immutable; see :func:`schedules`."""

    @property
    def instalments(self) -> ResultTable:
        """row (of the documents, from 0), instalment, due_date, grace_until, amount, currency; base_amount where given."""
        return self._table("instalments")

    @property
    def discounts(self) -> ResultTable:
        """row, tier, deadline, grace_until, rate (a fraction), base, amount, payable, currency."""
        return self._table("discounts")

    @property
    def terms(self) -> ResultTable:
        """Every code with its canonical text and the number of its documents."""
        return self._plain_table("terms")

    @property
    def proof(self) -> ResultTable:
        """Documents against instalments by currency; every difference is 0."""
        return self._table("proof")

    def _main_table(self) -> ResultTable:
        return self.instalments


def schedules(
    documents: Frame,
    terms: Mapping[str, str | PaymentTerms] | Frame | None = None,
    *,
    currency: str | None = None,
    base_currency: str | None = None,
    reading: Reading | None = None,
    money: MoneyForm = "exact",
    residue: Residue = "last_line",
    rounding: Rounding = "half_up",
    discount_rounding: Rounding = "half_up",
    zero_total: ZeroTotal = "one_line",
    discount_tax: DiscountTax = "included",
    adjust_discounts: bool = False,
    calendar: Calendar | str | None = None,
    postponements: Postponements | None = None,
    threads: SupportsIndex = 1,
) -> Schedules:
    """Instalments and discount windows of many documents.

    Args:
        documents: A frame with issue_date, amount, terms, and any of currency, tax, base_amount, receipt_date, delivery_date,
            as_of_date.
        terms: What the codes in column terms mean, as ``{"N30": "net 30"}`` or a frame with code and text; without it the column
            holds the texts themselves.
        currency: Of documents without a column currency.
        base_currency: Of column base_amount.
        reading: As in :class:`PaymentTerms`.
        money: How money columns are read; see :meth:`openitem.Ledger.from_documents`.
        residue: As in :meth:`PaymentTerms.schedule`, like every argument below.
        rounding: Of instalments.
        discount_rounding: Of discounts.
        zero_total: What a document over 0 asks for.
        discount_tax: What a discount is taken of.
        adjust_discounts: Whether deadlines move too.
        calendar: For terms that are adjusted to business days.
        postponements: Holidays and the later days that stand for them.
        threads: At most 256; never changes a result.

    Returns:
        Tables of instalments, discounts, terms and the proof.

    Raises:
        ArgumentError: A currency, code or calendar that nobody knows, a text with several readings.
        DataError: A cell or a text that cannot be read, a date that the terms need; with table, column and row.

    Complexity: O(documents x lines). Thread-safe; runs without the interpreter's lock.

    >>> invoices = {"issue_date": ["2024-06-01"], "amount": ["1000.00"], "terms": ["3 instalments 30/60/90"]}
    >>> schedules(invoices, currency="EUR").instalments.to_dict()["amount"]
    [Decimal('333.33'), Decimal('333.33'), Decimal('333.34')]
    """
    tables = _core.InputTables()
    frame_type = add_frame(tables, "documents", documents)
    if terms is not None:
        add_frame(tables, "terms", _terms_table(terms))
    result = _core.compute_terms_schedules(
        tables,
        reading=optional_text(reading, "reading"),
        options=_options(
            residue=residue,
            rounding=rounding,
            discount_rounding=discount_rounding,
            zero_total=zero_total,
            discount_tax=discount_tax,
            adjust_discounts=adjust_discounts,
            calendar=calendar,
            postponements=postponements,
            threads=threads,
        ),
        currency=optional_text(currency, "currency"),
        base_currency=optional_text(base_currency, "base_currency"),
        money=text(money, "money"),
    )
    return Schedules(result, frame_type)


def due_dates(
    terms: str | PaymentTerms | Sequence[str | PaymentTerms],
    issue_dates: Any,
    codes: Any = None,
    *,
    receipt_dates: Any = None,
    delivery_dates: Any = None,
    as_of_dates: Any = None,
    calendar: Calendar | str | None = None,
    postponements: Postponements | None = None,
    threads: SupportsIndex = 1,
) -> "numpy.ndarray[Any, numpy.dtype[numpy.datetime64]]":
    """The day by which each of many documents is to be paid in full: the latest date of its terms.

    Args:
        terms: One for all documents, or several that ``codes`` points into.
        issue_dates: An array of ``datetime64``, or anything that NumPy makes one of.
        codes: For each document the position of its terms; only with several.
        receipt_dates: As ``issue_dates``; NaT where a document has none.
        delivery_dates: The same.
        as_of_dates: The same.
        calendar: As in :meth:`PaymentTerms.schedule`.
        postponements: As in :meth:`PaymentTerms.schedule`.
        threads: At most 256; never changes a result.

    Returns:
        ``datetime64[D]``, one for each document.

    Raises:
        ArgumentError: Codes that are missing or point to no terms, a calendar that nobody knows.
        DataError: A date that is missing or out of range, with its row.

    Complexity: O(documents + days of the horizon x lines): a look-up a date. Runs without the interpreter's lock.

    >>> due_dates("EOM + 45", ["2019-01-15", "2019-01-31"])
    array(['2019-03-17', '2019-03-17'], dtype='datetime64[D]')
    """
    is_single = isinstance(terms, str | PaymentTerms)
    listed = [terms] if isinstance(terms, str | PaymentTerms) else list(terms)
    if is_single != (codes is None):
        raise ArgumentError(
            "codes say which of several terms a document has; pass them with a list of terms and not with one",
            status="invalid_argument",
            argument="codes",
        )
    issue = _days(issue_dates, "issue_dates")
    days = _core.compute_due_dates(
        [_parsed(each)._core for each in listed],
        numpy.zeros(len(issue), dtype=numpy.int32) if codes is None else _codes(codes),
        issue,
        None if receipt_dates is None else _days(receipt_dates, "receipt_dates"),
        None if delivery_dates is None else _days(delivery_dates, "delivery_dates"),
        None if as_of_dates is None else _days(as_of_dates, "as_of_dates"),
        _options(calendar=calendar, postponements=postponements, threads=threads),
    )
    return days.astype("datetime64[D]")


def cash_discount(
    net: Amount,
    rate: Rate,
    *,
    currency: str,
    tax: Amount = 0,
    discount_tax: DiscountTax = "included",
    rounding: Rounding = "half_up",
) -> CashDiscount:
    """A discount on an amount and its tax.

    Args:
        net: Without tax, in major units.
        rate: A fraction, 0 to 1, at most nine decimals.
        currency: ISO 4217 code.
        tax: On the whole net amount.
        discount_tax: ``"included"``: of net and tax, and the tax falls with it; ``"excluded"``: of net alone, the tax stays; ``"mixed"``: of
            net alone, and the tax is that of the discounted amount whether the discount is taken or not.
        rounding: Of the discount, and of a lowered tax.

    Raises:
        ArgumentError: A rate outside 0 to 1.
        DataError: Tax of another sign than net, an amount that cannot be read.

    >>> cash_discount("1000.00", "0.10", tax="150.00", discount_tax="excluded", currency="EUR").payable
    Decimal('1050.00')
    """
    unit = Currency(currency)
    figures = _core.cash_discount(
        _minor(net, unit),
        _minor(tax, unit),
        rate_parts(rate),
        text(discount_tax, "discount_tax"),
        text(rounding, "rounding"),
    )
    return CashDiscount(*(_major(figure, unit) for figure in figures))


def part_payment(
    payment: Amount, total: Amount, discount: Amount, *, currency: str, rounding: Rounding = "half_up"
) -> PartPayment:
    """What a payment inside a discount window settles: payment x total / (total - discount).

    Args:
        payment: In major units, of the sign of the total.
        total: Of the document.
        discount: For full payment.
        currency: ISO 4217 code.
        rounding: Of what is settled.

    Raises:
        ArgumentError: Amounts of different signs, or a discount that is not less than the total.

    >>> part_payment("490.00", "1000.00", "20.00", currency="EUR").settled
    Decimal('500.00')
    """
    unit = Currency(currency)
    figures = _core.part_payment(
        _minor(payment, unit), _minor(total, unit), _minor(discount, unit), text(rounding, "rounding")
    )
    return PartPayment(*(_major(figure, unit) for figure in figures))


def _options(
    *,
    residue: Residue = "last_line",
    rounding: Rounding = "half_up",
    discount_rounding: Rounding = "half_up",
    zero_total: ZeroTotal = "one_line",
    discount_tax: DiscountTax = "included",
    adjust_discounts: bool = False,
    calendar: Calendar | str | None = None,
    postponements: Postponements | None = None,
    threads: SupportsIndex = 1,
) -> _core.TermsOptions:
    if postponements is not None and not isinstance(postponements, Mapping):
        raise ArgumentError(
            f"postponements must map holidays to later days, not {type(postponements).__name__}",
            status="invalid_argument",
            argument="postponements",
        )
    pairs = [] if postponements is None else list(postponements.items())
    return _core.TermsOptions(
        residue=text(residue, "residue"),
        rounding=text(rounding, "rounding"),
        discount_rounding=text(discount_rounding, "discount_rounding"),
        zero_total=text(zero_total, "zero_total"),
        discount_tax=text(discount_tax, "discount_tax"),
        adjust_discounts=flag(adjust_discounts, "adjust_discounts"),
        calendar=core_calendar(calendar, "calendar"),
        postponements=[
            (days_of(holiday, "postponements"), days_of(day, "postponements")) for holiday, day in pairs
        ],
        threads=int32(threads, "threads"),
    )


def _text(given: str) -> str:
    return text(given, "text")


def _parsed(given: str | PaymentTerms) -> PaymentTerms:
    return given if isinstance(given, PaymentTerms) else PaymentTerms(given)


def _terms_table(terms: Mapping[str, str | PaymentTerms] | Frame) -> Any:
    """A mapping of codes to terms as the two columns it stands for; anything else is a frame."""
    if not isinstance(terms, Mapping) or not all(
        isinstance(each, str | PaymentTerms) for each in terms.values()
    ):
        return terms
    return {"code": list(terms), "text": [str(each) for each in terms.values()]}


def _days(dates: Iterable[DateLike] | Any, argument: str) -> "numpy.ndarray[Any, numpy.dtype[numpy.int32]]":
    """Days since 1970-01-01; NaT becomes the day that stands for none."""
    try:
        # NumPy takes numbers for days since 1970, which nobody means by them.
        given = numpy.asarray(dates)
        if given.size > 0 and given.dtype.kind in "iufbc":
            raise TypeError(f"it holds numbers of type {given.dtype}")
        days = numpy.asarray(dates, dtype="datetime64[D]")
    except (TypeError, ValueError) as error:
        raise ArgumentError(
            f"{argument} is no array of dates: {error}; pass numpy.datetime64, datetime.date or ISO texts",
            status="invalid_argument",
            argument=argument,
        ) from None
    if days.ndim != 1:
        raise ArgumentError(
            f"{argument} has {days.ndim} dimensions; expected one date for each document",
            status="invalid_argument",
            argument=argument,
        )
    numbers = days.view(numpy.int64)
    if len(numbers) == 0 or (numbers.min() > _NO_DAY and numbers.max() < 2**31):
        return numbers.astype(numpy.int32)
    missing = numpy.isnat(days)
    # A day beyond 32 bits is beyond any calendar: it keeps its sign and is refused with its row.
    inside = numpy.clip(numbers, -(2**31) + 1, 2**31 - 1)
    return numpy.where(missing, _NO_DAY, inside).astype(numpy.int32)


def _codes(codes: Any) -> "numpy.ndarray[Any, numpy.dtype[numpy.int32]]":
    given = numpy.asarray(codes)
    if given.ndim != 1 or (given.size > 0 and given.dtype.kind not in "iu"):
        raise ArgumentError(
            "codes must be whole numbers, one for each document", status="invalid_argument", argument="codes"
        )
    return numpy.clip(given.astype(numpy.int64), -1, 2**31 - 1).astype(numpy.int32)


def _minor(amount: Amount, unit: Currency) -> int:
    return parse_money(amount, unit)


def _major(minor: int, unit: Currency) -> Decimal:
    return Decimal(_core.format_money(minor, unit._core))
