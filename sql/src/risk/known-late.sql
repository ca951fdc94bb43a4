-- Purpose: how many of the facts that judge received lots became known so long after the receipt that no model can learn from them. In a file
-- without `recordedAt` they count as known since they were loaded (D2).
-- Grain: one row. facts: our own incoming results, and nonconformances.
-- Parameters: days.
SELECT count() AS facts, countIf(f.known_at > r.received_at + toIntervalDay({days: UInt32})) AS late
FROM (
  SELECT lot_id, known_at FROM qc_results WHERE stage = 'incoming' AND ifNull(source, '') != 'certificate'
  UNION ALL
  SELECT assumeNotNull(lot_id), known_at FROM nonconformances WHERE lot_id IS NOT NULL
) AS f
INNER JOIN (SELECT lot_id, received_at FROM received_lots) AS r ON r.lot_id = f.lot_id
SETTINGS max_execution_time = 30
