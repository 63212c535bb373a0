-- Roll rates of one period in SQL, from docs/methods/roll_rates.md alone, over books.sql: basis due, buckets 0, 30, 60, 90.
-- Parameters: $from, $to (DATE), $own_column (disputed parts as a state of their own).

-- name: bucket
CREATE TEMP MACRO bucket(days) AS
  CASE WHEN days <= 0 THEN 'not_due' WHEN days <= 30 THEN 'd1_30' WHEN days <= 60 THEN 'd31_60' WHEN days <= 90 THEN 'd61_90' ELSE 'over_90' END;

-- name: moved
-- Every item that is open on one of the days: open and disputed on both, remaining, left, added, undisputed at the first.
CREATE TEMP TABLE moved AS
SELECT *, o0 - r AS l, o1 - r AS added, o0 - d0 AS u0, posting_date <= $from AS was_in_books,
  bucket($from::DATE - due) AS b0, bucket($to::DATE - due) AS b1
FROM (
  SELECT p.id, p.number, p.grp, p.currency, p.kind, p.posting_date, p.due, coalesce(a.rest, 0) AS o0, coalesce(b.rest, 0) AS o1,
    CASE WHEN $own_column THEN coalesce(a.disputed, 0) ELSE 0 END AS d0, CASE WHEN $own_column THEN coalesce(b.disputed, 0) ELSE 0 END AS d1,
    least(coalesce(a.rest, 0), coalesce(b.rest, 0)) AS r
  FROM parts p
  LEFT JOIN (SELECT * FROM open_items($from::DATE) WHERE rest > 0) a ON a.id = p.id AND a.number IS NOT DISTINCT FROM p.number
  LEFT JOIN (SELECT * FROM open_items($to::DATE) WHERE rest > 0) b ON b.id = p.id AND b.number IS NOT DISTINCT FROM p.number
) WHERE o0 > 0 OR o1 > 0;

-- name: takers
-- Rows that take, by document, instalment they name and outcome in its order.
CREATE TEMP TABLE takers AS
SELECT debit_id AS id, instalment, sum(amount) AS amount,
  CASE credit_kind WHEN 'payment' THEN 1 WHEN 'discount' THEN 4 WHEN 'write_off' THEN 5 WHEN 'unclassified_credit' THEN 6 ELSE 3 END AS outcome
FROM counted WHERE day > $from AND day <= $to AND amount > 0 GROUP BY ALL;

-- name: named
-- First, each instalment is taken from by the rows that name it.
CREATE TEMP TABLE named AS
SELECT m.id, m.number, t.outcome, least(t.amount, greatest(m.l - coalesce(sum(t.amount) OVER (
  PARTITION BY m.id, m.number ORDER BY t.outcome ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0), 0)) AS amount
FROM moved m JOIN takers t ON t.id = m.id AND t.instalment = m.number;

-- name: taken
-- Then what is left of all rows takes what is left of all instalments, both in their orders: pieces of two lines laid side by side.
CREATE TEMP TABLE taken AS
WITH supply AS (
  SELECT *, sum(amount) OVER (PARTITION BY id ORDER BY outcome) AS till
  FROM (
    SELECT t.id, t.outcome, t.amount - coalesce(n.amount, 0) AS amount
    FROM (SELECT id, outcome, sum(amount) AS amount FROM takers GROUP BY ALL) t
    LEFT JOIN (SELECT id, outcome, sum(amount) AS amount FROM named GROUP BY ALL) n USING (id, outcome)
  )
),
demand AS (
  SELECT *, sum(amount) OVER (PARTITION BY id ORDER BY due, number) AS till
  FROM (
    SELECT m.id, m.number, m.due, m.l - coalesce(n.amount, 0) AS amount
    FROM moved m LEFT JOIN (SELECT id, number, sum(amount) AS amount FROM named GROUP BY ALL) n
      ON n.id = m.id AND n.number IS NOT DISTINCT FROM m.number
  )
),
pieces AS (
  SELECT id, number, outcome, amount FROM named
  UNION ALL
  SELECT d.id, d.number, s.outcome, least(d.till, s.till) - greatest(d.till - d.amount, s.till - s.amount)
  FROM demand d JOIN supply s USING (id)
  WHERE least(d.till, s.till) > greatest(d.till - d.amount, s.till - s.amount)
),
explained AS (SELECT id, number, outcome, sum(amount) AS amount FROM pieces GROUP BY ALL HAVING sum(amount) > 0),
all_of_it AS (
  SELECT * FROM explained
  UNION ALL
  SELECT m.id, m.number, 7, m.l - coalesce(sum(e.amount), 0)
  FROM moved m LEFT JOIN explained e ON e.id = m.id AND e.number IS NOT DISTINCT FROM m.number
  GROUP BY m.id, m.number, m.l HAVING m.l > coalesce(sum(e.amount), 0)
)
SELECT *, sum(amount) OVER (PARTITION BY id, number ORDER BY outcome) AS till FROM all_of_it;

-- name: transitions
WITH names AS (
  SELECT unnest(['paid', 'currency', 'credited', 'discounted', 'written_off', 'unclassified', 'corrected']) AS name, unnest(range(1, 8)) AS outcome
),
gone AS (
  SELECT m.*, n.name, t.amount, t.outcome, greatest(least(t.till, u0) - least(t.till - t.amount, u0), 0) AS from_undisputed,
    row_number() OVER (PARTITION BY m.id, m.number ORDER BY t.amount DESC, t.outcome) AS place
  FROM moved m JOIN taken t ON t.id = m.id AND t.number IS NOT DISTINCT FROM m.number JOIN names n USING (outcome)
),
still AS (
  SELECT *, ur - becomes AS plain, dr - keeps AS closed, CASE WHEN b0 = b1 THEN 'stays' ELSE 'rolls' END AS onward,
    CASE WHEN d0 = o0 THEN 'disputed' ELSE b0 END AS s0, CASE WHEN d1 = o1 THEN 'disputed' ELSE b1 END AS s1
  FROM (
    SELECT *, u0 - least(l, u0) AS ur, d0 - (l - least(l, u0)) AS dr, least(d0 - (l - least(l, u0)), least(d1, r)) AS keeps,
      least(d1, r) - least(d0 - (l - least(l, u0)), least(d1, r)) AS becomes
    FROM moved WHERE o0 > 0
  )
),
flows AS (
  SELECT grp, currency, b0 AS from_bucket, name AS outcome, NULL AS to_bucket, from_undisputed AS amount, 0 AS items FROM gone
  UNION ALL SELECT grp, currency, 'disputed', name, NULL, amount - from_undisputed, 0 FROM gone
  UNION ALL SELECT grp, currency, CASE WHEN d0 = o0 THEN 'disputed' ELSE b0 END, name, NULL, 0, 1 FROM gone WHERE o1 = 0 AND place = 1
  UNION ALL SELECT grp, currency, 'disputed', 'stays', 'disputed', keeps, 0 FROM still WHERE o1 > 0
  UNION ALL SELECT grp, currency, b0, 'disputed', 'disputed', becomes, 0 FROM still WHERE o1 > 0
  UNION ALL SELECT grp, currency, 'disputed', 'dispute_closed', b1, closed, 0 FROM still WHERE o1 > 0
  UNION ALL SELECT grp, currency, b0, onward, b1, plain, 0 FROM still WHERE o1 > 0
  UNION ALL SELECT grp, currency, s0, CASE WHEN s0 = 'disputed' AND s1 = 'disputed' THEN 'stays' WHEN s0 = 'disputed' THEN 'dispute_closed'
      WHEN s1 = 'disputed' THEN 'disputed' ELSE onward END, s1, 0, 1 FROM still WHERE o1 > 0
),
opening AS (
  SELECT grp, currency, from_bucket, sum(amount) AS opening, sum(items) AS opening_items
  FROM (
    SELECT grp, currency, b0 AS from_bucket, u0 AS amount, CASE WHEN d0 = o0 THEN 0 ELSE 1 END AS items FROM moved WHERE o0 > 0
    UNION ALL SELECT grp, currency, 'disputed', d0, CASE WHEN d0 = o0 THEN 1 ELSE 0 END FROM moved WHERE o0 > 0
  ) GROUP BY ALL
)
SELECT f.grp, f.currency, f.from_bucket, outcome, to_bucket, sum(f.amount)::HUGEINT AS amount, sum(items)::HUGEINT AS items,
  any_value(opening)::HUGEINT AS opening, any_value(opening_items)::HUGEINT AS opening_items
FROM flows f JOIN opening o ON o.grp IS NOT DISTINCT FROM f.grp AND o.currency = f.currency AND o.from_bucket = f.from_bucket
GROUP BY f.grp, f.currency, f.from_bucket, outcome, to_bucket HAVING sum(f.amount) <> 0 OR sum(items) <> 0;

-- name: inflows
WITH given AS (
  SELECT debit_id AS id, -sum(amount) AS amount FROM counted WHERE day > $from AND day <= $to AND amount < 0 GROUP BY ALL
),
grown AS (
  SELECT m.*, d1 - least(d1, r) AS to_dispute, coalesce(g.amount, 0) AS given_back,
    sum(added) OVER (PARTITION BY m.id ORDER BY due, number) AS till
  FROM moved m LEFT JOIN given g USING (id) WHERE added > 0
),
sources AS (
  SELECT *, CASE WHEN was_in_books THEN greatest(least(till, given_back) - least(till - added, given_back), 0) ELSE 0 END AS reopened,
    CASE kind WHEN 'payment_return' THEN 'returned' WHEN 'recovery' THEN 'recovered' ELSE 'new' END AS fresh
  FROM grown
),
lines AS (
  SELECT *, 'reopened' AS source, reopened AS amount, least(reopened, to_dispute) AS disputed FROM sources WHERE was_in_books AND reopened > 0
  UNION ALL SELECT *, 'corrected', added - reopened, to_dispute - least(reopened, to_dispute) FROM sources WHERE was_in_books AND added > reopened
  UNION ALL SELECT *, fresh, added, to_dispute FROM sources WHERE NOT was_in_books
)
SELECT grp, currency, bucket, source, sum(amount)::HUGEINT AS amount, sum(items)::HUGEINT AS items
FROM (
  SELECT grp, currency, b1 AS bucket, source, amount - disputed AS amount, 0 AS items FROM lines
  UNION ALL SELECT grp, currency, 'disputed', source, disputed, 0 FROM lines
  UNION ALL SELECT grp, currency, CASE WHEN d1 = o1 THEN 'disputed' ELSE b1 END, source, 0, 1 FROM lines
    WHERE o0 = 0 AND (source <> 'corrected' OR reopened = 0)
) GROUP BY ALL HAVING sum(amount) <> 0 OR sum(items) <> 0;
