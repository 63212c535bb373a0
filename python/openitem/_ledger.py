"""The ledger: documents and applications, checked once, immutable from then on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, SupportsIndex, TypeAlias, TypedDict, TypeVar, Unpack

from openitem import _core as core
from openitem._arguments import int32, optional_text, text, texts
from openitem._frames import Frame, FrameType, add_frame
from openitem._table import ResultTable
from openitem.errors import ArgumentError, DataError

T = TypeVar("T")

MoneyForm: TypeAlias = Literal["exact", "minor", "decimal", "float"]
"""How money columns are read: see :meth:`Ledger.from_documents`."""
RowPolicy: TypeAlias = Literal["mark", "strict"]
AmountSign: TypeAlias = Literal["signed", "by_kind"]
UnreferencedCredits: TypeAlias = Literal["unapplied", "oldest_due"]
ColumnMap: TypeAlias = Mapping[str, Mapping[str, str | Sequence[str]]]
"""Table to role to column, or columns where a role may be played by several."""

TABLES = (
    "documents",
    "applications",
    "instalments",
    "disputes",
    "promises",
    "contacts",
    "dunning",
    "customers",
)


class LedgerOptions(TypedDict, total=False):
    """Keyword options of :meth:`Ledger.from_documents`, which explains them."""

    currency: str | None
    base_currency: str | None
    money: MoneyForm
    sign: AmountSign
    rows: RowPolicy
    unreferenced_credits: UnreferencedCredits
    date_format: str | None
    map: ColumnMap | None
    dimensions: str | Iterable[str]
    dates: str | Iterable[str]
    threads: SupportsIndex


class Ledger:
    """An immutable, validated accounts-receivable sub-ledger that owns its columns.

    Made by :meth:`from_documents`, :meth:`from_invoices` or :func:`openitem.read_ledger`. Safe to read from any number of
    threads. The rules it applies are those of the methods page "The ledger".
    """

    __slots__ = ("_core", "_frame_type")

    _core: core.Ledger
    _frame_type: FrameType

    def __init__(self) -> None:
        raise TypeError(
            "a Ledger is made by Ledger.from_documents, Ledger.from_invoices or openitem.read_ledger"
        )

    @classmethod
    def from_documents(
        cls,
        documents: Frame,
        applications: Frame | None = None,
        *,
        instalments: Frame | None = None,
        disputes: Frame | None = None,
        promises: Frame | None = None,
        contacts: Frame | None = None,
        dunning: Frame | None = None,
        customers: Frame | None = None,
        currency: str | None = None,
        base_currency: str | None = None,
        money: MoneyForm = "exact",
        sign: AmountSign = "signed",
        rows: RowPolicy = "mark",
        unreferenced_credits: UnreferencedCredits = "unapplied",
        date_format: str | None = None,
        map: ColumnMap | None = None,
        dimensions: str | Iterable[str] = (),
        dates: str | Iterable[str] = (),
        threads: SupportsIndex = 1,
    ) -> "Ledger":
        """Builds a ledger from tables.

        A table is anything that exports an Arrow stream (PyArrow, Polars, a DuckDB relation, pandas with PyArrow), a pandas
        frame without PyArrow, a narwhals frame, or a dict of lists and NumPy arrays. It is read once and not kept; it must
        not be changed by another thread meanwhile. A column named like a role plays it; other columns are mapped.

        Args:
            documents: Everything that moves the control account, one row each: customer, issue_date, amount (debits positive),
                and as far as they exist id, kind, posting_date, due_date, currency and the further roles.
            applications: Which credit settled which debit, for how much and when.
            instalments: Parts of a document with their own due dates.
            disputes: Disputed documents or parts of them.
            promises: What customers promised to pay.
            contacts: Who was contacted when.
            dunning: Which letter was sent when.
            customers: One row a customer: parent, limits, flags.
            currency: ISO 4217 code of rows without one; required where there is no currency column.
            base_currency: Currency of the base_amount column; required with it.
            money: ``"exact"`` reads decimals and text and refuses int and float columns; ``"minor"`` reads int columns as
                minor units (cents), ``"decimal"`` as whole units; ``"float"`` reads a float as its shortest decimal.
            sign: ``"signed"``, or ``"by_kind"`` where amounts are magnitudes and credit kinds are to be negated.
            rows: ``"mark"`` leaves impossible rows out and reports each as a finding and in every proof; ``"strict"`` raises
                at the first.
            unreferenced_credits: Whether credits that no application names stay ``"unapplied"`` or fill the customer's
                ``"oldest_due"`` items.
            date_format: Of dates that are text, such as ``"%d.%m.%Y"``; ISO where absent.
            map: ``{"documents": {"customer": "cust", "id": ["year", "number"]}}``: table to role to column or columns.
            dimensions: Columns of the documents to group by later.
            dates: Further date columns of the documents, to age by later.
            threads: At most 256; never changes a result.

        Raises:
            ArgumentError: An option, table, role or column that does not exist.
            DataError: A missing or ragged column, a column of the wrong type; with ``rows="strict"`` the first impossible row.
            ArithmeticOverflowError: Amounts of one currency sum to 2^62 minor units or more.

        Complexity: O(n log n) in rows. Runs without the interpreter's lock.

        >>> import openitem
        >>> ledger = openitem.Ledger.from_documents(
        ...     {
        ...         "id": ["R-1", "R-2", "Z-1"],
        ...         "customer": ["Adler", "Adler", "Adler"],
        ...         "issue_date": ["2024-03-01", "2024-04-01", "2024-05-02"],
        ...         "due_date": ["2024-03-31", "2024-05-01", None],
        ...         "amount": ["119.00", "59.50", "-119.00"],
        ...     },
        ...     {"credit_id": ["Z-1"], "debit_id": ["R-1"], "amount": ["119.00"], "applied_on": ["2024-05-02"]},
        ...     currency="EUR",
        ... )
        >>> openitem.aging(ledger, "2024-05-31").rows.to_dict()["total"]
        [Decimal('59.50')]
        >>> openitem.aging(ledger, "2024-04-30").rows.to_dict()["total"]
        [Decimal('178.50')]
        """
        frames = (documents, applications, instalments, disputes, promises, contacts, dunning, customers)
        tables = core.InputTables()
        frame_type = add_frame(tables, "documents", documents)
        for table, frame in zip(TABLES[1:], frames[1:], strict=True):
            if frame is not None:
                add_frame(tables, table, frame)
        options = core.LedgerOptions(
            threads=int32(threads, "threads"),
            rows=text(rows, "rows"),
            money=text(money, "money"),
            sign=text(sign, "sign"),
            unreferenced_credits=text(unreferenced_credits, "unreferenced_credits"),
            currency=optional_text(currency, "currency"),
            base_currency=optional_text(base_currency, "base_currency"),
            date_format=optional_text(date_format, "date_format"),
            map=mapping_entries(map, dimensions, dates),
        )
        return cls._of(core.build_ledger(tables, options), frame_type)

    @classmethod
    def from_invoices(
        cls,
        invoices: Frame,
        *,
        instalments: Frame | None = None,
        disputes: Frame | None = None,
        customers: Frame | None = None,
        **options: Unpack[LedgerOptions],
    ) -> "Ledger":
        """Builds a ledger from the flat form: one row an invoice with its paid date and perhaps its paid amount.

        A row with a paid date and no paid amount was paid in full; a row without either is open. Further arguments as in
        :meth:`from_documents`.

        Raises:
            DataError: No column plays the role paid_date; and what :meth:`from_documents` raises.

        >>> import openitem
        >>> ledger = openitem.Ledger.from_invoices(
        ...     {
        ...         "customer": ["Adler", "Adler"],
        ...         "issue_date": ["2024-03-01", "2024-04-01"],
        ...         "due_date": ["2024-03-31", "2024-05-01"],
        ...         "amount": ["119.00", "59.50"],
        ...         "paid_date": ["2024-05-02", None],
        ...     },
        ...     currency="EUR",
        ... )
        >>> openitem.aging(ledger, "2024-04-30").control_total
        {'EUR': Decimal('178.50')}
        """
        ledger = cls.from_documents(
            invoices, instalments=instalments, disputes=disputes, customers=customers, **options
        )
        roles = check(ledger).columns.to_dict()
        if "paid_date" not in roles["role"]:
            raise DataError(
                "the flat form needs a column with the role paid_date: name one in map={'documents': {'paid_date': ...}},"
                " or use from_documents for a ledger of documents and applications",
                status="missing_column",
                column="documents.paid_date",
                argument="invoices",
            )
        return ledger

    @classmethod
    def _of(cls, handle: core.Ledger, frame_type: FrameType) -> "Ledger":
        ledger = object.__new__(cls)
        ledger._core = handle
        ledger._frame_type = frame_type
        return ledger

    @property
    def document_count(self) -> int:
        """Kept documents, all versions."""
        return self._core.document_count

    @property
    def application_count(self) -> int:
        """Kept application rows."""
        return self._core.application_count

    @property
    def customer_count(self) -> int:
        """Distinct customers with documents."""
        return self._core.customer_count

    @property
    def finding_count(self) -> int:
        """Rows of the findings table of :func:`openitem.check`."""
        return self._core.finding_count

    def __repr__(self) -> str:
        return (
            f"<openitem.Ledger: {self.document_count} documents, {self.application_count} applications,"
            f" {self.customer_count} customers, {self.finding_count} findings>"
        )


def mapping_entries(
    given: ColumnMap | None,
    dimensions: str | Iterable[str],
    dates: str | Iterable[str],
    table: str = "documents",
) -> list[tuple[str, str, str]]:
    """The mapping as the compiled part takes it: (table, role, column) in order."""
    entries = []
    for name, roles in _items(given or {}, "map"):
        for role, columns in _items(roles, f"map[{name!r}]"):
            entries += [(text(name, "map"), text(role, "map"), column) for column in texts(columns, "map")]
    entries += [(table, "dimension", column) for column in texts(dimensions, "dimensions")]
    entries += [(table, "date", column) for column in texts(dates, "dates")]
    return entries


def _items(given: Mapping[str, T], shown: str) -> list[tuple[str, T]]:
    if not isinstance(given, Mapping):
        raise ArgumentError(
            f"{shown} must be a dict, not {type(given).__name__}; for example"
            " map={'documents': {'customer': 'cust', 'id': ['year', 'number']}}",
            status="invalid_argument",
            argument="map",
        )
    return list(given.items())


class Check:
    """What a ledger found in its input; see :func:`check`."""

    __slots__ = ("_frame_type", "_result")

    def __init__(self, result: core.Result, frame_type: FrameType) -> None:
        """Made by :func:`check`."""
        self._result = result
        self._frame_type = frame_type

    def _table(self, name: str) -> ResultTable:
        return ResultTable(self._result.table(name), self._frame_type)

    @property
    def summary(self) -> ResultTable:
        """One row for each input table: rows, kept, excluded, suspicious."""
        return self._table("summary")

    @property
    def columns(self) -> ResultTable:
        """One row for each input column: the role it plays, or "not read"."""
        return self._table("columns")

    @property
    def rules(self) -> ResultTable:
        """Findings by rule and currency: severity, count, amount."""
        return self._table("rules")

    @property
    def findings(self) -> ResultTable:
        """Every finding: rule, severity, table, row (from 0; -1 = the whole column), column, value, currency, amount, message."""
        return self._table("findings")

    @property
    def totals(self) -> ResultTable:
        """Kept documents (current versions) by currency and kind: count, amount."""
        return self._table("totals")

    def __repr__(self) -> str:
        return f"{self.summary!r}\n\n{self.rules!r}"

    def _repr_html_(self) -> str:
        return self.summary._repr_html_() + self.rules._repr_html_()


def require_ledger(given: object, function: str, reason: str) -> Ledger:
    """The ledger; anything else is refused with the reason why it will not do."""
    if isinstance(given, Ledger):
        return given
    raise ArgumentError(
        f"{function}() needs a Ledger, not {type(given).__name__}: {reason}; build one with Ledger.from_documents",
        status="invalid_argument",
        argument="ledger",
    )


def check(ledger: Ledger) -> Check:
    """What the ledger found in its input: rows read, kept and left out, each finding with its money.

    O(findings). Thread-safe.

    >>> import openitem
    >>> ledger = openitem.Ledger.from_documents(
    ...     {"customer": ["A", "B"], "issue_date": ["2024-01-02", "2024-02-30"], "amount": ["10.00", "20.00"]}, currency="EUR"
    ... )
    >>> findings = openitem.check(ledger).findings.to_dict()
    >>> [rule for rule in findings["rule"] if rule == "unreadable_value"]
    ['unreadable_value']
    """
    if not isinstance(ledger, Ledger):
        raise ArgumentError(
            f"ledger must be an openitem.Ledger, not {type(ledger).__name__}",
            status="invalid_argument",
            argument="ledger",
        )
    return Check(core.check_ledger(ledger._core), ledger._frame_type)
