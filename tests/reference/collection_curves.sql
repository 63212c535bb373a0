-- Collection curves and days to pay in SQL, from docs/methods/collection_curves.md alone, over books.sql.
-- Parameters: $as_of (DATE).

-- name: invoices
CREATE TEMP TABLE invoices AS
SELECT *, date_trunc('month', issue_date)::DATE AS cohort FROM documents
WHERE kind IN ('invoice', 'debit_note') AND posting_date <= $as_of;

-- name: settlements
CREATE TEMP TABLE settlements AS
SELECT i.grp, i.currency, i.cohort, c.day - i.issue_date AS age, c.amount,
  CASE credit_kind WHEN 'payment' THEN 'paid' WHEN 'unclassified_credit' THEN 'paid' WHEN 'credit_note' THEN 'credited'
    WHEN 'discount' THEN 'discounted' WHEN 'write_off' THEN 'written_off' ELSE 'other' END AS outcome
FROM counted c JOIN invoices i ON i.id = c.debit_id WHERE c.day <= $as_of;

-- name: still_open
CREATE TEMP TABLE still_open AS
SELECT grp, currency, date_trunc('month', issue_date)::DATE AS cohort, sum(rest) AS amount FROM open_items($as_of::DATE)
WHERE kind IN ('invoice', 'debit_note') GROUP BY ALL;

-- name: cells
-- $ages: inclusive upper bounds; a cell of age NULL holds what was settled later.
WITH bounds AS (
  SELECT age, lag(age) OVER (ORDER BY age NULLS LAST) AS above FROM (SELECT unnest($ages::INTEGER[]) AS age UNION ALL SELECT NULL)
),
cohorts AS (
  SELECT grp, currency, cohort, sum(amount) AS invoiced, max(issue_date) AS youngest FROM invoices GROUP BY ALL
),
cells AS (
  SELECT c.grp, c.currency, c.cohort, b.age, c.invoiced, c.youngest,
    sum(s.amount) FILTER (s.outcome = 'paid') AS paid, sum(s.amount) FILTER (s.outcome = 'credited') AS credited,
    sum(s.amount) FILTER (s.outcome = 'discounted') AS discounted, sum(s.amount) FILTER (s.outcome = 'written_off') AS written_off,
    sum(s.amount) FILTER (s.outcome = 'other') AS other
  FROM cohorts c CROSS JOIN bounds b
  LEFT JOIN settlements s ON s.grp IS NOT DISTINCT FROM c.grp AND s.currency = c.currency AND s.cohort = c.cohort
    AND (b.above IS NULL OR s.age > b.above) AND (b.age IS NULL OR s.age <= b.age)
  GROUP BY ALL
)
SELECT c.grp, c.currency, c.cohort, c.age,
  CASE WHEN c.age IS NULL THEN coalesce(o.amount, 0) = 0 ELSE $as_of::DATE - youngest >= c.age END::INTEGER AS mature,
  invoiced::HUGEINT AS invoiced, coalesce(paid, 0)::HUGEINT AS paid, coalesce(credited, 0)::HUGEINT AS credited,
  coalesce(discounted, 0)::HUGEINT AS discounted, coalesce(written_off, 0)::HUGEINT AS written_off, coalesce(other, 0)::HUGEINT AS other,
  sum(coalesce(paid, 0)) OVER (PARTITION BY c.grp, c.currency, c.cohort ORDER BY c.age NULLS LAST)::HUGEINT AS paid_to_date
FROM cells c LEFT JOIN still_open o ON o.grp IS NOT DISTINCT FROM c.grp AND o.currency = c.currency AND o.cohort = c.cohort
ORDER BY c.grp NULLS LAST, c.currency, c.cohort, c.age NULLS LAST;

-- name: days_to_pay
WITH ages AS (
  SELECT grp, currency, age, sum(amount) AS amount, sum(sign(amount)) AS number FROM settlements WHERE outcome = 'paid' GROUP BY ALL
),
running AS (
  SELECT *, sum(amount) OVER so_far AS amount_to_date, sum(number) OVER so_far AS number_to_date,
    sum(amount) OVER everything AS total, sum(number) OVER everything AS numbers
  FROM ages
  WINDOW so_far AS (PARTITION BY grp, currency ORDER BY age), everything AS (PARTITION BY grp, currency)
)
SELECT grp, currency, percent, min(age) FILTER (total > 0 AND amount_to_date * 100 >= percent * total) AS days_by_amount,
  min(age) FILTER (numbers > 0 AND number_to_date * 100 >= percent * numbers) AS days_by_count,
  any_value(numbers)::HUGEINT AS payments, any_value(total)::HUGEINT AS paid
FROM running CROSS JOIN (SELECT unnest($percents::INTEGER[]) AS percent)
GROUP BY ALL ORDER BY grp NULLS LAST, currency, percent;
