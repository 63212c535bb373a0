-- Aging and check counts of the IBM sample ledger (flat form, invoiceNumber is the document id), written from docs/methods alone.
-- Parameters: $path (CSV), $as_of (DATE), $basis ('due' or 'issue'). Amounts are DECIMAL(18, 2) read from text, never
-- double. Dates are text M/D/YYYY. One currency.

-- name: aging
-- One row for each customer and bucket: amount, open items, documents past due.
WITH invoices AS (
  SELECT
    customerID AS customer,
    invoiceNumber AS id,
    CAST(strptime(InvoiceDate, '%m/%d/%Y') AS DATE) AS issue_date,
    CAST(strptime(nullif(DueDate, ''), '%m/%d/%Y') AS DATE) AS due_date,
    CAST(strptime(nullif(SettledDate, ''), '%m/%d/%Y') AS DATE) AS paid_date,
    CAST(InvoiceAmount AS DECIMAL(18, 2)) AS amount
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
-- Findings of the documents table: rows and their money impact. Every row has an id, so a repeated one is a duplicate id
-- (there is no recorded-on), and no row is a repeated row.
WITH invoices AS (
  SELECT
    customerID AS customer,
    invoiceNumber AS id,
    CAST(strptime(InvoiceDate, '%m/%d/%Y') AS DATE) AS issue_date,
    CAST(strptime(nullif(DueDate, ''), '%m/%d/%Y') AS DATE) AS due_date,
    CAST(strptime(nullif(SettledDate, ''), '%m/%d/%Y') AS DATE) AS paid_date,
    CAST(InvoiceAmount AS DECIMAL(18, 2)) AS amount
  FROM read_csv($path, all_varchar = true, header = true)
),
numbered AS (
  SELECT id, amount, row_number() OVER (PARTITION BY id) AS position FROM invoices
)
SELECT 'duplicate_id' AS rule, count(*) AS findings, coalesce(sum(amount), 0) AS amount
FROM numbered WHERE position > 1
UNION ALL
SELECT 'payment_before_invoice', count(*), coalesce(sum(abs(amount)), 0) FROM invoices WHERE paid_date < issue_date
UNION ALL
SELECT 'due_before_issue', count(*), coalesce(sum(amount), 0) FROM invoices WHERE due_date < issue_date
UNION ALL
SELECT 'missing_due_date', count(*), coalesce(sum(amount), 0) FROM invoices WHERE due_date IS NULL AND amount >= 0
ORDER BY rule;
