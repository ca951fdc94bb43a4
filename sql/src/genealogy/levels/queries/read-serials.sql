-- Purpose: serials of some production lots (D1). Grain: one serial. Parameters: lots, the production lots; stretches of 8192 node
-- numbers in which their serials stand.
SELECT node_no AS serial
FROM lot_facts_rows FINAL
PREWHERE intDiv(node_no, 8192) IN {stretches: Array(UInt32)}
WHERE production_lot_id IN (SELECT id FROM nodes PREWHERE node_no IN {lots: Array(UInt32)} WHERE kind = 'lot')
SETTINGS max_execution_time = 600
