"""Every key figure of a ledger against SQL over the raw tables (tests/reference/kpis.sql, DuckDB): numerators and denominators
are equal exactly, values are the one double nearest to them. So are the components and the table of levels that promises, letters
and the tables given to the call bring."""

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
PROMISES = [f"promise_kept_{variant}" for variant in ("count", "count_partial", "amount", "amount_partial")]
# The ledgers here have no terms: test_kpis_discounts.py puts these to DuckDB.
OF_TERMS = [
    *("discount_take_up", "discounts_missed_share", "discounts_unearned_share", "discounts_in_grace_share")
]
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
    *("dso_sales_weighted", "dso_true_netted", "dso_true_open_and_paid"),
    *("deductions_outstanding_period_average", "disputed_item_share", *PROMISES),
    *("dunned_share", "dunned_item_share", "operating_cost_to_sales", "cost_to_collect"),
    *("bad_debt_ratio_gross", "bad_debt_ratio_net"),
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


def library_kpis(books, period, by, options, figures=EVERY_FIGURE):
    return openitem.kpis(
        books.ledger,
        periods=[period],
        by=[by] if by else [],
        figures=figures,
        delivery="delivered",
        **books.given,
        money="minor",
        **options,
    )


def keyed(table, by, *names):
    """Rows of the library by group, currency and the columns `names`."""
    return {
        (sql_books.group_of(row, by), row["currency"], *(row[name] for name in names)): row
        for row in table.to_arrow(money="minor").to_pylist()
    }


def in_sql(connection, period, options):
    """The results of every statement of kpis.sql, and whether promises have a place: no account is in several groups."""
    given = {
        "first": period[0],
        "last": period[1],
        "days": options.get("days") or 0,
        "month_days": options.get("month_days") or 0,
        "sales_months": options.get("sales_months", 0),
        "history_months": options.get("history_months", 12),
        "top_n": options.get("top_n", 10),
        "debits_only": options.get("receivable") == "debits",
        "months": months_between(*period),
        "grace": options.get("promise_grace_days", 0),
        "with_promises": True,
    }
    found = {}
    for name, statement in sql_books.statements("kpis.sql").items():
        parameters = {key: value for key, value in given.items() if re.search(rf"\${key}\b", statement)}
        found[name] = sql_books.rows_of(connection, statement, **parameters)
        if name == "in_several_groups":
            given["with_promises"] = found[name][0]["promises"] == 0
    return found, given["with_promises"]


def sales_weighted(key, months):
    """The value as the page rounds it, each month once, the latest first; or None and the warning that says why."""
    value = 0.0
    of_group = [row for row in months if (row["grp"], row["currency"]) == key]
    if any(row["k"] is None for row in of_group):
        return None, "history_exhausted"
    if any(row["sales"] == 0 for row in of_group):
        return None, "no_sales"
    for row in sorted(of_group, key=lambda row: row["k"]):
        value += float(Fraction(row["open"] * row["days"], row["sales"]))
    return value, "negative_sales" if any(row["sales"] < 0 for row in of_group) else None


def compare(books, period, by, options, where, **books_as):
    """`books_as`: clock and known_at."""
    with books.connect(by, **books_as) as connection:
        theirs, with_promises = in_sql(connection, period, options)
    if not with_promises:
        with pytest.raises(openitem.errors.ArgumentError, match="in several groups"):
            library_kpis(books, period, by, options | books_as)
    asked = [figure for figure in EVERY_FIGURE if with_promises or figure not in PROMISES]
    result = library_kpis(books, period, by, options | books_as, asked)
    ours = keyed(result.figures, by, "figure")
    wanted = {(row["grp"], row["currency"], row["figure"]): row for row in theirs["figures"]}
    wanted = {key: row for key, row in wanted.items() if key[2] in asked}
    groups = {key[:2] for key in wanted}
    alone = {(*group, figure) for group in groups for figure in ("add_difference", "dso_sales_weighted")}
    assert set(ours) == set(wanted) | alone, where
    for key, row in wanted.items():
        figure, parts = key[2], (row["numerator"], row["denominator"])
        if figure not in WITHOUT_PARTS:
            assert (ours[key]["numerator"], ours[key]["denominator"]) == parts, (where, key)
        if figure in PROMISES:
            assert ours[key]["count"] == wanted[*key[:2], "promise_kept_count"]["denominator"], (where, key)
            assert (ours[key]["warning"] == "no_items") == (parts[1] == 0), (where, key)
        assert ours[key]["value"] == expected_value(figure, *parts), (where, key, parts)
        assert (ours[key]["value"] is None) <= (ours[key]["warning"] is not None), (where, key)
    for group in groups:
        simple, best = (ours[*group, f"dso_{name}_ending"]["value"] for name in ("simple", "best_possible"))
        difference = None if simple is None else simple - best
        assert ours[*group, "add_difference"]["value"] == difference, (where, group)
        weighted = ours[*group, "dso_sales_weighted"]
        value, warning = sales_weighted(group, theirs["months_of_origin"])
        assert weighted["value"] == value, (where, group)
        assert warning in (None, weighted["warning"]), (where, group)
    compare_tables(result, by, theirs, with_promises, where)
    return sum(row["denominator"] not in (None, 0) for row in wanted.values())


def compare_tables(result, by, theirs, with_promises, where):
    about = {row["name"]: row["value"] for row in result.about.to_arrow().to_pylist()}
    for name, number in theirs["passed_over"][0].items():
        if with_promises or "promise" not in name:
            assert about[name] == str(number), (where, name)
    components = keyed(result.components, by)
    for row in theirs["components"]:
        ours = components[row["grp"], row["currency"]]
        names = set(row) - {"grp", "currency"}
        names = {name for name in names if with_promises or "promise" not in name}
        assert {name: ours[name] for name in names} == {name: row[name] for name in names}, (where, row)
    levels = keyed(result.dunning_levels, by, "level")
    wanted = {(row["grp"], row["currency"], row["level"]): row for row in theirs["dunning_levels"]}
    assert list(levels) == list(wanted), where
    for key, row in wanted.items():
        assert (levels[key]["open"], levels[key]["items"]) == (row["open"], row["items"]), (where, key)


def few_books(documents, **tables):
    """A ledger of a few rows: (customer, kind, posting date, amount) and the columns that matter of the other tables."""
    rows = {
        "documents": [
            dict.fromkeys(sql_books.SCHEMAS["documents"])
            | {"id": number, "customer": customer, "kind": kind, "issue_date": day, "posting_date": day}
            | {"amount": amount, "currency": "EUR", "region": customer}
            for number, (customer, kind, day, amount) in enumerate(documents)
        ]
    }
    for name, given in tables.items():
        columns = (sql_books.SCHEMAS | sql_books.GIVEN)[name]
        rows[name] = [dict.fromkeys(columns) | {"currency": "EUR"} | row for row in given]
        if "row" in columns:
            rows[name] = [row | {"row": number} for number, row in enumerate(rows[name])]
    letter = {"customer": "A", "document_id": None, "sent_on": date(2024, 1, 1), "level": 1, "row": 0}
    return sql_books.make_books({"dunning": [letter], **rows})


MARCH = (date(2024, 3, 1), date(2024, 3, 31))
LATER = date(2024, 5, 1)


@pytest.mark.parametrize("by", [None, "customer", "region"])
def test_rows_of_promises_and_amounts_alone(by):
    """A group whose first document is posted after the period has a row if something was promised or given before."""
    made = {"promised_on": MARCH[0], "due_date": MARCH[1], "amount": 5}
    left_out = [
        {"customer": "D", "document_id": 3, **made, "amount": 0},
        {"customer": "E", "document_id": 4, **made, "promised_on": LATER},
    ]
    books = few_books(
        [("A", "invoice", MARCH[0], 100), *((customer, "invoice", LATER, 10) for customer in "BCDEFGH")],
        promises=[{"customer": "B", "document_id": 1, **made}, {"customer": "C", **made}, *left_out],
        bad_debts=[
            {"customer": "F", "region": "F", "date": MARCH[1], "amount": -3},
            {"customer": "G", "region": "G", "date": MARCH[1] + timedelta(1), "amount": 3},
        ],
        costs=[{"customer": "H", "region": "H", "date": date(2020, 1, 1), "amount": 0}],
    )
    compare(books, MARCH, by, {}, by)
    if by:
        result = library_kpis(books, MARCH, by, {})
        assert {row[by] for row in result.components.to_arrow().to_pylist()} == set("ABCFH")


@pytest.mark.parametrize("receivable", ["net", "debits"])
@pytest.mark.parametrize("history_months", [1, 2, 3])
def test_balances_that_cancel_out_before_the_history(receivable, history_months):
    books = few_books(
        [
            *(("A", "invoice", date(2024, 1, 31), 100), ("A", "credit_note", date(2024, 1, 1), -100)),
            *(("A", "invoice", date(2024, 2, 1), 7), ("A", "invoice", date(2024, 3, 31), 300)),
            *(("B", "invoice", date(2024, 1, 31), 50), ("B", "credit_note", date(2024, 2, 1), -50)),
        ],
        promises=[{"customer": "A", "document_id": 0, "promised_on": LATER, "due_date": LATER}],
    )
    options = {"receivable": receivable, "history_months": history_months}
    compare(books, MARCH, "customer", options, options)
    compare(books, MARCH, None, options, options)


@pytest.mark.parametrize(
    ("promise", "is_looked_at"),
    [
        ({}, True),
        ({"amount": None}, False),
        ({"currency": "JPY"}, False),
        ({"promised_on": LATER, "due_date": LATER}, False),
        ({"amount": 0}, False),
        ({"due_date": MARCH[0] - timedelta(1)}, False),
    ],
)
def test_an_account_in_several_groups(promise, is_looked_at):
    """Only a promise that is looked at needs a place."""
    made = {"customer": "A", "promised_on": MARCH[0], "due_date": MARCH[1], "amount": 5} | promise
    books = few_books([("A", "invoice", MARCH[0], 100), ("A", "invoice", LATER, 10)], promises=[made])
    table = books.tables["documents"].to_pylist()
    table[1]["region"] = "elsewhere"
    books = sql_books.make_books(
        {name: t.to_pylist() for name, t in books.tables.items()} | {"documents": table}
    )
    with books.connect("region") as connection:
        _, with_promises = in_sql(connection, MARCH, {})
    assert with_promises != is_looked_at
    compare(books, MARCH, "region", {}, promise)


@pytest.mark.parametrize("seed", range(RANDOM_LEDGERS))
def test_random_ledgers(seed):
    books, rng = sql_books.random_books(seed), random.Random(seed)
    for by in (None, "customer", "segment", "region"):
        options = {
            "receivable": rng.choice(["net", "debits"]),
            "days": rng.choice([None, 30, 365]),
            "month_days": rng.choice([None, 30]),
            "sales_months": rng.choice([0, 0, 1, 3]),
            "history_months": rng.choice([1, 3, 12]),
            "top_n": rng.choice([1, 2, 10]),
            "promise_grace_days": rng.choice([0, 0, 3, 30]),
        }
        period = month_of(rng)
        compare(books, period, by, options, f"seed {seed}, {period}, by {by}, {options}")


CLOCKS = ["latest", "payment_posting", "applied_on", "recorded_on"]


@pytest.mark.parametrize("seed", range(RANDOM_LEDGERS))
def test_versions_clocks_and_what_was_known(seed):
    books, rng = sql_books.random_versions(seed), random.Random(seed)
    for clock in CLOCKS:
        by = rng.choice([None, "customer", "segment", "region"])
        options = {
            "receivable": rng.choice(["net", "debits"]),
            "sales_months": rng.choice([0, 1, 3]),
            "promise_grace_days": rng.choice([0, 3, 30]),
        }
        period = month_of(rng)
        known_at = rng.choice([None, period[1] + timedelta(rng.randint(-60, 30))])
        where = f"seed {seed}, {period}, by {by}, {options}, {clock}, known at {known_at}"
        compare(books, period, by, options, where, clock=clock, known_at=known_at)


def test_clocks_and_what_was_known_change_figures():
    """Otherwise they would be compared with nothing."""
    period, changed = (date(2024, 1, 1), date(2024, 3, 31)), set()
    books = sql_books.random_versions(0)
    plain = keyed(library_kpis(books, period, None, {}).figures, None, "figure")
    for books_as in (*({"clock": clock} for clock in CLOCKS[1:]), {"known_at": date(2024, 2, 15)}):
        rows = keyed(library_kpis(books, period, None, books_as).figures, None, "figure")
        names = {key[2] for key, row in rows.items() if row["value"] != plain[key]["value"]}
        assert {"days_to_pay", "past_due_share"} <= names, books_as
        changed |= names
    assert len(changed) > len(EVERY_FIGURE) / 2


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
        rows = keyed(
            library_kpis(books, (date(2024, 1, 1), date(2024, 3, 31)), None, {}).figures, None, "figure"
        )
        reached |= {key[2] for key, row in rows.items() if row["value"]}
    assert reached == set(EVERY_FIGURE)


def test_every_figure_of_the_page_is_compared():
    """docs/methods/kpis.md names them in the table of section 5, the second of a pair by its ending alone."""
    page = (PAGES / "kpis.md").read_text(encoding="utf-8").split("## 5. Figures")[1].split("**Warnings**")[0]
    named: list[str] = []
    for row in page.splitlines():
        if row.startswith("| `"):
            for name in re.findall(r"`(\w+)`", row.split("|")[1]):
                ending = name.startswith("_")
                named.append(named[-1].rsplit("_", 1)[0] + name if ending else name)
    assert sorted(named) == sorted(EVERY_FIGURE + OF_TERMS)
