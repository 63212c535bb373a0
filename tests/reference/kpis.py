"""Plain-Python reference of the key figures of a ledger, written from docs/methods/kpis.md and kpi_figures.md alone, on top of the
model of the ledger. Components are integers; figures are exact fractions of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from fractions import Fraction

import model

BALANCES = (
    "receivable", "debits", "open_items", "unapplied", "unapplied_items", "past_due", "past_due_items", "over_30", "over_60",
    "over_90", "open_days", "past_due_days", "unapplied_days", "disputed", "disputed_items",
)  # fmt: skip
SALES_KINDS = ("invoice", "debit_note", "credit_note")
PAID_KINDS = ("invoice", "debit_note")
PAYMENTS = ("payment", "unclassified_credit")


def key_of(document, by):
    return model.group_key(document, by), document.currency


def balances(ledger, day: date, by, *, clock, known_at) -> dict:
    """Components of the open items at the end of a day, by group and currency."""
    sums = defaultdict(Counter)
    for item in model.open_books(ledger, day, clock=clock, known_at=known_at).items:
        document, amount = item.document, item.open
        to = sums[key_of(document, by)]
        to["receivable"] += amount
        if amount < 0:
            to["unapplied"] += amount
            to["unapplied_items"] += 1
            to["unapplied_days"] += amount * (day - document.posting_date).days
            continue
        due = document.posting_date if item.excess else item.due_date or document.issue_date
        late = (day - due).days
        to["debits"] += amount
        to["open_items"] += 1
        to["open_days"] += amount * (day - document.issue_date).days
        if late > 0:
            to["past_due"] += amount
            to["past_due_items"] += 1
            to["past_due_days"] += amount * late
        for bound in (30, 60, 90):
            to[f"over_{bound}"] += amount if late > bound else 0
        to["disputed"] += item.disputed
        to["disputed_items"] += item.disputed > 0
    return sums


def kept(ledger, known_at) -> list:
    return [d for d in ledger.documents if ledger.state(d, known_at) == "kept"]


def posted(ledger, first: date, last: date, by, known_at) -> dict:
    """Signed amounts of the documents of a period by kind, and credit sales."""
    sums = defaultdict(Counter)
    for document in kept(ledger, known_at):
        if first <= document.posting_date <= last:
            sums[key_of(document, by)][document.kind] += document.amount
            if document.kind in SALES_KINDS:
                sums[key_of(document, by)]["sales"] += document.amount
    return sums


def settlements(ledger, *, clock, known_at) -> list:
    """(day, document, amount by instalment as (issue, due, amount)) of every payment of a sale."""
    found = []
    by_debit = defaultdict(list)
    for application in ledger.applications:
        if (
            known_at is not None
            and application.recorded_on is not None
            and application.recorded_on > known_at
        ):
            continue
        debit = ledger.resolve(application.debit, known_at)
        credit = ledger.resolve(application.credit, known_at)
        day = model.counting_date(application, debit, credit, clock)
        if day is None or debit is None or debit.kind not in PAID_KINDS or debit.amount <= 0:
            continue
        order = max([application.applied_on, debit.posting_date, *([credit.posting_date] if credit else [])])
        by_debit[debit].append((day, order, model.order_within_day(application), application, credit))
    for debit, rows in by_debit.items():
        applied, named = 0, defaultdict(int)
        before = open_by_instalment(debit, applied, named)
        for day, _, _, application, credit in sorted(rows, key=lambda row: row[:3]):
            applied += application.amount
            if application.instalment is not None:
                named[debit, application.instalment] += application.amount
            after = open_by_instalment(debit, applied, named)
            settled = [(due, before[number, due] - after[number, due]) for number, due in before]
            before = after
            if credit is not None and credit.kind in PAYMENTS:
                found.append((day, debit, application, settled))
    return found


def open_by_instalment(document, applied, named) -> dict:
    items = [item for item in model.document_items(document, applied, named) if not item.excess]
    return {(item.instalment, item.due_date or document.issue_date): item.open for item in items}


def paid(ledger, first, last, by, *, clock, known_at) -> dict:
    sums = defaultdict(Counter)
    for day, debit, application, settled in settlements(ledger, clock=clock, known_at=known_at):
        if not first <= max(day, debit.posting_date) <= last:
            continue
        to = sums[key_of(debit, by)]
        to["paid_items"] += -1 if application.amount < 0 else 1
        for due, amount in settled:
            to["paid"] += amount
            to["days_to_pay"] += amount * (day - debit.issue_date).days
            to["days_late"] += amount * (day - due).days
            to["terms"] += amount * (due - debit.issue_date).days
    return sums


def deductions(ledger, first, last, by, known_at) -> dict:
    sums = defaultdict(Counter)
    for dispute in ledger.disputes:
        if known_at is not None and dispute.recorded_on is not None and dispute.recorded_on > known_at:
            continue
        document = ledger.resolve(dispute.chain, known_at)
        if document is None:
            continue
        if first <= max(dispute.opened, document.posting_date) <= last:
            to = sums[key_of(document, by)]
            to["deductions"] += document.amount if dispute.amount is None else dispute.amount
            to["deduction_items"] += 1
    return sums


def billed(ledger, first, last, by, known_at, delivery) -> dict:
    sums = defaultdict(Counter)
    for document in kept(ledger, known_at):
        delivered = document.dates.get(delivery)
        if document.kind != "invoice" or document.amount <= 0 or delivered is None:
            continue
        if first <= document.posting_date <= last:
            to = sums[key_of(document, by)]
            to["billed"] += document.amount
            to["billing_days"] += document.amount * (document.issue_date - delivered).days
            to["billed_items"] += 1
    return sums


def components(
    ledger, first: date, last: date, by=(), *, clock="latest", known_at=None, delivery=None
) -> dict:
    """(group, currency) -> Counter of every component of one period."""
    same = {"clock": clock, "known_at": known_at}
    parts = {
        "opening_": balances(ledger, first - timedelta(days=1), by, **same),
        "closing_": balances(ledger, last, by, **same),
    }
    sums = {
        key_of(document, by): Counter()
        for document in kept(ledger, known_at)
        if document.posting_date <= last
    }
    for prefix, of_day in parts.items():
        for key, counts in of_day.items():
            for name, value in counts.items():
                sums[key][prefix + name] += value
    movements = [
        posted(ledger, first, last, by, known_at),
        paid(ledger, first, last, by, **same),
        deductions(ledger, first, last, by, known_at),
        billed(ledger, first, last, by, known_at, delivery) if delivery else {},
    ]
    for movement in movements:
        for key, counts in movement.items():
            sums[key].update(counts)
    return sums


def ratio(numerator: int, denominator: int):
    return Fraction(numerator, denominator) if denominator else None


def figures(sums: Counter, days: int) -> dict:
    """The ratios of one group whose window of sales is the period; `receivable` is net, days those of the calendar."""
    o, c, sales = sums["opening_receivable"], sums["closing_receivable"], sums["sales"]
    past, past_before = sums["closing_past_due"], sums["opening_past_due"]
    debits = sums["closing_debits"]
    current = c - past
    written, recovered = -sums["write_off"], sums["recovery"]
    return {
        "dso_simple_ending": ratio(c * days, sales),
        "dso_simple_average": ratio((o + c) * days, 2 * sales),
        "dso_best_possible_ending": ratio(current * days, sales),
        "dso_best_possible_average": ratio((current + o - past_before) * days, 2 * sales),
        "dso_delinquent_ending": ratio(past * days, sales),
        "dso_delinquent_average": ratio((past + past_before) * days, 2 * sales),
        "dso_true_dropped": ratio(sums["closing_open_days"], debits),
        "dso_true_netted": ratio(
            sums["closing_open_days"] + sums["closing_unapplied_days"], debits + sums["closing_unapplied"]
        ),
        "dso_true_open_and_paid": ratio(
            sums["closing_open_days"] + sums["days_to_pay"], debits + sums["paid"]
        ),
        "disputed_item_share": ratio(sums["closing_disputed_items"], sums["closing_open_items"]),
        "add_weighted": ratio(sums["closing_past_due_days"], debits),
        "severity": ratio(sums["closing_past_due_days"], past),
        "days_to_pay": ratio(sums["days_to_pay"], sums["paid"]),
        "days_late": ratio(sums["days_late"], sums["paid"]),
        "terms": ratio(sums["terms"], sums["paid"]),
        "cei_period_total": ratio(o + sales - c, o + sales - current),
        "turnover_ending": ratio(sales, c),
        "turnover_average": ratio(2 * sales, o + c),
        "collection_period_ending": ratio(c * days, sales),
        "current_share": ratio(current, c),
        "past_due_share": ratio(past, c),
        "over_30_share": ratio(sums["closing_over_30"], c),
        "over_60_share": ratio(sums["closing_over_60"], c),
        "over_90_share": ratio(sums["closing_over_90"], c),
        "dispute_share": ratio(sums["closing_disputed"], c),
        "unapplied_share": ratio(-sums["closing_unapplied"], debits),
        "unapplied_age": ratio(sums["closing_unapplied_days"], sums["closing_unapplied"]),
        "write_off_ratio_sales_gross": ratio(written, sales),
        "write_off_ratio_sales_net": ratio(written - recovered, sales),
        "write_off_ratio_receivables_gross": ratio(written, c),
        "recovery_rate": ratio(recovered, written),
        "discounts_to_sales": ratio(-sums["discount"], sales),
        "deductions_outstanding_value": ratio(sums["closing_disputed"] * days, sums["deductions"]),
        "deductions_outstanding_count": ratio(sums["closing_disputed_items"] * days, sums["deduction_items"]),
    }


def concentration(ledger, day: date, by, *, top_n=10, clock="latest", known_at=None) -> dict:
    """(group, currency) -> Herfindahl index, share of the largest, Gini of the customers with a balance above 0."""
    of_customers = defaultdict(Counter)
    for item in model.open_books(ledger, day, clock=clock, known_at=known_at).items:
        of_customers[key_of(item.document, by)][item.document.customer] += item.open
    out = {}
    for key, customers in of_customers.items():
        sizes = sorted(amount for amount in customers.values() if amount > 0)
        total, n = sum(sizes), len(sizes)
        if not sizes:
            continue
        out[key] = {
            "hhi_fraction": sum(Fraction(size, total) ** 2 for size in sizes),
            "top_n_share": Fraction(sum(sizes[-top_n:]), total),
            "gini": Fraction(sum((2 * at - n - 1) * size for at, size in enumerate(sizes, 1)), n * total),
        }
    return out
