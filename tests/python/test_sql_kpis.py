"""Every key figure of a ledger against SQL over the raw tables (tests/reference/kpis.sql, DuckDB): numerators and denominators
are equal exactly, values are the one double nearest to them."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import openitem
import pytest
import sql_books

PAGES = Path(__file__).resolve().parents[2] / "docs" / "methods"
RANDOM_LEDGERS = 25
WITHOUT_PARTS = {"hhi_fraction", "hhi_points", "gini"}  # the library shows a value alone
EVERY_FIGURE = [
    *("dso_simple_ending", "dso_simple_average", "dso_best_possible_ending", "dso_best_possible_average"),
    *("dso_delinquent_ending", "dso_delinquent_average", "dso_countback_counted", "dso_countback_skipped"),
    *("dso_true_dropped", "add_difference", "add_weighted", "severity", "days_to_pay", "days_late", "terms"),
    *("billing_lag", "cei_period_total", "cei_period_average", "turnover_ending", "turnover_average"),
    *("collection_period_ending", "collection_period_average", "current_share", "past_due_share"),
    *("over_30_share", "over_60_share", "over_90_share", "dispute_share", "unapplied_share", "unapplied_age"),
    *("write_off_ratio_sales_gross", "write_off_ratio_sales_net", "write_off_ratio_receivables_gross"),
    *("write_off_ratio_receivables_net", "recovery_rate", "discounts_to_sales"),
    *("deductions_outstanding_value", "deductions_outstanding_count"),
    *("hhi_fraction", "hhi_points", "top_n_share", "gini"),
]


def expected_value(figure, numerator, denominator):
    if not denominator:
        return None
    value = float(Fraction(numerator, denominator))
    return value * 10_000 if figure == "hhi_points" else value


def month_of(rng):
    """The first and last day of one to three calendar months."""
    first = date(2023, 10, 1)
    for _ in range(rng.randint(0, 9)):
        first = (first + timedelta(32)).replace(day=1)
    last = first
    for _ in range(rng.randint(1, 3)):
        last = (last + timedelta(32)).replace(day=1)
    return first, last - timedelta(1)


def months_between(first, last):
    return (last.year - first.year) * 12 + last.month - first.month + 1


def library_figures(books, period, by, options):
    table = openitem.kpis(
        books.ledger,
        periods=[period],
        by=[by] if by else [],
        figures=EVERY_FIGURE,
        delivery="delivered",
        **options,
    ).figures.to_arrow(money="minor")
    return {
        (sql_books.group_of(row, by), row["currency"], row["figure"]): row
        for row in table.to_pylist()
        if row["figure"] != "add_difference"
    }, {
        (sql_books.group_of(row, by), row["currency"]): row["value"]
        for row in table.to_pylist()
        if row["figure"] == "add_difference"
    }


def compare(books, period, by, options, where):
    ours, add_by_difference = library_figures(books, period, by, options)
    with books.connect(by) as connection:
        theirs = sql_books.rows_of(
            connection,
            sql_books.statements("kpis.sql")["figures"],
            first=period[0],
            last=period[1],
            days=options.get("days") or 0,
            month_days=options.get("month_days") or 0,
            sales_months=options.get("sales_months", 0),
            history_months=options.get("history_months", 12),
            top_n=options.get("top_n", 10),
            debits_only=options.get("receivable") == "debits",
            months=months_between(*period),
        )
    wanted = {(row["grp"], row["currency"], row["figure"]): row for row in theirs}
    assert set(ours) == set(wanted), where
    for key, row in wanted.items():
        figure, parts = key[2], (row["numerator"], row["denominator"])
        if figure not in WITHOUT_PARTS:
            assert (ours[key]["numerator"], ours[key]["denominator"]) == parts, (where, key)
        assert ours[key]["value"] == expected_value(figure, *parts), (where, key, parts)
        assert (ours[key]["value"] is None) <= (ours[key]["warning"] is not None), (where, key)
    for key, difference in add_by_difference.items():
        simple, best = (ours[*key, f"dso_{name}_ending"]["value"] for name in ("simple", "best_possible"))
        assert difference == (None if simple is None else simple - best), (where, key)
    return sum(row["denominator"] not in (None, 0) for row in theirs)


@pytest.mark.parametrize("seed", range(RANDOM_LEDGERS))
def test_random_ledgers(seed):
    books, rng = sql_books.random_books(seed), random.Random(seed)
    for by in (None, "customer", "region"):
        options = {
            "receivable": rng.choice(["net", "debits"]),
            "days": rng.choice([None, 30, 365]),
            "month_days": rng.choice([None, 30]),
            "sales_months": rng.choice([0, 0, 1, 3]),
            "history_months": rng.choice([1, 3, 12]),
            "top_n": rng.choice([1, 2, 10]),
        }
        period = month_of(rng)
        compare(books, period, by, options, f"seed {seed}, {period}, by {by}, {options}")


@pytest.mark.parametrize("by", [None, "customer", "region"])
def test_the_sample_ledger(by):
    books = sql_books.sample_books(4000, seed=11)
    for period in [(date(2024, 2, 1), date(2024, 2, 29)), (date(2023, 7, 1), date(2023, 9, 30))]:
        assert compare(books, period, by, {}, f"{period}, by {by}") > 50


def test_the_random_ledgers_reach_every_figure():
    """A figure that is missing in all of them would be compared with nothing."""
    reached = set()
    for seed in range(RANDOM_LEDGERS):
        books = sql_books.random_books(seed)
        ours, _ = library_figures(books, (date(2024, 1, 1), date(2024, 3, 31)), None, {})
        reached |= {key[2] for key, row in ours.items() if row["value"]}
    assert reached == set(EVERY_FIGURE) - {"add_difference"}


def test_every_figure_of_the_page_is_compared():
    """docs/methods/kpis.md names them in the table of section 5, the second of a pair by its ending alone."""
    page = (PAGES / "kpis.md").read_text(encoding="utf-8").split("## 5. Figures")[1].split("**Warnings**")[0]
    named: list[str] = []
    for row in page.splitlines():
        if row.startswith("| `"):
            for name in re.findall(r"`(\w+)`", row.split("|")[1]):
                ending = name.startswith("_")
                named.append(named[-1].rsplit("_", 1)[0] + name if ending else name)
    assert sorted(named) == sorted(EVERY_FIGURE)
