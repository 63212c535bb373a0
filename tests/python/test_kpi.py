"""Key figures on plain figures through Python: examples, exact parts, money forms, bad input, properties."""

import math
import random
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy
import openitem
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openitem import kpi

METHODS = Path(__file__).resolve().parents[2] / "docs" / "methods" / "kpi_figures.md"

amounts = st.integers(-(10**14), 10**14)
positive = st.integers(1, 10**14)
balances = st.lists(st.integers(0, 10**12), min_size=1, max_size=30)


def test_the_page_lists_every_definition_and_no_other() -> None:
    """A figure coded otherwise than documented is a complaint about many systems: table and page are the same words."""
    page = METHODS.read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| `(\w+)` \| (.*?) \| (.*?) \| (\w+) \| (\w+) \| (.*?) \| (.*?) \| (.*?) \|$", page, re.MULTILINE
    )
    table = kpi.definitions().to_dict()
    names = ("figure", "meaning", "formula", "unit", "kind", "numerator", "denominator", "source")
    assert rows == list(zip(*(table[name] for name in names), strict=True))
    assert rows


@given(amounts, positive, st.integers(1, 400))
def test_a_value_is_the_correctly_rounded_quotient_of_its_parts(balance: int, sales: int, days: int) -> None:
    figure = kpi.dso(balance, sales, days, receivables="ending")
    assert figure.value == balance * days / sales  # Python divides integers of any size with one rounding
    assert (figure.numerator, figure.denominator) == (balance * days, sales)


@given(st.integers(-(2**63), 2**63 - 1), st.integers(1, 2**63 - 1))
def test_quotients_of_the_largest_integers(recovered: int, written_off: int) -> None:
    assert kpi.recovery_rate(recovered, written_off).value == recovered / written_off


@given(balances.filter(any))
def test_concentration_equals_exact_fractions(given_balances: list[int]) -> None:
    total = sum(given_balances)
    exact = sum(Fraction(balance, total) ** 2 for balance in given_balances)
    index = kpi.hhi(given_balances, negative_balances="refused", scale="fraction").value
    assert index == exact.numerator / exact.denominator
    pairs = sum(abs(a - b) for a in given_balances for b in given_balances)
    mean_difference = Fraction(pairs, 2 * len(given_balances) * total)  # Gini's own definition
    value = kpi.gini(given_balances, negative_balances="refused").value
    assert value == mean_difference.numerator / mean_difference.denominator


@given(balances.filter(any), st.integers(1, 40), st.randoms())
def test_the_order_of_customers_does_not_matter(
    given_balances: list[int], n: int, source: random.Random
) -> None:
    shuffled = source.sample(given_balances, len(given_balances))
    for figure in (
        lambda b: kpi.hhi(b, negative_balances="refused", scale="points"),
        lambda b: kpi.gini(b, negative_balances="refused"),
        lambda b: kpi.top_n_share(b, n, negative_balances="refused"),
    ):
        assert figure(shuffled) == figure(given_balances)


@given(positive, st.lists(st.tuples(st.integers(0, 10**6), st.integers(28, 31)), min_size=1, max_size=24))
def test_count_back_walks_like_a_naive_one(balance: int, months: list[tuple[int, int]]) -> None:
    balance %= 10**7
    rest, days, expected = Fraction(balance), 0, None
    for sales, length in months:
        if rest == 0:
            break
        if sales and rest <= sales:
            expected = days + rest / sales * length
            break
        rest, days = rest - sales, days + (length if sales else 0)
    expected = Fraction(0) if balance == 0 else expected
    figure = kpi.countback_dso(
        balance, [s for s, _ in months], [d for _, d in months], empty_months="skipped", exhausted="missing"
    )
    if expected is None:
        assert figure.value is None
        assert figure.warning == "history_exhausted"
    else:
        assert figure.value == expected.numerator / expected.denominator


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 90), st.integers(-30, 200)), max_size=20))
def test_days_to_pay_are_terms_and_days_late(items: list[tuple[int, int, int]]) -> None:
    paid = [amount for amount, _, _ in items]
    parts = {
        measure: kpi.weighted_average_days(paid, days, measure=measure).numerator  # type: ignore[arg-type]
        for measure, days in {
            "terms": [terms for _, terms, _ in items],
            "days_late": [late for _, _, late in items],
            "days_to_pay": [terms + late for _, terms, late in items],
        }.items()
    }
    assert parts["days_to_pay"] == parts["terms"] + parts["days_late"]  # type: ignore[operator]


@given(st.lists(amounts, min_size=1, max_size=12))
def test_shares_sum_to_the_total(buckets: list[int]) -> None:
    shares = kpi.aging_percentages(buckets)
    assert sum(share.numerator for share in shares) == shares[0].denominator  # type: ignore[misc]


def test_money_in_three_forms_gives_one_figure() -> None:
    by_text = kpi.dso("335.00", "6205.00", 365, receivables="ending", currency="EUR")
    by_decimal = kpi.dso(
        Decimal("335"), Decimal("6205"), 365, receivables="ending", currency=openitem.money.Currency("EUR")
    )
    by_minor = kpi.dso(33500, 620500, 365, receivables="ending")
    assert by_text == by_decimal
    assert by_text.value == by_minor.value
    assert by_text.numerator == Decimal("122275.00")
    assert by_minor.numerator == 12227500
    yen = kpi.dso("335", "6205", 365, receivables="ending", currency="JPY")
    assert (str(yen.numerator), str(yen.denominator)) == ("122275", "6205")


def test_arrays_are_lists_too() -> None:
    given_balances = numpy.array([30, 30, 20, 20], dtype=numpy.int64)
    assert kpi.hhi(given_balances, negative_balances="refused", scale="points").value == 2600.0
    assert kpi.dso(given_balances, 100, 30, receivables="average").value == 7.5


def test_a_figure_says_what_it_is() -> None:
    figure = kpi.dso("20.00", "10.00", 30, receivables="ending", currency="EUR")
    assert repr(figure) == (
        "Figure('dso_simple_ending', 60.0 days = 600.00 / 10.00, EUR, ratio, warning short_window)"
    )
    assert float(figure) == 60.0
    none = kpi.gini([], negative_balances="refused")
    assert repr(none) == "Figure('gini', no value, not_additive, warning no_items)"
    with pytest.raises(openitem.ArgumentError, match="gini has no value: no_items"):
        float(none)


def test_a_missing_figure_does_not_become_a_number() -> None:
    missing = kpi.dso(5, 0, 30, receivables="ending")
    with pytest.raises(openitem.ArgumentError, match="no_sales"):
        kpi.average_days_delinquent(missing, 3.0)


@pytest.mark.parametrize(
    ("call", "status"),
    [
        (lambda: kpi.dso(1.5, 10, 30, receivables="ending"), "invalid_argument"),
        (lambda: kpi.dso("1.50", 10, 30, receivables="ending"), "not_set"),
        (lambda: kpi.dso("1.50", 10, 30, receivables="ending", currency="EUR"), "invalid_argument"),
        (lambda: kpi.dso("1.505", "10", 30, receivables="ending", currency="EUR"), "inexact_amount"),
        (lambda: kpi.dso("1.50", "10", 30, receivables="ending", currency="EURO"), "unknown_name"),
        (lambda: kpi.dso(1, 10, 30, receivables="closing"), "invalid_argument"),
        (lambda: kpi.dso([1, 2], 10, 30, receivables="ending"), "invalid_argument"),
        (lambda: kpi.dso(True, 10, 30, receivables="ending"), "invalid_argument"),
        (lambda: kpi.dso(1, 10, 0, receivables="ending"), "out_of_bounds"),
        (lambda: kpi.dso(2**63, 10, 30, receivables="ending"), "overflow"),
        (lambda: kpi.hhi("123", negative_balances="refused", scale="points"), "invalid_argument"),
        (lambda: kpi.hhi_from_shares(["0.1234567891"], scale="points"), "invalid_argument"),
        (lambda: kpi.hhi_from_shares([math.nan], scale="points"), "invalid_argument"),
        (lambda: kpi.hhi_from_shares([1.5], scale="points"), "out_of_bounds"),
        (
            lambda: kpi.promise_kept_rate(
                [5], [5], [None], basis="count", grace_days=0, partial_payments="broken"
            ),
            "missing_value",
        ),
        (
            lambda: kpi.deductions_outstanding("1", "2", 30, basis="count", currency="EUR"),
            "invalid_argument",
        ),
        (lambda: kpi.average_days_delinquent(math.inf, 3.0), "invalid_argument"),
    ],
)
def test_bad_input_is_named(call: object, status: str) -> None:
    with pytest.raises(openitem.Error) as failure:
        call()  # type: ignore[operator]
    assert failure.value.status == status, failure.value


def test_a_variant_has_no_default() -> None:
    for call in (
        lambda: kpi.dso(1, 10, 30),  # type: ignore[call-arg]
        lambda: kpi.cei(1, 1, 1, 1, periods=1),  # type: ignore[call-arg]
        lambda: kpi.hhi([1], scale="points"),  # type: ignore[call-arg]
        lambda: kpi.true_dso([1], [1]),  # type: ignore[call-arg]
    ):
        with pytest.raises(TypeError, match="missing 1 required keyword-only argument"):
            call()
