"""Made-up ledgers for trials, tests and benchmarks."""

from typing import SupportsIndex, Unpack

from openitem import _core
from openitem._arguments import int32, int64, optional_text, text
from openitem._frames import FrameType
from openitem._ledger import Ledger, LedgerOptions, mapping_entries
from openitem._table import ResultTable
from openitem.errors import ArgumentError
from openitem.time import DateLike, days_of

__all__ = ["SampleLedger", "sample_ledger"]


class SampleLedger:
    """The tables of a made-up ledger; see :func:`sample_ledger`."""

    __slots__ = ("_result",)

    def __init__(self, result: _core.Result) -> None:
        """Made by :func:`sample_ledger`."""
        self._result = result

    @property
    def tables(self) -> dict[str, ResultTable]:
        """Every table by its name: documents, and without ``flat`` applications, instalments, disputes and customers.

        Amounts are minor units: read the tables with ``money="minor"``.
        """
        dictionary = FrameType("dict")
        return {
            name: ResultTable(self._result.table(name), dictionary) for name in self._result.table_names()
        }

    @property
    def documents(self) -> ResultTable:
        """The documents; amounts are minor units."""
        return self.tables["documents"]

    def ledger(self, **options: Unpack[LedgerOptions]) -> Ledger:
        """The ledger of these tables; options as in :meth:`Ledger.from_documents`, apart from ``money``."""
        if "money" in options:
            raise ArgumentError(
                "money is known here: the tables hold minor units; leave it out",
                status="invalid_argument",
                argument="money",
            )
        tables = _core.InputTables()
        for name in self._result.table_names():
            tables.add_table(name, self._result.table(name))
        reading = _core.LedgerOptions(
            threads=int32(options.get("threads", 1), "threads"),
            rows=text(options.get("rows", "mark"), "rows"),
            money="minor",
            sign=text(options.get("sign", "signed"), "sign"),
            unreferenced_credits=text(
                options.get("unreferenced_credits", "unapplied"), "unreferenced_credits"
            ),
            currency=optional_text(options.get("currency"), "currency"),
            base_currency=optional_text(options.get("base_currency"), "base_currency"),
            date_format=optional_text(options.get("date_format"), "date_format"),
            map=mapping_entries(options.get("map"), options.get("dimensions", ()), options.get("dates", ())),
        )
        return Ledger._of(_core.build_ledger(tables, reading), FrameType("dict"))

    def __repr__(self) -> str:
        sizes = ", ".join(f"{len(table)} {name}" for name, table in self.tables.items())
        return f"<openitem.datasets.SampleLedger: {sizes}>"


def sample_ledger(
    n: SupportsIndex,
    seed: SupportsIndex = 1,
    *,
    end: DateLike = "2024-12-31",
    customers: SupportsIndex | None = None,
    months: SupportsIndex = 24,
    flat: bool = False,
    faults: SupportsIndex = 0,
    threads: SupportsIndex = 1,
) -> SampleLedger:
    """A made-up ledger, the same bytes for the same arguments on every machine and number of threads.

    Args:
        n: About how many documents, 100 to 100,000,000.
        seed: Another seed, another ledger; 0 to 2^63 - 1.
        end: Last issue date.
        customers: Number of customers; default n / 40, at least 5.
        months: Length of the history, 1 to 240.
        flat: One table of invoices with their paid dates, for :meth:`Ledger.from_invoices`.
        faults: Faults per 10,000 rows to mix in: duplicates, missing dates, unknown documents.
        threads: At most 256.

    Raises:
        ArgumentError: A number outside its bounds.

    >>> sample = sample_ledger(100)
    >>> import openitem
    >>> openitem.aging(sample.ledger(), "2024-12-31").proof.to_dict()["line"][-1]
    'difference'
    """
    return SampleLedger(
        _core.sample_ledger(
            int64(n, "n"),
            _seed(seed),
            days_of(end, "end"),
            customers=0 if customers is None else _positive(customers, "customers"),
            months=_positive(months, "months"),
            flat=bool(flat),
            faults=int32(faults, "faults"),
            threads=int32(threads, "threads"),
        )
    )


def _seed(seed: SupportsIndex) -> int:
    number = int64(seed, "seed")
    if number < 0:
        raise ArgumentError(f"seed = {number} is below 0", status="out_of_bounds", argument="seed")
    return number


def _positive(value: SupportsIndex, argument: str) -> int:
    """Above 0, because the compiled part reads 0 as "default"."""
    number = int32(value, argument)
    if number < 1:
        raise ArgumentError(
            f"{argument} = {number} must be 1 or more", status="out_of_bounds", argument=argument
        )
    return number
