"""The exceptions of openitem: one family, each also a Python exception that callers already catch.

The class follows from the hundred of the status, which is the same number in C and C++: 100s argument, 200s data,
300s arithmetic, 400s resource, 500s version, 900s internal.

>>> import openitem
>>> try:
...     openitem.money.parse_money("12,50", "EUR")
... except openitem.DataError as error:
...     error.status
'invalid_data'
"""

__all__ = [
    "ArgumentError",
    "ArithmeticOverflowError",
    "DataError",
    "Error",
    "InternalError",
    "MemoryLimitError",
    "VersionError",
]


class Error(Exception):
    """Base of everything openitem raises on purpose.

    Attributes:
        status: Name of the status, such as ``"missing_value"``.
        row: First offending source row, counted from 0; ``None`` where no row is at fault.
        column: ``"table.column"``; ``None`` where no column is at fault.
        rows_affected: Rows with the same fault; 0 where they were not counted.
        argument: Name of the offending argument of the Python call; ``None`` where it is not known.
    """

    def __init__(
        self,
        message: str,
        *,
        status: str = "internal",
        row: int | None = None,
        column: str | None = None,
        rows_affected: int = 0,
        argument: str | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.row = row
        self.column = column
        self.rows_affected = rows_affected
        self.argument = argument


class ArgumentError(Error, ValueError):
    """An argument that the function does not accept (status 100 to 199)."""


class DataError(Error, ValueError):
    """Data that cannot be what its role says: a cell, a column or rows that contradict each other (200 to 299)."""


class ArithmeticOverflowError(Error, OverflowError):
    """An amount or a sum that leaves the range of the ledger, or a division by zero (300 to 399)."""


class MemoryLimitError(Error, MemoryError):
    """Not enough memory for the call, or a call that was cancelled (400 to 499)."""


class VersionError(Error):
    """A structure of another version of the library (500 to 599)."""


class InternalError(Error):
    """A bug in openitem: please report it."""


_CLASS_BY_HUNDRED: dict[int, type[Error]] = {
    1: ArgumentError,
    2: DataError,
    3: ArithmeticOverflowError,
    4: MemoryLimitError,
    5: VersionError,
}


def error_of_record(
    status: int, name: str, argument: int, row: int, rows_affected: int, column: str, message: str
) -> Error:
    """The exception for an error record of the library; called by the compiled part."""
    del argument  # an index into the C++ call; the Python call has other arguments
    return _CLASS_BY_HUNDRED.get(status // 100, InternalError)(
        message,
        status=name,
        row=None if row < 0 else row,
        column=column or None,
        rows_affected=rows_affected,
    )
