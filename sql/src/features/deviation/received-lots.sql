-- Purpose: received lots as they were known when they were judged, and what became of them within the label delay.
-- Grain: one lot with a known receipt. predicted_at: so many hours after it (a date: after its end), but not after as_of.
--   first_bad: first time that a failed incoming inspection, a nonconformance of the lot, or a yield loss beyond the tolerance in an
--   operation that used it became known, counted after predicted_at up to the label delay. bad_before: one of them was known already. What was
--   corrected since counts from when it was first said, as long as it still holds at as_of (D2).
--   looked_at: it was tested by us or used, known by the end of the delay; a lot that was neither is not a good one (D19).
--   What is known of a lot that was split, repacked or relabelled from it, and of nothing else, is known of it.
-- Parameters: as_of, decision_hours, label_days, yield_tolerance (share of the output above what is usual for the item; 1: never).
WITH
  {asOf: DateTime64(3, 'UTC')} AS as_of,
  received AS (
    SELECT lot_id, ifNull(supplier_lot, '') AS supplier_lot, ifNull(supplier_id, '') AS supplier_id, item_id, ifNull(site_id, '') AS site_id,
      received_at, manufactured_at, manufactured_at_precision,
      least(assumeNotNull(received_at) + toIntervalDay(received_at_precision = 1) + toIntervalHour({decisionHours: UInt32}), as_of) AS predicted_at,
      predicted_at + toIntervalDay({labelDays: UInt32}) AS label_until
    FROM {{lots}}
    WHERE received_at IS NOT NULL AND received_at_precision < 2 AND ifNull(origin, 'received') = 'received' AND received_at <= as_of
      AND known_at <= as_of AND known_until > as_of
  ),
  finished AS (
    SELECT operation_id, item_id, known_at, scrap_quantity / (good_quantity + scrap_quantity) AS loss
    FROM operations
    WHERE ended_at IS NOT NULL AND known_at <= as_of AND good_quantity + scrap_quantity > 0
  ),
  usual AS (
    SELECT item_id, quantileExact(0.5)(loss) AS loss
    FROM finished
    GROUP BY item_id
  ),
  lossy AS (
    SELECT f.operation_id AS operation_id, f.known_at AS known_at
    FROM finished AS f
    INNER JOIN usual AS u ON u.item_id = f.item_id
    WHERE f.loss > u.loss + {yieldTolerance: Float64}
  ),
  tested AS (
    SELECT row_id, lot_id, known_at, known_until,
      ifNull(verdict = 'fail', 0) OR ifNull(value < lower, 0) OR ifNull(value > upper, 0) AS failed
    FROM {{qcResults}}
    WHERE known_at <= as_of AND stage = 'incoming' AND ifNull(source, '') != 'certificate' AND NOT ifNull(invalidated, false)
  ),
  events AS (
    SELECT lot_id, min(t.known_at) AS known_at, 1 AS bad, 1 AS looked
    FROM tested AS t
    WHERE failed
    GROUP BY row_id, lot_id
    HAVING max(known_until) > as_of
    UNION ALL
    SELECT lot_id, min(t.known_at) AS known_at, 0 AS bad, 1 AS looked
    FROM tested AS t
    GROUP BY row_id, lot_id
    HAVING max(known_until) > as_of
    UNION ALL
    SELECT assumeNotNull(n.lot_id) AS lot_id, min(n.known_at) AS known_at, 1 AS bad, 1 AS looked
    FROM {{nonconformances}} AS n
    WHERE n.known_at <= as_of AND n.lot_id IS NOT NULL
    GROUP BY row_id, lot_id
    HAVING max(known_until) > as_of
    UNION ALL
    SELECT i.lot_id AS lot_id, greatest(i.known_at, l.known_at) AS known_at, 1 AS bad, 1 AS looked
    FROM operation_inputs AS i
    INNER JOIN lossy AS l ON l.operation_id = i.operation_id
    WHERE i.known_at <= as_of
    UNION ALL
    SELECT lot_id, min(i.known_at) AS known_at, 0 AS bad, 1 AS looked
    FROM {{operationInputs}} AS i
    WHERE i.known_at <= as_of
    GROUP BY row_id, lot_id
    HAVING max(known_until) > as_of
  ),
  of_material AS (
    SELECT arrayJoin(arrayConcat([e.lot_id], p.wholes)) AS material, e.known_at AS known_at, e.bad AS bad, e.looked AS looked
    FROM events AS e
    LEFT ANY JOIN {{unmixedParts}} AS p ON p.part = e.lot_id
  ),
  outcomes AS (
    SELECT r.lot_id AS lot_id,
      minIf(e.known_at, e.bad = 1 AND e.known_at > r.predicted_at AND e.known_at <= r.label_until) AS first_bad,
      countIf(e.bad = 1 AND e.known_at > r.predicted_at AND e.known_at <= r.label_until) AS times_bad,
      countIf(e.bad = 1 AND e.known_at <= r.predicted_at) AS bad_before,
      countIf(e.looked = 1 AND e.known_at <= r.label_until) AS looked_at
    FROM received AS r
    INNER JOIN of_material AS e ON e.material = r.lot_id
    GROUP BY r.lot_id
  )
SELECT r.lot_id AS lot_id, r.supplier_lot AS supplier_lot, r.supplier_id AS supplier_id, r.item_id AS item_id, r.site_id AS site_id,
  toFloat64(toUnixTimestamp64Milli(r.predicted_at)) AS predicted_at,
  toFloat64(toUnixTimestamp64Milli(r.label_until)) AS label_until,
  if(r.manufactured_at_precision < 2 AND r.manufactured_at <= r.received_at,
    toFloat64(dateDiff('hour', r.manufactured_at, r.received_at)) / 24, NULL) AS age_days,
  if(o.times_bad > 0, toFloat64(toUnixTimestamp64Milli(o.first_bad)), NULL) AS first_bad,
  o.bad_before > 0 AS bad_before,
  o.looked_at > 0 AS looked_at
FROM received AS r
LEFT JOIN outcomes AS o ON o.lot_id = r.lot_id
ORDER BY predicted_at, lot_id
SETTINGS max_block_size = 8192, max_threads = 1, max_execution_time = 300
