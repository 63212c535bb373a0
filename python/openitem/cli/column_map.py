"""Column maps: what the user states, and what the headers of common exports suggest."""

import re
from collections.abc import Iterable, Sequence

ColumnMap = dict[str, dict[str, list[str]]]

# Headers met in common exports, folded to lower-case letters and digits. A canonical role name needs no entry.
_SUGGESTIONS: dict[str, tuple[str, ...]] = {
    "customer": (
        "cust",
        "custnumber",
        "customerid",
        "customernumber",
        "customerno",
        "kunnr",
        "debtor",
        "account",
        "partner",
        "partnerid",
    ),
    "id": (
        "invoicenumber",
        "invoiceid",
        "invoiceno",
        "docid",
        "documentid",
        "documentnumber",
        "documentno",
        "belnr",
        "number",
    ),
    "issue_date": ("invoicedate", "issuedate", "documentdate", "docdate", "bldat", "date"),
    "posting_date": ("postingdate", "posted", "budat", "accountingdate"),
    "due_date": ("duedate", "duein", "netduedate", "faedt", "maturitydate"),
    "amount": (
        "invoiceamount",
        "totalamount",
        "totalopenamount",
        "documentamount",
        "amountdoccurr",
        "wrbtr",
        "total",
    ),
    "currency": ("invoicecurrency", "currencycode", "waers", "curr"),
    "paid_date": ("cleardate", "settleddate", "paymentdate", "datepaid", "paiddate", "augdt"),
    "paid_amount": ("amountpaid", "paidamount", "settledamount"),
    "kind": ("documenttype", "doctype", "type", "blart"),
    "entity": ("companycode", "businesscode", "bukrs", "legalentity"),
}
# A kind column of another system's codes would make every row impossible: it is never suggested, only named.
_NEVER_GUESSED = frozenset({"kind"})


def _folded(header: str) -> str:
    return re.sub(r"[^a-z0-9]", "", header.lower())


def parse_map(entries: Sequence[str]) -> ColumnMap:
    """Reads ``table.role=column`` (``documents.`` may be left out); a role given twice keeps both, in order.

    >>> parse_map(["customer=cust", "documents.id=year", "id=number"])
    {'documents': {'customer': ['cust'], 'id': ['year', 'number']}}

    :raises ValueError: when an entry has no ``=`` or an empty side.
    """
    result: ColumnMap = {}
    for entry in entries:
        left, equals, column = entry.partition("=")
        table, _, role = left.rpartition(".")
        if not equals or not role.strip() or not column:
            raise ValueError(
                f"--map {entry!r}: expected ROLE=COLUMN or TABLE.ROLE=COLUMN, such as customer=cust"
            )
        result.setdefault(table.strip() or "documents", {}).setdefault(role.strip(), []).append(column)
    return result


def suggest(headers: Iterable[str], stated: dict[str, list[str]]) -> dict[str, str]:
    """Roles of the documents table that unmapped headers of common exports suggest: role -> column.

    A role whose canonical column is there, or that the user stated, gets no suggestion; nor does a header used already.

    >>> suggest(["cust", "clear_date", "amount"], {})
    {'customer': 'cust', 'paid_date': 'clear_date'}
    """
    names = list(headers)
    taken = {column for columns in stated.values() for column in columns}
    folded = {_folded(name): name for name in reversed(names) if name not in taken}
    found: dict[str, str] = {}
    for role, spellings in _SUGGESTIONS.items():
        if role in stated or role in names or role in _NEVER_GUESSED:
            continue
        for spelling in (_folded(role), *spellings):
            if spelling in folded and folded[spelling] not in found.values():
                found[role] = folded[spelling]
                break
    return found


def as_arguments(suggestion: dict[str, str]) -> str:
    """The suggestion as the options that would state it."""
    return " ".join(f"--map {role}={column}" for role, column in suggestion.items())
