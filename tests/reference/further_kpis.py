"""Plain-Python reference of promises, dunning levels, months of origin and given amounts, written from docs/methods/kpis.md
alone, on top of kpis.py and the model of the ledger. Amounts are minor units."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from fractions import Fraction

import kpis
import model


class SeveralGroups(Exception):
    """A promise of an account whose documents are in several groups."""


def is_known(row, known_at):
    return known_at is None or row["recorded_on"] is None or row["recorded_on"] <= known_at


# --- promises --------------------------------------------------------------------------------------------------------


def applications_of(ledger, debit, clock, known_at) -> list:
    """(day, order, order within the day, amount, whether it is a payment) of what counts on the debit, in order."""
    found = []
    for a in ledger.applications:
        if known_at is not None and a.recorded_on is not None and a.recorded_on > known_at:
            continue
        if ledger.resolve(a.debit, known_at) is not debit:
            continue
        credit = ledger.resolve(a.credit, known_at)
        day = model.counting_date(a, debit, credit, clock)
        if day is None:
            continue
        order = max([a.applied_on, debit.posting_date, *([credit.posting_date] if credit else [])])
        found.append(
            (
                day,
                order,
                model.order_within_day(a),
                a.amount,
                credit is not None and credit.kind in kpis.PAYMENTS,
            )
        )
    return sorted(found, key=lambda row: row[:3])


def receipts_of_document(ledger, debit, clock, known_at) -> list:
    receipts, rest = [], debit.amount
    for day, _, _, amount, is_payment in applications_of(ledger, debit, clock, known_at):
        before = min(max(rest, 0), debit.amount)
        rest -= amount
        if is_payment:
            receipts.append((max(day, debit.posting_date), before - min(max(rest, 0), debit.amount)))
    return receipts


def receipts_of_account(ledger, customer, currency, known_at) -> list:
    return [
        (d.posting_date, -d.amount)
        for d in kpis.kept(ledger, known_at)
        if (d.customer, d.currency) == (customer, currency) and d.kind in (*kpis.PAYMENTS, "payment_return")
    ]


def standing(ledger, rows, until, by, clock, known_at):
    """Promises that have a place, as dicts with subject, key and amount; and how many are left out."""
    found, left_out = [], 0
    for number, row in enumerate(rows):
        if not is_known(row, known_at) or row["promised_on"] > until:
            continue
        promise = {**row, "row": number, "superseded_on": None}
        if (row["minor"] is not None and row["minor"] <= 0) or row["due_date"] < row["promised_on"]:
            left_out += 1
            continue
        if row["document_id"] is None:
            same = [
                d
                for d in kpis.kept(ledger, known_at)
                if (d.customer, d.currency) == (row["customer"], row["currency"])
            ]
            keys = {kpis.key_of(d, by) for d in same}
            if row["minor"] is None or not keys:
                left_out += 1
                continue
            if len(keys) > 1:
                raise SeveralGroups
            promise |= {"subject": (row["customer"], row["currency"]), "key": keys.pop()}
        else:
            d = ledger.resolve(ledger.chain_of_id[row["document_id"]], known_at)
            has_amount = row["minor"] is not None
            if d is None or d.amount <= 0 or (has_amount and row["currency"] not in (None, d.currency)):
                left_out += 1
                continue
            if not has_amount:
                earlier = [
                    a for a in applications_of(ledger, d, clock, known_at) if a[0] < row["promised_on"]
                ]
                promise["minor"] = min(max(d.amount - sum(a[3] for a in earlier), 0), d.amount)
            promise |= {"subject": ("document", row["document_id"]), "document": d, "key": kpis.key_of(d, by)}
        if promise["minor"] <= 0:
            left_out += 1
            continue
        found.append(promise)
    return found, left_out


def promises(ledger, rows, first: date, last: date, until, by, *, clock="latest", known_at=None, grace=0):
    """(group, currency) -> Counter of a period's components of promises; and the number left out. `until`: the last day of all
    periods."""
    found, left_out = standing(ledger, rows, until, by, clock, known_at)
    sums, subjects = defaultdict(Counter), defaultdict(list)
    for promise in found:
        promise["deadline"] = promise["due_date"] + timedelta(days=grace)
        subjects[promise["subject"]].append(promise)
    for subject, of_subject in subjects.items():
        of_subject.sort(
            key=lambda p: (p["promised_on"], p["due_date"], p["recorded_on"] or date.min, p["row"])
        )
        for at, promise in enumerate(of_subject):
            for later in of_subject[at + 1 :]:
                is_new = later["promised_on"] > promise["promised_on"]
                is_again = not is_new and later["due_date"] == promise["due_date"]
                if is_again or (is_new and promise["deadline"] >= later["promised_on"]):
                    promise["superseded_on"] = later["promised_on"]
                    break
        if "document" in of_subject[0]:
            receipts = receipts_of_document(ledger, of_subject[0]["document"], clock, known_at)
        else:
            receipts = receipts_of_account(ledger, *subject, known_at)
        taken = Counter()
        for promise in of_subject:
            to, made = sums[promise["key"]], promise["promised_on"]
            ends_on = promise["superseded_on"] or promise["deadline"]
            for prefix, day in (("opening_", first - timedelta(days=1)), ("closing_", last)):
                if made <= day < ends_on:
                    to[prefix + "promises_open"] += 1
                    to[prefix + "promised_open"] += promise["minor"]
            if made <= last:
                to["row"] = 1
            if promise["superseded_on"]:
                to["promises_superseded"] += first <= promise["superseded_on"] <= last
                continue
            came = sum(amount for day, amount in receipts if made <= day <= promise["deadline"])
            took = min(promise["minor"], max(0, came - taken[made]))
            taken[made] += took
            if first <= promise["deadline"] <= last:
                is_kept = took == promise["minor"]
                to["promises"] += 1
                to["promised"] += promise["minor"]
                to["promises_kept"] += is_kept
                to["promised_kept"] += promise["minor"] if is_kept else 0
                to["promises_paid"] += took > 0
                to["promised_paid"] += took
    return sums, left_out


# --- dunning ---------------------------------------------------------------------------------------------------------


def level_of(ledger, item, day, letters, known_at):
    d = item.document
    due = d.posting_date if item.excess else item.due_date or d.issue_date
    last = None
    for number, letter in enumerate(letters):
        if not is_known(letter, known_at) or letter["sent_on"] > day:
            continue
        if letter["document_id"] is None:
            sent = letter["sent_on"]
            covers = letter["customer"] == d.customer and d.posting_date <= sent and due < sent
        else:
            covers = ledger.resolve(ledger.chain_of_id[letter["document_id"]], known_at) is not None and (
                ledger.chain_of.get(d) is ledger.chain_of_id[letter["document_id"]]
            )
        if covers and (last is None or (letter["sent_on"], number) > last[:2]):
            last = (letter["sent_on"], number, letter["level"])
    return None if last is None else last[2]


def dunning(ledger, letters, day: date, by, *, clock="latest", known_at=None) -> dict:
    """(group, currency) -> level -> [open, items] at the end of a day."""
    levels = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for item in model.open_books(ledger, day, clock=clock, known_at=known_at).items:
        if item.open <= 0:
            continue
        level = level_of(ledger, item, day, letters, known_at)
        entry = levels[kpis.key_of(item.document, by)][level]
        entry[0] += item.open
        entry[1] += 1
    return levels


# --- months of origin ------------------------------------------------------------------------------------------------


def history(last: date, months: int) -> list:
    """(first, last) of each month, latest first: that of the day up to it, then whole ones."""
    found = []
    for _ in range(months):
        begin = last.replace(day=1)
        found.append((begin, last))
        last = begin - timedelta(days=1)
    return found


def sales_weighted(ledger, last: date, by, *, months=12, receivable="net", clock="latest", known_at=None):
    """(group, currency) -> days, or the warning that says why there are none."""
    open_of = defaultdict(Counter)
    windows = history(last, months)
    for item in model.open_books(ledger, last, clock=clock, known_at=known_at).items:
        d = item.document
        if d.kind not in kpis.SALES_KINDS or (receivable == "debits" and item.open < 0):
            continue
        of = next((at for at, (a, b) in enumerate(windows) if a <= d.posting_date <= b), months)
        open_of[kpis.key_of(d, by)][of] += item.open
    sales = [kpis.posted(ledger, a, b, by, known_at) for a, b in windows]
    out = {}
    for document in kpis.kept(ledger, known_at):
        key = kpis.key_of(document, by)
        if document.posting_date > last or key in out:
            continue
        opens = open_of[key]
        if opens[months]:
            out[key] = "history_exhausted"
            continue
        days = Fraction(0)
        for at, (a, b) in enumerate(windows):
            if not opens[at]:
                continue
            of_month = sales[at][key]["sales"]
            if of_month == 0:
                days = "no_sales"
                break
            days += Fraction(opens[at] * ((b - a).days + 1), of_month)
        out[key] = days
    return out


# --- amounts given ---------------------------------------------------------------------------------------------------


def given(ledger, costs, bad_debts, first: date, last: date, by, known_at) -> dict:
    """(group, currency) -> figure -> numerator and denominator, of rows (key, day, amount)."""
    posted = kpis.posted(ledger, first, last, by, known_at)
    sums = defaultdict(Counter)
    for name, rows in (("costs", costs), ("bad_debts", bad_debts)):
        for key, day, amount in rows:
            sums[key][name] += amount if first <= day <= last else 0
    out = {}
    for key in {*posted, *sums}:
        of, kinds = sums[key], posted.get(key, Counter())
        collected = -kinds["payment"] - kinds["unclassified_credit"] - kinds["payment_return"]
        out[key] = {
            "operating_cost_to_sales": (of["costs"], kinds["sales"]),
            "cost_to_collect": (of["costs"], collected),
            "bad_debt_ratio_gross": (of["bad_debts"], kinds["sales"]),
            "bad_debt_ratio_net": (of["bad_debts"] - kinds["recovery"], kinds["sales"]),
        }
    return out
