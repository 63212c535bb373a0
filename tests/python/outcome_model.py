"""Plain-Python reading of docs/methods/outcome.md, day by day, on top of the model of the ledger. Amounts are minor units."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import model

DAY = timedelta(days=1)
LAST = date.max


@dataclass
class Options:
    days_past_due: int = 90
    window: int = 12
    window_unit: str = "months"
    count_write_offs: bool = True
    materiality: dict[str, int] = field(default_factory=dict)  # by currency; empty = 0
    share: Fraction = Fraction(0)
    exclude_disputed: bool = True
    exclude_already_bad: bool = True
    exclude_no_exposure: bool = True
    end_of_data: date | None = None
    clock: str = "latest"
    known_at: date | None = None


def window_end(begin: date, options: Options) -> date:
    if options.window_unit == "days":
        return begin + options.window * DAY
    month = begin.month - 1 + options.window
    year, month = begin.year + month // 12, month % 12 + 1
    return date(year, month, min(begin.day, calendar.monthrange(year, month)[1]))


class Outcomes:
    def __init__(self, ledger: Any, options: Options) -> None:
        self.ledger, self.options = ledger, options
        self.documents = [d for d in ledger.documents if ledger.state(d, options.known_at) == "kept"]
        self.books: dict[date, list[Any]] = {}
        self.end_of_data = options.end_of_data or self.last_dated()

    def applications(self) -> list[Any]:
        known_at = self.options.known_at
        return [
            a
            for a in self.ledger.applications
            if known_at is None or a.recorded_on is None or a.recorded_on <= known_at
        ]

    def last_dated(self) -> date:
        days = [d.posting_date for d in self.documents] + [a.applied_on for a in self.applications()]
        return min(max(days), self.options.known_at or LAST)

    # ---- what is open

    def items(self, t: date) -> list[tuple[Any, int, int, date]]:
        """(document, open, what counts of it, due day) of everything open above 0 at the end of t."""
        if t not in self.books:
            books = model.open_books(self.ledger, t, clock=self.options.clock, known_at=self.options.known_at)
            self.books[t] = [
                (
                    item.document,
                    item.open,
                    item.open - (item.disputed if self.options.exclude_disputed else 0),
                    item.due_date or item.document.issue_date,
                )
                for item in books.items
                if item.open > 0
            ]
        return self.books[t]

    def threshold(self, currency: str, exposure: int) -> int:
        part = exposure * self.options.share
        return max(self.options.materiality.get(currency, 0), part.numerator // part.denominator)

    def past_due(self, mine: list[Any], t: date, currency: str, exposure: int | None) -> tuple[int, int]:
        limit = self.options.days_past_due
        overdue = sum(counted for _, _, counted, due in mine if (t - due).days >= limit)
        if exposure is None:
            exposure = sum(counted for _, _, counted, _ in mine)
        return overdue, self.threshold(currency, exposure)

    # ---- what is written off: (day, amount)

    def write_offs_of_account(self, key: Any) -> list[tuple[date, int]]:
        return [
            (d.posting_date, -d.amount)
            for d in self.documents
            if (d.customer, d.currency) == key and d.kind == "write_off" and d.amount < 0
        ]

    def write_offs_of_invoice(self, invoice: Any) -> list[tuple[date, int]]:
        found = []
        for a in self.applications():
            debit, credit = (self.ledger.resolve(side, self.options.known_at) for side in (a.debit, a.credit))
            if debit is not invoice or credit is None or credit.kind != "write_off":
                continue
            day = model.counting_date(a, debit, credit, self.options.clock)
            if day is not None:
                found.append((max(day, invoice.posting_date), a.amount))
        return found

    # ---- a window

    def judge(
        self, mine: Any, write_offs: list[Any], begin: date, end: date, currency: str, exposure: int | None
    ) -> dict[str, Any]:
        """`mine`(t): the items; the days begin < t <= end."""
        found: dict[str, Any] = {"bad": 0, "trigger": None, "bad_on": None, "past_due_amount": None}
        found |= {"threshold": None, "worst_days_past_due": 0, "written_off": 0}
        t = begin
        while t < end:
            t += DAY
            items = mine(t)
            late = [(t - due).days for _, _, counted, due in items if counted > 0]
            found["worst_days_past_due"] = max([found["worst_days_past_due"], *late])
            found["written_off"] += sum(amount for day, amount in write_offs if day == t)
            overdue, threshold = self.past_due(items, t, currency, exposure)
            is_written_off = self.options.count_write_offs and found[
                "written_off"
            ] > self.options.materiality.get(currency, 0)
            if found["bad"] or not (overdue > threshold or is_written_off):
                continue
            found |= {"bad": 1, "bad_on": t, "past_due_amount": overdue, "threshold": threshold}
            found["trigger"] = "days_past_due" if overdue > threshold else "written_off"
        return found

    def excluded(self, reason: str) -> dict[str, Any]:
        names = ("bad", "trigger", "bad_on", "past_due_amount", "threshold", "worst_days_past_due")
        return dict.fromkeys((*names, "written_off")) | {"exclusion": reason}

    def account_rows(self, as_of: list[date]) -> list[dict[str, Any]]:
        rows = []
        for day in as_of:
            keys = {(d.customer, d.currency) for d in self.documents if d.posting_date <= day}
            for key in sorted(keys, key=lambda key: (model.key_order(key[:1]), key[1])):
                row = {"as_of": day, "customer": key[0], "currency": key[1]}
                rows.append(row | self.account_row(key, day))
        return rows

    def account_row(self, key: Any, day: date) -> dict[str, Any]:
        options, currency = self.options, key[1]
        end = window_end(day, options)
        where = {"window_end": end}
        if end > self.end_of_data:
            return where | self.excluded("window_incomplete")

        def mine(t: date) -> list[Any]:
            return [item for item in self.items(t) if (item[0].customer, item[0].currency) == key]

        overdue, threshold = self.past_due(mine(day), day, currency, None)
        if overdue > threshold and options.exclude_already_bad:
            return where | self.excluded("already_bad")
        found = self.judge(mine, self.write_offs_of_account(key), day, end, currency, None)
        was_open = any(mine(day + at * DAY) for at in range((end - day).days + 1))
        if not found["bad"] and not was_open and options.exclude_no_exposure:
            return where | self.excluded("no_exposure")
        return where | found | {"exclusion": None}

    def invoice_rows(self) -> list[dict[str, Any]]:
        invoices = [d for d in self.documents if d.kind in ("invoice", "debit_note") and d.amount > 0]
        invoices.sort(key=lambda d: (model.key_order((d.customer,)), d.issue_date, d.row))
        return [self.invoice_row(d) for d in invoices]

    def invoice_row(self, d: Any) -> dict[str, Any]:
        begin, end = min(d.issue_date, d.posting_date) - DAY, window_end(d.issue_date, self.options)
        parts = d.instalments if d.instalments and sum(i.amount for i in d.instalments) == d.amount else []
        dues = [i.due_date for i in parts] or [d.due_date or d.issue_date]
        row = {"customer": d.customer, "currency": d.currency, "kind": d.kind, "issue_date": d.issue_date}
        row |= {"due_date": max(dues), "as_of": begin, "amount": d.amount, "source_row": d.row}
        row["window_end"] = end
        if end > self.end_of_data:
            return row | self.excluded("window_incomplete")
        if min(dues) + self.options.days_past_due * DAY > end:
            return row | self.excluded("window_too_short")

        def mine(t: date) -> list[Any]:
            return [item for item in self.items(t) if item[0] is d]

        found = self.judge(mine, self.write_offs_of_invoice(d), begin, end, d.currency, d.amount)
        if not found["bad"] and d.posting_date > end:
            return row | self.excluded("no_exposure")
        return row | found | {"exclusion": None}
