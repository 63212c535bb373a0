"""Small random ledgers for the comparison of the library with model.py: ties, partial and cross-currency
applications, un-applications, instalments, disputes, versions, the flat form, and a fault of every rule.

A case is made from a seed alone. Its tables are rows as model.py reads them; `columns` turns them into what the Python
API reads. What is left out stands in `random_case`.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from model import MINOR_UNITS, AgingOptions

FIRST = date(2024, 1, 1)
DEBITS = [
    "invoice",
    "invoice",
    "invoice",
    "debit_note",
    "interest",
    "fee",
    "refund",
    "payment_return",
    "recovery",
]
CREDITS = ["payment", "payment", "payment", "credit_note", "discount", "write_off"]
EITHER = ["adjustment", "opening_balance"]


@dataclass
class Case:
    seed: int
    documents: list
    applications: list = field(default_factory=list)
    instalments: list = field(default_factory=list)
    disputes: list = field(default_factory=list)
    promises: list = field(default_factory=list)
    contacts: list = field(default_factory=list)
    customers: list = field(default_factory=list)
    dunning: list = field(default_factory=list)  # filled by whoever asks for it
    flat: bool = False
    id_width: int = 1  # members of the id tuple; 0 = no id
    money: str = "exact"  # exact | minor | float
    text: bool = False  # amounts and dates are text columns, so that they can be unreadable
    sign: str = "signed"
    currency: str | None = None
    unreferenced_credits: str = "unapplied"
    has_due_date: bool = True
    has_versions: bool = False


def random_case(seed: int) -> Case:
    """Avoids, because the methods pages do not say: versions that change the sign or the currency, credits with
    instalments, cross-currency applications without `amount`, known_at or versions with unreferenced credits applied by rule,
    a flat form with a table of applications."""
    rng = random.Random(seed)
    flat = rng.random() < 0.25
    case = Case(seed, [], flat=flat)
    case.text = rng.random() < 0.3
    case.money = "exact" if case.text else rng.choice(["exact", "exact", "minor", "float"])
    case.id_width = rng.choice([0, 1, 2]) if flat else rng.choice([1, 1, 2])
    case.has_due_date = rng.random() < 0.93
    case.unreferenced_credits = "oldest_due" if rng.random() < 0.25 else "unapplied"
    case.has_versions = case.unreferenced_credits == "unapplied" and not flat and rng.random() < 0.5
    faults = rng.choice([0, 0, 0.1, 0.25])
    kinds = rng.random() < 0.6
    case.sign = "by_kind" if kinds and rng.random() < 0.3 else "signed"
    codes = ["EUR"] if rng.random() < 0.5 else ["EUR", "JPY", "KWD"]
    case.currency = "EUR" if len(codes) == 1 or rng.random() < 0.5 else None
    maker = _Maker(rng, case, faults, kinds, codes)
    maker.documents()
    if flat:
        maker.settlements()
    else:
        maker.versions_and_duplicates()
        maker.instalments()
        maker.applications()
    if case.id_width:
        maker.disputes()
    maker.customer_tables()
    maker.spoil()
    return case


class _Maker:
    def __init__(self, rng, case, faults, kinds, codes):
        self.rng, self.case, self.faults, self.kinds, self.codes = rng, case, faults, kinds, codes
        self.customers = rng.sample([7, 10, 9, 101], 3) if rng.random() < 0.4 else ["ann", "bob", "Zoë"]
        self.truth = []  # (signed minor amount, currency) of each documents row

    def day(self, low=0, high=200):
        return FIRST + timedelta(days=self.rng.randint(low, high))

    def later(self, start, high):
        return start + timedelta(days=self.rng.randint(0, high))

    def cell(self, minor, currency):
        """Minor units as a cell of the case's money form."""
        if minor is None:
            return None
        if self.case.money == "minor":
            return minor
        number = Decimal(minor).scaleb(-MINOR_UNITS[currency])
        if self.case.money == "float":
            return float(number)
        return str(number) if self.case.text else number

    def documents(self):
        rng, case = self.rng, self.case
        for number in range(rng.randint(3, 22)):
            issue = self.day(0, 150)
            is_debit = rng.random() < 0.6
            kind = None
            if self.kinds and rng.random() < 0.9:
                kind = rng.choice((DEBITS if is_debit else CREDITS) + EITHER)
            minor = rng.choice([100, 100, 250, 300, 500, 1000, rng.randint(1, 999), rng.randint(1, 10**6)])
            if rng.random() < 0.03:
                minor = 0
            minor = minor if is_debit else -minor
            code = rng.choice(self.codes)
            written = -minor if case.sign == "by_kind" and kind in CREDITS else minor
            row = {
                "customer": rng.choice(self.customers),
                "kind": kind,
                "issue_date": issue,
                "posting_date": issue + timedelta(days=rng.randint(-3, 15)) if rng.random() < 0.4 else None,
                "due_date": self.due(issue, is_debit),
                "amount": self.cell(written, code),
                "currency": None
                if code == case.currency and (len(self.codes) == 1 or rng.random() < 0.5)
                else code,
                "entity": rng.choice(["north", "south", None]),
                "recorded_on": self.later(issue, 30) if rng.random() < 0.3 else None,
                "dims": {"region": rng.choice(["a", "B", "b", None]), "floor": rng.choice([2, 10, -1, None])},
                "dates": {"reaged": self.later(issue, 90) if rng.random() < 0.6 else None},
                "id": self.identifier(number),
            }
            case.documents.append(row)
            self.truth.append((minor, code))
        for row in list(case.documents):  # rows that agree in all that counts
            if row["id"] is None and rng.random() < 0.3:
                case.documents.append({**row, "dims": {**row["dims"], "region": "a"}})
                self.truth.append(self.truth[case.documents.index(row)])

    def due(self, issue, is_debit):
        if not self.case.has_due_date or self.rng.random() < (0.12 if is_debit else 0.6):
            return None
        return issue + timedelta(
            days=-5 if self.rng.random() < 0.05 else self.rng.choice([0, 14, 30, 30, 60, 120])
        )

    def identifier(self, number):
        if self.case.id_width == 0 or (number > 0 and self.rng.random() < 0.05):
            return None
        if self.case.id_width == 1:
            return (f"D{number}",)
        if number > 0 and self.rng.random() < 0.03:
            return (2023, None)
        return (2023 + number % 2, f"D{number // 2}")

    def versions_and_duplicates(self):
        rng, case = self.rng, self.case
        for index, row in enumerate(list(case.documents)):
            if row["id"] is None or None in row["id"]:
                continue
            last = row
            minor, code = self.truth[index]
            if case.has_versions and rng.random() < 0.35:
                if rng.random() < 0.7:
                    row["recorded_on"] = row["recorded_on"] or row["issue_date"]
                for _ in range(rng.choice([1, 1, 2])):
                    sign = -1 if minor < 0 else 1
                    new = sign * max(1, abs(minor) + rng.choice([-50, 0, 20, 400])) if minor else 0
                    written = -new if case.sign == "by_kind" and row["kind"] in CREDITS else new
                    last = {
                        **last,
                        "amount": self.cell(written, code),
                        "dims": dict(row["dims"]),
                        "recorded_on": (last["recorded_on"] or row["issue_date"])
                        + timedelta(days=rng.randint(1, 30)),
                        "due_date": self.due(row["issue_date"], True),
                        "posting_date": rng.choice([row["posting_date"], self.later(row["issue_date"], 20)]),
                    }
                    case.documents.append(last)
                    self.truth.append((new, code))
                    if rng.random() < 0.1:
                        case.documents.append(dict(last))
                        self.truth.append((new, code))
            if rng.random() < 0.05:
                case.documents.append(dict(row))
                self.truth.append((minor, code))

    def current(self):
        """id -> (signed minor amount, currency, row) of the version that counts today; one version ids first."""
        known = {}
        for row, (minor, code) in zip(self.case.documents, self.truth):
            if row["id"] is None or None in row["id"]:
                continue
            old = known.get(row["id"])
            if old is None or (row["recorded_on"] or date.min) > (old[2]["recorded_on"] or date.min):
                known[row["id"]] = (minor, code, row)
        return known

    def instalments(self):
        rng, case = self.rng, self.case
        self.numbers = defaultdict(list)
        for identifier, (minor, code, row) in self.current().items():
            if minor < 3 or rng.random() > 0.3:
                continue
            cuts = sorted(rng.sample(range(1, minor), min(minor - 1, rng.randint(1, 3))))
            parts = [b - a for a, b in zip([0, *cuts], [*cuts, minor])]
            numbers = list(range(1, len(parts) + 1))
            rng.shuffle(numbers)
            for number, part in zip(numbers, parts):
                due = row["issue_date"] + timedelta(days=rng.choice([10, 30, 30, 60, 90]))
                case.instalments.append(
                    {
                        "document_id": identifier,
                        "number": number,
                        "due_date": due,
                        "amount": self.cell(part, code),
                    }
                )
                self.numbers[identifier].append(number)

    def applications(self):
        rng, case = self.rng, self.case
        current = self.current()
        left = {identifier: abs(minor) for identifier, (minor, _, _) in current.items()}
        debits = [i for i in current if current[i][0] >= 0]
        credits = [i for i in current if current[i][0] < 0]
        if not debits or not credits:
            return
        for _ in range(rng.randint(0, 20)):
            debit, credit = rng.choice(debits), rng.choice(credits)
            debit_code, credit_code = current[debit][1], current[credit][1]
            if debit_code != credit_code and rng.random() < 0.7:
                continue
            most = min(left[debit], left[credit])
            if most <= 0 and rng.random() < 0.9:
                continue
            amount = most if rng.random() < 0.5 else rng.randint(1, max(1, most))
            if rng.random() < 0.06:
                amount += rng.randint(1, 500)
            credit_amount = None
            if debit_code != credit_code:
                credit_amount = rng.randint(1, max(1, left[credit]))
            elif rng.random() < 0.3:
                credit_amount = amount
            left[debit] -= amount
            left[credit] -= amount if credit_amount is None else credit_amount
            applied_on = self.day(0, 200)
            row = {
                "credit_id": credit,
                "debit_id": debit,
                "instalment": rng.choice(self.numbers[debit] + [None]) if self.numbers[debit] else None,
                "amount": self.cell(amount, debit_code),
                "credit_amount": self.cell(credit_amount, credit_code),
                "applied_on": applied_on,
                "recorded_on": self.later(applied_on, 25) if rng.random() < 0.4 else None,
            }
            case.applications.append(row)
            if rng.random() < 0.2:
                undone = self.later(max(applied_on, row["recorded_on"] or applied_on), 20)
                case.applications.append(
                    {
                        **row,
                        "amount": self.cell(-amount, debit_code),
                        "applied_on": undone,
                        "credit_amount": self.cell(
                            None if credit_amount is None else -credit_amount, credit_code
                        ),
                        "recorded_on": self.later(undone, 10) if row["recorded_on"] else None,
                    }
                )
                left[debit] += amount
                left[credit] += amount if credit_amount is None else credit_amount
                if (
                    rng.random() < 0.5
                ):  # applied again; where only the un-application is recorded late, more than all
                    case.applications[-1]["recorded_on"] = self.later(undone, 60)
                    again = [i for i in credits if left[i] >= amount and current[i][1] == debit_code]
                    if again and debit_code == credit_code and amount > 0:
                        case.applications.append(
                            {**row, "credit_id": rng.choice(again), "applied_on": undone, "recorded_on": None}
                        )
                        left[debit] -= amount
                        left[case.applications[-1]["credit_id"]] -= amount
        if rng.random() < 0.5:
            rng.shuffle(case.applications)

    def settlements(self):
        rng = self.rng
        for row, (minor, code) in zip(self.case.documents, self.truth):
            row["paid_date"] = row["paid_amount"] = None
            if rng.random() < 0.35:
                if rng.random() < 0.1:
                    row["paid_amount"] = self.cell(0, code)
                continue
            row["paid_date"] = row["issue_date"] + timedelta(days=rng.randint(-4, 90))
            if rng.random() < 0.5 or minor == 0:
                share = rng.choice([minor, minor // 2 or minor, minor + (50 if minor > 0 else -50), 0])
                by_kind = self.case.sign == "by_kind" and row["kind"] in CREDITS
                row["paid_amount"] = self.cell(-share if by_kind else share, code)

    def disputes(self):
        rng = self.rng
        for identifier, (minor, code, row) in self.current().items():
            if minor <= 0 or rng.random() > 0.3:
                continue
            opened = self.later(row["issue_date"], 60)
            self.case.disputes.append(
                {
                    "document_id": identifier,
                    "amount": None if rng.random() < 0.4 else self.cell(rng.randint(1, minor + 50), code),
                    "opened": opened,
                    "closed": self.later(opened, 60) if rng.random() < 0.4 else None,
                    "recorded_on": self.later(opened, 20) if rng.random() < 0.3 else None,
                }
            )

    def customer_tables(self):
        rng, case = self.rng, self.case
        names = [*self.customers, 404 if isinstance(self.customers[0], int) else "stranger", None]
        weights = [8, 8, 8, 1, 1]
        identifiers = [row["id"] for row in case.documents if row["id"] and None not in row["id"]] + [None]
        above = random.Random(f"parents {case.seed}")  # of its own: parents change no other draw
        holding = 900 if isinstance(self.customers[0], int) else "holding"
        for _ in range(rng.randint(0, 4)):
            day = self.day()
            customer = rng.choices(names, weights)[0]
            case.contacts.append({"customer": customer, "contacted_on": day if rng.random() < 0.9 else None})
            parent = above.choice([*names[:-1], holding, None, None])
            case.customers.append({"customer": rng.choices(names, weights)[0], "parent": parent})
            case.promises.append(
                {
                    "customer": customer,
                    "document_id": rng.choice(identifiers),
                    "promised_on": day,
                    "due_date": self.later(day, 30) if rng.random() < 0.9 else None,
                }
            )

    def spoil(self):
        """Faults, at most one a row."""
        rng, case = self.rng, self.case
        unknown = ("nobody",) if case.id_width == 1 else (1999, "nobody")
        text = case.text

        def hit():
            return rng.random() < self.faults / 2

        for index, row in enumerate(case.documents):
            if index == 0 or not hit():
                continue
            minor, _code = self.truth[index]
            choices = ["customer", "issue", "amount", "range", "currency", "posting_range"]
            choices += ["kind", "sign"] if self.kinds else []
            choices += ["issue_text", "amount_text", "digits", "empty"] if text else []
            choices += ["inexact"] * 3 if case.money == "float" else []
            choices += ["paid_alone", "paid_sign"] if case.flat and minor else []
            match rng.choice(choices):
                case "customer":
                    row["customer"] = None
                case "empty":
                    row["customer"] = "" if isinstance(row["customer"], str) else None
                case "issue":
                    row["issue_date"] = None
                case "issue_text":
                    row["issue_date"] = "2024-02-31"
                case "posting_range":
                    row["posting_date"] = date(1850, 6, 1)
                case "amount":
                    row["amount"] = None
                case "amount_text":
                    row["amount"] = "12,5x"
                case "digits":
                    row["amount"] = "1.00001"
                case "range":
                    if case.money == "minor":
                        row["amount"] = 2**62 if minor >= 0 else -(2**62)
                    elif case.money == "exact":
                        huge = Decimal(10) ** 20 * (1 if minor >= 0 else -1)
                        row["amount"] = str(huge) if text else huge
                case "currency":
                    row["currency"] = "ZZZ"
                case "kind":
                    row["kind"] = "voucher"
                case "sign":
                    if minor and row["kind"] in DEBITS + CREDITS:
                        row["amount"] = self.negative(row["amount"])
                        if row.get("paid_amount") is not None:
                            row["paid_amount"] = self.negative(row["paid_amount"])
                case "inexact":
                    row["amount"] = row["amount"] + 0.0004 * (1 if minor >= 0 else -1)
                case "paid_alone":
                    row["paid_date"], row["paid_amount"] = None, row["amount"]
                case "paid_sign":
                    row["paid_date"] = row["issue_date"]
                    row["paid_amount"] = self.negative(row["amount"])
        for row in list(case.applications):
            if not hit():
                continue
            match rng.choice(
                ["unknown", "swap", "missing", "date", "instalment", "mixed", "debit_twice", "no_id"]
            ):
                case "unknown":
                    row[rng.choice(["credit_id", "debit_id"])] = unknown
                case "no_id":
                    row[rng.choice(["credit_id", "debit_id"])] = None
                case "swap":
                    row["credit_id"], row["debit_id"] = row["debit_id"], row["credit_id"]
                case "debit_twice":
                    row["credit_id"] = row["debit_id"]
                case "missing":
                    if row["credit_amount"] is None:
                        row["amount"] = None
                case "date":
                    row["applied_on"] = None
                case "instalment":
                    row["instalment"] = 99
                case "mixed":
                    row["credit_amount"] = (
                        self.doubled(row["amount"]) if row["credit_amount"] is None else None
                    )
        for row in list(case.instalments):
            if not hit():
                continue
            match rng.choice(["unknown", "number", "missing", "negative", "twice", "total"]):
                case "unknown":
                    row["document_id"] = unknown
                case "number":
                    row["number"] = None
                case "missing":
                    row["due_date"] = None
                case "negative":
                    row["amount"] = self.negative(row["amount"])
                case "twice":
                    case.instalments.append(dict(row))
                case "total":
                    row["amount"] = self.doubled(row["amount"])
        credits = [i for i, (minor, _, _) in self.current().items() if minor < 0]
        for row in list(case.disputes):
            if not hit():
                continue
            match rng.choice(["unknown", "credit", "negative", "dates", "missing"]):
                case "unknown":
                    row["document_id"] = unknown
                case "credit":
                    row["document_id"] = rng.choice(credits) if credits else unknown
                case "negative":
                    row["amount"] = self.negative(row["amount"])
                case "dates":
                    row["closed"] = row["opened"] - timedelta(days=1)
                case "missing":
                    row["opened"] = None

    def negative(self, cell):
        if isinstance(cell, str):
            return cell[1:] if cell.startswith("-") else "-" + cell
        return None if cell is None else -cell

    def doubled(self, cell):
        return str(Decimal(cell) * 2) if isinstance(cell, str) else None if cell is None else cell * 2


def random_options(rng: random.Random, case: Case) -> tuple[date, AgingOptions]:
    options = AgingOptions()
    options.by = tuple(
        rng.sample(["customer", "entity", "kind", "region", "floor"], rng.choice([0, 1, 1, 2, 3]))
    )
    options.basis = rng.choice(["due", "due", "due", "issue", "posting", "column"])
    options.date_column = "reaged" if options.basis == "column" else None
    options.bounds = rng.choice([None, None, (0, 30, 60, 90), (0, 1, 7), (5,), (15, 45)])
    if options.basis == "due" and options.upper_bounds()[0] == 0 and rng.random() < 0.4:
        options.forward_bounds = rng.choice([(30,), (0, 14, 60), (7, 30)])
    options.missing_date = rng.choice(["issue", "posting", "not_due"])
    options.credits = rng.choice(["own_column", "own_age", "netted", "excluded"])
    options.disputes = rng.choice(["inside", "own_column", "excluded"])
    clocks = ["latest", "payment_posting", "applied_on"]
    options.clock = rng.choice(clocks if case.flat else [*clocks, "recorded_on"])
    if rng.random() < 0.5:
        options.known_at = FIRST + timedelta(days=rng.randint(0, 200))
    options.future_payments = rng.random() < 0.3
    as_of = FIRST + timedelta(days=rng.randint(0, 260))
    months = random.Random(f"{case.seed} {as_of} {options}")  # of its own: a new option changes no other draw
    if months.random() < 0.25:
        options.bounds, options.forward_bounds, options.months = None, (), months.choice([1, 2, 6, 15])
        if options.basis == "due":
            options.forward_months = months.choice([0, 0, 1, 3])
    return as_of, options


# --- the case as the Python API reads it -----------------------------------------------------------------------------

TUPLES = {
    "id": ["year", "number"],
    "credit_id": ["credit_year", "credit_number"],
    "debit_id": ["debit_year", "debit_number"],
    "document_id": ["document_year", "document_number"],
}
ROLES = {
    "documents": [
        "customer",
        "kind",
        "issue_date",
        "posting_date",
        "due_date",
        "amount",
        "currency",
        "entity",
        "recorded_on",
        "paid_date",
        "paid_amount",
    ],
    "applications": ["instalment", "amount", "credit_amount", "applied_on", "recorded_on"],
    "instalments": ["number", "due_date", "amount"],
    "disputes": ["amount", "opened", "closed", "recorded_on"],
    "promises": ["customer", "promised_on", "due_date", "amount", "currency", "recorded_on"],
    "dunning": ["customer", "sent_on", "level", "recorded_on"],
    "contacts": ["customer", "contacted_on"],
    "customers": ["customer", "parent"],
}
TUPLE_ROLES = {
    "documents": ["id"],
    "applications": ["credit_id", "debit_id"],
    "instalments": ["document_id"],
    "disputes": ["document_id"],
    "promises": ["document_id"],
    "dunning": ["document_id"],
}


def columns(case: Case, table: str) -> dict | None:
    """The table as a dict of columns, or None where it is empty."""
    rows = getattr(case, table)
    if not rows:
        return None
    out = {}
    for role in TUPLE_ROLES.get(table, []):
        if case.id_width == 1:
            out[role] = [row[role][0] if row[role] else None for row in rows]
        elif case.id_width == 2:
            for position, name in enumerate(TUPLES[role]):
                out[name] = [row[role][position] if row[role] else None for row in rows]
    for role in ROLES[table]:
        if role in ("paid_date", "paid_amount") and not case.flat:
            continue
        if role == "due_date" and table == "documents" and not case.has_due_date:
            continue
        if table == "promises" and role not in rows[0]:
            continue
        values = [row.get(role) for row in rows]
        if case.text:
            values = [v.isoformat() if isinstance(v, date) else v for v in values]
        out[role] = values
    if table == "documents":
        out["region"] = [row["dims"]["region"] for row in rows]
        out["floor"] = [row["dims"]["floor"] for row in rows]
        out["reaged"] = [row["dates"]["reaged"] for row in rows]
    return out


def column_map(case: Case) -> dict:
    """The roles that are not played by a column of the same name."""
    mapping = {"documents": {"dimension": ["region", "floor"], "date": ["reaged"]}}
    if case.id_width == 2:
        for table, roles in TUPLE_ROLES.items():
            if getattr(case, table):
                mapping.setdefault(table, {}).update({role: TUPLES[role] for role in roles})
    return mapping
