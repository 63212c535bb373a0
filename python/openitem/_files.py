"""Files in: CSV, Parquet and XLSX through PyArrow and fastexcel. Nothing of a file is parsed here but its dates and amounts,
and those by the compiled part: every CSV and XLSX column is read as text."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, Unpack

from openitem._arguments import text
from openitem._ledger import TABLES, Ledger, LedgerOptions
from openitem._modules import optional_module
from openitem.errors import ArgumentError, DataError

if TYPE_CHECKING:
    import pyarrow

PathLike: TypeAlias = str | os.PathLike[str]

_CSV = {".csv", ".tsv", ".txt"}
_PARQUET = {".parquet", ".pq"}
_WORKBOOK = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}
_INSTALL = "openitem[io]"


def read_ledger(
    path: PathLike,
    applications: PathLike | None = None,
    *,
    instalments: PathLike | None = None,
    disputes: PathLike | None = None,
    promises: PathLike | None = None,
    contacts: PathLike | None = None,
    dunning: PathLike | None = None,
    customers: PathLike | None = None,
    delimiter: str | None = None,
    encoding: str = "utf-8",
    sheet: str | None = None,
    **options: Unpack[LedgerOptions],
) -> Ledger:
    """Builds a ledger from files; needs the extra ``io``: ``pip install 'openitem[io]'``.

    Args:
        path: The documents: a CSV, Parquet or XLSX file. A workbook with a sheet "documents" may hold the other tables in
            sheets of their names; of any other workbook the first sheet holds the documents. A directory holds one file a
            table: documents.csv, applications.parquet ...
        applications: File of this table; so the next ones. Tables in files of their own come before sheets.
        instalments: File of this table.
        disputes: File of this table.
        promises: File of this table.
        contacts: File of this table.
        dunning: File of this table.
        customers: File of this table.
        delimiter: Of CSV files; default a comma, in .tsv a tab.
        encoding: Of CSV files. In UTF-8 a wrong byte is reported with its row; other encodings cannot tell it.
        sheet: Name of the sheet that holds the documents, or the table of an extra file.
        options: As in :meth:`Ledger.from_documents`. Amounts of CSV and XLSX are text, so ``money`` matters for Parquet only.

    Raises:
        FileNotFoundError: No such file.
        ArgumentError: A file of a kind that is not read.
        DataError: Not a table: rows of different lengths, a cut-off file, a broken workbook; and what
            :meth:`Ledger.from_documents` raises.
        ModuleNotFoundError: PyArrow or fastexcel is missing; the message names the line that installs it.
    """
    paths = {
        "applications": applications,
        "instalments": instalments,
        "disputes": disputes,
        "promises": promises,
        "contacts": contacts,
        "dunning": dunning,
        "customers": customers,
    }
    reader = _Reader(delimiter, encoding, sheet)
    frames = reader.read_source(Path(path))
    frames.update(
        {table: reader.read(Path(given), table) for table, given in paths.items() if given is not None}
    )
    documents = frames.pop("documents")
    return Ledger.from_documents(documents, **frames, **options)


def read_table(
    path: PathLike, *, delimiter: str | None = None, encoding: str = "utf-8", sheet: str | None = None
) -> "pyarrow.Table":
    """Reads one table from a CSV, Parquet or XLSX file, for :func:`openitem.aging` or :meth:`Ledger.from_documents`.

    CSV columns are all text, so that amounts keep every digit. Arguments and errors as in :func:`read_ledger`; of a workbook
    the first sheet is read unless one is named.
    """
    return _Reader(delimiter, encoding, sheet).read(Path(path), "table")


class _Reader:
    """Reads files under one set of options."""

    def __init__(self, delimiter: str | None, encoding: str, sheet: str | None) -> None:
        if delimiter is not None and len(text(delimiter, "delimiter").encode()) != 1:
            raise ArgumentError(
                f"delimiter = {delimiter!r} must be one ASCII character",
                status="invalid_argument",
                argument="delimiter",
            )
        self._delimiter = delimiter
        self._encoding = text(encoding, "encoding")
        self._sheet = sheet

    def read_source(self, path: Path) -> dict[str, Any]:
        """The tables that the first path brings along."""
        if path.is_dir():
            return self._read_directory(path)
        if path.suffix.lower() in _WORKBOOK:
            return self._read_workbook(path)
        return {"documents": self.read(path, "documents")}

    def read(self, path: Path, table: str) -> Any:
        """One table from one file."""
        suffix = path.suffix.lower()
        if not path.exists():
            raise FileNotFoundError(f"{table}: there is no file {path}")
        if suffix in _CSV:
            return self._read_csv(path, table)
        if suffix in _PARQUET:
            return _read_parquet(path, table)
        if suffix in _WORKBOOK:
            return self._read_sheet(_open_workbook(path, table), self._sheet or 0, table)
        known = ", ".join(sorted(_CSV | _PARQUET | _WORKBOOK))
        raise ArgumentError(
            f"{path.name} is of no kind that is read; rename it or convert it to one of {known}",
            status="invalid_argument",
            argument="path" if table in {"documents", "table"} else table,
        )

    def _read_directory(self, path: Path) -> dict[str, Any]:
        frames = {}
        for table in TABLES:
            files = sorted(
                file for file in path.glob(f"{table}.*") if file.suffix.lower() in _CSV | _PARQUET | _WORKBOOK
            )
            if len(files) > 1:
                raise ArgumentError(
                    f"{path} holds several files for {table}: {', '.join(file.name for file in files)}; keep one",
                    status="invalid_argument",
                    argument="path",
                )
            if files:
                frames[table] = self.read(files[0], table)
        if "documents" not in frames:
            raise ArgumentError(
                f"{path} holds no file documents.csv, .parquet or .xlsx",
                status="invalid_argument",
                argument="path",
            )
        return frames

    # ---- CSV -------------------------------------------------------------------------------------

    def _read_csv(self, path: Path, table: str) -> Any:
        csv = optional_module("pyarrow.csv", "reading CSV", _INSTALL)
        pyarrow = optional_module("pyarrow", "reading CSV", _INSTALL)
        bad_rows: list[Any] = []

        def refuse(row: Any) -> str:
            bad_rows.append(row)
            return "error"

        delimiter = self._delimiter or ("\t" if path.suffix.lower() == ".tsv" else ",")
        # One thread, because only then a bad row has a number.
        reading = csv.ReadOptions(use_threads=False, encoding=self._encoding)
        parsing = csv.ParseOptions(delimiter=delimiter, newlines_in_values=True, invalid_row_handler=refuse)
        try:
            with csv.open_csv(
                path, reading, csv.ParseOptions(delimiter=delimiter, newlines_in_values=True)
            ) as head:
                names = head.schema.names
        except (pyarrow.ArrowInvalid, LookupError, UnicodeError):
            names = []  # the second reading says what is wrong
        converting = csv.ConvertOptions(
            column_types=dict.fromkeys(names, pyarrow.string()),
            # Bytes that are no UTF-8 are located by the compiled part.
            check_utf8=False,
            strings_can_be_null=False,
        )
        try:
            return csv.read_csv(path, reading, parsing, converting)
        except (pyarrow.ArrowInvalid, pyarrow.ArrowNotImplementedError, LookupError, UnicodeError) as error:
            raise self._csv_error(path, table, bad_rows, error) from error

    def _csv_error(self, path: Path, table: str, bad_rows: list[Any], error: Exception) -> DataError:
        if not bad_rows:
            return DataError(
                f"{path.name} cannot be read as CSV in {self._encoding}: {error}",
                status="invalid_data",
                column=table,
            )
        bad = bad_rows[0]
        shown = bad.text if len(bad.text) <= 60 else bad.text[:57] + "..."
        # PyArrow counts the header as row 1.
        row = None if bad.number is None else bad.number - 2
        return DataError(
            f"{path.name}, row {row}: {bad.actual_columns} fields where the header has {bad.expected_columns}: {shown!r};"
            " a delimiter inside a field needs quotes, and the last row may be cut off",
            status="ragged_columns",
            row=row,
            column=table,
        )

    # ---- workbooks -------------------------------------------------------------------------------

    def _read_workbook(self, path: Path) -> dict[str, Any]:
        if not path.exists():
            raise FileNotFoundError(f"documents: there is no file {path}")
        book = _open_workbook(path, "documents")
        names: list[str] = book.sheet_names
        if self._sheet is not None and self._sheet not in names:
            raise ArgumentError(
                f"{path.name} has no sheet {self._sheet!r}; it has {', '.join(names)}",
                status="unknown_name",
                argument="sheet",
            )
        documents: str | int = self._sheet or ("documents" if "documents" in names else 0)
        frames = {"documents": self._read_sheet(book, documents, "documents")}
        if documents == "documents":
            frames |= {name: self._read_sheet(book, name, name) for name in TABLES[1:] if name in names}
        return frames

    @staticmethod
    def _read_sheet(book: Any, sheet: str | int, table: str) -> Any:
        fastexcel = optional_module("fastexcel", "reading XLSX", _INSTALL)
        optional_module("pyarrow", "reading XLSX", _INSTALL)
        try:
            inferred = book.load_sheet(sheet, schema_sample_rows=None)
            kinds = {column.name: column.dtype for column in inferred.available_columns()}
            # A cell that Excel holds as a day stays a day; everything else is read as the text that stands there.
            dtypes = {
                name: kind if kind in {"date", "datetime"} else "string" for name, kind in kinds.items()
            }
            return book.load_sheet(sheet, dtypes=dtypes).to_arrow()
        except fastexcel.FastExcelError as error:
            raise DataError(
                f"{table}: the sheet cannot be read: {error}", status="invalid_data", column=table
            ) from error


def _open_workbook(path: Path, table: str) -> Any:
    fastexcel = optional_module("fastexcel", "reading XLSX", _INSTALL)
    try:
        return fastexcel.read_excel(path)
    except fastexcel.FastExcelError as error:
        raise DataError(
            f"{path.name} is no workbook that can be read: {error}", status="invalid_data", column=table
        ) from error


def _read_parquet(path: Path, table: str) -> Any:
    parquet = optional_module("pyarrow.parquet", "reading Parquet", _INSTALL)
    pyarrow = optional_module("pyarrow", "reading Parquet", _INSTALL)
    try:
        return parquet.read_table(path)
    except (pyarrow.ArrowInvalid, OSError) as error:
        raise DataError(
            f"{path.name} is no Parquet file that can be read: {error}", status="invalid_data", column=table
        ) from error
