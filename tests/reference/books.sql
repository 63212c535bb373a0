-- The books of a ledger in SQL, from docs/methods/ledger.md alone: what is settled on which day, and open items of any day. Read are
-- the tables documents (id, customer, kind, issue_date, posting_date, due_date, delivered, amount, currency, grp), applications
-- (credit_id, debit_id, instalment, amount, applied_on, recorded_on, row), instalments (document_id, number, due_date, amount) and
-- disputes (document_id, amount, opened, closed), all as they were known: of each document one version. Amounts are minor units.
-- `grp` is the group that figures are asked for by; the table asked (clock) holds one row. No application takes more than is open.

-- name: parts
-- Instalments of debits; a document without any is its own.
CREATE TEMP TABLE parts AS
SELECT d.id, d.grp, d.customer, d.currency, d.kind, d.issue_date, d.posting_date, i.number,
  coalesce(i.due_date, d.due_date, d.issue_date) AS due, coalesce(i.amount, d.amount) AS amount
FROM documents d LEFT JOIN instalments i ON i.document_id = d.id
WHERE d.amount > 0;

-- name: counted
-- Applications with the day from which they count by the clock; `step` numbers those of a debit in their order. A side that is not
-- known: by two of the clocks the application counts on the other one (credit_kind NULL: nothing is known of the credit).
CREATE TEMP TABLE counted AS
SELECT *, row_number() OVER (PARTITION BY debit_id
  ORDER BY day, latest, credit_id, instalment NULLS FIRST, amount DESC, applied_on, recorded_on NULLS FIRST, row) AS step
FROM (
  SELECT a.credit_id, a.debit_id, a.instalment, a.amount, a.applied_on, a.recorded_on, a.row, c.kind AS credit_kind,
    greatest(a.applied_on, d.posting_date, c.posting_date) AS latest,
    CASE clock
      WHEN 'applied_on' THEN a.applied_on
      WHEN 'recorded_on' THEN coalesce(a.recorded_on, a.applied_on)
      WHEN 'payment_posting' THEN greatest(d.posting_date, c.posting_date)
      WHEN 'latest' THEN greatest(a.applied_on, d.posting_date, c.posting_date)
    END AS day
  FROM applications a LEFT JOIN documents d ON d.id = a.debit_id LEFT JOIN documents c ON c.id = a.credit_id, asked
  WHERE clock IN ('applied_on', 'recorded_on') OR (d.id IS NOT NULL AND c.id IS NOT NULL)
);

-- name: settled
-- What each application settles of each instalment: rows that name one settle that, all else fills them by due date and number.
CREATE TEMP TABLE settled AS
WITH steps AS (
  SELECT p.id, p.number, p.due, p.amount, c.step, c.day, c.credit_kind,
    sum(CASE WHEN c.instalment = p.number THEN c.amount ELSE 0 END) OVER so_far AS named,
    sum(c.amount) OVER so_far AS applied
  FROM parts p JOIN counted c ON c.debit_id = p.id
  WINDOW so_far AS (PARTITION BY p.id, p.number ORDER BY c.step)
),
pools AS (
  SELECT *, least(named, amount) AS by_name,
    applied - sum(least(named, amount)) OVER (PARTITION BY id, step) AS pool,
    coalesce(sum(amount - least(named, amount)) OVER (
      PARTITION BY id, step ORDER BY due, number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
  FROM steps
),
states AS (
  SELECT *, by_name + least(amount - by_name, greatest(pool - before, 0)) AS to_date FROM pools
)
SELECT id, number, due, step, day, credit_kind,
  to_date - lag(to_date, 1, 0) OVER (PARTITION BY id, number ORDER BY step) AS amount
FROM states;

-- name: open_items
-- Debits by instalment with their disputed part, and credits, as open at the end of day t.
CREATE TEMP MACRO open_items(t) AS TABLE
WITH debits AS (
  SELECT p.*, p.amount - coalesce(s.amount, 0) AS rest
  FROM parts p
  LEFT JOIN (SELECT id, number, sum(amount) AS amount FROM settled WHERE day <= t GROUP BY ALL) s
    ON s.id = p.id AND s.number IS NOT DISTINCT FROM p.number
  WHERE p.posting_date <= t
),
in_dispute AS (
  SELECT e.document_id AS id, sum(coalesce(e.amount, d.amount)) AS amount
  FROM disputes e JOIN documents d ON d.id = e.document_id
  WHERE e.opened <= t AND (e.closed IS NULL OR e.closed > t) GROUP BY ALL
)
SELECT b.*, least(b.rest, greatest(coalesce(e.amount, 0) - coalesce(sum(b.rest) OVER (
    PARTITION BY b.id ORDER BY b.due, b.number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0), 0)) AS disputed
FROM debits b LEFT JOIN in_dispute e USING (id)
UNION ALL
SELECT d.id, d.grp, d.customer, d.currency, d.kind, d.issue_date, d.posting_date, NULL, NULL, d.amount,
  d.amount + coalesce(a.amount, 0), 0
FROM documents d
LEFT JOIN (SELECT credit_id AS id, sum(amount) AS amount FROM counted WHERE day <= t GROUP BY ALL) a USING (id)
WHERE d.amount < 0 AND d.posting_date <= t;
