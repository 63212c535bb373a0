-- The key figures of a ledger in SQL, from docs/methods/kpis.md and kpi_figures.md alone, over books.sql.
-- Parameters: $first, $last (DATE), $days, $month_days (0 = calendar), $sales_months, $history_months, $top_n, $debits_only, $months.

-- name: figures
-- One row for each group, currency and figure: numerator and denominator.
WITH dates AS (
  SELECT $first::DATE AS first, $last::DATE AS last,
    CASE WHEN $sales_months = 0 THEN $first::DATE
         WHEN $last::DATE = last_day($last::DATE) THEN last_day(($last::DATE - to_months($sales_months))::DATE) + 1
         ELSE ($last::DATE - to_months($sales_months))::DATE + 1 END AS sales_first
),
keys AS (SELECT DISTINCT grp, currency FROM documents, dates WHERE posting_date <= last),
opening AS (
  SELECT grp, currency, sum(CASE WHEN $debits_only THEN greatest(rest, 0) ELSE rest END) AS o,
    sum(rest) FILTER (rest > 0 AND due < $first::DATE - 1) AS past
  FROM open_items($first::DATE - 1) GROUP BY ALL
),
closing AS (
  SELECT grp, currency, sum(CASE WHEN $debits_only THEN greatest(rest, 0) ELSE rest END) AS c, sum(greatest(rest, 0)) AS debits,
    sum(least(rest, 0)) AS unapplied, sum(rest * ($last::DATE - posting_date)) FILTER (rest < 0) AS unapplied_days,
    sum(rest) FILTER (rest > 0 AND $last::DATE - due > 0) AS past, sum(rest) FILTER (rest > 0 AND $last::DATE - due > 30) AS over_30,
    sum(rest) FILTER (rest > 0 AND $last::DATE - due > 60) AS over_60, sum(rest) FILTER (rest > 0 AND $last::DATE - due > 90) AS over_90,
    sum(rest * ($last::DATE - issue_date)) FILTER (rest > 0) AS open_days,
    sum(rest * ($last::DATE - due)) FILTER (rest > 0 AND $last::DATE - due > 0) AS past_due_days,
    sum(disputed) AS disputed, count(*) FILTER (disputed > 0) AS disputed_items
  FROM open_items($last::DATE) GROUP BY ALL
),
posted AS (
  SELECT grp, currency,
    sum(amount) FILTER (kind IN ('invoice', 'debit_note', 'credit_note') AND posting_date >= first) AS sales,
    sum(amount) FILTER (kind IN ('invoice', 'debit_note', 'credit_note') AND posting_date >= sales_first) AS sales_window,
    -sum(amount) FILTER (kind = 'write_off' AND posting_date >= sales_first) AS written,
    sum(amount) FILTER (kind = 'recovery' AND posting_date >= sales_first) AS recovered,
    -sum(amount) FILTER (kind = 'discount' AND posting_date >= sales_first) AS discounts,
    sum(amount) FILTER (billed) AS billed, sum(amount * (issue_date - delivered)) FILTER (billed) AS billing_days
  FROM (
    SELECT d.*, first, sales_first,
      kind = 'invoice' AND amount > 0 AND delivered IS NOT NULL AND posting_date >= first AS billed
    FROM documents d, dates WHERE posting_date <= last
  ) GROUP BY ALL
),
paid AS (
  SELECT p.grp, p.currency, sum(s.amount) AS paid, sum(s.amount * (s.day - p.issue_date)) AS days_to_pay,
    sum(s.amount * (s.day - s.due)) AS days_late, sum(s.amount * (s.due - p.issue_date)) AS terms
  FROM settled s JOIN parts p ON p.id = s.id AND p.number IS NOT DISTINCT FROM s.number, dates
  WHERE s.credit_kind IN ('payment', 'unclassified_credit') AND p.kind IN ('invoice', 'debit_note') AND s.day BETWEEN first AND last
  GROUP BY ALL
),
deductions AS (
  SELECT d.grp, d.currency, sum(coalesce(e.amount, d.amount)) AS raised, count(*) AS raised_items
  FROM disputes e JOIN documents d ON d.id = e.document_id, dates
  WHERE greatest(e.opened, d.posting_date) BETWEEN sales_first AND last GROUP BY ALL
),
sums AS (
  SELECT grp, currency, coalesce(o, 0) AS o, coalesce(opening.past, 0) AS past_before, coalesce(c, 0) AS c, coalesce(debits, 0) AS debits,
    coalesce(unapplied, 0) AS unapplied, coalesce(unapplied_days, 0) AS unapplied_days, coalesce(closing.past, 0) AS past,
    coalesce(over_30, 0) AS over_30, coalesce(over_60, 0) AS over_60, coalesce(over_90, 0) AS over_90, coalesce(open_days, 0) AS open_days,
    coalesce(past_due_days, 0) AS past_due_days, coalesce(disputed, 0) AS disputed, coalesce(disputed_items, 0) AS disputed_items,
    coalesce(sales, 0) AS sales, coalesce(sales_window, 0) AS s, coalesce(written, 0) AS written, coalesce(recovered, 0) AS recovered,
    coalesce(discounts, 0) AS discounts, coalesce(billed, 0) AS billed, coalesce(billing_days, 0) AS billing_days, coalesce(paid, 0) AS paid,
    coalesce(days_to_pay, 0) AS days_to_pay, coalesce(days_late, 0) AS days_late, coalesce(terms, 0) AS terms,
    coalesce(raised, 0) AS raised, coalesce(raised_items, 0) AS raised_items,
    CASE WHEN $days = 0 THEN last - sales_first + 1 ELSE $days END AS days
  FROM keys LEFT JOIN opening USING (grp, currency) LEFT JOIN closing USING (grp, currency) LEFT JOIN posted USING (grp, currency)
    LEFT JOIN paid USING (grp, currency) LEFT JOIN deductions USING (grp, currency), dates
),
ratios AS (
  SELECT grp, currency, unnest([
    {'figure': 'dso_simple_ending', 'numerator': c * days, 'denominator': s},
    {'figure': 'dso_simple_average', 'numerator': (o + c) * days, 'denominator': 2 * s},
    {'figure': 'dso_best_possible_ending', 'numerator': (c - past) * days, 'denominator': s},
    {'figure': 'dso_best_possible_average', 'numerator': (o - past_before + c - past) * days, 'denominator': 2 * s},
    {'figure': 'dso_delinquent_ending', 'numerator': past * days, 'denominator': s},
    {'figure': 'dso_delinquent_average', 'numerator': (past_before + past) * days, 'denominator': 2 * s},
    {'figure': 'dso_true_dropped', 'numerator': open_days, 'denominator': debits},
    {'figure': 'add_weighted', 'numerator': past_due_days, 'denominator': debits},
    {'figure': 'severity', 'numerator': past_due_days, 'denominator': past},
    {'figure': 'days_to_pay', 'numerator': days_to_pay, 'denominator': paid},
    {'figure': 'days_late', 'numerator': days_late, 'denominator': paid},
    {'figure': 'terms', 'numerator': terms, 'denominator': paid},
    {'figure': 'billing_lag', 'numerator': billing_days, 'denominator': billed},
    {'figure': 'cei_period_total', 'numerator': o + sales - c, 'denominator': o + sales - (c - past)},
    {'figure': 'cei_period_average', 'numerator': $months * o + sales - $months * c,
     'denominator': $months * o + sales - $months * (c - past)},
    {'figure': 'turnover_ending', 'numerator': s, 'denominator': c},
    {'figure': 'turnover_average', 'numerator': 2 * s, 'denominator': o + c},
    {'figure': 'collection_period_ending', 'numerator': c * days, 'denominator': s},
    {'figure': 'collection_period_average', 'numerator': (o + c) * days, 'denominator': 2 * s},
    {'figure': 'current_share', 'numerator': c - past, 'denominator': c},
    {'figure': 'past_due_share', 'numerator': past, 'denominator': c},
    {'figure': 'over_30_share', 'numerator': over_30, 'denominator': c},
    {'figure': 'over_60_share', 'numerator': over_60, 'denominator': c},
    {'figure': 'over_90_share', 'numerator': over_90, 'denominator': c},
    {'figure': 'dispute_share', 'numerator': disputed, 'denominator': c},
    {'figure': 'unapplied_share', 'numerator': -unapplied, 'denominator': debits},
    {'figure': 'unapplied_age', 'numerator': -unapplied_days, 'denominator': -unapplied},
    {'figure': 'write_off_ratio_sales_gross', 'numerator': written, 'denominator': s},
    {'figure': 'write_off_ratio_sales_net', 'numerator': written - recovered, 'denominator': s},
    {'figure': 'write_off_ratio_receivables_gross', 'numerator': written, 'denominator': c},
    {'figure': 'write_off_ratio_receivables_net', 'numerator': written - recovered, 'denominator': c},
    {'figure': 'recovery_rate', 'numerator': recovered, 'denominator': written},
    {'figure': 'discounts_to_sales', 'numerator': discounts, 'denominator': s},
    {'figure': 'deductions_outstanding_value', 'numerator': disputed * days, 'denominator': raised},
    {'figure': 'deductions_outstanding_count', 'numerator': disputed_items * days, 'denominator': raised_items}
  ], recursive := true)
  FROM sums
),
-- Count-back: the first month whose sales cover what the later months have left of the balance.
months AS (
  SELECT k, greatest((date_trunc('month', last) - to_months(k))::DATE, DATE '1900-01-01') AS month_first,
    CASE WHEN k = 0 THEN last ELSE last_day((date_trunc('month', last) - to_months(k))::DATE) END AS month_last
  FROM dates, range($history_months) r(k)
),
month_sales AS (
  SELECT grp, currency, k, CASE WHEN $month_days = 0 THEN month_last - month_first + 1 ELSE $month_days END AS days,
    coalesce((SELECT sum(d.amount) FROM documents d WHERE d.grp = keys.grp AND d.currency = keys.currency
      AND d.kind IN ('invoice', 'debit_note', 'credit_note') AND d.posting_date BETWEEN month_first AND month_last), 0) AS sales
  FROM keys, months
),
walk AS (
  SELECT m.grp, m.currency, k, m.days, m.sales, x.c,
    x.c - coalesce(sum(m.sales) OVER before, 0) AS rest,
    coalesce(sum(m.days) OVER before, 0) AS counted,
    coalesce(sum(CASE WHEN m.sales > 0 THEN m.days ELSE 0 END) OVER before, 0) AS skipped
  FROM month_sales m JOIN sums x USING (grp, currency)
  WINDOW before AS (PARTITION BY m.grp, m.currency ORDER BY k ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
covered AS (
  SELECT * FROM walk WHERE c > 0 AND sales > 0 AND rest <= sales QUALIFY row_number() OVER (PARTITION BY grp, currency ORDER BY k) = 1
),
countback AS (
  SELECT x.grp, x.currency, unnest([
    {'figure': 'dso_countback_counted',
     'numerator': CASE WHEN x.c = 0 THEN 0 ELSE v.counted * v.sales + v.rest * v.days END,
     'denominator': CASE WHEN x.c = 0 THEN 1 ELSE v.sales END},
    {'figure': 'dso_countback_skipped',
     'numerator': CASE WHEN x.c = 0 THEN 0 ELSE v.skipped * v.sales + v.rest * v.days END,
     'denominator': CASE WHEN x.c = 0 THEN 1 ELSE v.sales END}
  ], recursive := true)
  FROM sums x LEFT JOIN covered v USING (grp, currency)
),
-- Concentration: exact parts; the library shows those of the share alone.
customers AS (
  SELECT grp, currency, customer, sum(CASE WHEN $debits_only THEN greatest(rest, 0) ELSE rest END)::HUGEINT AS b
  FROM open_items($last::DATE) GROUP BY ALL HAVING b > 0
),
ranked AS (
  SELECT *, row_number() OVER (PARTITION BY grp, currency ORDER BY b) AS i, row_number() OVER (PARTITION BY grp, currency ORDER BY b DESC) AS top,
    count(*) OVER (PARTITION BY grp, currency) AS n
  FROM customers
),
shape AS (
  SELECT grp, currency, sum(b * b) AS squares, sum(b) AS total, sum(b) FILTER (top <= $top_n) AS largest,
    sum((2 * i - n - 1) * b) AS ordered, max(n) AS n
  FROM ranked GROUP BY ALL
),
concentration AS (
  SELECT keys.grp, keys.currency, unnest([
    {'figure': 'hhi_fraction', 'numerator': squares, 'denominator': total * total},
    {'figure': 'hhi_points', 'numerator': squares, 'denominator': total * total},
    {'figure': 'top_n_share', 'numerator': coalesce(largest, 0), 'denominator': coalesce(total, 0)},
    {'figure': 'gini', 'numerator': ordered, 'denominator': n * total}
  ], recursive := true)
  FROM keys LEFT JOIN shape USING (grp, currency)
)
SELECT grp, currency, figure, numerator::HUGEINT AS numerator, denominator::HUGEINT AS denominator
FROM (SELECT * FROM ratios UNION ALL SELECT * FROM countback UNION ALL SELECT * FROM concentration)
ORDER BY grp NULLS LAST, currency, figure;
