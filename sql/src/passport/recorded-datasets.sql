-- Purpose: the datasets in which rows name a lot, whether they are still in force or not: nothing needs to be asked of the others.
-- Grain: one dataset.
-- Parameters: lotId.
SELECT DISTINCT dataset
FROM (
  (SELECT 'lots' AS dataset FROM lots_rows WHERE lot_id = {lotId: String} LIMIT 1)
  UNION ALL (SELECT 'lot_status' AS dataset FROM lot_status_rows WHERE lot_id = {lotId: String} LIMIT 1)
  UNION ALL (SELECT 'operation_inputs' AS dataset FROM operation_inputs_rows WHERE lot_id = {lotId: String} LIMIT 1)
  UNION ALL (SELECT 'operation_outputs' AS dataset FROM operation_outputs_rows WHERE lot_id = {lotId: String} LIMIT 1)
  UNION ALL (SELECT 'qc_results' AS dataset FROM qc_results_rows WHERE lot_id = {lotId: String} LIMIT 1)
  UNION ALL (SELECT 'nonconformances' AS dataset FROM nonconformances_rows WHERE lot_id = {lotId: String} LIMIT 1)
  UNION ALL (SELECT 'movements' AS dataset FROM movements_rows WHERE lot_id = {lotId: String} LIMIT 1)
  UNION ALL (SELECT 'stock_counts' AS dataset FROM stock_counts_rows WHERE lot_id = {lotId: String} LIMIT 1)
  UNION ALL (SELECT 'shipments' AS dataset FROM shipments_rows WHERE lot_id = {lotId: String} LIMIT 1)
  UNION ALL (SELECT 'handling_units' AS dataset FROM handling_units_rows WHERE lot_id = {lotId: String} LIMIT 1)
  UNION ALL (SELECT 'complaints' AS dataset FROM complaints_rows WHERE lot_id = {lotId: String} LIMIT 1)
  UNION ALL (SELECT 'allocations' AS dataset FROM allocations_rows WHERE lot_id = {lotId: String} LIMIT 1)
  UNION ALL (SELECT 'cost_entries' AS dataset FROM cost_entries_rows WHERE lot_id = {lotId: String} LIMIT 1)
  UNION ALL (SELECT 'approvals' AS dataset FROM approvals_rows WHERE lot_id = {lotId: String} LIMIT 1)
  UNION ALL (SELECT 'lot_links' AS dataset FROM lot_links_rows WHERE parent_lot_id = {lotId: String} LIMIT 1)
  UNION ALL (SELECT 'lot_links' AS dataset FROM lot_links_rows WHERE child_lot_id = {lotId: String} LIMIT 1)
)
SETTINGS max_execution_time = 10
