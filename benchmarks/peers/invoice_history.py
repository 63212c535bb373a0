"""The training table: for every invoice what was known of its customer on the day before its issue. One call of openitem, and
the same features as window sums and as-of joins in pandas and DuckDB, all on one thread.

Peers get columns of invoices with the day on which each was paid in full, openitem a ledger of them. Only features that an
as-of join can bring: medians, deviations and what is overdue would cost the peers more.
"""

from dataclasses import dataclass

import duckdb
import numpy as np
import openitem
import pandas as pd
from measure import Contender, Question

FEATURES = [
    "paid_invoices",
    "days_late_mean",
    "days_late_max",
    "late_share",
    "open_items",
    "open_amount",
    "days_since_payment",
]
COLUMNS = [
    "paid_invoices",
    "days_late_mean",
    "days_late_mean_last_10",
    "days_late_max",
    "late_share",
    "open_items",
    "open_amount",
    "days_since_payment",
]

HISTORY = """
with closed as (
    select customer, paid, count(*) over w as n, sum(late) over w as late_sum, max(late) over w as late_max,
           sum((late > 0)::bigint) over w as late_count,
           sum(late) over (partition by customer order by paid, late, amount rows between 9 preceding and current row) as late_10
    from (select customer, paid, paid - due as late, amount from invoices where paid is not null)
    window w as (partition by customer order by paid, late, amount rows between unbounded preceding and current row)
    qualify row_number() over (partition by customer, paid order by late desc, amount desc) = 1),
events as (
    select customer, issue as day, 1 as items, amount from invoices
    union all select customer, paid, -1, -amount from invoices where paid is not null),
books as (
    select customer, day, sum(sum(items)) over w as items, sum(sum(amount)) over w as amount
    from events group by customer, day window w as (partition by customer order by day))
select coalesce(c.n, 0) as paid_invoices, c.late_sum / c.n as days_late_mean,
       c.late_10 / least(c.n, 10) as days_late_mean_last_10, c.late_max as days_late_max, c.late_count / c.n as late_share,
       coalesce(b.items, 0) as open_items, coalesce(b.amount, 0)::bigint as open_amount, i.issue - 1 - c.paid as days_since_payment
from invoices i
asof left join closed c on i.customer = c.customer and i.issue > c.paid
asof left join books b on i.customer = b.customer and i.issue > b.day
order by i.id
"""


@dataclass(frozen=True)
class Invoices:
    """The same invoices as a ledger and as a frame of integers (days since 1970), by id."""

    ledger: openitem.Ledger
    frame: pd.DataFrame


def make_invoices(rows: int) -> Invoices:
    """Two years of invoices, 100 a customer; nine in ten are paid."""
    random = np.random.default_rng(7)
    issue = (19_000 + random.integers(0, 730, rows)).astype(np.int64)
    due = issue + np.array([14, 30, 30, 60])[random.integers(0, 4, rows)]
    frame = pd.DataFrame(
        {
            "id": np.arange(rows),
            "customer": (random.random(rows) ** 2 * max(1, rows // 100)).astype(np.int64),
            "issue": issue,
            "due": due,
            "paid": np.where(
                random.random(rows) < 0.9, np.maximum(issue, due + random.integers(-20, 60, rows)), -1
            ),
            "amount": random.integers(1_000, 1_000_000, rows),
        }
    )
    columns = {
        "id": frame["id"].to_numpy(),
        "customer": frame["customer"].to_numpy(),
        "issue_date": frame["issue"].to_numpy().astype("datetime64[D]"),
        "due_date": frame["due"].to_numpy().astype("datetime64[D]"),
        "paid_date": np.where(
            frame["paid"] < 0, np.datetime64("NaT"), frame["paid"].to_numpy().astype("datetime64[D]")
        ),
        "amount": frame["amount"].to_numpy(),
    }
    return Invoices(openitem.Ledger.from_invoices(columns, currency="EUR", money="minor"), frame)


def by_pandas(frame: pd.DataFrame) -> pd.DataFrame:
    paid = frame.loc[frame["paid"] >= 0, ["customer", "paid", "due", "amount"]]
    paid = paid.assign(late=paid["paid"] - paid["due"]).sort_values(["customer", "paid", "late", "amount"])
    late = paid.groupby("customer", sort=False)["late"]
    closed = pd.DataFrame(
        {
            "customer": paid["customer"],
            "last_paid": paid["paid"],
            "paid_invoices": late.cumcount() + 1,
            "late_sum": late.cumsum(),
            "late_10": late.rolling(10, min_periods=1).sum().reset_index(level=0, drop=True),
            "days_late_max": late.cummax(),
            "late_count": (paid["late"] > 0).groupby(paid["customer"], sort=False).cumsum(),
        }
    )
    closed = closed.drop_duplicates(["customer", "last_paid"], keep="last").sort_values(
        "last_paid", kind="stable"
    )
    issued = frame[["customer", "issue", "amount"]].set_axis(["customer", "day", "open_amount"], axis=1)
    left = paid[["customer", "paid", "amount"]].set_axis(["customer", "day", "open_amount"], axis=1)
    events = pd.concat(
        [issued.assign(open_items=1), left.assign(open_items=-1, open_amount=-left["open_amount"])]
    )
    books = events.groupby(["customer", "day"], sort=True)[["open_items", "open_amount"]].sum()
    books = books.groupby(level=0).cumsum().reset_index().sort_values("day", kind="stable")
    table = frame[["id", "customer", "issue"]].sort_values("issue", kind="stable")
    table = pd.merge_asof(
        table, closed, left_on="issue", right_on="last_paid", by="customer", allow_exact_matches=False
    )
    table = pd.merge_asof(
        table, books, left_on="issue", right_on="day", by="customer", allow_exact_matches=False
    )
    table["days_late_mean"] = table["late_sum"] / table["paid_invoices"]
    table["days_late_mean_last_10"] = table["late_10"] / table["paid_invoices"].clip(upper=10)
    table["late_share"] = table["late_count"] / table["paid_invoices"]
    table["days_since_payment"] = table["issue"] - 1 - table["last_paid"]
    table = table.fillna({"paid_invoices": 0, "open_items": 0, "open_amount": 0})
    return table.sort_values("id")[COLUMNS]


def millionths(values: object) -> np.ndarray:
    """Any column as whole millionths; what has no value as the least integer."""
    numbers = np.ma.filled(np.ma.asarray(values).astype(float), np.nan)
    return np.where(np.isnan(numbers), np.iinfo(np.int64).min, np.rint(np.nan_to_num(numbers) * 1e6)).astype(
        np.int64
    )


def matrix_of(frame: pd.DataFrame) -> np.ndarray:
    return np.column_stack(
        [millionths(frame[name].to_numpy(dtype=float, na_value=np.nan)) for name in COLUMNS]
    )


def of_openitem(result: openitem.InvoiceBehaviour) -> np.ndarray:
    columns = result.rows.to_dict(money="minor")
    order = np.argsort(np.asarray(columns["id"]), kind="stable")
    return np.column_stack(
        [
            millionths(pd.array(columns[name], dtype="Float64").to_numpy(float, na_value=np.nan))[order]
            for name in COLUMNS
        ]
    )


def invoice_history(invoices: Invoices) -> Question:
    """Eight features of every invoice's customer on the day before its issue."""
    connection = duckdb.connect()
    connection.execute("set threads = 1")
    connection.execute(
        "create table invoices (id bigint, customer bigint, issue bigint, due bigint, paid bigint, amount bigint)"
    )
    given = invoices.frame.astype("int64")
    connection.register("given", given)
    connection.execute(
        "insert into invoices select id, customer, issue, due, nullif(paid, -1), amount from given"
    )
    return Question(
        "Training table: eight features of the customer before each invoice, from its history",
        len(invoices.frame),
        [
            Contender(
                "openitem.invoice_behaviour",
                lambda: openitem.invoice_behaviour(invoices.ledger, features=FEATURES, last=[10], days=[]),
                of_openitem,
            ),
            Contender(
                "pandas: cumulative sums, merge_asof", lambda: by_pandas(invoices.frame), matrix_of, runs=3
            ),
            Contender(
                "DuckDB: windows, asof joins", lambda: connection.execute(HISTORY).df(), matrix_of, runs=3
            ),
        ],
    )
