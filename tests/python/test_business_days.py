"""Days in business days, against NumPy's busday_count over random ledgers and calendars: docs/methods/aging.md, section 1."""

import datetime
import random
from decimal import Decimal
from typing import Any

import numpy
import openitem
import pytest
from openitem.calendar import Calendar, Weekday

FIRST = datetime.date(2023, 7, 1)
WEEKMASK = {"saturday": 5, "sunday": 6, "friday": 4}
WEEKENDS: list[tuple[Weekday, ...]] = [("saturday", "sunday"), ("friday", "saturday"), ("sunday",), ()]


class Books:
    """Invoices, part payments and credits made up from a seed, and a calendar with its business days in NumPy."""

    def __init__(self, seed: int) -> None:
        made = random.Random(seed)
        weekend = made.choice(WEEKENDS)
        holidays = sorted({self._day(made, 500) for _ in range(made.choice([0, 5, 60]))})
        self.calendar: Any = Calendar.from_holidays(
            holidays,
            weekend=weekend,
            first=FIRST - datetime.timedelta(900),
            last=FIRST + datetime.timedelta(1500),
        )
        mask = "".join("0" if day in {WEEKMASK[name] for name in weekend} else "1" for day in range(7))
        self.numpy = numpy.busdaycalendar(weekmask=mask, holidays=holidays)
        self.rows: dict[str, list[Any]] = {
            "customer": [],
            "id": [],
            "issue_date": [],
            "due_date": [],
            "amount": [],
        }
        for number in range(120):
            issued = self._day(made, 365)
            cents = made.choice([-1, 1, 1, 1]) * made.randint(1, 10**6)
            self.rows["customer"].append(made.choice("ABCD"))
            self.rows["id"].append(str(number))
            self.rows["issue_date"].append(issued)
            self.rows["due_date"].append(
                None if made.random() < 0.05 else issued + datetime.timedelta(made.randint(0, 90))
            )
            self.rows["amount"].append(Decimal(cents) / 100)
        self.as_of = FIRST + datetime.timedelta(made.randint(100, 420))
        self.bounds = sorted({0, *(made.randint(1, 60) for _ in range(4))})

    @staticmethod
    def _day(made: random.Random, days: int) -> datetime.date:
        return FIRST + datetime.timedelta(made.randint(0, days))

    def ledger(self) -> openitem.Ledger:
        return openitem.Ledger.from_documents(self.rows, currency="EUR")

    def days(self, date: datetime.date, as_of: datetime.date) -> int:
        """Business days after the date up to and including the as-of date; negative the other way round."""
        next_day = datetime.timedelta(1)
        if date > as_of:
            return -int(numpy.busday_count(as_of + next_day, date + next_day, busdaycal=self.numpy))
        return int(numpy.busday_count(date + next_day, as_of + next_day, busdaycal=self.numpy))

    def bucket(self, days: int) -> str:
        if days <= 0:
            return "not_due"
        for low, high in zip(self.bounds, self.bounds[1:], strict=False):
            if days <= high:
                return f"d{low + 1}_{high}"
        return f"over_{self.bounds[-1]}"

    def expected(self, as_of: datetime.date) -> dict[str, dict[str, Decimal]]:
        """Customer to bucket to amount, with what is unapplied and the number of documents past due."""
        sums: dict[str, dict[str, Decimal]] = {}
        rows = zip(
            *(self.rows[name] for name in ("customer", "issue_date", "due_date", "amount")), strict=True
        )
        for customer, issued, due, amount in rows:
            if issued > as_of:
                continue
            days = self.days(due or issued, as_of)
            label = "unapplied" if amount < 0 else self.bucket(days)
            of_customer = sums.setdefault(customer, {"overdue_documents": Decimal(0)})
            of_customer[label] = of_customer.get(label, Decimal(0)) + amount
            of_customer["overdue_documents"] += 1 if amount > 0 and days > 0 else 0
        return sums


def same(table: openitem.ResultTable, expected: dict[str, dict[str, Decimal]], row: int = 0) -> None:
    columns = table.to_dict()
    for at, customer in enumerate(columns["customer"][row:], row):
        labels = [
            name for name in columns if name in {"not_due", "unapplied"} or name[0] in "d" or "over" in name
        ]
        for label in labels:
            assert columns[label][at] == expected[customer].get(label, 0), (customer, label)
    assert set(columns["customer"]) == set(expected)


@pytest.mark.parametrize("seed", range(25))
def test_agings_are_those_counted_by_numpy(seed: int) -> None:
    books = Books(seed)
    ledger = books.ledger()
    options: dict[str, Any] = {"calendar": books.calendar, "buckets": books.bounds}
    report = openitem.aging(ledger, books.as_of, **options)
    same(report.rows, books.expected(books.as_of))
    about = dict(zip(*report.about.to_dict().values(), strict=True))
    assert (about["day_unit"], about["calendar"]) == ("business_days", "of the caller")
    items = report.items().to_dict()
    for date, days, bucket, amount in zip(
        *(items[name] for name in ("basis_date", "days", "bucket", "amount")), strict=True
    ):
        assert days == books.days(date, books.as_of)
        assert amount < 0 or bucket == books.bucket(days)
    hierarchy = openitem.aging_hierarchy(ledger, books.as_of, **options).rows.to_dict()
    statement = openitem.statement(ledger, FIRST, books.as_of, **options).statements.to_dict()
    for label in ("not_due", f"over_{books.bounds[-1]}"):
        assert sum(hierarchy[label]) == sum(statement[label]) == sum(report.totals.to_dict()[label])
    expected = books.expected(books.as_of)
    rest = {"not_due", "unapplied", "overdue_documents"}
    assert sum(statement["overdue"]) == sum(
        amount for sums in expected.values() for label, amount in sums.items() if label not in rest
    )


@pytest.mark.parametrize("seed", range(8))
def test_series_and_open_items_are_the_same(seed: int) -> None:
    books = Books(1000 + seed)
    options: dict[str, Any] = {"calendar": books.calendar, "buckets": books.bounds}
    dates = sorted({books.as_of - datetime.timedelta(back) for back in (0, 1, 2, 3, 17, 64)})
    totals = openitem.aging_series(books.ledger(), dates, by=(), **options).totals.to_dict()
    for at, date in enumerate(dates):
        expected = books.expected(date)
        for label in ("not_due", f"over_{books.bounds[-1]}", "overdue_documents"):
            assert totals[label][at] == sum(sums.get(label, 0) for sums in expected.values()), (date, label)
    rows = zip(*(books.rows[name] for name in ("customer", "due_date", "amount", "issue_date")), strict=True)
    known = [row for row in rows if row[1] is not None and row[3] <= books.as_of]
    frame: dict[str, Any] = {
        "customer": numpy.array([ord(row[0]) for row in known]),
        "due_date": numpy.array([row[1] for row in known], dtype="datetime64[D]"),
        "amount": numpy.array([int(row[2] * 100) for row in known]),
    }
    plain = openitem.aging(frame, books.as_of, currency="EUR", money="minor", **options)
    general = openitem.aging(
        {**frame, "entity": ["E"] * len(known)}, books.as_of, currency="EUR", money="minor", **options
    )
    assert plain.rows.to_dict() == general.rows.to_dict()
    late = sum(books.days(row[1], books.as_of) > 0 for row in known if row[2] > 0)
    assert sum(plain.rows.to_dict()["overdue_documents"]) == late


def test_a_name_is_that_calendar() -> None:
    books = Books(7)
    by_name = openitem.aging(books.ledger(), books.as_of, calendar="UK")
    assert (
        by_name.rows.to_dict()
        == openitem.aging(books.ledger(), books.as_of, calendar=Calendar("UK")).rows.to_dict()
    )


def test_roll_rates_and_provisions_take_a_calendar_and_loss_rates_do_not() -> None:
    books = Books(9)
    ledger = books.ledger()
    options: dict[str, Any] = {"calendar": books.calendar, "buckets": [0, 5]}
    allowance = openitem.provision(
        ledger, books.as_of, {"not_due": 0, "d1_5": 0, "over_5": 1}, **options
    ).allowance["EUR"]
    expected = [
        sums.get("over_5", Decimal(0)) for sums in _with_bounds(books, [0, 5]).expected(books.as_of).values()
    ]
    assert allowance == sum(expected)
    rates = openitem.roll_rates(ledger, [books.as_of - datetime.timedelta(31), books.as_of], **options)
    assert dict(zip(*rates.about.to_dict().values(), strict=True))["day_unit"] == "business_days"
    with pytest.raises(TypeError):
        openitem.loss_rates(ledger, FIRST, books.as_of, books.as_of, calendar="UK")  # type: ignore[call-arg]


def _with_bounds(books: Books, bounds: list[int]) -> Books:
    books.bounds = bounds
    return books


def test_a_date_that_the_calendar_does_not_know_is_named() -> None:
    calendar = Calendar.from_holidays(["2024-01-01"])
    documents = {"customer": ["A", "A"], "issue_date": ["2024-01-05", "2024-01-06"], "amount": ["1", "2"]}
    ledger = openitem.Ledger.from_documents(
        {**documents, "due_date": ["2024-02-01", "2025-01-01"]}, currency="EUR"
    )
    with pytest.raises(openitem.DataError, match=r"2025-01-01 .* knows 2024-01-01 \.\. 2024-12-31") as caught:
        openitem.aging(ledger, "2024-06-30", calendar=calendar)
    assert caught.value.row == 1
    with pytest.raises(openitem.DataError, match="2025-06-30"):
        openitem.aging(ledger, "2025-06-30", calendar=calendar)


# ---- key figures -----------------------------------------------------------------------------------------


FIGURES = [
    "add_weighted",
    "severity",
    "dso_true_dropped",
    "dso_simple_ending",
    "dso_countback_counted",
    "days_late",
    "terms",
]


@pytest.mark.parametrize("seed", range(12))
def test_key_figures_are_those_counted_by_numpy(seed: int) -> None:
    """Every second invoice is paid in full on some day; the receivable is net of credits."""
    books = Books(2000 + seed)
    made = random.Random(seed)
    rows = {name: list(values) for name, values in books.rows.items()}
    rows["due_date"] = [
        due or issued for due, issued in zip(rows["due_date"], rows["issue_date"], strict=True)
    ]
    rows["amount"] = [abs(amount) for amount in rows["amount"]]
    rows["kind"] = ["invoice"] * len(rows["id"])
    rows["paid_date"] = [
        issued + datetime.timedelta(made.randint(0, 120)) if made.random() < 0.5 else None
        for issued in rows["issue_date"]
    ]
    first = books.as_of.replace(day=1)
    last = (first + datetime.timedelta(31)).replace(day=1) - datetime.timedelta(1)
    before = first - datetime.timedelta(1)
    figures = openitem.kpis(
        openitem.Ledger.from_documents(rows, currency="EUR"),
        periods=[(first, last)],
        figures=FIGURES,
        calendar=books.calendar,
    ).figures.to_dict()
    assert set(figures["unit"]) == {"business_days"}
    values = dict(zip(figures["figure"], figures["value"], strict=True))
    documents = [
        (issued, due, int(amount * 100), paid)
        for issued, due, amount, paid in zip(
            *(rows[name] for name in ("issue_date", "due_date", "amount", "paid_date")), strict=True
        )
        if issued <= last
    ]
    debits = [(issued, due, amount) for issued, due, amount, paid in documents if paid is None or paid > last]
    total = sum(amount for _, _, amount in debits)
    late = [(max(books.days(due, last), 0), amount) for _, due, amount in debits]
    weighted = sum(days * amount for days, amount in late)
    past_due = sum(amount for days, amount in late if days > 0)
    assert values["add_weighted"] == pytest.approx(weighted / total, rel=1e-12)
    assert values["severity"] == pytest.approx(weighted / past_due, rel=1e-12)
    since_issue = sum(books.days(issued, last) * amount for issued, _, amount in debits)
    assert values["dso_true_dropped"] == pytest.approx(since_issue / total, rel=1e-12)
    settled = [row for row in documents if row[3] is not None and before < row[3] <= last]
    if settled:
        paid_total = sum(amount for _, _, amount, _ in settled)
        late_days = sum(books.days(due, paid) * amount for _, due, amount, paid in settled)
        terms = sum(books.days(issued, due) * amount for issued, due, amount, _ in settled)
        assert values["days_late"] == pytest.approx(late_days / paid_total, rel=1e-12)
        assert values["terms"] == pytest.approx(terms / paid_total, rel=1e-12)
    sales, lengths, end = [], [], last
    for _ in range(12):
        begin = end.replace(day=1) - datetime.timedelta(1)
        sales.append(sum(amount for issued, _, amount, _ in documents if begin < issued <= end))
        lengths.append(books.days(begin, end))
        end = begin
    simple = pytest.approx(total * lengths[0] / sales[0], rel=1e-12) if sales[0] else None
    assert values["dso_simple_ending"] == simple
    rest, counted = total, 0.0
    for of_month, length in zip(sales, lengths, strict=True):
        if of_month > 0 and rest <= of_month:
            assert values["dso_countback_counted"] == pytest.approx(
                counted + rest * length / of_month, rel=1e-12
            )
            return
        rest -= of_month
        counted += length
    assert values["dso_countback_counted"] is None


def test_key_figures_refuse_other_numbers_of_days() -> None:
    books = Books(3)
    for name in ("days", "month_days"):
        options: dict[str, Any] = {name: 30}
        with pytest.raises(openitem.ArgumentError, match=f"{name} is 30 beside calendar"):
            openitem.kpis(books.ledger(), "2024-01-01", "2024-01-31", calendar="TARGET", **options)
