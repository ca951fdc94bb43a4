-- Purpose: incoming results of a lot and of the newest lots of its item that were received before it, to compare it with.
-- Grain: one lot, characteristic and unit (D5). own: mean of our own valid results (D18); certificate: of the supplier's. Limits: of the newest
--   result. Of lots that the reader may not see, nothing.
-- Parameters: lot, item, until (its receipt), compared (most lots), saidDeviated, saidGood, allSites, sites.
WITH compared_lots AS (
  SELECT lot_id, supplier_lot, supplier_id, received_at, received_at_precision, known_outcome
  FROM (
    SELECT r.lot_id AS lot_id, r.supplier_lot AS supplier_lot, r.supplier_id AS supplier_id, r.received_at AS received_at,
      r.received_at_precision AS received_at_precision, {{outcome}} AS known_outcome, r.lot_id = {lot: String} AS is_it
    FROM received_lots AS r
    WHERE (is_it OR r.item_id = {item: String} AND r.received_at <= {until: DateTime64(3, 'UTC')})
      AND {{visible}}
    ORDER BY is_it DESC, received_at DESC, lot_id
    LIMIT {compared: UInt32}
  )
)
SELECT
  c.lot_id AS lot_id, c.supplier_lot AS supplier_lot, c.supplier_id AS supplier_id, suppliers.name AS supplier_name, c.received_at AS received_at,
  c.received_at_precision AS received_at_precision, c.known_outcome AS outcome, q.characteristic AS characteristic, q.unit AS unit,
  q.own AS own, q.certificate AS certificate, q.limits.1 AS lower, q.limits.2 AS upper
FROM compared_lots AS c
INNER JOIN (
  SELECT
    lot_id, characteristic, measure_unit AS unit,
    if(countIf(is_own) = 0, NULL, avgIf(value, is_own)) AS own, if(countIf(NOT is_own) = 0, NULL, avgIf(value, NOT is_own)) AS certificate,
    argMax((lower, upper), (is_own, ifNull(`at`, known_at))) AS limits
  FROM (
    SELECT *, ifNull(qc_results.unit, '') AS measure_unit, ifNull(source, '') != 'certificate' AS is_own
    FROM qc_results
    WHERE lot_id IN (SELECT lot_id FROM compared_lots) AND stage = 'incoming' AND value IS NOT NULL AND NOT ifNull(invalidated, false)
  )
  GROUP BY lot_id, characteristic, measure_unit
) AS q ON q.lot_id = c.lot_id
LEFT ANY JOIN suppliers ON suppliers.supplier_id = c.supplier_id
ORDER BY received_at, lot_id, characteristic, unit
SETTINGS max_execution_time = 30
