-- Purpose: the nonconformances that name a lot, newest first.
-- Grain: one line of a nonconformance.
-- Parameters: lotId, limit, offset.
SELECT
  ncr_id, line_id, supplier_id, operation_id, defect, severity, root_cause, quantity, unit, cost, currency, disposition, capa_id,
  opened_at, opened_at_precision, closed_at, closed_at_precision, capa_due_at, capa_due_at_precision, capa_effective
FROM nonconformances
WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM nonconformances_rows WHERE lot_id = {lotId: String})
ORDER BY opened_at DESC, ncr_id, row_id
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
SETTINGS max_execution_time = 10
