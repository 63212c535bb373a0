"""Ledgers as plain tables for comparisons with SQL: made up at random, or the sample ledger of the library, read by DuckDB
and by the library alike. Amounts are minor units. Queries stand in the *.sql files beside this one."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb
import openitem
import pyarrow

HERE = Path(__file__).parent
FIRST = date(2023, 9, 1)
DEBITS = ["invoice"] * 6 + ["debit_note", "interest", "fee", "refund", "payment_return", "recovery"]
CREDITS = ["payment"] * 5 + ["credit_note", "discount", "write_off"]
EITHER = ["adjustment", "opening_balance"]
NONE = "~"  # group of a missing key, which stands last
DAY, TEXT, WHOLE = pyarrow.date32(), pyarrow.string(), pyarrow.int64()
SCHEMAS = {
    "documents": {
        "id": WHOLE, "customer": TEXT, "kind": TEXT, "issue_date": DAY, "posting_date": DAY, "due_date": DAY,
        "delivered": DAY, "amount": WHOLE, "currency": TEXT, "region": TEXT, "segment": TEXT, "recorded_on": DAY,
    },
    "applications": {
        "credit_id": WHOLE, "debit_id": WHOLE, "instalment": WHOLE, "amount": WHOLE, "applied_on": DAY, "row": WHOLE,
        "recorded_on": DAY,
    },
    "instalments": {"document_id": WHOLE, "number": WHOLE, "due_date": DAY, "amount": WHOLE},
    "disputes": {"document_id": WHOLE, "amount": WHOLE, "opened": DAY, "closed": DAY, "recorded_on": DAY},
    "promises": {
        "customer": TEXT, "document_id": WHOLE, "promised_on": DAY, "due_date": DAY, "amount": WHOLE, "currency": TEXT,
        "recorded_on": DAY, "row": WHOLE,
    },
    "dunning": {
        "customer": TEXT, "document_id": WHOLE, "sent_on": DAY, "level": WHOLE, "row": WHOLE, "recorded_on": DAY,
    },
}  # fmt: skip
AMOUNT = {"date": DAY, "amount": WHOLE, "currency": TEXT, "customer": TEXT, "region": TEXT, "segment": TEXT}
GIVEN = {"bad_debts": AMOUNT, "costs": AMOUNT}  # tables of a call


@dataclass
class Books:
    """Arrow tables of SCHEMAS, the ledger that the library makes of them, and tables of GIVEN that it does not hold."""

    tables: dict[str, pyarrow.Table]
    given: dict[str, pyarrow.Table]
    ledger: openitem.Ledger

    def connect(
        self, by: str | None, clock: str = "latest", known_at: date | None = None
    ) -> duckdb.DuckDBPyConnection:
        """The books of books.sql as known at the end of a day; `grp` is the column `by` of the documents, or one group."""
        connection = duckdb.connect()
        for name, table in (self.tables | self.given).items():
            connection.register(f"given_{name}", table)
            has_group = name == "documents" or name in GIVEN
            group = f"coalesce({by}, '{NONE}')" if by and has_group else "''"
            known = "" if name in GIVEN or name == "instalments" else self._known(name, known_at)
            connection.execute(
                f"CREATE TEMP TABLE {name} AS SELECT *, {group} AS grp FROM given_{name} {known}"
            )
        connection.execute(f"CREATE TEMP TABLE asked AS SELECT '{clock}' AS clock")
        for statement in statements("books.sql").values():
            connection.execute(statement)
        return connection

    @staticmethod
    def _known(name: str, known_at: date | None) -> str:
        """Rows that were known; of documents the last version."""
        known = f"WHERE recorded_on IS NULL OR recorded_on <= DATE '{known_at}'" if known_at else ""
        if name != "documents":
            return known
        return f"{known} QUALIFY row_number() OVER (PARTITION BY id ORDER BY recorded_on DESC NULLS LAST) = 1"


def group_of(row: dict, by: str | None) -> str:
    """The group of a row of the library as books.sql names it."""
    if by is None:
        return ""
    return NONE if row[by] is None else row[by]


def statements(file: str) -> dict[str, str]:
    parts = re.split(r"-- name: (\w+)\n", (HERE / file).read_text(encoding="utf-8"))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def rows_of(connection: duckdb.DuckDBPyConnection, statement: str, **parameters: object) -> list[dict]:
    cursor = connection.execute(statement, parameters)
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def make_books(rows: dict[str, list[dict]]) -> Books:
    """Tables that are not in `rows` are empty, and not in the ledger."""

    def filled(schemas: dict[str, dict]) -> dict[str, pyarrow.Table]:
        return {
            name: pyarrow.table(
                {
                    column: pyarrow.array([row.get(column) for row in rows.get(name, [])], type)
                    for column, type in schema.items()
                }
            )
            for name, schema in schemas.items()
        }

    tables = filled(SCHEMAS)
    others = {name: table for name, table in tables.items() if name != "documents" and table.num_rows}
    ledger = openitem.Ledger.from_documents(
        tables["documents"],
        money="minor",
        rows="strict",
        dimensions=["region", "segment"],
        dates=["delivered"],
        **others,
    )
    return Books(tables, filled(GIVEN), ledger)


def random_books(seed: int) -> Books:
    """Every kind, instalments, disputes, part payments, un-applications, promises, letters, and cells that are missing."""
    return make_books(random_rows(seed))


def random_versions(seed: int) -> Books:
    """The same, recorded on days of their own, and documents in versions that differ in all but amount, currency and kind."""
    rows, rng = random_rows(seed), random.Random(f"versions {seed}")
    for name, day in (("disputes", "opened"), ("dunning", "sent_on")):
        for row in rows[name]:
            row["recorded_on"] = rng.choice([None, row[day] + timedelta(rng.randint(0, 60))])
    recorded: dict[tuple[int, int], date] = {}
    for row in rows["applications"]:
        # What un-applies is recorded after what it takes back, so that no day knows the one without the other.
        pair = row["credit_id"], row["debit_id"]
        after = max(row["applied_on"], recorded.get(pair, row["applied_on"]))
        recorded[pair] = after + timedelta(rng.choice([0, 0, 3, 40]))
        row["recorded_on"] = recorded[pair]
    versions = []
    for row in rows["documents"]:
        row["recorded_on"] = rng.choice([None, row["issue_date"] + timedelta(rng.randint(0, 60))])
        while rng.random() < 0.3:
            changed = (versions[-1] if versions and versions[-1]["id"] == row["id"] else row) | {
                "customer": rng.choice([row["customer"]] * 3 + list("ABCDE")),
                "posting_date": row["posting_date"] + timedelta(rng.randint(-10, 10)),
                "due_date": rng.choice([None, row["issue_date"] + timedelta(rng.randint(0, 90))]),
                "region": rng.choice(["north", "south", None]),
            }
            changed["recorded_on"] = (changed["recorded_on"] or FIRST) + timedelta(rng.randint(1, 60))
            changed["segment"] = segment_of(changed)
            versions.append(changed)
    rows["documents"] += versions
    rng.shuffle(rows["documents"])
    return make_books(rows)


def random_rows(seed: int) -> dict[str, list[dict]]:
    """The rows of a made-up ledger by table."""
    rng = random.Random(f"books {seed}")
    documents: list[dict] = []
    for number in range(rng.randint(40, 160)):
        is_debit = rng.random() < 0.65
        issue = FIRST + timedelta(rng.randint(0, 300))
        documents.append(
            {
                "id": number,
                "customer": rng.choice("ABCDE"),
                "kind": rng.choice([*(DEBITS if is_debit else CREDITS), *EITHER[: rng.randint(0, 2)]]),
                "issue_date": issue,
                "posting_date": issue + timedelta(rng.choice([0, 0, 0, 1, 4])),
                "due_date": rng.choice([None, *(issue + timedelta(days) for days in (0, 10, 30, 30, 60))]),
                "delivered": rng.choice([None, issue - timedelta(rng.randint(-2, 12))]),
                "amount": rng.choice([100, 250, 1000, rng.randint(1, 99_999)]) * (1 if is_debit else -1),
                "currency": rng.choice(["EUR", "EUR", "JPY"]),
                "region": rng.choice(["north", "south", None]),
            }
        )
        documents[-1]["segment"] = segment_of(documents[-1])
    debits = [row for row in documents if row["amount"] > 0]
    instalments = [part for row in debits if rng.random() < 0.4 for part in split(rng, row)]
    disputes = [dispute(rng, row) for row in debits if rng.random() < 0.25]
    applications = applied(rng, documents, instalments)
    return {
        "documents": documents,
        "applications": applications,
        "instalments": instalments,
        "disputes": disputes,
        **collection(random.Random(f"collection {seed}"), documents, applications),
    }


def segment_of(row: dict) -> str | None:
    """One for each account (customer and currency), so that promises about accounts have a place."""
    return (
        {"A": "retail", "B": "retail", "C": "public"}.get(row["customer"])
        if row["currency"] == "EUR"
        else "abroad"
    )


def collection(rng: random.Random, documents: list[dict], applications: list[dict]) -> dict[str, list[dict]]:
    """Promises and letters, in any order of their rows, bad debts and costs."""
    promises = [
        row for _ in range(min(len(documents) // 3, 300)) for row in plans(rng, documents, applications)
    ]
    dunning = [row for _ in range(min(len(documents) // 4 + 1, 300)) for row in letters(rng, documents)]
    for rows in (promises, dunning):
        rng.shuffle(rows)
        for number, row in enumerate(rows):
            row["row"] = number
    return {
        "promises": promises,
        "dunning": dunning,
        "bad_debts": [amount_given(rng, documents, -2_000) for _ in range(rng.randint(5, 40))],
        "costs": [amount_given(rng, documents, 0) for _ in range(rng.randint(5, 40))],
    }


def plans(rng: random.Random, documents: list[dict], applications: list[dict]) -> list[dict]:
    """Promises about one document or account before something is paid: perhaps several of one day, and again later."""
    payments = [row for row in documents if row["kind"] == "payment"]
    about = rng.choice(["document", "document", "account", "any"])
    document = rng.choice(documents)
    amount, day = abs(document["amount"]), document["posting_date"]
    if about == "document" and applications:
        paid = rng.choice(applications)
        document = next(row for row in documents if row["id"] == paid["debit_id"])
        amount, day = abs(paid["amount"]), paid["applied_on"]
    if about == "account" and payments:
        document = rng.choice(payments)
        amount, day = -document["amount"], document["posting_date"]
    customer = document["customer"] if rng.random() < 0.9 else rng.choice("ABCDEZ")
    currency = rng.choice([document["currency"]] * 8 + ["EUR", "JPY"])
    promises = []
    promised_on = day - timedelta(rng.randint(-2, 15))
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        for _ in range(rng.choice([1, 1, 2, 3])):
            promised = rng.choice([None, amount, amount, amount // 2, rng.randint(-1, amount + 10)])
            promises.append(
                {
                    "customer": customer,
                    "document_id": None if about == "account" else document["id"],
                    "promised_on": promised_on,
                    "due_date": promised_on + timedelta(rng.choice([-1, 0, 5, 5, 10, 10, 20, 40])),
                    "amount": promised,
                    "currency": rng.choice([None, currency])
                    if about != "account" or promised is None
                    else currency,
                    "recorded_on": rng.choice([None, promised_on, promised_on + timedelta(1)]),
                }
            )
        promised_on += timedelta(rng.choice([1, 5, 10, 30]))
    return promises


def letters(rng: random.Random, documents: list[dict]) -> list[dict]:
    """Letters of rising or falling levels about one document, or without one."""
    document = rng.choice(documents)
    has_document = rng.random() < 0.6
    customer = document["customer"] if rng.random() < 0.9 else rng.choice("ABCDEZ")
    sent_on = document["posting_date"] + timedelta(rng.randint(-5, 90))
    rows = []
    for _ in range(rng.choice([1, 1, 2, 3])):
        rows.append(
            {
                "customer": customer,
                "document_id": document["id"] if has_document else None,
                "sent_on": sent_on,
                "level": rng.choice([0, 1, 1, 2, 3]),
            }
        )
        sent_on += timedelta(rng.choice([0, 7, 30]))
    return rows


def amount_given(rng: random.Random, documents: list[dict], least: int) -> dict:
    document = rng.choice(documents)
    keys = ("currency", "customer", "region", "segment")
    return {
        "date": FIRST + timedelta(rng.randint(-20, 330)),
        "amount": rng.randint(least, 5_000),
        **{key: document[key] for key in keys},
    }


def split(rng: random.Random, row: dict) -> list[dict]:
    cuts = sorted(rng.randint(0, row["amount"]) for _ in range(rng.randint(1, 3)))
    amounts = [high - low for low, high in zip([0, *cuts], [*cuts, row["amount"]], strict=True)]
    return [
        {
            "document_id": row["id"],
            "number": number,
            "due_date": row["issue_date"] + timedelta(rng.choice([0, 30, 60, 90])),
            "amount": amount,
        }
        for number, amount in enumerate(amounts, 1)
    ]


def dispute(rng: random.Random, row: dict) -> dict:
    opened = row["issue_date"] + timedelta(rng.randint(-3, 90))
    return {
        "document_id": row["id"],
        "amount": rng.choice([None, rng.randint(0, row["amount"] + 50)]),
        "opened": opened,
        "closed": rng.choice([None, opened + timedelta(rng.randint(0, 60))]),
    }


def applied(rng: random.Random, documents: list[dict], instalments: list[dict]) -> list[dict]:
    """Never more than is open; what an un-application frees stays free, so that no day can be over-applied."""
    left = {row["id"]: abs(row["amount"]) for row in documents}
    numbers: dict[int, list[int]] = {}
    for part in instalments:
        numbers.setdefault(part["document_id"], []).append(part["number"])
    applications: list[dict] = []

    def apply(credit: dict, debit: dict, amount: int, instalment: int | None, day: date) -> None:
        applications.append(
            {
                "credit_id": credit["id"],
                "debit_id": debit["id"],
                "instalment": instalment,
                "amount": amount,
                "applied_on": day,
                "row": len(applications),
            }
        )

    for credit in documents:
        partners = [
            row
            for row in documents
            if row["amount"] > 0 > credit["amount"]
            and (row["customer"], row["currency"]) == (credit["customer"], credit["currency"])
        ]
        for debit in rng.sample(partners, min(len(partners), rng.randint(0, 4))):
            most = min(left[credit["id"]], left[debit["id"]])
            if most == 0:
                continue
            amount = rng.choice([most, rng.randint(1, most)])
            left[credit["id"]] -= amount
            left[debit["id"]] -= amount
            named = rng.choice([None, *numbers.get(debit["id"], [])])
            day = credit["posting_date"] + timedelta(rng.randint(-5, 40))
            apply(credit, debit, amount, named, day)
            if rng.random() < 0.2:
                undone = max(day, debit["posting_date"], credit["posting_date"]) + timedelta(
                    rng.randint(0, 50)
                )
                apply(credit, debit, -rng.randint(1, amount), named, undone)
    return applications


def sample_books(count: int, seed: int) -> Books:
    """The sample ledger of the library."""
    sample = openitem.datasets.sample_ledger(count, seed=seed, end="2024-06-30")
    rows: dict[str, list[dict]] = {}
    for name in ("documents", "applications", "instalments", "disputes"):
        schema = SCHEMAS[name]
        table = sample.tables[name].to_dict(money="minor")
        length = len(next(iter(table.values())))
        filled = {column: table.get(column, [None] * length) for column in schema}
        rows[name] = [dict(zip(filled, values, strict=True)) for values in zip(*filled.values(), strict=True)]
    for number, row in enumerate(rows["documents"]):
        row["delivered"] = row["issue_date"] - timedelta(number % 9)
        row["segment"] = segment_of(row)
    for number, row in enumerate(rows["applications"]):
        row["row"] = number
    return make_books(rows | collection(random.Random(seed), rows["documents"], rows["applications"]))
