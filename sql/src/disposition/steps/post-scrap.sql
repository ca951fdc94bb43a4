-- Purpose: scrap of each lot, counted once (D23): an operation's own report before movements that name the operation, movements before
-- nonconformances, of which counts what they say beyond the others: those that are not older than they by more than 30 days, newest first, so
-- that none covers two. Quantities in units that do not convert may be the same scrap. An operation's report counts as far as the lot was booked with more than the good quantity.
-- Grain: one entry.
INSERT INTO disposition_entries
WITH
  reported AS (
    SELECT
      *,
      sumIf(quantity, kind = 'operation_good') OVER (PARTITION BY node_no, unit, key) AS good,
      sumIf(quantity, kind IN ('receipt', 'produce')) OVER (PARTITION BY node_no, unit) AS booked,
      countIf(kind IN ('receipt', 'produce')) OVER (PARTITION BY node_no, unit) AS bookings,
      multiIf(kind != 'operation_scrap', quantity, made IS NULL, nan, greatest(least(quantity, assumeNotNull(made) - good), 0)) AS scrap
    FROM disposition_converted AS c
    LEFT ANY JOIN (
      SELECT node_no, quantity AS made
      FROM lot_facts_build
      WHERE node_no IN (SELECT node_no FROM disposition_converted WHERE kind = 'operation_scrap')
    ) AS f ON f.node_no = c.node_no
    WHERE kind IN ('scrap', 'operation_scrap', 'operation_good', 'nonconformance', 'receipt', 'produce')
      AND node_no IN (SELECT node_no FROM disposition_converted WHERE kind IN ('scrap', 'operation_scrap', 'nonconformance'))
      AND node_no NOT IN (SELECT node_no FROM disposition_plain)
  ),
  operated AS (
    SELECT
      *,
      maxIf(scrap, kind = 'operation_scrap' AND NOT isNaN(scrap)) OVER (PARTITION BY node_no, unit, key) AS by_operation,
      multiIf(
        kind = 'operation_scrap' AND NOT isNaN(scrap), scrap,
        kind = 'scrap' AND (key = 0 OR by_operation = 0), greatest(scrap, 0),
        0) AS cover,
      toInt64(at) - if(kind = 'nonconformance', 30 * 86400, 0) AS turn
    FROM reported
  ),
  compared AS (
    SELECT
      *,
      countIf(cover > 0) OVER (PARTITION BY node_no) - countIf(cover > 0) OVER (PARTITION BY node_no, unit) AS covers_elsewhere,
      sumIf(scrap, kind = 'nonconformance' AND NOT isNaN(scrap)) OVER newest AS said,
      sum(cover) OVER newest AS covered
    FROM operated
    WINDOW newest AS (
      PARTITION BY node_no, unit ORDER BY turn DESC, kind = 'nonconformance', scrap ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    )
  ),
  judged AS (
    SELECT
      *,
      max(greatest(said - covered, 0)) OVER (
        PARTITION BY node_no, unit ORDER BY turn DESC, kind = 'nonconformance', said ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      ) AS beyond
    FROM compared
  ),
  counted AS (
    SELECT
      *,
      beyond - lagInFrame(beyond, 1, 0.) OVER (
        PARTITION BY node_no, unit ORDER BY turn DESC, kind = 'nonconformance', said ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      ) AS more,
      multiIf(
        kind != 'nonconformance' OR covers_elsewhere > 0, 0,
        isNaN(scrap), if(covered = 0, scrap, 0),
        more > 1e-9 * scrap, more,
        0) AS excess
    FROM judged
  )
SELECT node_no, entry.1, entry.2, entry.3, unit, entry.4, at, entry.5
FROM counted
ARRAY JOIN [
  ('scrapped', from_site, from_location, multiIf(
      kind = 'operation_scrap', if(isNaN(scrap), 0, scrap),
      kind = 'scrap', if(key != 0 AND by_operation > 0, 0, scrap),
      kind = 'nonconformance', excess,
      0), ''),
  -- What of it was booked into stock comes out again; a scrap movement has already taken its part out.
  ('stock', from_site, '', multiIf(
      kind = 'operation_scrap' AND bookings > 0 AND NOT isNaN(scrap), -greatest(scrap - greatest(made - booked, 0), 0),
      kind = 'scrap' AND key != 0 AND by_operation > 0, scrap,
      kind = 'nonconformance' AND NOT isNaN(excess), -excess,
      0), 'out')
] AS entry
WHERE entry.4 != 0
SETTINGS max_execution_time = 600
