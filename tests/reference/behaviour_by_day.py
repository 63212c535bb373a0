"""Behaviour of customers from docs/methods/behaviour.md alone, each figure looked up anew for each account and date.

Read are the ledger as model.py reads it, and promises as further_kpis.py decides them. Amounts are minor units; means and
shares are fractions until the end."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from math import sqrt

import further_kpis
import kpis
import model
from known_books import Known, Options, due_date, is_invoice, is_payment
from random_ledgers import FIRST

DAY = timedelta(days=1)
SHRUNK = (
    "days_late_mean",
    "days_late_weighted",
    "late_share",
    "late_30_share",
    "part_paid_share",
    "short_paid_share",
    "discount_share",
)


# ---- figures ---------------------------------------------------------------------------------------------------------


def ratio(above, below) -> float | None:
    return None if below <= 0 else float(Fraction(above, below))


def of_paid(paid: list) -> dict:
    n, late = len(paid), [each.days_late for each in paid]
    amounts = sum(each.amount for each in paid)
    by_size, middle = sorted(late), n // 2
    median = None
    if n:
        median = Fraction(
            by_size[middle] if n % 2 else by_size[middle - 1] + by_size[middle], 1 if n % 2 else 2
        )
    spread = slope = None
    if n > 1:
        spread = sqrt(Fraction(n * sum(d * d for d in late) - sum(late) ** 2, n * (n - 1)))
        weighted = sum(i * d for i, d in enumerate(late))
        slope = float(Fraction(6 * (2 * weighted - (n - 1) * sum(late)), n * (n * n - 1)))
    return {
        "paid_invoices": n,
        "days_late_mean": ratio(sum(late), n),
        "days_late_weighted": ratio(sum(each.amount * each.days_late for each in paid), amounts),
        "days_late_median": None if median is None else float(median),
        "days_late_min": min(late, default=None),
        "days_late_max": max(late, default=None),
        "days_late_deviation": spread,
        "days_late_trend": slope,
        "late_share": ratio(sum(d > 0 for d in late), n),
        "late_30_share": ratio(sum(d > 30 for d in late), n),
        "part_paid_share": ratio(sum(each.part_paid for each in paid), n),
        "short_paid_share": ratio(sum(each.short_paid for each in paid), n),
        "discount_share": ratio(sum(each.with_discount for each in paid), n),
    }


def paid_windows(paid: list, day: date, options: Options) -> dict:
    found = {"": paid}
    found |= {f"_last_{n}": paid[-n:] for n in options.last}
    return found | {f"_{d}d": [each for each in paid if each.closed > day - d * DAY] for d in options.days}


def months_on_book(first: date, day: date) -> int:
    months = 0
    while True:
        year, month = divmod(first.year * 12 + first.month - 1 + months + 1, 12)
        if date(year, month + 1, min(first.day, monthrange(year, month + 1)[1])) > day:
            return months
        months += 1


def of_open_book(known: Known, customer, currency, day: date, options: Options) -> dict:
    books = model.open_books(known.ledger, day, clock=options.clock, known_at=known.known_at)
    items = [i for i in books.items if (i.document.customer, i.document.currency) == (customer, currency)]
    above = [i for i in items if i.open > 0]
    rows = []
    for item in above:
        left = item.open - (item.disputed if options.exclude_disputed else 0)
        due = item.document.posting_date if item.excess else item.due_date or item.document.issue_date
        if left > 0:
            rows.append(((day - due).days, left))
    overdue = [(days, left) for days, left in rows if days > 0]
    disputed = sum(i.disputed for i in items)
    return {
        "balance": sum(i.open for i in items),
        "open_items": len(rows),
        "open_amount": sum(left for _, left in rows),
        "unapplied": sum(i.open for i in items if i.open < 0),
        "overdue_items": len(overdue),
        "overdue_amount": sum(left for _, left in overdue),
        "oldest_overdue_days": max((days for days, _ in overdue), default=None),
        "open_days_late_weighted": ratio(
            sum(days * left for days, left in rows), sum(left for _, left in rows)
        ),
        "disputed_amount": disputed,
        "disputed_share": ratio(disputed, sum(i.open for i in above)),
    }


def of_flows(known: Known, own: list, begin: date, day: date, kept: Counter, broken: Counter) -> dict:
    """From `begin` to `day`; of high balances from the first posting on."""
    window = [d for d in own if begin <= d.posting_date <= day]
    payments = sum(is_payment(d) for d in window)
    returns = sum(d.kind == "payment_return" for d in window)
    invoiced = sum(d.amount for d in window if is_invoice(d))
    credited = -sum(d.amount for d in window if d.kind == "credit_note")
    first = min((d.posting_date for d in own if d.posting_date <= day), default=None)
    disputes = [max(dispute.opened, d.posting_date) for dispute, d in known.disputes if d in own]
    good, bad = (
        sum(count for when, count in sums.items() if begin <= when <= day) for sums in (kept, broken)
    )
    highest = None
    if first is not None:
        days = (day - max(begin, first)).days + 1
        highest = max(known.balance(own, day - back * DAY) for back in range(days))
    return {
        "payments": payments,
        "payment_returns": returns,
        "payment_return_share": ratio(returns, payments),
        "invoices": sum(is_invoice(d) for d in window),
        "invoiced": invoiced,
        "credited": credited,
        "credit_note_share": ratio(credited, invoiced),
        "high_balance": highest,
        "disputes": sum(begin <= opened <= day for opened in disputes),
        "promises_kept": good,
        "promises_broken": bad,
        "promise_broken_share": ratio(bad, good + bad),
    }


def promises_decided(ledger, promises: list, known_at, options: Options) -> tuple[dict, dict, int]:
    """By account the days on which promises were kept and broken, and how many are left out. What is left out here stands in no
    plan and supersedes nothing, as what is left out there."""
    rows, late = [], 0
    for row in promises:
        document = None
        if row["document_id"] is not None:
            document = ledger.resolve(ledger.chain_of_id[row["document_id"]], known_at)
        deadline = row["due_date"] + options.grace * DAY
        is_late = (
            document is not None and document.posting_date > deadline and further_kpis.is_known(row, known_at)
        )
        late += (
            is_late
            and further_kpis.standing(ledger, [row], date.max, ("customer",), options.clock, known_at)[1] == 0
        )
        rows += [] if is_late else [row]
    kept, broken, left_out = {}, {}, 0
    deadlines = {row["due_date"] + options.grace * DAY for row in rows}
    books = {"clock": options.clock, "known_at": known_at, "grace": options.grace}
    for day in deadlines | {FIRST}:
        sums, left_out = further_kpis.promises(ledger, rows, day, day, date.max, ("customer",), **books)
        for ((customer,), currency), parts in sums.items():
            kept.setdefault((customer, currency), Counter())[day] += parts["promises_kept"]
            broken.setdefault((customer, currency), Counter())[day] += (
                parts["promises"] - parts["promises_kept"]
            )
    # what is both left out there and late is counted once
    both = sum(
        further_kpis.standing(ledger, [row], date.max, ("customer",), options.clock, known_at)[1]
        for row in promises
        if row not in rows
    )
    return kept, broken, left_out + late + both


class Behaviour:
    """Answers for one ledger; what is known on a day is read once."""

    def __init__(self, ledger, promises: list, options: Options):
        self.ledger, self.promises, self.options = ledger, promises, options
        self.cache: dict = {}
        self.pools: dict = {}

    def known(self, day: date):
        known_at = self.options.known(day)
        if known_at not in self.cache:
            known = Known(self.ledger, known_at, self.options.clock)
            self.cache[known_at] = known, promises_decided(self.ledger, self.promises, known_at, self.options)
        return self.cache[known_at]

    def features(self, customer, currency, day: date, segment=None) -> dict:
        options = self.options
        known, (kept, broken, _) = self.known(day)
        own = known.account(customer, currency)
        posted = [d for d in own if d.posting_date <= day]
        postings = [d.posting_date for d in posted if is_payment(d)]
        disputes = [dispute for dispute, d in known.disputes if d in posted]
        paid = known.paid_invoices(own, day, options)
        first = min((d.posting_date for d in posted), default=None)
        found = {"months_on_book": None if first is None else months_on_book(first, day)}
        found |= of_open_book(known, customer, currency, day, options)
        found["disputes_open"] = sum(
            dispute.opened <= day and (dispute.closed is None or dispute.closed > day) for dispute in disputes
        )
        found["days_since_payment"] = (day - max(postings)).days if postings else None
        found["days_late_last"] = paid[-1].days_late if paid else None
        windows = paid_windows(paid, day, options)
        for suffix, of_window in windows.items():
            found |= {name + suffix: value for name, value in of_paid(of_window).items()}
        sums = [sums.get((customer, currency), Counter()) for sums in (kept, broken)]
        flows = {"": of_flows(known, own, date.min, day, *sums)}
        for d in options.days:
            flows[f"_{d}d"] = of_flows(known, own, day - (d - 1) * DAY, day, *sums)
            before = of_flows(known, own, day - (2 * d - 1) * DAY, day - d * DAY, *sums)["invoiced"]
            found[f"order_growth_{d}d"] = ratio(flows[f"_{d}d"]["invoiced"] - before, before)
        for suffix, of_window in flows.items():
            found |= {name + suffix: value for name, value in of_window.items()}
        if options.shrink:
            for suffix, of_window in windows.items():
                found |= self.shrunk(suffix, of_window, day, currency, segment)
        return found

    # ---- shrinkage

    def pool(self, day: date, currency, suffix: str) -> list:
        """Paid invoices of all accounts: of a number of invoices those of all days."""
        key = day, currency
        if key not in self.pools:
            known, _ = self.known(day)
            documents = [d for d in known.documents if d.currency == currency]
            self.pools[key] = known.paid_invoices(documents, day, self.options)
        windows = paid_windows(self.pools[key], day, self.options)
        return windows[""] if suffix.startswith("_last") else windows[suffix]

    def of_segment(self, paid: list, segment) -> list:
        return [each for each in paid if each.document.dims[self.options.segment] == segment]

    def shrunk(self, suffix, own: list, day, currency, segment) -> dict:
        k, n = float(self.options.shrink_weight), float(len(own))
        everyone = self.pool(day, currency, suffix)
        members = self.of_segment(everyone, segment) if self.options.segment else []
        whole, part, mine = of_paid(everyone), of_paid(members), of_paid(own)
        m = float(len(members))
        found = {}
        for name in SHRUNK:
            parent = whole[name]
            if m and part[name] is not None and m + k > 0:
                parent = (m * part[name] + k * whole[name]) / (m + k)
            value = parent
            if n:
                value = (n * mine[name] + k * parent) / (n + k)
            found[f"{name}{suffix}_shrunk"] = value if everyone else None
        return found

    # ---- tables

    def customer_table(self, days: list) -> list:
        rows = []
        for day in days:
            known, _ = self.known(day)
            accounts = {(d.customer, d.currency) for d in known.documents if d.posting_date <= day}
            for customer, currency in sorted(accounts, key=lambda key: (model.key_order(key[:1]), key[1])):
                segment = self.segment_of(known, customer, currency, day)
                row = {"as_of": day, "customer": customer, "currency": currency}
                row |= {self.options.segment: segment} if self.options.segment else {}
                rows.append(row | self.features(customer, currency, day, segment))
        return rows

    def segment_of(self, known: Known, customer, currency, day):
        if self.options.segment is None:
            return None
        posted = [d for d in known.account(customer, currency) if d.posting_date <= day]
        last = max(d.posting_date for d in posted)
        values = [d.dims[self.options.segment] for d in posted if d.posting_date == last]
        return min(values, key=lambda value: model.key_order((value,)))

    def invoice_table(self) -> list:
        rows = []
        documents = [d for d in kpis.kept(self.ledger, self.options.known_at) if is_invoice(d)]
        documents.sort(key=lambda d: (model.key_order((d.customer,)), d.issue_date, d.row))
        for d in documents:
            day = min(d.issue_date, d.posting_date) - DAY
            due = due_date(d)
            row = {"customer": d.customer, "currency": d.currency, "kind": d.kind, "issue_date": d.issue_date}
            row |= {
                "due_date": due,
                "as_of": day,
                "amount": d.amount,
                "terms_days": (due - d.issue_date).days,
            }
            row |= {"source_row": d.row}
            segment = d.dims[self.options.segment] if self.options.segment else None
            row |= {self.options.segment: segment} if self.options.segment else {}
            row |= self.features(d.customer, d.currency, day, segment)
            known, _ = self.known(day)
            paid = known.paid_invoices(known.account(d.customer, d.currency), day, self.options)
            for suffix, of_window in paid_windows(paid, day, self.options).items():
                amounts = sum(each.amount for each in of_window)
                row[f"relative_amount{suffix}"] = ratio(d.amount * len(of_window), amounts)
            rows.append(row)
        return rows

    def parents(self, days: list) -> list:
        """(as_of, segment or None for the portfolio, is portfolio, currency, window, n, features)."""
        rows = []
        for day in days:
            known, _ = self.known(day)
            for currency in sorted({d.currency for d in known.documents}):
                everyone = self.pool(day, currency, "")
                names = (
                    {each.document.dims[self.options.segment] for each in everyone}
                    if self.options.segment
                    else set()
                )
                groups = [(name, False) for name in sorted(names, key=lambda name: model.key_order((name,)))]
                for name, is_portfolio in [*groups, *([(None, True)] if everyone else [])]:
                    for suffix in (
                        "",
                        *(f"_{d}d" for d in self.options.days),
                    ):  # the last n have no like here
                        paid = self.pool(day, currency, suffix)
                        paid = paid if is_portfolio else self.of_segment(paid, name)
                        rows.append((day, name, is_portfolio, currency, suffix, of_paid(paid)))
        return rows
