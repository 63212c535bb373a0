"""Key figures of discounts that terms offer: by hand, and beside the history of discounts on random ledgers."""

import datetime
import random
from decimal import Decimal
from typing import Any

import openitem
import pytest
from discount_books import AS_OF, FIRST, Books, on

FIGURES = (
    "discount_take_up",
    "discounts_missed_share",
    "discounts_unearned_share",
    "discounts_in_grace_share",
)
TERMS = ("2/10, 1/20, net 30, discount grace 2 days", "3/14 net 45", "net 30", None)


def by_hand() -> Books:
    """Five invoices of 1,000.00 at 2/10 with two days of grace, and one without an offer."""
    books = Books()
    for paid_on, taken in ((10, 20_00), (12, 20_00), (20, 20_00), (5, 0), (40, 0)):
        invoice = books.invoice(0, 1_000_00, "2/10 net 30, discount grace 2 days")
        books.settle(invoice, paid_on, 1_000_00 - taken)
        books.settle(invoice, paid_on, taken, "discount")
    books.settle(books.invoice(0, 500_00, "net 30"), 30, 500_00)
    books.invoice(0, 700_00, "2/10 net 30")
    return books


def figures_of(found: openitem.Kpis) -> dict[str, tuple[Any, Any, Any, Any]]:
    rows = found.figures.to_dict()
    return {
        figure: (value, numerator, denominator, count)
        for figure, value, numerator, denominator, count in zip(
            *(rows[name] for name in ("figure", "value", "numerator", "denominator", "count")), strict=True
        )
    }


def test_by_hand_over_one_period() -> None:
    """Taken, in grace, unearned, missed, declined; the open one is not decided."""
    found = openitem.kpis(by_hand().ledger(), periods=[(FIRST, AS_OF)], figures=FIGURES)
    assert figures_of(found) == {
        "discount_take_up": (0.6, 3, 5, 5),
        "discounts_missed_share": (0.2, 20_00, 100_00, 5),
        "discounts_unearned_share": (pytest.approx(1 / 3), 20_00, 60_00, 3),
        "discounts_in_grace_share": (pytest.approx(1 / 3), 20_00, 60_00, 3),
    }


def test_an_offer_belongs_to_the_period_of_its_last_payment() -> None:
    found = openitem.kpis(by_hand().ledger(), FIRST, "2026-02-28", figures=FIGURES, layout="wide")
    rows = found.figures.to_dict()
    assert rows["discount_take_up_numerator"] == [3, 0]
    assert rows["discount_take_up_denominator"] == [4, 1]
    assert rows["discounts_missed_share"] == [0.25, 0.0]
    assert rows["discounts_unearned_share_warning"] == [None, "no_items"]


def random_books(seed: int) -> Books:
    rng = random.Random(seed)
    books = Books()
    for _ in range(60):
        customer, region = rng.choice("ABCDE"), rng.choice("NS")
        amount = rng.randrange(100_00, 9_000_00)
        day = rng.randrange(0, 120)
        invoice = books.invoice(day, amount, rng.choice(TERMS), customer=customer, region=region)
        left = amount
        if rng.random() < 0.2:
            part = rng.randrange(1, left)
            books.settle(invoice, day + rng.randrange(1, 30), part, customer=customer, region=region)
            left -= part
        if rng.random() < 0.6:
            off = left * rng.choice((1, 2, 3)) // 100
            books.settle(
                invoice, day + rng.randrange(1, 25), off, "discount", customer=customer, region=region
            )
            left -= off
        if rng.random() < 0.85:
            books.settle(invoice, day + rng.randrange(1, 60), left, customer=customer, region=region)
    return books


@pytest.mark.parametrize("seed", range(12))
def test_sums_are_those_of_the_history(seed: int) -> None:
    """Another room adds the same documents up: by customer and month."""
    books = random_books(seed)
    found = openitem.kpis(
        books.ledger(), FIRST, AS_OF, by="customer", figures=FIGURES, layout="wide", threads=1 + seed % 3
    )
    rows = found.figures.to_dict()
    sums: dict[tuple[str, datetime.date], list[int]] = {}
    history = books.history(by="customer", period="month").documents.to_dict()
    for at, status in enumerate(history["status"]):
        if status in ("open", "not_paid"):
            continue
        key = (history["customer"][at], history["paid_on"][at].replace(day=1))
        cell = sums.setdefault(key, [0] * 7)

        def cents(name: str, at: int = at) -> int:
            amount = history[name][at]
            return 0 if amount is None else int(Decimal(amount).scaleb(2))

        given = status in ("taken", "in_grace", "unearned")
        for place, value in enumerate(
            (
                int(given),
                1,
                cents("missed"),
                cents("offered"),
                cents("unearned"),
                cents("discount"),
                cents("discount") if status == "in_grace" else 0,
            )
        ):
            cell[place] += value
    seen = 0
    for at, key in enumerate(zip(rows["customer"], rows["first"], strict=True)):
        cell = sums.get(key, [0] * 7)
        seen += cell[1]
        assert [
            rows["discount_take_up_numerator"][at],
            rows["discount_take_up_denominator"][at],
            rows["discounts_missed_share_numerator"][at],
            rows["discounts_missed_share_denominator"][at],
            rows["discounts_unearned_share_numerator"][at],
            rows["discounts_unearned_share_denominator"][at],
            rows["discounts_in_grace_share_numerator"][at],
        ] == cell
    assert seen == sum(cell[1] for cell in sums.values()) > 10


def test_only_what_was_known_by_the_last_day_counts() -> None:
    books = by_hand()
    found = openitem.kpis(books.ledger(), periods=[(FIRST, on(15))], figures=FIGURES)
    assert figures_of(found)["discount_take_up"][1:3] == (2, 3)


@pytest.mark.parametrize(
    ("terms", "status"),
    [(None, "invalid_argument"), ("net 30", "invalid_argument"), ("soon", "invalid_data")],
)
def test_terms_that_say_nothing_are_errors(terms: str | None, status: str) -> None:
    books = Books()
    books.settle(books.invoice(0, 100_00, terms), 3, 100_00)
    books.settle(books.invoice(0, 100_00, "net 10"), 3, 100_00)
    with pytest.raises(openitem.Error, match="terms") as raised:
        openitem.kpis(books.ledger(), FIRST, AS_OF, figures="discount_take_up")
    assert raised.value.status == status


def test_a_ledger_without_terms() -> None:
    frame = {
        "customer": ["A"],
        "id": ["1"],
        "kind": ["invoice"],
        "issue_date": [FIRST],
        "amount": [Decimal(5)],
    }
    ledger = openitem.Ledger.from_documents(frame, currency="EUR")
    with pytest.raises(openitem.Error, match="no terms") as raised:
        openitem.kpis(ledger, FIRST, AS_OF, figures="discounts_missed_share")
    assert raised.value.status == "missing_column"
    assert openitem.kpis(ledger, FIRST, AS_OF).figures.to_dict()["figure"]


# ---- the same question put to DuckDB ------------------------------------------------------------------------------

TIERS = [
    (TERMS[0], 1, 2, 10, 2),
    (TERMS[0], 2, 1, 20, 2),
    (TERMS[1], 1, 3, 14, 0),
]  # percent, days, days of grace
IN_SQL = """
WITH counted AS (
  SELECT a.debit, c.kind, a.amount, greatest(a.day, c.day, d.day) AS day
  FROM applied a JOIN documents c ON c.id = a.credit JOIN documents d ON d.id = a.debit
), settled AS (
  SELECT d.id, d.customer, d.day, d.amount, d.terms, coalesce(sum(n.amount) FILTER (n.kind = 'payment'), 0) AS paid,
    coalesce(sum(n.amount) FILTER (n.kind = 'discount'), 0) AS given, max(n.day) FILTER (n.kind = 'payment') AS paid_on
  FROM documents d LEFT JOIN counted n ON n.debit = d.id WHERE d.kind = 'invoice' GROUP BY ALL
), offered AS (
  SELECT s.*, t.tier, t.days, s.day + t.days AS deadline, s.day + t.days + t.grace AS until,
    (2 * s.amount * t.percent + 100) // 200 AS discount
  FROM settled s JOIN tiers t USING (terms) WHERE s.paid > 0 AND s.paid + s.given >= s.amount
), judged AS (
  SELECT customer, paid_on, given, min_by(discount, tier) AS first_discount,
    min_by(discount, tier) FILTER (paid_on <= until) AS standing,
    min_by(deadline, tier) FILTER (paid_on <= until) AS deadline
  FROM offered GROUP BY id, customer, paid_on, given
)
SELECT customer, count(*) FILTER (given > 0), count(*), sum(CASE WHEN given = 0 THEN coalesce(standing, 0) ELSE 0 END),
  sum(first_discount), sum(CASE WHEN given > 0 THEN greatest(given - coalesce(standing, 0), 0) ELSE 0 END), sum(given),
  sum(CASE WHEN given > 0 AND given <= standing AND paid_on > deadline THEN given ELSE 0 END)
FROM judged WHERE paid_on BETWEEN $first AND $last GROUP BY customer ORDER BY customer
"""


@pytest.mark.parametrize("seed", range(20, 40))
def test_sql_over_the_same_tables_agrees(seed: int) -> None:
    duckdb = pytest.importorskip("duckdb")
    books = random_books(seed)
    last = FIRST + datetime.timedelta(days=random.Random(seed).randrange(60, 181))
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE documents (customer TEXT, id TEXT, kind TEXT, day DATE, amount BIGINT, terms TEXT)"
    )
    connection.execute("CREATE TABLE applied (credit TEXT, debit TEXT, amount BIGINT, day DATE)")
    connection.execute("CREATE TABLE tiers (terms TEXT, tier INT, percent BIGINT, days INT, grace INT)")
    connection.executemany(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)",
        [(*row[:4], int(row[4].scaleb(2)), row[5]) for row in books.rows if row[3] <= last],
    )
    connection.executemany(
        "INSERT INTO applied VALUES (?, ?, ?, ?)",
        [(*row[:2], int(row[2].scaleb(2)), row[3]) for row in books.applied if row[3] <= last],
    )
    connection.executemany("INSERT INTO tiers VALUES (?, ?, ?, ?, ?)", TIERS)
    expected = connection.execute(IN_SQL, {"first": FIRST, "last": last}).fetchall()
    found = openitem.kpis(
        books.ledger(), periods=[(FIRST, last)], by="customer", figures=FIGURES, layout="wide"
    ).figures.to_dict()
    ours = [
        row
        for row in zip(
            found["customer"],
            found["discount_take_up_numerator"],
            found["discount_take_up_denominator"],
            found["discounts_missed_share_numerator"],
            found["discounts_missed_share_denominator"],
            found["discounts_unearned_share_numerator"],
            found["discounts_unearned_share_denominator"],
            found["discounts_in_grace_share_numerator"],
            strict=True,
        )
        if row[2]
    ]
    assert ours == [tuple(row) for row in expected]
