-- Purpose: the datasets in which a row of a lot was corrected or taken back (D2). A test proves that none is missing.
-- Grain: one dataset.
-- Parameters: lotId.
(SELECT 'handling_units' AS dataset FROM handling_units_history WHERE lot_id = {lotId: String} LIMIT 1)
UNION ALL (SELECT 'lot_status' AS dataset FROM lot_status_history WHERE lot_id = {lotId: String} LIMIT 1)
UNION ALL (SELECT 'lots' AS dataset FROM lots_history WHERE lot_id = {lotId: String} LIMIT 1)
UNION ALL (SELECT 'traceability_events' AS dataset FROM traceability_events_history WHERE lot_id = {lotId: String} LIMIT 1)
UNION ALL (SELECT 'operation_inputs' AS dataset FROM operation_inputs_history WHERE lot_id = {lotId: String} LIMIT 1)
UNION ALL (SELECT 'operation_outputs' AS dataset FROM operation_outputs_history WHERE lot_id = {lotId: String} LIMIT 1)
UNION ALL (SELECT 'approvals' AS dataset FROM approvals_history WHERE lot_id = {lotId: String} LIMIT 1)
UNION ALL (SELECT 'complaints' AS dataset FROM complaints_history WHERE lot_id = {lotId: String} LIMIT 1)
UNION ALL (SELECT 'nonconformances' AS dataset FROM nonconformances_history WHERE lot_id = {lotId: String} LIMIT 1)
UNION ALL (SELECT 'qc_results' AS dataset FROM qc_results_history WHERE lot_id = {lotId: String} LIMIT 1)
UNION ALL (SELECT 'allocations' AS dataset FROM allocations_history WHERE lot_id = {lotId: String} LIMIT 1)
UNION ALL (SELECT 'cost_entries' AS dataset FROM cost_entries_history WHERE lot_id = {lotId: String} LIMIT 1)
UNION ALL (SELECT 'movements' AS dataset FROM movements_history WHERE lot_id = {lotId: String} LIMIT 1)
UNION ALL (SELECT 'shipments' AS dataset FROM shipments_history WHERE lot_id = {lotId: String} LIMIT 1)
UNION ALL (SELECT 'stock_counts' AS dataset FROM stock_counts_history WHERE lot_id = {lotId: String} LIMIT 1)
SETTINGS max_execution_time = 10
