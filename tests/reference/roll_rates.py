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
        for (group, currency, state), (amount, items) in period.opening.items():
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
