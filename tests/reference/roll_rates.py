"""Plain-Python reference of roll rates, written from docs/methods/roll_rates.md alone, on top of the model of the aging.

Everything is worked out anew for each period: items of both ends, what left them, what was added.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

import model

LEFT = ("paid", "currency", "credited", "discounted", "written_off", "unclassified", "corrected")
OUTCOMES = ("stays", "rolls", "re_dated", "disputed", "dispute_closed", *LEFT)
SOURCES = ("new", "returned", "recovered", "reopened", "late", "corrected")
OF_KIND = {
    "payment": "paid",
    "credit_note": "credited",
    "adjustment": "credited",
    "opening_balance": "credited",
    "discount": "discounted",
    "write_off": "written_off",
    "unclassified_credit": "unclassified",
}
SOURCE_OF_KIND = {"payment_return": "returned", "recovery": "recovered"}


@dataclass
class Position:
    """An item at one end of a period."""

    item: model.Item
    bucket: str
    basis: object
    open: int
    disputed: int


@dataclass
class End:
    day: object
    known_at: object
    positions: dict = field(default_factory=dict)  # (document, instalment, excess) -> Position


def end_of(ledger, day, options, known_at) -> End:
    end = End(day, known_at)
    for item in model.open_books(ledger, day, clock=options.clock, known_at=known_at).items:
        if item.open <= 0:
            continue
        basis = model.basis_date(item, options)
        days = None if basis is None else (day - basis).days
        disputed = item.disputed if options.disputes == "own_column" else 0
        bucket = model.bucket_of(days, options, day)
        key = item.document, item.instalment, item.excess
        end.positions[key] = Position(item, bucket, basis, item.open, disputed)
    return end


def successors(ledger, first: End, second: End, by) -> dict:
    """The document at the second date that each document of the first is."""
    same = {}
    for document in ledger.documents:
        if ledger.state(document, first.known_at) != "kept":
            continue
        if ledger.state(document, second.known_at) == "kept":
            same[document] = document
        chain = ledger.chain_of.get(document)
        if chain is None or chain.at(first.known_at) is not document:
            continue
        later = chain.at(second.known_at)
        if later is None or later is document:
            continue
        if later.currency == document.currency and model.group_key(later, by) == model.group_key(
            document, by
        ):
            same[document] = later
    return same


def counted_on(ledger, application, end: End, clock):
    """The debit that an application takes from in the books of an end, else None."""
    if (
        end.known_at is not None
        and application.recorded_on is not None
        and application.recorded_on > end.known_at
    ):
        return None
    debit = ledger.resolve(application.debit, end.known_at)
    credit = ledger.resolve(application.credit, end.known_at)
    day = model.counting_date(application, debit, credit, clock)
    if day is None or day > end.day or debit is None or debit.posting_date > end.day:
        return None
    return debit


def outcome_of(ledger, application, debit, end: End):
    credit = ledger.resolve(application.credit, end.known_at)
    if credit is None:  # counts before it is known: its first version
        side = application.credit
        credit = side.levels[0][1][0] if isinstance(side, model.Chain) else side
    return "currency" if credit.currency != debit.currency else OF_KIND[credit.kind]


@dataclass
class Rows:
    """What the rows of one document did in a period."""

    taken: dict = field(default_factory=lambda: defaultdict(int))  # (instalment or None, outcome) -> amount
    given_back: int = 0


def rows_of_documents(ledger, first: End, second: End, clock, same) -> dict:
    """By document of the second date."""
    rows = defaultdict(Rows)
    for application in ledger.applications:
        before = counted_on(ledger, application, first, clock)
        after = counted_on(ledger, application, second, clock)
        if (before is None) == (after is None):
            continue
        debit = after if after is not None else same.get(before)
        if debit is None:
            continue
        amount = application.amount if after is not None else -application.amount
        outcome = outcome_of(ledger, application, debit, second)
        if amount > 0 and outcome is not None:
            rows[debit].taken[application.instalment, outcome] += amount
        elif amount < 0:
            rows[debit].given_back -= amount
    return rows


def explain(parts, rows: Rows, is_in_books: bool) -> None:
    """Says of every part (instalment number, left, outcomes) what took it; parts stand in the order of the document."""
    if is_in_books:
        taken = dict(rows.taken)
        for part in parts:
            for outcome in LEFT[:-1]:
                key = part["number"], outcome
                if part["number"] is None or key not in taken:
                    continue
                amount = min(part["left"], taken[key])
                part["outcomes"][outcome] += amount
                part["left"] -= amount
                taken[key] -= amount
        rest = defaultdict(int)
        for (_, outcome), amount in taken.items():
            rest[outcome] += amount
        for outcome in LEFT[:-1]:
            for part in parts:
                amount = min(part["left"], rest[outcome])
                part["outcomes"][outcome] += amount
                part["left"] -= amount
                rest[outcome] -= amount
    for part in parts:
        part["outcomes"]["corrected"] += part["left"]
        part["left"] = 0


class Period:
    def __init__(self, ledger, first: End, second: End, options, same, rows) -> None:
        self.ledger, self.first, self.second, self.options = ledger, first, second, options
        self.rows = rows
        # (group, currency, from state, outcome, to state) -> [amount, items]
        self.transitions = defaultdict(lambda: [0, 0])
        self.inflows = defaultdict(lambda: [0, 0])  # (group, currency, state, source)
        self.opening, self.closing = (self.sums(end) for end in (first, second))
        arrived = set()
        for document, positions in self.by_document(first).items():
            later = same.get(document)
            arrived |= self.follow(document, later, positions)
        for document, positions in self.by_document(second).items():
            fresh = [(key, None, position) for key, position in positions if key not in arrived]
            if fresh:
                self.add(document, fresh, was_in_books=self.was_in_books(document, same))

    @staticmethod
    def by_document(end: End) -> dict:
        grouped = defaultdict(list)
        for key, position in end.positions.items():
            grouped[key[0]].append((key, position))
        return grouped

    def sums(self, end: End) -> dict:
        sums = defaultdict(lambda: [0, 0])
        for position in end.positions.values():
            at = self.at(position.item.document)
            sums[*at, position.bucket][0] += position.open - position.disputed
            sums[*at, "disputed"][0] += position.disputed
            sums[*at, self.state(position)][1] += 1
        return sums

    @staticmethod
    def state(position: Position) -> str:
        return "disputed" if position.disputed == position.open else position.bucket

    def at(self, document):
        return model.group_key(document, self.options.by), document.currency

    def is_in_books(self, document) -> bool:
        return (
            document is not None
            and self.ledger.state(document, self.second.known_at) == "kept"
            and document.posting_date <= self.second.day
        )

    def was_in_books(self, document, same) -> bool:
        return any(
            later is document
            and before.posting_date <= self.first.day
            and self.ledger.state(before, self.first.known_at) == "kept"
            for before, later in same.items()
        )

    def follow(self, document, later, positions) -> set:
        """All items of a document of the first date; returns the keys at the second date that they went on to."""
        arrived, parts, added = set(), [], []
        for key, position in positions:
            next_key = (later, *key[1:]) if later is not None else None
            then = self.second.positions.get(next_key)
            if then is not None:
                arrived.add(next_key)
            remaining = min(position.open, then.open) if then else 0
            part = {
                "number": key[1],
                "left": position.open - remaining,
                "outcomes": defaultdict(int),
                "position": position,
                "then": then,
                "remaining": remaining,
                "order": (key[2], position.item.due_date or model.LAST_DAY, key[1] or 0),
            }
            parts.append(part)
            if then is not None:
                added.append((next_key, remaining, then))
        parts.sort(key=lambda part: part["order"])
        rows = self.rows[later] if later is not None and document.is_debit else Rows()
        explain(parts, rows, self.is_in_books(later))
        for part in parts:
            self.move(document, part)
        if later is not None:
            fresh = [
                (key, None, position)
                for key, position in self.second.positions.items()
                if key[0] is later and key not in arrived
            ]
            arrived |= {key for key, _, _ in fresh}
            self.add(later, added + fresh, was_in_books=True)
        return arrived

    def move(self, document, part) -> None:
        at, position, then = self.at(document), part["position"], part["then"]
        undisputed, disputed = position.open - position.disputed, position.disputed
        for outcome in LEFT:
            amount = part["outcomes"][outcome]
            from_undisputed = min(amount, undisputed)
            undisputed -= from_undisputed
            disputed -= amount - from_undisputed
            self.put(at, position.bucket, outcome, None, from_undisputed)
            self.put(at, "disputed", outcome, None, amount - from_undisputed)
        state = self.state(position)
        if then is None:
            biggest = max(LEFT, key=lambda outcome: (part["outcomes"][outcome], -LEFT.index(outcome)))
            self.count(at, state, biggest, None)
            return
        disputed_then = min(then.disputed, part["remaining"])
        stays_disputed = min(disputed, disputed_then)
        becomes_disputed = disputed_then - stays_disputed
        onward = self.onward(position, then)
        self.put(at, "disputed", "stays", "disputed", stays_disputed)
        self.put(at, position.bucket, "disputed", "disputed", becomes_disputed)
        self.put(at, "disputed", "dispute_closed", then.bucket, disputed - stays_disputed)
        self.put(at, position.bucket, onward, then.bucket, undisputed - becomes_disputed)
        state_then = self.state(then)
        if state == "disputed":
            outcome = "stays" if state_then == "disputed" else "dispute_closed"
        else:
            outcome = "disputed" if state_then == "disputed" else onward
        self.count(at, state, outcome, state_then)

    def onward(self, position, then) -> str:
        def bucket(basis):
            days = None if basis is None else (self.second.day - basis).days
            return model.bucket_of(days, self.options, self.second.day)

        if bucket(position.basis) != bucket(then.basis):
            return "re_dated"
        return "stays" if then.bucket == position.bucket else "rolls"

    def add(self, document, positions, *, was_in_books) -> None:
        """Sources of what is open at the second date beyond what remained: (key, remaining or None if new, position)."""
        given_back = self.rows[document].given_back if document.is_debit else 0
        ordered = sorted(
            positions, key=lambda p: (p[0][2], p[2].item.due_date or model.LAST_DAY, p[0][1] or 0)
        )
        for _, remaining, position in ordered:
            amount = position.open - (remaining or 0)
            disputed = position.disputed - min(position.disputed, remaining or 0)
            sources = self.sources(document, amount, was_in_books, given_back)
            given_back -= dict(sources).get("reopened", 0)
            at = self.at(document)
            if remaining is None and sources:
                self.inflows[*at, self.state(position), sources[0][0]][1] += 1
            for source, part in sources:
                to_dispute = min(part, disputed)
                disputed -= to_dispute
                self.inflows[*at, "disputed", source][0] += to_dispute
                self.inflows[*at, position.bucket, source][0] += part - to_dispute

    def sources(self, document, amount, was_in_books, given_back) -> list:
        if amount == 0:
            return []
        if was_in_books:
            reopened = min(amount, given_back)
            parts = [("reopened", reopened), ("corrected", amount - reopened)]
            return [(source, part) for source, part in parts if part]
        if document.posting_date > self.first.day:
            return [(SOURCE_OF_KIND.get(document.kind, "new"), amount)]
        known = self.first.known_at
        is_late = known is not None and document.recorded_on is not None and document.recorded_on > known
        return [("late" if is_late else "corrected", amount)]

    def put(self, at, state, outcome, to, amount) -> None:
        if amount:
            self.transitions[*at, state, outcome, to][0] += amount

    def count(self, at, state, outcome, to) -> None:
        self.transitions[*at, state, outcome, to][1] += 1


def periods(ledger, dates, options, *, known_at_as_of=False) -> list:
    ends = [end_of(ledger, day, options, day if known_at_as_of else options.known_at) for day in dates]
    out = []
    for first, second in itertools.pairwise(ends):
        same = successors(ledger, first, second, options.by)
        rows = rows_of_documents(ledger, first, second, options.clock, same)
        out.append(Period(ledger, first, second, options, same, rows))
    return out


def states(options) -> list:
    return [*model.bucket_labels(options), "disputed"]


def loss_rates(all_periods, options, *, terminal_bucket=None, terminal_loss=Fraction(1)) -> dict:
    """(group, currency, bucket) -> (periods, opening, decided, rolled, written_off, loss rate, with write-offs)."""
    labels = model.bucket_labels(options)
    terminal = labels.index(terminal_bucket) if terminal_bucket else len(labels) - 1
    opening, parts = defaultdict(lambda: [0, 0]), defaultdict(int)
    for period in all_periods:
        for (group, currency, state), (amount, _) in period.opening.items():
            if amount:
                opening[group, currency, state][0] += 1
                opening[group, currency, state][1] += amount
        for (group, currency, state, outcome, _), (amount, _) in period.transitions.items():
            parts[group, currency, state, outcome] += amount
    out = {}
    for group, currency in {key[:2] for key in opening if key[2] != "disputed"}:
        later = later_with = terminal_loss
        for position in reversed(range(len(labels))):
            at = group, currency, labels[position]
            count, total = opening.get(at, (0, 0))
            decided = total - parts[*at, "stays"]
            rolled, written_off = parts[*at, "rolls"], parts[*at, "written_off"]
            if position < terminal:
                rate = Fraction(rolled, decided) if decided else None
                off = Fraction(written_off, decided) if decided else None
                later = None if rate is None or later is None else rate * later
                later_with = None if rate is None or later_with is None else off + rate * later_with
            out[at] = (count, total, decided, rolled, written_off, later, later_with)
    return out
