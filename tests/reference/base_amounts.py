"""Plain-Python reference of base amounts in an aging, written from docs/methods/aging.md (10) and
docs/methods/revaluation.md (1, 2) alone, on top of the model of the aging itself. Booked amounts are given by source row."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

import model


def half_up(value: Fraction) -> int:
    magnitude = int(abs(value) + Fraction(1, 2))
    return -magnitude if value < 0 else magnitude


@dataclass
class BaseAging:
    rows: list  # (group, currency, {column: base}, without_base_items, without_base_open), as the rows of the aging
    base_rows: list  # (group, {column: base}, open_items, without_base_items)
    proof: list  # (line, count, amount)
    lines: list  # (line of the aging, base or None)


class Booked:
    def __init__(self, ledger, booked, base_currency):
        self.ledger, self.booked, self.base_currency = ledger, booked, base_currency

    def of(self, document):
        if not document.is_opposite and self.booked.get(document.row) is not None:
            return self.booked[document.row]
        return document.amount if document.currency == self.base_currency else None


def applications_in_books(ledger, as_of, clock, known_at):
    """(application, debit or None, credit or None) that count; a side that is not in the books is None. In the order in which
    booked amounts are taken."""
    counted = []
    for number, a in enumerate(ledger.applications):
        if known_at is not None and a.recorded_on is not None and a.recorded_on > known_at:
            continue
        sides = [ledger.resolve(side, known_at) for side in (a.debit, a.credit)]
        day = model.counting_date(a, *sides, clock)
        if day is None or day > as_of:
            continue
        latest = max([a.applied_on, *(d.posting_date for d in sides if d is not None)])
        in_books = [d if d is not None and d.posting_date <= as_of else None for d in sides]
        is_a_row = isinstance(a.credit, model.Chain) and not a.by_rule
        counted.append((latest, a.row if is_a_row else -1, number, a, *in_books))
    counted.sort(key=lambda entry: entry[:3])
    return [entry[3:] for entry in counted]


def bridge(ledger, base, as_of, options):
    """Lines from the booked documents down to what open items carry, without them."""
    lines = defaultdict(lambda: [0, 0])

    def add(line, amount):
        lines[line][0] += 1
        lines[line][1] += amount

    for d in ledger.documents:
        if ledger.state(d, options.known_at) != "kept" or d.posting_date > as_of:
            continue
        booked = base.of(d)
        add("documents" if booked is not None else "without_base", booked or 0)
        if d.amount == 0 and booked:
            add("without_amount", -booked)
    applied, taken = defaultdict(int), defaultdict(int)
    for a, debit, credit in applications_in_books(ledger, as_of, options.clock, options.known_at):
        parts = []
        for d, amount in ((debit, a.amount), (credit, a.credit_amount)):
            if d is None or base.of(d) is None or d.amount == 0:
                parts.append(None)
                continue
            applied[d] += amount
            share = half_up(Fraction(base.of(d) * applied[d], abs(d.amount)))
            parts.append(share - taken[d])
            taken[d] = share
        residue = sum(part for part in parts if part is not None)
        if residue == 0:
            continue
        if None not in parts:
            add("residues", -residue)
        elif debit is None or credit is None:
            add("applied_before_posting", -residue)
        else:
            add("without_counterpart", -residue)
    return lines


def carried_by_items(items, base):
    """What stays booked of every open item; None = nothing was."""
    by_document = defaultdict(list)
    for item in items:
        by_document[item.document].append(item)
    carried = {}
    for d, members in by_document.items():
        booked = base.of(d)
        if booked is None or d.amount == 0:
            carried.update({id(item): None for item in members})
            continue
        members.sort(key=lambda i: (i.excess, i.due_date or model.LAST_DAY, i.instalment or 0))
        rest = sum(item.open for item in members)
        left = booked - half_up(Fraction(booked * (d.amount - rest), d.amount))
        upto = before = 0
        for item in members:
            upto += item.open
            share = half_up(Fraction(left * upto, rest))
            carried[id(item)] = share - before
            before = share
    return carried


def age(ledger, booked, base_currency, as_of, options):
    base = Booked(ledger, booked, base_currency)
    aging = model.age(ledger, as_of, options)
    books = model.open_books(ledger, as_of, clock=options.clock, known_at=options.known_at)
    # The model's aging makes items of its own: found again by what tells them apart.
    key = lambda i: (id(i.document), i.instalment, i.excess)  # noqa: E731
    carried = {key(i): share for i, share in zip(books.items, _in_order(books.items, base))}
    standing = {key(line.item): line for line in aging.lines if line.bucket != "disputed"}
    disputed = {key(line.item): line for line in aging.lines if line.bucket == "disputed"}
    lines, proof = [], bridge(ledger, base, as_of, options)
    counts = defaultdict(int)
    extra = defaultdict(lambda: [0, 0])

    def leave_out(line, amount):
        extra[line][0] += 1
        extra[line][1] -= amount

    for item in books.items:
        share = carried[key(item)]
        line, apart = standing.get(key(item)), disputed.get(key(item))
        if share is None:
            lines += [(each, None) for each in (line, apart) if each]
            continue
        counts["booked"] += 1
        if item.open < 0:
            before = 0 if options.credits == "excluded" else item.open
        else:
            before = item.open - (item.disputed if options.disputes != "inside" else 0)
        part = half_up(Fraction(share * before, item.open))
        if before != item.open:
            if item.open < 0:
                leave_out("excluded_credits", share - part)
            elif options.disputes == "excluded":
                leave_out("excluded_disputes", share - part)
            else:
                lines.append((apart, share - part))
        counts["reported"] += bool(before or apart)
        after = line.open if line else 0
        if after != before:
            gone = half_up(Fraction(part * (before - after), before))
            leave_out("netted", gone)
            part -= gone
        if line:
            lines.append((line, part))
    return summarise(lines, aging, proof, extra, counts, options)


def _in_order(items, base):
    carried = carried_by_items(list(items), base)
    return [carried[id(item)] for item in items]


def summarise(lines, aging, proof, extra, counts, options):
    columns = model.money_columns(options, aging.labels)
    cells = defaultdict(lambda: dict.fromkeys(columns, 0))
    missing = defaultdict(lambda: [set(), 0])
    for line, base in lines:
        d = line.item.document
        at = model.group_key(d, options.by), d.currency
        if base is None:
            missing[at][0].add(id(line.item))
            missing[at][1] += line.open
        else:
            cells[at][line.bucket] += base
    rows, base_rows = [], {}
    for row in aging.rows:
        at = row["group"], row["currency"]
        rows.append((*at, cells[at], len(missing[at][0]), missing[at][1]))
        total = base_rows.setdefault(row["group"], [dict.fromkeys(columns, 0), 0, 0])
        for column in columns:
            total[0][column] += cells[at][column]
        total[1] += row["open_items"]
        total[2] += len(missing[at][0])
    booked = sum(amount for line, (_, amount) in proof.items())
    reported = booked + sum(amount for _, amount in extra.values())
    buckets = sum(sum(row[2].values()) for row in rows)
    out = [("documents", *proof["documents"])]
    upper = ("without_base", "without_amount", "residues", "without_counterpart", "applied_before_posting")
    out += [(line, *proof[line]) for line in upper if proof[line][0]]
    out.append(("booked", counts["booked"], booked))
    out += [
        (line, *extra[line]) for line in ("excluded_credits", "excluded_disputes", "netted") if extra[line][0]
    ]
    in_rows = sum(row["open_items"] for row in aging.rows) - sum(row[3] for row in rows)
    out += [
        ("reported", counts["reported"], reported),
        ("buckets", in_rows, buckets),
        ("difference", 0, reported - buckets),
    ]
    return BaseAging(rows, [(group, *sums) for group, sums in base_rows.items()], out, lines)
