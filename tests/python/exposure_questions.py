"""Random ledgers with customers, tables and options: rows for the model of exposures, columns for the library."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import exposure_model
import model
import openitem
import paying_ledgers
import random_ledgers
from side_by_side import reference_ledger
from test_reference_further_kpis import cell, random_letters, random_promises

Rows = list[dict[str, Any]]
RATES = {"JPY": Fraction("0.006213"), "KWD": Fraction("3.0071"), "USD": Fraction("0.9137")}


def records(table: openitem.ResultTable, money: Any = "minor") -> Rows:
    columns = table.to_dict(money=money)
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


class Question:
    """A random ledger with customers, tables and options, as rows for the model and as columns for the library."""

    def __init__(self, seed: int) -> None:
        self.rng = rng = random.Random(f"exposure {seed}")
        paying = rng.random() < 0.5
        self.case = paying_ledgers.paying_case(seed) if paying else random_ledgers.random_case(seed)
        self.case.customers = []
        self.case.contacts = []
        self.case.promises = []
        self.reference = reference_ledger(self.case)
        if not self.reference.documents:
            return
        self.customers = sorted({document.customer for document in self.reference.documents}, key=str)
        self.codes = sorted({document.currency for document in self.reference.documents})
        self.tables: dict[str, Rows] = {}
        self._master()
        if rng.random() < 0.6:
            self.case.promises = self.tables["promises"] = random_promises(rng, self.case, self.reference)
        if rng.random() < 0.6:
            self.case.dunning = self.tables["dunning"] = random_letters(rng, self.reference)
        self.day = random_ledgers.FIRST + timedelta(days=rng.randint(20, 260))
        self._options()
        for name, share in (("orders", 0.7), ("deliveries", 0.6), ("what_if", 0.7)):
            if rng.random() < share and ("orders" in self.options.parts or name != "what_if"):
                self.tables[name] = [self._flow() for _ in range(rng.randint(0, 6))]
        if rng.random() < 0.6:
            self.tables["limits"] = self._terms(scopes=True)
        if rng.random() < 0.6:
            self.tables["covers"] = self._terms(scopes=False)
        if rng.random() < 0.7:
            self.tables["reviews"] = [
                {"customer": rng.choice(self.everybody), "reviewed_on": self._day()} for _ in range(rng.randint(0, 4))
            ]  # fmt: skip

    def _day(self) -> date:
        return self.day + timedelta(days=self.rng.choice([-400, -40, -2, -1, 0, 1, 2, 30, 60]))

    def _master(self) -> None:
        rng, numbers = self.rng, isinstance(self.customers[0], int)
        more = [901, 902] if numbers else ["holding", "top"]
        self.everybody = [*self.customers, *(more if rng.random() < 0.7 else [])]
        order = rng.sample(self.everybody, len(self.everybody))
        self.master: Rows = []
        for place, customer in enumerate(order):
            if customer in self.customers and rng.random() < 0.2:
                continue
            self.master.append(
                {
                    "customer": customer,
                    "parent": rng.choice(order[:place]) if place and rng.random() < 0.6 else None,
                    "credit_limit": rng.choice([None, 0, 300, rng.randint(1, 10**6)]),
                    "limit_expiry": random_ledgers.FIRST + timedelta(days=rng.randint(20, 260))
                    if rng.random() < 0.5
                    else None,
                    "cover": rng.choice([None, None, 100, rng.randint(0, 10**6)]),
                    "currency": rng.choice(self.codes),
                    "insolvency": rng.random() < 0.1,
                    "legal_stop": rng.random() < 0.1,
                    "hardship": rng.random() < 0.2,
                }
            )
        if not self.master:
            self.everybody = self.customers

    def _options(self) -> None:
        rng = self.rng
        self.options = options = exposure_model.Options()
        if rng.random() < 0.4:
            options.currency, options.rates = (
                "EUR",
                {code: rate for code, rate in RATES.items() if code in self.codes},
            )
        if rng.random() < 0.4:
            options.parts = tuple(rng.sample(exposure_model.PARTS, rng.randint(0, 5)))
        options.horizon_days = rng.choice([None, 0, 1, 45])
        options.exclude_disputed = rng.random() < 0.4
        options.group_limits = rng.random() < 0.75
        options.scope = rng.choice([None, "entity", "region", "floor"])
        if not any(row.get("entity") for row in self.case.documents) and options.scope == "entity":
            options.scope = "region"
        options.thresholds = {"hold_use": Fraction(1)}
        for name, choices in (
            ("use", ["0.25", "0.9", "1.5"]), ("overdue_days", [1, 15, 40]), ("overdue_share", ["0.1", "0.5", "1"]),
            ("dunning_level", [1, 2, 3]), ("broken_promises", [1, 2]),
        ):  # fmt: skip
            picked = [Fraction(x) if isinstance(x, str) else x for x in sorted(rng.choices(choices, k=2))]
            for level, threshold in zip(("watch", "hold"), sorted(picked), strict=True):
                if rng.random() < 0.6:
                    options.thresholds[f"{level}_{name}"] = threshold
        if "watch_use" in options.thresholds:
            options.thresholds["hold_use"] = max(
                options.thresholds["hold_use"], options.thresholds["watch_use"]
            )
        options.promise_days = rng.choice([365, 30])
        options.promise_grace_days = rng.choice([0, 3])
        for name in exposure_model.DEFAULT_LEVELS:
            if rng.random() < 0.3:
                options.levels[name] = rng.choice(["release", "watch", "hold"])
        options.review_expiry_days = rng.choice([None, 30])
        options.review_days = rng.choice([None, 40, 400])
        options.review_use_above = rng.choice([None, Fraction(1, 2)])
        options.review_use_below = rng.choice([None, Fraction(1, 5)])
        options.clock = rng.choice(["latest", "payment_posting", "applied_on"])
        if rng.random() < 0.3:
            options.known_at = random_ledgers.FIRST + timedelta(days=rng.randint(30, 200))

    def _scope(self) -> Any:
        if self.options.scope is None:
            return None
        name = self.options.scope
        values = {d.entity if name == "entity" else d.dims[name] for d in self.reference.documents} - {None}
        return self.rng.choice([*sorted(values), None])

    def _flow(self) -> dict[str, Any]:
        return {
            "customer": self.rng.choice(self.everybody), "currency": self.rng.choice(self.codes),
            "amount": self.rng.choice([0, 100, self.rng.randint(1, 10**6)]), "scope": self._scope(),
            "day": self._day() if self.rng.random() < 0.7 else None,
        }  # fmt: skip

    def _terms(self, *, scopes: bool) -> Rows:
        """One or two periods of each kind that do not meet."""
        rng, rows, seen = self.rng, [], set()
        for _ in range(rng.randint(0, 9)):
            row = {
                "customer": rng.choice(self.everybody), "currency": rng.choice(self.codes),
                "scope": self._scope() if scopes else None, "kind": rng.choice([None, "permanent", "temporary"]),
                "amount": rng.choice([0, 500, rng.randint(1, 2 * 10**6)]),
                "share": Fraction(rng.choice(["0", "0.9", "1", "0.333333333"])),
            }  # fmt: skip
            kind = (row["kind"] or "permanent") if scopes else None
            key = row["customer"], self.options.currency or row["currency"], row["scope"], kind
            if key in seen:
                continue
            seen.add(key)
            ends = self._day()
            periods = rng.choice([[(None, None)], [(None, ends)], [(self._day(), None)], [(None, ends), (ends + timedelta(days=1), None)]])  # fmt: skip
            rows += [{**row, "valid_from": begin, "valid_to": end} for begin, end in periods]
        rng.shuffle(rows)
        return rows

    # ---- as the library reads it

    def ledger(self) -> openitem.Ledger:
        case = self.case
        tables = {
            name: random_ledgers.columns(case, name)
            for name in ("applications", "instalments", "disputes", "promises", "dunning")
        }
        tables = {name: table for name, table in tables.items() if table}
        if self.master:
            columns: dict[str, Any] = {name: [row[name] for row in self.master] for name in self.master[0]}
            for name in ("credit_limit", "cover"):
                columns[name] = [cell(case, row[name], row["currency"]) for row in self.master]
            tables["customers"] = columns
        return openitem.Ledger.from_documents(
            random_ledgers.columns(case, "documents"), currency=case.currency, money=case.money, sign=case.sign,
            rows="mark", unreferenced_credits=case.unreferenced_credits, map=random_ledgers.column_map(case), **tables,
        )  # fmt: skip

    def columns(self, name: str) -> dict[str, Any] | None:
        rows = self.tables.get(name)
        if rows is None:
            return None
        own = {"orders": "expected_on", "what_if": "expected_on", "deliveries": "delivered_on"}
        if name == "reviews":
            return {of: [row[of] for row in rows] for of in ("customer", "reviewed_on")}
        columns: dict[str, Any] = {of: [row[of] for row in rows] for of in ("customer", "currency")}
        amounts = [str(Decimal(row["amount"]).scaleb(-model.MINOR_UNITS[row["currency"]])) for row in rows]
        columns["amount" if name in own else "limit"] = amounts
        if name in own:
            columns[own[name]] = [row["day"] for row in rows]
        else:
            columns |= {of: [row[of] for row in rows] for of in ("valid_from", "valid_to")}
        if self.options.scope is not None and name != "covers":
            columns["scope"] = [row["scope"] for row in rows]
        if name == "limits":
            columns["kind"] = [row["kind"] for row in rows]
        if name == "covers":
            columns["insured_share"] = [decimal(row["share"]) for row in rows]
        return columns

    def keywords(self) -> dict[str, Any]:
        options = self.options
        found: dict[str, Any] = {
            name: getattr(options, name)
            for name in (
                "currency", "parts", "horizon_days", "exclude_disputed", "group_limits", "scope", "promise_days",
                "promise_grace_days", "review_expiry_days", "review_days", "clock", "known_at",
            )
        }  # fmt: skip
        found |= {name: decimal(getattr(options, name)) for name in ("review_use_above", "review_use_below")}
        found |= {name: decimal(value) for name, value in options.thresholds.items()} | options.levels
        if options.currency is not None:
            found["rates"] = {code: decimal(rate) for code, rate in options.rates.items()}
        names = ("orders", "deliveries", "limits", "covers", "what_if", "reviews")
        return found | {name: self.columns(name) for name in names}

    def model(self) -> exposure_model.Exposure:
        return exposure_model.Exposure(self.reference, self.tables, self.master, self.day, self.options)

    def ask(self, threads: int = 1) -> openitem.Exposure:
        return openitem.exposure(self.ledger(), self.day, threads=threads, **self.keywords())


def decimal(value: Any) -> Any:
    if isinstance(value, Fraction):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return f"{exact:f}"
    return value
