-- The key figures of a ledger in SQL, from docs/methods/kpis.md, kpi_figures.md and ledger.md alone, over books.sql and the tables
-- promises (row, customer, document_id, promised_on, due_date, amount, currency, recorded_on), dunning (row, customer, document_id,
-- sent_on, level), bad_debts and costs (date, amount, currency, grp).
-- Parameters: $first, $last (DATE), $days, $month_days (0 = calendar), $sales_months, $history_months, $top_n, $debits_only, $months
-- (of the period), $grace (days), $with_promises (false: no figure asks for them).

-- name: dates
CREATE TEMP TABLE dates AS
SELECT $first::DATE AS first, $last::DATE AS last,
  CASE WHEN $sales_months = 0 THEN $first::DATE
       WHEN $last::DATE = last_day($last::DATE) THEN last_day(($last::DATE - to_months($sales_months))::DATE) + 1
       ELSE ($last::DATE - to_months($sales_months))::DATE + 1 END AS sales_first;

-- name: promised
-- Promises that are not left out, with what they are about; `groups` of an account above 1 is an error of the call.
CREATE TEMP TABLE promised AS
WITH accounts AS (
  SELECT customer, currency, min(grp) AS grp, count(DISTINCT grp) AS groups FROM documents GROUP BY ALL
),
about AS (
  SELECT p.row, p.promised_on, p.due_date, p.recorded_on, 'document ' || d.id AS thing, d.grp, d.currency, 1 AS groups,
    CASE WHEN p.amount IS NULL THEN d.amount - coalesce(sum(c.amount), 0)
         WHEN coalesce(p.currency, d.currency) = d.currency THEN p.amount END AS amount
  FROM promises p JOIN documents d ON d.id = p.document_id
    LEFT JOIN counted c ON c.debit_id = d.id AND c.day < p.promised_on
  WHERE d.amount > 0 GROUP BY p.row, p.promised_on, p.due_date, p.recorded_on, d.id, d.grp, d.currency, p.amount, p.currency, d.amount
  UNION ALL
  SELECT p.row, p.promised_on, p.due_date, p.recorded_on, 'account ' || a.customer || ' ' || a.currency, a.grp, a.currency, a.groups,
    p.amount
  FROM promises p JOIN accounts a ON a.customer = p.customer AND a.currency = p.currency WHERE p.document_id IS NULL
)
SELECT *, due_date + $grace::INTEGER AS deadline FROM about
WHERE amount > 0 AND due_date >= promised_on AND promised_on <= $last::DATE;

-- name: in_several_groups
SELECT count(*) AS promises FROM promised WHERE groups > 1;

-- name: passed_over
-- Rows that count in nothing: promises left out, amounts neither in the period nor in the window of its sales.
SELECT (SELECT count(*) FROM promises WHERE promised_on <= last) - (SELECT count(*) FROM promised) AS promises_left_out,
  (SELECT count(*) FROM bad_debts WHERE date < least(first, sales_first) OR date > last) AS bad_debts_outside,
  (SELECT count(*) FROM costs WHERE date < least(first, sales_first) OR date > last) AS costs_outside
FROM dates;

-- name: superseded
-- The day on which a later promise takes the place of an earlier one about the same thing; NULL: it stands.
CREATE TEMP TABLE superseded AS
SELECT p.row, min(q.promised_on) AS superseded_on
FROM promised p JOIN promised q ON q.thing = p.thing AND (
  (q.promised_on > p.promised_on AND q.promised_on <= p.deadline)
  OR (q.promised_on = p.promised_on AND q.due_date = p.due_date
    AND (coalesce(q.recorded_on, DATE '0001-01-01'), q.row) > (coalesce(p.recorded_on, DATE '0001-01-01'), p.row)))
GROUP BY p.row;

-- name: promise_history
-- Every promise with what came in for it (`took`); the promises of a plan take in the order of their due dates.
CREATE TEMP TABLE promise_history AS
WITH RECURSIVE receipts AS (
  SELECT 'document ' || s.id AS thing, greatest(s.day, d.posting_date) AS day, s.amount
  FROM settled s JOIN documents d USING (id) WHERE credit_kind IN ('payment', 'unclassified_credit')
  UNION ALL
  SELECT 'account ' || customer || ' ' || currency, posting_date, -amount FROM documents
  WHERE kind IN ('payment', 'unclassified_credit', 'payment_return')
),
came_in AS (
  SELECT p.row, sum(r.amount) AS came_in
  FROM promised p JOIN receipts r ON r.thing = p.thing AND r.day BETWEEN p.promised_on AND p.deadline GROUP BY p.row
),
steps AS (
  SELECT p.*, greatest(coalesce(came_in, 0), 0) AS came_in, row_number() OVER (PARTITION BY thing, promised_on ORDER BY due_date) AS step
  FROM promised p LEFT JOIN superseded u ON u.row = p.row LEFT JOIN came_in i ON i.row = p.row
  WHERE u.row IS NULL
),
taking AS (
  SELECT row, thing, promised_on, step, least(amount, came_in)::HUGEINT AS took, least(amount, came_in)::HUGEINT AS taken
  FROM steps WHERE step = 1
  UNION ALL
  SELECT s.row, s.thing, s.promised_on, s.step, least(s.amount, greatest(s.came_in - t.taken, 0))::HUGEINT,
    (t.taken + least(s.amount, greatest(s.came_in - t.taken, 0)))::HUGEINT
  FROM steps s JOIN taking t ON t.thing = s.thing AND t.promised_on = s.promised_on AND s.step = t.step + 1
)
SELECT p.*, u.superseded_on, t.step, t.took FROM promised p LEFT JOIN superseded u ON u.row = p.row LEFT JOIN taking t ON t.row = p.row;

-- name: levels_on
-- Open items above 0 with the level of their last letter; NULL: no letter.
CREATE TEMP MACRO levels_on(t) AS TABLE
SELECT i.grp, i.currency, i.rest, l.level
FROM open_items(t) i LEFT JOIN dunning l ON l.sent_on <= t AND (l.document_id = i.id
  OR (l.document_id IS NULL AND l.customer = i.customer AND i.posting_date <= l.sent_on AND i.due < l.sent_on))
WHERE i.rest > 0
QUALIFY row_number() OVER (PARTITION BY i.id, i.number ORDER BY l.sent_on DESC, l.row DESC) = 1;

-- name: dunning_levels
SELECT grp, currency, level, sum(rest)::HUGEINT AS open, count(*) AS items
FROM levels_on($last::DATE) GROUP BY ALL ORDER BY grp, currency, level NULLS FIRST;

-- name: keys
CREATE TEMP TABLE keys AS
SELECT grp, currency FROM documents WHERE posting_date <= $last::DATE
UNION SELECT grp, currency FROM promised WHERE $with_promises
UNION SELECT grp, currency FROM bad_debts WHERE date <= $last::DATE
UNION SELECT grp, currency FROM costs WHERE date <= $last::DATE;

-- name: components
-- Movements of promises and amounts given, balances of promises and dunning.
WITH decided AS (
  SELECT grp, currency, count(*) FILTER (decided) AS promises, sum(amount) FILTER (decided) AS promised,
    count(*) FILTER (decided AND took = amount) AS promises_kept, sum(amount) FILTER (decided AND took = amount) AS promised_kept,
    count(*) FILTER (decided AND took > 0) AS promises_paid, sum(took) FILTER (decided) AS promised_paid,
    count(*) FILTER (superseded_on BETWEEN first AND last) AS promises_superseded,
    sum(amount) FILTER (opening) AS opening_promised_open, count(*) FILTER (opening) AS opening_promises_open,
    sum(amount) FILTER (closing) AS closing_promised_open, count(*) FILTER (closing) AS closing_promises_open
  FROM (
    SELECT *, superseded_on IS NULL AND deadline BETWEEN first AND last AS decided,
      promised_on < first AND deadline >= first AND coalesce(superseded_on >= first, true) AS opening,
      promised_on <= last AND deadline > last AND coalesce(superseded_on > last, true) AS closing
    FROM promise_history, dates
  ) GROUP BY ALL
),
dunned_before AS (
  SELECT grp, currency, sum(rest) AS opening_dunned, count(*) AS opening_dunned_items
  FROM levels_on($first::DATE - 1) WHERE level >= 1 GROUP BY ALL
),
dunned_after AS (
  SELECT grp, currency, sum(rest) AS closing_dunned, count(*) AS closing_dunned_items
  FROM levels_on($last::DATE) WHERE level >= 1 GROUP BY ALL
),
bad_debt AS (
  SELECT grp, currency, sum(amount) AS bad_debts FROM bad_debts, dates WHERE date BETWEEN first AND last GROUP BY ALL
),
cost AS (SELECT grp, currency, sum(amount) AS costs FROM costs, dates WHERE date BETWEEN first AND last GROUP BY ALL)
SELECT grp, currency, coalesce(COLUMNS(* EXCLUDE (grp, currency)), 0)::HUGEINT
FROM keys LEFT JOIN decided USING (grp, currency) LEFT JOIN dunned_before USING (grp, currency)
  LEFT JOIN dunned_after USING (grp, currency) LEFT JOIN bad_debt USING (grp, currency) LEFT JOIN cost USING (grp, currency)
ORDER BY grp, currency;

-- name: month_sales
-- Sales of the months of the history, the latest first (k = 0).
CREATE TEMP TABLE month_sales AS
WITH months AS (
  SELECT k, greatest((date_trunc('month', $last::DATE) - to_months(k))::DATE, DATE '1900-01-01') AS month_first,
    CASE WHEN k = 0 THEN $last::DATE ELSE last_day((date_trunc('month', $last::DATE) - to_months(k))::DATE) END AS month_last
  FROM range($history_months) r(k)
)
SELECT grp, currency, k, month_first, month_last, CASE WHEN $month_days = 0 THEN month_last - month_first + 1 ELSE $month_days END AS days,
  coalesce((SELECT sum(d.amount) FROM documents d WHERE d.grp = keys.grp AND d.currency = keys.currency
    AND d.kind IN ('invoice', 'debit_note', 'credit_note') AND d.posting_date BETWEEN month_first AND month_last), 0) AS sales
FROM keys, months;

-- name: months_of_origin
-- What is open of the sales of each month; k NULL: of those before the history.
WITH open_sales AS (
  SELECT grp, currency, posting_date, rest FROM open_items($last::DATE)
  WHERE kind IN ('invoice', 'debit_note', 'credit_note') AND (rest > 0 OR NOT $debits_only)
)
SELECT o.grp, o.currency, m.k, sum(o.rest)::HUGEINT AS open, any_value(m.sales)::HUGEINT AS sales, any_value(m.days)::BIGINT AS days
FROM open_sales o LEFT JOIN month_sales m
  ON m.grp = o.grp AND m.currency = o.currency AND o.posting_date BETWEEN m.month_first AND m.month_last
GROUP BY o.grp, o.currency, m.k HAVING sum(o.rest) <> 0 ORDER BY o.grp, o.currency, m.k;

-- name: figures
-- One row for each group, currency and figure: numerator and denominator.
WITH opening AS (
  SELECT grp, currency, sum(CASE WHEN $debits_only THEN greatest(rest, 0) ELSE rest END) AS o,
    sum(rest) FILTER (rest > 0 AND due < $first::DATE - 1) AS past
  FROM open_items($first::DATE - 1) GROUP BY ALL
),
closing AS (
  SELECT grp, currency, sum(CASE WHEN $debits_only THEN greatest(rest, 0) ELSE rest END) AS c, sum(greatest(rest, 0)) AS debits,
    count(*) FILTER (rest > 0) AS open_items,
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
    -sum(amount) FILTER (kind IN ('payment', 'unclassified_credit', 'payment_return') AND posting_date >= first) AS collected,
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
  WHERE s.credit_kind IN ('payment', 'unclassified_credit') AND p.kind IN ('invoice', 'debit_note')
    AND greatest(s.day, p.posting_date) BETWEEN first AND last
  GROUP BY ALL
),
deductions AS (
  SELECT d.grp, d.currency, sum(coalesce(e.amount, d.amount)) AS raised, count(*) AS raised_items
  FROM disputes e JOIN documents d ON d.id = e.document_id, dates
  WHERE greatest(e.opened, d.posting_date) BETWEEN sales_first AND last GROUP BY ALL
),
dunned AS (
  SELECT grp, currency, sum(rest) AS dunned, count(*) AS dunned_items FROM levels_on($last::DATE) WHERE level >= 1 GROUP BY ALL
),
decided AS (
  SELECT grp, currency, count(*) AS promises, sum(amount) AS promised, count(*) FILTER (took = amount) AS promises_kept,
    sum(amount) FILTER (took = amount) AS promised_kept, count(*) FILTER (took > 0) AS promises_paid, sum(took) AS promised_paid
  FROM promise_history, dates WHERE superseded_on IS NULL AND deadline BETWEEN first AND last GROUP BY ALL
),
bad_debt AS (
  SELECT grp, currency, sum(amount) AS bad_debt FROM bad_debts, dates WHERE date BETWEEN sales_first AND last GROUP BY ALL
),
cost AS (
  SELECT grp, currency, sum(amount) FILTER (date >= sales_first) AS cost_of_sales, sum(amount) FILTER (date >= first) AS cost
  FROM costs, dates WHERE date <= last GROUP BY ALL
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
    coalesce(open_items, 0) AS open_items, coalesce(collected, 0) AS collected, coalesce(dunned, 0) AS dunned,
    coalesce(dunned_items, 0) AS dunned_items, coalesce(promises, 0) AS promises, coalesce(promised, 0) AS promised,
    coalesce(promises_kept, 0) AS promises_kept, coalesce(promised_kept, 0) AS promised_kept,
    coalesce(promises_paid, 0) AS promises_paid, coalesce(promised_paid, 0) AS promised_paid,
    coalesce(bad_debt, 0) AS bad_debt, coalesce(cost_of_sales, 0) AS cost_of_sales, coalesce(cost, 0) AS cost,
    CASE WHEN $days = 0 THEN last - sales_first + 1 ELSE $days END AS days,
    CASE WHEN $month_days = 0 THEN last - sales_first + 1 WHEN $sales_months = 0 THEN $months * $month_days
         ELSE $sales_months * $month_days END AS days_of_months
  FROM keys LEFT JOIN opening USING (grp, currency) LEFT JOIN closing USING (grp, currency) LEFT JOIN posted USING (grp, currency)
    LEFT JOIN paid USING (grp, currency) LEFT JOIN deductions USING (grp, currency)
    LEFT JOIN dunned USING (grp, currency) LEFT JOIN decided USING (grp, currency) LEFT JOIN bad_debt USING (grp, currency)
    LEFT JOIN cost USING (grp, currency), dates
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
    {'figure': 'deductions_outstanding_count', 'numerator': disputed_items * days, 'denominator': raised_items},
    {'figure': 'deductions_outstanding_period_average', 'numerator': disputed * days_of_months, 'denominator': raised},
    {'figure': 'disputed_item_share', 'numerator': disputed_items, 'denominator': open_items},
    {'figure': 'dso_true_netted', 'numerator': open_days + unapplied_days, 'denominator': debits + unapplied},
    {'figure': 'dso_true_open_and_paid', 'numerator': open_days + days_to_pay, 'denominator': debits + paid},
    {'figure': 'promise_kept_count', 'numerator': promises_kept, 'denominator': promises},
    {'figure': 'promise_kept_count_partial', 'numerator': promises_paid, 'denominator': promises},
    {'figure': 'promise_kept_amount', 'numerator': promised_kept, 'denominator': promised},
    {'figure': 'promise_kept_amount_partial', 'numerator': promised_paid, 'denominator': promised},
    {'figure': 'dunned_share', 'numerator': dunned, 'denominator': debits},
    {'figure': 'dunned_item_share', 'numerator': dunned_items, 'denominator': open_items},
    {'figure': 'operating_cost_to_sales', 'numerator': cost_of_sales, 'denominator': s},
    {'figure': 'cost_to_collect', 'numerator': cost, 'denominator': collected},
    {'figure': 'bad_debt_ratio_gross', 'numerator': bad_debt, 'denominator': s},
    {'figure': 'bad_debt_ratio_net', 'numerator': bad_debt - recovered, 'denominator': s}
  ], recursive := true)
  FROM sums
),
-- Count-back: the first month whose sales cover what the later months have left of the balance.
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
