"""Plain-Python reference of re-aged due dates beside contractual ones, written from docs/methods/aging.md (11) alone, on
top of the model of the aging itself."""

from __future__ import annotations

from collections import defaultdict

import model

OWN_COLUMNS = ("unapplied", "credit_balance", "disputed")


def re_aged_line(line, column, as_of, options):
    """(date, days, bucket, is of the column) of a line by the re-aged date."""
    item = line.item
    date = item.document.dates.get(column)
    may = not item.excess and (item.open > 0 or options.credits == "own_age")
    is_re_aged = may and date is not None
    if not is_re_aged:
        return line.basis_date, line.days, line.bucket, False
    days = (as_of - date).days
    bucket = line.bucket if line.bucket in OWN_COLUMNS else model.bucket_of(days, options, as_of)
    return date, days, bucket, True


def re_aged(ledger, as_of, options, column):
    """Rows of the table re_aged, rows of re_aged_totals, and (line, date, days, bucket) of every line."""
    aging = model.age(ledger, as_of, options)
    columns = model.money_columns(options, aging.labels)
    pairs = defaultdict(lambda: [0, 0])
    totals = defaultdict(
        lambda: {"improved": 0, "worsened": 0, "unchanged": 0, "numerator": 0, "denominator": 0}
    )
    items = defaultdict(dict)
    lines = []
    for line in aging.lines:
        document = line.item.document
        at = model.group_key(document, options.by), document.currency
        date, days, bucket, is_re_aged = re_aged_line(line, column, as_of, options)
        lines.append((line, date, days, bucket))
        pair = pairs[at, columns.index(line.bucket), columns.index(bucket)]
        pair[0] += line.open
        pair[1] += 1
        items[at][id(line.item)] = is_re_aged
        change = columns.index(bucket) - columns.index(line.bucket)
        totals[at]["improved" if change < 0 else "worsened" if change > 0 else "unchanged"] += line.open
        if (
            line.item.open > 0
            and line.bucket not in OWN_COLUMNS
            and line.days is not None
            and days is not None
        ):
            totals[at]["numerator"] += line.open * (line.days - days)
            totals[at]["denominator"] += line.open

    def order(at):
        return model.key_order(at[0]), at[1]

    rows = [
        (*at, columns[one], columns[other], *pairs[at, one, other])
        for at, one, other in sorted(pairs, key=lambda key: (order(key[0]), *key[1:]))
    ]
    sums = []
    for at in sorted(totals, key=order):
        t = totals[at]
        changed = t["improved"], t["worsened"], t["unchanged"]
        sums.append(
            (
                *at,
                *changed,
                sum(changed),
                len(items[at]),
                sum(items[at].values()),
                t["numerator"],
                t["denominator"],
            )
        )
    return rows, sums, lines
