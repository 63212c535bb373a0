"""Plain-Python reference of the ledger and of aging, written from docs/methods/ledger.md, aging.md,
roll_forward.md and hierarchy.md alone. It is slow and obvious on purpose: the library is compared with it on random ledgers.

Input tables are lists of dict rows, keys are role names. `id`, `credit_id`, `debit_id` and `document_id` are tuples
or None; `dims` and `dates` (documents) are dicts. Money comes as Decimal, text, or whole minor units (`money="minor"`)
and is an int of minor units inside. Only the row policy `mark` is modelled: an impossible row becomes a Finding.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import MAXYEAR, date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

MINOR_UNITS = {"EUR": 2, "USD": 2, "GBP": 2, "JPY": 0, "KWD": 3, "XXX": 2}
DEBIT_KINDS = {"invoice", "debit_note", "interest", "fee", "refund", "payment_return", "recovery"}
CREDIT_KINDS = {"credit_note", "payment", "discount", "write_off", "unclassified_credit"}
EITHER_KINDS = {"adjustment", "opening_balance"}
AMOUNT_LIMIT = 2**62
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(9999, 12, 31)


class Fault(Exception):
    """A cell or row that is impossible; `rule` is the finding's name."""

    def __init__(self, rule: str):
        super().__init__(rule)
        self.rule = rule


@dataclass(frozen=True)
class Finding:
    rule: str
    table: str
    row: int  # source row from 0; -1 = the whole column
    amount: int | None
    currency: str | None = None


@dataclass(eq=False)
class Document:
    row: int
    is_opposite: bool  # made from the settlement of a flat row
    customer: object
    entity: object
    id: tuple | None
    kind: str
    issue_date: date
    posting_date: date
    due_date: date | None
    amount: int
    currency: str
    recorded_on: date | None
    dims: dict
    dates: dict
    instalments: list = field(default_factory=list)

    @property
    def is_debit(self) -> bool:
        return self.amount > 0 or (self.amount == 0 and self.kind not in CREDIT_KINDS)


@dataclass(eq=False)
class Chain:
    """All rows of one id (or one row without id): `levels` are (recorded_on, documents) in ascending order; the
    first document of a level is the version, the others are its duplicates."""

    levels: list

    def at(self, known_at: date | None) -> Document | None:
        known = [
            d for recorded, d in self.levels if known_at is None or recorded is None or recorded <= known_at
        ]
        return known[-1][0] if known else None


@dataclass(eq=False)
class Instalment:
    row: int
    number: int
    due_date: date
    amount: int


@dataclass(eq=False)
class Application:
    row: int
    credit: object  # Chain, or Document for rows of the flat form and applications by rule
    debit: object
    instalment: int | None
    amount: int
    credit_amount: int
    applied_on: date
    recorded_on: date | None
    by_rule: bool = False


@dataclass(eq=False)
class Dispute:
    row: int
    chain: Chain
    amount: int | None  # None = the whole document
    opened: date
    closed: date | None
    recorded_on: date | None


@dataclass(eq=False)
class Item:
    document: Document
    instalment: int | None
    due_date: date | None
    amount: int
    open: int
    disputed: int = 0
    excess: bool = False


# --- cells ---------------------------------------------------------------------------------------------------------


def read_date(value, required=False):
    if isinstance(value, str):
        if value == "":
            value = None
        else:
            try:
                value = date.fromisoformat(value)
            except ValueError:
                raise Fault("unreadable_value") from None
    if value is None:
        if required:
            raise Fault("missing_value")
        return None
    if not FIRST_DAY <= value <= LAST_DAY:
        raise Fault("out_of_range")
    return value


def read_money(value, currency, money, required=False):
    """Minor units, or None for an empty cell. An unknown currency has no minor units, so nothing can be read."""
    if value is None or value == "":
        if required:
            raise Fault("missing_value")
        return None
    if money == "minor":
        minor = value
    else:
        try:
            number = Decimal(repr(value)) if money == "float" else Decimal(value)
        except InvalidOperation:
            raise Fault("unreadable_value") from None
        if currency is None:
            return None
        scaled = number.scaleb(MINOR_UNITS[currency])
        if scaled != scaled.to_integral_value() and money != "float":
            raise Fault("unreadable_value")
        minor = int(scaled.to_integral_value(ROUND_HALF_UP))
    if currency is None:
        return None
    if abs(minor) >= AMOUNT_LIMIT:
        raise Fault("out_of_range")
    return minor


def is_inexact(value, currency, money):
    """A float whose shortest round-trip decimal has more digits than its currency."""
    if money != "float" or value is None:
        return False
    scaled = Decimal(repr(value)).scaleb(MINOR_UNITS[currency])
    return scaled != scaled.to_integral_value()


def first_fault(checks):
    """Runs (name, function) in the order of the table's roles. Returns the values and the first fault's rule."""
    values, rule = {}, None
    for name, check in checks:
        try:
            values[name] = check()
        except Fault as fault:
            values[name] = None
            rule = rule or fault.rule
    return values, rule


# --- the ledger ----------------------------------------------------------------------------------------------------


class Ledger:
    def __init__(
        self,
        documents,
        applications=None,
        *,
        instalments=None,
        disputes=None,
        currency=None,
        money="exact",
        sign="signed",
        unreferenced_credits="unapplied",
        flat=False,
        has_id=True,
        has_due_date=True,
        promises=None,
        contacts=None,
        customers=None,
    ):
        self.money, self.sign, self.currency, self.flat = money, sign, currency, flat
        self.findings: list[Finding] = []
        self.documents: list[
            Document
        ] = []  # kept, every version, with the opposite documents of the flat form
        self.chains: list[Chain] = []
        self.applications: list[Application] = []
        self.disputes: list[Dispute] = []
        # (currency, amount, opposite amount or None, rule or None) of every row, for the upper lines of the proof
        self.rows_read: list[tuple] = []
        self.has_id, self.has_due_date = has_id, has_due_date
        self.parent_of: dict = {}  # customer -> parent, of the kept rows of the customers table

        self._read_documents(documents)
        self._build_chains()
        self._read_instalments(instalments or [])
        self._document_suspicions()
        self._read_applications(applications or [])
        self._read_disputes(disputes or [])
        self._read_promises(promises or [])
        self._read_contacts(contacts or [])
        self._read_customers(customers or [])
        if unreferenced_credits == "oldest_due":
            self._apply_unreferenced_credits()

    def _find(self, rule, table, row, amount, currency=None):
        self.findings.append(Finding(rule, table, row, amount, currency))

    # documents

    def _read_documents(self, rows):
        self.owner_of: dict[Document, Document] = {}  # opposite document -> the flat row's own document
        for number, row in enumerate(rows):
            self._read_document(number, row)

    def _read_document(self, number, row):
        code = row.get("currency") or self.currency
        currency = code if code in MINOR_UNITS else None
        kind = row.get("kind") or None

        def read_kind():
            if kind is not None and kind not in DEBIT_KINDS | CREDIT_KINDS | EITHER_KINDS:
                raise Fault("unknown_kind")
            return kind

        def signed(minor):
            return -minor if minor is not None and self.sign == "by_kind" and kind in CREDIT_KINDS else minor

        def read_amount():
            amount = signed(read_money(row.get("amount"), currency, self.money, required=True))
            if amount is not None and (
                (kind in DEBIT_KINDS and amount < 0) or (kind in CREDIT_KINDS and amount > 0)
            ):
                raise Fault("sign_against_kind")
            return amount

        def read_currency():
            if not code:
                raise Fault("missing_value")
            if currency is None:
                raise Fault("unknown_currency")
            return currency

        def read_customer():
            if row.get("customer") in (None, ""):
                raise Fault("missing_value")
            return row["customer"]

        checks = [
            ("customer", read_customer),
            ("kind", read_kind),
            ("issue_date", lambda: read_date(row.get("issue_date"), required=True)),
            ("posting_date", lambda: read_date(row.get("posting_date"))),
            ("due_date", lambda: read_date(row.get("due_date"))),
            ("amount", read_amount),
            ("currency", read_currency),
            ("recorded_on", lambda: read_date(row.get("recorded_on"))),
        ]
        if self.flat:

            def read_paid_date():
                paid_date = read_date(row.get("paid_date"))
                if paid_date is None and Decimal(row.get("paid_amount") or 0) != 0:
                    raise Fault("paid_amount_without_date")
                return paid_date

            def read_paid_amount():
                paid = read_money(row.get("paid_amount"), currency, self.money)
                paid = signed(paid)
                amount = readable_amount()
                if paid and amount is not None and paid * amount <= 0:
                    raise Fault("paid_sign")
                return paid

            checks += [("paid_date", read_paid_date), ("paid_amount", read_paid_amount)]

        def readable_amount():
            try:
                return signed(read_money(row.get("amount"), currency, self.money))
            except Fault:
                return None

        values, rule = first_fault(checks)
        dates = {}
        for name, value in (row.get("dates") or {}).items():
            try:
                dates[name] = read_date(value)
            except Fault as fault:
                rule = rule or fault.rule

        amount = readable_amount()
        opposite_amount = None
        if self.flat and values["paid_date"] is not None and amount is not None:
            try:
                paid = signed(read_money(row.get("paid_amount"), currency, self.money))
            except Fault:
                paid = None
            opposite_amount = -(amount if paid is None else paid) or None  # nothing settles nothing
        self.rows_read.append((currency or "XXX", amount, opposite_amount, rule))
        if rule:
            self._find(rule, "documents", number, amount, currency or "XXX")
            return

        if kind is None:
            kind = "invoice" if amount >= 0 else "unclassified_credit"
        identifier = row.get("id")
        if identifier is not None and any(member in (None, "") for member in identifier):
            identifier = None
        document = Document(
            row=number,
            is_opposite=False,
            customer=row["customer"],
            entity=row.get("entity") or None,
            id=identifier,
            kind=kind,
            issue_date=values["issue_date"],
            posting_date=values["posting_date"] or values["issue_date"],
            due_date=values["due_date"],
            amount=amount,
            currency=currency,
            recorded_on=values["recorded_on"],
            dims=dict(row.get("dims") or {}),
            dates=dates,
        )
        self.documents.append(document)
        if is_inexact(row["amount"], currency, self.money):
            self._find("inexact_amount", "documents", number, amount, currency)
        document.paid_date, document.paid = values.get("paid_date"), None
        if opposite_amount is None:
            return
        document.paid = -opposite_amount
        opposite = Document(
            row=number,
            is_opposite=True,
            customer=document.customer,
            entity=document.entity,
            id=None,
            kind="payment" if amount > 0 else "refund",
            issue_date=values["paid_date"],
            posting_date=values["paid_date"],
            due_date=None,
            amount=opposite_amount,
            currency=currency,
            recorded_on=document.recorded_on,
            dims=dict(document.dims),
            dates=dict.fromkeys(dates),
        )
        self.documents.append(opposite)
        self.owner_of[opposite] = document
        settled = min(abs(opposite_amount), abs(amount))
        debit, credit = (document, opposite) if amount > 0 else (opposite, document)
        self.applications.append(
            Application(number, credit, debit, None, settled, settled, values["paid_date"], None)
        )

    def own_rows(self):
        return [d for d in self.documents if not d.is_opposite]

    def _build_chains(self):
        groups = defaultdict(list)
        for document in self.own_rows():
            groups[document.id if document.id is not None else ("row", document.row, None, None)].append(
                document
            )
        self.chain_of_id = {}
        self.chain_of: dict[Document, Chain] = {}
        for key, members in groups.items():
            levels = defaultdict(list)
            for document in members:
                if levels[document.recorded_on]:
                    self._find("duplicate_id", "documents", document.row, document.amount, document.currency)
                levels[document.recorded_on].append(document)
            chain = Chain(sorted(levels.items(), key=lambda level: level[0] or date.min))
            self.chains.append(chain)
            for document in members:
                self.chain_of[document] = chain
            if members[0].id is not None:
                self.chain_of_id[key] = chain

    def state(self, document: Document, known_at: date | None) -> str:
        """'kept', 'not_known' or 'superseded' in the books as known at the end of `known_at`."""
        if known_at is not None and document.recorded_on is not None and document.recorded_on > known_at:
            return "not_known"
        if document.is_opposite:
            return self.state(self.owner_of[document], known_at)
        chain = self.chain_of[document]
        return "kept" if chain.at(known_at).recorded_on == document.recorded_on else "superseded"

    def resolve(self, side, known_at) -> Document | None:
        """The document that an application's or a dispute's side means in the books as known at `known_at`."""
        if isinstance(side, Chain):
            return side.at(known_at)
        return side if self.state(side, known_at) == "kept" else None

    def _document_suspicions(self):
        for currency in sorted(
            {d.currency for d in self.own_rows()}
        ):  # a missing column: one finding a currency
            own = [d for d in self.own_rows() if d.currency == currency]
            undated = [d.amount for d in own if d.is_debit and not d.instalments]
            if not self.has_id:
                self._find("missing_id", "documents", -1, sum(d.amount for d in own), currency)
            if not self.has_due_date and undated:
                self._find("missing_due_date", "documents", -1, sum(undated), currency)
        seen = set()
        for d in self.own_rows():

            def find(rule, amount, d=d):
                self._find(rule, "documents", d.row, amount, d.currency)

            if self.has_id and d.id is None:
                find("missing_id", d.amount)
            if d.id is None:
                same = (
                    d.customer,
                    d.entity,
                    d.kind,
                    d.issue_date,
                    d.posting_date,
                    d.due_date,
                    d.recorded_on,
                    d.paid_date,
                    tuple(sorted(d.dates.items())),
                    d.amount,
                    d.currency,
                )
                if same in seen:
                    find("repeated_row", d.amount)
                seen.add(same)
            if self.has_due_date and d.is_debit and d.due_date is None and not d.instalments:
                find("missing_due_date", d.amount)
            if d.due_date is not None and d.due_date < d.issue_date:
                find("due_before_issue", d.amount)
            if d.paid is not None:
                if d.paid_date < d.posting_date:
                    find("payment_before_invoice", min(abs(d.paid), abs(d.amount)))
                if abs(d.paid) > abs(d.amount):
                    find("overpaid", abs(d.paid) - abs(d.amount))

    # tables that name documents

    def _named(self, identifier) -> Chain:
        if identifier is None or any(member in (None, "") for member in identifier):
            raise Fault("missing_value")
        if identifier not in self.chain_of_id:
            raise Fault("unknown_document")
        return self.chain_of_id[identifier]

    def _read_instalments(self, rows):
        by_chain = defaultdict(list)
        refused = {}  # document -> the rule that takes all its instalments out
        self.numbers_given = defaultdict(
            set
        )  # also of excluded instalments: an application may still name them
        for number, row in enumerate(rows):
            chain = self.chain_of_id.get(row.get("document_id"))
            document = chain.at(None) if chain else None
            currency = document.currency if document else self.currency
            amount = self._try_money(row.get("amount"), currency)
            _, rule = first_fault(
                [
                    ("document_id", lambda: self._named(row.get("document_id"))),
                    ("number", lambda: self._required(row.get("number"))),
                    ("due_date", lambda: read_date(row.get("due_date"), required=True)),
                    ("amount", lambda: read_money(row.get("amount"), currency, self.money, required=True)),
                ]
            )
            self.numbers_given[chain].add(row.get("number"))
            if rule:
                self._find(rule, "instalments", number, amount, currency)
                continue
            if row["number"] in [i.number for i in by_chain[chain]]:
                refused[chain] = "duplicate_instalment"  # outranks the next
            if amount < 0 <= document.amount:
                refused.setdefault(chain, "negative_instalment")
            by_chain[chain].append(Instalment(number, row["number"], read_date(row["due_date"]), amount))
        for chain, instalments in by_chain.items():
            document = chain.at(None)
            if chain not in refused and sum(i.amount for i in instalments) != document.amount:
                refused[chain] = "instalment_total"
            if chain in refused:
                for i in instalments:
                    self._find(refused[chain], "instalments", i.row, i.amount, document.currency)
                continue
            for _, (version, *_) in chain.levels:
                if version.amount != document.amount:
                    continue
                version.instalments = sorted(instalments, key=lambda i: (i.due_date, i.number))

    def _required(self, value):
        if value is None:
            raise Fault("missing_value")
        return value

    def _try_money(self, value, currency):
        try:
            return read_money(value, currency, self.money)
        except Fault:
            return None

    def _read_applications(self, rows):
        kept = []
        # A credit is referenced where any row names it, on whichever side, kept or not.
        self.ids_named = {row.get(side) for row in rows for side in ("credit_id", "debit_id")}
        for number, row in enumerate(rows):
            debit = self.chain_of_id.get(row.get("debit_id"))
            credit = self.chain_of_id.get(row.get("credit_id"))
            stated = self.currency
            credit_currency = credit.at(None).currency if credit else None
            debit_currency = debit.at(None).currency if debit else credit_currency or stated
            credit_currency = credit_currency or debit_currency

            def read_credit():
                if self._named(row.get("credit_id")).at(None).is_debit:
                    raise Fault("not_a_credit")

            def read_debit():
                if not self._named(row.get("debit_id")).at(None).is_debit:
                    raise Fault("not_a_debit")

            def read_instalment():
                wanted = row.get("instalment")
                if wanted is not None and debit and wanted not in self.numbers_given[debit]:
                    raise Fault("unknown_instalment")
                return wanted

            def read_credit_amount():
                given = read_money(row.get("credit_amount"), credit_currency, self.money)
                amount = self._try_money(row.get("amount"), debit_currency)
                if debit and credit and amount is not None:
                    if debit_currency != credit_currency and (given is None or given * amount < 0):
                        raise Fault("mixed_currency")
                    if debit_currency == credit_currency and given is not None and given != amount:
                        raise Fault("mixed_currency")
                return given

            values, rule = first_fault(
                [
                    ("credit", read_credit),
                    ("debit", read_debit),
                    ("instalment", read_instalment),
                    (
                        "amount",
                        lambda: read_money(row.get("amount"), debit_currency, self.money, required=True),
                    ),
                    ("credit_amount", read_credit_amount),
                    ("applied_on", lambda: read_date(row.get("applied_on"), required=True)),
                    ("recorded_on", lambda: read_date(row.get("recorded_on"))),
                ]
            )
            if rule:
                self._find(
                    rule,
                    "applications",
                    number,
                    self._try_money(row.get("amount"), debit_currency),
                    debit_currency,
                )
                continue
            amount = values["amount"]
            credit_amount = amount if values["credit_amount"] is None else values["credit_amount"]
            kept.append(
                Application(
                    number,
                    credit,
                    debit,
                    values["instalment"],
                    amount,
                    credit_amount,
                    values["applied_on"],
                    values["recorded_on"],
                )
            )
        self.applications += self._without_over_application(kept)
        for a in self.applications:
            if not isinstance(a.debit, Chain):
                continue
            debit, credit = a.debit.at(None), a.credit.at(None)
            suspicions = [
                ("payment_before_invoice", a.amount > 0 and credit.posting_date < debit.posting_date),
                ("applied_before_posting", a.applied_on < max(credit.posting_date, debit.posting_date)),
                ("customer_mismatch", credit.customer != debit.customer),
            ]
            for rule, holds in suspicions:
                if holds:
                    self._find(rule, "applications", a.row, a.amount, debit.currency)

    def _without_over_application(self, applications):
        """Per document the applied sum stays within 0 .. |amount| at the end of every day (ledger.md, 4)."""
        applied = defaultdict(int)
        kept = []

        def sides(a):
            return ((a.debit, a.amount), (a.credit, a.credit_amount))

        def in_range(chain, total):
            return 0 <= total <= abs(chain.at(None).amount)

        by_day = defaultdict(list)
        for a in applications:
            by_day[max(a.applied_on, a.debit.at(None).posting_date, a.credit.at(None).posting_date)].append(a)
        for day in sorted(by_day):
            rows = sorted(by_day[day], key=lambda a: a.row)
            total = defaultdict(int, applied)
            for a in rows:
                for chain, amount in sides(a):
                    total[chain] += amount
            judged = {chain for a in rows for chain, _ in sides(a) if not in_range(chain, total[chain])}
            while True:  # and all documents that the day's rows link with them
                linked = {
                    chain for a in rows if a.debit in judged or a.credit in judged for chain, _ in sides(a)
                }
                if linked <= judged:
                    break
                judged |= linked
            accepted = [a for a in rows if a.debit not in judged]
            for chain in judged:
                total[chain] = applied[chain]
            for a in rows:
                if a.debit in judged and all(
                    in_range(chain, total[chain] + amount) for chain, amount in sides(a)
                ):
                    accepted.append(a)
                    for chain, amount in sides(a):
                        total[chain] += amount
            applied = total
            kept += accepted
            for a in rows:
                if a not in accepted:
                    self._find("over_application", "applications", a.row, a.amount, a.debit.at(None).currency)
        return sorted(kept, key=lambda a: a.row)

    def _read_disputes(self, rows):
        for number, row in enumerate(rows):
            chain = self.chain_of_id.get(row.get("document_id"))
            document = chain.at(None) if chain else None
            currency = document.currency if document else self.currency

            def read_document():
                if not self._named(row.get("document_id")).at(None).is_debit:
                    raise Fault("dispute_of_credit")

            def read_amount():
                amount = read_money(row.get("amount"), currency, self.money)
                if amount is not None and amount < 0:
                    raise Fault("negative_dispute")
                return amount

            def read_closed():
                closed = read_date(row.get("closed"))
                try:
                    opened = read_date(row.get("opened"))
                except Fault:
                    opened = None
                if closed is not None and opened is not None and closed < opened:
                    raise Fault("dispute_dates")
                return closed

            values, rule = first_fault(
                [
                    ("document", read_document),
                    ("amount", read_amount),
                    ("opened", lambda: read_date(row.get("opened"), required=True)),
                    ("closed", read_closed),
                    ("recorded_on", lambda: read_date(row.get("recorded_on"))),
                ]
            )
            if rule:
                self._find(rule, "disputes", number, self._try_money(row.get("amount"), currency), currency)
                continue
            self.disputes.append(
                Dispute(
                    number, chain, values["amount"], values["opened"], values["closed"], values["recorded_on"]
                )
            )

    # tables that move nothing and settle nothing: only their findings are modelled

    def _customer(self, row):
        if row.get("customer") in (None, ""):
            raise Fault("missing_value")
        return row["customer"]

    def _keep_customer_row(self, table, number, row, checks):
        _, rule = first_fault([("customer", lambda: self._customer(row)), *checks])
        if rule:
            self._find(rule, table, number, None)
            return False
        if row["customer"] not in {d.customer for d in self.documents}:
            self._find("unknown_customer", table, number, None)
        return True

    def _read_promises(self, rows):
        for number, row in enumerate(rows):
            self._keep_customer_row(
                "promises",
                number,
                row,
                [
                    (
                        "document_id",
                        lambda: self._named(row["document_id"]) if row.get("document_id") else None,
                    ),
                    ("promised_on", lambda: read_date(row.get("promised_on"), required=True)),
                    ("due_date", lambda: read_date(row.get("due_date"), required=True)),
                ],
            )

    def _read_contacts(self, rows):
        for number, row in enumerate(rows):
            self._keep_customer_row(
                "contacts",
                number,
                row,
                [("contacted_on", lambda: read_date(row.get("contacted_on"), required=True))],
            )

    def _read_customers(self, rows):
        """ledger.md, 6: first what is wrong with a row alone, then cycles among the parents of the rows that are left."""
        kept = {}
        for number, row in enumerate(rows):

            def first_time(row=row):
                if row["customer"] in kept:
                    raise Fault("duplicate_customer")

            _, rule = first_fault([("customer", lambda row=row: self._customer(row)), ("once", first_time)])
            if rule:
                self._find(rule, "customers", number, None)
            else:
                kept[row["customer"]] = (number, row.get("parent"))
        with_documents = {d.customer for d in self.documents}
        for customer, (number, parent) in kept.items():
            above, steps = parent, 0
            while above is not None and above != customer and steps <= len(kept):
                above, steps = kept.get(above, (0, None))[1], steps + 1
            if above == customer:
                self._find("parent_cycle", "customers", number, None)
                continue
            self.parent_of[customer] = parent
            if customer not in with_documents:
                self._find("unknown_customer", "customers", number, None)

    # credits that no row names

    def _apply_unreferenced_credits(self):
        named, applied = set(), defaultdict(int)
        for a in self.applications:
            credit, debit = self.resolve(a.credit, None), self.resolve(a.debit, None)
            named.add(credit)
            applied[debit] += a.amount
        groups = defaultdict(list)
        duplicates = {d for chain in self.chains for _, level in chain.levels for d in level[1:]}
        for d in self.documents:
            if d in duplicates:
                continue
            groups[(d.customer, d.entity, d.currency)].append(d)
        for documents in groups.values():
            documents.sort(key=lambda d: (d.posting_date, d.issue_date, d.row, d.is_opposite))
            debits, waiting, left = [], [], {}
            for d in documents:
                if d.is_debit:
                    left[d] = d.amount - applied[d]
                    debits.append(d)
                elif d not in named and (d.id is None or d.id not in self.ids_named):
                    left[d] = -d.amount
                    waiting.append(d)
                debits.sort(key=lambda e: (e.due_date or e.issue_date, e.issue_date, e.row))
                for credit in waiting:
                    for debit in debits:
                        taken = min(left[credit], left[debit])
                        if taken > 0:
                            left[credit] -= taken
                            left[debit] -= taken
                            self.applications.append(
                                Application(
                                    -1,
                                    credit,
                                    debit,
                                    None,
                                    taken,
                                    taken,
                                    max(credit.posting_date, debit.posting_date),
                                    max(
                                        (e.recorded_on for e in (credit, debit) if e.recorded_on),
                                        default=None,
                                    ),
                                    by_rule=True,
                                )
                            )


# --- open items on a date ------------------------------------------------------------------------------------------


@dataclass
class Books:
    items: list
    cross_currency: dict  # currency -> [count, amount]
    applied_before_posting: dict


def counting_date(application, debit, credit, clock):
    """The day an application counts from, or None where it never does in these books."""
    postings = [d.posting_date if d else date(MAXYEAR, 12, 31) for d in (debit, credit)]
    if application.by_rule or clock == "payment_posting":
        day = max(postings) if debit and credit else None
    elif clock == "latest":
        day = max(application.applied_on, *postings) if debit and credit else None
    elif clock == "applied_on":
        day = application.applied_on
    else:
        day = application.recorded_on or application.applied_on
    return day


def open_books(ledger: Ledger, as_of: date, *, clock="latest", known_at=None) -> Books:
    cross, early = defaultdict(lambda: [0, 0]), defaultdict(lambda: [0, 0])
    applied = defaultdict(int)
    named = defaultdict(int)  # (document, instalment number) -> settled by rows that name it
    for a in ledger.applications:
        if known_at is not None and a.recorded_on is not None and a.recorded_on > known_at:
            continue
        debit, credit = ledger.resolve(a.debit, known_at), ledger.resolve(a.credit, known_at)
        day = counting_date(a, debit, credit, clock)
        if day is None or day > as_of:
            continue
        debit_in = debit is not None and debit.posting_date <= as_of
        credit_in = credit is not None and credit.posting_date <= as_of
        if debit_in:
            applied[debit] += a.amount
            if a.instalment is not None:
                named[debit, a.instalment] += a.amount
        if credit_in:
            applied[credit] += a.credit_amount
        if debit_in and credit_in and debit.currency != credit.currency:
            for currency, amount in ((debit.currency, -a.amount), (credit.currency, a.credit_amount)):
                cross[currency][0] += 1
                cross[currency][1] += amount
        if debit_in != credit_in:
            currency, amount = (debit.currency, -a.amount) if debit_in else (credit.currency, a.credit_amount)
            early[currency][0] += 1
            early[currency][1] += amount

    items = []
    for d in ledger.documents:
        if ledger.state(d, known_at) != "kept" or d.posting_date > as_of:
            continue
        items += document_items(d, applied[d], named)
        if d.is_debit:
            dispute_items(ledger, d, [i for i in items if i.document is d and not i.excess], as_of, known_at)
    return Books([i for i in items if i.open != 0], cross, early)


def document_items(d: Document, applied: int, named) -> list:
    size = abs(d.amount)
    sign = 1 if d.is_debit else -1
    items = []
    if not 0 <= applied <= size:  # more is applied, or un-applied, than there is
        within = max(0, min(size, applied))
        items.append(Item(d, None, d.posting_date, d.amount, sign * (within - applied), excess=True))
        applied = within
    if not d.instalments:
        items.append(Item(d, None, d.due_date, d.amount, sign * (size - applied)))
        return items
    settled = {i.number: max(0, min(i.amount, named[d, i.number])) for i in d.instalments}
    rest = applied - sum(settled.values())
    for i in d.instalments:
        more = max(0, min(rest, i.amount - settled[i.number]))
        settled[i.number] += more
        rest -= more
    for i in reversed(d.instalments):  # taken back by rows that name none
        less = max(0, min(-rest, settled[i.number])) if rest < 0 else 0
        settled[i.number] -= less
        rest += less
    return items + [
        Item(d, i.number, i.due_date, i.amount, i.amount - settled[i.number]) for i in d.instalments
    ]


def dispute_items(ledger, d, items, as_of, known_at):
    active = 0
    for dispute in ledger.disputes:
        if ledger.resolve(dispute.chain, known_at) is not d:
            continue
        if known_at is not None and dispute.recorded_on is not None and dispute.recorded_on > known_at:
            continue
        if dispute.opened <= as_of and (dispute.closed is None or dispute.closed > as_of):
            active += d.amount if dispute.amount is None else dispute.amount
    for item in items:  # already in the order (due date, number)
        item.disputed = max(0, min(item.open, active))
        active -= item.disputed


# --- aging ---------------------------------------------------------------------------------------------------------


@dataclass
class AgingOptions:
    by: tuple = ("customer",)
    basis: str = "due"
    bounds: tuple | None = None
    forward_bounds: tuple = ()
    months: int = 0
    forward_months: int = 0
    missing_date: str = "issue"
    credits: str = "own_column"
    disputes: str = "inside"
    clock: str = "latest"
    known_at: date | None = None
    date_column: str | None = None
    future_payments: bool = False

    def upper_bounds(self):
        if self.bounds:
            return tuple(self.bounds)
        return (0, 30, 60, 90) if self.basis == "due" else (30, 60, 90)


def bucket_labels(options: AgingOptions) -> list:
    if options.months:
        n, ahead = options.months, options.forward_months
        first = ["not_due"] if options.basis == "due" else []
        if ahead:
            first = [f"due_over_m{ahead - 1}", *(f"due_m{k}" for k in reversed(range(ahead)))]
        return [*first, *(f"m{k}" for k in range(n)), f"over_m{n - 1}"]
    bounds = options.upper_bounds()
    if options.basis == "due":
        first = ["not_due" if bounds[0] == 0 else f"up_to_{bounds[0]}"]
        if options.forward_bounds:
            f = options.forward_bounds
            starts = [0] + [b + 1 for b in f[:-1]]
            first = [f"due_over_{f[-1]}", *[f"due_{s}_{b}" for s, b in zip(starts, f)][::-1]]
    else:
        first = [f"d0_{bounds[0]}"]
    middle = [f"d{lower + 1}_{upper}" for lower, upper in itertools.pairwise(bounds)]
    return first + middle + [f"over_{bounds[-1]}"]


def month_bucket(basis: date, as_of: date, options: AgingOptions) -> str:
    before = 12 * (as_of.year - basis.year) + as_of.month - basis.month  # months between; below 0 = after
    if options.basis == "due" and basis >= as_of:
        if not options.forward_months:
            return "not_due"
        return f"due_m{-before}" if -before < options.forward_months else bucket_labels(options)[0]
    return f"m{max(before, 0)}" if before < options.months else f"over_m{options.months - 1}"


def bucket_of(days: int | None, options: AgingOptions, as_of: date) -> str:
    labels = bucket_labels(options)
    if days is None:
        return labels[0]
    if options.months:
        return month_bucket(as_of - timedelta(days=days), as_of, options)
    bounds = options.upper_bounds()
    forward = options.forward_bounds
    if forward and days <= 0:
        position = sum(-days > b for b in forward)  # 0 = nearest
        return labels[len(forward) - position]
    return labels[sum(days > b for b in bounds) + len(forward)]


@dataclass(eq=False)
class Line:
    """A part of an item in one column of the report."""

    item: Item
    bucket: str
    open: int
    basis_date: date | None
    days: int | None
    document_days_past_due: int | None = None


@dataclass
class Aging:
    rows: list
    totals: list
    proof: list
    lines: list
    missing_date_items: int
    labels: list
    future: list = field(default_factory=list)  # documents of the future payments


def replaced(day, item, mode):
    if day is not None:
        return day
    return {"issue": item.document.issue_date, "posting": item.document.posting_date, "not_due": None}[mode]


def own_basis(item: Item, options: AgingOptions):
    """The item's basis date before any replacement."""
    d = item.document
    if item.excess:
        return d.posting_date
    return {
        "due": item.due_date,
        "issue": d.issue_date,
        "posting": d.posting_date,
        "column": d.dates.get(options.date_column),
    }[options.basis]


def basis_date(item: Item, options: AgingOptions):
    own = own_basis(item, options)
    if item.open < 0:
        if options.credits != "own_age":
            return item.document.posting_date
        return own or item.document.posting_date
    return replaced(own, item, options.missing_date)


def due_day(item: Item, options: AgingOptions):
    return item.document.posting_date if item.excess else replaced(item.due_date, item, options.missing_date)


def group_key(document: Document, by):
    own = {"customer": document.customer, "entity": document.entity, "kind": document.kind}
    return tuple(own[name] if name in own else document.dims.get(name) for name in by)


def key_order(values):
    """Texts by their bytes, numbers by value, a missing one last."""
    return tuple((v is None, v.encode() if isinstance(v, str) else v or 0) for v in values)


def order_within_day(application):
    """ledger.md, 4: the order of applications of one debit with one `latest` date."""
    a = application
    credit = a.credit.at(None) if isinstance(a.credit, Chain) else a.credit
    return (
        credit.id is None,
        key_order(credit.id or ()),
        -1 if a.instalment is None else a.instalment,
        -a.amount,
        -a.credit_amount,
        a.applied_on,
        a.recorded_on or date.min,
        a.row,
    )


def net(lines, credits):
    """Settles debit lines with credit lines within customer, entity and currency; both lose what cancels."""
    groups = defaultdict(lambda: ([], []))
    for line in lines:
        d = line.item.document
        groups[d.customer, d.entity, d.currency][line.open < 0].append(line)
    for debits, given in groups.values():
        debits.sort(
            key=lambda l: (
                l.basis_date or LAST_DAY,
                l.item.document.issue_date,
                l.item.document.row,
                l.item.instalment or 0,
            )
        )
        given.sort(
            key=lambda l: (l.item.document.posting_date, l.item.document.issue_date, l.item.document.row)
        )
        for credit in given:
            for debit in debits:
                taken = min(-credit.open, debit.open)
                credit.open += taken
                debit.open -= taken


def age(ledger: Ledger, as_of: date, options: AgingOptions | None = None) -> Aging:
    options = options or AgingOptions()
    books = open_books(ledger, as_of, clock=options.clock, known_at=options.known_at)
    lines, disputed_lines = [], []
    left_out = {
        "excluded_credits": defaultdict(lambda: [0, 0]),
        "excluded_disputes": defaultdict(lambda: [0, 0]),
    }
    missing = 0

    def leave_out(line_name, item, amount):
        entry = left_out[line_name][item.document.currency]
        entry[0] += 1
        entry[1] -= amount

    for item in books.items:
        basis = basis_date(item, options)
        days = None if basis is None else (as_of - basis).days
        if item.open < 0:
            if options.credits == "excluded":
                leave_out("excluded_credits", item, item.open)
                continue
            bucket = {
                "own_column": "unapplied",
                "own_age": bucket_of(days, options, as_of),
                "netted": "credit_balance",
            }[options.credits]
            lines.append(Line(item, bucket, item.open, basis, days))
            continue
        missing += own_basis(item, options) is None
        disputed = item.disputed if options.disputes != "inside" else 0
        if disputed and options.disputes == "excluded":
            leave_out("excluded_disputes", item, disputed)
        elif disputed:
            disputed_lines.append(Line(item, "disputed", disputed, basis, days))
        if item.open - disputed:
            lines.append(Line(item, bucket_of(days, options, as_of), item.open - disputed, basis, days))
    if options.credits == "netted":
        net(lines, options)
    lines = [line for line in lines if line.open] + disputed_lines

    earliest = {}
    for item in books.items:
        if item.open > 0:
            due = due_day(item, options)
            if due is not None:
                earliest[item.document] = min(due, earliest.get(item.document, due))
    for line in lines:
        if line.open > 0 and line.item.document in earliest:
            line.document_days_past_due = (as_of - earliest[line.item.document]).days

    future = []
    for d in ledger.documents:
        if (
            ledger.state(d, options.known_at) == "kept"
            and d.posting_date > as_of
            and d.amount < 0
            and d.kind in ("payment", "unclassified_credit")
        ):
            future.append(d)
    labels = bucket_labels(options)
    rows = summarise(lines, future, as_of, options, labels, options.by)
    totals = summarise(lines, future, as_of, options, labels, ())
    proof = prove(ledger, as_of, options, books, left_out, rows)
    return Aging(rows, totals, proof, lines, missing, labels, future)


def hierarchy(ledger: Ledger, as_of: date, options: AgingOptions, over="customer", parents=()) -> list:
    """hierarchy.md: rows in their order. `parents`: (entity, parent) pairs. Every row is summed from its lines anew."""
    parent_of = ledger.parent_of if over == "customer" else dict(parents)
    by = tuple(name for name in options.by if name != over)
    aged = age(ledger, as_of, options)

    def chain(node):
        nodes = [node]
        while parent_of.get(nodes[-1]) is not None:
            nodes.append(parent_of[nodes[-1]])
        return nodes

    own, rolled = defaultdict(lambda: ([], [])), defaultdict(lambda: ([], []))
    parts = [(line.item.document, line, 0) for line in aged.lines]
    parts += [(d, d, 1) for d in aged.future if options.future_payments]
    for d, part, kind in parts:
        node = d.customer if over == "customer" else d.entity
        section = group_key(d, by), d.currency
        own[*section, node][kind].append(part)
        for above in chain(node):
            rolled[*section, above][kind].append(part)

    def figures(parts):
        lines, future = parts
        found = summarise(lines, future, as_of, options, aged.labels, ())
        row = dict(found[0]) if found else dict.fromkeys(money_columns(options, aged.labels), 0)
        if not found:
            row |= {"total": 0, "open_items": 0, "overdue_documents": 0}
            row["future_payments"] = sum(d.amount for d in future)
        return {name: value for name, value in row.items() if name not in ("group", "currency")}

    rows = []
    for (group, currency, node), parts in rolled.items():
        below = [n for g, c, n in rolled if (g, c) == (group, currency) and n != node and node in chain(n)]
        rows.append(
            {
                "group": group,
                "currency": currency,
                "node": node,
                "parent": parent_of.get(node),
                "level": len(chain(node)) - 1,
                **figures(parts),
                "own_total": figures(own[group, currency, node])["total"],
                "descendants": len(below),
            }
        )
    return sorted(
        rows,
        key=lambda row: (
            key_order(row["group"]),
            row["currency"],
            row["node"] is None,
            [key_order((node,)) for node in reversed(chain(row["node"]))],
        ),
    )


def money_columns(options: AgingOptions, labels) -> list:
    columns = list(labels)
    columns += {"own_column": ["unapplied"], "netted": ["credit_balance"]}.get(options.credits, [])
    columns += ["disputed"] if options.disputes == "own_column" else []
    return columns


def summarise(lines, future, as_of, options, labels, by):
    groups = defaultdict(list)
    for line in lines:
        d = line.item.document
        groups[group_key(d, by), d.currency].append(line)
    rows = []
    for (group, currency), members in groups.items():
        row = {"group": group, "currency": currency, **dict.fromkeys(money_columns(options, labels), 0)}
        overdue = set()
        for line in members:
            row[line.bucket] += line.open
            due = due_day(line.item, options)
            if line.open > 0 and due is not None and (as_of - due).days > 0:
                overdue.add(line.item.document)
        row["total"] = sum(row[name] for name in money_columns(options, labels))
        row["open_items"] = len({id(line.item) for line in members})
        row["overdue_documents"] = len(overdue)
        if options.future_payments:
            row["future_payments"] = sum(
                d.amount for d in future if d.currency == currency and group_key(d, by) == group
            )
        rows.append(row)
    return sorted(rows, key=lambda row: (key_order(row["group"]), row["currency"]))


def prove(ledger, as_of, options, books, left_out, rows):
    """(currency, line, count, amount) in the order of aging.md, 6."""
    lines = defaultdict(lambda: defaultdict(lambda: [0, 0]))

    def add(currency, name, amount, count=1):
        entry = lines[currency][name]
        entry[0] += count
        entry[1] += amount or 0

    for currency, amount, opposite, rule in ledger.rows_read:
        add(currency, "documents_read", amount)
        if opposite is not None:
            add(currency, "payments_read", opposite)
        if rule:
            add(
                currency, f"excluded_{rule}", -((amount or 0) + (opposite or 0)), 1 if opposite is None else 2
            )
    for d in ledger.documents:
        state = ledger.state(d, options.known_at)
        if state != "kept":
            add(d.currency, state, -d.amount)
        elif d.posting_date > as_of:
            add(d.currency, "posted_later", -d.amount)
        else:
            add(d.currency, "posted", d.amount)
    for name, entries in (
        ("cross_currency", books.cross_currency),
        ("applied_before_posting", books.applied_before_posting),
        *left_out.items(),
    ):
        for currency, (count, amount) in entries.items():
            add(currency, name, amount, count)
    for item in books.items:
        add(item.document.currency, "open_items", item.open)
    columns = [
        n
        for n in (rows[0] if rows else {})
        if n not in ("group", "currency", "total", "open_items", "overdue_documents", "future_payments")
    ]
    for row in rows:
        add(row["currency"], "buckets", sum(row[name] for name in columns), row["open_items"])

    proof = []
    for currency in sorted(lines):
        named = lines[currency]
        upper = [
            "documents_read",
            "payments_read",
            *sorted(n for n in named if n.startswith("excluded_") and n not in left_out),
            "superseded",
            "not_known",
            "posted_later",
        ]
        control = sum(named[name][1] for name in upper if name in named)
        assert control == named["posted"][1], "control total is the sum of the documents posted"
        open_total = control + sum(
            named[n][1] for n in ("cross_currency", "applied_before_posting") if n in named
        )
        assert open_total == named["open_items"][1], "open items are the control total and the two lines"
        reported = open_total + sum(named[name][1] for name in left_out if name in named)
        always = {
            "control_total": (named["posted"][0], control),
            "open_items": (named["open_items"][0], open_total),
            "reported": (None, reported),
            "buckets": tuple(named["buckets"]),
            "difference": (0, reported - named["buckets"][1]),
        }
        for name in [
            *upper,
            "control_total",
            "cross_currency",
            "applied_before_posting",
            "open_items",
            *left_out,
            "reported",
            "buckets",
            "difference",
        ]:
            if name in always:
                proof.append((currency, name, *always[name]))
            elif name in named and (named[name][0] or name == "documents_read"):
                proof.append((currency, name, *named[name]))
            elif name == "documents_read":
                proof.append((currency, name, 0, 0))
        assert always["difference"][1] == 0, "buckets sum to what is reported"
    return proof


def drill_down(aging: Aging, by=(), *, group=None, currency=None, bucket=None) -> list:
    """The lines behind a cell; they sum to it."""
    return [
        line
        for line in aging.lines
        if (group is None or group_key(line.item.document, by) == tuple(group))
        and (currency is None or line.item.document.currency == currency)
        and (bucket is None or line.bucket == bucket)
    ]


# --- item columns --------------------------------------------------------------------------------------------------


def age_items(rows, as_of: date, options: AgingOptions | None = None, *, currency=None, money="exact"):
    """aging.md, 7: open items given as rows. Returns (Aging, findings); the proof has its own upper lines."""
    options = options or AgingOptions()
    findings, items, read = [], [], defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for number, row in enumerate(rows):
        code = row.get("currency") or currency
        known = code if code in MINOR_UNITS else None

        def read_customer():
            if row.get("customer") in (None, ""):
                raise Fault("missing_value")

        def read_currency():
            if not code:
                raise Fault("missing_value")
            if known is None:
                raise Fault("unknown_currency")

        values, rule = first_fault(
            [
                ("customer", read_customer),
                ("due_date", lambda: read_date(row.get("due_date"))),
                ("amount", lambda: read_money(row.get("amount"), known, money, required=True)),
                ("issue_date", lambda: read_date(row.get("issue_date"))),
                ("currency", read_currency),
            ]
        )
        amount = values["amount"]
        entry = read[known or "XXX"]
        entry["items_read"][0] += 1
        entry["items_read"][1] += amount or 0
        if rule:
            entry[f"excluded_{rule}"][0] += 1
            entry[f"excluded_{rule}"][1] -= amount or 0
            findings.append(Finding(rule, "items", number, amount, known or "XXX"))
            continue
        d = Document(
            number,
            False,
            row["customer"],
            row.get("entity") or None,
            None,
            "",
            values["issue_date"],
            values["issue_date"] or values["due_date"],
            values["due_date"],
            amount,
            known,
            None,
            dict(row.get("dims") or {}),
            {},
        )
        if amount:
            items.append(Item(d, None, values["due_date"], amount, amount))
    lines, missing = [], 0
    for item in items:
        d = item.document
        if item.open < 0:
            if options.credits == "excluded":
                read[d.currency]["excluded_credits"][0] += 1
                read[d.currency]["excluded_credits"][1] -= item.open
                continue
            basis = d.posting_date
            if options.credits == "own_age" and options.basis == "due":
                basis = d.due_date or basis
        else:
            own = d.due_date if options.basis == "due" else d.issue_date
            missing += own is None
            basis = own or d.issue_date
        days = None if basis is None else (as_of - basis).days
        bucket = bucket_of(days, options, as_of)
        if item.open < 0:
            bucket = {"own_column": "unapplied", "netted": "credit_balance"}.get(options.credits, bucket)
        lines.append(Line(item, bucket, item.open, basis, days))
    if options.credits == "netted":
        for line in lines:  # netting orders missing dates last
            d = line.item.document
            d.issue_date, d.posting_date = d.issue_date or LAST_DAY, d.posting_date or LAST_DAY
        net(lines, options)
        for line in lines:
            d = line.item.document
            d.issue_date = None if d.issue_date == LAST_DAY else d.issue_date
    lines = [line for line in lines if line.open]
    labels = bucket_labels(options)
    rows_out = summarise(lines, [], as_of, options, labels, options.by)
    totals = summarise(lines, [], as_of, options, labels, ())
    proof = []
    for code in sorted(read):
        entries = read[code]
        open_total = sum(amount for name, (_, amount) in entries.items() if name != "excluded_credits")
        reported = open_total + entries.get("excluded_credits", [0, 0])[1]
        buckets = sum(row["total"] for row in totals if row["currency"] == code)
        for name in [
            "items_read",
            *sorted(n for n in entries if n not in ("items_read", "excluded_credits")),
        ]:
            proof.append((code, name, *entries[name]))
        proof.append((code, "open_items", None, open_total))
        if "excluded_credits" in entries:
            proof.append((code, "excluded_credits", *entries["excluded_credits"]))
        proof += [
            (code, "reported", None, reported),
            (code, "buckets", None, buckets),
            (code, "difference", 0, reported - buckets),
        ]
        assert reported == buckets
    return Aging(rows_out, totals, proof, lines, missing, labels), findings


# --- comparisons ---------------------------------------------------------------------------------------------------


ROLL_FORWARD_LINES = [
    "opening", "invoice", "debit_note", "interest", "fee", "refund", "payment_return", "recovery", "credit_note",
    "payment", "discount", "write_off", "unclassified_credit", "adjustment", "opening_balance", "late_postings",
    "cross_currency", "applied_before_posting", "applied_between_groups", "closing", "difference",
]  # fmt: skip


def application_effects(ledger: Ledger, a: Application, day, clock, known_at, by) -> Counter:
    """(line, group, currency) -> what one application takes from, or gives to, the sum of the documents there."""
    effects = Counter()
    if known_at is not None and a.recorded_on is not None and a.recorded_on > known_at:
        return effects
    debit, credit = ledger.resolve(a.debit, known_at), ledger.resolve(a.credit, known_at)
    counts_on = counting_date(a, debit, credit, clock)
    if counts_on is None or counts_on > day:
        return effects
    sides = []
    if debit is not None and debit.posting_date <= day:
        sides.append((group_key(debit, by), debit.currency, -a.amount))
    if credit is not None and credit.posting_date <= day:
        sides.append((group_key(credit, by), credit.currency, a.credit_amount))
    if len(sides) == 1:
        line = "applied_before_posting"
    elif len(sides) == 2 and sides[0][1] != sides[1][1]:
        line = "cross_currency"
    else:
        line = "applied_between_groups"
    for group, currency, amount in sides:
        effects[line, group, currency] += amount
    return effects


def roll_forward(ledger, from_, to, *, by=(), clock="latest", known_at=None, known_at_from=None) -> list:
    """(group, currency, line, count, amount) in the order of roll_forward.md."""
    first_known = known_at if known_at_from is None else known_at_from
    sums = defaultdict(lambda: defaultdict(lambda: [0, 0]))

    def add(group, currency, line, amount):
        sums[group, currency][line][0] += 1
        sums[group, currency][line][1] += amount

    for line, day, known in (("opening", from_, first_known), ("closing", to, known_at)):
        for item in open_books(ledger, day, clock=clock, known_at=known).items:
            add(group_key(item.document, by), item.document.currency, line, item.open)
    for d in ledger.documents:
        before = ledger.state(d, first_known) == "kept" and d.posting_date <= from_
        after = ledger.state(d, known_at) == "kept" and d.posting_date <= to
        if after and d.posting_date > from_:
            add(group_key(d, by), d.currency, d.kind, d.amount)
        elif before != after:
            add(group_key(d, by), d.currency, "late_postings", d.amount if after else -d.amount)
    for a in ledger.applications:
        moved = application_effects(ledger, a, to, clock, known_at, by)
        moved.subtract(application_effects(ledger, a, from_, clock, first_known, by))
        for (line, group, currency), amount in moved.items():
            if amount:
                add(group, currency, line, amount)
    rows = []
    for group, currency in sorted(sums, key=lambda key: (key_order(key[0]), key[1])):
        lines = sums[group, currency]
        moved = sum(amount for line, (_, amount) in lines.items() if line != "closing")
        lines["difference"] = [0, moved - lines["closing"][1]]
        for line in ROLL_FORWARD_LINES:
            if line in lines or line in ("opening", "closing"):
                rows.append((group, currency, line, *lines[line]))
    return rows


EXCLUDED = ["excluded_credits", "excluded_disputes"]
STATEMENT_SUMS = ["opening", "late_postings", "debits", "credits", "closing", "applied_elsewhere"]


@dataclass
class Statement:
    rows: list  # dicts: group, currency, the columns of docs/methods/statement.md
    movements: list  # (account, document, amount, balance, open, late)
    lines: list  # of open items
    proof: list  # (currency, line, count, amount)


def applied_elsewhere(ledger: Ledger, day, options: AgingOptions) -> list:
    """(account, amount) of each side of an application that does not stay within one account."""
    effects = []
    for a in ledger.applications:
        known_at = options.known_at
        if known_at is not None and a.recorded_on is not None and a.recorded_on > known_at:
            continue
        debit, credit = ledger.resolve(a.debit, known_at), ledger.resolve(a.credit, known_at)
        counts_on = counting_date(a, debit, credit, options.clock)
        if counts_on is None or counts_on > day:
            continue
        sides = [
            ((group_key(d, options.by), d.currency), amount)
            for d, amount in ((debit, -a.amount), (credit, a.credit_amount))
            if d is not None and d.posting_date <= day
        ]
        if len(sides) == 2 and sides[0][0] == sides[1][0] and sides[0][1] == -sides[1][1]:
            continue
        effects += sides
    return effects


def statement(
    ledger, from_, to, options: AgingOptions | None = None, *, customers=None, known_at_from=None
) -> Statement:
    options = options or AgingOptions()
    first_known = options.known_at if known_at_from is None else known_at_from
    aging = age(ledger, to, options)
    sums = defaultdict(lambda: {name: [0, 0] for name in (*STATEMENT_SUMS, *EXCLUDED)})
    moved, open_accounts = defaultdict(list), set()

    def asked_for(document):
        return customers is None or document.customer in customers

    def add(account, name, amount):
        sums[account][name][0] += 1
        sums[account][name][1] += amount

    open_at_end = defaultdict(int)
    for item in open_books(ledger, to, clock=options.clock, known_at=options.known_at).items:
        open_at_end[item.document] += item.open
        account = (group_key(item.document, options.by), item.document.currency)
        if not asked_for(item.document):
            continue
        open_accounts.add(account)
        if options.credits == "excluded" and item.open < 0:
            add(account, "excluded_credits", -item.open)
        if options.disputes == "excluded" and item.open > 0 and item.disputed:
            add(account, "excluded_disputes", -item.disputed)
    control = defaultdict(lambda: [0, 0])
    for d in ledger.documents:
        account = (group_key(d, options.by), d.currency)
        before = ledger.state(d, first_known) == "kept" and d.posting_date <= from_
        after = ledger.state(d, options.known_at) == "kept" and d.posting_date <= to
        if after:
            control[d.currency][0] += 1
            control[d.currency][1] += d.amount
        if not asked_for(d):
            continue
        if before:
            add(account, "opening", d.amount)
        if after:
            add(account, "closing", d.amount)
        if after and d.posting_date > from_:
            add(account, "debits" if d.amount >= 0 else "credits", d.amount)
            moved[account].append((d, d.amount, 0))
        elif before != after:
            amount = d.amount if after else -d.amount
            add(account, "late_postings", amount)
            moved[account].append((d, amount, 1))
    for account, amount in applied_elsewhere(ledger, to, options):
        if customers is None or account[0][0] in customers:
            add(account, "applied_elsewhere", amount)

    order = sorted(sums, key=lambda account: (key_order(account[0]), account[1]))
    strips = {(row["group"], row["currency"]): row for row in aging.rows}
    rows, movements, lines = [], [], []
    for account in order:
        own = sums[account]
        if (
            not own["opening"][1]
            and not own["closing"][1]
            and not moved[account]
            and account not in open_accounts
        ):
            continue
        strip = dict.fromkeys(money_columns(options, aging.labels), 0)
        strip |= {"total": 0, "open_items": 0, "overdue_documents": 0}
        strip |= strips.get(account, {})
        own_lines = [
            l
            for l in aging.lines
            if (group_key(l.item.document, options.by), l.item.document.currency) == account
        ]
        overdue = 0
        for line in own_lines:
            due = due_day(line.item, options)
            if line.item.open > 0 and due is not None and due < to:
                overdue += line.open
        row = {"group": account[0], "currency": account[1], **strip}
        row |= {name: own[name][1] for name in (*STATEMENT_SUMS, *EXCLUDED)}
        row |= {"overdue": overdue, "movements": len(moved[account])}
        rows.append(row)
        lines += own_lines
        balance = own["opening"][1]
        for d, amount, late in sorted(
            moved[account], key=lambda m: (m[0].posting_date, m[0].issue_date, m[0].row, m[0].is_opposite)
        ):
            balance += amount
            after = ledger.state(d, options.known_at) == "kept" and d.posting_date <= to
            movements.append((account, d, amount, balance, open_at_end[d] if after else 0, late))
    return Statement(rows, movements, lines, prove_statement(sums, strips, control, customers is None))


def prove_statement(sums, strips, control, is_all) -> list:
    proof = []
    for currency in sorted({c for (_, c), s in sums.items() if s["opening"][0] or s["closing"][0]}):
        accounts = [account for account in sums if account[1] == currency]
        total = {
            name: [sum(sums[a][name][part] for a in accounts) for part in (0, 1)]
            for name in (*STATEMENT_SUMS, *EXCLUDED)
        }
        for name in ("opening", "late_postings", "debits", "credits", "closing"):
            if name != "late_postings" or total[name][0]:
                proof.append((currency, name, *total[name]))
        movements = sum(total[name][1] for name in ("opening", "late_postings", "debits", "credits"))
        proof.append((currency, "difference", 0, movements - total["closing"][1]))
        if is_all:
            proof.append((currency, "control_total", *control[currency]))
            proof.append((currency, "control_difference", 0, total["closing"][1] - control[currency][1]))
        for name in ("applied_elsewhere", *EXCLUDED):
            if total[name][0]:
                proof.append((currency, name, *total[name]))
        strip = [sum(strips[a][name] for a in accounts if a in strips) for name in ("open_items", "total")]
        proof.append((currency, "strip", *strip))
        leads_to = sum(total[name][1] for name in ("closing", "applied_elsewhere", *EXCLUDED))
        proof.append((currency, "strip_difference", 0, leads_to - strip[1]))
    return proof


def compare_balances(aging: Aging, given: dict) -> list:
    """`given`: (group, currency) -> balance. Rows (group, currency, computed, given, difference, status)."""
    computed = {(row["group"], row["currency"]): row["total"] for row in aging.rows}
    rows = []
    for key in sorted(computed.keys() | given.keys(), key=lambda k: (key_order(k[0]), k[1])):
        ours, theirs = computed.get(key, 0), given.get(key, 0)
        if key not in computed:
            status = "missing_left"
        elif key not in given:
            status = "missing_right" if ours else "equal"
        else:
            status = "equal" if ours == theirs else "unequal"
        rows.append((*key, ours, theirs, ours - theirs, status))
    return rows


def compare_general_ledger(ledger: Ledger, as_of: date, lines, known_at=None) -> list:
    """`lines`: (document id, currency or None, amount, posting date or None). Rows (id, currency, ledger,
    general_ledger, difference, status), only of documents with an id."""
    ours, theirs = defaultdict(int), defaultdict(int)
    for d in ledger.documents:
        if d.id is not None and ledger.state(d, known_at) == "kept" and d.posting_date <= as_of:
            ours[d.id, d.currency] += d.amount
    for identifier, currency, amount, posting_date in lines:
        if posting_date is not None and posting_date > as_of:
            continue
        if currency is None:
            currency = next((d.currency for d in ledger.documents if d.id == identifier), ledger.currency)
        theirs[identifier, currency] += amount
    rows = []
    for key in ours.keys() | theirs.keys():
        if (key not in theirs or key not in ours) and ours.get(key, 0) == theirs.get(key, 0):
            continue  # nothing is missing
        if key not in ours:
            status = "missing_left"
        elif key not in theirs:
            status = "missing_right"
        else:
            status = "equal" if ours[key] == theirs[key] else "unequal"
        rows.append(
            (*key, ours.get(key, 0), theirs.get(key, 0), ours.get(key, 0) - theirs.get(key, 0), status)
        )
    return rows
