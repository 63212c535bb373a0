"""Plain-Python model of exposures, written from docs/methods/exposure.md, on top of the reference models of the ledger, of promises and of
dunning letters. Amounts are minor units, rates and shares fractions; every figure is looked up anew for each account."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import further_kpis
import model

PARTS = ("open", "orders", "deliveries", "unapplied", "cover")
DAY = timedelta(days=1)
Row = dict[str, Any]
Rank = {"release": 0, "watch": 1, "hold": 2}


@dataclass
class Options:
    """As the options of the page; None = off."""

    currency: str | None = None
    rates: dict[str, Fraction] = field(default_factory=dict)
    parts: tuple[str, ...] = PARTS
    horizon_days: int | None = None
    exclude_disputed: bool = False
    group_limits: bool = True
    scope: str | None = None
    thresholds: dict[str, Any] = field(default_factory=dict)  # watch_use ... hold_broken_promises
    promise_days: int = 365
    promise_grace_days: int = 0
    levels: dict[str, str] = field(default_factory=dict)
    review_expiry_days: int | None = None
    review_days: int | None = None
    review_use_above: Fraction | None = None
    review_use_below: Fraction | None = None
    clock: str = "latest"
    known_at: date | None = None


DEFAULT_LEVELS = {
    "expired_limit": "hold",
    "no_limit": "release",
    "insolvency": "hold",
    "legal_stop": "hold",
    "hardship": "watch",
}


def half_up(value: Fraction) -> int:
    size = int(abs(value) + Fraction(1, 2))
    return -size if value < 0 else size


@dataclass
class Measured:
    open: int
    orders: int
    deliveries: int
    unapplied: int
    cover: int
    exposure: int
    credit_left: int


class Exposure:
    """`tables`: rows of orders ... reviews with amounts in minor units of their currency; `master`: customers of the ledger."""

    def __init__(
        self,
        ledger: model.Ledger,
        tables: dict[str, list[Row]],
        master: list[Row],
        day: date,
        options: Options,
    ):
        self.ledger, self.day, self.options = ledger, day, options
        self.tables = {
            name: tables.get(name) for name in ("orders", "deliveries", "limits", "covers", "what_if")
        }
        self.reviews = tables.get("reviews")
        self.promises, self.letters = tables.get("promises", []), tables.get("dunning", [])
        self.master = {row["customer"]: row for row in master}
        self.parent = {row["customer"]: row.get("parent") for row in master}
        self.heads = {above for above in self.parent.values() if above is not None}
        self.items = model.open_books(ledger, day, clock=options.clock, known_at=options.known_at).items
        if self.tables["limits"] is None:
            self.limits = [
                {"customer": row["customer"], "amount": row["credit_limit"], "currency": row["currency"],
                 "valid_to": row.get("limit_expiry")}
                for row in master if row.get("credit_limit") is not None
            ]  # fmt: skip
        else:
            self.limits = self.tables["limits"]
        if self.tables["covers"] is None:
            self.covers = [
                {"customer": row["customer"], "amount": row["cover"], "currency": row["currency"]}
                for row in master if row.get("cover") is not None
            ]  # fmt: skip
        else:
            self.covers = self.tables["covers"]
        self.broken = self._broken_promises()

    # ---- what is compared in what

    def currency_of(self, currency: str) -> str:
        return self.options.currency or currency

    def convert(self, amount: int, currency: str) -> int:
        target = self.options.currency
        if target is None or target == currency or amount == 0:
            return amount
        scale = Fraction(10) ** (model.MINOR_UNITS[target] - model.MINOR_UNITS[currency])
        return half_up(amount * self.options.rates[currency] * scale)

    def value(self, row: Row) -> int:
        return self.convert(row["amount"], row["currency"])

    def rows_of(self, table: list[Row] | None, key: tuple[Any, str], scope: Any = None) -> list[Row]:
        return [
            row
            for row in table or []
            if (row["customer"], self.currency_of(row["currency"])) == key
            and (scope is None or row.get("scope") == scope)
        ]

    def items_of(self, key: tuple[Any, str], scope: Any = None) -> list[model.Item]:
        return [
            item
            for item in self.items
            if (item.document.customer, self.currency_of(item.document.currency)) == key
            and (scope is None or self.scope_of(item.document) == scope)
        ]

    def scope_of(self, document: model.Document) -> Any:
        name = self.options.scope
        return document.entity if name == "entity" else document.dims[name]

    # ---- accounts

    def accounts(self) -> set[tuple[Any, str]]:
        found = {(item.document.customer, self.currency_of(item.document.currency)) for item in self.items}
        for table in (
            self.limits,
            self.covers,
            *(self.tables[n] for n in ("orders", "deliveries", "what_if")),
        ):
            found |= {(row["customer"], self.currency_of(row["currency"])) for row in table or []}
        return found | {key for key, count in self.broken.items() if count}

    def counted(self, item: model.Item) -> int:
        if self.options.exclude_disputed:
            return self.convert(item.open - item.disputed, item.document.currency)
        return self.convert(item.open, item.document.currency)

    def debits(self, key: tuple[Any, str], scope: Any = None) -> list[model.Item]:
        excluded = self.options.exclude_disputed
        return [
            item
            for item in self.items_of(key, scope)
            if item.open > 0 and not (excluded and item.open == item.disputed)
        ]

    def in_horizon(self, row: Row) -> bool:
        expected, horizon = row.get("day"), self.options.horizon_days
        return expected is None or horizon is None or expected <= self.day + horizon * DAY

    def measured(self, key: tuple[Any, str], scope: Any = None, added: int = 0) -> Measured:
        parts = self.options.parts
        open_, orders, deliveries, credits = 0, 0, 0, 0
        if "open" in parts:
            open_ = sum(self.counted(item) for item in self.debits(key, scope))
        if "orders" in parts:
            given = self.rows_of(self.tables["orders"], key, scope)
            orders = sum(self.value(row) for row in given if self.in_horizon(row)) + added
        if "deliveries" in parts:
            given = self.rows_of(self.tables["deliveries"], key, scope)
            deliveries = sum(
                self.value(row) for row in given if row.get("day") is None or row["day"] <= self.day
            )
        if "unapplied" in parts:
            credits = -sum(
                self.convert(item.open, item.document.currency)
                for item in self.items_of(key, scope)
                if item.open < 0
            )
        gross = open_ + orders + deliveries
        unapplied = min(credits, gross)
        cover = 0
        if "cover" in parts and scope is None:
            for row in self.rows_of(self.covers, key):
                if self.holds(row):
                    insured = max(0, open_ - credits) * row.get("share", Fraction(1))
                    cover = min(self.value(row), int(insured))
        return Measured(
            open_, orders, deliveries, unapplied, cover, gross - unapplied - cover, credits - unapplied
        )

    # ---- limits

    def holds(self, row: Row) -> bool:
        begins, ends = row.get("valid_from"), row.get("valid_to")
        return (begins is None or begins <= self.day) and (ends is None or self.day <= ends)

    def limit_of(self, key: tuple[Any, str], scope: Any = None) -> tuple[str, int | None, date | None]:
        rows = [row for row in self.rows_of(self.limits, key) if row.get("scope") == scope]
        for kind in ("temporary", "permanent"):
            for row in rows:
                if (row.get("kind") or "permanent") == kind and self.holds(row):
                    return kind, self.value(row), row.get("valid_to")
        ended = [
            row["valid_to"] for row in rows if row.get("valid_to") is not None and row["valid_to"] < self.day
        ]
        return ("expired", None, max(ended)) if ended else ("none", None, None)

    def is_head(self, customer: Any) -> bool:
        return self.options.group_limits and customer in self.heads

    def own_limit(self, key: tuple[Any, str]) -> tuple[str, int | None, date | None]:
        return ("none", None, None) if self.is_head(key[0]) else self.limit_of(key)

    def chain(self, customer: Any) -> list[Any]:
        """Himself and all above him, the nearest first."""
        found = []
        while customer is not None:
            found.append(customer)
            customer = self.parent.get(customer)
        return found

    def groups(self) -> list[tuple[Any, str]]:
        return [
            key for key in self.accounts()
            if self.is_head(key[0]) and any(row.get("scope") is None for row in self.rows_of(self.limits, key))
        ]  # fmt: skip

    def members(self, group: tuple[Any, str]) -> list[tuple[Any, str]]:
        return [key for key in self.accounts() if key[1] == group[1] and group[0] in self.chain(key[0])]

    def group_exposure(self, group: tuple[Any, str]) -> int:
        return sum(self.measured(key).exposure for key in self.members(group))

    def groups_above(self, key: tuple[Any, str]) -> list[tuple[Any, str]]:
        known = self.groups()
        return [(head, key[1]) for head in self.chain(key[0]) if (head, key[1]) in known]

    def sub_limits(self) -> set[tuple[Any, str, Any]]:
        return {
            (row["customer"], self.currency_of(row["currency"]), row["scope"])
            for row in self.limits
            if row.get("scope") is not None
        }

    # ---- behaviour

    def days_past_due(self, item: model.Item) -> int:
        due = item.due_date or item.document.issue_date
        if item.excess:
            due = item.document.posting_date
        return (self.day - due).days

    def _broken_promises(self) -> dict[tuple[Any, str], int]:
        options, found = self.options, {}
        books = {"clock": options.clock, "known_at": options.known_at, "grace": options.promise_grace_days}
        rows = [row for row in self.promises if not self._is_late(row)]
        first = self.day - (options.promise_days - 1) * DAY
        sums, _ = further_kpis.promises(self.ledger, rows, first, self.day, date.max, ("customer",), **books)
        for ((customer,), currency), parts in sums.items():
            key = customer, self.currency_of(currency)
            found[key] = found.get(key, 0) + parts["promises"] - parts["promises_kept"]
        return found

    def _is_late(self, row: Row) -> bool:
        """Of a document that is posted after the deadline."""
        if row["document_id"] is None:
            return False
        document = self.ledger.resolve(self.ledger.chain_of_id[row["document_id"]], self.options.known_at)
        deadline = row["due_date"] + self.options.promise_grace_days * DAY
        return document is not None and document.posting_date > deadline

    def behaviour(self, key: tuple[Any, str]) -> Row:
        debits = self.debits(key)
        late = [item for item in debits if self.days_past_due(item) >= 1]
        levels = [
            further_kpis.level_of(self.ledger, item, self.day, self.letters, self.options.known_at)
            for item in debits
        ]
        return {
            "open": sum(self.counted(item) for item in debits),
            "overdue": sum(self.counted(item) for item in late),
            "oldest_overdue_days": max((self.days_past_due(item) for item in late), default=None),
            "dunning_level": max((level for level in levels if level is not None), default=None),
            "broken_promises": self.broken.get(key, 0),
        }

    # ---- decisions

    def use_reason(self, name: str, exposure: int, limit: int, **of: Any) -> list[Row]:
        for level in ("hold", "watch"):
            threshold = self.options.thresholds.get(f"{level}_use")
            if threshold is not None and exposure > limit * threshold:
                use = Fraction(exposure, limit) if limit else None
                return [{"reason": name, "level": level, "value": use, "threshold": threshold, **of}]
        return []

    def count_reason(self, name: str, value: Any) -> list[Row]:
        for level in ("hold", "watch"):
            threshold = self.options.thresholds.get(f"{level}_{name}")
            if threshold is not None and value is not None and value >= threshold:
                return [{"reason": name, "level": level, "value": value, "threshold": threshold}]
        return []

    def reasons(self, key: tuple[Any, str], trial: Row | None = None) -> list[Row]:
        added = self.value(trial) if trial is not None and self.in_horizon(trial) else 0
        scope = None if trial is None else trial.get("scope")
        found = []
        exposure = self.measured(key, added=added).exposure
        grown = exposure - self.measured(key).exposure
        _, limit, _ = self.own_limit(key)
        if limit is not None:
            found += self.use_reason("limit_use", exposure, limit)
        above = self.groups_above(key)
        for group in above:
            _, of_group, _ = self.limit_of(group)
            if of_group is not None:
                total = self.group_exposure(group) + grown
                found += self.use_reason("group_limit_use", total, of_group, group=group[0])
        for customer, currency, part in sorted(self.sub_limits(), key=lambda sub: sub[2]):
            _, of_scope, _ = self.limit_of((customer, currency), part)
            if (customer, currency) == key and of_scope is not None:
                of_part = self.measured(key, part, added if part == scope else 0).exposure
                found += self.use_reason("sub_limit_use", of_part, of_scope, scope=part)
        behaviour = self.behaviour(key)
        found += self.count_reason("overdue_days", behaviour["oldest_overdue_days"])
        if behaviour["open"] > 0:
            found += self.count_reason("overdue_share", Fraction(behaviour["overdue"], behaviour["open"]))
        found += self.count_reason("dunning_level", behaviour["dunning_level"])
        found += self.count_reason("broken_promises", behaviour["broken_promises"])
        states = [(self.own_limit(key)[0], None), *((self.limit_of(group)[0], group[0]) for group in above)]
        levels = DEFAULT_LEVELS | self.options.levels
        for state, head in states:
            if state == "expired":
                found.append({"reason": "expired_limit", "level": levels["expired_limit"], "group": head})
        if all(state == "none" for state, _ in states):
            found.append({"reason": "no_limit", "level": levels["no_limit"]})
        for flag in ("insolvency", "legal_stop", "hardship"):
            if self.master.get(key[0], {}).get(flag):
                found.append({"reason": flag, "level": levels[flag]})
        return [reason for reason in found if reason["level"] != "release"]

    def decision(self, reasons: list[Row]) -> str:
        return max((reason["level"] for reason in reasons), key=Rank.__getitem__, default="release")

    # ---- reviews

    def review_due(self) -> list[Row]:
        found = []
        for key in self.accounts():
            found += self._reviews("customer", key, self.own_limit(key), self.measured(key).exposure)
        for group in self.groups():
            found += self._reviews("group", group, self.limit_of(group), self.group_exposure(group))
        return found

    def _reviews(
        self, of: str, key: tuple[Any, str], limit: tuple[str, int | None, date | None], exposure: int
    ) -> list[Row]:
        options, (state, amount, last) = self.options, limit
        if state == "none":
            return []
        due: list[tuple[str, date | None]] = []
        ahead = timedelta(days=options.review_expiry_days or 0)
        if options.review_expiry_days and last is not None and last <= self.day + ahead:
            due.append(("limit_expiry", last))
        if options.review_days and self.reviews is not None:
            days = [
                row["reviewed_on"]
                for row in self.reviews
                if row["customer"] == key[0] and row["reviewed_on"] <= self.day
            ]
            if not days:
                due.append(("never_reviewed", None))
            elif max(days) + options.review_days * DAY <= self.day:
                due.append(("last_review", max(days) + options.review_days * DAY))
        if amount is not None:
            if options.review_use_above and exposure > amount * options.review_use_above:
                due.append(("use_above", self.day))
            if options.review_use_below and exposure < amount * options.review_use_below:
                due.append(("use_below", self.day))
        return [
            {"customer": key[0], "currency": key[1], "limit_of": of, "reason": reason, "due_on": on}
            for reason, on in due
        ]
