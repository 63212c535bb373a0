"""The books of a ledger as known on a day, and paid invoices as docs/methods/behaviour.md, 1 and 2, say. Amounts are minor units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import kpis
import model

INVOICES = ("invoice", "debit_note")


@dataclass
class Options:
    last: tuple = (3, 10, 50)
    days: tuple = (365,)
    segment: str | None = None
    shrink: bool = False
    shrink_weight: int = 5
    exclude_disputed: bool = False
    grace: int = 0
    clock: str = "latest"
    known_at: date | None = None
    known_at_as_of: bool = False

    def known(self, day: date) -> date | None:
        return day if self.known_at_as_of else self.known_at


@dataclass
class Paid:
    document: model.Document
    closed: date
    days_late: int
    amount: int
    part_paid: bool
    short_paid: bool
    with_discount: bool

    @property
    def order(self):
        return (
            self.closed,
            self.days_late,
            self.amount,
            self.part_paid,
            self.short_paid,
            self.with_discount,
        )


def is_payment(document) -> bool:
    return document is not None and document.kind in kpis.PAYMENTS and document.amount < 0


def is_invoice(document) -> bool:
    return document.kind in INVOICES and document.amount > 0


def due_date(document) -> date:
    if document.instalments and sum(part.amount for part in document.instalments) == document.amount:
        return max(part.due_date for part in document.instalments)
    return document.due_date or document.issue_date


class Known:
    """The books of a ledger as known on a day: documents, and what takes effect on each of them when."""

    def __init__(self, ledger, known_at, clock):
        self.ledger, self.known_at, self.clock = ledger, known_at, clock
        self.documents = kpis.kept(ledger, known_at)
        self.effects = {d: [] for d in self.documents}  # (day, amount taken, the other side)
        for a in ledger.applications:
            if known_at is not None and a.recorded_on is not None and a.recorded_on > known_at:
                continue
            debit, credit = (ledger.resolve(side, known_at) for side in (a.debit, a.credit))
            day = model.counting_date(a, debit, credit, clock)
            if day is None:
                continue
            for side, other, amount in ((debit, credit, a.amount), (credit, debit, a.credit_amount)):
                if side is not None:
                    self.effects[side].append((max(day, side.posting_date), amount, other))
        self.disputes = []
        for dispute in ledger.disputes:
            if known_at is not None and dispute.recorded_on is not None and dispute.recorded_on > known_at:
                continue
            document = ledger.resolve(dispute.chain, known_at)
            if document is not None and document.is_debit:
                self.disputes.append((dispute, document))

    def account(self, customer, currency) -> list:
        return [d for d in self.documents if (d.customer, d.currency) == (customer, currency)]

    def closed_on(self, document, day) -> date | None:
        """The first day of the last unbroken run of closed days up to `day`."""
        found = None
        moves = {when for when, _, _ in self.effects[document] if when <= day}
        for when in sorted(moves):
            applied = sum(amount for other, amount, _ in self.effects[document] if other <= when)
            if document.amount - applied > 0:
                found = None
            elif found is None:
                found = when
        return found

    def paid(self, document, day, options: Options) -> Paid | None:
        if not is_invoice(document) or document.posting_date > day:
            return None
        closed = self.closed_on(document, day)
        if closed is None:
            return None
        until = [(when, amount, credit) for when, amount, credit in self.effects[document] if when <= closed]
        payments = [(when, amount) for when, amount, credit in until if is_payment(credit)]
        discounts = sum(
            amount for _, amount, credit in until if credit is not None and credit.kind == "discount"
        )
        received = sum(amount for _, amount in payments)
        is_disputed = any(of is document and dispute.opened <= closed for dispute, of in self.disputes)
        if received <= 0 or (options.exclude_disputed and is_disputed):
            return None
        return Paid(
            document,
            closed,
            (closed - due_date(document)).days,
            document.amount,
            len({when for when, amount in payments if amount > 0}) > 1,
            received + discounts < document.amount,
            discounts > 0,
        )

    def paid_invoices(self, documents, day, options: Options) -> list:
        found = (self.paid(document, day, options) for document in documents)
        return sorted((each for each in found if each is not None), key=lambda each: each.order)

    def balance(self, documents, day) -> int:
        total = 0
        for document in documents:
            if document.posting_date <= day:
                applied = sum(amount for when, amount, _ in self.effects[document] if when <= day)
                total += document.amount - (applied if document.is_debit else -applied)
        return total
