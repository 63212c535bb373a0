"""What must hold of promises, dunning, months of origin and costs whatever the books: parts add, customers do not see each
other, days and units of money may be shifted and scaled."""

import datetime
from typing import Any

import numpy
import openitem
import pytest

FIGURES = [
    *("dso_true_netted", "dso_true_open_and_paid", "disputed_item_share"),
    *(
        "promise_kept_count",
        "promise_kept_count_partial",
        "promise_kept_amount",
        "promise_kept_amount_partial",
    ),
    *("dunned_share", "dunned_item_share", "operating_cost_to_sales", "cost_to_collect"),
    *("bad_debt_ratio_gross", "bad_debt_ratio_net", "dso_sales_weighted"),
]
WINDOWS = (("2024-02-01", "2024-02-29"), ("2024-02-10", "2024-04-20"))
Tables = dict[str, dict[str, numpy.ndarray]]


def days(values: Any) -> numpy.ndarray:
    return numpy.asarray(values).astype("datetime64[D]")


def books(seed: int, *, shift: int = 0, scale: int = 1) -> Tables:
    """Invoices of 12 customers, payments in parts, promises of documents and accounts, letters, costs, bad debts."""
    random = numpy.random.default_rng(seed)
    count = 160
    start = (datetime.date(2023, 11, 1) - datetime.date(1970, 1, 1)).days + shift
    customer = random.integers(0, 12, count)
    issue = start + random.integers(0, 150, count)
    amount = random.integers(10, 4_000, count) * 2 * scale
    paid = numpy.flatnonzero(random.random(count) < 0.7)
    received = issue[paid] + random.integers(1, 70, len(paid))
    part = numpy.where(random.random(len(paid)) < 0.5, amount[paid], amount[paid] // 2)
    promised, letters, given = 90, 60, 50
    about = random.integers(0, count, promised)
    made = issue[about] + random.integers(0, 60, promised)
    letter_of = random.integers(0, count, letters)
    document_or_account = random.random(promised) < 0.6
    return {
        "documents": {
            "customer": numpy.concatenate([customer, customer[paid]]),
            "id": numpy.arange(count + len(paid)),
            "kind": numpy.array(["invoice"] * count + ["payment"] * len(paid)),
            "issue_date": days(numpy.concatenate([issue, received])),
            "due_date": days(numpy.concatenate([issue + random.choice([10, 30], count), received])),
            "amount": numpy.concatenate([amount, -part]),
        },
        "applications": {
            "credit_id": count + numpy.arange(len(paid)),
            "debit_id": paid,
            "amount": part,
            "applied_on": days(received),
        },
        "promises": {
            "customer": customer[about],
            "document_id": numpy.where(document_or_account, about, -1),
            "promised_on": days(made),
            "due_date": days(made + random.integers(0, 25, promised)),
            "amount": amount[about] // random.integers(1, 3, promised),
        },
        "dunning": {
            "customer": customer[letter_of],
            "document_id": numpy.where(random.random(letters) < 0.5, letter_of, -1),
            "sent_on": days(issue[letter_of] + random.integers(20, 80, letters)),
            "level": random.integers(0, 4, letters),
        },
        "costs": {
            "customer": customer[random.integers(0, count, given)],
            "date": days(start + random.integers(0, 200, given)),
            "amount": random.integers(1, 500, given) * scale,
        },
        "bad_debts": {
            "customer": customer[random.integers(0, count, given)],
            "date": days(start + random.integers(0, 200, given)),
            "amount": random.integers(-200, 500, given) * scale,
        },
    }


def of_customers(tables: Tables, keep: Any) -> Tables:
    """The rows of some customers; applications stay with their debits."""
    debit_of = dict(zip(tables["documents"]["id"], tables["documents"]["customer"], strict=True))
    some: Tables = {}
    for name, table in tables.items():
        customers = table.get("customer")
        if customers is None:
            customers = numpy.array([debit_of[debit] for debit in table["debit_id"]])
        some[name] = {column: values[keep(customers)] for column, values in table.items()}
    return some


def key_figures(tables: Tables, *, windows: Any = WINDOWS, **options: Any) -> openitem.Kpis:
    def frame(name: str) -> dict[str, Any]:
        table: dict[str, Any] = dict(tables[name])
        if "document_id" in table:
            table["document_id"] = [None if one < 0 else int(one) for one in table["document_id"]]
        return table

    documents = {**frame("documents")}
    ledger = openitem.Ledger.from_documents(
        documents,
        frame("applications"),
        promises=frame("promises"),
        dunning=frame("dunning"),
        currency="EUR",
        money="minor",
    )
    return openitem.kpis(
        ledger,
        periods=windows,
        figures=FIGURES,
        costs=frame("costs"),
        bad_debts=frame("bad_debts"),
        money="minor",
        promise_grace_days=2,
        **options,
    )


def minor(table: openitem.ResultTable | None) -> dict[str, list[Any]]:
    assert table is not None
    return dict(table.to_arrow(money="minor").to_pydict())


def rows(table: openitem.ResultTable | None, without: tuple[str, ...] = ()) -> list[tuple[Any, ...]]:
    columns = {name: values for name, values in minor(table).items() if name not in without}
    return list(zip(*columns.values(), strict=True))


@pytest.mark.parametrize("seed", range(8))
def test_components_add_over_customers(seed: int) -> None:
    tables = books(seed)
    whole, parts = key_figures(tables), key_figures(tables, by="customer")
    total, of_customer = minor(whole.components), minor(parts.components)
    assert len(total["first"]) == len(WINDOWS)
    for name, values in total.items():
        if name in ("first", "last", "currency"):
            continue
        for first, last, value in zip(total["first"], total["last"], values, strict=True):
            same = zip(of_customer["first"], of_customer["last"], of_customer[name], strict=True)
            assert value == sum(part for a, b, part in same if (a, b) == (first, last)), name
    assert sum(total["promises"]) > 5
    assert sum(total["promises_superseded"]) > 0
    levels, by_customer = minor(whole.dunning_levels), minor(parts.dunning_levels)
    assert sum(levels["open"]) == sum(by_customer["open"])
    assert sum(levels["items"]) == sum(total["closing_open_items"])


@pytest.mark.parametrize("seed", range(8))
def test_disjoint_customers_give_the_rows_of_the_union(seed: int) -> None:
    """Rows of one customer do not depend on who else is in the books: two halves merge to the whole in any order."""
    tables = books(seed)
    whole = key_figures(tables, by="customer")
    halves = [
        key_figures(of_customers(tables, keep), by="customer") for keep in (lambda c: c >= 6, lambda c: c < 6)
    ]
    for name in ("figures", "components", "dunning_levels"):
        merged = [row for half in halves for row in rows(getattr(half, name))]
        assert sorted(merged, key=repr) == sorted(rows(getattr(whole, name)), key=repr), name


@pytest.mark.parametrize("seed", range(4))
def test_shifted_days_scaled_amounts_and_threads(seed: int) -> None:
    # Months of origin are those of the calendar, which a shift by days does not keep.
    def shown(result: openitem.Kpis) -> list[tuple[Any, ...]]:
        table = minor(result.figures)
        return [
            (table["figure"][at], table["value"][at], table["warning"][at])
            for at in range(len(table["figure"]))
            if table["figure"][at] != "dso_sales_weighted"
        ]

    later = [
        tuple(datetime.date.fromisoformat(day) + datetime.timedelta(364) for day in window)
        for window in WINDOWS
    ]
    plain = key_figures(books(seed), by="customer")
    assert shown(key_figures(books(seed, shift=364), windows=later, by="customer")) == shown(plain)
    larger = key_figures(books(seed, scale=1000), by="customer")
    assert minor(larger.figures)["value"] == minor(plain.figures)["value"]
    for name in ("figures", "components", "dunning_levels"):
        threaded = key_figures(books(seed), by="customer", threads=4)
        assert rows(getattr(threaded, name)) == rows(getattr(plain, name))


@pytest.mark.parametrize("seed", range(4))
def test_later_rows_change_no_decided_promise(seed: int) -> None:
    """A window shows the same alone as among others, and whatever is promised or paid after its end."""
    tables = books(seed)
    alone = key_figures(tables, windows=WINDOWS[:1], by="customer")
    among = rows(key_figures(tables, by="customer").components)
    assert rows(alone.components) == among[: len(rows(alone.components))]
    end = numpy.datetime64("2024-02-29")
    dated = {
        "documents": "issue_date",
        "applications": "applied_on",
        "promises": "promised_on",
        "dunning": "sent_on",
    }
    until = {
        name: {column: values[table[dated[name]] <= end] for column, values in table.items()}
        if name in dated
        else table
        for name, table in tables.items()
    }
    known = set(until["documents"]["id"]) | {-1}
    for name in ("promises", "dunning"):
        named = numpy.isin(until[name]["document_id"], list(known))
        until[name] = {column: values[named] for column, values in until[name].items()}
    customers = list(set(until["documents"]["customer"]))
    for name in ("promises", "dunning", "costs", "bad_debts"):
        named = numpy.isin(until[name]["customer"], customers)
        until[name] = {column: values[named] for column, values in until[name].items()}
    names = ("promises", "promises_kept", "promised_kept", "promised_paid", "closing_dunned", "customer")
    before, after = (
        minor(key_figures(until, windows=WINDOWS[:1], by="customer").components),
        minor(alone.components),
    )
    for name in names:
        assert before[name] == after[name], name
