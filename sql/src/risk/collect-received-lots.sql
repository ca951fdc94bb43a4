-- Purpose: received lots and what has become known of them.
-- Grain: one lot with a known receipt. A failed incoming test of our own (D18: a valid one) or a nonconformance makes it deviate, whenever that
-- became known; a lot that was tested by us or used is good when nothing was found for so many days; any other is unknown (D19). due: so many
-- days have passed.
--   What is known of a lot that was split, repacked or relabelled from it, and of nothing else, is known of it.
--   What was corrected since counts from when it was first said, as long as it holds (D2).
-- Parameters: now, labelDays.
INSERT INTO received_lots_build
WITH
  received AS (
    SELECT
      lot_id, supplier_lot, supplier_id, item_id, site_id, assumeNotNull(received_at) AS received_at, received_at_precision, quantity, unit,
      received_at + toIntervalDay({labelDays: UInt32} + multiIf(received_at_precision = 2, 31, 1)) AS good_from
    FROM lot_facts
    WHERE received_at IS NOT NULL AND origin IN ('received', '')
  ),
  parts AS (
    SELECT part, wholes FROM {{unmixedParts}}
  ),
  material AS (
    SELECT lot_id FROM received
    UNION ALL
    SELECT part FROM parts
  ),
  tested AS (
    SELECT row_id, lot_id, known_at, known_until, ifNull(verdict = 'fail', 0) OR ifNull(value < lower, 0) OR ifNull(value > upper, 0) AS failed
    FROM {{qcResults}}
    WHERE stage = 'incoming' AND ifNull(source, '') != 'certificate' AND NOT ifNull(invalidated, false)
      AND lot_id IN (SELECT lot_id FROM material)
  ),
  events AS (
    SELECT lot_id, max(known_until) AS holds_until, min(t.known_at) AS known_at, 1 AS tested, failed AS bad
    FROM tested AS t
    GROUP BY row_id, lot_id, failed
    UNION ALL
    SELECT assumeNotNull(n.lot_id), max(known_until), min(n.known_at), 0, 1
    FROM {{nonconformances}} AS n
    WHERE n.lot_id IS NOT NULL AND n.lot_id IN (SELECT lot_id FROM material)
    GROUP BY row_id, lot_id
    UNION ALL
    SELECT lot_id, max(known_until), min(i.known_at), 0, 0
    FROM {{operationInputs}} AS i
    WHERE i.lot_id IN (SELECT lot_id FROM material)
    GROUP BY row_id, lot_id
  ),
  looked_at AS (
    SELECT arrayJoin(arrayConcat([e.lot_id], p.wholes)) AS received_lot, countIf(bad) AS times_bad, minIf(known_at, bad) AS first_bad,
      countIf(tested) AS tests, count() AS looks
    FROM events AS e
    LEFT ANY JOIN parts AS p ON p.part = e.lot_id
    WHERE holds_until > {now: DateTime64(3, 'UTC')}
    GROUP BY received_lot
  )
SELECT
  r.lot_id, r.supplier_lot, r.supplier_id, r.item_id, r.site_id, r.received_at, r.received_at_precision, r.quantity, r.unit,
  multiIf(l.times_bad > 0, 'deviated', l.looks > 0 AND r.good_from <= {now: DateTime64(3, 'UTC')}, 'good', 'unknown') AS known_outcome,
  multiIf(known_outcome = 'deviated', toNullable(l.first_bad), known_outcome = 'good', toNullable(r.good_from), NULL),
  l.tests > 0,
  r.good_from <= {now: DateTime64(3, 'UTC')}
FROM received AS r
LEFT ANY JOIN looked_at AS l ON l.received_lot = r.lot_id
SETTINGS max_execution_time = 600
