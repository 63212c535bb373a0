"""Plain-Python reference of collection curves and days to pay, written from docs/methods/collection_curves.md alone, on top of
the model of the ledger. Amounts are ints of minor units."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import model

INVOICES = ("invoice", "debit_note")
OUTCOMES = ("paid", "credited", "discounted", "written_off", "other")
OUTCOME_OF_KIND = {
    "payment": "paid",
    "unclassified_credit": "paid",
    "credit_note": "credited",
    "discount": "discounted",
    "write_off": "written_off",
}


@dataclass
class Settlement:
    invoice: model.Document
    outcome: str
    age: int
    amount: int


def settlements(ledger, as_of: date, *, clock, known_at) -> list[Settlement]:
    found = []
    for application in ledger.applications:
        recorded = application.recorded_on
        if known_at is not None and recorded is not None and recorded > known_at:
            continue
        debit = ledger.resolve(application.debit, known_at)
        credit = ledger.resolve(application.credit, known_at)
        day = model.counting_date(application, debit, credit, clock)
        if day is None or day > as_of or not is_invoice(ledger, debit, as_of, known_at):
            continue
        if application.amount == 0:
            continue
        outcome = "other" if credit is None else OUTCOME_OF_KIND.get(credit.kind, "other")
        found.append(Settlement(debit, outcome, (day - debit.issue_date).days, application.amount))
    return found


def is_invoice(ledger, document, as_of, known_at) -> bool:
    return (
        document is not None
        and document.kind in INVOICES
        and document.posting_date <= as_of
        and ledger.state(document, known_at) == "kept"
    )


def cohort_of(document, by) -> tuple:
    return model.group_key(document, by), document.currency, document.issue_date.replace(day=1)


def key_order(key) -> tuple:
    group, currency, *rest = key
    return model.key_order(group), currency, *rest


class Curves:
    """The tables as lists of dicts in their order; `group` stands for the columns of `by`."""

    def __init__(self, ledger, as_of, ages, percents, by=(), *, clock="latest", known_at=None) -> None:
        self.as_of, self.ages, self.percents, self.by = as_of, ages, percents, by
        self.cohorts_of_documents = defaultdict(list)
        for document in ledger.documents:
            if is_invoice(ledger, document, as_of, known_at):
                self.cohorts_of_documents[cohort_of(document, by)].append(document)
        self.settled = settlements(ledger, as_of, clock=clock, known_at=known_at)
        self.open, self.open_items = Counter(), Counter()
        for item in model.open_books(ledger, as_of, clock=clock, known_at=known_at).items:
            if item.document.kind in INVOICES:
                self.open[cohort_of(item.document, by)] += item.open
                self.open_items[cohort_of(item.document, by)] += 1
        self.keys = sorted(self.cohorts_of_documents, key=key_order)
        self.cells = [row for key in self.keys for row in self.cells_of(key)]
        self.cohorts = [self.cohort(key) for key in self.keys]
        self.days_to_pay = self.quantiles()
        self.proof = self.prove()

    def of(self, key) -> list[Settlement]:
        return [s for s in self.settled if cohort_of(s.invoice, self.by) == key]

    def invoiced(self, key) -> int:
        return sum(document.amount for document in self.cohorts_of_documents[key])

    def cells_of(self, key) -> list[dict]:
        group, currency, cohort = key
        youngest = max(document.issue_date for document in self.cohorts_of_documents[key])
        invoiced, paid_to_date, rows, above = self.invoiced(key), 0, [], None
        for bound in [*self.ages, None]:
            sums = Counter()
            for settlement in self.of(key):
                if (above is None or settlement.age > above) and (bound is None or settlement.age <= bound):
                    sums[settlement.outcome] += settlement.amount
            above = bound
            paid_to_date += sums["paid"]
            is_old_enough = (
                self.open_items[key] == 0 if bound is None else (self.as_of - youngest).days >= bound
            )
            rows.append(
                {
                    "group": group,
                    "currency": currency,
                    "cohort": cohort,
                    "age": bound,
                    "mature": int(is_old_enough),
                    "invoiced": invoiced,
                    **{outcome: sums[outcome] for outcome in OUTCOMES},
                    "paid_to_date": paid_to_date,
                    "paid_share": float(Fraction(paid_to_date, invoiced)) if invoiced else None,
                }
            )
        return rows

    def cohort(self, key) -> dict:
        group, currency, cohort = key
        documents = self.cohorts_of_documents[key]
        sums = Counter()
        for settlement in self.of(key):
            sums[settlement.outcome] += settlement.amount
        return {
            "group": group,
            "currency": currency,
            "cohort": cohort,
            "documents": len(documents),
            "first_issue": min(document.issue_date for document in documents),
            "last_issue": max(document.issue_date for document in documents),
            "invoiced": self.invoiced(key),
            **{outcome: sums[outcome] for outcome in OUTCOMES},
            "open": self.open[key],
            "difference": self.invoiced(key) - sum(sums.values()) - self.open[key],
        }

    def quantiles(self) -> list[dict]:
        amounts, numbers = defaultdict(Counter), defaultdict(Counter)
        for s in self.settled:
            if s.outcome == "paid":
                key = cohort_of(s.invoice, self.by)[:2]
                amounts[key][s.age] += s.amount
                numbers[key][s.age] += 1 if s.amount > 0 else -1
        return [
            {
                "group": key[0],
                "currency": key[1],
                "percent": percent,
                "days_by_amount": first_age(amounts[key], percent),
                "days_by_count": first_age(numbers[key], percent),
                "payments": sum(numbers[key].values()),
                "paid": sum(amounts[key].values()),
            }
            for key in sorted(amounts, key=key_order)
            for percent in self.percents
        ]

    def prove(self) -> list[dict]:
        rows = []
        for currency in sorted({key[1] for key in self.keys}):
            cohorts = [row for row in self.cohorts if row["currency"] == currency]
            lines = {"invoiced": sum(row["invoiced"] for row in cohorts)}
            lines |= {outcome: -sum(row[outcome] for row in cohorts) for outcome in OUTCOMES}
            lines["open_items"] = -sum(row["open"] for row in cohorts)
            lines["difference"] = sum(lines.values())
            rows += [{"currency": currency, "line": line, "amount": amount} for line, amount in lines.items()]
        return rows


def first_age(of_ages: Counter, percent: int) -> int | None:
    total, so_far = sum(of_ages.values()), 0
    if total <= 0:
        return None
    for age in sorted(of_ages):
        so_far += of_ages[age]
        if so_far * 100 >= percent * total:
            return age
    raise AssertionError("the whole is at least every percent of itself")
