"""Plain-Python reference of roll rates, written from docs/methods/roll_rates.md alone, on top of the model of the ledger."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

import model

OUTCOMES = [
    "stays", "rolls", "re_dated", "disputed", "dispute_closed", "paid", "currency", "credited", "discounted",
    "written_off", "unclassified", "corrected",
]  # fmt: skip
OUTCOME_OF_KIND = {
    "payment": "paid",
    "credit_note": "credited",
    "adjustment": "credited",
    "opening_balance": "credited",
    "discount": "discounted",
    "write_off": "written_off",
    "unclassified_credit": "unclassified",
}
SOURCES = ["new", "returned", "recovered", "reopened", "late", "corrected"]


@dataclass(eq=False)
class Day:
    """One of the two dates: the day and what was known of it."""

    day: object
    known_at: object


def is_kept(ledger, document, at):
    return ledger.state(document, at.known_at) == "kept" and document.posting_date <= at.day


def sides_of(ledger, a, at):
    return ledger.resolve(a.debit, at.known_at), ledger.resolve(a.credit, at.known_at)


def counts(ledger, a, at, clock):
    if at.known_at is not None and a.recorded_on is not None and a.recorded_on > at.known_at:
        return False
    debit, credit = sides_of(ledger, a, at)
    if ledger_side_is_gone(a, debit, credit):
        return False
    day = model.counting_date(a, debit, credit, clock)
    return day is not None and day <= at.day


def ledger_side_is_gone(a, debit, credit):
    """A settlement of the flat form is superseded with its row."""
    return any(
        side is None and not isinstance(given, model.Chain)
        for side, given in ((debit, a.debit), (credit, a.credit))
    )


class Roll:
    """What became of the debit items of `ledger` from one date to the next."""

    def __init__(self, ledger, first, second, options):
        self.ledger, self.first, self.second, self.options = ledger, first, second, options
        self.moves = defaultdict(lambda: [0, 0])
        self.inflows = defaultdict(lambda: [0, 0])
        self.labels = [*model.bucket_labels(options), "disputed"]
        before, after = self.by_document(first), self.by_document(second)
        for key in {**before, **after}:
            self.follow(before.get(key, []), after.get(key, []))

    # ---- items and documents ---------------------------------------------------------------------

    def by_document(self, at):
        found = defaultdict(list)
        for item in model.open_books(
            self.ledger, at.day, clock=self.options.clock, known_at=at.known_at
        ).items:
            if item.open > 0:
                found[self.key_of(item.document, at)].append(item)
        for items in found.values():
            items.sort(key=lambda i: i.excess)  # excess last
        return found

    def key_of(self, document, at):
        chain = None if document.is_opposite else self.ledger.chain_of[document]
        return id(chain) if chain is not None and chain.at(at.known_at) is document else id(document)

    def other_version(self, document, at, other):
        """The document at the other date; None where it is not in the books."""
        found = document
        if not document.is_opposite and self.key_of(document, at) != id(document):
            found = self.ledger.chain_of[document].at(other.known_at)
        return found if found is not None and is_kept(self.ledger, found, other) else None

    def place(self, document):
        return (*model.group_key(document, self.options.by), document.currency)

    def disputed(self, item):
        return item.disputed if self.options.disputes == "own_column" else 0

    def bucket(self, item, day, basis=None):
        basis = basis or model.basis_date(item, self.options)
        days = None if basis is None else (day - basis).days
        return model.bucket_of(days, self.options, day)

    def state(self, item, day):
        return self.bucket(item, day) if item.open > self.disputed(item) else "disputed"

    # ---- one document ----------------------------------------------------------------------------

    def follow(self, before, after):
        old = before[0].document if before else self.other_version(after[0].document, self.second, self.first)
        new = after[0].document if after else self.other_version(before[0].document, self.first, self.second)
        is_same = old is not None and new is not None and self.place(old) == self.place(new)
        takes, gives = self.rows_of(old, new) if is_same else ([], 0)
        found = {(i.instalment, i.excess): i for i in after} if is_same else {}
        pairs = [(i, found.get((i.instalment, i.excess))) for i in before]
        left = [i.open - min(i.open, now.open if now else 0) for i, now in pairs]
        for (item, now), taken in zip(pairs, self.spread(before, left, takes), strict=True):
            self.add_item(item, now, taken)
        earlier = {(i.instalment, i.excess): i for i in before} if is_same else {}
        for item in after:
            gives = self.add_inflow(item, earlier.get((item.instalment, item.excess)), old, gives)

    def rows_of(self, old, new):
        """[outcome, instalment, amount] of rows that take, and the sum of those that give back."""
        takes, gives = [], 0
        for a in self.ledger.applications:
            debit, credit = sides_of(self.ledger, a, self.second)
            if debit is not new or self.ledger.resolve(a.debit, self.first.known_at) is not old:
                continue
            change = counts(self.ledger, a, self.second, self.options.clock) - counts(
                self.ledger, a, self.first, self.options.clock
            )
            if change * a.amount > 0:
                credit = (
                    credit or self.ledger.resolve(a.credit, self.first.known_at) or last_version(a.credit)
                )
                is_foreign = credit.currency != new.currency
                outcome = "currency" if is_foreign else OUTCOME_OF_KIND[credit.kind]
                takes.append([outcome, a.instalment, change * a.amount])
            else:
                gives -= change * a.amount
        return sorted(takes, key=lambda row: OUTCOMES.index(row[0])), gives

    def spread(self, items, left, takes):
        taken = [Counter() for _ in items]
        left = list(left)

        def use(at, row):
            part = min(left[at], row[2])
            taken[at][row[0]] += part
            left[at] -= part
            row[2] -= part

        for at, item in enumerate(items):
            for row in takes:
                if item.instalment is not None and not item.excess and row[1] == item.instalment:
                    use(at, row)
        for at in range(len(items)):
            for row in takes:
                use(at, row)
            taken[at]["corrected"] += left[at]
        return taken

    # ---- one item --------------------------------------------------------------------------------

    def move(self, item, state, outcome, to, amount, items=0):
        if amount or items:
            cell = self.moves[
                self.place(item.document), self.labels.index(state), OUTCOMES.index(outcome), to
            ]
            cell[0] += amount
            cell[1] += items

    def outcome_of(self, item, now):
        basis = model.basis_date(item, self.options)
        bucket = self.bucket(now, self.second.day)
        if bucket != model.bucket_of(
            None if basis is None else (self.second.day - basis).days, self.options, self.second.day
        ):
            return "re_dated"
        return "stays" if bucket == self.bucket(item, self.first.day) else "rolls"

    def add_item(self, item, now, taken):
        bucket = self.bucket(item, self.first.day)
        disputed = self.disputed(item)
        plain = item.open - disputed
        for outcome in OUTCOMES[5:]:
            part = min(plain, taken[outcome])
            self.move(item, bucket, outcome, None, part)
            self.move(item, "disputed", outcome, None, taken[outcome] - part)
            plain -= part
            disputed -= taken[outcome] - part
        start = self.state(item, self.first.day)
        if now is None:
            most = max(OUTCOMES[5:], key=lambda outcome: (taken[outcome], -OUTCOMES.index(outcome)))
            self.move(item, start, most, None, 0, 1)
            return
        to, end = self.bucket(now, self.second.day), self.state(now, self.second.day)
        disputed_now = min(self.disputed(now), plain + disputed)
        still = min(disputed, disputed_now)
        self.move(item, bucket, self.outcome_of(item, now), to, plain - (disputed_now - still))
        self.move(item, bucket, "disputed", "disputed", disputed_now - still)
        self.move(item, "disputed", "dispute_closed", to, disputed - still)
        self.move(item, "disputed", "stays", "disputed", still)
        outcome = {
            (True, True): "stays",
            (True, False): "dispute_closed",
            (False, True): "disputed",
            (False, False): self.outcome_of(item, now),
        }[start == "disputed", end == "disputed"]
        self.move(item, start, outcome, end, 0, 1)

    def add_inflow(self, now, before, old, gives):
        remaining = min(before.open, now.open) if before else 0
        added = now.open - remaining
        if not added:
            return gives
        d = now.document
        if old is None:
            kinds = {"payment_return": "returned", "recovery": "recovered"}
            is_late = d.posting_date <= self.first.day
            parts = [("late" if is_late else kinds.get(d.kind, "new"), added)]
        else:
            reopened = min(added, gives)
            gives -= reopened
            parts = [("reopened", reopened), ("corrected", added - reopened)]
        parts = [part for part in parts if part[1]]
        disputed = self.disputed(now) - min(self.disputed(now), remaining)
        for at, (source, amount) in enumerate(parts):
            part = min(disputed, amount)
            disputed -= part
            self.add(now, "disputed", source, part)
            self.add(now, self.bucket(now, self.second.day), source, amount - part)
            if at == 0 and before is None:
                self.add(now, self.state(now, self.second.day), source, 0, 1)
        return gives

    def add(self, item, state, source, amount, items=0):
        if amount or items:
            cell = self.inflows[self.place(item.document), self.labels.index(state), SOURCES.index(source)]
            cell[0] += amount
            cell[1] += items


def last_version(side):
    return side.at(None) if isinstance(side, model.Chain) else side
