-- Purpose: the signed approvals of a lot and of the operations it came out of, newest first (D12).
-- Grain: one approval.
-- Parameters: lotId, limit, offset.
WITH made_by AS (
  SELECT operation_id
  FROM operation_outputs
  WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM operation_outputs_rows WHERE lot_id = {lotId: String})
)
SELECT approval_id, kind, lot_id, operation_id, `by`, reason, `at`, at_precision
FROM approvals
WHERE (lot_id = {lotId: String} OR operation_id IN (SELECT operation_id FROM made_by))
  AND row_id IN (
    SELECT row_id FROM approvals_rows WHERE lot_id = {lotId: String}
    UNION ALL
    SELECT row_id FROM approvals_rows WHERE operation_id IN (SELECT operation_id FROM made_by)
  )
ORDER BY `at` DESC, row_id
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
SETTINGS max_execution_time = 10
