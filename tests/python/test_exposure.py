"""Exposure from Python: hand-worked accounts, the model of its page on random ledgers, invariants, every option, what is refused."""

from __future__ import annotations

import doctest
import random
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import exposure_model
import model
import openitem
import paying_ledgers
import pytest
import random_ledgers
from hypothesis import given, settings
from hypothesis import strategies as st
from openitem import _exposure
from side_by_side import minor, reference_ledger
from test_reference_further_kpis import cell, random_letters, random_promises

Rows = list[dict[str, Any]]
SEEDS = st.integers(0, 2**32 - 1)
T = date(2024, 6, 30)
RATES = {"JPY": Fraction("0.006213"), "KWD": Fraction("3.0071"), "USD": Fraction("0.9137")}
COUNTS = ("overdue_days", "dunning_level", "broken_promises")


def records(table: openitem.ResultTable, money: Any = "minor") -> Rows:
    columns = table.to_dict(money=money)
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


# ---- hand-worked --------------------------------------------------------------------------------


def small_ledger(**customers: list[Any]) -> openitem.Ledger:
    """Adler: 800 overdue since 31 May, 200 due later, 50 of credit. Birke: 300 overdue since 20 June."""
    documents = {
        "customer": ["Adler", "Adler", "Adler", "Birke"],
        "id": ["1", "2", "3", "4"],
        "region": ["n", "s", "n", "n"],
        "issue_date": ["2024-05-01", "2024-06-10", "2024-06-20", "2024-06-01"],
        "due_date": ["2024-05-31", "2024-07-10", None, "2024-06-20"],
        "amount": ["800.00", "200.00", "-50.00", "300.00"],
    }
    tables: dict[str, Any] = {"customers": customers} if customers else {}
    return openitem.Ledger.from_documents(
        documents, currency="EUR", map={"documents": {"dimension": "region"}}, **tables
    )


LIMITS = {"customer": ["Adler", "Birke"], "limit": ["1000.00", "500.00"]}


def of_adler(found: openitem.Exposure) -> dict[str, Any]:
    return next(row for row in records(found.rows) if row["customer"] == "Adler")


def test_the_parts_by_hand() -> None:
    found = openitem.exposure(
        small_ledger(),
        T,
        limits=LIMITS,
        orders={"customer": ["Adler", "Adler"], "amount": ["120.00", "30.00"], "expected_on": ["2024-07-15", "2024-09-01"]},
        deliveries={"customer": ["Adler"], "amount": ["40.00"], "delivered_on": ["2024-06-29"]},
        covers={"customer": ["Adler"], "limit": ["600.00"], "insured_share": ["0.9"]},
        horizon_days=30,
    )  # fmt: skip
    row = of_adler(found)
    # net open 950, of which 855 is insured; the cover's limit is 600: 1000 + 120 + 40 - 50 - 600 = 510.
    assert (row["open_gross"], row["orders"], row["deliveries"]) == (100000, 12000, 4000)
    assert (row["unapplied"], row["cover"], row["exposure"], row["credit_left"]) == (5000, 60000, 51000, 0)
    assert (row["limit"], row["headroom"], row["limit_use"], row["limit_state"]) == (
        100000,
        49000,
        0.51,
        "permanent",
    )
    assert (row["overdue"], row["oldest_overdue_days"], row["decision"]) == (80000, 30, "release")
    lines = {row["line"]: row["amount"] for row in records(found.proof)}
    assert lines["debits"] == 130000
    assert lines["orders_beyond_horizon"] == -3000
    assert lines["exposure"] == -51000 - 30000
    assert lines["difference"] == lines["items_difference"] == 0


@pytest.mark.parametrize(
    ("days", "taken"),
    [("0.333333333", 31666), ("0.000000001", 0), ("1", 60000), (None, 60000)],
)
def test_the_insured_share_is_rounded_down(days: str | None, taken: int) -> None:
    covers = {"customer": ["Adler"], "limit": ["600.00"], "insured_share": [days]}
    assert of_adler(openitem.exposure(small_ledger(), T, covers=covers))["cover"] == taken


def test_every_part_can_be_left_out() -> None:
    tables: dict[str, Any] = {
        "orders": {"customer": ["Adler"], "amount": ["10.00"]},
        "deliveries": {"customer": ["Adler"], "amount": ["20.00"]},
        "covers": {"customer": ["Adler"], "limit": ["100.00"]},
    }
    expected = {
        "open": 1000 + 2000,  # the credit has that much to lower, and nothing open is insured
        "orders": 100000 + 2000 - 5000 - 10000,
        "deliveries": 100000 + 1000 - 5000 - 10000,
        "unapplied": 100000 + 3000 - 10000,
        "cover": 100000 + 3000 - 5000,
    }
    for part, exposure in expected.items():
        found = openitem.exposure(
            small_ledger(), T, parts=[name for name in exposure_model.PARTS if name != part], **tables
        )
        assert of_adler(found)["exposure"] == (0 if part == "open" else exposure), part
        assert all(row["amount"] == 0 for row in records(found.proof) if row["line"].endswith("difference"))
    left = openitem.exposure(small_ledger(), T, parts=["orders", "unapplied"], orders=tables["orders"])
    assert of_adler(left)["credit_left"] == 4000


def test_a_temporary_limit_stands_in_and_ends() -> None:
    limits = {
        "customer": ["Adler"] * 3,
        "limit": ["900.00", "2000.00", "1200.00"],
        "kind": ["permanent", "temporary", None],
        "valid_from": ["2024-01-01", "2024-06-01", "2025-01-01"],
        "valid_to": ["2024-12-31", "2024-06-30", None],
    }
    ledger = small_ledger()
    states = [
        (row["limit_state"], row["limit"], row["limit_valid_to"], row["decision"])
        for day in ("2024-06-30", "2024-07-01", "2024-12-31", "2025-01-01")
        for row in [of_adler(openitem.exposure(ledger, day, limits=limits))]
    ]
    assert states == [
        ("temporary", 200000, date(2024, 6, 30), "release"),
        ("permanent", 90000, date(2024, 12, 31), "hold"),
        ("permanent", 90000, date(2024, 12, 31), "hold"),
        ("permanent", 120000, None, "release"),
    ]
    limits = {name: column[:2] for name, column in limits.items()}
    ended = openitem.exposure(ledger, "2025-01-01", limits=limits)
    row = of_adler(ended)
    assert (row["limit_state"], row["limit"], row["headroom"], row["limit_valid_to"]) == (
        "expired",
        None,
        None,
        date(2024, 12, 31),
    )
    assert [reason["reason"] for reason in records(ended.reasons)] == ["expired_limit"]


def test_limits_covers_and_flags_of_the_ledger() -> None:
    ledger = small_ledger(
        customer=["Adler", "Birke"], credit_limit=["800.00", "1000.00"], cover=[None, "100.00"],
        limit_expiry=["2024-06-30", "2024-06-29"], hardship=[True, False], insolvency=[False, False],
        legal_stop=[False, True],
    )  # fmt: skip
    found = openitem.exposure(ledger, T, no_limit="watch")
    assert [(row["exposure"], row["limit_state"], row["decision"]) for row in records(found.rows)] == [
        (95000, "permanent", "hold"),
        (20000, "expired", "hold"),
    ]
    assert [(row["customer"], row["reason"], row["level"]) for row in records(found.reasons)] == [
        ("Adler", "limit_use", "hold"),
        ("Adler", "hardship", "watch"),
        ("Birke", "expired_limit", "hold"),
        ("Birke", "legal_stop", "hold"),
    ]
    given = openitem.exposure(ledger, T, limits={"customer": ["Adler"], "limit": [950]}, money="decimal")
    assert of_adler(given)["limit"] == 95000
    assert of_adler(given)["decision"] == "watch"  # exactly the limit is not above it


def test_groups_and_sub_limits_by_hand() -> None:
    ledger = small_ledger(
        customer=["Adler", "Birke"], parent=["Holding", "Adler"], credit_limit=["1200.00", "250.00"]
    )
    found = openitem.exposure(ledger, T)
    (group,) = records(found.groups)
    assert (group["customer"], group["members"], group["exposure"], group["headroom"]) == (
        "Adler",
        2,
        125000,
        -5000,
    )
    reasons = [(row["customer"], row["reason"], row["group"], row["value"]) for row in records(found.reasons)]
    assert reasons == [
        ("Adler", "group_limit_use", "Adler", 125 / 120),
        ("Birke", "limit_use", None, 1.2),
        ("Birke", "group_limit_use", "Adler", 125 / 120),
    ]
    alone = openitem.exposure(ledger, T, group_limits=False)
    assert not records(alone.groups)
    assert of_adler(alone)["limit"] == 120000
    scoped = openitem.exposure(
        small_ledger(), T, scope="region", orders={"customer": ["Adler"], "amount": ["5.00"], "scope": ["s"]},
        limits={"customer": ["Adler", "Adler"], "limit": ["100.00", "9000.00"], "scope": ["s", None]},
    )  # fmt: skip
    (part,) = records(scoped.sub_limits)
    assert (part["scope"], part["open_gross"], part["orders"], part["unapplied"], part["exposure"]) == (
        "s",
        20000,
        500,
        0,
        20500,
    )
    (reason,) = records(scoped.reasons)
    assert (reason["reason"], reason["scope"], reason["value"]) == ("sub_limit_use", "s", 2.05)
    assert of_adler(scoped)["limit"] == 900000


def test_trials_by_hand() -> None:
    ledger = small_ledger(
        customer=["Adler", "Birke"], parent=["Holding", None], credit_limit=["1000.00", "500.00"]
    )
    trials = {
        "customer": ["Adler", "Adler", "Birke", "Adler"],
        "amount": ["50.00", "50.01", "0.00", "99999.00"],
        "expected_on": [None, "2024-07-01", None, "2024-07-11"],
    }
    found = openitem.exposure(ledger, T, what_if=trials, horizon_days=10)
    rows = records(found.what_if)
    assert [(row["exposure_before"], row["exposure_after"], row["headroom_after"]) for row in rows] == [
        (95000, 100000, 0),
        (95000, 100001, -1),
        (30000, 30000, 20000),
        (95000, 95000, 5000),
    ]
    assert [row["decision_after"] for row in rows] == ["release", "hold", "release", "release"]
    assert [row["reasons_after"] for row in rows] == ["", "limit_use", "", ""]
    assert [row["counted"] for row in rows] == [5000, 5001, 0, 0]


def test_reviews_by_hand() -> None:
    limits = {**LIMITS, "valid_to": ["2024-07-30", None]}
    reviews = {
        "customer": ["Adler", "Adler", "Birke"],
        "reviewed_on": ["2023-01-01", "2024-01-31", "2025-01-01"],
    }
    found = openitem.exposure(
        small_ledger(), T, limits=limits, reviews=reviews, review_expiry_days=30, review_days=151,
        review_use_above="0.94", review_use_below="0.7",
    )  # fmt: skip
    due = [(row["customer"], row["reason"], row["due_on"]) for row in records(found.review_due)]
    assert due == [
        ("Adler", "limit_expiry", date(2024, 7, 30)),
        ("Adler", "last_review", T),
        ("Adler", "use_above", T),
        ("Birke", "never_reviewed", None),
        ("Birke", "use_below", T),
    ]
    fewer = openitem.exposure(
        small_ledger(), T, limits=limits, reviews=reviews, review_expiry_days=29, review_days=152
    )
    assert [row["reason"] for row in records(fewer.review_due)] == ["never_reviewed"]


def test_disputes_and_conversion_by_hand() -> None:
    ledger = openitem.Ledger.from_documents(
        {
            "customer": ["A", "A"], "id": ["1", "2"], "issue_date": ["2024-05-01", "2024-05-01"],
            "amount": ["100.00", "1000"], "currency": ["USD", "JPY"],
        },
        disputes={"document_id": ["1"], "amount": ["40.00"], "opened": ["2024-06-01"]},
    )  # fmt: skip
    limits = {"customer": ["A"], "limit": ["60.00"]}
    asked: dict[str, Any] = {"currency": "EUR", "rates": {"USD": "0.9", "JPY": "0.006"}, "limits": limits}
    (row,) = records(openitem.exposure(ledger, T, **asked).rows)
    assert (row["currency"], row["exposure"], row["decision"]) == ("EUR", 9600, "hold")
    (row,) = records(openitem.exposure(ledger, T, exclude_disputed=True, **asked).rows)
    assert (row["exposure"], row["decision"]) == (6000, "release")
    each = openitem.exposure(ledger, T)
    assert [(row["currency"], row["exposure"]) for row in records(each.rows)] == [
        ("JPY", 1000),
        ("USD", 10000),
    ]


def test_thresholds_by_hand() -> None:
    ledger = small_ledger()

    def adler(**options: Any) -> tuple[str, Rows]:
        found = openitem.exposure(ledger, T, limits=LIMITS, **options)
        reasons = [row for row in records(found.reasons) if row["customer"] == "Adler"]
        return of_adler(found)["decision"], reasons

    assert adler() == ("release", [])
    assert adler(watch_use="0.95")[0] == "release"
    decision, (reason,) = adler(watch_use="0.949")
    assert (decision, reason["value"], reason["threshold"], reason["unit"]) == ("watch", 0.95, 0.949, "share")
    assert adler(hold_use=0.9)[0] == "hold"
    assert adler(watch_overdue_days=31)[0] == "release"
    assert adler(watch_overdue_days=30)[0] == "watch"
    assert adler(watch_overdue_days=1, hold_overdue_days=30)[0] == "hold"
    assert adler(watch_overdue_share="0.8")[0] == "watch"
    assert adler(watch_overdue_share="0.800000001")[0] == "release"
    assert adler(hold_overdue_share="0.5")[1][0]["value"] == 0.8


# ---- the model of the page on random ledgers ----------------------------------------------------


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


def figure(value: Any) -> float | None:
    return None if value is None else float(value)


def check_rows(found: openitem.Exposure, expected: exposure_model.Exposure) -> None:
    rows = {(row["customer"], row["currency"]): row for row in records(found.rows)}
    assert set(rows) == expected.accounts()
    for key, row in rows.items():
        measured, behaviour = expected.measured(key), expected.behaviour(key)
        for name in ("orders", "deliveries", "unapplied", "cover", "exposure", "credit_left"):
            assert row[name] == getattr(measured, name), (key, name)
        assert row["open_gross"] == measured.open
        for name in ("overdue", "oldest_overdue_days", "dunning_level", "broken_promises"):
            assert row[name] == behaviour[name], (key, name)
        check_limit(row, expected.own_limit(key), measured.exposure)
        assert row["decision"] == expected.decision(expected.reasons(key)), key


def check_limit(row: dict[str, Any], expected: tuple[str, int | None, date | None], exposure: int) -> None:
    state, limit, last = expected
    assert (row["limit_state"], row["limit"], row["limit_valid_to"]) == (state, limit, last)
    assert row["headroom"] == (None if limit is None else limit - exposure)
    assert row["limit_use"] == (float(Fraction(exposure, limit)) if limit else None)


def check_reasons(found: openitem.Exposure, expected: exposure_model.Exposure) -> None:
    listed: dict[Any, Rows] = {}
    for row in records(found.reasons):
        listed.setdefault((row["customer"], row["currency"]), []).append(row)
    for key in expected.accounts():
        ours = [
            (r["reason"], r["level"], figure(r.get("value")), figure(r.get("threshold")), r.get("group"), r.get("scope"))
            for r in expected.reasons(key)
        ]  # fmt: skip
        names = ("reason", "level", "value", "threshold", "group", "scope")
        assert [tuple(row[name] for name in names) for row in listed.pop(key, [])] == ours, key
    assert not listed


def check_groups(found: openitem.Exposure, expected: exposure_model.Exposure) -> None:
    groups = {(row["customer"], row["currency"]): row for row in records(found.groups)}
    assert set(groups) == set(expected.groups())
    for key, row in groups.items():
        assert (row["members"], row["exposure"]) == (len(expected.members(key)), expected.group_exposure(key))
        check_limit(row, expected.limit_of(key), row["exposure"])
    parts = {(row["customer"], row["currency"], row["scope"]): row for row in records(found.sub_limits)}
    assert set(parts) == expected.sub_limits()
    for (customer, currency, scope), row in parts.items():
        measured = expected.measured((customer, currency), scope)
        assert (row["open_gross"], row["unapplied"], row["exposure"]) == (
            measured.open,
            measured.unapplied,
            measured.exposure,
        )
        check_limit(row, expected.limit_of((customer, currency), scope), measured.exposure)


def check_trials(found: openitem.Exposure, expected: exposure_model.Exposure) -> None:
    rows = records(found.what_if)
    trials = expected.tables["what_if"] or []
    assert [row["row"] for row in rows] == list(range(len(trials)))
    for row, trial in zip(rows, trials, strict=True):
        key = trial["customer"], expected.currency_of(trial["currency"])
        counted = expected.value(trial) if expected.in_horizon(trial) else 0
        before, after = expected.measured(key).exposure, expected.measured(key, added=counted).exposure
        assert (row["amount"], row["counted"]) == (expected.value(trial), counted)
        assert (row["exposure_before"], row["exposure_after"]) == (before, after)
        assert after >= before
        reasons = expected.reasons(key, trial)
        assert row["decision_before"] == expected.decision(expected.reasons(key))
        assert row["decision_after"] == expected.decision(reasons)
        assert row["reasons_after"] == ",".join(dict.fromkeys(reason["reason"] for reason in reasons))
        rooms = [
            limit - exposure
            for (_, limit, _), exposure in [
                (expected.own_limit(key), after),
                *(
                    (expected.limit_of(group), expected.group_exposure(group) + after - before)
                    for group in expected.groups_above(key)
                ),
            ]
            if limit is not None
        ]
        assert row["headroom_after"] == min(rooms, default=None)


def check_reviews(found: openitem.Exposure, expected: exposure_model.Exposure) -> None:
    names = ("customer", "currency", "limit_of", "reason", "due_on")

    def order(row: dict[str, Any]) -> tuple[str, ...]:
        return tuple(str(row[name]) for name in names)

    ours = sorted(expected.review_due(), key=order)
    theirs = sorted(({name: row[name] for name in names} for row in records(found.review_due)), key=order)
    assert theirs == ours


def check_proof(found: openitem.Exposure, expected: exposure_model.Exposure) -> None:
    sums: dict[str, int] = {}
    for row in records(found.proof):
        if row["line"].endswith("difference"):
            assert row["amount"] == 0, row
        if row["line"] == "exposure":
            sums[row["currency"]] = -row["amount"]
    exposures: dict[str, int] = {}
    for key in expected.accounts():
        exposures[key[1]] = exposures.get(key[1], 0) + expected.measured(key).exposure
    assert sums == exposures


@settings(max_examples=80, deadline=None)
@given(SEEDS)
def test_exposures_are_those_of_the_page(seed: int) -> None:
    question = Question(seed)
    if not question.reference.documents:
        return
    found, expected = question.ask(), question.model()
    check_rows(found, expected)
    check_reasons(found, expected)
    check_groups(found, expected)
    check_trials(found, expected)
    check_reviews(found, expected)
    check_proof(found, expected)


def test_the_questions_ask_what_they_should() -> None:
    """Enough of the random questions have groups, sub-limits, trials, reviews and reasons of every kind."""
    seen: dict[str, int] = {}
    for seed in range(150):
        question = Question(seed)
        if not question.reference.documents:
            continue
        found = question.ask()
        for name in ("groups", "sub_limits", "what_if", "review_due"):
            seen[name] = seen.get(name, 0) + bool(len(getattr(found, name)))
        for reason in {row["reason"] for row in records(found.reasons)}:
            seen[reason] = seen.get(reason, 0) + 1
    assert len(seen) == 16
    assert min(seen.values()) >= 5, seen


# ---- invariants ---------------------------------------------------------------------------------


def every_table(found: openitem.Exposure) -> dict[str, Rows]:
    names = ("rows", "reasons", "groups", "sub_limits", "what_if", "review_due", "proof")
    return {name: records(getattr(found, name)) for name in names}


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_neither_threads_nor_the_order_of_rows_matter(seed: int) -> None:
    question = Question(seed)
    if not question.reference.documents:
        return
    found = every_table(question.ask())
    assert every_table(question.ask(threads=3)) == found
    for name in ("orders", "deliveries", "limits", "covers", "reviews"):
        if name in question.tables:
            question.rng.shuffle(question.tables[name])
    assert every_table(question.ask()) == found


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_a_trial_is_what_the_order_brings(seed: int) -> None:
    question = Question(seed)
    if not question.reference.documents or not question.tables.get("what_if"):
        return
    trials = records(question.ask().what_if)
    for trial, judged in zip(question.tables.pop("what_if"), trials, strict=True):
        orders = question.tables.get("orders", [])
        question.tables["orders"] = [*orders, trial]
        found = question.ask()
        question.tables["orders"] = orders
        key = trial["customer"], question.options.currency or trial["currency"]
        (row,) = (row for row in records(found.rows) if (row["customer"], row["currency"]) == key)
        assert (row["exposure"], row["decision"]) == (judged["exposure_after"], judged["decision_after"])
        reasons = [r["reason"] for r in records(found.reasons) if (r["customer"], r["currency"]) == key]
        assert ",".join(dict.fromkeys(reasons)) == judged["reasons_after"]


@settings(max_examples=30, deadline=None)
@given(SEEDS, st.integers(2, 1000))
def test_ten_times_the_amounts_are_ten_times_the_exposure(seed: int, factor: int) -> None:
    rng = random.Random(seed)
    size = rng.randint(1, 12)
    customers = [rng.choice("AB") for _ in range(size)]
    amounts = [rng.randint(-(10**6), 10**6) for _ in range(size)]
    orders = [rng.randint(0, 10**6) for _ in range(3)]

    def asked(times: int) -> Rows:
        documents = {
            "customer": customers,
            "issue_date": ["2024-05-01"] * size,
            "amount": [amount * times for amount in amounts],
        }
        ledger = openitem.Ledger.from_documents(documents, currency="EUR", money="minor")
        return records(
            openitem.exposure(
                ledger, T, money="minor", orders={"customer": [customers[0]] * 3, "amount": [o * times for o in orders]},
                limits={"customer": [customers[0]], "limit": [orders[0] * times]},
            ).rows
        )  # fmt: skip

    for one, many in zip(asked(1), asked(factor), strict=True):
        for name in ("open_gross", "orders", "unapplied", "exposure", "credit_left"):
            assert many[name] == one[name] * factor
        assert many["decision"] == one["decision"]
        assert many["limit_use"] == one["limit_use"]


# ---- what is refused ----------------------------------------------------------------------------


ONE: dict[str, Any] = {"customer": ["Adler"]}


@pytest.mark.parametrize(
    ("tables", "status", "column", "row"),
    [
        ({"orders": {"customer": ["Adler", "Nobody"], "amount": ["1", "2"]}}, "unknown_reference", "orders.customer", 1),
        ({"orders": {"customer": ["Adler", None], "amount": ["1", "2"]}}, "missing_value", "orders.customer", 1),
        ({"orders": {**ONE, "amount": ["-0.01"]}}, "invalid_data", "orders.amount", 0),
        ({"orders": {**ONE, "amount": ["1.001"]}}, "inexact_amount", "orders.amount", 0),
        ({"orders": {**ONE, "amount": [None]}}, "missing_value", "orders.amount", 0),
        ({"orders": {**ONE, "amount": ["x"]}}, "invalid_data", "orders.amount", 0),
        ({"orders": {**ONE, "amount": [1.5]}}, "wrong_type", "orders.amount", None),
        ({"orders": {"customer": [7], "amount": ["1"]}}, "wrong_type", "orders.customer", None),
        ({"orders": {**ONE}}, "missing_column", "orders.amount", None),
        ({"orders": {**ONE, "amount": ["1"], "expected": ["2024-01-01"]}}, "unknown_name", "orders.expected", None),
        ({"orders": {**ONE, "amount": ["1"], "expected_on": ["soon"]}}, "invalid_data", "orders.expected_on", 0),
        ({"orders": {**ONE, "amount": ["1"], "currency": ["EURO"]}}, "unknown_name", "orders.currency", 0),
        ({"orders": {**ONE, "amount": ["1"], "scope": ["n"]}}, "invalid_argument", "orders.scope", None),
        ({"deliveries": {**ONE, "amount": ["-1"]}}, "invalid_data", "deliveries.amount", 0),
        ({"limits": {**ONE, "limit": ["-1"]}}, "invalid_data", "limits.limit", 0),
        ({"limits": {**ONE, "limit": ["1"], "kind": ["half"]}}, "invalid_data", "limits.kind", 0),
        (
            {"limits": {**ONE, "limit": ["1"], "valid_from": ["2024-02-01"], "valid_to": ["2024-01-31"]}},
            "inconsistent_data", "limits.valid_to", 0,
        ),
        ({"limits": {"customer": ["Birke", "Adler", "Adler"], "limit": ["1", "1", "2"]}}, "inconsistent_data", "limits.customer", 2),
        (
            {"limits": {"customer": ["Adler"] * 2, "limit": ["1", "2"], "valid_from": ["2024-06-01", None], "valid_to": [None, "2024-06-01"]}},
            "inconsistent_data", "limits.customer", 1,
        ),
        ({"covers": {"customer": ["Adler"] * 2, "limit": ["1", "2"]}}, "inconsistent_data", "covers.customer", 1),
        ({"covers": {**ONE, "limit": ["1"], "insured_share": ["1.1"]}}, "invalid_data", "covers.insured_share", 0),
        ({"covers": {**ONE, "limit": ["1"], "scope": ["n"]}}, "unknown_name", "covers.scope", None),
        ({"reviews": {**ONE, "reviewed_on": [None]}}, "missing_value", "reviews.reviewed_on", 0),
        ({"rates": {"USD": "0.9"}}, "invalid_argument", "rates", None),
        ({"orders": {**ONE, "amount": ["1"], "currency": ["USD"]}, "currency": "EUR"}, "missing_value", "rates.currency", None),
        ({"orders": {**ONE, "amount": ["1"], "scope": ["x"]}, "scope": "region"}, "unknown_reference", "orders.scope", 0),
        ({"what_if": {**ONE, "amount": ["1"]}, "parts": ["open"]}, "invalid_argument", "what_if", None),
    ],
)  # fmt: skip
def test_bad_tables_are_refused(tables: dict[str, Any], status: str, column: str, row: int | None) -> None:
    with pytest.raises(openitem.Error) as refused:
        openitem.exposure(small_ledger(), T, **tables)
    assert (refused.value.status, refused.value.column, refused.value.row) == (status, column, row)


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ({"parts": ["open", "open"]}, "invalid_argument"),
        ({"parts": ["all"]}, "unknown_name"),
        ({"horizon_days": -1}, "out_of_bounds"),
        ({"threads": 257}, "out_of_bounds"),
        ({"promise_days": 0}, "out_of_bounds"),
        ({"promise_grace_days": 367}, "out_of_bounds"),
        ({"hold_use": 0}, "out_of_bounds"),
        ({"hold_use": True}, "invalid_argument"),
        ({"hold_use": "much"}, "invalid_data"),
        ({"hold_use": 101}, "out_of_bounds"),
        ({"watch_use": 2}, "invalid_argument"),
        ({"watch_overdue_days": 1.5}, "invalid_argument"),
        ({"watch_overdue_days": 30, "hold_overdue_days": 20}, "invalid_argument"),
        ({"hold_overdue_share": "1.1"}, "out_of_bounds"),
        ({"hold_dunning_level": -1}, "out_of_bounds"),
        ({"expired_limit": "maybe"}, "invalid_argument"),
        ({"no_limit": 3}, "invalid_argument"),
        ({"group_limits": "no"}, "invalid_argument"),
        ({"scope": "customer"}, "invalid_argument"),
        ({"scope": "colour"}, "unknown_name"),
        ({"currency": "EURO"}, "unknown_name"),
        ({"review_days": 36_601}, "out_of_bounds"),
        ({"review_use_above": 101}, "out_of_bounds"),
        ({"clock": "noon"}, "invalid_argument"),
        ({"money": "any"}, "invalid_argument"),
    ],
)  # fmt: skip
def test_bad_options_are_refused(options: dict[str, Any], status: str) -> None:
    with pytest.raises(openitem.Error) as refused:
        openitem.exposure(small_ledger(), T, **options)
    assert refused.value.status == status


def test_amounts_at_the_end_of_the_range() -> None:
    most = 2**62 - 1
    ledger = small_ledger()
    orders = {"customer": ["Adler", "Adler"], "amount": [most, most]}
    with pytest.raises(openitem.ArithmeticOverflowError):
        openitem.exposure(ledger, T, orders=orders, money="minor")
    limits = {"customer": ["Adler"], "limit": [most]}
    trial = {"customer": ["Adler"], "amount": [most]}
    found = openitem.exposure(ledger, T, limits=limits, what_if=trial, money="minor")
    (row,) = records(found.what_if)
    assert (row["exposure_after"], row["headroom_after"]) == (most + 95000, -95000)
    with pytest.raises(openitem.ArithmeticOverflowError):
        openitem.exposure(ledger, T, orders={"customer": ["Adler"], "amount": [2**62]}, money="minor")


def test_limits_of_the_ledger_below_zero_are_refused() -> None:
    ledger = small_ledger(customer=["Adler"], credit_limit=["-1.00"])
    with pytest.raises(openitem.DataError, match="'Adler' has a credit limit below 0") as refused:
        openitem.exposure(ledger, T)
    assert refused.value.column == "customers.credit_limit"


def test_a_table_without_currency_beside_two_currencies() -> None:
    documents = {
        "customer": ["A", "A"],
        "issue_date": ["2024-05-01"] * 2,
        "amount": ["1", "2"],
        "currency": ["EUR", "USD"],
    }
    ledger = openitem.Ledger.from_documents(documents)
    with pytest.raises(openitem.ArgumentError) as refused:
        openitem.exposure(ledger, T, limits={"customer": ["A"], "limit": ["5"]})
    assert (refused.value.status, refused.value.column) == ("not_set", "limits.currency")


def test_a_ledger_is_needed_and_an_empty_one_is_fine() -> None:
    with pytest.raises(openitem.ArgumentError, match="exposure"):
        openitem.exposure({"customer": ["A"]}, T)  # type: ignore[arg-type]
    empty = openitem.Ledger.from_documents({"customer": [], "issue_date": [], "amount": []}, currency="EUR")
    found = openitem.exposure(empty, T)
    assert len(found.rows) == len(found.reasons) == len(found.proof) == 0


def test_result_says_how_it_was_made() -> None:
    found = openitem.exposure(small_ledger(), T, watch_use="0.9", parts=["open"], horizon_days=0)
    about = dict(zip(*found.about.to_dict().values(), strict=True))
    assert about["formula"] == "exposure"
    assert (about["use"], about["parts"], about["horizon_days"], about["limits_from"]) == (
        "0.9,1",
        "open",
        "0",
        "ledger",
    )
    assert found.caption == "Exposure as of 2024-06-30"
    assert isinstance(minor(Decimal("1.00"), "EUR"), int)


def test_examples_of_the_module() -> None:
    assert doctest.testmod(_exposure).failed == 0
