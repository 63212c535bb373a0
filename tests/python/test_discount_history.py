"""What became of discounts: docs/methods/discount_history.md, beside a plain model in fractions."""

import json
import statistics
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openitem
import pytest
from discount_books import AS_OF, CHOICES, FIRST, Books, on
from hypothesis import given, settings
from hypothesis import strategies as st
from openitem import discount
from openitem.cli.app import app
from typer.testing import CliRunner


def without_offer(books: Books, days: list[int], **of: str) -> None:
    for late in days:
        books.settle(books.invoice(0, 10_000, "net 30", **of), late, 10_000, **of)


TERMS = "2/10, 1/20, net 30, discount grace 2 days"


@pytest.mark.parametrize(
    ("paid_on", "paid", "taken", "status", "tier", "unearned", "missed"),
    [
        (10, 98_000, 2_000, "taken", 1, 0, 0),
        (12, 98_000, 2_000, "in_grace", 1, 0, 0),
        (13, 98_000, 2_000, "unearned", 2, 1_000, 0),
        (13, 99_000, 1_000, "taken", 2, 0, 0),
        (22, 99_000, 1_000, "in_grace", 2, 0, 0),
        (23, 99_000, 1_000, "unearned", None, 1_000, 0),
        (9, 97_000, 3_000, "unearned", 1, 1_000, 0),
        (5, 100_000, 0, "missed", 1, 0, 2_000),
        (20, 100_000, 0, "missed", 2, 0, 1_000),
        (23, 100_000, 0, "declined", None, 0, 0),
        (5, 50_000, 0, "open", None, 0, 0),
    ],
)
def test_statuses(
    paid_on: int, paid: int, taken: int, status: str, tier: int | None, unearned: int, missed: int
) -> None:
    books = Books()
    invoice = books.invoice(0, 100_000, TERMS)
    books.settle(invoice, paid_on, paid)
    books.settle(invoice, paid_on, taken, "discount")
    found = books.history().documents.to_dict()
    assert found["status"] == [status]
    assert found["tier"] == [tier]
    assert found["unearned"] == [Decimal(unearned) / 100]
    assert found["missed"] == [Decimal(missed) / 100]
    assert found["discount"] == [Decimal(taken) / 100]
    assert found["earned"] == [Decimal(taken - unearned) / 100]
    assert found["offered"] == [Decimal("20.00")]


def test_credit_notes_settle_what_the_discount_needs() -> None:
    books = Books()
    invoice = books.invoice(0, 100_000, "2/10 net 30")
    books.settle(invoice, 3, 10_000, "credit_note")
    books.settle(invoice, 9, 88_200)
    books.settle(invoice, 9, 1_800, "discount")
    assert books.history().documents.to_dict()["status"] == ["taken"]
    credited = Books()
    credited.settle(credited.invoice(0, 100_000, "2/10 net 30"), 3, 100_000, "credit_note")
    assert credited.history().documents.to_dict()["status"] == ["not_paid"]


def test_what_settles_the_rest_counts_as_paid() -> None:
    books = Books()
    invoice = books.invoice(0, 100_000, "2/10 net 30")
    books.settle(invoice, 9, 49_000)
    books.settle(invoice, 9, 1_000, "discount")
    assert books.history().documents.to_dict()["status"] == ["open"]
    books.settle(invoice, 8, 50_000, "adjustment")
    assert books.history().documents.to_dict()["status"] == ["taken"]


def test_reading_and_rounding_have_an_effect() -> None:
    books = Books()
    invoice = books.invoice(0, 75, "2/10 EOM, net 60")
    books.settle(invoice, 37, 75)
    assert books.history(reading="eom_then_days").documents.to_dict()["status"] == ["missed"]
    assert books.history(reading="days_then_eom").documents.to_dict()["status"] == ["declined"]
    offered = [
        books.history(reading="eom_then_days", rounding=mode).documents.to_dict()["offered"][0]
        for mode in ("up", "down")
    ]
    assert offered == [Decimal("0.02"), Decimal("0.01")]


def test_tax_clock_and_known_at_have_an_effect() -> None:
    documents = {
        "customer": ["A", "A"],
        "id": ["1", "2"],
        "kind": ["invoice", "payment"],
        "issue_date": [on(0), on(20)],
        "recorded_on": [on(0), on(50)],
        "amount": ["115.00", "-115.00"],
        "tax_amount": ["15.00", "0.00"],
        "terms": ["10/25 net 60", None],
    }
    applications = {"credit_id": ["2"], "debit_id": ["1"], "amount": ["115.00"], "applied_on": [on(30)]}
    ledger = openitem.Ledger.from_documents(documents, applications=applications, currency="EUR")

    def found(**options: Any) -> Any:
        return discount.discount_history(ledger, AS_OF, **(CHOICES | options)).documents.to_dict()

    assert found()["offered"] == [Decimal("11.50")]
    assert found(discount_tax="excluded")["offered"] == [Decimal("10.00")]
    assert found()["status"] == ["declined"]
    assert found(clock="payment_posting")["status"] == ["missed"]
    assert found(known_at=on(40))["status"] == ["open"]
    assert found(threads=4) == found()


def test_cannibalisation_by_hand() -> None:
    books = Books()
    without_offer(books, [20, 30, 40])
    for paid_on in (10, 30, 31):
        invoice = books.invoice(0, 100_000, "2/40 net 60")
        books.settle(invoice, paid_on, 98_000)
        books.settle(invoice, paid_on, 2_000, "discount")
    found = books.history()
    documents = found.documents.to_dict()
    assert documents["counterfactual_days"] == [30.0, 30.0, 30.0]
    assert documents["accelerated_days"] == [20.0, 0.0, -1.0]
    assert documents["effect"] == ["accelerated", "cannibalised", "cannibalised"]
    # 980.00 x 0.1 x 20 / 365 = 5.37, less 20.00.
    assert documents["gain"][:2] == [Decimal("-14.63"), Decimal("-20.00")]
    sums = found.cannibalisation.to_dict()
    assert (sums["cannibalised"], sums["accelerated"], sums["unknown"]) == ([2], [1], [0])
    assert sums["cannibalised_discount"] == [Decimal("40.00")]
    assert sums["accelerated_days"] == [pytest.approx(19 / 3)]
    assert books.history(tolerance_days=20).cannibalisation.to_dict()["cannibalised"] == [3]
    assert books.history(year_days=360).documents.to_dict()["gain"] != documents["gain"]
    assert books.history(cost_of_capital="0.2").documents.to_dict()["gain"] != documents["gain"]


def test_median_minimum_count_and_segment() -> None:
    books = Books()
    without_offer(books, [10, 20, 60])
    without_offer(books, [50, 52], customer="B")
    invoice = books.invoice(0, 100_000, "2/10 net 30", customer="B")
    books.settle(invoice, 9, 98_000, customer="B")
    books.settle(invoice, 9, 2_000, "discount", customer="B")

    def days(**options: Any) -> tuple[Any, Any, Any]:
        found = books.history(**options).documents.to_dict()
        return found["counterfactual_days"][0], found["counterfactual_of"][0], found["effect"][0]

    assert days() == (None, None, "unknown")
    assert days(segment="region") == (pytest.approx(192 / 5), "segment", "accelerated")
    assert days(segment="region", counterfactual="median") == (50.0, "segment", "accelerated")
    assert days(minimum_invoices=2, counterfactual="median") == (51.0, "customer", "accelerated")


def test_only_what_was_there_on_the_day_counts() -> None:
    books = Books()
    without_offer(books, [30, 30, 90])
    invoice = books.invoice(0, 100_000, "2/10 net 30")
    books.settle(invoice, 9, 98_000)
    books.settle(invoice, 9, 2_000, "discount")
    assert books.history(on(8)).documents.to_dict()["status"] == ["open"]
    assert books.history(on(60)).documents.to_dict()["effect"] == ["unknown"]
    assert books.history(on(90)).documents.to_dict()["counterfactual_days"] == [50.0]


def test_totals_by_customer_and_period() -> None:
    books = Books()
    for customer, day in (("B", 9), ("A", 40), ("A", 5)):
        invoice = books.invoice(0, 100_000, "2/60 net 90", customer=customer)
        books.settle(invoice, day, 98_000, customer=customer)
        books.settle(invoice, day, 2_000, "discount", customer=customer)
    books.invoice(0, 50_000, "2/60 net 90", customer="B")
    found = books.history(by="customer", period="month").totals.to_dict()
    assert list(
        zip(found["customer"], found["period"], found["status"], found["documents"], strict=True)
    ) == [
        ("A", on(0), "taken", 1),
        ("A", on(31), "taken", 1),
        ("B", on(0), "taken", 1),
        ("B", None, "open", 1),
    ]
    assert books.history(period="quarter").totals.to_dict()["period"] == [on(0), None]
    assert books.history(period="year").totals.to_dict()["period"] == [on(0), None]


def test_the_best_tier_of_a_segment() -> None:
    books = Books()
    without_offer(books, [60, 60, 60])
    for terms, rate, given_to in (("0.1/10 net 60", 1, 3), ("0.5/10 net 60", 5, 4)):
        for one in range(4):
            invoice = books.invoice(0, 100_000, terms)
            taken = 100 * rate if one < given_to else 0
            books.settle(invoice, 10 if taken else 60, 100_000 - taken)
            books.settle(invoice, 10, taken, "discount")
    found = books.history(segment="region", minimum_offers=4).tiers.to_dict()
    assert found["terms"] == ["0.1/10, net 60", "0.5/10, net 60"]
    assert (found["offers"], found["taken"], found["take_up"]) == ([4, 4], [3, 4], [0.75, 1.0])
    # 999.00 x 0.1 x 50 / 365 = 13.68 - 1.00 = 12.68, three times; 995.00 x ... = 13.63 - 5.00 = 8.63, four times.
    assert found["gain"] == [Decimal("38.04"), Decimal("34.52")]
    assert found["recommended"] == [1, 0]
    assert found["accelerated_days"] == [50.0, 50.0]
    assert books.history(minimum_offers=5).tiers.to_dict()["recommended"] == [0, 0]


# ---- a plain model ----------------------------------------------------------------------------------------------


def half_up(value: Fraction) -> int:
    size = int(abs(value) * 2 + 1) // 2
    return -size if value < 0 else size


PAID = st.tuples(
    st.integers(0, 60), st.integers(1, 60_000), st.sampled_from([0, 1, 2]), st.sampled_from("AB")
)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(PAID, min_size=1, max_size=8),
    st.sampled_from(["mean", "median"]),
    st.integers(1, 3),
    st.integers(0, 5),
)
def test_effects_are_those_of_the_model(
    rows: list[tuple[int, int, int, str]], method: Any, minimum: int, tolerance: int
) -> None:
    books = Books()
    base: dict[str, list[int]] = {"A": [], "B": []}
    offered: list[tuple[int, int, int, str]] = []
    for paid_on, minor, kind, customer in rows:
        if kind == 0:
            base[customer].append(paid_on)
            books.settle(books.invoice(0, minor, None, customer=customer), paid_on, minor, customer=customer)
            continue
        taken = half_up(Fraction(minor, 50)) if kind == 1 else 0
        if taken == minor:
            continue
        invoice = books.invoice(0, minor, "2/30 net 60", customer=customer)
        books.settle(invoice, paid_on, minor - taken, customer=customer)
        books.settle(invoice, paid_on, taken, "discount", customer=customer)
        offered.append((paid_on, minor, taken, customer))
    if not offered:
        return
    history = books.history(counterfactual=method, minimum_invoices=minimum, tolerance_days=tolerance)
    found = history.documents.to_dict()
    expected: list[tuple[str, str | None, Decimal | None]] = []
    for paid_on, minor, taken, customer in sorted(offered, key=lambda row: row[3]):
        status = (
            ("taken" if paid_on <= 30 else "unearned")
            if taken
            else ("missed" if paid_on <= 30 else "declined")
        )
        if not taken:
            expected.append((status, None, None))
            continue
        days = base[customer]
        if len(days) < minimum:
            expected.append((status, "unknown", None))
            continue
        usual = Fraction(sum(days), len(days)) if method == "mean" else Fraction(statistics.median(days))
        sooner = usual - paid_on
        gain = half_up((minor - taken) * Fraction(1, 10) * sooner / 365) - taken
        expected.append(
            (status, "cannibalised" if sooner <= tolerance else "accelerated", Decimal(gain) / 100)
        )
    assert list(zip(found["status"], found["effect"], found["gain"], strict=True)) == expected
    proof = history.proof.to_dict()
    assert [
        amount for line, amount in zip(proof["line"], proof["amount"], strict=True) if line == "difference"
    ] == [0]
    assert sum(history.totals.to_dict()["documents"]) == len(offered)


# ---- bad input ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ({"counterfactual": ""}, "not_set"),
        ({"counterfactual": "mode"}, "invalid_argument"),
        ({"year_days": 0}, "not_set"),
        ({"year_days": 367}, "out_of_bounds"),
        ({"cost_of_capital": "-0.1"}, "out_of_bounds"),
        ({"cost_of_capital": "101"}, "out_of_bounds"),
        ({"minimum_invoices": 0}, "out_of_bounds"),
        ({"minimum_offers": 0}, "out_of_bounds"),
        ({"tolerance_days": -1}, "out_of_bounds"),
        ({"tolerance_days": 367}, "out_of_bounds"),
        ({"threads": 257}, "out_of_bounds"),
        ({"segment": "colour"}, "unknown_name"),
        ({"by": "colour"}, "unknown_name"),
        ({"period": "week"}, "invalid_argument"),
        ({"rounding": "nearest"}, "invalid_argument"),
        ({"discount_tax": "none"}, "invalid_argument"),
        ({"reading": "some"}, "invalid_argument"),
        ({"clock": "noon"}, "invalid_argument"),
    ],
)
def test_bad_options_are_named(options: Any, status: str) -> None:
    books = Books()
    books.invoice(0, 100, "2/10 net 30")
    with pytest.raises(openitem.Error) as caught:
        books.history(**options)
    assert caught.value.status == status


@pytest.mark.parametrize(
    ("terms", "status"),
    [
        ("net 30", "invalid_argument"),
        ("thirty days", "invalid_data"),
        ("2/10 EOM", "not_set"),
        ("2/10 ROG net 30", "missing_value"),
    ],
)
def test_bad_terms_are_named(terms: str, status: str) -> None:
    books = Books()
    books.invoice(0, 100, terms)
    with pytest.raises(openitem.Error) as caught:
        books.history()
    assert caught.value.status == status
    assert caught.value.column == "documents.terms"


def test_a_ledger_without_terms() -> None:
    ledger = openitem.Ledger.from_documents(
        {"customer": ["A"], "issue_date": [FIRST], "amount": ["1.00"]}, currency="EUR"
    )
    with pytest.raises(openitem.Error) as caught:
        discount.discount_history(ledger, AS_OF, **CHOICES)
    assert caught.value.status == "missing_column"


def test_command_line(tmp_path: Path) -> None:
    (tmp_path / "documents.csv").write_text(
        "customer,id,kind,issue_date,due_date,amount,terms\n"
        "A,1,invoice,2026-01-01,2026-01-31,100.00,2/10 net 30\n"
        "A,2,payment,2026-01-09,,-98.00,\nA,3,discount,2026-01-09,,-2.00,\n",
        encoding="utf-8",
    )
    (tmp_path / "applications.csv").write_text(
        "credit_id,debit_id,amount,applied_on\n2,1,98.00,2026-01-09\n3,1,2.00,2026-01-09\n", encoding="utf-8"
    )
    words = [
        "discount-history",
        str(tmp_path / "documents.csv"),
        "--applications",
        str(tmp_path / "applications.csv"),
    ]
    words += ["--as-of", "2026-02-01", "--counterfactual", "mean"]
    words += ["--cost-of-capital", "0.1", "--year-days", "365", "--currency", "EUR", "--format", "json"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["totals"][0]["status"] == "taken"
