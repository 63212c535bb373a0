"""Behaviour of customers from docs/methods/behaviour.md alone, each figure looked up anew for each account and date.

Read are the ledger as model.py reads it, and promises as further_kpis.py decides them. Amounts are minor units; means and
shares are fractions until the end."""

from __future__ import annotations

import random
from calendar import monthrange
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import sqrt

import further_kpis
import kpis
import model
from random_ledgers import FIRST, Case

DAY = timedelta(days=1)
INVOICES = ("invoice", "debit_note")
SHRUNK = (
    "days_late_mean",
    "days_late_weighted",
    "late_share",
    "late_30_share",
    "part_paid_share",
    "short_paid_share",
    "discount_share",
)


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


# ---- random ledgers in which most invoices are paid ------------------------------------------------------------------


def paying_case(seed: int) -> Case:
    """Paid in parts, late, short, with discounts; returned payments, credit notes, disputes; some of it recorded late."""
    rng = random.Random(f"paying {seed}")
    case = Case(seed, [], id_width=1, currency="EUR")
    case.has_versions = rng.random() < 0.4
    for number in range(rng.randint(4, 18)):
        add_invoice(rng, case, number, rng.choice(["ann", "ann", "ann", "bob"]))
    return case


def late(rng, day: date) -> date | None:
    return day + timedelta(days=rng.choice([0, 1, 10, 40])) if rng.random() < 0.25 else None


def add_document(rng, case, customer, kind, day, minor, due=None) -> tuple:
    identifier = (f"d{len(case.documents)}",)
    dims = {"region": rng.choice(["a", "B", "b", None]), "floor": rng.choice([2, 10, None])}
    posting = day + timedelta(days=rng.randint(-2, 6)) if rng.random() < 0.25 else None
    row = {"customer": customer, "kind": kind, "issue_date": day, "posting_date": posting, "due_date": due}
    row |= {"amount": model_cell(minor), "currency": "EUR", "entity": None, "recorded_on": late(rng, day)}
    case.documents.append(row | {"dims": dims, "dates": {"reaged": None}, "id": identifier})
    return identifier


def model_cell(minor: int):
    return str(minor // 100) + f".{minor % 100:02d}" if minor >= 0 else "-" + model_cell(-minor)


def apply(rng, case, credit, debit, minor, day, instalment=None) -> None:
    row = {"credit_id": credit, "debit_id": debit, "instalment": instalment, "amount": model_cell(minor)}
    row |= {"credit_amount": None, "applied_on": day, "recorded_on": late(rng, day)}
    case.applications.append(row)


def add_invoice(rng, case, number: int, customer: str) -> None:
    issue = FIRST + timedelta(days=rng.choice([rng.randint(0, 160), 7 * number]))
    minor = rng.choice([1000, 1000, rng.randint(1, 400), rng.randint(1, 10**6)])
    due = issue + timedelta(days=rng.choice([0, 10, 30])) if rng.random() < 0.9 else None
    invoice = add_document(
        rng, case, customer, rng.choice(["invoice", "invoice", "debit_note", None]), issue, minor, due
    )
    if minor > 2 and rng.random() < 0.2:
        for part, size in enumerate((minor // 3, minor - minor // 3), 1):
            day = issue + timedelta(days=rng.choice([5, 20, 45]))
            case.instalments.append(
                {"document_id": invoice, "number": part, "due_date": day, "amount": model_cell(size)}
            )
    if rng.random() < 0.25:
        opened = issue + timedelta(days=rng.randint(0, 40))
        closed = opened + timedelta(days=rng.randint(0, 30)) if rng.random() < 0.6 else None
        size = None if rng.random() < 0.4 else model_cell(rng.randint(1, minor))
        dispute = {"document_id": invoice, "amount": size, "opened": opened, "closed": closed}
        case.disputes.append(dispute | {"recorded_on": late(rng, opened)})
    left, day = minor, issue
    for _ in range(rng.choice([0, 1, 1, 1, 2, 3])):
        day += timedelta(days=rng.randint(0, 40))
        size = left if rng.random() < 0.7 else rng.randint(1, max(1, left))
        if left <= 0:
            break
        kind = rng.choice(["payment"] * 6 + ["discount", "credit_note", "write_off", None])
        more = rng.choice([0, 0, 0, 50])
        credit = add_document(rng, case, customer if rng.random() < 0.95 else "bob", kind, day, -size - more)
        apply(rng, case, credit, invoice, size, day + timedelta(days=rng.choice([0, 0, 0, 3, -2])))
        left -= size
        if rng.random() < 0.12:  # the payment comes back
            day += timedelta(days=rng.randint(0, 12))
            apply(rng, case, credit, invoice, -size, day)
            returned = add_document(rng, case, customer, "payment_return", day, size)
            apply(rng, case, credit, returned, size, day)
            left += size
    if case.has_versions and rng.random() < 0.2:
        row = next(row for row in case.documents if row["id"] == invoice)
        again = {**row, "recorded_on": (row["recorded_on"] or issue) + timedelta(days=rng.randint(1, 40))}
        again["due_date"] = issue + timedelta(days=14)
        again["posting_date"] = rng.choice([row["posting_date"], issue + timedelta(days=3)])
        again["amount"] = rng.choice([row["amount"], model_cell(minor + rng.choice([1, 300]))])
        case.documents.append(again)


def random_promises(rng, ledger, cell) -> list:
    """`cell` makes of minor units and a currency what the ledger's tables hold."""
    rows, documents = [], list(ledger.chain_of_id)
    customers = sorted({d.customer for d in ledger.documents}, key=str)
    codes = sorted({d.currency for d in ledger.documents})
    for _ in range(rng.randint(0, 8)):
        made = FIRST + timedelta(days=rng.randint(0, 150))
        row = {"document_id": None, "customer": rng.choice(customers), "currency": rng.choice(codes)}
        if documents and rng.random() < 0.6:
            row["document_id"] = rng.choice(documents[:8])
            of_document = ledger.chain_of_id[row["document_id"]].at(None)
            row["customer"], row["currency"] = of_document.customer, of_document.currency
        row["minor"] = None if rng.random() < 0.2 else rng.choice([0, 50, 100, 900, 1000])
        row["amount"] = cell(row["minor"], row["currency"])
        row["promised_on"] = made
        row["due_date"] = made + timedelta(days=rng.choice([-1, 0, 5, 10, 30]))
        row["recorded_on"] = late(rng, made)
        rows.append(row)
        if rng.random() < 0.3:  # a plan, or the same promise once more
            rows.append({**row, "due_date": row["due_date"] + timedelta(days=rng.choice([0, 15]))})
    return rows
