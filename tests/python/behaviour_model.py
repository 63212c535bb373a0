"""Plain-Python model of the behaviour of customers, written from docs/methods/behaviour.md, invoice by invoice and day by day,
on top of the models of the ledger and of promises. Amounts are minor units, means exact fractions until the end."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import sqrt

import further_kpis
import model

INVOICES = ("invoice", "debit_note")
PAYMENTS = ("payment", "unclassified_credit")
SHRUNK = (
    "days_late_mean",
    "days_late_weighted",
    "late_share",
    "late_30_share",
    "part_paid_share",
    "short_paid_share",
    "discount_share",
)
DAY = timedelta(days=1)
EARLY = date(1900, 1, 1)


@dataclass
class Options:
    last: tuple = (3, 10, 50)
    days: tuple = (365,)
    clock: str = "latest"
    known_at: date | None = None
    known_at_as_of: bool = False
    exclude_disputed: bool = False
    grace: int = 0
    segment: str | None = None
    shrink: bool = False
    weight: int = 5

    def known_on(self, t: date) -> date | None:
        return t if self.known_at_as_of else self.known_at


@dataclass
class Paid:
    document: model.Document
    closed: date
    late: int
    part_paid: bool
    short_paid: bool
    discount: bool

    @property
    def amount(self) -> int:
        return self.document.amount

    @property
    def order(self) -> tuple:
        return self.closed, self.late, self.amount, self.part_paid, self.short_paid, self.discount


def share(part, whole):
    return float(Fraction(part, whole)) if whole > 0 else None


def due_date(d: model.Document, known_at, ledger) -> date:
    if d.instalments and sum(i.amount for i in d.instalments) == d.amount and is_settled(ledger, d, known_at):
        return max(i.due_date for i in d.instalments)
    return d.due_date or d.issue_date


def is_settled(ledger, d, known_at) -> bool:
    return d.is_opposite or ledger.chain_of[d].at(known_at) is d


def is_payment(d) -> bool:
    return d.kind in PAYMENTS and d.amount < 0


def is_invoice(d) -> bool:
    return d.kind in INVOICES and d.amount > 0


def kept(ledger, known_at) -> list:
    return [d for d in ledger.documents if ledger.state(d, known_at) == "kept"]


class Behaviour:
    def __init__(self, ledger, promises, options: Options) -> None:
        self.ledger, self.promises, self.options = ledger, promises, options
        self._books, self._effects, self._paid = {}, {}, {}

    # --- what is known --------------------------------------------------------------------------------------------

    def books(self, t: date, known_at) -> list:
        key = t, known_at
        if key not in self._books:
            self._books[key] = model.open_books(
                self.ledger, t, clock=self.options.clock, known_at=known_at
            ).items
        return self._books[key]

    def effects(self, known_at) -> list:
        """(debit, credit, day by the clock, application), a side that is not known being None."""
        if known_at not in self._effects:
            found = []
            for a in self.ledger.applications:
                if known_at is not None and a.recorded_on is not None and a.recorded_on > known_at:
                    continue
                debit = self.ledger.resolve(a.debit, known_at)
                credit = self.ledger.resolve(a.credit, known_at)
                day = model.counting_date(a, debit, credit, self.options.clock)
                if day is not None:
                    found.append((debit, credit, day, a))
            self._effects[known_at] = found
        return self._effects[known_at]

    def effects_on(self, d, known_at) -> list:
        return [
            (max(day, d.posting_date), credit, a)
            for debit, credit, day, a in self.effects(known_at)
            if debit is d
        ]

    def was_disputed(self, d, by: date, known_at) -> bool:
        return any(
            self.ledger.resolve(x.chain, known_at) is d and x.opened <= by for x in self.disputes(known_at)
        )

    def disputes(self, known_at) -> list:
        return [
            x
            for x in self.ledger.disputes
            if known_at is None or x.recorded_on is None or x.recorded_on <= known_at
        ]

    # --- paid invoices --------------------------------------------------------------------------------------------

    def closed_on(self, d, t: date, known_at) -> date | None:
        effects = self.effects_on(d, known_at)
        closed = None
        for day in sorted({d.posting_date, *(day for day, _, _ in effects)}):
            if day > t:
                break
            rest = d.amount - sum(a.amount for when, _, a in effects if when <= day)
            closed = None if rest > 0 else closed or day
        return closed

    def paid(self, t: date, known_at) -> list[Paid]:
        key = t, known_at
        if key not in self._paid:
            found = [self.paid_invoice(d, t, known_at) for d in kept(self.ledger, known_at)]
            self._paid[key] = sorted((p for p in found if p), key=lambda p: p.order)
        return self._paid[key]

    def paid_invoice(self, d, t: date, known_at) -> Paid | None:
        if not is_invoice(d) or d.posting_date > t:
            return None
        closed = self.closed_on(d, t, known_at)
        if closed is None or (self.options.exclude_disputed and self.was_disputed(d, closed, known_at)):
            return None
        by_kind = {"payments": 0, "discount": 0}
        payment_days = set()
        for day, credit, a in self.effects_on(d, known_at):
            if day > closed or credit is None:
                continue
            if is_payment(credit):
                by_kind["payments"] += a.amount
                payment_days |= {day} if a.amount > 0 else set()
            if credit.kind == "discount":
                by_kind["discount"] += a.amount
        if by_kind["payments"] <= 0:
            return None
        return Paid(
            d,
            closed,
            (closed - due_date(d, known_at, self.ledger)).days,
            len(payment_days) > 1,
            sum(by_kind.values()) < d.amount,
            by_kind["discount"] > 0,
        )

    def paid_windows(self, paid, t):
        yield "", paid
        for n in self.options.last:
            yield f"_last_{n}", paid[-n:]
        for length in self.options.days:
            yield f"_{length}d", [p for p in paid if p.closed > t - timedelta(days=length)]

    # --- features -------------------------------------------------------------------------------------------------

    def of_account(self, customer, currency, t: date, segment=None, invoice=None) -> dict | None:
        """None where nothing is in the books; for an invoice what is said of an account without history."""
        known_at = self.options.known_on(t)
        mine = [
            d
            for d in kept(self.ledger, known_at)
            if (d.customer, d.currency) == (customer, currency) and d.posting_date <= t
        ]
        if not mine and invoice is None:
            return None
        row = self.open_book(customer, currency, mine, t, known_at)
        paid = [
            p
            for p in self.paid(t, known_at)
            if (p.document.customer, p.document.currency) == (customer, currency)
        ]
        row["days_late_last"] = paid[-1].late if paid else None
        if self.options.segment and invoice is None:
            last = max(d.posting_date for d in mine)
            values = [d.dims[self.options.segment] for d in mine if d.posting_date == last]
            segment = min(values, key=lambda value: (value is None, value))
            row["segment"] = segment
        for suffix, window in self.paid_windows(paid, t):
            row |= {name + suffix: value for name, value in paid_features(window, invoice).items()}
            if self.options.shrink:
                row |= self.shrunk(window, currency, suffix, segment, t)
        row |= self.flows(customer, currency, mine, t, known_at)
        return row

    def open_book(self, customer, currency, mine, t, known_at) -> dict:
        items = [
            i
            for i in self.books(t, known_at)
            if (i.document.customer, i.document.currency) == (customer, currency)
        ]
        above = [i for i in items if i.open > 0]
        counted = []  # (open, days past due)
        for i in above:
            amount = i.open - (i.disputed if self.options.exclude_disputed else 0)
            due = i.document.posting_date if i.excess else i.due_date or i.document.issue_date
            if amount > 0:
                counted.append((amount, (t - due).days))
        overdue = [(amount, days) for amount, days in counted if days > 0]
        payments = [d.posting_date for d in mine if is_payment(d)]
        disputed = sum(i.disputed for i in above)
        return {
            "months_on_book": months(min(d.posting_date for d in mine), t) if mine else None,
            "balance": sum(i.open for i in items),
            "open_items": len(counted),
            "open_amount": sum(amount for amount, _ in counted),
            "unapplied": sum(i.open for i in items if i.open < 0),
            "overdue_items": len(overdue),
            "overdue_amount": sum(amount for amount, _ in overdue),
            "oldest_overdue_days": max((days for _, days in overdue), default=None),
            "open_days_late_weighted": share(
                sum(amount * days for amount, days in counted), sum(amount for amount, _ in counted)
            ),
            "disputes_open": sum(
                x.opened <= t and (x.closed is None or x.closed > t)
                for x, _ in self.my_disputes(mine, known_at)
            ),
            "disputed_amount": disputed,
            "disputed_share": share(disputed, sum(i.open for i in above)),
            "days_since_payment": (t - max(payments)).days if payments else None,
        }

    def my_disputes(self, mine, known_at) -> list:
        """(dispute, document) of debits in the books."""
        found = [(x, self.ledger.resolve(x.chain, known_at)) for x in self.disputes(known_at)]
        return [(x, d) for x, d in found if d is not None and d in mine and d.amount > 0]

    def flows(self, customer, currency, mine, t, known_at) -> dict:
        begin = min((d.posting_date for d in mine), default=None)
        row = {}
        for suffix, length in [("", None), *((f"_{length}d", length) for length in self.options.days)]:
            first = date.min if length is None else t - timedelta(days=length - 1)
            sums = self.flow_sums(customer, currency, mine, first, t, known_at)
            if length is not None:
                before = sum(
                    d.amount
                    for d in mine
                    if is_invoice(d) and first - timedelta(days=length) <= d.posting_date < first
                )
                sums["order_growth"] = share(sums["invoiced"] - before, before)
            sums["high_balance"] = None
            if begin is not None:
                sums["high_balance"] = max(
                    self.balance(customer, currency, day, known_at)
                    for day in self.days_of_change(customer, currency, max(first, begin), t, known_at)
                )
            row |= {name + suffix: value for name, value in sums.items()}
        return row

    def flow_sums(self, customer, currency, mine, first, t, known_at) -> dict:
        inside = [d for d in mine if d.posting_date >= first]
        payments = sum(is_payment(d) for d in inside)
        returns = sum(d.kind == "payment_return" for d in inside)
        invoiced = sum(d.amount for d in inside if is_invoice(d))
        credited = -sum(d.amount for d in inside if d.kind == "credit_note")
        kept_promises, broken = self.promises_decided(customer, currency, first, t, known_at)
        return {
            "payments": payments,
            "payment_returns": returns,
            "payment_return_share": share(returns, payments),
            "invoices": sum(is_invoice(d) for d in inside),
            "invoiced": invoiced,
            "credited": credited,
            "credit_note_share": share(credited, invoiced),
            "disputes": sum(
                first <= max(x.opened, d.posting_date) <= t for x, d in self.my_disputes(mine, known_at)
            ),
            "promises_kept": kept_promises,
            "promises_broken": broken,
            "promise_broken_share": share(broken, kept_promises + broken),
        }

    def days_of_change(self, customer, currency, first, t, known_at):
        """The first day and those on which a balance can change."""
        days = {first}
        for debit, credit, day, _ in self.effects(known_at):
            days |= {max(day, d.posting_date) for d in (debit, credit) if d is not None}
        days |= {d.posting_date for d in kept(self.ledger, known_at)}
        return [day for day in days if first <= day <= t]

    def balance(self, customer, currency, t, known_at) -> int:
        return sum(
            i.open
            for i in self.books(t, known_at)
            if (i.document.customer, i.document.currency) == (customer, currency)
        )

    def standing_promises(self, known_at) -> tuple[list, int]:
        rows, late = [], 0
        for row in self.promises:
            chain = self.ledger.chain_of_id.get(row["document_id"]) if row["document_id"] else None
            d = self.ledger.resolve(chain, known_at) if chain else None
            if d is not None and d.posting_date > row["due_date"] + self.options.grace * DAY:
                late += further_kpis.is_known(row, known_at)
            else:
                rows.append(row)
        return rows, late

    def promises_decided(self, customer, currency, first, t, known_at) -> tuple[int, int]:
        rows, _ = self.standing_promises(known_at)
        first = max(first, EARLY)
        sums, _ = further_kpis.promises(
            self.ledger, rows, first, t, t, ("customer",),
            clock=self.options.clock, known_at=known_at, grace=self.options.grace,
        )  # fmt: skip
        mine = next((s for (group, code), s in sums.items() if (group[0], code) == (customer, currency)), {})
        made = mine.get("promises", 0)
        return mine.get("promises_kept", 0), made - mine.get("promises_kept", 0)

    def promises_left_out(self) -> int:
        rows, late = self.standing_promises(self.options.known_at)
        _, left_out = further_kpis.promises(
            self.ledger, rows, EARLY, EARLY, date(9999, 12, 1), ("customer",),
            clock=self.options.clock, known_at=self.options.known_at, grace=self.options.grace,
        )  # fmt: skip
        return left_out + late

    # --- shrinkage ------------------------------------------------------------------------------------------------

    def shrunk(self, window, currency, suffix, segment, t) -> dict:
        everybody = [p for p in self.paid(t, self.options.known_at) if p.document.currency == currency]
        if suffix.endswith("d"):
            everybody = [p for p in everybody if p.closed > t - timedelta(days=int(suffix[1:-1]))]
        name = self.options.segment
        likes = [p for p in everybody if name and p.document.dims[name] == segment]
        own, part, whole = paid_features(window), paid_features(likes), paid_features(everybody)
        k = float(self.options.weight)
        row = {}
        for feature in SHRUNK:
            parent = whole[feature]
            if part[feature] is not None:
                parent = (len(likes) * part[feature] + k * parent) / (len(likes) + k)
            if own[feature] is not None:
                parent = (len(window) * own[feature] + k * parent) / (len(window) + k)
            row[f"{feature}{suffix}_shrunk"] = parent
        return row

    # --- tables ---------------------------------------------------------------------------------------------------

    def accounts(self) -> list:
        return sorted(
            {(d.customer, d.currency) for d in self.ledger.documents}, key=lambda a: (str(type(a[0])), *a)
        )

    def customer_table(self, dates) -> list[dict]:
        rows = []
        for t in dates:
            for customer, currency in self.accounts():
                row = self.of_account(customer, currency, t)
                if row is not None:
                    rows.append({"as_of": t, "customer": customer, "currency": currency, **row})
        return rows

    def invoice_table(self) -> dict[int, dict]:
        """By source row."""
        rows = {}
        for d in kept(self.ledger, self.options.known_at):
            if not is_invoice(d) or d.is_opposite:
                continue
            t = min(d.issue_date, d.posting_date) - DAY
            due = due_date(d, self.options.known_at, self.ledger)
            segment = d.dims[self.options.segment] if self.options.segment else None
            rows[d.row] = {
                "customer": d.customer,
                "currency": d.currency,
                "kind": d.kind,
                "issue_date": d.issue_date,
                "due_date": due,
                "as_of": t,
                "amount": d.amount,
                "terms_days": (due - d.issue_date).days,
                **self.of_account(d.customer, d.currency, t, segment, d),
            }
            if self.options.segment:
                rows[d.row]["segment"] = segment
        return rows


def months(first: date, t: date) -> int:
    count = (t.year - first.year) * 12 + t.month - first.month
    reached = min(first.day, calendar.monthrange(t.year, t.month)[1])
    return count if t.day >= reached else count - 1


def paid_features(window, invoice=None) -> dict:
    n = len(window)
    late = [p.late for p in window]
    ordered = sorted(late)
    amount = sum(p.amount for p in window)
    row = {
        "paid_invoices": n,
        "days_late_mean": share(sum(late), n),
        "days_late_weighted": share(sum(p.amount * p.late for p in window), amount),
        "days_late_median": share(ordered[(n - 1) // 2] + ordered[n // 2], 2) if n else None,
        "days_late_min": min(late, default=None),
        "days_late_max": max(late, default=None),
        "days_late_deviation": None,
        "days_late_trend": None,
        "late_share": share(sum(d > 0 for d in late), n),
        "late_30_share": share(sum(d > 30 for d in late), n),
        "part_paid_share": share(sum(p.part_paid for p in window), n),
        "short_paid_share": share(sum(p.short_paid for p in window), n),
        "discount_share": share(sum(p.discount for p in window), n),
    }
    if n > 1:
        mean = Fraction(sum(late), n)
        row["days_late_deviation"] = sqrt(float(sum((d - mean) ** 2 for d in late) / (n - 1)))
        middle = Fraction(n - 1, 2)
        slope = sum((i - middle) * (d - mean) for i, d in enumerate(late)) / sum(
            (i - middle) ** 2 for i in range(n)
        )
        row["days_late_trend"] = float(slope)
    if invoice is not None:
        row["relative_amount"] = share(invoice.amount * n, amount)
    return row
