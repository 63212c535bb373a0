-- Aging and check counts of the SAP-style ledger (flat form, no document id), written from docs/methods alone.
-- Parameters: $path (CSV), $as_of (DATE), $basis ('due' or 'issue'). Amounts are DECIMAL(18, 2) read from text, never
-- double. The currency of the file is lost: one currency.

-- name: aging
-- One row for each customer and bucket: amount, open items, documents past due.
WITH invoices AS (
  SELECT
    cust AS customer,
    CAST(invoice_date AS DATE) AS issue_date,
    CAST(due_date AS DATE) AS due_date,
    CAST(nullif(clear_date, '') AS DATE) AS paid_date,
    CAST(amount AS DECIMAL(18, 2)) AS amount
  FROM read_csv($path, all_varchar = true, header = true)
),
-- A settled row is an invoice posted on its issue date and an opposite payment posted on its paid date. Both are gone
-- when both are posted; an invoice whose payment lies after $as_of is open; a payment before its invoice is unapplied.
items AS (
  SELECT customer, amount,
    CASE WHEN $basis = 'due' THEN coalesce(due_date, issue_date) ELSE issue_date END AS basis_date,
    coalesce(due_date, issue_date) AS due_date,
    false AS is_payment
  FROM invoices
  WHERE issue_date <= $as_of AND (paid_date IS NULL OR paid_date > $as_of) AND amount <> 0
  UNION ALL
  SELECT customer, -amount, paid_date, NULL, true
  FROM invoices
  WHERE paid_date <= $as_of AND issue_date > $as_of AND amount <> 0
),
aged AS (
  SELECT *, date_diff('day', basis_date, $as_of) AS days FROM items
)
SELECT
  customer,
  CASE
    WHEN is_payment THEN 'unapplied'
    WHEN $basis = 'due' AND days <= 0 THEN 'not_due'
    WHEN days <= 30 THEN CASE WHEN $basis = 'due' THEN 'd1_30' ELSE 'd0_30' END
    WHEN days <= 60 THEN 'd31_60'
    WHEN days <= 90 THEN 'd61_90'
    ELSE 'over_90'
  END AS bucket,
  sum(amount) AS amount,
  count(*) AS open_items,
  count(*) FILTER (WHERE NOT is_payment AND due_date < $as_of) AS overdue_documents
FROM aged
GROUP BY ALL
ORDER BY customer, bucket;

-- name: check
-- Findings of the documents table: rows and their money impact. A repeated row agrees with an earlier one in customer,
-- issue, due and paid date and amount (kind, entity, posting date and currency are the same for all).
WITH invoices AS (
  SELECT
    cust AS customer,
    CAST(invoice_date AS DATE) AS issue_date,
    CAST(due_date AS DATE) AS due_date,
    CAST(nullif(clear_date, '') AS DATE) AS paid_date,
    CAST(amount AS DECIMAL(18, 2)) AS amount
  FROM read_csv($path, all_varchar = true, header = true)
),
repeats AS (
  SELECT count(*) - 1 AS repeated, (count(*) - 1) * amount AS repeated_amount
  FROM invoices
  GROUP BY customer, issue_date, due_date, paid_date, amount
)
SELECT 'repeated_row' AS rule, sum(repeated) AS findings, sum(repeated_amount) AS amount FROM repeats
UNION ALL
SELECT 'payment_before_invoice', count(*), coalesce(sum(abs(amount)), 0) FROM invoices WHERE paid_date < issue_date
UNION ALL
SELECT 'due_before_issue', count(*), coalesce(sum(amount), 0) FROM invoices WHERE due_date < issue_date
UNION ALL
SELECT 'missing_due_date', count(*), coalesce(sum(amount), 0) FROM invoices WHERE due_date IS NULL AND amount >= 0
ORDER BY rule;
