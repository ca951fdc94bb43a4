-- Purpose: incoming results of received lots as they were known when the lots were judged, also those that were corrected since (D2).
-- Grain: one lot, characteristic, unit and source (own: ours, else the supplier's certificate): the latest of the valid results (D18), by the time
--   of the test, then by the time it became known. Its limits are those of that result.
-- Parameters: as_of, decision_hours, as of received-lots.sql.
WITH
  {asOf: DateTime64(3, 'UTC')} AS as_of,
  received AS (
    SELECT lot_id,
      least(assumeNotNull(received_at) + toIntervalDay(received_at_precision = 1) + toIntervalHour({decisionHours: UInt32}), as_of) AS predicted_at
    FROM {{lots}}
    WHERE received_at IS NOT NULL AND received_at_precision < 2 AND ifNull(origin, 'received') = 'received' AND received_at <= as_of
      AND known_at <= as_of AND known_until > as_of
  )
SELECT q.lot_id AS lot_id, q.characteristic AS characteristic, ifNull(q.unit, '') AS unit, ifNull(q.source, '') != 'certificate' AS own,
  argMax((q.value, q.lower, q.upper, toFloat64(toUnixTimestamp64Milli(q.known_at))),
    (ifNull(q.at, q.known_at), q.known_at, ifNull(q.replicate, ''), q.value)) AS latest,
  latest.1 AS value, latest.2 AS lower, latest.3 AS upper, latest.4 AS known_at
FROM {{qcResults}} AS q
INNER JOIN received AS r ON r.lot_id = q.lot_id
WHERE q.stage = 'incoming' AND q.value IS NOT NULL AND NOT ifNull(q.invalidated, false)
  AND q.known_at <= r.predicted_at AND q.known_until > r.predicted_at
GROUP BY lot_id, characteristic, unit, own
ORDER BY lot_id, characteristic, unit, own
SETTINGS max_block_size = 8192, max_threads = 1, max_execution_time = 300
