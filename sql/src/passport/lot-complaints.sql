-- Purpose: complaints, returns, warranty and service cases of a lot, newest first.
-- Grain: one line of a case.
-- Parameters: lotId, limit, offset.
SELECT
  x.case_id AS case_id, x.kind AS kind, x.customer_id AS customer_id, c.name AS customer_name, x.defect AS defect, x.quantity AS quantity,
  x.unit AS unit, x.cost AS cost, x.currency AS currency, x.in_service_at AS in_service_at, x.in_service_at_precision AS in_service_at_precision,
  x.at AS at, x.at_precision AS at_precision
FROM complaints AS x
LEFT ANY JOIN customers AS c ON c.customer_id = x.customer_id
WHERE x.lot_id = {lotId: String} AND x.row_id IN (SELECT row_id FROM complaints_rows WHERE lot_id = {lotId: String})
ORDER BY x.at DESC, x.case_id, x.row_id
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
SETTINGS max_execution_time = 10
